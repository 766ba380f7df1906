"""A check box and a drop-down choice in the look's colours."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy
from typing_extensions import override

from studio.builder.pieces import field_height, paint_frame, paint_ring
from studio.paint.icons import paint_icon
from studio.paint.look import LIGHT, Look, font


class Check(QCheckBox):
    """A check box in the look's colours; partly checked where several steps differ."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._look, self._face, self._pale = LIGHT, font(14), False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_look(self, look: Look) -> None:
        self._look, self._face = look, look.font(14)
        self.updateGeometry()
        self.update()

    def set_pale(self, pale: bool) -> None:
        """Whether the state is inherited."""
        self._pale = pale
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._face)
        return QSize(32 + metrics.horizontalAdvance(self.text()), max(30, metrics.height() + 8))

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return True

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(3, self.height() / 2 - 9, 18, 18)
        on = self.checkState() is not Qt.CheckState.Unchecked
        painter.setPen(QPen(look.ac if on else look.ctl, 1.2))
        painter.setBrush(look.ac if on else (look.panel if self._pale else look.card))
        painter.drawRoundedRect(box, 5, 5)
        if self.checkState() is Qt.CheckState.Checked:
            paint_icon(painter, "ok", box.adjusted(2, 2, -2, -2), look.on_ac, 3.0)
        elif on:
            paint_icon(painter, "minus", box.adjusted(2, 2, -2, -2), look.on_ac, 3.0)
        painter.setFont(self._face)
        painter.setPen(look.tx2 if self._pale else look.tx)
        painter.drawText(
            self.rect().adjusted(30, 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )
        if self.hasFocus():
            paint_ring(painter, box.adjusted(-3, -3, 3, 3), look, 7)


class Choice(QComboBox):
    """A choice of one from a list, in the look's colours."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._look, self.pale = LIGHT, False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(field_height(LIGHT))

    def set_look(self, look: Look) -> None:
        self._look = look
        self.setFixedHeight(field_height(look))
        self.setFont(look.font(14))  # for its list
        self.update()

    def set_pale(self, pale: bool) -> None:
        """Whether the choice is inherited."""
        if pale != self.pale:
            self.pale = pale
            self.update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: scrolling past a choice must not change it."""
        event.ignore()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        fill = look.panel if self.pale else look.card
        paint_frame(painter, QRectF(self.rect()), look, fill=fill, edge=look.ctl, focus=self.hasFocus())
        side = self.height()
        paint_icon(painter, "chev", QRectF(self.width() - 24, side / 2 - 7, 14, 14), look.tx2)
        self.paint_words(painter, QRectF(12, 0, self.width() - 40, side), look)

    def paint_words(self, painter: QPainter, place: QRectF, look: Look) -> None:
        """The chosen item's words."""
        face = look.font(14, 400 if self.pale else 600)
        painter.setFont(face)
        painter.setPen(look.tx2 if self.pale else look.tx)
        words = QFontMetrics(face).elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(
            place, int((Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft).value), words
        )
