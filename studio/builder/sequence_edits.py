"""What can be done to the sequence: each act is one named step of the document, by mouse and by key alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.core.plain import one_line
from studio.core.routine import Circuit, Item, Routine, Step, duplicated
from studio.core.rows import (
    Place,
    circuits_of,
    copied_to,
    flat_rows,
    grouped,
    inserted,
    moved_to,
    nudged,
    outermost,
    place_after,
    removed,
    ungrouped,
    why_not_grouped,
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
        routine = self.with_own(exercise_id)
        step = Step(exercise_id)
        if place is None:
            place = self.after_selection()
        self._edit("Add", [step.uid], inserted(routine, [step], place), self.name_of(step))

    def with_own(self, exercise_id: str) -> Routine:
        """The routine, with an exercise that only this person has among its own: it goes with the routine."""
        routine = self._document.routine
        if exercise_id in self._document.own and all(own.id != exercise_id for own in routine.exercises):
            return replace(routine, exercises=(*routine.exercises, self._document.known[exercise_id]))
        return routine

    def after_selection(self) -> Place:
        """The place behind the selection, else the end."""
        chosen = self.chosen()
        return place_after(self._document.routine, chosen[-1] if chosen else None)

    def move(self, uids: Collection[int], place: Place) -> None:
        """Steps and circuits to another place."""
        taken = outermost(self._document.routine, uids)
        self._edit("Move", taken, moved_to(self._document.routine, taken, place))

    def copy(self, uids: Collection[int], place: Place) -> None:
        """Copies of steps and circuits at a place."""
        taken = outermost(self._document.routine, uids)
        made, copies = copied_to(self._document.routine, taken, place)
        self._edit("Copy", copies, made, self.named(taken))

    def remove_selected(self, act: str = "Delete") -> None:
        """Take the selection out; what came after it is selected, so that the keyboard stays in place."""
        routine = self._document.routine
        taken = self.chosen()
        made = removed(routine, taken)
        before = [row.uid for row in flat_rows(routine)]
        left = {row.uid for row in flat_rows(made)}
        at = before.index(taken[-1]) if taken else 0
        neighbours = (*before[at:], *reversed(before[:at]))
        follower = next((uid for uid in neighbours if uid in left), None)
        self._edit(act, [] if follower is None else [follower], made, self.named(taken))

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

    def group(self) -> None:
        """The selected steps in one circuit, where the first of them is."""
        taken = self.chosen()
        made, circuit = grouped(self._document.routine, taken, self._new_title())
        if circuit is not None:
            self._edit("Group", [circuit], made, self.named(taken))

    def ungroup(self) -> None:
        """The selected circuits taken apart: their steps stay where they are."""
        circuits = circuits_of(self._document.routine, self._selection.uids)
        made, freed = ungrouped(self._document.routine, circuits)
        self._edit("Ungroup", freed, made, self.named(circuits))

    @property
    def why_not_group(self) -> str:
        """What keeps `group` from doing anything; empty where nothing does."""
        return why_not_grouped(self._document.routine, self._selection.uids)

    @property
    def why_not_ungroup(self) -> str:
        """What keeps `ungroup` from doing anything; empty where nothing does."""
        found = circuits_of(self._document.routine, self._selection.uids)
        return "" if found else "Select a circuit first."

    def chosen(self) -> tuple[int, ...]:
        """The selection from top to bottom, without steps whose circuit is selected."""
        return outermost(self._document.routine, self._selection.uids)

    def named(self, uids: Collection[int]) -> str:
        """One thing by its name, several by their number."""
        return self._called([item for uid in uids if (item := self._document.routine.find(uid)) is not None])

    def name_of(self, item: Item) -> str:
        """The name of a step or circuit inside a sentence."""
        if isinstance(item, Circuit):
            return one_line(item.title, _LONGEST_NAME) or "circuit"
        exercise = self._document.known.get(item.exercise)
        return one_line(exercise.name if exercise else item.exercise, _LONGEST_NAME)

    def _called(self, items: Sequence[Item]) -> str:
        if len(items) == 1:
            return self.name_of(items[0])
        nouns = {type(item) for item in items}
        noun = "steps" if nouns == {Step} else "circuits" if nouns == {Circuit} else "items"
        return f"{len(items)} {noun}"

    def _new_title(self) -> str:
        taken = {item.title for item in self._document.routine.steps if isinstance(item, Circuit)}
        numbered = (f"Circuit {number}" for number in range(2, len(taken) + 3))
        return next(title for title in ("Circuit", *numbered) if title not in taken)

    def _edit(self, act: str, uids: Iterable[int], made: Routine, what: str | None = None) -> None:
        uids = tuple(uids)
        if made is self._document.routine or made == self._document.routine:
            return
        self._document.edit(f"{act} {self.named(uids) if what is None else what}", made)
        if self._document.routine is not made:  # it was refused
            return
        self._selection.set(uids)
        self.edited.emit()
