"""What a sound device is handed next: it follows the clock of a session, whatever the device's own does."""

from __future__ import annotations

from collections import deque
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from studio.core.frozen import frozen
from studio.host.clock import Clock

RATE = 48_000
"""Frames a second; a frame is a sample for the left and one for the right, of 16 bits each."""

FRAME_BYTES = 4
LEAD = 50
"""Milliseconds that all is heard after its time, so that what is due at once can still be in time."""

_PER_MS = RATE // 1000
_SOONEST, _LATEST = -100.0, 300.0  # ms from a start to the first frame that are believed
_DRY = 20  # ms after which a device that should have played all must have run dry
_SETTLED = 250  # ms of watching a device after which its clock is believed
_WATCHED = 1_000  # ms of which the best view of the device's clock is taken
_DRIFT = 4 * _PER_MS  # frames that are put right in the next silence
_JUMP = 80 * _PER_MS  # frames that are put right at once
_LATE = 2 * RATE  # frames after which a tone that was missed is heard no more
_QUIET = 130  # of 32,767: a block below this may be cut
_CHUNK = RATE // 20  # frames worked out at a time
# Some loudspeakers fall asleep where nothing at all is sent, and wake too late for the next tone.
_HISS: NDArray[np.int16] = np.random.default_rng(0).integers(-4, 5, (RATE, 2)).astype(np.int16)


class Source(Protocol):
    """Sound of which any stretch can be had, in frames."""

    def samples(self, start: int, count: int) -> NDArray[np.float32]:
        """Frames `[start, start + count)`, as (count, 2) between -1 and 1."""
        ...

    def entered(self, since: int, start: int) -> Self:
        """The same from `start` on, with what begins in `[since, start)` put off until then."""
        ...


@frozen
class _Plan:
    """A source whose `frame` is heard when the clock shows `at`, in ms."""

    source: Source
    frame: int
    at: int


class Feed:
    """Reads from what is played what is heard at the time that the device will have come to it.

    The device takes `buffered` frames ahead. When it asks for more, that tells how far it has played; the
    earliest such view of the last seconds is its clock. Where it has gone wrong by a few milliseconds, as two
    clocks do, the next silence is made longer or shorter; where it has stood still, the feed goes on at
    the right place, with the tones that were missed just now.
    """

    def __init__(self, clock: Clock, buffered: int) -> None:
        self._clock, self._buffered = clock, buffered
        self._start = 0.0  # ms from a start to the first frame, as the device shows it
        self._plan: _Plan | None = None
        self._source: Source | None = None
        self._next = 0  # the frame of the source that is handed over next
        self._chunk, self._chunk_at = np.zeros((0, 2), dtype=np.int16), 0
        self.begin()

    def begin(self) -> None:
        """The device starts, or starts again, with nothing to play yet."""
        now = self._clock.now()
        self._begun, self._given, self._last = now, 0, now
        self._anchor_at(now + self._start)
        self._source = None

    @property
    def played(self) -> int:
        """About how many frames the device has played since it was started."""
        return max(0, self._given - self._buffered)

    @property
    def settled(self) -> bool:
        """Whether the device has been watched for long enough to know when it plays what."""
        return self._watched_from is not None and self._last - self._watched_from >= _SETTLED

    @property
    def off(self) -> int:
        """How many ms what is handed over now is heard before (or after: below zero) its time."""
        return 0 if self._source is None else (self._next - self._due()) // _PER_MS

    def play(self, source: Source, frame: int) -> None:
        """From now on play a source; its `frame` is the one of this moment."""
        self._plan, self._source = _Plan(source, frame, self._clock.now() + LEAD), None

    def rest(self) -> None:
        """From now on there is nothing to hear."""
        self._plan = self._source = None

    def read(self, count: int) -> bytes:
        """The next frames for the device, which has room for just so many."""
        now = self._clock.now()
        if self._given > self._buffered and now > self._zero + self._given / _PER_MS + _DRY:
            self._anchor_at(now + self._start - self._given / _PER_MS)  # it has played all there was
        elif self._given - self._filled_from >= self._buffered:
            self._watch(now, now - (self._given - self._buffered + count) / _PER_MS)
        self._last = now
        block = self._block(count)
        self._given += count
        first = self._given % RATE
        return (block + _HISS[np.arange(first, first + count) % RATE]).tobytes()

    def _anchor_at(self, zero: float) -> None:
        """Believe that the first frame ever given was heard at `zero`, until the device shows better."""
        self._zero, self._filled_from = zero, self._given
        self._views: deque[tuple[int, float]] = deque()
        self._watched_from: int | None = None

    def _watch(self, now: int, zero: float) -> None:
        """A view of when the first frame was heard. It is late by as much as the device was slow to ask."""
        views = self._views
        if self._watched_from is None:
            self._watched_from = now
        while views and views[-1][1] >= zero:
            views.pop()
        views.append((now, zero))
        while views[0][0] < now - _WATCHED:
            views.popleft()
        if now - self._watched_from >= _SETTLED:  # its first requests still fill its own buffers
            self._zero = views[0][1]
            if not self._filled_from:
                self._start = min(max(self._zero - self._begun, _SOONEST), _LATEST)

    def _due(self) -> int:
        """The frame of what is played that will be heard when the device comes to the next one."""
        assert self._plan is not None
        heard = self._zero + self._given / _PER_MS
        return self._plan.frame + round((heard - self._plan.at) * _PER_MS)

    def _block(self, count: int) -> NDArray[np.int16]:
        plan = self._plan
        if plan is None:
            return np.zeros((count, 2), dtype=np.int16)
        due = self._due()
        if self._source is None:
            self._enter(plan.source.entered(plan.frame, max(plan.frame, due)), due)
        elif abs(due - self._next) > _JUMP:
            self._turn(due)
        block = self._taken(count)
        if abs(due - self._next) > _DRIFT and np.abs(block).max(initial=0) < _QUIET:
            self._turn(due)
            block = self._taken(count)
        self._next += count
        return block

    def _turn(self, due: int) -> None:
        """Go on at another frame: what was passed over just now is heard there, nothing is heard twice."""
        assert self._source is not None
        source = self._source.entered(max(self._next, due - _LATE), max(self._next, due))
        self._enter(source, due)

    def _enter(self, source: Source, frame: int) -> None:
        self._source, self._next = source, frame
        self._chunk = self._chunk[:0]

    def _taken(self, count: int) -> NDArray[np.int16]:
        """The next frames, out of chunks that are worked out at once."""
        assert self._source is not None
        low = self._next - self._chunk_at
        if not 0 <= low <= low + count <= len(self._chunk):
            loud = self._source.samples(self._next, max(count, _CHUNK))
            self._chunk, self._chunk_at = (np.clip(loud, -1, 1) * 32_766).astype(np.int16), self._next
            low = 0
        return self._chunk[low : low + count]
