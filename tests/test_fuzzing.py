"""The share of fuzzing and of round trips that every run of the tests does; `dev.py fuzz` does the rest."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from studio.core.dose import Dose
from studio.files.errors import RoutineFileError
from studio.files.write import routine_text
from tests import fuzz_reader, round_trips
from tests.files.damaging import SEEDS

ROOT = Path(__file__).parents[1]
MINUTES = 0.5
TRIPS = 3_000
FIRST = 10_000_000
"""Where other numbers than those of the long run begin."""


def started(module: str, *words: str) -> str:
    """What a program of the tests says that ends well."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.timeout(300)
def test_b48_fuzzed_for_half_a_minute() -> None:
    assert started("tests.fuzz_reader", "--minutes", str(MINUTES)).endswith("nothing found\n")


@pytest.mark.timeout(300)
def test_a23_random_routines_there_and_back() -> None:
    first = FIRST + random.randrange(1_000_000) * TRIPS
    said = started("tests.round_trips", "--first", str(first), "--count", str(TRIPS))
    assert said.startswith(f"{TRIPS} routines written and read again, all equal")


def test_a_routine_is_always_that_of_its_number() -> None:
    assert round_trips.routine(17) == round_trips.routine(17)
    assert round_trips.routine(17) != round_trips.routine(18)
    assert any(step.dose != Dose() for number in range(20) for step in round_trips.routine(number).walk())


def test_a_reader_that_breaks_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in SEEDS:
        fuzz_reader.shot(seed)

    def broken(_data: bytes, _within: float) -> RoutineFileError:
        return RoutineFileError([])

    monkeypatch.setattr(fuzz_reader, "read", broken)
    with pytest.raises(AssertionError):
        fuzz_reader.shot(SEEDS[0])


def test_a_writer_that_loses_something_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = routine_text(round_trips.routine(1))
    monkeypatch.setattr(round_trips, "routine_text", lambda _routine: lost)
    round_trips.trip(1)
    with pytest.raises(AssertionError, match="routine 2"):
        round_trips.trip(2)
