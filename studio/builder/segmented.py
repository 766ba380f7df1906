"""A choice of one among a few words, all of them in view."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from studio.builder.pieces import ROUND, paint_ring
from studio.paint.look import LIGHT, Look

_EDGE, _APART = 3, 2  # pixels around the words and between them
_CLOSE = 3
"""Room beside a word where there is little, in pixels."""


class Segment(QRadioButton):
    """One word of a segmented choice."""

    def __init__(self, text: str, padding: int) -> None:
        super().__init__(text)
        self._look, self._padding, self._pale = LIGHT, padding, False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.updateGeometry()
        self.update()

    def set_pale(self, pale: bool) -> None:
        """Whether the choice is inherited."""
        self._pale = pale
        self.update()

    @override
    def sizeHint(self) -> QSize:
        # Room for the chosen, heavier writing, so that nothing moves when the choice does.
        metrics = QFontMetrics(self._look.font(13, 600))
        return QSize(
            metrics.horizontalAdvance(self.text()) + 2 * self._padding, max(28, metrics.height() + 8)
        )

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() - QSize(2 * (self._padding - _CLOSE), 0)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return True

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() and not self._pale
        if self.isChecked():
            painter.setPen(QPen(look.line, 1))
            painter.setBrush(look.panel if self._pale else look.raised)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.setFont(look.font(13, 600 if strong else 500))
        painter.setPen(look.tx if strong else look.tx2)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), look, 7)


T = TypeVar("T", bound=Hashable)


class Segmented(QWidget, Generic[T]):
    """One of a few words, all of them in view, in two rows where one is too short for them.

    `chosen` carries the word's value.
    """

    chosen = Signal(object)

    def __init__(self, name: str, words: Mapping[T, str], *, padding: int = 10) -> None:
        super().__init__()
        self._look = LIGHT
        self.setAccessibleName(name)
        self._buttons = {value: Segment(text, padding) for value, text in words.items()}
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._grid.setSpacing(_APART)
        self._placed: tuple[int, list[Segment]] = (0, [])
        for value, button in self._buttons.items():
            button.setAccessibleName(f"{name}: {words[value]}")
            self._group.addButton(button)
            button.setParent(self)
            button.show()  # when this is
            button.clicked.connect(self._choose)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._place()
        self.setFocusProxy(next(iter(self._buttons.values())))

    def button(self, value: T) -> QRadioButton:
        """The button of a value."""
        return self._buttons[value]

    def show_value(self, value: T | None, *, pale: bool = False) -> None:
        """Show a value; None where several differ."""
        self._group.setExclusive(False)
        for of, button in self._buttons.items():
            button.setChecked(of == value)
            button.set_pale(pale)
        self._group.setExclusive(True)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.well)
        painter.drawRoundedRect(QRectF(self.rect()), ROUND + 1, ROUND + 1)

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._place()
        return done

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._in_a_row(least=False), self._grid.sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._in_a_row(least=True), self._grid.minimumSize().height())

    def _in_a_row(self, *, least: bool) -> int:
        """The width that all words take side by side."""
        shown = [button for button in self._buttons.values() if not button.isHidden()]
        hints = [button.minimumSizeHint() if least else button.sizeHint() for button in shown]
        return sum(hint.width() for hint in hints) + _APART * (len(shown) - 1) + 2 * _EDGE

    def _place(self) -> None:
        shown = [button for button in self._buttons.values() if not button.isHidden()]
        columns = len(shown) if self._in_a_row(least=True) <= self.width() else (len(shown) + 1) // 2
        if (columns, shown) != self._placed:
            self._placed = columns, shown
            for number, button in enumerate(shown):
                self._grid.addWidget(button, number // columns, number % columns)
            self.updateGeometry()

    def _choose(self) -> None:
        for value, button in self._buttons.items():
            if button is self.sender():
                self.chosen.emit(value)
