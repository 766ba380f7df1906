"""The edges that can be dragged, and the values that a drag or a key stops at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import floor
from operator import attrgetter

from studio.core.quantity import SECOND
from studio.core.schedule import Schedule
from studio.core.stretch import GRAIN, Edge, Stretch, edge_of, limits_of

COARSE, FINE_ENOUGH = 5 * SECOND, 5.0
"""The grid of a drag in ms where whole seconds are less than so many px apart."""

_ROUND_FROM = 30 * SECOND
_end = attrgetter("end")


def edge_near(schedule: Schedule, at: float, reach: float, least: float) -> Edge | None:
    """The nearest edge within `reach` ms whose segment lasts `least` ms; of two that of a hold."""
    found: list[tuple[float, bool, Edge]] = []
    starts = schedule.starts
    for row in range(max(0, bisect_left(starts, at - reach) - 1), bisect_right(starts, at + reach)):
        offset, part = starts[row], schedule.slots[row].part
        if part.length < least:
            continue
        for index in range(
            bisect_left(part.segments, at - reach - offset, key=_end),
            bisect_right(part.segments, at + reach - offset, key=_end),
        ):
            if part.segments[index].length < least:
                continue
            edge = edge_of(schedule, row, index)
            if edge is not None:
                found.append((abs(edge.end - at), edge.stretch not in _HOLDS, edge))
    return min(found, key=lambda one: one[:2])[2] if found else None


_HOLDS = frozenset((Stretch.HOLD, Stretch.BREATHS))


def least_of(stretch: Stretch) -> int:
    """The least value that a drag leaves: what has no length could not be taken hold of again."""
    return 1 if stretch is Stretch.BREATHS else SECOND


def snapped(stretch: Stretch, wanted: float, start: int, px_a_second: float, *, fine: bool) -> int:
    """The value at which a drag that began at `start` stops.

    Whole breaths; times at 5 s, at whole seconds where those are far enough apart to be met, or at the
    least that a file can ask for where it is to be `fine`. The value of the start can always be met.
    """
    if stretch is Stretch.BREATHS:
        grid = 1
    elif fine:
        grid = GRAIN
    else:
        grid = SECOND if px_a_second >= FINE_ENOUGH else COARSE
    low, high = least_of(stretch), limits_of(stretch)[1]
    value = min(max(floor(wanted / grid + 0.5) * grid, low), high)
    return start if abs(wanted - start) <= abs(wanted - value) else value


def stepped(stretch: Stretch, value: int, by: int) -> int:
    """The value one key press up (1) or down (-1): a breath, a second, or from half a minute on five."""
    if stretch is Stretch.BREATHS:
        made = value + by
    else:
        grid = COARSE if (value if by > 0 else value - 1) >= _ROUND_FROM else SECOND
        made = value // grid * grid + grid if by > 0 else -(-value // grid) * grid - grid
    return value if made < least_of(stretch) else min(made, limits_of(stretch)[1])
