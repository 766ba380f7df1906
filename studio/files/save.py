"""Saving a text so that the file is always whole: the old one or the new one."""

from __future__ import annotations

import errno
import logging
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from studio.files.source import MOST_BYTES

_log = logging.getLogger(__name__)

_PREFIX, _ENDING = ".spine-studio-", ".tmp"
_ORPHAN_AGE = 3_600  # seconds after which a file left by a crash is nobody's
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_UNTOUCHED = "Your last saved version is untouched and your changes are kept."
_ELSEWHERE = "Save a copy in another place."

_REASONS = {
    errno.ENOSPC: ("disk-full", "the disk is full", "Free some space and save again."),
    errno.EDQUOT: ("disk-full", "your share of the disk is full", "Free some space and save again."),
    errno.EFBIG: ("too-large", "this disk takes no file of that size", _ELSEWHERE),
    errno.EACCES: ("read-only-folder", "this folder is read-only", _ELSEWHERE),
    errno.EPERM: ("read-only-folder", "this folder is read-only", _ELSEWHERE),
    errno.EROFS: ("read-only-folder", "this disk is read-only", _ELSEWHERE),
    errno.ENOENT: ("no-folder", "the folder is not there any more", _ELSEWHERE),
    errno.ENOTDIR: ("no-folder", "the folder is not there any more", _ELSEWHERE),
    errno.ENAMETOOLONG: ("bad-name", "the name is too long", "Save it under a shorter name."),
    errno.ELOOP: ("dangling-link", "it is a link that leads nowhere", _ELSEWHERE),
    errno.EIO: ("disk-error", "the disk reported an error", _ELSEWHERE),
}


TAKEN = "taken"
"""Code of the error that a new file would have taken the name of another."""


class SaveError(Exception):
    """One message: what did not happen, why, what is safe, and one thing to do. `code` is stable."""

    def __init__(self, what: str, why: str, safe: str, todo: str, code: str) -> None:
        super().__init__(f"{what}: {why}. {safe} {todo}")
        self.what, self.why, self.safe, self.todo, self.code = what, why, safe, todo, code


def save(path: Path, text: str, within: Path | None = None) -> str:
    """Replace the file at `path` by `text`, whole or not at all; gives the SHA-256 of its bytes.

    Raises SaveError. A link is followed and stays, unless it leads out of the folder `within`; the file's
    mode is kept. The data is on the disk before the new file takes the place of the old one.
    """
    return save_bytes(path, _encoded(path, text), within)


def save_bytes(path: Path, data: bytes, within: Path | None = None) -> str:
    """Replace the file at `path` by `data`, as `save` does with a text."""
    _replace(path, lambda temporary, before: _write(temporary, data, before), within)
    return sha256(data).hexdigest()


