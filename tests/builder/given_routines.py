"""Small exercises, routines and documents for the tests of the library and the sequence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from studio.app.document import RoutineDocument
from studio.builder.drag import Load
from studio.builder.sequence import SequenceView
from studio.builder.sequence_model import SequenceModel
from studio.core.breath import Half
from studio.core.dose import Dose, Sides
from studio.core.exercise import Equipment, Exercise, Hold, Move, Posture
from studio.core.quantity import Range, fixed
from studio.core.routine import Circuit, Routine, Step
from studio.files.catalogue import load_transitions

TRANSITIONS = load_transitions(Path(__file__).parents[2] / "resources" / "transitions.toml")
LEFT = Qt.MouseButton.LeftButton
BREATHED = (Move(breath=Half.IN), Move(breath=Half.OUT))
SWAY = Exercise("sway", "Sway", Posture.STANDING, BREATHED, dose=Dose(reps=fixed(2)), aims=("mobility",))
ROCK = Exercise("rock", "Rock", Posture.KNEELING, (Hold(),), dose=Dose(hold=fixed(20_000), reps=fixed(3)))
REST = Exercise("rest", "Lying rest", Posture.SUPINE, (Hold(),), dose=Dose(hold=Range(30_000, 60_000)))
TURN = Exercise(
    "turn", "Turn", Posture.SUPINE, (Hold(),),
    dose=Dose(hold=fixed(10_000), sides=Sides.EACH), aims=("release",), equipment=(Equipment.MAT,),
)  # fmt: skip
CATALOGUE = {exercise.id: exercise for exercise in (SWAY, ROCK, REST, TURN)}


def routine_of(text: str) -> Routine:
    """A routine from letters: `sk(rt)` is Sway, Rock, and a circuit of Lying rest and Turn.

    x is an exercise that nobody knows.
    """
    ids = {"s": "sway", "k": "rock", "r": "rest", "t": "turn", "x": "unknown-one"}
    items: list[Step | Circuit] = []
    inner: list[Step] | None = None
    for letter in text:
        if letter == "(":
            inner = []
        elif letter == ")":
            items.append(Circuit("Loosen up", 3, 5_000, tuple(inner or ())))
            inner = None
        else:
            (items if inner is None else inner).append(Step(ids[letter]))
    return Routine("Evening", tuple(items))


def letters_of(routine: Routine) -> str:
    """The inverse of `routine_of`."""

    def letter(step: Step) -> str:
        return {"sway": "s", "rock": "k", "rest": "r", "turn": "t"}.get(step.exercise, "x")

    return "".join(
        letter(item) if isinstance(item, Step) else f"({''.join(map(letter, item.steps))})"
        for item in routine.steps
    )


def document_of(text: str) -> RoutineDocument:
    """A document that holds such a routine."""
    document = RoutineDocument(CATALOGUE, TRANSITIONS)
    document.replace_all(routine_of(text), None)
    return document


def rows_of(view: SequenceView) -> SequenceModel:
    """The rows that a sequence shows."""
    model = view.model()
    assert isinstance(model, SequenceModel)
    return model


def row_uid(view: SequenceView, row: int) -> int:
    """The identity of the step or circuit in a row."""
    uid = rows_of(view).key_at(row)
    assert isinstance(uid, int)
    return uid


class Hands:
    """Takes what a view wants to carry, and drags it over another by events, as the window system would."""

    def __init__(self) -> None:
        self.loads: list[Load] = []

    def carry(self, _source: QObject, load: Load) -> None:
        """Stands in for the drag that waits for the mouse."""
        self.loads.append(load)

    @property
    def load(self) -> Load:
        """What was taken last."""
        return self.loads[-1]

    def enter(self, view: QAbstractItemView, load: Load, at: QPoint, *, ctrl: bool = False) -> QDropEvent:
        """The drag comes over the view."""
        return self._send(view, QDragEnterEvent(at, load.actions, load.mime, LEFT, _keys(ctrl)))

    def move(self, view: QAbstractItemView, load: Load, at: QPoint, *, ctrl: bool = False) -> QDropEvent:
        """The drag goes on over the view."""
        return self._send(view, QDragMoveEvent(at, load.actions, load.mime, LEFT, _keys(ctrl)))

    def leave(self, view: QAbstractItemView) -> None:
        """The drag goes away, or Esc ends it."""
        QApplication.sendEvent(view.viewport(), QDragLeaveEvent())

    def drop(self, view: QAbstractItemView, load: Load, at: QPoint, *, ctrl: bool = False) -> QDropEvent:
        """The whole way: over the view, to the place, and let go."""
        entered = self.enter(view, load, QPoint(4, 4), ctrl=ctrl)
        moved = self.move(view, load, at, ctrl=ctrl)
        event = QDropEvent(QPointF(at), load.actions, load.mime, LEFT, _keys(ctrl))
        if entered.isAccepted() and moved.isAccepted():
            return self._send(view, event)
        self.leave(view)
        event.ignore()
        return event

    def _send(self, view: QAbstractItemView, event: QDropEvent) -> QDropEvent:
        event.ignore()
        QApplication.sendEvent(view.viewport(), event)
        return event


def _keys(ctrl: bool) -> Qt.KeyboardModifier:
    """Without a real drag Qt takes a copy to be meant; Shift says that a move is."""
    return Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.ShiftModifier


def upper(rect: QRect) -> QPoint:
    """A point in the upper part of a row."""
    return QPoint(rect.center().x(), rect.top() + rect.height() // 4)


def lower(rect: QRect) -> QPoint:
    """A point in the lower part of a row's card."""
    return QPoint(rect.center().x(), rect.top() + rect.height() * 5 // 8)
