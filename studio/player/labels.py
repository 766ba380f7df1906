"""The player's words: exercise, side, time left, breath, the sign at the foot, and the helper's strip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from typing_extensions import override

from studio.core.dose import Side
from studio.core.frozen import frozen
from studio.paint.look import Look
from studio.player.area import Area
from studio.player.lettering import Type, Written, first_fitting, fitted, rows_of
from studio.player.places import BREATH, LINE, NAME, SIGN, SMALLEST_SIGN
from studio.player.words import Aid

_MOST_PIPS = 24
_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter

T = TypeVar("T")


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


class Label(Area[T]):
    """An area of words; what they are and where is worked out before they are painted."""

    def written(self, value: T) -> Sequence[Written]:
        """The words in their places, at full scale."""
        return ()

    def kind(self, px: float, weight: int, spacing: float = 0.0) -> Type:
        """Letters as the design wants them, or larger for who is far away."""
        return Type(self.letters(px), weight, spacing)

    def smallest(self, kind: Type) -> float:
        """How much smaller letters may become and are still read from where the person is."""
        return min(1.0, self.least / kind.px)

    @property
    def size_in_full(self) -> QRectF:
        """The box at full scale."""
        return QRectF(0, 0, self.box.width() / self.scale, self.box.height() / self.scale)

    @override
    def paint(self, painter: QPainter, value: T) -> None:
        painter.scale(self.scale, self.scale)
        for words in self.written(value):
            words.paint(painter)


class Heading(Label[Title]):
    """The exercise's name."""

    @override
    def changed(self) -> None:
        if self.value is not None:
            self.setAccessibleDescription(f"{self.value.name}. {self.value.line}")

    @override
    def written(self, value: Title) -> Sequence[Written]:
        box = self.size_in_full
        kind = self.kind(NAME, 660, -0.023)
        name = fitted(value.name, kind, box.width(), self.smallest(kind))
        return (Written(value.name, name, box, self.look.tx),)


class SideLine(Label[Title]):
    """The side and repetition, and a pip for each repetition where there is room."""

    @override
    def written(self, value: Title) -> Sequence[Written]:
        box = self.size_in_full
        kind = self.kind(LINE, 500, -0.014)
        left = 0.0 if value.side is None else 1.25 * kind.px
        small = self.smallest(kind)
        texts = rows_of(value.line, kind, box.width() - left, small)
        high = min(kind.px * 1.16, box.height() / len(texts))
        return tuple(
            Written(text, fitted(text, kind, box.width() - left, small),
                    QRectF(left, row * high, box.width() - left, high), self.look.tx2)
            for row, text in enumerate(texts)
        )  # fmt: skip

    @override
    def paint(self, painter: QPainter, value: Title) -> None:
        super().paint(painter, value)
        rows = self.written(value)
        first = rows[0].box
        size = 0.83 * self.letters(LINE)
        if value.side is not None:
            box = QRectF(2, first.center().y() - size / 2, size, size)
            _paint_side(painter, box, value.side, accent(self.look, value.inverted))
        foot = rows[-1].box.bottom()
        room = self.size_in_full.height() - foot
        if 1 < value.reps <= _MOST_PIPS and value.rep is not None and room > 40:
            _paint_pips(painter, QPointF(4, foot + (room - 34) / 2), value, self.look)


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


class TimeLeft(Label[str]):
    """How long the session still takes."""

    @override
    def changed(self) -> None:
        if self.value is not None:
            self.setAccessibleDescription(f"{self.value} left")

    @override
    def written(self, value: str) -> Sequence[Written]:
        box = self.size_in_full
        kind = self.kind(LINE, 560)
        time = fitted(value, kind, box.width(), self.smallest(kind))
        word = fitted(" left", self.kind(LINE, 480), box.width())
        if time.width + word.width > box.width():
            return (Written(value, time, box, self.look.tx2, _RIGHT),)
        first = QRectF(0, 0, box.width() - word.width, box.height())
        return (
            Written(value, time, first, self.look.tx2, _RIGHT),
            Written(" left", word, box, self.look.tx3, _RIGHT),
        )


@frozen
class Breathing:
    """How to breathe: in words, and whether it is paced."""

    words: str
    paced: bool
    inverted: bool = False


class BreathWord(Label[Breathing]):
    """The breath in words: large where it is paced, lighter where it is free."""

    @override
    def changed(self) -> None:
        if self.value is not None:
            self.setAccessibleDescription(self.value.words)

    @override
    def written(self, value: Breathing) -> Sequence[Written]:
        box = self.size_in_full
        kind = self.kind(BREATH, 660, -0.021) if value.paced else self.kind(84, 560, -0.015)
        colour = accent(self.look, value.inverted) if value.paced else self.look.tx2
        short = value.words.removeprefix("Breathe ").capitalize()
        words = first_fitting((value.words, short), kind, box.width(), self.smallest(kind))
        return (Written(words.text if words.text == short else value.words, words, box, colour, _CENTRE),)


class Sign(Label[str]):
    """Whether the screen stays awake and whether there is sound, for a person at the screen."""

    @override
    def changed(self) -> None:
        if self.value is not None:
            self.setAccessibleDescription(self.value)

    @override
    def written(self, value: str) -> Sequence[Written]:
        box = self.size_in_full
        words = fitted(value, small(self.scale), box.width())
        return (Written(value, words, box, self.look.tx3),)


def small(scale: float, weight: int = 500) -> Type:
    """Letters for a person at the screen."""
    return Type(max(SMALLEST_SIGN / scale, SIGN), weight)


class AidStrip(Label[Aid]):
    """A strip that never turns, for someone who stands beside the table."""

    @override
    def changed(self) -> None:
        if self.value is not None:
            self.setAccessibleDescription(f"{self.value.now}. {self.value.then}")

    @override
    def written(self, value: Aid) -> Sequence[Written]:
        box = self.size_in_full.adjusted(72, 0, -72, 0)
        title = fitted("For a helper", small(self.scale, 680), box.width())
        left = box.left() + title.width + 40
        then = fitted(value.then, small(self.scale), box.right() - left)
        now = fitted(value.now, small(self.scale), max(1.0, box.right() - left - then.width - 40))
        found = [Written("For a helper", title, box, self.look.tx)]
        if now.text == value.now:
            found.append(Written(value.now, now, box.adjusted(title.width + 40, 0, 0, 0), self.look.tx2))
        return (*found, Written(value.then, then, box, self.look.tx2, _RIGHT))

    @override
    def paint(self, painter: QPainter, value: Aid) -> None:
        painter.fillRect(self.box, QColor("#000000"))
        super().paint(painter, value)
