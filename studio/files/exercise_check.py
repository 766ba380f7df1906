"""An exercise that is being made, looked at as its file would be: the same reader says what is wrong."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from studio.core.exercise import Exercise
from studio.files.errors import Problem, RoutineFileError
from studio.files.own import file_id, ids_like
from studio.files.read import parse_exercise
from studio.files.write import exercise_text

COPY = "copy"


def problems_of(exercise: Exercise) -> tuple[Problem, ...]:
    """Everything that the reader says of the exercise's file; an error keeps it from being saved."""
    try:
        _read, problems = parse_exercise(exercise_text(exercise).encode(), exercise.id)
    except RoutineFileError as error:
        return error.problems
    return problems


def free_id(name: str, taken: Collection[str]) -> str:
    """An id for an exercise of that name, which no other has."""
    return next(id_ for id_ in ids_like(file_id(name.lower())) if id_ not in taken)


def copy_of(exercise: Exercise, taken: Collection[str]) -> Exercise:
    """The exercise under a name and an id of its own; all else is the same."""
    name = f"{exercise.name} ({COPY})"
    return replace(exercise, id=free_id(f"{exercise.id}-{COPY}", taken), name=name)
