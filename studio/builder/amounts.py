"""Numbers as they are typed and shown in a field: times, counts, degrees, and their limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from studio.core.frozen import frozen
from studio.core.phrase import HOUR, MINUTE, seconds, short
from studio.core.quantity import SECOND, Range, fixed

_NUMBER = re.compile(r"\d{1,7}(?:[.,]\d{1,6})?")
_UNITS = dict.fromkeys(("", "s", "sec", "seconds"), SECOND) | dict.fromkeys(("m", "min", "minutes"), MINUTE)
_TIME_WITH_UNIT = re.compile(rf"({_NUMBER.pattern})\s*([a-z]*)")
_TO = re.compile(r"\s*(?:-|\N{EN DASH}|\N{EM DASH}|\.\.+|\bto\b)\s*")
_UNIT = re.compile(r"\s*(?:[a-z]+|\N{DEGREE SIGN})$")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d(?:[.,]\d{1,3})?)")


class AmountError(ValueError):
    """What was typed cannot be used; its words say why."""


@frozen
class Amount:
    """One kind of number, in the units of a dose: milliseconds, counts, thousandths of a degree.

    `steps` and `pages` say how far one step goes: `(below, step)`, the first that fits; the last fits all.
    `grain` is what a value in use is rounded to.
    """

    low: int
    high: int
    read: Callable[[str], int]
    show: Callable[[int], str]
    steps: tuple[tuple[int, int], ...]
    pages: tuple[tuple[int, int], ...]
    grain: int

    def parsed(self, text: str) -> int:
        """The value of `text` inside the limits; AmountError says what is wrong."""
        value = self.read(text)
        if value < self.low:
            raise AmountError(f"At least {self.show(self.low)}.")
        if value > self.high:
            raise AmountError(f"At most {self.show(self.high)}.")
        return value

    def parsed_span(self, text: str) -> Range:
        """The number or range of `text`: `45`, `30-60`, `1-2 min`; AmountError says what is wrong."""
        ends = _TO.split(text.strip().lower(), maxsplit=1)
        if len(ends) < 2 or not all(ends):
            return fixed(self.parsed(text))
        unit = _UNIT.search(ends[1])
        if unit and ":" not in ends[0] and not _UNIT.search(ends[0]):
            ends[0] += unit[0]
        low, high = (self.parsed(end) for end in ends)
        if low > high:
            raise AmountError(f"From low to high: {self.show(high)} to {self.show(low)}.")
        return Range(low, high)

    def typed(self, span: Range) -> str:
        """A number or range as it may be typed."""
        low, high = self.show(span.low), self.show(span.high)
        if span.fixed:
            return low
        unit = _UNIT.search(low)
        return f"{low.removesuffix(unit[0]) if unit else low}\N{EN DASH}{high}"

    def shifted(self, span: Range, by: int) -> Range:
        """Both ends moved, as far as the limits let them."""
        by = max(self.low - span.low, min(self.high - span.high, by))
        return Range(span.low + by, span.high + by)

    def stepped(self, value: int, by: int, *, page: bool = False) -> int:
        """One step up (1) or down (-1), to a round number, not past the limits."""
        ladder = self.pages if page else self.steps
        reached = value if by > 0 else value - 1
        step = next((step for below, step in ladder if reached < below), ladder[-1][1])
        moved = value // step * step + step if by > 0 else -(-value // step) * step - step
        return max(self.low, min(self.high, moved))

    def step_at(self, value: int) -> int:
        """How far one step goes from a value."""
        return next((step for below, step in self.steps if value < below), self.steps[-1][1])

    def words(self, span: Range) -> str:
        """A number or a range of this kind."""
        if span.fixed:
            return self.show(span.low)
        return f"{self.show(span.low)} to {self.show(span.high)}"


def read_time(text: str) -> int:
    """Milliseconds of `45`, `45 s`, `17.5`, `0:45`, `1:15`, `2 min`, `1:00:00`."""
    typed = text.strip().lower()
    if clock := _CLOCK.fullmatch(typed):
        hours, minutes, secs = clock.groups()
        return int(hours or 0) * HOUR + int(minutes) * MINUTE + _exact(secs, SECOND)
    if (found := _TIME_WITH_UNIT.fullmatch(typed)) and found[2] in _UNITS:
        return _exact(found[1], _UNITS[found[2]])
    raise AmountError("Write seconds or minutes: 45 or 1:15." if typed else "Write a time.")


def read_count(text: str) -> int:
    """A whole number."""
    typed = text.strip()
    if not re.fullmatch(r"\d{1,7}", typed):
        raise AmountError("Write a whole number." if typed else "Write a number.")
    return int(typed)


def read_degrees(text: str) -> int:
    """Thousandths of a degree of `25`, `25°`, `12.5`."""
    typed = text.strip().removesuffix("\N{DEGREE SIGN}").strip()
    if not _NUMBER.fullmatch(typed):
        raise AmountError("Write degrees, for example 25.")
    return _exact(typed, SECOND)


def show_degrees(value: int) -> str:
    """Degrees with their sign."""
    return f"{seconds(value)}\N{DEGREE SIGN}"


def _exact(number: str, unit: int) -> int:
    value = Fraction(number.replace(",", ".")) * unit
    if value.denominator != 1:
        raise AmountError("Three decimals at most.")
    return value.numerator


_ONES = ((0, 1),)
_FIVES = ((0, 5),)


def _count(low: int, high: int) -> Amount:
    return Amount(low, high, read_count, str, _ONES, _FIVES, 1)


def _phase(low: int) -> Amount:
    half, two = ((0, SECOND // 2),), ((0, 2 * SECOND),)
    return Amount(low, MINUTE, read_time, short, half, two, 1)


SETS = _count(1, 99)
REPS = _count(1, 999)
BREATHS = _count(1, 999)
ROUNDS = _count(1, 99)
TIME = Amount(
    0, 2 * HOUR, read_time, short,
    ((20 * SECOND, SECOND), (2 * MINUTE, 5 * SECOND), (0, 15 * SECOND)),
    ((MINUTE, 10 * SECOND), (0, MINUTE)),
    SECOND // 2,
)  # fmt: skip
TILT = Amount(
    0, 90 * SECOND, read_degrees, show_degrees, ((0, SECOND),), ((0, 5 * SECOND),), SECOND
)  # fmt: skip
BREATH_PHASE = _phase(SECOND // 2)
BREATH_PAUSE = _phase(0)
"""The limits of a routine file (FORMAT, section 1)."""
