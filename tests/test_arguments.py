"""Words on the command line that Qt would swallow, and files that are called like them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio.host.paths import routines_folder

ROOT = Path(__file__).parents[1]
ROUTINE = routines_folder() / "home-basics.routine.toml"


def studio(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Start the program in a folder that is its home as well; its status and what it says."""
    own = {"HOME": str(folder), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command, everything = [sys.executable, "-m", "studio", *words], {**os.environ, **own, **variables}
    return subprocess.run(
        command, cwd=folder, env=everything, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "words",
    [
        ("-platform", "x"),
        ("-stylesheet", "x"),
        ("-style", "x"),
        ("-qwindowtitle", "x"),
        ("-display", ":99"),
        ("--platform=x",),
        ("-plugin", "x"),
        ("-reverse",),
    ],
)
def test_b47_an_option_of_qt_is_none_of_ours(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = studio(tmp_path, *words, str(ROUTINE))
    assert done.returncode == 2
    assert f"unknown option '{words[0]}'" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("name", ["-style", "-platform", "--help", "-stylesheet=x.qss", "--"])
def test_b47_a_file_that_is_called_like_an_option_is_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(ROUTINE.read_bytes())
    for words in (("check", "--", name), ("check", f"./{name}")):
        done = studio(tmp_path, *words)
        assert (done.returncode, done.stderr) == (0, "")
        assert "no errors" in done.stdout
    done = studio(tmp_path, "--", name, SPINE_STUDIO_TIMING="1")
    assert done.returncode == 0, done.stderr
    assert "complete" in done.stderr
