"""One number of a dose with its label, where it comes from, and a track where it is a range."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt, Signal

from studio.builder.dose_fields import DoseField, Shown, span_of
from studio.builder.field_row import FieldRow
from studio.builder.fields import Stepper
from studio.builder.pieces import RangeToggle, Refusal
from studio.builder.range_track import RangeTrack
from studio.builder.step_notices import NoticeList
from studio.core.quantity import Range, fixed, in_use


class AmountRow(FieldRow):
    """The row of one DoseField. `edited` carries its key and new Range, `asked_back` its key.

    `taken_back` carries the key and the Range (None: mixed) before a typing that came to nothing.
    """

    edited = Signal(str, object)
    taken_back = Signal(str, object)
    settled = Signal()
    asked_back = Signal(str)

    def __init__(self, field: DoseField) -> None:
        self.stepper = Stepper(field.amount, field.label, ranges=field.ranged)
        self.toggle = RangeToggle(f"{field.label}: a range, from gentle to full")
        super().__init__(field.label, self.stepper, beside=self.toggle)
        self.label.setBuddy(self.stepper.edit)
        self.field = field
        self._open, self._by_track = False, False
        self._shown, self._intensity, self._about = Shown(None, False, None, ""), Fraction(0), ""
        self.track = RangeTrack(field.amount, field.label)
        self._refusal = Refusal()
        self.track.hide()
        self.toggle.setVisible(field.ranged)
        self.add_below(self.track)
        self.add_below(self._refusal)
        self.notices = NoticeList()
        self.add_below(self.notices)
        self.stepper.edited.connect(self._edit)
        self.stepper.taken_back.connect(self._take_back)
        self.stepper.settled.connect(self.settled)
        self.stepper.refused.connect(self._refusal.say)
        self.track.edited.connect(self._edit_by_track)
        self.track.settled.connect(self.settled)
        self.toggle.clicked.connect(self._toggle)
        self.reset.connect(self._reset)

    def show_value(self, shown: Shown, intensity: Fraction, *, about: str = "") -> None:
        """Show what the selected steps say; `intensity` picks the value in use of a range.

        `about` is what else is to be known: what the number counts for, what is advised.
        """
        self._shown, self._intensity, self._about = shown, intensity, about
        span, instead = span_of(shown.value), span_of(shown.instead)
        ranged = span is not None and (self._open or not span.fixed)
        pale, now = not shown.own, self._now(span)
        start = None if instead is None else instead.low
        self.stepper.show_value(span, now=now, pale=pale, fallback=start)
        self.toggle.setChecked(ranged)
        self.toggle.setEnabled(span is not None)
        self.track.setVisible(ranged)
        if ranged and span is not None and now is not None:
            self.track.show_span(span, now, pale=pale)
        self.say("\n".join(filter(None, (about, "" if shown.own else shown.origin))))
        self.offer_back(shown.back_words(self._value_words))

    def refuse(self, why: str) -> None:
        """Answer to `edited`: the routine cannot take the value."""
        self.stepper.refuse(why)

    def forget(self) -> None:
        """Drop what was typed and refused, and a range that was only opened."""
        self._open = False
        self.stepper.forget()
        self.track.forget()

    def _value_words(self, value: Range | int) -> str:
        return self.field.amount.words(fixed(value) if isinstance(value, int) else value)

    def _now(self, span: Range | None) -> int | None:
        return None if span is None else in_use(span, self._intensity, self.field.amount.grain)

    def _edit(self, span: Range) -> None:
        self._open = self._by_track or (self._open and not span.fixed)
        self.edited.emit(self.field.key, span)

    def _edit_by_track(self, span: Range) -> None:
        self._by_track = True  # the handles stay, also where they meet
        self.stepper.take(span)
        self._by_track = False
        self.show_value(self._shown, self._intensity, about=self._about)

    def _take_back(self, span: Range | None) -> None:
        self.taken_back.emit(self.field.key, span)

    def _toggle(self) -> None:
        span = self.stepper.value
        self._open = self.toggle.isChecked()
        if span is not None and not span.fixed and not self._open:
            now = self._now(span)
            self.stepper.take(fixed(span.low if now is None else now))
            self.settled.emit()
        self.show_value(self._shown, self._intensity, about=self._about)
        if self._open:
            self.track.high.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reset(self) -> None:
        self._open = False
        self.asked_back.emit(self.field.key)
