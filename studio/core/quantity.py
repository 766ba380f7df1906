"""Numbers of a dose: ranges, and the value of a range that is in use."""

from __future__ import annotations

from fractions import Fraction

from studio.core.frozen import frozen

SECOND = 1_000
"""Milliseconds in a second; degrees are kept in thousandths as well."""


@frozen
class Range:
    """From `low` to `high`, both included: a count, milliseconds or thousandths of a degree."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"a range has to rise, not fall from {self.low} to {self.high}")

    @property
    def fixed(self) -> bool:
        """Whether the range is a single number."""
        return self.low == self.high


def fixed(value: int) -> Range:
    """The range that is one number."""
    return Range(value, value)


def in_use(span: Range, intensity: Fraction, step: int) -> int:
    """The number of a range at an intensity of 0..1, rounded to a multiple of `step`; halves round up.

    A single number is taken as it is written. `step` is 1 for counts, 500 for times, 1000 for degrees.
    """
    if span.fixed:
        return span.low
    share, whole = intensity.as_integer_ratio()
    return round_half_up(whole * span.low + share * (span.high - span.low), whole * step) // whole


def round_half_up(value: Fraction | int, step: int) -> int:
    """`value` to the nearest multiple of `step`; halves go up."""
    above, below = value.as_integer_ratio()
    return (2 * above + below * step) // (2 * below * step) * step
