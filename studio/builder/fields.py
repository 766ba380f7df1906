"""The stepper of the inspector: one number, or a range of them, typed or stepped."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget
from typing_extensions import override

from studio.builder.amounts import Amount, AmountError
from studio.builder.pieces import RING, field_height, paint_frame
from studio.builder.value_edit import StepButton, ValueEdit
from studio.core.quantity import Range, fixed
from studio.paint.look import LIGHT, Look

MIXED = "mixed"
WIDTH = 114


class Stepper(QWidget):
    """A number with minus and plus, typed or stepped; where `ranges` may be, "30-60" is one.

    `edited` carries each new Range at once, also while it is typed; `settled` comes when the button or
    key is let go or the typing is over. Where the typing leads to something that cannot be used, or is given
    up with Esc, `taken_back` carries the Range before it (None: mixed). What is typed and refused stays as
    it is, and `refused` says why; it says nothing when all is well again.
    """

    edited = Signal(object)
    taken_back = Signal(object)
    settled = Signal()
    refused = Signal(str)

    def __init__(self, amount: Amount, name: str, *, width: int = WIDTH, ranges: bool = False) -> None:
        super().__init__()
        self._amount, self._width, self._ranges, self._look = amount, width, ranges, LIGHT
        self._value: Range | None = None
        self._before: Range | None = None
        self._now, self._fallback = amount.low, amount.low
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
        self.edit.textEdited.connect(self._typed)
        self.edit.stepped.connect(self._step)
        self.edit.let_go.connect(self.settled)
        self.edit.finished.connect(self.finish)
        self.edit.given_up.connect(self._give_up)
        self.edit.focus_moved.connect(self._follow_focus)
        for button, by in ((self.less, -1), (self.more, 1)):
            # Not `clicked`, which comes once more after the button has been let go.
            button.pressed.connect(self.up if by > 0 else self.down)
            button.released.connect(self._let_go)
        self._dress()

    @property
    def value(self) -> Range | None:
        """What is shown; None where several steps differ."""
        return self._value

    @property
    def wrong(self) -> str:
        """Why what was typed is refused; empty where it is not."""
        return self._wrong

    def show_value(
        self, value: Range | None, *, now: int | None = None, pale: bool = False, fallback: int | None = None
    ) -> None:
        """Show a number or a range (None: mixed; steps then begin at `fallback`).

        `now` is the value in use of a range; `pale` where the value is inherited. What is being typed, or
        was refused, stays while the value is the same.
        """
        self._fallback = self._amount.low if fallback is None else fallback
        if value is not None:
            self._now = value.low if now is None else now
        if pale != self._pale:
            self._pale = pale
            self._dress()
        if value != self._value or not (self.edit.unfinished or self._wrong):
            self._value = value
            self._show_text()
        self._show_ends()

    def take(self, value: Range) -> None:
        """Show another value and hand it on, as if it had been typed."""
        if self._take(value):
            self._show_text()

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
                taken = self._take(self._parsed(self.edit.text()))
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

    def _parsed(self, text: str) -> Range:
        return self._amount.parsed_span(text) if self._ranges else fixed(self._amount.parsed(text))

    def _typed(self, text: str) -> None:
        if not self.edit.unfinished:
            self.edit.unfinished, self._before = True, self._value
        try:
            value = self._parsed(text)
        except AmountError:
            self._take_back()
            return
        self._refuse("")
        if not self._take(value):
            self._take_back()

    def _give_up(self) -> None:
        self._take_back()
        self._show_text()
        self.settled.emit()

    def _step(self, by: int, page: bool) -> None:
        amount = self._amount
        start = self._fallback if self._value is None else self._now
        moved = amount.stepped(start, by, page=page) - start
        self.take(amount.shifted(self._value or fixed(start), moved))

    def _take(self, value: Range) -> bool:
        """Hand a new value on; False where whoever got it refused it."""
        before, now = self._value, self._now
        if value == before:
            return True
        self._value, self._veto = value, ""
        self._now = value.low if value.fixed else max(value.low, min(value.high, now))
        self.edited.emit(value)
        if self._veto:
            self._value, self._now = before, now
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

    def _follow_focus(self) -> None:
        if not self.edit.unfinished:
            self._show_text()
        self.update()

    def _show_text(self) -> None:
        """A range is shown by its value in use, and as a whole while it may be typed."""
        self.edit.unfinished = False
        value, text = self._value, ""
        if value is not None:
            whole = value.fixed or self.edit.hasFocus()
            text = self._amount.typed(value) if whole else self._amount.show(self._now)
        if text != self.edit.text():
            self.edit.setText(text)
        self.edit.setPlaceholderText(MIXED if value is None else "")
        self._refuse("")

    def _refuse(self, why: str) -> None:
        if why != self._wrong:
            self._wrong = why
            self.refused.emit(why)
            self.update()
        hint = "Up and Down change it." if not self._ranges else "Up and Down change it; 30-60 is a range."
        self.edit.setAccessibleDescription(why or hint)

    def _show_ends(self) -> None:
        at = self._value or fixed(self._fallback)
        self.less.setEnabled(at.low > self._amount.low)
        self.more.setEnabled(at.high < self._amount.high)

    def _dress(self) -> None:
        look = self._look
        self.setFixedSize(look.grown(self._width), field_height(look))
        self.edit.setFont(look.font(14, 400 if self._pale else 600))
        palette = self.edit.palette()
        palette.setColor(palette.ColorRole.Text, look.tx2 if self._pale else look.tx)
        palette.setColor(palette.ColorRole.PlaceholderText, look.tx3)
        palette.setColor(palette.ColorRole.Highlight, look.ac)
        palette.setColor(palette.ColorRole.HighlightedText, look.on_ac)
        self.edit.setPalette(palette)
        self.update()
