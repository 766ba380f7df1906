"""The time that one has: how it is typed and stepped, and round times to choose from."""

from __future__ import annotations

import re

from studio.builder.amounts import Amount, AmountError, read_time
from studio.core.phrase import HOUR, MINUTE, clock
from studio.core.quantity import SECOND

MOST_TIMES = 5
_BARE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120)


def read_minutes(text: str) -> int:
    """Milliseconds of `12`, `12.5`, `12:30`, `12 min`, `90 s`: a bare number is minutes."""
    typed = text.strip()
    try:
        return read_time(f"{typed} min" if _BARE.fullmatch(typed) else typed)
    except AmountError as error:
        raise AmountError("Write minutes: 12 or 12:30.") from error


def round_times(shortest: int, longest: int) -> list[int]:
    """A few round times (ms) between two ends, both included."""
    for minutes in _STEPS:
        step = minutes * MINUTE
        found = list(range(-(-shortest // step) * step, longest + 1, step))
        if len(found) <= MOST_TIMES:
            return [time for time in found if time]
    return []


WISH = Amount(
    SECOND, 12 * HOUR, read_minutes, clock, ((0, MINUTE),), ((0, 5 * MINUTE),), SECOND
)  # fmt: skip
