"""The program's log, and every fault in it: from its first line on, also where there is no terminal."""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from types import TracebackType

MOST_BYTES = 1024 * 1024
"""Size of the log at which a new one is begun."""

FILES = 5
"""Logs that there are at most, the one that is written to among them."""

MOST_A_SECOND = 20
"""Faults in one second; more of them are a flood, and are counted only."""

_MOST_FRAMES = 30
_MOST_CAUSES = 4
_LONGEST = 500  # characters of one message
_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

# What the interpreter itself says of these tells types and names, never a text that somebody has written.
_TELLING = (
    AttributeError, ImportError, IndexError, MemoryError, NameError, RecursionError, RuntimeError, TypeError,
    ZeroDivisionError,
)  # fmt: skip

Heard = Callable[[str, bool], object]
"""Called in the thread of a fault, with its place and whether it is one of a flood."""


def log_files(folder: Path) -> list[Path]:
    """The logs in a folder of state, the oldest first; not all need be there."""
    return [_numbered(folder, number) for number in range(FILES - 1, -1, -1)]


class LogFile:
    """Lines with their times; where the disk takes no more, it is silent."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """`clock` tells seconds since 1970."""
        self._folder, self._clock = folder, clock
        self._lock = threading.Lock()
        self.handle: int | None = None
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.handle = os.open(_numbered(folder, 0), _APPEND, 0o600)

    def write(self, level: str, text: str) -> None:
        """Add a message; its further lines are indented."""
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self._clock()))
        lines = text.splitlines() or [""]
        data = "".join((f"{stamp} {level} {lines[0]}\n", *(f"    {line}\n" for line in lines[1:])))
        with self._lock, suppress(OSError):
            if self.handle is not None:
                if os.fstat(self.handle).st_size + len(data) > MOST_BYTES:
                    self._begin_anew(self.handle)
                os.write(self.handle, data.encode(errors="replace"))

    def _begin_anew(self, handle: int) -> None:
        """Every log takes the next number, the last one goes; the handle stays the same."""
        files = log_files(self._folder)
        for older, newer in pairwise(files):
            with suppress(FileNotFoundError):
                newer.replace(older)
        fresh = os.open(files[-1], _APPEND, 0o600)
        os.dup2(fresh, handle, inheritable=False)
        os.close(fresh)


class FaultLog:
    """Hears of every exception that nobody caught, and of crashes, and writes them into a log.

    What a fault says of itself is written only where it cannot be a text from a routine.
    """

    def __init__(self, log: LogFile, clock: Callable[[], float] = time.monotonic) -> None:
        self.log, self._clock = log, clock
        self._recent: deque[float] = deque(maxlen=MOST_A_SECOND + 1)
        self.heard: list[Heard] = []

    def begin(self) -> None:
        """From now on nothing goes unheard."""
        if self.log.handle is not None:
            faulthandler.enable(self.log.handle, all_threads=True)
        sys.excepthook = self._uncaught
        threading.excepthook = lambda told: self._uncaught(told.exc_type, told.exc_value, told.exc_traceback)
        sys.unraisablehook = lambda told: self._uncaught(told.exc_type, told.exc_value, told.exc_traceback)

    def _uncaught(
        self, kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, SystemExit):
            return
        if sys.stderr is not None and fault is not None:
            with suppress(Exception):  # the terminal may be gone
                sys.__excepthook__(kind, fault, trace)
        if not issubclass(kind, KeyboardInterrupt):
            with suppress(Exception):  # a fault while faults are written ends here
                self._note(kind, fault, trace)

    def _note(
        self, kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        now = self._clock()
        self._recent.append(now)
        flood = len(self._recent) > MOST_A_SECOND and now - self._recent[0] <= 1
        place = place_of(trace)
        if not flood:
            self.log.write("FAULT", fault_text(kind, fault, trace))
        for heard in self.heard:
            heard(f"{kind.__name__} at {place}", flood)


def fault_text(kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None) -> str:
    """A fault and where it came from, without any text from a routine and without a person's folders."""
    lines = [_said(kind, fault)]
    lines += _frames(trace)
    for _turn in range(_MOST_CAUSES):
        fault = None if fault is None else fault.__cause__ or fault.__context__
        if fault is None:
            break
        lines += [f"because of {_said(type(fault), fault)}", *_frames(fault.__traceback__)]
    return "\n".join(lines)


def place_of(trace: TracebackType | None) -> str:
    """The innermost place of a fault: file, line and function."""
    return next(reversed(_frames(trace)), "an unknown place")


def _said(kind: type[BaseException], fault: BaseException | None) -> str:
    if isinstance(fault, OSError):
        return f"{kind.__name__}: {fault.strerror}"
    if type(fault) in _TELLING:
        return f"{kind.__name__}: {fault}"
    return kind.__name__


def _frames(trace: TracebackType | None) -> list[str]:
    found = [
        f"{short_name(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
    return found if len(found) <= _MOST_FRAMES else ["\N{HORIZONTAL ELLIPSIS}", *found[-_MOST_FRAMES:]]


def short_name(file: str) -> str:
    """The name of a source file from its package on."""
    parts = file.replace("\\", "/").split("/")
    for package in ("site-packages", "studio", "tests"):
        if package in parts:
            at = len(parts) - 1 - parts[::-1].index(package)
            return "/".join(parts[at + (package == "site-packages") :])
    return parts[-1]


def shortened(text: str) -> str:
    """A message without the home folder's name, and not endless."""
    with suppress(RuntimeError):
        text = text.replace(str(Path.home()), "~")
    return text[:_LONGEST]


def _numbered(folder: Path, number: int) -> Path:
    return folder / (f"studio.{number}.log" if number else "studio.log")
