"""The text view in a real window: what is typed is on the graph, what is edited elsewhere is in the text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from studio.builder.text_view import STALE
from studio.builder.text_view_twin import EDIT
from studio.core.compile import compile_schedule
from studio.core.dose import Dose
from studio.core.phrase import clock
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Routine, Step
from studio.files.examine import load_shelf
from studio.files.write import routine_text
from studio.host.paths import resources_folder
from studio.shell.desk import TEXT_BROKEN
from tests.desktop.desktop import Desktop
from tests.desktop.programs import until
from tests.desktop.reader import ScreenReader, Thing

TITLE = "Three holds"
NAMES = ["Feet on a couch", "Child's pose", "Supine twist"]
EXERCISES = ("feet-on-couch", "childs-pose", "supine-twist")
HOLD_LINE = 7  # of the first step; the key of the dose that is written last


def routine(*holds: int) -> Routine:
    """Three steps that are held so long, in seconds."""
    steps = zip(EXERCISES, holds, strict=True)
    return Routine(TITLE, tuple(Step(name, dose=_dose(hold)) for name, hold in steps))


def _dose(hold: int) -> Dose:
    return Dose(hold=fixed(hold * SECOND), reps=fixed(1))


class Text:
    """The builder's window on three holds, with the text open."""

    def __init__(self, desktop: Desktop, reader: ScreenReader, folder: Path) -> None:
        self.desktop, self.reader, self.keys = desktop, reader, desktop.key
        self.path = folder / "three.routine.toml"
        self.path.write_text(routine_text(routine(60, 60, 60)), encoding="utf-8")
        self.shelf = load_shelf(resources_folder(), folder / "own", folder)
        desktop.start_studio(self.path)
        desktop.wait_for_window(TITLE)
        self.sequence = reader.wait_for("Sequence", "list")
        self.total = reader.wait_for("Total time")
        self.undo = reader.wait_for("Undo", "push button")
        until(lambda: self.names() == NAMES, "three steps are shown", says=reader.outline)
        self.keys("F4")
        self.editor = reader.wait_for("Routine as text")
        self.panel = reader.wait_for("Text view")
        until(lambda: reader.has_focus(self.editor), "the keyboard is in the text", says=reader.outline)

    def rows(self) -> list[Thing]:
        """The cards of the sequence, from top to bottom."""
        return [row for row in self.reader.again(self.sequence).children if row.role == "list item"]

    def names(self) -> list[str]:
        """How the cards begin."""
        return [row.name.split(",")[0] for row in self.rows()]

    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.reader.text(self.editor).split("\n")

    def wait_for_lines(self, lines: list[str]) -> None:
        """Wait until the text is this."""
        until(lambda: self.lines() == lines, f"the text is {lines}", says=lambda: str(self.lines()))

    def wait_for_hold(self, words: str) -> None:
        """Wait until the card of the first step says how long it is held."""
        card = f"the first step is held for {words}"
        until(lambda: f"hold {words}" in self.rows()[0].name, card, says=self.reader.outline)

    def undone_next(self) -> str:
        """What the next step of the way back is called."""
        return self.reader.again(self.undo).description.removesuffix(" (Ctrl+Z)")

    def wait_for_total(self, *holds: int) -> None:
        """Wait until the total is that of steps that are held so long."""
        shelf = self.shelf
        length = clock(compile_schedule(routine(*holds), shelf.catalogue, shelf.transitions).length)
        until(
            lambda: self.reader.again(self.total).description == length,
            f"the total is {length}",
            says=self.reader.outline,
        )

    def problems(self) -> list[str]:
        """What the panel says is wrong, each with its line; the state of the graph is the last."""
        panel = self.reader.again(self.panel)
        listed = panel.find("Problems in the text", "list")
        told = [row.name for row in listed.children if row.role == "list item"] if listed else []
        stale = panel.find(STALE)
        return [*told, STALE] if stale and self.reader.shows(stale) else told

    def wait_for_problem(self, line: int, words: str) -> None:
        """Wait until this is the one thing that is wrong."""

        def told() -> bool:
            found = self.problems()
            return len(found) == 2 and found[0].startswith(f"Line {line}: ") and words in found[0]

        until(told, f"line {line} has a problem", says=self.reader.outline)

    def wait_until_mended(self) -> None:
        """Wait until nothing is wrong."""
        until(lambda: not self.problems(), "nothing is wrong", says=self.reader.outline)

    def go_to_hold(self) -> None:
        """Put the cursor behind the hold of the first step."""
        self.keys("ctrl+Home", *["Down"] * (HOLD_LINE - 1), "End")

    def type_hold(self, text: str) -> None:
        """Write another hold for the first step."""
        self.go_to_hold()
        self.keys("ctrl+shift+Left")
        self.desktop.type_text(text)

    def saved_holds(self) -> list[object]:
        """The holds in the file."""
        return [step["hold"] for step in tomllib.loads(self.path.read_text("utf-8"))["steps"]]

    def save(self, *holds: int) -> None:
        """Ctrl+S; wait until the file has these holds."""
        self.keys("ctrl+s")
        until(lambda: self.saved_holds() == list(holds), f"the file holds {holds}", says=self.reader.outline)


