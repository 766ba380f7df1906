"""Unsaved work comes back in a real window: after kill -9, after SIGTERM, and only once."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.desktop.desktop import ROOT, Desktop
from tests.desktop.programs import Program, until
from tests.desktop.reader import ScreenReader

ROUTINE = ROOT / "routines" / "home-basics.routine.toml"


def kept(desktop: Desktop) -> list[Path]:
    state = Path(desktop.environment["HOME"]) / ".local" / "state" / "Spine Studio" / "recovery"
    return sorted(state.glob("*.unsaved"))


def start(desktop: Desktop, *words: str | Path) -> Program:
    program = desktop.start_studio(*words)
    desktop.wait_for_window("Spine Studio")
    return program


def add_bridge(desktop: Desktop) -> None:
    desktop.key("ctrl+f")
    desktop.type_text("bridge")
    desktop.key("Return", "Return")


def sequence(reader: ScreenReader) -> str:
    found = reader.look().find("Sequence")
    return " ".join(thing.name for thing in found.all()) if found else ""


def again_said(program: Program, reader: ScreenReader) -> Callable[[], str]:
    return lambda: f"{program.said}\n{reader.outline()}"


def test_a12_work_that_was_never_saved_is_there_after_kill_9(desktop: Desktop, reader: ScreenReader) -> None:
    program = start(desktop)
    reader.wait_for("Timeline")
    add_bridge(desktop)
    begun = time.monotonic()
    until(lambda: kept(desktop), "the work is kept", says=lambda: program.said)
    assert time.monotonic() - begun < 5
    program.process.kill()
    program.process.wait()
    again = start(desktop)
    reader.press(reader.wait_for("Restore", "push button"))
    until(lambda: "Glute bridge" in sequence(reader), "the step is back", says=again_said(again, reader))
    until(lambda: len(kept(desktop)) == 1, "it is this run's now", says=again_said(again, reader))


def test_a12_what_was_discarded_does_not_come_again(desktop: Desktop, reader: ScreenReader) -> None:
    program = start(desktop)
    reader.wait_for("Timeline")
    add_bridge(desktop)
    until(lambda: kept(desktop), "the work is kept", says=lambda: program.said)
    program.process.kill()
    program.process.wait()
    start(desktop, ROUTINE)
    reader.press(reader.wait_for("Discard", "push button"))
    until(lambda: not kept(desktop), "it is gone", says=reader.outline)


def test_d70_sigterm_keeps_the_work_and_ends_in_time(desktop: Desktop, reader: ScreenReader) -> None:
    program = start(desktop)
    reader.wait_for("Timeline")
    add_bridge(desktop)
    until(lambda: "Glute bridge" in sequence(reader), "the step is there", says=reader.outline)
    begun = time.monotonic()
    program.process.send_signal(signal.SIGTERM)
    program.wait()
    assert time.monotonic() - begun < 2.5
    assert len(kept(desktop)) == 1
