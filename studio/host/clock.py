"""The clock that sessions are played by, and one that is moved by hand."""

from __future__ import annotations

import time
from typing import Protocol

_PER_MS = 1_000_000


class Clock(Protocol):
    """Tells the time in ms from some fixed moment; it never goes back."""

    def now(self) -> int:
        """Milliseconds since a moment that stays the same."""
        ...


class MonotonicClock:
    """The machine's clock, untouched by changes of the time of day.

    Where the system has such a clock, it goes on while the machine sleeps, so that the sleep shows as a gap.
    """

    def __init__(self) -> None:
        # Linux counts sleep on BOOTTIME only; macOS on MONOTONIC, but not in time.monotonic().
        self._source: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))

    def now(self) -> int:
        """Milliseconds since the machine was started."""
        if self._source is None:
            return time.monotonic_ns() // _PER_MS
        return time.clock_gettime_ns(self._source) // _PER_MS


class HandClock:
    """A clock that stands still until it is moved: for tests and for pictures of one moment."""

    def __init__(self, now: int = 0) -> None:
        self._now = now

    def now(self) -> int:
        """Where the clock has been moved to, in ms."""
        return self._now

    def forward(self, ms: int) -> None:
        """Move on by so many ms."""
        self._now += ms
