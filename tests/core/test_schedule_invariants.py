"""What holds of every schedule, whatever the routine."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.breath import BreathPattern, BreathSpan, Half, Phase
from studio.core.compile import compile_schedule
from studio.core.dose import Dose, Side, Sides
from studio.core.exercise import Element, Exercise, Hold, Move, Posture
from studio.core.fingerprint import fingerprint
from studio.core.moment import moment_at
from studio.core.routine import Routine, Step, fresh, without
from studio.core.schedule import Cue, Schedule, Segment, SegmentKind
from tests.making import TRANSITIONS, bare_routines, doses, patterns

HOLD, MOVE = SegmentKind.HOLD, SegmentKind.MOVE
FREE = {
    SegmentKind.READY, SegmentKind.REST, SegmentKind.CHANGE,
    SegmentKind.PAUSE, SegmentKind.TILT, SegmentKind.RETURN,
}  # fmt: skip
HALF_OF = {Phase.IN: Half.IN, Phase.HOLD_IN: Half.IN, Phase.OUT: Half.OUT, Phase.HOLD_OUT: Half.OUT}
FEW = settings(max_examples=30)


def compiled(one: Routine, previous: Schedule | None = None) -> Schedule:
    return compile_schedule(one, {}, TRANSITIONS, previous)


def breathed(schedule: Schedule) -> list[tuple[Segment, list[BreathSpan]]]:
    """Every segment with the phases of the breath that lie in it."""
    return [
        (segment, [s for s in schedule.breath if segment.start <= s.start < segment.end])
        for segment in schedule.segments
    ]


def halves(spans: list[BreathSpan]) -> list[Half]:
    """The half-breaths of a segment in order; a hold with full lungs belongs to its inhale."""
    found: list[Half] = []
    for span in spans:
        half = HALF_OF[span.phase]
        if span.phase in (Phase.IN, Phase.OUT) or not found or found[-1] is not half:
            found.append(half)
    return found


@FEW
@given(bare_routines())
def test_segments_tile_the_time(one: Routine) -> None:
    schedule = compiled(one)
    edges = [(segment.start, segment.end) for segment in schedule.segments]
    assert all(start < end for start, end in edges)
    assert all(a[1] == b[0] for a, b in pairwise(edges))
    if edges:
        assert (edges[0][0], edges[-1][1]) == (0, schedule.length)
    else:
        assert schedule.length == 0


@FEW
@given(bare_routines())
def test_steps_tile_the_time_and_own_their_segments(one: Routine) -> None:
    schedule = compiled(one)
    ends = [0, *(played.end for played in schedule.steps)]
    assert [played.start for played in schedule.steps] == ends[:-1]
    assert ends[-1] == schedule.length
    for segment in schedule.segments:
        played = schedule.steps[segment.step]
        assert played.start <= segment.start < segment.end <= played.end


@FEW
@given(bare_routines())
def test_each_phase_lies_in_one_segment_that_is_paced(one: Routine) -> None:
    schedule = compiled(one)
    found = breathed(schedule)
    assert sum(len(spans) for _segment, spans in found) == len(schedule.breath)
    for segment, spans in found:
        if not spans:
            continue
        assert segment.kind not in FREE
        assert spans[0].start == segment.start
        assert spans[-1].end == segment.end, "a paced segment is paced to its end"
        assert all(a.end == b.start for a, b in pairwise(spans))
        assert all(span.start < span.end and span.paced for span in spans)


@FEW
@given(bare_routines())
def test_breath_alternates_through_every_hold(one: Routine) -> None:
    last: Half | None = None
    for segment, spans in breathed(compiled(one)):
        if not spans:
            continue
        found = halves(spans)
        assert all(a is b.other for a, b in pairwise(found))
        if segment.kind is SegmentKind.HOLD:
            assert found[0] is (last.other if last else Half.IN)
        last = found[-1]


LENGTHS = {Half.IN: lambda p: p.inhale + p.hold_in, Half.OUT: lambda p: p.exhale + p.hold_out}


@FEW
@given(bare_routines())
def test_a_fixed_hold_bends_the_breath_by_no_more_than_root_two(one: Routine) -> None:
    schedule = compiled(one)
    for segment, spans in breathed(schedule):
        if segment.kind is not SegmentKind.HOLD or not spans:
            continue
        pattern = schedule.steps[segment.step].dose.breath
        nominal = sum(LENGTHS[half](pattern) for half in halves(spans))
        assert nominal**2 <= 2 * segment.length**2
        assert segment.length**2 <= 2 * nominal**2


fixed_holds = st.builds(Hold, seconds=st.integers(500, 60_000))
breath_moves = st.builds(Move, breath=st.sampled_from(Half))
cycles = st.lists(st.one_of(fixed_holds, breath_moves), min_size=1, max_size=4).map(tuple)


@FEW
@given(st.lists(cycles, min_size=1, max_size=3), doses, patterns)
def test_a_hold_leaves_the_right_breath_for_what_follows(
    made: list[tuple[Element, ...]], dose: Dose, pattern: BreathPattern
) -> None:
    own = tuple(Exercise(str(i), "", Posture.STANDING, cycle) for i, cycle in enumerate(made))
    schedule = compiled(
        Routine("", tuple(Step(one.id, dose=dose) for one in own), breath=pattern, exercises=own)
    )
    worked = [pair for pair in breathed(schedule) if pair[0].kind not in FREE]
    for (segment, spans), (_after, after_spans) in pairwise(worked):
        if segment.kind is SegmentKind.HOLD and spans and after_spans:
            assert halves(spans)[-1] is halves(after_spans)[0].other


@FEW
@given(bare_routines())
def test_it_ends_on_an_exhale_unless_a_move_says_otherwise(one: Routine) -> None:
    schedule = compiled(one)
    paced = [(segment, spans) for segment, spans in breathed(schedule) if spans]
    if not paced or schedule.unknown:  # a routine with an exercise that nobody knows is not played
        return
    segment, spans = paced[-1]
    if halves(spans)[-1] is Half.IN:
        assert segment.kind is SegmentKind.MOVE
        assert segment.rep is not None or segment.set is not None, "no move of the author's"


@FEW
@given(bare_routines(), st.data())
def test_any_split_into_ticks_gives_each_cue_once(one: Routine, data: st.DataObject) -> None:
    schedule = compiled(one)
    ticks = sorted(data.draw(st.sets(st.integers(0, max(schedule.length, 1)), max_size=20)))
    heard: list[Cue] = []
    for after, until in pairwise((-1, *ticks, schedule.length)):
        heard += schedule.cues_between(after, until)
    assert heard == [cue for cue in whole_cues(schedule) if cue.at <= max((schedule.length, *ticks))]
    assert sorted(heard, key=lambda cue: cue.at) == sorted(whole_cues(schedule), key=lambda cue: cue.at)


def whole_cues(schedule: Schedule) -> list[Cue]:
    """Every cue of every part, put at its time."""
    return [
        replace(cue, at=cue.at + start)
        for start, slot in zip(schedule.starts, schedule.slots, strict=True)
        for cue in slot.part.cues
    ]


@FEW
@given(bare_routines(), st.data())
def test_what_is_between_two_times_is_what_touches_them(one: Routine, data: st.DataObject) -> None:
    schedule = compiled(one)
    if not schedule.length:
        return
    start = data.draw(st.integers(0, schedule.length - 1))
    end = data.draw(st.integers(start + 1, schedule.length))
    expected = [s for s in schedule.segments if s.end > start and s.start < end]
    assert list(schedule.segments_between(start, end)) == expected
    spans = [s for s in schedule.breath if s.end > start and s.start < end]
    assert list(schedule.breath_between(start, end)) == spans


@FEW
@given(bare_routines(), st.data())
def test_a_moment_is_of_its_segment(one: Routine, data: st.DataObject) -> None:
    schedule = compiled(one)
    at = data.draw(st.integers(-5, schedule.length + 5))
    moment = moment_at(schedule, at)
    if moment is None:
        assert schedule.length == 0
        return
    inside = min(max(at, 0), schedule.length - 1)
    assert moment.segment == next(s for s in schedule.segments if s.start <= inside < s.end)
    assert moment.step == schedule.steps[moment.segment.step]
    assert 0 <= moment.lung <= 1
    assert 0 <= moment.progress <= 1
    assert moment.left >= 0


@FEW
@given(bare_routines())
def test_tilt_has_no_jumps_and_ends_level(one: Routine) -> None:
    level = 0
    for segment in compiled(one).segments:
        assert segment.tilt_from == level
        assert segment.tilt_from == segment.tilt_to or segment.kind is SegmentKind.TILT
        level = segment.tilt_to
    assert level == 0


@FEW
@given(bare_routines())
def test_each_side_gets_a_full_dose(one: Routine) -> None:
    schedule = compiled(one)
    for played in schedule.steps:
        if played.dose.sides is not Sides.EACH or not played.known:
            continue
        mine = [s for s in schedule.segments if s.step == played.index and s.kind in (HOLD, MOVE) and s.set]
        left, right = (sum(s.length for s in mine if s.side is side) for side in Side)
        counts = [sum(s.side is side for s in mine) for side in Side]
        assert counts[0] == counts[1]
        free = [s for s in mine if not any(s.start <= b.start < s.end for b in schedule.breath)]
        assert left == right or free, "breath is bent inside a hold, never its length"


@FEW
@given(bare_routines())
def test_gentle_and_full_are_the_ends_of_the_range(one: Routine) -> None:
    schedule = compiled(one)
    lengths = [compiled(replace(one, intensity=Fraction(i))).length for i in (0, 1)]
    assert schedule.shortest == min(schedule.length, *lengths)
    assert schedule.longest == max(schedule.length, *lengths)


@given(bare_routines())
@settings(max_examples=20)
def test_the_same_doses_have_the_same_fingerprint(one: Routine) -> None:
    schedule = compiled(one)
    other = compiled(replace(one, title="other", author="other", steps=tuple(fresh(s) for s in one.steps)))
    assert fingerprint(schedule) == fingerprint(other)
    assert len(fingerprint(schedule)) == 7
    if schedule.slots:
        fewer = compiled(without(one, [one.steps[-1].uid]))
        if len(fewer.slots) != len(schedule.slots):
            assert fingerprint(fewer) != fingerprint(schedule)
