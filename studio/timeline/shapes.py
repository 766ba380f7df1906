"""What is drawn of one part of a schedule, in its own time: bands, tilt and paced breath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studio.core.breath import BreathSpan
from studio.core.schedule import Part
from studio.paint.phases import PhaseKind, phase_of, word_of

KINDS = tuple(PhaseKind)
NO_WAVE = (0.0, 0.0, 0.0, 0.0)
_PLACE = {kind: place for place, kind in enumerate(KINDS)}


class Band(NamedTuple):
    """A stretch `[start, end)` of one phase, in ms."""

    start: int
    end: int
    phase: PhaseKind
    word: str


class Run(NamedTuple):
    """A stretch of paced breath without a gap, in ms; `row` has it, `spans` are in the part's own time."""

    start: int
    end: int
    row: int
    spans: Sequence[BreathSpan]


class Tilted(NamedTuple):
    """A segment with the head low: ms and degrees at both ends."""

    start: int
    end: int
    tilt_from: int
    tilt_to: int


class Shape:
    """What is drawn of one part.

    `weights` has the ms of each of `KINDS`. `wave` has the begin and the end of its paced breath in ms, how
    long one phase of it lasts on the average, and how many runs it is in: zeros where there is none.
    """

    __slots__ = ("_joined", "_least", "bands", "part", "runs", "tilted", "wave", "weights")

    def __init__(self, part: Part) -> None:
        self.part = part  # held, so that no other part can get its id
        self.bands = tuple(Band(s.start, s.end, phase_of(s), word_of(s)) for s in part.segments)
        self.tilted = tuple(
            Tilted(s.start, s.end, s.tilt_from, s.tilt_to) for s in part.segments if s.inverted
        )
        self.weights = _weights(self.bands)
        self.runs, breath = _runs(part.breath), part.breath
        self.wave = NO_WAVE
        if breath:
            begin, end = breath[0].start, breath[-1].end
            self.wave = float(begin), float(end), (end - begin) / len(breath), float(len(self.runs))
        self._least, self._joined = 0.0, self.bands

    def joined(self, least: float) -> tuple[Band, ...]:
        """The bands, those shorter than `least` ms joined with their neighbours; the last answer is kept."""
        if least != self._least:
            self._least, self._joined = least, tuple(_joined(self.bands, least))
        return self._joined


def _joined(bands: Sequence[Band], least: float) -> Iterator[Band]:
    few: list[Band] = []
    for band in bands:
        if band.end - band.start >= least:
            if few:
                yield _one(few)
                few = []
            yield band
        else:
            few.append(band)
            if band.end - few[0].start >= least:
                yield _one(few)
                few = []
    if few:
        yield _one(few)


def _one(few: Sequence[Band]) -> Band:
    if len(few) == 1:
        return few[0]
    weights = _weights(few)
    return Band(few[0].start, few[-1].end, KINDS[weights.index(max(weights))], "")


def _weights(bands: Sequence[Band]) -> list[int]:
    weights = [0] * len(KINDS)
    for start, end, phase, _word in bands:
        weights[_PLACE[phase]] += end - start
    return weights


def _runs(spans: Sequence[BreathSpan]) -> tuple[Run, ...]:
    first, runs = 0, []
    for index in range(1, len(spans) + 1):
        if index == len(spans) or spans[index].start > spans[index - 1].end:
            runs.append(Run(spans[first].start, spans[index - 1].end, 0, spans[first:index]))
            first = index
    return tuple(runs)
