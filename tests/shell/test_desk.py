"""The builder's window with its panels, as a person uses it: actions, messages, drops, looks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QFrame,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from studio.app.prompts import Unsaved
from studio.builder.exercise_editor import ExerciseEditor
from studio.cli import main
from studio.host.clock import HandClock
from studio.host.paths import resources_folder, routines_folder
from studio.paint.look import DARK, LIGHT, Look
from studio.player.session import Session
from studio.shell.desk import Desk
from studio.shell.pictures import three_moments
from studio.shell.window import BuilderWindow
from studio.shell.workspace import Workspace
from studio.timeline.overlay import Playhead
from studio.timeline.view import TimelineView
from tests.shell.person import Person

NINE = datetime(2026, 11, 20, 21, 0)


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def desk(qtbot: QtBot, person: Person, tmp_path: Path) -> Iterator[Desk]:
    window = BuilderWindow(LIGHT)
    qtbot.addWidget(window)
    made = Desk(window, resources_folder(), person, tmp_path, lambda: NINE, LIGHT)
    window.show()
    with qtbot.waitSignal(made.completed):
        made.open(routines_folder() / "ten-minute-mix.routine.toml")
    yield made
    window.close()


class Painted(QObject):
    """Notes which of some widgets were painted, in order."""

    def __init__(self, widgets: dict[QWidget, str]) -> None:
        super().__init__()
        self.names: list[str] = []
        self._widgets = widgets
        for widget in widgets:
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.names.append(self._widgets[watched])
        return False


def test_every_panel_is_painted_once_before_the_graph_is_made(
    qtbot: QtBot, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = BuilderWindow(LIGHT)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()
    made = Desk(window, resources_folder(), person, tmp_path, lambda: NINE, LIGHT)
    window.update()  # as wearing the look does: a picture is due before the panels are shown
    panels = ("toolbar", "library", "centre", "inspector", "timeline", "status")
    painted = Painted({one: name for name in panels for one in window.findChildren(QFrame, name)})
    graph = Workspace.show_timeline

    def noting(workspace: Workspace, look: Look, told: Callable[[], object]) -> None:
        painted.names.append("graph")
        graph(workspace, look, told)

    monkeypatch.setattr(Workspace, "show_timeline", noting)
    with qtbot.waitSignal(made.completed):
        made.open(routines_folder() / "ten-minute-mix.routine.toml")
    before = painted.names[: painted.names.index("graph")]
    assert sorted(before) == sorted(panels)
    assert [painted.names.count(name) for name in ("toolbar", "inspector", "status")] == [1, 1, 1]
    window.close()


def named(desk: Desk, kind: type[QWidget], name: str) -> QWidget:
    """The one widget of that kind and accessible name."""
    (found,) = [w for w in desk.window.findChildren(kind) if w.accessibleName() == name]
    return found


def press(desk: Desk, action: str) -> None:
    desk.actions[action].trigger()


def total(desk: Desk) -> str:
    (label,) = [w for w in desk.window.findChildren(QWidget) if w.accessibleName() == "Total time"]
    return str(label.property("text"))


def drop(desk: Desk, urls: list[QUrl]) -> bool:
    """Drop addresses on the window; whether they were taken."""
    mime = QMimeData()
    mime.setUrls(urls)
    at, copy = QPoint(700, 30), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, mime, left, none)
    enter.ignore()
    desk.window.dragEnterEvent(enter)
    if enter.isAccepted():
        desk.window.dropEvent(QDropEvent(at.toPointF(), copy, mime, left, none))
    return enter.isAccepted()


def test_a_routine_is_shown_with_its_time(desk: Desk) -> None:
    schedule = desk.document.schedule
    assert desk.window.windowTitle() == "Ten-minute mix[*] \N{EN DASH} Spine Studio"
    minutes, seconds = divmod((schedule.length + 500) // 1000, 60)
    assert total(desk) == f"{minutes}:{seconds:02}"
    sequence = named(desk, QListView, "Sequence")
    assert isinstance(sequence, QListView)
    assert sequence.model().rowCount() == len(list(desk.document.routine.walk())) + 1  # and a circuit's head


def test_undo_and_redo_are_named_and_enabled_as_there_is_something(desk: Desk) -> None:
    undo = named(desk, QToolButton, "Undo")
    assert not undo.isEnabled()
    before = desk.document.routine
    desk._workspace.sequence.add_exercise("glute-bridge")
    assert undo.isEnabled()
    assert "Add Glute bridge" in undo.toolTip()
    assert undo.accessibleDescription() == "Undo Add Glute bridge (Ctrl+Z)"
    assert desk.window.isWindowModified()
    press(desk, "undo")
    assert desk.document.routine is before
    assert not desk.window.isWindowModified()
    assert named(desk, QToolButton, "Redo").isEnabled()


def test_an_empty_routine_cannot_be_played(desk: Desk) -> None:
    play = named(desk, QPushButton, "Play")
    assert play.isEnabled()
    press(desk, "new")
    assert not play.isEnabled()
    assert total(desk) == "0:00"


def test_a_broken_file_is_one_message_inside_the_window(desk: Desk, tmp_path: Path) -> None:
    before = desk.document.routine
    broken = tmp_path / "broken.routine.toml"
    broken.write_text(
        'format = 1\ntitle = "<img src=x>"\n[[steps]]\nexercise = "cat-cow"\nreps = "<b>many</b>"\n'
    )
    desk.filing.open_path(broken)
    notice = named(desk, QWidget, "Message")
    assert notice.isVisible()
    problems = named(desk, QPlainTextEdit, "Problems")
    assert isinstance(problems, QPlainTextEdit)
    assert "broken.routine.toml:5: steps[0].reps" in problems.toPlainText()
    assert "<b>many</b>" in problems.toPlainText()
    assert desk.document.routine is before
    close = named(desk, QPushButton, "Close message")
    assert isinstance(close, QPushButton)
    close.click()
    assert not notice.isVisible()


def test_what_is_said_next_is_said_below_and_a_long_title_is_whole_among_the_problems(desk: Desk) -> None:
    problems = named(desk, QPlainTextEdit, "Problems")
    assert isinstance(problems, QPlainTextEdit)
    desk.tell("The sound was lost.")
    assert problems.isHidden()
    desk.show_problems("One file was left out.", ["bad.toml: no text"])
    desk.tell("And another thing.")
    assert problems.toPlainText().split("\n") == ["bad.toml: no text", "And another thing."]
    title = "The file " + 40 * "x-very-long" + ".toml could not be opened."
    desk.show_problems(title, ["line 1"])
    assert problems.toPlainText().split("\n") == [title, "line 1"]
    desk.tell("At last.")
    assert problems.toPlainText().split("\n") == [title, "line 1", "At last."]
    shown = [label.text() for label in desk._notice.findChildren(QLabel) if label.text()]
    assert len(shown) == 1
    assert shown[0].endswith("\u2026")


def test_the_keyboard_goes_to_the_steps_when_the_text_is_hidden(desk: Desk) -> None:
    press(desk, "text")
    focus = desk.window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Routine as text"
    press(desk, "text")
    assert desk.window.focusWidget() is desk._workspace.sequence
    press(desk, "text")
    desk._workspace.library.focus_search()
    press(desk, "text")
    assert desk.window.focusWidget() is desk._workspace.library.search, "it was not in the text"


def test_the_button_in_the_inspector_opens_the_room_for_the_exercise(desk: Desk) -> None:
    desk._selection.set([next(desk.document.routine.walk()).uid])
    button = named(desk, QAbstractButton, "Edit this exercise")
    assert isinstance(button, QAbstractButton)
    button.click()
    editor = desk.window.findChild(ExerciseEditor)
    assert editor is not None
    assert editor.isVisible()
    assert editor.switch.isChecked(), "for the steps that use it"


def test_every_label_shows_text_of_files_as_plain_text(desk: Desk, tmp_path: Path) -> None:
    """Faults 35 and 36: no label of the window may guess markup from a file's text."""
    hostile = tmp_path / "hostile.routine.toml"
    text = "<img src='/nowhere/canary.png'>&amp; {0} %s & more"
    hostile.write_text(
        f'format = 1\ntitle = "{text}"\nauthor = "{text}"\ndescription = "{text}"\nsource = "{text}"\n'
        f'[[steps]]\nexercise = "own"\nnote = "{text}"\n[exercise.own]\nname = "{text}"\nposture = "supine"\n'
        f'summary = "{text}"\nsetup = ["{text}"]\ncycle = [{{ hold = 5 }}]\n'
    )
    assert desk.filing.open_path(hostile)
    desk._selection.set([next(desk.document.routine.walk()).uid])
    wrong = [
        label.text()
        for label in desk.window.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText and text[:10] in label.text()
    ]
    assert wrong == []
    assert text in desk.window.windowTitle()


