"""The sound of a schedule as one stream: any frame of it can be asked for, again and again the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Set
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from studio.core.breath import Phase
from studio.core.dose import Side
from studio.core.frozen import frozen
from studio.core.schedule import Cue, CueKind, Part, Schedule
from studio.export.tones import ALL, FAMILIES, LONGEST, LOUDEST_FIRST, RATE, Family, Samples, sides, tone

USUAL = 100
"""The pace of a schedule's own time, in percent."""

_PER_MS = RATE // 1000
_GIVE_WAY = RATE // 100  # frames in which a tone fades that another one follows too soon
_SETTLE = RATE // 50  # frames in which a breath comes in that had begun before
_LEVEL = 0.08  # of the breath: far below every tone
_GLIDES = {Phase.IN: (247.0, 415.0), Phase.OUT: (370.0, 196.0)}  # Hz at begin and end; OUT is the longer way
_end, _at, _frame = attrgetter("end"), attrgetter("at"), attrgetter("frame")


@frozen
class Tone:
    """A tone that begins at a frame."""

    frame: int
    kind: CueKind
    side: Side | None

    @property
    def end(self) -> int:
        """The first frame after it."""
        return self.frame + len(tone(self.kind, self.side))


@frozen
class Glide:
    """A half-breath to be heard over `[frame, end)`, in frames."""

    frame: int
    end: int
    phase: Phase
    side: Side | None


class Score:
    """What is heard of a schedule, in frames at `RATE` from its begin; a pace of 50 takes twice as many.

    Rows before `first` are not heard, and of those from `gate` on, which is a manual step, only the name
    of that step. What begins in `[since, start)` is heard from its beginning at `start`, and nothing is
    heard before that: so one enters in the middle. The pitch is the same at every pace.
    """

    def __init__(
        self,
        schedule: Schedule,
        families: Set[Family] = ALL,
        pace: int = USUAL,
        *,
        first: int = 0,
        gate: int | None = None,
    ) -> None:
        self._schedule, self._families, self._pace = schedule, frozenset(families), pace
        self._rows = range(first, len(schedule.slots) if gate is None else gate + 1)
        self._gate = gate
        self._heard: dict[int, tuple[_Heard, ...]] = {}
        self.since = self.start = 0

    def entered(self, since: int, start: int) -> Score:
        """The same, entered at `start`."""
        made = Score(self._schedule, self._families, self._pace, first=self._rows.start, gate=self._gate)
        made._heard = self._heard
        made.since, made.start = since, start
        return made

    @property
    def frames(self) -> int:
        """How many frames the whole of it takes, with the end of its last tone."""
        length = self.frame(self._schedule.length)
        return max([length, *(one.end for one in self.tones(length - LONGEST, length + 1))])

    def frame(self, ms: int) -> int:
        """The frame at a time of the schedule."""
        return ms * _PER_MS * USUAL // self._pace

    def tones(self, start: int, end: int) -> list[Tone]:
        """The tones that begin in `[start, end)`: of several at a time the one that says most."""
        found: dict[int, Tone] = {}
        low = min(start, self.since) if start <= self.start < end else start
        for one in self._within(self._ms(low), self._ms(end) + 1):
            frame = self.frame(one.at)
            if frame < self.since:
                continue
            frame = max(frame, self.start)
            before = found.get(frame)
            if start <= frame < end and (before is None or _says_more(one.kind, before.kind)):
                found[frame] = Tone(frame, one.kind, one.side)
        return sorted(found.values(), key=_frame)

    def glides(self, start: int, end: int) -> Iterator[Glide]:
        """The half-breaths that are heard in `[start, end)`."""
        if Family.BREATH not in self._families:
            return
        for row, offset, part in self._parts(self._ms(start), self._ms(end) + 1):
            if row == self._gate:
                continue
            for index in range(
                bisect_right(part.breath, self._ms(start) - offset, key=_end), len(part.breath)
            ):
                span = part.breath[index]
                first, after = self.frame(span.start + offset), self.frame(span.end + offset)
                if first >= end:
                    break
                if span.phase in _GLIDES and span.paced and after > max(start, self.start):
                    yield Glide(first, after, span.phase, _side(part, span.start))

    def samples(self, start: int, count: int) -> Samples:
        """The frames `[start, start + count)` as (count, 2), left and right between -1 and 1.

        However a stretch is cut into blocks, its frames are the same.
        """
        out = np.zeros((count, 2), dtype=np.float32)
        end = start + count
        for glide in self.glides(start, end):
            _add_glide(out, glide, start, self.start)
        tones = self.tones(start - LONGEST, end + _GIVE_WAY)
        for index, one in enumerate(tones):
            _add_tone(out, one, tones[index + 1].frame if index + 1 < len(tones) else None, start)
        return out

    def _ms(self, frame: int) -> int:
        return frame * self._pace // (_PER_MS * USUAL)

    def _within(self, low: int, high: int) -> Iterator[_Heard]:
        """What is heard of the cues in `[low, high]` ms, row by row."""
        for row, offset, part in self._parts(low, high):
            if row not in self._heard:
                kinds = {CueKind.READY} if row == self._gate else set(CueKind)
                self._heard[row] = tuple(
                    _Heard(cue.at + offset, cue.kind, _side_of(part, cue))
                    for cue in sorted(part.cues, key=_at)
                    if cue.kind in kinds and FAMILIES[cue.kind] in self._families
                )
            heard = self._heard[row]
            for index in range(bisect_left(heard, low, key=_at), len(heard)):
                if heard[index].at > high:
                    break
                yield heard[index]

    def _parts(self, low: int, high: int) -> Iterator[tuple[int, int, Part]]:
        """The rows that touch `[low, high]` ms, each with its begin and its part."""
        starts, slots = self._schedule.starts, self._schedule.slots
        row = max(self._rows.start, bisect_left(starts, low) - 1)  # its last cues may be due at `low`
        while row < self._rows.stop and starts[row] <= high:
            yield row, starts[row], slots[row].part
            row += 1


