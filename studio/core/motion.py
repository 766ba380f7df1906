"""Between two poses: planted hands and feet stay where they are, and nothing sinks into the floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import asin, cos, degrees, pi

from studio.core.body import ANKLE_R, FINGER_R, FINGERS, FOOT_OUTLINE, WRIST_R, Point, placed, polar
from studio.core.pose import Anchor, Angles, Limb, Pose, Reach, moved_by
from studio.core.skeleton import FLAT, Bounds, Line, Skeleton, direction, extent, solve

_HAIR = 1e-9
_SAMPLES = 6  # in-between pictures of each move that bounds_of looks at


def eased(t: float) -> float:
    """A move's pace: from rest to rest, for `t` in 0..1."""
    return (1 - cos(pi * t)) / 2


def between(a: Pose, b: Pose, t: float) -> Pose:
    """The pose at share `t` of the way from `a` to `b`; at 0 and 1 it is exactly `a` and `b`.

    A limb that reaches for a place in both goes straight from one to the other: planted stays planted.
    Otherwise its angles turn, the ones of a reaching limb as it stands in its pose. What both poses anchor
    stays put, and hands and feet are kept from going deeper than the two poses have them.
    """
    if t <= 0 or a == b:
        return a
    if t >= 1:
        return b
    from_, to = solve(a), solve(b)
    anchor = b.anchor if a.anchor is b.anchor else Anchor.HIP
    mixed = Pose(
        hip=_mix_point(a.hip, b.hip, t),
        lumbar=_mix(a.lumbar, b.lumbar, t),
        thorax=_mix(a.thorax, b.thorax, t),
        neck=_mix(a.neck, b.neck, t),
        head=_mix(a.head, b.head, t),
        anchor=b.anchor,
        turn=_mix(a.turn, b.turn, t),
    )
    if anchor is not Anchor.HIP:
        wanted = _mix_point(_anchored(from_, anchor), _anchored(to, anchor), t)
        found = _anchored(solve(mixed), anchor)
        mixed = moved_by(mixed, wanted[0] - found[0], wanted[1] - found[1])
    mixed = replace(
        mixed,
        arm_near=_mix_limb(a.arm_near, b.arm_near, from_.arm_near, to.arm_near, t),
        arm_far=_mix_limb(a.arm_far, b.arm_far, from_.arm_far, to.arm_far, t),
        leg_near=_mix_limb(a.leg_near, b.leg_near, from_.leg_near, to.leg_near, t),
        leg_far=_mix_limb(a.leg_far, b.leg_far, from_.leg_far, to.leg_far, t),
    )
    return _off_the_floor(mixed, from_, to, t)


def along(poses: Sequence[Pose], t: float) -> Pose:
    """The pose at share `t` of the way through several poses, each part of the way taking as long."""
    parts = len(poses) - 1
    if parts < 1:
        return poses[0]
    place = min(max(t, 0.0), 1.0) * parts
    part = min(int(place), parts - 1)
    return between(poses[part], poses[part + 1], place - part)


def bounds_of(poses: Sequence[Pose]) -> Bounds:
    """The box around a whole movement through `poses`, in their order, with what lies between them."""
    box = extent(solve(poses[0]))
    for a, b in pairwise(poses):
        for i in range(1, _SAMPLES + 1):
            box = box.united(extent(solve(between(a, b, i / _SAMPLES))))
    return box


def tilted(pose: Pose, angle: float, pivot: Point) -> Pose:
    """The pose turned as a whole about `pivot`: head-down where the head is to the left.

    Hands that would come below the floor rest on it.
    """

    def turned(point: Point) -> Point:
        arm = (point[0] - pivot[0], point[1] - pivot[1])
        x, y = polar((0.0, 0.0), angle, 1.0)
        return (pivot[0] + arm[0] * x - arm[1] * y, pivot[1] + arm[0] * y + arm[1] * x)

    def limb(found: Limb, flat: float | None) -> Limb:
        if isinstance(found, Angles):
            return replace(found, upper=found.upper + angle, lower=found.lower + angle, end=found.end + angle)
        end = flat if found.end is None else found.end
        return replace(found, to=turned(found.to), end=None if end is None else end + angle)

    if not angle:
        return pose
    whole = replace(
        pose,
        hip=turned(pose.hip),
        lumbar=pose.lumbar + angle,
        thorax=pose.thorax + angle,
        neck=pose.neck + angle,
        head=pose.head + angle,
        arm_near=limb(pose.arm_near, None),
        arm_far=limb(pose.arm_far, None),
        leg_near=limb(pose.leg_near, FLAT),
        leg_far=limb(pose.leg_far, FLAT),
    )
    found = solve(whole)
    return replace(
        whole,
        arm_near=_on_the_floor(whole.arm_near, found.arm_near),
        arm_far=_on_the_floor(whole.arm_far, found.arm_far),
    )


