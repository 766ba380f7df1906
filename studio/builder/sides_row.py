"""The row of the sides on which a step is done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from studio.builder.dose_fields import SIDE_WORDS, Shown, both_sides
from studio.builder.pieces import IconButton, Words
from studio.builder.segmented import Segmented
from studio.core.dose import Sides
from studio.core.exercise import Exercise


class SidesRow(QWidget):
    """Chooses the sides. `chosen` carries them, or None for the inherited ones."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.choice = Segmented("Sides", SIDE_WORDS, padding=9)
        self.choice.chosen.connect(self.chosen)
        self.back = IconButton("undo", "Use the exercise's value for sides", size=28, glyph=16)
        self.back.clicked.connect(self._reset)
        self._note = Words(px=13, colour="tx3")
        label = Words("Sides", colour="tx2")
        label.setBuddy(self.choice)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setRowMinimumHeight(0, self.back.height())  # nothing moves when the button comes
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.back, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._note, 0, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.choice, 1, 0, 1, 2)

    def show_value(self, shown: Shown, exercise: Exercise | None) -> None:
        """Show the sides of the selected steps, in the words of an exercise."""
        self.choice.button(Sides.EACH).setText(both_sides(exercise))
        self.choice.show_value(shown.value, pale=not shown.own)
        self.back.setVisible(shown.own)
        self._note.setText("" if shown.own else shown.origin)

    def _reset(self) -> None:
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(None)
