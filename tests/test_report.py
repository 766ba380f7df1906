"""The report that is sent when something went wrong tells of the machine, and not of the person."""

from __future__ import annotations

import getpass
import platform
import sys
from pathlib import Path

import pytest

from studio.cli import main
from studio.host.state_place import state_folder

HOST = platform.node() or "nowhere"


def write_log(text: str, name: str = "studio.log") -> None:
    state_folder().mkdir(parents=True, exist_ok=True)
    (state_folder() / name).write_text(text, encoding="utf-8")


def test_the_report_tells_versions_and_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    write_log(
        "2026-11-21T03:00:00Z FAULT TypeError: 'int' object is not iterable\n    studio/app/x.py:12 f\n"
    )
    assert main(["report"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Spine Studio ")
    assert f"Python {platform.python_version()}" in told
    assert "PySide6-Essentials 6" in told
    assert "'int' object is not iterable\n    studio/app/x.py:12 f\n" in told


def test_the_report_names_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    home, user = Path.home(), getpass.getuser()
    write_log(
        f"WARNING qt: cannot read {home}/Patients/Anna Smith.routine.toml\n"
        "WARNING qt: cannot read /mnt/Anna Smith/evening.toml, for ever\n"
        "WARNING qt: cannot read C:\\Users\\Anna\\evening.toml\n"
        "WARNING qt: https://example.org/anna?who=me is no file\n"
        f"WARNING of {user} at {HOST} and {user}@{HOST}.local\n"
        '  File "/opt/anna/lib/python3.11/site-packages/numpy/core.py", line 3 in f\n'
        '  File "/home/anna/checkout/studio/app/x.py", line 3 in f\n'
    )
    main(["report"])
    told = capsys.readouterr().out
    for secret in ("Anna", "anna", "Smith", "evening", "example.org", user, HOST):
        assert secret not in told.partition("The log")[2], secret
    assert "site-packages/numpy/core.py" in told
    assert "studio/app/x.py" in told
    assert "cannot read ~" in told


def test_the_report_holds_the_end_of_a_long_log(capsys: pytest.CaptureFixture[str]) -> None:
    write_log("".join(f"INFO older {number}\n" for number in range(9_000)), "studio.1.log")
    write_log("INFO the last line\n")
    main(["report"])
    told = capsys.readouterr().out
    assert len(told) < 70_000
    assert told.endswith("INFO older 8999\nINFO the last line\n")
    assert "INFO older 1\n" not in told


def test_the_report_is_written_into_a_new_file_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.txt"
    assert main(["report", "--to", str(out)]) == 0
    assert "The log is empty." in out.read_text(encoding="utf-8")
    before = out.read_bytes()
    assert main(["report", "--to", str(out)]) == 1
    assert "a file of that name already" in capsys.readouterr().err
    assert out.read_bytes() == before


def test_the_report_needs_no_qt() -> None:
    assert "PySide6" not in (sys.modules["studio.cli.reporting"].__dict__)
