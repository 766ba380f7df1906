"""A row of the inspector: a label, its field, what is to be known of it, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from studio.builder.pieces import IconButton, Words, field_height
from studio.paint.look import LIGHT, Look

LABEL = 82
"""Width of the labels, in pixels at the usual text size."""

_ROOM = 272
"""In less width the label stands above its field, in pixels at the usual text size."""


class FieldRow(QWidget):
    """Label and field side by side, or one above the other where the text is too large for that.

    A field that `fills` the row leaves no room beside it: what is to be known stands below. `reset` comes
    with the button for the inherited value, which is there while `offer_back` names one. More pieces may be
    put `beside` the label and, with `add_below`, under the field.
    """

    reset = Signal()

    def __init__(
        self, text: str, field: QWidget, *, fills: bool = False, beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self._field, self._fills, self._look = field, fills, LIGHT
        self._narrow: bool | None = None
        self._text = text
        self.label = Words(text, colour="tx2")
        self.label.setBuddy(field)
        self.words = Words(px=13, colour="tx3")
        self.back = IconButton("undo", f"{text}: back", size=28, glyph=16)
        self.back.clicked.connect(self._ask_reset)
        self.back.hide()
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 4, 0)
        head.setSpacing(0)
        head.addWidget(self.label, 1)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(2, 0, 0, 0)
        self._below.setSpacing(2)
        if fills:
            self._below.addWidget(self.words)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self._grid.addWidget(field, 0, 1)  # the tab key follows the order in which they are added
        if beside is not None:
            head.addWidget(beside)
        if fills:
            head.addWidget(self.back)
        self.words.hide()
        self._place()

    def add_below(self, piece: QWidget, *, narrow: bool = False) -> None:
        """Put a piece under the field, as wide as it or as `narrow` as can be; the last is the lowest."""
        if narrow:
            self._below.addWidget(piece, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._below.addWidget(piece)

    def say(self, words: str) -> None:
        """What is to be known: where the value comes from, what it counts for."""
        if words != self.words.text():
            self.words.setText(words)
            self.words.setVisible(bool(words))
            self._place()

    def offer_back(self, to: str) -> None:
        """Offer the way back to a value, named in words; nothing where there is none."""
        if to:
            self.back.say(f"{self._text}: {to}")
        if self.back.isHidden() == bool(to):
            self.back.setVisible(bool(to))
            self._place()

    def set_look(self, look: Look) -> None:
        self._look, self._narrow = look, None
        self._place()

    @override
    def minimumSizeHint(self) -> QSize:
        # In less width than it has now it would place itself otherwise.
        return QSize(self._look.grown(LABEL), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        narrow = self.width() < self._wanted()
        if narrow is self._narrow:
            return
        self._narrow = narrow
        grid, look, top = self._grid, self._look, Qt.AlignmentFlag.AlignTop
        self._head.setMinimumWidth(0 if narrow else look.grown(LABEL))
        self._head.setMaximumWidth(16_777_215 if narrow else look.grown(LABEL))
        self._head.setMinimumHeight(look.grown(28) if narrow else field_height(look))
        row = int(narrow)
        grid.addWidget(self._head, 0, 0, 1, 3 if narrow else 1, top)
        left = 0 if narrow else 1
        if self._fills:
            grid.addWidget(self._field, row, left, 1, 4 - left)
        else:
            self.words.setMinimumHeight(field_height(look))
            self.words.setContentsMargins(4 if narrow else 5, 0, 0, 0)
            grid.addWidget(self._field, row, left, top)
            grid.addWidget(self.words, row, left + 1, 1, 3 if narrow else 1, top)
            grid.addWidget(self.back, 0, 3)
        grid.removeItem(self._below)
        grid.addLayout(self._below, row + 1, left, 1, 4 - left)

    def _wanted(self) -> int:
        """The width in which label and field stand side by side."""
        wanted = self._look.grown(LABEL) + self._field.minimumSizeHint().width()
        if not self._fills:
            known = not self.words.isHidden()
            wanted += self.words.minimumSizeHint().width() if known else 0
            wanted += 0 if self.back.isHidden() else self.back.width()
        return max(wanted, self._look.grown(_ROOM))

    def _ask_reset(self) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reset.emit()
