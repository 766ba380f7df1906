"""What is written is read as the same, and stays as it was written."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.breath import BreathPattern
from studio.core.dose import Dose
from studio.core.quantity import Range, fixed
from studio.core.routine import Circuit, Routine, Step, moved, with_dose, without
from studio.files.locate import locate
from studio.files.read import parse_exercise, parse_routine
from studio.files.toml_text import toml_text
from studio.files.write import exercise_text, routine_text
from tests.making import dose, exercises, routine, routines, step

WRITTEN = """\
# a comment that cannot stay
format = 1
future = { a.b = [1, 2.0], c = "x" }
title = "As written"
steps-note = 1979-05-27T07:32:00Z
author = ""
breath = { out = 6.0, new = 1, in = 4 }
intensity = 0.50
rounds = 3.0

[[steps]]
note = "first"
tempo = "slow"
hold = [15, 20.0]
exercise = "cat-cow"
reps = 5
breath.in = 4
breath.out = 6.5

[[steps]]
circuit = "C"
rest = 20.0
rounds = 2
colour = "red"
[[steps.steps]]
exercise = "x"
[steps.steps.more]
deep = [[1], [2, { a = 1 }]]

[exercise.x]
posture = "supine"
icon = "x.svg"
name = "X"
cycle = [{ hold = true, light = "on" }, { breath = "in", pose = "up" }]
dose = {}
[exercise.x.poses.up]
lumbar = 90.0
shine = 3
[later]
x = 1
"""


def reread(text: str) -> Routine:
    return parse_routine(text.encode(), "x").routine


def data(text: str) -> Any:
    return tomllib.loads(text)


def ordered(value: Any) -> Any:
    """The data with its order and number style visible."""
    if isinstance(value, dict):
        return [(key, ordered(item)) for key, item in value.items()]
    return [ordered(item) for item in value] if isinstance(value, list) else (type(value), value)


def test_order_style_and_unknown_keys_stay() -> None:
    text = routine_text(reread(WRITTEN))
    assert ordered(data(text)) == ordered(data(WRITTEN))
    assert reread(text) == reread(WRITTEN)
    assert routine_text(reread(text)) == text, "stable from then on"


def test_a_change_touches_only_what_it_says() -> None:
    one = reread(WRITTEN)
    first = one.steps[0]
    assert isinstance(first, Step)
    changed = with_dose(one, first.uid, replace(first.dose, hold=None, breaths=fixed(3), rest=fixed(1_500)))
    expected = ordered(data(WRITTEN))
    found = ordered(data(routine_text(changed)))
    steps = next(index for index, (key, _value) in enumerate(expected) if key == "steps")
    assert found[:steps] + found[steps + 1 :] == expected[:steps] + expected[steps + 1 :]
    assert [key for key, _value in found[steps][1][0]] == [
        "note", "tempo", "exercise", "reps", "breaths", "rest", "breath",
    ]  # fmt: skip
    assert found[steps][1][1] == expected[steps][1][1]
    undone = with_dose(changed, first.uid, first.dose)
    assert routine_text(undone) == routine_text(one), "undo gives the same bytes"


def test_what_moves_takes_its_unknown_keys_along() -> None:
    one = moved(reread(WRITTEN), (1,), 0)
    steps = data(routine_text(one))["steps"]
    assert steps[0]["colour"] == "red"
    assert steps[1]["tempo"] == "slow"
    assert data(routine_text(without(one, [one.steps[0].uid])))["steps"][0]["tempo"] == "slow"


def test_new_keys_come_in_the_order_of_the_format() -> None:
    one = Routine(
        "T",
        (step("a", note="n", reps=2, hold=(1, 2.5), sets=3), Circuit("C", 2, 0, (step("b"),))),
        author="A",
        breath=BreathPattern(5_000, 0, 5_500, 0),
    )
    assert routine_text(one) == (
        'format = 1\ntitle = "T"\nauthor = "A"\n\n[breath]\nin = 5\nout = 5.5\n\n'
        '[[steps]]\nexercise = "a"\nsets = 3\nreps = 2\nhold = [1, 2.5]\nnote = "n"\n\n'
        '[[steps]]\ncircuit = "C"\nrounds = 2\n\n[[steps.steps]]\nexercise = "b"\n'
    )


def test_what_is_cleared_goes() -> None:
    one = reread(
        'format = 1\ntitle = "T"\nauthor = "A"\nsteps = [{ exercise = "a", preset = "p", reps = 2 }]\n'
    )
    first = one.steps[0]
    assert isinstance(first, Step)
    bare = replace(one, author="", steps=(replace(first, preset=None, dose=Dose()),))
    assert data(routine_text(bare)) == {"format": 1, "title": "T", "steps": [{"exercise": "a"}]}


def test_a_range_that_becomes_a_number_is_written_as_one() -> None:
    one = reread('format = 1\ntitle = "T"\nsteps = [{ exercise = "a", reps = [3, 3], hold = [1, 2] }]\n')
    assert data(routine_text(one))["steps"][0]["reps"] == [3, 3], "as it was written"
    first = one.steps[0]
    assert isinstance(first, Step)
    changed = with_dose(one, first.uid, replace(first.dose, reps=fixed(4), hold=Range(1_000, 1_000)))
    assert data(routine_text(changed))["steps"][0] == {"exercise": "a", "reps": 4, "hold": 1}


def test_a_file_of_a_newer_format_loses_nothing() -> None:
    text = 'format = 3\ntitle = "T"\n[[steps]]\nexercise = "a"\nsides = "spiral"\nhold = "long"\n'
    assert ordered(data(routine_text(reread(text)))) == ordered(data(text))


@settings(max_examples=40)
@given(routines(3))
def test_read_is_the_inverse_of_write(one: Routine) -> None:
    text = routine_text(one)
    again = parse_routine(text.encode(), "x")
    assert again.routine == one
    assert not again.has_comments
    assert routine_text(again.routine) == text
    assert locate(text).breach is None


@settings(max_examples=25)
@given(exercises())
def test_an_exercise_is_read_as_it_is_written(one: Any) -> None:
    text = exercise_text(one)
    again, _problems = parse_exercise(text.encode(), "x.toml")
    assert again == one
    assert exercise_text(again) == text


keys = st.one_of(
    st.from_regex(r"[a-z-]{1,3}", fullmatch=True), st.sampled_from(("a b", "", "é", '"', "steps", "poses"))
)
leaves = st.one_of(
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.booleans(),
    st.text(max_size=5),
    st.sampled_from(("a\nb", "\\", '"""', "\r\n", "\x7f", "x" * 130)),
    st.datetimes(),
    st.dates(),
    st.times(),
)
trees = st.dictionaries(
    keys,
    st.recursive(
        leaves,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
        max_leaves=8,
    ),
    max_size=4,
)


