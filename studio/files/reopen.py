"""What may be saved: a text that the reader would take back, so that nobody is locked out of their work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.core.exercise import Exercise, Table
from studio.core.routine import Routine
from studio.files.errors import Level, RoutineFileError, key_text
from studio.files.limits import MOST_STEPS
from studio.files.locate import MOST_NESTED, MOST_PARTS, MOST_SAID, locate
from studio.files.read import parse_exercise
from studio.files.save import SaveError, not_opened_again
from studio.files.write import exercise_text, table_of, text_of

_NAMED = 5
"""Parts of a place that are told: the list, the step, and a key of it in a circuit."""


def routine_to_save(path: Path, routine: Routine, why_not: str = "") -> tuple[str, bool]:
    """The text to save at `path`, and whether it holds marks for halves of characters.

    Raises SaveError where the reader would refuse it. `why_not` says over which limit of a whole routine it
    is, for whoever knows the exercises. That the text is not too long is for the one who writes it to see.
    """
    if why_not:
        raise _refused(path, why_not[:1].lower() + why_not[1:])
    table = table_of(routine)
    text, halves = text_of(table)
    if may_break_a_limit(table, text) and (breach := locate(text).breach):
        raise _refused(path, f"{key_text(breach.path[:_NAMED])}: {breach.message}")
    return text, halves


def exercise_to_save(path: Path, exercise: Exercise) -> str:
    """The text to save at `path`; SaveError where the reader would refuse it."""
    text = exercise_text(exercise)
    try:
        parse_exercise(text.encode(), path.name)
    except RoutineFileError as error:
        first = next(problem for problem in error.problems if problem.level is Level.ERROR)
        raise _refused(path, f"{first.at.key}: {first.message}" if first.at.key else first.message) from error
    return text


def may_break_a_limit(table: Table, text: str) -> bool:
    """Whether the text of a table may break a limit of `locate`, at a tenth of its cost; mostly it cannot.

    Every part of a key has a dot or an equals sign behind it, or is in a header, which counts for one more;
    every item of a list stands behind a bracket or a comma.
    """
    if text.count("=") + text.count(".") + text.count(",") + 2 * text.count("[") > MOST_SAID:
        return True
    if text.count("steps]]") > MOST_STEPS or "steps = [" in text:
        return True
    # A key has no more parts, and a value no more brackets in each other, than there are tables and lists.
    return not _is_shallow(table, min(MOST_NESTED, MOST_PARTS))


def _is_shallow(value: Table | list[Any], levels: int) -> bool:
    """Whether there are at most so many levels of tables and lists in it."""
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict | list) and (levels == 0 or not _is_shallow(item, levels - 1)):
            return False
    return True


def _refused(path: Path, said: str) -> SaveError:
    """The error for what the reader would say: what is wrong, a semicolon, and what to do."""
    why, _mark, remedy = said.rstrip(".").rpartition("; ")
    return not_opened_again(path, why or remedy, f"{remedy[:1].upper()}{remedy[1:]}.")
