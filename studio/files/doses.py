"""The keys of a dose, the same for steps, exercises and presets, in the order they are written."""

from __future__ import annotations

from dataclasses import fields

from studio.core.breath import BreathPattern
from studio.core.dose import Dose, Sides
from studio.core.exercise import Table
from studio.core.quantity import SECOND
from studio.files.findings import At
from studio.files.kinds import LONGEST_TITLE, Choice, Flag, Span, Text, count, degrees, seconds
from studio.files.tables import Field, Fields, TableOf, Values

TITLE = Text(LONGEST_TITLE)
TEXT = Text()

MOST_SETS = 99
MOST_REPS = 999

_PHASE = seconds(high=60 * SECOND, example="0")
_BREATHING = seconds(low=SECOND // 2, high=60 * SECOND, example="4")


def _pattern(values: Values, _raw: Table, _at: At) -> BreathPattern:
    return BreathPattern(values["in"], values.get("hold_in") or 0, values["out"], values.get("hold_out") or 0)


def _phases(pattern: BreathPattern) -> Values:
    return {
        "in": pattern.inhale,
        "hold_in": pattern.hold_in,
        "out": pattern.exhale,
        "hold_out": pattern.hold_out,
    }


BREATH: TableOf[BreathPattern] = TableOf(
    "a table of phases",
    {
        "in": Field(_BREATHING, needed="in = 4"),
        "hold_in": Field(_PHASE, unsaid=0),
        "out": Field(_BREATHING, needed="out = 6"),
        "hold_out": Field(_PHASE, unsaid=0),
    },
    _pattern,
    _phases,
)

DOSE_FIELDS: Fields = {
    "sets": Field(Span(count(MOST_SETS, "2"))),
    "reps": Field(Span(count(MOST_REPS, "10"))),
    "hold": Field(Span(seconds())),
    "breaths": Field(Span(count(MOST_REPS, "5"))),
    "pause": Field(Span(seconds(example="5"))),
    "rest": Field(Span(seconds(example="15"))),
    "change": Field(seconds(example="5")),
    "prepare": Field(seconds(example="10")),
    "sides": Field(Choice(Sides, "a way to take the sides")),
    "tilt": Field(Span(degrees())),
    "manual": Field(Flag()),
    "optional": Field(Flag()),
    "note": Field(TEXT),
    "breath": Field(BREATH),
}

assert tuple(DOSE_FIELDS) == tuple(field.name for field in fields(Dose))


def dose_of_values(values: Values, at: At) -> Dose:
    """The dose that a table's values make; `hold` and `breaths` together are refused."""
    if values.get("hold") is not None and values.get("breaths") is not None:
        at_breaths = at / "breaths"
        at_breaths.error("both", "hold and breaths are two ways to say one thing; take one of them out")
    return Dose(**{key: value for key in DOSE_FIELDS if (value := values.get(key)) is not None})


def values_of_dose(dose: Dose) -> Values:
    """What a dose says, by key."""
    return {key: getattr(dose, key) for key in DOSE_FIELDS}


def _build(values: Values, _raw: Table, at: At) -> Dose:
    return dose_of_values(values, at)


DOSE: TableOf[Dose] = TableOf("a table of dose keys", DOSE_FIELDS, _build, values_of_dose)
