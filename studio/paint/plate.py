"""Rounded grounds of cards, chips and wells: painted once for each size and then only copied."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPixmapCache

SHADOW = QColor(0, 0, 0, 14)


def paint_plate(
    painter: QPainter,
    rect: QRectF,
    fill: QColor,
    radius: float,
    *,
    edge: QColor | None = None,
    thick: float = 1,
    shadow: bool = False,
) -> None:
    """Paint a rounded ground with an edge inside it, and a shadow 1 px below it.

    Rounded shapes with soft edges are dear to paint, and the same few sizes come again in every frame.
    """
    ratio = painter.device().devicePixelRatio()
    edge_name = edge.name(QColor.NameFormat.HexArgb) if edge else ""
    words = (
        rect.width(),
        rect.height(),
        radius,
        fill.name(QColor.NameFormat.HexArgb),
        edge_name,
        thick,
        shadow,
    )
    key = f"plate {words} {ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _plate(rect.size(), fill, radius, edge, thick, shadow, ratio)
        QPixmapCache.insert(key, picture)
    painter.drawPixmap(rect.topLeft(), picture)


def _plate(
    size: QSizeF, fill: QColor, radius: float, edge: QColor | None, thick: float, shadow: bool, ratio: float
) -> QPixmap:
    made = QPixmap((QSizeF(size.width(), size.height() + shadow) * ratio).toSize())
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(QPointF(), size)
    painter.setPen(Qt.PenStyle.NoPen)
    if shadow:
        painter.setBrush(SHADOW)
        painter.drawRoundedRect(whole.translated(0, 1), radius, radius)
    if edge is not None:
        painter.setPen(QPen(edge, thick))
        whole.adjust(thick / 2, thick / 2, -thick / 2, -thick / 2)
    painter.setBrush(fill)
    painter.drawRoundedRect(whole, radius, radius)
    painter.end()
    return made
