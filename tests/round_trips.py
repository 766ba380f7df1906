"""Random routines written and read again: `python -m tests.round_trips --count 1000000`.

Every routine comes of its number alone, so that one that fails can be made again: `--first 4711 --count 1`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from studio.core.breath import BreathPattern
from studio.core.dose import Dose, Sides
from studio.core.exercise import Element, Equipment, Exercise, Hold, Move, Posture
from studio.core.quantity import Range
from studio.core.routine import Circuit, Item, Routine, Step
from studio.files.kinds import LONGEST_TITLE
from studio.files.read import parse_routine
from studio.files.write import routine_text

LETTERS = (
    "abc XYZ09-_.",
    "\"'\\#=[]{},\t\n\r\x00\x07\x1f\x7f\x85\xa0\xad",
    "\u200b\u200d\u202e\u2028\u2066\ufeff\ufffe\u0301",
    "äßéåλЖאعहไ한漢🧘🏽\U0010ffff",
)
"""Usual ones; what TOML has to escape; what cannot be seen or turns a line around; the rest of the world."""

MOST_SECONDS = 7_200_000


def text(chance: Random, longest: int = 12) -> str:
    """A text of any letters, most often usual ones."""
    letters = LETTERS[0] if chance.random() < 0.6 else chance.choice(LETTERS)
    return "".join(chance.choice(letters) for _ in range(chance.randrange(1, longest + 1)))


def span(chance: Random, low: int, high: int, grain: int = 1) -> Range:
    """A number of whole grains, or a range of them."""
    first = chance.randint(low, high) * grain
    return Range(first, first if chance.random() < 0.5 else max(first, chance.randint(low, high) * grain))


def breath(chance: Random) -> BreathPattern:
    """A pattern to the millisecond."""
    return BreathPattern(
        chance.randint(500, 60_000), chance.choice((0, chance.randint(0, 60_000))),
        chance.randint(500, 60_000), chance.choice((0, chance.randint(0, 60_000))),
    )  # fmt: skip


def dose(chance: Random) -> Dose:
    """A dose of which anything may be left unsaid."""
    said: dict[str, Callable[[], Any]] = {
        "sets": lambda: span(chance, 1, 9),
        "reps": lambda: span(chance, 1, 20),
        "pause": lambda: span(chance, 0, 100, chance.choice((1, 500, 1_000))),
        "rest": lambda: span(chance, 0, 100, chance.choice((1, 500, 1_000))),
        "change": lambda: chance.randint(0, MOST_SECONDS),
        "prepare": lambda: chance.randint(0, MOST_SECONDS),
        "sides": lambda: chance.choice(list(Sides)),
        "tilt": lambda: span(chance, 0, 90_000),
        "manual": lambda: chance.random() < 0.5,
        "optional": lambda: chance.random() < 0.5,
        "note": lambda: text(chance, 60),
        "breath": lambda: breath(chance),
    }
    if chance.random() < 0.5:
        said["hold"] = lambda: span(chance, 0, 100, chance.choice((1, 500, 1_000)))
    else:
        said["breaths"] = lambda: span(chance, 1, 99)
    return Dose(**{key: make() for key, make in said.items() if chance.random() < 0.25})


def step(chance: Random) -> Step:
    """A step of an exercise that nobody need know."""
    return Step(text(chance), text(chance) if chance.random() < 0.2 else None, dose(chance))


def element(chance: Random) -> Element:
    """A move or a hold."""
    if chance.random() < 0.3:
        return Hold(chance.choice((None, chance.randint(0, MOST_SECONDS))), say=text(chance))
    return Move(
        text(chance), seconds=chance.randint(100, MOST_SECONDS), say=chance.choice(("", text(chance)))
    )


def own(chance: Random, row: int) -> Exercise:
    """An exercise that travels inside the routine."""
    cycle = tuple(element(chance) for _ in range(chance.randint(1, 3)))
    return Exercise(
        f"own {row}{text(chance)}",  # no step is called so: the limits of time are tested elsewhere
        text(chance),
        chance.choice(list(Posture)),
        cycle,
        equipment=tuple(chance.sample(list(Equipment), chance.randint(0, 2))),
        cues=tuple(text(chance, 40) for _ in range(chance.randint(0, 2))),
        dose=dose(chance),
    )


def routine(number: int) -> Routine:
    """The routine of a number; it keeps inside the limits of a file."""
    chance = Random(number)
    steps: list[Item] = []
    for _ in range(chance.randint(0, 3)):
        if chance.random() < 0.2:
            inner = tuple(step(chance) for _ in range(chance.randint(0, 2)))
            steps.append(Circuit(text(chance), chance.randint(1, 9), chance.randint(0, MOST_SECONDS), inner))
        else:
            steps.append(step(chance))
    return Routine(
        text(chance, LONGEST_TITLE),
        tuple(steps),
        author=chance.choice(("", text(chance))),
        description=chance.choice(("", text(chance, 200))),
        intensity=Fraction(chance.randint(0, 1_000), 1_000),
        breath=breath(chance) if chance.random() < 0.3 else BreathPattern(),
        exercises=tuple(own(chance, row) for row in range(chance.choice((0, 0, 0, 1, 2)))),
    )


def trip(number: int) -> None:
    """Write a routine and read it again; AssertionError where it is another one then."""
    one = routine(number)
    again = parse_routine(routine_text(one).encode(), "x").routine
    assert again == one, f"routine {number}"


def main(words: Sequence[str]) -> int:
    """As many trips as the command line says; the first that fails ends it."""
    parser = argparse.ArgumentParser(prog="tests.round_trips", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=0)
    known = parser.parse_args(words)
    start = time.monotonic()
    for number in range(known.first, known.first + known.count):
        trip(number)
        done = number + 1 - known.first
        if done % 100_000 == 0 or done == known.count:
            took = time.monotonic() - start
            sys.stdout.write(f"{done} routines written and read again, all equal, in {took:.0f} s\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
