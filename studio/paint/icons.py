"""Icons, drawn in any colour and size; a screen's pixels are used in full."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from studio.paint.icon_paths import PATHS

STROKE = 1.75
"""Width of an icon's lines, in units of its 24-unit grid."""


@cache
def _renderer(name: str, colour: str, stroke: float, filled: bool) -> QSvgRenderer:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{PATHS[name]}" '
        f'fill="{colour if filled else "none"}" stroke="{colour}" stroke-width="{stroke}" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    return QSvgRenderer(QByteArray(svg.encode()))


def paint_icon(
    painter: QPainter, name: str, rect: QRectF, colour: QColor, stroke: float = STROKE, filled: bool = False
) -> None:
    """Paint the icon `name` into a square `rect`; `stroke` is in units of the 24-unit grid."""
    painter.save()
    painter.setOpacity(painter.opacity() * colour.alphaF())
    _renderer(name, colour.name(), stroke, filled).render(painter, rect)
    painter.restore()


def icon(
    name: str, colour: QColor, size: int = 18, filled: bool = False, disabled: QColor | None = None
) -> QIcon:
    """The icon as a QIcon for buttons and menus, sharp on every screen; `disabled` is its colour when off."""
    made = QIcon()
    modes = [(QIcon.Mode.Normal, colour)]
    if disabled is not None:
        modes.append((QIcon.Mode.Disabled, disabled))
    for mode, ink in modes:
        for scale in (1, 2, 3):
            pixmap = QPixmap(size * scale, size * scale)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            paint_icon(painter, name, QRectF(0, 0, size * scale, size * scale), ink, filled=filled)
            painter.end()
            pixmap.setDevicePixelRatio(scale)
            made.addPixmap(pixmap, mode)
    return made
