"""No joint of a shipped figure goes further than a person's, in any frame of any move."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.core.compile import compile_schedule
from studio.core.exercise import Exercise
from studio.core.joints import beyond, joints
from studio.core.motion import along, eased
from studio.core.neutral import NEUTRAL
from studio.core.picture import pose_named
from studio.core.pose import Angles, Pose
from studio.core.routine import Routine, Step
from studio.files.catalogue import load_transitions
from studio.files.read import parse_exercise
from studio.host.paths import resources_folder
from studio.paint.props import prop_of, turned

FRAMES = 30
FILES = sorted((resources_folder() / "exercises").glob("*.toml"))
TRANSITIONS = load_transitions(resources_folder() / "transitions.toml")
CHEST_TURNS = {"thread-the-needle": "arm_far"}
"""An arm that opens to the ceiling from all fours takes the chest along, which a side view cannot tell."""

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
            for what in beyond(pose, ("shoulder", CHEST_TURNS.get(exercise.id, ""))):
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
