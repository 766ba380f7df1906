"""Kinds of single values: how each is read from TOML, refused with a remedy, and written again."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from enum import StrEnum
from fractions import Fraction
from math import copysign, floor, isfinite
from typing import Any, Generic, TypeVar

from typing_extensions import override

from studio.core.frozen import frozen
from studio.core.quantity import SECOND, Range
from studio.files.errors import shown
from studio.files.findings import At, nearest, quiet

T = TypeVar("T")

LONGEST_TITLE = 120
LONGEST_TEXT = 4_000
"""Characters of a title, and of every other text."""

LONGEST_LIST = 200
"""Items of a list inside an exercise."""

ABSENT = object()
"""What stands for a key that was not in the table."""

_HUGE = 1e12
"""Over every limit, and far from overflowing."""

_IN_WORDS = re.compile(r"\s*(\d{1,6}(?:\.\d{1,3})?)\s*([a-z]*)\.?\s*\Z", re.IGNORECASE)
_CLOCK = re.compile(r"\s*(\d{1,4}):([0-5]\d)\s*\Z")
_SECONDS_IN = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hour", "hours"), 3_600),
}


class Kind(ABC, Generic[T]):
    """A kind of value. `read` and `toml` are inverse: what is read and written again is the same data."""

    what: str
    """What such a value is called in a message: `a number of seconds`."""

    @abstractmethod
    def read(self, raw: object, at: At) -> T | None:
        """The value, or None after saying at `at` why it cannot be used."""

    @abstractmethod
    def plain(self, value: T) -> Any:
        """The value as TOML data."""

    def toml(self, value: T, raw: object = ABSENT) -> Any:
        """The value as TOML data: as it was written (`raw`) where that still says the same."""
        if raw is not ABSENT and self.read(raw, quiet()) == value:
            return raw
        return self.plain(value)

    def reject(self, raw: object, at: At, remedy: str) -> None:
        """Say that `raw` is not of this kind."""
        at.error("wrong-type", f"{shown(raw)} is not {self.what}; {remedy}")


@frozen
class Number(Kind[int]):
    """A number from `low` to `high`, kept as a whole number of its `scale`-th parts."""

    what: str
    unit: str
    low: int
    high: int
    scale: int
    example: str

    @override
    def read(self, raw: object, at: At) -> int | None:
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not isfinite_number(raw):
            self.reject(raw, at, f"write {at.key} = {self._guess(raw)}")
            return None
        if self.scale == 1 and isinstance(raw, float):
            near = min(max(floor(raw + 0.5), self.low), self.high)
            self.reject(raw, at, f"write {at.key} = {near}")
            return None
        minus = raw < 0 or (isinstance(raw, float) and copysign(1, raw) < 0)
        value = raw * self.scale if isinstance(raw, int) else floor(min(raw, _HUGE) * self.scale + 0.5)
        if minus or not self.low <= value <= self.high:
            side = "below" if minus or value < self.low else "above"
            bound = self._written(self.low if side == "below" else self.high)
            message = f"{shown(raw)} is {side} {bound}{self.unit}; write {at.key} = {self._range()}"
            at.error("over-limit", message)
            return None
        return value

    @override
    def plain(self, value: int) -> int | float:
        return value // self.scale if value % self.scale == 0 else value / self.scale

    def _written(self, value: int) -> str:
        return str(self.plain(value))

    def _range(self) -> str:
        return f"a number from {self._written(self.low)} to {self._written(self.high)}"

    def _guess(self, raw: object) -> str:
        """What was probably meant by a number in words; the example where that is not to be guessed."""
        if not isinstance(raw, str):
            return self.example
        if clock := _CLOCK.match(raw):
            number = Fraction(60 * int(clock[1]) + int(clock[2]))
            unit = 1 if self.unit == " seconds" else 0
        elif words := _IN_WORDS.match(raw):
            number = Fraction(words[1])
            unit = _SECONDS_IN.get(words[2].lower(), 0) if self.unit == " seconds" and words[2] else 1
        else:
            return self.example
        value = number * unit * self.scale
        fits = unit and value.denominator == 1 and self.low <= value <= self.high
        return self._written(int(value)) if fits else self.example


def isfinite_number(raw: int | float) -> bool:
    """Whether a number is one: whole numbers of any size are, nan and inf are not."""
    return isinstance(raw, int) or isfinite(raw)


def seconds(low: int = 0, high: int = 7_200 * SECOND, example: str = "20") -> Number:
    """A length of time, in ms."""
    return Number("a number of seconds", " seconds", low, high, SECOND, example)


def count(high: int, example: str, low: int = 1) -> Number:
    """A whole number."""
    return Number("a whole number", "", low, high, 1, example)


def degrees(high: int = 90) -> Number:
    """An angle, in thousandths of a degree."""
    return Number("a number of degrees", " degrees", 0, high * SECOND, SECOND, "30")


@frozen
class Span(Kind[Range]):
    """A number, or a range of two as `[low, high]`."""

    number: Number
    what: str = ""

    @override
    def read(self, raw: object, at: At) -> Range | None:
        if not isinstance(raw, list):
            value = self.number.read(raw, at)
            return None if value is None else Range(value, value)
        if len(raw) != 2:
            example = f"[{self.number.example}, {self.number.example}]"
            at.error("wrong-type", f"a range has two numbers, not {len(raw)}; write {at.key} = {example}")
            return None
        low, high = (self.number.read(item, at / index) for index, item in enumerate(raw))
        if low is None or high is None:
            return None
        if low > high:
            at.error("falling-range", f"a range has to rise; write {at.key} = [{raw[1]}, {raw[0]}]")
            return None
        return Range(low, high)

    @override
    def plain(self, value: Range) -> Any:
        if value.fixed:
            return self.number.plain(value.low)
        return [self.number.plain(value.low), self.number.plain(value.high)]


@frozen
class Share(Kind[Fraction]):
    """A number from 0 to 1, kept exactly as it is written in decimals."""

    what: str = "a number from 0 to 1"

    @override
    def read(self, raw: object, at: At) -> Fraction | None:
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not isfinite_number(raw):
            self.reject(raw, at, f"write {at.key} = 0.5")
            return None
        if not 0 <= raw <= 1 or (isinstance(raw, float) and copysign(1, raw) < 0):
            at.error("over-limit", f"{shown(raw)} is not from 0 to 1; write {at.key} = 0.5")
            return None
        return Fraction(str(raw))

    @override
    def plain(self, value: Fraction) -> int | float:
        return int(value) if value.denominator == 1 else float(value)


@frozen
class Text(Kind[str]):
    """A text of at most `longest` characters."""

    longest: int = LONGEST_TEXT
    what: str = "a text"

    @override
    def read(self, raw: object, at: At) -> str | None:
        if not isinstance(raw, str):
            self.reject(raw, at, f'write {at.key} = "..."')
            return None
        if len(raw) > self.longest:
            message = f"the text has {len(raw)} characters; write at most {self.longest}"
            at.error("over-limit", message)
            return None
        return raw

    @override
    def plain(self, value: str) -> str:
        return value


@frozen
class Flag(Kind[bool]):
    """True or false."""

    what: str = "true or false"

    @override
    def read(self, raw: object, at: At) -> bool | None:
        if not isinstance(raw, bool):
            self.reject(raw, at, f"write {at.key} = true")
            return None
        return raw

    @override
    def plain(self, value: bool) -> bool:
        return value


E = TypeVar("E", bound=StrEnum)


@frozen
class Choice(Kind[E]):
    """One word of a fixed list."""

    words: type[E]
    what: str

    @override
    def read(self, raw: object, at: At) -> E | None:
        known = [word.value for word in self.words]
        if not isinstance(raw, str):
            self.reject(raw, at, f'write {at.key} = "{known[0]}"')
            return None
        if raw not in known:
            near = nearest(raw, known)
            remedy = f'write {at.key} = "{near}"' if near else f"write one of {', '.join(known)}"
            at.error("unknown-choice", f"{shown(raw)} is not {self.what}; {remedy}")
            return None
        return self.words(raw)

    @override
    def plain(self, value: E) -> str:
        return value.value


@frozen
class Row(Kind[tuple[Any, ...]]):
    """A list of values of one kind; what stands in it wrongly is told item by item."""

    item: Kind[Any]
    example: str
    what: str = "a list"

    @override
    def read(self, raw: object, at: At) -> tuple[Any, ...] | None:
        if not isinstance(raw, list):
            self.reject(raw, at, f"write {at.key} = {self.example}")
            return None
        if len(raw) > LONGEST_LIST:
            at.error("over-limit", f"the list has {len(raw)} items; write at most {LONGEST_LIST}")
            return None
        items = (self.item.read(item, at / index) for index, item in enumerate(raw))
        return tuple(item for item in items if item is not None)

    @override
    def plain(self, value: tuple[Any, ...]) -> list[Any]:
        return [self.item.plain(item) for item in value]

    @override
    def toml(self, value: tuple[Any, ...], raw: object = ABSENT) -> list[Any]:
        """Items that still say the same stay as they were written, wherever they stand now."""
        before = raw if isinstance(raw, list) else []
        read = [self.item.read(item, quiet()) for item in before]

        def one(index: int, item: Any) -> Any:
            if index < len(read) and read[index] == item:
                return before[index]
            return before[read.index(item)] if item in read else self.item.plain(item)

        return [one(index, item) for index, item in enumerate(value)]
