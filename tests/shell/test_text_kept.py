"""Text with errors in the window: a save says what it saved, and nothing that was typed goes unasked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.app.prompts import Prompts
from studio.builder.text_view_editor import TextEditor
from studio.core.routine import Routine, Step
from studio.files.write import routine_text
from studio.host.paths import resources_folder
from studio.paint.look import LIGHT
from studio.shell.desk import TEXT_BROKEN, Desk
from studio.shell.pictures import Nobody
from studio.shell.window import BuilderWindow

NINE = datetime(2026, 11, 20, 21, 0)


class Person(Nobody):
    """Answers whether the typed text may be dropped, and counts how often that is asked."""

    def __init__(self) -> None:
        self.drops, self.asked = False, 0

    def drop_text(self, title: str) -> bool:
        self.asked += 1
        return self.drops


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def desk(qtbot: QtBot, person: Person, tmp_path: Path) -> Desk:
    path = tmp_path / "evening.routine.toml"
    path.write_text(routine_text(Routine("Evening", (Step("cat-cow"),))), encoding="utf-8")
    prompts: Prompts = person
    window = BuilderWindow(LIGHT)
    made = Desk(window, resources_folder(), prompts, tmp_path, lambda: NINE, LIGHT)

    def close(_window: QWidget) -> None:
        person.drops = True

    qtbot.addWidget(window, before_close_func=close)
    window.show()
    with qtbot.waitSignal(made.completed):
        made.open(path)
    return made


def _typed(desk: Desk, change: Callable[[str], str]) -> None:
    if not desk.window.findChildren(TextEditor):
        desk.actions["text"].trigger()
    [editor] = desk.window.findChildren(TextEditor)
    editor.setPlainText(change(editor.toPlainText()))


def _said(desk: Desk) -> str:
    return "\n".join(str(piece.property("text")) for piece in desk.window.findChildren(QWidget))


def test_closing_asks_before_text_with_errors_is_lost(desk: Desk, person: Person) -> None:
    _typed(desk, lambda text: text + "\nrounds = -")
    assert not desk.window.close(), "the answer was: back to the text"
    assert person.asked == 1
    desk.actions["new"].trigger()
    assert desk.document.routine.title == "Evening", "nor is another routine begun over it"
    assert person.asked == 2
    person.drops = True
    assert desk.window.close()


def test_mended_text_is_not_asked_about(desk: Desk, person: Person) -> None:
    _typed(desk, lambda text: text + "\nrounds = -")
    desk.actions["save"].trigger()
    _typed(desk, lambda text: text.removesuffix("\nrounds = -"))
    assert desk.window.close()
    assert person.asked == 0


def test_a_save_says_that_the_text_with_errors_is_not_in_the_file(desk: Desk) -> None:
    path = desk.document.path
    assert path is not None
    _typed(desk, lambda text: text.replace("Evening", "Night"))
    desk.actions["save"].trigger()
    assert TEXT_BROKEN not in _said(desk)
    _typed(desk, lambda text: text.replace("Night", "Noon") + "\nrounds = -")
    desk.actions["save"].trigger()
    assert 'title = "Night"' in path.read_text(encoding="utf-8")
    assert TEXT_BROKEN in _said(desk)
