"""The inspector of a circuit, and of the routine as a whole."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.app.document import RoutineDocument
from studio.builder.amounts import ROUNDS, TIME
from studio.builder.breath_field import BreathField, pattern_name
from studio.builder.dose_fields import DoseField, Shown
from studio.builder.dose_row import AmountRow
from studio.builder.pieces import Refusal, Words
from studio.builder.text_field import TextField
from studio.core.breath import BreathPattern
from studio.core.phrase import counts, plural, times
from studio.core.quantity import Range, fixed
from studio.core.routine import Circuit, Item, mapped
from studio.files.kinds import LONGEST_TITLE

_ROUNDS = DoseField("rounds", "Rounds", ROUNDS, counts, ranged=False)
_REST = DoseField("rest", "Rest", TIME, times, ranged=False)


class CircuitPage(QWidget):
    """Shows and edits a circuit's title, rounds and rest."""

    def __init__(self, document: RoutineDocument) -> None:
        super().__init__()
        self._document, self._uid = document, 0
        self._under = Words(colour="tx3")
        self.title = TextField("Circuit", longest=LONGEST_TITLE, required=True)
        self.title.edited.connect(self._edit_title)
        self.title.settled.connect(document.end_merge)
        self.rounds, self.rest = AmountRow(_ROUNDS, resets=False), AmountRow(_REST, resets=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.title, self._under, self.rounds, self.rest):
            column.addWidget(part)
        for row in (self.rounds, self.rest):
            row.edited.connect(self._edit_number)
            row.taken_back.connect(self._edit_number)
            row.settled.connect(document.end_merge)

    def show_circuit(self, uid: int) -> None:
        """Show a circuit."""
        self._uid = uid
        self.refresh()

    def forget(self) -> None:
        """Drop what was typed and refused."""
        self.title.forget()
        for row in (self.rounds, self.rest):
            row.forget()

    def refresh(self) -> None:
        """Show what the routine says now."""
        circuit = self._document.routine.find(self._uid)
        if not isinstance(circuit, Circuit):
            return
        self.title.show_text(circuit.title)
        self._under.setText(f"{plural(len(circuit.steps), 'step', 'steps')}, then a rest after each round")
        for row, value in ((self.rounds, circuit.rounds), (self.rest, circuit.rest)):
            row.show_value(Shown(fixed(value), True, fixed(value), ""), Fraction(0))

    def focus_first(self) -> None:
        """Put the keyboard on the rounds."""
        self.rounds.low.edit.setFocus()
        self.rounds.low.edit.selectAll()

    def _edit_number(self, key: str, span: Range) -> None:
        if key == _ROUNDS.key:
            why = self._edit(f"Change rounds to {span.low}", key, rounds=span.low)
        else:
            why = self._edit(f"Change the circuit's rest to {times(span)}", key, rest=span.low)
        if why:
            (self.rounds if key == _ROUNDS.key else self.rest).refuse(why)

    def _edit_title(self, text: str) -> None:
        self._edit("Rename circuit", "title", title=text)

    def _edit(self, text: str, key: str, **values: Any) -> str:
        def change(item: Item) -> Item:
            return replace(item, **values) if isinstance(item, Circuit) and item.uid == self._uid else item

        routine = mapped(self._document.routine, change)
        why = self._document.why_not(routine)
        if not why:
            self._document.edit(text, routine, f"{key} {self._uid}")
        return why


class RoutinePage(QWidget):
    """Shows and edits what belongs to the whole routine."""

    def __init__(self, document: RoutineDocument) -> None:
        super().__init__()
        self._document = document
        self.texts = {
            "title": TextField("Title", longest=LONGEST_TITLE, required=True),
            "author": TextField("Author"),
            "description": TextField("Description", lines=4),
            "source": TextField("Source", lines=3),
        }
        self.breath = BreathField()
        self.breath.chosen.connect(self._choose_breath)
        self.breath.taken_back.connect(self._choose_breath)
        self.breath.settled.connect(document.end_merge)
        label = Words("Breath", colour="tx2")
        label.setBuddy(self.breath)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words("Routine", px=16, weight=660))
        for key, field in self.texts.items():
            field.setObjectName(key)
            field.edited.connect(self._edit_text)
            field.settled.connect(document.end_merge)
            column.addWidget(field)
        column.addWidget(label)
        column.addWidget(self.breath)
        self._refusal = Refusal()
        column.addWidget(self._refusal)

    def refresh(self) -> None:
        """Show what the routine says now."""
        routine = self._document.routine
        for key, field in self.texts.items():
            field.show_text(getattr(routine, key))
        self.breath.show_pattern(routine.breath, own=True)

    def forget(self) -> None:
        """Drop what was typed and refused."""
        for field in self.texts.values():
            field.forget()
        self.breath.forget()

    def focus_first(self) -> None:
        """Put the keyboard on the title."""
        self.texts["title"].edit.setFocus()

    def _edit_text(self, text: str) -> None:
        key = self.sender().objectName()
        words = "Rename routine" if key == "title" else f"Change {key}"
        values: dict[str, Any] = {key: text}
        self._document.edit(words, replace(self._document.routine, **values), key)

    def _choose_breath(self, pattern: BreathPattern) -> None:
        words = f"Change the routine's breath to {pattern_name(pattern).lower()}"
        routine = replace(self._document.routine, breath=pattern)
        why = self._document.why_not(routine)
        if not why:
            self._document.edit(words, routine, "breath")
        self.refresh()
        self._refusal.say(why)
