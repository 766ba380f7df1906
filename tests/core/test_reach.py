"""A figure is posed by hand: bones keep their lengths, joints their ranges, and what is held stays."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from math import cos, dist, isfinite, radians, sin

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from studio.core.body import ANKLE_R, FOREARM, NECK, SHIN, SPINE, THIGH, UPPER_ARM, Point
from studio.core.joints import JOINTS, VARIED, beyond, joints
from studio.core.neutral import NEUTRAL
from studio.core.pose import LIMBS, Angles, Pose, Reach
from studio.core.pose_table import pose_from_table, pose_to_table
from studio.core.reach import (
    GRIPS,
    SLIP,
    Grip,
    Part,
    angle_of,
    bent_other_way,
    dragged,
    freed,
    grounded,
    places,
    planted,
    sides_swapped,
    tidy,
    turned,
    with_angle,
)
from studio.core.reach_limb import ARM, KINDS, Posed, strayed, with_limbs
from studio.core.skeleton import Skeleton, direction, solve
from tests.core.posing import FOLDER

SHIPPED = {
    f"{path.stem}.{name}": pose_from_table(table)
    for path in sorted(FOLDER.glob("*.toml"))
    for name, table in tomllib.loads(path.read_text("utf-8"))["poses"].items()
}
STARTS = {**{f"neutral {name}": pose for name, pose in NEUTRAL.items()}, **SHIPPED}
STANDING = NEUTRAL["standing"]
LYING = NEUTRAL["supine"]

starts = st.sampled_from([STARTS[name] for name in sorted(STARTS)])
grips = st.sampled_from(GRIPS)
spots = st.tuples(st.floats(-1.5, 1.5), st.floats(-0.5, 1.8))


def grip(part: Part, limb: str = "") -> Grip:
    return Grip(part, limb)


def bones(body: Skeleton, pose: Pose) -> list[float]:
    """How much each bone differs from its length, as far as it lies in the picture."""
    spine = sum(dist(a.at, b.at) for a, b in zip(body.spine, body.spine[1:], strict=False))
    found = [spine - SPINE, dist(body.c7, body.neck) - NECK]
    for name in LIMBS:
        limb, line = getattr(pose, name), getattr(body, name)
        upper, lower = (UPPER_ARM, FOREARM) if KINDS[name] is ARM else (THIGH, SHIN)
        found.append(dist(line.root, line.middle) - upper * cos(radians(limb.upper_lean)))
        found.append(dist(line.middle, line.end) - lower * cos(radians(limb.lower_lean)))
    return [abs(error) for error in found]


def numbers(pose: Pose) -> list[float]:
    body = solve(pose)
    found = [pose.lumbar, pose.thorax, pose.neck, pose.head, *pose.hip, *body.head, *body.c7]
    for name in LIMBS:
        limb = getattr(pose, name)
        found += [limb.upper, limb.lower, limb.end] if isinstance(limb, Angles) else [*limb.to, limb.end or 0]
    return found


def worse(pose: Pose, start: Pose) -> list[str]:
    """Joints that are beyond their range, and further than they were."""
    was = {(one.joint, one.limb): one.angle for one in joints(start)}
    found = []
    for one in joints(pose):
        joint, before = JOINTS[one.joint], was.get((one.joint, one.limb), 0.0)
        least, most = min(joint.least - VARIED, before), max(joint.most + VARIED, before)
        if not least - 1e-3 <= one.angle <= most + 1e-3:
            found.append(f"{one.limb} {one.joint} {one.angle:.2f}, before {before:.2f}")
    return found


@given(starts, grips, spots, st.booleans())
@settings(max_examples=120)
def test_whatever_is_pulled_anywhere_stays_a_persons_body(
    start: Pose, taken: Grip, to: Point, together: bool
) -> None:
    pose = dragged(start, taken, to, together=together)
    assert all(isfinite(number) for number in numbers(pose))
    assert max(bones(solve(pose), pose)) < 1e-9
    assert not worse(pose, start)


@given(starts, grips, st.lists(spots, min_size=2, max_size=5))
@settings(max_examples=60)
def test_a_body_pulled_again_and_again_stays_a_persons(start: Pose, taken: Grip, way: list[Point]) -> None:
    pose = start
    for index, to in enumerate(way):
        pose = dragged(pose, taken if index % 2 else GRIPS[(GRIPS.index(taken) + 5) % len(GRIPS)], to)
    assert max(bones(solve(pose), pose)) < 1e-9
    assert not worse(pose, start)
    assert pose_from_table(pose_to_table(pose)) == pose


@pytest.mark.parametrize("name", sorted(STARTS))
def test_pulled_to_where_it_is_nothing_changes(name: str) -> None:
    start = STARTS[name]
    for taken, place in places(start).items():
        assert dragged(start, taken, place) is start
        assert dragged(start, taken, place, together=True) is start


@given(starts, grips)
@settings(max_examples=80)
def test_a_small_pull_is_a_small_change(start: Pose, taken: Grip) -> None:
    """Nothing jumps when a part is taken hold of: a hundredth of a pixel moves no joint visibly."""
    x, y = places(start)[taken]
    pose = dragged(start, taken, (x + 1e-5, y + 1e-5))
    for grip_, place in places(start).items():
        assert dist(places(pose)[grip_], place) < 0.03, grip_


ranges = {name: (joint.least, joint.most) for name, joint in JOINTS.items()}


@given(st.sampled_from(LIMBS), st.data())
@settings(max_examples=80)
def test_a_free_hand_or_foot_comes_exactly_to_every_place_a_person_reaches(
    limb: str, data: st.DataObject
) -> None:
    kind = KINDS[limb]
    # Lying on air: the floor would be in the way of some of it.
    start = freed(replace(STANDING, hip=(0.0, 5.0)), limb)
    posed = Posed.of(start, limb)
    first = data.draw(st.floats(*ranges[kind.joints[0]]))
    second = data.draw(st.floats(max(6.0, ranges[kind.joints[1]][0]), ranges[kind.joints[1]][1]))
    goal = Posed.of(with_limbs(start, {limb: posed.with_angles(first, second)}), limb).line.end
    assume(dist(posed.line.end, goal) > 0.03)  # nearer, an elbow stays on its side
    made = dragged(start, grip(Part.END, limb), goal)
    assert dist(places(made)[grip(Part.END, limb)], goal) < 1e-6
    assert not beyond(made)


@given(st.sampled_from(LIMBS), st.floats(-50, 170), st.floats(1.0, 3.0))
def test_out_of_reach_a_limb_stretches_straight_towards_the_pointer(
    limb: str, towards: float, far: float
) -> None:
    start = freed(replace(STANDING, hip=(0.0, 5.0)), limb)
    posed = Posed.of(start, limb)
    assume(posed.kind is ARM or -20 <= towards <= 140)
    upper = radians(posed.trunk + towards)
    x, y = posed.line.root
    to = (x + far * cos(upper), y + far * sin(upper))
    made = Posed.of(dragged(start, grip(Part.END, limb), to), limb)
    assert dist(made.line.end, to) == pytest.approx(far - posed.upper - posed.lower, abs=1e-3)


@given(starts, spots)
@settings(max_examples=50)
def test_held_hands_and_feet_stay_while_the_body_moves(start: Pose, to: Point) -> None:
    for taken in (Part.HIP, Part.SHOULDERS, Part.BACK):
        before, pose = solve(start), dragged(start, grip(taken), to)
        for name in LIMBS:
            if isinstance(getattr(start, name), Reach):
                assert getattr(pose, name) == getattr(start, name)
                assert strayed(pose, name, solve(pose)) <= max(SLIP, strayed(start, name, before)) + 1e-9


def test_the_hip_moves_the_body_over_planted_feet_and_hands_hang_along() -> None:
    x, y = STANDING.hip
    pose = dragged(STANDING, grip(Part.HIP), (x - 0.03, y - 0.15))
    assert pose.hip == pytest.approx((x - 0.03, y - 0.15))
    assert places(pose)[grip(Part.END, "leg_near")] == pytest.approx(
        places(STANDING)[grip(Part.END, "leg_near")], abs=SLIP
    )
    hand, was = places(pose)[grip(Part.END, "arm_near")], places(STANDING)[grip(Part.END, "arm_near")]
    assert (hand[0] - was[0], hand[1] - was[1]) == pytest.approx((-0.03, -0.15))
    assert angle_of(pose, grip(Part.END, "leg_near")) == pytest.approx(95, abs=15)


def test_the_hip_slides_along_where_the_feet_hold_it_back() -> None:
    higher = dragged(STANDING, grip(Part.HIP), (0.2, 1.5))
    foot = places(STANDING)[grip(Part.END, "leg_near")]
    assert dist(higher.hip, foot) == pytest.approx(THIGH + SHIN, abs=2e-3)
    assert higher.hip[0] > STANDING.hip[0] + 0.03


@given(st.sampled_from(("standing", "sitting", "kneeling")), st.floats(-20, 70), st.floats(0.21, 0.268))
@settings(max_examples=60)
def test_the_shoulders_come_to_their_place_by_leaning_and_bending(
    name: str, lean: float, away: float
) -> None:
    start = NEUTRAL[name]
    turn = radians(90 - lean)
    to = (start.hip[0] + away * cos(turn), start.hip[1] + away * sin(turn))
    pose = dragged(start, grip(Part.SHOULDERS), to)
    if away < dist(start.hip, places(start)[grip(Part.SHOULDERS)]):
        assert abs(pose.lumbar - pose.thorax) > 1
    assert dist(places(pose)[grip(Part.SHOULDERS)], to) < 5e-3 or beyond_nearly(pose)


def beyond_nearly(pose: Pose) -> bool:
    """Whether some joint is at an end of its range."""
    return any(
        min(one.angle - JOINTS[one.joint].least + VARIED, JOINTS[one.joint].most + VARIED - one.angle) < 0.5
        for one in joints(pose)
    )


def test_arms_and_head_go_with_the_shoulders() -> None:
    x, y = places(STANDING)[grip(Part.SHOULDERS)]
    pose = dragged(STANDING, grip(Part.SHOULDERS), (x + 0.15, y - 0.08))
    for part in (grip(Part.HEAD), grip(Part.MIDDLE, "arm_near"), grip(Part.END, "arm_near")):
        assert angle_of(pose, part) == pytest.approx(angle_of(STANDING, part), abs=1e-6)
    assert pose.lumbar - pose.thorax > 10, "a standing person who goes down forwards rounds the back"


def test_a_back_arches_and_rounds_by_its_middle() -> None:
    start = NEUTRAL["all-fours"]
    x, y = places(start)[grip(Part.BACK)]
    cat, cow = (dragged(start, grip(Part.BACK), (x, y + by)) for by in (0.04, -0.04))
    assert cat.lumbar - cat.thorax > 30
    assert cow.lumbar - cow.thorax < -30


@pytest.mark.parametrize("taken", GRIPS, ids=lambda taken: f"{taken.part} {taken.limb}".strip())
@pytest.mark.parametrize("by", [1.0, -1.0, 5.0, -5.0])
def test_a_joint_is_turned_by_degrees_and_stops_at_its_end(taken: Grip, by: float) -> None:
    start = freed(STANDING, taken.limb) if taken.limb else STANDING
    start = replace(start, hip=(0.0, 0.6), leg_near=Angles(-70, -110, 0), leg_far=Angles(-70, -110, 0))
    now = angle_of(start, taken)
    assert now is not None
    assert angle_of(turned(start, taken, by), taken) == pytest.approx(now + by, abs=1e-6)
    far = start
    for _ in range(40):
        far = turned(far, taken, 4 * by)
    assert not worse(far, start)


@given(starts, grips, st.floats(-400, 400))
@settings(max_examples=60)
def test_any_angle_that_is_asked_for_leaves_a_persons_body(start: Pose, taken: Grip, angle: float) -> None:
    assert not worse(with_angle(start, taken, angle), start)


@given(starts, st.sampled_from(LIMBS))
def test_held_and_let_go_again_the_figure_looks_the_same(start: Pose, limb: str) -> None:
    for made in (planted(start, limb), freed(start, limb), freed(planted(start, limb), limb)):
        for taken, place in places(start).items():
            # A held limb is never quite straight: its knee or elbow comes out a little.
            assert dist(places(made)[taken], place) < (0.012 if taken.part is Part.MIDDLE else 2e-3)
    assert isinstance(getattr(planted(start, limb), limb), Reach)
    assert isinstance(getattr(freed(start, limb), limb), Angles)


def test_both_sides_go_together() -> None:
    x, y = places(STANDING)[grip(Part.END, "arm_near")]
    pose = dragged(STANDING, grip(Part.END, "arm_near"), (x + 0.2, y + 0.1), together=True)
    near, far = (places(pose)[grip(Part.END, name)] for name in ("arm_near", "arm_far"))
    assert dist(near, far) < 1e-9
    alone = dragged(STANDING, grip(Part.END, "arm_near"), (x + 0.2, y + 0.1))
    assert alone.arm_far == STANDING.arm_far


def test_a_foot_is_put_on_the_floor_below_it() -> None:
    lifted = dragged(freed(STANDING, "leg_near"), grip(Part.END, "leg_near"), (0.1, 0.2))
    pose = grounded(replace(lifted, hip=(0.0, 0.48)), "leg_near")
    assert isinstance(pose.leg_near, Reach)
    assert pose.leg_near.to[1] == pytest.approx(0.04, abs=1e-3)
    assert pose.leg_near.end == 0.0


def test_no_foot_is_pulled_through_the_floor() -> None:
    pose = dragged(NEUTRAL["sitting"], grip(Part.END, "leg_near"), (0.2, -0.5))
    assert places(pose)[grip(Part.END, "leg_near")][1] == pytest.approx(ANKLE_R, abs=1e-6)


def test_where_the_hip_comes_to_its_end_the_knee_goes_on() -> None:
    start = freed(STANDING, "leg_near")
    pose = dragged(start, grip(Part.END, "leg_near"), (-0.5, 0.45))
    hip, knee = (angle_of(pose, grip(part, "leg_near")) for part in (Part.MIDDLE, Part.END))
    assert hip == pytest.approx(JOINTS["hip"].least - VARIED)
    assert knee is not None
    assert knee > 20
    line = solve(pose).leg_near
    shin, wanted = direction(line.middle, line.end), direction(line.middle, (-0.5, 0.45))
    assert shin % 360 == pytest.approx(wanted % 360, abs=0.1), "the shin points to where it is pulled"


def test_a_knee_never_bends_the_wrong_way() -> None:
    bent = dragged(freed(STANDING, "leg_near"), grip(Part.END, "leg_near"), (0.1, 0.2))
    assert bent_other_way(bent, "leg_near") is bent
    arm = dragged(STANDING, grip(Part.END, "arm_near"), (0.15, 0.6))
    other = bent_other_way(arm, "arm_near")
    assert dist(places(other)[grip(Part.END, "arm_near")], (0.15, 0.6)) < 1e-6


@given(starts)
def test_the_other_side_of_the_other_side_is_the_same(start: Pose) -> None:
    assert sides_swapped(sides_swapped(start)) == start


@given(starts, grips, spots)
@settings(max_examples=80)
def test_tidied_a_pose_looks_the_same_and_is_written_short(start: Pose, taken: Grip, to: Point) -> None:
    pose = dragged(start, taken, to)
    clean = tidy(pose)
    for one, place in places(pose).items():
        assert dist(places(clean)[one], place) < 6e-3, one
    assert tidy(clean) == clean


def test_a_planted_fault_is_seen() -> None:
    """The checks of this file do see a knee bent backwards, and a foot that slips."""
    wrong = replace(STANDING, leg_near=Angles(-100, -40, 40))
    assert worse(wrong, STANDING)
    assert (
        strayed(replace(STANDING, hip=(0.3, 0.7)), "leg_near", solve(replace(STANDING, hip=(0.3, 0.7))))
        > SLIP
    )
    assert worse(replace(LYING, head=60.0), LYING)
