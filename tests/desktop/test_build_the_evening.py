"""One routine built from nothing twice, by mouse and by keys alone: both save the same file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studio.app.actions import SEQUENCE_MENU
from studio.core.dose import Dose
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Circuit, Routine, Step
from studio.files.write import routine_text
from tests.desktop.desktop import Desktop
from tests.desktop.programs import until
from tests.desktop.reader import ScreenReader, Thing


def _dose(hold: int, reps: int | None = None, pause: int | None = None) -> Dose:
    rest = None if pause is None else fixed(pause * SECOND)
    return Dose(hold=fixed(hold * SECOND), reps=None if reps is None else fixed(reps), pause=rest)


TITLE = "Low back - evening"
CIRCUIT = "Loosen up"
WHEEL_DOWN, MOST_TABS, MOST_TURNS = 5, 60, 12
# name in the library, and its numbers; the circuit is made of the third and the fourth.
FEET = ("Feet on a couch", {"Hold": "2:00"})
DOUBLE = ("Double knees to chest", {"Hold": "12", "Reps": "5", "Pause": "5"})
CAT = ("Cat-cow", {"Reps": "4"})
CHILD = ("Child's pose", {"Hold": "20", "Reps": "1"})
SINGLE = ("Single knee to chest", {"Hold": "10", "Reps": "5", "Pause": "4"})
TWIST = ("Inverted twist", {"Hold": "45", "Tilt": "25"})
ALL = (FEET, DOUBLE, CAT, CHILD, SINGLE, TWIST)
WHOLE = [FEET[0], DOUBLE[0], f"Circuit {CIRCUIT}", CAT[0], CHILD[0], SINGLE[0], TWIST[0]]

EXPECTED = routine_text(
    Routine(
        TITLE,
        (
            Step("feet-on-couch", dose=Dose(hold=fixed(120 * SECOND))),
            Step("double-knees-to-chest", dose=_dose(12, pause=5)),
            Circuit(
                CIRCUIT,
                3,
                5 * SECOND,
                (Step("cat-cow", dose=Dose(reps=fixed(4))), Step("childs-pose", dose=_dose(20, 1))),
            ),
            Step("single-knee-to-chest", dose=_dose(10, 5, pause=4)),
            Step("inverted-twist", dose=Dose(hold=fixed(45 * SECOND), tilt=fixed(25_000))),
        ),
    )
)


class Builder:
    """The builder's window on nothing."""

    def __init__(self, desktop: Desktop, reader: ScreenReader) -> None:
        self.desktop, self.reader = desktop, reader
        self.keys = desktop.key
        desktop.start_studio()
        desktop.wait_for_window("Spine Studio")
        self.lists = {name: reader.wait_for(name, "list") for name in ("Exercises", "Sequence")}
        self.panel = reader.wait_for("Inspector")
        until(lambda: len(self.rows("Exercises")) > 1, "the exercises are shown", says=reader.outline)

    def rows(self, name: str) -> list[Thing]:
        found = self.reader.again(self.lists[name])
        return [thing for thing in found.children if thing.role == "list item"]

    def step(self, name: str) -> Thing:
        return next(row for row in self.rows("Sequence") if row.name.startswith(name))

    def wait_for_steps(self, names: list[str]) -> None:
        """Wait until the sequence is this."""
        until(
            lambda: (
                [any(row.name.startswith(name) for name in names) for row in self.rows("Sequence")]
                == [True] * len(names)
            ),
            f"the sequence is {names}",
            says=self.reader.outline,
        )
        assert all(row.name.startswith(name) for row, name in zip(self.rows("Sequence"), names, strict=True))

    def look_up(self, name: str) -> Thing:
        """Search the library for an exercise; the keyboard stays in the search field."""
        self.keys("ctrl+f")
        self.desktop.type_text(name)
        until(lambda: len(self.rows("Exercises")) == 1, f"{name} is found", says=self.reader.outline)
        return self.rows("Exercises")[0]

    def shown(self, name: str, role: str) -> list[Thing]:
        """The things of a name in the inspector that are not hidden, though perhaps scrolled away."""
        self.panel = self.reader.again(self.panel)
        every = (thing for thing in self.panel.all() if (thing.name, thing.role) == (name, role))
        return [thing for thing in every if self.reader.shows(thing)]

    def said(self, name: str, key: str) -> None:
        """Wait until the title bar says so."""
        self.desktop.wait_for_window(name)
        assert key in self.desktop.active()


