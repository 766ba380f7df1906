"""A schedule made from the one before is the schedule made afresh, and shares what has not changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.breath import BreathPattern
from studio.core.compile import compile_schedule
from studio.core.exercise import Catalogue
from studio.core.quantity import fixed
from studio.core.routine import (
    Circuit,
    Routine,
    Step,
    duplicated,
    moved,
    with_dose,
    with_inserted,
    with_preset,
    without,
)
from studio.core.schedule import Schedule
from tests.making import HOLD, TRANSITIONS, bare_routines, dose, doses, exercise, patterns, routine, step

EDITS = ("move", "insert", "remove", "dose", "preset", "duplicate", "intensity", "breath", "circuit", "own")


def edited(one: Routine, data: st.DataObject) -> Routine:
    """The routine after an edit of any kind."""
    rows = len(one.steps)
    row = st.integers(0, max(rows - 1, 0))
    uids = [item.uid for item in one.steps] + [item.uid for item in one.walk()] or [0]
    uid = data.draw(st.sampled_from(uids))
    match data.draw(st.sampled_from(EDITS)):
        case "move" if rows:
            return moved(one, tuple(data.draw(st.sets(row, min_size=1))), data.draw(st.integers(0, rows)))
        case "insert":
            new = Step(data.draw(st.sampled_from(("one", "two"))), dose=data.draw(doses))
            return with_inserted(one, data.draw(st.integers(0, rows)), [new])
        case "remove":
            return without(one, [uid])
        case "dose":
            return with_dose(one, uid, data.draw(doses))
        case "preset":
            return with_preset(one, uid, data.draw(st.sampled_from((None, "long"))))
        case "duplicate":
            return duplicated(one, [uid])[0]
        case "intensity":
            return replace(
                one, intensity=data.draw(st.sampled_from((Fraction(0), Fraction(1, 3), Fraction(1))))
            )
        case "breath":
            return replace(one, breath=data.draw(patterns))
        case "circuit":
            found = one.find(uid)
            changed = [
                replace(item, rounds=item.rounds + 1, title="other", rest=item.rest + 1_000)
                if isinstance(item, Circuit) and item is found
                else item
                for item in one.steps
            ]
            return replace(one, steps=tuple(changed))
        case "own":
            first, *rest = one.exercises
            return replace(one, exercises=(replace(first, dose=data.draw(doses)), *rest))
    return one


def told(schedule: Schedule) -> tuple[object, ...]:
    """Everything that others read of a schedule."""
    return (
        schedule.length, schedule.shortest, schedule.longest, schedule.inverted, schedule.manual_steps,
        schedule.steps, schedule.segments, schedule.breath, schedule.cues,
    )  # fmt: skip


@settings(max_examples=30)
@given(bare_routines(), st.data())
def test_a_chain_of_edits_compiles_as_if_afresh(one: Routine, data: st.DataObject) -> None:
    before = compile_schedule(one, {}, TRANSITIONS)
    history = [(one, before)]
    for _ in range(3):
        one = edited(one, data)
        before = compile_schedule(one, {}, TRANSITIONS, before)
        history.append((one, before))
        fresh = compile_schedule(one, {}, TRANSITIONS)
        assert before == fresh
        assert told(before) == told(fresh)
    for older, schedule in reversed(history):  # undo, one edit after the other
        before = compile_schedule(older, {}, TRANSITIONS, before)
        assert told(before) == told(schedule)


STILL = exercise("still", HOLD, dose=dose(hold=30, rest=10))
KNOWN: Catalogue = {"still": STILL}


def thousand() -> tuple[Routine, Schedule]:
    one = routine(*(step(STILL) for _ in range(1_000)))
    return one, compile_schedule(one, KNOWN, TRANSITIONS)


def laid_out_anew(change: Callable[[Routine], Routine]) -> int:
    one, before = thousand()
    after = compile_schedule(change(one), KNOWN, TRANSITIONS, before)
    parts = {id(slot.part) for slot in before.slots}
    return sum(id(slot.part) not in parts for slot in after.slots)


def test_editing_one_step_of_a_thousand_costs_one_step() -> None:
    assert laid_out_anew(lambda one: with_dose(one, one.steps[500].uid, dose(rest=20))) == 1


def test_moving_a_step_costs_no_more_than_its_neighbours() -> None:
    assert laid_out_anew(lambda one: moved(one, (500,), 100)) <= 4


def test_a_new_breath_costs_every_step() -> None:
    assert laid_out_anew(lambda one: replace(one, breath=BreathPattern(5_000, 0, 5_000, 0))) == 1_000


def test_another_catalogue_is_seen() -> None:
    one = routine(step(STILL))
    before = compile_schedule(one, KNOWN, TRANSITIONS)
    changed = replace(STILL, dose=replace(STILL.dose, hold=fixed(50_000)))
    after = compile_schedule(one, {"still": changed}, TRANSITIONS, before)
    assert after.length == before.length + 20_000
