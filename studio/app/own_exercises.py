"""The person's own exercises beside those that ship: where each is from, and keeping those of a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.app.document import RoutineDocument
from studio.core.exercise import Exercise
from studio.core.plain import one_line
from studio.files.catalogue import by_name
from studio.files.errors import Level, Problem
from studio.files.own import load_own, store
from studio.files.reopen import exercise_to_save
from studio.files.save import SaveError, save

_LONGEST_NAME = 40


class Origin(StrEnum):
    """Where an exercise of the library is from, in the library's words."""

    SHIPPED = ""
    MINE = "Mine"
    FILE = "From this file"


def remarks(problems: Iterable[Problem]) -> tuple[str, list[str]]:
    """A title for the problems of exercise files, and a line for each that a person should know of."""
    told = [problem for problem in problems if problem.level is not Level.ADVICE]
    failed = any(problem.level is Level.ERROR for problem in told)
    title = "Some exercises could not be read." if failed else "The exercises were read, with remarks."
    return title, [str(problem) for problem in told]


class OwnExercises(QObject):
    """Knows which exercises of a document's catalogue are the person's own, and adds to them."""

    changed = Signal()

    failed = Signal(str, list)
    """What did not happen, and every problem as a line of its own."""

    told = Signal(str)
    """Something worth a line in the status bar."""

    def __init__(
        self,
        document: RoutineDocument,
        own: Collection[str],
        folder: Path,
        kept: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`own` are the ids in the document's catalogue that come from `folder`; `kept` is for `load_own`."""
        super().__init__(parent)
        self._document, self._folder, self._kept = document, folder, kept
        document.own = frozenset(own)

    def origin(self, exercise: Exercise) -> Origin:
        """Where an exercise is from. One of the routine that the catalogue has as well counts as that."""
        known = exercise
        if any(exercise is other for other in self._document.routine.exercises):
            twin = self._twin(exercise)
            if twin is None:
                return Origin.FILE
            known = twin
        return Origin.MINE if known.id in self._document.own else Origin.SHIPPED

    def keep(self, exercise_id: str) -> None:
        """Put an exercise of the routine into the person's folder; what is called like it there stays."""
        exercise = next((one for one in self._document.routine.exercises if one.id == exercise_id), None)
        if exercise is None or self.origin(exercise) is not Origin.FILE:
            return
        name = one_line(exercise.name, _LONGEST_NAME)
        try:
            path = store(self._folder, exercise, self._document.catalogue)
        except SaveError as error:
            self.failed.emit(f"{name} could not be kept.", [f"{error.what}: {error.why}.", error.todo])
            return
        self.load()
        self.told.emit(f"Kept {name} in your exercises, as {path.name}")

    def save(self, exercise: Exercise) -> Exercise | None:
        """Keep an exercise that was made here: over the person's own of that id, else under one that is free.

        Gives it as it is known from now on; None where it could not be kept, and `failed` says why.
        """
        name = one_line(exercise.name, _LONGEST_NAME)
        path = self._folder / f"{exercise.id}.toml"
        try:
            if exercise.id in self._document.own and path.is_file():
                save(path, exercise_to_save(path, exercise), self._folder)
            else:
                path = store(self._folder, exercise, self._document.known)
        except SaveError as error:
            self.failed.emit(f"{name} could not be saved.", [f"{error.what}: {error.why}.", error.todo])
            return None
        self.load()
        self.told.emit(f"Saved {name} in your exercises, as {path.name}")
        return self._document.catalogue.get(path.stem, replace(exercise, id=path.stem))

    def load(self) -> None:
        """Read the folder again; what is wrong in it was told at the start."""
        shipped = {id_: one for id_, one in self._document.catalogue.items() if id_ not in self._document.own}
        own, _problems = load_own(self._folder, shipped, self._kept)
        self._document.own = frozenset(own)
        self._document.set_catalogue(by_name((*shipped.values(), *own.values())))
        self.changed.emit()

    def _twin(self, exercise: Exercise) -> Exercise | None:
        """What the catalogue has that differs from an exercise in the id at most."""
        for known in self._document.catalogue.values():
            if known.name == exercise.name and replace(known, id=exercise.id) == exercise:
                return known
        return None
