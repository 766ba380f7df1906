"""Coming up early from being head-down: the rest of a session, changed at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil

from studio.core.frozen import frozen
from studio.core.moment import Moment, moment_at
from studio.core.quantity import SECOND
from studio.core.schedule import Cue, CueKind, Part, Schedule, Segment, SegmentKind, Slot

PER_DEGREE = SECOND // 5
"""Milliseconds for a degree on the way up: 5 degrees a second, as every other tilt."""

LEVEL_REST = 60 * SECOND
"""How long one lies level after it, in ms, where the routine has no return of its own."""


@frozen
class ComingUp:
    """A session that comes up; `pause_row` is the row to stop at before its `ready`, None where it ends."""

    schedule: Schedule
    pause_row: int | None


def come_up(schedule: Schedule, at: int) -> ComingUp | None:
    """The schedule with a slow tilt back and a level rest from `at` (ms) on; None while nobody is head-down.

    Up to `at` it stays as it was, so that the time simply runs on; the cue of the way up is at `at` itself.
    Rows keep their numbers. Steps that would have begun head-down take no time any more.
    """
    moment = moment_at(schedule, at)
    if moment is None or not moment.inverted or at >= schedule.length:
        return None
    row = moment.segment.step
    slots = list(schedule.slots)
    after = row + 1
    while after < len(slots) and slots[after].carry.tilt > 0:
        slots[after] = replace(slots[after], part=_nothing(slots[after].part))
        after += 1
    following = next((i for i in range(after, len(slots)) if _counts(slots[i])), None)
    slots[row] = replace(slots[row], part=_raised(schedule, moment, following is None))
    starts = tuple(accumulate((slot.part.length for slot in slots), initial=0))
    return ComingUp(replace(schedule, slots=tuple(slots), starts=starts[:-1], length=starts[-1]), following)


def _counts(slot: Slot) -> bool:
    return slot.part.length > 0 or slot.prepared.dose.manual


def _nothing(part: Part) -> Part:
    return Part(0, (), (), (), 0, replace(part.carry, tilt=0))


def _raised(schedule: Schedule, moment: Moment, final: bool) -> Part:
    """A step's part as it was until the moment, and the way up."""
    segment, row = moment.segment, moment.segment.step
    part, now = schedule.slots[row].part, moment.at - schedule.starts[row]
    angle = ceil(moment.tilt)
    near = segment.pose_from if moment.progress < 0.5 else segment.pose_to
    home = part.segments[0].pose_from
    kept = [one for one in part.segments if one.end <= now]
    if segment.start < moment.at:
        begun = next(one for one in part.segments if one.start <= now < one.end)
        kept.append(replace(begun, end=now, tilt_to=angle, pose_to=near, via=()))
    cues = [cue for cue in part.cues if cue.at < now]

    def add(kind: SegmentKind, length: int, tilt: int, pose: str, cue: Cue) -> None:
        begin = kept[-1].end if kept else 0
        if length:
            kept.append(
                Segment(begin, begin + length, kind, 0, None, None, None, tilt, 0, pose, home, (), cue.text)
            )
            cues.append(replace(cue, at=begin))

    up = Cue(0, CueKind.TILT, "Come up to level")
    add(SegmentKind.TILT, angle * PER_DEGREE, angle, near, up)
    rest = Cue(0, CueKind.RETURN, "Rest level")
    add(SegmentKind.RETURN, _level_rest(schedule.slots[row:]), 0, home, rest)
    length = kept[-1].end
    if final:
        cues.append(Cue(length, CueKind.FINISH, "Done"))
    breath = tuple(replace(span, end=min(span.end, now)) for span in part.breath if span.start < now)
    inverted = sum(one.length for one in kept if one.inverted)
    return Part(length, tuple(kept), breath, tuple(cues), inverted, replace(part.carry, tilt=0))


def _level_rest(slots: Sequence[Slot]) -> int:
    """The routine's own return after this time head-down."""
    for slot in slots:
        for segment in slot.part.segments:
            if segment.kind is SegmentKind.RETURN:
                return segment.length
        if slot.part.carry.tilt == 0:
            break
    return LEVEL_REST
