"""Programs that tests start: their words, waiting for what they do, and ending all they started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

PATIENCE = 30.0
PAUSE = 0.02  # seconds between two looks at a condition
GRACE = 3.0  # seconds a program has to end by itself

T = TypeVar("T")


class NeverHappenedError(AssertionError):
    """A condition that did not come true in time; the text says which, and what the programs said."""


def until(
    condition: Callable[[], T | None], what: str, within: float = PATIENCE, says: Callable[[], str] = str
) -> T:
    """Look at a condition again and again until it is true; its value. `says` adds to the complaint."""
    deadline = time.monotonic() + within
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise NeverHappenedError(f"not within {within:g} s: {what}\n{says()}")
        time.sleep(PAUSE)
    return value


@dataclass(frozen=True, slots=True)
class Program:
    """A program that was started; what it prints goes to `log`."""

    process: subprocess.Popen[bytes]
    log: Path

    @staticmethod
    def start(
        words: Sequence[str | Path],
        environment: Mapping[str, str],
        log: Path,
        cwd: Path | None = None,
        pass_fds: Sequence[int] = (),
    ) -> Program:
        """Start a program; `words` begin with its name."""
        with log.open("wb") as out:
            process = subprocess.Popen(
                [str(word) for word in words],
                env=dict(environment),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                pass_fds=pass_fds,
            )
        return Program(process, log)

    @property
    def said(self) -> str:
        """Everything it has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self.process.poll() is None

    def wait(self, within: float = PATIENCE) -> int:
        """Its exit status, once it has ended by itself."""
        until(lambda: not self.is_running, f"{self.process.args!r} ends", within, lambda: self.said)
        return self.process.returncode

    def end(self) -> int:
        """End it and every program it started, each by its own number; its exit status."""
        family = [self.process.pid, *descendants(self.process.pid)]
        _tell(family, signal.SIGTERM)
        with contextlib.suppress(NeverHappenedError):
            until(lambda: not self._any_left(family), "all have ended", GRACE)
        _tell(family, signal.SIGKILL)
        until(lambda: not self._any_left(family), "all have been ended", GRACE)
        return self.process.wait(GRACE)

    def _any_left(self, family: Sequence[int]) -> bool:
        self.process.poll()
        return any(is_alive(pid) for pid in family)


def _tell(family: Sequence[int], sign: signal.Signals) -> None:
    for pid in family:
        if is_alive(pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sign)


def is_alive(pid: int) -> bool:
    """Whether a program runs; one that has ended and only waits to be noticed does not."""
    return _parent(pid) is not None


def _parent(pid: int) -> int | None:
    """The number of the program that started `pid`; None where it has ended."""
    try:
        _, _, rest = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")
    except OSError:
        return None
    state, parent, *_ = rest.split()
    return None if state == "Z" else int(parent)


def descendants(pid: int) -> list[int]:
    """The numbers of all programs that a program has started, and of those that they have."""
    parents = {
        int(entry.name): _parent(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdigit()
    }
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]
