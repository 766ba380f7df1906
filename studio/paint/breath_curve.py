"""Paints the breath over time: up while breathing in, down while breathing out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil, floor, sqrt

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTransform,
)

from studio.core.breath import Phase
from studio.core.frozen import frozen
from studio.paint.look import Look

# A cubic through these points is nowhere more than 0.4 % away from (1 - cos pi t) / 2.
_EASE = 0.3642
_STROKE = 1.4
_ABOVE = 2
_TILED = 24.0
"""Phases shorter than this, in px, are painted once and then copied."""

_DOTS = 5, 3
"""The width and height, in px, in which one dot of the free breath stands."""


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
        self._short: list[tuple[float, float, Phase]] = []
        self._solid: list[tuple[float, float]] = []

    def add_run(self, phases: Iterable[tuple[float, float, Phase]]) -> None:
        """A stretch of paced breath: left and right end in px and the phase of each, without a gap."""
        long: list[tuple[float, float, Phase]] = []
        for one in phases:
            if one[1] - one[0] < _TILED:
                self._short.append(one)
            elif long and long[-1][1] == one[0]:
                long.append(one)
            else:
                self._add_path(long)
                long = [one]
        self._add_path(long)

    def _add_path(self, phases: Sequence[tuple[float, float, Phase]]) -> None:
        if not phases:
            return
        lane, line = self._lane, QPainterPath()
        left, right = phases[0][0], phases[-1][1]
        line.moveTo(left, _levels(phases[0][2], lane)[0])
        for left_end, right_end, phase in phases:
            before, after = _levels(phase, lane)
            if before == after:
                line.lineTo(right_end, after)
            else:
                bend = (right_end - left_end) * _EASE
                line.cubicTo(left_end + bend, before, right_end - bend, after, right_end, after)
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
        self._paint_in(painter, look.ac)
        self._paint_short(painter, look.ac)

    def _paint_in(self, painter: QPainter, colour: QColor) -> None:
        lane = self._lane
        solid = [QRectF(x, lane.top, end - x, lane.bottom - lane.top) for x, end in self._solid]
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(breath_brush(lane, colour))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # its edge is under the line
        for fill in self._fills:
            painter.drawPath(fill)
        painter.drawRects(solid)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_hairline(colour))
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

    def _paint_short(self, painter: QPainter, colour: QColor) -> None:
        """Short phases as pictures of whole pixels: there are many of them, and few of different widths."""
        scale, lane = painter.device().devicePixelRatioF(), self._lane
        top, ink = floor(lane.top) - _ABOVE, colour.rgba()
        tiles: dict[tuple[Phase, int], QPixmap] = {}
        for left, right, phase in self._short:
            x = round(left * scale)
            key = phase, round(right * scale) - x
            tile = tiles.get(key)
            if tile is None:
                tile = tiles[key] = _tile(phase, max(1, key[1]), lane, ink, scale)
            painter.drawPixmap(QPointF(x / scale, top), tile)


@lru_cache(maxsize=512)
def _tile(phase: Phase, wide: int, lane: Lane, colour: int, scale: float) -> QPixmap:
    """One phase, `wide` pixels of the screen wide, from a little above the lane to its bottom."""
    top = floor(lane.top) - _ABOVE
    tile = QPixmap(wide, ceil((lane.bottom - top) * scale))
    tile.setDevicePixelRatio(scale)
    tile.fill(Qt.GlobalColor.transparent)
    curve = BreathCurve(lane)
    # A little of what is level before and after it, so that the line does not end inside the picture.
    begins, ends = (Phase.HOLD_OUT, Phase.HOLD_IN) if phase is Phase.IN else (Phase.HOLD_IN, Phase.HOLD_OUT)
    if phase in (Phase.HOLD_IN, Phase.HOLD_OUT):
        begins = ends = phase
    right = wide / scale
    curve._add_path(((-2, 0, begins), (0, right, phase), (right, right + 2, ends)))
    painter = QPainter(tile)
    painter.translate(0, -top)
    curve._paint_in(painter, QColor.fromRgba(colour))
    painter.end()
    return tile


def _hairline(colour: QColor) -> QPen:
    pen = QPen(colour, 1)
    pen.setCosmetic(True)
    return pen


def _levels(phase: Phase, lane: Lane) -> tuple[float, float]:
    """Where a phase begins and ends."""
    begins = lane.low if phase in (Phase.IN, Phase.HOLD_OUT) else lane.top
    ends = lane.top if phase in (Phase.IN, Phase.HOLD_IN) else lane.low
    return begins, ends


def breath_brush(lane: Lane, ink: QColor) -> QBrush:
    """The ground under the curve, strong at the top."""
    gradient = QLinearGradient(0, lane.top, 0, lane.bottom)
    for at, alpha in ((0.0, 0.42), (1.0, 0.06)):
        colour = ink.toRgb()
        colour.setAlphaF(alpha)
        gradient.setColorAt(at, colour)
    return QBrush(gradient)


def paint_free(
    painter: QPainter,
    stretches: Iterable[tuple[float, float]],
    lane: Lane,
    look: Look,
    origin: float = 0.0,
) -> None:
    """A light dotted line where nothing is asked of the breath; left and right ends in px.

    The dots are counted from `origin` px, with which they move.
    """
    scale = painter.device().devicePixelRatioF()
    dots = _dots(look.tx3.rgba(), scale)
    top = floor(lane.low - 0.5 - _DOTS[1] / 2)
    brush = QBrush(dots)
    brush.setTransform(QTransform.fromScale(_DOTS[0] / dots.width(), _DOTS[1] / dots.height()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.setBrushOrigin(QPointF(origin % _DOTS[0], top))
    painter.drawRects(
        [QRectF(left + 2, top, right - left - 4, _DOTS[1]) for left, right in stretches if right - left > 5]
    )
    painter.restore()


@lru_cache(maxsize=8)
def _dots(colour: int, scale: float) -> QImage:
    """One dot of the dotted line and the gap after it: Qt draws a texture many times faster than dashes."""
    wide, high = _DOTS
    image = QImage(round(wide * scale), round(high * scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(image.width() / wide, image.height() / high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgba(colour))
    painter.drawRoundedRect(QRectF(1, 0.8, 2.2, _STROKE), _STROKE / 2, _STROKE / 2)
    painter.end()
    return image
