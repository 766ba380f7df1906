"""What is taken hold of in the graph, drawn over it: an edge, a place to drop, the segment of the keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.paint.look import LIGHT, Look

GRIP = 12.0
"""Width in px in which an edge can be taken, with its line in the middle."""

_HALF, _AIR = 6, 4
_KNOB = (7.0, 18.0)
_RING = 11.0


class _Handle(QWidget):
    """A widget over the graph that the mouse goes through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look: Look = LIGHT
        self.hide()

    def set_look(self, look: Look) -> None:
        """Draw in other colours."""
        self._look = look
        self.update()

    def show_in(self, box: QRect) -> None:
        """Stand in a rectangle of the parent, in px."""
        self.setGeometry(box)
        self.show()


class EdgeGrip(_Handle):
    """The edge that can be dragged: a line with a knob."""

    def show_at(self, x: float, top: float, height: float) -> None:
        """Stand at `x` px beside a lane."""
        self.show_in(QRect(round(x) - _HALF, int(top) - _AIR, 2 * _HALF, int(height) + 2 * _AIR))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.focus, 2))
        painter.drawLine(QPointF(_HALF, 0), QPointF(_HALF, self.height()))
        wide, high = _KNOB
        painter.setPen(QPen(self._look.focus, 1.8))
        painter.setBrush(self._look.card)
        knob = QRectF(_HALF - wide / 2, (self.height() - high) / 2, wide, high)
        painter.drawRoundedRect(knob, wide / 2, wide / 2)


class DropLine(_Handle):
    """Where a band that is dragged would go."""

    def show_at(self, x: float, top: float, bottom: float) -> None:
        """Stand at `x` px, from the top of a lane down."""
        self.show_in(QRect(round(x) - _HALF, int(top), 2 * _HALF, int(bottom - top)))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.focus, 3))
        painter.drawLine(QPointF(_HALF, _RING), QPointF(_HALF, self.height()))
        painter.setPen(QPen(self._look.focus, 2.4))
        painter.setBrush(self._look.card)
        painter.drawEllipse(QRectF(_HALF - 4, 1.5, 8, 8))


class SegmentRing(_Handle):
    """The segment that the keys act on."""

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.card, 4.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 4, 4)
        painter.setPen(QPen(self._look.focus, 2.2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 4, 4)
