"""What stands around the figure: each prop where the body needs it, over or behind it, turning with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from studio.core.body import HEAD_OUTLINE, KNEE_R, Point, placed, polar
from studio.core.exercise import Equipment, Exercise
from studio.core.motion import bounds_of, tilted
from studio.core.neutral import NEUTRAL, TABLE_PIVOT
from studio.core.picture import card_pose, pose_named
from studio.core.pose import Pose, moved_by
from studio.core.skeleton import solve
from studio.files.read import parse_exercise
from studio.paint.figure import paint_figure, room_of, stage_for
from studio.paint.look import DARK, LIGHT, PLAYER, Look
from studio.paint.prop_shapes import RUNGS
from studio.paint.props import ROOM, Prop, prop_of, turned

FOLDER = Path(__file__).parents[2] / "resources" / "exercises"
SIDE = 500
RECT = QRectF(0, 0, SIDE, SIDE)
GROUND = QColor("#FF00FF")


def exercise(id_: str) -> Exercise:
    path = FOLDER / f"{id_}.toml"
    found, problems = parse_exercise(path.read_bytes(), path.name)
    assert found is not None, problems
    return found


def prop_for(found: Exercise) -> Prop:
    return prop_of(found.posture.value, tuple(item.value for item in found.equipment))


class Picture:
    """A figure with its prop, and the colour at a place beside it."""

    def __init__(self, pose: Pose, prop: Prop, tilt: float = 0.0, look: Look = LIGHT) -> None:
        self.image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
        self.image.fill(GROUND)
        painter = QPainter(self.image)
        bounds = bounds_of((turned(pose, prop, tilt),))
        paint_figure(painter, RECT, pose, look, prop=prop, tilt=tilt, bounds=bounds)
        painter.end()
        self._stage = stage_for(RECT, room_of(bounds, prop))

    def at(self, place: Point) -> QColor:
        origin, s = self._stage.origin, self._stage.scale
        return self.image.pixelColor(round(origin.x() + place[0] * s), round(origin.y() - place[1] * s))

    def count(self, colour: QColor) -> int:
        rows = np.frombuffer(self.image.constBits(), np.uint32).reshape(SIDE, SIDE) & 0xFFFFFF
        return int((rows == (colour.rgb() & 0xFFFFFF)).sum())


@pytest.mark.parametrize(
    ("id_", "prop"),
    [
        ("inverted-reach", Prop.TABLE), ("inversion-table", Prop.TABLE), ("table-oscillation", Prop.TABLE),
        ("inversion-chair", Prop.INVERSION_CHAIR), ("gravity-boots", Prop.BOOTS),
        ("upside-down-hang", Prop.BAR), ("bar-hang", Prop.BAR), ("feet-up-trainer", Prop.TRAINER),
        ("yoga-trapeze", Prop.TRAPEZE), ("neck-traction", Prop.COLLAR), ("decompression-device", Prop.FRAME),
    ],
)  # fmt: skip
def test_each_exercise_has_its_prop(id_: str, prop: Prop) -> None:
    assert prop_for(exercise(id_)) is prop


@pytest.mark.parametrize("equipment", [item for item in Equipment if item is not Equipment.MAT])
def test_every_piece_of_equipment_is_drawn(equipment: Equipment) -> None:
    """A mat is drawn under everyone; a table is told by its posture."""
    posture = "table" if equipment is Equipment.TABLE else "device"
    assert prop_of(posture, (equipment.value,)) is not Prop.NONE


@pytest.mark.parametrize(
    ("posture", "equipment", "prop"),
    [
        ("sitting", ("ball", "mat"), Prop.BALL), ("side-lying", ("mat", "pillow"), Prop.PILLOW),
        ("sitting", ("chair",), Prop.CHAIR), ("sitting", ("chair", "device"), Prop.COLLAR),
        ("kneeling", ("device",), Prop.FRAME), ("hanging", ("boots", "bar"), Prop.BOOTS),
        ("supine", ("mat",), Prop.NONE), ("standing", (), Prop.NONE),
    ],
)  # fmt: skip
def test_the_most_telling_thing_is_drawn(posture: str, equipment: tuple[str, ...], prop: Prop) -> None:
    assert prop_of(posture, equipment) is prop


def test_only_the_table_and_the_chair_turn_with_who_lies_on_them() -> None:
    pose = NEUTRAL["table"]
    for prop in Prop:
        if prop in {Prop.TABLE, Prop.INVERSION_CHAIR}:
            assert turned(pose, prop, 30) == tilted(pose, 30, TABLE_PIVOT)
        else:
            assert turned(pose, prop, 90) is pose


@pytest.mark.parametrize("look", [LIGHT, DARK, PLAYER], ids=lambda look: look.name)
@pytest.mark.parametrize("tilt", [0, 20, 60, 90])
def test_rollers_hold_the_ankles_at_every_tilt(tilt: float, look: Look) -> None:
    picture = Picture(NEUTRAL["table"], Prop.TABLE, tilt, look)
    ankle = solve(turned(NEUTRAL["table"], Prop.TABLE, tilt)).leg_near.end
    for far in (0.045, -0.036):  # above the ankle and below it
        assert picture.at(polar(ankle, 90 + tilt, far)) == look.pr


@pytest.mark.parametrize("tilt", [0, 30, 60])
def test_the_boards_end_goes_down_with_the_head(tilt: float) -> None:
    picture = Picture(NEUTRAL["table"], Prop.TABLE, tilt)
    assert picture.at(polar(TABLE_PIVOT, 180 + tilt, 0.505)) == LIGHT.pl


def test_someone_hanging_does_not_turn_with_the_tilt() -> None:
    boots = exercise("gravity-boots")
    pose = pose_named(boots, "hang")
    assert Picture(pose, Prop.BOOTS, 90).image == Picture(pose, Prop.BOOTS, 0).image


def test_boots_hook_only_where_the_bar_is_near() -> None:
    boots = exercise("gravity-boots")
    shown = {name: Picture(pose_named(boots, name), Prop.BOOTS) for name in ("stand", "hang")}
    assert shown["stand"].at((RUNGS[0][0] - 0.02, 1.15)) == GROUND
    hook = solve(pose_named(boots, "hang")).leg_near.end
    assert shown["hang"].at(((hook[0] + RUNGS[0][0]) / 2 - 0.02, (hook[1] + RUNGS[0][1]) / 2)) == LIGHT.pr


def test_the_bar_is_where_hands_and_knees_meet_it() -> None:
    for name in ("stand", "grip", "hang"):
        picture = Picture(pose_named(exercise("bar-hang"), name), Prop.BAR)
        assert picture.at(RUNGS[1]) == LIGHT.pr


@pytest.mark.parametrize(
    ("prop", "on", "off"),
    [
        (Prop.COUCH, (0.25, 0.26), (0.25, 0.29)), (Prop.CHAIR, (-0.10, 0.25), (-0.10, 0.27)),
        (Prop.WALL, (0.165, 0.5), (0.148, 0.5)), (Prop.BALL, (0.0, 0.39), (0.0, 0.41)),
        (Prop.TRAINER, (0.08, 0.24), (0.08, 0.27)),
    ],
)  # fmt: skip
def test_supports_end_where_poses_expect_them(prop: Prop, on: Point, off: Point) -> None:
    picture = Picture(moved_by(NEUTRAL["standing"], -1.0, 0), prop)
    assert picture.at(off) == GROUND
    assert any(picture.at(on) == colour for colour in (LIGHT.pp, LIGHT.pp2))


def test_a_sling_lies_over_the_hips_and_a_pad_over_the_neck() -> None:
    for id_, name, colour in (("yoga-trapeze", "hang", LIGHT.pp2), ("feet-up-trainer", "up", LIGHT.pp2)):
        found = exercise(id_)
        body = solve(pose_named(found, name))
        place = polar(body.hip, 270, 0.035) if id_ == "yoga-trapeze" else (0.0, 0.235)
        assert Picture(pose_named(found, name), prop_for(found)).at(place) == colour


def test_a_collar_is_about_the_neck() -> None:
    found = exercise("neck-traction")
    body = solve(pose_named(found, "rest"))
    middle = ((body.c7[0] + body.neck[0]) / 2, (body.c7[1] + body.neck[1]) / 2)
    there = Picture(pose_named(found, "rest"), Prop.COLLAR).at(middle)
    assert any(there == colour for colour in (LIGHT.pl, LIGHT.pl2))


@pytest.mark.parametrize(("pose", "high"), [("on-the-back", True), ("lie-down", False)])
def test_a_pillow_is_under_knees_that_are_off_the_floor(pose: str, high: bool) -> None:
    found = exercise("sleep-position")
    body = solve(pose_named(found, pose))
    below = (body.leg_near.middle[0], body.leg_near.middle[1] - KNEE_R - 0.02)
    assert (Picture(pose_named(found, pose), Prop.PILLOW).at(below) == LIGHT.pp2) is high


def test_a_pillow_is_under_the_head_and_between_the_knees_of_who_lies_on_a_side() -> None:
    found = exercise("sleep-position")
    pose = pose_named(found, "side")
    body, picture = solve(pose), Picture(pose, Prop.PILLOW)
    low = min(y for _, y in placed(HEAD_OUTLINE, body.head, body.head_angle))
    assert picture.at((body.head[0], low - 0.02)) == LIGHT.pp
    near, far = body.leg_near.middle, body.leg_far.middle
    assert picture.at(((near[0] + far[0]) / 2, (near[1] + far[1]) / 2)) == LIGHT.pp2


@pytest.mark.parametrize("prop", [prop for prop in Prop if prop is not Prop.NONE])
def test_a_prop_stays_inside_its_room(prop: Prop) -> None:
    """With the figure that needs it, nothing is painted outside of the rectangle it was fitted into."""
    every = [exercise(path.stem) for path in sorted(FOLDER.glob("*.toml"))]
    poses = [card_pose(found) for found in every if prop_for(found) is prop] or [NEUTRAL["device"]]
    for pose in poses:
        image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
        image.fill(GROUND)
        painter = QPainter(image)
        rect = QRectF(100, 100, 300, 300)
        paint_figure(painter, rect, pose, LIGHT, prop=prop)
        painter.end()
        rows = np.frombuffer(image.constBits(), np.uint32).reshape(SIDE, SIDE) & 0xFFFFFF
        ys, xs = np.nonzero(rows != (GROUND.rgb() & 0xFFFFFF))
        assert xs.min() >= 96
        assert xs.max() <= 404
        assert ys.min() >= 96
        assert ys.max() <= 404


def test_every_prop_says_its_room() -> None:
    assert set(ROOM) == set(Prop)
