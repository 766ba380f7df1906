"""The inspector of steps: their moving figure, their dose, their breath and what is to be known of them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.builder.breath_row import BreathRow
from studio.builder.dose_fields import Target, shown
from studio.builder.note_row import NoteRow
from studio.builder.preview import Preview
from studio.builder.step_dose import StepDose
from studio.builder.step_edits import StepEdits
from studio.builder.step_head import StepHead
from studio.builder.step_notices import NoticeList, spread
from studio.builder.step_view import heading, pacing_of, selected_steps, targets_of
from studio.builder.unknown import UnknownExercise
from studio.core.breath import BreathPattern
from studio.core.notice import Notice
from studio.host.clock import Clock


class StepPage(QWidget):
    """Shows and edits one step or several at once. The order of its parts is that of the tab key."""

    def __init__(self, document: RoutineDocument, clock: Clock, advising: Advising | None = None) -> None:
        super().__init__()
        self._document, self._edits, self._advising = document, StepEdits(document), advising
        self._uids: tuple[int, ...] = ()
        self._targets: tuple[Target, ...] = ()
        self.preview = Preview(document.transitions, clock)
        self.head = StepHead()
        self.unknown = UnknownExercise(document)
        self.notices = NoticeList()
        self.dose = StepDose(self._edits, advising)
        self.breath = BreathRow()
        self.note = NoteRow()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for part in (
            self.preview, self.head, self.unknown, self.notices, self.dose, self.breath, self.note,
        ):  # fmt: skip
            column.addWidget(part)
        self._connect()

    def show_steps(self, uids: tuple[int, ...]) -> None:
        """Show the steps of a selection."""
        self._uids = uids
        self.refresh()

    def forget(self) -> None:
        """Drop what was typed and refused, and close the exercise's texts."""
        self._edits.settle()
        for part in (self.dose, self.breath, self.note):
            part.forget()
        self.head.close_texts()

    def refresh(self) -> None:
        """Show what the routine says now."""
        document = self._document
        steps = selected_steps(document, self._uids)
        self.head.refusal.say("")
        self._targets = self._edits.targets = targets_of(document, steps)
        if not self._targets:
            return
        target = self._targets[0]
        pattern = target.dose.breath or document.routine.breath
        self.preview.show_step(target.step, target.dose, target.exercise, pattern)
        alone = len(self._targets) == 1
        self.head.show_words(*heading(document, self._targets), target.exercise if alone else None)
        self.unknown.show_target(target if alone else None)
        self.dose.show_targets(self._targets, document.routine.intensity)
        self.breath.show_value(shown(self._targets, "breath"), pacing_of(document, target) if alone else None)
        self.note.show_value(shown(self._targets, "note"))

    def show_notices(self) -> None:
        """Show what is to be known of one step now: under the number it is about, or under the name."""
        found: tuple[Notice, ...] = ()
        if self._advising is not None and len(self._targets) == 1:
            found = self._advising.of(self._targets[0].step.uid)
        general = spread(
            found, {key: row.notices for key, row in self.dose.rows.items() if not row.isHidden()}
        )
        self.notices.show_notices(general)

    def focus_first(self) -> None:
        """Put the keyboard on the first number of the dose."""
        self.dose.focus_first()

    def _connect(self) -> None:
        edits = self._edits
        self.dose.answered.connect(self._answer)
        self.dose.opened.connect(self._show_again)
        self.breath.chosen.connect(self._choose_breath)
        self.breath.taken_back.connect(self._take_breath_back)
        self.breath.settled.connect(edits.settle)
        self.breath.better_hold.connect(self._hold)
        self.note.edited.connect(edits.set_note)
        self.note.taken_back.connect(self._take_note_back)
        self.note.settled.connect(edits.settle)
        self.note.reset.connect(self._reset_note)
        if self._advising is not None:
            for shown_in in (self.notices, *(row.notices for row in self.dose.rows.values())):
                shown_in.taken.connect(self._advising.take)

    def _choose_breath(self, pattern: BreathPattern | None) -> None:
        self._answer(self._edits.set_breath(pattern))

    def _take_breath_back(self) -> None:
        self._edits.take_back("breath")

    def _hold(self, length: int) -> None:
        self._answer(self._edits.hold_now(length))

    def _take_note_back(self) -> None:
        self._edits.take_back("note")

    def _reset_note(self) -> None:
        self._answer(self._edits.reset("note"))

    def _show_again(self) -> None:
        self.refresh()
        self.show_notices()

    def _answer(self, why: str) -> None:
        """Show what holds now, and why an edit was refused."""
        self.refresh()
        self.head.refusal.say(why)
