"""`check` and `show` answer without Qt: they run where there is none, and at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROUTINE = ROOT / "routines" / "home-basics.routine.toml"
HEAVY = {"PySide6", "shiboken6", "pyqtgraph", "numpy"}


def imported(*words: str) -> set[str]:
    """The libraries that the program loads to do what the words say."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "studio", *words],
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    names = re.findall(r"^import time:\s+\d+ \|\s+\d+ \|\s+(\w+)", done.stderr, re.MULTILINE)
    assert "studio" in names
    return set(names)


@pytest.mark.parametrize(
    "words", [("show", str(ROUTINE), "--json"), ("check", str(ROUTINE)), ("exercises",), ("--version",)]
)
def test_the_command_line_loads_no_qt(words: tuple[str, ...]) -> None:
    assert not imported(*words) & HEAVY
