"""Displays that go, come and change while the player plays: it is always seen whole, and its time runs on."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.desktop import Desktop
from tests.desktop.playing import PLAYER, ROUTINE, fills
from tests.desktop.programs import Program, until
from tests.desktop.reader import ScreenReader

SOON = 1.0  # second
LEFT, RIGHT = (0, 0, 640, 900), (640, 0, 800, 900)


class Monitors:
    """Two monitors side by side on the one screen of the desktop, as xrandr makes them."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        output = self._ask("--query")
        found = re.search(r"^(\S+) connected", output, re.MULTILINE)
        assert found is not None, output
        self._output = found[1]

    def put(self, name: str, place: tuple[int, int, int, int], *, real: bool = False) -> None:
        """Add a monitor, or change it; a real one has the screen's output."""
        x, y, width, height = place
        size = f"{width}/{width // 4}x{height}/{height // 4}+{x}+{y}"
        self.remove(name)
        self._ask("--setmonitor", name, size, self._output if real else "none")

    def remove(self, name: str) -> None:
        """Take a monitor away, if it is there."""
        if name in self._ask("--listmonitors"):
            self._ask("--delmonitor", name)

    def _ask(self, *words: str) -> str:
        done = self._desktop.start("xrandr", *words)
        assert done.wait() == 0, done.said
        return done.said


@pytest.fixture
def monitors(desktop: Desktop) -> Iterator[Monitors]:
    """Two monitors: LEFT is narrower than RIGHT."""
    made = Monitors(desktop)
    made.put("LEFT", LEFT, real=True)
    made.put("RIGHT", RIGHT)
    yield made
    for name in ("RIGHT", "LEFT"):
        made.remove(name)


def settings(desktop: Desktop) -> Path:
    """The file of the settings."""
    return Path(desktop.environment["HOME"]) / ".config" / "Spine Studio" / "settings.json"


def play_on(desktop: Desktop, name: str, place: tuple[int, int, int, int]) -> Program:
    """Start the player with a chosen monitor, and wait until it fills that."""
    settings(desktop).parent.mkdir(parents=True)
    settings(desktop).write_text(json.dumps({"player_display": name}), encoding="utf-8")
    program = desktop.start_studio("play", ROUTINE)
    desktop.wait_for_window(PLAYER)
    until(lambda: fills(desktop, *place), f"the player fills {name}", says=lambda: program.said)
    return program


def seconds_left(reader: ScreenReader) -> int:
    """The time left, in seconds."""
    told = reader.look().find("Time left")
    found = re.search(r"(\d+):(\d\d) left", told.description if told else "")
    return int(found[1]) * 60 + int(found[2]) if found else 0


def read_time(reader: ScreenReader) -> tuple[float, int, float]:
    """The time left in seconds, between two times of this machine's clock: reading takes its own."""
    before = time.monotonic()
    return before, seconds_left(reader), time.monotonic()


def test_d60_the_display_is_removed_while_it_plays(
    desktop: Desktop, reader: ScreenReader, monitors: Monitors
) -> None:
    program = play_on(desktop, "RIGHT", RIGHT)
    whole = until(lambda: seconds_left(reader), "it shows the time", says=reader.outline)
    until(lambda: seconds_left(reader) < whole, "it plays", says=reader.outline)
    earliest, before, latest = read_time(reader)
    monitors.remove("RIGHT")
    until(lambda: fills(desktop, *LEFT), "it fills the other one", SOON, lambda: str(desktop.windows(PLAYER)))
    until(lambda: seconds_left(reader) <= before - 3, "its time runs on", says=reader.outline)
    begun, after, ended = read_time(reader)
    assert begun - latest - 1 <= before - after <= ended - earliest + 1
    monitors.put("RIGHT", RIGHT)
    until(lambda: fills(desktop, *RIGHT), "it is back on the chosen one", 2 * SOON)
    assert program.is_running


def test_d60_a_key_moves_it_to_the_next_display_which_is_remembered(
    desktop: Desktop, monitors: Monitors
) -> None:
    program = play_on(desktop, "LEFT", LEFT)
    desktop.key("d")
    until(lambda: fills(desktop, *RIGHT), "it fills the other one", SOON)
    until(lambda: PLAYER in desktop.active(), "it gets the keys")
    desktop.key("Escape", "Right", "Return")
    assert program.wait() == 0
    assert json.loads(settings(desktop).read_text(encoding="utf-8"))["player_display"] == "RIGHT"


def test_d61_sizes_and_rotations_a_hundred_times(
    desktop: Desktop, reader: ScreenReader, monitors: Monitors
) -> None:
    program = play_on(desktop, "RIGHT", RIGHT)
    monitors.remove("RIGHT")
    places = (LEFT, (0, 0, 900, 640), (0, 0, 1440, 900), (0, 0, 320, 240))
    for turn in range(100):
        monitors.put("LEFT", places[turn % len(places)], real=True)
        if turn % 10 == 5:
            monitors.remove("LEFT")
    monitors.put("LEFT", (0, 0, 1440, 900), real=True)
    until(lambda: fills(desktop, 0, 0, 1440, 900), "it fills the last one", 5.0)
    assert program.is_running, program.said
    assert seconds_left(reader) > 0
    assert "Traceback" not in program.said
