"""A file that is made to hurt costs at most a second and 200 MiB before it is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from studio.files.source import MOST_BYTES
from tests.fuzz_reader import WITHIN

ROOT = Path(__file__).parents[2]
HEAD = b'format = 1\ntitle = "T"\n'
ROUND = b'[[steps]]\ncircuit = "C"\nrounds = 99\n'
STEP = b'[[steps.steps]]\nexercise = "cat-cow"\nsets = 99\nreps = 999\nsides = "each"\n'


def filled(piece: bytes, head: bytes = HEAD) -> bytes:
    """As much of one piece as a file may hold."""
    return head + piece * ((MOST_BYTES - len(head)) // len(piece))


HOSTILE = {
    "too-large": b"#" * (MOST_BYTES + 1),
    "dotted": b"a" + b".a" * 20_000 + b" = 1",
    "dotted-often": b"\n".join(b"k%d.%sa = 1" % (row, b"a." * 1_000) for row in range(256)),
    "dotted-within": filled(b"[" + b"a." * 15 + b"a]\n")[:-1],
    "arrays": b"a = " + b"[" * 100_000,
    "tables": b"a = " + b"{a=" * 100_000,
    "brackets": filled(b"[["),
    "digits": HEAD + b"a = " + b"9" * 5_000,
    "hexadecimal": HEAD + b"a = 0x" + b"f" * 500_000,
    "rounds": HEAD + (ROUND + STEP * 100) * 50,
    "rounds-of-99": HEAD + (ROUND + STEP) * 3_000,
    "repetitions": filled(b'[[steps]]\nexercise = "cat-cow"\nsets = 99\nreps = 999\n'),
    "hours": filled(b'[[steps]]\nexercise = "cat-cow"\nhold = 7200\n'),
    "no-exercise": filled(b"[[steps]]\n"),
    "wrong-types": filled(b"[[steps]]\nexercise=1\nhold=true\nsides=[]\n"),
    "little-lists": filled(b"[],", HEAD + b"steps = ["),
    "little-lists-within": HEAD + b"note = [" + b"[]," * 59_900 + b"]\nsteps = 1",
    "little-tables-within": HEAD + b"note = [" + b"{}," * 59_900 + b"]\nsteps = 1",
    "keys-within": HEAD + b"".join(b"%x=1\n" % row for row in range(59_000)) + b"steps = 1",
    "headers-within": HEAD + b"".join(b"[%x]\n" % row for row in range(29_000)) + b"[title]",
    "circuits-within": HEAD + (b'[[steps]]\ncircuit="C"\n[[steps.steps]]\nhold=true\n') * 2_000,
    "little-tables": HEAD + b"steps = [" + b"{}," * 100_000 + b"]",
    "typos": HEAD + b"".join(b"step%d = 1\n" % row for row in range(35_000)) + b"steps = 3",
    "own-exercises": HEAD + b"".join(b"[exercise.e%d]\n" % row for row in range(20_000)),
    "quotes": filled(b'"', HEAD + b"a = "),
    "quotes-in-lines": filled(b'"" ', HEAD + b'a = """'),
    "backslashes": filled(b"\\", HEAD + b'a = "'),
    "escapes": HEAD + b'description = "' + b"\\U0001F9D8" * 50_000 + b'"',
    "marks": HEAD + b'description = "a' + "\u0301".encode() * 100_000 + b'"',
    "long-text": HEAD + b'note = 1\ndescription = "' + b"x" * 500_000 + b'"',
    "nul": b"\x00" * MOST_BYTES,
    "latin": HEAD + b"#" * 500_000 + b"\xff",
    "wide": "x = 1".encode("utf-16") * 20_000,
    "carriage-returns": b"\r" * MOST_BYTES,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(5_000_000_000)
    return tmp_path


def test_b25_b26_b27_b29_b31_b38_b48_each_hostile_file_costs_little(folder: Path) -> None:
    paths = sorted(folder.iterdir())
    words = [sys.executable, "-m", "tests.files.cheaply", *map(str, paths)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [name for name, _code, _took in told] == [path.name for path in paths]
    assert {name: code for name, code, _took in told if not code} == {}, "all of them are refused"
    assert {name: took for name, _code, took in told if took > WITHIN} == {}
