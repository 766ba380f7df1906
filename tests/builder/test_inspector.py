"""The inspector of steps: each field of the dose edits, merges, refuses and resets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.builder.breath_field import OWN, PATTERNS
from studio.core.breath import BreathPattern
from studio.core.dose import Dose, Side, Sides
from studio.core.quantity import fixed
from studio.core.routine import Step
from tests.builder.inspecting import KNOWN, TWIST, Bench, click, lines_of, words_in
from tests.making import dose


@pytest.fixture
def bench(qtbot: QtBot) -> Callable[..., Bench]:
    return lambda *items: Bench(qtbot, *items)


Benches = Callable[..., Bench]


def test_a_step_shows_name_place_and_inherited_dose(bench: Benches) -> None:
    first, second = Step("roll"), Step("bridge")
    at = bench(first, second)
    page = at.select(second)
    words = words_in(page)
    assert words[:2] == ["Bridge", "Step 2 · lying"]
    assert page.dose.rows["hold"].stepper.edit.text() == "5 s"
    reps = page.dose.rows["reps"]
    assert reps.stepper.edit.text() == "13"  # in use
    assert (reps.track.low.value(), reps.track.high.value()) == (10, 15)
    assert {"from the exercise", "our suggestion"} <= set(words)
    assert not page.dose.rows["hold"].back.isVisible()
    assert page.dose.rows["pause"].isVisible()
    assert not page.dose.rows["sets"].isVisible()


def test_typing_a_hold_is_one_undo_step_and_takes_effect_at_once(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    at.select(step)
    before = at.document.schedule.length
    at.type("hold", "1:15")
    assert at.own() == dose(hold=75)
    assert at.undo_texts == ["Change hold to 1:15"]
    assert at.document.schedule.length > before
    at.document.undo()
    assert at.steps.dose.rows["hold"].stepper.edit.text() == "5 s"
    assert at.own() == Dose()


def test_a_held_button_is_one_undo_step_and_two_presses_are_two(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    more = at.select(step).dose.rows["hold"].stepper.more
    more.setAutoRepeatDelay(0)
    more.setAutoRepeatInterval(0)
    QTest.mousePress(more, Qt.MouseButton.LeftButton, pos=QPoint(15, 15))
    at.qtbot.waitUntil(lambda: (at.own().hold or fixed(0)).low >= 8_000)
    QTest.mouseRelease(more, Qt.MouseButton.LeftButton, pos=QPoint(15, 15))
    assert len(at.undo_texts) == 1
    more.setAutoRepeat(False)
    click(more)
    assert len(at.undo_texts) == 2
    at.document.undo()
    at.document.undo()
    assert at.own() == Dose()


def test_two_fields_are_two_undo_steps(bench: Benches) -> None:
    step = Step("roll")
    at = bench(step)
    at.select(step)
    at.type("reps", "8")
    at.steps.dose.more.click()
    at.type("sets", "2")
    assert at.undo_texts == ["Change reps to 8", "Change sets to 2"]


REFUSED = [
    ("hold", "7201", "At most 2:00:00."),
    ("hold", "soon", "Write seconds or minutes: 45 or 1:15."),
    ("reps", "0", "At least 1."),
    ("reps", "1000", "At most 999."),
    ("sets", "100", "At most 99."),
    ("pause", "-1", "Write seconds or minutes: 45 or 1:15."),
    ("rest", "3:00:00", "At most 2:00:00."),
    ("prepare", "", "Write a time."),
    ("tilt", "91", "At most 90°."),
]


@pytest.mark.parametrize(("key", "text", "why"), REFUSED)
def test_a_refused_value_stays_says_why_and_changes_nothing(
    bench: Benches, key: str, text: str, why: str
) -> None:
    step = Step("table", dose=dose(reps=5))
    at = bench(step)
    page = at.select(step)
    page.dose.more.click()
    edit = page.dose.rows[key].stepper.edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)
    before = at.document.routine
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert at.document.routine == before
    assert at.undo_texts == []
    assert edit.text() == text
    assert why in words_in(page.dose.rows[key])
    at.selection.set(())
    assert at.select(step).dose.rows[key].stepper.wrong == ""


def test_a_value_that_would_make_the_routine_too_long_is_refused(bench: Benches) -> None:
    step = Step("bridge", dose=dose(reps=999, hold=1))
    at = bench(step)
    page = at.select(step)
    at.type("hold", "7200")
    assert at.own() == dose(reps=999, hold=1)
    assert page.dose.rows["hold"].stepper.wrong == "Over 12 hours; split the routine."
    assert page.dose.rows["hold"].stepper.edit.text() == "7200"
    assert at.undo_texts == []


def test_a_reset_brings_the_exercises_value_back(bench: Benches) -> None:
    step = Step("bridge", dose=dose(hold=20, reps=4, pause=9))
    at = bench(step)
    page = at.select(step)
    back = {key: page.dose.rows[key].back.accessibleName() for key in ("hold", "reps", "pause")}
    assert back == {
        "hold": "Hold: back to 5 s, from the exercise",
        "reps": "Reps: back to 10 to 15, from the exercise",
        "pause": "Pause: back to 2 s, our suggestion",
    }
    click(page.dose.rows["hold"].back)
    assert at.own() == dose(reps=4, pause=9)
    assert at.undo_texts == ["Reset hold"]
    assert page.dose.rows["hold"].stepper.edit.text() == "5 s"
    assert not page.dose.rows["hold"].back.isVisible()
    assert "from the\nexercise" not in words_in(page.dose.rows["reps"])


def test_all_values_are_reset_at_once_and_the_note_stays(bench: Benches) -> None:
    step = Step("bridge", dose=replace(dose(hold=20, reps=4, sides="each"), note="low"))
    at = bench(step)
    page = at.select(step)
    assert page.dose.reset_all.isVisible()
    click(page.dose.reset_all)
    assert at.own() == Dose(note="low")
    assert at.undo_texts == ["Reset the dose"]
    assert not page.dose.reset_all.isVisible()


def test_a_note_and_a_breath_are_reset_with_a_button(bench: Benches) -> None:
    step = Step("bridge", dose=Dose(note="low", breath=PATTERNS["Box"]))
    at = bench(step)
    page = at.select(step)
    click(page.note.back)
    click(page.breath.back)
    assert at.own() == Dose()
    assert at.undo_texts == ["Reset note", "Reset breath"]
    assert not page.note.back.isVisible()
    assert not page.breath.back.isVisible()


def test_a_hold_is_counted_in_breaths_and_back(bench: Benches) -> None:
    step = Step("bridge", dose=dose(hold=28))
    at = bench(step)
    page = at.select(step)
    page.dose.more.click()
    click(page.dose.unit.button("breaths"))
    assert at.own() == dose(breaths=3)
    assert at.undo_texts == ["Count hold in breaths"]
    assert not page.dose.rows["hold"].isVisible()
    assert page.dose.rows["breaths"].stepper.edit.text() == "3"
    at.type("breaths", "4")
    assert at.undo_texts[-1] == "Change hold to 4 breaths"
    click(page.dose.unit.button("hold"))
    assert at.own() == Dose()  # the exercise's own hold is in seconds


def test_sides_change_and_reset(bench: Benches) -> None:
    step = Step("twist")
    at = bench(step)
    page = at.select(step)
    assert page.dose.rows["change"].isVisible()
    click(page.dose.sides.choice.button(Sides.LEFT))
    assert at.own() == Dose(sides=Sides.LEFT)
    assert at.undo_texts == ["Change sides to left"]
    assert not page.dose.rows["change"].isVisible()
    click(page.dose.sides.back)
    assert at.own() == Dose()
    assert page.dose.sides.choice.button(Sides.EACH).isChecked()


def test_both_sides_are_named_in_the_order_of_the_exercise(bench: Benches) -> None:
    step = Step("twist")
    at = bench(step)
    page = at.select(step)
    assert page.dose.sides.choice.button(Sides.EACH).text() == "Left, right"
    at.document.set_catalogue(KNOWN | {"twist": replace(TWIST, first_side=Side.RIGHT)})
    assert page.dose.sides.choice.button(Sides.EACH).text() == "Right, left"


def test_yes_and_no_are_written_only_where_they_differ(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    page = at.select(step)
    page.dose.more.click()
    click(page.dose.switches["manual"])
    assert at.own() == Dose(manual=True)
    assert at.document.schedule.manual_steps == 1
    click(page.dose.switches["manual"])
    assert at.own() == Dose()
    click(page.dose.switches["optional"])
    assert at.undo_texts[-1] == "Set may be dropped"


def test_a_preset_is_chosen_by_keyboard(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    page = at.select(step)
    assert [page.dose.preset.itemText(i) for i in range(page.dose.preset.count())] == [
        "Exercise's own",
        "Short one",
    ]
    page.dose.preset.setFocus()
    QTest.keyClick(page.dose.preset, Qt.Key.Key_Down)
    assert next(at.document.routine.walk()).preset == "short-one"
    assert at.undo_texts == ["Change dose to short one"]
    assert page.dose.rows["reps"].stepper.edit.text() == "5"
    assert "from preset Short one" in words_in(page.dose.rows["reps"])


def test_breath_is_chosen_typed_and_inherited_again(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    page = at.select(step)
    assert "from the routine" in words_in(page)
    names = [page.breath.field.choice.itemData(i) for i in range(page.breath.field.choice.count())]

    def choose(name: object) -> None:
        row = names.index(name)
        page.breath.field.choice.setCurrentIndex(row)
        page.breath.field.choice.activated.emit(row)

    choose("Box")
    assert at.own() == Dose(breath=PATTERNS["Box"])
    assert at.undo_texts == ["Change breath to box"]
    choose(OWN)
    inhale = page.breath.field.phases["inhale"].edit
    inhale.setFocus()
    inhale.selectAll()
    QTest.keyClicks(inhale, "0.4")
    QTest.keyClick(inhale, Qt.Key.Key_Return)
    assert "At least 0.5 s." in words_in(page.breath)
    inhale.selectAll()
    QTest.keyClicks(inhale, "3")
    QTest.keyClick(inhale, Qt.Key.Key_Return)
    assert at.own().breath == BreathPattern(3_000, 4_000, 4_000, 4_000)
    choose(-1)
    assert at.own() == Dose()
    assert at.undo_texts[-1] == "Reset breath"


@pytest.mark.parametrize(
    ("step", "remark"),
    [
        (Step("table", dose=dose(hold=45)), "5 breaths of 9 s fit 45 s."),
        (Step("twist", dose=dose(breaths=3)), "3 breaths take 30 s."),
        (Step("table", dose=dose(hold=2)), "A hold of 2 s is too short to pace."),
        (Step("bridge", dose=dose(hold=9)), "1 breath of 9 s fits 9 s."),
    ],
)
def test_the_breath_in_a_hold_is_told_as_it_is_scheduled(bench: Benches, step: Step, remark: str) -> None:
    at = bench(step)
    assert remark in words_in(at.select(step))


@pytest.mark.parametrize(
    ("step", "offer", "hold"),
    [
        (Step("table", dose=dose(hold=45)), "Use 50 s", 50),
        (Step("table", dose=dose(hold=2)), "Use 10 s", 10),
        (Step("table", dose=dose(hold=(30, 60))), "Use 50 s", (35, 65)),
        (Step("bridge", dose=dose(hold=9)), "Use 10 s", 10),
        (Step("table", dose=dose(hold=50)), "", 50),
        (Step("twist", dose=dose(breaths=3)), "", None),
    ],
)
def test_a_hold_that_ends_in_mid_breath_offers_the_nearest_that_does_not(
    bench: Benches, step: Step, offer: str, hold: int | tuple[int, int] | None
) -> None:
    at = bench(step)
    page = at.select(step)
    assert page.breath.offer.isVisible() == bool(offer)
    if offer:
        assert page.breath.offer.text() == offer
        click(page.breath.offer)
        assert at.own() == dose(hold=hold)
        assert len(at.undo_texts) == 1
        assert not page.breath.offer.isVisible()


def test_a_note_is_typed_in_one_undo_step_and_kept_to_its_limit(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    page = at.select(step)
    note = lines_of(page.note)
    note.setFocus()
    QTest.keyClicks(note, "Slowly & <b>low</b>")
    assert at.own() == Dose(note="Slowly & <b>low</b>")
    assert at.undo_texts == ["Change note"]
    note.setPlainText("x" * 4_001)  # as from the clipboard
    assert at.own() == Dose(note="Slowly & <b>low</b>")
    assert page.note.wrong == "4001 characters; 4000 at most."
    assert len(note.toPlainText()) == 4_001


def test_undo_keys_go_to_the_routine_unless_there_is_typing_to_take_back(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    undo = QAction(at.window)
    undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
    undo.triggered.connect(at.document.undo)
    at.window.addAction(undo)
    row = at.select(step).dose.rows["hold"]
    click(row.stepper.more)
    at.type("hold", "9")
    QTest.keyClick(row.stepper.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.own() == dose(hold=6)
    row.stepper.edit.selectAll()
    QTest.keyClicks(row.stepper.edit, "x")
    QTest.keyClick(row.stepper.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.own() == dose(hold=6)


def test_several_steps_are_edited_at_once(bench: Benches) -> None:
    steps = Step("bridge"), Step("bridge", dose=dose(reps=4)), Step("bridge", dose=dose(hold=7))
    at = bench(*steps)
    page = at.select(*steps[:2])
    assert words_in(page)[:2] == ["2 steps", "Bridge"]
    assert page.dose.rows["reps"].stepper.edit.placeholderText() == "mixed"
    at.type("reps", "6")
    at.type("hold", "8")
    assert [at.own(i) for i in range(3)] == [dose(reps=6, hold=8), dose(reps=6, hold=8), dose(hold=7)]
    at.document.undo()
    at.document.undo()
    assert [at.own(i) for i in range(2)] == [Dose(), dose(reps=4)]


def test_an_unknown_exercise_keeps_its_dose_editable(bench: Benches) -> None:
    step = Step("lost", dose=dose(hold=7))
    at = bench(step)
    page = at.select(step)
    assert words_in(page)[:2] == ["lost", "Step 1 · unknown exercise"]
    assert not page.head.info.isEnabled()
    at.type("hold", "8")
    assert at.own() == dose(hold=8)
