"""Reads files one by one and tells of each what came of it and what it cost, with its own memory held down.

Started by a test as a program of its own: `python -m tests.files.cheaply FILE...`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from studio.files.errors import RoutineFileError
from studio.files.examine import Shelf, examine, load_shelf
from studio.host.paths import resources_folder
from tests.fuzz_reader import WITHIN, hold_memory

MOST_TRIES = 3
"""A busy machine makes the work of one program dearer: what takes too long is measured again."""


def _try(path: Path, shelf: Shelf) -> tuple[str, float]:
    start = time.process_time()
    try:
        examine(path, shelf.catalogue, shelf.transitions)
    except RoutineFileError as error:
        return error.problems[0].code, time.process_time() - start
    return "", time.process_time() - start


def main() -> int:
    """One line of JSON: for each file its name, the code of the first problem ("" when it opens), seconds."""
    shelf = load_shelf(resources_folder())
    hold_memory()
    told = []
    for path in map(Path, sys.argv[1:]):
        tries = [_try(path, shelf)]
        while tries[-1][1] > WITHIN and len(tries) < MOST_TRIES:
            tries.append(_try(path, shelf))
        told.append((path.name, *min(tries, key=lambda one: one[1])))
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
