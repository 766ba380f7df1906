"""Tones on whatever device there is: none, one that changes, one that breaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio.core.dose import Side
from studio.core.schedule import CueKind
from studio.host.sound import Device, DeviceTones, is_stand_in


class Speaker:
    """A device that writes down what it plays."""

    def __init__(self, name: bytes, log: list[tuple[bytes, bytes]], *, broken: bool = False) -> None:
        self._name, self._log, self._broken = name, log, broken

    def write(self, samples: bytes) -> None:
        if self._broken:
            raise OSError("unplugged")
        self._log.append((self._name, samples))

    def close(self) -> None:
        self._log.append((self._name, b"closed"))


class Machine:
    """A machine whose default device may be changed."""

    def __init__(self, default: bytes | None) -> None:
        self.default = default
        self.log: list[tuple[bytes, bytes]] = []
        self.opened = 0
        self.broken = self.refuses = False
        self.rendered: list[CueKind] = []
        self.tones = DeviceTones(self._render, self._find)

    def _find(self) -> tuple[bytes, Callable[[], Device]] | None:
        name = self.default
        return None if name is None else (name, lambda: self._open(name))

    def _open(self, name: bytes) -> Device:
        if self.refuses:
            raise OSError("busy")
        self.opened += 1
        return Speaker(name, self.log, broken=self.broken)

    def _render(self, kind: CueKind, side: Side | None) -> bytes:
        self.rendered.append(kind)
        return f"{kind} {side}".encode()


def test_a_tone_goes_to_the_default_device_from_its_side() -> None:
    machine = Machine(b"one")
    machine.tones.start()
    assert machine.tones.available
    machine.tones.play(CueKind.HOLD, Side.LEFT)
    assert machine.log == [(b"one", b"hold left")]


def test_each_tone_is_worked_out_once() -> None:
    machine = Machine(b"one")
    for _ in range(3):
        machine.tones.play(CueKind.COUNT, None)
    assert (machine.rendered, len(machine.log), machine.opened) == ([CueKind.COUNT], 3, 1)


def test_without_a_device_there_is_silence_until_one_comes() -> None:
    machine = Machine(None)
    machine.tones.start()
    machine.tones.play(CueKind.HOLD, None)
    assert (machine.tones.available, machine.log) == (False, [])
    machine.default = b"headset"
    machine.tones.play(CueKind.END, None)
    assert (machine.tones.available, machine.log) == (True, [(b"headset", b"end None")])


def test_the_next_tone_follows_the_default_device() -> None:
    machine = Machine(b"headset")
    machine.tones.play(CueKind.MOVE, None)
    machine.default = b"speakers"
    machine.tones.play(CueKind.END, None)
    assert machine.log == [(b"headset", b"move None"), (b"headset", b"closed"), (b"speakers", b"end None")]
    machine.default = None
    machine.tones.play(CueKind.MOVE, None)
    assert (machine.tones.available, machine.log[-1]) == (False, (b"speakers", b"closed"))


def test_a_device_that_breaks_or_refuses_ends_no_session() -> None:
    machine = Machine(b"one")
    machine.broken = True
    machine.tones.play(CueKind.MOVE, None)
    assert not machine.tones.available
    machine.broken, machine.refuses = False, True
    machine.tones.play(CueKind.MOVE, None)
    assert not machine.tones.available
    machine.refuses = False
    machine.tones.play(CueKind.MOVE, None)
    assert (machine.tones.available, machine.log[-1]) == (True, (b"one", b"move None"))


def test_stop_lets_go_of_the_device() -> None:
    machine = Machine(b"one")
    machine.tones.start()
    machine.tones.stop()
    machine.tones.stop()
    assert (machine.tones.available, machine.log) == (False, [(b"one", b"closed")])


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
def test_a_stand_in_is_no_device(ident: bytes, description: str, stands_in: bool) -> None:
    assert is_stand_in(ident, description) is stands_in
