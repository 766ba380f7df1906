"""The person's own exercises: a folder of files that join the catalogue, and new ones put into it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from studio.core.exercise import Catalogue, Exercise
from studio.files.catalogue import by_name, read_exercises
from studio.files.errors import Level, Location, Problem, shown
from studio.files.reopen import exercise_to_save
from studio.files.save import TAKEN, SaveError, save_new

_ENDING = ".toml"
_LONGEST_ID = 60
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|(com|lpt)[\d¹²³])$")


def load_own(
    folder: Path, shipped: Catalogue, kept: Path | None = None
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The exercises in the person's folder, with every problem; without the folder there are none.

    One that is called like an exercise that ships stands beside it, under the next id that is free. Problems
    name the whole path, for this folder is seldom open. `kept` is as in `load_catalogue`.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if _is_exercise(path))
    except FileNotFoundError:
        return {}, ()
    except OSError as error:
        message = (
            f"your own exercises cannot be read ({error.strerror}); make this a folder that you may read"
        )
        return {}, (Problem(Location(str(folder)), Level.ERROR, "unreadable", message),)
    exercises, found = read_exercises({path: str(path) for path in paths}, kept)
    problems = list(found)
    taken = {*shipped, *(exercise.id for exercise in exercises)}
    own: list[Exercise] = []
    for exercise in exercises:
        if exercise.id in shipped:
            other = next(id_ for id_ in ids_like(exercise.id) if id_ not in taken)
            taken.add(other)
            problems.append(_clash(folder, exercise.id, other))
            exercise = replace(exercise, id=other)
        own.append(exercise)
    return by_name(own), tuple(problems)


def store(folder: Path, exercise: Exercise, taken: Collection[str]) -> Path:
    """Put an exercise into the folder, under an id that is neither `taken` nor the name of a file there.

    Raises SaveError. Nothing is ever overwritten.
    """
    for id_ in ids_like(file_id(exercise.id)):
        if id_ in taken:
            continue
        path = folder / f"{id_}{_ENDING}"
        try:
            save_new(path, exercise_to_save(path, replace(exercise, id=id_)))
        except SaveError as error:
            if error.code != TAKEN:
                raise
            continue
        return path
    raise AssertionError("numbers do not end")


def ids_like(id_: str) -> Iterator[str]:
    """The id, and then with a number behind it: `plank`, `plank-2`, `plank-3` and so on."""
    yield id_
    for number in count(2):
        yield f"{id_}-{number}"


def file_id(id_: str) -> str:
    """An id that can be the name of a file on every system; what comes from a file may be anything."""
    kept = "".join(ch if ch.isalnum() or ch in "-_" else "-" for ch in id_)
    name = re.sub(r"-+", "-", kept)[:_LONGEST_ID].strip("-") or "exercise"
    return f"{name}-1" if _RESERVED.match(name) else name


def _is_exercise(path: Path) -> bool:
    return path.suffix == _ENDING and not path.name.startswith(".")


def _clash(folder: Path, id_: str, other: str) -> Problem:
    message = (
        f"the program has an exercise {shown(id_)} too, so yours goes by {shown(other)}; "
        f"write id = {shown(other)} and call the file {other}{_ENDING}"
    )
    return Problem(Location(str(folder / f"{id_}{_ENDING}"), 1, "id"), Level.WARNING, "same-id", message)
