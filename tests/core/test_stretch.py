"""Making a segment longer: which value it is, what a range becomes, and what changes with it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.compile import compile_schedule
from studio.core.dose import Dose
from studio.core.exercise import Exercise, Hold, Posture
from studio.core.quantity import SECOND, Range, fixed, in_use
from studio.core.routine import Circuit, Routine, Step
from studio.core.stretch import (
    GRAIN,
    LONGEST_TIME,
    Stretch,
    edge_of,
    like_it,
    limits_of,
    shifted,
    stretch_of,
    stretched_to,
    told_value,
    value_of,
)
from tests.timeline.evening import CATALOGUE, EVENING, KNEES, LOOSEN, TRANSITIONS, compiled

SCHEDULE = compile_schedule(EVENING, CATALOGUE, TRANSITIONS)
TIMES = st.integers(0, LONGEST_TIME // GRAIN).map(lambda count: count * GRAIN)
INTENSITIES = st.fractions(0, 1, max_denominator=100)


@given(ends=st.tuples(TIMES, TIMES), intensity=INTENSITIES, value=TIMES)
def test_the_value_is_in_use_and_the_range_keeps_its_limits(
    ends: tuple[int, int], intensity: Fraction, value: int
) -> None:
    span = Range(min(ends), max(ends))
    made = shifted(span, intensity, value, GRAIN, (0, LONGEST_TIME))
    assert in_use(made, intensity, GRAIN) == value
    assert 0 <= made.low <= made.high <= LONGEST_TIME
    if made.low > 0 and made.high < LONGEST_TIME:
        assert made.high - made.low == span.high - span.low


@given(ends=st.tuples(st.integers(1, 999), st.integers(1, 999)), intensity=INTENSITIES,
       value=st.integers(1, 999))  # fmt: skip
def test_breaths_stay_whole(ends: tuple[int, int], intensity: Fraction, value: int) -> None:
    made = shifted(Range(min(ends), max(ends)), intensity, value, 1, limits_of(Stretch.BREATHS))
    assert in_use(made, intensity, 1) == value
    assert 1 <= made.low <= made.high <= 999


def test_a_range_moves_as_a_whole() -> None:
    span = Range(30 * SECOND, 60 * SECOND)
    assert shifted(span, Fraction(1, 2), 50 * SECOND, GRAIN, (0, LONGEST_TIME)) == Range(35_000, 65_000)
    assert shifted(fixed(20_000), Fraction(1, 2), 25_500, GRAIN, (0, LONGEST_TIME)) == fixed(25_500)


def test_what_sets_the_length_of_each_segment() -> None:
    kinds = {
        (segment.kind.value, stretch_of(slot, index))
        for slot in SCHEDULE.slots
        for index, segment in enumerate(slot.part.segments)
    }
    assert kinds == {
        ("ready", None), ("move", None), ("tilt", None), ("return", None), ("hold", Stretch.HOLD),
        ("pause", Stretch.PAUSE), ("change", Stretch.CHANGE), ("rest", Stretch.ROUND),
    }  # fmt: skip


def test_a_hold_that_the_exercise_fixes_is_left_alone() -> None:
    two = Exercise("two", "Two", Posture.SUPINE, (Hold(3 * SECOND), Hold()))
    step = Step("two", dose=Dose(hold=fixed(10 * SECOND), reps=fixed(2)))
    schedule = compile_schedule(Routine("", (step,)), {"two": two}, TRANSITIONS)
    segments = schedule.slots[0].part.segments
    holds = [stretch_of(schedule.slots[0], i) for i, s in enumerate(segments) if s.kind == "hold"]
    assert holds == [None, Stretch.HOLD, None, Stretch.HOLD]


@pytest.mark.parametrize("stretch", [Stretch.HOLD, Stretch.PAUSE, Stretch.CHANGE])
def test_every_repetition_changes(stretch: Stretch) -> None:
    row, slot = 0, SCHEDULE.slots[0]
    index = next(i for i in range(len(slot.part.segments)) if stretch_of(slot, i) is stretch)
    edge = edge_of(SCHEDULE, row, index)
    assert edge is not None
    upto, count = like_it(SCHEDULE, edge)
    value = value_of(slot, stretch) + 5 * SECOND
    made = stretched_to(EVENING, CATALOGUE, edge.uid, stretch, value)
    after = compile_schedule(made, CATALOGUE, TRANSITIONS)
    assert after.length - SCHEDULE.length == count * 5 * SECOND
    moved = edge_of(after, row, index)
    assert moved is not None
    assert moved.end - edge.end == upto * 5 * SECOND
    assert stretched_to(EVENING, CATALOGUE, edge.uid, stretch, value - 5 * SECOND) is EVENING


def test_a_step_of_a_circuit_changes_in_every_round() -> None:
    inner = LOOSEN.steps[1]
    rows = SCHEDULE.rows_of(inner.uid)
    edge = edge_of(SCHEDULE, rows[1], 1)
    assert edge is not None
    assert like_it(SCHEDULE, edge) == (2, 3)
    made = stretched_to(EVENING, CATALOGUE, inner.uid, Stretch.HOLD, 30 * SECOND)
    assert compile_schedule(made, CATALOGUE, TRANSITIONS).length == SCHEDULE.length + 30 * SECOND


def test_the_rest_of_a_circuit_is_its_own() -> None:
    row = SCHEDULE.rows_of(LOOSEN.uid)[1]
    index = len(SCHEDULE.slots[row].part.segments) - 1
    edge = edge_of(SCHEDULE, row, index)
    assert edge is not None
    assert (edge.uid, edge.stretch) == (LOOSEN.uid, Stretch.ROUND)
    made = stretched_to(EVENING, CATALOGUE, edge.uid, edge.stretch, 9 * SECOND)
    circuit = made.find(LOOSEN.uid)
    assert isinstance(circuit, Circuit)
    assert circuit.rest == 9 * SECOND
    assert made.steps[0] is KNEES


def test_breaths_are_counted() -> None:
    step = Step("knees", dose=Dose(breaths=Range(4, 8)))
    schedule = compiled(step)
    assert stretch_of(schedule.slots[0], 1) is Stretch.BREATHS
    assert value_of(schedule.slots[0], Stretch.BREATHS) == 6
    routine = replace(EVENING, steps=(step,))
    made = stretched_to(routine, CATALOGUE, step.uid, Stretch.BREATHS, 7)
    found = made.find(step.uid)
    assert isinstance(found, Step)
    assert found.dose == Dose(breaths=Range(5, 9))


def test_values_in_words() -> None:
    assert told_value(Stretch.HOLD, 45_000) == "0:45"
    assert told_value(Stretch.HOLD, 45_500) == "45.5 s"
    assert told_value(Stretch.BREATHS, 1) == "1 breath"
