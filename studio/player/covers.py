"""What can lie over the whole player while its time runs on: a black screen, and the card of the keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.paint.look import Look
from studio.player.controls import Command
from studio.player.keys import WORDS
from studio.player.lettering import Type, fitted, write_in
from studio.player.places import Places

_WIDE, _ROW, _TOP, _KEYS = 1240.0, 56.0, 128.0, 400.0


class _Cover(QWidget):
    """Covers its parent until it is touched; keys stay the window's."""

    def __init__(self, parent: QWidget, look: Look, name: str) -> None:
        super().__init__(parent)
        self.look = look
        self._behind = parent
        self.where: Places | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def place(self, where: Places) -> None:
        """Cover the whole of its parent."""
        self.where = where
        self.setGeometry(self._behind.rect())
        self.update()

    def toggle(self) -> None:
        """Show it over everything, or take it away."""
        if self.isVisible():
            self.hide()
        else:
            self.raise_()
            self.show()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()


class BlackScreen(_Cover):
    """Nothing but black, as presenters make it."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent, look, "Black screen")
        self.setCursor(Qt.CursorShape.BlankCursor)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0))
        painter.end()


class KeysCard(_Cover):
    """The keys and what they do, upright for who looks at it; for a person at the screen."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent, look, "Keys")
        self.setAccessibleDescription(". ".join(f"{keys}: {words}" for keys, words in WORDS.values()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(5, 8, 10, 190))
        where = self.where
        if where is not None:
            painter.setTransform(where.turn.to_window)
            self._paint_card(painter, where)
        painter.end()

    def _paint_card(self, painter: QPainter, where: Places) -> None:
        face, high = where.turn.face, _TOP + len(WORDS) * _ROW + 40
        unit = min((face.height() - 16) / high, (face.width() - 16) / _WIDE, max(where.scale, 24 / 34))
        box = QRectF(0, 0, _WIDE * unit, high * unit)
        box.moveCenter(QPointF(face.width() / 2, face.height() / 2))
        painter.translate(box.topLeft())
        painter.scale(unit, unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.bg2)
        painter.drawRoundedRect(QRectF(0, 0, _WIDE, high), 44, 44)
        title = fitted("Keys", Type(56, 660, -0.02), _WIDE - 128)
        write_in(painter, title, QRectF(64, 24, _WIDE - 128, 96), self.look.tx)
        for index, (keys, words) in enumerate(WORDS.values()):
            row = QRectF(64, _TOP + index * _ROW, _KEYS, _ROW)
            write_in(painter, fitted(keys, Type(34, 620), _KEYS - 24), row, self.look.tx)
            rest = QRectF(64 + _KEYS, row.top(), _WIDE - 128 - _KEYS, _ROW)
            write_in(painter, fitted(words, Type(34, 460), rest.width()), rest, self.look.tx2)


class Covers:
    """The covers of a window; any other command takes them away."""

    def __init__(self, window: QWidget, look: Look) -> None:
        self.black = BlackScreen(window, look)
        self.keys = KeysCard(window, look)

    def place(self, where: Places) -> None:
        """Cover a window of another size."""
        for cover in (self.black, self.keys):
            cover.place(where)

    def take(self, command: Command) -> bool:
        """Whether a command was about the covers, and nothing else is to be done."""
        shown = next((cover for cover in (self.black, self.keys) if cover.isVisible()), None)
        asked = {Command.BLANK: self.black, Command.KEYS: self.keys}.get(command)
        if shown is not None and shown is not asked:
            shown.hide()
        if asked is not None:
            asked.toggle()
        return asked is not None or (shown is not None and command is Command.LEAVE)
