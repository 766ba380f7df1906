"""Ranges in the inspector: typed, made and closed, and pulled by their two handles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.builder.dose_row import AmountRow
from studio.builder.range_handle import REACH, Handle
from studio.core.dose import Dose
from studio.core.quantity import Range
from studio.core.routine import Step
from studio.paint.look import DARK, LIGHT
from tests.builder.inspecting import Bench, click, words_in
from tests.making import dose

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bench(qtbot: QtBot) -> Callable[..., Bench]:
    return lambda *items: Bench(qtbot, *items)


Benches = Callable[..., Bench]


def row_of(at: Bench, step: Step, key: str = "hold") -> AmountRow:
    row = at.select(step).dose.rows[key]
    QApplication.processEvents()
    return row


def pull(row: AmountRow, handle: Handle, to: int, *, let_go: bool = True) -> None:
    """Pull a handle until it stands for a value of the track as it is now."""
    start = QPoint(round(handle.middle), REACH // 2)
    end = handle.mapFrom(row.track, QPoint(round(row.track.x_of(to)), REACH // 2))
    QTest.mousePress(handle, LEFT, pos=start)
    for share in (0.3, 0.7, 1.0):
        point = start + (end - start) * share
        QTest.mouseMove(handle, point)
        if handle.parentWidget() is not None:  # the handle itself has moved along
            end = handle.mapFrom(row.track, QPoint(round(row.track.x_of(to)), REACH // 2))
            start = QPoint(round(handle.middle), REACH // 2)
    if let_go:
        QTest.mouseRelease(handle, LEFT, pos=end)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("30-60", (30, 60)), ("30 - 60", (30, 60)), ("30 to 60 s", (30, 60)), ("0:30-1:00", (30, 60)),
        ("1-2 min", (60, 120)), ("17.5..20", (17.5, 20)), ("45-45", (45, 45)), ("20-1:15", (20, 75)),
    ],
)  # fmt: skip
def test_a_range_is_typed(bench: Benches, text: str, made: tuple[float, float]) -> None:
    step = Step("bridge")
    at = bench(step)
    at.select(step)
    at.type("hold", text)
    assert at.own() == dose(hold=made)
    assert len(at.undo_texts) == 1


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("hold", "60-30", "From low to high: 30 s to 1:00."),
        ("hold", "30-7201", "At most 2:00:00."),
        ("hold", "30-soon", "Write seconds or minutes: 45 or 1:15."),
        ("reps", "0-5", "At least 1."),
        ("reps", "5-", "Write a whole number."),
        ("prepare", "5-10", "Write seconds or minutes: 45 or 1:15."),
    ],
)
def test_a_range_that_no_file_may_hold_is_refused_and_stays(
    bench: Benches, key: str, text: str, why: str
) -> None:
    step = Step("bridge", dose=dose(reps=3))
    at = bench(step)
    page = at.select(step)
    page.dose.more.click()
    at.type(key, text)
    assert at.own() == dose(reps=3)
    assert at.undo_texts == []
    assert page.dose.rows[key].stepper.edit.text() == text
    assert why in words_in(page.dose.rows[key])


def test_the_field_shows_the_value_in_use_and_the_range_while_it_is_typed(bench: Benches) -> None:
    step = Step("bridge", dose=dose(hold=(30, 60)))
    at = bench(step)
    row = row_of(at, step)
    assert row.stepper.edit.text() == "45 s"
    row.stepper.edit.setFocus()
    assert row.stepper.edit.text() == "30\N{EN DASH}1:00"
    assert row.stepper.edit.selectedText() == "30\N{EN DASH}1:00"
    at.steps.note.edit.setFocus()
    assert row.stepper.edit.text() == "45 s"
    assert at.undo_texts == []
    at.document.edit("Gentle", replace(at.document.routine, intensity=Fraction(0)))
    assert row.stepper.edit.text() == "30 s"


def test_one_number_takes_the_place_of_a_range(bench: Benches) -> None:
    step = Step("bridge", dose=dose(hold=(30, 60)))
    at = bench(step)
    row = row_of(at, step)
    at.type("hold", "50")
    assert at.own() == dose(hold=50)
    assert not row.track.isVisible()


def test_steps_move_the_whole_range(bench: Benches) -> None:
    step = Step("bridge", dose=dose(hold=(30, 60)))
    at = bench(step)
    row = row_of(at, step)
    click(row.stepper.more)
    assert at.own() == dose(hold=(35, 65))
    assert row.stepper.edit.text() == "50 s"
    for _ in range(9):
        QTest.keyClick(row.stepper.edit, Qt.Key.Key_PageDown)
    assert at.own() == dose(hold=(0, 30))
    assert not row.stepper.less.isEnabled()


def test_a_number_becomes_a_range_and_closes_on_the_value_in_use(bench: Benches) -> None:
    step = Step("bridge")
    at = bench(step)
    row = row_of(at, step)
    click(row.toggle)
    assert row.track.isVisible()
    assert at.undo_texts == []
    assert QApplication.focusWidget() is row.track.high
    for _ in range(10):
        QTest.keyClick(row.track.high, Qt.Key.Key_Right)
    assert at.own() == dose(hold=(5, 15))
    assert at.undo_texts[-1] == "Change hold to 5–15 s"
    length = at.document.schedule.length
    click(row.toggle)
    assert at.own() == dose(hold=10)
    assert at.document.schedule.length == length
    assert not row.track.isVisible()


def test_handles_are_pulled_and_one_pull_is_one_undo_step(bench: Benches) -> None:
    step = Step("bridge", dose=dose(hold=(30, 60)))
    at = bench(step)
    row = row_of(at, step)
    pull(row, row.track.low, 40_000)
    assert at.own() == dose(hold=(40, 60))
    assert len(at.undo_texts) == 1
    pull(row, row.track.high, 50_000)
    assert at.own() == dose(hold=(40, 50))
    assert len(at.undo_texts) == 2
    assert row.stepper.edit.text() == "45 s"
    at.document.undo()
    at.document.undo()
    assert at.own() == dose(hold=(30, 60))
    assert (row.track.low.value(), row.track.high.value()) == (30_000, 60_000)


def test_handles_meet_but_do_not_pass_and_part_again(bench: Benches) -> None:
    step = Step("bridge", dose=dose(hold=(30, 60)))
    at = bench(step)
    row = row_of(at, step)
    pull(row, row.track.low, 75_000)
    assert at.own() == dose(hold=60)
    assert row.track.isVisible()  # until something else is selected
    pull(row, row.track.low, 45_000)
    assert at.own() == dose(hold=(45, 60))
    at.document.undo()
    at.selection.set(())
    assert not at.select(step).dose.rows["hold"].track.isVisible()


def test_esc_gives_a_pulled_handle_back(bench: Benches) -> None:
    step = Step("bridge", dose=dose(hold=(30, 60)))
    at = bench(step)
    row = row_of(at, step)
    pull(row, row.track.high, 50_000, let_go=False)
    assert at.own() == dose(hold=(30, 50))
    QTest.keyClick(row.track.high, Qt.Key.Key_Escape)
    assert at.own() == dose(hold=(30, 60))
    assert at.undo_texts == []
    QTest.mouseRelease(row.track.high, LEFT)
    assert at.own() == dose(hold=(30, 60))


def test_the_knob_takes_the_whole_range_along(bench: Benches) -> None:
    step = Step("bridge", dose=dose(hold=(30, 60)))
    at = bench(step)
    row = row_of(at, step)
    track = row.track
    QTest.mousePress(track, LEFT, pos=QPoint(round(track.x_of(45_000)), REACH // 2))
    QTest.mouseMove(track, QPoint(round(track.x_of(55_000)), REACH // 2))
    QTest.mouseRelease(track, LEFT, pos=QPoint(round(track.x_of(55_000)), REACH // 2))
    assert at.own() == dose(hold=(40, 70))
    assert len(at.undo_texts) == 1


KEYS = [
    ("low", Qt.Key.Key_Right, (35, 60)),
    ("low", Qt.Key.Key_Down, (25, 60)),
    ("low", Qt.Key.Key_PageUp, (40, 60)),
    ("low", Qt.Key.Key_End, (60, 60)),
    ("high", Qt.Key.Key_Up, (30, 65)),
    ("high", Qt.Key.Key_Left, (30, 55)),
    ("high", Qt.Key.Key_PageDown, (30, 50)),
    ("high", Qt.Key.Key_Home, (30, 30)),
]


@pytest.mark.parametrize(("end", "key", "made"), KEYS)
def test_each_handle_takes_the_keys(bench: Benches, end: str, key: Qt.Key, made: tuple[int, int]) -> None:
    step = Step("bridge", dose=dose(hold=(30, 60)))
    at = bench(step)
    row = row_of(at, step)
    handle = row.track.low if end == "low" else row.track.high
    handle.setFocus()
    QTest.keyPress(handle, key)
    QTest.keyRelease(handle, key)
    assert at.own() == dose(hold=made)
    QTest.keyClick(handle, Qt.Key.Key_Left if end == "high" else Qt.Key.Key_Right)
    assert len(at.undo_texts) <= 2


def test_a_held_key_is_one_undo_step(bench: Benches) -> None:
    step = Step("bridge", dose=dose(hold=(30, 60)))
    at = bench(step)
    handle = row_of(at, step).track.high
    handle.setFocus()
    for _ in range(4):
        QTest.keyPress(handle, Qt.Key.Key_Right)
    QTest.keyRelease(handle, Qt.Key.Key_Right)
    assert at.own() == dose(hold=(30, 80))
    assert len(at.undo_texts) == 1


def test_handles_have_names_values_and_room_for_a_finger(bench: Benches) -> None:
    step = Step("bridge", dose=dose(hold=(30, 60)))
    at = bench(step)
    track = row_of(at, step).track
    assert [one.accessibleName() for one in (track.low, track.high)] == ["Hold, gentle", "Hold, full"]
    assert [one.accessibleDescription() for one in (track.low, track.high)] == ["30 s", "1:00"]
    for handle in (track.low, track.high):
        assert min(handle.width(), handle.height()) >= 28
        assert track.rect().contains(handle.geometry())
    track.high.setValue(90_000)  # as an aid of the system does
    assert at.own() == dose(hold=(30, 90))


def test_a_range_that_the_routine_cannot_take_goes_back(bench: Benches) -> None:
    step = Step("bridge", dose=dose(reps=999, hold=(1, 20)))
    at = bench(step)
    row = row_of(at, step)
    row.track.high.setFocus()
    for _ in range(12):
        QTest.keyClick(row.track.high, Qt.Key.Key_PageUp)
    own = at.own().hold
    assert own is not None
    assert (own.low, own.high) == (row.track.low.value(), row.track.high.value())
    assert own.high < 60_000
    assert any(words.startswith("Over 12 hours") for words in words_in(row))


def wheel(widget: QWidget) -> None:
    at = QPointF(widget.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, none,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_nothing(bench: Benches) -> None:
    step = Step("bridge", preset="short-one", dose=dose(hold=(30, 60), sides="each"))
    at = bench(step)
    page = at.select(step)
    row = page.dose.rows["hold"]
    for widget in (
        row.track.low, row.track.high, row.track, row.stepper.edit, row.stepper.more, page.dose.preset,
        page.breath.field.choice, page.note.edit,
    ):  # fmt: skip
        wheel(widget)
    assert at.undo_texts == []


def test_an_inherited_range_is_drawn_lighter(bench: Benches) -> None:
    own, inherited = Step("bridge", dose=dose(reps=(10, 15))), Step("bridge")
    at = bench(own, inherited)
    for look in (LIGHT, DARK):
        at.panel.set_look(look)
        row = row_of(at, own, "reps")
        place = QPoint(round(row.track.x_of(11)), REACH // 2)
        strong = row.track.grab().toImage().pixelColor(place)
        row = row_of(at, inherited, "reps")
        pale = row.track.grab().toImage().pixelColor(QPoint(round(row.track.x_of(11)), REACH // 2))
        assert strong == look.ac
        assert pale == look.ctl


def test_several_steps_take_a_range_at_once(bench: Benches) -> None:
    first, second = Step("bridge"), Step("table", dose=dose(hold=(30, 60)))
    at = bench(first, second)
    page = at.select(first, second)
    row = page.dose.rows["hold"]
    assert row.stepper.edit.placeholderText() == "mixed"
    assert not row.track.isVisible()
    assert not row.toggle.isEnabled()
    at.type("hold", "20-40")
    assert [at.own(index) for index in (0, 1)] == [dose(hold=(20, 40))] * 2
    assert at.undo_texts == ["Change hold to 20\N{EN DASH}40 s"]
    assert row.track.isVisible()
    pull(row, row.track.low, 30_000)
    assert [at.own(index).hold for index in (0, 1)] == [Range(30_000, 40_000)] * 2


def test_a_field_that_means_nothing_to_a_step_is_not_written_there(bench: Benches) -> None:
    held, rolled = Step("bridge"), Step("roll")  # roll has no hold
    at = bench(held, rolled)
    at.select(held, rolled)
    at.type("hold", "9")
    assert [at.own(index) for index in (0, 1)] == [dose(hold=9), Dose()]
