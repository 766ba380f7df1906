"""The exercises and the transition times that ship with the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from studio.core.exercise import Catalogue, Equipment, Exercise, Posture
from studio.core.quantity import SECOND
from studio.core.transitions import TransitionTable
from studio.files.errors import Level, Location, Problem, RoutineFileError, shown
from studio.files.findings import At, Findings
from studio.files.kinds import Choice, Row, count, degrees, seconds
from studio.files.parsed import Parsed
from studio.files.read import exercise_in, parse_exercise
from studio.files.source import parse_source, read_bytes
from studio.files.tables import Field, Fields, TableOf, Values, read_fields


def load_catalogue(folder: Path, kept: Path | None = None) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The exercises in a folder, by id and in the order of their names, with every problem of every file.

    An exercise file that cannot be used is left out and does not hide the others. What is parsed is kept in
    the file `kept`, which may be missing, old or damaged.
    """
    problems: list[Problem] = []
    try:
        paths = sorted(folder.glob("*.toml"))
    except OSError as error:
        paths = []
        problems.append(_missing(folder, str(error.strerror)))
    exercises, found = read_exercises({path: path.name for path in paths}, kept)
    problems += found
    if not paths and not problems:
        problems.append(_missing(folder, "there are none"))
    return by_name(exercises), tuple(problems)


def read_exercises(names: Mapping[Path, str], kept: Path | None) -> tuple[list[Exercise], Sequence[Problem]]:
    """The exercises in files that are called by their ids, with the problems of all; see `load_catalogue`.

    `names` says how problems call the files.
    """
    parsed = Parsed(kept)
    exercises: list[Exercise] = []
    problems: list[Problem] = []
    for path, name in names.items():
        try:
            exercise, found = _read(read_bytes(path, name), name, parsed)
        except RoutineFileError as error:
            problems += error.problems
            continue
        problems += found
        if exercise.id == path.name.removesuffix(".toml"):
            exercises.append(exercise)
        else:
            problems.append(_misnamed(name, exercise))
    parsed.keep()
    return exercises, problems


def by_name(exercises: Iterable[Exercise]) -> Catalogue:
    """A catalogue in the order of the names."""
    return {one.id: one for one in sorted(exercises, key=lambda exercise: exercise.name.casefold())}


def _read(data: bytes, name: str, parsed: Parsed) -> tuple[Exercise, tuple[Problem, ...]]:
    """An exercise; a file that there is something to say of is parsed again, for the lines."""
    table = parsed.table_of(data)
    known = None if table is None else exercise_in(table)
    if known is not None:
        return known, ()
    exercise, problems = parse_exercise(data, name)
    if not problems:
        parsed.remember(data, exercise.written)
    return exercise, problems


def _missing(folder: Path, why: str) -> Problem:
    message = f"no exercises could be read ({why}); install the program again"
    return Problem(Location(str(folder)), Level.ERROR, "no-file", message)


def _misnamed(name: str, exercise: Exercise) -> Problem:
    message = f"{shown(exercise.id)} is not the name of the file; write one as the other"
    return Problem(Location(name, 1, "id"), Level.ERROR, "other-id", message)


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
