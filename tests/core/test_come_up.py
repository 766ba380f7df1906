"""Coming up early: whatever the moment, one is level soon and slowly, rests, and stops at a next `ready`."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.come_up import LEVEL_REST, PER_DEGREE, come_up
from studio.core.compile import compile_schedule
from studio.core.exercise import Element, Equipment, Exercise, Move, Posture, Tilt
from studio.core.moment import moment_at
from studio.core.routine import Item
from studio.core.schedule import CueKind, Schedule, SegmentKind
from tests.making import HOLD, IN, OUT, TRANSITIONS, exercise, routine, step


def on_table(name: str, *cycle: Element) -> Exercise:
    return exercise(name, *cycle, posture=Posture.TABLE, equipment=(Equipment.TABLE,))


KNOWN = {
    one.id: one
    for one in (
        on_table("hanging", HOLD),
        on_table("waves", Move(tilt=Tilt.TO_DOSE), HOLD, Move(tilt=Tilt.LEVEL)),
        exercise("cat", IN, OUT),
    )
}
HANG = step("hanging", hold=30, tilt=20)
WAVES = step("waves", hold=10, tilt=40, reps=4)


def scheduled(*steps: Item) -> Schedule:
    return compile_schedule(routine(*steps), KNOWN, TRANSITIONS)


ALONE = scheduled(HANG)
CHAIN = scheduled(step("cat"), HANG, step("hanging", hold=30, tilt=50), WAVES, step("cat"))


def inverted_at(schedule: Schedule) -> list[int]:
    return [at for one in schedule.segments if one.inverted for at in range(one.start, one.end, 500)]


@given(st.sampled_from([(one, at) for one in (ALONE, CHAIN) for at in inverted_at(one)]))
def test_from_any_moment_the_way_up_is_slow_short_and_followed_by_a_rest(case: tuple[Schedule, int]) -> None:
    before, at = case
    found, was = come_up(before, at), moment_at(before, at)
    assert found is not None
    assert was is not None
    after = found.schedule
    assert [(one.start, one.end) for one in after.segments if one.end < at] == [
        (one.start, one.end) for one in before.segments if one.end < at
    ]
    assert all(a.end == b.start for a, b in pairwise(after.segments))
    assert after.segments[0].start == 0
    assert after.segments[-1].end == after.length
    now = moment_at(after, at)
    assert now is not None
    assert abs(now.tilt - was.tilt) <= 1
    level = at + round(was.tilt) * PER_DEGREE
    rest = moment_at(after, level + 2 * PER_DEGREE)
    assert rest is not None
    assert rest.segment.kind is SegmentKind.RETURN
    assert rest.segment.length == LEVEL_REST
    pause = after.length if found.pause_row is None else after.starts[found.pause_row]
    assert pause == rest.segment.end
    assert not any(one.inverted for one in after.segments if rest.segment.start <= one.start < pause)
    kinds = [cue.kind for cue in after.cues if at <= cue.at <= pause]
    assert CueKind.RETURN in kinds
    assert (CueKind.FINISH in kinds) is (found.pause_row is None)


def test_steps_that_would_have_begun_head_down_are_left_out_and_rows_stay() -> None:
    at = CHAIN.segments_between(CHAIN.starts[1], CHAIN.length)
    hold = next(one for one in at if one.kind is SegmentKind.HOLD and one.inverted)
    found = come_up(CHAIN, hold.start + 1_000)
    assert found is not None
    assert [slot.prepared.step.exercise for slot in found.schedule.slots] == [
        slot.prepared.step.exercise for slot in CHAIN.slots
    ]
    assert found.pause_row == 4
    assert found.schedule.slots[2].part.length == 0
    first = next(found.schedule.segments_between(found.schedule.starts[4], found.schedule.length))
    assert (first.kind, first.tilt_from) == (SegmentKind.READY, 0)


def test_who_comes_up_at_the_very_begin_of_a_tilt_only_rests() -> None:
    tilt = next(one for one in ALONE.segments if one.inverted)
    found = come_up(ALONE, tilt.start)
    assert found is not None
    assert [one.kind for one in found.schedule.segments] == [SegmentKind.READY, SegmentKind.RETURN]


def test_the_way_up_is_announced_at_once() -> None:
    hold = next(one for one in ALONE.segments if one.kind is SegmentKind.HOLD)
    at = hold.start + 7_000
    found = come_up(ALONE, at)
    assert found is not None
    told = [(cue.at, cue.kind) for cue in found.schedule.cues if cue.at >= at]
    assert told == [(at, CueKind.TILT), (at + 4_000, CueKind.RETURN), (at + 64_000, CueKind.FINISH)]


@pytest.mark.parametrize("at", [0, 3_000, ALONE.length - 1, ALONE.length, ALONE.length + 5_000])
def test_a_level_moment_has_no_way_up(at: int) -> None:
    assert come_up(ALONE, at) is None
    assert come_up(scheduled(), 0) is None
