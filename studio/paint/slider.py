"""A slider on a thin track: the mouse puts the knob where it points, the wheel is for the one in use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider
from typing_extensions import override

from studio.paint.look import LIGHT, Look

_AIR = 2.0
"""Room beside the knob for its focus ring, in pixels."""


class TrackSlider(QSlider):
    """A horizontal slider; `knob` is the radius of its knob in pixels, `track` how thick its track is.

    `marks` are values with a mark under the track.
    """

    def __init__(self, name: str, *, knob: float, track: float, marks: Sequence[int] = ()) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look, self._radius, self._track, self._marks = LIGHT, knob, track, marks
        self.setAccessibleName(name)

    def set_look(self, look: Look) -> None:
        """Draw in other colours."""
        self._look = look
        self.update()

    def knob(self) -> QPointF:
        """The middle of the knob, in px."""
        return QPointF(self._x_of(self.value()), self.height() / 2)

    def value_at(self, x: float) -> int:
        """The value under a place on the track, in px."""
        return self.minimum() + round((x - self._left) / self._way * (self.maximum() - self.minimum()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self.value_at(event.position().x()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self.value_at(event.position().x()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look, knob, painter = self._look, self.knob(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.tx3, 2))
        for mark in self._marks:
            x = self._x_of(mark)
            painter.drawLine(QPointF(x, knob.y() + self._radius), QPointF(x, knob.y() + self._radius + 4))
        painter.setPen(Qt.PenStyle.NoPen)
        half = self._track / 2
        groove = QRectF(_AIR, knob.y() - half, self.width() - 2 * _AIR, self._track)
        painter.setOpacity(0.5)
        painter.setBrush(look.ctl)
        painter.drawRoundedRect(groove, half, half)
        painter.setOpacity(1)
        painter.setBrush(look.ac)
        groove.setRight(knob.x())
        painter.drawRoundedRect(groove, half, half)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.focus, 2))
            painter.drawEllipse(knob, self._radius + 1, self._radius + 1)
        painter.setBrush(look.card)
        painter.setPen(QPen(look.ac, 2))
        painter.drawEllipse(knob, self._radius - 1.5, self._radius - 1.5)

    @property
    def _left(self) -> float:
        return self._radius + _AIR

    @property
    def _way(self) -> float:
        return max(1.0, self.width() - 2 * self._left)

    def _x_of(self, value: int) -> float:
        share = (value - self.minimum()) / max(1, self.maximum() - self.minimum())
        return self._left + self._way * share
