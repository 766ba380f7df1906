"""Which holds are whole breaths, and how a breath is stretched to fill one that is not."""

from __future__ import annotations

from fractions import Fraction

from studio.core.breath import BreathPattern, Half, halves_in
from studio.core.phrase import seconds, short
from studio.core.quantity import SECOND, round_half_up


def whole_breath_holds(hold: int, pattern: BreathPattern) -> tuple[int, int]:
    """The nearest holds of whole breaths, in ms: not longer than `hold`, and not shorter.

    Neither is shorter than one breath; both are `hold` itself where it is whole breaths already.
    """
    breath = pattern.length
    below = max(1, hold // breath) * breath
    above = max(1, -(-hold // breath)) * breath
    return below, above


def nearest_whole_breath_hold(hold: int, pattern: BreathPattern) -> int:
    """The hold of whole breaths that is nearest to `hold`, in ms; the shorter of two as near."""
    below, above = whole_breath_holds(hold, pattern)
    return below if abs(hold - below) <= abs(above - hold) else above


def breaths_in(hold: int, pattern: BreathPattern) -> int:
    """How many whole breaths, stretched or squeezed, pace a hold of `hold` ms; 0 where it is too short."""
    return halves_in(hold, pattern, Half.IN, Half.OUT) // 2


def pacing_words(hold: int, pattern: BreathPattern) -> str:
    """How a hold of `hold` ms is breathed: `5 breaths of 9 s fit 0:45`; empty where it is breathed freely."""
    breaths = breaths_in(hold, pattern)
    if not breaths:
        return ""
    fits = "breath of {} s fits" if breaths == 1 else "breaths of {} s fit"
    return f"{breaths} {fits.format(tenths(hold, breaths))} {short(hold)}"


def tenths(length: int, parts: int) -> str:
    """The seconds of one of some equal parts of `length` ms, to the nearest tenth: `7.5`."""
    return seconds(round_half_up(Fraction(length, parts), SECOND // 10))
