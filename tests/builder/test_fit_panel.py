"""The panel that fits a routine to a time: by keyboard, told before it is done, one step of the way back."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.builder.amounts import AmountError
from studio.builder.fit_panel import FitPanel
from studio.builder.fit_wish import read_minutes, round_times
from studio.builder.pieces import LinkButton
from studio.paint.look import DARK, LIGHT
from tests.builder.given_routines import document_of

MINUTE = 60_000


@pytest.fixture
def document() -> RoutineDocument:
    return document_of("srrs")  # twice Lying rest, 30 to 60 s


@pytest.fixture
def panel(qtbot: QtBot, document: RoutineDocument) -> Iterator[FitPanel]:
    window = QMainWindow()
    qtbot.addWidget(window)
    area = QPushButton("below")
    window.setCentralWidget(area)
    window.resize(900, 700)
    window.show()
    window.activateWindow()
    area.setFocus()
    made = FitPanel(document, area)
    made.set_look(LIGHT)
    made.toggle()
    yield made
    made.timer.stop()


def wish(panel: FitPanel, text: str) -> None:
    panel.field.edit.selectAll()
    QTest.keyClicks(panel.field.edit, text)


def typed(panel: FitPanel, text: str) -> None:
    """Type a time, and let the moment pass after which it is answered."""
    wish(panel, text)
    assert panel.timer.isActive()
    panel.timer.timeout.emit()


def reachable(document: RoutineDocument) -> int:
    """A time of whole seconds that can be had and is not the present one."""
    return (document.schedule.longest - 6_000) // 1_000


def said(milliseconds: int) -> str:
    return f"{milliseconds // 60}:{milliseconds % 60:02}"


def test_it_opens_with_the_keyboard_in_its_field(panel: FitPanel) -> None:
    assert panel.is_open
    assert panel.field.edit.hasFocus()
    assert panel.field.edit.hasSelectedText()


def test_every_change_is_told_before_it_is_made_and_is_one_step(
    panel: FitPanel, document: RoutineDocument
) -> None:
    before, seconds = document.routine, reachable(document)
    typed(panel, said(seconds))
    assert document.routine is before
    lines = panel.lines.toPlainText().split("\n")
    assert lines[0].startswith("Intensity 50 ")
    assert any(line.startswith("Lying rest (step 2): hold 45 ") for line in lines)
    assert "changes" in panel.words.text()
    QTest.keyClick(panel.field.edit, Qt.Key.Key_Return)
    assert not panel.is_open
    assert abs(document.schedule.length - seconds * 1_000) <= 5_000
    assert document.routine.intensity > Fraction(1, 2)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == f"Fit to {said(seconds)}"
    document.undo()
    assert document.routine == before


def test_enter_does_not_wait_for_the_answer_to_be_shown(panel: FitPanel, document: RoutineDocument) -> None:
    seconds = reachable(document)
    wish(panel, said(seconds))
    QTest.keyClick(panel.field.edit, Qt.Key.Key_Return)
    assert abs(document.schedule.length - seconds * 1_000) <= 5_000


def test_esc_closes_it_changes_nothing_and_gives_the_keyboard_back(
    panel: FitPanel, document: RoutineDocument
) -> None:
    typed(panel, said(reachable(document)))
    QTest.keyClick(panel.field.edit, Qt.Key.Key_Escape)
    assert not panel.is_open
    assert document.undo_stack.count() == 0
    focus = panel.window().focusWidget()
    assert isinstance(focus, QWidget)
    assert focus.accessibleName() != "Time I have"


def test_a_refusal_says_what_can_be_had_and_offers_it(panel: FitPanel, document: RoutineDocument) -> None:
    typed(panel, "59")
    assert "59:00 cannot be had. Between " in panel.refusal.text()
    assert not panel.refusal.isHidden()
    assert not panel.apply_button.isEnabled()
    QTest.keyClick(panel.field.edit, Qt.Key.Key_Return)
    assert panel.is_open
    assert document.undo_stack.count() == 0
    [offer] = [one for one in panel.findChildren(LinkButton) if not one.isHidden()]
    offer.click()
    assert panel.refusal.isHidden()
    panel.apply()
    assert document.schedule.length == document.schedule.longest


@pytest.mark.parametrize("text", ["soon", "0", "13:00:00", "-3"])
def test_what_is_no_time_is_refused_and_kept(panel: FitPanel, document: RoutineDocument, text: str) -> None:
    wish(panel, text)
    QTest.keyClick(panel.field.edit, Qt.Key.Key_Return)
    assert panel.is_open
    assert panel.field.edit.text() == text
    assert panel.refusal.text()
    assert not panel.apply_button.isEnabled()
    assert document.undo_stack.count() == 0


def test_another_edit_is_answered_anew(panel: FitPanel, document: RoutineDocument) -> None:
    typed(panel, said(reachable(document)))
    document.replace_all(document_of("s").routine, None)
    assert not panel.apply_button.isEnabled()
    panel.timer.timeout.emit()
    assert "no ranges and no optional steps" in panel.refusal.text()


def test_it_lies_inside_its_area_at_any_size(panel: FitPanel) -> None:
    typed(panel, "59")
    for size, look in (((360, 300), LIGHT), ((900, 700), DARK.at_text(1.5))):
        panel.window().resize(*size)
        panel.set_look(look)
        assert QRect(0, 0, *size).contains(panel.geometry())


@pytest.mark.parametrize(
    ("text", "minutes"), [("12", 12), ("12.5", 12.5), ("12:30", 12.5), ("90 s", 1.5), ("1:00:00", 60)]
)
def test_a_bare_number_is_minutes(text: str, minutes: float) -> None:
    assert read_minutes(text) == minutes * MINUTE


def test_no_time_is_told_in_words() -> None:
    with pytest.raises(AmountError, match="12 or 12:30"):
        read_minutes("later")


@pytest.mark.parametrize(
    ("ends", "times"),
    [
        ((540, 698), [9, 10, 11]),
        ((100, 110), []),
        ((0, 4 * 60), [1, 2, 3, 4]),
        ((600, 3_600), [15, 30, 45, 60]),
    ],
)
def test_round_times_lie_between_the_ends(ends: tuple[int, int], times: list[int]) -> None:
    assert round_times(ends[0] * 1_000, ends[1] * 1_000) == [time * MINUTE for time in times]
