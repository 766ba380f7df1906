"""The command line: what it prints is a contract for scripts, and nothing of it needs a display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from studio import __version__
from studio.cli import main
from studio.host.paths import routines_folder

ROOT = Path(__file__).parents[1]
HOME_BASICS = routines_folder() / "home-basics.routine.toml"
MIX = routines_folder() / "ten-minute-mix.routine.toml"
BROKEN = 'format = 1\ntitle = "T"\n[[steps]]\nexercise = "cat-cow"\nhold = "20 minutes"\nrep = 3\n'
TABLE = """\
format = 1
title = "Over"

[[steps]]
exercise = "hang"
tilt = 30
hold = 60

[[steps]]
exercise = "hang"
manual = true
note = "as long\\nas you like"

[exercise.hang]
name = "Hang"
posture = "table"
equipment = ["table"]
cycle = [{ tilt = true }, { hold = true }, { tilt = 0 }]
"""


def routine(tmp_path: Path, text: str, name: str = "a.routine.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """A command in this process: exit code, what it printed, what it complained of."""
    try:
        code = main([str(word) for word in words])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def outside(*words: object, **more: Any) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, without a display."""
    environment = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
    environment["PYTHONWARNINGS"] = "error"
    command = [sys.executable, "-m", "studio", *(str(word) for word in words)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False, **more
    )


