"""Poses in and out of tables: what is absent, what is wrong, and the round trip."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from studio.core.neutral import NEUTRAL
from studio.core.pose import Anchor, Angles, Pose, Reach
from studio.core.pose_table import PoseError, pose_from_table, pose_to_table

angles = st.integers(-400, 400).map(float) | st.floats(-400, 400, allow_nan=False).map(lambda x: round(x, 3))
places = st.tuples(*[st.floats(-2, 2).map(lambda x: round(x, 4))] * 2)
leans = st.integers(-85, 85).map(float)
fronts = st.sampled_from([0.0, 0.5, 1.0])
limbs = st.builds(Angles, angles, angles, angles, leans, leans, fronts) | st.builds(
    Reach, places, st.sampled_from([1, -1]), st.none() | angles, leans, leans, fronts
)
poses = st.builds(
    Pose, places, angles, angles, angles, angles, limbs, limbs, limbs, limbs, st.sampled_from(Anchor),
    st.floats(-1, 1).map(lambda x: round(x, 2)),
)  # fmt: skip


@given(poses)
def test_a_pose_survives_its_table_and_a_file(pose: Pose) -> None:
    text = tomli_w.dumps(pose_to_table(pose))
    assert pose_from_table(tomllib.loads(text)) == pose


def test_whole_numbers_stay_whole_in_the_table() -> None:
    table = pose_to_table(Pose(hip=(0.0, 0.5), lumbar=88.0))
    assert tomli_w.dumps(table).splitlines()[:3] == ["hip = [", "    0,", "    0.5,"]
    assert "lumbar = 88\n" in tomli_w.dumps(table)


def test_what_is_absent_follows_what_is_there() -> None:
    pose = pose_from_table({"hip": [0, 0.1], "lumbar": 180, "leg": [10, 0]})
    assert (pose.thorax, pose.neck, pose.head) == (180, 180, 180)
    assert pose.arm_near == pose.arm_far == Angles(0, 0, 0)
    assert pose.leg_near == pose.leg_far == Angles(10, 0, 90)


def test_the_far_limb_is_where_the_near_one_is_unless_it_says_otherwise() -> None:
    one = pose_from_table({"arm_near": [1, 2, 3]})
    both = pose_from_table({"arm": [1, 2], "arm_far": {"to": [0.1, 0.2], "bend": -1, "hand": 5}})
    assert one.arm_far == Angles(1, 2, 3)
    assert both.arm_near == Angles(1, 2, 2)
    assert both.arm_far == Reach((0.1, 0.2), -1, 5)


@pytest.mark.parametrize(
    ("table", "key", "part"),
    [
        ({"lumber": 3}, "lumber", "did you mean lumbar?"),
        ({"arm": {"to": [0, 0], "hant": 3}}, "arm.hant", "did you mean hand?"),
        ({"arm": {"upper": 3}}, "arm", "needs upper and lower"),
        ({"leg": [1, 2, 3, 4]}, "leg", "[thigh, shin, foot]"),
        ({"leg": "straight"}, "leg", "{ to = [x, y] }"),
        ({"leg": [1, True]}, "leg[1]", "write a number"),
        ({"hip": [0]}, "hip", "[x, y]"),
        ({"hip": [0, float("nan")]}, "hip[1]", "write a number"),
        ({"hip": [0, 99]}, "hip[1]", "between -10 and 10"),
        ({"head": float("inf")}, "head", "write a number"),
        ({"head": 4000}, "head", "between -1080 and 1080"),
        ({"turn": 2}, "turn", "between -1 and 1"),
        ({"anchor": "knee"}, "anchor", "hip, shoulders or head"),
        ({"anchor": ["hip"]}, "anchor", "hip, shoulders or head"),
        ({"arm_far": {"to": [0, 0], "bend": 0}}, "arm_far.bend", "1 or -1"),
        ({"arm": {"upper": 1, "lower": 2, "lean": [5]}}, "arm.lean", "two angles"),
        ({"arm": {"upper": 1, "lower": 2, "lean": [5, 90]}}, "arm.lean[1]", "between -85 and 85"),
    ],
)
def test_a_wrong_key_or_value_is_named(table: dict[str, object], key: str, part: str) -> None:
    with pytest.raises(PoseError) as caught:
        pose_from_table(table)
    assert caught.value.key == key
    assert part in caught.value.message


def test_all_problems_of_a_pose_are_reported_at_once() -> None:
    with pytest.raises(PoseError) as caught:
        pose_from_table({"hip": 3, "head": "up", "knee": 1, "arm": {"to": [0, "x"]}})
    assert [key for key, _ in caught.value.problems] == ["knee", "hip", "arm.to[1]", "head"]


def test_unknown_keys_of_a_newer_file_may_be_passed_over() -> None:
    assert pose_from_table({"head": 10, "eyes": "open"}, strict=False).head == 10


@pytest.mark.parametrize("posture", NEUTRAL)
def test_neutral_poses_survive_the_round_trip(posture: str) -> None:
    assert pose_from_table(pose_to_table(NEUTRAL[posture])) == NEUTRAL[posture]


def test_a_limb_that_stands_alone_is_written_for_both_sides() -> None:
    pose = replace(Pose(), leg_far=Pose().leg_near)
    assert "leg" in pose_to_table(pose)
    assert "leg_far" not in pose_to_table(pose)