class ByMouse(Builder):
    """Drags and clicks; keys only for what is written into a field."""

    def write(self, name: str, text: str) -> None:
        """Write into a field of the inspector, which is scrolled to where it cannot be seen."""
        panel = self.panel
        for _turn in range(MOST_TURNS):
            field = next(iter(self.shown(name, "text")), None)
            if field and panel.y <= field.y and field.y + field.height <= panel.y + panel.height:
                self.desktop.click(*field.middle, times=1)
                self.keys("ctrl+a")
                self.desktop.type_text(text)
                self.keys("Return")
                return
            self.desktop.click(panel.x + 20, panel.middle[1], button=WHEEL_DOWN, times=2)
            self.desktop._xdotool("sleep", 0.1)
        raise AssertionError(f"{name} is nowhere\n{self.reader.outline()}")

    def add(self, name: str, after: str, share: float = 0.9) -> None:
        """Drag an exercise behind a step; without one, into the empty sequence."""
        card = self.look_up(name)
        to = self.step(after) if after else self.lists["Sequence"]
        y = to.y + round(to.height * (share if after else 0.5))
        count = len(self.rows("Sequence"))
        self.desktop.drag(card.middle[0], card.middle[1], to.middle[0], y)
        until(lambda: len(self.rows("Sequence")) == count + 1, f"{name} is in", says=self.reader.outline)

    def number(self, name: str, numbers: dict[str, str]) -> None:
        self.desktop.click(*self.step(name).middle)
        until(lambda: self.shown(name, "label"), "the step is in the inspector", says=self.reader.outline)
        for field, value in numbers.items():
            self.write(field, value)

    def build(self) -> None:
        self.write("Title", TITLE)
        last = ""
        for name, numbers in (FEET, DOUBLE, CAT):
            self.add(name, last)
            self.number(name, numbers)
            last = name
        x, y = self.step(CAT[0]).middle
        self.desktop.click(x - 60, y, button=3)
        self.desktop._xdotool("sleep", 0.3)  # a menu that pops up tells a screen reader nothing here
        self.keys(*["Down"] * (1 + SEQUENCE_MENU.index("group")), "Return")
        until(lambda: self.step("Circuit"), "there is a circuit", says=self.reader.outline)
        self.add(CHILD[0], CAT[0], 0.7)
        self.number(*CHILD)
        header = self.step("Circuit")
        self.desktop.click(header.x + header.width // 2, header.middle[1])
        self.write("Circuit", CIRCUIT)
        self.write("Rounds", "3")
        self.write("Rest", "5")
        for (name, numbers), share in ((SINGLE, 1.3), (TWIST, 0.9)):
            self.add(name, CHILD[0] if name == SINGLE[0] else SINGLE[0], share)
            self.number(name, numbers)

    def save(self, name: str) -> None:
        self.desktop.click(*self.reader.wait_for("Save", "push button").middle)
        dialog = self.desktop.wait_for_window("Save the routine")
        self.desktop.type_text(name)
        found = self.reader.look().find("Save the routine", "dialog")
        button = found.find("Save", "push button") if found else None
        assert button is not None, dialog
        self.desktop.click(*button.middle)


class ByKeys(Builder):
    """No mouse at all."""

    def go_to(self, name: str) -> None:
        """Tab until a field of this name has the keyboard; the step's numbers come one after the other."""
        fields = self.shown(name, "text")
        for _turn in range(MOST_TABS):
            if any(self.reader.has_focus(field) for field in fields):
                return
            self.keys("Tab")
        raise AssertionError(f"{name} is never reached\n{self.reader.outline()}")

    def write(self, name: str, text: str) -> None:
        self.go_to(name)
        self.keys("ctrl+a")
        self.desktop.type_text(text)
        self.keys("Return")

    def add(self, name: str) -> None:
        count = len(self.rows("Sequence"))
        self.look_up(name)
        self.keys("Down", "Return")
        until(lambda: len(self.rows("Sequence")) > count, f"{name} is in", says=self.reader.outline)
        self.keys("F6")

    def number(self, name: str, numbers: dict[str, str]) -> None:
        """Enter goes to the fields of the step, Esc back to it."""
        self.keys("Return")
        until(lambda: self.shown(name, "label"), "the step is in the inspector", says=self.reader.outline)
        for field, value in numbers.items():
            self.write(field, value)
        self.keys("Escape")

    def build(self) -> None:
        self.keys("F6")
        self.write("Title", TITLE)
        for name, numbers in ALL:
            self.add(name)
            self.number(name, numbers)
        self.keys("Home", "Down", "Down", "shift+Down", "ctrl+g")
        until(lambda: len(self.rows("Sequence")) == len(WHOLE), "a circuit", says=self.reader.outline)
        self.keys("F2")
        self.desktop.type_text(CIRCUIT)
        self.keys("Return", "Return")
        self.write("Rounds", "3")
        self.write("Rest", "5")
        self.keys("Escape")

    def save(self, name: str) -> None:
        self.keys("ctrl+s")
        self.desktop.wait_for_window("Save the routine")
        self.desktop.type_text(name)
        self.keys("Return")


def built(make: Callable[[Desktop, ScreenReader], ByMouse | ByKeys], desktop: Desktop,
          reader: ScreenReader) -> bytes:  # fmt: skip
    """The file that is saved in the end."""
    builder, name = make(desktop, reader), "evening.routine.toml"
    builder.build()
    builder.wait_for_steps(WHOLE)
    builder.save(name)
    path = Path(desktop.environment["HOME"]) / name
    until(path.exists, "the file is saved", says=reader.outline)
    desktop.wait_until_gone("Save the routine")
    return path.read_bytes()


@pytest.mark.parametrize("make", [ByMouse, ByKeys])
def test_the_routine_of_the_evening_is_built_from_nothing(
    desktop: Desktop,
    reader: ScreenReader,
    make: type[ByMouse] | type[ByKeys],
) -> None:
    """Both ways save the same file, to the byte: this one. What the exercise says anyway is not in it."""
    assert built(make, desktop, reader).decode() == EXPECTED
