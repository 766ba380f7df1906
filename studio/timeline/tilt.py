"""Paints the lane of the tilt: the trace, the time head-down, and where both pass the advice."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from studio.core.phrase import clock
from studio.paint.look import Look
from studio.paint.strip import TEXT, text_width
from studio.timeline.advised import Advised
from studio.timeline.lanes import LaneBox
from studio.timeline.outline import Inversion, Outline
from studio.timeline.span import Scale

LEAST_DEPTH = 30
"""Degrees at the bottom of the lane, where neither the routine nor the advice is steeper."""

_CENTRED = Qt.AlignmentFlag.AlignCenter
_SIGN = "\N{DEGREE SIGN}"


def deepest(steepest: int, advice: int) -> int:
    """Degrees at the bottom of the lane."""
    return ceil(max(steepest, advice, LEAST_DEPTH) / 10) * 10


def depth_of(tilt: float, bottom: int, box: LaneBox) -> float:
    """Where a tilt in degrees is in its lane, in px: level at the top, `bottom` degrees at the bottom."""
    return box.top + 2 + tilt / bottom * (box.height - 4)


class TiltLane:
    """One painting of the lane."""

    def __init__(self, outline: Outline, told: Advised, scale: Scale, box: LaneBox, look: Look) -> None:
        self._told, self._scale, self._box, self._look = told, scale, box, look
        self._bottom = deepest(outline.steepest, told.tilt)
        self._left, self._right = scale.left, scale.left + scale.pixels
        span = scale.span
        self._shown = [one for one in outline.inversions if one.end > span.start and one.start < span.end]
        self._over_from = _over_from(outline.inversions, told.inverted)

    def paint(self, painter: QPainter) -> None:
        """Paint everything that is in view."""
        level, look = depth_of(0, self._bottom, self._box), self._look
        painter.setPen(QPen(look.line, 1))
        painter.drawLine(QLineF(self._left, level + 0.5, self._right, level + 0.5))
        trace = [QPointF(self._left, level)]
        for one in self._shown:
            points = self._points(one)
            self._shade(painter, one, points)
            trace += points
        trace.append(QPointF(self._right, level))
        if self._told.tilt:
            self._paint_advice(painter)
        painter.setPen(
            QPen(look.inv, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(trace))
        for one in self._shown:
            self._name(painter, one)

    def _points(self, one: Inversion) -> list[QPointF]:
        return [
            QPointF(self._scale.x(at), depth_of(tilt, self._bottom, self._box))
            for at, tilt in ((one.start, 0), *one.points, (one.end, 0))
        ]

    def _shade(self, painter: QPainter, one: Inversion, points: list[QPointF]) -> None:
        """The time head-down, and over it the hatched parts that pass the advice."""
        shape = QPolygonF(points)
        shade = QColor(self._look.inv)
        shade.setAlphaF(0.24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon(shape)
        beyond: list[QRectF] = []
        if self._told.tilt and one.steepest > self._told.tilt:
            top = depth_of(self._told.tilt, self._bottom, self._box)
            beyond.append(QRectF(self._left, top, self._right - self._left, self._box.bottom - top))
        if one.end > self._over_from:
            left = max(self._left, self._scale.x(max(one.start, self._over_from)))
            beyond.append(QRectF(left, self._box.top, max(0.0, self._right - left), self._box.height))
        ground, hatch = QColor(self._look.warn_line), QColor(self._look.warn_tx)
        ground.setAlphaF(0.38)
        hatch.setAlphaF(0.7)
        for rect in beyond:
            painter.save()
            painter.setClipRect(rect)
            painter.setBrush(ground)
            painter.drawPolygon(shape)
            painter.setBrush(hatch)
            brush = painter.brush()
            brush.setStyle(Qt.BrushStyle.BDiagPattern)
            painter.setBrush(brush)
            painter.drawPolygon(shape)
            painter.restore()

    def _paint_advice(self, painter: QPainter) -> None:
        look, y = self._look, depth_of(self._told.tilt, self._bottom, self._box)
        pen = QPen(look.warn_line, 1.2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawLine(QLineF(self._left, y, self._right, y))
        words = f"advice {self._told.tilt}{_SIGN}"
        width, high = text_width(words, 500, look.text) + 4, look.grown(16)
        above = y - high - 1 >= self._box.top
        top = y - high - 1 if above else min(y + 1, self._box.bottom - high)
        gaps = [self._scale.x(one.end) + 8 for one in self._shown]
        for left in (self._left + 6, self._right - width - 6, *gaps):
            place = QRectF(left, top, width, high)
            if place.right() <= self._right and not any(self._over(one, place) for one in self._shown):
                painter.setFont(look.font(TEXT, 500))
                painter.setPen(look.warn_tx)
                painter.drawText(place, _CENTRED, words)
                return

    def _over(self, one: Inversion, place: QRectF) -> bool:
        return self._scale.x(one.end) > place.left() - 4 and self._scale.x(one.start) < place.right() + 4

    def _name(self, painter: QPainter, one: Inversion) -> None:
        """The angle and the length of a time head-down, where there is room to say them."""
        left = max(self._left, self._scale.x(one.start))
        right = min(self._right, self._scale.x(one.end))
        words = f"Inverted {one.steepest}{_SIGN}, {clock(one.end - one.start)}"
        beyond = one.end > self._over_from or 0 < self._told.tilt < one.steepest
        short = f"{one.steepest}{_SIGN}, {clock(one.end - one.start)}"
        for text in (f"{words}, over the advice" if beyond else words, words, short):
            width = text_width(text, 550, self._look.text) + 8
            if width + 8 <= right - left:
                break
        else:
            return
        high = min(self._box.height, self._look.grown(17))
        place = QRectF((left + right - width) / 2, self._box.middle - high / 2, width, high)
        if beyond:  # the words stand on the hatching
            ground = QColor(self._look.panel)
            ground.setAlphaF(0.82)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(place, 4, 4)
        painter.setFont(self._look.font(TEXT, 550))
        painter.setPen(self._look.tx)
        painter.drawText(place, _CENTRED, text)


def _over_from(inversions: Sequence[Inversion], advice: int) -> float:
    """From when on, in ms, more time is spent head-down than `advice` ms; never, where that is 0."""
    left = advice
    for one in inversions if advice else ():
        if one.end - one.start > left:
            return one.start + left
        left -= one.end - one.start
    return float("inf")
