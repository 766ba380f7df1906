"""A sink of Qt's that is gone before its owner lets go of it, as at the end of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QObject, Signal
from PySide6.QtMultimedia import QtAudio
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from studio.host.clock import HandClock
from studio.host.outlet import _Sink
from studio.host.sound import DeviceSound, Found

ROOT = Path(__file__).parents[2]


class StandIn(QObject):
    """A sink without a sound system behind it."""

    stateChanged = Signal()  # noqa: N815  # as Qt calls it
    now = QtAudio.State.IdleState

    def state(self) -> QtAudio.State:
        self.objectName()  # raises where Qt has deleted it
        return self.now

    def start(self, _pipe: object) -> None:
        self.now = QtAudio.State.ActiveState

    def reset(self) -> None:
        self.now = QtAudio.State.StoppedState
        self.stateChanged.emit()

    def setVolume(self, _volume: float) -> None:  # as Qt calls it
        self.objectName()


@pytest.fixture
def sink(qtbot: QtBot) -> StandIn:
    return StandIn()


def owner(sink: StandIn, lost: list[str]) -> _Sink:
    made = _Sink(sink, QBuffer(), lambda: lost.append("lost"))  # type: ignore[arg-type]  # it does as one
    made.start()
    return made


def test_d70_a_device_whose_sink_is_gone_is_closed_without_a_word(sink: StandIn) -> None:
    lost: list[str] = []
    made = owner(sink, lost)
    delete(sink)
    made.set_volume(0.5)
    made._follow()  # a sink tells that it stops while it is being deleted
    made.close()
    made.close()
    assert lost == []


def test_a_device_that_is_closed_tells_nothing_more(qtbot: QtBot, sink: StandIn) -> None:
    lost: list[str] = []
    made = owner(sink, lost)
    made.close()
    qtbot.waitUntil(lambda: not lost)
    assert lost == []


def test_a_device_that_stops_by_itself_is_lost(qtbot: QtBot, sink: StandIn) -> None:
    lost: list[str] = []
    owner_of = owner(sink, lost)
    sink.reset()
    qtbot.waitUntil(lambda: lost == ["lost"])
    owner_of.close()


class Log:
    """A device that writes down what is done to it."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def start(self) -> None:
        self.said.append("start")

    def set_volume(self, volume: float) -> None:
        self.said.append("volume")

    def close(self) -> None:
        self.said.append("close")

    def default(self) -> Found:
        return Found(b"x", lambda _read, _lost: self)

    def watch(self, changed: object) -> None:
        self.said.append("watch")

    def forget(self) -> None:
        self.said.append("forget")


ENDED = """
import os, signal, sys
from PySide6.QtCore import QCoreApplication, QTimer
from studio.host.clock import HandClock
from studio.host.signals import Endings
from studio.host.sound import DeviceSound
from tests.host.test_outlet import Log
app = QCoreApplication([])
endings = Endings(app)
log = Log()
sound = DeviceSound(HandClock(), log)
sound.open()
QTimer.singleShot(0, lambda: os.kill(os.getpid(), signal.SIGTERM))
code = app.exec()
print(code, *log.said)
"""


def test_d70_a_signal_closes_the_sound_device_before_qt_takes_it_down() -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", ENDED], env=environment, cwd=ROOT, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.split() == ["143", "watch", "volume", "start", "forget", "close"], done.stderr


def test_whoever_closes_first_it_is_closed_once(qtbot: QtBot) -> None:
    log = Log()
    sound = DeviceSound(HandClock(), log)
    sound.open()
    sound.close()
    sound.close()
    assert log.said.count("close") == 1
