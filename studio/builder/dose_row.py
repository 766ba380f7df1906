"""One number of a dose with its label, where it comes from, and a second number where it is a range."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from studio.builder.dose_fields import DoseField, Shown, span_of
from studio.builder.fields import Stepper
from studio.builder.pieces import IconButton, RangeToggle, Refusal, Words
from studio.core.quantity import Range, fixed, in_use

LABEL = 86
"""Width of the labels, in pixels."""


class AmountRow(QWidget):
    """The row of one DoseField. `edited` carries its key and new Range, `reset` its key.

    `taken_back` carries the key and the Range (None: mixed) before a typing that came to nothing.
    """

    edited = Signal(str, object)
    taken_back = Signal(str, object)
    settled = Signal()
    reset = Signal(str)

    def __init__(self, field: DoseField, *, resets: bool = True) -> None:
        super().__init__()
        self.field, self._resets = field, resets
        self._open, self._a_side = False, False
        self._shown, self._intensity = Shown(None, False, None, ""), Fraction(0)
        self.low = Stepper(field.amount, field.label)
        self.high = Stepper(field.amount, f"{field.label}, full")
        self._label = Words(field.label, colour="tx2")
        self._label.setBuddy(self.low.edit)
        self._gentle = Words("gentle", px=13, colour="tx3")
        self._full = Words("full", px=13, colour="tx3")
        self.toggle = RangeToggle(f"{field.label}: a range, from gentle to full")
        self.back = IconButton("undo", f"Use the exercise's value for {field.word}", size=28, glyph=16)
        self._now, self._note = Words(px=13, colour="tx2"), Words(px=13, colour="tx3")
        self._refusal = Refusal()
        self._lay_out()
        self._connect()

    def show_value(self, shown: Shown, intensity: Fraction, *, a_side: bool = False) -> None:
        """Show what the selected steps say; `intensity` picks the value in use of a range."""
        self._shown, self._intensity, self._a_side = shown, intensity, a_side
        span, instead = span_of(shown.value), span_of(shown.instead)
        ranged = self._open or (span is not None and not span.fixed)
        pale = not shown.own
        start = None if instead is None else instead.low
        self.low.set_bounds(None, span.high if ranged and span else None)
        self.high.set_bounds(span.low if ranged and span else None, None)
        self.low.show_value(None if span is None else span.low, pale=pale, fallback=start)
        self.high.show_value(None if span is None else span.high, pale=pale, fallback=start)
        self.low.edit.setAccessibleName(f"{self.field.label}, gentle" if ranged else self.field.label)
        for part in (self.high, self._gentle, self._full, self._now):
            part.setVisible(ranged)
        self.toggle.setChecked(ranged)
        self.toggle.setEnabled(span is not None)
        self.back.setVisible(shown.own and self._resets)
        now = None if span is None else in_use(span, intensity, self.field.amount.grain)
        self._now.setText("" if now is None else f"now {self.field.amount.show(now)}")
        self._note.setText(self._words(span, instead))
        self._note.setVisible(bool(self._note.text()))

    def refuse(self, why: str) -> None:
        """Answer to `edited`: the routine cannot take the value."""
        for stepper in (self.low, self.high):
            stepper.refuse(why)

    def forget(self) -> None:
        """Drop what was typed and refused, and a range that was only opened."""
        self._open = False
        self.low.forget()
        self.high.forget()

    def _words(self, span: Range | None, instead: Range | None) -> str:
        parts = ["per side"] if self._a_side else []
        if not self._shown.own:
            parts.append(self._shown.origin)
        elif instead is not None and instead != span:
            parts.append(f"instead of {self.field.amount.words(instead)}")
        return " \N{MIDDLE DOT} ".join(part for part in parts if part)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, LABEL)
        grid.setColumnStretch(3, 1)
        heading = QHBoxLayout()
        heading.setContentsMargins(0, 0, 8, 0)
        heading.addWidget(self._label, 1)
        heading.addWidget(self._gentle)
        grid.addLayout(heading, 0, 0)
        grid.addWidget(self.low, 0, 1)  # the tab key follows the order in which they are added
        grid.addWidget(self.high, 1, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(6, 0, 0, 0)
        buttons.setSpacing(2)
        for button in (self.toggle, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        grid.addLayout(buttons, 0, 2, 1, 2)
        full = QHBoxLayout()
        full.setContentsMargins(0, 0, 8, 0)
        full.addStretch(1)
        full.addWidget(self._full)
        grid.addLayout(full, 1, 0)
        self._now.setContentsMargins(4, 0, 0, 0)
        grid.addWidget(self._now, 1, 2, 1, 2)
        grid.addWidget(self._note, 2, 1, 1, 3)
        grid.addWidget(self._refusal, 3, 0, 1, 4)
        self._note.setContentsMargins(2, 0, 0, 0)
        self.toggle.setVisible(self.field.ranged)
        keep = self.back.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(keep)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _connect(self) -> None:
        self.low.edited.connect(self._edit_low)
        self.high.edited.connect(self._edit_high)
        for stepper in (self.low, self.high):
            stepper.taken_back.connect(self._take_back)
            stepper.settled.connect(self.settled)
            stepper.refused.connect(self._show_refusal)
        self.toggle.clicked.connect(self._toggle)
        self.back.clicked.connect(self._ask_reset)

    def _edit_low(self, value: int) -> None:
        span = span_of(self._shown.value)
        wide = self.toggle.isChecked() and span is not None
        self.edited.emit(self.field.key, Range(value, span.high) if wide and span else fixed(value))

    def _edit_high(self, value: int) -> None:
        span = span_of(self._shown.value)
        if span is not None:
            self.edited.emit(self.field.key, Range(span.low, value))

    def _take_back(self) -> None:
        low, high = self.low.value, self.high.value if self.toggle.isChecked() else self.low.value
        self.taken_back.emit(self.field.key, None if low is None or high is None else Range(low, high))

    def _toggle(self) -> None:
        span = span_of(self._shown.value)
        self._open = self.toggle.isChecked()
        if span is not None and not span.fixed and not self._open:
            now = in_use(span, self._intensity, self.field.amount.grain)
            self.edited.emit(self.field.key, fixed(now))
            self.settled.emit()
        else:
            self.show_value(self._shown, self._intensity, a_side=self._a_side)
            if self._open:
                self.high.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_reset(self) -> None:
        self._open = False
        self.low.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reset.emit(self.field.key)

    def _show_refusal(self) -> None:
        self._refusal.say(self.low.wrong or self.high.wrong)
