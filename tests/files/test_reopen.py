"""What save accepts, the reader accepts; what it would refuse is not saved, and what was there stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.routine import Circuit, Routine, Step
from studio.files import locate as locating
from studio.files import reopen
from studio.files.locate import MOST_NESTED, MOST_SAID, locate
from studio.files.read import parse_exercise, parse_routine, read_routine
from studio.files.reopen import exercise_to_save, may_break_a_limit, routine_to_save
from studio.files.save import SaveError, save
from studio.files.source import MOST_BYTES
from studio.files.write import table_of, text_of
from tests.making import IN, OUT, exercise

PATH = Path("a.routine.toml")


def with_unknown(value: Any, *, key: str = "x", inside: bool = False) -> Routine:
    """A routine with a step that says something unknown, in a circuit or not."""
    one = Step("a", written={"exercise": "a", key: value})
    return Routine("T", (Circuit("C", steps=(one,)) if inside else one,))


def refused(routine: Routine, why_not: str = "") -> SaveError:
    with pytest.raises(SaveError) as caught:
        routine_to_save(PATH, routine, why_not)
    return caught.value


def nested(levels: int, wrap: Callable[[Any], Any]) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = wrap(value)
    return value


keys = st.sampled_from(("a", "b c", "steps", "dose", "x.y", "\N{GREEK SMALL LETTER ALPHA}"))
leaves = st.sampled_from((1, -(10**98), 2.5, True, "t", "two\nlines", "[[[[[[[[[[", "a.b=c,d", "wide " * 30))


@st.composite
def trees(draw: st.DrawFn) -> Any:
    """Tables and lists in each other, up to a few levels more than a file may have."""
    value: Any = draw(leaves)
    for _ in range(draw(st.integers(0, MOST_NESTED + 4))):
        kind = draw(st.sampled_from(("list", "table", "tables", "long table")))
        if kind == "list":
            value = [value, *draw(st.lists(leaves, max_size=2))]
        elif kind == "tables":
            value = [{draw(keys): value}, {"z": 1}]
        else:
            value = {draw(keys): value, **({"wide": "w" * 99} if kind == "long table" else {})}
    return value


@settings(max_examples=150)
@given(trees(), st.booleans(), st.sampled_from(("x", "steps", "extra")))
def test_what_save_accepts_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, tree: Any, inside: bool, key: str
) -> None:
    routine = with_unknown(tree, key=key, inside=inside)
    path = tmp_path_factory.getbasetemp() / PATH
    breach = locate(text_of(table_of(routine))[0]).breach
    if breach is not None:
        assert refused(routine).code == breach.code == "over-limit"
        return
    save(path, routine_to_save(path, routine)[0])
    again = read_routine(path).routine
    assert again == routine
    assert table_of(again) == table_of(routine)


dotted = st.just({"a": {"b": {"c": {"d": 1}}}})
flat = st.one_of(
    leaves, dotted, st.lists(st.integers(0, 9), max_size=9), st.dictionaries(keys, leaves, max_size=3)
)
tables = st.dictionaries(keys, st.one_of(flat, st.lists(flat, max_size=4)), max_size=4)


@settings(max_examples=200)
@given(tables)
def test_the_cheap_look_overlooks_no_key_and_no_item(table: dict[str, Any]) -> None:
    """With a limit that the text breaks by one."""
    text = text_of(table)[0]
    scanner = locating._Scanner(text)
    scanner.scan()
    with pytest.MonkeyPatch.context() as low:
        for module in (locating, reopen):
            low.setattr(module, "MOST_SAID", scanner._said - 1)
        assert may_break_a_limit(table, text)


@given(st.integers(1, 6), st.integers(0, 5), st.booleans(), st.booleans())
def test_the_cheap_look_overlooks_no_step(most: int, steps: int, inside: bool, inline: bool) -> None:
    items: list[dict[str, Any]] = [{"exercise": "a"}] * steps
    table: dict[str, Any] = {"steps": [{"circuit": "C", "steps": items}] if inside else items}
    text = text_of({**table, "z": 1} if inline else table)[0]  # no header stands before a plain key
    with pytest.MonkeyPatch.context() as low:
        for module in (locating, reopen):
            low.setattr(module, "MOST_STEPS", most)
        broken = locate(text).breach is not None
        assert broken == (steps > most)
        assert may_break_a_limit(table, text) or not broken


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("wrap", [lambda one: [one], lambda one: [{"k": one}]], ids=["lists", "tables"])
def test_what_is_nested_too_deeply_is_not_saved(wrap: Callable[[Any], Any], inside: bool) -> None:
    made = [routine_to_save(PATH, with_unknown(nested(levels, wrap), inside=inside)) for levels in (1, 4)]
    assert [locate(text).breach for text, _halves in made] == [None, None]
    error = refused(with_unknown(nested(MOST_NESTED + 16, wrap), inside=inside))
    assert error.code == "over-limit"
    assert "it could not be opened again (steps" in error.why
    assert "nested too deeply" in error.why
    assert error.safe == "Your last saved version is untouched and your changes are kept."
    assert error.todo == "Flatten it."


def test_more_than_a_file_may_say_is_not_saved(tmp_path: Path) -> None:
    room = MOST_SAID - 100
    text, _halves = routine_to_save(PATH, with_unknown([1] * room))
    assert len(text) < MOST_BYTES
    assert parse_routine(text.encode(), "x").routine.title == "T"
    path = tmp_path / PATH
    save(path, text)
    error = refused(with_unknown([1] * (MOST_SAID + 1)))
    assert "over 60000 keys and items" in error.why
    assert error.todo == "Split it."


def test_more_circuits_than_steps_may_be_are_not_saved() -> None:
    """None of them plays anything, so no limit of a whole routine knows of them."""
    empty = Circuit("C")
    assert routine_to_save(PATH, Routine("T", (empty,) * 2_000))
    assert "over 2000 steps" in refused(Routine("T", (empty,) * 2_001)).why


def test_what_the_exercises_make_too_long_is_not_saved() -> None:
    error = refused(with_unknown(1), "Over 12 hours; split the routine.")
    assert error.why == "it could not be opened again (over 12 hours)"
    assert error.todo == "Split the routine."
    assert error.code == "over-limit"


def test_a_number_that_was_long_in_hex_digits_can_be_saved() -> None:
    text = f'format = 1\ntitle = "T"\nx = 0x{"f" * 98}\ny = -{"9" * 99}\nz = {"9" * 100}\n'
    read = parse_routine(text.encode(), "x").routine
    saved, _halves = routine_to_save(PATH, read)
    again = parse_routine(saved.encode(), "x").routine
    assert dict(again.written) == dict(read.written)


def test_an_exercise_that_would_be_refused_is_not_saved() -> None:
    good = exercise("sway", IN, OUT)
    assert parse_exercise(exercise_to_save(PATH, good).encode(), "x")[0] == good
    # Read leniently out of a file of a newer format, and kept as it was written.
    odd = replace(good, written={"id": "sway", "name": "Sway", "dose": {"hold": "long"}})
    with pytest.raises(SaveError) as caught:
        exercise_to_save(PATH, odd)
    assert caught.value.code == "over-limit"
    assert "dose.hold" in caught.value.why
