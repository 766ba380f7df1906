"""The keys of an exercise, in a file of its own or inside a routine, in the order they are written."""

from __future__ import annotations

import re
from typing import Any

from typing_extensions import override

from studio.core.breath import Half
from studio.core.dose import Dose, Side
from studio.core.exercise import (
    Element,
    Equipment,
    Exercise,
    Hold,
    Move,
    Posture,
    Preset,
    Source,
    Table,
    Tilt,
)
from studio.core.frozen import frozen
from studio.core.pose import Pose
from studio.core.pose_table import POSE_KEYS, PoseError, pose_from_table, pose_to_table
from studio.core.quantity import SECOND
from studio.files.doses import DOSE, DOSE_FIELDS, TEXT, TITLE, dose_of_values, values_of_dose
from studio.files.errors import key_text, shown
from studio.files.findings import At
from studio.files.kinds import Choice, Kind, Row, count, seconds
from studio.files.tables import Field, Fields, Named, TableOf, Values

_TEXTS = Row(TEXT, '["..."]', "a list of texts")
_OF_DOSE = -1
"""What `hold = true` is read as: the dose says how long."""


@frozen
class HoldLength(Kind[int]):
    """`true` for the hold of the dose, or a fixed number of seconds."""

    what: str = "true or a number of seconds"

    @override
    def read(self, raw: object, at: At) -> int | None:
        if raw is True:
            return _OF_DOSE
        if raw is False:
            self.reject(raw, at, "write hold = true, or take the line out")
            return None
        return seconds().read(raw, at)

    @override
    def plain(self, value: int) -> Any:
        return True if value == _OF_DOSE else seconds().plain(value)


@frozen
class TiltTo(Kind[Tilt]):
    """`true` for the tilt of the dose, 0 for level."""

    what: str = "true (the dose's tilt) or 0 (level)"

    @override
    def read(self, raw: object, at: At) -> Tilt | None:
        if raw is True:
            return Tilt.TO_DOSE
        if not isinstance(raw, bool) and raw == 0:
            return Tilt.LEVEL
        self.reject(raw, at, "write tilt = true or tilt = 0")
        return None

    @override
    def plain(self, value: Tilt) -> Any:
        return True if value is Tilt.TO_DOSE else 0


_HOLD_FIELDS: Fields = {
    "hold": Field(HoldLength()),
    "breaths": Field(count(999, "1")),
    "say": Field(TEXT, unsaid=""),
}

