"""The stream on whatever device there is: none, one that changes, one that breaks, one that is slow."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from studio.host.clock import HandClock
from studio.host.feed import RATE
from studio.host.outlet import is_stand_in
from studio.host.sound import BUFFER, FADE, PATIENCE, Device, DeviceSound, Found, NoSound
from tests.host.playing_device import Clicks


class Speaker:
    """A device that plays only when it is told to, and writes down what happens to it."""

    def __init__(self, machine: Machine, name: bytes, read: Callable[[int], bytes]) -> None:
        self.machine, self.name, self.read = machine, name, read
        self.log: list[object] = []
        self.begun = self.filled = 0

    def start(self) -> None:
        if self.machine.broken:
            raise OSError("unplugged")
        self.begun += 1
        self.log.append("start")
        self.filled = self.loud(BUFFER)

    def set_volume(self, volume: float) -> None:
        self.log.append(round(volume, 4))

    def close(self) -> None:
        self.log.append("close")
        if self.machine.broken:
            raise OSError("gone")

    def loud(self, count: int) -> int:
        """Take so many frames; the loudest sample."""
        return int(np.abs(np.frombuffer(self.read(count), np.int16)).max())


class Machine:
    """A machine whose default device may be changed."""

    def __init__(self, default: bytes | None) -> None:
        self.name = default
        self.clock = HandClock(9_000)
        self.broken = self.refuses = False
        self.opened: list[Speaker] = []
        self.lost: list[Callable[[], object]] = []
        self.changed: list[Callable[[], object]] = []
        self.sound = DeviceSound(self.clock, self)

    def default(self) -> Found | None:
        name = self.name
        return None if name is None else Found(name, lambda read, lost: self._open(name, read, lost))

    def watch(self, changed: Callable[[], object]) -> None:
        self.changed.append(changed)

    def forget(self) -> None:
        self.changed.clear()

    def switch(self, name: bytes | None) -> None:
        """Another device is the default from now on."""
        self.name = name
        for changed in self.changed:
            changed()

    def _open(self, name: bytes, read: Callable[[int], bytes], lost: Callable[[], object]) -> Device:
        if self.refuses:
            raise OSError("busy")
        self.opened.append(Speaker(self, name, read))
        self.lost.append(lost)
        return self.opened[-1]

    @property
    def speaker(self) -> Speaker:
        """The device that was opened last."""
        return self.opened[-1]

    def run(self, ms: int) -> None:
        """Let the device play for a while."""
        for _ in range(ms // 10):
            self.clock.forward(10)
            self.speaker.read(RATE // 100)


@pytest.fixture
def machine(qtbot: QtBot) -> Iterator[Machine]:
    made = Machine(b"speakers")
    yield made
    made.sound.close()


def turned(qtbot: QtBot, machine: Machine) -> None:
    """Wait until what was asked for is handed over."""
    qtbot.waitUntil(lambda: not machine.sound._fading.isActive())


def test_it_is_primed_before_the_first_tone(machine: Machine) -> None:
    machine.sound.open()
    assert (machine.sound.available, machine.sound.ready) == (True, False)
    spent = 0
    while not machine.sound.ready:
        machine.run(10)
        spent += 10
    assert 700 <= spent <= 1_200
    assert machine.speaker.begun == 2  # the second start tells how long one takes


def test_a_device_that_never_plays_is_not_waited_for(machine: Machine) -> None:
    machine.sound.open()
    machine.clock.forward(PATIENCE + 1)
    assert machine.sound.ready


def test_what_is_cut_fades_and_what_follows_is_loud_at_once(qtbot: QtBot, machine: Machine) -> None:
    machine.sound.set_volume(50)
    machine.sound.open()
    machine.sound.play(Clicks(0), 0)
    turned(qtbot, machine)
    assert machine.speaker.filled > 10_000
    machine.speaker.log.clear()
    machine.sound.cut()
    assert machine.speaker.log == [0.25 * FADE[0]]  # at once
    turned(qtbot, machine)
    assert machine.speaker.log == [*(round(0.25 * step, 4) for step in FADE), "start", 0.25]
    assert max(machine.speaker.filled, machine.speaker.loud(RATE)) <= 4


def test_a_play_while_another_fades_is_the_one_that_is_heard(qtbot: QtBot, machine: Machine) -> None:
    machine.sound.open()
    begun = machine.speaker.begun
    machine.sound.cut()
    machine.sound.play(Clicks(), 0)
    machine.sound.play(Clicks(300), 0)
    turned(qtbot, machine)
    assert machine.speaker.begun == begun + 1
    assert machine.speaker.loud(RATE) > 10_000


def test_d63_without_a_device_there_is_no_sound_and_no_trouble(machine: Machine) -> None:
    machine.name = None
    sound = machine.sound
    sound.open()
    assert (sound.available, sound.ready) == (False, True)
    sound.play(Clicks(0), 0)
    sound.set_volume(10)
    sound.cut()
    assert not machine.opened
    sound.play(Clicks(5_000), 0)
    machine.clock.forward(4_000)
    machine.switch(b"headset")  # one comes: what is played goes on there, in its place
    assert sound.available
    quiet = np.frombuffer(machine.speaker.read(RATE // 2), np.int16)
    assert np.abs(quiet).max() <= 4
    assert machine.speaker.loud(RATE) > 10_000


def test_d64_a_hundred_switches_and_the_next_tone_is_on_the_new_default(
    qtbot: QtBot, machine: Machine
) -> None:
    sound = machine.sound
    sound.set_volume(50)
    sound.open()
    sound.play(Clicks(*range(0, 60_000, 500)), 0)
    for number in range(100):
        machine.run(100)
        name = f"device {number % 3}".encode()
        machine.switch(name)
        assert (machine.speaker.name, sound.available) == (name, True)
        assert all(one.log[-1] == "close" for one in machine.opened[:-1])
        assert [one for one in machine.speaker.log if one != "start"] == [0.25]  # the volume is kept
        assert machine.speaker.loud(RATE // 2) > 10_000
        machine.switch(name)  # told again of the same one: it stays
        assert machine.speaker.log[-1] != "close"
    assert len(machine.opened) == 101


def test_d64_the_last_device_goes_and_comes_back(machine: Machine) -> None:
    machine.sound.open()
    machine.switch(None)
    assert (machine.sound.available, machine.speaker.log[-1]) == (False, "close")
    machine.switch(b"speakers")
    assert machine.sound.available


def test_d64_a_device_that_ends_by_itself_is_opened_again(qtbot: QtBot, machine: Machine) -> None:
    machine.sound.open()
    machine.lost[-1]()
    assert not machine.sound.available
    qtbot.waitUntil(lambda: machine.sound.available)
    assert len(machine.opened) == 2


def can_be_heard(machine: Machine) -> bool:
    return machine.sound.available


def test_a_device_that_breaks_or_refuses_ends_no_session(qtbot: QtBot, machine: Machine) -> None:
    machine.refuses = True
    machine.sound.open()
    assert not can_be_heard(machine)
    machine.refuses, machine.broken = False, True
    machine.sound.play(Clicks(0), 0)
    assert not can_be_heard(machine)
    machine.broken = False
    machine.sound.play(Clicks(0), 0)
    assert can_be_heard(machine)
    machine.broken = True
    machine.sound.cut()
    qtbot.waitUntil(lambda: not can_be_heard(machine))
    machine.broken = False
    qtbot.waitUntil(lambda: can_be_heard(machine))


def test_close_lets_go_of_the_device_and_of_what_is_watched(machine: Machine) -> None:
    machine.sound.open()
    machine.sound.open()
    assert len(machine.opened) == 1
    machine.sound.close()
    machine.sound.close()
    assert (machine.sound.available, machine.speaker.log[-1], machine.changed) == (False, "close", [])
    machine.sound.play(Clicks(0), 0)
    assert len(machine.opened) == 1


def test_silence_is_always_ready() -> None:
    silence = NoSound()
    silence.open()
    silence.play(Clicks(0), 0)
    silence.cut()
    silence.set_volume(3)
    silence.close()
    assert (silence.available, silence.ready) == (False, True)


@pytest.mark.parametrize(
    ("ident", "description", "stands_in"),
    [
        (b"", "", True),
        (b"auto_null", "Dummy Output", True),
        (b"auto_null", "Null Output", True),
        (b"null", "Discard all samples", True),
        (b"recorder", "Null Output", False),
        (b"alsa_output.pci-0000_00_1f.3.analog-stereo", "Built-in Audio", False),
    ],
)
def test_d63_a_stand_in_is_no_device(ident: bytes, description: str, stands_in: bool) -> None:
    assert is_stand_in(ident, description) is stands_in
