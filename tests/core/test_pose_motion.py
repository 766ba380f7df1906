"""Between poses: exact ends, planted hands and feet, nothing in the floor, no jumps."""

from __future__ import annotations

from dataclasses import replace
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.motion import along, between, bounds_of, eased, tilted
from studio.core.neutral import NEUTRAL, TABLE_PIVOT
from studio.core.pose import Anchor, Angles, Pose, Reach
from studio.core.skeleton import extent, solve

names = st.sampled_from(sorted(NEUTRAL))
shares = st.floats(0, 1)


@given(names, names)
def test_the_ends_are_the_two_poses(a: str, b: str) -> None:
    assert between(NEUTRAL[a], NEUTRAL[b], 0) == NEUTRAL[a]
    assert between(NEUTRAL[a], NEUTRAL[b], 1) == NEUTRAL[b]


@given(names, names, st.floats(0, 0.99))
def test_a_short_time_is_a_short_way(a: str, b: str, t: float) -> None:
    one, two = (solve(between(NEUTRAL[a], NEUTRAL[b], at)) for at in (t, t + 0.001))
    for name in ("hip", "c7", "head", "shoulder"):
        assert dist(getattr(one, name), getattr(two, name)) < 0.01
    for name in ("arm_near", "arm_far", "leg_near", "leg_far"):
        assert dist(getattr(one, name).end, getattr(two, name).end) < 0.02


@given(names, names, shares)
def test_no_hand_or_foot_goes_under_the_floor(a: str, b: str, t: float) -> None:
    body = solve(between(NEUTRAL[a], NEUTRAL[b], t))
    assert min(line.end[1] for line in (body.arm_near, body.arm_far)) > 0.0185 - 0.005
    assert min(line.end[1] for line in (body.leg_near, body.leg_far)) > 0.028 - 0.005


@given(shares)
def test_what_both_poses_plant_stays_planted(t: float) -> None:
    standing = NEUTRAL["standing"]
    low = replace(standing, hip=(-0.06, 0.40), lumbar=60, thorax=40)
    body = solve(between(standing, low, t))
    assert body.leg_near.end == pytest.approx((-0.005, 0.04), abs=0.001)


@given(shares)
def test_an_anchored_part_stays_where_it_is(t: float) -> None:
    lying = NEUTRAL["supine"]
    found = solve(lying).c7
    raised = replace(lying, lumbar=206, thorax=202)
    c7 = solve(raised).c7
    raised = replace(raised, hip=(lying.hip[0] + found[0] - c7[0], lying.hip[1] + found[1] - c7[1]))
    assert solve(between(lying, raised, t)).c7 == pytest.approx(found, abs=1e-9)


def test_without_an_anchor_the_same_move_slides() -> None:
    lying = replace(NEUTRAL["supine"], anchor=Anchor.HIP)
    found = solve(lying).c7
    raised = replace(lying, lumbar=250, thorax=230)
    c7 = solve(raised).c7
    raised = replace(raised, hip=(lying.hip[0] + found[0] - c7[0], lying.hip[1] + found[1] - c7[1]))
    assert dist(solve(between(lying, raised, 0.5)).c7, found) > 0.01


def test_angles_turn_the_way_they_are_written() -> None:
    down, up = Angles(-90, -90, -90), Angles(95, 95, 95)
    before = between(replace(Pose(), arm_near=down), replace(Pose(), arm_near=up), 0.5)
    behind = between(replace(Pose(), arm_near=down), replace(Pose(), arm_near=Angles(-265, -265, -265)), 0.5)
    assert solve(before).arm_near.end[0] > 0.2
    assert solve(behind).arm_near.end[0] < -0.2


def test_a_planted_hand_leaves_its_place_by_the_short_way() -> None:
    shoulder = solve(Pose()).shoulder
    behind = replace(Pose(), arm_near=Reach((shoulder[0] - 0.25, shoulder[1] - 0.1)))
    raised = replace(Pose(), arm_near=Angles(160, 160, 160))
    for a, b in ((behind, raised), (raised, behind)):
        xs = [solve(between(a, b, i / 20)).arm_near.end[0] for i in range(21)]
        assert max(xs) < shoulder[0] - 0.2  # behind the body all the way, never round the front


def test_the_pace_is_from_rest_to_rest() -> None:
    assert (eased(0), eased(0.5), eased(1)) == pytest.approx((0, 0.5, 1))
    assert eased(0.01) < 0.001


def test_a_way_through_several_poses_gives_each_part_the_same_time() -> None:
    a, b, c = (replace(Pose(), head=head) for head in (0.0, 90.0, 100.0))
    assert [along((a, b, c), t).head for t in (0, 0.25, 0.5, 0.75, 1)] == [0, 45, 90, 95, 100]
    assert along((a,), 0.7) == a


def test_the_room_of_a_movement_holds_what_lies_between() -> None:
    down = replace(Pose(), arm_near=Angles(-90, -90, -90))
    up = replace(Pose(), arm_near=Angles(90, 90, 90))
    ends = extent(solve(down)).united(extent(solve(up)))
    assert bounds_of((down, up)).right > ends.right + 0.1


def test_the_table_turns_its_figure_head_down() -> None:
    level, steep = (solve(tilted(NEUTRAL["table"], tilt, TABLE_PIVOT)) for tilt in (0, 58))
    assert level.head[1] == pytest.approx(level.leg_near.end[1], abs=0.05)
    assert steep.head[1] < TABLE_PIVOT[1] < steep.leg_near.end[1]
    assert dist(steep.head, TABLE_PIVOT) == pytest.approx(dist(level.head, TABLE_PIVOT))


def test_a_tilted_foot_keeps_its_angle_to_the_leg() -> None:
    pose = replace(NEUTRAL["table"], leg_near=Reach((0.4, 0.6)))
    assert solve(tilted(pose, 20, TABLE_PIVOT)).leg_near.end_angle == 20
