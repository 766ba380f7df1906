"""Joints of a pose: bones keep their length, hands and feet go where they are sent."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import cos, dist, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.body import FOREARM, HEAD, NECK, SHIN, SPINE, THIGH, UPPER_ARM
from studio.core.exercise import Posture
from studio.core.neutral import NEUTRAL
from studio.core.pose import Angles, Pose, Reach
from studio.core.skeleton import Line, extent, solve

degrees = st.floats(-360, 360)
places = st.tuples(st.floats(-1, 1), st.floats(-1, 1))


def bones(line: Line) -> tuple[float, float]:
    return dist(line.root, line.middle), dist(line.middle, line.end)


@given(places, degrees, degrees, degrees, places, st.sampled_from([1, -1]))
def test_every_bone_keeps_its_length(
    hip: tuple[float, float], lumbar: float, thorax: float, head: float, to: tuple[float, float], bend: int
) -> None:
    reach = Reach(to, bend)
    pose = Pose(
        hip, lumbar, thorax, head, head, reach, Angles(lumbar, head, 0), reach, Angles(head, thorax, 0)
    )
    body = solve(pose)
    for line, upper, lower in (
        (body.arm_near, UPPER_ARM, FOREARM),
        (body.arm_far, UPPER_ARM, FOREARM),
        (body.leg_near, THIGH, SHIN),
        (body.leg_far, THIGH, SHIN),
    ):
        assert bones(line) == pytest.approx((upper, lower), abs=1e-9)
    curve = sum(dist(a.at, b.at) for a, b in pairwise(body.spine))
    assert curve == pytest.approx(SPINE)
    assert dist(body.c7, body.neck) == pytest.approx(NECK)
    assert dist(body.neck, body.head) == pytest.approx(HEAD)


def test_a_leaning_bone_is_drawn_shorter_by_its_cosine() -> None:
    body = solve(replace(Pose(), leg_far=Angles(200, 0, 0, upper_lean=60, lower_lean=30)))
    assert bones(body.leg_far) == pytest.approx((THIGH * 0.5, SHIN * cos(radians(30))))


@pytest.mark.parametrize("bend", [1, -1])
def test_a_hand_reaches_its_place_with_the_elbow_to_the_side_of_the_bend(bend: int) -> None:
    shoulder = solve(Pose()).shoulder
    to = (shoulder[0] + 0.2, shoulder[1])
    arm = solve(replace(Pose(), arm_near=Reach(to, bend))).arm_near
    assert arm.end == pytest.approx(to)
    assert (arm.middle[1] - shoulder[1]) * bend > 0.05


def test_out_of_reach_a_hand_points_there() -> None:
    shoulder = solve(Pose()).shoulder
    arm = solve(replace(Pose(), arm_near=Reach((shoulder[0] + 5, shoulder[1])))).arm_near
    assert arm.end == pytest.approx((shoulder[0] + UPPER_ARM + FOREARM, shoulder[1]), abs=0.001)


def test_a_standing_person_is_one_body_height_tall_on_the_floor() -> None:
    box = extent(solve(NEUTRAL["standing"]))
    assert box.bottom == pytest.approx(0, abs=0.001)
    assert box.top == pytest.approx(1, abs=0.01)


def test_every_posture_has_a_neutral_pose() -> None:
    assert set(NEUTRAL) == {posture.value for posture in Posture}


@pytest.mark.parametrize("posture", NEUTRAL)
def test_no_neutral_pose_sinks_into_the_floor(posture: str) -> None:
    assert extent(solve(NEUTRAL[posture])).bottom > -0.005
