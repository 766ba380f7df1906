"""The pacer: a disc that breathes, with the seconds that are left and what is to be done."""

from __future__ import annotations

from math import ceil, sqrt

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QRadialGradient, QRegion
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.core.frozen import frozen
from studio.paint.icons import paint_icon
from studio.paint.look import Look
from studio.player.area import Area
from studio.player.lettering import Type, baseline_path, fill_outlined, fitted, outlined

EMPTY, FULL = 150.0, 296.0
"""The disc's radius with empty and with full lungs, at full scale."""

_SIZE = 640.0
_RING = 12.0
_WORD_WIDTH = 400.0
_DEEP, _RIM = 0.37, 0.28  # the disc's light against its ring's: in the middle, at the edge
_FINEST = 1  # parts of a pixel that are still told apart while the disc grows


@frozen
class Face:
    """What the disc says: seconds left or nothing, an icon, a word; `said` takes its place where it fits."""

    count: str
    icon: str
    word: str
    said: str = ""


@frozen
class Breath:
    """How the disc stands: 0 empty .. 1 full, and its colour."""

    lung: float
    colour: QColor


class Pacer(Area[Face]):
    """A disc whose radius follows the lungs; its words are painted once and laid over it."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent, look, "Pacer")
        self._breath = Breath(0.0, look.hold)
        self._words: QPixmap | None = None
        self._ground: QPixmap | None = None
        self._ground_of: QColor | None = None

    @property
    def radius(self) -> float:
        """The disc's radius in pixels."""
        return self._radius(self._breath.lung)

    def show_breath(self, breath: Breath) -> None:
        """Let the disc stand as the lungs do; less than a part of a pixel is not repainted."""
        step = _FINEST * (FULL - EMPTY) * self.scale
        seen = Breath(round(breath.lung * step) / step, breath.colour)
        if seen != self._breath:
            before, self._breath = self._breath, seen
            self.update(self.region_since(before))

    def region_since(self, before: Breath) -> QRegion:
        """What another breath paints anew: all of it for another colour, else only where the ring passes."""
        radii = sorted(self._radius(breath.lung) for breath in (before, self._breath))
        ring = _RING * self.scale
        whole = _square(self.rect().center(), radii[1] + ring)
        if before.colour != self._breath.colour:
            return QRegion(whole)
        return QRegion(whole) - QRegion(_square(self.rect().center(), (radii[0] - 2 * ring) * sqrt(0.5)))

    def _radius(self, lung: float) -> float:
        return (EMPTY + (FULL - EMPTY) * lung) * self.scale

    @override
    def place(self, rect: QRectF, scale: float) -> None:
        self._ground = None
        super().place(rect, scale)

    @override
    def changed(self) -> None:
        self._words = None
        if self.value is not None:
            self.setAccessibleDescription(f"{self.value.word} {self.value.count}".strip())

    @override
    def paint(self, painter: QPainter, value: Face) -> None:
        if self._words is None:
            self._words = self._painted_words(value)
        self._paint_disc(painter)
        painter.drawPixmap(0, 0, self._words)

    def _paint_disc(self, painter: QPainter) -> None:
        centre = QRectF(self.rect()).center()
        ring = _RING * self.scale
        painter.setPen(Qt.PenStyle.NoPen)
        # Two discs, one on the other, are much cheaper than one with a thick line around it.
        painter.setBrush(self._breath.colour)
        painter.drawEllipse(centre, self.radius + ring / 2, self.radius + ring / 2)
        painter.setBrush(self._body())
        painter.drawEllipse(centre, self.radius - ring / 2, self.radius - ring / 2)

    def _body(self) -> QBrush:
        """The disc's ground, lighter in its middle: a picture, for a gradient costs three times as much."""
        colour = self._breath.colour
        if self._ground is None or self._ground_of != colour:
            self._ground = QPixmap(self.size())
            fill = QRadialGradient(QRectF(self.rect()).center(), FULL * self.scale)
            fill.setColorAt(0, dimmed(colour, _DEEP))
            fill.setColorAt(1, dimmed(colour, _RIM))
            painter = QPainter(self._ground)
            painter.fillRect(self.rect(), fill)
            painter.end()
            self._ground_of = colour
        return QBrush(self._ground)

    def _painted_words(self, value: Face) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.scale, self.scale)
        _paint_rings(painter, self.look)
        _paint_count(painter, value.count, self.look)
        _paint_word(painter, value, self.look)
        painter.end()
        return pixmap


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


def _paint_count(painter: QPainter, count: str, look: Look) -> None:
    if not count:
        return
    words = fitted(count, Type(340, 640, -0.0235), 540, smallest=0.3)
    path = outlined(words, QPointF(_SIZE / 2, _SIZE / 2 - 46))
    fill_outlined(painter, path, look.tx, _halo(look), 14)


def _halo(look: Look) -> QColor:
    """What keeps words apart from the ring, which crosses them while the disc is small."""
    colour = QColor(look.bg)
    colour.setAlphaF(0.62)
    return colour


def _paint_word(painter: QPainter, value: Face, look: Look) -> None:
    """The phase's icon and word in the lower part of the disc."""
    kind = Type(72, 560, -0.01)
    words = fitted(value.said or value.word, kind, _WORD_WIDTH)
    if words.text != (value.said or value.word):
        words = fitted(value.word, kind, _WORD_WIDTH)
    icon = 60.0
    left = (_SIZE - icon - 16 - words.width) / 2
    middle = _SIZE / 2 + (164 if value.count else 0)
    box = QRectF(left, middle - icon / 2, icon, icon)
    paint_icon(painter, value.icon, box, _halo(look), 7.0)
    paint_icon(painter, value.icon, box, look.tx, 3.0)
    path = baseline_path(words, QRectF(left + icon + 16, middle - 42, words.width, 84))
    fill_outlined(painter, path, look.tx, _halo(look), 12)
