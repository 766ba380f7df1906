"""Notices below the steps, their remedies by mouse and key, the line at the end, the menu of a step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.sequence import SequenceView
from studio.builder.sequence_strips import foot_words
from studio.core.dose import Dose
from studio.core.exercise import Equipment, Posture
from studio.core.quantity import fixed
from studio.core.routine import Circuit, Routine, Step
from studio.paint.look import DARK, LIGHT
from tests.builder.given_routines import CATALOGUE, REST, TRANSITIONS, row_uid, rows_of

TABLE = replace(
    REST, id="table", name="Table hang", posture=Posture.TABLE, equipment=(Equipment.TABLE,),
    dose=Dose(hold=fixed(30_000), tilt=fixed(20_000)),
)  # fmt: skip
STEEP = Step("table", dose=Dose(tilt=fixed(60_000)))


class Desk:
    """A routine whose last step is steep, in a window of its own."""

    def __init__(self, qtbot: QtBot) -> None:
        self.document = RoutineDocument({**CATALOGUE, TABLE.id: TABLE}, TRANSITIONS)
        routine = Routine("", (Step("sway"), Circuit("Loosen up", 2, 0, (Step("rock"),)), STEEP))
        self.document.replace_all(routine, None)
        self.advising = Advising(self.document)
        self.advising.setParent(self.document)
        self.view = SequenceView(self.document, Selection(), self.advising)
        qtbot.addWidget(self.view)
        self.view.resize(720, 500)
        self.view.show()
        QApplication.processEvents()

    @property
    def tilt(self) -> int:
        step = self.document.routine.find(STEEP.uid)
        assert isinstance(step, Step)
        span = step.dose.tilt
        return 0 if span is None else span.high

    def height(self, row: int) -> int:
        return self.view.visualRect(rows_of(self.view).index(row)).height()

    def button(self) -> QPoint:
        """The middle of the remedy's button."""
        rows = rows_of(self.view)
        at = rows.row_of(STEEP.uid)
        spots = self.view._shapes.spots(rows.rows[at], self.view.visualRect(rows.index(at)))
        return next(s for s in spots if s.notice is not None).rect.center().toPoint()

    def menu(self) -> list[QAction]:
        """What the menu of the current row offers."""
        at = self.view.visualRect(self.view.currentIndex()).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, self.view.mapToGlobal(at))
        QApplication.sendEvent(self.view.viewport(), event)
        self.popped = next(m for m in self.view.findChildren(QMenu) if m.isVisible())
        return [act for act in self.popped.actions() if not act.isSeparator()]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_a_notice_stands_below_its_step_and_goes_when_it_is_heeded(desk: Desk) -> None:
    with_strip, plain = desk.height(3), desk.height(0)
    foot = round(desk.view._shapes.foot_rect(rows_of(desk.view).rows[3], QRect(0, 0, 9, 99)).height())
    assert with_strip >= plain + 34 + foot
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=desk.button())
    assert desk.tilt == 30_000
    assert desk.document.undo_stack.undoText() == "Change tilt to 30\N{DEGREE SIGN}"
    QApplication.processEvents()
    assert desk.height(3) == plain + foot
    desk.document.undo()
    QApplication.processEvents()
    assert desk.height(3) == with_strip


def test_a_remedy_is_taken_by_keys(desk: Desk) -> None:
    desk.view.setCurrentIndex(rows_of(desk.view).index(3))
    QTest.keyClick(desk.view, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert desk.tilt == 30_000
    desk.document.undo()
    QApplication.processEvents()
    QTest.keyClick(desk.view, Qt.Key.Key_Left)  # the last thing to walk to is its button
    QTest.keyClick(desk.view, Qt.Key.Key_Return)
    assert desk.tilt == 30_000
    desk.view.setCurrentIndex(rows_of(desk.view).index(0))
    QTest.keyClick(desk.view, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert desk.document.undo_stack.count() == 1


def test_the_menu_of_a_step_has_its_remedies_and_the_actions(desk: Desk, quiet_qt: list[str]) -> None:
    desk.view.addAction(QAction("Duplicate", desk.view))
    desk.view.setCurrentIndex(rows_of(desk.view).index(3))
    acts = desk.menu()
    assert [act.text() for act in acts] == ["Use 30\N{DEGREE SIGN}", "Duplicate"]
    acts[0].trigger()
    assert desk.tilt == 30_000
    desk.popped.close()
    desk.view.setCurrentIndex(rows_of(desk.view).index(1))
    assert [act.text() for act in desk.menu()] == ["Rename circuit", "Duplicate"]
    desk.popped.close()
    quiet_qt.clear()  # offscreen no menu can have the keyboard for itself


def test_safety_is_amber_in_both_looks(desk: Desk) -> None:
    for look in (LIGHT, DARK):
        desk.view.set_look(look)
        image = desk.view.grab().toImage()
        at = desk.button()
        assert image.pixelColor(at.x() - 60, at.y() - 10) == look.warn_bg


def test_long_words_wrap_and_make_the_strip_higher(desk: Desk) -> None:
    usual = desk.height(3)
    desk.view.resize(360, 500)
    desk.view.set_look(LIGHT.at_text(1.5))
    QApplication.processEvents()
    assert desk.height(3) > usual * 1.5
    desk.view.resize(1200, 500)
    desk.view.set_look(LIGHT)
    QApplication.processEvents()
    assert desk.height(3) == usual


def test_the_end_says_what_rest_it_adds(desk: Desk) -> None:
    words = foot_words(desk.document.schedule)
    assert words == "The table step ends with 1:00 of level rest. It is counted in the total."
    desk.document.edit("Delete", replace(desk.document.routine, steps=desk.document.routine.steps[:2]))
    assert foot_words(desk.document.schedule) == ""
    assert row_uid(desk.view, 0) == desk.document.routine.steps[0].uid
    QApplication.processEvents()
    assert desk.view._shapes.foot == ""
