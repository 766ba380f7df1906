"""What the mouse does in the graph: zoom, pan, pick, take hold of edges and bands, and ask what is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from studio.app.selection import Selection
from studio.core.rows import flat_rows
from studio.core.stretch import Edge
from studio.timeline.drawing import inner_least
from studio.timeline.edges import edge_near
from studio.timeline.gestures import Board, Gesture, Pan, Reorder, StretchDrag
from studio.timeline.handles import GRIP
from studio.timeline.signs import Sign, notice_words, sign_at, signs_in
from studio.timeline.span import CLOSER
from studio.timeline.words import mark_words, moment_words

NOTCH = 120
"""A notch of a wheel, in eighths of a degree."""

GRIPPED = 10.0
"""How wide a band is at least, in px, whose edge can be taken."""

_SIDEWAYS = 0.1
_AIR = 4
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Pointer(QObject):
    """Watches the mouse over the graph. A drag begins once the pointer has gone far enough."""

    span_wanted = Signal(object)
    position_picked = Signal(int)
    step_entered = Signal()
    move_wanted = Signal(object, object)
    pressed_at = Signal(int)
    settled = Signal()
    """A gesture is over, or a click."""

    def __init__(self, view: QWidget, board: Board, selection: Selection) -> None:
        super().__init__(view)
        self._view, self._board, self._selection = view, board, selection
        self._gesture: Gesture | None = None
        self._from, self._begun = QPointF(), False
        self._anchor = 0
        self._answers: dict[QEvent.Type, Callable[[Any], object]] = {
            QEvent.Type.MouseButtonPress: self._press,
            QEvent.Type.MouseMove: self._move,
            QEvent.Type.MouseButtonRelease: self._release,
            QEvent.Type.MouseButtonDblClick: self._enter,
            QEvent.Type.Wheel: self._turn,
            QEvent.Type.NativeGesture: self._pinch,
            QEvent.Type.Leave: lambda _event: self._leave(),
            QEvent.Type.Hide: lambda _event: self.give_up(),
        }
        view.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether a button is pressed: what is seen is not to move by itself."""
        return self._gesture is not None

    def give_up(self) -> bool:
        """End a drag as if it had never been; False where there is none."""
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return False
        if self._begun:
            gesture.give_up()
        self._end()
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        answer = self._answers.get(event.type())
        if answer is not None:
            answer(event)
        return False

    def _press(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            self.give_up()  # another button as well: nobody means that
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._from, self._begun = event.position(), False
            left = event.button() is Qt.MouseButton.LeftButton
            self._gesture = self._gesture_at(self._from) if left else self._pan_from(self._from)
            self._board.words.hide()

    def _pan_from(self, at: QPointF) -> Pan:
        return Pan(self._board, at, self.span_wanted.emit)

    def _gesture_at(self, at: QPointF) -> Gesture:
        edge = self._edge_at(at)
        if edge is not None:
            return StretchDrag(self._board, edge, at)
        moment = self._moment(at)
        if moment is None or not self._in_steps(at):
            return self._pan_from(at)
        uid, uids = self._uid_at(moment, at), self._selection.uids
        return Reorder(
            self._board, uids if uid in uids else (uid,), self.span_wanted.emit, self.move_wanted.emit
        )

    def _move(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._gesture is None:
            self._hover(at)
            return
        if not event.buttons():  # it was let go where nobody told of it
            self.give_up()
            return
        far = (at - self._from).manhattanLength() >= QApplication.startDragDistance()
        if not self._begun and far:
            self._begun = True
            self._view.setCursor(self._gesture.cursor)
        if self._begun:
            self._gesture.move(at, fine=bool(event.modifiers() & (_SHIFT | _CONTROL)))

    def _release(self, event: QMouseEvent) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return
        if self._begun:
            gesture.let_go()
        elif event.button() is Qt.MouseButton.LeftButton:
            self._click(self._from, event.modifiers())
        self._end()

    def _end(self) -> None:
        self._view.unsetCursor()
        self._board.words.hide()
        self._board.grip.hide()
        self.settled.emit()

    def _leave(self) -> None:
        if self._gesture is None:
            self._board.words.hide()
            self._board.grip.hide()

    def _enter(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._moment(event.position()) is not None:
            self.step_entered.emit()

    def _turn(self, event: QWheelEvent) -> None:
        event.accept()
        if self._begun and self._gesture is not None:
            return
        span, turned = self._board.plot.span, event.angleDelta()
        sideways = turned.x() or (turned.y() if event.modifiers() & _SHIFT else 0)
        if sideways:
            self.span_wanted.emit(span.panned(-sideways / NOTCH * span.length * _SIDEWAYS))
        elif turned.y():
            at = self._board.plot.scale.ms(event.position().x())
            self.span_wanted.emit(span.zoomed(CLOSER ** (turned.y() / NOTCH), at))

    def _pinch(self, event: QNativeGestureEvent) -> None:
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture and self._gesture is None:
            at = self._board.plot.scale.ms(event.position().x())
            self.span_wanted.emit(self._board.plot.span.zoomed(1 / max(0.2, 1 + event.value()), at))

    def _hover(self, at: QPointF) -> None:
        board, edge = self._board, self._edge_at(at)
        if edge is None:
            board.grip.hide()
        else:
            lane = board.plot.lanes.phase
            board.grip.show_at(board.plot.scale.x(edge.end), board.plot.y() + lane.top, lane.height)
        over_band = self._in_steps(at) and self._moment(at) is not None
        if edge is not None:
            self._view.setCursor(Qt.CursorShape.SizeHorCursor)
        elif over_band:
            self._view.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self._view.unsetCursor()
        board.words.show_at(at.toPoint(), self._words_at(at))

    def _edge_at(self, at: QPointF) -> Edge | None:
        """The edge that can be taken at a place."""
        plot = self._board.plot
        lane, scale = plot.lanes.phase, plot.scale
        y = at.y() - plot.y()
        if not lane.top - _AIR <= y <= lane.bottom + _AIR or not 0 <= at.x() - scale.left <= scale.pixels:
            return None
        if self._sign_at(at) is not None:
            return None
        ms_a_px = scale.span.length / scale.pixels
        return edge_near(plot.outline.schedule, scale.ms(at.x()), GRIP / 2 * ms_a_px, GRIPPED * ms_a_px)

    def _in_steps(self, at: QPointF) -> bool:
        return bool(at.y() <= self._board.plot.y() + self._board.plot.lanes.steps.bottom)

    def _moment(self, at: QPointF) -> int | None:
        """The moment in ms at a place over the graph; None beside it."""
        scale = self._board.plot.scale
        ms = scale.ms(at.x())
        inside = at.x() >= scale.left and 0 <= ms < self._board.plot.outline.schedule.length
        return int(ms) if inside else None

    def _click(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        sign = self._sign_at(at)
        if sign is not None and sign.notices:
            self._select(sign.notices[0].uid, keys)
            return
        moment = self._moment(at)
        if moment is None:
            return
        if at.y() >= self._board.plot.y() + self._board.plot.lanes.height:
            self.position_picked.emit(moment)
            return
        self._select(self._uid_at(moment, at), keys)
        self.pressed_at.emit(moment)

    def _select(self, uid: int, keys: Qt.KeyboardModifier) -> None:
        """This one; with Ctrl this one more or less; with Shift all from the last one picked to this one."""
        uids = self._selection.uids
        if keys & _SHIFT and uids:
            order = [row.uid for row in flat_rows(self._board.document.routine)]
            anchor = self._anchor if self._anchor in uids else uids[-1]
            if anchor in order and uid in order:
                first, last = sorted((order.index(anchor), order.index(uid)))
                self._selection.set(order[first : last + 1])
                return
        self._anchor = uid
        if keys & _CONTROL:
            self._selection.set([u for u in uids if u != uid] if uid in uids else [*uids, uid])
        else:
            self._selection.set([uid])

    def _uid_at(self, moment: int, at: QPointF) -> int:
        """The circuit or step named at the top, or the step itself in the lanes below."""
        plot = self._board.plot
        if self._in_steps(at):
            item = plot.outline.item_at(moment, inner_least(plot.scale, plot.strip.look))
            if item is not None:
                return item.uid
        schedule = plot.outline.schedule
        return schedule.step(schedule.row_at(moment)).uid

    def _sign_at(self, at: QPointF) -> Sign | None:
        plot = self._board.plot
        look, top = plot.strip.look, plot.y() + plot.lanes.phase.top
        if abs(at.y() - top) > look.grown(16):
            return None  # far from all signs
        signs = signs_in(plot.outline.marks, plot.strip.told, plot.scale, look)
        return sign_at(signs, at, top, look)

    def _words_at(self, at: QPointF) -> str:
        schedule, sign = self._board.plot.outline.schedule, self._sign_at(at)
        if sign is not None:
            waiting = [line for moment in sign.moments for line in mark_words(schedule, moment).split("\n")]
            return "\n".join([*waiting, *notice_words(sign.notices)])
        moment = self._moment(at)
        return "" if moment is None else moment_words(schedule, moment)