@settings(max_examples=100)
@given(trees)
def test_any_table_is_laid_out_in_its_order(table: dict[str, Any]) -> None:
    assert ordered(data(toml_text(table))) == ordered(table)


@pytest.mark.parametrize(
    "text",
    [
        ".".join("abcdefghijklmnop") + " = 1\nz = 2\n",
        f"[{'.'.join('abcdefghijklmnop')}]\n{'.'.join('abcdefghijklmnop')} = {'[' * 8}1{']' * 8}\n",
        "a.b = " + "{ x = " * 8 + "1" + " }" * 8 + "\nc = 1\n",
        "a = " + "[{ x.y = " * 4 + "1" + " }]" * 4 + "\n",
        "".join(f"[[{'.'.join('abcdefghij'[:depth])}]]\n" for depth in range(1, 11)) + "z = 1\n",
    ],
)
def test_what_may_be_read_may_be_read_again_after_it_is_written(text: str) -> None:
    text = f'format = 1\ntitle = "T"\n{text}'
    made = routine_text(reread(text))
    assert ordered(data(made)) == ordered(data(text))
    assert reread(made) == reread(text)


def test_a23_half_a_character_is_replaced() -> None:
    made = routine_text(replace(routine(step("a")), title="x\ud800y"))
    assert data(made)["title"] == "x\N{REPLACEMENT CHARACTER}y"


def test_shipped_style() -> None:
    text = routine_text(Routine("T", (Step("a", dose=dose(hold=(15, 20))),), description="a\nb"))
    assert 'description = """\na\nb"""' in text
    assert "hold = [15, 20]" in text
