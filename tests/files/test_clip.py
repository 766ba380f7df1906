"""Steps as text and back: what one routine gives, another takes, and nothing else."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.routine import Circuit, Routine, Step
from studio.core.rows import Place, flat_rows
from studio.files.clip import clip_text, pasted, read_clip, steps_alone, unquoted
from studio.files.errors import RoutineFileError
from studio.files.read import parse_routine
from tests.making import HOLD, dose, exercise, routine, routines, step

MINE = exercise("mine", HOLD, dose=dose(hold=7))
OTHER = exercise("mine", HOLD, dose=dose(hold=9))
KNOWN = {"plank": exercise("plank", HOLD), "own": exercise("own", HOLD)}
CIRCUIT = Circuit("Round", 3, 0, (step("plank", reps=2), step("mine")))
FROM = Routine("Evening", (step("plank", hold=20), CIRCUIT, step("own")), exercises=(MINE,))


def every(given: Routine) -> list[int]:
    return [row.uid for row in flat_rows(given)]


def text_of(given: Routine, *rows: int) -> str:
    uids = every(given)
    return clip_text(given, [uids[row] for row in rows or range(len(uids))], KNOWN, {"own"})


def test_a_clip_is_a_routine_that_anyone_can_read() -> None:
    table = tomllib.loads(text_of(FROM, 0, 3))
    assert table["format"] == 1
    assert table["steps"] == [{"exercise": "plank", "hold": 20}, {"exercise": "mine"}]
    assert list(table["exercise"]) == ["mine"]  # and not what ships with the program


def test_a_circuit_is_taken_whole_and_own_exercises_go_along() -> None:
    table = tomllib.loads(text_of(FROM))
    assert [len(item.get("steps", ())) for item in table["steps"]] == [0, 2, 0]
    assert set(table["exercise"]) == {"mine", "own"}


@settings(max_examples=60)
@given(routines(), st.data())
def test_what_is_copied_is_what_is_pasted(given: Routine, data: st.DataObject) -> None:
    # Half a letter cannot be stored, and is no longer there once a file was read.
    given = parse_routine(text_of_whole(given).encode(), "given").routine
    text = clip_text(given, every(given), {}, ())
    if not given.steps:
        with pytest.raises(RoutineFileError):
            read_clip(text, {})
        return
    place = Place(data.draw(st.integers(0, len(given.steps))))
    made, uids = pasted(given, read_clip(text, {}), place, {})
    inside = made.steps[place.before : place.before + len(given.steps)]
    assert inside == given.steps
    assert [item.uid for item in inside] == list(uids)
    assert len(set(every(made))) == 2 * len(every(given))
    assert made.exercises == given.exercises


def text_of_whole(given: Routine) -> str:
    from_file = clip_text(given, every(given), {}, ())
    assert from_file.startswith("format = 1\n")
    return from_file


def test_an_exercise_of_another_content_comes_in_under_another_name() -> None:
    there = routine(step("mine"), own=(OTHER,))
    made, uids = pasted(there, read_clip(text_of(FROM, 3), KNOWN), Place(1), KNOWN)
    assert [item.exercise for item in made.steps if isinstance(item, Step)] == ["mine", "mine-2"]
    assert made.exercises[0] == OTHER
    assert made.exercises[1] == replace(MINE, id="mine-2")
    again, _uids = pasted(made, read_clip(text_of(FROM, 3), KNOWN), Place(2), KNOWN)
    assert again.exercises == made.exercises  # it is known by now
    assert again.steps[2] == made.steps[1]
    assert len(uids) == 1


def test_an_exercise_that_is_known_is_not_brought_again() -> None:
    there = routine(step("mine"), own=(MINE,))
    made, _uids = pasted(there, read_clip(text_of(FROM, 3), KNOWN), Place(0), KNOWN)
    assert made.exercises is there.exercises


def test_an_exercise_of_the_person_goes_with_the_routine() -> None:
    text = 'format = 1\ntitle = "x"\n[[steps]]\nexercise = "own"\n'
    made, _uids = pasted(routine(), read_clip(text, KNOWN), Place(0), KNOWN, {"own"})
    assert [one.id for one in made.exercises] == ["own"]


@pytest.mark.parametrize(
    "dressed",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\n".join(f"> {line}" for line in text.split("\n")),
        lambda text: "\n".join(f">> {line}" if line else "" for line in text.split("\n")),
        lambda text: f"Dear Ann,\n\nhere is what we did:\n\n{text}",
        steps_alone,
        lambda text: "title" + text.split("title", 1)[1].replace('"\n', '"\nformat = 1\n', 1),
    ],
)
def test_a_text_from_a_letter_is_taken(dressed: object) -> None:
    assert callable(dressed)
    clip = read_clip(dressed(text_of(FROM)), KNOWN)
    assert clip.items == FROM.steps


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dear Ann, I am well.", "no steps in it"),
        ("", "no steps in it"),
        ('format = 1\ntitle = "x"', "has no steps"),
        ("format = 1\ntitle = \n", "the text:2"),
        ('format = 1\ntitle = "x"\n[[steps]]\nexercise = "plank"\nhold = "long"', "the text:5: steps"),
        ('format = 1\ntitle = "x"\n[[steps]]\nexercise = "plank"\nsets = 100', "99"),
        ('format = 7\ntitle = "x"\n[[steps]]\nexercise = "plank"', "newer version"),
        ('[[steps]]\nexercise = "plank"\nreps = true', "the text:3"),
        ('[[steps]]\nexercise = "plank"\n' * 2_001, "2000 steps"),
        ("x" * 600_000, "512 KiB"),
        ("format = 1\ntitle = '\ud800'", "has no steps"),
        ("[[steps.steps]]\nexercise = 'a'", "list of steps"),
    ],
)
def test_b46_what_is_no_routine_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(RoutineFileError) as refused:
        read_clip(text, KNOWN)
    assert said in str(refused.value)


@settings(max_examples=300)
@given(st.text(max_size=80), st.integers(0, 400), st.integers(0, 60))
def test_b46_damaged_text_is_read_or_refused(noise: str, at: int, gone: int) -> None:
    text = text_of(FROM)
    with suppress(RoutineFileError):
        assert read_clip(text[:at] + noise + text[at + gone :], KNOWN).items


def test_quotation_marks_are_taken_off_where_every_line_has_them() -> None:
    assert unquoted("> a\r\n>\r\n> > b\n") == "a\n\nb\n"
    assert unquoted("> a\nb") == "> a\nb"