def test_a_dropped_file_opens_and_the_rest_is_named_as_ignored(desk: Desk, tmp_path: Path) -> None:
    """Fault 45: addresses are never fetched, folders are no files."""
    other = routines_folder() / "home-basics.routine.toml"
    assert not drop(desk, [QUrl("https://example.org/evil.routine.toml")])
    assert not drop(desk, [QUrl.fromLocalFile(str(tmp_path))])
    assert drop(desk, [QUrl.fromLocalFile(str(other)), QUrl("https://example.org/x.toml")])
    assert desk.document.path == other
    assert "1 more" in " ".join(label.text() for label in desk.window.findChildren(QLabel))


def test_closing_asks_about_unsaved_work(desk: Desk, person: Person) -> None:
    desk._workspace.sequence.add_exercise("glute-bridge")
    person.unsaved_answer = Unsaved.CANCEL
    assert not desk.window.close()
    assert desk.window.isVisible()
    person.unsaved_answer = Unsaved.DISCARD
    assert desk.window.close()


def test_saving_says_so(desk: Desk, person: Person, tmp_path: Path) -> None:
    person.save_answer = tmp_path / "mix.routine.toml"
    press(desk, "save_as")
    assert person.save_answer.exists()
    assert any("mix.routine.toml" in label.text() for label in desk.window.findChildren(QLabel))


