"""The routines that ship to start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studio.app.document import RoutineDocument
from studio.app.filing import ENDING
from studio.core.exercise import Exercise
from studio.core.find import position_word
from studio.core.frozen import frozen
from studio.core.phrase import clock, plural
from studio.files.errors import RoutineFileError
from studio.files.examine import examine

NAMES = ("desk-break", "bedtime", "home-basics")
"""A short one, one for the evening, and a whole one; none of them turns anybody upside down."""


@frozen
class Starter:
    """A routine to start from: where it is, what it is called, what it takes, and what is done in it."""

    path: Path
    title: str
    told: str
    exercises: tuple[Exercise, ...]


def starters(folder: Path, document: RoutineDocument) -> Iterator[Starter]:
    """Each of them that can be read; what ships broken is told by `check`, not to a person who begins."""
    for name in NAMES:
        path = folder / f"{name}{ENDING}"
        try:
            found = examine(path, document.catalogue, document.transitions)
        except RoutineFileError:
            continue
        routine = found.loaded.routine
        known, steps = routine.lookup(document.catalogue), list(routine.walk())
        exercises = [known[id_] for id_ in dict.fromkeys(step.exercise for step in steps) if id_ in known]
        where = dict.fromkeys(position_word(exercise).lower() for exercise in exercises)
        told = [clock(found.schedule.length), plural(len(steps), "exercise", "exercises"), ", ".join(where)]
        yield Starter(path, routine.title, " \N{MIDDLE DOT} ".join(told), tuple(exercises))
