"""Where a session may go on when somebody may be head-down: to the way up, or to a begin that is level."""

from __future__ import annotations

from bisect import bisect_right

from studio.core.schedule import Schedule


def way_up(schedule: Schedule, at: int) -> int | None:
    """When the way up begins, in ms, for who is head-down at `at`; None where there is none still to come.

    Who is not head-down has none, nor who is on it already, nor who stays head-down for the next step.
    """
    row = schedule.row_at(at)
    start, part = schedule.starts[row], schedule.slots[row].part
    index = bisect_right(part.segments, at - start, key=lambda segment: segment.end)
    if index == len(part.segments) or not part.segments[index].inverted or part.carry.tilt > 0:
        return None
    ways = (one.start for one in part.segments[index + 1 :] if one.tilt_from > 0 and one.tilt_to == 0)
    last = max(ways, default=None)
    return None if last is None else start + last


def level_row(schedule: Schedule, row: int) -> int:
    """The row to begin with again after a break in `row`: that one, or the one in which the tilt began.

    A step that is reached head-down has no level begin of its own.
    """
    row = min(max(row, 0), len(schedule.slots) - 1)
    while row > 0 and schedule.slots[row].carry.tilt > 0:
        row -= 1
    return row
