"""Who works on the table or hangs head-down stays on it at every tilt, and holds what there is to hold."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from math import cos, dist, hypot, radians, sin
from pathlib import Path

import pytest

from studio.core.body import FOREARM, HEAD_OUTLINE, HIP_R, SHIN, THIGH, UPPER_ARM, Point, placed
from studio.core.compile import compile_schedule
from studio.core.exercise import Exercise
from studio.core.motion import tilted
from studio.core.neutral import NEUTRAL, TABLE_PIVOT
from studio.core.picture import pose_in, pose_named
from studio.core.pose import Angles, Pose, Reach
from studio.core.routine import Routine, Step
from studio.core.schedule import Schedule, Segment, SegmentKind
from studio.core.skeleton import Skeleton, circles, extent, solve, trunk
from studio.files.read import parse_exercise
from tests.making import TRANSITIONS

FOLDER = Path(__file__).parents[2] / "resources" / "exercises"
TILTS = (0, 20, 60, 90)
FRAMES = 60
NEAR, DEEP = 0.015, 0.005  # of the body height
BOARD = 0.02  # from the hinge up to the top of the board
ROLLERS, CHAIR_ROLLERS, RUNG = (0.475, 0.085), (0.235, 0.325), (0.015, 1.235)

TABLES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
TABLE = tuple(id_ for id_, table in TABLES.items() if table["posture"] == "table")
BOUND = (*TABLE, "inversion-chair")
"""What tilts."""
HANGING = ("gravity-boots", "upside-down-hang", "bar-hang", "feet-up-trainer", "yoga-trapeze")
UPRIGHT = ("neck-traction", "decompression-device")
LYING = {"lie", "rest", "reach", "twist", "hang", "hands-behind", "lie-rails", "level"}
"""The poses in which the back is on the board."""


def exercise(id_: str) -> Exercise:
    path = FOLDER / f"{id_}.toml"
    found, problems = parse_exercise(path.read_bytes(), path.name)
    assert found is not None, problems
    return found


def schedule(id_: str, preset: str | None = None) -> tuple[Exercise, Schedule]:
    found = exercise(id_)
    return found, compile_schedule(Routine("", (Step(id_, preset),)), {id_: found}, TRANSITIONS)


@cache
def frames(id_: str, preset: str | None = None) -> tuple[tuple[str, Pose], ...]:
    """Every way from a pose to another, in 60 pictures for each part of it, as they are written: level."""
    found, made = schedule(id_, preset)
    ways: dict[tuple[str, ...], Segment] = {}
    for segment in made.segments:
        names = (segment.pose_from, *segment.via, segment.pose_to)
        if len(set(names)) > 1:
            ways.setdefault(names, segment)
    pictures = []
    for names, segment in ways.items():
        count = FRAMES * (len(names) - 1)
        for i in range(count + 1):
            at = segment.start + segment.length * i // count
            pictures.append((">".join(names), pose_in(found, segment, at)))
    return tuple(pictures)


def on_board(point: Point, tilt: float) -> Point:
    """A place in the room as (along the board to the feet, above its hinge)."""
    x, y = point[0] - TABLE_PIVOT[0], point[1] - TABLE_PIVOT[1]
    c, s = cos(radians(tilt)), sin(radians(tilt))
    return (x * c + y * s, y * c - x * s)


def above_board(points: list[Point], tilt: float) -> float:
    return min(on_board(point, tilt)[1] for point in points) - BOARD


def bones(body: Skeleton, pose: Pose) -> Iterator[tuple[float, float]]:
    """Each bone as it is drawn, and its length less what leans out of the picture."""
    for name, upper, lower in (("arm", UPPER_ARM, FOREARM), ("leg", THIGH, SHIN)):
        for side in ("near", "far"):
            line, limb = getattr(body, f"{name}_{side}"), getattr(pose, f"{name}_{side}")
            yield dist(line.root, line.middle), upper * cos(radians(limb.upper_lean))
            yield dist(line.middle, line.end), lower * cos(radians(limb.lower_lean))


PRESETS = [
    pytest.param(id_, preset, id=f"{id_}:{preset}")
    for id_ in (*BOUND, *HANGING, *UPRIGHT)
    for preset in (None, *(name for name, said in TABLES[id_].get("presets", {}).items() if "poses" in said))
]


def test_every_exercise_on_the_table_is_looked_at() -> None:
    assert len(TABLE) == 9
    assert {exercise(id_).posture.value for id_ in TABLE} == {"table"}


@pytest.mark.parametrize("tilt", TILTS)
@pytest.mark.parametrize("id_", BOUND)
def test_whoever_lies_on_it_has_the_back_on_the_board(id_: str, tilt: float) -> None:
    found, looked_at = exercise(id_), 0
    for name in LYING & {*found.poses}:
        body = solve(tilted(pose_named(found, name), tilt, TABLE_PIVOT))
        assert abs(above_board(list(trunk(body)), tilt)) <= NEAR, name
        assert above_board(placed(HEAD_OUTLINE, body.head, body.head_angle), tilt) >= -DEEP, name
        looked_at += 1
    assert looked_at


@pytest.mark.parametrize("tilt", TILTS)
@pytest.mark.parametrize("id_", BOUND)
def test_the_table_holds_hips_and_ankles_and_nothing_is_below_the_floor(id_: str, tilt: float) -> None:
    rollers = CHAIR_ROLLERS if id_ == "inversion-chair" else ROLLERS
    for name, pose in frames(id_):
        body = solve(tilted(pose, tilt, TABLE_PIVOT))
        assert abs(on_board(body.hip, tilt)[1] - HIP_R - BOARD) <= NEAR, name
        for leg in (body.leg_near, body.leg_far):
            along, above = on_board(leg.end, tilt)
            assert hypot(along - rollers[0], above - rollers[1]) <= NEAR, name
        points = [*trunk(body), *placed(HEAD_OUTLINE, body.head, body.head_angle)]
        assert above_board(points, tilt) >= -DEEP, name
        assert extent(body).bottom >= -DEEP, name


@pytest.mark.parametrize(("id_", "preset"), PRESETS)
def test_limbs_keep_their_lengths(id_: str, preset: str | None) -> None:
    tilts = TILTS if id_ in BOUND else (0,)
    for name, pose in frames(id_, preset)[::5]:
        for tilt in tilts:
            shown = tilted(pose, tilt, TABLE_PIVOT)
            for drawn, length in bones(solve(shown), shown):
                assert drawn == pytest.approx(length, abs=1e-9), name


@pytest.mark.parametrize(("id_", "preset"), PRESETS)
def test_nothing_sinks_into_the_floor_and_nothing_jumps(id_: str, preset: str | None) -> None:
    before: tuple[str, Skeleton] | None = None
    for name, pose in frames(id_, preset):
        body = solve(pose)
        assert extent(body).bottom >= -DEEP, name
        if before is not None and before[0] == name:
            for (a, _), (b, _) in zip(circles(before[1]), circles(body), strict=True):
                assert dist(a, b) < 0.05, name
        before = (name, body)


def test_hands_that_would_go_below_the_floor_rest_on_it() -> None:
    reach = pose_named(exercise("inverted-reach"), "reach")
    assert isinstance(reach.arm_near, Angles)
    free, down = (tilted(reach, tilt, TABLE_PIVOT) for tilt in (60, 90))
    assert isinstance(free.arm_near, Angles)
    assert isinstance(down.arm_near, Reach)
    body = solve(down)
    for arm in (body.arm_near, body.arm_far):
        assert 0 <= body.hand(arm)[1] < 0.05
        assert 0.0185 - 1e-9 <= arm.end[1] < 0.06


@pytest.mark.parametrize("tilt", range(60, 90))
def test_hands_come_onto_the_floor_without_a_jump(tilt: int) -> None:
    reach = pose_named(exercise("inverted-reach"), "reach")
    a, b = (solve(tilted(reach, angle, TABLE_PIVOT)) for angle in (tilt, tilt + 1))
    for one, other in ((a.arm_near, b.arm_near), (a.arm_far, b.arm_far)):
        assert dist(one.end, other.end) < 0.03
        assert dist(one.middle, other.middle) < 0.06
        assert dist(a.hand(one), b.hand(other)) < 0.05


def behind_head(body: Skeleton) -> float:
    back = placed(((-0.036, -0.036), (0.002, -0.058), (-0.045, 0.0)), body.head, body.head_angle)
    return max(min(dist(arm.end, at) for at in back) for arm in (body.arm_near, body.arm_far))


@pytest.mark.parametrize(
    ("id_", "pose"),
    [
        ("inverted-crunch", "hands-behind"), ("inverted-crunch", "crunch"),
        ("inverted-back-extension", "hands-behind"), ("inverted-back-extension", "extend"),
    ],
)  # fmt: skip
def test_hands_are_behind_the_head(id_: str, pose: str) -> None:
    assert behind_head(solve(pose_named(exercise(id_), pose))) <= 0.03


def test_hands_are_at_the_knees() -> None:
    body = solve(pose_named(exercise("inverted-knee-touch"), "touch"))
    for arm in (body.arm_near, body.arm_far):
        assert dist(body.hand(arm), body.leg_near.middle) - 0.047 <= 0.03


@pytest.mark.parametrize("pose", ["lie-rails", "up-rails"])
def test_hands_hold_the_rails(pose: str) -> None:
    body = solve(pose_named(exercise("inverted-sit-up"), pose))
    for arm in (body.arm_near, body.arm_far):
        assert on_board(arm.end, 0)[1] <= BOARD + 0.045


@pytest.mark.parametrize(
    ("id_", "pose"),
    [
        ("bar-hang", "grip"), ("bar-hang", "hang"), ("gravity-boots", "grip"), ("upside-down-hang", "grip"),
        ("upside-down-hang", "tuck"), ("upside-down-hang", "tuck-hooked"),
    ],
)  # fmt: skip
def test_hands_hold_the_bar(id_: str, pose: str) -> None:
    body = solve(pose_named(exercise(id_), pose))
    for arm in (body.arm_near, body.arm_far):
        assert dist(arm.end, RUNG) <= 0.065  # the bar lies in the palm
        assert dist(body.hand(arm), RUNG) <= 0.035


@pytest.mark.parametrize("pose", ["curl", "hang"])
def test_boots_are_at_the_bar(pose: str) -> None:
    body = solve(pose_named(exercise("gravity-boots"), pose))
    for leg in (body.leg_near, body.leg_far):
        assert dist(leg.end, (RUNG[0], RUNG[1] - 0.068)) <= NEAR


@pytest.mark.parametrize("pose", ["tuck", "hang", "tuck-hooked", "hang-hooked"])
def test_knees_lie_over_the_bar(pose: str) -> None:
    """The bar touches the hollow of the knee: below it, between thigh and shin."""
    body = solve(pose_named(exercise("upside-down-hang"), pose))
    for leg in (body.leg_near, body.leg_far):
        assert leg.middle[1] > RUNG[1]
        assert abs(dist(leg.middle, RUNG) - 0.047 - 0.017) <= NEAR


@pytest.mark.parametrize("pose", ["step", "tuck", "up"])
def test_shoulders_lie_on_the_pads_and_the_head_is_free(pose: str) -> None:
    body = solve(pose_named(exercise("feet-up-trainer"), pose))
    assert dist(body.c7, (0, 0.262)) <= NEAR
    assert min(y for _, y in placed(HEAD_OUTLINE, body.head, body.head_angle)) > 0.03


@pytest.mark.parametrize("pose", ["stand", "lean", "kneel", "kneel-lean"])
def test_who_leans_on_the_frame_has_both_feet_on_the_floor(pose: str) -> None:
    assert abs(extent(solve(pose_named(exercise("decompression-device"), pose))).bottom) <= NEAR


@pytest.mark.parametrize("id_", [*BOUND, *HANGING[:2], *HANGING[3:]])
def test_upside_down_is_counted_and_ends_with_a_rest_at_level(id_: str) -> None:
    found, made = schedule(id_)
    held = [s for s in made.segments if s.kind is SegmentKind.HOLD and s.tilt_to]
    assert made.inverted > sum(s.length for s in held) > 0 or id_ == "inverted-sit-up"
    last = [s.kind for s in made.segments if s.kind is not SegmentKind.MOVE][-1]
    assert last is SegmentKind.RETURN
    assert made.segments[-1].tilt_to == 0
    assert "tilt" in found.assumed


def test_half_a_minute_down_and_half_a_minute_up_for_twenty_minutes() -> None:
    _, made = schedule("table-oscillation")
    ready, *rocking, back = made.segments
    assert (ready.kind, back.kind, back.length) == (SegmentKind.READY, SegmentKind.RETURN, 60_000)
    assert sum(segment.length for segment in rocking) == 20 * 60_000
    halves = [rocking[i : i + 2] for i in range(0, len(rocking), 2)]
    for number, (tilt, hold) in enumerate(halves):
        assert (tilt.kind, hold.kind) == (SegmentKind.TILT, SegmentKind.HOLD)
        assert tilt.length + hold.length == 30_000
        assert bool(hold.tilt_to) is (number % 2 == 0)


def test_the_neutral_table_pose_is_the_one_that_lies() -> None:
    assert solve(pose_named(exercise("inversion-table"), "lie")) == solve(NEUTRAL["table"])
