"""An inspector at work, for the tests of all its pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.inspector import WIDTH, InspectorPanel
from studio.builder.step_page import StepPage
from studio.builder.text_field import TextField
from studio.core.dose import Dose
from studio.core.exercise import Equipment, Posture, Preset, Source
from studio.core.routine import Item, Routine
from studio.host.clock import HandClock
from tests.making import HOLD, IN, OUT, TRANSITIONS, dose, exercise

BRIDGE = exercise(
    "bridge", OUT, HOLD, IN, posture=Posture.SUPINE,
    dose=dose(hold=5, reps=(10, 15), pause=2), assumed=("pause",),
    presets={"short-one": Preset(dose(reps=5))}, summary="Lift <b>& lower</b>.", setup=("Lie down.",),
    cues=("Press.",), return_=("Roll.",), cautions=("Slowly.",), avoid=("a-fracture",),
    sources=(Source("Seven exercises", "5 s"),),
)  # fmt: skip
TWIST = exercise("twist", HOLD, posture=Posture.SUPINE, dose=dose(breaths=(5, 10), sides="each", change=8))
ROLL = exercise("roll", OUT, IN, dose=dose(reps=9))
TABLE = exercise(
    "table", HOLD, posture=Posture.TABLE, equipment=(Equipment.TABLE,), dose=dose(hold=(30, 60), tilt=25)
)
KNOWN = {one.id: one for one in (BRIDGE, TWIST, ROLL, TABLE)}


class Bench:
    """An inspector at work."""

    def __init__(self, qtbot: QtBot, *items: Item) -> None:
        self.qtbot = qtbot
        self.clock = HandClock()
        self.document = RoutineDocument(KNOWN, TRANSITIONS)
        self.document.replace_all(Routine("Evening", items), None)
        self.selection = Selection(self.document)
        self.window = QWidget()
        self.advising = Advising(self.document, self.document)
        self.panel = InspectorPanel(self.document, self.selection, clock=self.clock, advising=self.advising)
        column = QVBoxLayout(self.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.window.resize(WIDTH, 560)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()

    def select(self, *items: Item) -> StepPage:
        self.selection.set(item.uid for item in items)
        return self.steps

    @property
    def steps(self) -> StepPage:
        page = next(page for page in self.panel.findChildren(StepPage) if page.isVisible())
        assert isinstance(page, StepPage)
        return page

    def type(self, key: str, text: str) -> None:
        edit = self.steps.dose.rows[key].stepper.edit
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def own(self, index: int = 0) -> Dose:
        return list(self.document.routine.walk())[index].dose

    @property
    def undo_texts(self) -> list[str]:
        stack = self.document.undo_stack
        return [stack.text(i) for i in range(stack.count())]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def line_of(field: TextField) -> QLineEdit:
    """The editor of a field for one line."""
    assert isinstance(field.edit, QLineEdit)
    return field.edit


def lines_of(field: TextField) -> QPlainTextEdit:
    """The editor of a field for several lines."""
    assert isinstance(field.edit, QPlainTextEdit)
    return field.edit


def words_in(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]
