"""The screen is kept from switching off while a session plays, and only then: calls counted on a real bus."""

from __future__ import annotations

import signal
import sys

import pytest

from tests.desktop.desktop import Desktop
from tests.desktop.playing import play
from tests.desktop.programs import Program, until
from tests.desktop.reader import ScreenReader

AWAKE, MAY_SLEEP = "Screen stays awake", "Your screen may switch off"


@pytest.fixture
def saver(desktop: Desktop) -> Program:
    """A screen saver on the desktop's bus; what it prints are the calls."""
    made = desktop.start(sys.executable, "-m", "tests.desktop.screensaver")
    until(lambda: "ready" in made.said, "the screen saver answers", says=lambda: made.said)
    return made


def calls(saver: Program) -> list[str]:
    """What happened to the screen saver, in order."""
    return saver.said.splitlines()[1:]


def sign(reader: ScreenReader) -> str:
    """What the player says about the screen."""
    found = reader.look().find("Screen and sound")
    return found.description if found else ""


def test_d66_it_is_held_while_it_plays_and_let_go_at_the_end(
    desktop: Desktop, reader: ScreenReader, saver: Program
) -> None:
    program = play(desktop)
    until(lambda: AWAKE in sign(reader), "it says that the screen stays awake", says=reader.outline)
    assert calls(saver) == ["held"]
    desktop.key(
        "space", "space", "Right", "space", "space"
    )  # pauses are short, steps are skipped: still held
    desktop.key("Escape")
    reader.wait_for("Leave the session?")
    assert calls(saver) == ["held"]
    desktop.key("Right", "Return")
    assert program.wait() == 0
    assert calls(saver) == ["held", "let go"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_d66_a_player_that_is_gone_holds_nothing(
    desktop: Desktop, saver: Program, number: signal.Signals
) -> None:
    program = play(desktop)
    until(lambda: calls(saver) == ["held"], "it is held", says=lambda: saver.said)
    program.process.send_signal(number)
    program.wait()
    until(lambda: len(calls(saver)) == 2, "it is let go", says=lambda: saver.said)
    assert calls(saver)[1] in ("lost", "let go")


def test_d67_without_a_bus_it_says_so_before_the_first_step(desktop: Desktop, reader: ScreenReader) -> None:
    play(desktop, DBUS_SESSION_BUS_ADDRESS="")
    until(lambda: MAY_SLEEP in sign(reader), "it says that the screen may switch off", says=reader.outline)


def test_d67_a_bus_without_a_screen_saver_is_said_as_well(desktop: Desktop, reader: ScreenReader) -> None:
    play(desktop)
    until(lambda: MAY_SLEEP in sign(reader), "it says that the screen may switch off", says=reader.outline)
