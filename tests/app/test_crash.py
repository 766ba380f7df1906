"""Faults are written down without anything personal, told once, and lived through."""

from __future__ import annotations

import errno
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from pytestqt.qtbot import QtBot

from studio.app.crash import Crashes
from studio.host.fault_log import FILES, MOST_A_SECOND, MOST_BYTES, FaultLog, LogFile, fault_text, log_files

SECRET = "Anna's evening routine"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def faults(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultLog]:
    for place, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    log = LogFile(tmp_path / "state", lambda: 0)
    made = FaultLog(log, clock)
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr("faulthandler.enable", lambda *_args, **_more: None)  # it would outlive the test
    made.begin()
    yield made
    assert log.handle is not None
    os.close(log.handle)


@pytest.fixture
def crashes(qtbot: QtBot, faults: FaultLog) -> Iterator[Crashes]:
    made = Crashes(faults)
    yield made
    made.close()


def said(folder: Path) -> str:
    return (folder / "state" / "studio.log").read_text(encoding="utf-8")


def fail(text: str = SECRET) -> None:
    raise ValueError(text)


def hear(fault: BaseException) -> None:
    """As Python does with what nobody caught."""
    sys.excepthook(type(fault), fault, fault.__traceback__)


def caught(text: str = SECRET) -> ValueError:
    try:
        fail(text)
    except ValueError as error:
        return error
    raise AssertionError


def test_a71_a_fault_in_a_slot_is_logged_with_its_place_and_the_program_lives(
    crashes: Crashes, tmp_path: Path, qtbot: QtBot
) -> None:
    told: list[str] = []
    crashes.told.connect(told.append)
    hear(caught())
    hear(caught())
    assert len(told) == 1, "one place is told once"
    assert "it goes on" in told[0]
    log = said(tmp_path)
    assert log.startswith("1970-01-01T00:00:00Z FAULT ValueError\n")
    assert "tests/app/test_crash.py:" in log
    assert SECRET not in log
    assert SECRET not in told[0]


def test_a71_a_fault_in_a_thread_is_told_in_the_window(
    crashes: Crashes, tmp_path: Path, qtbot: QtBot
) -> None:
    told: list[threading.Thread] = []
    crashes.told.connect(lambda _text: told.append(threading.current_thread()))
    thread = threading.Thread(target=fail, daemon=True)
    with qtbot.waitSignal(crashes.told):
        thread.start()
    assert told == [threading.main_thread()]
    assert "ValueError" in said(tmp_path)


def test_a71_a_fault_in_a_finaliser_is_logged(faults: FaultLog, tmp_path: Path) -> None:
    class Fragile:
        def __del__(self) -> None:
            fail()

    one = Fragile()
    del one
    assert "__del__" in said(tmp_path)


def test_a71_a_flood_is_counted_not_written_and_the_player_waits(
    crashes: Crashes, tmp_path: Path, clock: Clock
) -> None:
    floods: list[bool] = []
    crashes.flooded.connect(lambda: floods.append(True))
    for number in range(MOST_A_SECOND):
        clock.now = number / 100
        hear(caught())
    assert floods == []
    before = said(tmp_path)
    hear(caught())
    assert floods == [True]
    assert said(tmp_path) == before
    clock.now = 100
    hear(caught())
    assert floods == [True]
    assert len(said(tmp_path)) > len(before)


def test_a71_different_faults_are_told_a_few_times_at_most(crashes: Crashes, clock: Clock) -> None:
    told: list[str] = []
    crashes.told.connect(told.append)
    for number in range(9):
        clock.now += 10
        scope: dict[str, object] = {}
        exec(compile(f"def f{number}(): raise ValueError", f"studio/x{number}.py", "exec"), scope)
        try:
            scope[f"f{number}"]()  # type: ignore[operator]  # it was just made
        except ValueError as error:
            hear(error)
    assert len(told) == 3


def test_what_a_fault_says_is_kept_only_where_it_cannot_be_a_routines_text() -> None:
    assert "strerror" not in fault_text(OSError, OSError(errno.EACCES, "Permission denied", SECRET), None)
    assert "Permission denied" in fault_text(
        OSError, OSError(errno.EACCES, "Permission denied", SECRET), None
    )
    for fault in (KeyError(SECRET), ValueError(SECRET), OSError(errno.EIO, "Input/output error", SECRET)):
        assert SECRET not in fault_text(type(fault), fault, None)
    try:
        try:
            fail()
        except ValueError:
            None.missing  # type: ignore[attr-defined]  # noqa: B018  # the fault that is wanted
    except AttributeError as error:
        text = fault_text(AttributeError, error, error.__traceback__)
        assert "no attribute 'missing'" in text
        assert "because of ValueError\n" in text
        assert SECRET not in text


def test_a_deep_recursion_is_not_logged_at_length(faults: FaultLog, tmp_path: Path) -> None:
    def deeper() -> None:
        deeper()

    try:
        deeper()
    except RecursionError as error:
        hear(error)
    assert said(tmp_path).count("deeper") < 40


def test_what_qt_and_the_program_say_is_in_the_log(crashes: Crashes, tmp_path: Path) -> None:
    qWarning(f"cannot read {Path.home()}/x")
    logging.getLogger("studio.files.save").warning("folder-not-synced: %s", "Input/output error")
    log = said(tmp_path)
    assert "WARNING qt" in log
    assert "cannot read ~/x" in log
    assert "WARNING test_crash: folder-not-synced: Input/output error" in log


def test_a76_the_log_is_five_files_of_one_mebibyte(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    log = LogFile(folder)
    for number in range(80):
        log.write("INFO", f"{number} " + "x" * 100_000)
    files = log_files(folder)
    assert len(files) == FILES
    assert all(0 < file.stat().st_size <= MOST_BYTES for file in files)
    assert sorted(folder.iterdir()) == sorted(files)
    assert " 79 " in files[-1].read_text(encoding="utf-8")
    assert log.handle is not None
    os.close(log.handle)


def test_a76_a_full_disk_makes_the_log_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = LogFile(tmp_path / "state")

    def full(_handle: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", full)
        log.write("INFO", "lost")
    log.write("INFO", "there is room again")
    assert log.handle is not None
    os.close(log.handle)
    text = (tmp_path / "state" / "studio.log").read_text(encoding="utf-8")
    assert "there is room again" in text
    assert "lost" not in text


def test_a16_without_a_folder_there_is_no_log_and_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    log = LogFile(tmp_path / "file" / "state")
    log.write("INFO", "nobody reads this")
    assert log.handle is None


def test_a_fault_while_faults_are_written_ends_there(faults: FaultLog) -> None:
    def failing(_place: str, _flood: bool) -> None:
        fail()

    faults.heard.append(failing)
    hear(caught())
