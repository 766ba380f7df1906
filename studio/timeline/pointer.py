"""What the mouse does in the graph: zoom, pan, pick, and ask what is under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from studio.app.selection import Selection
from studio.core.frozen import frozen
from studio.timeline.overlay import HoverWords
from studio.timeline.plot import Plot
from studio.timeline.span import CLOSER, Span
from studio.timeline.words import mark_words, moment_words

NOTCH = 120
"""A notch of a wheel, in eighths of a degree."""

_MARK = 9.0
_SIDEWAYS = 0.1


@frozen
class Pan:
    """A drag that moves the view: where it began and what was in view then, over `pixels` px."""

    at: QPointF
    span: Span
    pixels: float
    begun: bool = False

    def moved_to(self, at: QPointF) -> Pan:
        """The same drag with the pointer elsewhere; it begins once the pointer has gone far enough."""
        far = (at - self.at).manhattanLength() >= QApplication.startDragDistance()
        return Pan(self.at, self.span, self.pixels, self.begun or far)

    def span_at(self, at: QPointF) -> Span:
        """The view with the moment that was pressed under the pointer."""
        return self.span.panned((self.at.x() - at.x()) * self.span.length / self.pixels)


class Pointer(QObject):
    """Watches the mouse over the graph. A drag of an edge or a band is to become a gesture beside `Pan`."""

    span_wanted = Signal(object)
    position_picked = Signal(int)
    step_entered = Signal()

    def __init__(self, view: QWidget, plot: Plot, selection: Selection, words: HoverWords) -> None:
        super().__init__(view)
        self._view, self._plot, self._selection, self._words = view, plot, selection, words
        self._pan: Pan | None = None
        self._answers: dict[QEvent.Type, Callable[[Any], None]] = {
            QEvent.Type.MouseButtonPress: self._press,
            QEvent.Type.MouseMove: self._move,
            QEvent.Type.MouseButtonRelease: self._release,
            QEvent.Type.MouseButtonDblClick: self._enter,
            QEvent.Type.Wheel: self._turn,
            QEvent.Type.Leave: lambda _event: words.hide(),
        }
        view.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether a button is pressed: what is seen is not to move by itself."""
        return self._pan is not None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        answer = self._answers.get(event.type())
        if answer is not None:
            answer(event)
        return False

    def _press(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pan = Pan(event.position(), self._plot.span, self._plot.scale.pixels)
            self._words.hide()

    def _move(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pan is None:
            self._words.show_at(at.toPoint(), self._words_at(at))
            return
        self._pan = self._pan.moved_to(at)
        if self._pan.begun:
            self._view.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.span_wanted.emit(self._pan.span_at(at))

    def _release(self, event: QMouseEvent) -> None:
        pan = self._pan
        if pan is not None and not pan.begun and event.button() is Qt.MouseButton.LeftButton:
            self._click(pan.at, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        self._pan = None
        self._view.unsetCursor()

    def _enter(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._moment(event.position()) is not None:
            self.step_entered.emit()

    def _turn(self, event: QWheelEvent) -> None:
        span, turned = self._plot.span, event.angleDelta()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        sideways = turned.x() or (turned.y() if shift else 0)
        if sideways:
            self.span_wanted.emit(span.panned(-sideways / NOTCH * span.length * _SIDEWAYS))
        elif turned.y():
            at = self._plot.scale.ms(event.position().x())
            self.span_wanted.emit(span.zoomed(CLOSER ** (turned.y() / NOTCH), at))
        event.accept()

    def _moment(self, at: QPointF) -> int | None:
        """The moment in ms at a place over the graph; None beside it."""
        scale = self._plot.scale
        ms = scale.ms(at.x())
        inside = at.x() >= scale.left and 0 <= ms < self._plot.outline.schedule.length
        return int(ms) if inside else None

    def _click(self, at: QPointF, more: bool) -> None:
        moment = self._moment(at)
        if moment is None:
            return
        if at.y() >= self._plot.y() + self._plot.lanes.height:
            self.position_picked.emit(moment)
            return
        uid, uids = self._uid_at(moment, at), self._selection.uids
        if more:
            self._selection.set([u for u in uids if u != uid] if uid in uids else [*uids, uid])
        else:
            self._selection.set([uid])

    def _uid_at(self, moment: int, at: QPointF) -> int:
        """The circuit or step named at the top, or the step itself in the lanes below."""
        outline = self._plot.outline
        item = outline.item_at(moment)
        if item is not None and at.y() <= self._plot.y() + self._plot.lanes.steps.bottom:
            return item.uid
        return outline.schedule.step(outline.schedule.row_at(moment)).uid

    def _words_at(self, at: QPointF) -> str:
        schedule, top = self._plot.outline.schedule, self._plot.y() + self._plot.lanes.phase.top
        if top <= at.y() <= top + 2 * _MARK:
            for mark in self._plot.outline.marks:
                if abs(self._plot.scale.x(mark.at) - at.x()) <= _MARK:
                    return mark_words(schedule, mark.at)
        moment = self._moment(at)
        return "" if moment is None else moment_words(schedule, moment)
