"""The pieces of the line above the graph: texts, legend, buttons and the zoom slider."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QSlider, QWidget
from typing_extensions import override

from studio.paint.icons import paint_icon
from studio.paint.look import LIGHT, Look, font
from studio.paint.phases import PHASES
from studio.paint.strip import TEXT, metrics, paint_swatch

SWATCH = QSize(22, 18)
_GAP = 5
_APART = 14
_KNOB = 7.0
_VERTICAL = Qt.AlignmentFlag.AlignVCenter


class Words(QLabel):
    """A text of one line in a font of its own, which no style sheet changes; never markup."""

    def __init__(self, name: str, pixels: int, weight: int) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(name)
        self._face, self._colour = font(pixels, weight, figures=True), QColor()

    def say(self, text: str) -> None:
        """Show another text; a screen reader gets it as the description."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleDescription(text)
            self.updateGeometry()
        self.setVisible(bool(text))

    def set_colour(self, colour: QColor) -> None:
        """Write in another colour."""
        self._colour = colour
        self.update()

    @override
    def sizeHint(self) -> QSize:
        measured = QFontMetricsF(self._face)
        return QSize(int(measured.horizontalAdvance(self.text())) + 2, int(measured.height()) + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._face)
        painter.setPen(self._colour)
        painter.drawText(self.rect(), _VERTICAL, self.text())


class Glyph(QWidget):
    """An icon beside a text."""

    def __init__(self, name: str, pixels: int) -> None:
        super().__init__()
        self._name, self._colour = name, QColor()
        self.setFixedSize(pixels, pixels)

    def set_colour(self, colour: QColor) -> None:
        """Draw in another colour."""
        self._colour = colour
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self._name, QRectF(self.rect()), self._colour)


class Legend(QWidget):
    """The phases with their words; where there is no room for words, only their signs."""

    def __init__(self) -> None:
        super().__init__()
        self._look: Look = LIGHT
        self._widths = [
            int(metrics(TEXT, 500).horizontalAdvance(style.word)) + 1 for style in PHASES.values()
        ]
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        words = ", ".join(style.word for style in PHASES.values())
        self.setAccessibleName("Legend")
        self.setAccessibleDescription(words)
        self.setToolTip(words)

    def set_look(self, look: Look) -> None:
        """Draw in other colours."""
        self._look = look
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width() + sum(self._widths) + _GAP * len(PHASES), 28)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(SWATCH.width() * len(PHASES) + _APART * (len(PHASES) - 1), 28)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(TEXT, 500))
        full = self.width() >= self.sizeHint().width()
        wanted = (self.sizeHint() if full else self.minimumSizeHint()).width()
        x, top = self.width() - wanted, (self.height() - SWATCH.height()) / 2
        for (kind, style), width in zip(PHASES.items(), self._widths, strict=True):
            paint_swatch(painter, QRectF(x, top, SWATCH.width(), SWATCH.height()), kind, self._look)
            x += SWATCH.width()
            if full:
                painter.setPen(self._look.tx2)
                painter.drawText(QRectF(x + _GAP, 0, width + 1, self.height()), _VERTICAL, style.word)
                x += _GAP + width
            x += _APART


class HeaderButton(QAbstractButton):
    """A small button with an icon, or a chip with a word."""

    def __init__(self, name: str, icon: str = "", word: str = "") -> None:
        super().__init__()
        self._icon, self._word, self._look = icon, word, LIGHT
        self.setAccessibleName(name)
        self.setToolTip(name)
        width = 30 if icon else int(metrics(TEXT, 500).horizontalAdvance(word)) + 20
        self.setFixedSize(width, 30)

    def set_look(self, look: Look) -> None:
        """Draw in other colours."""
        self._look = look
        self.update()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look, box = self._look, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.42)
        over = self.underMouse() and self.isEnabled()
        ground = look.well if over or self.isDown() else (look.card if self._word else look.panel)
        painter.setBrush(ground)
        painter.setPen(QPen(look.line, 1) if self._word else Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setPen(QPen(look.focus, 2))
        corner = box.height() / 2 if self._word else 7
        painter.drawRoundedRect(box, corner, corner)
        if self._word:
            painter.setPen(look.tx)
            painter.setFont(font(TEXT, 500))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._word)
        else:
            centre = box.center()
            paint_icon(painter, self._icon, QRectF(centre.x() - 8, centre.y() - 8, 16, 16), look.tx2)


class ZoomSlider(QSlider):
    """How close the graph is, in thousandths."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look: Look = LIGHT
        self.setRange(0, 1000)
        self.setSingleStep(50)
        self.setPageStep(200)
        self.setFixedSize(92, 30)
        self.setAccessibleName("Zoom")
        self.setToolTip("Zoom")

    def set_look(self, look: Look) -> None:
        """Draw in other colours."""
        self._look = look
        self.update()

    def knob(self) -> QPointF:
        """The middle of the knob, in px."""
        way = self.width() - 2 * _KNOB - 4
        return QPointF(_KNOB + 2 + way * self.value() / self.maximum(), self.height() / 2)

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
        self.setSliderDown(False)

    def _follow(self, event: QMouseEvent) -> None:
        way = self.width() - 2 * _KNOB - 4
        self.setValue(round((event.position().x() - _KNOB - 2) / way * self.maximum()))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look, knob = self._look, self.knob()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(2, knob.y() - 1.5, self.width() - 4, 3)
        painter.setOpacity(0.5)
        painter.setBrush(look.ctl)
        painter.drawRoundedRect(groove, 1.5, 1.5)
        painter.setOpacity(1)
        painter.setBrush(look.ac)
        groove.setRight(knob.x())
        painter.drawRoundedRect(groove, 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.focus, 2))
            painter.drawEllipse(knob, _KNOB + 3, _KNOB + 3)
        painter.setBrush(look.card)
        painter.setPen(QPen(look.ac, 2))
        painter.drawEllipse(knob, _KNOB - 1, _KNOB - 1)
