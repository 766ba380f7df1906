"""Fitting a breath into a hold: how many half-breaths, how far stretched, to the millisecond."""

from __future__ import annotations

from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.breath import BreathPattern, Half, Phase, halves_in, stretched
from tests.making import patterns

FOUR_SIX = BreathPattern(4_000, 0, 6_000, 0)
halves = st.sampled_from(Half)


def nominal(pattern: BreathPattern, first: Half, count: int) -> int:
    return sum(pattern.length_of(first if i % 2 == 0 else first.other) for i in range(count))


@pytest.mark.parametrize(
    ("length", "first", "last", "count"),
    [
        (20_000, Half.IN, Half.OUT, 4),
        (20_000, Half.IN, Half.IN, 5),  # 24 s is 1.2 away, 14 s is 1.43
        (60_000, Half.IN, Half.OUT, 12),
        (5_000, Half.OUT, Half.OUT, 1),
        (10_000, Half.OUT, Half.OUT, 0),  # 6 s and 16 s are both over 1.41 away
        (2_000, Half.IN, Half.OUT, 0),
        (0, Half.IN, Half.OUT, 0),
    ],
)
def test_known_holds(length: int, first: Half, last: Half, count: int) -> None:
    assert halves_in(length, FOUR_SIX, first, last) == count


@given(st.integers(0, 200_000), patterns, halves, halves)
def test_the_nearest_in_ratio_of_the_right_parity(
    length: int, pattern: BreathPattern, first: Half, last: Half
) -> None:
    found = halves_in(length, pattern, first, last)
    most = 2 + 2 * (length // min(pattern.length_of(Half.IN), pattern.length_of(Half.OUT)))
    fitting = {
        count: abs(log(length / nominal(pattern, first, count)))
        for count in range(1 if first is last else 2, most + 2, 2)
        if length and length**2 <= 2 * nominal(pattern, first, count) ** 2 <= 4 * length**2
    }
    if not fitting:
        assert found == 0
        return
    assert found in fitting
    assert fitting[found] <= min(fitting.values()) + 1e-9


def test_a_tie_goes_to_the_slower_breath() -> None:
    pattern = BreathPattern(1_000, 0, 2_500, 0)  # 3 halves last 4.5 s and 5 last 8 s: 6 s is 4/3 from both
    assert [halves_in(length, pattern, Half.IN, Half.IN) for length in (5_999, 6_000, 6_001)] == [3, 3, 5]


@given(st.integers(500, 200_000), patterns, halves, halves)
def test_phases_add_up_to_the_hold(length: int, pattern: BreathPattern, first: Half, last: Half) -> None:
    count = halves_in(length, pattern, first, last)
    if not count:
        return
    spans = stretched(length, pattern, first, count)
    assert (spans[0].start, spans[-1].end) == (0, length)
    assert all(a.end == b.start for a, b in pairwise(spans))
    starts = Phase.IN if first is Half.IN else Phase.OUT
    assert spans[0].phase is starts
    assert spans[-1].phase in ((Phase.IN, Phase.HOLD_IN) if last is Half.IN else (Phase.OUT, Phase.HOLD_OUT))
    factor = length / nominal(pattern, first, count)
    for span in spans:
        asked = {
            Phase.IN: pattern.inhale,
            Phase.HOLD_IN: pattern.hold_in,
            Phase.OUT: pattern.exhale,
            Phase.HOLD_OUT: pattern.hold_out,
        }[span.phase]
        assert abs((span.end - span.start) - asked * factor) <= 1


def test_a_zero_hold_is_no_phase() -> None:
    assert [span.phase for span in stretched(10_000, FOUR_SIX, Half.IN, 2)] == [Phase.IN, Phase.OUT]
    held = BreathPattern(4_000, 1_000, 6_000, 0)
    assert [span.phase for span in stretched(11_000, held, Half.IN, 2)] == [
        Phase.IN,
        Phase.HOLD_IN,
        Phase.OUT,
    ]
