"""A panel over the player: one question or message, and buttons to answer with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from studio.core.frozen import frozen
from studio.paint.look import Look
from studio.player.lettering import Type, fitted, write_in

_WIDTH, _HEIGHT, _BUTTON_HEIGHT = 1120.0, 520.0, 120.0
_PRESSING = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select))
_ALONG = {
    Qt.Key.Key_Left: False, Qt.Key.Key_Up: False, Qt.Key.Key_PageUp: False,
    Qt.Key.Key_Right: True, Qt.Key.Key_Down: True, Qt.Key.Key_PageDown: True,
}  # fmt: skip


@frozen
class Answer:
    """A button: its words, and what it does."""

    words: str
    act: Callable[[], None]


@frozen
class Message:
    """What a panel says. The first answer has the focus and is Escape's, or with `any_key` every key's."""

    title: str
    text: str
    answers: tuple[Answer, ...]
    any_key: bool = False


class PanelButton(QAbstractButton):
    """A wide button with words; `strong` is the one that is meant to be pressed."""

    def __init__(self, parent: QWidget, look: Look, words: str, *, strong: bool) -> None:
        super().__init__(parent)
        self._look, self._words, self._strong = look, words, strong
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSING:
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(5, 5, -5, -5)
        radius = box.height() * 0.26
        ground = self._look.tx if self._strong else self._look.track
        painter.setBrush(ground.darker(112) if self.isDown() or self.underMouse() else ground)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.focus, 3))
            painter.drawRoundedRect(box.adjusted(-3.5, -3.5, 3.5, 3.5), radius + 3.5, radius + 3.5)
        ink = self._look.bg if self._strong else self._look.tx
        words = fitted(self._words, Type(box.height() * 0.52, 620, -0.01), box.width() - 24)
        write_in(painter, words, box, ink, Qt.AlignmentFlag.AlignHCenter)
        painter.end()


class Panel(QWidget):
    """Covers the window with a message until one of its answers is given."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        self._scale = 1.0
        self._message: Message | None = None
        self.buttons: list[PanelButton] = []
        self.hide()

    @property
    def message(self) -> Message | None:
        """What the panel says; None while it is away."""
        return self._message

    def place(self, rect: QRectF, scale: float) -> None:
        """Cover a rectangle, at a scale."""
        self._scale = scale
        self.setGeometry(rect.toAlignedRect())
        self._lay_out()

    def ask(self, message: Message) -> None:
        """Show a message, in the place of any other."""
        self._clear()
        self._message = message
        for index, answer in enumerate(message.answers):
            button = PanelButton(self, self._look, answer.words, strong=index == 0)
            button.clicked.connect(lambda _=False, answer=answer: self._give(answer))
            button.show()
            self.buttons.append(button)
        self.setAccessibleName(message.title)
        self.setAccessibleDescription(message.text)
        self._lay_out()
        self.show()
        self.raise_()
        self.buttons[0].setFocus()

    def dismiss(self) -> None:
        """Take the panel away, unanswered."""
        self._clear()
        self.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        message = self._message
        if message is None:
            event.ignore()
        elif message.any_key or event.key() == Qt.Key.Key_Escape:
            self._give(message.answers[0])
        elif event.key() in _ALONG:
            self.focusNextPrevChild(_ALONG[Qt.Key(event.key())])

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        message = self._message
        if message is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(5, 8, 10, 190))
        box = self._box()
        painter.setPen(QPen(self._look.track, 2 * self._scale))
        painter.setBrush(self._look.bg2)
        painter.drawRoundedRect(box, 44 * self._scale, 44 * self._scale)
        painter.translate(box.topLeft())
        painter.scale(self._scale, self._scale)
        centre = Qt.AlignmentFlag.AlignHCenter
        room = _WIDTH - 128
        write_in(painter, fitted(message.title, Type(96, 660, -0.023), room), QRectF(64, 56, room, 112),
                 self._look.tx, centre)  # fmt: skip
        write_in(painter, fitted(message.text, Type(64, 500, -0.014), room), QRectF(64, 188, room, 96),
                 self._look.tx2, centre)  # fmt: skip
        painter.end()

    def _box(self) -> QRectF:
        box = QRectF(0, 0, _WIDTH * self._scale, _HEIGHT * self._scale)
        box.moveCenter(QRectF(self.rect()).center())
        return box

    def _lay_out(self) -> None:
        box = self._box()
        count = max(1, len(self.buttons))
        width = min(440.0, (_WIDTH - 128 - 24 * (count - 1)) / count) * self._scale
        gap = 24 * self._scale
        height = max(48.0, _BUTTON_HEIGHT * self._scale)
        left = box.center().x() - (count * width + (count - 1) * gap) / 2
        for index, button in enumerate(self.buttons):
            place = QRectF(
                left + index * (width + gap), box.bottom() - 64 * self._scale - height, width, height
            )
            button.setGeometry(place.toAlignedRect())

    def _clear(self) -> None:
        self._message = None
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []

    def _give(self, answer: Answer) -> None:
        if self._message is not None:
            self.dismiss()
            answer.act()
