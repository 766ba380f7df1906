"""The exercises and the transition times that ship with the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.core.exercise import Catalogue, Equipment, Exercise, Posture
from studio.core.quantity import SECOND
from studio.core.transitions import TransitionTable
from studio.files.errors import Level, Location, Problem, RoutineFileError, shown
from studio.files.findings import At, Findings
from studio.files.kinds import Choice, Row, count, degrees, seconds
from studio.files.read import parse_shipped
from studio.files.source import parse_source, read_bytes
from studio.files.tables import Field, Fields, TableOf, Values, read_fields


def load_catalogue(folder: Path) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The exercises in a folder, by id and in the order of their names, with every problem of every file.

    An exercise file that cannot be used is left out and does not hide the others.
    """
    exercises: list[Exercise] = []
    problems: list[Problem] = []
    try:
        paths = sorted(folder.glob("*.toml"))
    except OSError as error:
        paths = []
        problems.append(_missing(folder, str(error.strerror)))
    for path in paths:
        try:
            exercise, found = parse_shipped(read_bytes(path, path.name), path.name)
        except RoutineFileError as error:
            problems += error.problems
            continue
        problems += found
        if exercise.id == path.name.removesuffix(".toml"):
            exercises.append(exercise)
        else:
            problems.append(_misnamed(path, exercise))
    if not paths and not problems:
        problems.append(_missing(folder, "there are none"))
    exercises.sort(key=lambda exercise: exercise.name.casefold())
    return {exercise.id: exercise for exercise in exercises}, tuple(problems)


def _missing(folder: Path, why: str) -> Problem:
    message = f"no exercises could be read ({why}); install the program again"
    return Problem(Location(str(folder)), Level.ERROR, "no-file", message)


def _misnamed(path: Path, exercise: Exercise) -> Problem:
    message = f"{shown(exercise.id)} is not the name of the file; write one as the other"
    return Problem(Location(path.name, 1, "id"), Level.ERROR, "other-id", message)


_SECONDS = Field(seconds(example="10"), needed="a number of seconds")

_READY: Fields = dict.fromkeys(
    ("same", "onto_large", "onto_small", "off_to_standing", "floor_to_floor", "otherwise"), _SECONDS
)
_INVERSION: Fields = {
    "degrees_per_second": Field(degrees(), needed="degrees_per_second = 5"),
    "level_rest": _SECONDS,
}


def _values(values: Values, _raw: dict[str, Any], _at: At) -> Values | None:
    return None if any(value is None for value in values.values()) else values


def _same(values: Values) -> Values:
    return values


_EQUIPMENT = Field(Row(Choice(Equipment, "a piece of equipment"), '["table"]'), needed='["..."]')
_POSTURES = Field(Row(Choice(Posture, "a posture"), '["supine"]'), needed='["..."]')
_FIELDS: Fields = {
    "format": Field(count(1, "1"), needed="format = 1"),
    "large": _EQUIPMENT,
    "small": _EQUIPMENT,
    "floor": _POSTURES,
    "ready": Field(TableOf("a table of times", _READY, _values, _same), needed="[ready]"),
    "inversion": Field(TableOf("a table of times", _INVERSION, _values, _same), needed="[inversion]"),
}


def load_transitions(path: Path) -> TransitionTable:
    """The times between positions; raises RoutineFileError."""
    source = parse_source(read_bytes(path, path.name), path.name)
    findings = Findings(path.name, source.places)
    at = At(findings)
    values = read_fields(_FIELDS, source.table, at)
    per_second = values["inversion"]["degrees_per_second"] if values else 0
    if values and not per_second:
        (at / "inversion" / "degrees_per_second").error("over-limit", "0 is no speed; write 5")
    if values is None or findings.failed:
        raise RoutineFileError(findings.problems)
    return TransitionTable(
        large=frozenset(values["large"]),
        small=frozenset(values["small"]),
        floor=frozenset(values["floor"]),
        tilt_per_degree=SECOND * SECOND // per_second,
        level_rest=values["inversion"]["level_rest"],
        **values["ready"],
    )
