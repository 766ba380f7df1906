"""The player's words: exercise and side, time left, breath, what follows, and the sign at the foot."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from typing_extensions import override

from studio.core.dose import Side
from studio.core.frozen import frozen
from studio.paint.look import Look
from studio.player.area import Area
from studio.player.lettering import Type, fitted, write, write_in
from studio.player.places import SIGN, SMALLEST_SIGN

_MOST_PIPS = 24


@frozen
class Title:
    """The step that is played; `rep` counts from 1 and is None outside the repetitions."""

    name: str
    line: str
    side: Side | None = None
    rep: int | None = None
    reps: int = 0
    inverted: bool = False


def accent(look: Look, inverted: bool) -> QColor:
    """The colour of what belongs to the breath and the body."""
    return look.inv if inverted else look.hold


class Heading(Area[Title]):
    """The exercise's name, its side and repetition, and a pip for each repetition."""

    @override
    def changed(self) -> None:
        if self.value is not None:
            self.setAccessibleDescription(f"{self.value.name}. {self.value.line}")

    @override
    def paint(self, painter: QPainter, value: Title) -> None:
        painter.scale(self.scale, self.scale)
        width = self.width() / self.scale
        name = fitted(value.name, Type(96, 660, -0.023), width)
        write_in(painter, name, QRectF(0, 4, width, 112), self.look.tx)
        left = 0.0
        if value.side is not None:
            _paint_side(painter, QRectF(2, 132, 60, 60), value.side, accent(self.look, value.inverted))
            left = 90.0
        line = fitted(value.line, Type(72, 500, -0.014), width - left)
        write_in(painter, line, QRectF(left, 122, width - left, 80), self.look.tx2)
        if 1 < value.reps <= _MOST_PIPS and value.rep is not None:
            _paint_pips(painter, QPointF(4, 228), value, self.look)


def _paint_side(painter: QPainter, box: QRectF, side: Side, colour: QColor) -> None:
    """A disc of which the half on that side is filled."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(box, (90 if side is Side.LEFT else -90) * 16, 180 * 16)
    painter.setPen(QPen(colour, 4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)


def _paint_pips(painter: QPainter, at: QPointF, value: Title, look: Look) -> None:
    """Done ones are full, the one that is being done is half full."""
    colour = accent(look, value.inverted)
    for rep in range(1, value.reps + 1):
        box = QRectF(at.x() + (rep - 1) * 50 + 2, at.y() + 2, 30, 30)
        started = value.rep is not None and rep <= value.rep
        painter.setPen(QPen(colour if started else look.tx3, 4))
        painter.setBrush(colour if started and rep != value.rep else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if rep == value.rep:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPie(box, 90 * 16, 180 * 16)


class TimeLeft(Area[str]):
    """How long the session still takes."""

    @override
    def changed(self) -> None:
        if self.value is not None:
            self.setAccessibleDescription(f"{self.value} left")

    @override
    def paint(self, painter: QPainter, value: str) -> None:
        painter.scale(self.scale, self.scale)
        width = self.width() / self.scale
        word = fitted(" left", Type(72, 480), width)
        time = fitted(value, Type(72, 560), width - word.width)
        box = QRectF(0, 4, width, 80)
        write_in(painter, word, box, self.look.tx3, Qt.AlignmentFlag.AlignRight)
        box.setRight(width - word.width)
        write_in(painter, time, box, self.look.tx2, Qt.AlignmentFlag.AlignRight)


@frozen
class Breathing:
    """How to breathe: in words, and whether it is paced."""

    words: str
    paced: bool
    inverted: bool = False


class BreathWord(Area[Breathing]):
    """The breath in words: large where it is paced, lighter where it is free."""

    @override
    def changed(self) -> None:
        if self.value is not None:
            self.setAccessibleDescription(self.value.words)

    @override
    def paint(self, painter: QPainter, value: Breathing) -> None:
        painter.scale(self.scale, self.scale)
        width = self.width() / self.scale
        kind = Type(120, 660, -0.021) if value.paced else Type(84, 560, -0.015)
        colour = accent(self.look, value.inverted) if value.paced else self.look.tx2
        words = fitted(value.words, kind, width)
        box = QRectF(0, 0, width, self.height() / self.scale)
        write_in(painter, words, box, colour, Qt.AlignmentFlag.AlignHCenter)


class Sign(Area[str]):
    """Whether the screen stays awake and whether there is sound, for a person at the screen."""

    @override
    def changed(self) -> None:
        if self.value is not None:
            self.setAccessibleDescription(self.value)

    @override
    def paint(self, painter: QPainter, value: str) -> None:
        size = max(SMALLEST_SIGN, SIGN * self.scale)
        words = fitted(value, Type(size, 500), self.width())
        write(painter, words, QPointF(0, self.height() * 0.76), self.look.tx3)
