"""The figures of the shipped exercises touch the floor where a person does, in every frame."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import dist

import pytest

from studio.core.motion import between
from studio.core.pose import LIMBS, Pose
from studio.core.pose_table import pose_from_table
from studio.core.skeleton import Skeleton, circles, extent, solve
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
    "cat-cow", "childs-pose", "double-knees-to-chest", "glute-bridge", "standing-roll-down", "supine-twist",
)  # fmt: skip

ALL = [
    pytest.param(poses, id=f"{id_}:{name}")
    for id_ in IDS
    for preset in (None, *table(id_).get("presets", {}))
    for name, poses in dict(ways(id_, preset)).items()
]


TOUCHING: list[tuple[str, str | None, str, tuple[Callable[[Skeleton], float], ...]]] = [
    ("standing-roll-down", None, "", (feet,)),
    ("double-knees-to-chest", None, "floor>ready", (head, back)),
    ("double-knees-to-chest", None, "ready>hug", (back,)),
    ("double-knees-to-chest", None, "hug>ready", (back,)),
    ("double-knees-to-chest", None, "ready>floor", (head, back)),
    ("cat-cow", None, "", (hands, knees, feet)),
    ("childs-pose", None, "", (knees, feet)),
    ("childs-pose", "arms-back", "", (knees, feet)),
    ("childs-pose", "forehead-on-arms", "", (knees, feet)),
    ("glute-bridge", None, "", (head, feet, hands, back)),
    ("supine-twist", None, "", (head, back, near_foot)),
    ("supine-twist", None, "knee-in>legs-down", (seat,)),
]


@pytest.mark.parametrize(("id_", "preset", "only", "parts"), TOUCHING)
def test_what_rests_on_the_floor_stays_there(
    id_: str, preset: str | None, only: str, parts: tuple[Callable[[Skeleton], float], ...]
) -> None:
    looked_at = 0
    for name, poses in ways(id_, preset):
        if only in {"", name}:
            for i, body in enumerate(frames(poses)):
                for part in parts:
                    assert abs(part(body)) <= NEAR, f"{name}, frame {i}: {part.__name__}"
                looked_at += 1
    assert looked_at > FRAMES


@pytest.mark.parametrize(
    ("id_", "pose", "parts"),
    [
        ("childs-pose", "reach", (head, hands)),
        ("childs-pose", "arms-back", (head, hands)),
        ("supine-twist", "legs-down", (head, back, feet, hands)),
    ],
)
def test_folded_down_head_and_hands_are_on_the_floor(
    id_: str, pose: str, parts: tuple[Callable[[Skeleton], float], ...]
) -> None:
    body = solve(pose_from_table(table(id_)["poses"][pose]))
    for part in parts:
        assert abs(part(body)) <= NEAR, part.__name__


def test_on_folded_arms_the_forehead_rests_above_the_forearms() -> None:
    body = solve(pose_from_table(table("childs-pose")["poses"]["forehead-on-arms"]))
    assert 0.02 < head(body) < 0.055
    assert body.arm_near.middle[1] - 0.0265 == pytest.approx(0, abs=NEAR)


@pytest.mark.parametrize("poses", ALL)
def test_nothing_sinks_into_the_floor(poses: tuple[Pose, ...]) -> None:
    for i, body in enumerate(frames(poses)):
        assert extent(body).bottom >= -DEEP, i


@pytest.mark.parametrize("poses", ALL)
def test_nothing_jumps(poses: tuple[Pose, ...]) -> None:
    """No joint goes further in a sixtieth of a move than a quick swing does."""
    found = frames(poses)
    for before, after in pairwise(found):
        for (a, _), (b, _) in zip(circles(before), circles(after), strict=True):
            assert dist(a, b) < 0.05
        assert dist(before.head, after.head) < 0.05


@pytest.mark.parametrize("id_", IDS)
def test_a_planted_limb_is_planted_to_a_hair(id_: str) -> None:
    for _, poses in ways(id_):
        for a, b in pairwise(poses):
            for limb in LIMBS:
                if getattr(a, limb) == getattr(b, limb) and hasattr(getattr(a, limb), "to"):
                    for i in range(1, FRAMES):
                        end = getattr(solve(between(a, b, i / FRAMES)), limb).end
                        assert dist(end, getattr(a, limb).to) < 0.004


@pytest.mark.parametrize("id_", IDS)
def test_breath_alternates_through_enter_repetitions_and_leave(id_: str) -> None:
    data = table(id_)
    phases: list[str] = []
    for element in (*data.get("enter", []), *data["cycle"], *data["cycle"], *data.get("leave", [])):
        if "breath" in element:
            phases.append(element["breath"])
        elif isinstance(element.get("breaths"), int):
            phases += ["?", "?"]  # whole breaths keep the alternation
    for before, after in pairwise(phases):
        assert "?" in {before, after} or before != after, phases


@pytest.mark.parametrize("id_", IDS)
def test_each_file_is_complete(id_: str) -> None:
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
        "sources",
        "dose",
        "cycle",
    ):
        assert data[key], key
    assert used_poses(data) == set(data["poses"])


def test_the_sources_numbers_are_in_the_doses() -> None:
    assert table("standing-roll-down")["dose"]["reps"] == 9
    assert table("double-knees-to-chest")["dose"]["hold"] == [10, 15]
    cat_cow = table("cat-cow")
    assert cat_cow["dose"]["reps"] == 10
    assert cat_cow["presets"]["held"] == {"reps": [15, 20], "hold": 10}
    child = table("childs-pose")
    assert (child["dose"]["hold"], child["dose"]["reps"]) == ([15, 20], 5)
    assert child["presets"]["arms-back"]["breaths"] == child["presets"]["forehead-on-arms"]["breaths"] == 8
    assert (table("glute-bridge")["dose"]["hold"], table("glute-bridge")["dose"]["reps"]) == (5, [10, 15])
    twist = table("supine-twist")
    assert (twist["dose"]["breaths"], twist["dose"]["sides"], twist["first_side"]) == (
        [5, 10],
        "each",
        "right",
    )
