"""The reader under fire: `python -m tests.fuzz_reader --minutes 10`.

Atheris, where it is installed, looks for files by the branches that they take; else hypothesis makes them up.
Only two things may come of a file: a routine, or an error that lists what is wrong with it, after at most
one second of work and in at most 200 MiB more than there was before.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from studio.files.errors import Level, RoutineFileError
from studio.files.write import routine_text
from tests.files.damaging import SEEDS, damaged, read

WITHIN = 1.0
MOST_MEMORY = 200 * 1024 * 1024
"""Seconds, and bytes, that a file may take."""

BATCH = 500


def shot(data: bytes) -> None:
    """One file; AssertionError, or the reader's own, where it is neither read nor refused properly."""
    found = read(data, WITHIN)
    assert any(p.level is Level.ERROR for p in found.problems) is isinstance(found, RoutineFileError)
    if isinstance(found, RoutineFileError):
        return
    text = routine_text(found.routine)
    again = read(text.encode(), WITHIN)
    assert not isinstance(again, RoutineFileError), "what was read is written as it cannot be read"
    assert again.routine == found.routine
    assert routine_text(again.routine) == text


def hold_memory(most: int = MOST_MEMORY) -> bool:
    """Refuse this process more than `most` bytes beyond what it has; False where the system cannot."""
    statm = Path("/proc/self/statm")
    if not statm.is_file():
        return False
    resource = importlib.import_module("resource")  # POSIX alone has it
    now = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (now + most, hard))
    return True


def by_hypothesis(seconds: float, clock: Callable[[], float] = time.monotonic) -> int:
    """Shoot for so many seconds; how often it was."""
    shots = 0

    # Each batch is new; what fails is made small before it is told.
    @settings(
        max_examples=BATCH,
        database=None,
        deadline=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(damaged())
    def volley(data: bytes) -> None:
        nonlocal shots
        shots += 1
        shot(data)

    end = clock() + seconds
    while clock() < end:
        volley()
    return shots


def by_atheris(seconds: float) -> int:
    """Hand over to Atheris, which ends the process by itself."""
    atheris = importlib.import_module("atheris")
    atheris.instrument_all()
    corpus = Path("build") / "fuzz"
    corpus.mkdir(parents=True, exist_ok=True)
    for index, seed in enumerate(SEEDS):
        (corpus / f"seed-{index}").write_bytes(seed)
    words = [sys.argv[0], f"-max_total_time={seconds:.0f}", "-max_len=600000", "-rss_limit_mb=1024"]
    atheris.Setup([*words, str(corpus)], shot)
    atheris.Fuzz()
    return 0


def main(words: Sequence[str]) -> int:
    """Fuzz for as long as the command line says; anything that is found ends it with a traceback."""
    parser = argparse.ArgumentParser(prog="tests.fuzz_reader", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    seconds = 60 * parser.parse_args(words).minutes
    if importlib.util.find_spec("atheris"):
        return by_atheris(seconds)
    held = "at most 200 MiB each" if hold_memory() else "memory not limited here"
    shots = by_hypothesis(seconds)
    sys.stdout.write(f"{shots} files by hypothesis, at most {WITHIN:g} s and {held}: nothing found\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
