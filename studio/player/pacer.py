"""The pacer: a disc that breathes, with the seconds that are left and what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, ceil, degrees, sqrt

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QRadialGradient, QRegion
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.core.frozen import frozen
from studio.paint.icons import paint_icon
from studio.paint.look import Look
from studio.player.area import Area
from studio.player.labels import Label
from studio.player.lettering import (
    Type,
    Written,
    baseline_path,
    fill_outlined,
    first_fitting,
    fitted,
    outlined,
)
from studio.player.places import WORD, Places

EMPTY, FULL = 150.0, 296.0
"""The disc's radius with empty and with full lungs, at full scale."""

_SIZE = 640.0
_RING = 12.0
_WORD_WIDTH = 600.0  # with its icon: it may be wider than the disc, which is small half of the time
_DEEP, _RIM = 0.37, 0.28  # the disc's light against its ring's: in the middle, at the edge
_LEVEL = 0.45  # the disc's light below the level, where it keeps still
_FINEST = 1  # parts of a pixel that are still told apart while the disc grows


SHORT = {"Change sides": "Change"}
"""What is written for a word that has no room."""


@frozen
class Face:
    """What the disc says: seconds left or nothing, an icon, a word; `said` takes its place where it fits."""

    count: str
    icon: str
    word: str
    said: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """What may be written for the word, the first that fits."""
        return tuple(dict.fromkeys(text for text in (self.said, self.word, SHORT.get(self.word)) if text))


@frozen
class Breath:
    """How the disc stands: 0 empty .. 1 full, and its colour."""

    lung: float
    colour: QColor


class Pacer(Area[Face]):
    """A disc whose radius follows the lungs; its words are painted once and laid over it.

    Where the look keeps still, the disc stays full, and what follows the lungs is a level in it.
    """

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent, look, "Pacer")
        self._breath = Breath(0.0, look.hold)
        self._alone = False
        self._words: QPixmap | None = None
        self._ground: QPixmap | None = None
        self._ground_of: QColor | None = None

    @property
    def unit(self) -> float:
        """Pixels for a length of 1 in the disc's own drawing."""
        return min(self.box.width(), self.box.height()) / _SIZE

    @property
    def radius(self) -> float:
        """The disc's radius in pixels."""
        return self._radius(self._breath.lung)

    @property
    def word_px(self) -> float:
        """How large the word is, in the disc's own drawing."""
        return self.letters(WORD) * self.scale / max(self.unit, 1e-6)

    def show_breath(self, breath: Breath) -> None:
        """Let the disc stand as the lungs do; less than a part of a pixel is not repainted."""
        step = max(1.0, _FINEST * (FULL - EMPTY) * self.unit)
        seen = Breath(round(breath.lung * step) / step, breath.colour)
        if seen != self._breath:
            before, self._breath = self._breath, seen
            self.update_part(self.region_since(before))

    def region_since(self, before: Breath) -> QRegion:
        """What another breath paints anew: all of it for another colour, else only where the ring passes."""
        middle = self.box.center().toPoint()
        if self.look.still and before.colour == self._breath.colour:
            levels = sorted(self._level(breath.lung) for breath in (before, self._breath))
            band = QRectF(0, levels[0] - 2, self.box.width(), levels[1] - levels[0] + 4)
            return QRegion(band.toAlignedRect())
        radii = sorted(self._radius(breath.lung) for breath in (before, self._breath))
        ring = _RING * self.unit
        whole = _square(middle, radii[1] + ring)
        if before.colour != self._breath.colour:
            return QRegion(whole)
        return QRegion(whole) - QRegion(_square(middle, (radii[0] - 2 * ring) * sqrt(0.5)))

    def _radius(self, lung: float) -> float:
        return (FULL if self.look.still else EMPTY + (FULL - EMPTY) * lung) * self.unit

    def _level(self, lung: float) -> float:
        """How high the level stands, from the top of the box."""
        return self.box.center().y() + self._radius(0.0) * (1 - 2 * lung)

    @override
    def place(self, box: QRectF, where: Places) -> None:
        self._alone = not where.word.isEmpty()
        super().place(box, where)

    @override
    def changed(self) -> None:
        self._words = None
        if self._ground is not None and self._ground.size() != self.box.size().toSize():
            self._ground = None
        if self.value is not None:
            self.setAccessibleDescription(f"{self.value.word} {self.value.count}".strip())

    @override
    def paint(self, painter: QPainter, value: Face) -> None:
        if self._words is None:
            self._words = self._painted_words(value)
        self._paint_disc(painter)
        painter.drawPixmap(0, 0, self._words)

    def _paint_disc(self, painter: QPainter) -> None:
        centre = self.box.center()
        ring = _RING * self.unit
        painter.setPen(Qt.PenStyle.NoPen)
        # Two discs, one on the other, are much cheaper than one with a thick line around it.
        painter.setBrush(self._breath.colour)
        painter.drawEllipse(centre, self.radius + ring / 2, self.radius + ring / 2)
        painter.setBrush(self._body())
        painter.drawEllipse(centre, self.radius - ring / 2, self.radius - ring / 2)
        if self.look.still:
            inside = QRectF(centre, centre).adjusted(-self.radius, -self.radius, self.radius, self.radius)
            inside.adjust(ring / 2, ring / 2, -ring / 2, -ring / 2)
            high = degrees(asin(min(1.0, max(-1.0, 2 * self._breath.lung - 1))))
            painter.setBrush(dimmed(self._breath.colour, _LEVEL))
            painter.drawChord(inside, round((180 - high) * 16), round((180 + 2 * high) * 16))

    def _body(self) -> QBrush:
        """The disc's ground, lighter in its middle: a picture, for a gradient costs three times as much."""
        colour = self._breath.colour
        if self._ground is None or self._ground_of != colour:
            self._ground = QPixmap(self.box.size().toSize())
            fill = QRadialGradient(self.box.center(), FULL * self.unit)
            fill.setColorAt(0, dimmed(colour, _DEEP))
            fill.setColorAt(1, dimmed(colour, _RIM))
            painter = QPainter(self._ground)
            painter.fillRect(self._ground.rect(), fill)
            painter.end()
            self._ground_of = colour
        return QBrush(self._ground)

    def _painted_words(self, value: Face) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.box.size().toSize() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.unit, self.unit)
        if not self.look.still:
            _paint_rings(painter, self.look)
        word = "" if self._alone else value.word
        _paint_count(painter, value.count, self.look, -46 if word else 0)
        if word:
            self._paint_word(painter, value)
        painter.end()
        return pixmap

    def word_in_place(self, value: Face) -> Written:
        """The phase's word beside its icon in the lower part of the disc, in the disc's own drawing."""
        kind = Type(self.word_px, 560, -0.01)
        icon = icon_of(kind.px)
        smallest = min(1.0, self.least * self.scale / max(self.unit, 1e-6) / kind.px)
        words = first_fitting(value.texts, kind, _WORD_WIDTH - icon - 16, smallest)
        left = (_SIZE - icon - 16 - words.width) / 2
        middle = _SIZE / 2 + (164 if value.count else 0)
        box = QRectF(left + icon + 16, middle - 0.58 * kind.px, words.width, 1.16 * kind.px)
        return Written(words.text if words.text in value.texts else value.word, words, box, self.look.tx)

    def _paint_word(self, painter: QPainter, value: Face) -> None:
        written = self.word_in_place(value)
        size = icon_of(self.word_px)
        box = QRectF(written.box.left() - size - 16, written.box.center().y() - size / 2, size, size)
        paint_icon(painter, value.icon, box, _halo(self.look), 7.0)
        paint_icon(painter, value.icon, box, self.look.tx, 3.0)
        fill_outlined(painter, baseline_path(written.words, written.box), self.look.tx, _halo(self.look), 12)


