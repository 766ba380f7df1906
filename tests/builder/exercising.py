"""A room of exercises at work, for the tests of the exercise editor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.app.own_exercises import OwnExercises
from studio.app.prompts import Changed, Comments, Unsaved
from studio.builder.choices import Choice
from studio.builder.exercise_dose import DosePage
from studio.builder.exercise_editor import ExerciseEditor
from studio.builder.exercise_joints import PosePage
from studio.builder.exercise_moves import MovesPage
from studio.builder.exercise_room import ExerciseRoom
from studio.builder.exercise_texts import TextsPage
from studio.core.exercise import Element
from studio.core.reach import Grip, Part
from studio.core.routine import Routine, Step
from studio.files.catalogue import load_catalogue, load_transitions
from studio.host.clock import HandClock
from studio.host.paths import resources_folder
from studio.paint.look import LIGHT

CATALOGUE, _PROBLEMS = load_catalogue(resources_folder() / "exercises")
TRANSITIONS = load_transitions(resources_folder() / "transitions.toml")
HAND = Grip(Part.END, "arm_near")
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Answers:
    """Prompts that answer by themselves and remember what they were asked."""

    def __init__(self) -> None:
        self.answer = Unsaved.CANCEL
        self.asked: list[str] = []

    def unsaved(self, title: str) -> Unsaved:
        self.asked.append(title)
        return self.answer

    def comments(self, name: str) -> Comments:
        raise AssertionError(f"nobody asks for comments here: {name}")

    def changed(self, name: str) -> Changed:
        return Changed.CANCEL

    def beyond(self, title: str, reasons: Sequence[str]) -> bool:
        return False

    def drop_text(self, title: str) -> bool:
        return True

    def paths_to_open(self, folder: Path) -> tuple[Path, ...]:
        raise AssertionError(f"nothing is opened here: {folder}")

    def path_to_save(self, suggested: Path) -> Path | None:
        raise AssertionError(f"no file is asked for here: {suggested}")


class Room:
    """A room of exercises beside a document, with an empty folder of the person's own."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder, self.answers, self.clock = qtbot, folder, Answers(), HandClock()
        self.document = RoutineDocument(CATALOGUE, TRANSITIONS)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.own = OwnExercises(self.document, (), folder, None, self.document)
        self.room = ExerciseRoom(self.document, self.own, self.answers, self.clock, LIGHT, self.window)

    def routine(self, *ids: str) -> None:
        self.document.replace_all(Routine("Evening", tuple(Step(id_) for id_ in ids)), None)

    def open(self, id_: str = "", *, from_step: bool = False) -> ExerciseEditor:
        editor = self.room.edit(id_, from_step=from_step) if id_ else self.room.new()
        assert editor is not None
        with self.qtbot.waitActive(editor):
            editor.activateWindow()
        return editor


def pull(editor: ExerciseEditor, grip: Grip, by: QPoint, *, let_go: bool = True) -> None:
    """Drag a grip by the mouse, in three moves."""
    stage = editor.stage
    start = stage.place_of(grip).toPoint()
    QTest.mousePress(stage, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for third in (1, 2, 3):
        at = QPointF(start + by * third / 3)
        event = QMouseEvent(
            QEvent.Type.MouseMove, at, stage.mapToGlobal(at), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(stage, event)
    if let_go:
        QTest.mouseRelease(stage, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + by)


def pose_page(editor: ExerciseEditor) -> PosePage:
    editor.show_page("pose")
    found = editor.pages["pose"]
    assert isinstance(found, PosePage)
    return found


def moves_page(editor: ExerciseEditor) -> MovesPage:
    editor.show_page("moves")
    found = editor.pages["moves"]
    assert isinstance(found, MovesPage)
    return found


def dose_page(editor: ExerciseEditor) -> DosePage:
    editor.show_page("dose")
    found = editor.pages["dose"]
    assert isinstance(found, DosePage)
    return found


def texts_page(editor: ExerciseEditor) -> TextsPage:
    editor.show_page("words")
    found = editor.pages["words"]
    assert isinstance(found, TextsPage)
    return found


def pick(choice: Choice, row: int) -> None:
    """Choose a row as a person does: the choice says so itself."""
    choice.setCurrentIndex(row)
    choice.activated.emit(row)


def cycle(editor: ExerciseEditor) -> tuple[Element, ...]:
    return editor.draft.exercise.cycle
