"""The painted figure: colours where they mean something, mirrored, breathing, steady in its rectangle."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from studio.core.body import Point, polar
from studio.core.motion import between, bounds_of
from studio.core.neutral import NEUTRAL
from studio.core.pose import Angles, Pose
from studio.core.skeleton import Bounds, extent, solve
from studio.paint.figure import paint_figure, room_of, stage_for
from studio.paint.look import DARK, LIGHT, PLAYER, Look
from studio.paint.props import Prop, prop_of

WIDE, HIGH = 600, 400
RECT = QRectF(0, 0, WIDE, HIGH)
GROUND = QColor("#FF00FF")


class Options(TypedDict, total=False):
    """What a test may say of how a figure is painted."""

    mirrored: bool
    breath: float
    prop: Prop
    tilt: float
    ghost: Pose | None
    mat: bool
    bounds: Bounds | None


def picture(pose: Pose, look: Look = LIGHT, rect: QRectF = RECT, **options: Unpack[Options]) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(GROUND)
    painter = QPainter(image)
    paint_figure(painter, rect, pose, look, **options)
    painter.end()
    return image


def colour_at(image: QImage, pose: Pose, at: Point, *, mirrored: bool = False) -> QColor:
    stage = stage_for(RECT, extent(solve(pose)), mirrored=mirrored)
    x = stage.origin.x() + at[0] * stage.scale * (-1 if mirrored else 1)
    return image.pixelColor(round(x), round(stage.origin.y() - at[1] * stage.scale))


def pixels(image: QImage) -> np.ndarray:
    """Every pixel's colour as 0xRRGGBB, by row and column."""
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(HIGH, WIDE)
    return rows & 0xFFFFFF


def places(image: QImage, colour: QColor) -> np.ndarray:
    """The (y, x) of every pixel that has exactly a colour."""
    return np.argwhere(pixels(image) == (colour.rgb() & 0xFFFFFF))


def count(image: QImage, colour: QColor) -> int:
    return len(places(image, colour))


