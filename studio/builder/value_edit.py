"""The typed part of a stepper, and its minus and plus buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from typing_extensions import override

from studio.paint.icons import paint_icon
from studio.paint.look import LIGHT, Look

_STEPS = {
    Qt.Key.Key_Up: (1, False),
    Qt.Key.Key_Down: (-1, False),
    Qt.Key.Key_PageUp: (1, True),
    Qt.Key.Key_PageDown: (-1, True),
}


class ValueEdit(QLineEdit):
    """The typed part of a stepper. Undo and redo are the routine's unless there is typing to take back."""

    stepped = Signal(int, bool)
    let_go = Signal()
    finished = Signal()
    given_up = Signal()
    focus_moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        self.setMaxLength(24)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setStyleSheet("QLineEdit { background: transparent; border: 0; padding: 0; margin: 0; }")
        self.setTextMargins(0, 0, 0, 0)
        self.unfinished, self._entered = False, False

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo_keys = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if not self.unfinished and any(event.matches(key) for key in undo_keys):
                event.ignore()
                return False
            if self.unfinished and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.stepped.emit(*_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
            self.selectAll()
        elif key == Qt.Key.Key_Escape and self.unfinished:
            self.given_up.emit()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and not event.isAutoRepeat():
            self.let_go.emit()
        super().keyReleaseEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._entered = event.reason() is Qt.FocusReason.MouseFocusReason
        self.focus_moved.emit()
        if not self.unfinished:
            self.selectAll()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._entered and not self.hasSelectedText():
            self.selectAll()  # what is typed takes the place of the number
        self._entered = False

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()
        self.focus_moved.emit()


class StepButton(QAbstractButton):
    """Minus or plus beside a value; it repeats while it is held, and leaves the focus where it is."""

    def __init__(self, icon: str, words: str) -> None:
        super().__init__()
        self._icon, self._look = icon, LIGHT
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoRepeat(True)
        self.setAutoRepeatDelay(350)
        self.setAutoRepeatInterval(70)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(25, 28)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            wash = QColor(self._look.tx)
            wash.setAlphaF(0.12 if self.isDown() else 0.06)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 6, 6)
        painter.setOpacity(1.0 if self.isEnabled() else 0.4)
        paint_icon(
            painter, self._icon, QRectF(box.center().x() - 7, box.center().y() - 7, 14, 14), self._look.tx
        )
