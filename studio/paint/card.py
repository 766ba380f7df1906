"""Cards of the builder: their ground, grip, chips and figure, and the card that is carried by the mouse."""

from __future__ import annotations

from functools import cache, lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from studio.core.exercise import Exercise
from studio.core.frozen import frozen
from studio.core.motion import bounds_of
from studio.core.picture import card_pose, card_tilt, movement_bounds
from studio.core.pose import Pose
from studio.core.skeleton import Bounds
from studio.paint.figure import paint_figure
from studio.paint.icons import paint_icon
from studio.paint.look import Look, font
from studio.paint.plate import paint_plate
from studio.paint.props import Prop, prop_of, turned

GRIP = QSizeF(10, 18)
CHIP_GAP = 6
TILT = -1.2
"""Degrees by which a carried card is turned."""
_MOST_PICTURES = 512
_SHADOW_REACH, _SHADOW_DOWN, _SHADOW_OPACITY = 20, 10, 0.22
_DOTS = tuple(QPointF(x, y) for y in (2.0, 9.0, 16.0) for x in (2.0, 8.0))
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@cache
def face(pixels: int, weight: int) -> QFont:
    """The font of a card's text; whoever gets it does not change it."""
    return font(pixels, weight)


@cache
def metrics(pixels: int, weight: int) -> QFontMetricsF:
    """The measures of a card's text."""
    return QFontMetricsF(face(pixels, weight))


@lru_cache(maxsize=8192)
def text_width(text: str, pixels: int, weight: int) -> float:
    """How wide a text is drawn."""
    return metrics(pixels, weight).horizontalAdvance(text)


@cache
def _one_line(align: Qt.AlignmentFlag) -> int:
    return int(align | Qt.TextFlag.TextSingleLine)


def mixed(over: QColor, under: QColor, share: float) -> QColor:
    """`share` of one colour over another."""
    return QColor.fromRgbF(
        under.redF() + (over.redF() - under.redF()) * share,
        under.greenF() + (over.greenF() - under.greenF()) * share,
        under.blueF() + (over.blueF() - under.blueF()) * share,
    )


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    colour: QColor,
    *,
    pixels: int = 14,
    weight: int = 400,
    align: Qt.AlignmentFlag = _LEFT,
) -> None:
    """Paint one line of plain text, elided at its end where it does not fit."""
    if text_width(text, pixels, weight) > rect.width() + 0.5:
        text = metrics(pixels, weight).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.setFont(face(pixels, weight))
    painter.setPen(colour)
    painter.drawText(rect, _one_line(align), text)


def paint_ground(
    painter: QPainter, rect: QRectF, look: Look, *, radius: float = 11, selected: bool = False
) -> None:
    """Paint an empty card: a line, a shadow below it, and the accent when it is selected."""
    fill = mixed(look.ac_t, look.card, 0.55) if selected else look.card
    edge, thick = (look.ac, 2) if selected else (look.line, 1)
    paint_plate(painter, rect, fill, radius, edge=edge, thick=thick, shadow=True)


def paint_focus(painter: QPainter, rect: QRectF, look: Look, radius: float = 11) -> None:
    """Paint the focus ring, 2 px outside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.focus, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)
    painter.restore()


def paint_grip(painter: QPainter, at: QPointF, colour: QColor) -> None:
    """Paint six dots by which a card is held; `at` is their top left."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPoints([at + dot for dot in _DOTS])
    painter.restore()


@frozen
class Chip:
    """A few words about a dose, with an icon before them where there is a good one.

    Where there is no room for all, those of a higher `rank` stay longer.
    """

    text: str
    icon: str = ""
    rank: int = 0
    key: str = ""
    """Of what it tells: the key of the dose."""


def chip_width(chip: Chip, look: Look) -> float:
    """How wide a chip is drawn."""
    return ceil(18 + text_width(chip.text, look.grown(13), 500) + (20 if chip.icon else 0))


def chip_height(look: Look) -> int:
    """How high a chip is drawn."""
    return look.grown(28)


def paint_chip(
    painter: QPainter, rect: QRectF, chip: Chip, look: Look, *, ground: QColor | None, hot: bool = False
) -> None:
    """Paint a chip on its ground (None: on what is there); a `hot` one has the mouse over it."""
    if ground is not None or hot:
        paint_plate(painter, rect, ground or look.card, 7, edge=look.ctl if hot else None)
    words = rect.adjusted(9, 0, -9, 0)
    if chip.icon:
        paint_icon(painter, chip.icon, QRectF(words.left(), rect.center().y() - 7, 14, 14), look.tx2)
        words.setLeft(words.left() + 20)
    paint_text(painter, words, chip.text, look.tx, pixels=look.grown(13), weight=500)