@pytest.fixture
def text(desktop: Desktop, reader: ScreenReader, tmp_path: Path) -> Text:
    return Text(desktop, reader, tmp_path)


def test_what_is_typed_is_on_the_graph_unless_it_is_wrong(text: Text) -> None:
    text.type_hold("90")
    text.wait_for_total(90, 60, 60)
    text.wait_for_hold("90 seconds")
    text.keys("Return")
    text.desktop.type_text("oops")
    text.wait_for_problem(HOLD_LINE + 1, "")
    text.wait_for_total(90, 60, 60)
    text.keys(*["BackSpace"] * 5)
    text.wait_until_mended()
    text.desktop.type_text("000000")
    text.wait_for_problem(HOLD_LINE, "hold")
    text.wait_for_total(90, 60, 60)
    text.keys(*["BackSpace"] * 7)
    text.desktop.type_text("5")
    text.wait_until_mended()
    text.wait_for_total(95, 60, 60)
    text.save(95, 60, 60)


def test_what_is_edited_elsewhere_is_in_the_text_and_both_go_back(text: Text) -> None:
    first = text.lines()
    end = HOLD_LINE + 1  # with the empty line
    step = first[end : 2 * end - first.index("[[steps]]")]
    twice = [*first[:end], *step, *first[end:]]
    text.desktop.click(*text.rows()[1].middle)
    text.keys("ctrl+d")
    text.wait_for_lines(twice)
    duplicate = text.undone_next()
    assert duplicate.startswith("Undo Duplicate")
    text.desktop.click(*text.editor.middle)
    text.type_hold("90")
    text.wait_for_hold("90 seconds")
    assert text.undone_next() == f"Undo {EDIT}"
    text.keys("ctrl+z")
    text.wait_for_lines(twice)
    assert text.undone_next() == duplicate
    text.keys("ctrl+z")
    text.wait_for_lines(first)
    assert text.names() == NAMES
    assert text.undone_next() == "Undo"
    text.keys("ctrl+shift+z", "ctrl+shift+z")
    text.wait_for_hold("90 seconds")
    text.wait_for_lines(
        [line.replace("60", "90") if at == HOLD_LINE - 1 else line for at, line in enumerate(twice)]
    )
    text.save(90, 60, 60, 60)


def test_a_save_in_the_middle_of_a_mistake_keeps_the_last_good_routine(text: Text) -> None:
    text.type_hold("90")
    text.wait_for_total(90, 60, 60)
    text.keys("Return")
    text.desktop.type_text("oops")
    text.save(90, 60, 60)
    message = text.reader.wait_for("Message")
    until(
        lambda: text.reader.again(message).description == TEXT_BROKEN,
        "it is said what was not saved",
        says=text.reader.outline,
    )
    text.keys("F4")
    until(lambda: not text.reader.shows(text.editor), "the text is hidden", says=text.reader.outline)
    text.keys("F4")
    text.wait_for_problem(HOLD_LINE + 1, "")
    assert text.lines()[HOLD_LINE - 1 : HOLD_LINE + 1] == ["hold = 90", "oops"]
    text.keys("ctrl+z")
    text.wait_until_mended()
    text.wait_for_total(90, 60, 60)
