"""However a file is damaged, it is read or refused in words; what is read can be written and read again."""

from __future__ import annotations

import re

from hypothesis import example, given, settings

from studio.core.compile import compile_schedule
from studio.files.errors import Level, RoutineFileError
from studio.files.read import Loaded
from studio.files.write import routine_text
from tests.files.damaging import CATALOGUE, damaged, read
from tests.making import TRANSITIONS

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@settings(max_examples=150)
@given(damaged())
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"[[steps]]\n" * 3_000)
def test_b48_a_damaged_file_is_a_routine_or_a_list_of_problems(data: bytes) -> None:
    found = read(data)
    assert any(p.level is Level.ERROR for p in found.problems) is isinstance(found, RoutineFileError)
    assert all(problem.message for problem in found.problems)
    assert all(problem.at.line is None or problem.at.line >= 1 for problem in found.problems)
    if isinstance(found, RoutineFileError):
        assert not CONTROLS.search(str(found))
        return
    compile_schedule(found.routine, CATALOGUE, TRANSITIONS)
    text = routine_text(found.routine)
    again = read(text.encode())
    assert isinstance(again, Loaded)
    assert again.routine == found.routine
    assert routine_text(again.routine) == text
