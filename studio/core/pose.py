"""A pose of the figure: where the hip is, how the spine bends, and where each limb goes."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import StrEnum

from studio.core.body import Point
from studio.core.frozen import frozen


class Anchor(StrEnum):
    """The part that stays where it is while the figure moves from one pose to the next."""

    HIP = "hip"
    SHOULDERS = "shoulders"
    HEAD = "head"


@frozen
class Angles:
    """A limb by the directions of upper arm or thigh, forearm or shin, and hand or foot, in degrees.

    Angles are written as they turn: from -90 to 80 an arm swings before the body, from -90 to -280 behind it.
    `upper_lean` and `lower_lean` turn a part out of the picture, towards the viewer or away: it is drawn
    shorter by their cosine. `front` is 1 for a far limb that lies over the body, 0 for one behind it.
    """

    upper: float
    lower: float
    end: float
    upper_lean: float = 0.0
    lower_lean: float = 0.0
    front: float = 0.0


@frozen
class Reach:
    """A limb by the place of its wrist or ankle. `bend` is the side the elbow or knee goes to: +1 or -1.

    Without `end` the hand goes on in the forearm's direction, and the foot stands flat.
    """

    to: Point
    bend: int = 1
    end: float | None = None
    upper_lean: float = 0.0
    lower_lean: float = 0.0
    front: float = 0.0


Limb = Angles | Reach

HANGING_ARM = Angles(-93, -84, -86)
STRAIGHT_LEG = Reach((-0.005, 0.040), 1, 0)


@frozen
class Pose:
    """One key pose, seen from the side and looking to the right.

    Lengths are body heights, y is up from the support. Angles are degrees against the clock: 0 to the right,
    90 up. `lumbar` and `thorax` are the directions of the spine at the pelvis and at the neck; `turn` is how
    far the pelvis is turned about the body's length (a twist), -1 to 1: it is shown by an arrow.
    """

    hip: Point = (0.0, 0.515)
    lumbar: float = 88.0
    thorax: float = 93.0
    neck: float = 84.0
    head: float = 88.0
    arm_near: Limb = HANGING_ARM
    arm_far: Limb = HANGING_ARM
    leg_near: Limb = STRAIGHT_LEG
    leg_far: Limb = STRAIGHT_LEG
    anchor: Anchor = Anchor.HIP
    turn: float = 0.0


LIMBS = ("arm_near", "arm_far", "leg_near", "leg_far")
"""The names of a pose's limbs, which are those of a skeleton's as well."""

assert set(LIMBS) < {field.name for field in fields(Pose)}


def moved_by(pose: Pose, dx: float, dy: float) -> Pose:
    """The pose somewhere else, with the places that its limbs reach for."""

    def moved(limb: Limb) -> Limb:
        if isinstance(limb, Angles):
            return limb
        return replace(limb, to=(limb.to[0] + dx, limb.to[1] + dy))

    return replace(
        pose,
        hip=(pose.hip[0] + dx, pose.hip[1] + dy),
        arm_near=moved(pose.arm_near),
        arm_far=moved(pose.arm_far),
        leg_near=moved(pose.leg_near),
        leg_far=moved(pose.leg_far),
    )
