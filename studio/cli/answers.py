"""What `check`, `show` and `exercises` print, and what is said of a file before it is played or drawn."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from studio.export.report import catalogue_data, catalogue_lines, schedule_data, schedule_lines
from studio.files.errors import Level, Location, Problem, RoutineFileError, visible
from studio.files.examine import Examined, Shelf, examine, load_shelf
from studio.host.folders import cache_folder, own_exercises_folder
from studio.host.paths import resources_folder

FINE, FAILED = 0, 1


def check(files: Sequence[Path], as_json: bool) -> int:
    """Say what is wrong with routine files; 1 where one has errors."""
    shelf = _shelf()
    code = FINE
    for path in files:
        problems = _examined(path, shelf).problems
        for problem in problems:
            print(json.dumps(_finding(problem)) if as_json else problem)
        if any(problem.level is Level.ERROR for problem in problems):
            code = FAILED
        elif not as_json:
            print(f"{visible(str(path))}: no errors")
    return code


def show(path: Path, as_json: bool) -> int:
    """Print a routine's schedule; 1 with its problems where it has errors."""
    found = _examined(path, _shelf())
    problems = found.problems
    if isinstance(found, RoutineFileError) or found.errors:
        if as_json:
            for problem in problems:
                print(json.dumps(_finding(problem)))
        else:
            _complain(problems)
        return FAILED
    title = found.loaded.routine.title
    if as_json:
        print(json.dumps(schedule_data(title, found.schedule)))
        return FINE
    _print_lines(schedule_lines(title, found.schedule))
    _complain(problems)
    return FINE


def exercises(as_json: bool) -> int:
    """List the exercises there are."""
    catalogue = _shelf().catalogue
    if as_json:
        print(json.dumps(catalogue_data(catalogue)))
    else:
        _print_lines(catalogue_lines(catalogue))
    return FINE


def can_be_played(path: Path) -> bool:
    """Whether a file can be played; where not, its problems are told."""
    found = _examined(path, _shelf())
    if isinstance(found, RoutineFileError):
        _complain(found.problems)
        return False
    errors = list(found.errors)
    if not found.schedule.slots:
        message = "there are no steps, so there is nothing to play; add one under [[steps]]"
        errors.append(Problem(Location(str(path)), Level.ERROR, "no-steps", message))
    _complain(errors)
    return not errors


def can_be_drawn(path: Path) -> bool:
    """Print a routine's schedule before it is drawn; where it cannot be opened, its problems are told."""
    found = _examined(path, _shelf())
    if isinstance(found, RoutineFileError):
        _complain(found.problems)
        return False
    _print_lines(schedule_lines(found.loaded.routine.title, found.schedule))
    return True


def _shelf() -> Shelf:
    try:
        shelf = load_shelf(resources_folder(), own_exercises_folder(), cache_folder())
    except RoutineFileError as error:  # the installation itself is damaged
        _complain(error.problems)
        raise SystemExit(FAILED) from None
    _complain(problem for problem in shelf.problems if problem.level is Level.ERROR)
    return shelf


def _examined(path: Path, shelf: Shelf) -> Examined | RoutineFileError:
    try:
        return examine(path, shelf.catalogue, shelf.transitions, str(path))
    except RoutineFileError as error:
        return error


def _complain(problems: Iterable[Problem]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


def _finding(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.at.file,
        "line": problem.at.line,
        "key": problem.at.key,
        "level": problem.level.value,
        "code": problem.code,
        "message": problem.message,
    }


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(visible(line))
