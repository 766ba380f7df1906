"""Breath: a pattern of four phases, and how it is fitted to a hold."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from studio.core.frozen import frozen
from studio.core.quantity import SECOND


class Half(StrEnum):
    """Half a breath: the inhale with the hold after it, or the exhale with the hold after it."""

    IN = "in"
    OUT = "out"

    @property
    def other(self) -> Half:
        """The half that follows."""
        return Half.OUT if self is Half.IN else Half.IN


class Phase(StrEnum):
    """One of the four phases of a breath."""

    IN = "in"
    HOLD_IN = "hold_in"
    OUT = "out"
    HOLD_OUT = "hold_out"


@frozen
class BreathPattern:
    """Lengths of the four phases of one breath, in milliseconds; a zero hold is skipped."""

    inhale: int = 4 * SECOND
    hold_in: int = 0
    exhale: int = 6 * SECOND
    hold_out: int = 0

    def phases(self, half: Half) -> tuple[tuple[Phase, int], ...]:
        """The phases of half a breath with their lengths."""
        if half is Half.IN:
            return (Phase.IN, self.inhale), (Phase.HOLD_IN, self.hold_in)
        return (Phase.OUT, self.exhale), (Phase.HOLD_OUT, self.hold_out)

    def length_of(self, half: Half) -> int:
        """Milliseconds of half a breath."""
        return sum(length for _phase, length in self.phases(half))

    @property
    def length(self) -> int:
        """Milliseconds of one whole breath."""
        return self.inhale + self.hold_in + self.exhale + self.hold_out


@frozen
class BreathSpan:
    """A phase of the breath over `[start, end)`, in milliseconds; unpaced spans are breathed freely."""

    start: int
    end: int
    phase: Phase
    paced: bool = True


DEFAULT_BREATH = BreathPattern()

_FITS = 512
"""Fitted holds that are remembered: a routine repeats few of them many times."""


@lru_cache(_FITS)
def halves_in(length: int, pattern: BreathPattern, first: Half, last: Half) -> int:
    """How many half-breaths a hold of `length` ms takes, beginning with `first` and ending with `last`.

    The pattern may be stretched or squeezed by one factor between 1/sqrt 2 and sqrt 2. The number whose
    unstretched length is nearest in ratio wins, a tie goes to the slower breath; 0 where none fits.
    """
    best, best_length = 0, 0
    count = 1 if first is last else 2
    whole = pattern.length
    while True:
        nominal = (count // 2) * whole + (count % 2) * pattern.length_of(first)
        if best and _ratio_below(length, best_length, nominal):
            break
        best, best_length = count, nominal
        count += 2
    fits = (
        length * length <= 2 * best_length * best_length and best_length * best_length <= 2 * length * length
    )
    return best if fits else 0


def _ratio_below(length: int, one: int, other: int) -> bool:
    """Whether `one` is at least as near to `length` in ratio as `other`, where one < other."""
    if length <= one:
        return True
    if length >= other:
        return False
    return length * length <= one * other


@lru_cache(_FITS)
def stretched(length: int, pattern: BreathPattern, first: Half, count: int) -> tuple[BreathSpan, ...]:
    """`count` half-breaths from `first` on, fitted into exactly `length` ms, boundaries rounded to the ms."""
    phases = [part for part in _alternating(pattern, first, count) if part[1] > 0]
    nominal = sum(part for _phase, part in phases)
    edges, done = [0], 0
    for _phase, part in phases:
        done += part
        edges.append((2 * length * done + nominal) // (2 * nominal))
    return tuple(
        BreathSpan(start, end, phase)
        for (phase, _part), (start, end) in zip(phases, pairwise(edges), strict=True)
        if end > start
    )


def _alternating(pattern: BreathPattern, first: Half, count: int) -> Iterator[tuple[Phase, int]]:
    half = first
    for _ in range(count):
        yield from pattern.phases(half)
        half = half.other