class PhaseWord(Label[Face]):
    """The phase in words, above the disc: where the letters are too large to be in it."""

    @override
    def written(self, value: Face) -> Sequence[Written]:
        box = self.size_in_full
        kind = self.kind(WORD, 600, -0.01)
        icon = icon_of(kind.px)
        words = first_fitting(value.texts, kind, box.width() - icon - 20, self.smallest(kind))
        left = (box.width() - icon - 20 - words.width) / 2 + icon + 20
        wanted = words.text if words.text in value.texts else value.word
        return (Written(wanted, words, box.adjusted(left, 0, 0, 0), self.look.tx),)

    @override
    def paint(self, painter: QPainter, value: Face) -> None:
        painter.save()
        super().paint(painter, value)
        painter.restore()
        painter.scale(self.scale, self.scale)
        size = icon_of(self.letters(WORD))
        words = self.written(value)[0]
        box = QRectF(words.box.left() - size - 20, words.box.center().y() - size / 2, size, size)
        paint_icon(painter, value.icon, box, self.look.tx, 3.0)


def icon_of(letters: float) -> float:
    """How large the icon beside such letters is."""
    return letters * 5 / 6


def _square(centre: QPoint, half: float) -> QRect:
    """A square around a point, a little larger than asked for."""
    side = 2 * ceil(half) + 2
    return QRect(centre.x() - side // 2, centre.y() - side // 2, side + 1, side + 1)


def blend(ground: QColor, colour: QColor, share: float) -> QColor:
    """A colour on its way from one to another."""
    return QColor.fromRgbF(
        ground.redF() + (colour.redF() - ground.redF()) * share,
        ground.greenF() + (colour.greenF() - ground.greenF()) * share,
        ground.blueF() + (colour.blueF() - ground.blueF()) * share,
    )


def dimmed(colour: QColor, light: float) -> QColor:
    """The same colour with a part of its light."""
    return QColor.fromRgbF(colour.redF() * light, colour.greenF() * light, colour.blueF() * light)


def _paint_rings(painter: QPainter, look: Look) -> None:
    """Where the disc goes to, dotted: full and empty."""
    centre = QPointF(_SIZE / 2, _SIZE / 2)
    for radius, width, gap, colour in (
        (FULL, 4.0, 13.0, look.track),
        (EMPTY, 3.0, 11.0, blend(look.bg, look.hold, 0.45)),
    ):
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([2 / width, gap / width])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius, radius)


def _paint_count(painter: QPainter, count: str, look: Look, above: float) -> None:
    if not count:
        return
    words = fitted(count, Type(340, 640, -0.0235), 540, smallest=0.3)
    path = outlined(words, QPointF(_SIZE / 2, _SIZE / 2 + above))
    fill_outlined(painter, path, look.tx, _halo(look), 14)


def _halo(look: Look) -> QColor:
    """What keeps words apart from the ring, which crosses them while the disc is small."""
    colour = QColor(look.bg)
    colour.setAlphaF(0.62)
    return colour
