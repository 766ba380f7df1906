"""Work that survives the program: kept while it is unsaved, and offered at the next start."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from studio.app.document import RoutineDocument
from studio.app.filing import Filing
from studio.core.frozen import frozen
from studio.files.unsaved import MOST_BYTES, DamagedWorkError, Work, read_work, work_bytes
from studio.host.file_lock import FileLock

PATIENCE = 3_000
"""From an edit until it is kept, in ms: with the time it takes to write, well below 5 s."""

_ENDING, _LOCK, _NEW, _DAMAGED = ".unsaved", ".lock", ".new", ".damaged"
_log = logging.getLogger(__name__)


@frozen
class Left:
    """Work that an earlier run has left; `written` is in seconds since 1970."""

    path: Path
    work: Work
    written: float


class RecoveryRoom:
    """The folder of unsaved work, shared by all windows of all runs.

    The files of one run begin with its name. A run that has files there holds a lock of that name: what
    belongs to a run that lives is left alone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run = f"{os.getpid()}-{os.urandom(6).hex()}"
        self._lock = FileLock(folder / f"{self._run}{_LOCK}")
        self._ours = False
        self._taken: dict[str, FileLock] = {}
        self._numbers = count(1)

    def place(self) -> Path:
        """A name for the unsaved work of one more window; OSError where nothing can be kept."""
        if not self._ours:
            self._ours = self._lock.take()
        return self._folder / f"{self._run}.{next(self._numbers)}{_ENDING}"

    def left(self) -> tuple[list[Left], list[Path]]:
        """What runs that have ended left behind, the latest first; and what of it was damaged, put aside.

        What is found is this run's to restore or discard until it ends; nobody else is offered it.
        """
        found: list[Left] = []
        damaged: list[Path] = []
        for path in self._of_the_dead():
            try:
                written = path.stat().st_mtime
                found.append(Left(path, read_work(path), written))
            except DamagedWorkError:
                _log.warning("recovery-damaged")
                damaged.append(_put_aside(path))
            except OSError:
                continue  # somebody took it away
        return sorted(found, key=lambda one: one.written, reverse=True), damaged

    def close(self) -> None:
        """Let go of what was found and not answered, for the next start, and of our own name."""
        for run, lock in self._taken.items():
            lock.drop(remove=not self._has_files(run))
        self._taken.clear()
        if self._ours:
            self._lock.drop(remove=not self._has_files(self._run))
            self._ours = False

    def _of_the_dead(self) -> Iterator[Path]:
        for run in dict.fromkeys(map(_run_of, self._entries())):
            if run == self._run or not self._take(run):
                continue
            files = [path for path in self._entries() if _run_of(path) == run]
            for path in files:
                if path.suffix == _NEW:  # cut short while it was written
                    path.unlink(missing_ok=True)
            unsaved = [path for path in files if path.suffix == _ENDING]
            if unsaved:
                yield from unsaved
            else:
                self._taken.pop(run).drop(remove=True)

    def _take(self, run: str) -> bool:
        if run in self._taken:
            return True
        lock = FileLock(self._folder / f"{run}{_LOCK}")
        try:
            if not lock.take():
                return False
        except OSError:
            return False
        self._taken[run] = lock
        return True

    def _has_files(self, run: str) -> bool:
        return any(_run_of(path) == run and path.suffix == _ENDING for path in self._entries())

    def _entries(self) -> list[Path]:
        try:
            every = sorted(self._folder.iterdir())
        except OSError:
            return []
        return [path for path in every if path.suffix in (_ENDING, _LOCK, _NEW)]


class Recovery(QObject):
    """Keeps one document's unsaved work; what is saved or closed is kept no longer.

    `failed` comes once, with words, where nothing can be kept.
    """

    failed = Signal(str)

    def __init__(
        self, document: RoutineDocument, filing: Filing, room: RecoveryRoom, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._filing, self._room = document, filing, room
        self._path: Path | None = None
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.keep)
        document.changed.connect(self._wait)
        document.modified_changed.connect(self._wait)
        document.path_changed.connect(self._wait)
        self._wait()

    def keep(self) -> None:
        """Keep the work as it is now; where all is saved there is nothing to keep."""
        self._timer.stop()
        if not self._document.modified:
            self.forget()
            return
        state, document = self._filing.on_disk, self._document
        work = Work(document.routine, document.path, state.digest, state.comments, state.barred)
        try:
            data = work_bytes(work)
            if len(data) > MOST_BYTES:
                raise OSError(errno.EFBIG, "it is too large")
            self._path = self._path or self._room.place()
            _write(self._path, data)
        except OSError as error:
            self._tell_once(error.strerror or "the disk refuses")

    def forget(self) -> None:
        """There is nothing to restore: it was saved, or is not wanted."""
        self._timer.stop()
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink()

    def _tell_once(self, why: str) -> None:
        if not self._told:
            self._told = True
            _log.warning("recovery-not-kept: %s", why)
            self.failed.emit(f"Unsaved work cannot be kept safe against a crash: {why.lower()}. Save often.")

    def _wait(self) -> None:
        # The first edit starts the wait, and no later one begins it again.
        if self._document.modified:
            if not self._timer.isActive():
                self._timer.start()
        else:
            self.forget()


def _run_of(path: Path) -> str:
    return path.name.partition(".")[0]


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all. It is not waited for the disk: this happens while somebody works."""
    new = path.with_suffix(_NEW)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    new.replace(path)


def _put_aside(path: Path) -> Path:
    names = (path.with_name(f"{path.name}{_DAMAGED}{number or ''}") for number in count())
    aside = next(name for name in names if not os.path.lexists(name))
    with suppress(OSError):
        return path.rename(aside)
    return path
