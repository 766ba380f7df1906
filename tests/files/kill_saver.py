"""Saves in a child that is killed at any moment, again and again, and tells what was left: run by a test."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from studio.files.save import save

TEXTS = tuple(f"{letter * 79}\n" * 500 for letter in "ab")


def save_for_ever(path: Path, ready: int) -> None:
    """Save one text after the other, and say after the first."""
    turn = 0
    while True:
        save(path, TEXTS[turn % 2])
        if turn == 0:
            os.write(ready, b"!")
        turn += 1


def killed_once(path: Path, chance: random.Random, longest: float) -> None:
    """Start a child, let it save for a moment of any length, and kill it."""
    heard, ready = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        save_for_ever(path, ready)
    os.close(ready)
    os.read(heard, 1)
    until = time.perf_counter() + chance.random() * longest
    while time.perf_counter() < until:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(heard)


def main(folder: Path, times: int) -> None:
    """Kill a save so many times; tell how often the file was broken and how often a save was cut short."""
    path = folder / "a.routine.toml"
    chance = random.Random(20)
    start = time.perf_counter()
    for text in TEXTS:
        save(path, text)
    one_save = (time.perf_counter() - start) / len(TEXTS)
    broken = cut_short = 0
    for _ in range(times):
        killed_once(path, chance, 3 * one_save)
        broken += path.read_text(encoding="utf-8") not in TEXTS
        orphans = [entry for entry in folder.iterdir() if entry != path]
        cut_short += bool(orphans)
        for orphan in orphans:
            orphan.unlink()
    sys.stdout.write(json.dumps({"broken": broken, "cut_short": cut_short}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
