"""Exercises are made and adapted in their window: by mouse, by keyboard, and kept where they should be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app.own_exercises import Origin
from studio.app.prompts import Unsaved
from studio.builder.exercise_draft import ExerciseDraft
from studio.builder.exercise_editor import ExerciseEditor
from studio.core.breath import Half
from studio.core.dose import Sides
from studio.core.exercise import Equipment, Hold, Move, Posture
from studio.core.exercise_edits import new_exercise
from studio.core.quantity import fixed
from studio.core.reach import Grip, Part
from studio.files.exercise_check import copy_of
from studio.paint.look import DARK, LIGHT, Look
from tests.builder.exercising import (
    CATALOGUE,
    HAND,
    Room,
    cycle,
    dose_page,
    moves_page,
    pick,
    pull,
    texts_page,
)
from tests.builder.inspecting import click, line_of, lines_of


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Room:
    return Room(qtbot, tmp_path / "own")


# What is kept, and where.


@pytest.mark.parametrize("id_", sorted(CATALOGUE))
def test_a_copy_saved_without_a_change_says_the_same(room: Room, id_: str) -> None:
    editor = room.open(id_)
    click(editor.mine)
    (made,) = room.document.own
    copy, shipped = room.document.catalogue[made], CATALOGUE[id_]
    assert replace(copy, id=shipped.id, name=shipped.name) == shipped
    assert copy.name == f"{shipped.name} (copy)"
    assert room.document.catalogue[id_] is shipped


def test_a_shipped_exercise_is_never_written_over(room: Room) -> None:
    editor = room.open("cat-cow")
    line_of(texts_page(editor).name).setText("Cat-cow")
    click(editor.mine)
    assert {path.name for path in room.folder.iterdir()} == {"cat-cow-2.toml"}
    assert room.document.catalogue["cat-cow"] is CATALOGUE["cat-cow"]
    assert room.own.origin(room.document.catalogue["cat-cow-2"]) is Origin.MINE


def test_an_exercise_of_ones_own_is_changed_where_it_is(room: Room) -> None:
    click(room.open().mine)
    (made,) = room.document.own
    editor = room.open(made)
    line_of(texts_page(editor).name).setText("Evening sway")
    click(editor.mine)
    assert room.document.own == {made}
    assert room.document.catalogue[made].name == "Evening sway"
    assert len(list(room.folder.iterdir())) == 1


def test_steps_are_switched_to_the_copy_where_that_is_ticked(room: Room) -> None:
    room.routine("cat-cow", "cobra", "cat-cow")
    editor = room.open("cat-cow", from_step=True)
    assert editor.switch.isVisible()
    assert editor.switch.text() == "Use it in 2 steps of this routine instead of Cat-cow"
    assert editor.switch.isChecked()
    click(editor.mine)
    (made,) = room.document.own
    assert [step.exercise for step in room.document.routine.walk()] == [made, "cobra", made]
    room.document.undo()
    assert [step.exercise for step in room.document.routine.walk()] == ["cat-cow", "cobra", "cat-cow"]


def test_from_the_library_the_steps_stay_as_they_are(room: Room) -> None:
    room.routine("cat-cow")
    editor = room.open("cat-cow")
    assert not editor.switch.isChecked()
    click(editor.mine)
    assert [step.exercise for step in room.document.routine.walk()] == ["cat-cow"]


def test_kept_in_the_routine_only_it_is_one_step_of_the_way_back(room: Room) -> None:
    room.routine("cat-cow")
    editor = room.open("cat-cow", from_step=True)
    click(editor.here)
    routine = room.document.routine
    assert [one.name for one in routine.exercises] == ["Cat-cow (copy)"]
    assert [step.exercise for step in routine.walk()] == [routine.exercises[0].id]
    assert not room.folder.exists()
    assert room.document.undo_stack.undoText() == "Keep Cat-cow (copy) in the routine"
    room.document.undo()
    assert not room.document.routine.exercises


def test_an_exercise_of_the_routine_is_changed_in_the_routine(room: Room) -> None:
    room.routine("cat-cow")
    click(room.open("cat-cow", from_step=True).here)
    (own,) = room.document.routine.exercises
    editor = room.open(own.id)
    line_of(texts_page(editor).name).setText("Slow cat")
    click(editor.here)
    assert [one.name for one in room.document.routine.exercises] == ["Slow cat"]
    assert [step.exercise for step in room.document.routine.walk()] == [own.id]


def test_a_window_without_changes_goes_without_a_question(room: Room) -> None:
    editor = room.open("cobra")
    click(editor.cancel)
    assert not room.answers.asked
    assert not room.room.editors
    assert not room.document.own


@pytest.mark.parametrize(
    ("answer", "stays", "kept"),
    [(Unsaved.CANCEL, 1, 0), (Unsaved.DISCARD, 0, 0), (Unsaved.SAVE, 0, 1)],
)
def test_changes_are_asked_for_before_the_window_goes(
    room: Room, answer: Unsaved, stays: int, kept: int
) -> None:
    editor = room.open("cobra")
    line_of(texts_page(editor).name).setText("Snake")
    room.answers.answer = answer
    click(editor.cancel)
    assert room.answers.asked == ["Snake"]
    assert len(room.room.editors) == stays
    assert len(room.document.own) == kept


def test_where_the_folder_cannot_be_written_the_window_stays_and_says_so(room: Room) -> None:
    room.folder.parent.mkdir(exist_ok=True)
    room.folder.write_text("a file in the way")
    editor = room.open("cobra")
    click(editor.mine)
    assert editor.isVisible()
    assert "could not be saved" in editor.refusal.text()


def test_the_same_exercise_is_opened_once(room: Room) -> None:
    assert room.open("cobra") is room.open("cobra")
    assert room.room.edit("nobody-knows") is None
    assert len(room.room.editors) == 1


# Moves.


def test_a_move_is_changed_moved_and_taken_out(room: Room) -> None:
    editor = room.open()
    moves = moves_page(editor)
    first = moves.rows["cycle"][0]
    pick(first.how, 2)
    assert cycle(editor)[0] == Move("move", seconds=3_000)
    first.seconds.take(fixed(4_500))
    assert cycle(editor)[0] == Move("move", seconds=4_500)
    line_of(first.say).setText("Lift")
    assert cycle(editor)[0] == Move("move", seconds=4_500, say="Lift")
    click(first.down)
    assert cycle(editor)[1] == Move("move", seconds=4_500, say="Lift")
    click(moves.adds["cycle", "hold"])
    assert cycle(editor)[2] == Hold()
    pick(moves.rows["cycle"][2].how, 2)
    assert cycle(editor)[2] == Hold(breaths=1)
    pick(moves.rows["cycle"][2].target, 2)
    assert cycle(editor)[2] == Move(None, Half.IN)
    for _ in range(2):
        click(moves.rows["cycle"][0].gone)
    click(moves.rows["cycle"][0].gone)
    assert len(editor.draft.exercise.cycle) == 1, "a repetition without a move is no exercise"


def test_a_move_too_short_is_refused_beside_its_field(room: Room) -> None:
    editor = room.open()
    first = moves_page(editor).rows["cycle"][0]
    pick(first.how, 2)
    first.seconds.edit.setFocus()
    first.seconds.edit.selectAll()
    QTest.keyClicks(first.seconds.edit, "0")
    assert first.seconds.wrong == "A move lasts at least 0.1 s."
    assert cycle(editor)[0] == Move("move", seconds=3_000)
    assert not editor.draft.errors


def test_the_ways_in_and_out_and_the_tilt(room: Room) -> None:
    editor = room.open("inversion-table")
    moves = moves_page(editor)
    click(moves.adds["leave", "move"])
    added = moves.rows["leave"][-1]
    pick(added.tilt, 2)
    last = editor.draft.exercise.leave[-1]
    assert isinstance(last, Move)
    assert last.tilt is not None
    assert last.pose == editor.draft.pose_name


# Words and doses.


def test_texts_are_read_by_lines_and_commas(room: Room) -> None:
    editor = room.open()
    texts = texts_page(editor)
    lines_of(texts.texts["setup"]).setPlainText("Stand.\n\nBreathe.")
    line_of(texts.texts["aims"]).setText("mobility, release,")
    lines_of(texts.texts["sources"]).setPlainText("A book | page 3\nA film")
    exercise = editor.draft.exercise
    assert exercise.setup == ("Stand.", "Breathe.")
    assert exercise.aims == ("mobility", "release")
    assert [(one.title, one.note) for one in exercise.sources] == [("A book", "page 3"), ("A film", "")]
    pick(texts.posture, list(Posture).index(Posture.PRONE))
    click(texts.equipment[Equipment.MAT])
    assert (editor.draft.exercise.posture, editor.draft.exercise.equipment) == (
        Posture.PRONE,
        (Equipment.MAT,),
    )


def test_what_the_reader_refuses_stands_beside_its_field_and_is_not_saved(room: Room) -> None:
    editor = room.open()
    texts = texts_page(editor)
    lines_of(texts.texts["cues"]).setPlainText("x" * 4_001)
    assert editor.draft.errors
    assert "4000" in texts.problems["cues"].text().replace(",", "")
    click(editor.mine)
    assert editor.isVisible()
    assert not room.document.own
    assert "It cannot be saved yet." in editor.refusal.text()


def test_an_empty_name_is_refused(room: Room) -> None:
    editor = room.open()
    name = texts_page(editor).name
    line_of(name).setText(" ")
    assert name.wrong
    assert editor.draft.exercise.name == "My exercise"


def test_a_dose_and_a_preset(room: Room) -> None:
    editor = room.open()
    dose = dose_page(editor)
    dose.rows["reps"].stepper.take(fixed(8))
    assert editor.draft.exercise.dose.reps == fixed(8)
    dose.sides.chosen.emit(Sides.EACH)
    assert editor.draft.exercise.dose.sides is Sides.EACH
    click(dose.add)
    line_of(dose.name).setText("short")
    QTest.keyClick(line_of(dose.name), Qt.Key.Key_Return)
    dose.rows["reps"].stepper.take(fixed(3))
    assert {name: preset.dose.reps for name, preset in editor.draft.exercise.presets.items()} == {
        "short": fixed(3)
    }
    assert editor.draft.exercise.dose.reps == fixed(8)
    click(dose.remove)
    assert not editor.draft.exercise.presets


# The movement.


def shown_at(editor: ExerciseEditor) -> int | None:
    """The moment of the movement that is shown."""
    return None if editor.film.moment is None else editor.film.moment.at


def test_the_movement_plays_by_the_clock_and_is_left_by_the_figure(room: Room) -> None:
    editor = room.open("cat-cow")
    film = editor.film
    editor.poses.list.setFocus()
    still = editor.stage.grab().toImage()
    click(film.button)
    seen = []
    for _ in range(3):
        room.clock.forward(1_000)
        film.advance()
        seen.append(editor.stage.grab().toImage())
    assert shown_at(editor) == 3_000
    assert all(a != b for a, b in pairwise((still, *seen)))
    pull(editor, Grip(Part.HEAD), QPoint(0, 0))
    assert shown_at(editor) is None
    assert editor.stage.grip == Grip(Part.SHOULDERS), "the grips have to be seen first"
    editor.poses.list.setFocus()
    assert editor.stage.grab().toImage() == still


def test_the_movement_is_pulled_to_any_moment(room: Room) -> None:
    editor = room.open("cat-cow")
    strip = editor.film.strip
    QTest.mouseClick(
        strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(strip.width() // 2, 17)
    )
    assert strip.schedule is not None
    assert editor.film.moment is not None
    assert editor.film.moment.at == pytest.approx(strip.schedule.length / 2, rel=0.05)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert editor.film.moment.at == pytest.approx(strip.schedule.length / 2 + 500, rel=0.05)


def test_a_changed_move_changes_the_movement(room: Room) -> None:
    editor = room.open("cat-cow")
    assert editor.film.strip.schedule is not None
    before = editor.film.strip.schedule.length
    click(moves_page(editor).rows["cycle"][0].gone)
    assert editor.film.strip.schedule.length < before


# The way back, without a window.


def drafted(change: Callable[[ExerciseDraft], None]) -> ExerciseDraft:
    draft = ExerciseDraft(new_exercise("sway", "Sway"))
    change(draft)
    draft.check()
    return draft


def test_edits_of_one_key_are_one_step_until_they_are_over(qtbot: QtBot) -> None:
    draft = drafted(lambda _draft: None)
    for name in ("A", "AB", "ABC"):
        draft.edit("Change name", replace(draft.exercise, name=name), "name")
    draft.end_merge()
    draft.edit("Change name", replace(draft.exercise, name="D"), "name")
    draft.undo()
    assert draft.exercise.name == "ABC"
    draft.undo()
    assert (draft.exercise.name, draft.undo_text, draft.redo_text) == ("Sway", "", "Change name")
    draft.check()


def test_edits_that_come_back_to_where_they_began_leave_no_step(qtbot: QtBot) -> None:
    draft = drafted(lambda _draft: None)
    draft.edit("Change name", replace(draft.exercise, name="A"), "name")
    draft.edit("Change name", replace(draft.exercise, name="Sway"), "name")
    assert not draft.undo_text
    draft.edit("Change name", replace(draft.exercise, name="B"), "name")
    draft.undo()
    assert draft.exercise.name == "Sway"
    draft.check()


# How it looks.


@pytest.mark.parametrize("look", [LIGHT, DARK, LIGHT.at_text(1.5)], ids=["light", "dark", "large"])
@pytest.mark.parametrize("id_", ["cat-cow", "inversion-table", "yoga-trapeze"])
def test_every_grip_is_inside_the_figures_room(room: Room, look: Look, id_: str) -> None:
    editor = room.open(id_)
    room.room.set_look(look)
    editor.resize(1024, 700)
    editor.grab()
    inside = editor.stage.rect().adjusted(8, 8, -8, -8)
    for name in editor.draft.exercise.poses:
        editor.draft.choose_pose(name)
        assert all(inside.contains(editor.stage.place_of(grip).toPoint()) for grip in editor.stage.grips)


def test_a_copy_has_a_name_and_an_id_of_its_own() -> None:
    first = copy_of(CATALOGUE["cobra"], CATALOGUE)
    second = copy_of(CATALOGUE["cobra"], {**CATALOGUE, first.id: first})
    assert len({"cobra", first.id, second.id}) == 3


def test_a35_names_of_strangers_are_shown_as_plain_text(room: Room) -> None:
    """Nothing of a file is taken for markup, nor turns the words around it."""
    editor = room.open()
    editor.poses.list.currentItem().setText("<b>x</b>")
    pull(editor, HAND, QPoint(30, -30))
    assert editor.undo.toolTip() == "<qt>Undo Move elbow in &lt;b&gt;x&lt;/b&gt;</qt>"
    editor.draft.edit("Name", replace(editor.draft.exercise, name="a\N{RIGHT-TO-LEFT OVERRIDE}b"))
    assert editor.windowTitle().startswith("ab")
