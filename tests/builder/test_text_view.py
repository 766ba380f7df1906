"""The text view as a person uses it: typing, errors at their place, edits from elsewhere, selection."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app.clipboard import put_clip
from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.text_view import COMMENTS, STALE, TextPanel
from studio.core.routine import Circuit, Routine, Step, with_dose
from studio.files.clip import clip_text
from studio.files.write import readable_text
from studio.paint.look import DARK, LIGHT
from tests.making import HOLD, IN, OUT, TRANSITIONS, dose, exercise, routine, step

KNOWN = {name: exercise(name, IN, HOLD, OUT) for name in ("plank", "bridge", "cat-cow")}
CIRCUIT = Circuit("Round", 2, 0, (step("bridge", reps=2), step("cat-cow", rest=10)))
LAST = step("cat-cow", hold=5)
ROUTINE = routine(step("plank", hold=20), CIRCUIT, LAST)


@pytest.fixture
def document(qtbot: QtBot) -> RoutineDocument:
    made = RoutineDocument(KNOWN, TRANSITIONS)
    made.replace_all(ROUTINE, None)
    return made


@pytest.fixture
def selection() -> Selection:
    return Selection()


@pytest.fixture
def panel(qtbot: QtBot, document: RoutineDocument, selection: Selection) -> TextPanel:
    made = TextPanel(document, selection)
    qtbot.addWidget(made)
    made.set_look(LIGHT)
    made.resize(520, 400)
    made.show()
    QTest.qWaitForWindowActive(made)
    made.editor.setFocus()
    return made


def text_of(panel: TextPanel) -> str:
    return panel.editor.toPlainText()


def line_of(panel: TextPanel, words: str) -> int:
    return text_of(panel)[: text_of(panel).index(words)].count("\n") + 1


def replace_text(panel: TextPanel, old: str, new: str) -> None:
    """Select a text and type another in its place."""
    at = text_of(panel).index(old)
    cursor = panel.editor.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(old), QTextCursor.MoveMode.KeepAnchor)
    panel.editor.setTextCursor(cursor)
    QTest.keyClicks(panel.editor, new)


def problems(panel: TextPanel) -> list[str]:
    if panel.problems.isHidden():
        return []
    return [panel.problems.item(row).text() for row in range(panel.problems.count())]


def test_it_shows_the_routine(panel: TextPanel) -> None:
    assert text_of(panel) == readable_text(ROUTINE)
    assert problems(panel) == []


def test_what_is_typed_is_on_the_graph_after_a_pause(panel: TextPanel, document: RoutineDocument) -> None:
    replace_text(panel, "hold = 20", "hold = 30")
    assert document.routine is ROUTINE  # not at every key
    panel.settle()
    assert document.routine.steps[0] == step("plank", hold=30)
    assert document.undo_stack.undoText() == "Edit text"


def test_leaving_ends_the_step_of_the_way_back(panel: TextPanel, document: RoutineDocument) -> None:
    replace_text(panel, "hold = 20", "hold = 30")
    panel.editor.left.emit()
    replace_text(panel, "hold = 30", "hold = 40")
    panel.settle()
    assert document.undo_stack.count() == 2


def test_an_error_is_underlined_and_told_and_the_routine_stays(
    panel: TextPanel, document: RoutineDocument
) -> None:
    replace_text(panel, "hold = 20", "hold = twenty")
    panel.settle()
    line = line_of(panel, "hold = twenty")
    assert document.routine is ROUTINE
    assert problems(panel)[0].startswith(f"Line {line}: ")
    waves = panel.editor.extraSelections()
    assert [wave.cursor.blockNumber() + 1 for wave in waves] == [line]
    assert panel._state.text() == STALE
    assert panel.editor.accessibleDescription() == "1 problem"
    replace_text(panel, "twenty", "21")
    panel.settle()
    assert problems(panel) == []
    assert panel.editor.extraSelections() == []
    assert document.routine.steps[0] == step("plank", hold=21)


def test_a_wrong_value_is_underlined_itself(panel: TextPanel) -> None:
    replace_text(panel, "hold = 20", "hold = -5")
    panel.settle()
    waves = panel.editor.extraSelections()
    wave = waves[0].cursor
    assert wave.selectedText() == "-5"
    place = panel.editor.cursorRect(wave).center()
    assert panel.editor.words_at(place) in problems(panel)[0]


def test_a_problem_that_is_picked_is_gone_to(panel: TextPanel) -> None:
    replace_text(panel, "hold = 20", "hold = -5")
    panel.settle()
    panel.editor.go_to(1)
    panel.problems.itemActivated.emit(panel.problems.item(0))
    assert panel.editor.line == line_of(panel, "hold = -5")


def test_an_edit_elsewhere_is_written_and_the_cursor_stays(
    panel: TextPanel, document: RoutineDocument
) -> None:
    panel.editor.go_to(line_of(panel, "rounds"), 4)
    document.edit("Change", with_dose(document.routine, ROUTINE.steps[0].uid, dose(hold=9, reps=4)))
    panel.settle()
    assert text_of(panel) == readable_text(document.routine)
    assert panel.editor.line == line_of(panel, "rounds")
    assert panel.editor.textCursor().positionInBlock() == 4


def test_undo_takes_back_letters_first_and_then_steps(panel: TextPanel, document: RoutineDocument) -> None:
    replace_text(panel, "hold = 20", "hold = 30")
    panel.settle()
    before = text_of(panel)
    QTest.keyClicks(panel.editor, "x")
    panel.settle()
    QTest.keyClick(panel.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text_of(panel) == before
    assert document.routine.steps[0] == step("plank", hold=30)
    panel.settle()
    assert problems(panel) == []
    assert not panel.editor.document().isUndoAvailable()  # the key is the document's from here on
    document.undo()
    panel.settle()
    assert text_of(panel) == readable_text(ROUTINE)


def test_the_cursor_selects_its_step_and_a_selection_is_marked(
    panel: TextPanel, selection: Selection, document: RoutineDocument
) -> None:
    panel.editor.go_to(line_of(panel, "reps = 2"))
    assert selection.uids == (CIRCUIT.steps[0].uid,)
    panel.editor.go_to(line_of(panel, "rounds"))
    assert selection.uids == (CIRCUIT.uid,)
    assert panel.editor.is_marked(line_of(panel, "reps = 2"))
    panel.problems.setFocus()
    panel.editor.clearFocus()
    selection.set([LAST.uid])
    assert panel.editor.is_marked(line_of(panel, "hold = 5"))
    assert not panel.editor.is_marked(line_of(panel, "reps = 2"))
    assert selection.uids == (LAST.uid,)


def test_comments_are_said_to_be_lost_when_saved(panel: TextPanel, document: RoutineDocument) -> None:
    assert panel._comments.isHidden()
    replace_text(panel, "hold = 20", "hold = 20 # easy")
    panel.settle()
    assert not panel._comments.isHidden()
    assert panel._comments.text() == COMMENTS
    assert document.undo_stack.count() == 0


def test_hidden_it_does_nothing_and_catches_up_when_shown(
    panel: TextPanel, document: RoutineDocument
) -> None:
    before = text_of(panel)
    panel.hide()
    document.edit("Change", with_dose(document.routine, LAST.uid, dose(hold=9)))
    panel.settle()
    assert text_of(panel) == before
    panel.show()
    assert text_of(panel) == readable_text(document.routine)


def test_unfinished_typing_is_there_again_when_shown_again(panel: TextPanel) -> None:
    replace_text(panel, "hold = 20", "hold = 2o")
    panel.settle()
    panel.hide()
    panel.show()
    assert "hold = 2o" in text_of(panel)
    assert problems(panel)


@pytest.mark.parametrize("hidden", [False, True])
def test_another_file_begins_anew(panel: TextPanel, document: RoutineDocument, hidden: bool) -> None:
    replace_text(panel, "hold = 20", "hold = 2o")
    panel.settle()
    panel.setHidden(hidden)
    other = Routine("Other", (Step("plank"),))
    document.replace_all(other, None)
    panel.show()
    assert text_of(panel) == readable_text(other)
    assert problems(panel) == []


def test_steps_that_are_pasted_come_without_the_first_lines(
    panel: TextPanel, document: RoutineDocument
) -> None:
    mime = QMimeData()
    put_clip(mime, clip_text(ROUTINE, [LAST.uid], KNOWN, ()))
    panel.editor.go_to(len(text_of(panel).split("\n")))
    panel.editor.insertFromMimeData(mime)
    panel.settle()
    assert document.routine.steps == (*ROUTINE.steps, LAST)


def test_strange_breaks_are_lines(panel: TextPanel, document: RoutineDocument) -> None:
    mime = QMimeData()
    mime.setText("author = 'A'\u2028language = 'en'\r\nsource = 'B'\u2029")
    panel.editor.go_to(2)
    panel.editor.insertFromMimeData(mime)
    QTest.keyClick(panel.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    panel.settle()
    said = document.routine
    assert (said.author, said.language, said.source) == ("A", "en", "B")
    assert len(text_of(panel).split("\n")) == panel.editor.blockCount()


def test_files_are_left_to_the_window(panel: TextPanel) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a.routine.toml")])
    assert not panel.editor.canInsertFromMimeData(mime)


def test_a_newer_routine_is_read_only(panel: TextPanel, document: RoutineDocument) -> None:
    document.replace_all(replace(ROUTINE, format=2), None)
    assert panel.editor.isReadOnly()
    document.replace_all(ROUTINE, None)
    assert not panel.editor.isReadOnly()


def test_no_markup_is_taken_from_the_text(panel: TextPanel) -> None:
    replace_text(panel, "hold = 20", 'hold = "<b>x</b>"')
    panel.settle()
    assert "<b>x</b>" in problems(panel)[0]


def test_large_text_and_the_dark_look_fit(panel: TextPanel) -> None:
    replace_text(panel, "hold = 20", "hold = -5")
    panel.settle()
    for look in (LIGHT, DARK.at_text(1.5)):
        panel.set_look(look)
        assert panel.problems.height() >= panel.problems.sizeHintForRow(0) > 0
        assert panel.editor.fontMetrics().height() <= panel.editor.cursorRect().height() + 2
    assert panel.editor.margin > 0
    assert not panel.grab().isNull()
