"""Edits make a new routine and leave the old one, and what they do not touch, as it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.dose import Dose
from studio.core.routine import (
    Circuit,
    Item,
    Routine,
    Step,
    duplicated,
    fresh,
    mapped,
    moved,
    with_dose,
    with_inserted,
    with_preset,
    without,
)
from tests.making import HOLD, IN, dose, exercise, routine, step


def named(*names: str) -> Routine:
    return routine(*(step(name) for name in names))


def names(one: Routine) -> str:
    def name(item: Item) -> str:
        return item.exercise if isinstance(item, Step) else f"({''.join(s.exercise for s in item.steps)})"

    return "".join(name(item) for item in one.steps)


CIRCUIT = Circuit("Circuit", 2, 0, (step("x"), step("y")))


@pytest.mark.parametrize(
    ("rows", "before", "result"),
    [
        ((0,), 0, "abcd"),
        ((0,), 1, "abcd"),
        ((0,), 2, "bacd"),
        ((0,), 4, "bcda"),
        ((3,), 0, "dabc"),
        ((1, 2), 0, "bcad"),
        ((1, 2), 4, "adbc"),
        ((2, 0), 1, "acbd"),
        ((0, 3), 2, "badc"),
        ((0, 1, 2, 3), 2, "abcd"),
        ((), 2, "abcd"),
    ],
)
def test_moved(rows: tuple[int, ...], before: int, result: str) -> None:
    assert names(moved(named(*"abcd"), rows, before)) == result


@given(st.integers(0, 8), st.data())
def test_moving_keeps_every_step_and_their_order(count: int, data: st.DataObject) -> None:
    one = named(*"abcdefgh"[:count])
    rows = data.draw(st.sets(st.integers(0, count - 1))) if count else set()
    before = data.draw(st.integers(0, count))
    after = moved(one, tuple(rows), before)
    assert Counter(s.uid for s in after.steps) == Counter(s.uid for s in one.steps)
    taken = [s.uid for row, s in enumerate(one.steps) if row in rows]
    left = [s.uid for row, s in enumerate(one.steps) if row not in rows]
    assert [s.uid for s in after.steps if s.uid in taken] == taken
    assert [s.uid for s in after.steps if s.uid in left] == left
    if taken:
        first = [s.uid for s in after.steps].index(taken[0])
        assert first == sum(row < before and row not in rows for row in range(count))


def test_with_inserted() -> None:
    assert names(with_inserted(named(*"ab"), 1, [step("n"), CIRCUIT])) == "an(xy)b"


def test_without_takes_out_of_a_circuit_as_well() -> None:
    one = routine(step("a"), CIRCUIT, step("b"))
    assert names(without(one, [one.steps[0].uid, CIRCUIT.steps[0].uid])) == "(y)b"
    assert names(without(one, [CIRCUIT.uid])) == "ab"


def test_with_dose_and_preset_touch_one_step() -> None:
    one = routine(step("a"), CIRCUIT, step("b"))
    uid = CIRCUIT.steps[1].uid
    changed = with_preset(with_dose(one, uid, dose(reps=3)), uid, "long")
    assert [(s.dose, s.preset) for s in changed.walk() if s.uid == uid] == [(dose(reps=3), "long")]
    assert [s for s in changed.walk() if s.uid != uid] == [s for s in one.walk() if s.uid != uid]
    assert changed.steps[0] is one.steps[0]
    assert one.find(uid) is CIRCUIT.steps[1], "the old routine is what it was"


def test_an_edit_that_changes_nothing_gives_the_same_routine() -> None:
    one = routine(step("a"), CIRCUIT)
    assert mapped(one, lambda item: item) is one
    assert without(one, [-1]) is one


def test_duplicated_puts_copies_behind_the_last() -> None:
    one = routine(step("a"), step("b"), CIRCUIT, step("c"))
    made, uids = duplicated(one, [one.steps[0].uid, one.steps[2].uid])
    assert names(made) == "ab(xy)a(xy)c"
    assert [item.uid for item in made.steps if item.uid in uids] == list(uids)
    circuits = [item for item in made.steps if isinstance(item, Circuit)]
    every = [item.uid for item in made.steps] + [s.uid for circuit in circuits for s in circuit.steps]
    assert len(set(every)) == len(every) == 6 + 4


def test_duplicated_inside_a_circuit_stays_inside() -> None:
    one = routine(step("a"), CIRCUIT)
    made, uids = duplicated(one, [CIRCUIT.steps[0].uid])
    assert names(made) == "a(xxy)"
    assert made.find(uids[0]) == CIRCUIT.steps[0]


def test_fresh_has_identities_of_its_own_and_the_same_value() -> None:
    copy = fresh(CIRCUIT)
    assert copy == CIRCUIT
    assert isinstance(copy, Circuit)
    assert {copy.uid, *(s.uid for s in copy.steps)}.isdisjoint({CIRCUIT.uid, *(s.uid for s in CIRCUIT.steps)})


def test_identity_and_written_are_no_part_of_the_value() -> None:
    a = step("a", reps=2)
    assert a == replace(a, uid=a.uid + 1, written={"exercise": "a"})
    assert a != replace(a, dose=Dose())


def test_own_exercises_stand_before_those_of_the_catalogue() -> None:
    ours, theirs, other = exercise("a", HOLD), exercise("a", IN), exercise("b", IN)
    catalogue = {"a": theirs, "b": other}
    assert routine(own=(ours,)).lookup(catalogue) == {"a": ours, "b": other}
    assert routine().lookup(catalogue) is catalogue
