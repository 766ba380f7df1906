"""The moves of an exercise file as skeletons, and how far each part of them is from the floor."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from studio.core.body import FOOT_OUTLINE, HEAD_OUTLINE, placed
from studio.core.motion import along, eased
from studio.core.pose import Pose
from studio.core.pose_table import pose_from_table
from studio.core.skeleton import Skeleton, solve, trunk

FOLDER = Path(__file__).parents[2] / "resources" / "exercises"
FRAMES = 60
NEAR, DEEP = 0.015, 0.005  # of the body height

Way = tuple[str, tuple[Pose, ...]]


def table(id_: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{id_}.toml").read_text("utf-8"))


def ways(id_: str, preset: str | None = None) -> Iterator[Way]:
    """Every move of an exercise as the key poses on its way, with names joined by `>`."""
    data = table(id_)
    poses = {name: pose_from_table(value) for name, value in data["poses"].items()}
    renamed = data.get("presets", {}).get(preset, {}).get("poses", {})
    elements = [*data.get("enter", []), *data["cycle"], *data["cycle"], *data.get("leave", [])]
    last = data.get("leave", data["cycle"])
    at = next(e["pose"] for e in reversed(last) if "pose" in e)
    for element in elements:
        if "pose" in element:
            names = [renamed.get(n, n) for n in (at, *element.get("via", []), element["pose"])]
            yield ">".join(names), tuple(poses[name] for name in names)
            at = names[-1]


def used_poses(data: dict[str, Any]) -> set[str]:
    """The key poses that an exercise's moves and presets go to or through."""
    elements = [e for part in ("enter", "cycle", "leave") for e in data.get(part, [])]
    named = {e["pose"] for e in elements if "pose" in e} | {v for e in elements for v in e.get("via", [])}
    for preset in data.get("presets", {}).values():
        assert set(preset.get("poses", {})) <= named
        named |= set(preset.get("poses", {}).values())
    return named


@cache
def frames(poses: tuple[Pose, ...]) -> list[Skeleton]:
    return [solve(along(poses, eased(i / FRAMES))) for i in range(FRAMES + 1)]


def head(body: Skeleton) -> float:
    return min(y for _, y in placed(HEAD_OUTLINE, body.head, body.head_angle))


def back(body: Skeleton) -> float:
    return min(y for _, y in trunk(body))


def seat(body: Skeleton) -> float:
    return body.hip[1] - 0.066


def near_foot(body: Skeleton) -> float:
    return min(y for _, y in placed(FOOT_OUTLINE, body.leg_near.end, body.leg_near.end_angle))


def feet(body: Skeleton) -> float:
    far = min(y for _, y in placed(FOOT_OUTLINE, body.leg_far.end, body.leg_far.end_angle))
    return max(near_foot(body), far, key=abs)


def knees(body: Skeleton) -> float:
    return max(body.leg_near.middle[1], body.leg_far.middle[1]) - 0.047


def hands(body: Skeleton) -> float:
    return max(body.arm_near.end[1], body.arm_far.end[1]) - 0.0185
