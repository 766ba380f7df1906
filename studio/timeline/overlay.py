"""What lies over the graph without being painted into it: the playhead and the words at the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from studio.paint.look import LIGHT, Look
from studio.paint.strip import TEXT, elided, metrics
from studio.timeline.lanes import AXIS, TOP

_TAG = 19.0
_ASIDE, _BELOW = 14, 16
_PAD, _LINE = 9, 18


class Playhead(QWidget):
    """The line of the present moment, with its time below; it moves, and nothing under it is painted anew."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look: Look = LIGHT
        self._text, self._line, self._tag = "", 0.0, QRectF()
        self._covers: list[QRectF] = []
        self.hide()

    def set_look(self, look: Look) -> None:
        """Draw in other colours."""
        self._look = look
        self.update()

    def show_at(self, x: float, text: str, within: QRect, beside: Sequence[QRectF] = ()) -> None:
        """Stand at `x` px of the parent with a time in words, the time kept inside `within`.

        Of the times `beside` it on the axis, in px of the parent, those under its own are covered.
        """
        axis = self._look.grown(AXIS)
        width = metrics(TEXT * self._look.text, 600).horizontalAdvance(text) + 14
        left = min(max(x - width / 2, within.left()), within.right() + 1 - width)
        covered = [one for one in beside if one.right() > left and one.left() < left + width]
        first = min([left, x - 7, *(one.left() for one in covered)])
        last = max([left + width, x + 7, *(one.right() for one in covered)])
        box = QRect(int(first), within.top(), int(last - int(first)) + 2, within.height())
        tag = QRectF(left - box.left(), box.height() - axis + 3, width, self._look.grown(_TAG))
        covers = [one.translated(-box.left(), -within.top()) for one in covered]
        if (text, tag, x - box.left(), covers) != (self._text, self._tag, self._line, self._covers):
            self._text, self._tag, self._line, self._covers = text, tag, x - box.left(), covers
            self.update()
        self.setGeometry(box)
        self.show()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        foot = self.height() - self._look.grown(AXIS)
        painter = QPainter(self)
        for cover in self._covers:
            painter.fillRect(cover, self._look.panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.tx, 1.6))
        painter.drawLine(QPointF(self._line, TOP), QPointF(self._line, foot))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.tx)
        corners = ((self._line - 6, foot), (self._line + 6, foot), (self._line, foot - 8))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.drawRoundedRect(self._tag, 5, 5)
        painter.setPen(self._look.card)
        painter.setFont(self._look.font(TEXT, 600))
        painter.drawText(self._tag, Qt.AlignmentFlag.AlignCenter, self._text)


class HoverWords(QLabel):
    """The moment under the pointer, in words; never markup."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._look: Look = LIGHT
        self._view = parent
        self.hide()

    def set_look(self, look: Look) -> None:
        """Draw in other colours."""
        self._look = look
        self.update()

    def show_at(self, pointer: QPoint, text: str) -> None:
        """Stand beside the pointer, inside the parent; nothing to say hides it."""
        self.setVisible(bool(text))
        if not text:
            return
        self.setText(text)
        room = self._view.rect()
        self.resize(self.sizeHint().boundedTo(room.size()))
        x, y = pointer.x() + _ASIDE, pointer.y() + _BELOW
        if x + self.width() > room.right():
            x = pointer.x() - _ASIDE - self.width()
        if y + self.height() > room.bottom():
            y = pointer.y() - _BELOW // 2 - self.height()
        self.move(max(0, x), max(0, y))
        self.raise_()

    @override
    def sizeHint(self) -> QSize:
        lines = self.text().split("\n")
        measured = metrics(TEXT * self._look.text, 600)
        width = max(measured.horizontalAdvance(line) for line in lines)
        return QSize(int(width) + 2 * _PAD + 2, len(lines) * self._look.grown(_LINE) + 2 * (_PAD - 2))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.tx)
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setPen(self._look.card)
        for row, line in enumerate(self.text().split("\n")):
            weight = 500 if row else 600
            painter.setFont(self._look.font(TEXT, weight))
            high = self._look.grown(_LINE)
            where = QRectF(_PAD, _PAD - 2 + row * high, self.width() - 2 * _PAD + 1, high)
            fitting = elided(line, int(where.width()) + 1, weight, self._look.text)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, fitting)
