"""Posing by hand: a joint of the figure is pulled to a place or turned, and the rest of the body follows.

Bones keep their lengths, joints their ranges (`joints.JOINTS`), and hands and feet that are held to a place
stay there. A pose that is beyond a range already may stay as it is, but goes no further.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from math import cos, dist, radians
from typing import NamedTuple

from studio.core.body import ANKLE_R, ELBOW_R, FINGER_R, HIP_R, KNEE_R, SHOULDER_R, SOLE, WRIST_R, Point
from studio.core.joints import JOINTS, VARIED, joints, near
from studio.core.pose import LIMBS, Angles, Pose, Reach, moved_by
from studio.core.reach_limb import ARM, KINDS, LEG, Posed, strayed, with_limbs
from studio.core.reach_trunk import MIDDLE, bent, lean_of, leant, with_back, with_head, with_shoulders
from studio.core.skeleton import solve

SLIP = 0.002
"""How far a held hand or foot may come from its place, in body heights: less than can be seen."""

_HAIR = 1e-9
_SLACK = 1e-6  # degrees
_ROUNDS = 24
_FULL = 0.9985  # how far a limb is stretched at most when the body is pulled away from a held hand or foot
_HEAD_R = 0.07


class Part(StrEnum):
    """What a figure is taken hold of by; the last three are a limb's."""

    HIP = "hip"
    BACK = "back"
    SHOULDERS = "shoulders"
    HEAD = "head"
    MIDDLE = "middle"
    END = "end"
    TIP = "tip"


class Grip(NamedTuple):
    """A part of the trunk, or of the limb that is named."""

    part: Part
    limb: str = ""

    @property
    def twin(self) -> Grip:
        """The same on the other side."""
        other = self.limb.replace("near", "far") if "near" in self.limb else self.limb.replace("far", "near")
        return Grip(self.part, other)


GRIPS = (
    Grip(Part.HEAD), Grip(Part.SHOULDERS), Grip(Part.BACK), Grip(Part.HIP),
    *(Grip(part, limb) for limb in LIMBS for part in (Part.MIDDLE, Part.END, Part.TIP)),
)  # fmt: skip
"""Everything to take hold of, in the order of the Tab key."""

_LOWEST = {
    Part.HIP: HIP_R, Part.BACK: SHOULDER_R, Part.SHOULDERS: SHOULDER_R, Part.HEAD: _HEAD_R,
}  # fmt: skip
_LOWEST_ARM = {Part.MIDDLE: ELBOW_R, Part.END: WRIST_R, Part.TIP: FINGER_R}
_LOWEST_LEG = {Part.MIDDLE: KNEE_R, Part.END: ANKLE_R, Part.TIP: FINGER_R}


def places(pose: Pose) -> Mapping[Grip, Point]:
    """Where each part of a figure is taken hold of."""
    body = solve(pose)
    found = {
        Grip(Part.HIP): body.hip,
        Grip(Part.BACK): body.spine[MIDDLE].at,
        Grip(Part.SHOULDERS): body.shoulder,
        Grip(Part.HEAD): body.head,
    }
    for name in LIMBS:
        posed = Posed.of(pose, name, body)
        found[Grip(Part.MIDDLE, name)] = posed.line.middle
        found[Grip(Part.END, name)] = posed.line.end
        found[Grip(Part.TIP, name)] = posed.tip
    return found


def dragged(pose: Pose, grip: Grip, to: Point, *, together: bool = False) -> Pose:
    """The pose after a part of it was pulled to `to`, or as near as the body lets it come.

    With `together` the same part of the other side is pulled by as much. Pulled to where it is, nothing
    changes.
    """
    start = places(pose)
    if dist(start[grip], to) <= _HAIR:
        return pose
    made = _pulled(pose, grip, to)
    if not (together and grip.limb):
        return made
    by = places(made)[grip]
    x, y = start[grip.twin]
    return _pulled(made, grip.twin, (x + by[0] - start[grip][0], y + by[1] - start[grip][1]))


def turned(pose: Pose, grip: Grip, angle: float, *, together: bool = False) -> Pose:
    """The pose with the bone that leads to a part turned by `angle` degrees: forwards, bent, or toes up."""
    found = angle_of(pose, grip)
    made = pose if found is None else with_angle(pose, grip, found + angle)
    return turned(made, grip.twin, angle) if together and grip.limb else made


def angle_of(pose: Pose, grip: Grip) -> float | None:
    """The angle of the joint that moves a part: the knee's for the foot. None where a limb leans."""
    return angles_of(pose).get(Grip(Part.SHOULDERS) if grip.part is Part.HIP else grip)