def _on_the_floor(limb: Limb, line: Line) -> Limb:
    """An arm whose hand would be below the floor, with the hand on it and the elbow bent."""
    if _low(line, False) >= 0:
        return limb
    x, y = line.end
    wrist = (x, max(y, WRIST_R))
    deepest = degrees(asin(min(1.0, max(-1.0, (FINGER_R - wrist[1]) / FINGERS))))
    down = line.end_angle % 360  # 270 is straight down, and the body faces left
    end = line.end_angle
    if 180 < down <= 315:
        end = min(down, 180 - deepest)
    elif down > 315:
        end = max(down, 360 + deepest)
    return Reach(wrist, _bend(line), end, limb.upper_lean, limb.lower_lean, limb.front)


def _mix(a: float, b: float, t: float) -> float:
    return a + (b - a) * t


def _mix_point(a: Point, b: Point, t: float) -> Point:
    return (_mix(a[0], b[0], t), _mix(a[1], b[1], t))


def _anchored(skeleton: Skeleton, anchor: Anchor) -> Point:
    return skeleton.head if anchor is Anchor.HEAD else skeleton.c7


def _mix_limb(a: Limb, b: Limb, from_: Line, to: Line, t: float) -> Limb:
    leans = {
        "upper_lean": _mix(a.upper_lean, b.upper_lean, t),
        "lower_lean": _mix(a.lower_lean, b.lower_lean, t),
        "front": _mix(a.front, b.front, t),
    }
    if isinstance(a, Reach) and isinstance(b, Reach) and a.bend == b.bend:
        if a.end is None and b.end is None:
            end = None
        else:
            end = _mix(
                from_.end_angle if a.end is None else a.end, to.end_angle if b.end is None else b.end, t
            )
        return Reach(_mix_point(a.to, b.to, t), a.bend, end, **leans)
    first, last = _as_angles(a, from_), _as_angles(b, to)
    if isinstance(a, Reach):
        first = _unwound(first, last)
    elif isinstance(b, Reach):
        last = _unwound(last, first)
    return Angles(
        _mix(first.upper, last.upper, t),
        _mix(first.lower, last.lower, t),
        _mix(first.end, last.end, t),
        **leans,
    )


def _as_angles(limb: Limb, line: Line) -> Angles:
    """The limb by its angles, as it stands in its pose."""
    if isinstance(limb, Angles):
        return limb
    return Angles(direction(line.root, line.middle), direction(line.middle, line.end), line.end_angle)


def _unwound(angles: Angles, towards: Angles) -> Angles:
    """The same directions, by whole turns as near as can be to those of `towards`."""

    def near(angle: float, other: float) -> float:
        return angle + 360 * round((other - angle) / 360)

    return Angles(
        near(angles.upper, towards.upper), near(angles.lower, towards.lower), near(angles.end, towards.end)
    )


def _off_the_floor(pose: Pose, from_: Skeleton, to: Skeleton, t: float) -> Pose:
    """The pose with hands and feet lifted where they would be deeper than the two poses have them."""
    found = solve(pose)

    def lifted(limb: Limb, line: Line, start: Line, stop: Line, leg: bool) -> Limb:
        allowed = _mix(min(0.0, _low(start, leg)), min(0.0, _low(stop, leg)), t)
        deep = allowed - _low(line, leg)
        if deep <= _HAIR:
            return limb
        place = (line.end[0], line.end[1] + deep)
        return Reach(place, _bend(line), line.end_angle, limb.upper_lean, limb.lower_lean, limb.front)

    return replace(
        pose,
        arm_near=lifted(pose.arm_near, found.arm_near, from_.arm_near, to.arm_near, False),
        arm_far=lifted(pose.arm_far, found.arm_far, from_.arm_far, to.arm_far, False),
        leg_near=lifted(pose.leg_near, found.leg_near, from_.leg_near, to.leg_near, True),
        leg_far=lifted(pose.leg_far, found.leg_far, from_.leg_far, to.leg_far, True),
    )


def _low(line: Line, leg: bool) -> float:
    """The height of the lowest point of a limb's hand or foot."""
    if leg:
        outline = placed(FOOT_OUTLINE, line.end, line.end_angle)
        return min(line.end[1] - ANKLE_R, *(y for _, y in outline))
    return min(line.end[1] - WRIST_R, polar(line.end, line.end_angle, FINGERS)[1] - FINGER_R)


def _bend(line: Line) -> int:
    """The side to which a solved limb is bent."""
    (rx, ry), (mx, my), (ex, ey) = line.root, line.middle, line.end
    return 1 if (ex - rx) * (my - ry) - (ey - ry) * (mx - rx) >= 0 else -1
