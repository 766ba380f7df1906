"""Earlier versions are kept, thinned with age, and never stand in the way of a save."""

from __future__ import annotations

import stat
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from studio.files.versions import MOST, Versions, thinned

HOUR = 3_600_000
DAY = 24 * HOUR


@given(st.lists(st.integers(0, 400 * DAY), unique=True, max_size=60), st.integers(0, DAY))
def test_never_too_many_and_the_newest_and_the_oldest_stay(moments: list[int], since: int) -> None:
    kept = thinned(moments, max(moments, default=0) + since)
    assert len(kept) == min(MOST, len(moments))
    assert set(kept) <= set(moments)
    assert kept == sorted(kept, reverse=True)
    assert not moments or (kept[0], kept[-1]) == (max(moments), min(moments))


def test_a_year_of_saves_leaves_many_of_the_last_hour_and_some_of_every_age() -> None:
    kept: list[int] = []
    for moment in range(0, 365 * DAY, 3 * HOUR):  # a save every three hours
        kept = thinned([moment, *kept], moment)
    now = 365 * DAY
    for step in range(60):  # and one a minute at the end
        moment = now + step * 60_000
        kept = thinned([moment, *kept], moment)
    ages = [(now + HOUR - moment) / HOUR for moment in kept]
    assert len(kept) == MOST
    assert sum(age <= 1 for age in ages) >= 4
    assert sum(1 < age <= 24 for age in ages) >= 2
    assert sum(24 < age <= 24 * 31 for age in ages) >= 3
    assert ages[-1] > 24 * 360


def test_versions_are_told_newest_first_and_the_same_text_is_kept_once(tmp_path: Path) -> None:
    versions, path = Versions(tmp_path / "kept"), tmp_path / "a.routine.toml"
    for now, data in ((1, b"one"), (2, b"two"), (3, b"one")):
        versions.keep(path, data, now)
    assert [(one.replaced, one.path.read_bytes()) for one in versions.of(path)] == [(2, b"two"), (1, b"one")]
    assert versions.of(tmp_path / "b.routine.toml") == ()


def test_a_clock_that_was_set_back_loses_no_version(tmp_path: Path) -> None:
    versions, path = Versions(tmp_path / "kept"), tmp_path / "a.routine.toml"
    for now, data in ((1_000, b"one"), (5, b"two")):
        versions.keep(path, data, now)
    assert [one.path.read_bytes() for one in versions.of(path)] == [b"two", b"one"]


def test_thirty_saves_leave_twenty_versions_which_only_this_account_reads(tmp_path: Path) -> None:
    versions, path = Versions(tmp_path / "kept"), tmp_path / "a.routine.toml"
    for number in range(30):
        versions.keep(path, b"%d" % number, number * HOUR)
    found = versions.of(path)
    assert len(found) == MOST
    assert (found[0].path.read_bytes(), found[-1].path.read_bytes()) == (b"29", b"0")
    assert stat.S_IMODE(found[0].path.parent.stat().st_mode) == 0o700
    assert len(list(found[0].path.parent.iterdir())) == MOST, "nothing else is left"


def test_a_link_and_its_file_have_the_same_versions(tmp_path: Path) -> None:
    versions, path = Versions(tmp_path / "kept"), tmp_path / "a.routine.toml"
    path.write_bytes(b"x")
    (tmp_path / "link").symlink_to(path)
    versions.keep(tmp_path / "link", b"one", 1)
    assert len(versions.of(path)) == 1


def test_a16_versions_that_cannot_be_kept_fail_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file, no folder", encoding="utf-8")
    versions = Versions(tmp_path / "kept")
    versions.keep(tmp_path / "a.routine.toml", b"one", 1)
    assert versions.of(tmp_path / "a.routine.toml") == ()
