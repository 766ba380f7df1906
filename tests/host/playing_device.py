"""A sound device that plays by a clock of its own, and clicks to play on it."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import NDArray

from studio.host.clock import HandClock
from studio.host.feed import RATE, Feed

BUFFER = RATE // 5
PER_MS = RATE // 1000


class Clicks:
    """A source with a click of 20 ms at given times, in ms; each tells its number by how loud it is."""

    def __init__(self, *times: int, since: int = 0, start: int = -(10**9)) -> None:
        self._times, self._since, self._start = times, since, start

    def samples(self, start: int, count: int) -> NDArray[np.float32]:
        out = np.zeros((count, 2), dtype=np.float32)
        for number, ms in enumerate(self._times, 1):
            frame = ms * PER_MS
            if frame < self._since:
                continue
            low = max(frame, self._start)
            high = low + 20 * PER_MS
            out[max(0, low - start) : max(0, high - start)] = 0.5 + number / 1_000
        return out

    def entered(self, since: int, start: int) -> Self:
        return type(self)(*self._times, since=since, start=start)


class PlayingDevice:
    """Plays `speed` times as fast as the hand-moved clock, `delay` ms after its start; asks every 5 ms."""

    def __init__(self, feed: Feed, clock: HandClock, speed: float = 1.0, delay: int = 12) -> None:
        self.feed, self.clock, self.speed, self.delay = feed, clock, speed, delay
        self.heard: list[tuple[float, int]] = []
        """When each frame that is more than near silence was heard, in ms, and how loud."""
        self.gaps = 0
        self.start()

    def start(self) -> None:
        """Throw away what is queued, and fill up."""
        self.feed.begin()
        self._queue = np.zeros(0, dtype=np.int16)
        self._plays_from = float(self.clock.now() + self.delay)
        self._owed = 0.0
        self._fill()

    def run(self, ms: int, *, asks: bool = True) -> None:
        """Let time pass; where it does not ask, the program hangs."""
        for _ in range(ms):
            now = float(self.clock.now())
            self.clock.forward(1)
            if now >= self._plays_from:
                self._play(now)
            if asks and self.clock.now() % 5 == 0:
                self._fill()

    def onsets(self) -> dict[int, float]:
        """When each click was first heard, in ms by the clock; by its number."""
        found: dict[int, float] = {}
        for at, level in self.heard:
            found.setdefault(round((level / 32_766 - 0.5) * 1_000), at)
        return found

    def _play(self, now: float) -> None:
        self._owed += PER_MS * self.speed
        count = int(self._owed)
        self._owed -= count
        taken, self._queue = self._queue[:count], self._queue[count:]
        self.gaps += len(taken) < count
        loud = np.flatnonzero(taken > 10_000)
        self.heard += [(now + index / PER_MS, int(taken[index])) for index in loud]

    def _fill(self) -> None:
        room = BUFFER - len(self._queue)
        if room:
            new = np.frombuffer(self.feed.read(room), np.int16).reshape(-1, 2)[:, 0]
            self._queue = np.concatenate([self._queue, new])
