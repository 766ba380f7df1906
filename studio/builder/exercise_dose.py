"""The doses of the exercise that is being made: the usual one, and the presets."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.builder.choices import Check, Choice
from studio.builder.dose_fields import DOSE_FIELDS, SWITCH_WORDS, Target, shown
from studio.builder.dose_row import AmountRow
from studio.builder.exercise_draft import ExerciseDraft
from studio.builder.field_row import FieldRow
from studio.builder.pieces import IconButton, Refusal
from studio.builder.segmented import Segmented
from studio.builder.sides_row import SidesRow
from studio.builder.step_edits import UNITS
from studio.builder.text_field import TextField
from studio.core.dose import DEFAULT_DOSE, Dose, Sides
from studio.core.exercise import Exercise, Preset
from studio.core.plain import one_line
from studio.core.quantity import Range
from studio.core.routine import Step
from studio.files.kinds import LONGEST_TITLE

_USUAL = "Usual dose"
_LONGEST = 40
_PLAIN = ("change", "prepare")
"""Times that are never a range."""


class DosePage(QWidget):
    """Shows and edits one dose of an exercise; `preset` is its name, None for the usual one."""

    def __init__(self, draft: ExerciseDraft) -> None:
        super().__init__()
        self._draft = draft
        self.preset: str | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._add_presets()
        self.unit = Segmented("Hold", UNITS)
        self.unit.chosen.connect(self._choose_unit)
        self._column.addWidget(FieldRow("Hold in", self.unit, fills=True))
        self.rows: dict[str, AmountRow] = {}
        for field in DOSE_FIELDS:
            row = AmountRow(field)
            row.edited.connect(self._set_number)
            row.taken_back.connect(self._set_number)
            row.settled.connect(draft.end_merge)
            row.asked_back.connect(lambda key: self._edit(key, {key: None}))
            self.rows[field.key] = row
            self._column.addWidget(row)
        self.sides = SidesRow()
        self.sides.chosen.connect(self._choose_sides)
        self._column.addWidget(self.sides)
        self.switches = {key: Check(words) for key, words in SWITCH_WORDS.items()}
        for key, check in self.switches.items():
            check.clicked.connect(lambda _on=False, of=key: self._switch(of))
            self._column.addWidget(check)
        self.refusal = Refusal()
        self._column.addWidget(self.refusal)
        self._column.addStretch(1)
        draft.checked.connect(lambda: self.refusal.say(draft.said_of("dose", "presets")))
        self.refresh()

    def refresh(self) -> None:
        """Show the dose as it is now."""
        exercise = self._draft.exercise
        if self.preset not in exercise.presets:
            self.preset = None
        names = [_USUAL, *(one_line(name, _LONGEST) for name in exercise.presets)]
        if [self.choice.itemText(i) for i in range(self.choice.count())] != names:
            self.choice.clear()
            self.choice.addItems(names)
        self.choice.setCurrentIndex(
            0 if self.preset is None else 1 + list(exercise.presets).index(self.preset)
        )
        self.name.setVisible(self.preset is not None)
        self.name.show_text(self.preset or "")
        self.remove.setEnabled(self.preset is not None)
        target = self._target(exercise)
        for key, row in self.rows.items():
            field = row.field
            said = key != "prepare" or target.dose.prepare is not None  # else the positions decide
            row.setVisible(said and field.used(target))
            about = "per side" if field.a_side and target.dose.sides is Sides.EACH else ""
            row.show_value(shown((target,), key), Fraction(1, 2), about=about)
        self.unit.show_value("hold" if target.dose.breaths is None else "breaths")
        self.sides.show_value(shown((target,), "sides"), exercise, every=True)
        for key, check in self.switches.items():
            check.setChecked(bool(getattr(target.dose, key)))
            check.set_pale(getattr(self._own, key) is None)

    @property
    def _own(self) -> Dose:
        exercise = self._draft.exercise
        return exercise.dose if self.preset is None else exercise.presets[self.preset].dose

    def _target(self, exercise: Exercise) -> Target:
        """The dose as the inspector sees a step's: what it leaves open comes from below."""
        below = replace(exercise, dose=Dose(), assumed=()) if self.preset is None else exercise
        return Target.of(Step(exercise.id, dose=self._own), replace(below, presets={}), DEFAULT_DOSE)

    def _add_presets(self) -> None:
        self.choice = Choice("Dose")
        self.choice.activated.connect(self._choose_preset)
        self.add = IconButton("plus", "Add a preset", size=30)
        self.remove = IconButton("trash", "Delete the preset", size=30)
        self.add.clicked.connect(self._add_preset)
        self.remove.clicked.connect(self._remove_preset)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.choice, 1)
        line.addWidget(self.add)
        line.addWidget(self.remove)
        self._column.addLayout(line)
        self.name = TextField("Preset's name", longest=LONGEST_TITLE, required=True)
        self.name.settled.connect(self._rename)
        self._column.addWidget(self.name)
        self._typed = ""
        self.name.edited.connect(self._keep_typed)

    def _keep_typed(self, text: str) -> None:
        self._typed = text.strip()

    def _choose_preset(self, row: int) -> None:
        self.preset = None if row == 0 else list(self._draft.exercise.presets)[row - 1]
        self._typed = ""
        self._draft.end_merge()
        self.refresh()

    def _add_preset(self) -> None:
        exercise = self._draft.exercise
        name = next(n for i in range(1, 1000) if (n := f"preset-{i}") not in exercise.presets)
        self.preset, self._typed = name, ""
        made = replace(exercise, presets={**exercise.presets, name: Preset(Dose())})
        self._draft.edit("Add a preset", made)
        self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.edit.selectAll()

    def _remove_preset(self) -> None:
        exercise = self._draft.exercise
        kept = {name: preset for name, preset in exercise.presets.items() if name != self.preset}
        self.preset = None
        self._draft.edit("Delete the preset", replace(exercise, presets=kept))

    def _rename(self) -> None:
        exercise, old, new = self._draft.exercise, self.preset, self._typed
        self._typed = ""
        if old is None or not new or new == old:
            return
        if new in exercise.presets:
            self.refusal.say(f"There is a preset {one_line(new, _LONGEST)} already.")
            self.refresh()
            return
        self.preset = new
        presets = {new if name == old else name: preset for name, preset in exercise.presets.items()}
        self._draft.edit("Rename the preset", replace(exercise, presets=presets))

    def _set_number(self, key: str, span: Range | None) -> None:
        if span is not None:
            self._edit(key, {key: span.low if key in _PLAIN else span}, merge=True)

    def _choose_unit(self, unit: str) -> None:
        dose = self._target(self._draft.exercise).hold_in(unit)
        self._edit("the hold's unit", {"hold": dose.hold, "breaths": dose.breaths})

    def _choose_sides(self, sides: Sides | None) -> None:
        self._edit("sides", {"sides": sides})

    def _switch(self, key: str) -> None:
        self._edit(SWITCH_WORDS[key].lower(), {key: self.switches[key].isChecked() or None})

    def _edit(self, what: str, values: dict[str, Any], *, merge: bool = False) -> None:
        if values.get("hold") is not None:
            values["breaths"] = None
        elif values.get("breaths") is not None:
            values["hold"] = None
        exercise, dose = self._draft.exercise, replace(self._own, **values)
        if self.preset is None:
            made = replace(exercise, dose=dose)
        else:
            preset = replace(exercise.presets[self.preset], dose=dose)
            made = replace(exercise, presets={**exercise.presets, self.preset: preset})
        self._draft.edit(f"Change {what}", made, f"dose {self.preset} {what}" if merge else None)
