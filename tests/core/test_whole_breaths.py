"""Which holds are whole breaths, and how the others are breathed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.breath import BreathPattern, Half, halves_in
from studio.core.breath_fit import breaths_in, nearest_whole_breath_hold, pacing_words, whole_breath_holds
from tests.making import patterns

CALM = BreathPattern(4_000, 0, 6_000, 0)
EVEN = BreathPattern(5_500, 0, 5_500, 0)


@pytest.mark.parametrize(
    ("hold", "around", "nearest"),
    [
        (45_000, (40_000, 50_000), 40_000),
        (46_000, (40_000, 50_000), 50_000),
        (40_000, (40_000, 40_000), 40_000),
        (3_000, (10_000, 10_000), 10_000),
        (0, (10_000, 10_000), 10_000),
    ],
)
def test_the_holds_around_one(hold: int, around: tuple[int, int], nearest: int) -> None:
    assert whole_breath_holds(hold, CALM) == around
    assert nearest_whole_breath_hold(hold, CALM) == nearest


@pytest.mark.parametrize(
    ("hold", "pattern", "words"),
    [
        (45_000, CALM, "5 breaths of 9 s fit 45 s"),
        (44_000, EVEN, "4 breaths of 11 s fit 44 s"),
        (12_500, CALM, "1 breath of 12.5 s fits 12.5 s"),
        (70_000, CALM, "7 breaths of 10 s fit 1:10"),
        (20_000, BreathPattern(2_000, 0, 5_000, 0), "3 breaths of 6.7 s fit 20 s"),
        (7_000, CALM, ""),
        (0, CALM, ""),
    ],
)
def test_how_a_hold_is_breathed_in_words(hold: int, pattern: BreathPattern, words: str) -> None:
    assert pacing_words(hold, pattern) == words


@given(st.integers(0, 7_200_000), patterns)
def test_the_nearest_is_one_of_the_two_around(hold: int, pattern: BreathPattern) -> None:
    below, above = whole_breath_holds(hold, pattern)
    assert below % pattern.length == above % pattern.length == 0
    assert pattern.length <= below <= above <= below + pattern.length
    assert below <= hold <= above or hold < pattern.length == below
    nearest = nearest_whole_breath_hold(hold, pattern)
    assert abs(nearest - hold) == min(abs(below - hold), abs(above - hold))


@given(st.integers(0, 600_000), patterns)
def test_whole_breaths_are_never_bent(hold: int, pattern: BreathPattern) -> None:
    nearest = nearest_whole_breath_hold(hold, pattern)
    assert breaths_in(nearest, pattern) * pattern.length == nearest
    assert breaths_in(hold, pattern) == halves_in(hold, pattern, Half.IN, Half.OUT) // 2
