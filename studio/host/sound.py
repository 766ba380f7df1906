"""Plays one stream of sound on the device there is, if there is one, and stays in time with a clock."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from studio.core.frozen import frozen
from studio.host.clock import Clock
from studio.host.feed import RATE, Feed, Source

log = logging.getLogger(__name__)

BUFFER = RATE // 5
"""Frames that are handed over ahead: what a busy moment of the program may take without a gap."""

PRIMER = RATE * 7 // 10
"""Frames of near silence before the first tone: a wireless loudspeaker loses what wakes it."""

WAKING = RATE // 10
"""Frames after which a device is awake. It is started once more then: only that shows how long it takes."""

PATIENCE = 3_000
"""How long a device may take to get ready, in ms."""

FADE = (0.5, 0.2, 0.05, 0.0)
"""What is left of the volume, step by step, where a sound is cut."""

_FADE_STEP = 4  # ms
_AGAIN = 1_000  # ms until a device that broke is looked for again


class Sound(Protocol):
    """A stream of sound. Nothing here ever raises or waits: a session is complete without sound."""

    @property
    def available(self) -> bool:
        """Whether anything can be heard right now."""
        ...

    @property
    def ready(self) -> bool:
        """Whether the first tone would be heard whole, or none ever."""
        ...

    def open(self) -> None:
        """Get the device ready; a second call changes nothing."""
        ...

    def play(self, source: Source, frame: int) -> None:
        """Play from `frame` on, instead of what is played; that frame is the one of this moment."""
        ...

    def cut(self) -> None:
        """Fall silent, softly and at once; the device stays ready."""
        ...

    def set_volume(self, percent: int) -> None:
        """How loud it is, 0 to 100, now and on devices to come."""
        ...

    def close(self) -> None:
        """Fall silent and let go of the device."""
        ...


class NoSound:
    """Silence, where sound is not wanted: pictures, rehearsals, tests."""

    available = False
    ready = True

    def open(self) -> None:
        """Nothing to open."""

    def play(self, source: Source, frame: int) -> None:
        """Nothing to hear."""

    def cut(self) -> None:
        """Nothing to end."""

    def set_volume(self, percent: int) -> None:
        """Nothing to be loud."""

    def close(self) -> None:
        """Nothing to close."""


class Device(Protocol):
    """A sound device that asks for samples by itself, `BUFFER` frames ahead."""

    def start(self) -> None:
        """Throw away what is still to be played, and ask from now on."""
        ...

    def set_volume(self, volume: float) -> None:
        """How loud it is, 0 to 1, at once."""
        ...

    def close(self) -> None:
        """Fall silent and ask no more."""
        ...


@frozen
class Found:
    """A device of the machine: `open` gets where its samples come from, and what it calls if it ends."""

    id: bytes
    open: Callable[[Callable[[int], bytes], Callable[[], object]], Device]


class Outlet(Protocol):
    """Where a machine's devices are found."""

    def default(self) -> Found | None:
        """The default device, if there is any."""
        ...

    def watch(self, changed: Callable[[], object]) -> None:
        """Have a function called whenever devices come, go or become the default."""
        ...

    def forget(self) -> None:
        """Call nothing any more."""
        ...


class DeviceSound(QObject):
    """A stream on the default device of the moment: a lost or changed one is left for the new one."""

    def __init__(self, clock: Clock, outlet: Outlet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock, self._outlet = clock, outlet
        self._feed = Feed(clock, BUFFER)
        self._device: tuple[bytes, Device] | None = None
        self._volume = 1.0
        self._opened: int | None = None
        self._woken = False
        self._steps: list[float] = []
        self._fading = self._timer(_FADE_STEP, self._fade)
        self._again = self._timer(_AGAIN, self._look)
        self._again.setSingleShot(True)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.close)  # while there is a device that can be closed

    @property
    def available(self) -> bool:
        """Whether the default device is open."""
        return self._device is not None

    @property
    def ready(self) -> bool:
        """Whether the device has been primed, takes too long to be waited for, or is not there."""
        if self._device is None or self._opened is None:
            return True
        if self._clock.now() - self._opened > PATIENCE:
            return True
        if self._woken:
            return self._feed.settled and self._feed.played >= PRIMER
        if self._feed.played >= WAKING:
            self._woken = True
            self._begin()
        return False

    @property
    def off(self) -> int:
        """By how many ms the device is before (or after: below zero) the clock."""
        return self._feed.off

    def open(self) -> None:
        """Open the default device and prime it."""
        if self._opened is None:
            self._opened = self._clock.now()
            self._outlet.watch(self._look)
            self._look()

    def play(self, source: Source, frame: int) -> None:
        """Play from `frame` on; what was heard fades first."""
        self._feed.play(source, frame)
        self._turn()

    def cut(self) -> None:
        """Fade what is heard."""
        self._feed.rest()
        self._turn()

    def set_volume(self, percent: int) -> None:
        """How loud, as the ear has it: half the way up is a quarter of the level."""
        self._volume = (percent / 100) ** 2
        if not self._steps:
            self._tell(lambda device: device.set_volume(self._volume))

    def close(self) -> None:
        """Let go of the device."""
        self._opened = None
        self._outlet.forget()
        self._feed.rest()
        self._leave()
        self._again.stop()

    def _timer(self, ms: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(ms)
        timer.timeout.connect(act)
        return timer

    def _turn(self) -> None:
        """Hand over something else: after a fade, for what the device holds is still heard."""
        if self._device is None:
            self._look()
        elif not self._fading.isActive():
            self._steps = list(FADE)
            self._fading.start()
            self._fade()

    def _fade(self) -> None:
        if self._steps:
            step = self._steps.pop(0) * self._volume
            self._tell(lambda device: device.set_volume(step))
            return
        self._fading.stop()
        self._begin()
        self._tell(lambda device: device.set_volume(self._volume))

    def _begin(self) -> None:
        """Throw away what the device holds, and hand over anew."""
        self._feed.begin()
        self._tell(lambda device: device.start())

    def _look(self) -> None:
        """Open the default device, or another one if that has changed."""
        if self._opened is None:
            return
        try:
            found = self._outlet.default()
            if self._device is not None:
                if found is not None and found.id == self._device[0]:
                    return
                self._leave()
            if found is not None:
                self._feed.begin()
                self._device = (found.id, found.open(self._feed.read, self._lost))
                self._device[1].set_volume(self._volume)
                self._device[1].start()
        except Exception:
            # A driver's trouble is no reason to end a session.
            log.warning("no sound", exc_info=True)
            self._lost()

    def _lost(self) -> None:
        """The device is gone by itself: it, or what is the default then, is tried again in a while."""
        self._leave()
        if self._opened is not None:
            self._again.start()

    def _leave(self) -> None:
        self._fading.stop()
        self._steps.clear()
        left, self._device = self._device, None
        if left is not None:
            try:
                left[1].close()
            except Exception:
                log.warning("the sound device did not close", exc_info=True)

    def _tell(self, act: Callable[[Device], object]) -> None:
        if self._device is None:
            return
        try:
            act(self._device[1])
        except Exception:
            log.warning("the sound device is lost", exc_info=True)
            self._lost()
