"""The graph in words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studio.core.compile import compile_schedule
from studio.core.phrase import manual_words
from studio.core.routine import Circuit, Routine, Step
from studio.core.schedule import Schedule
from studio.timeline.keys import neighbour
from studio.timeline.outline import Outline
from studio.timeline.words import graph_words, mark_words, moment_words
from tests.timeline.evening import CATALOGUE, CATS, EVENING, KNEES, LOOSEN, MANUAL, TABLE, TRANSITIONS

SCHEDULE = compile_schedule(EVENING, CATALOGUE, TRANSITIONS)
WAITING = compile_schedule(MANUAL, CATALOGUE, TRANSITIONS)
EMPTY = compile_schedule(Routine(""), CATALOGUE, TRANSITIONS)


def at_each(schedule: Schedule) -> list[str]:
    return [moment_words(schedule, segment.start) for segment in schedule.segments]


def test_a_moment_says_what_when_and_how_often() -> None:
    said = at_each(SCHEDULE)
    assert said[0] == "0:00  Double knees to chest\nGet ready 15 s"
    assert said[1] == "0:15  Double knees to chest\nHold 20 s, left side, repetition 1 of 3, breathe in"
    assert any(
        words.endswith("Cat-cow \N{MIDDLE DOT} Loosen up, round 2 of 3\nGet ready 10 s") for words in said
    )
    assert any("Tilt to 25\N{DEGREE SIGN}, 5 s" in words for words in said)
    assert any("Hold 30 s, inverted 25\N{DEGREE SIGN}, right side, breathe in" in words for words in said)
    assert any("Rest level 1:00" in words for words in said)
    assert moment_words(EMPTY, 0) == ""


@given(st.integers(-10, SCHEDULE.length + 10))
def test_every_moment_has_two_lines(at: int) -> None:
    assert moment_words(SCHEDULE, at).count("\n") == 1


def test_a_step_without_time_says_why() -> None:
    [mark] = Outline(WAITING).marks
    assert mark_words(WAITING, mark.at) == (
        "Double knees to chest: waits for you\nno-such-thing: this exercise is not known"
    )


def test_total_and_selection_are_described() -> None:
    outline = Outline(SCHEDULE)
    assert graph_words(outline, ()) == "Total 9:55. Nothing selected."
    assert graph_words(outline, (KNEES.uid,)) == (
        "Total 9:55. Selected: Double knees to chest, 0:00 to 2:40."
    )
    assert "Selected: Loosen up \N{MULTIPLICATION SIGN}3, 2:40 to" in graph_words(outline, (LOOSEN.uid,))
    assert graph_words(outline, (CATS.uid,)).count(" to ") == 3
    assert graph_words(outline, (KNEES.uid, TABLE.uid)) == "Total 9:55. 2 selected, from 0:00 to 9:55."
    assert graph_words(outline, (-1,)) == "Total 9:55. Nothing selected."
    assert graph_words(Outline(WAITING), ()) == "Total 0:55 + 1 manual step. Nothing selected."
    assert manual_words(SCHEDULE.manual_steps) == ""


def test_steps_in_the_order_of_the_routine() -> None:
    order = [step.uid for step in EVENING.walk()]
    assert neighbour(EVENING, (), 1) == order[0]
    assert neighbour(EVENING, (), -1) == order[-1]
    for before, after in pairwise(order):
        assert neighbour(EVENING, (before,), 1) == after
        assert neighbour(EVENING, (after,), -1) == before
    assert neighbour(EVENING, (order[0],), -1) == order[0]
    assert neighbour(EVENING, (order[-1],), 1) == order[-1]
    assert neighbour(EVENING, (LOOSEN.uid,), 1) == LOOSEN.steps[0].uid
    assert neighbour(EVENING, (LOOSEN.uid,), -1) == KNEES.uid
    assert neighbour(Routine(""), (1,), 1) is None
    assert neighbour(Routine("", (Circuit("nothing"), Step("cat", uid=-5))), (), 1) == -5
