"""The timeline: the graph with its playhead, its words, and what mouse and keys do in it."""

from __future__ import annotations

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

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.core.phrase import clock
from studio.paint.look import LIGHT, Look
from studio.timeline.keys import key_table, neighbour
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
    zoomed = Signal(float)
    painted = Signal()
    """The graph has been drawn anew; not while only the playhead moves."""

    def __init__(
        self, document: RoutineDocument, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._selection = document, selection
        self._ring = False
        self._position: int | None = None
        self._look: Look = LIGHT
        self._outline = Outline(document.schedule)
        self._plot = Plot(self._outline, self)
        self._playhead, self._words = Playhead(self), HoverWords(self)
        self._pointer = Pointer(self, self._plot, selection, self._words)
        self._plot.strip.painted.connect(self.painted)
        self._pointer.span_wanted.connect(self.show_span)
        self._pointer.position_picked.connect(self.position_picked)
        self._pointer.step_entered.connect(self._enter_step)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(RING, RING, RING, RING)
        layout.addWidget(self._plot)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Timeline")
        self._keys = key_table(self)
        document.changed.connect(self._show_schedule)
        selection.changed.connect(self._show_selection)
        self._show_selection()
        self.set_look(LIGHT)

    @override
    def sizeHint(self) -> QSize:
        return QSize(1440, 198)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(320, 150)

    @property
    def span(self) -> Span:
        """The time in view."""
        return self._plot.span

    def set_look(self, look: Look) -> None:
        """Show in other colours."""
        self._look = look
        for part in (self._plot, self._playhead, self._words):
            part.set_look(look)
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

    def select_neighbour(self, by: int) -> None:
        """Select the step before (-1) or after (1) the selected one, in the routine's order."""
        uid = neighbour(self._document.routine, self._selection.uids, by)
        if uid is not None:
            self._selection.set((uid,))

    def _show_schedule(self) -> None:
        self._outline = Outline(self._document.schedule, self._outline)
        self._plot.show_outline(self._outline, self.span.over(self._document.schedule.length))
        self._after_span()
        self._describe()

    def _show_selection(self) -> None:
        self._plot.show_selected(self._selection.uids)
        spans = self._outline.spans_of(self._selection.uids)
        if spans and not self._pointer.busy:
            self.show_span(self.span.reaching(*spans[0]))
        self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription(graph_words(self._outline, self._selection.uids))

    def _after_span(self) -> None:
        self._words.hide()
        self._place_playhead()
        self.zoomed.emit(self.span.zoom)

    def _place_playhead(self) -> None:
        at = self._position
        end = min(self.span.end, self._document.schedule.length)
        if at is None or not self.span.start <= at <= end:
            self._playhead.hide()
            return
        self._playhead.show_at(self._plot.scale.x(at), clock(at), self._plot.geometry())

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
        others = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        action = self._keys.get((Qt.Key(event.key()), shift))
        if action is None or event.modifiers() & ~others:
            super().keyPressEvent(event)
            return
        self._show_ring(True)
        action()

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
            self._ring = shown
            self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.hide()
        self._place_playhead()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.panel)
        if self._ring:
            painter.setPen(QPen(self._look.focus, RING))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
