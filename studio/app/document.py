"""The document: one routine, its schedule, and the way back through its edits."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from studio.app.too_much import too_much
from studio.core.compile import compile_schedule
from studio.core.exercise import Catalogue
from studio.core.plain import one_line
from studio.core.routine import Routine
from studio.core.schedule import Schedule
from studio.core.transitions import TransitionTable
from studio.files.limits import Scales

NO_MERGE = -1
"""QUndoCommand's identity of commands that never merge."""


class RoutineDocument(QObject):
    """Owns the routine that is being built. Every edit of every view comes through `edit`.

    `own` are the ids in the catalogue that only this person has: they travel inside a routine.
    """

    changed = Signal()
    refused = Signal(str)
    path_changed = Signal()
    saved = Signal()
    modified_changed = Signal(bool)
    catalogue_changed = Signal()

    def __init__(
        self, catalogue: Catalogue, transitions: TransitionTable, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._catalogue, self._transitions = catalogue, transitions
        self.own: frozenset[str] = frozenset()
        self._routine = Routine("")
        self._path: Path | None = None
        self._merge_ids = count(1)
        self._merging: tuple[str, int] | None = None
        self._scales = Scales()
        self._schedule = compile_schedule(self._routine, catalogue, transitions)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self._tell_modified)

    @property
    def routine(self) -> Routine:
        """The routine as it is now."""
        return self._routine

    @property
    def schedule(self) -> Schedule:
        """The schedule of the routine as it is now."""
        return self._schedule

    @property
    def catalogue(self) -> Catalogue:
        """The exercises that there are, without the routine's own."""
        return self._catalogue

    @property
    def known(self) -> Catalogue:
        """The exercises that there are, with the routine's own."""
        return self._routine.lookup(self._catalogue)

    @property
    def transitions(self) -> TransitionTable:
        """The times to get ready."""
        return self._transitions

    @property
    def why_not_played(self) -> str:
        """What keeps the routine from being played, and what to do about it; empty where nothing does."""
        schedule = self._schedule
        if not schedule.slots:
            return "There is no step to play yet."
        names = dict.fromkeys(schedule.step(row).exercise for row in schedule.unknown)
        if len(names) > 1:
            return f"{len(names)} exercises are not known. Replace them to play."
        return "".join(f"{one_line(name, 40)} is not a known exercise. Replace it to play." for name in names)

    @property
    def path(self) -> Path | None:
        """Where the routine is kept; None while it has never been saved."""
        return self._path

    @property
    def modified(self) -> bool:
        """Whether there are edits that have not been saved."""
        return not self.undo_stack.isClean()

    def why_not(self, routine: Routine) -> str:
        """Over which limit of a whole routine an edit to this one would lead; empty where it may be made."""
        return too_much(self._catalogue, routine, self._scales)

    def edit(self, text: str, routine: Routine, merge_key: str | None = None) -> None:
        """Replace the routine as one undo step called `text`.

        What no file may hold is `refused`, with the reason. Edits of one merge key in a row are one step
        until `end_merge`; one that leads back to where it began leaves no step at all. An edit that changes
        nothing is dropped.
        """
        if routine is self._routine or (merge_key is None and routine == self._routine):
            return
        if why := self.why_not(routine):
            self.refused.emit(why)
            return
        if merge_key is None:
            self._merging = None
        elif self._merging is None or self._merging[0] != merge_key:
            self._merging = merge_key, next(self._merge_ids)
        merge_id = NO_MERGE if self._merging is None else self._merging[1]
        self.undo_stack.push(_Swap(self, text, self._routine, routine, merge_id))

    def end_merge(self) -> None:
        """The next edit is a step of its own."""
        self._merging = None

    def undo(self) -> None:
        """Take the last step back."""
        self._merging = None
        self.undo_stack.undo()

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._merging = None
        self.undo_stack.redo()

    def replace_all(self, routine: Routine, path: Path | None, compiled: Schedule | None = None) -> None:
        """Open another routine; the way back begins anew. A schedule of it spares compiling it again."""
        self._merging = None
        self._schedule = compiled or self._schedule
        self._show(routine)
        self.undo_stack.clear()
        self._set_path(path)

    def mark_saved(self, path: Path) -> None:
        """The routine as it is now has been written to `path`."""
        self._merging = None
        self.undo_stack.setClean()
        self._set_path(path)
        self.saved.emit()

    def mark_unsaved(self) -> None:
        """The routine as it is now is kept nowhere: it was restored, or its file is gone."""
        self._merging = None
        self.undo_stack.resetClean()

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Other exercises are there."""
        self._catalogue = catalogue
        self.catalogue_changed.emit()
        self._show(self._routine)

    def _set_path(self, path: Path | None) -> None:
        self._path = path
        self.path_changed.emit()

    def _show(self, routine: Routine) -> None:
        self._routine = routine
        self._schedule = compile_schedule(routine, self._catalogue, self._transitions, self._schedule)
        self.changed.emit()

    def _tell_modified(self, clean: bool) -> None:
        self.modified_changed.emit(not clean)


class _Swap(QUndoCommand):
    """Swaps one whole routine for another; unchanged steps are shared between the two."""

    def __init__(
        self, document: RoutineDocument, text: str, before: Routine, after: Routine, merge_id: int
    ) -> None:
        super().__init__(text)
        self._document, self._before, self._after, self._merge_id = document, before, after, merge_id

    @override
    def id(self) -> int:
        return self._merge_id

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Swap):
            return False
        self._after = other._after
        self.setText(other.text())
        self.setObsolete(self._after == self._before)
        return True

    @override
    def undo(self) -> None:
        self._document._show(self._before)

    @override
    def redo(self) -> None:
        self._document._show(self._after)
