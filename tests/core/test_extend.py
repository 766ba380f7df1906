"""A running stretch made longer or shorter: what has been is left alone, and all the rest fits again."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.compile import compile_schedule
from studio.core.dose import Dose, Sides
from studio.core.extend import LEAST_LEFT, LONGEST_STRETCH, with_hold_extended
from studio.core.moment import moment_at
from studio.core.quantity import fixed
from studio.core.routine import Item, Routine, Step
from studio.core.schedule import CueKind, Schedule, SegmentKind
from tests.core.extending import CATALOGUE, TRANSITIONS


def scheduled(*items: Item) -> Schedule:
    return compile_schedule(Routine("Held", items, intensity=Fraction(0)), CATALOGUE, TRANSITIONS)


def lying(seconds: int, *, reps: int = 1, rest: int = 0) -> Step:
    dose = Dose(hold=fixed(seconds * 1000), reps=fixed(reps), rest=fixed(rest * 1000), sides=Sides.NONE)
    return Step("lie", dose=dose)


def inverted(seconds: int) -> Step:
    return Step("table", dose=Dose(hold=fixed(seconds * 1000), tilt=fixed(30_000)))


SCHEDULES = (
    scheduled(lying(30, reps=2, rest=20), lying(45), lying(7)),
    scheduled(lying(3), inverted(60), Step("bow"), lying(20)),
    scheduled(Step("breaths"), Step("box"), lying(17)),
)


def hold_of(schedule: Schedule, row: int = 0) -> tuple[int, int]:
    """Begin and end of the first hold of a row, in ms."""
    start = schedule.starts[row]
    end = start + schedule.slots[row].part.length
    found = next(s for s in schedule.segments_between(start, end) if s.kind is SegmentKind.HOLD)
    return found.start, found.end


@given(st.sampled_from(SCHEDULES), st.floats(0, 1), st.sampled_from((-10_000, -3_000, 500, 10_000, 60_000)))
def test_what_has_been_stays_and_everything_still_fits(schedule: Schedule, share: float, by: int) -> None:
    at = min(int(share * schedule.length), schedule.length - 1)
    made = with_hold_extended(schedule, at, by)
    change = made.length - schedule.length
    assert change == 0 or (change > 0) == (by > 0)
    assert (made is schedule) == (change == 0)
    segments = made.segments
    assert segments[0].start == 0
    assert segments[-1].end == made.length
    assert all(a.end == b.start for a, b in pairwise(segments))
    assert sum(one.length for one in segments) == made.length == sum(s.part.length for s in made.slots)
    assert made.inverted == sum(one.length for one in segments if one.inverted)
    times = [cue.at for cue in made.cues]
    assert times == sorted(times)
    was, now = moment_at(schedule, at), moment_at(made, at)
    assert was is not None
    assert now is not None
    assert (was.lung, was.tilt, was.breath, was.segment.start) == (
        now.lung, now.tilt, now.breath, now.segment.start,
    )  # fmt: skip
    assert now.left - was.left == change
    before = [cue for cue in schedule.cues if cue.at <= at and cue.kind is not CueKind.COUNT]
    assert [cue for cue in made.cues if cue.at <= at and cue.kind is not CueKind.COUNT] == before
    later = [(cue.at + change, cue.kind) for cue in schedule.cues if cue.at > was.segment.end]
    assert [(cue.at, cue.kind) for cue in made.cues if cue.at > now.segment.end] == later


@given(st.sampled_from(SCHEDULES), st.lists(st.tuples(st.floats(0, 1), st.sampled_from((-10_000, 10_000)))))
def test_the_breath_goes_on_in_turns_inside_every_hold(
    schedule: Schedule, changes: list[tuple[float, int]]
) -> None:
    made = schedule
    for share, by in changes:
        made = with_hold_extended(made, int(share * made.length), by)
    for segment, was in zip(made.segments, schedule.segments, strict=True):
        spans = list(made.breath_between(segment.start, segment.end))
        before = list(schedule.breath_between(was.start, was.end))
        assert bool(spans) == bool(before)
        if segment.kind is SegmentKind.HOLD and spans:
            assert (spans[0].start, spans[-1].end) == (segment.start, segment.end)
            assert all(a.end == b.start and a.phase is not b.phase for a, b in pairwise(spans))
            assert spans[-1].phase is before[-1].phase


def test_ten_seconds_are_ten_seconds_and_the_breaths_are_whole() -> None:
    schedule = scheduled(lying(30))
    start, end = hold_of(schedule)
    made = with_hold_extended(schedule, start + 12_000, 10_000)
    assert hold_of(made) == (start, end + 10_000)
    spans = list(made.breath_between(start, end + 10_000))
    assert [span.end - span.start for span in spans] == [4_000, 6_000] * 4


def test_a_step_and_a_part_of_it_come_again_as_they_were() -> None:
    schedule = scheduled(lying(30), lying(30))
    start, end = hold_of(schedule)
    made = with_hold_extended(schedule, start + 1_000, 10_000)
    back = with_hold_extended(made, start + 1_000, -10_000)
    assert hold_of(back) == (start, end)
    assert back == schedule
    assert made.slots[1] is schedule.slots[1]


@pytest.mark.parametrize("left", [4_001, 7_000, 12_000, 14_000])
def test_a_shortened_hold_is_still_counted_down(left: int) -> None:
    schedule = scheduled(lying(60))
    _start, end = hold_of(schedule)
    at = end - left
    made = with_hold_extended(schedule, at, -10_000)
    moment = moment_at(made, at)
    assert moment is not None
    assert LEAST_LEFT <= moment.left <= left
    kinds = [cue.kind for cue in made.cues_between(at, moment.segment.end)]
    assert kinds.count(CueKind.COUNT) == 3
    assert kinds.count(CueKind.END) == 1


def test_halfway_is_told_once_and_where_it_is_now() -> None:
    schedule = scheduled(lying(30))
    start, end = hold_of(schedule)
    early = with_hold_extended(schedule, start + 5_000, 10_000)
    late = with_hold_extended(schedule, start + 18_000, 10_000)
    short = with_hold_extended(schedule, start + 2_000, -20_000)

    def halves(made: Schedule) -> list[int]:
        return [cue.at for cue in made.cues if cue.kind is CueKind.HALF]

    assert (halves(early), halves(late), halves(short)) == ([start + 20_000], [start + 15_000], [])
    assert end - start == 30_000


def test_moves_and_tilts_take_their_time_and_a_return_is_never_shortened() -> None:
    schedule = scheduled(inverted(60), Step("bow"))
    for segment in schedule.segments:
        middle = segment.start + segment.length // 2
        longer, shorter = (with_hold_extended(schedule, middle, by) for by in (10_000, -10_000))
        fixed_time = segment.kind in (SegmentKind.MOVE, SegmentKind.TILT)
        assert (longer is schedule) == fixed_time
        if fixed_time or segment.kind is SegmentKind.RETURN:
            assert shorter is schedule


def test_nothing_grows_beyond_what_a_file_may_hold() -> None:
    schedule = scheduled(lying(7_195))
    start, _end = hold_of(schedule)
    made = with_hold_extended(schedule, start + 1_000_000, 10_000)
    assert hold_of(made)[1] - start <= LONGEST_STRETCH
    assert with_hold_extended(made, start + 1_000_000, 10_000).length - made.length < 5_000


@pytest.mark.parametrize("at", [-1, 10**9])
def test_nothing_runs_outside_the_schedule(at: int) -> None:
    schedule = scheduled(lying(30))
    assert with_hold_extended(schedule, at, 10_000) is schedule
    assert with_hold_extended(scheduled(), 0, 10_000).length == 0
