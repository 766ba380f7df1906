"""A panel over the player: one question or message, and buttons to answer with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from studio.core.frozen import frozen
from studio.paint.look import Look
from studio.player.lettering import Type, Written, fitted, wrapped, write_in
from studio.player.places import Places, row_height
from studio.player.sizes import LEAST
from studio.player.turning import pixels, seat

_WIDTH = 1500.0
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
    """What a panel says. The first answer has the focus and is Escape's, or with `any_key` every key's.

    `lines` follow the text; `foot` is small, for a person at the screen.
    """

    title: str
    text: str
    answers: tuple[Answer, ...]
    any_key: bool = False
    lines: tuple[str, ...] = ()
    foot: str = ""


class PanelButton(QAbstractButton):
    """A wide button with words; `strong` is the one that is meant to be pressed."""

    def __init__(self, parent: QWidget, look: Look, words: str, *, strong: bool) -> None:
        super().__init__(parent)
        self._look, self._words, self._strong = look, words, strong
        self._box, self._view = QRectF(), QTransform()
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_strong(self, strong: bool) -> None:
        """Whether it is the one that is meant, or chosen."""
        self._strong = strong
        self.update()

    def place(self, box: QRectF, where: Places) -> None:
        """Lie where a box of the face is seen."""
        whole = QRectF(pixels(box))
        self._box = QRectF(0, 0, whole.width(), whole.height())
        self._view = seat(self, whole, where.turn)
        self.update()

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
        painter.setTransform(self._view)
        box = self._box.adjusted(5, 5, -5, -5)
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
        self._where: Places | None = None
        self._message: Message | None = None
        self.buttons: list[PanelButton] = []
        self.hide()

    @property
    def message(self) -> Message | None:
        """What the panel says; None while it is away."""
        return self._message

    def place(self, rect: QRectF, where: Places) -> None:
        """Cover a rectangle of the window; the message lies upright on the face."""
        self._where = where
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
        self.setAccessibleDescription("\n".join(filter(None, (message.text, *message.lines, message.foot))))
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
        where = self._where
        if where is not None:
            box, unit = self._box_on(where), self._unit(where)
            painter.setTransform(where.turn.to_window)
            painter.setPen(QPen(self._look.track, 2 * unit))
            painter.setBrush(self._look.bg2)
            painter.drawRoundedRect(box, 44 * unit, 44 * unit)
            painter.translate(box.topLeft())
            painter.scale(unit, unit)
            for words in self.written(where):
                words.paint(painter)
        painter.end()

    def written(self, where: Places) -> Sequence[Written]:
        """The words in their places on the box, at full scale."""
        message = self._message
        if message is None:
            return ()
        wide = self._wide(where)
        room, centre = wide - 128, Qt.AlignmentFlag.AlignHCenter
        kinds = (Type(where.letters(96), 660, -0.023), Type(where.letters(72), 500, -0.014))
        inks = (self._look.tx, self._look.tx2)
        rows = [(message.title, kinds[0], inks[0])]
        for text, ink in ((message.text, inks[1]), *((line, self._look.tx3) for line in message.lines)):
            rows += [(row, kinds[1], ink) for row in wrapped(text, kinds[1], room, 2)]
        found: list[Written] = []
        top = 48.0
        for text, kind, ink in rows:
            high = row_height(kind.px)
            words = fitted(text, kind, room, min(1.0, where.least / kind.px))
            found.append(Written(text, words, QRectF(64, top, room, high), ink, centre))
            top += high + (16 if len(found) == 1 else 0)
        if message.foot:
            # After the buttons, for a person at the screen.
            foot = fitted(message.foot, Type(28, 460), room)
            place = QRectF(64, top + 40 + self._button_height(where) + 12, room, 40)
            found.append(Written(message.foot, foot, place, self._look.tx3, centre))
        return found

    @staticmethod
    def _wide(where: Places) -> float:
        return min(where.turn.face.width() / where.scale - 48, _WIDTH * where.least / LEAST)

    @staticmethod
    def _button_height(where: Places) -> float:
        return max(48.0 / where.scale, 1.6 * where.letters(72))

    def _unit(self, where: Places) -> float:
        """Pixels for a length of 1 on the box: smaller than elsewhere only where it would not fit."""
        high = self._high(where) * where.scale
        return where.scale * min(1.0, (where.turn.face.height() - 8) / high)

    def _high(self, where: Places) -> float:
        written = self.written(where)
        foot = bool(self._message and self._message.foot)
        rows = [one.box.bottom() for one in (written[:-1] if foot else written)]
        return max(rows, default=0.0) + 40 + self._button_height(where) + (64 if foot else 48)

    def _box_on(self, where: Places) -> QRectF:
        unit = self._unit(where)
        box = QRectF(0, 0, self._wide(where) * unit, self._high(where) * unit)
        face = where.turn.face
        box.moveCenter(QPointF(face.width() / 2, face.height() / 2))
        return box

    def _lay_out(self) -> None:
        where = self._where
        if where is None or self._message is None:
            return
        box, unit = self._box_on(where), self._unit(where)
        count, gap = max(1, len(self.buttons)), 24 * unit
        room = box.width() - 128 * unit
        width = min(where.letters(72) * 6.6 * unit, (room - gap * (count - 1)) / count)
        height = max(48.0, self._button_height(where) * unit)
        foot = (64 if self._message.foot else 48) * unit
        left = box.center().x() - (count * width + (count - 1) * gap) / 2
        for index, button in enumerate(self.buttons):
            place = QRectF(left + index * (width + gap), box.bottom() - foot - height, width, height)
            button.place(place, where)
        self.update()

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
