"""The pieces of the line above the graph: texts, legend, buttons and the zoom slider."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from studio.paint.icons import paint_icon
from studio.paint.look import LIGHT, Look
from studio.paint.phases import PHASES
from studio.paint.slider import TrackSlider
from studio.paint.strip import TEXT, metrics, paint_swatch

SWATCH = QSize(22, 18)
_GAP = 5
_APART = 14
_VERTICAL = Qt.AlignmentFlag.AlignVCenter


class Words(QLabel):
    """A text of one line in a font of its own, which no style sheet changes; never markup."""

    def __init__(self, name: str, pixels: int, weight: int) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(name)
        self._pixels, self._weight = pixels, weight
        self._face, self._colour = LIGHT.font(pixels, weight, figures=True), QColor()

    def say(self, text: str) -> None:
        """Show another text; a screen reader gets it as the description."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleDescription(text)
            self.updateGeometry()
        self.setVisible(bool(text))

    def set_colour(self, colour: QColor, look: Look) -> None:
        """Write in another colour, at the text size of a look."""
        self._colour = colour
        self._face = look.font(self._pixels, self._weight, figures=True)
        self.updateGeometry()
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
        self._name, self._pixels, self._colour = name, pixels, QColor()

    def set_colour(self, colour: QColor, look: Look) -> None:
        """Draw in another colour, at the text size of a look."""
        self._colour = colour
        self.setFixedSize(look.grown(self._pixels), look.grown(self._pixels))
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self._name, QRectF(self.rect()), self._colour)


class Legend(QWidget):
    """The phases with their words; where there is no room for words, only their signs."""

    def __init__(self) -> None:
        super().__init__()
        self._look: Look = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        words = ", ".join(style.word for style in PHASES.values())
        self.setAccessibleName("Legend")
        self.setAccessibleDescription(words)
        self.setToolTip(words)

    def set_look(self, look: Look) -> None:
        """Draw in other colours and sizes."""
        self._look = look
        self.updateGeometry()
        self.update()

    @property
    def _widths(self) -> list[int]:
        measured = metrics(TEXT * self._look.text, 500)
        return [int(measured.horizontalAdvance(style.word)) + 1 for style in PHASES.values()]

    @property
    def _swatch(self) -> QSize:
        return QSize(self._look.grown(SWATCH.width()), self._look.grown(SWATCH.height()))

    @override
    def sizeHint(self) -> QSize:
        least = self.minimumSizeHint()
        return QSize(least.width() + sum(self._widths) + _GAP * len(PHASES), least.height())

    @override
    def minimumSizeHint(self) -> QSize:
        wide = self._swatch.width() * len(PHASES) + _APART * (len(PHASES) - 1)
        return QSize(wide, self._look.grown(28))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font(TEXT, 500))
        swatch, full = self._swatch, self.width() >= self.sizeHint().width()
        wanted = (self.sizeHint() if full else self.minimumSizeHint()).width()
        x, top = self.width() - wanted, (self.height() - swatch.height()) / 2
        for (kind, style), width in zip(PHASES.items(), self._widths, strict=True):
            paint_swatch(painter, QRectF(x, top, swatch.width(), swatch.height()), kind, self._look)
            x += swatch.width()
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
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        """Draw in other colours and sizes."""
        self._look = look
        side = look.grown(30)
        words = int(metrics(TEXT * look.text, 500).horizontalAdvance(self._word)) + 20
        self.setFixedSize(side if self._icon else words, side)
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
            painter.setFont(look.font(TEXT, 500))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._word)
        else:
            half = look.grown(16) / 2
            glyph = box.adjusted(box.width() / 2 - half, box.height() / 2 - half,
                                 half - box.width() / 2, half - box.height() / 2)  # fmt: skip
            paint_icon(painter, self._icon, glyph, look.tx2)


class ZoomSlider(TrackSlider):
    """How close the graph is, in thousandths."""

    def __init__(self) -> None:
        super().__init__("Zoom", knob=7.0, track=3.0)
        self.setRange(0, 1000)
        self.setSingleStep(50)
        self.setPageStep(200)
        self.setFixedSize(92, 30)
        self.setToolTip("Zoom")
