"""The inspector of a circuit, and of the routine as a whole."""

from __future__ import annotations

from collections.abc import Callable
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
    """Shows and edits title, rounds and rest of one circuit, or of several at once."""

    def __init__(self, document: RoutineDocument) -> None:
        super().__init__()
        self._document = document
        self._uids: tuple[int, ...] = ()
        self._several = Words(px=16, weight=660)
        self._under = Words(colour="tx3")
        self.title = TextField("Circuit", longest=LONGEST_TITLE, required=True)
        self.title.edited.connect(self._edit_title)
        self.title.taken_back.connect(self._edit_title)
        self.title.settled.connect(document.end_merge)
        self.rounds, self.rest = AmountRow(_ROUNDS), AmountRow(_REST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._several, self.title, self._under, self.rounds, self.rest):
            column.addWidget(part)
        for row in (self.rounds, self.rest):
            row.edited.connect(self._edit_number)
            row.taken_back.connect(self._take_back)
            row.settled.connect(self._settle)
        self._before: dict[int, Circuit] = {}

    def show_circuits(self, uids: tuple[int, ...]) -> None:
        """Show circuits."""
        self._uids = uids
        self.refresh()

    def forget(self) -> None:
        """Drop what was typed and refused."""
        self._settle()
        self.title.forget()
        for row in (self.rounds, self.rest):
            row.forget()

    def refresh(self) -> None:
        """Show what the routine says now."""
        circuits = self._circuits()
        if not circuits:
            return
        alone = len(circuits) == 1
        steps = plural(sum(len(circuit.steps) for circuit in circuits), "step", "steps")
        self.title.setVisible(alone)
        self._several.setVisible(not alone)
        self._several.setText(f"{len(circuits)} circuits")
        self._under.setText(
            f"{steps}, then a rest after each round" if alone else "A change goes to all of them."
        )
        if alone:
            self.title.show_text(circuits[0].title)
        for row, values in (
            (self.rounds, {circuit.rounds for circuit in circuits}),
            (self.rest, {circuit.rest for circuit in circuits}),
        ):
            value = fixed(values.pop()) if len(values) == 1 else None
            row.show_value(Shown(value, True, None, "", resets=False), Fraction(0))

    def focus_first(self) -> None:
        """Put the keyboard on the rounds."""
        self.rounds.stepper.edit.setFocus()
        self.rounds.stepper.edit.selectAll()

    def _circuits(self) -> list[Circuit]:
        found = (self._document.routine.find(uid) for uid in self._uids)
        return [item for item in found if isinstance(item, Circuit)]

    def _settle(self) -> None:
        self._before = {}
        self._document.end_merge()

    def _edit_number(self, key: str, span: Range) -> None:
        of = "the circuit's" if len(self._uids) == 1 else "the circuits'"
        words = f"rounds to {span.low}" if key == _ROUNDS.key else f"{of} rest to {times(span)}"
        self._before = self._before or {circuit.uid: circuit for circuit in self._circuits()}
        values: dict[str, Any] = {key: span.low}
        why = self._edit(f"Change {words}", key, lambda circuit: replace(circuit, **values))
        if why:
            (self.rounds if key == _ROUNDS.key else self.rest).refuse(why)

    def _take_back(self, key: str, _span: Range | None) -> None:
        before = self._before
        self._edit(f"Change {key}", key, lambda circuit: before.get(circuit.uid, circuit))

    def _edit_title(self, text: str) -> None:
        self._edit("Rename circuit", "title", lambda circuit: replace(circuit, title=text))

    def _edit(self, text: str, key: str, changed: Callable[[Circuit], Circuit]) -> str:
        def change(item: Item) -> Item:
            return changed(item) if isinstance(item, Circuit) and item.uid in self._uids else item

        routine = mapped(self._document.routine, change)
        why = self._document.why_not(routine)
        if not why:
            self._document.edit(text, routine, f"{key} {self._uids}")
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
            field.taken_back.connect(self._edit_text)
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
