"""The system asks the program to end: it keeps what it has to, and is gone within two seconds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.host.signals import ASKING, Endings

ROOT = Path(__file__).parents[2]
SOON = 2.0  # seconds
PROGRAM = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from studio.host.signals import Endings
app = QApplication([])
window = QWidget()
window.show()
endings = Endings(app)
endings.before_end += [lambda: 1 / 0, lambda: print("kept", flush=True), {extra}]
QTimer.singleShot(0, lambda: (print("up", flush=True), ({then})()))
sys.exit(app.exec())
"""
IDLE = "lambda: None"
DIALOG = "lambda: QMessageBox(window).exec()"
BUSY = "lambda: [None for _ in iter(int, 1)]"


@contextmanager
def running(then: str, extra: str = IDLE) -> Iterator[subprocess.Popen[str]]:
    """A small program with a window that does something for ever."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(then=then, extra=extra)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as program:  # fmt: skip
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == "up\n"
            yield program
        finally:
            program.kill()


@pytest.mark.parametrize("number", [one for one in ASKING if one is not signal.SIGINT])
@pytest.mark.parametrize("then", [IDLE, DIALOG, BUSY], ids=["idle", "dialog", "busy"])
def test_d70_a_signal_ends_it_in_time(then: str, number: signal.Signals) -> None:
    with running(then) as program:
        begun = time.monotonic()
        program.send_signal(number)
        assert program.stdout is not None
        assert program.stdout.read() == "kept\n"
        code = program.wait(10)
        assert time.monotonic() - begun < SOON
    # One that computes without an end never comes back to its loop: the guard ends it.
    assert code == (-signal.SIGALRM if then == BUSY else 128 + number)


def test_d70_what_hangs_on_the_way_is_not_waited_for() -> None:
    with running(IDLE, "lambda: time.sleep(60)") as program:
        begun = time.monotonic()
        program.send_signal(signal.SIGTERM)
        assert program.wait(10) == -signal.SIGALRM
        assert time.monotonic() - begun < SOON


class Told:
    """Writes down what an application is told to end with."""

    def __init__(self) -> None:
        self.codes: list[int] = []

    def exit(self, code: int) -> None:
        self.codes.append(code)


def test_d70_a_signal_in_the_midst_of_something_ends_nothing_before_that_is_done(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told to end out of a sound that asks for samples, Qt crashes on the way back."""
    endings, told, kept = Endings(qapp), Told(), list[str]()
    endings.before_end.append(lambda: kept.append("kept"))
    monkeypatch.setattr(endings, "_app", told)
    try:
        signal.raise_signal(signal.SIGTERM)
        assert (kept, told.codes) == (["kept"], [])
        qtbot.waitUntil(lambda: told.codes == [128 + signal.SIGTERM])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        endings.let_go()


def test_signals_are_left_as_they_were_found(qapp: QApplication) -> None:
    before = [signal.getsignal(number) for number in ASKING]
    endings = Endings(qapp)
    assert [signal.getsignal(number) for number in ASKING] != before
    endings.let_go()
    assert [signal.getsignal(number) for number in ASKING] == before
    assert signal.set_wakeup_fd(-1) == -1
