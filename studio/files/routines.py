"""The keys of a routine file, in the order they are written."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from typing_extensions import override

from studio.core.breath import DEFAULT_BREATH
from studio.core.exercise import Table
from studio.core.frozen import frozen
from studio.core.routine import FORMAT, Circuit, Item, Routine, Step
from studio.files.doses import BREATH, DOSE_FIELDS, MOST_SETS, TEXT, TITLE, dose_of_values, values_of_dose
from studio.files.exercises import OWN_EXERCISE
from studio.files.findings import At
from studio.files.kinds import ABSENT, Kind, Share, count, seconds
from studio.files.tables import Field, Fields, Named, TableOf, Values

NEWEST = 2**31
"""The highest number of a format; what is above it is no version but a slip."""


@frozen
class Items(Kind[tuple[Any, ...]]):
    """A list of steps; each keeps the table that it was read from, wherever it is moved."""

    item: Kind[Any]
    what: str = "a list of steps"

    @override
    def read(self, raw: object, at: At) -> tuple[Any, ...] | None:
        if not isinstance(raw, list):
            self.reject(raw, at, f"write [[{at.key}]] above each of them")
            return None
        items = (self.item.read(item, at / index) for index, item in enumerate(raw))
        return tuple(item for item in items if item is not None)

    @override
    def plain(self, value: tuple[Any, ...]) -> list[Any]:
        return [self.item.toml(item) for item in value]

    @override
    def toml(self, value: tuple[Any, ...], raw: object = ABSENT) -> list[Any]:
        return self.plain(value)


def _step(values: Values, raw: Table, at: At) -> Step:
    return Step(values["exercise"], values.get("preset"), dose_of_values(values, at), written=raw)


def _step_values(step: Step) -> Values:
    return {"exercise": step.exercise, "preset": step.preset, **values_of_dose(step.dose)}


def _step_written(step: Step) -> Table:
    return step.written


STEP: TableOf[Step] = TableOf(
    "a step",
    {"exercise": Field(TITLE, needed='exercise = "..."'), "preset": Field(TITLE), **DOSE_FIELDS},
    _step,
    _step_values,
    _step_written,
)


@frozen
class StepOfCircuit(Kind[Step]):
    """A step inside a circuit: circuits do not nest."""

    what: str = "a step"

    @override
    def read(self, raw: object, at: At) -> Step | None:
        if isinstance(raw, dict) and "circuit" in raw:
            (at / "circuit").error("nested-circuit", "circuits do not nest; put its steps here instead")
            return None
        return STEP.read(raw, at)

    @override
    def plain(self, value: Step) -> Table:
        return STEP.plain(value)

    @override
    def toml(self, value: Step, raw: object = ABSENT) -> Table:
        return STEP.toml(value, raw)


def _circuit(values: Values, raw: Table, at: At) -> Circuit:
    steps = values.get("steps") or ()
    if "exercise" in raw:
        (at / "exercise").error("both", "a step is an exercise or a circuit; put the exercise in its steps")
    elif not raw.get("steps"):
        (at / "steps").warn("no-steps", "the circuit has no steps yet; add one under [[steps.steps]]")
    return Circuit(values["circuit"], values.get("rounds") or 1, values.get("rest") or 0, steps, written=raw)


def _circuit_values(circuit: Circuit) -> Values:
    return {
        "circuit": circuit.title,
        "rounds": circuit.rounds,
        "rest": circuit.rest,
        "steps": circuit.steps,
    }


def _circuit_written(circuit: Circuit) -> Table:
    return circuit.written


CIRCUIT: TableOf[Circuit] = TableOf(
    "a circuit",
    {
        "circuit": Field(TITLE, needed='circuit = "..."'),
        "rounds": Field(count(MOST_SETS, "3"), unsaid=1),
        "rest": Field(seconds(example="30"), unsaid=0),
        "steps": Field(Items(StepOfCircuit()), unsaid=()),
    },
    _circuit,
    _circuit_values,
    _circuit_written,
)


@frozen
class StepOrCircuit(Kind[Item]):
    """One entry of `steps`; the key `circuit` makes it one."""

    what: str = "a step"

    @override
    def read(self, raw: object, at: At) -> Item | None:
        return (CIRCUIT if isinstance(raw, dict) and "circuit" in raw else STEP).read(raw, at)

    @override
    def plain(self, value: Item) -> Table:
        return CIRCUIT.plain(value) if isinstance(value, Circuit) else STEP.plain(value)

    @override
    def toml(self, value: Item, raw: object = ABSENT) -> Table:
        return CIRCUIT.toml(value, raw) if isinstance(value, Circuit) else STEP.toml(value, raw)


def _routine(values: Values, raw: Table, _at: At) -> Routine:
    own = values.pop("exercise", None) or {}
    said = {key: value for key, value in values.items() if value is not None}
    return Routine(**said, exercises=tuple(own.values()), written=raw)


def _routine_values(routine: Routine) -> Values:
    values = {key: getattr(routine, key) for key in ROUTINE_FIELDS if key != "exercise"}
    return {**values, "exercise": {own.id: own for own in routine.exercises}}


def _routine_written(routine: Routine) -> Table:
    return routine.written


ROUTINE_FIELDS: Fields = {
    "format": Field(count(NEWEST, str(FORMAT)), needed=f"format = {FORMAT}"),
    "title": Field(TITLE, needed='title = "..."'),
    "author": Field(TEXT, unsaid=""),
    "description": Field(TEXT, unsaid=""),
    "source": Field(TEXT, unsaid=""),
    "language": Field(TEXT, unsaid=""),
    "intensity": Field(Share(), unsaid=Fraction(1, 2)),
    "breath": Field(BREATH, unsaid=DEFAULT_BREATH),
    "steps": Field(Items(StepOrCircuit()), unsaid=()),
    "exercise": Field(Named(OWN_EXERCISE, "a table of exercises"), unsaid={}),
}

ROUTINE: TableOf[Routine] = TableOf("a routine", ROUTINE_FIELDS, _routine, _routine_values, _routine_written)
