"""The program as a process: hostile surroundings, crashes, and what is left of them in the log."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.host.single import TIMING
from studio.host.state_place import state_folder
from tests.desktop.programs import Program, until

ROOT = Path(__file__).parents[1]
ROUTINE = ROOT / "routines" / "home-basics.routine.toml"
PATIENCE = 60


def run(*words: str | Path, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    """Start Python offscreen, in this test's home, and wait for its end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **variables}
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=cwd, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


def log() -> str:
    return (state_folder() / "studio.log").read_text(encoding="utf-8")


FAILING = """
import studio.boot
from studio.cli import main

def failing(*_more):
    raise ZeroDivisionError("as wanted")

studio.boot.open_builder = failing
main([])
"""


def test_h113_without_streams_the_log_begins_with_the_first_line(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(FAILING, encoding="utf-8")
    closed = 'exec "$0" "$@" <&- >&- 2>&-'
    done = subprocess.run(
        ["sh", "-c", closed, sys.executable, str(script)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "ZeroDivisionError: as wanted" in log()


def test_h113_without_streams_the_window_opens(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-', sys.executable, "-m", "studio", str(ROUTINE)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", TIMING: "1"},
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, log()
    assert "FAULT" not in log()


def test_d77_a_platform_that_is_not_there_is_named_in_one_line(tmp_path: Path) -> None:
    done = run("-m", "studio", cwd=tmp_path, QT_QPA_PLATFORM="nowhere")
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert line.startswith("spine-studio: no window can be opened")
    assert "nowhere" in line


def test_a16_without_a_home_the_window_opens(tmp_path: Path) -> None:
    nowhere = "/proc/nowhere"
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    done = run(
        "-c", COMPLETING, ROUTINE, cwd=tmp_path, HOME=nowhere, **dict.fromkeys(names, f"{nowhere}/x")
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "FAULT" not in done.stderr
    assert "Traceback" not in done.stderr


COMPLETING = """
import sys
import studio.boot
from PySide6.QtCore import QTimer
from studio.cli import main

keep_safe = studio.boot._Program.keep_safe

def ending(program, desk):
    keep_safe(program, desk)
    desk.document.edit("Empty", type(desk.document.routine)("empty"))
    program._safekeeping.keep_all()
    QTimer.singleShot(0, lambda: program.app.exit(0))  # to quit would ask what to do with the edit

studio.boot._Program.keep_safe = ending
sys.exit(main(sys.argv[1:]))
"""

SEGFAULT = """
import ctypes
import studio.boot
from studio.cli import main

def failing(*_more):
    ctypes.string_at(0)

studio.boot.open_builder = failing
main([])
"""


def test_d72_a_crash_leaves_its_trace_in_the_log(tmp_path: Path) -> None:
    done = run("-c", SEGFAULT, cwd=tmp_path)
    assert done.returncode == -signal.SIGSEGV
    assert "Segmentation fault" in log()
    assert "in open_files" in log()


CRASHING = """
import os, sys
import studio.shell.desk
from studio.cli import main
from studio.shell.desk import Desk

shown, told = Desk.open, Desk.tell

def crashing(desk, path):
    shown(desk, path)
    if path is not None:
        os.abort()

def telling(desk, text):
    print(text, flush=True)
    told(desk, text)

Desk.open, Desk.tell = crashing, telling
main(sys.argv[1:])
"""


def test_a14_the_third_start_with_a_file_that_crashes_is_empty_and_names_it(tmp_path: Path) -> None:
    bad = tmp_path / "bad.routine.toml"
    bad.write_bytes(ROUTINE.read_bytes())
    for _crash in range(2):
        assert run("-c", CRASHING, bad, SPINE_STUDIO_TIMING="1").returncode == -signal.SIGABRT
    third = run("-c", CRASHING, bad, SPINE_STUDIO_TIMING="1")
    assert third.returncode == 0, third.stderr
    assert "bad.routine.toml" in third.stdout
    assert "ended twice" in third.stdout


PLANTED = "import os, pathlib\npathlib.Path(os.environ['MARKER']).write_text(__name__)\n"
MODULES = (
    "platformdirs",
    "tomli_w",
    "pyqtgraph",
    "numpy",
    "wakepy",
    "typing_extensions",
    "faulthandler",
    "json",
)


def plant(folder: Path) -> dict[str, str]:
    folder.mkdir()
    for name in MODULES:
        (folder / f"{name}.py").write_text(PLANTED, encoding="utf-8")
    return {"MARKER": str(folder.parent / "marker"), "PYTHONPATH": str(ROOT), TIMING: "1"}


def test_h115_a_module_planted_in_the_working_folder_is_not_imported(tmp_path: Path) -> None:
    variables = plant(tmp_path / "here")
    done = run("-m", "studio", ROUTINE, cwd=tmp_path / "here", **variables)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "marker").exists()
    alone = run("-c", "import json", cwd=tmp_path / "here", **variables)
    assert alone.returncode == 0
    assert (tmp_path / "marker").exists(), "the plant works where nobody guards the path"


COMMAND = "import sys\nfrom studio.__main__ import main\nif __name__ == '__main__':\n    sys.exit(main())\n"


def test_h115_a_module_planted_beside_the_command_is_not_imported(tmp_path: Path) -> None:
    variables = plant(tmp_path / "bin")
    (tmp_path / "bin" / "spine-studio").write_text(COMMAND, encoding="utf-8")
    done = run(tmp_path / "bin" / "spine-studio", ROUTINE, cwd=tmp_path, **variables)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "marker").exists()


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Program]:
    """A program that runs offscreen and listens for later starts."""
    started = start(tmp_path / "first.log")
    yield started
    started.end()


def start(log_file: Path, *words: str | Path) -> Program:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return Program.start((sys.executable, "-m", "studio", *words), environment, log_file, ROOT)


def listening_place() -> Path | None:
    places = [
        path for path in Path(os.environ["XDG_RUNTIME_DIR"]).iterdir() if stat.S_ISSOCK(path.stat().st_mode)
    ]
    return places[0] if places else None


def test_a18_a_second_start_ends_within_a_second_and_a_killed_one_leaves_no_trace(
    first: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = until(listening_place, "the first listens", says=lambda: first.said)
    took: list[float] = []
    for _turn in range(3):
        begun = time.monotonic()
        second = start(tmp_path / "second.log", ROUTINE)
        assert second.wait() == 0, second.said
        took.append(time.monotonic() - begun)
    assert min(took) < 1, took
    assert first.is_running
    first.process.kill()
    first.process.wait()
    assert place.exists()
    place.unlink()
    third = start(tmp_path / "third.log")
    until(listening_place, "the third is the first now", says=lambda: third.said)
    third.end()


def test_a18_tools_of_the_command_line_take_no_lock(first: Program) -> None:
    until(listening_place, "the first listens", says=lambda: first.said)
    done = run("-m", "studio", "check", ROUTINE)
    assert done.returncode == 0
    assert "no errors" in done.stdout


FEW_WINDOWS = """
import sys
import studio.boot
from studio.cli import main
from studio.shell.desk import Desk

told = Desk.tell

def telling(desk, text):
    print(desk.document.routine.title + ": " + text, flush=True)
    told(desk, text)

studio.boot.MOST_WINDOWS = 2
Desk.tell = telling
main(sys.argv[1:])
"""


@pytest.fixture
def routines(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"{name}.routine.toml" for name in ("one", "two", "three", "four")]
    for path in made:
        path.write_text(f'format = 1\ntitle = "{path.name[:3]}"\n', encoding="utf-8")
    return made


def test_a18_what_is_handed_over_while_all_windows_are_open_is_told(
    tmp_path: Path, routines: list[Path]
) -> None:
    one, two, three, four = routines
    words = (sys.executable, "-c", FEW_WINDOWS, one, two)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    first = Program.start(words, environment, tmp_path / "first.log", ROOT)
    try:
        until(listening_place, "the first listens", says=lambda: first.said)
        again = "Close one and open it again."
        expected = [f"three.routine.toml was not opened: 2 windows are open. {again}"]
        assert start(tmp_path / "second.log", three).wait() == 0
        until(lambda: expected[0] in first.said, "it is told", says=lambda: first.said)
        assert start(tmp_path / "third.log", one, three, four).wait() == 0
        again = "Close some and open them again."
        expected.append(f"three.routine.toml and 1 more were not opened: 2 windows are open. {again}")
        until(lambda: expected[1] in first.said, "it is told", says=lambda: first.said)
        told = [line.partition(": ")[2] for line in first.said.splitlines() if "not opened" in line]
        assert told == expected, "each once"
    finally:
        first.end()


def test_a45_more_files_than_windows_at_the_start_are_told_in_one_of_them(routines: list[Path]) -> None:
    done = run("-c", FEW_WINDOWS, *routines, SPINE_STUDIO_TIMING="1")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    todo = "Close some and open them again."
    assert line == f"two: three.routine.toml and 1 more were not opened: 2 windows are open. {todo}"
