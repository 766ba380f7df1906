"""The worked examples of the format, and the rules that they leave open."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from studio.core.breath import Half
from studio.core.compile import compile_schedule
from studio.core.dose import Side
from studio.core.exercise import Catalogue, Equipment, Exercise, Hold, Move, Posture, Preset, Tilt
from studio.core.routine import Circuit, Item, Routine, Step
from studio.core.schedule import Schedule, SegmentKind
from tests.making import HOLD, IN, OUT, TRANSITIONS, dose, exercise, routine, step

BREATHING = exercise("breathing", IN, OUT)
KNEELING = exercise("kneeling", OUT, HOLD, IN, posture=Posture.KNEELING)
LYING = exercise("lying", HOLD, posture=Posture.SUPINE)
TABLE = exercise(
    "table",
    Move(tilt=Tilt.TO_DOSE),
    HOLD,
    Move(tilt=Tilt.LEVEL),
    posture=Posture.TABLE,
    equipment=(Equipment.TABLE,),
)
HANGING = exercise("hanging", HOLD, posture=Posture.TABLE, equipment=(Equipment.TABLE,))
KNOWN: Catalogue = {one.id: one for one in (BREATHING, KNEELING, LYING, TABLE, HANGING)}


def compiled(*items: Item, known: Catalogue = KNOWN, **more: Any) -> Schedule:
    return compile_schedule(routine(*items, **more), known, TRANSITIONS)


def kinds(schedule: Schedule) -> list[tuple[str, float]]:
    return [(segment.kind.value, segment.length / 1_000) for segment in schedule.segments]


def ready_before(before: Exercise, after: Exercise) -> int:
    schedule = compiled(step(before), step(after), known={before.id: before, after.id: after})
    found = [segment for segment in schedule.segments if segment.step == 1]
    assert found[0].kind is SegmentKind.READY
    return found[0].length // 1_000


def test_example_a_moves_by_breath() -> None:
    assert compiled(step(BREATHING, reps=10)).length == 105_000


def test_example_b_a_second_exercise() -> None:
    schedule = compiled(step(BREATHING, reps=10, rest=15), step(KNEELING, hold=20, reps=5, pause=5))
    assert schedule.length == 305_000
    assert schedule.segments[-1].kind is SegmentKind.MOVE, (
        "the author asked for this inhale: no exhale is added"
    )


def test_example_c_a_full_dose_for_each_side() -> None:
    schedule = compiled(step(LYING, sides="each", hold=30, reps=2, pause=0, sets=2, rest=20))
    assert schedule.length == 285_000
    sides = [segment.side for segment in schedule.segments if segment.kind is SegmentKind.HOLD]
    assert sides == [Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT] * 2


def test_example_d_a_circuit() -> None:
    steps = (step(BREATHING, reps=2, rest=10), step(LYING, hold=30, rest=10))
    schedule = compiled(Circuit("Rounds", 2, 30_000, steps))
    assert schedule.length == 210_000
    played = [(one.exercise, one.round, one.start // 1_000, one.end // 1_000) for one in schedule.steps]
    assert played == [
        ("breathing", 1, 0, 35),
        ("lying", 1, 35, 120),
        ("breathing", 2, 120, 165),
        ("lying", 2, 165, 210),
    ]


def test_example_e_on_a_table() -> None:
    schedule = compiled(step(TABLE, tilt=30, hold=60))
    assert kinds(schedule) == [("ready", 45), ("tilt", 6), ("hold", 60), ("tilt", 6), ("return", 60)]
    assert schedule.length == 177_000
    assert schedule.inverted == 72_000


@pytest.mark.parametrize(("intensity", "hold"), [("0", 15_000), ("1/2", 17_500), ("1", 20_000)])
def test_example_f_a_range(intensity: str, hold: int) -> None:
    schedule = compiled(step(LYING, hold=(15, 20)), intensity=Fraction(intensity))
    assert [s.length for s in schedule.segments if s.kind is SegmentKind.HOLD] == [hold]
    assert schedule.longest - schedule.shortest == 5_000


@pytest.mark.parametrize(
    ("before", "after", "seconds"),
    [
        (LYING, LYING, 5),
        (LYING, exercise("mat", HOLD, posture=Posture.SUPINE, equipment=(Equipment.MAT,)), 5),
        (LYING, exercise("prone", HOLD, posture=Posture.PRONE), 10),
        (BREATHING, LYING, 15),
        (LYING, BREATHING, 15),
        (LYING, exercise("wall", HOLD, posture=Posture.SUPINE, equipment=(Equipment.WALL,)), 20),
        (TABLE, BREATHING, 20),
        (exercise("wall", HOLD, posture=Posture.SUPINE, equipment=(Equipment.WALL,)), BREATHING, 20),
        (LYING, TABLE, 45),
        (exercise("chair", HOLD, posture=Posture.SITTING, equipment=(Equipment.CHAIR,)), TABLE, 45),
        (TABLE, LYING, 15),
        (exercise("bar", HOLD, posture=Posture.HANGING, equipment=(Equipment.BAR,)), LYING, 15),
    ],
    ids=lambda value: getattr(value, "id", str(value)),
)
def test_getting_ready(before: Exercise, after: Exercise, seconds: int) -> None:
    assert ready_before(before, after) == seconds


def test_a_routine_starts_from_standing() -> None:
    assert compiled(step(BREATHING)).segments[0].length == 5_000
    assert compiled(step(LYING)).segments[0].length == 15_000


def test_prepare_wins_over_the_table() -> None:
    assert compiled(step(LYING, prepare=3)).segments[0].length == 3_000
    assert compiled(step(LYING, prepare=0, hold=10)).segments[0].kind is SegmentKind.HOLD


def test_one_step_in_rounds_is_the_same_posture() -> None:
    schedule = compiled(Circuit("Again", 2, 0, (step(LYING, hold=10),)))
    assert [s.length for s in schedule.segments if s.kind is SegmentKind.READY] == [15_000, 5_000]


def test_a_session_ends_on_a_finished_exhale() -> None:
    rising = exercise("rising", IN, HOLD)
    known = {"rising": rising}
    schedule = compiled(step(rising, breaths=1), known=known)
    assert kinds(schedule) == [("ready", 5), ("move", 4), ("hold", 10), ("move", 6)]
    assert schedule.segments[-1].say == "Breathe out"
    schedule = compiled(step(rising, breaths=1), step(BREATHING), known={**known, **KNOWN})
    assert len([s for s in schedule.segments if s.say]) == 0, "only at the end"


def test_only_the_last_rest_is_dropped() -> None:
    schedule = compiled(step(BREATHING, sets=2, rest=7), step(BREATHING, rest=9))
    assert [s.length for s in schedule.segments if s.kind is SegmentKind.REST] == [7_000, 7_000]


def test_a_circuit_rests_after_its_last_round_when_something_follows() -> None:
    schedule = compiled(Circuit("Two", 2, 30_000, (step(BREATHING),)), step(BREATHING))
    assert [s.length for s in schedule.segments if s.kind is SegmentKind.REST] == [30_000, 30_000]


def test_change_is_five_seconds_unless_said() -> None:
    assert ("change", 5.0) in kinds(compiled(step(LYING, sides="each", hold=10)))
    assert ("change", 8.0) in kinds(compiled(step(LYING, sides="each", hold=10, change=8)))
    assert "change" not in dict(kinds(compiled(step(LYING, sides="each", hold=10, change=0))))


def test_the_exercise_says_which_side_is_first() -> None:
    right = exercise("right", HOLD, first_side=Side.RIGHT)
    schedule = compiled(step(right, sides="each", hold=10), known={"right": right})
    sides = [segment.side for segment in schedule.segments if segment.kind is SegmentKind.HOLD]
    assert sides == [Side.RIGHT, Side.LEFT]


def test_enter_and_leave_happen_once_a_set_and_side() -> None:
    one = exercise("one", HOLD, enter=(Move("up", seconds=1_000),), leave=(Move("down", seconds=2_000),))
    schedule = compiled(step(one, sets=2, reps=3, hold=10, sides="each"), known={"one": one})
    moves = [segment.length for segment in schedule.segments if segment.kind is SegmentKind.MOVE]
    assert moves == [1_000, 2_000] * 4


def test_a_manual_step_counts_no_time() -> None:
    schedule = compiled(step(BREATHING), step(LYING, manual=True, hold=60), step(BREATHING))
    assert schedule.manual_steps == 1
    assert schedule.steps[1].start == schedule.steps[1].end == 15_000


def test_an_unknown_exercise_is_shown_and_counts_no_time() -> None:
    schedule = compiled(step("nobody"), step(BREATHING))
    assert schedule.unknown == (0,)
    assert not schedule.steps[0].known
    assert schedule.length == 15_000


def test_inverted_steps_in_a_row_tilt_straight_over() -> None:
    schedule = compiled(
        step(HANGING, tilt=30, hold=30, rest=10), step(HANGING, tilt=60, hold=30), step(BREATHING)
    )
    tilts = [(s.tilt_from, s.tilt_to) for s in schedule.segments if s.kind is SegmentKind.TILT]
    assert tilts == [(0, 30), (30, 60), (60, 0)]
    assert [s.kind for s in schedule.segments if s.step == 1][-2:] == [SegmentKind.TILT, SegmentKind.RETURN]


def test_the_return_comes_before_the_rest_of_the_step() -> None:
    schedule = compiled(step(HANGING, tilt=30, hold=30, rest=10), step(BREATHING))
    assert kinds(schedule)[3:6] == [("tilt", 6), ("return", 60), ("rest", 10)]


def test_a_tilt_lasts_at_least_its_breath() -> None:
    slow = exercise(
        "slow", Move(tilt=Tilt.TO_DOSE, breath=Half.OUT), HOLD, Move(tilt=Tilt.LEVEL, seconds=9_000)
    )
    schedule = compiled(step(slow, tilt=20, hold=10), known={"slow": slow})
    assert [s.length for s in schedule.segments if s.kind is SegmentKind.TILT] == [6_000, 9_000]


def test_tilt_is_rounded_to_a_degree_and_halves_go_up() -> None:
    schedule = compiled(step(HANGING, tilt=(10, 15), hold=10), intensity=Fraction(1, 2))
    assert max(segment.tilt_to for segment in schedule.segments) == 13


def test_a_preset_stands_between_step_and_exercise() -> None:
    one = exercise(
        "one",
        HOLD,
        dose=dose(hold=10, reps=2),
        presets={"long": Preset(dose(breaths=3, rest=4))},
    )
    known = {"one": one}
    plain = Routine("", (step(one, reps=1),))
    long = Routine("", (Step("one", "long", dose(reps=1)),))
    assert compile_schedule(plain, known, TRANSITIONS).length == 5_000 + 10_000
    assert compile_schedule(long, known, TRANSITIONS).length == 5_000 + 30_000
    other = Routine("", (Step("one", "long", dose(reps=1, hold=7)),))
    lengths = [
        s.length for s in compile_schedule(other, known, TRANSITIONS).segments if s.kind.value == "hold"
    ]
    assert lengths == [7_000], "a hold of the step wins over breaths of the preset"


def test_a_fixed_hold_of_the_exercise_is_not_the_doses() -> None:
    one = exercise("one", Hold(seconds=2_000), HOLD)
    schedule = compiled(step(one, hold=11), known={"one": one})
    assert [s.length for s in schedule.segments if s.kind is SegmentKind.HOLD] == [2_000, 11_000]
