"""The player in a real window: it fills the screen, obeys keys, is heard, and gives the screen back."""

from __future__ import annotations

import wave
from array import array
from pathlib import Path

import pytest

from tests.desktop.desktop import RATE, ROOT, Desktop, Window
from tests.desktop.programs import Program, until
from tests.desktop.reader import ScreenReader

ROUTINE = ROOT / "routines" / "ten-minute-mix.routine.toml"
PLAYER = "\N{EN DASH} Player"
BUILDER = "\N{EN DASH} Spine Studio"
LOUD = 600  # of 32767
SILENCE = RATE * 15 // 100  # samples: a tone begins after as much quiet
NEAR = 0.2  # seconds a busy machine may be late; the player's own clock decides, not a count of ticks


def full(desktop: Desktop) -> Window | None:
    """The player's window, once it fills the screen."""
    return next(
        (
            one
            for one in desktop.windows(PLAYER)
            if (one.x, one.y, one.width, one.height) == (0, 0, *desktop.size)
        ),
        None,
    )


def moment(reader: ScreenReader) -> str:
    """What the player says of the moment."""
    found = [thing for thing in reader.look().all() if thing.name.startswith("Player: ")]
    return found[0].description if found else ""


def play(desktop: Desktop, **variables: str) -> Program:
    """Start the player alone, and wait until it fills the screen."""
    program = desktop.start_studio("play", ROUTINE, **variables)
    desktop.wait_for_window(PLAYER)
    until(lambda: full(desktop), "the player fills the screen", says=lambda: program.said)
    return program


def test_it_fills_the_screen_pauses_and_leaves(desktop: Desktop, reader: ScreenReader) -> None:
    program = play(desktop)
    until(lambda: "Get ready" in moment(reader), "the player tells what to do", says=reader.outline)
    desktop.key("space")
    reader.wait_for("Play", "push button")
    assert moment(reader).startswith("Paused. ")
    desktop.key("Escape")
    reader.wait_for("Leave the session?")
    desktop.key("Return")  # keep going: it was paused, and stays so
    until(lambda: reader.look().find("Keep going") is None, "the question is gone", says=reader.outline)
    assert program.is_running
    desktop.key("Escape", "Right", "Return")
    assert program.wait() == 0
    desktop.wait_until_gone(PLAYER)


def test_a_reader_finds_every_control_by_its_name(desktop: Desktop, reader: ScreenReader) -> None:
    play(desktop)
    for name in ("Back", "Pause", "Next", "10 seconds back", "10 seconds on", "Leave"):
        button = reader.wait_for(name, "push button")
        assert min(button.width, button.height) >= 48
    before = moment(reader)
    reader.press(reader.wait_for("Next", "push button"))
    until(lambda: moment(reader) != before, "the next step is shown", says=reader.outline)


def test_a_click_on_the_bar_goes_there(desktop: Desktop, reader: ScreenReader) -> None:
    play(desktop)
    bar = reader.wait_for("Progress")
    assert "Step 1 of" in bar.description
    desktop.click(desktop.size[0] - 100, bar.middle[1])
    until(
        lambda: "Step 1 of" not in reader.wait_for("Progress").description,
        "another step is played",
        says=reader.outline,
    )


def test_the_builder_gets_the_screen_back(desktop: Desktop, reader: ScreenReader) -> None:
    builder = desktop.start_studio(ROUTINE)
    window = desktop.wait_for_window(BUILDER)
    play_button = until(
        lambda: reader.look().find("Play", "push button"), "there is a Play button", says=reader.outline
    )
    until(
        lambda: reader.look().find("Ten-minute mix") or desktop.windows("Ten-minute mix"),
        "the routine is open",
        says=reader.outline,
    )
    desktop.click(*play_button.middle)
    until(lambda: full(desktop), "the player fills the screen", says=lambda: builder.said)
    until(lambda: PLAYER in desktop.active(), "the player gets the keys", says=lambda: builder.said)
    desktop.key("Escape")
    reader.wait_for("Leave the session?")
    desktop.key("Right", "Return")
    desktop.wait_until_gone(PLAYER)
    back = desktop.wait_for_window(BUILDER)
    assert (back.x, back.y, back.width, back.height) == (window.x, window.y, window.width, window.height)
    assert builder.is_running


def onsets(path: Path) -> list[float]:
    """When a tone begins after silence, in seconds."""
    with wave.open(str(path)) as sound:
        samples = array("h", sound.readframes(sound.getnframes()))
    found: list[float] = []
    quiet = SILENCE
    for place, sample in enumerate(samples):
        if abs(sample) < LOUD:
            quiet += 1
            continue
        if quiet >= SILENCE:
            found.append(place / RATE)
        quiet = 0
    return found


def test_its_tones_are_heard_when_they_are_due(
    desktop: Desktop, reader: ScreenReader, tmp_path: Path
) -> None:
    record = tmp_path / "session.wav"
    with desktop.recording(record):
        program = play(desktop)
        until(lambda: "Get ready" not in moment(reader), "the first exercise begins", says=reader.outline)
        desktop.key("Escape", "Right", "Return")
        assert program.wait() == 0
    heard = onsets(record)
    # Getting ready takes 5 s: its tone, three counts, and the start.
    assert len(heard) >= 5, heard
    due = [0.0, 2.0, 3.0, 4.0, 5.0]
    assert [at - heard[0] for at in heard[:5]] == pytest.approx(due, abs=NEAR), heard
