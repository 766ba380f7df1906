"""From a pose to the places of its joints; planted hands and feet are reached for with two bones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import acos, atan2, cos, degrees, dist, radians, sin
from typing import NamedTuple

from studio.core.body import (
    ANKLE_R,
    BACK,
    ELBOW_R,
    FINGER_R,
    FINGERS,
    FOOT_OUTLINE,
    FOREARM,
    FRONT,
    HAND,
    HEAD,
    HEAD_OUTLINE,
    HIP_R,
    KNEE_R,
    NECK,
    SHIN,
    SHOULDER_R,
    SPINE,
    THIGH,
    UPPER_ARM,
    WRIST_R,
    Point,
    depth,
    placed,
    polar,
    smooth,
)
from studio.core.frozen import frozen
from studio.core.pose import Angles, Limb, Pose

SEGMENTS = 30
"""Into how many straight pieces the spine's curve is cut."""
SHOULDER_AT = 26
"""The shoulder hangs at this point of the spine."""
FLAT = 0.0
"""The direction of a foot of which nothing else is said."""
_SHARES = tuple(i / SEGMENTS for i in range(SEGMENTS + 1))
_REACH = 0.999  # a limb is never stretched quite straight, so that its bend has a side


class Bounds(NamedTuple):
    """A box beside the figure, in body heights: x from `left` to `right`, y from `bottom` up to `top`."""

    left: float
    bottom: float
    right: float
    top: float

    def united(self, other: Bounds) -> Bounds:
        """The smallest box around both."""
        return Bounds(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


class Vertebra(NamedTuple):
    """A point of the spine, its direction there, and how far along it is: 0 pelvis, 1 base of the neck."""

    at: Point
    angle: float
    s: float


@frozen
class Line:
    """A solved limb: shoulder or hip, elbow or knee, wrist or ankle, and the direction of hand or foot."""

    root: Point
    middle: Point
    end: Point
    end_angle: float
    front: float


@frozen
class Skeleton:
    """Every joint of a posed figure."""

    spine: tuple[Vertebra, ...]
    hip: Point
    c7: Point
    shoulder: Point
    neck: Point
    head: Point
    head_angle: float
    arm_near: Line
    arm_far: Line
    leg_near: Line
    leg_far: Line
    turn: float

    def hand(self, arm: Line) -> Point:
        """The tip of an arm's hand."""
        return polar(arm.end, arm.end_angle, HAND)


def direction(start: Point, end: Point) -> float:
    """The angle from one point to another, in degrees."""
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def solve(pose: Pose) -> Skeleton:
    """The joints of a pose. Every bone keeps its length, but for the share that leans out of the picture."""
    spine = _spine(pose)
    c7 = spine[-1].at
    hung = spine[SHOULDER_AT]
    shoulder = polar(hung.at, hung.angle - 90, 0.004)
    neck = polar(c7, pose.thorax + (pose.neck - pose.thorax) * 0.6, NECK)
    return Skeleton(
        spine=spine,
        hip=pose.hip,
        c7=c7,
        shoulder=shoulder,
        neck=neck,
        head=polar(neck, pose.head, HEAD),
        head_angle=pose.head,
        arm_near=_solve_limb(shoulder, pose.arm_near, UPPER_ARM, FOREARM, None),
        arm_far=_solve_limb(shoulder, pose.arm_far, UPPER_ARM, FOREARM, None),
        leg_near=_solve_limb(pose.hip, pose.leg_near, THIGH, SHIN, FLAT),
        leg_far=_solve_limb(pose.hip, pose.leg_far, THIGH, SHIN, FLAT),
        turn=pose.turn,
    )


def _spine(pose: Pose) -> tuple[Vertebra, ...]:
    """The spine's direction eases from pelvis to chest, so that its length never changes."""
    points = []
    x, y = pose.hip
    length = SPINE / SEGMENTS
    for s in _SHARES:
        angle = pose.lumbar + (pose.thorax - pose.lumbar) * smooth(s)
        points.append(Vertebra((x, y), angle, s))
        turn = radians(angle)
        x, y = x + length * cos(turn), y + length * sin(turn)
    return tuple(points)


def _solve_limb(root: Point, limb: Limb, upper: float, lower: float, flat: float | None) -> Line:
    """`flat` is the direction of a hand or foot that has none; None goes on in the lower part's direction."""
    upper *= cos(radians(limb.upper_lean))
    lower *= cos(radians(limb.lower_lean))
    if isinstance(limb, Angles):
        middle = polar(root, limb.upper, upper)
        return Line(root, middle, polar(middle, limb.lower, lower), limb.end, limb.front)
    middle, end = two_bones(root, limb.to, upper, lower, limb.bend)
    angle = flat if limb.end is None else limb.end
    return Line(root, middle, end, direction(middle, end) if angle is None else angle, limb.front)


def two_bones(root: Point, to: Point, upper: float, lower: float, bend: int) -> tuple[Point, Point]:
    """Middle joint and end of a limb whose end should be at `to`; out of reach, it points there."""
    away = dist(root, to)
    length = max(min(away, (upper + lower) * _REACH), abs(upper - lower) + 1e-4)
    towards = direction(root, to)
    ratio = (upper * upper + length * length - lower * lower) / (2 * upper * length)
    opening = degrees(acos(max(-1.0, min(1.0, ratio))))
    return polar(root, towards + bend * opening, upper), polar(root, towards, length)


def circles(skeleton: Skeleton) -> Iterator[tuple[Point, float]]:
    """Every joint with its radius, hands included."""
    for leg in (skeleton.leg_near, skeleton.leg_far):
        yield leg.root, HIP_R
        yield leg.middle, KNEE_R
        yield leg.end, ANKLE_R
    for arm in (skeleton.arm_near, skeleton.arm_far):
        yield arm.root, SHOULDER_R
        yield arm.middle, ELBOW_R
        yield arm.end, WRIST_R
        yield polar(arm.end, arm.end_angle, FINGERS), FINGER_R


def trunk(skeleton: Skeleton) -> Iterator[Point]:
    """Points on the outline of the back and the front of the trunk."""
    for at, angle, s in skeleton.spine[::3]:
        yield polar(at, angle + 90, depth(BACK, s))
        yield polar(at, angle - 90, depth(FRONT, s))


def extent(skeleton: Skeleton) -> Bounds:
    """The box around everything that is drawn of a figure."""
    boxes = [Bounds(x - r, y - r, x + r, y + r) for (x, y), r in circles(skeleton)]
    points = [*trunk(skeleton), *placed(HEAD_OUTLINE, skeleton.head, skeleton.head_angle)]
    for leg in (skeleton.leg_near, skeleton.leg_far):
        points += placed(FOOT_OUTLINE, leg.end, leg.end_angle)
    boxes.append(_around(points))
    return Bounds(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _around(points: Iterable[Point]) -> Bounds:
    """The box around points."""
    xs, ys = zip(*points, strict=True)
    return Bounds(min(xs), min(ys), max(xs), max(ys))
