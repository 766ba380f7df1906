"""Two windows side by side: steps go from one to the other by mouse and through the clipboard, as copies."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from studio.core.dose import Dose
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Routine, Step
from studio.files.write import routine_text
from tests.desktop.desktop import Desktop
from tests.desktop.programs import until
from tests.desktop.reader import ScreenReader, Thing

SCREEN = (2080, 800)  # room for two windows
WIDTH, HEIGHT = 1030, 740
TITLE_BAR = "\N{EN DASH} Spine Studio"
CHILDS_POSE = "Child's pose"
HOLD = 25
CHILD = Step("childs-pose", dose=Dose(hold=fixed(HOLD * SECOND)))
NOTHING = Thing("", "", "", 0, 0, 0, 0, (), ("", ""))
TELL_CLIPBOARD = """
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
print(application.clipboard().text())
"""


@pytest.fixture(scope="module")
def shared_desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """A desktop of its own: the usual one is too narrow."""
    with Desktop(tmp_path_factory.mktemp("wide"), SCREEN) as desktop:
        yield desktop


class Builder:
    """One of the windows, and what is read and done in it."""

    def __init__(self, desktop: Desktop, reader: ScreenReader, path: Path, steps: tuple[Step, ...]) -> None:
        self.desktop, self.reader, self.path = desktop, reader, path
        self.title = path.name.partition(".")[0]
        path.write_text(routine_text(Routine(self.title, steps)), encoding="utf-8")
        self.sequence = self.undo = self.status = NOTHING

    def open_at(self, x: int, **variables: str) -> None:
        """Open its file as a person does, and put the window there."""
        self.desktop.start_studio(self.path, **variables)
        number = self.desktop.wait_for_window(self.title).id
        until(self._found, f"{self.title} has steps", says=self.reader.outline)
        self.desktop._xdotool("windowsize", number, WIDTH, HEIGHT, "windowmove", number, x, 0)
        until(lambda: self._stands_at(x), f"{self.title} is at {x}", says=self.reader.outline)

    def _stands_at(self, x: int) -> bool:
        """Whether the window is there, and its cards have come along."""
        window, cards = self.desktop.windows(self.title)[-1], self.rows()
        within = all(x < card.x and card.x + card.width < x + WIDTH for card in cards)
        return (window.x, window.width) == (x, WIDTH) and within

    def _found(self) -> bool:
        """Whether the window is furnished; from then on only what matters is read, that is sooner done."""
        windows = (
            one for one in self.reader.look().all() if one.name.startswith(f"{self.title} {TITLE_BAR}")
        )
        every = [thing for window in windows for thing in window.all()]
        self.sequence = next((one for one in every if one.name == "Sequence"), NOTHING)
        self.undo = next((one for one in every if (one.role, one.name) == ("push button", "Undo")), NOTHING)
        self.status = next((one for one in every if one.find("File") in one.children), NOTHING)
        return bool(self.sequence.children) and NOTHING not in (self.undo, self.status)

    def rows(self) -> list[Thing]:
        """The cards of the sequence, from top to bottom."""
        return [card for card in self.reader.again(self.sequence).children if card.role == "list item"]

    def step(self, name: str) -> Thing:
        """The card of a step."""
        return next(row for row in self.rows() if row.name.startswith(name))

    def wait_for_steps(self, *names: str) -> None:
        """Wait until the sequence is this."""
        until(lambda: self.names() == list(names), f"{self.title} is {names}", says=self.reader.outline)

    def names(self) -> list[str]:
        """How the cards begin."""
        return [row.name.split(",")[0] for row in self.rows()]

    def undone_next(self) -> str:
        """What the next step of the way back is called."""
        return self.reader.again(self.undo).description.removesuffix(" (Ctrl+Z)")

    def hints(self, words: str) -> bool:
        """Whether the status line begins like this."""
        return any(label.description.startswith(words) for label in self.reader.again(self.status).children)

    def press(self, step: str, *keys: str) -> None:
        """Click on a step and press keys, once the window has them."""
        self.desktop.click(*self.step(step).middle)
        until(lambda: self.desktop.active().startswith(self.title), "the window gets the keys")
        self.desktop.key(*keys)

    def wait_until_saved(self, *exercises: str) -> list[dict[str, object]]:
        """Wait until the file holds these; its steps."""

        def found() -> list[dict[str, object]]:
            steps: list[dict[str, object]] = tomllib.loads(self.path.read_text("utf-8")).get("steps", [])
            return steps if [step["exercise"] for step in steps] == list(exercises) else []

        return until(found, f"{self.path.name} holds {exercises}", says=self.reader.outline)


@dataclass(frozen=True)
class Pair:
    """The two windows."""

    left: Builder
    right: Builder


@pytest.fixture(params=["one program", "two programs"])
def pair(desktop: Desktop, reader: ScreenReader, tmp_path: Path, request: pytest.FixtureRequest) -> Pair:
    """A second start hands its file over to the first; in a home of its own it is a program of its own."""
    left = Builder(desktop, reader, tmp_path / "Left.routine.toml", (Step("standing-roll-down"), CHILD))
    steps = (Step("supine-twist"), Step("glute-bridge"))
    right = Builder(desktop, reader, tmp_path / "Right.routine.toml", steps)
    left.open_at(0)
    home = tmp_path if request.param == "two programs" else desktop.environment["HOME"]
    right.open_at(SCREEN[0] - WIDTH, HOME=str(home))
    return Pair(left, right)


def test_a_step_is_dragged_from_window_to_window(pair: Pair) -> None:
    left, right, before = pair.left, pair.right, pair.left.path.read_bytes()
    carry(left, left.step(CHILDS_POSE), right, right.step("Supine twist"))
    right.wait_for_steps("Supine twist", CHILDS_POSE, "Glute bridge")
    assert left.names() == ["Standing roll-down", CHILDS_POSE]
    assert left.undone_next() == "Undo"
    assert right.undone_next() == "Undo Paste 1 step"
    right.press("Glute bridge", "ctrl+s")
    steps = right.wait_until_saved("supine-twist", "childs-pose", "glute-bridge")
    assert steps[1]["hold"] == HOLD
    right.desktop.key("ctrl+z")
    right.wait_for_steps("Supine twist", "Glute bridge")
    assert right.undone_next() == "Undo"
    assert left.path.read_bytes() == before


def test_steps_are_copied_in_one_window_and_pasted_in_the_other(pair: Pair) -> None:
    left, right, before = pair.left, pair.right, pair.left.path.read_bytes()
    left.press(CHILDS_POSE, "ctrl+c")
    copied = until(lambda: clipboard(left.desktop), "the clipboard holds the step")
    assert [(step["exercise"], step["hold"]) for step in copied["steps"]] == [("childs-pose", HOLD)]
    right.press("Supine twist", "ctrl+v")
    right.wait_for_steps("Supine twist", CHILDS_POSE, "Glute bridge")
    assert right.undone_next() == "Undo Paste 1 step"
    right.desktop.key("ctrl+a", "ctrl+c")
    until(lambda: len(clipboard(left.desktop).get("steps", ())) == len(right.names()), "all are copied")
    left.press("Standing roll-down", "ctrl+v", "ctrl+s")
    left.wait_for_steps("Standing roll-down", *right.names(), CHILDS_POSE)
    left.wait_until_saved("standing-roll-down", "supine-twist", "childs-pose", "glute-bridge", "childs-pose")
    left.desktop.key("ctrl+z", "ctrl+s")
    until(lambda: left.path.read_bytes() == before, "the file is what it was, to the byte")


def carry(source: Builder, card: Thing, target: Builder, over: Thing) -> None:
    """Drag a card to the lower half of another; let go once its window says what that would do."""
    hand, (x, y) = source.desktop._xdotool, card.middle
    to_x, to_y = over.middle[0], over.y + over.height * 3 // 4
    hand("mousemove", x, y, "mousedown", 1, "sleep", 0.05, "mousemove", x + 20, y, "sleep", 0.05)
    hand("mousemove", (x + to_x) // 2, (y + to_y) // 2, "sleep", 0.05, "mousemove", to_x, to_y)

    def told() -> bool:
        hand("mousemove_relative", 1, 0, "mousemove_relative", "--", -1, 0)  # no hand is quite still
        return target.hints("Drop to insert 1 step as step 2")

    until(told, "the other window says what a drop would do", says=source.reader.outline)
    hand("mouseup", 1)


def clipboard(desktop: Desktop) -> dict[str, Any]:
    """The routine on the clipboard, as another program gets it; nothing where it holds none."""
    program = desktop.start(sys.executable, "-c", TELL_CLIPBOARD)
    assert program.wait() == 0, program.said
    try:
        return tomllib.loads(program.said)
    except tomllib.TOMLDecodeError:
        return {}
