"""Exercises that were parsed before: quicker, never different, and worth nothing when in doubt."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from studio import __version__
from studio.files.catalogue import load_catalogue
from studio.files.examine import load_shelf
from studio.files.parsed import MOST_KEPT
from studio.host.folders import cache_folder
from studio.host.paths import resources_folder

SHIPPED = resources_folder() / "exercises"
GOOD = 'id = "a"\nname = "%s"\nposture = "supine"\n[[cycle]]\nhold = true\n'


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is parsed."""
    texts: list[str] = []
    loads: Callable[[str], dict[str, Any]] = tomllib.loads

    def counted(text: str) -> dict[str, Any]:
        texts.append(text)
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", counted)
    return texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exercises"
    made.mkdir()
    (made / "a.toml").write_text(GOOD % "One", encoding="utf-8")
    return made


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "deep" / "exercises.json"


def name_in(folder: Path, kept: Path | None) -> str:
    catalogue, problems = load_catalogue(folder, kept)
    assert problems == ()
    return catalogue["a"].name


def test_what_was_parsed_is_not_parsed_again_and_is_the_same(kept: Path, parses: list[str]) -> None:
    plain, problems = load_catalogue(SHIPPED)
    first, first_problems = load_catalogue(SHIPPED, kept)
    before = len(parses)
    second, second_problems = load_catalogue(SHIPPED, kept)
    told = {problem.at.file for problem in problems}
    assert len(parses) - before == len(told), "only what there is something to say of"
    assert first == second == plain
    assert first_problems == second_problems == problems
    assert [one.written for one in second.values()] == [one.written for one in plain.values()]
    for one, other in zip(plain.values(), second.values(), strict=True):
        assert json.dumps(one.written) == json.dumps(other.written), "order of keys and style of numbers"


def test_a_changed_file_is_parsed_and_a_gone_one_forgotten(
    folder: Path, kept: Path, parses: list[str]
) -> None:
    name_in(folder, kept)
    stamp = (folder / "a.toml").stat()
    (folder / "a.toml").write_text(GOOD % "Two", encoding="utf-8")
    os.utime(folder / "a.toml", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert name_in(folder, kept) == "Two"
    assert len(parses) == 2
    assert b"One" not in kept.read_bytes()
    assert name_in(folder, kept) == "Two"
    assert len(parses) == 2


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "half": lambda data: data[: len(data) // 2],
    "a flipped letter": lambda data: data.replace(b"One", b"0ne"),
    "another version": lambda data: data.replace(__version__.encode(), b"99.0", 1),
    "not text": lambda _: bytes(range(256)),
    "a list": lambda _: _sealed(b"[]"),
    "no tables": lambda _: _sealed(b'{"a": 1}'),
    "no json": lambda _: _sealed(b"{"),
    "nested": lambda _: _sealed(b"[" * 100_000),
    "huge": lambda data: data + b" " * MOST_KEPT,
}


def _sealed(body: bytes) -> bytes:
    return f"{__version__} {sha256(body).hexdigest()}\n".encode() + body


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_is_passed_over_and_made_anew(
    folder: Path, kept: Path, damage: Callable[[bytes], bytes], parses: list[str]
) -> None:
    name_in(folder, kept)
    sound = kept.read_bytes()
    kept.write_bytes(damage(sound))
    assert name_in(folder, kept) == "One"
    assert len(parses) == 2
    assert kept.read_bytes() == sound
    assert [entry.name for entry in kept.parent.iterdir()] == [kept.name], "nothing is left beside it"


@pytest.mark.parametrize("wrong", [{"name": 7}, {"name": "Wrong", "summary": 5}])
def test_a_wrong_table_under_a_right_digest_is_not_believed(
    folder: Path, kept: Path, wrong: dict[str, Any]
) -> None:
    digest = sha256((folder / "a.toml").read_bytes()).hexdigest()
    table = {"id": "a", "posture": "supine", "cycle": [{"hold": True}], **wrong}
    kept.parent.mkdir(parents=True)
    kept.write_bytes(_sealed(json.dumps({digest: table}).encode()))
    assert name_in(folder, kept) == "One"
    assert name_in(folder, kept) == "One"
    assert b"One" in kept.read_bytes()


def test_where_nothing_can_be_kept_everything_is_read(
    folder: Path, tmp_path: Path, parses: list[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    for _ in range(2):
        assert name_in(folder, blocked / "exercises.json") == "One"
    assert len(parses) == 2
    (tmp_path / "exercises.json").mkdir()
    assert name_in(folder, tmp_path / "exercises.json") == "One"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["exercises", "exercises.json", "file"]


def test_problems_keep_their_lines(folder: Path, kept: Path) -> None:
    (folder / "b.toml").write_text('id = "b"\nname = "B"\nposture = "upside"\n[[cycle]]\nhold = true\n')
    (folder / "c.toml").write_text(
        'id = "c"\nname = "C"\nposture = "supine"\nreturns = 2020-01-01\n[[cycle]]\nhold = true\n'
    )
    told = []
    for _ in range(2):
        catalogue, problems = load_catalogue(folder, kept)
        assert set(catalogue) == {"a", "c"}
        told.append([(problem.at.file, problem.at.line, problem.code) for problem in problems])
    assert told[0] == told[1]
    assert ("c.toml", 4, "unknown-key") in told[0]
    assert any(file == "b.toml" and line == 3 for file, line, _code in told[0])


def test_the_shelf_keeps_both_folders_apart(tmp_path: Path, parses: list[str]) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.toml").write_text((GOOD % "Mine").replace('"a"', '"mine"'), encoding="utf-8")
    shelf = load_shelf(resources_folder(), own, cache_folder())
    before = len(parses)
    again = load_shelf(resources_folder(), own, cache_folder())
    assert again == shelf
    told = {problem.at.file for problem in shelf.problems}
    assert len(parses) - before == 1 + len(told), "the transitions, which are few"
    assert sorted(path.name for path in cache_folder().iterdir()) == ["exercises.json", "own-exercises.json"]
