"""Starts the player in a real window, and tells what it shows."""

from __future__ import annotations

from pathlib import Path

from tests.desktop.desktop import ROOT, Desktop, Window
from tests.desktop.programs import Program, until
from tests.desktop.reader import ScreenReader

ROUTINE = ROOT / "routines" / "ten-minute-mix.routine.toml"
PLAYER = "\N{EN DASH} Player"


def fills(desktop: Desktop, x: int, y: int, width: int, height: int) -> Window | None:
    """The player's window, once it fills this part of the screen."""
    place = (x, y, width, height)
    return next((w for w in desktop.windows(PLAYER) if (w.x, w.y, w.width, w.height) == place), None)


def full(desktop: Desktop) -> Window | None:
    """The player's window, once it fills the screen."""
    return fills(desktop, 0, 0, *desktop.size)


def moment(reader: ScreenReader) -> str:
    """What the player says of the moment."""
    found = [thing for thing in reader.look().all() if thing.name.startswith("Player: ")]
    return found[0].description if found else ""


def play(desktop: Desktop, routine: Path = ROUTINE, **variables: str) -> Program:
    """Start the player alone, and wait until it fills the screen."""
    program = desktop.start_studio("play", routine, **variables)
    desktop.wait_for_window(PLAYER)
    until(lambda: full(desktop), "the player fills the screen", says=lambda: program.said)
    return program
