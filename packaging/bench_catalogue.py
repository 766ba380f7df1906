"""Reads all exercises as a start does, and beside it parses the same files with nothing but tomllib."""

from __future__ import annotations

import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from studio.files.catalogue import load_catalogue
from studio.host.paths import resources_folder

ROUNDS = 15
FOLDER = resources_folder() / "exercises"


def taken(work: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1e3


def parse() -> None:
    """What no reader of the files themselves can do without."""
    for path in sorted(FOLDER.glob("*.toml")):
        tomllib.loads(path.read_text(encoding="utf-8"))


def read(kept: Path) -> None:
    """What the program does; the first time it keeps what it has parsed."""
    catalogue, problems = load_catalogue(FOLDER, kept)
    assert catalogue, problems


with tempfile.TemporaryDirectory() as folder:
    kept = Path(folder) / "exercises.json"
    read(kept)
    for _ in range(ROUNDS):
        print(f"{taken(lambda: read(kept)):.3f} {taken(parse):.3f}")
