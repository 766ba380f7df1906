"""The inspector of steps: their moving figure, and every key of their dose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.app.document import RoutineDocument
from studio.builder.breath_field import BreathField
from studio.builder.choices import Check, Choice
from studio.builder.dose_fields import (
    DOSE_FIELDS,
    SWITCH_WORDS,
    DoseField,
    Shown,
    Target,
    shown,
)
from studio.builder.dose_row import LABEL, AmountRow
from studio.builder.pieces import LinkButton, Remark, Words
from studio.builder.preview import Preview
from studio.builder.segmented import Segmented
from studio.builder.sides_row import SidesRow
from studio.builder.step_edits import UNITS, StepEdits, preset_words
from studio.builder.step_head import StepHead
from studio.builder.step_view import breath_remark, heading, selected_steps, target_of
from studio.builder.text_field import TextField
from studio.builder.unknown import UnknownExercise
from studio.core.breath import BreathPattern
from studio.core.dose import Sides
from studio.core.quantity import Range
from studio.host.clock import Clock


class StepPage(QWidget):
    """Shows and edits the dose of one step or of several at once."""

    def __init__(self, document: RoutineDocument, clock: Clock) -> None:
        super().__init__()
        self._document, self._edits = document, StepEdits(document)
        self._uids: tuple[int, ...] = ()
        self._targets: tuple[Target, ...] = ()
        self._all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._add_head(clock)
        self._add_dose()
        self._add_breath()
        self._add_note()

    def show_steps(self, uids: tuple[int, ...]) -> None:
        """Show the steps of a selection."""
        self._uids = uids
        self.refresh()

    def forget(self) -> None:
        """Drop what was typed and refused, and close the exercise's texts."""
        self._edits.settle()
        for row in self.rows.values():
            row.forget()
        self.breath.forget()
        self.note.forget()
        self.head.close_texts()

    def refresh(self) -> None:
        """Show what the routine says now."""
        document = self._document
        steps = selected_steps(document, self._uids)
        self.head.refusal.say("")
        self._targets = self._edits.targets = tuple(target_of(document, step) for step in steps)
        if not self._targets:
            return
        target = self._targets[0]
        pattern = target.dose.breath or document.routine.breath
        self.preview.show_step(target.step, target.dose, target.exercise, pattern)
        alone = len(self._targets) == 1
        self.head.show_words(*heading(document, self._targets), target.exercise if alone else None)
        self.unknown.show_target(target if alone else None)
        self._show_presets()
        self._show_numbers()
        self._show_sides()
        self._show_switches()
        breath = shown(self._targets, "breath")
        self.breath.show_pattern(breath.value, own=breath.own)
        self._breath_origin.setText("" if breath.own else breath.origin)
        self._breath_origin.setVisible(bool(self._breath_origin.text()))
        remark = breath_remark(document, target) if alone else ""
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self.note.show_text(shown(self._targets, "note").value)

    def focus_first(self) -> None:
        """Put the keyboard on the first number of the dose."""
        first = next(row for row in self.rows.values() if not row.isHidden())
        first.low.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        first.low.edit.selectAll()

    # What is built once, from top to bottom: the order of the tab key.

    def _add_head(self, clock: Clock) -> None:
        self.preview = Preview(self._document.transitions, clock)
        self.head = StepHead()
        self._column.addWidget(self.preview)
        self.unknown = UnknownExercise(self._document)
        self._column.addWidget(self.head)
        self._column.addWidget(self.unknown)

    def _add_dose(self) -> None:
        self.preset = Choice("Dose")
        self.preset.activated.connect(self._choose_preset)
        self._preset_row = self._labelled("Dose", self.preset)
        self.unit = Segmented("Hold", UNITS)
        self.unit.chosen.connect(self._choose_unit)
        self._unit_row = self._labelled("Hold in", self.unit)
        self.rows: dict[str, AmountRow] = {}
        for field in DOSE_FIELDS:
            row = AmountRow(field)
            row.edited.connect(self._set_number)
            row.taken_back.connect(self._edits.take_back)
            row.settled.connect(self._edits.settle)
            row.reset.connect(self._reset)
            self.rows[field.key] = row
            self._column.addWidget(row)
        self.sides = SidesRow()
        self.sides.chosen.connect(self._choose_sides)
        self._column.addWidget(self.sides)
        self.switches = {key: Check(words) for key, words in SWITCH_WORDS.items()}
        for key, check in self.switches.items():
            check.setObjectName(key)
            check.clicked.connect(self._switch)
            self._column.addWidget(check)
        self.more = LinkButton("More\N{HORIZONTAL ELLIPSIS}")
        self.more.clicked.connect(self._toggle_more)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_breath(self) -> None:
        self.breath = BreathField("As the exercise or the routine")
        self.breath.chosen.connect(self._choose_breath)
        self.breath.taken_back.connect(self._take_breath_back)
        self.breath.settled.connect(self._edits.settle)
        row = self._labelled("Breath", self.breath)
        self._breath_origin, self._remark = Words(px=13, colour="tx3"), Remark("info")
        for words in (self._breath_origin, self._remark):
            words.setContentsMargins(LABEL + 2, 0, 0, 0)
            self._column.addWidget(words)
        row.setObjectName("breath")

    def _add_note(self) -> None:
        self.note = TextField("Notes for the player", lines=3)
        self.note.edited.connect(self._edits.set_note)
        self.note.settled.connect(self._edits.settle)
        self._column.addWidget(self.note)

    def _labelled(self, text: str, field: QWidget) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        label = Words(text, colour="tx2")
        label.setBuddy(field)
        label.setFixedWidth(LABEL)
        label.setMinimumHeight(34)
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(field, 0 if isinstance(field, Segmented) else 1)
        line.addStretch(0)
        self._column.addWidget(row)
        return row

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
        targets, intensity = self._targets, self._document.routine.intensity
        units = {t.dose.breaths is not None for t in targets if t.holds}
        self._unit_row.setVisible(bool(units))
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
                row.show_value(self._shown(field), intensity, a_side=each and field.a_side)

    def _shown(self, field: DoseField) -> Shown:
        return shown(tuple(t for t in self._targets if field.used(t)), field.key)

    def _show_sides(self) -> None:
        state = shown(self._targets, "sides")
        self.sides.setVisible(self._all or state.own or state.value is not Sides.NONE)
        self.sides.show_value(state, self._targets[0].exercise)

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

    def _set_number(self, key: str, span: Range) -> None:
        why = self._edits.set_number(key, span)
        if why:
            self.rows[key].refuse(why)

    def _reset(self, key: str) -> None:
        self._answer(self._edits.reset(key))

    def _choose_unit(self, unit: str) -> None:
        self._answer(self._edits.count_hold_in(unit))

    def _choose_sides(self, sides: Sides | None) -> None:
        self._answer(self._edits.set_sides(sides))

    def _switch(self) -> None:
        self._answer(self._edits.switch(self.sender().objectName()))

    def _choose_preset(self, row: int) -> None:
        self._answer(self._edits.set_preset(self.preset.itemData(row)))

    def _choose_breath(self, pattern: BreathPattern | None) -> None:
        self._answer(self._edits.set_breath(pattern))

    def _take_breath_back(self) -> None:
        self._edits.take_back("breath")

    def _answer(self, why: str) -> None:
        """Show what holds now, and why an edit was refused."""
        self.refresh()
        self.head.refusal.say(why)

    def _toggle_more(self) -> None:
        self._all = not self._all
        self.more.setText("Fewer" if self._all else "More\N{HORIZONTAL ELLIPSIS}")
        self.more.updateGeometry()
        self.refresh()
