"""The line at the bottom: saved or not, how long head-down, and words in passing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.core.exercise import Equipment, Posture
from studio.core.experience import Experience
from studio.core.routine import Routine, with_dose
from studio.paint.look import LIGHT
from studio.shell.status import StatusLine
from tests.making import HOLD, TRANSITIONS, dose, exercise, routine, step

HANG = exercise(
    "hang", HOLD, posture=Posture.TABLE, equipment=(Equipment.TABLE,), dose=dose(tilt=20, hold=60)
)
DOWN = step(HANG)
HOME = Path("evening.routine.toml")


class Bench:
    """A status line over a document, at 19:31."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now = datetime(2026, 11, 21, 19, 31)
        self.document = RoutineDocument({}, TRANSITIONS)
        self.advising = Advising(self.document, self.document)
        self.line = StatusLine(self.document, self.advising, lambda: self.now)
        qtbot.addWidget(self.line)
        self.line.resize(900, 26)
        self.line.show()

    def open(self, opened: Routine, path: Path | None = None) -> None:
        """Another routine."""
        self.document.replace_all(opened, path)
        QCoreApplication.sendPostedEvents(self.advising)

    def read(self, name: str) -> str:
        """What one part says; empty where it is not there."""
        (label,) = (one for one in self.line.findChildren(QLabel) if one.accessibleName() == name)
        assert label.accessibleDescription() == label.text()
        return label.text() if label.isVisible() else ""


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def test_when_it_was_saved_last_is_told(bench: Bench) -> None:
    bench.open(routine(DOWN, own=(HANG,)))
    assert bench.read("File") == ""
    bench.document.mark_saved(HOME)
    assert bench.read("File") == "Saved 19:31"
    bench.document.edit("Change tilt", with_dose(bench.document.routine, DOWN.uid, dose(tilt=10)))
    assert bench.read("File") == "Changes are not saved yet"
    bench.now = datetime(2026, 11, 21, 20, 5)
    bench.document.undo()
    assert bench.read("File") == "Saved 19:31"
    bench.document.redo()
    bench.document.mark_saved(HOME)
    assert bench.read("File") == "Saved 20:05"


def test_a_file_that_was_only_opened_has_no_time(bench: Bench) -> None:
    bench.document.mark_saved(HOME)
    bench.open(routine(DOWN, own=(HANG,)), Path("other.routine.toml"))
    assert bench.read("File") == "Saved"


def test_time_head_down_is_held_against_the_advice(bench: Bench) -> None:
    bench.open(routine())
    assert bench.read("Inverted") == ""
    bench.open(routine(DOWN, own=(HANG,)))
    assert bench.read("Inverted") == "Inverted 1:08, advice up to 3:00"
    bench.advising.set_experience(Experience.PRACTISED)
    QCoreApplication.sendPostedEvents(bench.advising)
    assert bench.read("Inverted") == "Inverted 1:08, advice up to 6:00"


def test_over_the_advice_there_is_a_sign(bench: Bench) -> None:
    bench.open(routine(step(HANG, hold=60), own=(HANG,)))
    (label,) = (one for one in bench.line.findChildren(QLabel) if one.accessibleName() == "Inverted")
    calm = label.sizeHint().width()
    bench.open(routine(step(HANG, hold=200), own=(HANG,)))
    assert bench.read("Inverted") == "Inverted 3:28, advice up to 3:00"
    assert label.sizeHint().width() > calm, "room for the triangle"


def test_a_hint_covers_a_remark_and_gives_it_back(bench: Bench) -> None:
    bench.line.say("Saved evening.routine.toml")
    bench.line.hint("Drop to insert Rest as step 2")
    assert bench.read("Remark") == "Drop to insert Rest as step 2"
    bench.line.hint("")
    assert bench.read("Remark") == "Saved evening.routine.toml"


def test_a_remark_stands_until_the_next_edit(bench: Bench) -> None:
    bench.open(routine(DOWN, own=(HANG,)))
    bench.line.say("Something")
    bench.document.edit("Change tilt", with_dose(bench.document.routine, DOWN.uid, dose(tilt=10)))
    assert bench.read("Remark") == ""


def test_an_unknown_exercise_is_told(bench: Bench) -> None:
    bench.open(routine(step("nobody")))
    assert bench.read("Cannot be played") == "nobody is not a known exercise. Replace it to play."


def test_a_long_remark_makes_no_window_wide(bench: Bench) -> None:
    narrow = bench.line.minimumSizeHint().width()
    bench.line.say("very long " * 100)
    assert bench.line.minimumSizeHint().width() == narrow


def test_it_grows_with_the_text(bench: Bench) -> None:
    bench.line.set_look(LIGHT)
    usual = bench.line.height()
    bench.line.set_look(LIGHT.at_text(1.5))
    assert bench.line.height() == round(1.5 * usual)
