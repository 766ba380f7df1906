"""What there is to know about being head-down: how long at once, how long in all, and the rests at level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from studio.core.advice_remedies import end_level, use_hold, use_rest
from studio.core.advice_steps import Played, hold_of
from studio.core.exercise import Catalogue, Equipment, Hold, Posture
from studio.core.experience import (
    FULLY,
    FULLY_HOLD,
    LEVEL_BEFORE_STANDING,
    LEVEL_BETWEEN,
    MINUTE,
    TABLE_MAKERS,
    TABLE_MANUAL,
    Limits,
)
from studio.core.frozen import frozen
from studio.core.notice import Level, Notice, Remedy
from studio.core.phrase import clock, short
from studio.core.quantity import SECOND
from studio.core.schedule import Prepared, Schedule, Segment, SegmentKind

_TABLE = "inversion-table"
_FIVE = 5 * SECOND
_REST_LEVEL = f"rest level for {clock(LEVEL_BEFORE_STANDING)} or more before you stand up."


@frozen
class Stretch:
    """A part of a time head-down, in ms, with the row that it belongs to.

    `at_angle` is how much of it is at an angle: makers of tables do not count the tilting there and back.
    """

    row: int
    start: int
    end: int
    at_angle: int
    segment: Segment

    @property
    def held(self) -> bool:
        """Whether it is a hold without moving."""
        return self.segment.kind is SegmentKind.HOLD


Run = tuple[Stretch, ...]
"""A time head-down, from level to level."""


def runs_of(schedule: Schedule) -> tuple[Run, ...]:
    """Every time that one is head-down."""
    runs: list[list[Stretch]] = []
    for row, (slot, start) in enumerate(zip(schedule.slots, schedule.starts, strict=True)):
        if not slot.part.inverted:
            continue
        for segment in slot.part.segments:
            if not segment.inverted:
                continue
            from_, to = segment.start + start, segment.end + start
            at_angle = 0 if segment.kind is SegmentKind.TILT else to - from_
            stretch = Stretch(row, from_, to, at_angle, segment)
            if segment.tilt_from and runs and runs[-1][-1].end == from_:
                runs[-1].append(stretch)
            else:
                runs.append([stretch])
    return tuple(tuple(run) for run in runs)


def inverted_notices(
    schedule: Schedule, known: Catalogue, played: Mapping[int, Played], limits: Limits
) -> Iterator[Notice]:
    """Everything about being head-down; `played` are the steps by their identity."""
    runs = runs_of(schedule)
    if not runs:
        return
    in_row = [played[slot.prepared.step.uid] for slot in schedule.slots]
    over = 0
    for run in runs:
        over += max(0, sum(stretch.at_angle for stretch in run) - limits.at_once)
        yield from _too_long(run, in_row, limits)
    yield from _close_together(runs, in_row)
    yield from _upright_soon(schedule, runs, in_row, known)
    if schedule.inverted - over > limits.total:
        yield _in_all(schedule, runs, limits)


def _too_long(run: Run, in_row: Sequence[Played], limits: Limits) -> Iterator[Notice]:
    """Holds that are too long by themselves, else a time head-down that is too long as a whole."""
    whole = sum(stretch.at_angle for stretch in run)
    if whole <= min(FULLY_HOLD, limits.hold, limits.at_once):
        return
    told = False
    for stretch in run:
        if not stretch.held:
            continue
        fully = stretch.segment.tilt_to >= FULLY
        most = min(limits.hold, FULLY_HOLD) if fully else limits.hold
        if stretch.at_angle <= most:
            continue
        told = True
        length = clock(stretch.at_angle)
        what = "fully upside down" if fully else "head-down"
        when = "" if fully else f" {limits.when}"
        text = f"{length} {what} without moving is long: up to {clock(most)} is advised{when}."
        step = in_row[stretch.row]
        remedy = _shorter(run, step, most, limits)
        source = TABLE_MANUAL if fully else limits.source
        span = stretch.start, stretch.end
        yield step.notice("long-inverted-hold", text, source, "hold", remedy, span)
    if whole > limits.at_once and not told:
        crossed, at = _crossing(run, limits.at_once)
        text = (
            f"{clock(whole)} head-down without coming up is long: "
            f"up to {clock(limits.at_once)} is advised {limits.when}."
        )
        step = in_row[crossed.row]
        remedy = _shorter(run, step, limits.hold, limits)
        yield step.notice("inverted-at-once", text, limits.source, "hold", remedy, (at, run[-1].end))


def _crossing(run: Run, most: int) -> tuple[Stretch, int]:
    """Where in a time head-down so many ms at an angle are over."""
    left = most
    for stretch in run:
        if stretch.at_angle > left:
            return stretch, stretch.start + left
        left -= stretch.at_angle
    return run[-1], run[-1].end


def _shorter(run: Run, played: Played, most: int, limits: Limits) -> Remedy | None:
    """A hold for a step with which neither it nor the whole time is too long; None where there is none."""
    prepared = played.slot.prepared
    exercise, dose = prepared.exercise, prepared.dose
    assert exercise is not None, "nobody is head-down in an exercise that is not known"
    elements = (*exercise.enter, *exercise.cycle, *exercise.leave)
    if any(isinstance(one, Hold) and not one.of_dose for one in elements):
        return None
    hold = hold_of(dose)
    held = sum(stretch.held for stretch in run)
    if all(stretch.row == run[0].row for stretch in run) and held:
        other = sum(stretch.at_angle for stretch in run) - held * hold
        most = min(most, (limits.at_once - other) // held)
    fitting = most // _FIVE * _FIVE
    return use_hold((played.uid,), fitting) if 0 < fitting < hold else None


def _close_together(runs: Sequence[Run], in_row: Sequence[Played]) -> Iterator[Notice]:
    """Times head-down, of different steps or sets, with too little time at level between them."""
    for before, after in pairwise(runs):
        last, first = before[-1], after[0]
        gap = first.start - last.end
        if gap >= LEVEL_BETWEEN or (last.row, last.segment.set) == (first.row, first.segment.set):
            continue
        step = in_row[last.row]
        text = (
            f"Only {short(gap)} at level before the next time head-down: "
            f"rest level for {clock(LEVEL_BETWEEN)} in between."
        )
        remedy = use_rest(step.uid, step.slot.prepared.dose.rest + LEVEL_BETWEEN - gap)
        yield step.notice("inverted-again", text, TABLE_MAKERS, "rest", remedy, (last.end, first.start))


def _upright_soon(
    schedule: Schedule, runs: Sequence[Run], in_row: Sequence[Played], known: Catalogue
) -> Iterator[Notice]:
    """Times head-down after which one stands up too soon: for a standing step, or because it is the end."""
    upright_from = _upright_from(schedule)
    again = (*(run[0].start for run in runs[1:]), schedule.length + 1)
    for run, next_run in zip(runs, again, strict=True):
        last = run[-1]
        upright = upright_from[last.row + 1]
        level = upright - last.end
        if next_run <= upright or level >= LEVEL_BEFORE_STANDING:
            continue
        if upright == schedule.length:
            yield _ends_soon(schedule, last, in_row[last.row].slot.prepared, known)
            continue
        step = in_row[last.row]
        text = f"Only {clock(level)} at level before the next step, which is done standing: {_REST_LEVEL}"
        remedy = use_rest(step.uid, step.slot.prepared.dose.rest + LEVEL_BEFORE_STANDING - level)
        yield step.notice("upright-soon", text, TABLE_MAKERS, "rest", remedy, (last.end, upright))


def _ends_soon(schedule: Schedule, last: Stretch, prepared: Prepared, known: Catalogue) -> Notice:
    """The routine is over soon after one was head-down, and nobody stays lying when it is."""
    exercise = prepared.exercise
    level = schedule.length - last.end
    text = f"It ends {clock(level)} after you were head-down: {_REST_LEVEL}"
    remedy = None
    if last.row < len(schedule.slots) - 1:
        remedy = use_rest(prepared.step.uid, prepared.dose.rest + LEVEL_BEFORE_STANDING - level)
    elif exercise is not None and Equipment.TABLE in exercise.equipment and _TABLE in known:
        remedy = end_level(_TABLE, MINUTE)  # a rest would do nothing: the last of all is dropped
    span = last.end, schedule.length
    return Notice(0, Level.ADVICE, "ends-soon", text, TABLE_MAKERS, span, remedy)


def _upright_from(schedule: Schedule) -> tuple[int, ...]:
    """For each row, and for the end, when one stands up from there on at the latest, in ms."""
    found = [schedule.length]
    for slot, start in zip(reversed(schedule.slots), reversed(schedule.starts), strict=True):
        exercise = slot.prepared.exercise
        stands = exercise is not None and exercise.posture is Posture.STANDING
        found.append(start if stands else found[-1])
    return tuple(reversed(found))


def _in_all(schedule: Schedule, runs: Sequence[Run], limits: Limits) -> Notice:
    left, crossed = limits.total, runs[-1][-1].end
    for stretch in chain.from_iterable(runs):
        if stretch.end - stretch.start > left:
            crossed = stretch.start + left
            break
        left -= stretch.end - stretch.start
    text = (
        f"{clock(schedule.inverted)} head-down in all is long: "
        f"up to {clock(limits.total)} is advised {limits.when}."
    )
    span = crossed, runs[-1][-1].end
    return Notice(0, Level.ADVICE, "inverted-total", text, limits.total_source, span)
