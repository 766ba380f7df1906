"""Routine and exercise files into values, or everything that is wrong with them at once."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from studio.core.exercise import Catalogue, Exercise, Table
from studio.core.frozen import frozen
from studio.core.routine import FORMAT, Circuit, Routine
from studio.files.errors import KeyPath, Problem, RoutineFileError, shown
from studio.files.exercises import EXERCISE
from studio.files.findings import At, Findings, nearest
from studio.files.limits import broken_limits
from studio.files.locate import NOWHERE, Places
from studio.files.routines import NEWEST, ROUTINE
from studio.files.source import Source, parse_source, read_bytes


@frozen
class Loaded:
    """A routine with what was found on the way: warnings and advice, by line.

    `newer_format`: made for a newer program, so it is not to be written back.
    `digest` is the SHA-256 of the file's bytes.
    """

    routine: Routine
    problems: tuple[Problem, ...] = ()
    newer_format: bool = False
    has_comments: bool = False
    digest: str = ""
    name: str = ""
    places: Places = field(default=NOWHERE, compare=False, repr=False)


def read_routine(path: Path, catalogue: Catalogue | None = None, name: str | None = None) -> Loaded:
    """The routine in a file; raises RoutineFileError. Messages call the file `name`, else as it is called.

    With a catalogue the limits count the doses of its exercises as well: give it before anything is compiled.
    """
    name = path.name if name is None else name
    return parse_routine(read_bytes(path, name), name, catalogue)


def parse_routine(data: bytes, name: str, catalogue: Catalogue | None = None) -> Loaded:
    """The routine in the bytes of a file; raises RoutineFileError. See `read_routine`."""
    return routine_in(parse_source(data, name), catalogue)


def routine_in(source: Source, catalogue: Catalogue | None = None) -> Loaded:
    """The routine in a text that was parsed before; raises RoutineFileError. See `read_routine`."""
    name, newer = source.name, _is_newer(source)
    findings = Findings(name, source.places, lenient=newer)
    at = At(findings)
    routine = _routine(source, at)
    if routine is not None:
        for path, message in broken_limits(routine, catalogue or {}):
            _there(at, path).refuse("over-limit", message)
    elif newer:
        at.refuse("newer-format", "made by a newer version, and this one cannot read it; update this one")
    if routine is None or findings.failed:
        raise RoutineFileError(findings.problems)
    if newer:
        message = f"made by a newer version (format {routine.format}); it opens, and is not overwritten"
        (at / "format").warn("newer-format", message)
    problems = tuple(sorted(findings.problems, key=lambda problem: problem.at.line or 0))
    return Loaded(routine, problems, newer, source.places.comments, source.digest, name, source.places)


def parse_exercise(data: bytes, name: str) -> tuple[Exercise, tuple[Problem, ...]]:
    """The exercise in the bytes of a file, with warnings and advice; raises RoutineFileError."""
    source = parse_source(data, name)
    findings = Findings(name, source.places)
    exercise = EXERCISE.read(source.table, At(findings))
    if exercise is None or findings.failed:
        raise RoutineFileError(findings.problems)
    return exercise, findings.problems


def exercise_in(table: Table) -> Exercise | None:
    """The exercise in a table that was parsed before; None where there is anything to say of it."""
    findings = Findings("")
    exercise = EXERCISE.read(table, At(findings))
    return None if findings.problems else exercise


def _is_newer(source: Source) -> bool:
    found = source.table.get("format")
    return isinstance(found, int) and not isinstance(found, bool) and FORMAT < found <= NEWEST


def _routine(source: Source, at: At) -> Routine | None:
    routine = ROUTINE.read(source.table, at)
    if next(iter(source.table), None) != "format" and "format" in source.table:
        (at / "format").advise("format-first", "move it to the first line, so that every version can tell")
    if "steps" not in source.table or source.table["steps"] == []:
        (at / "steps").warn(
            "no-steps", "there are no steps yet, so it cannot be played; add one under [[steps]]"
        )
    return routine


def _there(at: At, path: KeyPath) -> At:
    for part in path:
        at = at / part
    return at


def unknown_names(loaded: Loaded, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Errors for the exercises and presets that a routine names and neither it nor the catalogue has."""
    findings = Findings(loaded.name, loaded.places)
    known = loaded.routine.lookup(catalogue)
    for index, item in enumerate(loaded.routine.steps):
        at = At(findings) / "steps" / index
        for inner, step in enumerate(item.steps if isinstance(item, Circuit) else (item,)):
            place = at / "steps" / inner if isinstance(item, Circuit) else at
            exercise = known.get(step.exercise)
            if exercise is None:
                what = f"there is no exercise {shown(step.exercise)}"
                remedy = _remedy("exercise", nearest(step.exercise, known), "see `spine-studio exercises`")
                (place / "exercise").error("unknown-exercise", f"{what}; {remedy}")
            elif step.preset is not None and step.preset not in exercise.presets:
                what = f"{exercise.id} has no preset {shown(step.preset)}"
                names = ", ".join(exercise.presets)
                other = f"write one of {names}" if names else "take the line out"
                remedy = _remedy("preset", nearest(step.preset, exercise.presets), other)
                (place / "preset").error("unknown-preset", f"{what}; {remedy}")
    return findings.problems


def _remedy(key: str, near: str, otherwise: str) -> str:
    return f'write {key} = "{near}"' if near else otherwise
