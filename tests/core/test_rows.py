"""Rows of the sequence: what every drop, move and removal makes of a routine."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.routine import Circuit, Routine, Step
from studio.core.rows import (
    Place,
    circuits_of,
    copied_to,
    flat_rows,
    grouped,
    inserted,
    moved_to,
    nudged,
    outermost,
    place_after,
    place_before,
    places,
    removed,
    ungrouped,
    why_not_grouped,
)


def routine_of(text: str) -> Routine:
    """A routine from letters: `ab(cd)e` is two steps, a circuit of two, and a step."""
    items: list[Step | Circuit] = []
    inner: list[Step] | None = None
    for letter in text:
        if letter == "(":
            inner = []
        elif letter == ")":
            assert inner is not None
            items.append(Circuit(f"circuit {len(items)}", 2, steps=tuple(inner)))
            inner = None
        else:
            (items if inner is None else inner).append(Step(letter))
    return Routine("test", tuple(items))


def text_of(routine: Routine) -> str:
    return "".join(
        item.exercise if isinstance(item, Step) else f"({''.join(s.exercise for s in item.steps)})"
        for item in routine.steps
    )


def uids(routine: Routine, letters: str) -> list[int]:
    """The identities behind letters; `(` is the first circuit, `[` the second."""
    circuits = [item.uid for item in routine.steps if isinstance(item, Circuit)]
    named = {step.exercise: step.uid for step in routine.walk()}
    return [circuits["([".index(letter)] if letter in "([" else named[letter] for letter in letters]


def place_of(routine: Routine, where: str) -> Place:
    """`<c` before c, `>c` after c, `^` first in the first circuit, `$` at the end."""
    if where == "$":
        return place_after(routine, None)
    if where == "^":
        return Place(0, uids(routine, "(")[0])
    uid = uids(routine, where[1])[0]
    return place_before(routine, uid) if where[0] == "<" else place_after(routine, uid)


MOVES = [
    # before, what is dragged, where to, after
    ("abcd", "a", "$", "bcda"),
    ("abcd", "d", "<a", "dabc"),
    ("abcd", "ac", ">d", "bdac"),
    ("abcd", "db", "<a", "bdac"),
    ("abcd", "ad", "<c", "badc"),
    ("abcd", "bc", ">c", "abcd"),
    ("abcd", "b", "<b", "abcd"),
    ("abcd", "b", ">b", "abcd"),
    ("abcd", "b", "<c", "abcd"),
    ("ab(cd)e", "a", "^", "b(acd)e"),
    ("ab(cd)e", "e", ">d", "ab(cde)"),
    ("ab(cd)e", "ae", "<d", "b(caed)"),
    ("ab(cd)e", "c", "<a", "cab(d)e"),
    ("ab(cd)e", "d", ">(", "ab(c)de"),
    ("ab(cd)e", "cd", "$", "abecd"),
    ("ab(cd)e", "(", "<a", "(cd)abe"),
    ("ab(cd)e", "(", "$", "abe(cd)"),
    ("ab(cd)e", "(c", "$", "abe(cd)"),
    ("ab(cd)e", "(a", "$", "bea(cd)"),
    ("ab(cd)e", "(", "<d", "ab(cd)e"),
    ("ab(cd)e", "(e", ">d", "ab(cd)e"),
    ("a(bc)(de)", "(", "<e", "a(bc)(de)"),
    ("a(bc)(de)", "[", "<c", "a(de)(bc)"),
    ("a()b", "a", "^", "(a)b"),
    ("a()b", "b", "<a", "ba()"),
]


@pytest.mark.parametrize(("before", "dragged", "where", "after"), MOVES)
def test_a_drop_moves(before: str, dragged: str, where: str, after: str) -> None:
    routine = routine_of(before)
    made = moved_to(routine, uids(routine, dragged), place_of(routine, where))
    assert text_of(made) == after
    assert (made is routine) == (before == after)


NUDGES = [
    ("abc", "a", +1, "bac"),
    ("abc", "c", +1, "abc"),
    ("abc", "a", -1, "abc"),
    ("abc", "bc", -1, "bca"),
    ("abcd", "ac", +1, "bdac"),
    ("abcd", "bd", -1, "bdac"),
    ("a(bc)d", "a", +1, "(abc)d"),
    ("a(bc)d", "c", +1, "a(b)cd"),
    ("a(bc)d", "b", -1, "ab(c)d"),
    ("a(bc)d", "d", -1, "a(bcd)"),
    ("a(bc)d", "(", +1, "ad(bc)"),
    ("a(bc)d", "(", -1, "(bc)ad"),
    ("a(b)c", "b", +1, "abc"),
    ("(a)(b)", "(", +1, "(b)(a)"),
    ("(a)(bc)", "([", +1, "(a)(bc)"),
    ("(ab)(cd)", "[b", -1, "b(cd)(a)"),
]


@pytest.mark.parametrize(("before", "chosen", "by", "after"), NUDGES)
def test_a_key_moves(before: str, chosen: str, by: int, after: str) -> None:
    routine = routine_of(before)
    made = nudged(routine, uids(routine, chosen), by)
    assert text_of(made) == after
    assert (made is routine) == (before == after)


GROUPS = [
    # before, what is selected, after; the same where nothing comes of it
    ("abcd", "bc", "a(bc)d"),
    ("abcd", "db", "a(bd)c"),
    ("abcd", "a", "(a)bcd"),
    ("a(bc)d", "a(", "(abc)d"),
    ("a(bc)de", "(ea", "(abce)d"),
    ("a(bcd)e", "cd", "a(b)(cd)e"),
    ("a(bcd)e", "bc", "a(bc)(d)e"),
    ("a(bcd)e", "c", "a(bd)(c)e"),
    ("a(bc)d", "cd", "a(b)(cd)"),
    ("a(bc)d", "bcd", "a(bcd)"),
    ("a(bc)d", "bc", "a(bc)d"),
    ("a(bc)d", "(", "a(bc)d"),
    ("a(bc)(de)", "([a", "a(bc)(de)"),
    ("abcd", "", "abcd"),
]


@pytest.mark.parametrize(("before", "chosen", "after"), GROUPS)
def test_grouping_gathers_steps_in_a_circuit(before: str, chosen: str, after: str) -> None:
    routine = routine_of(before)
    made, circuit = grouped(routine, uids(routine, chosen), "New")
    assert text_of(made) == after
    assert (made is routine) == (before == after) == bool(why_not_grouped(routine, uids(routine, chosen)))
    assert (circuit is None) == (made is routine)
    if circuit is not None:
        found = made.find(circuit)
        assert isinstance(found, Circuit)
        assert found.rounds == 2
        assert circuits_of(made, uids(routine, chosen)) == (circuit,)


def test_steps_that_leave_a_circuit_together_keep_its_rounds() -> None:
    steps = tuple(map(Step, "abc"))
    routine = Routine("", (Circuit("old", 7, 4_000, steps),))
    made, circuit = grouped(routine, [steps[1].uid, steps[2].uid], "New")
    found = made.find(circuit or 0)
    assert isinstance(found, Circuit)
    assert (found.title, found.rounds, found.rest) == ("New", 7, 4_000)


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [
        ("a(bc)d", "(", "abcd"),
        ("a(bc)d", "c", "abcd"),
        ("a(bc)(de)", "b[", "abcde"),
        ("a(bc)d", "a", "a(bc)d"),
        ("a()d", "(", "ad"),
    ],
)
def test_ungrouping_sets_steps_free_where_they_are(before: str, chosen: str, after: str) -> None:
    routine = routine_of(before)
    made, freed = ungrouped(routine, uids(routine, chosen))
    assert text_of(made) == after
    assert (made is routine) == (before == after)
    assert set(freed) == steps_of(routine).keys() - {
        step.uid for item in made.steps if isinstance(item, Circuit) for step in item.steps
    } - {item.uid for item in routine.steps if isinstance(item, Step)}


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [
        ("abc", "b", "ac"),
        ("a(bc)", "b", "a(c)"),
        ("a(bc)", "bc", "a"),
        ("a(bc)", "(", "a"),
        ("a()", "a", "()"),
    ],
)
def test_removing(before: str, chosen: str, after: str) -> None:
    routine = routine_of(before)
    assert text_of(removed(routine, uids(routine, chosen))) == after


def test_copies_have_identities_of_their_own() -> None:
    routine = routine_of("a(bc)")
    made, copies = copied_to(routine, uids(routine, "(a"), place_of(routine, "$"))
    assert text_of(made) == "a(bc)a(bc)"
    assert len(copies) == 2
    every = [row.uid for row in flat_rows(made)]
    assert len(set(every)) == len(every)


def test_a_copy_of_a_circuit_goes_beside_the_circuit_it_is_dropped_on() -> None:
    routine = routine_of("(ab)(cd)")
    made, _ = copied_to(routine, uids(routine, "("), place_of(routine, "<d"))
    assert text_of(made) == "(ab)(ab)(cd)"


def test_something_put_into_a_circuit_that_is_gone_is_not_lost() -> None:
    made = inserted(routine_of("ab"), [Step("c")], Place(0, -1))
    assert text_of(made) == "abc"


def test_rows_know_their_circuit_and_its_end() -> None:
    rows = flat_rows(routine_of("a(bc)()"))
    assert [row.circuit is not None for row in rows] == [False, False, True, True, False]
    assert [row.last for row in rows] == [False, False, False, True, True]


def test_steps_go_with_their_circuit() -> None:
    routine = routine_of("a(bc)")
    assert outermost(routine, [*uids(routine, "cba("), -7]) == tuple(uids(routine, "a("))


@st.composite
def drops(draw: st.DrawFn) -> tuple[Routine, list[int], Place]:
    shape = draw(st.lists(st.one_of(st.just("."), st.integers(0, 3)), max_size=6))
    letters = iter("abcdefghijklmnopqrstuvwxyz")
    text = "".join(
        next(letters) if part == "." else f"({''.join(next(letters) for _ in range(int(part)))})"
        for part in shape
    )
    routine = routine_of(text)
    every = [row.uid for row in flat_rows(routine)]
    chosen = draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    return routine, chosen, draw(st.sampled_from(places(routine)))


def steps_of(routine: Routine) -> Counter[int]:
    return Counter(step.uid for step in routine.walk())


@given(drops())
def test_no_drop_loses_or_doubles_a_step(drop: tuple[Routine, list[int], Place]) -> None:
    routine, chosen, place = drop
    for made in (
        moved_to(routine, chosen, place),
        nudged(routine, chosen, 1),
        nudged(routine, chosen, -1),
        grouped(routine, chosen, "New")[0],
        ungrouped(routine, chosen)[0],
    ):
        assert steps_of(made) == steps_of(routine)
        emptied = [i for i in made.steps if isinstance(i, Circuit) and not i.steps]
        assert len(emptied) <= sum(isinstance(i, Circuit) and not i.steps for i in routine.steps)
    gone = {
        row.uid
        for row in flat_rows(routine)
        if row.uid in chosen or (row.circuit and row.circuit.uid in chosen)
    }
    left = removed(routine, chosen)
    assert steps_of(left) == Counter(uid for uid in steps_of(routine).elements() if uid not in gone)
    copied, copies = copied_to(routine, chosen, place)
    assert steps_of(routine) <= steps_of(copied)
    assert len(copies) == len(outermost(routine, chosen))


@given(drops())
def test_what_moves_keeps_its_order_and_so_does_the_rest(drop: tuple[Routine, list[int], Place]) -> None:
    routine, chosen, place = drop
    taken = outermost(routine, chosen)

    def split(made: Routine) -> tuple[list[int], list[int]]:
        """What was taken and what was not, as far as it is no circuit."""
        rows = [row for row in flat_rows(made) if not isinstance(row.item, Circuit)]
        is_taken = [row.uid in taken or (row.circuit and row.circuit.uid in taken) for row in rows]
        return (
            [row.uid for row, one in zip(rows, is_taken, strict=True) if one],
            [row.uid for row, one in zip(rows, is_taken, strict=True) if not one],
        )

    assert split(moved_to(routine, chosen, place)) == split(routine)