def shown(capsys: pytest.CaptureFixture[str], path: Path) -> dict[str, Any]:
    code, out, err = run(capsys, "show", path, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.mark.parametrize("path", [HOME_BASICS, MIX], ids=lambda path: path.stem)
def test_show_json_is_the_contract(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    found = shown(capsys, path)
    assert list(found) == [
        "title", "fingerprint", "total_s", "shortest_s", "longest_s", "manual_steps", "inverted_s",
        "steps", "segments", "breath", "cues",
    ]  # fmt: skip
    assert {key: type(value) for key, value in found.items()} == {
        "title": str, "fingerprint": str, "total_s": float, "shortest_s": float, "longest_s": float,
        "manual_steps": int, "inverted_s": float, "steps": list, "segments": list, "breath": list,
        "cues": list,
    }  # fmt: skip
    assert len(found["fingerprint"]) == 7
    assert found["shortest_s"] <= found["total_s"] <= found["longest_s"]
    assert list(found["steps"][0]) == ["index", "exercise", "name", "start_s", "end_s", "circuit", "round"]
    assert list(found["segments"][0]) == [
        "start_s", "end_s", "kind", "step", "set", "side", "rep", "tilt_from", "tilt_to",
        "pose_from", "pose_to",
    ]  # fmt: skip
    assert list(found["breath"][0]) == ["start_s", "end_s", "phase", "paced"]
    assert list(found["cues"][0]) == ["at_s", "kind", "text"]
    assert [step["index"] for step in found["steps"]] == list(range(len(found["steps"])))
    for part in ("steps", "segments"):
        edges = [(item["start_s"], item["end_s"]) for item in found[part]]
        assert (edges[0][0], edges[-1][1]) == (0.0, found["total_s"])
        assert all(a[1] == b[0] for a, b in pairwise(edges))
    assert all(isinstance(item["start_s"], float) for item in found["segments"] + found["breath"])


def test_show_json_of_a_table_and_a_manual_step(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = shown(capsys, routine(tmp_path, TABLE))
    assert (found["total_s"], found["inverted_s"], found["manual_steps"]) == (177.0, 72.0, 1)
    tilts = [(one["tilt_from"], one["tilt_to"]) for one in found["segments"]]
    assert tilts == [(0, 0), (0, 30), (30, 30), (30, 0), (0, 0)]
    assert found["segments"][-1]["kind"] == "return"


def test_show_is_a_table_to_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, "show", routine(tmp_path, TABLE))
    assert (code, err) == (0, "")
    lines = [line.rstrip() for line in out.splitlines()]
    assert lines[0] == "Over"
    assert lines[1].startswith("2:57 + 1 manual step, fingerprint ")
    assert lines[2:4] == ["Head-down for 1:12 of it.", "1 step waits for you and counts no time."]
    assert lines[5].split() == ["#", "start", "length", "exercise", "dose"]
    assert lines[6].split(maxsplit=4) == ["1", "0:00", "2:57", "Hang", "1:00, 30\N{DEGREE SIGN}"]
    assert lines[7].split(maxsplit=4) == ["2", "2:57", "manual", "Hang", "once"]
    assert [line.strip() for line in lines[8:]] == ["as long", "as you like"]


def test_show_tells_the_rounds_of_a_circuit(capsys: pytest.CaptureFixture[str]) -> None:
    _code, out, _err = run(capsys, "show", MIX)
    assert "      Curl and lift, round 2\n" in out
    assert "\N{EN DASH}" in out.splitlines()[1], "the range of the total"


def test_show_of_a_broken_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = routine(tmp_path, BROKEN)
    code, out, err = run(capsys, "show", path)
    assert (code, out) == (1, "")
    assert '"20 minutes" is not a number of seconds; write hold = 1200' in err
    code, out, err = run(capsys, "show", path, "--json")
    assert (code, err) == (1, "")
    assert [json.loads(line)["level"] for line in out.splitlines()] == ["error", "warning"]


def test_show_of_a_routine_without_steps(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = routine(tmp_path, 'format = 1\ntitle = "T"\n')
    code, out, err = run(capsys, "show", path)
    assert code == 0
    assert "There are no steps yet." in out
    assert "warning" in err
    assert shown_total(capsys, path) == 0.0


def shown_total(capsys: pytest.CaptureFixture[str], path: Path) -> float:
    code, out, _err = run(capsys, "show", path, "--json")
    assert code == 0
    total: float = json.loads(out)["total_s"]
    return total


def test_check_prints_every_finding_with_its_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = routine(tmp_path, BROKEN)
    code, out, err = run(capsys, "check", path, HOME_BASICS)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        f'{path}:5: steps[0].hold: "20 minutes" is not a number of seconds; write hold = 1200',
        f"{path}:6: steps[0].rep: warning: `rep`: did you mean `reps`?",
        f"{HOME_BASICS}: no errors",
    ]


def test_check_json_prints_one_object_per_finding(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = routine(tmp_path, BROKEN)
    missing = tmp_path / "missing.routine.toml"
    code, out, err = run(capsys, "check", "--json", path, missing, HOME_BASICS)
    assert (code, err) == (1, "")
    findings = [json.loads(line) for line in out.splitlines()]
    assert [list(one) for one in findings] == [["file", "line", "key", "level", "code", "message"]] * 3
    assert findings[0] == {
        "file": str(path),
        "line": 5,
        "key": "steps[0].hold",
        "level": "error",
        "code": "wrong-type",
        "message": '"20 minutes" is not a number of seconds; write hold = 1200',
    }
    assert [(one["file"], one["line"], one["level"]) for one in findings[1:]] == [
        (str(path), 6, "warning"),
        (str(missing), None, "error"),
    ]


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ('exercise = "cat-cwo"', "unknown-exercise"),
        ('exercise = "cat-cow"\npreset = "hold"', "unknown-preset"),
        ('exercise = "cat-cow"\nreps = 999\nsets = 99', "over-limit"),
        ('circuit = "C"\nrounds = 99\nrest = 7200\n[[steps.steps]]\nexercise = "cat-cow"', "over-limit"),
    ],
)
def test_check_knows_the_catalogue(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, step: str, code: str
) -> None:
    path = routine(tmp_path, f'format = 1\ntitle = "T"\n[[steps]]\n{step}\n')
    found, out, _err = run(capsys, "check", "--json", path)
    assert found == 1
    assert code in {json.loads(line)["code"] for line in out.splitlines()}
    assert run(capsys, "show", path)[0] == 1


def test_check_of_warnings_alone_is_fine(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = routine(tmp_path, 'format = 1\ntitle = "T"\ncolour = "red"\n')
    code, out, _err = run(capsys, "check", path)
    assert code == 0
    assert out.count("warning: ") == 2
    assert out.endswith(": no errors\n")


def test_exercises(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "exercises", "--json")
    assert code == 0
    found = {one["id"]: one for one in json.loads(out)}
    assert found["cat-cow"]["presets"] == ["breath-paced", "held"]
    assert found["glute-bridge"]["dose"] == "5 s \N{MULTIPLICATION SIGN} 10\N{EN DASH}15"
    code, out, _err = run(capsys, "exercises")
    assert code == 0
    assert "childs-pose " in out
    assert "preset arms-back: 8 breaths" in out


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["show"],
        ["show", "a", "b"],
        ["check", "a", "--jso"],
        ["render", "a"],
        ["play"],
        ["-platform", "offscreen"],
        ["-stylesheet", "x"],
        ["-style"],
        ["--nonsense"],
        ["-5"],
        ["-"],
        ["check", "-5"],
        ["play", "a", "-style"],
        ["play", "--", "a", "b"],
        ["--json"],
    ],
    ids=" ".join,
)
def test_47_wrong_usage_is_2_and_never_reaches_qt(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    for opening in ("_open", "_play", "_render"):
        monkeypatch.setattr(f"studio.cli.commands.{opening}", lambda _options: 0)
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith("usage: spine-studio")


def test_a_file_that_is_named_like_an_option(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    routine(tmp_path, HOME_BASICS.read_text(encoding="utf-8"), "-style")
    assert run(capsys, "check", "--", "-style")[0] == 0
    assert run(capsys, "check", "./-style")[0] == 0


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, f"Spine Studio {__version__}\n", "")
    code, out, _err = run(capsys, "--help")
    assert code == 0
    for command in ("check", "show", "play", "exercises", "render"):
        assert f"\n  {command} " in out


@pytest.mark.parametrize(
    ("text", "words"),
    [(BROKEN, "20 minutes"), ('format = 1\ntitle = "T"\n', "no steps"), ("format = 1\n[", "")],
)
def test_play_refuses_what_cannot_be_played_before_any_window(tmp_path: Path, text: str, words: str) -> None:
    done = outside("play", routine(tmp_path, text))
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


IMPORTS = """
import sys
from studio.cli import main
code = main(sys.argv[1:])
heavy = {"PySide6", "shiboken6", "numpy", "pyqtgraph", "wakepy", "studio.boot"}
print(sorted(heavy & set(sys.modules)), code, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [["check", HOME_BASICS], ["show", HOME_BASICS], ["show", MIX, "--json"], ["exercises"]],
    ids=lambda words: str(words[0]),
)
def test_no_qt_and_no_numpy_is_imported(words: list[object]) -> None:
    command = [sys.executable, "-c", IMPORTS, *(str(word) for word in words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == "[] 0\n"
    assert done.stdout


def test_what_would_act_on_a_terminal_is_written_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = HOME_BASICS.read_text(encoding="utf-8").replace("Four basics", "\\u001b[2J\\u202eFour")
    path = routine(tmp_path, text.replace("reps = 9", 'reps = 9\nnote = "\\u0007"'), "a\x1bb.routine.toml")
    for words in (("show",), ("check",)):
        _code, out, err = run(capsys, *words, path)
        assert not {"\x1b", "\u202e", "\x07"} & set(out + err)
    _code, out, _err = run(capsys, "show", path)
    assert out.startswith("\\x1b[2J\\u202eFour")


def test_a_terminal_that_lacks_a_character() -> None:
    done = outside("exercises", encoding="utf-8", errors="strict")
    assert "\N{EN DASH}" in done.stdout
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "studio", "exercises"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert "\\u2013" in done.stdout


def test_an_answer_that_nobody_reads() -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        command = [sys.executable, "-m", "studio", "show", str(HOME_BASICS), "--json"]
        done = subprocess.run(
            command, cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (1, "")


def test_an_answer_that_cannot_be_written() -> None:
    command = [sys.executable, "-m", "studio", "show", str(HOME_BASICS)]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "spine-studio: the answer could not be written: No space left on device\n"


def test_without_a_console_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["check", str(HOME_BASICS)]) == 0
