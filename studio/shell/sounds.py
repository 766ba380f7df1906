"""The sounds that a person wants to hear, and a way to hear them beforehand."""

from __future__ import annotations

from collections.abc import Callable, Set

from PySide6.QtCore import QObject, QTimer

from studio.app.settings import SETTINGS, Settings
from studio.export.sampler import Sampler
from studio.export.tones import RATE, Family
from studio.host.clock import Clock, MonotonicClock
from studio.host.outlet import device_sound
from studio.host.sound import Sound

NAMES = {family: f"sound_{family}" for family in Family}
"""The setting of each family."""
assert set(NAMES.values()) <= set(SETTINGS)

LOOK = 50
"""How often a device that gets ready is looked at, in ms."""

NO_DEVICE = "There is no sound device: in a session, cues are shown only."

_TAIL = 500  # ms


def families(settings: Settings) -> Set[Family]:
    """The families that are to be heard."""
    return {family for family, name in NAMES.items() if settings.value(name)}


class SoundTrial(QObject):
    """Plays the sounds of one family at the volume that is set, and lets go of the device again."""

    def __init__(
        self, settings: Settings, clock: Clock, make: Callable[[Clock], Sound], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._clock, self._make = settings, clock, make
        self._sound: Sound | None = None
        self._wanted: Sampler | None = None
        self._ends = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self.look)

    def play(self, name: str) -> bool:
        """Play the sounds of a setting, instead of others; False where there is no device."""
        if self._sound is None:
            self._sound = self._make(self._clock)
            self._sound.open()
        if not self._sound.available:
            self.stop()
            return False
        self._sound.set_volume(self._settings.value("volume"))
        self._wanted = Sampler(next(family for family, known in NAMES.items() if known == name))
        self._timer.start()
        self.look()
        return True

    def look(self) -> None:
        """Begin as soon as the device is ready; end when all has been heard."""
        sound, wanted = self._sound, self._wanted
        if sound is not None and wanted is not None and sound.ready:
            self._wanted = None
            self._ends = self._clock.now() + wanted.frames * 1000 // RATE + _TAIL
            sound.play(wanted, 0)
        elif wanted is None and self._clock.now() >= self._ends:
            self.stop()

    def stop(self) -> None:
        """Be silent."""
        self._timer.stop()
        sound, self._sound, self._wanted = self._sound, None, None
        if sound is not None:
            sound.close()


def machine_trial(
    settings: Settings, tell: Callable[[str], object], parent: QObject
) -> Callable[[str], None]:
    """What plays a setting's sounds on this machine, or tells that it cannot."""
    trial = SoundTrial(settings, MonotonicClock(), device_sound, parent)

    def play(name: str) -> None:
        if not trial.play(name):
            tell(NO_DEVICE)

    return play
