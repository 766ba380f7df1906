"""What the player says: phases, sides, breath, and what comes next."""

from __future__ import annotations

import pytest

from studio.core.moment import moment_at
from studio.core.routine import Item
from studio.core.schedule import SegmentKind
from studio.player.words import (
    breath_word,
    countdown,
    next_after,
    phase_icon,
    phase_word,
    said_in,
    side_line,
    spoken,
)
from tests.player.routines import CIRCUIT, MANUAL, SIDES, TWO_STEPS, scheduled, step

TABLE = step("table", hold=60, tilt=30)


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (30_000, "30"),
        (29_999, "30"),
        (1, "1"),
        (0, "0"),
        (99_000, "99"),
        (99_001, "1:40"),
        (7_200_000, "2:00:00"),
    ],
)
def test_the_countdown_shows_the_second_that_runs(left: int, shown: str) -> None:
    assert countdown(left) == shown


@pytest.mark.parametrize(
    ("items", "at", "word", "icon", "breath"),
    [
        (TWO_STEPS, 0, "Get ready", "ready", "Breathe freely"),
        (TWO_STEPS, 5_000, "Move", "move", "Breathe in"),
        (TWO_STEPS, 9_000, "Move", "move", "Breathe out"),
        (TWO_STEPS, 25_000, "Rest", "rest", "Breathe freely"),
        (TWO_STEPS, 60_000, "Hold", "hold", "Breathe in"),
        (TWO_STEPS, 120_000, "Change sides", "sides", "Breathe freely"),
        ((TABLE,), 46_000, "Inverted", "inv", "Breathe freely"),
        ((TABLE,), 52_000, "Inverted", "inv", "Breathe in"),
        ((TABLE,), 120_000, "Return", "rest", "Breathe freely"),
    ],
)
def test_each_phase_has_its_word_icon_and_breath(
    items: tuple[Item, ...], at: int, word: str, icon: str, breath: str
) -> None:
    moment = moment_at(scheduled(*items), at)
    assert moment is not None
    found = (phase_word(moment.segment), phase_icon(moment.segment), breath_word(moment))
    assert found == (word, icon, breath)


def test_a_move_is_called_as_the_exercise_calls_it_but_never_while_inverted() -> None:
    moves = [one for one in scheduled(*TWO_STEPS).segments if one.kind is SegmentKind.MOVE]
    assert [said_in(one) for one in moves[:2]] == ["Arch", "Round"]
    upside_down = [one for one in scheduled(step("table", hold=60, tilt=30)).segments if one.inverted]
    assert {said_in(one) for one in upside_down} == {""}


@pytest.mark.parametrize(
    ("items", "at", "line"),
    [
        (TWO_STEPS, 0, "2 reps"),
        (TWO_STEPS, 16_000, "Rep 2 of 2"),
        (TWO_STEPS, 61_000, "Left side \N{MIDDLE DOT} rep 1 of 2"),
        (TWO_STEPS, 160_000, "Right side \N{MIDDLE DOT} rep 2 of 2"),
        ((step("knees", hold=30, sets=3, rest=10),), 56_000, "Set 2 of 3"),
        ((CIRCUIT,), 1_000, "Round 1"),
        ((step("knees", hold=30),), 20_000, ""),
    ],
)
def test_the_line_tells_side_set_and_repetition_where_there_are_several(
    items: tuple[Item, ...], at: int, line: str
) -> None:
    moment = moment_at(scheduled(*items), at)
    assert moment is not None
    assert side_line(moment.step, moment.segment) == line


@pytest.mark.parametrize(
    ("items", "row", "at", "words"),
    [
        (TWO_STEPS, 0, 0, "Rest 0:20"),
        (TWO_STEPS, 0, 26_000, "Double knees to chest"),
        (TWO_STEPS, 1, 61_000, "Right side"),
        (TWO_STEPS, 1, 130_000, "Done"),
        ((step("cat"), MANUAL, SIDES), 0, 0, "<b>Shoes</b> & <img src=x>"),
        ((step("cat"), MANUAL, SIDES), 1, 15_000, "Double knees to chest"),
        ((SIDES, MANUAL), 0, 130_000, "<b>Shoes</b> & <img src=x>"),
        ((MANUAL,), 0, 0, "Done"),
        ((TABLE,), 0, 60_000, "Return"),
    ],
)
def test_next_is_the_next_other_thing(items: tuple[Item, ...], row: int, at: int, words: str) -> None:
    assert next_after(scheduled(*items), row, at).words == words


def test_a_screen_reader_hears_the_moment_in_sentences() -> None:
    schedule = scheduled(*TWO_STEPS)
    moment = moment_at(schedule, 61_000)
    assert moment is not None
    assert spoken(moment.step, moment, 124_000, next_after(schedule, 1, 61_000)) == (
        "Double knees to chest, left side \N{MIDDLE DOT} rep 1 of 2. "
        "Hold. Breathe in. 2:04 left. Next: Right side"
    )
