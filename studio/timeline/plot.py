"""The graph itself: pyqtgraph's view, box and axes around one item that paints what is visible."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from studio.paint.look import LIGHT, Look
from studio.timeline.advised import Advised
from studio.timeline.axes import paint_lane_names, paint_times
from studio.timeline.drawing import Sheet, paint_sheet
from studio.timeline.lanes import AXIS, GUTTER, MARGIN, Lanes, lanes_in
from studio.timeline.outline import Outline
from studio.timeline.span import Scale, Span, start_span
from studio.timeline.tilt import deepest


class Plot(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """Shows a span of an outline. The widget around it owns mouse and keys; pyqtgraph's own are off."""

    def __init__(self, outline: Outline, parent: QWidget) -> None:
        super().__init__(parent, useOpenGL=False, background=None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setInteractive(False)
        self.setCacheMode(pg.GraphicsView.CacheModeFlag.CacheNone)  # the background is one colour
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False, invertY=True, defaultPadding=0)
        self._box.disableAutoRange()
        self._box.setYRange(0, 1, padding=0)
        self.strip = Strip(outline)
        self._box.addItem(self.strip, ignoreBounds=True)
        self._times, self._names = TimeAxis(self.strip), LaneAxis(self.strip)
        cells = pg.GraphicsLayout()
        cells.layout.setSpacing(0)
        cells.layout.setContentsMargins(0, 0, MARGIN, 0)
        for cell, row, column in ((self._names, 0, 0), (self._box, 0, 1), (self._times, 1, 1)):
            cells.addItem(cell, row, column)
        self.setCentralItem(cells)
        self.show_span(start_span(outline.schedule.length))

    @property
    def span(self) -> Span:
        """The time in view."""
        return self.strip.span

    def show_outline(self, outline: Outline, span: Span) -> None:
        """Draw another schedule."""
        self.strip.outline = outline
        self.show_span(span)

    def show_span(self, span: Span) -> None:
        """Draw another stretch of time."""
        self.strip.span = span
        self._box.setXRange(span.start, span.end, padding=0)
        self._box.updateMatrix()  # else the box does so while it is painted, and is painted twice
        self._redraw()

    def show_selected(self, uids: tuple[int, ...]) -> None:
        """Mark steps and circuits as selected."""
        self.strip.selected = uids
        self._redraw()

    def show_advised(self, told: Advised) -> None:
        """Draw other advice."""
        if told != self.strip.told:
            self.strip.told = told
            self._redraw()

    def set_look(self, look: Look) -> None:
        """Draw in other colours and sizes."""
        self.strip.look = look
        self.setBackground(look.panel)
        self._times.setHeight(look.grown(AXIS))
        self._names.setWidth(look.grown(GUTTER))
        self._redraw()

    @property
    def outline(self) -> Outline:
        """What is drawn."""
        return self.strip.outline

    @property
    def scale(self) -> Scale:
        """Where moments are, in px of the widget around this one."""
        left, width = int(self.x()), int(self.width())
        gutter = self.strip.look.grown(GUTTER)
        return Scale(self.span, left + gutter, max(1.0, width - gutter - MARGIN))

    @property
    def lanes(self) -> Lanes:
        """Where the lanes are, in px of this widget."""
        return self.strip.lanes_in(int(self.height()) - self.strip.look.grown(AXIS))

    def _redraw(self) -> None:
        self.strip.forget()
        for part in (self.strip, self._times, self._names):
            part.update()


class Strip(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """All lanes as one item. Its picture is kept, so that what moves over it costs no painting."""

    painted = Signal()

    def __init__(self, outline: Outline) -> None:
        super().__init__()
        self.outline, self.span = outline, start_span(outline.schedule.length)
        self.look: Look = LIGHT
        self.selected: tuple[int, ...] = ()
        self.told = Advised()
        self.pictures = 0
        self._picture, self._stale = QPixmap(), True

    def forget(self) -> None:
        """Paint anew the next time."""
        self._stale = True
        self.prepareGeometryChange()

    def lanes_in(self, height: float) -> Lanes:
        """The lanes in a height of px."""
        return lanes_in(height, bool(self.outline.inversions), self.look.text)

    def sheet(self, left: float, right: float, height: float) -> Sheet:
        """What is painted between two px."""
        return Sheet(
            self.outline, self.span, left, right, self.lanes_in(height), self.look, self.selected, self.told
        )

    @override
    def boundingRect(self) -> QRectF:
        return QRectF(self.span.start, 0, self.span.length, 1)

    @override
    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Text and lines keep their size at every zoom: the box's scale is only used to find the pixels."""
        where = painter.worldTransform().mapRect(self.boundingRect()).toAlignedRect()
        # Not the device's own: what is painted may be for a picture that is finer than the screen.
        kept = self._picture
        scale = round(painter.deviceTransform().m11() / painter.worldTransform().m11(), 3)
        fits = kept.deviceIndependentSize().toSize() == where.size() and kept.devicePixelRatioF() == scale
        if self._stale or not fits:
            self._paint_picture(where.size(), scale)
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(where.topLeft(), self._picture)
        painter.restore()

    def _paint_picture(self, size: QSize, scale: float) -> None:
        if self._picture.size() != size * scale or self._picture.devicePixelRatioF() != scale:
            self._picture = QPixmap(size * scale)
            self._picture.setDevicePixelRatio(scale)
        self._picture.fill(self.look.panel)  # an opaque picture is copied faster
        painter = QPainter(self._picture)
        paint_sheet(painter, self.sheet(0.0, float(size.width()), float(size.height())))
        painter.end()
        self._stale = False
        self.pictures += 1
        self.painted.emit()


class TimeAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Minutes and seconds below the lanes."""

    def __init__(self, strip: Strip) -> None:
        self._strip = strip
        super().__init__("bottom")
        self.setHeight(AXIS)

    @override
    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._strip.look
        paint_times(painter, Scale(self._strip.span, 0.0, float(self.width())), look.grown(AXIS), look)


class LaneAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """The names of the lanes, beside them."""

    def __init__(self, strip: Strip) -> None:
        self._strip = strip
        super().__init__("left")
        self.setWidth(GUTTER)

    @override
    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        lanes, look = self._strip.lanes_in(float(self.height())), self._strip.look
        bottom = deepest(self._strip.outline.steepest, self._strip.told.tilt)
        paint_lane_names(painter, lanes, bottom, look.grown(GUTTER), look)
