"""A file that crashes the program at its start twice is left out once."""

from __future__ import annotations

from pathlib import Path

from studio.app.safe_start import SafeStart, not_opened


def test_a14_the_third_start_is_without_the_file(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.routine.toml", tmp_path / "good.routine.toml"
    folder = tmp_path / "starts"
    for _crash in range(2):
        assert SafeStart(folder).safe(bad)
    third = SafeStart(folder)
    assert not third.safe(bad)
    assert third.safe(good), "another file is not to blame"
    assert "bad.routine.toml" in not_opened(bad)
    assert SafeStart(folder).safe(bad), "it may be tried again"


def test_a14_a_start_that_went_well_is_forgotten(tmp_path: Path) -> None:
    folder, path = tmp_path / "starts", tmp_path / "a.routine.toml"
    for _start in range(5):
        start = SafeStart(folder)
        assert start.safe(path)
        start.went_well()
    assert list(folder.iterdir()) == []


def test_a16_without_a_place_for_notes_every_file_opens(tmp_path: Path) -> None:
    (tmp_path / "starts").touch()
    for _start in range(4):
        assert SafeStart(tmp_path / "starts").safe(tmp_path / "a.routine.toml")
