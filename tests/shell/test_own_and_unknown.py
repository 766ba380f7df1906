"""The builder's window with exercises of the person's own, broken ones, and ones that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.cli import main
from studio.core.routine import Step
from studio.host.folders import own_exercises_folder
from studio.host.paths import resources_folder
from studio.paint.look import LIGHT
from studio.shell.desk import Desk
from studio.shell.window import BuilderWindow
from studio.timeline.outline import Outline
from studio.timeline.words import mark_words
from tests.shell.person import Person

OWN = 'id = "calf"\nname = "Calf stretch"\nposture = "standing"\n[dose]\nhold = 20\n[[cycle]]\nhold = true\n'
UNKNOWN = """\
format = 1
title = "Evening"

[[steps]]
exercise = "cat-cwo"
reps = [5, 8]
hold = 7.0
rest = 15

[[steps]]
exercise = "glute-bridge"
"""
CARRIED = """\
format = 1
title = "Carried"

[[steps]]
exercise = "hamstring"

[exercise.hamstring]
name = "Hamstring"
posture = "standing"

[[exercise.hamstring.cycle]]
hold = 20
"""


Opened = Callable[..., Desk]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    made: list[Desk] = []

    def desk(text: str) -> Desk:
        path = tmp_path / "evening.routine.toml"
        path.write_text(text, encoding="utf-8")
        window = BuilderWindow(LIGHT)
        qtbot.addWidget(window)
        one = Desk(window, resources_folder(), Person(), tmp_path, lambda: datetime(2026, 11, 20), LIGHT)
        window.show()
        with qtbot.waitSignal(one.completed):
            one.open(path)
        made.append(one)
        return one

    yield desk
    for one in made:
        one.window.close()


def own_file(name: str, text: str) -> Path:
    folder = own_exercises_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def named(desk: Desk, kind: type[QWidget], name: str) -> QWidget:
    (found,) = [w for w in desk.window.findChildren(kind) if w.accessibleName() == name]
    return found


def problems(desk: Desk) -> str:
    lines = named(desk, QPlainTextEdit, "Problems")
    assert isinstance(lines, QPlainTextEdit)
    return lines.toPlainText() if named(desk, QWidget, "Message").isVisible() else ""


def test_own_exercises_are_in_the_library_and_in_routines(opened: Opened) -> None:
    own_file("calf.toml", OWN)
    desk = opened(UNKNOWN.replace("cat-cwo", "calf"))
    assert problems(desk) == ""
    assert named(desk, QPushButton, "Play").isEnabled()
    (row,) = [one for one in desk._workspace.library.model.rows if one.id == "calf"]
    assert desk._workspace.library.model.origin(row) == "Mine"


def test_an_own_exercise_travels_inside_the_routine_that_it_is_added_to(
    opened: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own_file("calf.toml", OWN)
    desk = opened(UNKNOWN.replace("cat-cwo", "cat-cow"))
    before = desk.document.routine
    desk._workspace.sequence.add_exercise("calf")
    desk._workspace.sequence.add_exercise("calf")
    assert [own.id for own in desk.document.routine.exercises] == ["calf"]
    assert desk.filing.save()
    path.unlink()
    assert main(["check", str(tmp_path / "evening.routine.toml")]) == 0, capsys.readouterr()
    desk.document.undo()
    desk.document.undo()
    assert desk.document.routine is before


def test_a_broken_one_is_told_beside_the_remarks_of_the_routine(opened: Opened) -> None:
    own_file("calf.toml", OWN)
    broken = own_file("broken.toml", OWN.replace("calf", "broken").replace("20", '"20 seconds"'))
    desk = opened(UNKNOWN)
    assert "evening.routine.toml:5: steps[0].exercise" in problems(desk)
    assert f"{broken}:5: dose.hold" in problems(desk)
    assert "write hold = 20" in problems(desk)
    assert "calf" in desk.document.catalogue
    assert "broken" not in desk.document.catalogue
    assert len(desk.document.catalogue) > 6


def test_keeping_is_told_in_the_status_line_and_survives_the_next_start(opened: Opened) -> None:
    desk = opened(CARRIED)
    desk._workspace.library.list.kept.emit("hamstring")
    remark = named(desk, QLabel, "Remark")
    assert remark.property("text") == "Kept Hamstring in your exercises, as hamstring.toml"
    assert (own_exercises_folder() / "hamstring.toml").is_file()
    assert not desk.window.isWindowModified()
    again = opened(UNKNOWN.replace("cat-cwo", "hamstring"))
    assert not again.document.schedule.unknown


def test_the_command_line_knows_them_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_file("calf.toml", OWN)
    path = tmp_path / "evening.routine.toml"
    path.write_text(UNKNOWN.replace("cat-cwo", "calf"), encoding="utf-8")
    assert main(["check", str(path)]) == 0
    broken = own_file("broken.toml", "nonsense")
    assert main(["exercises"]) == 0
    said = capsys.readouterr()
    assert "Calf stretch" in said.out
    assert f"{broken}:1:" in said.err


def test_what_is_not_known_is_not_played_until_it_is_replaced(opened: Opened) -> None:
    desk = opened(UNKNOWN)
    play, why = named(desk, QPushButton, "Play"), "cat-cwo is not a known exercise. Replace it to play."
    unplayable = named(desk, QLabel, "Cannot be played")
    assert not play.isEnabled()
    assert not desk.actions["play"].isEnabled()
    assert why in play.toolTip()
    assert play.accessibleDescription() == why
    assert unplayable.isVisible()
    assert unplayable.property("text") == why
    desk.actions["play"].trigger()
    assert desk._player is None
    first = next(desk.document.routine.walk())
    desk._selection.set([first.uid])
    button = named(desk, QWidget, "Replace by Cat-cow")
    assert isinstance(button, QWidget)
    button.click()  # type: ignore[attr-defined]  # found by its name, as a screen reader does
    assert play.isEnabled()
    assert play.toolTip() == ""
    assert play.accessibleDescription() == ""
    assert not unplayable.isVisible()


def test_several_unknown_ones_are_counted_by_name(opened: Opened) -> None:
    text = UNKNOWN + '\n[[steps]]\nexercise = "other"\n\n[[steps]]\nexercise = "other"\n'
    assert opened(text).document.why_not_played == "2 exercises are not known. Replace them to play."


def test_the_graph_marks_it_and_says_what_it_is(opened: Opened) -> None:
    desk = opened(UNKNOWN)
    schedule = desk.document.schedule
    (mark,) = Outline(schedule).marks
    assert (mark.at, mark.known) == (0, False)
    assert mark_words(schedule, 0) == "cat-cwo: this exercise is not known"


def test_it_is_saved_as_it_came(opened: Opened, tmp_path: Path) -> None:
    desk = opened(UNKNOWN)
    assert desk.filing.save()
    path = tmp_path / "evening.routine.toml"
    assert path.read_bytes() == UNKNOWN.encode()
    added = Step("cat-cow")
    desk._workspace.sequence.add_exercise(added.exercise)
    desk.actions["undo"].trigger()
    assert desk.filing.save()
    assert path.read_bytes() == UNKNOWN.encode()
