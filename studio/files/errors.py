"""What is wrong with a file: where, how bad, and what to do about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum

from studio.core.frozen import frozen

KeyPath = tuple[str | int, ...]
"""The way to a value in a file: names of keys, and rows of lists from 0 on."""

SHOWN = 60
"""Characters of a wrong value that a message repeats."""

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_MISLEADING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Level(StrEnum):
    """How bad a problem is: an error refuses the file, a warning and an advice do not."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@frozen
class Location:
    """A place in a file; prints as `neck.routine.toml:14: steps[2].hold`.

    `line` counts from 1 and is None where the file could not be read; `key` is empty for the whole file.
    """

    file: str
    line: int | None = None
    key: str = ""

    def __str__(self) -> str:
        line = "" if self.line is None else f":{self.line}"
        key = f": {visible(self.key)}" if self.key else ""
        return f"{visible(self.file)}{line}{key}"


@frozen
class Problem:
    """One finding. `code` is stable, so that programs can go by it; `message` ends with the remedy."""

    at: Location
    level: Level
    code: str
    message: str

    def __str__(self) -> str:
        level = "" if self.level is Level.ERROR else f"{self.level}: "
        return f"{self.at}: {level}{visible(self.message)}"


class RoutineFileError(Exception):
    """A file that cannot be used, with everything that is wrong with it, by line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.at.line or 0))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def key_text(path: KeyPath) -> str:
    """A key path as it is written: `steps[2].hold`; rows count from 0."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            name = part if _BARE.match(part) else json.dumps(shortened(part), ensure_ascii=False)
            text += f".{name}" if text else name
    return text


def shortened(text: str) -> str:
    """The text, cut where it is longer than a message can hold."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "\N{HORIZONTAL ELLIPSIS}"


def visible(text: str) -> str:
    """The text with control characters and changes of direction written out: none acts on a screen."""
    return _MISLEADING.sub(lambda found: ascii(found[0])[1:-1], text)


def shown(value: object) -> str:
    """A value of a file as a message repeats it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(shortened(value), ensure_ascii=False)
        case int():
            return str(value) if abs(value) < 10**SHOWN else "a number of very many digits"
        case float():
            return repr(value)
        case list():
            return "a list"
        case dict():
            return "a table"
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return "this"
