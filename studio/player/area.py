"""A part of the player's window that repaints itself only when what it shows has changed."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.paint.look import Look
from studio.player.places import pixels

T = TypeVar("T")


class Area(QWidget, Generic[T]):
    """Shows one value, drawn by `paint`. `scale` is 1 in a window of full size. It takes no mouse."""

    def __init__(self, parent: QWidget, look: Look, name: str) -> None:
        super().__init__(parent)
        self.look = look
        self.scale = 1.0
        self._value: T | None = None
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def value(self) -> T | None:
        """What is shown."""
        return self._value

    def show_value(self, value: T) -> None:
        """Show a value; nothing is repainted where it is the same."""
        if value != self._value:
            self._value = value
            self.changed()
            self.update()

    def place(self, rect: QRectF, scale: float) -> None:
        """Move to a place, at a scale; a place without room hides the area."""
        self.scale = scale
        self.setGeometry(pixels(rect))
        self.setVisible(not rect.isEmpty())
        self.changed()
        self.update()

    def changed(self) -> None:
        """The value or the scale is another: whatever was prepared for painting is out of date."""

    def paint(self, painter: QPainter, value: T) -> None:
        """Paint the value."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._value is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, self._value)
        painter.end()
