"""Small painted pieces of the inspector: frames, words and buttons."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from studio.app.plain import tooltip
from studio.paint.icons import paint_icon
from studio.paint.look import LIGHT, Look, font

RING = 2.0
"""Width of the focus ring, and the room that every piece keeps free for it."""
FIELD = 34
"""Height of a field with its focus ring, in pixels at the usual text size."""
ROUND = 8.0

_LONG_WORD = 18
_LONG = re.compile(rf"\S{{{_LONG_WORD}}}(?=\S)")


def dress(root: QWidget, look: Look) -> None:
    """Give a look to every piece inside `root` that can be painted in one."""
    for child in root.findChildren(QWidget):
        set_look: Callable[[Look], None] | None = getattr(child, "set_look", None)
        if set_look is not None:
            set_look(look)


def paint_frame(
    painter: QPainter, rect: QRectF, look: Look, *, fill: QColor, edge: QColor, focus: bool
) -> None:
    """A field's rounded box inside `rect`, with the focus ring around it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = rect.adjusted(RING + 0.5, RING + 0.5, -RING - 0.5, -RING - 0.5)
    painter.setPen(QPen(edge, 1.0))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, ROUND, ROUND)
    if focus:
        paint_ring(painter, rect, look)


def paint_ring(painter: QPainter, rect: QRectF, look: Look, radius: float = ROUND + 1) -> None:
    """The focus ring just inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = RING / 2
    painter.setPen(QPen(look.focus, RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def field_height(look: Look) -> int:
    """The height of a field of one line at the text size of a look."""
    return max(FIELD, QFontMetrics(look.font(14)).height() + 12)


def breakable(text: str) -> str:
    """The text with places to break in its longest words, so that none runs out of its column."""
    if all(len(word) <= _LONG_WORD for word in text.split()):
        return text
    return _LONG.sub(lambda found: f"{found[0]}\N{ZERO WIDTH SPACE}", text)


class Words(QLabel):
    """Plain words in one of the look's colours, wrapped, never taken for markup."""

    sign_room = 0
    """Room before the words, in pixels."""

    def __init__(self, text: str = "", *, px: int = 14, weight: int = 400, colour: str = "tx") -> None:
        super().__init__()
        self._px, self._weight, self._colour, self.look = px, weight, colour, LIGHT
        self._face = font(px, weight)
        self._measured: dict[tuple[int, int, int], QRect] = {}  # a layout asks for the same again and again
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setText(text)

    def set_look(self, look: Look) -> None:
        if look.text != self.look.text:
            self._face = look.font(self._px, self._weight)
            self._measured.clear()
            self.updateGeometry()
        self.look = look
        self.update()

    @property
    def ink(self) -> QColor:
        """The colour of the words."""
        found: QColor = getattr(self.look, self._colour)
        return found

    @override
    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self._measured.clear()
            self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._bounds(width).height()

    @override
    def sizeHint(self) -> QSize:
        return self._bounds(100_000).size()

    @override
    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self._face)
        widest = max((metrics.horizontalAdvance(word) for word in self.text().split()[:12]), default=0)
        return QSize(min(widest, 120), metrics.height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        self.paint_words(QPainter(self), self.contentsRect().adjusted(self.sign_room, 0, 0, 0))

    def paint_words(self, painter: QPainter, place: QRect) -> None:
        """The words themselves."""
        painter.setFont(self._face)
        painter.setPen(self.ink)
        painter.drawText(place, self._flags(), breakable(self.text()))

    def _flags(self) -> int:
        return int(self.alignment().value) | int(Qt.TextFlag.TextWordWrap.value)

    def _bounds(self, width: int) -> QRect:
        margins = self.contentsMargins()
        around, above = margins.left() + margins.right() + self.sign_room, margins.top() + margins.bottom()
        known = self._measured.get((width, around, above))
        if known is None:
            found = QFontMetrics(self._face).boundingRect(
                QRect(0, 0, max(1, width - around), 100_000), self._flags(), breakable(self.text()) or " "
            )
            known = QRect(0, 0, found.width() + around + 1, found.height() + above)
            self._measured[width, around, above] = known
        return known


class Remark(Words):
    """Words with a sign before them."""

    sign_room = 21

    def __init__(self, icon: str, *, weight: int = 400, colour: str = "info_tx") -> None:
        super().__init__(px=13, weight=weight, colour=colour)
        self._icon = icon

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = self.contentsRect()
        sign = QRectF(place.left(), place.center().y() - 7, 15, 15)
        paint_icon(QPainter(self), self._icon, sign, self.ink)


class Refusal(Remark):
    """Why something typed is refused, on the colour of warnings with its sign."""

    def __init__(self) -> None:
        super().__init__("warn", weight=500, colour="warn_tx")
        self.setContentsMargins(8, 5, 6, 5)
        self.hide()

    def say(self, why: str) -> None:
        """Show a reason, or nothing."""
        self.setText(why)
        self.setVisible(bool(why))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.look.warn_line)
        painter.setBrush(self.look.warn_bg)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.end()
        super().paintEvent(event)


