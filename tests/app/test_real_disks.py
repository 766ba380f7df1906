"""Disks that are really full, read-only or pulled: the file stays whole, the edits are kept, one message."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.app.real_disks import PLAIN, SIZE

ROOT = Path(__file__).parents[2]
OWN_MOUNTS = (("unshare", "--mount"), ("unshare", "--user", "--map-root-user", "--mount"))
"""Ways to mounts of one's own that nobody else sees: of the administrator, and of everybody else."""

FILE = "floor.routine.toml"
SAFE = "Your last saved version is untouched and your changes are kept."
FULL = f"Could not save {FILE}: the disk is full. {SAFE} Free some space and save again."

Facts = dict[str, Any]


@pytest.fixture(scope="module")
def own_mounts() -> tuple[str, ...]:
    """The first of the ways that this system lets us go."""
    for way in OWN_MOUNTS:
        if subprocess.run([*way, "true"], check=False, capture_output=True).returncode == 0:
            return way
    raise AssertionError("this account may not mount anything, not even for itself")


def found(own_mounts: tuple[str, ...], case: str, folder: Path) -> list[Facts]:
    """What became of it all."""
    done = subprocess.run(
        [*own_mounts, sys.executable, "-m", "tests.app.real_disks", case, str(folder)],
        cwd=ROOT, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    facts: list[Facts] = json.loads(done.stdout)
    return facts


def is_kept(facts: Facts, steps: int = 1) -> bool:
    """Whether all that was built is there and counts as unsaved."""
    return facts["modified"] and facts["kept"] == ["Mine", steps] and not facts["saved"]


def test_a03_on_a_disk_that_is_full_nothing_is_lost(own_mounts: tuple[str, ...], tmp_path: Path) -> None:
    full, free = found(own_mounts, "full", tmp_path)
    assert full["told"] == [[f"{FILE} could not be saved.", FULL]]
    assert full["file"] == PLAIN
    assert full["beside"] == ["filler", FILE], "nothing half is left behind"
    assert is_kept(full)
    assert free["saved"]
    assert len(free["told"]) == 1
    assert 'title = "Mine"' in free["file"]


def test_a04_a_disk_that_takes_a_part_of_a_file_keeps_the_old_one(
    own_mounts: tuple[str, ...], tmp_path: Path
) -> None:
    (facts,) = found(own_mounts, "short", tmp_path)
    assert 0 < facts["taken"] < 200_000, "the system takes a part and calls it no error"
    assert facts["told"] == [[f"{FILE} could not be saved.", FULL]]
    assert facts["file"] == PLAIN
    assert facts["beside"] == [FILE]
    assert is_kept(facts, 200)


def test_a07_a_library_that_is_mounted_read_only_has_a_bar_and_save_becomes_save_as(
    own_mounts: tuple[str, ...], tmp_path: Path
) -> None:
    before, meanwhile = found(own_mounts, "read-only", tmp_path)
    assert before["barred"] == ["the file is read-only", ""]
    assert before["told"] == []
    assert meanwhile["barred"] == ["", "the file is read-only", ""], "it became so while it was open"
    ((_title, line),) = meanwhile["told"]
    assert line == f"Could not save {FILE}: the file is read-only. {SAFE} Save a copy in another place."
    for facts in (before, meanwhile):
        assert facts["asked"] == ["save mine.routine.toml"]
        assert facts["saved"]
        assert facts["copy"] == "Mine"
        assert facts["file"] == PLAIN
        assert facts["beside"] == [FILE]


def test_a11_a_stick_that_is_pulled_leaves_the_edits(own_mounts: tuple[str, ...], tmp_path: Path) -> None:
    empty, gone, copied = found(own_mounts, "pulled", tmp_path)
    missing = [f"{FILE} is not there any more. Save makes it again."]
    assert empty["unsaved"], "though it had been saved"
    assert empty["told"] == [missing]
    assert empty["saved"]
    assert empty["beside"] == [FILE]
    why = f"Could not save {FILE}: the folder is not there any more. {SAFE} Save a copy in another place."
    assert gone["unsaved"]
    assert gone["told"] == [missing, [f"{FILE} could not be saved.", why]]
    assert is_kept(gone, 2)
    assert copied["saved"]
    assert copied["copy"] == "Mine"
    assert not copied["modified"]


def test_d76_a_log_on_a_full_disk_falls_silent(own_mounts: tuple[str, ...], tmp_path: Path) -> None:
    (facts,) = found(own_mounts, "log", tmp_path)
    assert 0 < facts["size"] <= SIZE // 2
    assert facts["first"].startswith("1970-01-01T00:00:00Z INFO line 0 x")
    assert facts["end"].endswith("INFO again\n"), "it speaks again where there is room again"