def save_through(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Replace the file at `path` by what `fill` writes, as `save` does with a text: for what is large.

    `fill` may go back in its file. What it raises is raised, as SaveError where it comes from the disk.
    """

    def write(temporary: Path, before: os.stat_result | None) -> float:
        with os.fdopen(os.open(temporary, _NEW, 0o666), "wb") as file:
            if before is not None:
                _take_over(file.fileno(), before)
            fill(file)
            file.flush()
            os.fsync(file.fileno())
            return os.fstat(file.fileno()).st_mtime

    _replace(path, write)


def _replace(
    path: Path, write: Callable[[Path, os.stat_result | None], float], within: Path | None = None
) -> None:
    """Let `write` make a new file like the one that was there, and give it that one's place when it is whole.

    `write` gives the time (s) at which the disk has it.
    """
    with _told(path):
        target, before = _target(path)
        if within is not None and not target.resolve().is_relative_to(within.resolve()):
            why = "it is a link that leads out of its folder"
            raise _failure(path, "outward-link", why, _ELSEWHERE)
        temporary = target.parent / f"{_PREFIX}{os.urandom(6).hex()}{_ENDING}"
        try:
            now = write(temporary, before)
            temporary.replace(target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        _sync_folder(target.parent)
        _sweep(target.parent, now)


def save_new(path: Path, text: str) -> str:
    """Save a text as a new file, whole or not at all, and make its folder where there is none.

    Gives the SHA-256 of its bytes. Raises SaveError; where something has that name already its code is
    `TAKEN`, and that stays as it is.
    """
    data = _encoded(path, text)
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.parent / f"{_PREFIX}{os.urandom(6).hex()}{_ENDING}"
        try:
            _write(temporary, data, None)
            _claim(temporary, path)
        except FileExistsError as error:
            why = "there is a file of that name already"
            raise _failure(path, TAKEN, why, "Save it under another name.") from error
        finally:
            with suppress(OSError):
                temporary.unlink()
        _sync_folder(path.parent)
    return sha256(data).hexdigest()


def not_opened_again(path: Path, why: str, todo: str) -> SaveError:
    """The error that something is not saved because the reader would refuse it, and why."""
    return _failure(path, "over-limit", f"it could not be opened again ({why})", todo)


def why_read_only(path: Path) -> str:
    """Why the file at `path` cannot be replaced, in words; empty where it can, as far as can be seen."""
    try:
        target, _before = _target(path)
    except SaveError as error:
        return error.why
    except (OSError, ValueError):
        return ""  # a disk that is gone may be back when it is asked to save
    folder = target.parent
    return "this folder is read-only" if folder.is_dir() and not os.access(folder, os.W_OK) else ""


def _claim(temporary: Path, path: Path) -> None:
    """Give the new file its name, unless something has it."""
    if os.name == "nt":
        temporary.rename(path)  # which takes no name from another file there
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links: hold the name with an empty file first
        os.close(os.open(path, _NEW, 0o666))
        temporary.replace(path)


def _encoded(path: Path, text: str) -> bytes:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        why = "a text in it holds half a character"
        raise _failure(path, "bad-text", why, "Type that text again and save.") from error
    if len(data) > MOST_BYTES:
        why = f"it is over {MOST_BYTES // 1024} KiB and could not be opened again"
        raise _failure(path, "too-large", why, "Split it and save the parts.")
    return data


def _target(path: Path) -> tuple[Path, os.stat_result | None]:
    """The file behind the links at `path`, and its state where it is there already."""
    is_link = path.is_symlink()
    target = Path(os.path.realpath(path)) if is_link else path
    try:
        before = target.stat()
    except FileNotFoundError as error:
        if is_link:
            why = "it is a link to a file that is not there"
            raise _failure(path, "dangling-link", why, _ELSEWHERE) from error
        return target, None
    if not stat.S_ISREG(before.st_mode):
        raise _failure(path, "not-a-file", "it is no regular file", "Save it under another name.")
    if not before.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise _failure(path, "read-only-file", "the file is read-only", _ELSEWHERE)
    return target, before


def _write(temporary: Path, data: bytes, before: os.stat_result | None) -> float:
    """Write all of `data` to a new file and see that it is there; gives the file's own time."""
    handle = os.open(temporary, _NEW, 0o666)
    try:
        if before is not None:
            _take_over(handle, before)
        left = memoryview(data)
        while left:
            written = os.write(handle, left)
            if written <= 0:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            left = left[written:]
        os.fsync(handle)
        state = os.fstat(handle)
        if state.st_size != len(data):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return state.st_mtime
    finally:
        os.close(handle)


def _take_over(handle: int, before: os.stat_result) -> None:
    """Mode and, where this account may, owner of the file that is replaced."""
    if not hasattr(os, "fchown"):
        return  # no such owners on this system; the folder's rights are inherited
    state = os.fstat(handle)
    if (state.st_uid, state.st_gid) != (before.st_uid, before.st_gid):
        with suppress(PermissionError):
            os.fchown(handle, before.st_uid, before.st_gid)
    os.fchmod(handle, stat.S_IMODE(before.st_mode))


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk as well; where that fails the file is saved all the same."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        _log.warning("folder-not-synced: %s", error.strerror)


def _sweep(folder: Path, now: float) -> None:
    """Take away what an earlier crash has left; `now` is by the disk's own clock."""
    with suppress(OSError):
        for orphan in folder.glob(f"{_PREFIX}*{_ENDING}"):
            with suppress(OSError):
                if now - orphan.stat().st_mtime > _ORPHAN_AGE:
                    orphan.unlink()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system says into one message."""
    try:
        yield
    except OSError as error:
        known = _REASONS.get(error.errno or 0)
        code, why, todo = known or ("disk-error", f"the system says: {error.strerror or error}", _ELSEWHERE)
        raise _failure(path, code, why, todo) from error
    except ValueError as error:  # a NUL in the name
        raise _failure(
            path, "bad-name", "there cannot be such a file", "Save it under another name."
        ) from error


def _failure(path: Path, code: str, why: str, todo: str) -> SaveError:
    return SaveError(f"Could not save {path.name}", why, _UNTOUCHED, todo, code)
