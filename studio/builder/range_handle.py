"""One end of a range, to be pulled by the mouse and stepped by the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget
from typing_extensions import override

from studio.builder.amounts import Amount

REACH = 28
"""Height and width of what takes the mouse or a finger, in pixels."""

_KEYS = {
    Qt.Key.Key_Right: (1, False), Qt.Key.Key_Up: (1, False), Qt.Key.Key_Left: (-1, False),
    Qt.Key.Key_Down: (-1, False), Qt.Key.Key_PageUp: (1, True), Qt.Key.Key_PageDown: (-1, True),
}  # fmt: skip


class Handle(QAbstractSlider):
    """One end of a range: it takes keys and mouse, and its track does the rest.

    `pulled` carries where on the track the mouse wants it, in px.
    """

    pulled = Signal(float)
    stepped = Signal(int, bool)
    sent_to_end = Signal(int)
    let_go = Signal()
    given_up = Signal()
    focus_moved = Signal()

    def __init__(self, parent: QWidget, amount: Amount, name: str) -> None:
        super().__init__(parent)
        self._off: float | None = None
        self.setRange(amount.low, amount.high)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.resize(REACH, REACH)
        self.middle = REACH / 2
        """Where inside the reach the end itself is, in px."""

    @property
    def held(self) -> bool:
        """Whether the mouse holds it."""
        return self._off is not None

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._off = event.position().x() - self.middle

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._off is not None:
            self.pulled.emit(self.mapToParent(event.position()).x() - self._off)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._off is not None:
            self._off = None
            self.let_go.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS:
            self.stepped.emit(*_KEYS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.sent_to_end.emit(-1 if key == Qt.Key.Key_Home else 1)
        elif key == Qt.Key.Key_Escape and self._off is not None:
            self._off = None
            self.given_up.emit()
        else:
            event.ignore()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self.let_go.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: scrolling past a range must not change it."""
        event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._off = None
        self.let_go.emit()
        self.focus_moved.emit()