def middle(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


SPREAD = replace(
    NEUTRAL["standing"],
    arm_near=Angles(0, 0, 0), arm_far=Angles(40, 40, 40),
    leg_near=Angles(-60, -60, 30), leg_far=Angles(-120, -120, 0),
)  # fmt: skip


@pytest.mark.parametrize("look", [LIGHT, DARK, PLAYER], ids=lambda look: look.name)
def test_near_and_far_limbs_have_their_colours(look: Look) -> None:
    image, body = picture(SPREAD, look), solve(SPREAD)
    for limb, shirt, skin in ((body.arm_near, look.sl, look.fk), (body.arm_far, look.ft2, look.fk2)):
        assert colour_at(image, SPREAD, middle(limb.root, limb.middle)) == shirt
        assert colour_at(image, SPREAD, middle(limb.middle, limb.end)) == skin
    for limb, trousers, shoe in ((body.leg_near, look.fb, look.fs), (body.leg_far, look.fb2, look.fs2)):
        assert colour_at(image, SPREAD, middle(limb.middle, limb.end)) == trousers
        assert colour_at(image, SPREAD, limb.end) == shoe
    assert colour_at(image, SPREAD, polar(body.head, body.head_angle, 0.05)) == look.fk
    assert colour_at(image, SPREAD, body.spine[15].at) == look.ft
    assert colour_at(image, SPREAD, (body.hip[0], -0.01)) == look.mat


def test_the_near_arm_lies_over_the_trunk_and_the_far_one_behind_it() -> None:
    pose = NEUTRAL["standing"]
    body = solve(pose)
    assert colour_at(picture(pose), pose, middle(body.arm_near.root, body.arm_near.middle)) == LIGHT.sl
    away = replace(pose, arm_near=Angles(20, 20, 20))
    there = middle(body.arm_far.root, body.arm_far.middle)
    assert colour_at(picture(away), away, there) == LIGHT.ft


def test_a_far_leg_that_crosses_over_is_drawn_in_front_in_full_colour() -> None:
    far = Angles(130, -40, 0, 50, 0, front=1)
    over = replace(NEUTRAL["supine"], leg_near=Angles(-2, -2, 84), leg_far=far)
    under = replace(over, leg_far=replace(far, front=0))
    knee = solve(over).leg_far.middle
    assert colour_at(picture(over), over, knee) == LIGHT.fb
    assert colour_at(picture(under), under, knee) == LIGHT.fb2


@pytest.mark.parametrize("posture", NEUTRAL)
def test_mirrored_is_the_same_figure_the_other_way_round(posture: str) -> None:
    pose = NEUTRAL[posture]
    plain, other = picture(pose), picture(pose, mirrored=True)
    assert plain != other
    flipped = other.flipped(Qt.Orientation.Horizontal)
    there, here = pixels(plain) & 0xFF, pixels(flipped) & 0xFF
    different = int((np.abs(there.astype(int) - here.astype(int)) > 60).sum())
    assert different < 0.01 * (there != 0xFF).sum()  # antialiased edges only


def test_the_chest_comes_forward_on_the_inhale() -> None:
    pose = replace(NEUTRAL["standing"], arm_near=Angles(180, 180, 180), arm_far=Angles(180, 180, 180))
    assert count(picture(pose, breath=1.0), LIGHT.ft) > count(picture(pose, breath=0.0), LIGHT.ft) + 40


def test_vertebrae_are_seen_one_by_one_as_far_as_the_sleeve() -> None:
    pose = NEUTRAL["all-fours"]
    image = picture(pose)
    row = [tuple(place) for place in places(image, LIGHT.fv)]
    clusters: list[set[tuple[int, int]]] = []
    for point in row:
        near = [c for c in clusters if any(abs(point[0] - x) <= 1 and abs(point[1] - y) <= 1 for x, y in c)]
        clusters = [c for c in clusters if c not in near] + [set().union({point}, *near)]
    assert len(clusters) in {13, 14, 15}


def test_one_scale_and_place_for_a_whole_movement() -> None:
    a, b = NEUTRAL["standing"], replace(NEUTRAL["standing"], arm_near=Angles(0, 0, 0))
    bounds = bounds_of((a, b))
    heads = set()
    for t in (0.0, 0.3, 0.7, 1.0):
        image = picture(between(a, b, t), bounds=bounds)
        heads.add(tuple(places(image, LIGHT.fe)[0]))
    assert len(heads) == 1


@pytest.mark.parametrize("posture", NEUTRAL)
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("size", [(84, 46), (300, 90), (60, 300)])
def test_everything_stays_inside_its_rectangle(posture: str, mirrored: bool, size: tuple[int, int]) -> None:
    rect = QRectF(150, 60, *size)
    image = picture(NEUTRAL[posture], rect=rect, prop=prop_of(posture), mirrored=mirrored)
    inside = rect.adjusted(-2, -2, 2, 2)
    ys, xs = np.nonzero(pixels(image) != (GROUND.rgb() & 0xFFFFFF))
    assert len(xs)
    assert inside.contains(QPointF(xs.min(), ys.min()))
    assert inside.contains(QPointF(xs.max(), ys.max()))


def test_scale_is_never_more_than_wanted() -> None:
    bounds = extent(solve(NEUTRAL["supine"]))
    assert stage_for(RECT, bounds, scale=74).scale == 74
    assert stage_for(QRectF(0, 0, 84, 46), bounds, scale=740).scale < 100


def test_a_ghost_is_a_flat_shadow_behind_the_figure() -> None:
    pose, ghost = NEUTRAL["standing"], SPREAD
    image = picture(pose, ghost=ghost, bounds=bounds_of((pose, ghost)), mat=False)
    assert count(image, LIGHT.mat) > 500
    assert count(image, LIGHT.fb2) < count(picture(SPREAD), LIGHT.fb2) / 2


def test_the_mat_can_be_left_out() -> None:
    assert count(picture(NEUTRAL["standing"]), LIGHT.mat) > 200
    assert count(picture(NEUTRAL["standing"], mat=False), LIGHT.mat) == 0


def test_a_twist_shows_an_arrow() -> None:
    twisted = replace(NEUTRAL["supine"], turn=1.0)
    assert count(picture(twisted), LIGHT.move) > 60
    assert count(picture(NEUTRAL["supine"]), LIGHT.move) == 0


def test_the_tilted_table_has_the_head_below_the_feet() -> None:
    def middle_row(image: QImage, colour: QColor) -> float:
        return float(places(image, colour)[:, 0].mean())

    image = picture(NEUTRAL["table"], prop=Prop.TABLE, tilt=58)
    assert middle_row(image, LIGHT.fe) > middle_row(image, LIGHT.fs) + 100


@pytest.mark.parametrize(
    ("posture", "equipment", "prop"),
    [
        ("table", (), Prop.TABLE), ("supine", ("mat",), Prop.NONE), ("supine", ("mat", "couch"), Prop.COUCH),
        ("supine", ("wall",), Prop.WALL), ("hanging", (), Prop.BAR),
        ("device", ("inversion-chair",), Prop.INVERSION_CHAIR), ("device", (), Prop.CHAIR),
    ],
)  # fmt: skip
def test_what_stands_around_the_figure(posture: str, equipment: tuple[str, ...], prop: Prop) -> None:
    assert prop_of(posture, equipment) is prop


@pytest.mark.parametrize("prop", [prop for prop in Prop if prop is not Prop.NONE])
def test_every_prop_is_drawn(prop: Prop) -> None:
    pose = NEUTRAL["table"]
    bounds = room_of(bounds_of((pose,)), prop)
    bare, dressed = (picture(pose, prop=shown, bounds=bounds) for shown in (Prop.NONE, prop))
    assert bare != dressed
