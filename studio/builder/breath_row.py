"""The row of a step's breath: its pattern, how it fits the hold, and the hold in which it keeps its pace."""

from __future__ import annotations

from PySide6.QtCore import Signal

from studio.builder.breath_field import BreathField, pattern_words
from studio.builder.dose_fields import Shown
from studio.builder.field_row import FieldRow
from studio.builder.pieces import LinkButton, Remark
from studio.builder.step_view import Pacing
from studio.core.phrase import short


class BreathRow(FieldRow):
    """Chooses a pattern. `chosen` carries it, None for the inherited one; `better_hold` the offered ms."""

    chosen = Signal(object)
    taken_back = Signal()
    settled = Signal()
    better_hold = Signal(int)

    def __init__(self) -> None:
        self.field = BreathField("As the exercise or the routine")
        super().__init__("Breath", self.field, fills=True)
        self.label.setBuddy(self.field.choice)
        self._better = 0
        self.pacing = Remark("info")
        self.offer = LinkButton("")
        self.add_below(self.pacing)
        self.add_below(self.offer, narrow=True)
        self.field.chosen.connect(self.chosen)
        self.field.taken_back.connect(self._take_back)
        self.field.settled.connect(self.settled)
        self.offer.clicked.connect(self._take_offer)
        self.reset.connect(self._reset)

    def show_value(self, shown: Shown, pacing: Pacing | None) -> None:
        """Show the pattern of the selected steps, and how it fits the hold of one."""
        self.field.show_pattern(shown.value, own=shown.own)
        self.say("" if shown.own else shown.origin)
        self.offer_back(shown.back_words(pattern_words))
        self.pacing.setText("" if pacing is None else pacing.words)
        self.pacing.setVisible(pacing is not None)
        self._better = (pacing.better if pacing else None) or 0
        if self._better:
            self.offer.setText(f"Use {short(self._better)}")
            self.offer.updateGeometry()
            self.offer.setToolTip("A hold in which every breath keeps its own length")
        self.offer.setVisible(bool(self._better))

    def forget(self) -> None:
        """Drop what was typed and refused."""
        self.field.forget()

    def _take_back(self) -> None:
        self.taken_back.emit()

    def _take_offer(self) -> None:
        self.better_hold.emit(self._better)

    def _reset(self) -> None:
        self.chosen.emit(None)
