"""A drag over the sequence: the drop line, scrolling at the edges, the drop."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QPainter
from PySide6.QtWidgets import QListView

from studio.app.document import RoutineDocument
from studio.builder.carried import exercise_in, steps_in
from studio.builder.drop import Landing, landing_at, paint_landing
from studio.builder.sequence_edits import SequenceEdits
from studio.builder.sequence_model import SequenceModel
from studio.core.frozen import frozen
from studio.core.routine import Circuit, Routine, Step
from studio.core.rows import copied_to, inserted, moved_to
from studio.paint.look import Look

SCROLL_EDGE = 40
"""A drag this near to the upper or lower edge scrolls, in pixels."""
SCROLL_TICK = 30
"""Time between two steps of that scrolling, in ms."""
_FASTEST = 18  # pixels at a tick, at the very edge


@frozen
class Offer:
    """What a drop would bring: an exercise of the library, or steps of the sequence, moved or copied."""

    exercise: str | None = None
    uids: tuple[int, ...] = ()
    copied: bool = False

    def applied(self, routine: Routine, landing: Landing) -> Routine:
        """The routine after the drop."""
        if self.exercise is not None:
            return inserted(routine, [Step(self.exercise)], landing.place)
        if self.copied:
            return copied_to(routine, self.uids, landing.place)[0]
        return moved_to(routine, self.uids, landing.place)


class SequenceDrops(QObject):
    """Takes the drags of one view; what it knows nothing about is left to the window."""

    def __init__(
        self, view: QListView, model: SequenceModel, document: RoutineDocument, edits: SequenceEdits
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._document, self._edits = view, model, document, edits
        self._offer: Offer | None = None
        self._landing: Landing | None = None
        self._added = 0
        self._at = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(SCROLL_TICK)
        self._timer.timeout.connect(self.scroll)

    @property
    def active(self) -> bool:
        """Whether something of ours is over the view."""
        return self._landing is not None

    def show_drag(self, event: QDragMoveEvent) -> None:
        """Show where what is dragged would go (a QDragEnterEvent is one of these as well)."""
        offer = self._offered(event.mimeData(), event.proposedAction())
        if offer is None:
            self.end()
            event.ignore()
            return
        self._at = event.position().toPoint()
        self._show(offer)
        event.setDropAction(_action(offer))
        event.accept()
        near = min(self._at.y(), self._view.viewport().height() - self._at.y()) < SCROLL_EDGE
        if near != self._timer.isActive():
            self._timer.start() if near else self._timer.stop()

    def take_drop(self, event: QDropEvent) -> None:
        """Make the edit that the line has promised."""
        offer = self._offered(event.mimeData(), event.proposedAction())
        if offer is None:
            self.end()
            event.ignore()
            return
        self._at = event.position().toPoint()
        place = self._landing_of(offer).place
        self.end()
        event.setDropAction(_action(offer))
        event.accept()
        if offer.exercise is not None:
            self._edits.add_exercise(offer.exercise, place)
        elif offer.copied:
            self._edits.copy(offer.uids, place)
        else:
            self._edits.move(offer.uids, place)

    def end(self) -> None:
        """Nothing is dragged over the view any more."""
        self._timer.stop()
        if self._landing is not None:
            self._offer = self._landing = None
            self._view.viewport().update()

    def scroll(self) -> None:
        """Scroll one step towards the edge that the drag is near; nearer is faster."""
        height = self._view.viewport().height()
        above, below = SCROLL_EDGE - self._at.y(), SCROLL_EDGE - (height - self._at.y())
        share = max(-1.0, min(1.0, (below if below > 0 else -max(0, above)) / SCROLL_EDGE))
        bar = self._view.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + round(share * _FASTEST))
        if bar.value() != before and self._offer is not None:
            self._show(self._offer)

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint the drop line over the cards."""
        if self._landing is not None:
            port = self._view.viewport()
            paint_landing(painter, port.width(), port.height(), self._landing, self._added, look)

    def _show(self, offer: Offer) -> None:
        landing = self._landing_of(offer)
        if (offer, landing) != (self._offer, self._landing):
            self._offer, self._landing = offer, landing
            self._added = self._edits.added_time(lambda routine: offer.applied(routine, landing))
            self._view.viewport().update()

    def _offered(self, mime: QMimeData, action: Qt.DropAction) -> Offer | None:
        exercise = exercise_in(mime)
        if exercise is not None:
            return Offer(exercise=exercise) if exercise in self._document.known else None
        uids = tuple(uid for uid in steps_in(mime) if self._document.routine.find(uid) is not None)
        return Offer(uids=uids, copied=action == Qt.DropAction.CopyAction) if uids else None

    def _landing_of(self, offer: Offer) -> Landing:
        routine = self._document.routine
        whole = any(isinstance(routine.find(uid), Circuit) for uid in offer.uids)
        row = self._view.indexAt(QPoint(self._view.viewport().width() // 2, self._at.y())).row()
        if row < 0 and self._at.y() < 0 and self._model.rows:
            row = 0
        return landing_at(
            routine,
            self._model.rows,
            lambda row: self._view.visualRect(self._model.index(row)),
            row,
            self._at.y(),
            whole=whole,
        )


def _action(offer: Offer) -> Qt.DropAction:
    moves = offer.exercise is None and not offer.copied
    return Qt.DropAction.MoveAction if moves else Qt.DropAction.CopyAction
