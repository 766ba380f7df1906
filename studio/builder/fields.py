"""The stepper of the inspector: one number, typed or stepped."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget
from typing_extensions import override

from studio.builder.amounts import Amount, AmountError
from studio.builder.pieces import RING, field_height, paint_frame
from studio.builder.value_edit import StepButton, ValueEdit
from studio.paint.look import LIGHT, Look, font

MIXED = "mixed"


class Stepper(QWidget):
    """A number with minus and plus, typed or stepped.

    `edited` carries each new value at once, also while one is typed; `settled` comes when the button or
    key is let go or the typing is over. Where the typing leads to something that cannot be used, `taken_back`
    carries the value before it (None: mixed). What is typed and refused stays as it is, and `refused` says
    why; it says nothing when all is well again.
    """

    edited = Signal(int)
    taken_back = Signal(object)
    settled = Signal()
    refused = Signal(str)

    def __init__(self, amount: Amount, name: str, *, width: int = 118) -> None:
        super().__init__()
        self._amount, self._look = amount, LIGHT
        self._value: int | None = None
        self._before: int | None = None
        self._fallback = amount.low
        self._low: int | None = None
        self._high: int | None = None
        self._pale, self._wrong, self._veto = False, "", ""
        self.edit = ValueEdit()
        self.edit.setAccessibleName(name)
        self.less = StepButton("minus", f"{name}: less")
        self.more = StepButton("plus", f"{name}: more")
        self.setFocusProxy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(int(RING), int(RING), int(RING), int(RING))
        row.setSpacing(0)
        for part, stretch in ((self.less, 0), (self.edit, 1), (self.more, 0)):
            row.addWidget(part, stretch)
        self.setFixedSize(width, field_height(font(14)))
        self.edit.textEdited.connect(self._typed)
        self.edit.stepped.connect(self._step)
        self.edit.let_go.connect(self.settled)
        self.edit.finished.connect(self.finish)
        self.edit.focus_moved.connect(self.update)
        for button, by in ((self.less, -1), (self.more, 1)):
            # Not `clicked`, which comes once more after the button has been let go.
            button.pressed.connect(self.up if by > 0 else self.down)
            button.released.connect(self._let_go)
        self._dress()

    @property
    def value(self) -> int | None:
        """The value that is shown; None where several differ."""
        return self._value

    @property
    def wrong(self) -> str:
        """Why what was typed is refused; empty where it is not."""
        return self._wrong

    def show_value(self, value: int | None, *, pale: bool = False, fallback: int | None = None) -> None:
        """Show a value (None: mixed; steps then begin at `fallback`); `pale` where it is inherited.

        What is being typed, or was refused, stays while the value is the same.
        """
        self._fallback = self._amount.low if fallback is None else fallback
        if pale != self._pale:
            self._pale = pale
            self._dress()
        if value != self._value or not self.edit.unfinished:
            self._value = value
            self._show_text()
        self._show_ends()

    def set_bounds(self, low: int | None = None, high: int | None = None) -> None:
        """The other end of a range, which this one may reach but not pass."""
        self._low, self._high = low, high
        self._show_ends()

    def refuse(self, why: str) -> None:
        """Answer to `edited`: the value cannot be had. It goes back, and what was typed stays."""
        self._veto = why

    def forget(self) -> None:
        """Drop what was typed and refused."""
        self._show_text()

    def finish(self) -> None:
        """The typing is over: write the value out, or say why it is refused."""
        if self.edit.unfinished:
            try:
                taken = self._take(self._amount.parsed(self.edit.text(), self._low, self._high))
            except AmountError as error:
                self._refuse(str(error))
            else:
                if taken:
                    self._show_text()
        self.settled.emit()

    def up(self) -> None:
        """One step more."""
        self._step(1, False)

    def down(self) -> None:
        """One step less."""
        self._step(-1, False)

    def set_look(self, look: Look) -> None:
        self._look = look
        self._dress()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        fill = look.panel if self._pale else look.card
        edge = look.warn_line if self._wrong else look.ctl
        focus = self.edit.hasFocus()
        paint_frame(painter, QRectF(self.rect()), look, fill=fill, edge=edge, focus=focus)

    def _typed(self, text: str) -> None:
        if not self.edit.unfinished:
            self.edit.unfinished, self._before = True, self._value
        try:
            value = self._amount.parsed(text, self._low, self._high)
        except AmountError:
            self._take_back()
            return
        self._refuse("")
        if not self._take(value):
            self._take_back()

    def _step(self, by: int, page: bool) -> None:
        start = self._fallback if self._value is None else self._value
        moved = self._amount.stepped(start, by, page=page)
        low = self._amount.low if self._low is None else self._low
        high = self._amount.high if self._high is None else self._high
        if self._take(max(low, min(high, moved))):
            self._show_text()

    def _take(self, value: int) -> bool:
        """Hand a new value on; False where whoever got it refused it."""
        before = self._value
        if value == before:
            return True
        self._value, self._veto = value, ""
        self.edited.emit(value)
        if self._veto:
            self._value = before
            self._refuse(self._veto)
        self._show_ends()
        return not self._veto

    def _take_back(self) -> None:
        """What is typed cannot be used: leave things as they were before it."""
        if self._value != self._before:
            self._value = self._before
            self._show_ends()
            self.taken_back.emit(self._before)

    def _let_go(self) -> None:
        # Qt releases and presses a repeating button over and over while it is held.
        button = self.sender()
        if not (isinstance(button, QAbstractButton) and button.isDown()):
            self.settled.emit()

    def _show_text(self) -> None:
        self.edit.unfinished = False
        self.edit.setText("" if self._value is None else self._amount.show(self._value))
        self.edit.setPlaceholderText(MIXED if self._value is None else "")
        self._refuse("")

    def _refuse(self, why: str) -> None:
        if why != self._wrong:
            self._wrong = why
            self.refused.emit(why)
            self.update()
        self.edit.setAccessibleDescription(why or "Up and Down change it.")

    def _show_ends(self) -> None:
        at = self._fallback if self._value is None else self._value
        self.less.setEnabled(at > (self._amount.low if self._low is None else self._low))
        self.more.setEnabled(at < (self._amount.high if self._high is None else self._high))

    def _dress(self) -> None:
        self.edit.setFont(font(14, 400 if self._pale else 600))
        palette = self.edit.palette()
        palette.setColor(palette.ColorRole.Text, self._look.tx2 if self._pale else self._look.tx)
        palette.setColor(palette.ColorRole.PlaceholderText, self._look.tx3)
        palette.setColor(palette.ColorRole.Highlight, self._look.ac)
        palette.setColor(palette.ColorRole.HighlightedText, self._look.on_ac)
        self.edit.setPalette(palette)
        self.update()
