"""Reads a routine of 1,000 steps, and beside it parses the same text with nothing but tomllib."""

from __future__ import annotations

import gc
import time
import tomllib
from collections.abc import Callable

from studio.files.catalogue import load_catalogue
from studio.files.read import parse_routine
from studio.host.paths import resources_folder

STEPS, ROUNDS = 1_000, 15
EXERCISES = ("cat-cow", "childs-pose", "glute-bridge", "double-knees-to-chest", "supine-twist")
DOSES = ("reps = [1, 2]\nhold = 3\nrest = 2", "reps = 1\nhold = 3", 'reps = 1\npause = 1.5\nnote = "slowly"')
HEAD = 'format = 1\ntitle = "A long routine"\n\n[breath]\nin = 1.5\nout = 2\n'


def taken(work: Callable[[], object]) -> float:
    """Milliseconds of the processor; what others left behind is not cleared away meanwhile."""
    gc.collect()
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1e3


def long_text() -> str:
    """A fair mix of doses, as they are written by the program."""
    steps = (
        f'\n[[steps]]\nexercise = "{EXERCISES[row % len(EXERCISES)]}"\n{DOSES[row % len(DOSES)]}\n'
        for row in range(STEPS)
    )
    return HEAD + "".join(steps)


def main() -> None:
    """Print both times, in turns."""
    text = long_text()
    data = text.encode()
    catalogue, _problems = load_catalogue(resources_folder() / "exercises")
    assert len(parse_routine(data, "long", catalogue).routine.steps) == STEPS
    for _ in range(ROUNDS):
        ours = taken(lambda: parse_routine(data, "long", catalogue))
        print(f"{ours:.3f} {taken(lambda: tomllib.loads(text)):.3f}")


if __name__ == "__main__":
    main()
