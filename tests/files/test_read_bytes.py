"""What is no TOML file, or too much of one, is refused with a plain message and without waiting."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.files.errors import Problem, RoutineFileError
from studio.files.read import parse_routine, read_routine
from studio.files.source import MOST_BYTES

GOOD = b'format = 1\ntitle = "T"\n\n[[steps]]\nexercise = "cat-cow"\n'


def refused(data: bytes) -> Problem:
    """The one problem of bytes that cannot be read at all."""
    with pytest.raises(RoutineFileError) as caught:
        parse_routine(data, "x.routine.toml")
    (problem,) = caught.value.problems
    assert problem.message
    return problem


def file_refused(path: Path) -> Problem:
    with pytest.raises(RoutineFileError) as caught:
        read_routine(path)
    (problem,) = caught.value.problems
    assert problem.at.file == path.name
    return problem


def test_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "a.routine.toml"
    path.write_bytes(GOOD)
    loaded = read_routine(path)
    assert loaded.routine.title == "T"
    assert loaded.problems == ()
    assert not loaded.has_comments
    assert loaded.digest == parse_routine(GOOD, "b").digest != parse_routine(GOOD + b"\n", "b").digest


def test_b25_over_the_limit(tmp_path: Path) -> None:
    filler = MOST_BYTES - len(GOOD) - 2
    assert parse_routine(GOOD + b"#" * filler + b"\n\n", "x").has_comments
    assert refused(GOOD + b"#" * filler + b"\n\n\n").code == "over-limit"
    sparse = tmp_path / "sparse.routine.toml"
    with sparse.open("wb") as file:
        file.truncate(5_000_000_000)
    start = time.process_time()
    assert file_refused(sparse).code == "over-limit"
    assert time.process_time() - start < 1


def test_b25_a_file_that_grows_is_counted_by_what_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.routine.toml"
    path.write_bytes(GOOD)
    given = 0

    def endless(_handle: int, count: int) -> bytes:
        nonlocal given
        given += count
        return b"#" * count

    with monkeypatch.context() as growing:
        growing.setattr(os, "read", endless)
        problem = file_refused(path)
    assert problem.code == "over-limit"
    assert given == MOST_BYTES + 1


@pytest.mark.parametrize(
    "text", [f"a = {'[' * 100_000}", "a = " + "{a=" * 100_000, "a" + ".a" * 20_000 + " = 1"]
)
def test_b26_b27_nested_or_dotted_too_deeply(text: str) -> None:
    start = time.process_time()
    problem = refused(b"format = 1\n" + text.encode())
    assert time.process_time() - start < 0.2
    assert (problem.code, problem.at.line) == ("over-limit", 2)
    assert problem.at.key.startswith("a")


@pytest.mark.parametrize(
    ("number", "data", "code", "line", "words"),
    [
        (28, b"title = '\xff'", "not-utf8", 1, "0xff is no UTF-8 (byte 9"),
        (28, b"format = 1\ntitle = '\xed\xa0\x80'", "not-utf8", 2, "0xed"),
        (28, "format = 1".encode("utf-16"), "not-utf8", 1, "UTF-16"),
        (28, b"format = 1\ntitle = '\x00'", "syntax", 2, "control character"),
        (28, b"\x00\x00", "syntax", 1, ""),
        (29, b"format = 1\nintensity = " + b"9" * 5_000, "over-limit", 2, "5000 characters"),
        (29, b"format = 0x" + b"f" * 400_000, "over-limit", 1, "characters"),
        (30, b"format = 1\ntitle = ", "syntax", 2, "quotation marks"),
        (32, b"format = 1\ntitle = Hello", "syntax", 2, 'put text in quotation marks, "like this"'),
        (32, b'format = 1\ntitle = "Hello', "syntax", 2, ""),
        (32, b'format = 1\ntitle "Hello"', "syntax", 2, "write key = value"),
        (32, b"format = 1\nx = 2026-02-31", "syntax", 2, ""),
        (34, b"format = 1\ntitle = 'a'\ntitle = 'b'", "syntax", 3, "already there"),
        (34, b"[a]\nb = 1\n[a]\nc = 1", "syntax", 3, "already there"),
        (34, b"a = [1, 2", "syntax", 1, "close it with ]"),
    ],
)
def test_b28_b29_b30_b32_b34_no_toml(number: int, data: bytes, code: str, line: int, words: str) -> None:
    problem = refused(data)
    assert (problem.code, problem.at.line) == (code, line)
    assert words in problem.message
    assert len(problem.message) < 200


def test_b28_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    loaded = parse_routine(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n"), "x")
    assert loaded.routine == parse_routine(GOOD, "x").routine


def test_a_line_of_a_windows_file_is_counted_once() -> None:
    with pytest.raises(RoutineFileError) as caught:
        parse_routine(b"format = 1\r\ntitle = 3\r\nsteps = [{ exercise = 'a' }]\r\n", "x")
    assert caught.value.problems[0].at.line == 2


def test_a09_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    fifo = tmp_path / "a.routine.toml"
    os.mkfifo(fifo)
    answers: list[Problem] = []
    thread = threading.Thread(target=lambda: answers.append(file_refused(fifo)), daemon=True)
    thread.start()
    thread.join(1)
    if thread.is_alive():  # let it go before the test fails
        os.close(os.open(fifo, os.O_WRONLY | os.O_NONBLOCK))
    assert [problem.code for problem in answers] == ["not-a-file"]
    assert file_refused(tmp_path).code == "not-a-file"
    assert file_refused(Path("/dev/zero")).code == "not-a-file"


def test_a_file_that_becomes_a_fifo_between_look_and_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.routine.toml"
    path.write_bytes(GOOD)
    opened = os.open

    def swapped(name: Path, flags: int) -> int:
        name.unlink()
        os.mkfifo(name)
        return opened(name, flags)

    monkeypatch.setattr(os, "open", swapped)
    assert file_refused(path).code == "not-a-file"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda _path: None, "no-file"),
        (lambda path: path.symlink_to("nowhere"), "no-file"),
        (lambda path: path.symlink_to(path.name), "unreadable"),
    ],
    ids=("missing", "dangling", "circular"),
)
def test_what_is_not_there(tmp_path: Path, make: Callable[[Path], None], code: str) -> None:
    path = tmp_path / "a.routine.toml"
    make(path)
    problem = file_refused(path)
    assert problem.code == code
    assert problem.at.line is None


def test_a_name_that_no_disk_takes() -> None:
    with pytest.raises(RoutineFileError):
        read_routine(Path("a\0b.routine.toml"))
    with pytest.raises(RoutineFileError):
        read_routine(Path("x" * 300))


@pytest.mark.parametrize("call", range(3))
def test_a05_an_error_of_the_disk_at_any_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    path = tmp_path / "a.routine.toml"
    path.write_bytes(GOOD * 2_000)
    calls = 0
    read = os.read

    def failing(handle: int, count: int) -> bytes:
        nonlocal calls
        calls += 1
        if calls > call:
            raise OSError(errno.EIO, "Input/output error")
        return read(handle, count)

    monkeypatch.setattr(os, "read", failing)
    closed: list[int] = []
    close = os.close

    def noted(handle: int) -> None:
        closed.append(handle)
        close(handle)

    monkeypatch.setattr(os, "close", noted)
    problem = file_refused(path)
    assert problem.code == "unreadable"
    assert "Input/output error" in problem.message
    assert len(closed) == 1
