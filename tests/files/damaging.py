"""Good files with parts cut out, doubled, moved or replaced, and what may come of reading them."""

from __future__ import annotations

import time

from hypothesis import strategies as st

from studio.files.catalogue import load_catalogue
from studio.files.errors import RoutineFileError
from studio.files.read import Loaded, parse_routine
from studio.host.paths import resources_folder, routines_folder

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


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file after one to four accidents."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        middle = draw(st.one_of(PIECES, st.binary(max_size=4), st.just(data[start:end] * 2)))
        data = data[:start] + middle + data[end:]
    return data


def read(data: bytes, within: float = 1.0) -> Loaded | RoutineFileError:
    """What comes of a file: a routine or an error that lists problems, `within` so many seconds of work."""
    start = time.process_time()
    try:
        return parse_routine(data, "x.routine.toml", CATALOGUE)
    except RoutineFileError as error:
        return error
    finally:
        took = time.process_time() - start
        assert took < within, f"reading took {took:.2f} s"