class ClickButton(QAbstractButton):
    """A button that Enter presses too, as Space does."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(ClickButton):
    """A square button with an icon; its words are its accessible name and its tooltip."""

    def __init__(
        self, name: str, words: str, *, size: int = 30, glyph: int = 18, framed: bool = False
    ) -> None:
        super().__init__()
        self._icon, self._size, self._glyph, self._framed = name, size, glyph, framed
        self._look = LIGHT
        self._grow()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.say(words)

    def say(self, words: str, icon: str | None = None) -> None:
        """Other words, and another icon."""
        self._icon = icon or self._icon
        self.setAccessibleName(words)
        self.setAccessibleDescription(words)  # else the tooltip would be read out with its markup
        self.setToolTip(tooltip(words))
        self.update()

    def set_look(self, look: Look) -> None:
        self._look = look
        self._grow()
        self.update()

    def _grow(self) -> None:
        """A target that is easy to hit for whoever needs large text."""
        size = self._look.grown(self._size)
        self.setFixedSize(size, size)

    @override
    def sizeHint(self) -> QSize:
        return self.maximumSize()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        fill = look.ac_t if self.isChecked() else (look.well if self.underMouse() else None)
        painter.setPen(QPen(look.line, 1.0) if self._framed else Qt.PenStyle.NoPen)
        painter.setBrush(fill or (look.card if self._framed else Qt.BrushStyle.NoBrush))
        painter.drawRoundedRect(box, 7, 7)
        ink = look.ac_tx if self.isChecked() else look.tx2
        glyph = look.grown(self._glyph)
        place = QRectF(0, 0, glyph, glyph)
        place.moveCenter(box.center())
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        self.paint_glyph(painter, place, ink)
        if self.hasFocus():
            painter.setOpacity(1.0)
            paint_ring(painter, QRectF(self.rect()), look, 8)

    def paint_glyph(self, painter: QPainter, place: QRectF, ink: QColor) -> None:
        """The icon itself."""
        paint_icon(painter, self._icon, place, ink)


class RangeToggle(IconButton):
    """Makes a number a range and back: two handles on a line."""

    def __init__(self, words: str) -> None:
        super().__init__("", words, size=28)
        self.setCheckable(True)

    @override
    def paint_glyph(self, painter: QPainter, place: QRectF, ink: QColor) -> None:
        middle = place.center().y()
        painter.setPen(QPen(ink, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(place.left(), middle), QPointF(place.right(), middle))
        for x in (place.left() + 4, place.right() - 4):
            painter.drawLine(QPointF(x, middle - 5), QPointF(x, middle + 5))


class LinkButton(ClickButton):
    """A button that is only words, in the accent colour."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._look, self._face = LIGHT, font(14, 600)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(text)

    def set_look(self, look: Look) -> None:
        if look.text != self._look.text:
            self._face = look.font(14, 600)
            self.updateGeometry()
        self._look = look
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._face)
        return QSize(metrics.horizontalAdvance(self.text()) + 12, max(30, metrics.height() + 8))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._face)
        painter.setPen(self._look.ac_tx)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), self._look, 7)
