"""Key poses are made by hand: by mouse, by keyboard and by numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.builder.exercise_editor import ExerciseEditor
from studio.core.breath import Half
from studio.core.exercise import Move
from studio.core.exercise_edits import new_exercise
from studio.core.pose import Reach
from studio.core.quantity import fixed
from studio.core.reach import Grip, Part, angle_of, places
from tests.builder.exercising import (
    CATALOGUE,
    HAND,
    SHIFT,
    Room,
    cycle,
    pick,
    pose_page,
    pull,
)
from tests.builder.inspecting import click


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Room:
    return Room(qtbot, tmp_path / "own")


def test_a_hand_is_pulled_by_the_mouse_as_one_step(room: Room) -> None:
    editor = room.open()
    before = editor.draft.pose
    start = editor.stage.place_of(HAND)
    pull(editor, HAND, QPoint(60, -50))
    assert editor.draft.undo_text == "Move elbow in start"
    after = editor.stage.place_of(HAND)
    assert (after - start).x() == pytest.approx(60, abs=3)
    assert (after - start).y() == pytest.approx(-50, abs=3)
    x, y = editor.draft.pose.hip
    assert (round(x, 3), round(y, 3)) == (x, y)
    click(editor.undo)
    assert editor.draft.pose == before
    assert not editor.draft.modified
    click(editor.redo)
    assert editor.draft.pose != before


def test_both_arms_go_along_where_they_lie_together(room: Room) -> None:
    editor = room.open()
    pull(editor, HAND, QPoint(60, -50))
    pose = editor.draft.pose
    near, far = places(pose)[HAND], places(pose)[HAND.twin]
    assert near == pytest.approx(far, abs=0.01)
    pose_page(editor).side.button("near").click()
    pull(editor, HAND, QPoint(-20, 40))
    assert places(editor.draft.pose)[HAND.twin] == pytest.approx(far, abs=0.01)
    assert places(editor.draft.pose)[HAND] != pytest.approx(near, abs=0.01)


def test_escape_puts_back_what_is_being_pulled(room: Room) -> None:
    editor = room.open()
    before = editor.draft.exercise
    pull(editor, HAND, QPoint(80, -60), let_go=False)
    assert editor.draft.exercise != before
    QTest.keyClick(editor.stage, Qt.Key.Key_Escape)
    assert editor.draft.exercise == before
    assert not editor.draft.undo_text


def test_a_press_beside_the_grips_does_nothing(room: Room) -> None:
    editor = room.open()
    before = editor.draft.exercise
    QTest.mousePress(editor.stage, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    QTest.mouseMove(editor.stage, QPoint(80, 90))
    QTest.mouseRelease(
        editor.stage, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(80, 90)
    )
    assert editor.draft.exercise == before


def test_joints_are_walked_by_tab_and_turned_by_arrows(room: Room) -> None:
    editor = room.open()
    stage = editor.stage
    stage.setFocus()
    stage.choose(stage.grips[0])
    QTest.keyClick(stage, Qt.Key.Key_Tab)
    assert stage.grip == Grip(Part.SHOULDERS)
    QTest.keyClick(stage, Qt.Key.Key_Backtab)
    assert stage.grip == Grip(Part.HEAD)
    stage.choose(HAND)
    now = angle_of(editor.draft.pose, HAND)
    assert now is not None
    QTest.keyClick(stage, Qt.Key.Key_Up)
    assert angle_of(editor.draft.pose, HAND) == pytest.approx(now + 1, abs=0.1)
    QTest.keyClick(stage, Qt.Key.Key_Up, SHIFT)
    assert angle_of(editor.draft.pose, HAND) == pytest.approx(now + 6, abs=0.1)
    QTest.keyClick(stage, Qt.Key.Key_Left)
    assert angle_of(editor.draft.pose, HAND) == pytest.approx(now + 5, abs=0.1)
    assert "elbow" in stage.accessibleDescription()


def test_behind_the_last_joint_tab_leaves_the_figure(room: Room) -> None:
    editor = room.open()
    stage = editor.stage
    stage.setFocus()
    stage.choose(stage.grips[-1])
    QTest.keyClick(stage, Qt.Key.Key_Tab)
    assert not stage.hasFocus()


def test_the_arrows_move_the_hips(room: Room) -> None:
    editor = room.open()
    editor.stage.choose(Grip(Part.HIP))
    x, y = editor.draft.pose.hip
    QTest.keyClick(editor.stage, Qt.Key.Key_Down, SHIFT)
    assert editor.draft.pose.hip == pytest.approx((x, y - 0.025), abs=1e-3)


def type_joint(editor: ExerciseEditor, name: str, text: str) -> str:
    """Type a joint's angle; what is said against it."""
    row = pose_page(editor).rows[name]
    row.stepper.edit.setFocus()
    row.stepper.edit.selectAll()
    QTest.keyClicks(row.stepper.edit, text)
    QTest.keyClick(row.stepper.edit, Qt.Key.Key_Return)
    return row.stepper.wrong


