"""The sound devices of this machine, as Qt has them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QIODevice, QObject, QTimer
from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices, QtAudio
from shiboken6 import isValid
from typing_extensions import override

from studio.host.clock import Clock
from studio.host.feed import FRAME_BYTES, RATE
from studio.host.sound import BUFFER, Device, DeviceSound, Found, Sound

_STAND_INS = frozenset((b"", b"auto_null", b"null"))
"""What sound systems list, by id, when they have no device at all.

A null sink with a name of its own is somebody's recorder, and is played to.
"""


def device_sound(clock: Clock, parent: QObject | None = None) -> Sound:
    """Sound on whatever is the machine's default device."""
    return DeviceSound(clock, Machine(), parent)


def is_stand_in(ident: bytes, description: str) -> bool:
    """Whether a listed device only stands in for a missing one."""
    return ident in _STAND_INS or description == "Dummy Output"


class Machine:
    """The devices of this machine."""

    def __init__(self) -> None:
        self._devices: QMediaDevices | None = None

    def default(self) -> Found | None:
        """Qt's default output, unless it only stands in for none."""
        found = QMediaDevices.defaultAudioOutput()
        ident = bytes(found.id().data())
        if found.isNull() or is_stand_in(ident, found.description()):
            return None
        wanted = QAudioFormat()
        wanted.setSampleRate(RATE)
        wanted.setChannelCount(2)
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)

        def open_it(read: Callable[[int], bytes], lost: Callable[[], object]) -> Device:
            sink = QAudioSink(found, wanted)
            sink.setBufferSize(BUFFER * FRAME_BYTES)
            return _Sink(sink, _Pipe(read), lost)

        return Found(ident, open_it)

    def watch(self, changed: Callable[[], object]) -> None:
        """Listen to Qt."""
        self._devices = QMediaDevices()
        self._devices.audioOutputsChanged.connect(changed)

    def forget(self) -> None:
        """Listen no more."""
        devices, self._devices = self._devices, None
        if devices is not None:
            devices.audioOutputsChanged.disconnect()
            devices.deleteLater()


class _Pipe(QIODevice):
    """Gives a sink what it asks for, without an end and without a wait."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        super().__init__()
        self._read = read
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    @override
    def readData(self, most: int) -> bytes:
        frames = most // FRAME_BYTES
        return self._read(frames) if frames > 0 else b""

    @override
    def writeData(self, data: bytes | bytearray | memoryview, most: int) -> int:
        return -1

    @override
    def isSequential(self) -> bool:
        return True

    @override
    def bytesAvailable(self) -> int:
        return BUFFER * FRAME_BYTES


class _Sink:
    """An audio sink that pulls.

    At the end of the program Qt deletes what is left in an order of its own, and a sink that is deleted
    still tells that it stops: nothing here asks a sink that is gone.
    """

    def __init__(self, sink: QAudioSink, pipe: QIODevice, lost: Callable[[], object]) -> None:
        self._sink, self._pipe, self._lost = sink, pipe, lost
        self._runs = False
        sink.stateChanged.connect(self._follow)

    def start(self) -> None:
        """Throw away what is queued, and begin."""
        self._runs = False
        self._sink.reset()
        self._sink.start(self._pipe)
        self._runs = True
        self._follow()

    def set_volume(self, volume: float) -> None:
        """At once: the sound system does it."""
        if isValid(self._sink):
            self._sink.setVolume(volume)

    def close(self) -> None:
        """Stop, and go when Qt is done with it."""
        self._runs = False
        if isValid(self._sink):
            self._sink.stateChanged.disconnect(self._follow)
            self._sink.reset()
            self._sink.deleteLater()
        if isValid(self._pipe):
            self._pipe.deleteLater()

    def _follow(self) -> None:
        if self._runs and isValid(self._sink) and self._sink.state() == QtAudio.State.StoppedState:
            self._runs = False
            QTimer.singleShot(0, self._sink, self._lost)  # not at once: the sink is still busy telling
