"""The table of faults names tests that there are, and leaves out no case of sections A and B."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import TABLE, Row, known_tests, numbers_of, rows, up_to_date

SAVING, FILES = range(1, 25), range(25, 50)
LATER = {17: "kiosk"}
"""Cases of what is not built yet, and what it is called."""


@pytest.fixture(scope="module")
def table() -> dict[int, Row]:
    found = list(rows(TABLE.read_text(encoding="utf-8")))
    assert len({row.number for row in found}) == len(found), "a case stands once"
    return {row.number: row for row in found}


def test_every_case_of_saving_and_of_files_has_its_tests(table: dict[int, Row]) -> None:
    assert {*SAVING, *FILES} <= table.keys()
    without = {number for number in (*SAVING, *FILES) if not table[number].tests}
    assert without == set(LATER)
    for number, what in LATER.items():
        assert what in table[number].person


def test_every_test_that_is_named_is_there(table: dict[int, Row]) -> None:
    there = known_tests()
    missing = {name for row in table.values() for name in row.tests if name not in there}
    assert missing == set(), "python -m tests.faults brings the table up to date"
    for row in table.values():
        assert [name for name in row.tests if row.number not in there[name]] == []


def test_each_row_says_what_the_case_is(table: dict[int, Row]) -> None:
    assert [row for row in table.values() if not row.case or not (row.tests or row.person)] == []


def test_the_numbers_of_a_test_stand_at_the_begin_of_its_name() -> None:
    assert numbers_of("test_b26_b27_nested_too_deeply") == {26, 27}
    assert numbers_of("test_h118") == {118}
    assert numbers_of("test_2000_steps") == numbers_of("test_a_file_of_b25") == set()


def test_a_table_is_brought_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text("def test_a01_killed() -> None: ...\n", encoding="utf-8")
    before = "# T\n\n| 1 | killed | `test_gone` |  |\n| 2 | cut | `test_gone` | pull the plug |\n"
    assert up_to_date(before, known_tests(tmp_path)) == (
        "# T\n\n| 1 | killed | `test_a01_killed` |  |\n| 2 | cut |  | pull the plug |\n"
    )
