"""A routine file with everything that there is to say of it: read, compiled, and held against the limits."""

from __future__ import annotations

from pathlib import Path

from studio.core.compile import compile_schedule
from studio.core.exercise import Catalogue
from studio.core.frozen import frozen
from studio.core.phrase import clock
from studio.core.schedule import Schedule
from studio.core.transitions import TransitionTable
from studio.files.catalogue import load_catalogue, load_transitions
from studio.files.errors import Level, Location, Problem, RoutineFileError
from studio.files.limits import LONGEST
from studio.files.read import Loaded, read_routine, unknown_names


@frozen
class Shelf:
    """What ships with the program: exercises, times to get ready, and what could not be read of them."""

    catalogue: Catalogue
    transitions: TransitionTable
    problems: tuple[Problem, ...]


@frozen
class Examined:
    """A file that could be read, its schedule, and what there is to say of it, by line."""

    loaded: Loaded
    schedule: Schedule
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps it from being played: exercises that are not known."""
        return tuple(problem for problem in self.problems if problem.level is Level.ERROR)


def load_shelf(resources: Path) -> Shelf:
    """What ships with the program, from its folder of resources."""
    catalogue, problems = load_catalogue(resources / "exercises")
    return Shelf(catalogue, load_transitions(resources / "transitions.toml"), problems)


def examine(
    path: Path, catalogue: Catalogue, transitions: TransitionTable, name: str | None = None
) -> Examined:
    """Read and compile a file; RoutineFileError with all problems where it cannot be opened.

    A routine with exercises that are not known opens, but has errors. `name` is how problems call the file.
    """
    called = path.name if name is None else name
    loaded = read_routine(path, catalogue, called)
    schedule = compile_schedule(loaded.routine, catalogue, transitions)
    if schedule.longest > LONGEST:
        message = f"it lasts {clock(schedule.longest)} and no routine may be over {clock(LONGEST)}; split it"
        raise RoutineFileError([Problem(Location(called, 1), Level.ERROR, "over-limit", message)])
    problems = (*loaded.problems, *unknown_names(loaded, catalogue))
    return Examined(loaded, schedule, tuple(sorted(problems, key=lambda problem: problem.at.line or 0)))
