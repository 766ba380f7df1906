"""A routine file with everything that there is to say of it: read, compiled, and held against the limits."""

from __future__ import annotations

from pathlib import Path

from studio.core.advice import advice
from studio.core.advice_steps import UNKNOWN
from studio.core.compile import compile_schedule
from studio.core.exercise import Catalogue
from studio.core.frozen import frozen
from studio.core.phrase import clock
from studio.core.schedule import Schedule
from studio.core.transitions import TransitionTable
from studio.files.catalogue import by_name, load_catalogue, load_transitions
from studio.files.errors import Level, Location, Problem, RoutineFileError
from studio.files.findings import At, Findings
from studio.files.limits import LONGEST, written_steps
from studio.files.own import load_own
from studio.files.read import Loaded, read_routine, unknown_names

SHIPPED_KEPT, OWN_KEPT = "exercises.json", "own-exercises.json"
"""Where, in the folder for such things, it is kept what was parsed."""


@frozen
class Shelf:
    """All exercises, times to get ready, what could not be read, and which exercises are the person's own."""

    catalogue: Catalogue
    transitions: TransitionTable
    problems: tuple[Problem, ...]
    own: frozenset[str] = frozenset()


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


def advised(found: Examined, catalogue: Catalogue) -> tuple[Problem, ...]:
    """What is advised about a routine that was read, each at the key that it is about; it refuses nothing.

    An exercise that is not known is an error already.
    """
    loaded = found.loaded
    known = loaded.routine.lookup(catalogue)
    notices = [one for one in advice(loaded.routine, found.schedule, known) if one.code != UNKNOWN]
    paths = {step.uid: path for path, step, _rounds in written_steps(loaded.routine)} if notices else {}
    findings = Findings(loaded.name, loaded.places)
    for notice in notices:
        at = At(findings)
        for part in (*paths.get(notice.uid, ()), *((notice.key,) if notice.key else ())):
            at = at / part
        offer = f" {notice.remedy.label}." if notice.remedy else ""
        at.advise(notice.code, f"{notice.text}{offer} Source: {notice.source}")
    return tuple(sorted(findings.problems, key=lambda problem: problem.at.line or 0))


def load_shelf(resources: Path, own: Path | None = None, cache: Path | None = None) -> Shelf:
    """What ships with the program, from its folder of resources, and the exercises in the folder `own`.

    What is parsed is kept in the folder `cache`.
    """
    shipped, problems = load_catalogue(resources / "exercises", _kept(cache, SHIPPED_KEPT))
    transitions = load_transitions(resources / "transitions.toml")
    if own is None:
        return Shelf(shipped, transitions, problems)
    mine, found = load_own(own, shipped, _kept(cache, OWN_KEPT))
    every = by_name((*shipped.values(), *mine.values()))
    return Shelf(every, transitions, (*problems, *found), frozenset(mine))


def _kept(cache: Path | None, name: str) -> Path | None:
    return None if cache is None else cache / name


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