def paint_thumb(
    painter: QPainter,
    rect: QRectF,
    exercise: Exercise,
    look: Look,
    *,
    pose: Pose,
    breath: float,
    tilt: float,
    bounds: Bounds,
) -> None:
    """Paint an exercise's figure on the ground of a small picture."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    clip = QPainterPath()
    clip.addRoundedRect(rect, 8, 8)
    painter.fillPath(clip, look.thumb)
    painter.setClipPath(clip)
    room = rect.adjusted(5, 3, -5, -3)
    paint_figure(
        painter, room, pose, look, breath=breath, prop=_prop(exercise), tilt=tilt, bounds=bounds, scale=74
    )
    painter.restore()


def _prop(exercise: Exercise) -> Prop:
    return prop_of(exercise.posture, tuple(exercise.equipment))


class Thumbnails:
    """Small pictures of exercises, painted once for each exercise, size and look."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, int, int, float, str], tuple[Exercise, QPixmap]] = {}
        self._bounds: dict[int, tuple[Exercise, Bounds]] = {}

    def paint(
        self,
        painter: QPainter,
        rect: QRectF,
        exercise: Exercise,
        look: Look,
        moving: tuple[Pose, float, float] | None = None,
    ) -> None:
        """Paint the exercise's figure; `moving` is the pose, breath and tilt of one that moves just now."""
        if moving is not None:
            pose, breath, tilt = moving
            bounds = self._bounds_of(exercise)
            paint_thumb(painter, rect, exercise, look, pose=pose, breath=breath, tilt=tilt, bounds=bounds)
            return
        ratio = painter.device().devicePixelRatio()
        size = rect.size().toSize()
        key = (id(exercise), size.width(), size.height(), ratio, look.name)
        if key not in self._made:
            if len(self._made) >= _MOST_PICTURES:
                self._made.clear()
                self._bounds.clear()
            self._made[key] = exercise, self._picture(size, ratio, exercise, look)
        painter.drawPixmap(rect.topLeft(), self._made[key][1])

    def _picture(self, size: QSize, ratio: float, exercise: Exercise, look: Look) -> QPixmap:
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        whole = QRectF(0, 0, size.width(), size.height())
        pose, tilt = card_pose(exercise), card_tilt(exercise)
        bounds = bounds_of((turned(pose, _prop(exercise), tilt),))
        paint_thumb(painter, whole, exercise, look, pose=pose, breath=0.5, tilt=tilt, bounds=bounds)
        painter.end()
        return pixmap

    def _bounds_of(self, exercise: Exercise) -> Bounds:
        if id(exercise) not in self._bounds:  # the exercise is kept beside it, so that its id stays its own
            tilted = turned(card_pose(exercise), _prop(exercise), card_tilt(exercise))
            self._bounds[id(exercise)] = exercise, movement_bounds(exercise).united(bounds_of((tilted,)))
        return self._bounds[id(exercise)][1]


def lifted(card: QPixmap, look: Look, count: int = 1) -> tuple[QPixmap, QPointF]:
    """A picture of a card that has been taken up, and where the card's own top left lies in it.

    It is turned a little and throws a shadow; `count` of more than one shows on a badge.
    """
    ratio = card.devicePixelRatio()
    size = card.deviceIndependentSize()
    margin = _SHADOW_REACH + _SHADOW_DOWN
    whole = QSizeF(size.width() + 2 * margin, size.height() + 2 * margin)
    made = QPixmap((whole * ratio).toSize())
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(whole.width() / 2, whole.height() / 2)
    painter.rotate(TILT)
    painter.translate(-whole.width() / 2, -whole.height() / 2)
    rect = QRectF(QPointF(margin, margin), size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgbF(0, 0, 0, _SHADOW_OPACITY / 10))
    for reach in range(-_SHADOW_REACH // 2, _SHADOW_REACH, 3):
        painter.drawRoundedRect(
            rect.translated(0, _SHADOW_DOWN).adjusted(-reach, -reach, reach, reach), 11 + reach, 11 + reach
        )
    if count > 1:  # the edges of those below
        for down in (8, 4):
            paint_plate(painter, rect.translated(down, down), look.card, 11, edge=look.ctl)
    painter.drawPixmap(rect.topLeft(), card)
    if count > 1:
        _paint_badge(painter, rect.topRight(), str(count), look)
    painter.end()
    return made, rect.topLeft()


def _paint_badge(painter: QPainter, corner: QPointF, text: str, look: Look) -> None:
    small, high = look.grown(13), look.grown(22)
    width = max(look.grown(24), text_width(text, small, 650) + 14)
    rect = QRectF(corner.x() - width + 8, corner.y() - 8, width, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.focus)
    painter.drawRoundedRect(rect, high / 2, high / 2)
    paint_text(painter, rect, text, look.win, pixels=small, weight=650, align=Qt.AlignmentFlag.AlignCenter)
