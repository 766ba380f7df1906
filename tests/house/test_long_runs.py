"""The long runs share their work among the cores, and one that fails is told."""

from __future__ import annotations

import pytest

from tests.long_runs import MINUTES, OPERATIONS, commands, run_together


@pytest.mark.parametrize("cores", [1, 2, 3])
def test_all_of_it_is_done(cores: int) -> None:
    fuzzing, storms = commands(cores)
    assert sum(float(words[-1]) for words in fuzzing) == pytest.approx(MINUTES)
    assert OPERATIONS <= sum(int(words[-1]) for words in storms) < OPERATIONS + cores


def test_one_that_fails_is_told_when_all_are_done() -> None:
    well, badly = ("-c", ""), ("-c", "raise SystemExit(3)")
    assert run_together([well, well])
    assert not run_together([well, badly, well])
