"""The notes for the player, where they come from, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from studio.builder.dose_fields import Shown
from studio.builder.pieces import IconButton, Words
from studio.builder.text_field import TextField


class NoteRow(TextField):
    """Notes of one step or of several. `reset` comes with the button for the inherited note."""

    reset = Signal()

    def __init__(self) -> None:
        self._origin = Words(px=13, colour="tx3")
        self.back = IconButton("undo", "Notes: back", size=28, glyph=16)
        super().__init__("Notes for the player", lines=3, beside=(self._origin, self.back))
        self.back.clicked.connect(self._ask_reset)

    def show_value(self, shown: Shown) -> None:
        """Show the notes of the selected steps."""
        self.show_text(shown.value)
        inherited = bool(shown.value) and not shown.own
        self._origin.setText(shown.origin if inherited else "")
        self._origin.setVisible(inherited)
        to = shown.back_words(lambda note: "the exercise's note" if note else "no note")
        if to:
            self.back.say(f"Notes: {to}")
        self.back.setVisible(bool(to))

    def _ask_reset(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reset.emit()
