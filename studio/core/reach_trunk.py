"""The trunk pulled by its shoulders, back or head: it bends, holds its length and takes the rest along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import cos, dist, radians, sin

from studio.core.body import Point
from studio.core.joints import JOINTS, VARIED, chest_of, near
from studio.core.pose import LIMBS, Angles, Limb, Pose
from studio.core.reach_limb import LEG, TOUCH, Posed
from studio.core.skeleton import Skeleton, direction, solve

MIDDLE = 15
"""The point of the spine by which the back is taken hold of."""

_CLEARLY_BENT = 12.0  # degrees from which on a back stays bent to its side
_ROUNDS = 26  # halvings of an angle: to a millionth of a degree


def with_shoulders(pose: Pose, to: Point) -> Pose:
    """The pose with its shoulders at `to`: the nearer to the hip, the more the back is bent."""
    flexion = pose.lumbar - pose.thorax
    away = dist(pose.hip, to)
    forwards, shoulder = flexion > 0, solve(pose).shoulder
    if abs(flexion) < _CLEARLY_BENT and dist(shoulder, to) > TOUCH:
        forwards = _turned(direction(pose.hip, shoulder), direction(pose.hip, to)) <= 0
    least, most = _flexions(pose)
    end = most if forwards else least
    bent = _crossing(lambda f: away - dist((0.0, 0.0), _shoulders(f)), 0.0, end)
    lean = direction(pose.hip, to) - direction((0.0, 0.0), _shoulders(bent))
    lumbar = _near(lean + bent / 2, pose.lumbar)
    held = _held_lumbar(pose, lumbar)
    if held == lumbar:
        return _with_spine(pose, lumbar, lumbar - bent)
    return _with_spine(pose, held, held - _pointing(pose, held, to))


def with_back(pose: Pose, to: Point) -> Pose:
    """The pose with its back bent so that its middle comes to the side where `to` is; the lean stays."""
    body = solve(pose)
    lean = direction(pose.hip, body.shoulder)
    (x, y), turn = (to[0] - pose.hip[0], to[1] - pose.hip[1]), radians(lean)
    wanted = y * cos(turn) - x * sin(turn)
    least, most = _flexions(pose)
    bent = _crossing(lambda f: wanted - _sag(f), least, most)
    lumbar = _near(lean - direction((0.0, 0.0), _shoulders(bent)) + bent / 2, pose.lumbar)
    return _with_spine(pose, lumbar, lumbar - bent)


def with_head(pose: Pose, to: Point) -> Pose:
    """The pose with neck and head turned towards `to`."""
    c7 = solve(pose).c7
    wanted = direction(c7, to)

    def turned_by(angle: float) -> Pose:
        return replace(pose, neck=pose.neck + angle, head=pose.head + angle)

    def short(angle: float) -> float:
        return _turned(direction(c7, solve(turned_by(angle)).head), wanted)

    least, most = _head_turns(pose)
    if short(least) <= 0:
        return turned_by(least)
    if short(most) >= 0:
        return turned_by(most)
    return turned_by(_crossing(short, least, most))


def leant(pose: Pose, angle: float) -> Pose:
    """The pose with its trunk turned forwards about the hip."""
    return _with_spine(pose, pose.lumbar - angle, pose.thorax - angle)


def bent(pose: Pose, flexion: float) -> Pose:
    """The pose with the back bent by `flexion` degrees in all, forwards where positive; the lean stays."""
    now = direction(pose.hip, solve(pose).shoulder)
    lumbar = _near(now - direction((0.0, 0.0), _shoulders(flexion)) + flexion / 2, pose.lumbar)
    return _with_spine(pose, lumbar, lumbar - flexion)


def lean_of(body: Skeleton) -> float:
    """How far the trunk leans forwards from upright, -180 to 180 degrees."""
    return _turned(direction(body.hip, body.shoulder), 90.0)


def _flexions(pose: Pose) -> tuple[float, float]:
    """How far the back bends; a pose that goes further already keeps what it has."""
    joint, now = JOINTS["back"], pose.lumbar - pose.thorax
    return min(joint.least - VARIED, now), max(joint.most + VARIED, now)


def _head_turns(pose: Pose) -> tuple[float, float]:
    """By how much the head may still turn: backwards is the greater angle, up in the picture."""
    joint, now = JOINTS["neck"], near(pose.thorax - pose.head, "neck")
    return min(0.0, now - joint.most - VARIED), max(0.0, now - joint.least + VARIED)


def _with_spine(pose: Pose, lumbar: float, thorax: float) -> Pose:
    """The pose with another spine; neck, head and free arms turn along."""
    before = solve(pose)
    turn = thorax - pose.thorax
    made = replace(pose, lumbar=lumbar, thorax=thorax, neck=pose.neck + turn, head=pose.head + turn)
    along = _turned(chest_of(before), chest_of(solve(made)))

    def carried(limb: Limb) -> Limb:
        if not isinstance(limb, Angles):
            return limb
        return replace(limb, upper=limb.upper + along, lower=limb.lower + along, end=limb.end + along)

    return replace(made, arm_near=carried(pose.arm_near), arm_far=carried(pose.arm_far))


def _held_lumbar(pose: Pose, lumbar: float) -> float:
    """The direction of the pelvis nearest to this one that the hips allow."""
    body = solve(pose)
    joint = JOINTS["hip"]
    for name in LIMBS:
        posed = Posed.of(pose, name, body)
        if posed.kind is LEG and not posed.leans:
            now = posed.angles[0]
            most = now - min(joint.least - VARIED, now)
            least = now - max(joint.most + VARIED, now)
            lumbar = pose.lumbar + max(least, min(most, lumbar - pose.lumbar))
    return lumbar


def _pointing(pose: Pose, lumbar: float, to: Point) -> float:
    """The flexion at which the shoulders lie in the direction of `to`, the pelvis being held."""
    wanted = direction(pose.hip, to)

    def short(flexion: float) -> float:
        return _turned(wanted, lumbar - flexion / 2 + direction((0.0, 0.0), _shoulders(flexion)))

    least, most = _flexions(pose)
    if short(least) <= 0:
        return least
    return most if short(most) >= 0 else _crossing(short, least, most)


def _spine(flexion: float) -> Skeleton:
    """A spine from the origin whose pelvis and chest lean as much to either side of the x axis."""
    return solve(Pose(hip=(0.0, 0.0), lumbar=flexion / 2, thorax=-flexion / 2))


def _shoulders(flexion: float) -> Point:
    return _spine(flexion).shoulder


def _sag(flexion: float) -> float:
    """How far the middle of the spine lies beside the line from hip to shoulders."""
    body = _spine(flexion)
    turn = radians(direction((0.0, 0.0), body.shoulder))
    x, y = body.spine[MIDDLE].at
    return y * cos(turn) - x * sin(turn)


def _crossing(value: Callable[[float], float], start: float, end: float) -> float:
    """Where between the two `value` changes its sign; the end that is nearer to zero where it does not."""
    first, last = value(start), value(end)
    if (first > 0) == (last > 0):
        return start if abs(first) <= abs(last) else end
    for _ in range(_ROUNDS):
        middle = (start + end) / 2
        if (value(middle) > 0) == (first > 0):
            start = middle
        else:
            end = middle
    return (start + end) / 2


def _turned(start: float, end: float) -> float:
    """The shorter way from one direction to another, -180 to 180 degrees."""
    return (end - start + 180) % 360 - 180


def _near(angle: float, other: float) -> float:
    """The same direction, by whole turns as near as can be to another."""
    return other + _turned(other, angle)
