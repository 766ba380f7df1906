"""Building by mouse and by keyboard in a real window: drag in, reorder, undo, save."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from studio.app.actions import SEQUENCE_MENU
from studio.core.routine import Routine, Step
from studio.files.write import routine_text
from tests.desktop.desktop import Desktop
from tests.desktop.programs import until
from tests.desktop.reader import ScreenReader, Thing

TITLE = "Try it out"
STEPS = ("standing-roll-down", "childs-pose", "supine-twist")
FIRST = ["Standing roll-down", "Child", "Supine twist"]


class Builder:
    """The builder's window on a routine of three steps, and what can be done in it."""

    def __init__(self, desktop: Desktop, reader: ScreenReader, path: Path) -> None:
        self.desktop, self.reader, self.path = desktop, reader, path
        path.write_text(routine_text(Routine(TITLE, tuple(map(Step, STEPS)))), encoding="utf-8")
        self.program = desktop.start_studio(path)
        desktop.wait_for_window(TITLE)
        until(lambda: len(self.rows("Sequence")) == len(STEPS), "three steps are shown", says=reader.outline)
        until(lambda: len(self.rows("Exercises")) > 1, "the exercises are shown", says=reader.outline)

    def rows(self, name: str) -> list[Thing]:
        """The rows of a list, from top to bottom."""
        found = self.reader.look().find(name, "list")
        return [thing for thing in found.children if thing.role == "list item"] if found else []

    @property
    def names(self) -> list[str]:
        """How the rows of the sequence begin."""
        return [row.name.split(",")[0].removesuffix("\N{APOSTROPHE}s pose") for row in self.rows("Sequence")]

    def wait_for_steps(self, *names: str) -> None:
        """Wait until the sequence is this."""
        until(lambda: self.names == list(names), f"the sequence is {names}", says=self.reader.outline)

    def exercise(self, name: str) -> Thing:
        """The card of an exercise in the library, which is searched for it: the list is longer than high."""
        self.desktop.key("ctrl+f")
        self.desktop.type_text(name)
        until(lambda: len(self.rows("Exercises")) == 1, "it is found", says=self.reader.outline)
        return next(row for row in self.rows("Exercises") if row.name.startswith(name))

    def step(self, name: str) -> Thing:
        """The card of a step in the sequence."""
        return next(row for row in self.rows("Sequence") if row.name.startswith(name))

    def pick(self, first: str, second: str) -> None:
        """Select two steps: a click, and another with Ctrl."""
        self.desktop.click(*self.step(first).middle)
        self.desktop._xdotool("keydown", "ctrl")
        self.desktop.click(*self.step(second).middle)
        self.desktop._xdotool("keyup", "ctrl")

    def drag(self, thing: Thing, to: Thing, share: float) -> None:
        """Drag a card to a height within another: 0 its top, 1 its bottom."""
        x, y = thing.middle
        self.desktop.drag(x - 40, y, to.x + to.width // 2, to.y + round(to.height * share))

    def saved(self) -> list[str]:
        """The exercises of the file."""
        return [step["exercise"] for step in tomllib.loads(self.path.read_text("utf-8")).get("steps", ())]


@pytest.fixture
def builder(desktop: Desktop, reader: ScreenReader, tmp_path: Path) -> Builder:
    return Builder(desktop, reader, tmp_path / "try.routine.toml")


def test_drag_in_reorder_undo_and_save(builder: Builder) -> None:
    before = builder.path.read_bytes()
    keys = builder.desktop.key
    builder.drag(builder.exercise("Glute bridge"), builder.step("Standing roll-down"), 0.75)
    builder.wait_for_steps("Standing roll-down", "Glute bridge", "Child", "Supine twist")
    builder.drag(builder.step("Supine twist"), builder.step("Standing roll-down"), 0.2)
    builder.wait_for_steps("Supine twist", "Standing roll-down", "Glute bridge", "Child")
    builder.pick("Supine twist", "Glute bridge")
    builder.drag(builder.step("Glute bridge"), builder.step("Child"), 0.8)
    moved = ("Standing roll-down", "Child", "Supine twist", "Glute bridge")
    builder.wait_for_steps(*moved)
    keys("ctrl+s")
    after = ["standing-roll-down", "childs-pose", "supine-twist", "glute-bridge"]
    until(lambda: builder.saved() == after, "the file holds the new order")
    keys("ctrl+z")
    builder.wait_for_steps("Supine twist", "Standing roll-down", "Glute bridge", "Child")
    keys("ctrl+z")
    builder.wait_for_steps("Standing roll-down", "Glute bridge", "Child", "Supine twist")
    keys("ctrl+z")
    builder.wait_for_steps(*FIRST)
    keys("ctrl+s")
    until(lambda: builder.path.read_bytes() == before, "the file is what it was, to the byte")


def press_and_go(builder: Builder, thing: Thing, points: list[tuple[int, int]]) -> None:
    """Take a card up and carry it along these points, without letting go."""
    x, y = thing.middle
    words: list[object] = ["mousemove", x, y, "mousedown", 1]
    for to_x, to_y in points:
        words += [
            "sleep",
            0.05,
            "mousemove",
            (x + to_x) // 2,
            (y + to_y) // 2,
            "sleep",
            0.05,
            "mousemove",
            to_x,
            to_y,
        ]
        x, y = to_x, to_y
    builder.desktop._xdotool(*words, "sleep", 0.2)


def let_go(builder: Builder) -> None:
    builder.desktop._xdotool("mouseup", 1)


def picture(builder: Builder, card: Thing) -> QImage:
    """How a card looks now, without its edge."""
    shot = QImage(str(builder.desktop.screenshot(builder.path.with_suffix(".png"))))
    return shot.copy(card.x + 8, card.y + 8, card.width - 16, card.height - 16)


def give_up_by_escape(builder: Builder) -> None:
    """Esc while the card is over the sequence; it is gone from there before the mouse lets go."""
    over = builder.step("Standing roll-down")
    before = picture(builder, over)
    press_and_go(builder, builder.step("Supine twist"), [over.middle])
    until(lambda: picture(builder, over) != before, "the card is carried")
    builder.desktop._xdotool("key", "Escape")  # `key` would let go of the mouse first
    until(lambda: picture(builder, over) == before, "the card is given up")
    let_go(builder)


def drop_outside(builder: Builder) -> None:
    """Let go over the library."""
    press_and_go(builder, builder.step("Supine twist"), [builder.rows("Exercises")[0].middle])
    let_go(builder)


def drop_on_itself(builder: Builder) -> None:
    """Away and back again."""
    card = builder.step("Supine twist")
    x, y = card.middle
    press_and_go(builder, card, [(x, y - 100), (x, y + 3)])
    let_go(builder)


def test_a21_drags_that_are_given_up_change_nothing(builder: Builder) -> None:
    for give_up in (give_up_by_escape, drop_outside, drop_on_itself):
        give_up(builder)
    builder.drag(builder.exercise("Glute bridge"), builder.step("Standing roll-down"), 0.75)
    builder.wait_for_steps("Standing roll-down", "Glute bridge", "Child", "Supine twist")
    builder.desktop.key("ctrl+z")
    builder.wait_for_steps(*FIRST)
    undo = builder.reader.wait_for("Undo")  # no "Undo Move ...": the one drag that counted was the only step
    assert undo.name == "Undo"


def test_ctrl_drag_copies(builder: Builder) -> None:
    first = builder.step("Standing roll-down")
    press_and_go(builder, builder.step("Supine twist"), [(first.middle[0], first.y + 10)])
    builder.desktop._xdotool("keydown", "ctrl", "sleep", 0.1, "mousemove_relative", 2, 0, "sleep", 0.2)
    let_go(builder)
    builder.desktop._xdotool("keyup", "ctrl")
    builder.wait_for_steps("Supine twist", "Standing roll-down", "Child", "Supine twist")


def test_by_keyboard_alone(builder: Builder) -> None:
    keys = builder.desktop.key
    keys("ctrl+f")
    builder.desktop.type_text("bridge")
    until(lambda: len(builder.rows("Exercises")) == 1, "one exercise is found", says=builder.reader.outline)
    keys("Down", "Return")
    builder.wait_for_steps(*FIRST, "Glute bridge")
    keys("Tab", "Tab", "Tab", "End", "alt+Up")  # past title and intensity
    builder.wait_for_steps("Standing roll-down", "Child", "Glute bridge", "Supine twist")
    keys("ctrl+d")
    builder.wait_for_steps("Standing roll-down", "Child", "Glute bridge", "Glute bridge", "Supine twist")
    keys("Delete")
    builder.wait_for_steps("Standing roll-down", "Child", "Glute bridge", "Supine twist")


IN_CIRCUIT = ("Circuit Circuit", "Child", "Supine twist", "Standing roll-down")


def saved_as(builder: Builder, before: bytes) -> bytes:
    """The file once it has been saved anew."""
    builder.desktop.key("ctrl+s")
    until(lambda: builder.path.read_bytes() != before, "the file holds the circuit")
    return builder.path.read_bytes()


def test_a_circuit_made_by_mouse_and_one_made_by_keys_are_the_same_file(builder: Builder) -> None:
    before, keys = builder.path.read_bytes(), builder.desktop.key
    builder.pick("Child", "Supine twist")
    builder.desktop.click(*builder.step("Supine twist").middle, button=3)
    builder.desktop._xdotool("sleep", 0.3)
    keys(*["Down"] * (1 + SEQUENCE_MENU.index("group")), "Return")
    builder.wait_for_steps("Standing roll-down", *IN_CIRCUIT[:3])
    builder.drag(builder.step("Standing roll-down"), builder.step("Supine twist"), 0.65)
    builder.wait_for_steps(*IN_CIRCUIT)
    by_mouse = saved_as(builder, before)
    builder.drag(builder.step("Child"), builder.step("Circuit"), 0.1)
    builder.wait_for_steps("Child", "Circuit Circuit", "Supine twist", "Standing roll-down")
    keys("ctrl+z", "ctrl+z", "ctrl+z")
    builder.wait_for_steps(*FIRST)
    keys("ctrl+s")
    until(lambda: builder.path.read_bytes() == before, "the file is what it was, to the byte")
    builder.desktop.click(*builder.step("Standing roll-down").middle)
    keys("alt+Down", "alt+Down", "ctrl+a", "ctrl+g")
    builder.wait_for_steps(*IN_CIRCUIT)
    assert saved_as(builder, before) == by_mouse


def test_rounds_and_a_hold_are_typed_in_place(builder: Builder) -> None:
    keys, before = builder.desktop.key, builder.path.read_bytes()
    builder.desktop.click(*builder.step("Child").middle)
    keys("ctrl+g")
    builder.wait_for_steps("Standing roll-down", "Circuit Circuit", "Child", "Supine twist")
    builder.desktop._xdotool("key", "--delay", 60, "plus", "plus", "Down", "Left", "Left", "F2")
    builder.desktop.type_text("35")
    keys("Return")
    text = tomllib.loads(saved_as(builder, before).decode())
    circuit = text["steps"][1]
    assert circuit["rounds"] == 4
    assert 35 in circuit["steps"][0].values()