def test_another_look_repaints_the_cards(desk: Desk) -> None:
    def colours() -> set[str]:
        image = named(desk, QListView, "Sequence").grab().toImage()
        return {image.pixelColor(x, 30).name() for x in range(0, image.width(), 3)}

    assert LIGHT.card.name() in colours()
    desk.set_look(DARK)
    assert DARK.card.name() in colours()
    assert LIGHT.card.name() not in colours()


def test_three_moments_are_of_three_kinds(desk: Desk) -> None:
    moments = three_moments(desk.document.schedule)
    assert list(moments) == ["ready", "working", "resting"]
    assert all(0 < at < desk.document.schedule.length for at in moments.values())


@pytest.mark.parametrize("name", ["Exercises", "Sequence", "Timeline", "Total time"])
def test_a_screen_reader_finds_the_parts_by_name(desk: Desk, name: str) -> None:
    assert len([w for w in desk.window.findChildren(QWidget) if w.accessibleName() == name]) == 1


def test_every_control_has_a_name(desk: Desk) -> None:
    desk._selection.set([next(desk.document.routine.walk()).uid])
    nameless = [
        f"{type(w).__name__} in {type(w.parent()).__name__}"
        for w in desk.window.findChildren(QWidget)
        if w.focusPolicy() is not Qt.FocusPolicy.NoFocus and w.isVisible() and not _name_of(w)
    ]
    assert nameless == []


def _name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget; a list's inner part goes by the list's name."""
    parent = widget.parent()
    if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
        return parent.accessibleName()
    own_words = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return widget.accessibleName() or own_words


def test_every_clock_of_a_routine_ends_at_the_same_time(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fault 50: command line, builder, graph and player agree to the millisecond."""
    path = routines_folder() / "home-basics.routine.toml"
    assert main(["show", str(path), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    segments = shown["segments"]
    assert segments[0]["start_s"] == 0
    assert all(a["end_s"] == b["start_s"] for a, b in pairwise(segments))
    assert segments[-1]["end_s"] == shown["total_s"]
    desk.filing.open_path(path)
    length = round(shown["total_s"] * 1_000)
    assert desk.document.schedule.length == length
    minutes, seconds = divmod((length + 500) // 1_000, 60)
    assert total(desk) == f"{minutes}:{seconds:02}"
    (graph,) = desk.window.findChildren(TimelineView)
    graph.fit()
    assert graph.span.end == length
    clock = HandClock()
    session = Session(desk.document.schedule, clock)
    ended: list[int] = []
    session.finished.connect(lambda: ended.append(session.position))
    session.play()
    while not ended:
        clock.forward(997)
        session.advance()
    assert ended == [length]


def test_the_graph_shows_where_the_player_was_left(desk: Desk) -> None:
    (playhead,) = desk.window.findChildren(Playhead)
    assert not playhead.isVisible()
    desk._end_play(60_000)
    assert playhead.isVisible()
    press(desk, "new")
    assert not playhead.isVisible()
