"""One instance: a later start hands its files to the first, whatever a crash has left behind."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from studio.host.listening import Listening
from studio.host.single import MOST_BYTES, MOST_FILES, TAKEN, Single, files_in, is_whole, message_of

ROOT = Path(__file__).parents[2]
HELLO = message_of([])[:-1]


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of state whose name is short enough for an address."""
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def first_of(folder: Path) -> Single:
    single = Single(folder)
    assert single.begin()
    return single


def handed_over(
    single: Single, files: list[Path], patience: float = 3.0
) -> tuple[threading.Thread, list[bool]]:
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(single.hand_over(files, patience)), daemon=True)
    thread.start()
    return thread, answers


def test_a18_the_second_start_hands_its_files_over(qtbot: QtBot, folder: Path) -> None:
    first, second = first_of(folder), Single(folder)
    assert not second.begin()
    thread, answers = handed_over(second, [Path("a.routine.toml"), Path("/b/c.toml")])
    listening = Listening(first.address)
    assert listening.listens
    with qtbot.waitSignal(listening.handed_over, timeout=5_000) as told:
        pass
    assert told.args == [[Path.cwd() / "a.routine.toml", Path("/b/c.toml")]]
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert answers == [True]
    listening.close()
    first._lock.drop()


def test_a18_only_this_account_can_speak_to_it(qtbot: QtBot, folder: Path) -> None:
    first = first_of(folder)
    listening = Listening(first.address)
    assert Path(first.address).stat().st_mode & 0o077 == 0
    assert (folder / "instance.lock").stat().st_mode & 0o077 == 0
    listening.close()
    first._lock.drop()


@pytest.mark.parametrize("left", [b"", b"1", b"999999\nhost\n", b"\0" * 100])
def test_a18_whatever_a_crash_left_in_the_lock_the_next_start_is_the_first(folder: Path, left: bytes) -> None:
    """A zero-length lock, and the number of a process that is somebody else's by now."""
    (folder / "instance.lock").write_bytes(left.replace(b"1", str(os.getpid()).encode()))
    Path(Single(folder).address).touch()
    single = first_of(folder)
    listening = Listening(single.address)
    assert listening.listens, "the address that was left is taken over"
    listening.close()
    single._lock.drop()


HOLDS = """
import os, sys
from pathlib import Path
from studio.host.single import Single
assert Single(Path(sys.argv[1])).begin()
print("holds", flush=True)
sys.stdin.read()
"""


def test_a18_after_kill_9_the_next_start_is_the_first(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"holds\n"
        assert not Single(folder).begin()
        child.kill()
        child.wait(10)
    first_of(folder)._lock.drop()


def test_a18_a_first_start_that_does_not_answer_is_not_waited_for_long(folder: Path) -> None:
    first, second = first_of(folder), Single(folder)
    begun = time.monotonic()
    assert not second.hand_over([], patience=0.3)
    assert time.monotonic() - begun < 2
    first._lock.drop()


def test_a18_a_first_start_that_ends_meanwhile_leaves_its_place(folder: Path) -> None:
    first, second = first_of(folder), Single(folder)
    assert not second.begin()
    first._lock.drop()
    assert not second.hand_over([])
    assert second.first
    second._lock.drop()


def test_a16_without_a_place_for_the_lock_every_start_is_by_itself(folder: Path) -> None:
    (folder / "file").touch()
    single = Single(folder / "file" / "state")
    assert single.begin()
    assert not single.first


def test_a_name_that_is_too_long_for_an_address_is_no_address(folder: Path) -> None:
    deep = folder / ("x" * 120)
    deep.mkdir()
    single = Single(deep)
    assert single.address == ""
    assert not Listening(single.address).listens


HOSTILE = {
    "nothing of ours": b"GET / HTTP/1.1\r\n\r\n\0\0",
    "a relative path": HELLO + b"etc/passwd\0\0",
    "a path between two": HELLO + b"/a\0b\0/c\0\0",
    "too many": HELLO + b"/a\0" * (MOST_FILES + 1) + b"\0",
    "too much": HELLO + b"/" + b"a" * MOST_BYTES + b"\0\0",
    "an address": HELLO + b"http://example.org/x.toml\0\0",
    "an option": HELLO + b"--stylesheet\0\0",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a18_what_is_no_message_of_ours_opens_nothing(qtbot: QtBot, folder: Path, name: str) -> None:
    assert files_in(HOSTILE[name]) is None
    first = first_of(folder)
    listening = Listening(first.address)
    opened: list[list[Path]] = []
    listening.handed_over.connect(opened.append)
    answers: list[bytes] = []

    def speak() -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(5)
            line.connect(first.address)
            try:
                line.sendall(HOSTILE[name])
                answers.append(line.recv(20))
            except OSError:
                answers.append(b"")

    thread = threading.Thread(target=speak, daemon=True)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert opened == []
    assert answers == [b""]
    listening.close()
    first._lock.drop()


def test_a18_callers_who_say_nothing_are_few_and_do_not_stay(qtbot: QtBot, folder: Path) -> None:
    first = first_of(folder)
    listening = Listening(first.address)
    lines = [socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(12)]
    for line in lines:
        line.connect(first.address)
    qtbot.waitUntil(lambda: len(listening.children()) >= 9)
    assert len(listening.children()) <= 1 + 8, "the server and eight callers"
    qtbot.waitUntil(lambda: len(listening.children()) == 1, timeout=5_000)
    for line in lines:
        line.close()
    listening.close()
    first._lock.drop()


names = st.lists(
    st.binary(min_size=1, max_size=40).filter(lambda name: b"\0" not in name), max_size=MOST_FILES
)


@given(names)
def test_any_names_come_over_as_they_are(found: list[bytes]) -> None:
    files = [Path("/") / os.fsdecode(name) for name in found]
    message = message_of(files)
    assert is_whole(message)
    assert files_in(message) == files


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_absolute(data: bytes) -> None:
    for tried in (data, HELLO + data, HELLO + data + b"\0\0"):
        files = files_in(tried)
        assert files is None or all(path.is_absolute() for path in files)


def test_the_answer_is_short() -> None:
    assert len(TAKEN) < 16
