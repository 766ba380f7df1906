"""The timeline: the graph with its playhead, its words, and what mouse and keys do in it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.core.phrase import clock
from studio.paint.look import LIGHT, Look
from studio.timeline.advised import advised
from studio.timeline.axes import time_labels
from studio.timeline.gestures import Board
from studio.timeline.handles import DropLine, EdgeGrip, SegmentRing
from studio.timeline.keyboard import Keyboard
from studio.timeline.keys import key_table
from studio.timeline.lanes import AXIS
from studio.timeline.outline import Outline
from studio.timeline.overlay import HoverWords, Playhead
from studio.timeline.plot import Plot
from studio.timeline.pointer import Pointer
from studio.timeline.span import CLOSER, Span
from studio.timeline.words import graph_words

RING = 2
"""Width of the focus ring, in px."""


class TimelineView(QWidget):
    """Shows the document's schedule over time and shares the selection."""

    position_picked = Signal(int)
    move_wanted = Signal(object, object)
    """Steps and circuits (identities) are to go to a `Place`."""
    nudge_wanted = Signal(int)
    """The selection is to go one place on (1) or back (-1)."""
    zoomed = Signal(float)
    painted = Signal()
    """The graph has been drawn anew; not while only the playhead moves."""

    def __init__(
        self,
        document: RoutineDocument,
        selection: Selection,
        advising: Advising | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._selection, self._advising = document, selection, advising
        self._ring = False
        self._position: int | None = None
        self._held: Span | None = None
        self._look: Look = LIGHT
        self._outline = Outline(document.schedule)
        self._plot = Plot(self._outline, self)
        self._playhead, self._segment = Playhead(self), SegmentRing(self)
        self._board = Board(document, self._plot, HoverWords(self), EdgeGrip(self), DropLine(self))
        self._words = self._board.words
        self._keyboard = Keyboard(
            self._board, selection, self._segment, self.show_span, self.nudge_wanted.emit
        )
        self._pointer = Pointer(self, self._board, selection)
        self._keys = key_table(self, self._keyboard)
        self._connect()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(RING, RING, RING, RING)
        layout.addWidget(self._plot)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Timeline")
        self._show_advice()
        self._show_selection()
        self.set_look(LIGHT)

    def _connect(self) -> None:
        pointer = self._pointer
        self._plot.strip.painted.connect(self.painted)
        pointer.span_wanted.connect(self.show_span)
        pointer.position_picked.connect(self.position_picked)
        pointer.step_entered.connect(self._enter_step)
        pointer.move_wanted.connect(self.move_wanted)
        pointer.pressed_at.connect(self._keyboard.go_moment)
        pointer.settled.connect(self._settle)
        self._document.changed.connect(self._show_schedule)
        self._selection.changed.connect(self._show_selection)
        if self._advising is not None:
            self._advising.changed.connect(self._show_advice)

    @override
    def sizeHint(self) -> QSize:
        return QSize(1440, self._look.grown(198))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._look.grown(125))

    @property
    def span(self) -> Span:
        """The time in view."""
        return self._plot.span

    def set_look(self, look: Look) -> None:
        """Show in other colours and sizes."""
        self._look = look
        for part in (self._plot, self._playhead, self._segment, *self._board.shown):
            part.set_look(look)
        self.updateGeometry()
        self._after_span()
        self.update()

    def show_position(self, position: int | None) -> None:
        """Put the playhead at a moment in ms; None takes it away."""
        self._position = position
        self._place_playhead()

    def zoom_in(self) -> None:
        """See less time, larger."""
        self.show_span(self.span.zoomed(CLOSER, self._centre()))

    def zoom_out(self) -> None:
        """See more time, smaller."""
        self.show_span(self.span.zoomed(1 / CLOSER, self._centre()))

    def set_zoom(self, zoom: float) -> None:
        """Zoom to a depth of 0, all in view, to 1."""
        self.show_span(self.span.at_zoom(zoom, self._centre()))

    def show_span(self, span: Span) -> None:
        """See another stretch of time."""
        if span != self.span:
            self._plot.show_span(span)
            self._after_span()

    def fit(self) -> None:
        """See all of it."""
        self.show_span(self.span.fitted())

    def fit_selection(self) -> None:
        """Let the selected steps fill the view; all of it where nothing is selected."""
        spans = self._outline.spans_of(self._selection.uids)
        self.show_span(self.span.around(spans[0][0], spans[-1][1]) if spans else self.span.fitted())

    def _show_schedule(self) -> None:
        total = self._document.schedule.length
        self._outline = Outline(self._document.schedule, self._outline)
        if self._pointer.busy:  # what is dragged would run away from under the pointer
            self._held = self._held or self.span
            span = replace(self.span, total=total)
        else:
            span = self.span.over(total)
        self._plot.show_outline(self._outline, span)
        self._after_span()
        self._describe()

    def _settle(self) -> None:
        if self._held is not None:
            span, self._held = self._held.over(self._document.schedule.length), None
            self.show_span(span)

    def _show_selection(self) -> None:
        uids = self._selection.uids
        self._plot.show_selected(uids)
        self._keyboard.follow_selection()
        spans = self._outline.spans_of(uids)
        if spans and not self._pointer.busy:
            self.show_span(self.span.reaching(*spans[0]))
        self._describe()

    def _show_advice(self) -> None:
        self._plot.show_advised(advised(self._advising, self._document.schedule))

    def _describe(self) -> None:
        words = graph_words(self._outline, self._selection.uids)
        self.setAccessibleDescription(f"{self._keyboard.words()}{words}")

    def _after_span(self) -> None:
        if not self._pointer.busy:
            self._words.hide()
        self._place_playhead()
        self._keyboard.place()
        self.zoomed.emit(self.span.zoom)

    def _place_playhead(self) -> None:
        at = self._position
        end = min(self.span.end, self._document.schedule.length)
        if at is None or not self.span.start <= at <= end:
            self._playhead.hide()
            return
        scale, axis = self._plot.scale, self._look.grown(AXIS)
        top = self._plot.geometry().bottom() + 1 - axis
        beside = [box.translated(0, top) for box, _words in time_labels(scale, axis, self._look)]
        self._playhead.show_at(scale.x(at), clock(at), self._plot.geometry(), beside)

    def _centre(self) -> float:
        """The moment that keys and slider zoom at: the selection while it is in view, else the middle."""
        spans = self._outline.spans_of(self._selection.uids)
        middle = (self.span.start + self.span.end) / 2
        wanted = (spans[0][0] + spans[0][1]) / 2 if spans else middle
        return wanted if self.span.start <= wanted <= self.span.end else middle

    def _enter_step(self) -> None:
        """Closer to the selected step; from there, back to all of it."""
        before = self.span
        self.fit_selection()
        if self.span == before:
            self.fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pointer.give_up():
            return
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = self._keys.get((Qt.Key(event.key()), keys))
        if action is None or self._pointer.busy:
            super().keyPressEvent(event)
            return
        self._show_ring(True)
        action()
        self._describe()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat() and not self._pointer.busy:
            self._document.end_merge()
        super().keyReleaseEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._show_ring(event.reason() is not Qt.FocusReason.MouseFocusReason)
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._show_ring(False)
        super().focusOutEvent(event)

    def _show_ring(self, shown: bool) -> None:
        if shown != self._ring:
            self._ring = self._keyboard.used = shown
            self._keyboard.place()
            self._describe()
            self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.hide()
        self._place_playhead()
        self._keyboard.place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.panel)
        if self._ring:
            painter.setPen(QPen(self._look.focus, RING))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
