"""Random edits, drags, undo and redo of the sequence: `python -m tests.storms --operations 100000`.

The state machine of `tests/builder/test_sequence_model.py`, for longer than a run of all tests can wait.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test
from PySide6.QtWidgets import QApplication

from tests.builder.test_sequence_model import Storm

STEPS, BATCH = 100, 50
"""Operations in a row on one routine, and how many routines are taken at a time."""


class Counted(Storm):
    """Counts the operations; an invariant is looked at after each of them, and once before the first."""

    done = 0

    @invariant()
    def count(self) -> None:
        """One more."""
        Counted.done += 1


def main(words: Sequence[str]) -> int:
    """Go on until so many were made; a failure is raised with the operations that lead to it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--operations", type=int, default=100_000, help="how many; 100,000 where nothing is said"
    )
    wanted = parser.parse_args(words).operations
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    start = time.monotonic()
    long = settings(
        max_examples=BATCH, stateful_step_count=STEPS, database=None, deadline=None, derandomize=False,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    while Counted.done < wanted:
        run_state_machine_as_test(Counted, settings=long)
        app.processEvents()
        sys.stdout.write(f"{Counted.done} operations in {time.monotonic() - start:.0f} s, none wrong\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
