"""The system ends the program: it is gone in time, and whoever supervises it sees how it ended."""

from __future__ import annotations

import re
import signal
import sys
import time

import pytest

from tests.desktop.desktop import Desktop
from tests.desktop.playing import PLAYER, ROUTINE, play
from tests.desktop.programs import Program, until

SOON = 2.0  # seconds
BUILDER = "\N{EN DASH} Spine Studio"


def ended(program: Program, number: signal.Signals) -> int:
    """Send a signal; the exit status, which has to be there soon."""
    begun = time.monotonic()
    program.process.send_signal(number)
    code = program.wait()
    assert time.monotonic() - begun < SOON
    return code


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_d70_a_signal_ends_the_player_in_time(desktop: Desktop, number: signal.Signals) -> None:
    assert ended(play(desktop), number) == 128 + number
    desktop.wait_until_gone(PLAYER)


SIGNALLED = """
import signal, sys
from studio.cli import main
from studio.host.feed import Feed

read, asked = Feed.read, []

def reading(feed, count):
    asked.append(count)
    if len(asked) == int(sys.argv[1]):
        signal.raise_signal(signal.SIGTERM)
    return read(feed, count)

Feed.read = reading
sys.exit(main(["play", sys.argv[2]]))
"""


@pytest.mark.parametrize("turn", [1, 10, 40])
def test_d70_a_signal_while_the_sound_asks_for_samples_ends_it_in_order(desktop: Desktop, turn: int) -> None:
    """It does so all the time, so now and then a signal comes just then."""
    program = desktop.start(sys.executable, "-c", SIGNALLED, str(turn), ROUTINE)
    assert program.wait() == 128 + signal.SIGTERM, program.said
    assert not re.search("deleted|virtual|Traceback|did not close|is lost", program.said), program.said


def test_d70_a_signal_ends_the_builder_in_time_also_out_of_a_dialog(desktop: Desktop) -> None:
    program = desktop.start_studio(ROUTINE)
    desktop.wait_for_window(BUILDER)
    desktop.key("ctrl+o")
    until(lambda: BUILDER not in desktop.active() and desktop.active(), "a dialog is open")
    assert ended(program, signal.SIGTERM) == 128 + signal.SIGTERM
    assert "Traceback" not in program.said, program.said


@pytest.mark.parametrize("words", [("play", ROUTINE), (ROUTINE,)], ids=["player", "builder"])
def test_d69_a_display_that_dies_is_no_ordinary_end(desktop: Desktop, words: tuple[str, ...]) -> None:
    server = desktop.start("Xvfb", "-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp")
    number = until(lambda: re.search(r"^(\d+)$", server.said, re.MULTILINE), "Xvfb names its display")[1]
    program = desktop.start_studio(*words, DISPLAY=f":{number}")
    shown = ("xdotool", "search", "--onlyvisible", "--name", "Spine Studio|Player")

    def seen() -> bool:
        looker = desktop.start("env", f"DISPLAY=:{number}", *shown)
        looker.wait()
        return bool(looker.said.strip())

    until(seen, "its window is shown", says=lambda: program.said)
    server.process.kill()
    assert program.wait(SOON * 2) not in (0, None)
