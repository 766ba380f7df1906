"""A part of the player's window that repaints itself only when what it shows has changed."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QTransform
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.paint.look import Look
from studio.player.places import Places
from studio.player.sizes import LEAST
from studio.player.turning import pixels, region_seen, seat

T = TypeVar("T")


class Area(QWidget, Generic[T]):
    """Shows one value, drawn by `paint` on `box`, which is upright whatever way the picture is turned.

    `scale` is 1 in a window of full size, `least` the smallest letters at that scale. It takes no mouse.
    """

    def __init__(self, parent: QWidget, look: Look, name: str) -> None:
        super().__init__(parent)
        self.look = look
        self.scale = 1.0
        self.least = LEAST
        self.box = QRectF()
        self._view = QTransform()
        self._value: T | None = None
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def value(self) -> T | None:
        """What is shown."""
        return self._value

    @property
    def view(self) -> QTransform:
        """Brings a point of `box` to the widget."""
        return self._view

    def letters(self, wanted: float) -> float:
        """The height of letters at full scale: as the design wants them, or larger for who is far away."""
        return max(wanted, self.least)

    def show_value(self, value: T) -> None:
        """Show a value; nothing is repainted where it is the same."""
        if value != self._value:
            self._value = value
            self.changed()
            self.update()

    def place(self, box: QRectF, where: Places) -> None:
        """Move to a place; one without room hides the area. What was prepared is kept while it only turns."""
        whole = QRectF(pixels(box))
        own = QRectF(0, 0, whole.width(), whole.height())
        before = (self.box, self.scale, self.least)
        self.box, self.scale, self.least = own, where.scale, where.least
        self._view = seat(self, whole, where.turn)
        self.setVisible(not box.isEmpty())
        if before != (self.box, self.scale, self.least):
            self.changed()
        self.update()

    def update_part(self, region: QRegion) -> None:
        """Repaint a region of `box`."""
        self.update(region_seen(region, self._view))

    def changed(self) -> None:
        """The value or the size is another: whatever was prepared for painting is out of date."""

    def paint(self, painter: QPainter, value: T) -> None:
        """Paint the value."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._value is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._view)
        self.paint(painter, self._value)
        painter.end()
