"""The dose of the selected steps: every number, the sides, and what is yes or no."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.app.advising import Advising
from studio.builder.choices import Check, Choice
from studio.builder.dose_fields import (
    DOSE_FIELDS,
    SWITCH_WORDS,
    DoseField,
    Shown,
    Target,
    preset_words,
    shown,
)
from studio.builder.dose_row import AmountRow
from studio.builder.field_row import FieldRow
from studio.builder.pieces import LinkButton
from studio.builder.segmented import Segmented
from studio.builder.sides_row import SidesRow
from studio.builder.step_edits import UNITS, StepEdits
from studio.core.dose import Dose, Sides
from studio.core.quantity import Range


class StepDose(QWidget):
    """Shows and edits the numbers of a dose; More shows those too that say nothing yet.

    `answered` comes after an edit that was not a number, with why it was refused, or nothing.
    """

    answered = Signal(str)
    opened = Signal()

    def __init__(self, edits: StepEdits, advising: Advising | None) -> None:
        super().__init__()
        self._edits, self._advising = edits, advising
        self._targets: tuple[Target, ...] = ()
        self._intensity = Fraction(0)
        self._all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._add_dose()
        self._add_more()

    def show_targets(self, targets: tuple[Target, ...], intensity: Fraction) -> None:
        """Show the doses of the selected steps; `intensity` picks the values in use."""
        self._targets, self._intensity = targets, intensity
        self._show_presets()
        self._show_numbers()
        self.sides.show_value(shown(targets, "sides"), targets[0].exercise, every=self._all)
        self.sides.setVisible(self._all or any(self._says_sides(target) for target in targets))
        self._show_switches()
        self.reset_all.setVisible(any(t.step.dose != Dose(note=t.step.dose.note) for t in targets))

    def forget(self) -> None:
        """Drop what was typed and refused."""
        for row in self.rows.values():
            row.forget()

    def focus_first(self) -> None:
        """Put the keyboard on the first number."""
        first = next(row for row in self.rows.values() if not row.isHidden())
        first.stepper.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        first.stepper.edit.selectAll()

    def _add_dose(self) -> None:
        self.preset = Choice("Dose")
        self.preset.activated.connect(self._choose_preset)
        self._preset_row = FieldRow("Dose", self.preset, fills=True)
        self._column.addWidget(self._preset_row)
        self.unit = Segmented("Hold", UNITS)
        self.unit.chosen.connect(self._choose_unit)
        self._unit_row = FieldRow("Hold in", self.unit, fills=True)
        self.sides = SidesRow()
        self.sides.chosen.connect(self._choose_sides)
        self.rows: dict[str, AmountRow] = {}
        after: dict[str, QWidget] = {"breaths": self._unit_row, "tilt": self.sides}
        for field in DOSE_FIELDS:
            row = AmountRow(field)
            row.edited.connect(self._set_number)
            row.taken_back.connect(self._edits.take_back)
            row.settled.connect(self._edits.settle)
            row.asked_back.connect(self._reset)
            self.rows[field.key] = row
            self._column.addWidget(row)
            if field.key in after:
                self._column.addWidget(after[field.key])
        self.switches = {key: Check(words) for key, words in SWITCH_WORDS.items()}
        for key, check in self.switches.items():
            check.setObjectName(key)
            check.clicked.connect(self._switch)
            self._column.addWidget(check)

    def _add_more(self) -> None:
        self.more = LinkButton("More\N{HORIZONTAL ELLIPSIS}")
        self.more.clicked.connect(self._toggle_more)
        self.reset_all = LinkButton("Reset all")
        self.reset_all.setToolTip("Take every value from the exercise; notes stay")
        self.reset_all.clicked.connect(self._ask_reset_all)
        line = QHBoxLayout()
        line.addWidget(self.more)
        line.addStretch(1)
        line.addWidget(self.reset_all)
        self._column.addLayout(line)

    # What is shown.

    def _show_presets(self) -> None:
        exercise, preset = self._targets[0].exercise, self._targets[0].step.preset
        same = all(t.exercise is exercise and t.step.preset == preset for t in self._targets)
        names = list(exercise.presets) if exercise is not None else []
        if preset is not None and preset not in names:
            names.append(preset)
        self._preset_row.setVisible(same and bool(names))
        items = [None, *names]
        if [self.preset.itemData(i) for i in range(self.preset.count())] != items:
            self.preset.clear()
            for name in items:
                self.preset.addItem(preset_words(name), name)
        self.preset.setCurrentIndex(items.index(preset))
        self.preset.set_pale(preset is None)

    def _show_numbers(self) -> None:
        targets, intensity = self._targets, self._intensity
        units = {t.dose.breaths is not None for t in targets if t.holds}
        self._unit_row.setVisible(bool(units) and (self._all or True in units))
        self.unit.show_value(("breaths" if True in units else "hold") if len(units) == 1 else None)
        each = any(t.dose.sides is Sides.EACH for t in targets)
        for key, row in self.rows.items():
            field = row.field
            wanted = any(
                field.used(t) and (self._all or self._own(t, key) or field.first(t)) for t in targets
            )
            if key in UNITS and len(units) != 1:
                wanted = False
            row.setVisible(wanted)
            if wanted:
                row.show_value(self._shown(field), intensity, about=self._about(field, each=each))

    def _about(self, field: DoseField, *, each: bool) -> str:
        """What is to be known beside a number."""
        if field.key == "tilt" and self._advising is not None:
            return f"advice {self._advising.tilt_advice}\N{DEGREE SIGN}"
        return "per side" if each and field.a_side else ""

    def _shown(self, field: DoseField) -> Shown:
        return shown(tuple(t for t in self._targets if field.used(t)), field.key)

    def _show_switches(self) -> None:
        for key, check in self.switches.items():
            state = shown(self._targets, key)
            check.setTristate(state.mixed)
            on = Qt.CheckState.Checked if state.value else Qt.CheckState.Unchecked
            check.setCheckState(Qt.CheckState.PartiallyChecked if state.mixed else on)
            check.set_pale(not state.own)
            check.setVisible(self._all or state.own or bool(state.value) or state.mixed)

    @staticmethod
    def _own(target: Target, key: str) -> bool:
        return getattr(target.step.dose, key) is not None

    @staticmethod
    def _says_sides(target: Target) -> bool:
        return target.step.dose.sides is not None or target.dose.sides is not Sides.NONE

    # What is edited.

    def _set_number(self, key: str, span: Range) -> None:
        why = self._edits.set_number(key, span)
        if why:
            self.rows[key].refuse(why)

    def _reset(self, key: str) -> None:
        self.answered.emit(self._edits.reset(key))

    def _ask_reset_all(self) -> None:
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answered.emit(self._edits.reset_all())

    def _choose_unit(self, unit: str) -> None:
        self.answered.emit(self._edits.count_hold_in(unit))

    def _choose_sides(self, sides: Sides | None) -> None:
        self.answered.emit(self._edits.set_sides(sides))

    def _switch(self) -> None:
        self.answered.emit(self._edits.switch(self.sender().objectName()))

    def _choose_preset(self, row: int) -> None:
        self.answered.emit(self._edits.set_preset(self.preset.itemData(row)))

    def _toggle_more(self) -> None:
        self._all = not self._all
        self.more.setText("Fewer" if self._all else "More\N{HORIZONTAL ELLIPSIS}")
        self.more.updateGeometry()
        self.opened.emit()
