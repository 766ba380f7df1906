"""Files of released versions are read as the same values for ever.

A release adds a file to `golden/` for what is new in it; no file there is ever changed.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from studio.core.routine import FORMAT
from studio.files.read import parse_routine, read_routine
from studio.files.write import routine_text

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("*.routine.toml"))
LEFT_OUT = {"uid", "written"}
"""What is no part of a value."""


def told(value: Any) -> Any:
    """A value as plain data, without what is not said and without angles of 0: joints may be added."""
    if is_dataclass(value):
        names = [field.name for field in fields(value) if field.name not in LEFT_OUT]
        said = {name: told(getattr(value, name)) for name in names}
        return {
            name: one for name, one in said.items() if one not in (None, "", [], {}) and repr(one) != "0.0"
        }
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple):
        return [told(item) for item in value]
    if hasattr(value, "items"):
        return {name: told(item) for name, item in value.items()}
    return value


def of(path: Path) -> Any:
    """What a golden file is read as."""
    loaded = read_routine(path)
    codes = [problem.code for problem in loaded.problems]
    return {"routine": told(loaded.routine), "newer": loaded.newer_format, "problems": codes}


def test_h118_there_is_one_for_each_format_that_was_released() -> None:
    formats = {int(path.name.partition("-")[0]) for path in FILES}
    assert {*range(1, FORMAT + 2)} <= formats, "and one for the next"
    assert {path.with_suffix("").with_suffix(".json") for path in FILES} == set(GOLDEN.glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.partition(".")[0])
def test_h118_a_file_of_a_released_version_is_read_as_ever(path: Path) -> None:
    kept = json.loads(path.with_suffix("").with_suffix(".json").read_text(encoding="utf-8"))
    found = of(path)
    assert found == kept
    assert json.dumps(found) == json.dumps(kept), "of the same types, in the same order"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.partition(".")[0])
def test_h118_and_written_without_a_loss(path: Path) -> None:
    routine = read_routine(path).routine
    text = routine_text(routine)
    again = parse_routine(text.encode(), path.name)
    assert again.routine == routine
    assert routine_text(again.routine) == text
    assert again.newer_format is (routine.format > FORMAT)
