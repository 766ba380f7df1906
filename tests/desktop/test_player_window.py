"""The player in a real window: it fills the screen, obeys keys, is heard, and gives the screen back."""

from __future__ import annotations

from tests.desktop.desktop import Desktop
from tests.desktop.playing import PLAYER, ROUTINE, full, moment, play
from tests.desktop.programs import until
from tests.desktop.reader import ScreenReader

BUILDER = "\N{EN DASH} Spine Studio"


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
    for name in ("Back", "Pause", "Next", "10 seconds less", "10 seconds more", "Leave"):
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