def angles_of(pose: Pose) -> Mapping[Grip, float]:
    """The angle of the joint that moves each part, where there is one; see `angle_of`."""
    body = solve(pose)
    found = {
        Grip(Part.SHOULDERS): lean_of(body),
        Grip(Part.BACK): pose.lumbar - pose.thorax,
        Grip(Part.HEAD): near(pose.thorax - pose.head, "neck"),
    }
    for name in LIMBS:
        posed = Posed.of(pose, name, body)
        if not posed.leans:
            found |= {Grip(part, name): posed.angles[which] for part, which in _WHICH.items()}
    return found


def joint_of(grip: Grip) -> str:
    """The name in JOINTS of the joint that moves a part; empty for the trunk as a whole."""
    if grip.limb:
        return KINDS[grip.limb].joints[_WHICH[grip.part]]
    return {Part.BACK: "back", Part.HEAD: "neck"}.get(grip.part, "")


def with_angle(pose: Pose, grip: Grip, angle: float) -> Pose:
    """The pose with the joint that moves a part at `angle` degrees, or as near as it and the rest can be."""
    now = angle_of(pose, grip)
    if now is None or abs(angle - now) <= _HAIR:
        return pose

    def made(share: float) -> Pose:
        to = now + (angle - now) * share
        if grip.limb:
            posed = Posed.of(pose, grip.limb)
            angles = list(posed.angles)
            angles[_WHICH[grip.part]] = posed.clamped(_WHICH[grip.part], to)
            third = angles[2] if grip.part is Part.TIP else None
            return with_limbs(pose, {grip.limb: posed.with_angles(angles[0], angles[1], third)})
        if grip.part is Part.HEAD:
            return replace(pose, neck=pose.neck + now - to, head=pose.head + now - to)
        return bent(pose, to) if grip.part is Part.BACK else leant(pose, to - now)

    return _as_far(pose, made, grip.limb)


def planted(pose: Pose, limb: str) -> Pose:
    """The pose with a hand or foot held where it is."""
    return with_limbs(pose, {limb: Posed.of(pose, limb).planted()})


def freed(pose: Pose, limb: str) -> Pose:
    """The pose with a hand or foot that moves with its limb."""
    return with_limbs(pose, {limb: Posed.of(pose, limb).free()})


def grounded(pose: Pose, limb: str) -> Pose:
    """The pose with a hand or foot held flat on the floor, straight below where it is."""
    found = planted(pose, limb)
    leg = KINDS[limb] is LEG
    x, _y = places(found)[Grip(Part.END, limb)]
    made = dragged(found, Grip(Part.END, limb), (x, SOLE if leg else WRIST_R + FINGER_R))
    held = getattr(made, limb)
    facing = 0.0 if cos(radians(Posed.of(made, limb).line.end_angle)) >= 0 else 180.0
    flat = with_limbs(made, {limb: replace(held, end=facing)})
    return flat if _may(flat, made, limb) else made


def bent_other_way(pose: Pose, limb: str) -> Pose:
    """The pose with an elbow or knee bent to the other side, hand or foot where it is, if it can."""
    posed = Posed.of(pose, limb)
    held = replace(posed.planted(), bend=-posed.bend)
    made = with_limbs(pose, {limb: held})
    if isinstance(getattr(pose, limb), Angles):
        made = freed(made, limb)
    return made if _may(made, pose, limb) else pose


def sides_swapped(pose: Pose) -> Pose:
    """The pose with near and far limbs in each other's place."""
    return replace(
        pose, arm_near=pose.arm_far, arm_far=pose.arm_near, leg_near=pose.leg_far, leg_far=pose.leg_near,
        turn=-pose.turn,
    )  # fmt: skip


def tidy(pose: Pose) -> Pose:
    """The pose in tenths of a degree and thousandths of a body height, as a person would write it."""

    def limb(name: str) -> Angles | Reach:
        found: Angles | Reach = getattr(pose, name)
        if isinstance(found, Angles):
            return replace(
                found, upper=round(found.upper, 1), lower=round(found.lower, 1), end=round(found.end, 1)
            )
        end = None if found.end is None else round(found.end, 1)
        return replace(found, to=(round(found.to[0], 3), round(found.to[1], 3)), end=end)

    made = replace(
        pose,
        hip=(round(pose.hip[0], 3), round(pose.hip[1], 3)),
        lumbar=round(pose.lumbar, 1), thorax=round(pose.thorax, 1),
        neck=round(pose.neck, 1), head=round(pose.head, 1),
    )  # fmt: skip
    return with_limbs(made, {name: limb(name) for name in LIMBS})


