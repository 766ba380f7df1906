"""The table of faults and the tests that show each survived: `python -m tests.faults` brings it up to date.

A test belongs to the cases whose numbers its name begins with: `test_b26_b27_nested_too_deeply`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TABLE = HERE / "faults.md"

_TEST = re.compile(r"^\s*(?:async )?def (test_\w+)", re.MULTILINE)
_NUMBERS = re.compile(r"test_((?:[a-h]\d{2,3}_)+)")
_NUMBER = re.compile(r"\d+")
_ROW = re.compile(r"\| (\d+) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|")


@dataclass(frozen=True, slots=True)
class Row:
    """A case: its number, what it is, the tests that show it, and what only a person can see."""

    number: int
    case: str
    tests: tuple[str, ...]
    person: str

    def __str__(self) -> str:
        tests = " ".join(f"`{name}`" for name in self.tests)
        return f"| {self.number} | {self.case} | {tests} | {self.person} |"


def numbers_of(name: str) -> set[int]:
    """The cases that a test's name begins with."""
    found = _NUMBERS.match(f"{name}_")
    return {int(number) for number in _NUMBER.findall(found[1])} if found else set()


def known_tests(folder: Path = HERE) -> Mapping[str, set[int]]:
    """Every test by its name, with the cases that it belongs to."""
    names = (
        name for path in sorted(folder.rglob("test_*.py")) for name in _TEST.findall(path.read_text("utf-8"))
    )
    return {name: numbers_of(name) for name in names}


def rows(text: str) -> Iterator[Row]:
    """The rows of the table."""
    for line in text.splitlines():
        if found := _ROW.fullmatch(line):
            number, case, tests, person = found.groups()
            yield Row(int(number), case.strip(), tuple(re.findall(r"`(\w+)`", tests)), person.strip())


def up_to_date(text: str, there: Mapping[str, set[int]]) -> str:
    """The table with the tests that there are."""
    lines = []
    for line in text.splitlines():
        for row in rows(line):
            names = tuple(sorted(name for name, numbers in there.items() if row.number in numbers))
            line = str(Row(row.number, row.case, names, row.person))
        lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(up_to_date(TABLE.read_text("utf-8"), known_tests()), "utf-8")
    sys.stdout.write(f"{TABLE} is up to date\n")
