"""What carries a figure on the floor, at a couch, a wall or a ball does so in every frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import cos, dist, radians

import pytest

from studio.core.body import (
    ANKLE_R,
    BACK,
    FOOT_OUTLINE,
    FOREARM,
    HIP_R,
    KNEE_R,
    SHIN,
    THIGH,
    UPPER_ARM,
    Point,
    depth,
    placed,
    polar,
)
from studio.core.motion import along, eased
from studio.core.pose import LIMBS, Angles, Limb, Pose, Reach
from studio.core.pose_table import pose_from_table
from studio.core.skeleton import Line, Skeleton, circles, extent, solve
from tests.core.posing import (
    DEEP,
    FRAMES,
    NEAR,
    back,
    feet,
    frames,
    hands,
    head,
    knees,
    near_foot,
    seat,
    table,
    used_poses,
    ways,
)

IDS = (
    "acupressure-mat", "ball-drape", "cobra", "feet-on-couch", "headstand", "legs-up-wall",
    "seated-forward-fold", "single-knee-to-chest", "sleep-position", "standing-forward-bend",
    "thread-the-needle",
)  # fmt: skip
QUICK = 0.06
"""Of the body height in a frame: as fast as arms that swing from overhead to the feet within one breath."""
BALL: Point = (0.0, 0.20)
BALL_R = 0.20
SEAT_TOP, SEAT_FRONT = 0.278, 0.092
WALL_FACE = 0.155
PILLOW = 0.05

ALL = [
    pytest.param(poses, id=f"{id_}:{name}")
    for id_ in IDS
    for preset in (None, *table(id_).get("presets", {}))
    for name, poses in dict(ways(id_, preset)).items()
]


def far_foot(body: Skeleton) -> float:
    return min(y for _, y in placed(FOOT_OUTLINE, body.leg_far.end, body.leg_far.end_angle))


def near_hand(body: Skeleton) -> float:
    return body.arm_near.end[1] - 0.0185


def thighs(body: Skeleton) -> float:
    return max(line.root[1] - HIP_R for line in (body.leg_near, body.leg_far))


def sitting_on_ball(body: Skeleton) -> float:
    return dist(body.hip, BALL) - BALL_R - HIP_R


def back_on_ball(body: Skeleton) -> float:
    return min(dist(polar(at, angle + 90, depth(BACK, s)), BALL) - BALL_R for at, angle, s in body.spine)


def at_wall(body: Skeleton) -> float:
    return WALL_FACE - extent(body).right


def seat_at_wall(body: Skeleton) -> float:
    return WALL_FACE - body.hip[0] - HIP_R


Part = Callable[[Skeleton], float]
RESTING: list[tuple[str, str | None, str, tuple[Part, ...]]] = [
    ("single-knee-to-chest", None, "", (head, back, seat)),
    ("single-knee-to-chest", None, "knee-up>hug", (head, back, seat, far_foot)),
    ("single-knee-to-chest", None, "hug>knee-up", (head, back, seat, far_foot)),
    ("standing-forward-bend", None, "", (feet,)),
    ("standing-forward-bend", "advanced", "", (feet,)),
    ("seated-forward-fold", None, "", (seat, feet)),
    ("thread-the-needle", None, "", (knees, feet, near_hand)),
    ("cobra", None, "", (thighs, knees, feet, hands)),
    ("feet-on-couch", None, "", (back, seat, hands)),
    ("legs-up-wall", None, "", (back, seat, hands, seat_at_wall)),
    ("ball-drape", None, "", (feet, sitting_on_ball)),
    ("sleep-position", None, "", (seat,)),
    ("sleep-position", "supine-with-pillow", "", (back, seat, feet)),
    ("acupressure-mat", None, "", (seat, feet)),
    ("headstand", None, "kneel>lean>hands-down>crown-down", (knees, feet)),
    ("headstand", None, "crown-down>hands-down>lean>kneel", (knees, feet)),
    ("headstand", None, "crown-down>toes-under>pike", (head, hands)),
    ("headstand", None, "pike>toes-under>crown-down", (head, hands)),
    ("headstand", None, "pike>tuck", (head, hands)),
    ("headstand", None, "tuck>half-up>up", (head, hands)),
    ("headstand", None, "up>half-up>tuck", (head, hands)),
    ("headstand", None, "tuck>pike", (head, hands)),
]
HELD: list[tuple[str, str, tuple[Part, ...]]] = [
    ("single-knee-to-chest", "one-long", (near_foot, far_foot, hands)),
    ("standing-forward-bend", "fold-behind", (hands,)),
    ("thread-the-needle", "all-fours", (hands,)),
    ("thread-the-needle", "thread", (head, hands)),
    ("cobra", "down", (head, back)),
    ("legs-up-wall", "legs-up", (at_wall,)),
    ("legs-up-wall", "feet-on-wall", (at_wall,)),
    ("ball-drape", "drape", (back_on_ball,)),
    ("acupressure-mat", "lie", (head, back, hands)),
    ("headstand", "pike", (near_foot, far_foot)),
]


def pose(id_: str, name: str) -> Pose:
    return pose_from_table(table(id_)["poses"][name])


def posed(poses: tuple[Pose, ...]) -> Iterator[Pose]:
    for i in range(FRAMES + 1):
        yield along(poses, eased(i / FRAMES))


def shins(body: Skeleton) -> Iterator[tuple[Point, float]]:
    """Circles along both lower legs, as thick as they are drawn, and the outline of the feet."""
    for leg in (body.leg_near, body.leg_far):
        for i in range(21):
            t = i / 20
            at = tuple(a + (b - a) * t for a, b in zip(leg.middle, leg.end, strict=True))
            yield (at[0], at[1]), KNEE_R + (ANKLE_R - KNEE_R) * t
        yield from ((point, 0.0) for point in placed(FOOT_OUTLINE, leg.end, leg.end_angle))


def above_seat(body: Skeleton) -> float:
    """How far the lower legs are above the couch, where they are over it."""
    return min((y - r - SEAT_TOP for (x, y), r in shins(body) if x > SEAT_FRONT), default=1.0)


@pytest.mark.parametrize(("id_", "preset", "only", "parts"), RESTING)
def test_what_rests_stays_where_it_rests(
    id_: str, preset: str | None, only: str, parts: tuple[Part, ...]
) -> None:
    looked_at = 0
    for name, poses in ways(id_, preset):
        if only in {"", name}:
            for i, body in enumerate(frames(poses)):
                for part in parts:
                    assert abs(part(body)) <= NEAR, f"{name}, frame {i}: {part.__name__} {part(body):.3f}"
                looked_at += 1
    assert looked_at > FRAMES


@pytest.mark.parametrize(("id_", "name", "parts"), HELD)
def test_in_a_held_pose_all_that_should_lie_down_does(id_: str, name: str, parts: tuple[Part, ...]) -> None:
    body = solve(pose(id_, name))
    for part in parts:
        assert abs(part(body)) <= NEAR, f"{part.__name__} {part(body):.3f}"


@pytest.mark.parametrize("poses", ALL)
def test_nothing_sinks_into_the_floor(poses: tuple[Pose, ...]) -> None:
    for i, body in enumerate(frames(poses)):
        assert extent(body).bottom >= -DEEP, i


@pytest.mark.parametrize("poses", ALL)
def test_nothing_jumps(poses: tuple[Pose, ...]) -> None:
    for i, (before, after) in enumerate(pairwise(frames(poses))):
        for (a, _), (b, _) in zip(circles(before), circles(after), strict=True):
            assert dist(a, b) < QUICK, i
        assert dist(before.head, after.head) < QUICK, i


@pytest.mark.parametrize("poses", ALL)
def test_limbs_keep_their_length_and_reach_their_place(poses: tuple[Pose, ...]) -> None:
    for i, now in enumerate(posed(poses)):
        body = solve(now)
        for name in LIMBS:
            limb: Limb = getattr(now, name)
            line: Line = getattr(body, name)
            upper, lower = (UPPER_ARM, FOREARM) if name.startswith("arm") else (THIGH, SHIN)
            assert dist(line.root, line.middle) == pytest.approx(upper * cos(radians(limb.upper_lean)))
            found = dist(line.middle, line.end)
            assert found == pytest.approx(lower * cos(radians(limb.lower_lean)), abs=1e-6)
            if isinstance(limb, Reach):
                short = dist(line.end, limb.to)
                assert short < 0.004, f"frame {i}: {name} {short:.3f}"


def test_the_lower_legs_lie_on_the_couch_and_never_in_it() -> None:
    for name, poses in ways("feet-on-couch"):
        for i, body in enumerate(frames(poses)):
            assert above_seat(body) >= -DEEP, f"{name}, frame {i}: {above_seat(body):.3f}"
            assert extent(body).right < 0.42
    assert abs(above_seat(solve(pose("feet-on-couch", "feet-up")))) <= DEEP


def test_nobody_goes_through_the_wall() -> None:
    for name, poses in ways("legs-up-wall"):
        for i, body in enumerate(frames(poses)):
            assert at_wall(body) >= -DEEP, f"{name}, frame {i}: {at_wall(body):.3f}"


def test_the_ball_is_pressed_in_only_as_far_as_a_ball_gives() -> None:
    for name, poses in ways("ball-drape"):
        for i, body in enumerate(frames(poses)):
            assert back_on_ball(body) >= -NEAR, f"{name}, frame {i}: {back_on_ball(body):.3f}"


def test_over_the_ball_the_head_is_lower_than_the_hips() -> None:
    body = solve(pose("ball-drape", "drape"))
    assert body.head[1] < body.hip[1] - 0.08


def test_pillows_are_as_high_as_pillows_are() -> None:
    """One under the head and one under the knees, or between them for someone on a side."""
    for name in ("side", "on-the-back"):
        assert head(solve(pose("sleep-position", name))) == pytest.approx(PILLOW, abs=NEAR)
    body = solve(pose("sleep-position", "on-the-back"))
    for leg in (body.leg_near, body.leg_far):
        assert leg.middle[1] - KNEE_R == pytest.approx(PILLOW, abs=NEAR)
    body = solve(pose("sleep-position", "side"))
    assert body.leg_near.middle[1] - body.leg_far.middle[1] >= PILLOW


def test_the_threaded_arm_goes_under_the_chest_and_towards_the_viewer() -> None:
    now = pose("thread-the-needle", "thread")
    body = solve(now)
    assert isinstance(now.arm_far, Angles)
    assert now.arm_far.front == 1
    assert body.arm_far.end[0] < body.shoulder[0] < body.arm_near.end[0]
    assert body.arm_far.end[1] < body.shoulder[1]


def test_the_other_leg_stays_long_while_one_knee_is_drawn_in() -> None:
    body = solve(pose("single-knee-to-chest", "hug"))
    assert dist(body.hip, body.leg_far.end) > 0.99 * (THIGH + SHIN)
    assert dist(body.leg_near.middle, body.c7) < 0.30


def test_folded_over_long_legs_the_head_rests_on_them_and_not_in_them() -> None:
    for name, poses in ways("seated-forward-fold"):
        for i, body in enumerate(frames(poses)):
            assert head(body) > body.leg_near.middle[1] + KNEE_R - NEAR, (
                f"{name}, frame {i}: {head(body):.3f}"
            )
    body = solve(pose("seated-forward-fold", "deep"))
    assert head(body) < body.leg_near.middle[1] + KNEE_R + 2 * NEAR


def test_upside_down_hips_and_feet_are_over_the_head() -> None:
    body = solve(pose("headstand", "up"))
    for at in (body.hip, body.leg_near.end, body.leg_far.end):
        assert at[0] == pytest.approx(body.head[0], abs=0.02)
    assert body.leg_near.end[1] > 0.9


@pytest.mark.parametrize("id_", IDS)
def test_breath_alternates_through_enter_repetitions_and_leave(id_: str) -> None:
    data = table(id_)
    elements = [*data.get("enter", []), *data["cycle"], *data["cycle"], *data.get("leave", [])]
    halves = [element["breath"] for element in elements if "breath" in element]
    for before, after in pairwise(halves):
        assert before != after, halves


@pytest.mark.parametrize("id_", IDS)
def test_each_file_is_complete_and_its_poses_are_all_used(id_: str) -> None:
    data = table(id_)
    assert data["id"] == id_
    for key in (
        "name",
        "posture",
        "summary",
        "setup",
        "cues",
        "return",
        "cautions",
        "ask",
        "sources",
        "dose",
    ):
        assert data[key], key
    assert used_poses(data) == set(data["poses"])
