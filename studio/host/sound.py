"""Plays the tones of a session on the sound device there is, if there is one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QIODevice

from studio.core.dose import Side
from studio.core.schedule import CueKind

log = logging.getLogger(__name__)

ToneSource = Callable[[CueKind, Side | None], bytes]
"""Gives the samples of a tone: 16 bit, left and right in turn, at 48 kHz."""

RATE = 48_000
_BUFFER = RATE * 4 * 2  # bytes: two seconds of two 16-bit channels, the longest tone and more
_LATE = RATE * 4 // 5  # bytes: 200 ms
_STAND_INS = frozenset((b"", b"auto_null", b"null"))
"""What sound systems list, by id, when they have no device at all.

A null sink with a name of its own is somebody's recorder, and is played to.
"""


class Tones(Protocol):
    """Sounds for cues. Nothing here ever raises or waits: a session is complete without sound."""

    @property
    def available(self) -> bool:
        """Whether a tone can be heard right now."""
        ...

    def start(self) -> None:
        """Get the device ready; a second call changes nothing."""
        ...

    def play(self, kind: CueKind, side: Side | None) -> None:
        """Sound a tone now."""
        ...

    def stop(self) -> None:
        """Fall silent and let go of the device."""
        ...


class Device(Protocol):
    """A sound device as far as the tones need it."""

    def write(self, samples: bytes) -> None:
        """Play 16-bit stereo samples after what is still to be played."""
        ...

    def close(self) -> None:
        """Fall silent at once."""
        ...


Opener = Callable[[], tuple[bytes, Callable[[], Device]] | None]
"""The id of the default device and how to open it; None where there is none."""


class DeviceTones:
    """Tones on the default device of the moment: a lost or changed one is left for the new one."""

    def __init__(self, source: ToneSource, find: Opener) -> None:
        self._source = source
        self._find = find
        self._open: tuple[bytes, Device] | None = None
        self._made: dict[tuple[CueKind, Side | None], bytes] = {}

    @property
    def available(self) -> bool:
        """Whether the default device is open."""
        return self._open is not None

    def start(self) -> None:
        """Open the default device, or another one if that has changed."""
        try:
            found = self._find()
            if self._open is not None:
                if found is not None and found[0] == self._open[0]:
                    return
                self.stop()
            if found is not None:
                self._open = (found[0], found[1]())
        except Exception:
            # A driver's trouble is no reason to end a session.
            log.warning("no sound", exc_info=True)
            self._open = None

    def play(self, kind: CueKind, side: Side | None) -> None:
        """Sound a tone now, on the device that is the default now."""
        self.start()
        if self._open is None:
            return
        try:
            self._open[1].write(self._samples(kind, side))
        except Exception:
            log.warning("a tone was lost", exc_info=True)
            self.stop()

    def stop(self) -> None:
        """Fall silent and close the device."""
        opened, self._open = self._open, None
        if opened is None:
            return
        try:
            opened[1].close()
        except Exception:
            log.warning("the sound device did not close", exc_info=True)

    def _samples(self, kind: CueKind, side: Side | None) -> bytes:
        key = (kind, side)
        if key not in self._made:
            self._made[key] = self._source(kind, side)
        return self._made[key]


def device_tones(source: ToneSource) -> Tones:
    """Tones on whatever is the machine's default device while they sound."""
    return DeviceTones(source, default_device)


class NoTones:
    """Silence, where sound is not wanted: pictures, rehearsals, tests."""

    available = False

    def start(self) -> None:
        """Nothing to open."""

    def play(self, kind: CueKind, side: Side | None) -> None:
        """Nothing to hear."""

    def stop(self) -> None:
        """Nothing to close."""


def is_stand_in(ident: bytes, description: str) -> bool:
    """Whether a listed device only stands in for a missing one."""
    return ident in _STAND_INS or description == "Dummy Output"


def default_device() -> tuple[bytes, Callable[[], Device]] | None:
    """Qt's default output, unless it only stands in for none."""
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

    found = QMediaDevices.defaultAudioOutput()
    ident = bytes(found.id().data())
    if found.isNull() or is_stand_in(ident, found.description()):
        return None
    wanted = QAudioFormat()
    wanted.setSampleRate(RATE)
    wanted.setChannelCount(2)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)

    def open_it() -> Device:
        sink = QAudioSink(found, wanted)
        sink.setBufferSize(_BUFFER)
        return _Sink(sink, sink.start())

    return ident, open_it


class _Output(Protocol):
    def bufferSize(self) -> int: ...  # noqa: N802 (Qt's own names)
    def bytesFree(self) -> int: ...  # noqa: N802 (Qt's own names)
    def stop(self) -> None: ...


class _Sink:
    """An audio sink that waits, open, for the next tone."""

    def __init__(self, sink: _Output, pipe: QIODevice) -> None:
        self._sink, self._pipe = sink, pipe

    def write(self, samples: bytes) -> None:
        """Play the samples; a tone that could only come late, behind others, is left out."""
        if self._sink.bufferSize() - self._sink.bytesFree() <= _LATE:
            self._pipe.write(samples)

    def close(self) -> None:
        self._sink.stop()
