"""An exercise is opened from the library and from a step, and asked about before the window goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.app.own_exercises import OwnExercises
from studio.app.prompts import Changed, Comments, Unsaved
from studio.app.selection import Selection
from studio.builder.exercise_editor import ExerciseEditor
from studio.builder.library import LibraryPanel
from studio.core.routine import Routine, Step
from studio.files.catalogue import load_catalogue, load_transitions
from studio.host.paths import resources_folder
from studio.paint.look import DARK
from studio.shell.exercising import Exercising

CATALOGUE, _PROBLEMS = load_catalogue(resources_folder() / "exercises")
TRANSITIONS = load_transitions(resources_folder() / "transitions.toml")


class Person:
    """Answers what becomes of changes."""

    def __init__(self) -> None:
        self.answer = Unsaved.CANCEL

    def unsaved(self, title: str) -> Unsaved:
        return self.answer

    def comments(self, name: str) -> Comments:
        return Comments.CANCEL

    def changed(self, name: str) -> Changed:
        return Changed.CANCEL

    def beyond(self, title: str, reasons: Sequence[str]) -> bool:
        return False

    def drop_text(self, title: str) -> bool:
        return True

    def paths_to_open(self, folder: Path) -> tuple[Path, ...]:
        return ()

    def path_to_save(self, suggested: Path) -> Path | None:
        return None


class Place:
    """A window with a library, and a document of three steps."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.window, self.person = QWidget(), Person()
        qtbot.addWidget(self.window)
        self.document = RoutineDocument(CATALOGUE, TRANSITIONS, self.window)
        self.steps = (Step("cobra"), Step("cat-cow"), Step("cobra"), Step("no-such"))
        self.document.replace_all(Routine("Evening", self.steps), None)
        own = OwnExercises(self.document, (), folder, None, self.window)
        self.selection, self.library = Selection(self.window), LibraryPanel(self.document, own)
        qtbot.addWidget(self.library)
        self.exercising = Exercising(
            self.document, own, self.selection, self.person, self.window, self.library
        )

    @property
    def editors(self) -> list[ExerciseEditor]:
        return [one for one in self.window.findChildren(ExerciseEditor) if one.isVisible()]


@pytest.fixture
def place(qtbot: QtBot, tmp_path: Path) -> Place:
    return Place(qtbot, tmp_path)


def test_the_library_opens_a_new_one_and_one_of_its_own(place: Place) -> None:
    place.library.new_requested.emit()
    place.library.edit_requested.emit("cobra")
    assert [one.draft.exercise.name for one in place.editors] == ["My exercise", "Cobra (copy)"]
    assert not place.editors[1].switch.isChecked()


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ((), "Select a step, or steps of one exercise."),
        ((0, 1), "Select a step, or steps of one exercise."),
        ((3,), "This exercise is not known."),
        ((0, 2), ""),
    ],
)
def test_steps_of_one_known_exercise_can_be_edited(place: Place, chosen: tuple[int, ...], why: str) -> None:
    place.selection.set(place.steps[index].uid for index in chosen)
    assert place.exercising.why_not_edit == why
    place.exercising.edit_selected()
    assert [one.switch.isChecked() for one in place.editors] == ([] if why else [True])


@pytest.mark.parametrize(
    ("answer", "may"), [(Unsaved.CANCEL, False), (Unsaved.DISCARD, True), (Unsaved.SAVE, True)]
)
def test_the_window_goes_when_what_is_being_made_may(place: Place, answer: Unsaved, may: bool) -> None:
    assert place.exercising.may_leave()
    place.exercising.edit("cobra")
    place.exercising.set_look(DARK)
    editor = place.editors[0]
    editor.poses.add.click()
    place.person.answer = answer
    assert place.exercising.may_leave() is may
    assert len(place.editors) == (0 if may else 1)
    assert len(place.document.own) == (answer is Unsaved.SAVE)
