"""How far each joint of a person goes, who says so, and the joint angles of a pose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import acos, cos, degrees, radians, sin
from types import MappingProxyType
from typing import NamedTuple

from studio.core.frozen import frozen
from studio.core.pose import Limb, Pose
from studio.core.skeleton import Line, Skeleton, direction, solve

WAIST = 14
"""Where the loins end and the chest begins on the figure's spine."""

MOSTLY_ASIDE = 30.0
"""Degrees out of the picture from which on a shoulder is no more seen from the side."""

VARIED = 15.0
"""The numbers are means of many people: two standard deviations, of 4 to 8 degrees each, are healthy too
(Boone and Azen, Normal Range of Motion of Joints in Male Subjects, 1979)."""


@frozen
class Joint:
    """How far a joint goes in degrees, backwards (negative) and forwards, and who says so."""

    least: float
    most: float
    source: str


AAOS = "American Academy of Orthopaedic Surgeons, Joint Motion: Method of Measuring and Recording, 1965"
KAPANDJI = "Kapandji, The Physiology of the Joints"
JOINTS: Mapping[str, Joint] = MappingProxyType(
    {
        "shoulder": Joint(-60, 180, f"{AAOS}: extension 60, flexion 180"),
        # Turned inwards (70) and out to the side, a bent elbow points backwards in a picture from the side.
        "elbow": Joint(-90, 150, f"{AAOS}: flexion 150"),
        # The drawn hand is one piece from wrist to fingertips: a fist turns it by half of the knuckles' 90.
        "wrist": Joint(-70 - 45, 80 + 45, f"{AAOS}: extension 70, flexion 80; knuckles 90"),
        "hip": Joint(
            -30, 145, f"{AAOS}: extension 30, flexion 120; {KAPANDJI}, vol. 2: 145 where it is pressed"
        ),
        "knee": Joint(0, 160, f"{AAOS}: flexion 135; {KAPANDJI}, vol. 2: 160 where it is pressed"),
        # On the top of a foot that lies flat the other joints of the foot bend as well.
        "ankle": Joint(
            -90, 30, f"{AAOS}: down 50, up 20; {KAPANDJI}, vol. 2: up 30, the foot as a whole down 90"
        ),
        "back": Joint(-60, 105, f"{KAPANDJI}, vol. 3: loins and chest together, extension 60, flexion 105"),
        "neck": Joint(-60, 50, f"{AAOS}: 45 each way; American Medical Association, Guides, 1993: 60 and 50"),
    }
)


class Found(NamedTuple):
    """A joint, its limb (`trunk` for back and neck), and its angle: positive is bent forwards, toes up."""

    joint: str
    limb: str
    angle: float


def near(angle: float, joint: str) -> float:
    """The same direction, by whole turns as near as can be to the middle of the joint's range."""
    lowest = (JOINTS[joint].least + JOINTS[joint].most) / 2 - 180
    return (angle - lowest) % 360 + lowest


def opened(upper: float, upper_lean: float, lower: float, lower_lean: float) -> float:
    """The angle between two parts of a limb that lean out of the picture."""

    def arrow(angle: float, lean: float) -> tuple[float, float, float]:
        flat = cos(radians(lean))
        return cos(radians(angle)) * flat, sin(radians(angle)) * flat, sin(radians(lean))

    along_both = zip(arrow(upper, upper_lean), arrow(lower, lower_lean), strict=True)
    return degrees(acos(max(-1.0, min(1.0, sum(a * b for a, b in along_both)))))


def chest_of(body: Skeleton) -> float:
    """The direction of the chest's middle line, against which a shoulder is measured with a goniometer."""
    return direction(body.spine[WAIST].at, body.c7)


def joints(pose: Pose) -> Iterator[Found]:
    """Every joint of a figure that looks to the right, so that forwards is with the clock from the trunk."""
    body = solve(pose)
    yield Found("back", "trunk", pose.lumbar - pose.thorax)  # a whole turn more would be a coil
    yield Found("neck", "trunk", near(pose.thorax - pose.head, "neck"))
    for name in ("arm_near", "arm_far"):
        yield from _arm(name, getattr(pose, name), getattr(body, name), body)
    for name in ("leg_near", "leg_far"):
        yield from _leg(name, getattr(pose, name), getattr(body, name), pose.lumbar)


def _arm(name: str, limb: Limb, line: Line, body: Skeleton) -> Iterator[Found]:
    upper, lower = direction(line.root, line.middle), direction(line.middle, line.end)
    if abs(limb.upper_lean) < MOSTLY_ASIDE:
        yield Found("shoulder", name, near(upper - chest_of(body) - 180, "shoulder"))
    if limb.upper_lean or limb.lower_lean:
        yield Found("elbow", name, opened(upper, limb.upper_lean, lower, limb.lower_lean))
    else:
        yield Found("elbow", name, near(lower - upper, "elbow"))
        yield Found("wrist", name, near(line.end_angle - lower, "wrist"))


def _leg(name: str, limb: Limb, line: Line, pelvis: float) -> Iterator[Found]:
    upper, lower = direction(line.root, line.middle), direction(line.middle, line.end)
    if limb.upper_lean or limb.lower_lean:
        yield Found("hip", name, opened(pelvis + 180, 0, upper, limb.upper_lean))
        yield Found("knee", name, opened(upper, limb.upper_lean, lower, limb.lower_lean))
    else:
        yield Found("hip", name, near(upper - pelvis - 180, "hip"))
        yield Found("knee", name, near(upper - lower, "knee"))
        yield Found("ankle", name, near(line.end_angle - lower - 90, "ankle"))


def beyond(pose: Pose, spared: tuple[str, str] = ("", "")) -> list[str]:
    """What of a pose no person can do; the joint and limb `spared` are not looked at."""
    found = []
    for joint, limb, angle in joints(pose):
        least, most = JOINTS[joint].least, JOINTS[joint].most
        if (joint, limb) != spared and not least - VARIED <= angle <= most + VARIED:
            found.append(f"{limb}: {joint} {angle:.0f}, not {least}..{most} ({JOINTS[joint].source})")
    return found
