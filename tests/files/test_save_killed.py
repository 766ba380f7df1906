"""Killed at any moment of a save, the file is the old or the new one, whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TIMES = 300


def test_a01_killed_300_times_during_a_save(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.files.kill_saver", str(tmp_path), str(TIMES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found["broken"] == 0
    assert found["cut_short"] >= TIMES // 20, "enough kills fell into the middle of a save"
