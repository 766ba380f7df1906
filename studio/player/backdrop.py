"""The ground behind everything: painted once for a size, and copied from there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap, QRadialGradient, QTransform

from studio.paint.look import Look
from studio.player.places import Places

_INVERTED = (QColor("#17141F"), QColor("#0B0D12"))


def backdrop(size: QSize, ratio: float, where: Places, look: Look, inverted: bool) -> QPixmap:
    """The ground of a window, with a glow where the figure stands; another one while it is inverted."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    middle, edge = _INVERTED if inverted else (look.bg2, look.bg)
    pixmap.fill(edge)
    painter = QPainter(pixmap)
    unit = where.scale
    # While it is inverted, the light is behind the figure, wherever the turn brings that.
    behind = where.turn.to_window.map(where.stage.center())
    at = behind if inverted else QPointF(size.width() * 0.4, size.height() * 0.6)
    painter.fillRect(pixmap.rect(), _oval(at, 1200 * unit, 900 * unit, middle, edge, 0.75))
    if not inverted:
        glow, gone = QColor(look.hold), QColor(look.hold)
        glow.setAlphaF(0.20)
        gone.setAlphaF(0)
        floor = QPointF(where.stage.left() + 376 * unit, where.stage.bottom() - 134 * unit)
        painter.fillRect(pixmap.rect(), _oval(floor, 440 * unit, 250 * unit, glow, gone, 1.0))
    painter.end()
    return pixmap


def _oval(at: QPointF, wide: float, high: float, middle: QColor, edge: QColor, stop: float) -> QBrush:
    """An oval gradient around a point."""
    gradient = QRadialGradient(QPointF(0, 0), wide)
    gradient.setColorAt(0, middle)
    gradient.setColorAt(stop, edge)
    gradient.setColorAt(1, edge)
    brush = QBrush(gradient)
    brush.setTransform(QTransform.fromTranslate(at.x(), at.y()).scale(1, high / wide))
    return brush
