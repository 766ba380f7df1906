"""A file that one process holds for as long as it lives, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_OPEN = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)
_BEYOND = 1 << 30  # Windows lets nobody read what is held; this byte no file has


class Claim:
    """The system gives it up when the process ends, even by force; it is no matter what is in the file."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def is_at(self, path: Path) -> bool:
        """Whether the file still has this name: somebody may have taken it away meanwhile."""
        try:
            there = path.stat()
        except FileNotFoundError:
            return False
        return self._handle is not None and os.path.samestat(os.fstat(self._handle), there)

    def release(self) -> None:
        """Let somebody else have it; a second call changes nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def claimed(path: Path) -> Claim | None:
    """The claim to a file that is there; None where somebody holds it. OSError where it cannot be opened."""
    handle = os.open(path, _OPEN)
    try:
        if sys.platform == "win32":
            os.lseek(handle, _BEYOND, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return Claim(handle)
