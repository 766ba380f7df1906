"""The reader takes and refuses what TOML 1.0 does, apart from its own limits, and gets the same values."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from studio.files.errors import RoutineFileError
from studio.files.source import parse_source
from tests.files.toml_cases import INVALID, VALID

CORPUS = Path("/usr/share/gocode/src/github.com/BurntSushi/toml/internal/toml-test/tests")
"""Where the package golang-github-burntsushi-toml-dev of Debian and Ubuntu puts the cases of toml-test."""

LIST = "files-toml-1.0.0"
"""Later packages hold TOML 1.1 as well, and this list of the files for 1.0."""

LATER = {"valid/string/escape-esc.toml"}
"""TOML 1.1 in a package that has no such list."""


def corpus(folder: Path) -> list[str]:
    """The names of the cases in a folder, none where there is no such folder."""
    listed = folder / LIST
    if listed.is_file():
        names = listed.read_text(encoding="utf-8").split()
        return [name for name in names if name.endswith(".toml")]
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.toml"))
    return [name for name in names if name not in LATER]


def table(data: bytes) -> dict[str, Any]:
    return parse_source(data, "x").table


def is_refused(data: bytes) -> bool:
    """Whether bytes are refused, as they should be: with one error that has a line and a remedy."""
    try:
        table(data)
    except RoutineFileError as error:
        (problem,) = error.problems
        assert problem.message
        assert problem.at.line
        return True
    return False


def same(value: Any, told: Any) -> bool:
    """Whether a value is what the corpus says it is, in its own way of writing values."""
    if isinstance(told, dict) and told.keys() == {"type", "value"} and isinstance(told["value"], str):
        return _SAME[told["type"]](value, told["value"])
    if isinstance(told, dict):
        return (
            isinstance(value, dict)
            and value.keys() == told.keys()
            and all(same(value[key], told[key]) for key in told)
        )
    return isinstance(value, list) and len(value) == len(told) and all(map(same, value, told))


def _same_float(value: Any, told: str) -> bool:
    number = float(told)
    return isinstance(value, float) and (isnan(value) if isnan(number) else value == number)


def _same_moment(value: Any, told: str) -> bool:
    return isinstance(value, datetime) and value == datetime.fromisoformat(told)


_SAME: dict[str, Callable[[Any, str], bool]] = {
    "string": lambda value, told: value == told,
    "integer": lambda value, told: type(value) is int and value == int(told),
    "float": _same_float,
    "bool": lambda value, told: value is (told == "true"),
    "datetime": lambda value, told: _same_moment(value, told) and value.tzinfo is not None,
    "datetime-local": lambda value, told: _same_moment(value, told) and value.tzinfo is None,
    "date-local": lambda value, told: type(value) is date and value == date.fromisoformat(told),
    "time-local": lambda value, told: type(value) is time and value == time.fromisoformat(told),
}


@pytest.mark.parametrize("name", VALID)
def test_b49_what_toml_accepts_is_read_as_it_means_it(name: str) -> None:
    text, means = VALID[name]
    found = table(text.encode())
    assert found == means
    assert repr(found) == repr(means), "of the same types, in the same order"


@pytest.mark.parametrize("name", INVALID)
def test_b49_what_toml_refuses_is_refused(name: str) -> None:
    assert is_refused(INVALID[name])


def test_b49_the_public_corpus_where_the_system_has_it() -> None:
    names = corpus(CORPUS)
    assert len(names) > 300 or not CORPUS.exists(), "the folder is there and its cases are not"
    wrong = []
    for name in names:
        data = (CORPUS / name).read_bytes()
        if name.startswith("invalid/"):
            if not is_refused(data):
                wrong.append(f"{name} is read")
            continue
        told = json.loads((CORPUS / name).with_suffix(".json").read_bytes())
        try:
            if not same(table(data), told):
                wrong.append(f"{name} is read as something else")
        except RoutineFileError as error:
            wrong.append(f"{name} is refused: {error}")
    assert not wrong, "\n".join(wrong)


def test_b49_a_list_of_files_says_which_cases_count(tmp_path: Path) -> None:
    for name in ("valid/a.toml", "valid/string/escape-esc.toml", "invalid/b.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert corpus(tmp_path) == ["invalid/b.toml", "valid/a.toml"]
    (tmp_path / LIST).write_text("valid/a.toml\nvalid/a.json\n", encoding="utf-8")
    assert corpus(tmp_path) == ["valid/a.toml"]
    assert corpus(tmp_path / "nothing") == []
