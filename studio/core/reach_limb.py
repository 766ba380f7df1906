"""A limb pulled by its elbow, hand or fingers: two bones of fixed length, joints inside their ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import cos, dist, radians
from types import MappingProxyType
from typing import Any

from studio.core.body import FOREARM, HAND, SHIN, THIGH, UPPER_ARM, Point, polar
from studio.core.frozen import frozen
from studio.core.joints import JOINTS, VARIED, chest_of, near
from studio.core.pose import Angles, Limb, Pose, Reach
from studio.core.skeleton import Line, Skeleton, direction, solve, two_bones

FOOT = 0.100
"""From the ankle to where the toes are taken hold of."""

TOUCH = 0.03
"""A pull by less, in body heights, turns no joint over to its other side."""

_HAIR = 1e-6


@frozen
class Kind:
    """What arms and legs differ in: bones, joints from the trunk on, and which way the middle one bends.

    The angle of the middle joint is `flexes * (lower - upper)`; a hand or foot at rest stands `rest` degrees
    from the lower bone.
    """

    upper: float
    lower: float
    tip: float
    joints: tuple[str, str, str]
    flexes: int
    rest: float


ARM = Kind(UPPER_ARM, FOREARM, HAND, ("shoulder", "elbow", "wrist"), 1, 0.0)
LEG = Kind(THIGH, SHIN, FOOT, ("hip", "knee", "ankle"), -1, 90.0)
KINDS: Mapping[str, Kind] = MappingProxyType(
    {"arm_near": ARM, "arm_far": ARM, "leg_near": LEG, "leg_far": LEG}
)


@frozen
class Posed:
    """A limb as it stands: its bones' lengths in the picture and its three joint angles.

    `trunk` is the direction that the first of them is measured against.
    """

    kind: Kind
    limb: Limb
    line: Line
    upper: float
    lower: float
    trunk: float
    angles: tuple[float, float, float]

    @staticmethod
    def of(pose: Pose, name: str, body: Skeleton | None = None) -> Posed:
        """The limb `name` of a pose."""
        found = solve(pose) if body is None else body
        kind, limb, line = KINDS[name], getattr(pose, name), getattr(found, name)
        trunk = (chest_of(found) if kind is ARM else pose.lumbar) + 180
        upper, lower = direction(line.root, line.middle), direction(line.middle, line.end)
        return Posed(
            kind, limb, line,
            kind.upper * cos(radians(limb.upper_lean)), kind.lower * cos(radians(limb.lower_lean)), trunk,
            _angles(kind, trunk, upper, lower, line.end_angle),
        )  # fmt: skip

    @property
    def leans(self) -> bool:
        """Whether it goes out of the picture, where its angles cannot be told from the side."""
        return bool(self.limb.upper_lean or self.limb.lower_lean)

    @property
    def tip(self) -> Point:
        """The end of the hand or foot."""
        return polar(self.line.end, self.line.end_angle, self.kind.tip)

    @property
    def bend(self) -> int:
        """The side to which the middle joint is bent, as `Reach` tells it."""
        if isinstance(self.limb, Reach):
            return self.limb.bend
        return self.kind.flexes * (-1 if self.angles[1] >= 0 else 1)

    def clamped(self, which: int, angle: float) -> float:
        """The angle nearest to this one that the joint has; where it is beyond already, it may stay there."""
        if self.leans:
            return angle
        joint, now = JOINTS[self.kind.joints[which]], self.angles[which]
        return max(min(joint.least - VARIED, now), min(max(joint.most + VARIED, now), angle))

    def bones(self, angles: tuple[float, float]) -> tuple[Point, Point]:
        """Middle joint and end at two joint angles."""
        upper = self.trunk + angles[0]
        middle = polar(self.line.root, upper, self.upper)
        return middle, polar(middle, upper + self.kind.flexes * angles[1], self.lower)

    def with_angles(self, first: float, second: float, third: float | None = None) -> Limb:
        """The limb at other joint angles, of the same kind; `third` None keeps the hand or foot as it is.

        A foot or hand at a place keeps its direction as far as its joint goes; a free one turns along.
        """
        free = self.free()
        says = third is not None or self.limb.end is not None or self.kind is LEG
        upper = free.upper + first - self.angles[0]
        lower = free.lower + upper - free.upper + self.kind.flexes * (second - self.angles[1])
        if third is not None:
            end = free.end + lower - free.lower + third - self.angles[2]
        elif isinstance(self.limb, Reach) and says:
            kept = near(free.end - lower - self.kind.rest, self.kind.joints[2])
            end = free.end + self.clamped(2, kept) - kept
        else:
            end = free.end + lower - free.lower
        made = replace(free, upper=upper, lower=lower, end=end)
        if isinstance(self.limb, Angles):
            return made
        _middle, place = self.bones((first, second))
        bent = self.limb.bend if abs(second) < _HAIR else self.kind.flexes * (-1 if second > 0 else 1)
        return replace(self.limb, to=place, bend=bent, end=end if says else None)

    def free(self) -> Angles:
        """The limb by its angles, as it stands."""
        limb = self.limb
        if isinstance(limb, Angles):
            return limb
        # Along the body is the middle of what is written, so that two poses' angles are of one turn.
        base = (self.trunk + 180) % 360 - 180
        upper = base + self.angles[0]
        lower = upper + self.kind.flexes * self.angles[1]
        end = lower + self.kind.rest + self.angles[2]
        return Angles(upper, lower, end, limb.upper_lean, limb.lower_lean, limb.front)

    def planted(self) -> Reach:
        """The limb with its hand or foot held where it is."""
        if isinstance(self.limb, Reach):
            return self.limb
        limb, line = self.limb, self.line
        return Reach(line.end, self.bend, line.end_angle, limb.upper_lean, limb.lower_lean, limb.front)

    def with_end(self, to: Point) -> Limb:
        """The limb with its hand or foot at `to`, or as near as bones and joints let it come."""
        # An elbow goes to its other side where it has to, but not at the first touch.
        far = dist(self.line.end, to) > TOUCH
        for bend in (self.bend, -self.bend) if far else (self.bend,):
            first, second = self._reaching(to, bend)
            if self._fits(first, second):
                return self.with_angles(first, second)
        first, second = self._reaching(to, self.bend)
        held = self.clamped(1, second)
        if held != second:
            first, second = self._turned_to(to, held), held
        stopped = self.clamped(0, first)
        if stopped != first:
            middle, _end = self.bones((stopped, 0.0))
            towards = direction(middle, to)
            bent = near(self.kind.flexes * (towards - self.trunk - stopped), self.kind.joints[1])
            first, second = stopped, self.clamped(1, bent)
        return self.with_angles(first, second)

    def with_middle(self, to: Point) -> Limb:
        """The limb with its elbow or knee turned towards `to`."""
        angle = near(direction(self.line.root, to) - self.trunk, self.kind.joints[0])
        return self.with_angles(self.clamped(0, angle), self.angles[1])

    def with_tip(self, to: Point) -> Limb:
        """The limb with its hand or foot turned towards `to`."""
        lower = direction(self.line.middle, self.line.end)
        angle = near(direction(self.line.end, to) - lower - self.kind.rest, self.kind.joints[2])
        turned = self.clamped(2, angle) - self.angles[2]
        if isinstance(self.limb, Angles):
            return replace(self.limb, end=self.limb.end + turned)
        return replace(self.limb, end=self.line.end_angle + turned)

    def _fits(self, first: float, second: float) -> bool:
        return self.clamped(0, first) == first and self.clamped(1, second) == second

    def _reaching(self, to: Point, bend: int) -> tuple[float, float]:
        """The first two joint angles at which the end comes to `to`."""
        middle, end = two_bones(self.line.root, to, self.upper, self.lower, bend)
        upper = direction(self.line.root, middle)
        found = _angles(self.kind, self.trunk, upper, direction(middle, end), 0.0)
        return found[0], found[1]

    def _turned_to(self, to: Point, second: float) -> float:
        """The first joint angle at which the end lies in the direction of `to`, the middle one being held."""
        _middle, end = self.bones((0.0, second))
        now, wanted = direction(self.line.root, end), direction(self.line.root, to)
        return near(wanted - now, self.kind.joints[0])


def with_limbs(pose: Pose, limbs: Mapping[str, Limb]) -> Pose:
    """The pose with other limbs, by their names."""
    changed: dict[str, Any] = dict(limbs)
    return replace(pose, **changed)


def strayed(pose: Pose, name: str, body: Skeleton) -> float:
    """How far a hand or foot that is held to a place is from it."""
    limb, line = getattr(pose, name), getattr(body, name)
    return dist(limb.to, line.end) if isinstance(limb, Reach) else 0.0


def _angles(kind: Kind, trunk: float, upper: float, lower: float, end: float) -> tuple[float, float, float]:
    first, second, third = kind.joints
    return (
        near(upper - trunk, first),
        near(kind.flexes * (lower - upper), second),
        near(end - lower - kind.rest, third),
    )
