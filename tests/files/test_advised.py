"""`check` prints advice with its place, its code and its remedy, and takes no exit status from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.cli import main

FILE = """\
format = 1
title = "Too much"

[[steps]]
exercise = "inversion-table"
hold = 100
tilt = 55
rest = 90

[[steps]]
circuit = "Turns"
rounds = 2
    [[steps.steps]]
    exercise = "supine-twist"
    sides = "left"
    [[steps.steps]]
    exercise = "childs-pose"
    hold = 15
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "much.routine.toml"
    made.write_text(FILE, encoding="utf-8")
    return made


def test_advice_names_the_line_the_key_and_the_code(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", str(path)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["line"], one["key"], one["code"]) for one in found] == [
        (7, "steps[0].tilt", "steep-tilt"),
        (15, "steps[1].steps[0].sides", "missing-side"),
        (18, "steps[1].steps[1].hold", "bent-breath"),
    ]
    assert {one["level"] for one in found} == {"advice"}
    assert all(one["file"] == str(path) for one in found)
    assert found[0]["message"].startswith("55\N{DEGREE SIGN} is steep: up to 30\N{DEGREE SIGN} is advised")
    assert "Use 30\N{DEGREE SIGN}. Source: Makers and dealers of inversion tables" in found[0]["message"]
    assert "7 Easy Exercises for Spinal Decompression" in found[1]["message"]


def test_advice_is_read_like_every_finding(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(path)]) == 0
    first, *_others, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{path}:7: steps[0].tilt: advice: 55\N{DEGREE SIGN} is steep")
    assert last == f"{path}: no errors"


def test_what_a_step_inherits_is_told_at_the_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "short.routine.toml"
    path.write_text(
        'format = 1\ntitle = "t"\n[[steps]]\nexercise = "headstand"\n[[steps]]\nexercise = "feet-on-couch"\n',
        encoding="utf-8",
    )
    assert main(["check", "--json", str(path)]) == 0
    (found,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (found["line"], found["key"], found["code"]) == (3, "steps[0].tilt", "steep-tilt")


def test_errors_and_advice_come_together_and_no_error_twice(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text(FILE.replace("childs-pose", "childs-pause"), encoding="utf-8")
    assert main(["check", "--json", str(path)]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["code"] for one in found] == ["unknown-exercise", "steep-tilt", "missing-side"]
