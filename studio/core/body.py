"""The figure's proportions: lengths, radii and outlines, in body heights."""

from __future__ import annotations

from math import cos, exp, radians, sin

Point = tuple[float, float]
"""A place beside the figure: x to the right, y up from the support, in body heights."""

Table = tuple[tuple[float, float], ...]

LUMBAR = 0.145
THORAX = 0.165
SPINE = LUMBAR + THORAX
NECK = 0.052
HEAD = 0.052
"""From the top of the neck to the middle of the head."""
UPPER_ARM = 0.160
FOREARM = 0.140
HAND = 0.070
THIGH = 0.240
SHIN = 0.235

HIP_R, KNEE_R, ANKLE_R = 0.066, 0.047, 0.028
SHOULDER_R, ELBOW_R, WRIST_R = 0.033, 0.0265, 0.0185
FINGERS, FINGER_R = 0.065, 0.0105
"""From the wrist to the middle of the finger tips, and how thick they are."""
SOLE = 0.040
"""From the middle of the ankle down to the sole."""
MAT = 0.020

# Half the depth of the trunk behind and before the spine, from the pelvis (0) to the base of the neck (1).
BACK: Table = ((0.0, 0.058), (0.1, 0.064), (0.42, 0.043), (0.72, 0.055), (0.9, 0.048), (1.0, 0.030))
FRONT: Table = ((0.0, 0.046), (0.15, 0.050), (0.42, 0.050), (0.72, 0.063), (0.9, 0.050), (1.0, 0.028))

# Outlines as (along, across): along the head's or foot's direction, across to its front or sole.
HEAD_OUTLINE: Table = (
    (0.070, 0.004), (0.058, 0.040), (0.030, 0.055), (0.008, 0.058), (-0.006, 0.0685), (-0.018, 0.057),
    (-0.036, 0.054), (-0.058, 0.043), (-0.061, 0.020), (-0.046, -0.010), (-0.034, -0.036), (0.002, -0.058),
    (0.044, -0.044),
)  # fmt: skip
EAR_OUTLINE: Table = ((0.014, -0.004), (0.004, -0.016), (-0.012, -0.012), (-0.016, -0.002), (-0.002, 0.004))
FOOT_OUTLINE: Table = (
    (-0.030, 0.012), (-0.026, 0.034), (0.0, 0.040), (0.050, 0.037), (0.095, 0.040), (0.112, 0.032),
    (0.104, 0.018), (0.060, 0.002), (0.026, -0.022), (-0.012, -0.026),
)  # fmt: skip


def polar(start: Point, angle: float, length: float) -> Point:
    """The point `length` away from `start` at `angle` degrees: 0 to the right, 90 up."""
    turn = radians(angle)
    return (start[0] + length * cos(turn), start[1] + length * sin(turn))


def smooth(t: float) -> float:
    """An ease from 0 to 1 that starts and ends without speed."""
    return t * t * (3 - 2 * t)


def depth(table: Table, s: float) -> float:
    """The depth at `s` of the spine, eased between a table's entries."""
    before = table[0]
    for entry in table[1:]:
        if s <= entry[0]:
            return before[1] + (entry[1] - before[1]) * smooth((s - before[0]) / (entry[0] - before[0]))
        before = entry
    return before[1]


def swell(s: float, breath: float) -> float:
    """How far the chest comes forward at `s` of the spine; `breath` is 0 breathed out, 1 breathed in."""
    return breath * 0.011 * exp(-(((s - 0.62) / 0.25) ** 2))


def placed(outline: Table, at: Point, angle: float) -> list[Point]:
    """An outline moved to `at` and turned to `angle`."""
    along_x, along_y = cos(radians(angle)), sin(radians(angle))
    x, y = at
    return [(x + u * along_x + v * along_y, y + u * along_y - v * along_x) for u, v in outline]