_WHICH = {Part.MIDDLE: 0, Part.END: 1, Part.TIP: 2}
_TRUNK: Mapping[Part, Callable[[Pose, Point], Pose]] = {
    Part.BACK: with_back,
    Part.SHOULDERS: with_shoulders,
    Part.HEAD: with_head,
}


def _pulled(pose: Pose, grip: Grip, to: Point) -> Pose:
    start = places(pose)[grip]
    to = (to[0], max(to[1], min(start[1], _lowest(grip))))

    def made(share: float) -> Pose:
        place = (start[0] + (to[0] - start[0]) * share, start[1] + (to[1] - start[1]) * share)
        if grip.part is Part.HIP:
            return _with_hip(pose, place)
        if grip.part in _TRUNK:
            return _TRUNK[grip.part](pose, place)
        posed = Posed.of(pose, grip.limb)
        if grip.part is Part.TIP:
            return with_limbs(pose, {grip.limb: posed.with_tip(place)})
        if grip.part is Part.END:
            return with_limbs(pose, {grip.limb: posed.with_end(place)})
        if isinstance(posed.limb, Reach):
            return _with_held_middle(pose, posed, place)
        return with_limbs(pose, {grip.limb: posed.with_middle(place)})

    return _as_far(pose, made, "" if grip.part is Part.MIDDLE else grip.limb)


def _lowest(grip: Grip) -> float:
    if not grip.limb:
        return _LOWEST[grip.part]
    return (_LOWEST_ARM if KINDS[grip.limb] is ARM else _LOWEST_LEG)[grip.part]


def _with_hip(pose: Pose, to: Point) -> Pose:
    """The body moved as a whole; held hands and feet stay, and let it go only as far as they reach."""
    body = solve(pose)
    rings = []
    for name in LIMBS:
        posed = Posed.of(pose, name, body)
        limb = posed.limb
        if isinstance(limb, Reach) and strayed(pose, name, body) <= SLIP:
            root = posed.line.root
            place = (limb.to[0] + pose.hip[0] - root[0], limb.to[1] + pose.hip[1] - root[1])
            most = max((posed.upper + posed.lower) * _FULL, dist(root, limb.to))
            rings.append((place, min(abs(posed.upper - posed.lower), dist(root, limb.to)), most))
    for _ in range(_ROUNDS):
        for (x, y), least, most in rings:
            away = dist((x, y), to)
            if away > most or _HAIR < away < least:
                share = (most if away > most else least) / away
                to = (x + (to[0] - x) * share, y + (to[1] - y) * share)
    moved = moved_by(pose, to[0] - pose.hip[0], to[1] - pose.hip[1])
    return with_limbs(
        moved,
        {
            name: held if isinstance(held := getattr(pose, name), Reach) else getattr(moved, name)
            for name in LIMBS
        },
    )


def _with_held_middle(pose: Pose, posed: Posed, to: Point) -> Pose:
    """The elbow or knee of a held hand or foot swings about it and takes the body along."""
    end, middle = posed.line.end, posed.line.middle
    away = dist(end, to)
    if away <= _HAIR:
        return pose
    x, y = (end[0] + (to[0] - end[0]) * posed.lower / away, end[1] + (to[1] - end[1]) * posed.lower / away)
    return _with_hip(pose, (pose.hip[0] + x - middle[0], pose.hip[1] + y - middle[1]))


def _as_far(start: Pose, made: Callable[[float], Pose], free: str) -> Pose:
    """What is wished for, or as much of the way to it as a person can go; `free` is the limb that moves."""
    wish = made(1.0)
    if _may(wish, start, free):
        return wish
    good, bad, found = 0.0, 1.0, start
    for _ in range(_ROUNDS):
        share = (good + bad) / 2
        tried = made(share)
        if _may(tried, start, free):
            good, found = share, tried
        else:
            bad = share
    return found


def _may(pose: Pose, start: Pose, free: str) -> bool:
    """Whether a person can do it, or at least goes no further than at the start; what is held has to stay."""
    before, after = solve(start), solve(pose)
    for name in LIMBS:
        if name != free and strayed(pose, name, after) > max(SLIP, strayed(start, name, before) + _HAIR):
            return False
    was = {(found.joint, found.limb): found.angle for found in joints(start)}
    for found in joints(pose):
        joint, now = JOINTS[found.joint], was.get((found.joint, found.limb), 0.0)
        least, most = min(joint.least - VARIED, now), max(joint.most + VARIED, now)
        if not least - _SLACK <= found.angle <= most + _SLACK:
            return False
    return True