@frozen
class _Heard:
    """A cue that is heard, at a time of the schedule in ms."""

    at: int
    kind: CueKind
    side: Side | None


def _says_more(one: CueKind, other: CueKind) -> bool:
    return LOUDEST_FIRST.index(one) < LOUDEST_FIRST.index(other)


def _add_tone(out: Samples, one: Tone, next_frame: int | None, start: int) -> None:
    """Add the part of a tone that is within; it has gone by the time that the next one begins."""
    whole = tone(one.kind, one.side)
    until = one.end if next_frame is None else min(one.end, next_frame)
    low, high = max(one.frame, start), min(until, start + len(out))
    if low >= high:
        return
    part = whole[low - one.frame : high - one.frame]
    if next_frame is not None and next_frame < one.end and high > next_frame - _GIVE_WAY:
        left = next_frame - np.arange(low, high)
        part = part * np.minimum(left / _GIVE_WAY, 1)[:, None].astype(np.float32)
    out[low - start : high - start] += part


def _add_glide(out: Samples, glide: Glide, start: int, entered: int) -> None:
    """Add the part of a half-breath that is within; one that had begun before comes in softly."""
    low, high = max(glide.frame, start, entered), min(glide.end, start + len(out))
    if low >= high:
        return
    wave = glided(glide, low, high)
    if glide.frame < entered:
        wave *= np.minimum((np.arange(low, high, dtype=np.float32) - entered) / _SETTLE, 1)
    out[low - start : high - start] += wave[:, None] * sides(glide.side)


def glided(glide: Glide, low: int, high: int) -> Samples:
    """The frames `[low, high)` of a half-breath, for one ear: a soft swell whose pitch goes up or down."""
    length = glide.end - glide.frame
    at: NDArray[np.float64] = np.arange(low - glide.frame, high - glide.frame) / length
    begin, end = _GLIDES[glide.phase]
    ratio = np.log(end / begin)
    # The pitch moves evenly to the ear; this is its sum from the begin, so that no frame needs another.
    turns = begin * length / RATE * np.expm1(ratio * at) / ratio
    # In swells towards its end, out falls away from its begin.
    leaning = at * (0.6 + 0.4 * at if glide.phase is Phase.IN else 1.4 - 0.4 * at)
    bow = _LEVEL / 2 * (1 - np.cos(2 * np.pi * leaning))
    wave = bow * (np.sin(2 * np.pi * turns) + 0.25 * np.sin(4 * np.pi * turns))
    soft: Samples = wave.astype(np.float32)
    return soft


def _side_of(part: Part, cue: Cue) -> Side | None:
    """The side of the body that a cue is about: an end belongs to what has just ended."""
    return _side(part, cue.at - (cue.kind in (CueKind.END, CueKind.FINISH)))


def _side(part: Part, at: int) -> Side | None:
    index = bisect_right(part.segments, max(at, 0), key=_end)
    return part.segments[index].side if index < len(part.segments) else None
