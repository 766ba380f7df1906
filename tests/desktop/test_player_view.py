"""The player's picture in a real window: upside down while one is head-down, and pressed where it is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.desktop import Desktop
from tests.desktop.programs import until
from tests.desktop.reader import ScreenReader, Thing

PLAYER = "\N{EN DASH} Player"
INVERTED = """
format = 1
title = "Head-down"

[[steps]]
exercise = "inversion-table"
prepare = 2
hold = 60
tilt = 20
"""


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    """A routine that is head-down after 2 s."""
    path = tmp_path / "down.routine.toml"
    path.write_text(INVERTED, encoding="utf-8")
    return path


def way_up(reader: ScreenReader) -> Thing | None:
    """The way up, while it is in sight."""
    found = reader.look().find("Come up", "push button")
    return found if found is not None and reader.shows(found) else None


def test_head_down_the_picture_turns_and_the_way_up_is_pressed_where_it_is_seen(
    desktop: Desktop, reader: ScreenReader, routine: Path
) -> None:
    program = desktop.start_studio("play", routine)
    desktop.wait_for_window(PLAYER)

    before: list[Thing | None] = [None]

    def turned() -> Thing | None:
        # Upside down, what is at the foot of the picture is at the head of the window; it takes a moment.
        bar, before[0] = before[0], way_up(reader)
        if bar is None or bar != before[0]:
            return None
        return bar if bar.y + bar.height < desktop.size[1] / 2 else None

    bar = until(turned, "one is head-down, and the picture has turned", says=lambda: program.said)
    name = reader.wait_for("Exercise")
    assert name.middle[1] > desktop.size[1] / 2
    assert name.middle[0] > desktop.size[0] / 2
    desktop.click(*bar.middle)
    until(lambda: way_up(reader) is None, "one is level again", says=reader.outline)
    until(
        lambda: reader.wait_for("Exercise").middle[1] < desktop.size[1] / 2,
        "the picture is upright",
        says=reader.outline,
    )
    assert program.is_running


def test_a_key_that_is_held_leads_up(desktop: Desktop, reader: ScreenReader, routine: Path) -> None:
    program = desktop.start_studio("play", routine)
    desktop.wait_for_window(PLAYER)
    until(lambda: way_up(reader), "one is head-down", says=lambda: program.said)
    desktop.hold_key("a", 2.0)
    until(lambda: way_up(reader) is None, "one is level again", says=reader.outline)
    assert program.is_running
