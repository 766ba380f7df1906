"""However a file is damaged, it is read or refused in words; what is read can be written and read again."""

from __future__ import annotations

import re
import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio.core.compile import compile_schedule
from studio.files.catalogue import load_catalogue
from studio.files.errors import Level, RoutineFileError
from studio.files.read import Loaded, parse_routine
from studio.files.write import routine_text
from studio.host.paths import resources_folder, routines_folder
from tests.making import TRANSITIONS

CATALOGUE, _PROBLEMS = load_catalogue(resources_folder() / "exercises")
SEEDS = [path.read_bytes() for path in sorted(routines_folder().glob("*.toml"))]
SEEDS.append((routines_folder() / "README.md").read_bytes().split(b"```toml\n")[-1].partition(b"```")[0])
PIECES = st.sampled_from(
    (
        b"", b"[", b"]", b"[[", b"{", b"}", b'"', b"'", b'"""', b"\n", b"=", b"#", b",", b".", b"\\",
        b"\x00", b"\xff", b"-1", b"1e400", b"nan", b"true", b"99999999999999999999", b"2026-01-01", b"steps",
        b"[[steps.steps]]\n", b"\ncircuit = 'x'\n", b"rounds = 99\n", b"reps = [1, 999]\n", b"sets = 99\n",
        b"\n[exercise.x]\n", b"a." * 20, b"[" * 20, b"breath = { in = 60, out = 60 }\n", b"hold = 7200\n",
        b"manual = true\n", b"\xef\xbb\xbf",
    )
)  # fmt: skip

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file with parts cut out, doubled, moved or replaced."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        middle = draw(st.one_of(PIECES, st.binary(max_size=4), st.just(data[start:end] * 2)))
        data = data[:start] + middle + data[end:]
    return data


def read(data: bytes) -> Loaded | RoutineFileError:
    """What comes of a file, within a time."""
    start = time.process_time()
    try:
        return parse_routine(data, "x.routine.toml", CATALOGUE)
    except RoutineFileError as error:
        return error
    finally:
        assert time.process_time() - start < 2


@settings(max_examples=150)
@given(damaged())
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"[[steps]]\n" * 3_000)
def test_48_a_damaged_file_is_a_routine_or_a_list_of_problems(data: bytes) -> None:
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
