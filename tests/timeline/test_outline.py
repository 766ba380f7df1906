"""What is drawn of a schedule: at every zoom it tells the truth, and never more than the pixels can show."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.compile import compile_schedule
from studio.core.dose import Dose
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Circuit, Routine, Step, with_dose
from studio.core.schedule import Schedule
from studio.paint.phases import PhaseKind, phase_of
from studio.timeline.outline import Item, Outline
from studio.timeline.shapes import Band
from tests.timeline.evening import (
    CATALOGUE,
    EVENING,
    KNEES,
    LOOSEN,
    MANUAL,
    TABLE,
    TRANSITIONS,
    compiled,
    many,
)

EVENING_SCHEDULE = compile_schedule(EVENING, CATALOGUE, TRANSITIONS)
MANY_ROUTINE = many(60)
MANY_SCHEDULE = compile_schedule(MANY_ROUTINE, CATALOGUE, TRANSITIONS)


def test_close_up_every_segment_is_a_band() -> None:
    bands = Outline(EVENING_SCHEDULE).bands(0, EVENING_SCHEDULE.length, 0)
    assert [(b.start, b.end, b.phase) for b in bands] == [
        (s.start, s.end, phase_of(s)) for s in EVENING_SCHEDULE.segments
    ]


@pytest.mark.parametrize("schedule", [EVENING_SCHEDULE, MANY_SCHEDULE])
@given(least=st.floats(0, 1e6), part=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_bands_tile_what_is_in_view(schedule: Schedule, least: float, part: tuple[float, float]) -> None:
    start, end = sorted(share * schedule.length for share in part)
    bands = Outline(schedule).bands(start, end, least)
    if end > start:
        assert bands[0].start <= start
        assert bands[-1].end >= end or bands[-1].end == schedule.length
    assert all(one.end == other.start for one, other in pairwise(bands))


@given(least=st.floats(1000, 1e6))
def test_there_are_never_more_bands_than_pixels(least: float) -> None:
    bands = Outline(MANY_SCHEDULE).bands(0, MANY_SCHEDULE.length, least)
    short = [band for band in bands if band.end - band.start < least]
    assert all(band.end - band.start <= 2.5 * least for band in bands if not band.word)
    assert len(bands) - len(short) <= MANY_SCHEDULE.length / least + 1
    assert len(short) <= len(bands) - len(short) + 1  # each is what was left beside a long one


def test_joined_bands_are_of_the_longest_phase() -> None:
    schedule = compiled(Step("knees", dose=Dose(hold=fixed(20 * SECOND), reps=fixed(9), pause=fixed(SECOND))))
    [band] = Outline(schedule).bands(0, schedule.length, schedule.length)
    assert band == Band(0, schedule.length, PhaseKind.HOLD, "")


def test_a_circuit_is_one_item_with_its_rounds() -> None:
    items = Outline(EVENING_SCHEDULE).items
    assert [(item.uid, item.label) for item in items] == [
        (KNEES.uid, "Double knees to chest"),
        (LOOSEN.uid, "Loosen up \N{MULTIPLICATION SIGN}3"),
        (TABLE.uid, "Inverted twist"),
    ]
    played = [step for step in EVENING_SCHEDULE.steps if step.circuit_uid == LOOSEN.uid]
    assert items[1].rounds == (played[2].start, played[4].start)
    assert items[1].end == played[-1].end == items[2].start
    assert items[2].end == EVENING_SCHEDULE.length


def test_items_are_found_by_time() -> None:
    outline = Outline(EVENING_SCHEDULE)
    for item in outline.items:
        assert outline.item_at(item.start) == item
        assert outline.item_at(item.end - 1) == item
        assert list(outline.items_between(item.start, item.end)) == [item]
    assert outline.item_at(EVENING_SCHEDULE.length) is None
    assert outline.item_at(-1) is None


def test_the_selection_is_where_it_is_played() -> None:
    outline = Outline(EVENING_SCHEDULE)
    circuit = outline.items[1]
    assert outline.spans_of([LOOSEN.uid]) == [(circuit.start, circuit.end)]
    inner = outline.spans_of([LOOSEN.steps[0].uid])
    assert len(inner) == 3
    assert inner[0][0] == circuit.start
    assert outline.spans_of([KNEES.uid, LOOSEN.uid]) == [(0, circuit.end)]
    assert outline.spans_of([-1]) == []


def test_the_breath_of_the_runs_is_that_of_the_schedule() -> None:
    outline = Outline(EVENING_SCHEDULE)
    whole = (0, EVENING_SCHEDULE.length)
    dense, runs = outline.breath(*whole, 0, 0)
    seen = [phase for run in runs for phase in outline.phases(run, *whole)]
    assert not dense
    assert seen == [(span.start, span.end, span.phase) for span in EVENING_SCHEDULE.breath]


@pytest.mark.parametrize("gap", [0, 60_000])
def test_far_away_the_breath_of_a_step_is_one_dense_stretch(gap: float) -> None:
    outline = Outline(MANY_SCHEDULE)
    dense, runs = outline.breath(0, MANY_SCHEDULE.length, 1e6, gap)
    assert not runs
    assert len(dense) == (1 if gap else len(MANY_SCHEDULE.slots))
    assert (dense[0][0], dense[-1][1]) == (MANY_SCHEDULE.breath[0].start, MANY_SCHEDULE.breath[-1].end)


def test_time_upside_down() -> None:
    [inversion] = Outline(EVENING_SCHEDULE).inversions
    assert inversion.end - inversion.start == EVENING_SCHEDULE.inverted == 75 * SECOND
    assert inversion.steepest == 25
    assert inversion.points[0] == (inversion.start, 0)
    assert inversion.points[-1] == (inversion.end, 0)


def test_steps_without_time_are_marked() -> None:
    outline = Outline(compile_schedule(MANUAL, CATALOGUE, TRANSITIONS))
    assert [(mark.at, mark.known) for mark in outline.marks] == [(outline.items[0].end, False)]
    between = compiled(KNEES, Step("no-such-thing"), KNEES)
    assert all(band.end > band.start for band in Outline(between).bands(0, between.length, 100))


def test_what_did_not_change_is_taken_over() -> None:
    before = Outline(MANY_SCHEDULE)
    routine = many(60)
    first = compile_schedule(routine, CATALOGUE, TRANSITIONS)
    before = Outline(first)
    step = routine.steps[7]
    assert isinstance(step, Step)
    changed = with_dose(routine, step.uid, replace(step.dose, hold=fixed(99 * SECOND)))
    after = Outline(compile_schedule(changed, CATALOGUE, TRANSITIONS, first), before)
    same = [one is other for one, other in zip(before.kept.shapes, after.kept.shapes, strict=True)]
    assert same.count(False) <= 2
    assert after.bands(0, 1e9, 0) == Outline(after.schedule).bands(0, 1e9, 0)


@given(least=st.integers(0, 200_000), few=st.integers(0, 50_000), at=st.integers(0, 59))
def test_short_steps_are_told_together_but_one_that_is_selected(least: int, few: int, at: int) -> None:
    outline, one = Outline(MANY_SCHEDULE), MANY_ROUTINE.steps[at]
    told = list(outline.items_between(0, MANY_SCHEDULE.length, least, few, (one.uid,)))
    spans = [(item.start, item.end) if isinstance(item, Item) else item for item in told]
    assert spans[0][0] == 0
    assert spans[-1][1] == MANY_SCHEDULE.length
    assert all(first[1] == second[0] for first, second in pairwise(spans))
    items = [item for item in told if isinstance(item, Item)]
    assert one.uid in [item.uid for item in items]
    assert all(item.end - item.start >= least or item.uid == one.uid for item in items)
    lengths = {(item.start, item.end): item.end - item.start for item in outline.items}
    short = [span for span in spans if lengths.get(span, 0) < few and span != (items[0].start, items[0].end)]
    assert all(spans[spans.index(span) + 1] not in short for span in short if span[1] < MANY_SCHEDULE.length)


steps = st.lists(st.sampled_from(("knees", "cat", "no-such-thing")), max_size=6)


@given(steps, steps, steps, st.integers(1, 3))
def test_an_outline_made_of_another_is_what_it_would_be_by_itself(
    first: list[str], middle: list[str], new: list[str], rounds: int
) -> None:
    def made(names: list[str]) -> tuple[Step, ...]:
        return tuple(Step(name) for name in names)

    head, tail = made(first), made(first)
    old = Routine("r", (*head, Circuit("c", rounds, 0, made(middle)), *tail))
    now = replace(old, steps=(*head, *made(new), Circuit("c", rounds, 0, made(middle)), *tail))
    schedule = compile_schedule(old, CATALOGUE, TRANSITIONS)
    after = compile_schedule(now, CATALOGUE, TRANSITIONS, schedule)
    kept, alone = Outline(after, Outline(schedule)), Outline(after)
    whole = (0, after.length)
    assert kept.items == alone.items
    assert kept.marks == alone.marks
    for least in (0, 5_000, 60_000):
        assert kept.bands(*whole, least) == alone.bands(*whole, least)
        assert kept.breath(*whole, least, 500) == alone.breath(*whole, least, 500)