def test_a_joint_takes_a_number_and_refuses_what_no_person_can(room: Room) -> None:
    editor = room.open()
    assert type_joint(editor, "elbow", "70") == ""
    assert angle_of(editor.draft.pose, HAND) == pytest.approx(70, abs=0.2)
    assert angle_of(editor.draft.pose, HAND.twin) == pytest.approx(70, abs=0.2)
    assert type_joint(editor, "elbow", "200") == "At most 165\N{DEGREE SIGN}."
    assert type_joint(editor, "elbow", "bent") == "Write degrees, for example 45 or -10."
    assert angle_of(editor.draft.pose, HAND) == pytest.approx(70, abs=0.2)
    assert type_joint(editor, "shoulder", "-20") == ""
    assert angle_of(editor.draft.pose, Grip(Part.MIDDLE, "arm_near")) == pytest.approx(-20, abs=0.2)


def test_a_hand_is_held_and_let_go(room: Room) -> None:
    editor = room.open()
    held = pose_page(editor).held["arm"]
    held.button("held").click()
    assert isinstance(editor.draft.pose.arm_near, Reach)
    assert isinstance(editor.draft.pose.arm_far, Reach)
    assert editor.draft.undo_text == "Hold the hand"
    held.button("free").click()
    assert not isinstance(editor.draft.pose.arm_near, Reach)


def test_a_pose_begins_from_another_exercises(room: Room) -> None:
    editor = room.open()
    start = pose_page(editor).start
    pick(start, start.findText("Cobra: ", Qt.MatchFlag.MatchStartsWith))
    assert editor.draft.pose in CATALOGUE["cobra"].poses.values()
    assert start.currentIndex() == 0


# The list of poses.


def test_poses_are_added_named_and_taken_out_with_their_moves(room: Room) -> None:
    editor = room.open()
    click(editor.poses.add)
    assert list(editor.draft.exercise.poses) == ["start", "pose", "move"]
    assert editor.draft.pose_name == "pose"
    editor.poses.list.currentItem().setText("reach")
    assert editor.draft.pose_name == "reach"
    editor.poses.list.setCurrentRow(2)
    assert editor.draft.pose_name == "move"
    editor.poses.list.currentItem().setText("up")
    assert cycle(editor)[0] == Move("up", Half.OUT)
    click(editor.poses.remove)
    assert list(editor.draft.exercise.poses) == ["start", "reach"]
    assert cycle(editor)[0] == Move("reach", Half.OUT)
    for _ in range(4):
        click(editor.undo)
    assert editor.draft.exercise.cycle == new_exercise("x", "x").cycle
    assert not editor.draft.modified


def test_a_name_that_is_taken_is_refused_beside_the_list(room: Room) -> None:
    editor = room.open()
    editor.poses.list.currentItem().setText("move")
    assert list(editor.draft.exercise.poses) == ["start", "move"]
    assert editor.poses.list.currentItem().text() == "start"
    assert "There is a pose move already." in [
        one.text() for one in editor.poses.findChildren(type(editor.refusal))
    ]


def test_a_twist_is_shown_and_given_in_hundredths(room: Room) -> None:
    editor = room.open("supine-twist")
    row = pose_page(editor).twist
    editor.draft.choose_pose("twist")
    assert row.stepper.value == fixed(100)
    row.stepper.take(fixed(40))
    assert editor.draft.pose.turn == 0.4
    assert editor.draft.undo_text == "Change twist to 40 %"
