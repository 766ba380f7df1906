"""Paints pieces of a time strip: bands with their pattern, icon and word, and labels of steps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QTransform

from studio.paint.icons import paint_icon
from studio.paint.look import Look, font
from studio.paint.phases import PHASES, Pattern, PhaseKind

TEXT = 13
"""Height of all text on a strip, in px, at the design's text size."""

ICON = 14
"""Size of the icon on a band, in px."""

NARROW, SMALL = 4.0, 15.0
"""Bands narrower than these, in px, have no pattern, and no round corners."""

_GAP = 0.8
_NARROWEST = 1.2
_ROUND = 3.0
_STEP_ROUND = 5.0
_CHIP = 18.0
_INK = {Pattern.ZIGZAG: (8, 1.1, 0.32), Pattern.CHEVRONS: (9, 1.2, 0.34)}
_TILE_LINES = {
    Pattern.HATCH: ((-2, 2, 2, -2), (-2, 10, 10, -2), (6, 10, 10, 6)),
    Pattern.ZIGZAG: ((0, 6, 4, 2.5), (4, 2.5, 8, 6)),
    Pattern.CHEVRONS: ((2, 3, 4.5, 5.5), (4.5, 5.5, 7, 3)),
}


@lru_cache(maxsize=64)
def _tile(pattern: Pattern, fill: int, ink: int, scale: float) -> QImage:
    """One tile of a pattern, with `scale` pixels for each px."""
    size, stroke, strength = _INK.get(pattern, (8, 2.4, 1.0))
    image = QImage(round(size * scale), round(size * scale), QImage.Format.Format_ARGB32_Premultiplied)
    ground, line = QColor.fromRgba(fill), QColor.fromRgba(ink)
    if pattern is Pattern.HATCH:
        ground, line = QColor.fromRgba(fill), QColor.fromRgba(fill)
        ground.setAlphaF(0.30)
    line.setAlphaF(strength)
    image.fill(ground)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(image.width() / size, image.height() / size)
    painter.setPen(QPen(line, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for x1, y1, x2, y2 in _TILE_LINES[pattern]:
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))
    painter.end()
    return image


def phase_brush(kind: PhaseKind, look: Look, scale: float = 1.0) -> QBrush:
    """The fill of a phase with its pattern, on a screen with `scale` pixels for each px."""
    style = PHASES[kind]
    fill = style.fill(look)
    if style.pattern not in _TILE_LINES:
        return QBrush(fill)
    image = _tile(style.pattern, fill.rgba(), style.ink(look).rgba(), scale)
    size = _INK.get(style.pattern, (8, 0, 0))[0]
    brush = QBrush(image)
    brush.setTransform(QTransform.fromScale(size / image.width(), size / image.height()))
    return brush


