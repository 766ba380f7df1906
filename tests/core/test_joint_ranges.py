"""No joint of a shipped figure goes further than a person's, in any frame of any move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import acos, cos, degrees, radians, sin
from pathlib import Path

import pytest

from studio.core.compile import compile_schedule
from studio.core.exercise import Exercise
from studio.core.motion import along, eased
from studio.core.neutral import NEUTRAL
from studio.core.picture import pose_named
from studio.core.pose import Angles, Limb, Pose
from studio.core.routine import Routine, Step
from studio.core.skeleton import Line, Skeleton, direction, solve
from studio.files.catalogue import load_transitions
from studio.files.read import parse_exercise
from studio.host.paths import resources_folder
from studio.paint.props import prop_of, turned

FRAMES = 30
FILES = sorted((resources_folder() / "exercises").glob("*.toml"))
TRANSITIONS = load_transitions(resources_folder() / "transitions.toml")
WAIST = 14  # where the loins end and the chest begins on the figure's spine
MOSTLY_ASIDE = 30.0  # degrees out of the picture from which on a shoulder is no more seen from the side

VARIED = 15.0
"""The numbers are means of many people: two standard deviations, of 4 to 8 degrees each, are healthy too
(Boone and Azen, Normal Range of Motion of Joints in Male Subjects, 1979)."""


@dataclass(frozen=True, slots=True)
class Joint:
    """How far a joint goes in degrees, backwards (negative) and forwards, and who says so."""

    least: float
    most: float
    source: str


AAOS = "American Academy of Orthopaedic Surgeons, Joint Motion: Method of Measuring and Recording, 1965"
KAPANDJI = "Kapandji, The Physiology of the Joints"
JOINTS = {
    "shoulder": Joint(-60, 180, f"{AAOS}: extension 60, flexion 180"),
    # Turned inwards (70) and out to the side, a bent elbow points backwards in a picture from the side.
    "elbow": Joint(-90, 150, f"{AAOS}: flexion 150"),
    # The drawn hand is one piece from wrist to fingertips: a fist turns it by half of the knuckles' 90 more.
    "wrist": Joint(-70 - 45, 80 + 45, f"{AAOS}: extension 70, flexion 80; knuckles 90"),
    "hip": Joint(-30, 145, f"{AAOS}: extension 30, flexion 120; {KAPANDJI}, vol. 2: 145 where it is pressed"),
    "knee": Joint(0, 160, f"{AAOS}: flexion 135; {KAPANDJI}, vol. 2: 160 where it is pressed"),
    # On the top of a foot that lies flat the other joints of the foot bend as well.
    "ankle": Joint(
        -90, 30, f"{AAOS}: down 50, up 20; {KAPANDJI}, vol. 2: up 30, the foot as a whole down 90"
    ),
    "back": Joint(-60, 105, f"{KAPANDJI}, vol. 3: loins and chest together, extension 60, flexion 105"),
    "neck": Joint(-60, 50, f"{AAOS}: 45 each way; American Medical Association, Guides, 1993: 60 and 50"),
}

CHEST_TURNS = {"thread-the-needle": "arm_far"}
"""An arm that opens to the ceiling from all fours takes the chest along, which a side view cannot tell."""

Found = Iterator[tuple[str, str, float]]
"""The joint, its limb, and its angle in degrees: positive is bent forwards, feet and toes up."""


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


def joints(pose: Pose) -> Found:
    """Every joint of a figure that looks to the right, so that forwards is with the clock from the trunk."""
    body = solve(pose)
    yield "back", "trunk", pose.lumbar - pose.thorax  # a whole turn more would be a coil
    yield "neck", "trunk", near(pose.thorax - pose.head, "neck")
    for name in ("arm_near", "arm_far"):
        yield from _arm(name, getattr(pose, name), getattr(body, name), body)
    for name in ("leg_near", "leg_far"):
        yield from _leg(name, getattr(pose, name), getattr(body, name), pose.lumbar)


def _arm(name: str, limb: Limb, line: Line, body: Skeleton) -> Found:
    """The shoulder is measured against the middle line of the chest, as with a goniometer."""
    upper, lower = direction(line.root, line.middle), direction(line.middle, line.end)
    chest = direction(body.spine[WAIST].at, body.c7)
    if abs(limb.upper_lean) < MOSTLY_ASIDE:
        yield "shoulder", name, near(upper - chest - 180, "shoulder")
    if limb.upper_lean or limb.lower_lean:
        yield "elbow", name, opened(upper, limb.upper_lean, lower, limb.lower_lean)
    else:
        yield "elbow", name, near(lower - upper, "elbow")
        yield "wrist", name, near(line.end_angle - lower, "wrist")


def _leg(name: str, limb: Limb, line: Line, pelvis: float) -> Found:
    upper, lower = direction(line.root, line.middle), direction(line.middle, line.end)
    if limb.upper_lean or limb.lower_lean:
        yield "hip", name, opened(pelvis + 180, 0, upper, limb.upper_lean)
        yield "knee", name, opened(upper, limb.upper_lean, lower, limb.lower_lean)
    else:
        yield "hip", name, near(upper - pelvis - 180, "hip")
        yield "knee", name, near(upper - lower, "knee")
        yield "ankle", name, near(line.end_angle - lower - 90, "ankle")


def beyond(pose: Pose, chest_turns: str = "") -> list[str]:
    """What of a pose no person can do."""
    found = []
    for joint, limb, angle in joints(pose):
        least, most = JOINTS[joint].least, JOINTS[joint].most
        if (joint, limb) == ("shoulder", chest_turns):
            continue
        if not least - VARIED <= angle <= most + VARIED:
            found.append(f"{limb}: {joint} {angle:.0f}, not {least}..{most} ({JOINTS[joint].source})")
    return found


Way = tuple[tuple[str, ...], int, int]


def ways(exercise: Exercise) -> set[Way]:
    """The key poses of every move as it is played, and its tilt from and to, of all presets and sides."""
    steps = tuple(Step(exercise.id, preset) for preset in (None, *exercise.presets))
    segments = compile_schedule(Routine("", steps), {exercise.id: exercise}, TRANSITIONS).segments
    return {
        ((segment.pose_from, *segment.via, segment.pose_to), segment.tilt_from, segment.tilt_to)
        for segment in segments
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_joint_of_every_frame_is_a_persons(path: Path) -> None:
    exercise, _problems = parse_exercise(path.read_bytes(), path.name)
    looked_at = 0
    wrong: dict[str, str] = {}
    prop = prop_of(exercise.posture, tuple(exercise.equipment))
    for names, tilt_from, tilt_to in sorted(ways(exercise)):
        poses = [pose_named(exercise, name) for name in names]
        for frame in range(FRAMES + 1):
            looked_at += 1
            over = eased(frame / FRAMES)
            pose = turned(along(poses, over), prop, tilt_from + (tilt_to - tilt_from) * over)
            for what in beyond(pose, CHEST_TURNS.get(exercise.id, "")):
                wrong.setdefault(" ".join(what.split()[:2]), f"{'>'.join(names)}, frame {frame}: {what}")
    assert looked_at > FRAMES
    assert not wrong, "\n".join(wrong.values())


STANDING = replace(
    NEUTRAL["standing"],
    arm_near=Angles(-90, -80, -80),
    leg_near=Angles(-88, -92, 0),
    leg_far=Angles(-88, -92, 0),
)


@pytest.mark.parametrize(
    ("joint", "pose"),
    [
        ("back", replace(STANDING, thorax=-60, head=-60)),
        ("back", replace(STANDING, lumbar=60, thorax=140, head=140)),
        ("neck", replace(STANDING, head=0)),
        ("neck", replace(STANDING, head=180)),
        ("shoulder", replace(STANDING, arm_near=Angles(-180, -180, -180))),
        ("shoulder", replace(STANDING, arm_near=Angles(110, 110, 110))),
        ("elbow", replace(STANDING, arm_near=Angles(-90, 80, 80))),
        ("elbow", replace(STANDING, arm_near=Angles(-90, -200, -200))),
        ("elbow", replace(STANDING, arm_near=Angles(0, 176, 176, upper_lean=2, lower_lean=2))),
        ("wrist", replace(STANDING, arm_near=Angles(-90, -80, 65))),
        ("hip", replace(STANDING, leg_near=Angles(77, 60, 150))),
        ("hip", replace(STANDING, leg_near=Angles(-140, -160, -70))),
        ("hip", replace(STANDING, leg_near=Angles(88, 60, 150, upper_lean=5))),
        ("knee", replace(STANDING, leg_near=Angles(-90, -60, 30))),
        ("knee", replace(STANDING, leg_near=Angles(-10, -190, -100))),
        ("knee", replace(STANDING, leg_near=Angles(0, 181, 270, lower_lean=2))),
        ("ankle", replace(STANDING, leg_near=Angles(-88, -92, 50))),
        ("ankle", replace(STANDING, leg_near=Angles(-88, -92, -120))),
    ],
)
def test_a_planted_fault_is_seen(joint: str, pose: Pose) -> None:
    assert not beyond(STANDING)
    assert [what.split()[1] for what in beyond(pose)] == [joint]


def test_between_two_poses_a_fault_is_seen_as_well() -> None:
    """Both key poses are a person's, but the knee turns the wrong way round from one to the other."""
    straight = replace(STANDING, leg_near=Angles(-88, -92, 0))
    folded = replace(STANDING, leg_near=Angles(-88, -92 + 230, 230))
    assert not beyond(straight)
    assert not beyond(folded)
    assert any(beyond(along([straight, folded], frame / FRAMES)) for frame in range(FRAMES))


def test_turned_to_the_other_side_of_the_circle_nothing_changes() -> None:
    turned = replace(STANDING, head=STANDING.head - 360, leg_near=Angles(-88 - 360, -92 - 360, 0 + 360))
    for (_, _, angle), (_, _, same) in zip(joints(STANDING), joints(turned), strict=True):
        assert same == pytest.approx(angle)
    coiled = replace(STANDING, lumbar=STANDING.lumbar + 360)
    assert any("back" in what for what in beyond(coiled)), "a spine that goes once round is no straight one"
