"""Where a session is, kept while it plays: what is left of it after a crash can be resumed."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from os import urandom
from pathlib import Path

from studio.core.frozen import frozen
from studio.core.routine import Routine
from studio.files.reopen import routine_to_save
from studio.files.save import SaveError, save, save_bytes
from studio.host.claim import Claim, claimed
from studio.host.state_place import state_folder

FORMAT = 1
ROUTINE, PLACE = ".routine.toml", ".place.json"
"""What the two files of a session end with: the routine as it is played, and where it is played."""

_log = logging.getLogger(__name__)


@frozen
class Place:
    """Where a session is: the row and the position in ms of its schedule, and when that was, in UTC."""

    row: int
    position: int
    when: datetime


class DamagedPlaceError(Exception):
    """There is something that tells no place."""


def sessions_folder() -> Path:
    """Where the places of sessions are kept; it need not be there."""
    return state_folder() / "sessions"


def utc_now() -> datetime:
    """The time of day, the same everywhere."""
    return datetime.now(UTC)


def place_bytes(place: Place, path: Path | None, routine: Routine) -> bytes:
    """A place as it is kept."""
    table = {
        "format": FORMAT,
        "title": routine.title,
        "path": None if path is None else str(path),
        "intensity": str(routine.intensity),
        "row": place.row,
        "position_ms": place.position,
        "when": place.when.astimezone(UTC).isoformat(timespec="milliseconds"),
    }
    return json.dumps(table, indent=1).encode("ascii")


def place_in(data: bytes) -> Place:
    """A place as it was kept; DamagedPlaceError where it is none."""
    try:
        table = json.loads(data)
        row, position, when = table["row"], table["position_ms"], datetime.fromisoformat(table["when"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedPlaceError from error
    if type(row) is not int or type(position) is not int or row < 0 or position < 0 or when.tzinfo is None:
        raise DamagedPlaceError
    return Place(row, position, when.astimezone(UTC))


class CheckpointFile:
    """Keeps the place of one session in a folder. Nothing is waited for but at the end.

    A thread of its own writes, for a disk may take its time; it gets nothing but values. What cannot be
    kept is logged, and the session goes on without.
    """

    def __init__(
        self,
        folder: Path,
        routine: Routine,
        path: Path | None = None,
        wall: Callable[[], datetime] = utc_now,
    ) -> None:
        name = urandom(8).hex()
        self._routine_file, self._place_file = folder / (name + ROUTINE), folder / (name + PLACE)
        self._routine, self._path, self._wall = routine, path, wall
        self._writer = ThreadPoolExecutor(1, "checkpoint")
        self._claim: Claim | None = None
        self._works = True
        self._last: Future[None] | None = None

    def keep(self, row: int, position: int) -> None:
        """The session is there now. While an earlier place is still being written, the next one will do."""
        if self._last is None:
            self._last = self._writer.submit(self._begin)
        if self._last.done():
            place = Place(row, position, self._wall())
            self._last = self._writer.submit(self._write, place)

    def drop(self) -> None:
        """There is nothing to resume, for now."""
        if self._last is not None:
            self._last = self._writer.submit(self._remove, self._place_file)

    def settle(self) -> None:
        """Wait until what was told has been written."""
        if self._last is not None:
            self._last.result()

    def close(self) -> None:
        """The session has ended: nothing of it is left."""
        self.abandon()
        self._remove(self._place_file)
        self._remove(self._routine_file)

    def abandon(self) -> None:
        """Let go of the files as they are: a later start may find them."""
        self._writer.shutdown()
        if self._claim is not None:
            self._claim.release()

    def _begin(self) -> None:
        try:
            self._routine_file.parent.mkdir(parents=True, exist_ok=True)
            save(self._routine_file, routine_to_save(self._routine_file, self._routine)[0])
            self._claim = claimed(self._routine_file)
        except (OSError, SaveError) as error:
            self._fail(error)

    def _write(self, place: Place) -> None:
        if self._works:
            try:
                if self._claim is None:  # somebody looked through the folder just when it was to be taken
                    self._claim = claimed(self._routine_file)
                save_bytes(self._place_file, place_bytes(place, self._path, self._routine))
            except (OSError, SaveError) as error:
                self._fail(error)

    def _remove(self, path: Path) -> None:
        with suppress(OSError):
            path.unlink()

    def _fail(self, error: Exception) -> None:
        self._works = False
        _log.warning("checkpoint-not-kept: %s", error)
