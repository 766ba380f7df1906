"""`spine-studio fit`: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.host.paths import routines_folder
from tests.test_cli import run, shown

MIX = routines_folder() / "ten-minute-mix.routine.toml"


def test_fit_prints_the_total_and_every_change(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "fit", MIX, "--minutes", 11)
    assert (code, err) == (0, "")
    total, *changes = out.splitlines()
    assert total in {f"10:{second}" for second in range(55, 60)} | {f"11:0{second}" for second in range(6)}
    assert changes[0].startswith("Intensity 50 ")


def test_fit_writes_a_routine_of_that_time(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before, out = MIX.read_bytes(), tmp_path / "fitted.routine.toml"
    code, printed, err = run(capsys, "fit", MIX, "--minutes", "10:30", "--to", out, "--json")
    assert (code, err) == (0, "")
    found = json.loads(printed)
    assert list(found) == ["total_s", "changes"]
    assert abs(found["total_s"] - 630) <= 5
    assert shown(capsys, out)["total_s"] == found["total_s"]
    assert MIX.read_bytes() == before


def test_a_time_that_cannot_be_had_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "none.toml"
    code, printed, err = run(capsys, "fit", MIX, "--minutes", 40, "--to", out)
    assert (code, printed) == (1, "")
    assert err == "40:00 cannot be had. Between 9:00 and 11:38 can be had.\n"
    code, printed, err = run(capsys, "fit", MIX, "--minutes", 40, "--to", out, "--json")
    assert code == 1
    assert json.loads(printed) == {"message": "40:00 cannot be had. Between 9:00 and 11:38 can be had.",
                                   "shorter_s": 698.0, "longer_s": None}  # fmt: skip
    assert not out.exists()


def test_a_file_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _printed, err = run(capsys, "fit", MIX, "--minutes", 11, "--to", tmp_path / "no" / "where.toml")
    assert code == 1
    assert "Could not save where.toml" in err


@pytest.mark.parametrize("minutes", ["soon", "0", "-5", "12:75", "721", "nan"])
def test_what_is_no_time_is_wrong_usage(capsys: pytest.CaptureFixture[str], minutes: str) -> None:
    code, _printed, err = run(capsys, "fit", MIX, f"--minutes={minutes}")
    assert code == 2
    assert "write minutes, 12 or 12:30" in err


def test_a_damaged_file_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.routine.toml"
    bad.write_text("format = 1\n")
    code, printed, err = run(capsys, "fit", bad, "--minutes", 11)
    assert (code, printed) == (1, "")
    assert "title" in err
