"""Finds the session that a crash has cut short, and nobody else plays."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from os.path import lexists
from pathlib import Path

from studio.app.checkpoint import PLACE, ROUTINE, DamagedPlaceError, Place, place_in
from studio.app.settings_file import put_aside
from studio.core.compile import compile_schedule
from studio.core.exercise import Catalogue
from studio.core.frozen import frozen
from studio.core.routine import Routine
from studio.core.schedule import Schedule
from studio.core.transitions import TransitionTable
from studio.core.upright import level_row
from studio.files.errors import RoutineFileError
from studio.files.read import read_routine
from studio.files.source import read_bytes
from studio.host.claim import Claim, claimed

TOO_OLD = timedelta(hours=24)
"""After that nobody goes on where they were."""

_MOST_BYTES = 64 * 1024


@frozen
class Interrupted:
    """A session that was cut short: its routine, its schedule and its place. It is held until it is left."""

    routine: Routine
    schedule: Schedule
    place: Place
    routine_file: Path
    claim: Claim

    @property
    def row(self) -> int:
        """The row to begin with: that of the place, or an earlier one that begins level."""
        return level_row(self.schedule, self.place.row)

    def forget(self) -> None:
        """It is not to be offered again."""
        _remove(self.routine_file, self.claim)

    def leave(self) -> None:
        """It may be offered again."""
        self.claim.release()


@frozen
class Search:
    """The session that was cut short last, and the names under which damaged ones are kept."""

    found: Interrupted | None
    damaged: tuple[str, ...]


def search(folder: Path, catalogue: Catalogue, transitions: TransitionTable, now: datetime) -> Search:
    """Look through a folder of sessions; what is of no use any more is taken away, what is damaged put aside.

    A session that is played at this moment is held by its player and left alone.
    """
    best: Interrupted | None = None
    damaged: list[str] = []
    for routine_file in _routine_files(folder):
        try:
            claim = claimed(routine_file)
        except OSError:
            continue
        if claim is None:
            continue
        try:
            one = _read(routine_file, claim, catalogue, transitions)
        except (RoutineFileError, DamagedPlaceError):
            claim.release()
            damaged += _put_aside(routine_file)
            continue
        if one is None:
            _leave(routine_file, claim, now)
        elif now - one.place.when > TOO_OLD:
            one.forget()
        elif best is None or one.place.when > best.place.when:
            if best is not None:
                best.forget()
            best = one
        else:
            one.forget()
    return Search(best, tuple(damaged))


def _routine_files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob(f"*{ROUTINE}"))
    except OSError:
        return []


def _read(
    routine_file: Path, claim: Claim, catalogue: Catalogue, transitions: TransitionTable
) -> Interrupted | None:
    """A session; None where it had come to its end, or not yet begun."""
    place_file = _place_file(routine_file)
    if not lexists(place_file):
        return None
    place = place_in(read_bytes(place_file, place_file.name, _MOST_BYTES))
    routine = read_routine(routine_file, catalogue).routine
    schedule = compile_schedule(routine, catalogue, transitions)
    if place.row >= len(schedule.slots) or schedule.unknown:
        raise DamagedPlaceError
    return Interrupted(routine, schedule, place, routine_file, claim)


def _place_file(routine_file: Path) -> Path:
    return routine_file.with_name(routine_file.name.removesuffix(ROUTINE) + PLACE)


def _put_aside(routine_file: Path) -> list[str]:
    """Rename both files; the names that they have now."""
    moved = (put_aside(path) for path in (_place_file(routine_file), routine_file) if lexists(path))
    return [path.name for path in moved if path is not None]


def _leave(routine_file: Path, claim: Claim, now: datetime) -> None:
    """A session without a place: it is perhaps just beginning, unless it is old."""
    with suppress(OSError):
        if now.timestamp() - routine_file.stat().st_mtime > TOO_OLD.total_seconds():
            _remove(routine_file, claim)
    claim.release()


def _remove(routine_file: Path, claim: Claim) -> None:
    for path in (_place_file(routine_file), routine_file):
        if path == routine_file:
            claim.release()
        with suppress(OSError):
            path.unlink()
