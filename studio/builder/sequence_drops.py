"""A drag over the sequence: what it offers, the drop line, scrolling at the edges, the drop."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QPainter
from PySide6.QtWidgets import QListView

from studio.app.document import RoutineDocument
from studio.builder.carried import exercise_in, steps_in
from studio.builder.clipping import Clipping
from studio.builder.drop import Landing, landing_at, paint_landing
from studio.builder.making_room import MakingRoom
from studio.builder.sequence_edits import SequenceEdits
from studio.builder.sequence_model import SequenceModel
from studio.builder.sequence_places import RowShapes
from studio.core.compile import compile_schedule
from studio.core.frozen import frozen
from studio.core.phrase import clock, plural
from studio.core.plain import one_line
from studio.core.routine import Circuit, Routine, Step
from studio.core.rows import Place, copied_to, inserted, moved_to
from studio.core.schedule import Schedule
from studio.files.clip import Clip
from studio.paint.look import Look

SCROLL_EDGE = 40
"""A drag this near to the upper or lower edge scrolls, in pixels."""
SCROLL_TICK = 30
"""Time between two steps of that scrolling, in ms."""
_FASTEST = 18  # pixels at a tick, at the very edge


@frozen
class Offer:
    """What a drop would bring: an exercise, steps of the sequence (moved or copied), steps from elsewhere."""

    exercise: str | None = None
    uids: tuple[int, ...] = ()
    copied: bool = False
    clip: Clip | None = None

    @property
    def moves(self) -> bool:
        """Whether the drop takes steps from one place to another."""
        return bool(self.uids) and not self.copied


class SequenceDrops(QObject):
    """Takes the drags of one view; what it knows nothing about is left to the window."""

    told = Signal(str)
    """What a drop would do just now, in words; empty when nothing is dragged any more."""

    def __init__(
        self,
        view: QListView,
        model: SequenceModel,
        document: RoutineDocument,
        edits: SequenceEdits,
        clipping: Clipping,
        shapes: RowShapes,
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._document = view, model, document
        self._edits, self._clipping, self._shapes = edits, clipping, shapes
        self.room = MakingRoom(self)
        self._offer: Offer | None = None
        self._landing: Landing | None = None
        self._added = 0
        self._lengths: dict[tuple[Offer, Place], tuple[Schedule, int, int]] = {}
        self._at = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(SCROLL_TICK)
        self._timer.timeout.connect(self.scroll)
        self.room.changed.connect(view.viewport().update)

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
        self.end(at_once=True)
        event.setDropAction(_action(offer))
        event.accept()
        if offer.exercise is not None:
            self._edits.add_exercise(offer.exercise, place)
        elif offer.clip is not None:
            self._clipping.put(offer.clip, place)
        elif offer.copied:
            self._edits.copy(offer.uids, place)
        else:
            self._edits.move(offer.uids, place)

    def end(self, *, at_once: bool = False) -> None:
        """Nothing is dragged over the view any more; after a drop the cards are where they belong at once."""
        self._timer.stop()
        self._lengths.clear()
        if self._landing is not None:
            self._offer = self._landing = None
            self.room.open_before(None, at_once=at_once)
            self.told.emit("")
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
            paint_landing(
                painter, port.width(), port.height(), self._landing, self._added, look, self.room.gap
            )

    def _show(self, offer: Offer) -> None:
        landing = self._landing_of(offer)
        if (offer, landing) == (self._offer, self._landing):
            return
        self._offer, self._landing = offer, landing
        length, number = self._result(offer, landing.place)
        self._added = length - self._document.schedule.length
        self.room.open_before(landing.row)
        self.told.emit(self._words(offer, length, number))
        self._view.viewport().update()

    def _result(self, offer: Offer, place: Place) -> tuple[int, int]:
        """How long the routine would be, in ms, and as which step the first dropped one would be played.

        It is reckoned once for each place of a drag, so that moving over the same cards again costs nothing.
        """
        document = self._document
        kept = self._lengths.get((offer, place))
        if kept is None or kept[0] is not document.schedule:
            made = self._applied(offer, document.routine, place)
            then = compile_schedule(made, document.catalogue, document.transitions, document.schedule)
            there = set(offer.uids) if offer.moves else set()
            before = {step.uid for step in document.routine.walk()} if not there else set()
            number = next(
                (
                    at
                    for at, step in enumerate(_walk(made), 1)
                    if (not there.isdisjoint(step) if there else step[-1] not in before)
                ),
                1,
            )
            kept = self._lengths[offer, place] = document.schedule, then.length, number
        return kept[1], kept[2]

    def _applied(self, offer: Offer, routine: Routine, place: Place) -> Routine:
        if offer.exercise is not None:
            return inserted(self._edits.with_own(offer.exercise), [Step(offer.exercise)], place)
        if offer.clip is not None:
            return self._clipping.applied(routine, offer.clip, place)
        if offer.copied:
            return copied_to(routine, offer.uids, place)[0]
        return moved_to(routine, offer.uids, place)

    def _words(self, offer: Offer, length: int, number: int) -> str:
        """What a drop would do: `Drop to insert Glute bridge as step 5: total becomes 16:11`."""
        if offer.exercise is not None:
            what, act = one_line(self._document.known[offer.exercise].name, 40), "insert"
        elif offer.clip is not None:
            what, act = plural(len(offer.clip.items), "step", "steps"), "insert"
        else:
            what, act = self._edits.named(offer.uids), "copy" if offer.copied else "move"
        verb = "stays" if length == self._document.schedule.length else "becomes"
        where = "to place" if act == "move" else "as step"
        return f"Drop to {act} {what} {where} {number}: total {verb} {clock(length)}"

    def _offered(self, mime: QMimeData, action: Qt.DropAction) -> Offer | None:
        exercise = exercise_in(mime)
        if exercise is not None:
            return Offer(exercise=exercise) if exercise in self._document.known else None
        ours = steps_in(mime, self._document)
        uids = tuple(uid for uid in ours if self._document.routine.find(uid) is not None)
        if uids:
            return Offer(uids=uids, copied=action == Qt.DropAction.CopyAction)
        clip = None if ours else self._clipping.carried(mime)  # what was ours is gone by now
        return None if clip is None else Offer(clip=clip)

    def _landing_of(self, offer: Offer) -> Landing:
        routine = self._document.routine
        items = offer.clip.items if offer.clip else [routine.find(uid) for uid in offer.uids]
        row = self._view.indexAt(QPoint(self._view.viewport().width() // 2, self._at.y())).row()
        if row < 0 and self._at.y() < 0 and self._model.rows:
            row = 0
        return landing_at(
            routine,
            self._model.rows,
            lambda row: self._shapes.parted(
                self._model.rows[row], self._view.visualRect(self._model.index(row))
            ),
            row,
            self._at.y(),
            whole=any(isinstance(item, Circuit) for item in items),
        )


def _walk(routine: Routine) -> list[tuple[int, ...]]:
    """The identities of every step from top to bottom, behind that of its circuit."""
    return [
        (item.uid, step.uid) if isinstance(item, Circuit) else (step.uid,)
        for item in routine.steps
        for step in (item.steps if isinstance(item, Circuit) else (item,))
    ]


def _action(offer: Offer) -> Qt.DropAction:
    return Qt.DropAction.MoveAction if offer.moves else Qt.DropAction.CopyAction
