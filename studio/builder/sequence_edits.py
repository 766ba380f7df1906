"""What can be done to the sequence: each act is one named step of the document, by mouse and by key alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.core.compile import compile_schedule
from studio.core.plain import one_line
from studio.core.routine import Circuit, Routine, Step, duplicated
from studio.core.rows import (
    Place,
    copied_to,
    flat_rows,
    inserted,
    moved_to,
    nudged,
    outermost,
    place_after,
    removed,
)

_LONGEST_NAME = 40


class SequenceEdits(QObject):
    """Edits of one document. What they make or move is selected afterwards."""

    edited = Signal()

    def __init__(
        self, document: RoutineDocument, selection: Selection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._selection = document, selection

    def add_exercise(self, exercise_id: str, place: Place | None = None) -> None:
        """A new step at a place, else after the selection, else at the end."""
        if exercise_id not in self._document.known:
            return
        routine = self._document.routine
        if exercise_id in self._document.own and all(own.id != exercise_id for own in routine.exercises):
            # Nobody else has it: it goes with the routine.
            routine = replace(routine, exercises=(*routine.exercises, self._document.known[exercise_id]))
        step = Step(exercise_id)
        if place is None:
            chosen = self.chosen()
            place = place_after(routine, chosen[-1] if chosen else None)
        self._edit("Add", [step.uid], inserted(routine, [step], place), self._name(step))

    def move(self, uids: Collection[int], place: Place) -> None:
        """Steps and circuits to another place."""
        taken = outermost(self._document.routine, uids)
        self._edit("Move", taken, moved_to(self._document.routine, taken, place))

    def copy(self, uids: Collection[int], place: Place) -> None:
        """Copies of steps and circuits at a place."""
        taken = outermost(self._document.routine, uids)
        made, copies = copied_to(self._document.routine, taken, place)
        self._edit("Copy", copies, made, self.named(taken))

    def remove_selected(self) -> None:
        """Take the selection out; what came after it is selected, so that the keyboard stays in place."""
        routine = self._document.routine
        taken = self.chosen()
        made = removed(routine, taken)
        before = [row.uid for row in flat_rows(routine)]
        left = {row.uid for row in flat_rows(made)}
        at = before.index(taken[-1]) if taken else 0
        neighbours = (*before[at:], *reversed(before[:at]))
        follower = next((uid for uid in neighbours if uid in left), None)
        self._edit("Delete", [] if follower is None else [follower], made, self.named(taken))

    def duplicate_selected(self) -> None:
        """A copy of the selection behind it."""
        taken = self.chosen()
        made, copies = duplicated(self._document.routine, taken)
        self._edit("Duplicate", copies, made, self.named(taken))

    def move_selected(self, by: int) -> None:
        """The selection one place up (-1) or down (+1), into circuits and out of them.

        Steps that say the same as the selection are passed: to change places with them changes nothing.
        """
        taken = self.chosen()
        before = self._document.routine
        made = nudged(before, taken, by)
        while made == before and (further := nudged(made, taken, by)) is not made:
            made = further
        self._edit("Move", taken, made)

    def added_time(self, change: Callable[[Routine], Routine]) -> int:
        """How much longer the routine would be, in ms; nothing is changed."""
        document = self._document
        made = change(document.routine)
        then = compile_schedule(made, document.catalogue, document.transitions, document.schedule)
        return then.length - document.schedule.length

    def chosen(self) -> tuple[int, ...]:
        """The selection from top to bottom, without steps whose circuit is selected."""
        return outermost(self._document.routine, self._selection.uids)

    def named(self, uids: Collection[int]) -> str:
        """One thing by its name, several by their number."""
        items = [item for uid in uids if (item := self._document.routine.find(uid)) is not None]
        if len(items) == 1:
            return self._name(items[0])
        nouns = {type(item) for item in items}
        noun = "steps" if nouns == {Step} else "circuits" if nouns == {Circuit} else "items"
        return f"{len(items)} {noun}"

    def _name(self, item: Step | Circuit) -> str:
        if isinstance(item, Circuit):
            return one_line(item.title, _LONGEST_NAME) or "circuit"
        exercise = self._document.known.get(item.exercise)
        return one_line(exercise.name if exercise else item.exercise, _LONGEST_NAME)

    def _edit(self, act: str, uids: Iterable[int], made: Routine, what: str | None = None) -> None:
        uids = tuple(uids)
        if made is self._document.routine or made == self._document.routine:
            return
        self._document.edit(f"{act} {self.named(uids) if what is None else what}", made)
        self._selection.set(uids)
        self.edited.emit()
