"""Poses as tables of numbers, as they stand in an exercise file, and back."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from math import isfinite
from typing import Any

from studio.core.body import Point
from studio.core.pose import LIMBS, Anchor, Angles, Limb, Pose, Reach

Table = Mapping[str, Any]

_FAR_OUT = 10.0  # body heights; no figure is out there
_TURNS = 1080.0  # degrees; three times around
_NUMBERS = ("lumbar", "thorax", "neck", "head", "turn")
_PAIRS = {"arm": ("arm_near", "arm_far"), "leg": ("leg_near", "leg_far")}
POSE_KEYS = ("hip", *_NUMBERS, "anchor", *_PAIRS, *LIMBS)
_PARTS = {"arm": ("upper", "lower", "hand"), "leg": ("thigh", "shin", "foot")}


class PoseError(ValueError):
    """What is wrong with a pose: all of it, as (key inside the pose, what to do)."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("; ".join(f"{key}: {message}" for key, message in problems))
        self.problems = problems
        self.key, self.message = problems[0]


def pose_from_table(table: Table, *, strict: bool = True) -> Pose:
    """The pose that a table describes; raises PoseError with every problem of it.

    What is absent follows what is there: the chest goes on from the pelvis, neck and head from the chest, the
    far limb is where the near one is, arms lie along the body and legs go straight on from it. Unless
    `strict`, unknown keys are passed over.
    """
    reader = _Reader(strict)
    pose = reader.pose(table)
    if reader.problems:
        raise PoseError(tuple(reader.problems))
    return pose


def pose_to_table(pose: Pose) -> dict[str, Any]:
    """The table that says everything of a pose; reading it gives the same pose."""
    table: dict[str, Any] = {"hip": [_tidy(pose.hip[0]), _tidy(pose.hip[1])]}
    table |= {key: _tidy(getattr(pose, key)) for key in ("lumbar", "thorax", "neck", "head")}
    for kind, (near, far) in _PAIRS.items():
        if getattr(pose, near) == getattr(pose, far):
            table[kind] = _limb_table(getattr(pose, near), kind)
        else:
            table[near] = _limb_table(getattr(pose, near), kind)
            table[far] = _limb_table(getattr(pose, far), kind)
    if pose.anchor is not Anchor.HIP:
        table["anchor"] = pose.anchor.value
    if pose.turn:
        table["turn"] = _tidy(pose.turn)
    return table


def _limb_table(limb: Limb, kind: str) -> list[float] | dict[str, Any]:
    upper, lower, end = _PARTS[kind]
    table: dict[str, Any]
    if isinstance(limb, Angles):
        if not (limb.upper_lean or limb.lower_lean or limb.front):
            return [_tidy(limb.upper), _tidy(limb.lower), _tidy(limb.end)]
        table = {upper: _tidy(limb.upper), lower: _tidy(limb.lower), end: _tidy(limb.end)}
    else:
        table = {"to": [_tidy(limb.to[0]), _tidy(limb.to[1])], "bend": limb.bend}
        if limb.end is not None:
            table[end] = _tidy(limb.end)
    if limb.upper_lean or limb.lower_lean:
        table["lean"] = [_tidy(limb.upper_lean), _tidy(limb.lower_lean)]
    if limb.front:
        table["front"] = _tidy(limb.front)
    return table


def _tidy(number: float) -> float:
    """A whole number without its decimal point."""
    return int(number) if number == int(number) else number


