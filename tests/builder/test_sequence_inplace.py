"""Chips, rounds and titles edited where they stand: by mouse, by key, refused with a reason, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from studio.app.selection import Selection
from studio.builder.sequence import SequenceView
from studio.builder.sequence_editor import SpotEditor
from studio.builder.sequence_places import LESS, MORE, REST, ROUNDS, TITLE, Spot
from studio.core.dose import Sides
from studio.core.quantity import Range, fixed
from studio.core.routine import Circuit, Step, with_dose
from tests.builder.given_routines import document_of, row_uid, rows_of

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


class Desk:
    """A sequence in a window of its own. Rows of "sk(rt)": Sway, Rock, the circuit, Lying rest, Turn."""

    def __init__(self, qtbot: QtBot, text: str = "sk(rt)") -> None:
        self.document = document_of(text)
        self.selection = Selection()
        self.view = SequenceView(self.document, self.selection)
        qtbot.addWidget(self.view)
        self.view.resize(720, 500)
        self.view.show()
        self.view.activateWindow()
        self.view.setFocus()
        QApplication.processEvents()

    @property
    def editor(self) -> SpotEditor:
        return self.view._spots.editor

    @property
    def undo_texts(self) -> list[str]:
        stack = self.document.undo_stack
        return [stack.text(at) for at in range(stack.count())]

    def spot(self, row: int, key: str) -> Spot:
        model = rows_of(self.view)
        rect = self.view.visualRect(model.index(row))
        return next(s for s in self.view._shapes.spots(model.rows[row], rect) if s.key == key)

    def middle(self, row: int, key: str) -> QPoint:
        return self.spot(row, key).rect.center().toPoint()

    def click(self, row: int, key: str) -> None:
        QTest.mouseClick(self.view.viewport(), LEFT, pos=self.middle(row, key))

    def press(self, *keys: Key) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.view, key)

    def type(self, text: str) -> None:
        for letter in text:  # one may open a field for the next
            QTest.keyClicks(QApplication.focusWidget() or self.view, letter)

    def go_to(self, row: int) -> None:
        self.view.setCurrentIndex(rows_of(self.view).index(row))

    def step(self, row: int) -> Step:
        item = self.document.routine.find(row_uid(self.view, row))
        assert isinstance(item, Step)
        return item

    @property
    def circuit(self) -> Circuit:
        return next(item for item in self.document.routine.steps if isinstance(item, Circuit))


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


TYPED = [
    # row, chip, typed, the key of the dose that is written, its value, the undo text
    (0, "reps", "5", "reps", fixed(5), "Change reps to 5"),
    (0, "reps", "10-15", "reps", Range(10, 15), "Change reps to 10\N{EN DASH}15"),
    (0, "reps", "12 reps", "reps", fixed(12), "Change reps to 12"),
    (1, "hold", "0:45", "hold", fixed(45_000), "Change hold to 45 s"),
    (1, "hold", "1-2 min", "hold", Range(60_000, 120_000), "Change hold to 1:00\N{EN DASH}2:00"),
    (1, "hold", "4 breaths", "breaths", fixed(4), "Change hold to 4 breaths"),
]


@pytest.mark.parametrize(("row", "chip", "typed", "key", "value", "undo"), TYPED)
def test_a_chip_is_typed_over(
    desk: Desk, row: int, chip: str, typed: str, key: str, value: Range, undo: str
) -> None:
    before = desk.document.routine
    desk.click(row, chip)
    desk.type(typed)
    desk.press(Key.Key_Return)
    assert getattr(desk.step(row).dose, key) == value
    assert desk.undo_texts == [undo]
    assert not desk.editor.isVisible()
    assert desk.view.hasFocus()
    desk.document.undo()
    assert desk.document.routine is before


def test_a_range_is_shown_whole_and_stepped_whole(desk: Desk) -> None:
    desk.click(3, "hold")
    assert desk.editor.edit.text() == "30\N{EN DASH}1:00"
    desk.press(Key.Key_Up)
    assert desk.step(3).dose.hold == Range(35_000, 65_000)
    desk.press(Key.Key_Down, Key.Key_Escape)
    assert desk.step(3).dose.hold == Range(30_000, 60_000)


def test_breaths_and_seconds_change_places(desk: Desk) -> None:
    desk.click(1, "hold")
    desk.type("4 breaths")
    desk.press(Key.Key_Return)
    desk.click(1, "breaths")
    desk.type("6")
    desk.press(Key.Key_Return)
    assert desk.step(1).dose.breaths == fixed(6)
    desk.click(1, "breaths")
    desk.type("30 s")
    desk.press(Key.Key_Return)
    assert (desk.step(1).dose.breaths, desk.step(1).dose.hold) == (None, fixed(30_000))


@pytest.mark.parametrize(
    ("row", "chip", "typed", "why"),
    [
        (0, "reps", "0", "At least 1."),
        (0, "reps", "1000", "At most 999."),
        (0, "reps", "often", "Write a whole number."),
        (0, "reps", "15-10", "From low to high: 10 to 15."),
        (1, "hold", "3:00:00", "At most 2:00:00."),
        (1, "hold", "nan", "Write seconds or minutes: 45 or 1:15."),
        (1, "hold", "-5", "Write seconds or minutes: 45 or 1:15."),
        (2, ROUNDS, "100", "At most 99."),
        (2, ROUNDS, "2-3", "Write one number."),
        (2, REST, "9000", "At most 2:00:00."),
    ],
)
def test_what_no_file_may_hold_is_refused_and_kept(
    desk: Desk, row: int, chip: str, typed: str, why: str
) -> None:
    desk.click(row, chip)
    desk.type(typed)
    desk.press(Key.Key_Return)
    assert desk.editor.isVisible()
    assert desk.editor.edit.text() == typed
    assert desk.editor.refusal.isVisible()
    assert desk.editor.refusal.text() == why
    assert desk.view.viewport().rect().contains(desk.editor.refusal.geometry())
    assert desk.undo_texts == []
    desk.press(Key.Key_Escape)
    assert not desk.editor.isVisible()
    assert not desk.editor.refusal.isVisible()
    assert desk.undo_texts == []


def test_a_routine_that_gets_too_long_is_refused_in_words(desk: Desk) -> None:
    desk.click(1, "reps")
    desk.type("999")
    desk.press(Key.Key_Return)
    desk.click(1, "hold")
    desk.type("2:00:00")
    desk.press(Key.Key_Return)
    assert desk.editor.refusal.isVisible()
    assert "12" in desk.editor.refusal.text()
    assert desk.undo_texts == ["Change reps to 999"]


def test_the_wheel_changes_no_value(desk: Desk) -> None:
    desk.click(0, "reps")
    at = QPointF(desk.editor.edit.rect().center())
    event = QWheelEvent(
        at,
        desk.editor.edit.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(desk.editor.edit, event)
    desk.press(Key.Key_Return)
    assert desk.undo_texts == []


def test_the_field_goes_with_its_step_and_away_with_it(desk: Desk) -> None:
    desk.click(1, "hold")
    before = desk.editor.geometry().center().y()
    desk.selection.set([row_uid(desk.view, 1)])
    desk.view.move_selected_up()
    QApplication.processEvents()
    assert desk.editor.isVisible()
    assert (
        desk.editor.geometry().center().y()
        == before - desk.view.visualRect(rows_of(desk.view).index(0)).height()
    )
    desk.view.remove_selected()
    assert not desk.editor.isVisible()


def test_chips_are_walked_and_opened_by_keys(desk: Desk) -> None:
    desk.go_to(1)
    desk.press(Key.Key_Right, Key.Key_Right, Key.Key_F2)
    assert (desk.editor.at, desk.editor.edit.text()) == ((row_uid(desk.view, 1), "hold"), "20 s")
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Left)
    desk.type("7")  # a digit begins the value
    assert desk.editor.edit.text() == "7"
    desk.press(Key.Key_Tab)  # and Tab goes on to the next
    assert desk.step(1).dose.reps == fixed(7)
    assert (desk.editor.at, desk.editor.edit.text()) == ((row_uid(desk.view, 1), "hold"), "20 s")
    desk.press(Key.Key_Escape, Key.Key_Escape, Key.Key_Down, Key.Key_Up, Key.Key_Left)
    desk.type("+")
    assert desk.step(1).dose.hold == fixed(25_000)


def test_another_row_is_walked_from_its_beginning(desk: Desk) -> None:
    desk.go_to(1)
    desk.press(Key.Key_Right, Key.Key_Right, Key.Key_Up, Key.Key_F2)
    assert not desk.editor.isVisible()  # no chip is marked there: the inspector is asked for


def test_sides_are_chosen_from_a_menu(desk: Desk, quiet_qt: list[str]) -> None:
    desk.click(4, "sides")
    menu = next(m for m in desk.view.findChildren(QMenu) if m.isVisible())
    assert [(a.text(), a.isChecked()) for a in menu.actions()] == [
        ("Left, right", True), ("Left", False), ("Right", False), ("None", False)
    ]  # fmt: skip
    menu.actions()[2].trigger()
    menu.close()
    assert desk.step(4).dose.sides is Sides.RIGHT
    assert desk.undo_texts == ["Change sides to right"]
    quiet_qt.clear()  # offscreen no menu can have the keyboard for itself


def test_rounds_are_stepped_in_the_header_and_held_is_one_step(desk: Desk) -> None:
    port = desk.view.viewport()
    QTest.mousePress(port, LEFT, pos=desk.middle(2, MORE))
    desk.view._spots._held.again()
    desk.view._spots._held.again()
    QTest.mouseRelease(port, LEFT, pos=desk.middle(2, MORE))
    assert desk.circuit.rounds == 6
    assert desk.undo_texts == ["Change rounds to 6"]
    desk.click(2, LESS)
    assert desk.circuit.rounds == 5
    assert len(desk.undo_texts) == 2
    desk.document.undo()
    desk.document.undo()
    assert desk.circuit.rounds == 3


def test_a_double_click_on_more_is_two_rounds_more(desk: Desk) -> None:
    desk.click(2, MORE)
    QTest.mouseDClick(desk.view.viewport(), LEFT, pos=desk.middle(2, MORE))
    assert desk.circuit.rounds == 5


def test_rounds_and_rest_by_keys(desk: Desk) -> None:
    desk.go_to(2)
    desk.type("++-")
    assert desk.circuit.rounds == 4
    desk.type("12")
    desk.press(Key.Key_Return)
    assert desk.circuit.rounds == 12
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Return)
    desk.type("0")
    desk.press(Key.Key_Return)
    assert desk.circuit.rest == 0
    chip = desk.spot(2, REST).chip
    assert chip is not None
    assert chip.text == "No rest"


@pytest.mark.parametrize("by_key", [True, False])
def test_a_title_is_edited_in_place(desk: Desk, by_key: bool) -> None:
    if by_key:
        desk.go_to(2)
        desk.press(Key.Key_F2)
    else:
        desk.click(2, TITLE)
        QTest.mouseDClick(desk.view.viewport(), LEFT, pos=desk.middle(2, TITLE))
    assert desk.editor.edit.text() == "Loosen up"
    desk.type("Warm up")
    desk.press(Key.Key_Return)
    assert desk.circuit.title == "Warm up"
    desk.press(Key.Key_F2)
    desk.editor.edit.clear()
    desk.editor.edit.textEdited.emit("")
    desk.press(Key.Key_Return)
    assert desk.editor.refusal.text() == "A circuit needs a title."
    desk.type("x" * 121)
    desk.press(Key.Key_Return)
    assert desk.editor.refusal.text() == "At most 120 characters."
    assert desk.undo_texts == ["Rename circuit"]
    desk.press(Key.Key_Escape)


def test_a_value_that_changes_elsewhere_is_shown_unless_another_is_typed(desk: Desk) -> None:
    desk.click(0, "reps")
    uid = row_uid(desk.view, 0)
    desk.document.edit("a", with_dose(desk.document.routine, uid, desk.step(0).dose.over(desk.step(0).dose)))
    step = desk.step(0)
    desk.document.edit("b", with_dose(desk.document.routine, uid, type(step.dose)(reps=fixed(8))))
    assert desk.editor.edit.text() == "8"
    desk.type("9")
    desk.document.undo()
    assert desk.editor.edit.text() == "9"


def test_a_drag_may_begin_on_a_chip(desk: Desk) -> None:
    port, at = desk.view.viewport(), desk.middle(0, "reps")
    QTest.mousePress(port, LEFT, pos=at)
    QTest.mouseRelease(port, LEFT, pos=at + QPoint(0, 40))
    assert not desk.editor.isVisible()
