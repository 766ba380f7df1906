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
from studio.core.routine import Step, with_dose
from studio.core.schedule import Schedule
from studio.paint.phases import PhaseKind, phase_of
from studio.timeline.outline import Band, Outline
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
MANY_SCHEDULE = compile_schedule(many(60), CATALOGUE, TRANSITIONS)


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
        assert outline.item_at(item.start) is item
        assert outline.item_at(item.end - 1) is item
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
    seen = [breath for run in outline.runs(*whole, 0) for breath in outline.breaths(run, *whole)]
    assert seen == [(span.start, span.end, span.phase) for span in EVENING_SCHEDULE.breath]


def test_far_away_the_breath_of_a_step_is_one_run() -> None:
    outline = Outline(MANY_SCHEDULE)
    assert len(list(outline.runs(0, MANY_SCHEDULE.length, 1e6))) == len(MANY_SCHEDULE.slots)


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
    same = [one is other for one, other in zip(before._rows, after._rows, strict=True)]
    assert same.count(False) <= 2
    assert after.bands(0, 1e9, 0) == Outline(after.schedule).bands(0, 1e9, 0)
