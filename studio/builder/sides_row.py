"""The row of the sides on which a step is done."""

from __future__ import annotations

from PySide6.QtCore import Signal

from studio.builder.dose_fields import SIDE_WORDS, Shown, both_sides
from studio.builder.field_row import FieldRow
from studio.builder.segmented import Segmented
from studio.core.dose import Sides
from studio.core.exercise import Exercise


class SidesRow(FieldRow):
    """Chooses the sides. `chosen` carries them, or None for the inherited ones."""

    chosen = Signal(object)

    def __init__(self) -> None:
        self.choice = Segmented("Sides", SIDE_WORDS, padding=8)
        super().__init__("Sides", self.choice, fills=True)
        self._exercise: Exercise | None = None
        self.choice.chosen.connect(self.chosen)
        self.reset.connect(self._reset)

    def show_value(self, shown: Shown, exercise: Exercise | None, *, every: bool) -> None:
        """Show the sides of the selected steps, in the words of an exercise; None too where `every` is."""
        self._exercise = exercise
        self.choice.button(Sides.EACH).setText(both_sides(exercise))
        self.choice.button(Sides.NONE).setVisible(every or shown.value in (None, Sides.NONE))
        self.choice.show_value(shown.value, pale=not shown.own)
        self.say("" if shown.own else shown.origin)
        self.offer_back(shown.back_words(self._words))

    def _words(self, sides: Sides) -> str:
        return both_sides(self._exercise) if sides is Sides.EACH else SIDE_WORDS[sides].lower()

    def _reset(self) -> None:
        self.chosen.emit(None)
