"""Limits of a whole routine are reckoned before anything is expanded."""

from __future__ import annotations

import tracemalloc

import pytest

from studio.core.compile import compile_schedule
from studio.core.exercise import Catalogue
from studio.core.quantity import SECOND
from studio.core.routine import Circuit
from studio.files.errors import Problem, RoutineFileError
from studio.files.limits import LONGEST, broken_limits
from studio.files.read import parse_routine
from tests.making import HOLD, IN, OUT, TRANSITIONS, dose, exercise, routine, step

CALM = exercise("calm", OUT, HOLD, IN)
KNOWN: Catalogue = {"calm": CALM, "many": exercise("many", HOLD, dose=dose(reps=15, sides="each"))}
HEAD = 'format = 1\ntitle = "T"\n'


def refused(text: str, catalogue: Catalogue = KNOWN) -> list[Problem]:
    with pytest.raises(RoutineFileError) as caught:
        parse_routine(text.encode(), "x", catalogue)
    return list(caught.value.problems)


def test_2000_steps_and_no_more() -> None:
    steps = HEAD + '[[steps]]\nexercise = "calm"\n' * 1_998
    last = '[[steps]]\ncircuit = "C"\nrounds = %s\n[[steps.steps]]\nexercise = "calm"\n'
    assert len(parse_routine((steps + last % 2).encode(), "x", KNOWN).routine.steps) == 1_999
    (problem,) = refused(steps + last % 3)
    assert problem.code == "over-limit"
    assert problem.at.line == 2 + 2 * 1_998 + 4
    assert problem.at.key == "steps[1998].steps[0]"
    assert "2000 steps" in problem.message


def test_b31_rounds_are_not_expanded_to_be_counted() -> None:
    inner = '[[steps.steps]]\nexercise = "calm"\nsets = 99\nreps = 999\nsides = "each"\n' * 100
    text = HEAD + ('[[steps]]\ncircuit = "C"\nrounds = 99\n' + inner) * 5
    tracemalloc.start()
    problems = refused(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert {problem.code for problem in problems} == {"over-limit"}
    assert len(problems) == 4, "steps, repetitions, moves and hours are told once each"
    assert peak < 20_000_000


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("sets = 21\nreps = 999", "20000 repetitions"),
        ("sets = 11\nreps = [1, 999]\nsides = 'each'", "20000 repetitions"),
        ("hold = 7200\nreps = 7", "12 hours"),
        ("hold = 10\nreps = 2\npause = 7200\nsets = 7", "12 hours"),
        ("rest = 7200\nsets = 7", "12 hours"),
        ("breaths = 999\nbreath = { in = 60, out = 60 }", "12 hours"),
        ("prepare = 7200\nhold = 7200\nreps = 5", "12 hours"),
    ],
)
def test_repetitions_and_hours(said: str, words: str) -> None:
    problem = next(p for p in refused(f'{HEAD}[[steps]]\nexercise = "calm"\n{said}\n') if words in p.message)
    assert problem.at.key == "steps[0]"
    manual = f'{HEAD}[[steps]]\nexercise = "calm"\nmanual = true\n{said}\n'
    assert parse_routine(manual.encode(), "x", KNOWN).problems == ()


def test_the_doses_of_the_catalogue_count() -> None:
    text = HEAD + '[[steps]]\nexercise = "many"\nsets = 99\n' * 7
    assert "20000 repetitions" in refused(text)[0].message
    assert parse_routine(text.encode(), "x", {}).problems == (), "an exercise that nobody knows takes no time"


@pytest.mark.parametrize(
    "steps",
    [
        '[[steps]]\nexercise = "jitter"\nreps = 999\n',
        '[[steps]]\ncircuit = "C"\nrounds = 50\n[[steps.steps]]\nexercise = "jitter"\nreps = 12\n',
    ],
)
def test_an_exercise_of_many_short_moves(steps: str) -> None:
    moves = ", ".join(["{ seconds = 0.1 }"] * 200)
    own = f'[exercise.jitter]\nname = "J"\nposture = "standing"\ncycle = [{moves}]\n'
    (problem,) = refused(HEAD + steps + own)
    assert "100000 moves" in problem.message


def test_the_reckoned_time_is_that_of_the_schedule() -> None:
    one = routine(
        step(CALM, sets=2, reps=3, hold=20, pause=2, rest=7, change=4, sides="each", prepare=9),
        Circuit("C", 3, 0, (step(CALM, breaths=2, prepare=0), step(CALM, hold=5, rest=3, prepare=0))),
        step(CALM, manual=True),
        step(CALM, prepare=0),
    )
    length = compile_schedule(one, KNOWN, TRANSITIONS).length
    scale = LONGEST // length
    assert not list(broken_limits(one, KNOWN))
    many = routine(*(item for _ in range(scale + 1) for item in one.steps))
    assert "12 hours" in next(broken_limits(many, KNOWN))[1]
    just = routine(*(item for _ in range(scale) for item in one.steps))
    assert not [message for _path, message in broken_limits(just, KNOWN) if "hours" in message]
    assert length % SECOND == 0