class _Reader:
    """Reads one pose and keeps every problem it meets."""

    def __init__(self, strict: bool) -> None:
        self.problems: list[tuple[str, str]] = []
        self._strict = strict

    def pose(self, table: Table) -> Pose:
        self._known(table, POSE_KEYS, "")
        hip = self._point(table, "hip", (0.0, 0.515))
        lumbar = self._number(table, "lumbar", 90.0)
        thorax = self._number(table, "thorax", lumbar)
        neck = self._number(table, "neck", thorax)
        limbs = {
            **self._pair(table, "arm", Angles(thorax - 180, thorax - 180, thorax - 180)),
            **self._pair(table, "leg", Angles(lumbar - 180, lumbar - 180, lumbar - 90)),
        }
        return Pose(
            hip=hip,
            lumbar=lumbar,
            thorax=thorax,
            neck=neck,
            head=self._number(table, "head", neck),
            anchor=self._anchor(table),
            turn=self._number(table, "turn", 0.0, limit=1.0),
            **limbs,
        )

    def _pair(self, table: Table, kind: str, default: Limb) -> dict[str, Limb]:
        near, far = _PAIRS[kind]
        both = self._limb(table[kind], kind, kind) if kind in table else default
        first = self._limb(table[near], near, kind) if near in table else None
        second = self._limb(table[far], far, kind) if far in table else None
        if kind not in table:
            both = first or second or default
        return {near: first or both, far: second or both}

    def _limb(self, value: object, key: str, kind: str) -> Limb:
        upper, lower, end = _PARTS[kind]
        if isinstance(value, list):
            if len(value) not in (2, 3):
                self._wrong(key, f"write two or three angles, [{upper}, {lower}, {end}]")
                return Angles(0, 0, 0)
            numbers = [self._checked(item, f"{key}[{i}]", _TURNS) for i, item in enumerate(value)]
            return Angles(numbers[0], numbers[1], self._end(numbers, kind))
        if not isinstance(value, Mapping):
            self._wrong(key, f"write angles, [{upper}, {lower}, {end}], or a place, {{ to = [x, y] }}")
            return Angles(0, 0, 0)
        leans = self._leans(value, key)
        if "to" in value:
            self._known(value, ("to", "bend", end, "lean", "front"), f"{key}.")
            at = self._point(value, "to", (0.0, 0.0), f"{key}.")
            last = self._number(value, end, 0.0, f"{key}.") if end in value else None
            return Reach(at, self._bend(value, key), last, *leans)
        self._known(value, (upper, lower, end, "lean", "front"), f"{key}.")
        if upper not in value or lower not in value:
            self._wrong(key, f"needs {upper} and {lower}, or a place, to = [x, y]")
        numbers = [self._number(value, part, 0.0, f"{key}.") for part in (upper, lower, end) if part in value]
        return (
            Angles(numbers[0], numbers[1], self._end(numbers, kind), *leans)
            if len(numbers) > 1
            else Angles(0, 0, 0)
        )

    @staticmethod
    def _end(numbers: list[float], kind: str) -> float:
        """A hand goes on from the forearm; a foot stands across the shin."""
        if len(numbers) == 3:
            return numbers[2]
        return numbers[1] + 90 if kind == "leg" else numbers[1]

    def _leans(self, value: Table, key: str) -> tuple[float, float, float]:
        lean = value.get("lean", [0, 0])
        pair = [0.0, 0.0]
        if isinstance(lean, list) and len(lean) == 2:
            pair = [self._checked(item, f"{key}.lean[{i}]", 85.0) for i, item in enumerate(lean)]
        else:
            self._wrong(f"{key}.lean", "write two angles, one for the upper and one for the lower part")
        front = self._number(value, "front", 0.0, f"{key}.", 1.0)
        return pair[0], pair[1], front

    def _bend(self, value: Table, key: str) -> int:
        bend = value.get("bend", 1)
        if isinstance(bend, bool) or bend not in (1, -1):
            self._wrong(f"{key}.bend", "write 1 or -1, the side the joint goes to")
            return 1
        return 1 if bend == 1 else -1

    def _anchor(self, table: Table) -> Anchor:
        found = table.get("anchor", Anchor.HIP.value)
        try:
            return Anchor(found)
        except ValueError:
            self._wrong("anchor", "write hip, shoulders or head")
            return Anchor.HIP

    def _point(self, table: Table, key: str, default: Point, within: str = "") -> Point:
        value = table.get(key, list(default))
        if not isinstance(value, list) or len(value) != 2:
            self._wrong(within + key, "write a place as [x, y] in body heights")
            return default
        x, y = (self._checked(item, f"{within}{key}[{i}]", _FAR_OUT) for i, item in enumerate(value))
        return (x, y)

    def _number(
        self, table: Table, key: str, default: float, within: str = "", limit: float = _TURNS
    ) -> float:
        return self._checked(table[key], within + key, limit) if key in table else default

    def _checked(self, value: object, key: str, limit: float) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
            self._wrong(key, "write a number")
            return 0.0
        if abs(value) > limit:
            self._wrong(key, f"write a number between {-limit:g} and {limit:g}")
            return 0.0
        return float(value)

    def _known(self, table: Table, known: tuple[str, ...], within: str) -> None:
        if not self._strict:
            return
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                hint = f": did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
                self._wrong(within + key, f"is not known{hint}")

    def _wrong(self, key: str, message: str) -> None:
        self.problems.append((key, message))
