"""Saves a routine of 1,000 steps: milliseconds of the processor, so that no disk is waited for."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench_long import long_routine

from studio.files.reopen import routine_to_save
from studio.files.save import save

ROUNDS = 15

with tempfile.TemporaryDirectory() as folder:
    path, routine = Path(folder) / "long.routine.toml", long_routine()
    for turn in range(ROUNDS):
        changed = replace(routine, title=f"Turn {turn}")
        before = time.process_time()
        text, _halves = routine_to_save(path, changed)
        save(path, text)
        print(f"{(time.process_time() - before) * 1e3:.3f}")
