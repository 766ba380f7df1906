"""The slider from gentle to full."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider
from typing_extensions import override

from studio.paint.card import paint_focus
from studio.paint.look import LIGHT, Look

_KNOB = 18


class IntensitySlider(QSlider):
    """From gentle (0) to full (100); a mark shows the middle."""

    let_go = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look = LIGHT
        self.setAccessibleName("Intensity")
        self.setToolTip("How much of each range is used")
        self.setRange(0, 100)
        self.setSingleStep(5)
        self.setPageStep(25)
        self.setFixedSize(150, 28)
        self.sliderReleased.connect(self.let_go)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.let_go.emit()

    def _follow(self, event: QMouseEvent) -> None:
        room = self.width() - _KNOB - 4
        self.setValue(round(100 * (event.position().x() - _KNOB / 2 - 2) / room))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, room, middle = _KNOB / 2 + 2, self.width() - _KNOB - 4, self.height() / 2
        knob = QPointF(left + room * self.value() / 100, middle)
        painter.setPen(QPen(look.tx3, 2))
        painter.drawLine(QPointF(left + room / 2, middle + 9), QPointF(left + room / 2, middle + 13))
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(left - 4, middle - 2, room + 8, 4)
        painter.setBrush(look.ctl)
        painter.setOpacity(0.45)
        painter.drawRoundedRect(track, 2, 2)
        painter.setOpacity(1.0)
        painter.setBrush(look.ac)
        painter.drawRoundedRect(QRectF(track.left(), track.top(), knob.x() - track.left(), 4), 2, 2)
        painter.setBrush(look.card)
        painter.setPen(QPen(look.ac, 2.5))
        painter.drawEllipse(knob, _KNOB / 2 - 1.25, _KNOB / 2 - 1.25)
        if self.hasFocus():
            ring = QRectF(0, 0, _KNOB, _KNOB)
            ring.moveCenter(knob)
            paint_focus(painter, ring, look, _KNOB / 2)