_MOVE_FIELDS: Fields = {
    "pose": Field(TITLE),
    "breath": Field(Choice(Half, "a half of the breath")),
    "seconds": Field(seconds(low=SECOND // 10, example="3")),
    "tilt": Field(TiltTo()),
    "via": Field(Row(TITLE, '["..."]', "a list of poses"), unsaid=()),
    "say": Field(TEXT, unsaid=""),
}


def _hold(values: Values, raw: Table, at: At) -> Hold:
    length, breaths = values.get("hold"), values.get("breaths")
    if breaths is not None and length not in (None, _OF_DOSE):
        (at / "breaths").error("both", "a hold lasts seconds or breaths; take one of them out")
    for key in ("pose", "breath", "seconds", "tilt", "via"):
        if key in raw:
            (at / key).error("both", f"this holds and moves; take {key} out, or make it two entries")
    return Hold(None if length == _OF_DOSE else length, breaths, values.get("say", ""))


def _hold_values(hold: Hold) -> Values:
    length = _OF_DOSE if hold.of_dose else hold.seconds
    return {"hold": length, "breaths": hold.breaths, "say": hold.say}


def _move(values: Values, raw: Table, at: At) -> Move:
    move = Move(**{key: value for key, value in values.items() if value is not None})
    if not any(key in raw for key in ("breath", "seconds", "tilt")):
        at.error("missing", 'a move needs a length; write breath = "in", breath = "out" or seconds = 3')
    elif "breath" in raw and "seconds" in raw:
        (at / "seconds").error("both", "a move lasts a breath or seconds; take one of them out")
    return move


def _move_values(move: Move) -> Values:
    return {key: getattr(move, key) for key in _MOVE_FIELDS}


_HOLD = TableOf("a hold", _HOLD_FIELDS, _hold, _hold_values)
_MOVE = TableOf("a move", _MOVE_FIELDS, _move, _move_values)


@frozen
class OneElement(Kind[Element]):
    """A move or a hold; `hold` or `breaths` makes it one."""

    what: str = 'a move or a hold, like { pose = "...", breath = "in" } or { hold = true }'

    @override
    def read(self, raw: object, at: At) -> Element | None:
        if isinstance(raw, dict) and ("hold" in raw or "breaths" in raw):
            return _HOLD.read(raw, at)
        return _MOVE.read(raw, at)

    @override
    def plain(self, value: Element) -> Table:
        return _HOLD.plain(value) if isinstance(value, Hold) else _MOVE.plain(value)


@frozen
class OnePose(Kind[Pose]):
    """The joint angles of a key pose."""

    what: str = "a table of joint angles"

    @override
    def read(self, raw: object, at: At) -> Pose | None:
        if not isinstance(raw, dict):
            self.reject(raw, at, "write its angles under [poses.name]")
            return None
        for key in raw:
            if key not in POSE_KEYS:
                at.unknown(key, POSE_KEYS)
        try:
            return pose_from_table(raw, strict=False)
        except PoseError as error:
            for key, message in error.problems:
                place = at
                for part in re.findall(r"[^.\[\]]+", key):
                    place = place / (int(part) if part.isdigit() else part)
                place.error("wrong-pose", message)
            return None

    @override
    def plain(self, value: Pose) -> Table:
        return pose_to_table(value)


def _source(values: Values, _raw: Table, _at: At) -> Source:
    return Source(values["title"], values.get("note") or "")


def _source_values(source: Source) -> Values:
    return {"title": source.title, "note": source.note}


_SOURCE = TableOf(
    "a source",
    {"title": Field(TEXT, needed='title = "..."'), "note": Field(TEXT, unsaid="")},
    _source,
    _source_values,
)


def _preset(values: Values, _raw: Table, at: At) -> Preset:
    return Preset(dose_of_values(values, at), values.get("poses") or {})


def _preset_values(preset: Preset) -> Values:
    return {**values_of_dose(preset.dose), "poses": dict(preset.poses)}


_PRESET = TableOf(
    "a table of dose keys",
    {**DOSE_FIELDS, "poses": Field(Named(TITLE, "a table of pose names"), unsaid={})},
    _preset,
    _preset_values,
)

_ELEMENTS = Row(OneElement(), '[{ breath = "in" }, { breath = "out" }]', "a list of moves and holds")

_OWN_FIELDS: Fields = {
    "id": Field(TITLE),
    "name": Field(TITLE, needed='name = "..."'),
    "posture": Field(Choice(Posture, "a posture"), needed='posture = "standing"'),
    "equipment": Field(Row(Choice(Equipment, "a piece of equipment"), '["mat"]'), unsaid=()),
    "aims": Field(_TEXTS, unsaid=()),
    "summary": Field(TEXT, unsaid=""),
    "setup": Field(_TEXTS, unsaid=()),
    "cues": Field(_TEXTS, unsaid=()),
    "return": Field(_TEXTS, unsaid=()),
    "cautions": Field(_TEXTS, unsaid=()),
    "avoid": Field(_TEXTS, unsaid=()),
    "ask": Field(_TEXTS, unsaid=()),
    "sources": Field(Row(_SOURCE, '[{ title = "..." }]', "a list of sources"), unsaid=()),
    "assumed": Field(_TEXTS, unsaid=()),
    "first_side": Field(Choice(Side, "a side"), unsaid=Side.LEFT),
    "figure_side": Field(Choice(Side, "a side"), unsaid=Side.RIGHT),
    "dose": Field(DOSE, unsaid=Dose()),
    "presets": Field(Named(_PRESET, "a table of presets"), unsaid={}),
    "enter": Field(_ELEMENTS, unsaid=()),
    "cycle": Field(_ELEMENTS, needed='cycle = [{ breath = "in" }, { breath = "out" }]'),
    "leave": Field(_ELEMENTS, unsaid=()),
    "poses": Field(Named(OnePose(), "a table of poses"), unsaid={}),
}
_FIELDS: Fields = {**_OWN_FIELDS, "id": Field(TITLE, needed='id = "..."')}
_ATTRIBUTES = {"return": "return_"}
"""Where a field of the value cannot have the key's name."""


def _own(values: Values, raw: Table, at: At) -> Exercise | None:
    found = values.get("id")
    if found is not None and found != at.key:
        message = f"{shown(found)} has no effect, for the name of the table counts; take it out"
        (at / "id").warn("other-id", message)
    return _exercise({**values, "id": at.key}, raw, at)


def _exercise(values: Values, raw: Table, at: At) -> Exercise | None:
    if not raw["cycle"]:
        (at / "cycle").error("missing", 'nothing is done here; write cycle = [{ breath = "in" }, ...]')
        return None
    said = {_ATTRIBUTES.get(key, key): value for key, value in values.items() if value is not None}
    exercise = Exercise(**said, written=raw)
    _advise_on_poses(exercise, at)
    return exercise


def _advise_on_poses(exercise: Exercise, at: At) -> None:
    """A pose that is named but not given angles is drawn as the posture's neutral one."""
    parts = (("enter", exercise.enter), ("cycle", exercise.cycle), ("leave", exercise.leave))
    named = [
        (at / part / index, name)
        for part, elements in parts
        for index, element in enumerate(elements)
        if isinstance(element, Move)
        for name in (element.pose, *element.via)
    ]
    for preset, dose in exercise.presets.items():
        named += [(at / "presets" / preset / "poses", name) for name in dose.poses.values()]
    for place, name in named:
        if name is not None and name not in exercise.poses and name != exercise.posture.value:
            table = key_text((*at.path, "poses", name))
            what = f"the pose {shown(name)} has no angles and is drawn as a neutral one"
            place.advise("neutral-pose", f"{what}; add [{table}]")


def _own_values(exercise: Exercise) -> Values:
    values = {key: getattr(exercise, _ATTRIBUTES.get(key, key)) for key in _OWN_FIELDS}
    if exercise.written.get("id") != exercise.id:
        del values["id"]
    return {**values, "presets": dict(exercise.presets), "poses": dict(exercise.poses)}


def _values(exercise: Exercise) -> Values:
    return {**_own_values(exercise), "id": exercise.id}


def _written(exercise: Exercise) -> Table:
    return exercise.written


EXERCISE: TableOf[Exercise] = TableOf("an exercise", _FIELDS, _exercise, _values, _written)
"""An exercise in a file of its own."""

OWN_EXERCISE: TableOf[Exercise] = TableOf("an exercise", _OWN_FIELDS, _own, _own_values, _written)
"""An exercise inside a routine: the name of its table is its id."""
