"""The resting figure of every posture, drawn where an exercise gives no angles of its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from studio.core.body import Point
from studio.core.pose import Anchor, Angles, Pose, Reach

TABLE_PIVOT: Point = (0.0, 0.56)
"""The hinge of the inversion table, above the floor."""

_STANDING = Pose()

_SITTING = Pose(
    hip=(-0.16, 0.066), lumbar=92, thorax=90, neck=84, head=88,
    arm_near=Angles(-78, -62, -40), arm_far=Angles(-74, -58, -36),
    leg_near=Angles(0, -4, 84), leg_far=Angles(1, -4, 84),
)  # fmt: skip

_KNEELING = Pose(
    hip=(-0.10, 0.138), lumbar=88, thorax=93, neck=84, head=88,
    arm_near=Angles(-80, -42, -20), arm_far=Angles(-76, -38, -16),
    leg_near=Reach((-0.113, 0.036), 1, 178), leg_far=Reach((-0.109, 0.036), 1, 178),
)  # fmt: skip

_ALL_FOURS = Pose(
    hip=(-0.17, 0.287), lumbar=16, thorax=2, neck=2, head=10,
    arm_near=Reach((0.105, 0.032), -1, -2), arm_far=Reach((0.130, 0.034), -1, -2),
    leg_near=Reach((-0.405, 0.040), 1, 176), leg_far=Reach((-0.385, 0.040), 1, 176),
)  # fmt: skip

_PRONE = Pose(
    hip=(-0.02, 0.064), lumbar=2, thorax=0, neck=4, head=8,
    arm_near=Reach((0.46, 0.030), 1, 0), arm_far=Reach((0.48, 0.032), 1, 0),
    leg_near=Angles(182, 182, 184), leg_far=Angles(182, 182, 184),
)  # fmt: skip

_SUPINE = Pose(
    hip=(0.0, 0.064), lumbar=182, thorax=178, neck=176, head=178, anchor=Anchor.SHOULDERS,
    arm_near=Reach((-0.03, 0.030), 1, 0), arm_far=Reach((-0.01, 0.032), 1, 0),
    leg_near=Reach((0.300, 0.040), 1, 0), leg_far=Reach((0.325, 0.040), 1, 0),
)  # fmt: skip

_SIDE_LYING = Pose(
    hip=(0.0, 0.072), lumbar=180, thorax=176, neck=168, head=174, anchor=Anchor.SHOULDERS,
    arm_near=Angles(-4, 24, 0, upper_lean=30), arm_far=Angles(196, 178, 178),
    leg_near=Angles(40, -22, 20, upper_lean=45), leg_far=Angles(20, -14, 20, upper_lean=30),
)  # fmt: skip

_HANGING = Pose(
    hip=(0.0, 0.60), lumbar=89, thorax=91, neck=86, head=90,
    arm_near=Reach((0.015, 1.180), -1, 88), arm_far=Reach((0.025, 1.180), -1, 88),
    leg_near=Angles(-88, -94, -55), leg_far=Angles(-85, -98, -58),
)  # fmt: skip

_TABLE = Pose(
    hip=(TABLE_PIVOT[0], TABLE_PIVOT[1] + 0.085), lumbar=180, thorax=180, neck=182, head=182,
    arm_near=Angles(4, 0, 0), arm_far=Angles(4, 0, 0),
    leg_near=Angles(0, 0, 88), leg_far=Angles(0, 0, 88),
)  # fmt: skip

_DEVICE = Pose(
    hip=(-0.10, 0.330), lumbar=94, thorax=90, neck=84, head=88,
    arm_near=Angles(-72, -14, 0), arm_far=Angles(-68, -10, 2),
    leg_near=Reach((0.130, 0.040), 1, 0), leg_far=Reach((0.150, 0.040), 1, 0),
)  # fmt: skip

NEUTRAL: Mapping[str, Pose] = MappingProxyType(
    {
        "standing": _STANDING,
        "sitting": _SITTING,
        "kneeling": _KNEELING,
        "all-fours": _ALL_FOURS,
        "prone": _PRONE,
        "supine": _SUPINE,
        "side-lying": _SIDE_LYING,
        "hanging": _HANGING,
        "table": _TABLE,
        "device": _DEVICE,
    }
)
"""By posture, as FORMAT names them."""
