"""Paints the breath over time: up while breathing in, down while breathing out."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, sqrt

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen

from studio.core.breath import Phase
from studio.core.frozen import frozen
from studio.paint.look import Look

# A cubic through these points is nowhere more than 0.4 % away from (1 - cos pi t) / 2.
_EASE = 0.3642
_STROKE = 1.4


@frozen
class Lane:
    """Where the breath is drawn, in px: `top` with full lungs, `low` with empty ones, filled to `bottom`."""

    top: float
    low: float
    bottom: float

    @staticmethod
    def of(top: float, height: float) -> Lane:
        """The lane over a height of px, with some air above and below the curve."""
        return Lane(top + 6, top + height - 4, top + height)


class BreathCurve:
    """One curve of the breath, gathered from left to right and painted at once."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._lines: list[QPainterPath] = []
        self._fills: list[QPainterPath] = []
        self._solid: list[tuple[float, float]] = []

    def add_run(self, phases: Iterable[tuple[float, float, Phase]]) -> None:
        """A stretch of paced breath: left and right end in px and the phase of each, without a gap."""
        lane, line = self._lane, QPainterPath()
        left = right = None
        for left_end, right_end, phase in phases:
            before, after = _levels(phase, lane)
            if left is None:
                left = left_end
                line.moveTo(left_end, before)
            if before == after:
                line.lineTo(right_end, after)
            else:
                bend = (right_end - left_end) * _EASE
                line.cubicTo(left_end + bend, before, right_end - bend, after, right_end, after)
            right = right_end
        if left is None or right is None:
            return
        self._lines.append(QPainterPath(line))
        line.lineTo(right, lane.bottom)
        line.lineTo(left, lane.bottom)
        line.closeSubpath()
        self._fills.append(line)

    def add_solid(self, left: float, right: float) -> None:
        """A stretch of paced breath whose waves are too close together to be told apart."""
        right = max(right, left + 1)
        if self._solid and left - self._solid[-1][1] < 1:
            left = self._solid.pop()[0]
        self._solid.append((left, right))

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint what has been gathered."""
        lane = self._lane
        solid = [QRectF(x, lane.top, end - x, lane.bottom - lane.top) for x, end in self._solid]
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(breath_brush(lane, look))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # its edge is under the line
        for fill in self._fills:
            painter.drawPath(fill)
        painter.drawRects(solid)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_hairline(look))
        painter.drawLines([QLineF(rect.topLeft(), rect.topRight()) for rect in solid])
        self._paint_lines(painter)
        painter.restore()

    def _paint_lines(self, painter: QPainter) -> None:
        """The lines as several hairlines side by side: Qt draws one wide curve twenty times slower."""
        scale = painter.device().devicePixelRatioF()
        lines = ceil(_STROKE * scale)
        apart = (_STROKE - 1 / scale) / max(1, lines - 1) / sqrt(2)
        for index in range(lines):
            off = (index - (lines - 1) / 2) * apart
            painter.translate(off, off)
            for line in self._lines:
                painter.drawPath(line)
            painter.translate(-off, -off)


def _hairline(look: Look) -> QPen:
    pen = QPen(look.ac, 1)
    pen.setCosmetic(True)
    return pen


def _levels(phase: Phase, lane: Lane) -> tuple[float, float]:
    """Where a phase begins and ends."""
    begins = lane.low if phase in (Phase.IN, Phase.HOLD_OUT) else lane.top
    ends = lane.top if phase in (Phase.IN, Phase.HOLD_IN) else lane.low
    return begins, ends


def breath_brush(lane: Lane, look: Look) -> QBrush:
    """The ground under the curve, strong at the top."""
    gradient = QLinearGradient(0, lane.top, 0, lane.bottom)
    for at, alpha in ((0.0, 0.42), (1.0, 0.06)):
        colour = look.ac.toRgb()
        colour.setAlphaF(alpha)
        gradient.setColorAt(at, colour)
    return QBrush(gradient)


def paint_free(painter: QPainter, stretches: Iterable[tuple[float, float]], lane: Lane, look: Look) -> None:
    """A light dotted line where nothing is asked of the breath; left and right ends in px."""
    pen = QPen(look.tx3, _STROKE, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.6, 2.9])
    painter.setPen(pen)
    for left, right in stretches:
        if right - left > 3:
            painter.drawLine(QPointF(left + 2, lane.low - 0.5), QPointF(right - 2, lane.low - 0.5))