@lru_cache(maxsize=128)
def _icon(name: str, colour: int, size: int, scale: float) -> QImage:
    image = QImage(round(size * scale), round(size * scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint_icon(painter, name, QRectF(image.rect()), QColor.fromRgba(colour))
    painter.end()
    return image


def draw_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """A square icon that is painted once and then kept, for places that show the same one many times."""
    scale = painter.device().devicePixelRatioF()
    painter.drawImage(rect, _icon(name, colour.rgba(), round(rect.width()), scale))


@lru_cache(maxsize=64)
def metrics(pixels: float, weight: int) -> QFontMetricsF:
    """The measures of one font."""
    return QFontMetricsF(font(pixels, weight))


@lru_cache(maxsize=32)
def _face(weight: int, size: float) -> QFont:
    """The font of a strip, made once: a long routine has hundreds of labels in view."""
    return font(TEXT * size, weight)


@lru_cache(maxsize=256)
def text_width(text: str, weight: int, size: float = 1.0) -> float:
    """How wide a text on a strip is drawn, in px, at a look's text size."""
    return metrics(TEXT * size, weight).horizontalAdvance(text)


@lru_cache(maxsize=1024)
def elided(text: str, width: int, weight: int, size: float = 1.0) -> str:
    """A text in one line, cut short with three dots where it is wider than `width` px."""
    line = " ".join(text.split())
    return metrics(TEXT * size, weight).elidedText(line, Qt.TextElideMode.ElideRight, width)


def band_rect(left: float, right: float, lane_top: float, lane_height: float, kind: PhaseKind) -> QRectF:
    """Where a band of a phase stands in its lane; its height tells the phase."""
    height = lane_height * PHASES[kind].height
    return QRectF(left, lane_top + lane_height - height, max(_NARROWEST, right - left - _GAP), height)


def paint_band(painter: QPainter, rect: QRectF, kind: PhaseKind, look: Look) -> None:
    """The band of a phase, filled with its pattern."""
    edge = PHASES[kind].edge
    painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(edge(look), 0.9))
    painter.setBrush(phase_brush(kind, look, painter.device().devicePixelRatioF()))
    corner = min(_ROUND, rect.width() / 3)
    painter.drawRoundedRect(rect, corner, corner)


def paint_narrow_bands(painter: QPainter, rects: Sequence[QRectF], kind: PhaseKind, look: Look) -> None:
    """Many bands of a phase that are too narrow for its pattern, at once and in whole pixels."""
    style = PHASES[kind]
    _paint_rects(painter, rects, QBrush((style.edge or style.fill)(look)))


def paint_small_bands(painter: QPainter, rects: Sequence[QRectF], kind: PhaseKind, look: Look) -> None:
    """Many bands of a phase with its pattern, but without round corners, at once and in whole pixels."""
    edge = PHASES[kind].edge
    brush = phase_brush(kind, look, painter.device().devicePixelRatioF())
    if edge is not None:
        _paint_rects(painter, rects, QBrush(edge(look)))
        rects = [rect.adjusted(1, 1, -1, -1) for rect in rects]
    _paint_rects(painter, rects, brush)


def _paint_rects(painter: QPainter, rects: Sequence[QRectF], brush: QBrush) -> None:
    """Without smooth edges Qt fills rectangles many times faster."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRects(rects)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_band_label(painter: QPainter, rect: QRectF, kind: PhaseKind, word: str, look: Look) -> None:
    """The icon of a phase, and the word where there is room for it, on a plain ground."""
    style, chip_side, icon = PHASES[kind], look.grown(_CHIP), look.grown(ICON)
    wide = text_width(word, 650, look.text)
    full = rect.width() >= wide + icon + look.grown(14)
    if not full and rect.width() < look.grown(40 if kind is PhaseKind.READY else 26):
        return
    width = wide + icon + look.grown(9) if full else chip_side
    height = min(chip_side, rect.height())
    chip = QRectF(rect.left() + 2, rect.center().y() - height / 2, width, height)
    if style.pattern in _TILE_LINES:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.fill(look))
        painter.drawRoundedRect(chip, 4, 4)
    ink = style.ink(look)
    size = min(icon, height - 1)
    draw_icon(painter, style.icon, QRectF(chip.left() + 2, chip.center().y() - size / 2, size, size), ink)
    if full and height >= metrics(TEXT * look.text, 650).capHeight() + 4:
        painter.setFont(_face(650, look.text))
        painter.setPen(ink)
        text = QRectF(chip.left() + icon + 5, rect.top() - 4, wide + 1, rect.height() + 8)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)


def paint_step_band(painter: QPainter, rect: QRectF, look: Look, selected: bool) -> None:
    """The ground of a step's label."""
    painter.setPen(QPen(look.ac if selected else look.line, 1))
    painter.setBrush(look.ac if selected else look.card)
    corner = min(_STEP_ROUND, rect.width() / 3)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)


def paint_step_label(painter: QPainter, rect: QRectF, text: str, look: Look, selected: bool) -> None:
    """The name of a step inside `rect`, cut short where it does not fit; nothing where two letters do not."""
    room = rect.adjusted(8, 0, -6, 0)
    if room.width() < look.grown(18):
        return
    painter.setFont(_face(550, look.text))
    painter.setPen(look.on_ac if selected else look.tx)
    fitting = elided(text, int(room.width()), 550, look.text)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)


def paint_swatch(painter: QPainter, rect: QRectF, kind: PhaseKind, look: Look) -> None:
    """A phase as it stands in a legend: pattern and icon."""
    style = PHASES[kind]
    painter.setPen(Qt.PenStyle.NoPen if style.edge is None else QPen(style.edge(look), 0.9))
    scale = painter.device().devicePixelRatioF()
    plain = style.pattern is Pattern.HATCH
    painter.setBrush(QBrush(style.fill(look)) if plain else phase_brush(kind, look, scale))
    painter.drawRoundedRect(rect, 4, 4)
    centre = rect.center()
    size = look.grown(ICON)
    icon = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
    draw_icon(painter, style.icon, icon, style.ink(look))
