"""Steps that are read again keep their identity, and what is unchanged is shared."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from studio.core.recognise import recognised
from studio.core.routine import Circuit, Routine, Step
from studio.core.rows import flat_rows
from studio.files.read import parse_routine
from studio.files.write import routine_text, table_of
from tests.making import routines, step


def read_again(text: str) -> Routine:
    return parse_routine(text.encode(), "again").routine


def again(before: Routine, edited: Routine) -> Routine:
    """What becomes of an edited routine that is written and read."""
    return recognised(before, read_again(routine_text(edited)), table_of)


def uids(routine: Routine) -> list[int]:
    return [row.uid for row in flat_rows(routine)]


FOUR = Routine("Test", (step("a"), step("b", hold=5), step("c"), Circuit("Round", 2, 0, (step("d"),))))


@given(routines())
def test_a_routine_that_says_the_same_is_the_same(routine: Routine) -> None:
    stored = read_again(routine_text(routine))
    assert again(stored, stored) is stored


def test_what_never_was_in_a_file_is_the_same_too() -> None:
    assert again(FOUR, FOUR) is FOUR


def test_a_changed_step_keeps_its_identity_and_the_others_are_shared() -> None:
    edited = replace(FOUR, steps=(FOUR.steps[0], step("b", hold=9), *FOUR.steps[2:]))
    made = again(FOUR, edited)
    assert uids(made) == uids(FOUR)
    assert [a is b for a, b in zip(made.steps, FOUR.steps, strict=True)] == [True, False, True, True]
    assert made == edited


def test_another_exercise_in_the_same_place_is_the_same_step() -> None:
    edited = replace(FOUR, steps=(FOUR.steps[0], step("bridge"), *FOUR.steps[2:]))
    assert uids(again(FOUR, edited)) == uids(FOUR)


def test_a_new_step_has_an_identity_of_its_own() -> None:
    edited = replace(FOUR, steps=(step("a"), *FOUR.steps))
    made = again(FOUR, edited)
    assert uids(made)[0] not in uids(FOUR) or uids(made)[1] not in uids(FOUR)
    assert set(uids(FOUR)) < set(uids(made))


def test_moved_steps_are_recognised_in_circuits_too() -> None:
    a, b, c, circuit = FOUR.steps
    assert isinstance(circuit, Circuit)
    assert isinstance(b, Step)
    edited = replace(FOUR, steps=(c, replace(circuit, steps=(*circuit.steps, b)), a))
    assert uids(again(FOUR, edited)) == uids(edited)


def test_an_unknown_key_is_a_change() -> None:
    text = routine_text(FOUR).replace('exercise = "a"\n', 'exercise = "a"\nmood = "calm"\n')
    made = recognised(FOUR, read_again(text), table_of)
    assert made.steps[0].written["mood"] == "calm"
    assert uids(made) == uids(FOUR)
    top = recognised(FOUR, read_again(routine_text(FOUR).replace("\n\n", '\nmood = "calm"\n\n', 1)), table_of)
    assert top.written["mood"] == "calm"


@given(routines(), routines(), st.data())
def test_identities_are_never_given_twice(old: Routine, new: Routine, data: st.DataObject) -> None:
    mixed = [*old.steps, *new.steps]
    steps = tuple(data.draw(st.lists(st.sampled_from(mixed), max_size=8))) if mixed else ()
    made = again(old, replace(new, steps=steps))
    assert len(set(uids(made))) == len(uids(made))
    assert made == read_again(routine_text(replace(new, steps=steps)))
