"""The inspector's pages: texts, circuit, routine, moving figure, tab key and room."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from studio.builder.breath_field import PATTERNS
from studio.builder.inspector import WIDTH
from studio.builder.other_pages import CircuitPage, RoutinePage
from studio.builder.pieces import Words
from studio.builder.preview import Preview
from studio.core.dose import Dose
from studio.core.exercise import Exercise, Posture
from studio.core.routine import Circuit, Routine, Step
from studio.paint.look import DARK, LIGHT, Look
from tests.builder.inspecting import Bench, click, line_of, words_in
from tests.making import HOLD, dose


@pytest.fixture
def bench(qtbot: QtBot) -> Callable[..., Bench]:
    return lambda *items: Bench(qtbot, *items)


Benches = Callable[..., Bench]


def test_the_texts_of_the_exercise_are_read_by_keyboard(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    page = at.select(step)
    page.head.info.setFocus()
    QTest.keyClick(page.head.info, Qt.Key.Key_Space)
    text = page.head.about.toPlainText()
    for part in ("Lift <b>& lower</b>.", "• Lie down.", "• Press.", "• Roll.", "• Slowly.", "• a fracture"):
        assert part in text
    assert "Seven exercises: 5 s" in text
    assert QApplication.focusWidget() is page.head.about
    QTest.keyClick(page.head.about, Qt.Key.Key_Escape)
    assert not page.head.about.isVisible()
    assert QApplication.focusWidget() is page.head.info


def test_the_exercise_is_asked_for_by_its_button(bench: Benches) -> None:
    one, other, lost = Step("bridge"), Step("roll"), Step("no-such")
    at = bench(one, other, lost)
    asked: list[str] = []
    at.panel.exercise_wanted.connect(lambda: asked.append("once"))
    page = at.select(one)
    assert page.head.adapt.accessibleName() == "Edit this exercise"
    click(page.head.adapt)
    assert asked == ["once"]
    page.head.adapt.setFocus()
    QTest.keyClick(page.head.adapt, Qt.Key.Key_Return)
    assert asked == ["once", "once"]
    for chosen in ((one, other), (lost,)):
        assert not at.select(*chosen).head.adapt.isEnabled()


def test_a_long_title_is_read_from_its_beginning(bench: Benches) -> None:
    circuit = Circuit("A back that has got tired " * 4, 2, 0, (Step("bridge"),))
    at = bench(circuit)
    at.selection.set([circuit.uid])
    page = at.panel.findChild(CircuitPage)
    assert page is not None
    assert line_of(page.title).cursorPosition() == 0


def test_a_circuit_shows_title_rounds_and_rest(bench: Benches) -> None:
    circuit = Circuit("Loosen up", 2, 5_000, (Step("bridge"), Step("roll")))
    at = bench(circuit)
    at.selection.set([circuit.uid])
    page = at.panel.findChild(CircuitPage)
    assert page is not None
    assert line_of(page.title).text() == "Loosen up"
    at.panel.focus_first()
    edit = page.rounds.stepper.edit
    assert QApplication.focusWidget() is edit
    QTest.keyClicks(edit, "100")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert page.rounds.stepper.wrong == "At most 99."
    edit.selectAll()
    QTest.keyClicks(edit, "4")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(page.rest.stepper.edit, Qt.Key.Key_Up)
    page.title.edit.selectAll()
    QTest.keyClicks(page.title.edit, "B")
    made = at.document.routine.steps[0]
    assert isinstance(made, Circuit)
    assert (made.title, made.rounds, made.rest) == ("B", 4, 6_000)
    assert at.undo_texts[-2:] == ["Change the circuit's rest to 6 s", "Rename circuit"]


def test_several_circuits_are_edited_at_once(bench: Benches) -> None:
    first = Circuit("One", 2, 5_000, (Step("bridge"),))
    second = Circuit("Two", 3, 5_000, (Step("roll"),))
    at = bench(first, second)
    at.selection.set([first.uid, second.uid])
    page = at.panel.findChild(CircuitPage)
    assert page is not None
    assert words_in(page)[0] == "2 circuits"
    assert not page.title.isVisible()
    assert page.rounds.stepper.edit.placeholderText() == "mixed"
    assert page.rest.stepper.edit.text() == "5 s"
    edit = page.rounds.stepper.edit
    edit.setFocus()
    QTest.keyClicks(edit, "4")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    made = at.document.routine.steps
    assert [item.rounds for item in made if isinstance(item, Circuit)] == [4, 4]
    assert at.undo_texts == ["Change rounds to 4"]
    QTest.keyClicks(edit, "9")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert [item.rounds for item in at.document.routine.steps if isinstance(item, Circuit)] == [4, 4]
    at.document.undo()
    edit.selectAll()
    QTest.keyClicks(edit, "7")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert [item.rounds for item in at.document.routine.steps if isinstance(item, Circuit)] == [2, 3]


def test_a_circuit_and_a_step_are_edited_as_steps(bench: Benches) -> None:
    circuit, step = Circuit("One", 2, 0, (Step("bridge"), Step("bridge"))), Step("bridge")
    at = bench(circuit, step)
    assert words_in(at.select(circuit, step))[0] == "3 steps"


def test_esc_gives_texts_back(bench: Benches) -> None:
    step = Step("bridge", dose=Dose(note="low"))
    at = bench(step)
    note = at.select(step).note.edit
    note.setFocus()
    QTest.keyClicks(note, "er")
    assert at.undo_texts == ["Change note"]
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert next(at.document.routine.walk()).dose == Dose(note="low")
    assert at.undo_texts == []
    at.selection.set(())
    page = at.panel.findChild(RoutinePage)
    assert page is not None
    title = line_of(page.texts["title"])
    title.selectAll()
    QTest.keyClicks(title, "Dawn")
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert (at.document.routine.title, title.text()) == ("Evening", "Evening")


def test_rounds_that_make_the_routine_too_long_are_refused(bench: Benches) -> None:
    circuit = Circuit("Long", 1, 0, (Step("bridge", dose=dose(reps=900)),))
    at = bench(circuit)
    at.selection.set([circuit.uid])
    page = at.panel.findChild(CircuitPage)
    assert page is not None
    edit = page.rounds.stepper.edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "99")
    assert page.rounds.stepper.wrong.startswith("Over 20000 repetitions")
    assert at.document.routine.steps[0] == circuit
    assert at.undo_texts == []


def test_without_a_selection_the_routine_is_shown(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    page = at.panel.findChild(RoutinePage)
    assert page is not None
    title = line_of(page.texts["title"])
    assert title.text() == "Evening"
    at.panel.focus_first()
    title.selectAll()
    QTest.keyClick(title, Qt.Key.Key_Delete)
    assert at.document.routine.title == "Evening"
    assert page.texts["title"].wrong == "This cannot be empty."
    QTest.keyClicks(title, "Dawn")
    assert at.document.routine.title == "Dawn"
    QTest.keyClicks(page.texts["description"].edit, "Calm.")
    assert at.document.routine.description == "Calm."
    row = page.breath.choice.findData("Even")
    page.breath.choice.activated.emit(row)
    assert at.document.routine.breath == PATTERNS["Even"]
    assert at.undo_texts == ["Rename routine", "Change description", "Change the routine's breath to even"]


def test_an_edit_in_a_long_routine_builds_nothing_anew(bench: Benches) -> None:
    steps = tuple(Step("roll", dose=dose(reps=1)) for _ in range(1_000))
    at = bench(*steps)
    page = at.select(steps[500])
    pieces = page.findChildren(QWidget)
    at.type("reps", "2-3")
    at.document.undo()
    at.document.edit("Fewer", Routine("Evening", steps[400:]))
    assert at.steps is page
    assert page.findChildren(QWidget) == pieces
    assert words_in(page)[1] == "Step 101 \N{MIDDLE DOT} standing"


def test_the_page_follows_the_selection_and_the_routine(bench: Benches) -> None:
    first, second = Step("bridge"), Step("roll")
    at = bench(first, second)
    assert words_in(at.select(second))[0] == "Roll"
    assert not at.steps.dose.rows["hold"].isVisible()
    at.document.replace_all(Routine("Other"), None)
    page = at.panel.findChild(RoutinePage)
    assert page is not None
    assert page.isVisible()


def moving(preview: Preview) -> bool:
    return preview.ticking


def test_the_figure_moves_while_it_is_seen_and_rests_by_itself(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    preview = at.select(step).preview
    assert moving(preview)
    at.clock.forward(2_000)
    preview.advance()
    moment = preview.moment
    assert moment is not None
    assert moment.at == 2_000
    at.window.hide()
    assert not moving(preview)
    at.window.show()
    assert moving(preview)
    click(preview.button)
    assert not moving(preview)
    assert preview.button.accessibleName() == "Play the movement"
    click(preview.button)
    at.clock.forward(3_600_000)
    preview.advance()
    assert moving(preview)  # a person asked for it
    at.selection.set(())
    assert not moving(preview)


def test_in_a_still_look_the_figure_moves_only_when_asked(bench: Benches) -> None:
    first, second = Step("bridge"), Step("roll")
    at = bench(first, second)
    preview = at.select(first).preview
    assert moving(preview)
    at.panel.set_look(LIGHT.at_rest(True))
    assert not moving(preview)
    assert not moving(at.select(second).preview)
    click(preview.button)
    assert moving(preview)


def test_the_figure_stops_after_two_rounds_of_its_own(bench: Benches) -> None:
    step = Step("roll")
    at = bench(step)
    preview = at.select(step).preview
    at.clock.forward(60_000)
    preview.advance()
    assert not preview.ticking


def test_tab_goes_from_top_to_bottom_and_nothing_is_without_a_name(bench: Benches) -> None:
    step = Step("table", dose=dose(hold=(30, 60), sides="each"))
    at = bench(step)
    page = at.select(step)
    page.dose.more.click()
    at.qtbot.waitUntil(lambda: page.height() > 700)
    page.head.info.setFocus()
    heights, names = [], []
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        heights.append(focused.mapTo(page, QPoint(0, focused.height() // 2)).y())
        names.append(focused.accessibleName() or getattr(focused, "text", str)())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is page.preview.button:
            break
    assert names[:5] == [
        "About this exercise", "Edit this exercise", "Hold", "Hold: a range, from gentle to full",
        "Hold: back to 30 s to 1:00, from the exercise",
    ]  # fmt: skip
    assert names[5:8] == ["Hold, gentle", "Hold, full", "Hold: Seconds"]
    assert len(names) > 15
    assert all(names)
    assert len(names) == len(set(names))
    assert all(after >= before - 36 for before, after in pairwise(heights))


LOOKS = [LIGHT, DARK, LIGHT.at_text(1.15), LIGHT.at_text(1.3), DARK.at_text(1.5)]


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "115", "130", "150"])
def test_nothing_is_cut_at_the_smallest_width(bench: Benches, look: Look) -> None:
    wide = Step("table", dose=dose(hold=(30, 60), sides="each", reps=999, change=7_199))
    plain, circuit = Step("bridge", preset="short-one"), Circuit("Twice", 2, 0, (Step("roll"),))
    at = bench(wide, plain, circuit)
    at.panel.set_look(look)
    at.window.resize(WIDTH, 300)
    at.select(wide).dose.more.click()
    for items in ((wide,), (plain,), (wide, plain), (circuit,), ()):
        at.selection.set(item.uid for item in items)
        for _ in range(9):  # rows place themselves anew when they get their width
            QApplication.processEvents()
        content = at.panel.widget()
        assert content is not None
        assert at.panel.viewport().width() <= WIDTH
        assert content.width() <= at.panel.viewport().width()
        for child in content.findChildren(QWidget):
            if child.isVisible() and child.parent() is not None:
                place = QRect(child.mapTo(content, QPoint(0, 0)), child.size())
                assert content.rect().contains(place), (type(child).__name__, child.accessibleName())
        for words in content.findChildren(Words):
            if words.isVisible():
                assert words.height() >= words.heightForWidth(words.width()), words.text()
    assert at.panel.verticalScrollBar().maximum() > 0


def test_rows_put_their_labels_above_large_text_and_back(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    row = at.select(step).dose.rows["hold"]

    def below() -> bool:
        return row.stepper.y() > row.label.mapTo(row, QPoint(0, row.label.height() // 2)).y()

    def beside() -> bool:
        return not below()

    at.qtbot.waitUntil(beside)
    at.panel.set_look(LIGHT.at_text(1.5))
    at.qtbot.waitUntil(below)
    assert row.stepper.edit.font().pixelSize() == 21
    at.window.resize(2 * WIDTH, 560)
    at.qtbot.waitUntil(beside)
    at.window.resize(WIDTH, 560)
    at.qtbot.waitUntil(below)
    at.panel.set_look(LIGHT)
    at.qtbot.waitUntil(beside)


def test_a_long_name_is_wrapped_and_shown_as_it_is(qtbot: QtBot) -> None:
    name = "<img src=x>" + "W" * 120
    odd = Exercise("odd", name, Posture.STANDING, (HOLD,), dose=dose(hold=5))
    step = Step("odd")
    at = Bench(qtbot, step)
    at.document.set_catalogue({"odd": odd})
    page = at.select(step)
    title = next(label for label in page.findChildren(QLabel) if label.text() == name)
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert title.height() > 40
    assert title.width() <= WIDTH - 60
    assert title.width() <= WIDTH
