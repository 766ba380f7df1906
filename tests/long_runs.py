"""What every change is put to for longer than a test has time, on all cores: `python -m tests.long_runs`.

Ten minutes of damaged files at the reader, and 100,000 operations of the sequence's state machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence

MINUTES, OPERATIONS = 10.0, 100_000


def commands(cores: int) -> Iterator[list[tuple[str, ...]]]:
    """What is run at the same time, one list after the other: each core takes its share."""
    minutes, operations = str(MINUTES / cores), str(-(-OPERATIONS // cores))
    yield [("-m", "tests.fuzz_reader", "--minutes", minutes)] * cores
    yield [("-m", "tests.storms", "--operations", operations)] * cores


def run_together(batch: Sequence[Sequence[str]]) -> bool:
    """Run programs at the same time, and wait for all of them; whether all went well."""
    started = [subprocess.Popen([sys.executable, *words]) for words in batch]
    codes = [one.wait() for one in started]
    return not any(codes)


def main() -> int:
    """Run them all; 1 where one has found something."""
    return 0 if all(run_together(batch) for batch in commands(os.cpu_count() or 1)) else 1


if __name__ == "__main__":
    sys.exit(main())
