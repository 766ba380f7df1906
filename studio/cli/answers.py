"""What `check`, `show` and `exercises` print, and what is said of a file before it is played or drawn."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from studio.app.too_much import too_much
from studio.core.fit import Fit, Fitter, Refusal
from studio.core.phrase import clock
from studio.core.quantity import SECOND
from studio.export.report import catalogue_data, catalogue_lines, schedule_data, schedule_lines
from studio.files.errors import Level, Location, Problem, RoutineFileError, visible
from studio.files.examine import Examined, Shelf, advised, examine, load_shelf
from studio.files.reopen import routine_to_save
from studio.files.save import SaveError, save
from studio.host.folders import cache_folder, own_exercises_folder
from studio.host.paths import resources_folder

FINE, FAILED = 0, 1


def check(files: Sequence[Path], as_json: bool) -> int:
    """Say what is wrong with routine files, and what is advised; 1 where one has errors."""
    shelf = _shelf()
    code = FINE
    for path in files:
        found = _examined(path, shelf)
        advice = () if isinstance(found, RoutineFileError) else advised(found, shelf.catalogue)
        problems = (*found.problems, *advice)
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


def fit(path: Path, wish: int, out: Path | None, as_json: bool) -> int:
    """Fit a routine to `wish` ms and tell what that changes; 1 where it cannot be, or not be written."""
    shelf = _shelf()
    found = _examined(path, shelf)
    if isinstance(found, RoutineFileError) or found.errors:
        _complain(found.problems)
        return FAILED
    routine = found.loaded.routine
    answer = Fitter(routine, shelf.catalogue, shelf.transitions, found.schedule).to(wish)
    if as_json:
        print(json.dumps(_fit_data(answer)))
    if isinstance(answer, Refusal):
        if not as_json:
            print(answer.words, file=sys.stderr)
        return FAILED
    if not as_json:
        _print_lines((clock(answer.total), *(change.text for change in answer.changes)))
    if out is not None:
        try:
            over = too_much(shelf.catalogue, answer.routine)
            save(out, routine_to_save(out, answer.routine, over)[0])
        except SaveError as error:
            print(f"spine-studio: {error}", file=sys.stderr)
            return FAILED
    return FINE


def can_be_played(path: Path) -> bool:
    """Whether a file can be played; where not, its problems are told."""
    return playable(path) is not None


def playable(path: Path) -> Examined | None:
    """A file that can be played; None where it cannot, and its problems are told."""
    found = _examined(path, _shelf())
    if isinstance(found, RoutineFileError):
        _complain(found.problems)
        return None
    errors = list(found.errors)
    if not found.schedule.slots:
        message = "there are no steps, so there is nothing to play; add one under [[steps]]"
        errors.append(Problem(Location(str(path)), Level.ERROR, "no-steps", message))
    _complain(errors)
    return None if errors else found


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


def _fit_data(answer: Fit | Refusal) -> dict[str, Any]:
    if isinstance(answer, Fit):
        return {"total_s": answer.total / SECOND, "changes": [change.text for change in answer.changes]}
    nearest = {"shorter_s": answer.shorter, "longer_s": answer.longer}
    return {
        "message": answer.words,
        **{key: None if length is None else length / SECOND for key, length in nearest.items()},
    }


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(visible(line))
