"""A session in a real window that is killed, stopped and rehearsed: what is left of it goes on."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.desktop.desktop import ROOT, Desktop
from tests.desktop.programs import Program, until
from tests.desktop.reader import ScreenReader

ROUTINE = ROOT / "routines" / "ten-minute-mix.routine.toml"
PLAYER = "\N{EN DASH} Player"
BUILDER = "\N{EN DASH} Spine Studio"
REHEARSAL = "\N{EN DASH} Rehearsal"
NEAR = 1.5  # seconds that looking may take, and a busy machine


def sessions(desktop: Desktop) -> Path:
    """Where the program notes its sessions."""
    return Path(desktop.environment["HOME"]) / ".local" / "state" / "Spine Studio" / "sessions"


def place(desktop: Desktop) -> Mapping[str, Any]:
    """The place that is kept of the one session; nothing while there is none."""
    found = list(sessions(desktop).glob("*.place.json"))
    return json.loads(found[0].read_bytes()) if len(found) == 1 else {}


def moment(reader: ScreenReader) -> str:
    """What the player says of the moment."""
    found = [thing for thing in reader.look().all() if thing.name.startswith("Player: ")]
    return found[0].description if found else ""


def left(reader: ScreenReader) -> int:
    """Seconds that are left, as the player says."""
    minutes, seconds = reader.wait_for("Time left").description.removesuffix(" left").split(":")
    return 60 * int(minutes) + int(seconds)


def wait_for_a_second(reader: ScreenReader) -> None:
    """Wait until less time is left: it runs."""
    first = left(reader)
    until(lambda: left(reader) < first, "the time runs", says=reader.outline)


def play(desktop: Desktop, reader: ScreenReader) -> Program:
    """Start the player alone, and wait until it plays."""
    program = desktop.start_studio("play", ROUTINE)
    desktop.wait_for_window(PLAYER)
    wait_for_a_second(reader)
    return program


def test_a_killed_session_goes_on_from_the_ready_of_its_step(desktop: Desktop, reader: ScreenReader) -> None:
    program = play(desktop, reader)
    desktop.key("Right")
    until(lambda: place(desktop).get("row") == 1, "the second step is noted", says=lambda: program.said)
    before = place(desktop)["position_ms"]
    until(lambda: place(desktop)["position_ms"] > before + 2_000, "the place goes with the time")
    os.kill(program.process.pid, signal.SIGKILL)
    until(lambda: not program.is_running, "the player is gone")
    builder = desktop.start_studio()
    desktop.wait_for_window(BUILDER)
    resume = reader.wait_for("Resume", "push button")
    reader.press(resume)
    desktop.wait_for_window(PLAYER)
    until(lambda: moment(reader).startswith("Cat-cow, 5 reps. Get ready"), "it begins with getting ready",
          says=reader.outline)  # fmt: skip
    until(lambda: place(desktop).get("row") == 1, "the session that goes on is noted in its turn")
    desktop.key("Escape", "Right", "Return")
    desktop.wait_until_gone(PLAYER)
    until(lambda: not list(sessions(desktop).iterdir()), "nothing is left of a session that was ended")
    assert builder.is_running


def test_a_session_that_is_played_is_not_offered_and_not_now_asks_again(
    desktop: Desktop, reader: ScreenReader
) -> None:
    player = play(desktop, reader)
    until(lambda: place(desktop), "the place is noted")
    builder = desktop.start_studio()
    desktop.wait_for_window(BUILDER)
    reader.wait_for("Timeline")  # it comes last but the offer
    assert reader.look().find("Resume", "push button") is None
    builder.end()
    os.kill(player.process.pid, signal.SIGKILL)
    until(lambda: not player.is_running, "the player is gone")
    for _ in range(2):
        builder = desktop.start_studio()
        desktop.wait_for_window(BUILDER)
        reader.press(reader.wait_for("Not now", "push button"))
        until(lambda: reader.look().find("Resume", "push button") is None, "the offer is gone")
        builder.end()


def test_c52_a_stopped_program_keeps_the_time_and_after_five_seconds_it_waits(
    desktop: Desktop, reader: ScreenReader
) -> None:
    program = play(desktop, reader)
    begun, first = time.monotonic(), left(reader)
    for _ in range(3):
        os.kill(program.process.pid, signal.SIGSTOP)
        time.sleep(1.05)
        os.kill(program.process.pid, signal.SIGCONT)
        wait_for_a_second(reader)
    gone, told = time.monotonic() - begun, first - left(reader)
    assert abs(gone - told) < NEAR, (gone, told)
    assert not moment(reader).startswith("Paused")
    os.kill(program.process.pid, signal.SIGSTOP)
    time.sleep(5.0)
    os.kill(program.process.pid, signal.SIGCONT)
    reader.wait_for("Paused")
    desktop.key("Return")
    until(lambda: not moment(reader).startswith("Paused"), "it plays on", says=reader.outline)


def test_a_rehearsal_stands_in_a_window_of_its_own(desktop: Desktop, reader: ScreenReader) -> None:
    builder = desktop.start_studio(ROUTINE)
    desktop.wait_for_window(BUILDER)
    reader.wait_for("Play", "push button")
    desktop.key("shift+F5")
    window = desktop.wait_for_window(REHEARSAL)
    assert window.width < desktop.size[0]
    reader.press(reader.wait_for("Speed 8", "push button"))
    until(lambda: "Cat-cow" in moment(reader), "a minute has gone in a few seconds", says=reader.outline)
    assert not sessions(desktop).exists() or not list(sessions(desktop).iterdir())
    desktop.key("Escape")
    desktop.wait_until_gone(REHEARSAL)
    assert builder.is_running
