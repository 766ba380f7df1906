"""One instance: the first start holds a lock, and a later one hands it the files that it was given."""

from __future__ import annotations

import os
import sys
import time
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from studio.host.file_lock import FileLock

TIMING = "SPINE_STUDIO_TIMING"
"""Where this variable is set, the program tells when it was painted and when complete, and ends: it is
measured, and by itself."""

MOST_FILES = 20
"""Files of one message."""

MOST_BYTES = 64 * 1024
"""Bytes of one message."""

TAKEN = b"taken"
"""What a message is answered with when it was taken."""

_HELLO = b"spine-studio 1\0"
_PATIENCE = 3.0  # seconds in which the other must answer; then this start opens a window itself
_PAUSE = 0.05
_LONGEST_ADDRESS = 100  # bytes; systems take from 104 on


class Single:
    """This start: the first, or one of several. A message is `_HELLO`, each file and a NUL, and a NUL."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "instance.lock")
        self.address = _address(folder)
        """Where the first start listens; empty where it cannot."""
        self.first = False

    def begin(self) -> bool:
        """Whether this start is the first. Where nothing can be locked, every start is by itself."""
        try:
            self.first = self._lock.take()
        except OSError:
            return True
        return self.first

    def hand_over(self, files: Sequence[Path], patience: float = _PATIENCE) -> bool:
        """Have the first start open these files; False where it does not answer, or has ended meanwhile."""
        message = message_of(files)
        until = time.monotonic() + patience
        # The first may have begun just now, and not listen yet.
        while self.address and len(message) <= MOST_BYTES and time.monotonic() < until:
            with suppress(OSError):
                if _answer(self.address, message, until - time.monotonic()) == TAKEN:
                    return True
            if self.begin():
                break
            time.sleep(_PAUSE)
        return False


def message_of(files: Sequence[Path]) -> bytes:
    """What hands files over. Their names are made absolute: the other may have begun in another folder."""
    return _HELLO + b"".join(os.fsencode(path.absolute()) + b"\0" for path in files[:MOST_FILES]) + b"\0"


def is_whole(data: bytes) -> bool:
    """Whether a message is all there."""
    return data.endswith(b"\0\0")


def files_in(data: bytes) -> list[Path] | None:
    """The files of a message; None where it is none of ours, names what is not absolute, or too much."""
    if len(data) > MOST_BYTES or not data.startswith(_HELLO) or not is_whole(data):
        return None
    names = data[len(_HELLO) : -1].split(b"\0")[:-1]
    if len(names) > MOST_FILES:
        return None
    try:
        paths = [Path(os.fsdecode(name)) for name in names]
    except UnicodeDecodeError:
        return None
    return paths if all(path.is_absolute() for path in paths) else None


def _address(folder: Path) -> str:
    """A name of its own for each state folder, in a place that only this account can reach."""
    name = f"spine-studio-{zlib.crc32(os.fsencode(folder)):08x}"
    if sys.platform == "win32":
        return name
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    for place in (runtime, str(folder)):
        address = f"{place}/{name}"
        if place.startswith("/") and Path(place).is_dir() and len(os.fsencode(address)) <= _LONGEST_ADDRESS:
            return address
    return ""


def _answer(address: str, message: bytes, patience: float) -> bytes:
    """What the first start says to a message; OSError where it says nothing."""
    if sys.platform == "win32":
        with Path(rf"\\.\pipe\{address}").open("r+b", buffering=0) as pipe:
            pipe.write(message)
            return pipe.read(len(TAKEN)) or b""
    # Every start imports this module, and few of them have anybody to speak to.
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(max(patience, 0.01))
        line.connect(address)
        line.sendall(message)
        answer = b""
        while len(answer) < len(TAKEN) and (part := line.recv(len(TAKEN))):
            answer += part
        return answer
