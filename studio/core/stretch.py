"""The segments whose length a dose sets, and the routine with one of them longer or shorter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from studio.core.compile import dose_of
from studio.core.dose import DEFAULT_DOSE, DoseInUse
from studio.core.exercise import Catalogue, Hold
from studio.core.frozen import frozen
from studio.core.phrase import clock, plural, seconds
from studio.core.quantity import SECOND, Range, fixed, in_use, round_half_up
from studio.core.routine import Circuit, Item, Routine, Step, mapped
from studio.core.schedule import Schedule, SegmentKind, Slot


class Stretch(StrEnum):
    """What sets the length of a segment: a dose key of its step, or the rest of its circuit."""

    HOLD = "hold"
    BREATHS = "breaths"
    PAUSE = "pause"
    REST = "rest"
    CHANGE = "change"
    ROUND = "round"


STRETCH_WORDS: Mapping[Stretch, str] = MappingProxyType(
    {
        Stretch.HOLD: "hold",
        Stretch.BREATHS: "hold",
        Stretch.PAUSE: "pause",
        Stretch.REST: "rest",
        Stretch.CHANGE: "time between sides",
        Stretch.ROUND: "rest between rounds",
    }
)
assert set(STRETCH_WORDS) == set(Stretch)

GRAIN = SECOND // 2
"""What a time in use is rounded to, in ms (FORMAT, section 1)."""

LONGEST_TIME = 7_200 * SECOND
MOST_BREATHS = 999
"""The limits of one value (FORMAT, section 1)."""


@frozen
class Edge:
    """The end, in ms, of a segment whose length can be set; `uid` is the step, or the circuit for its rest.

    `row` and `index` find the segment: the row of its step in the played order, and its place in the part.
    """

    row: int
    index: int
    stretch: Stretch
    uid: int
    end: int


def edge_of(schedule: Schedule, row: int, index: int) -> Edge | None:
    """The end of a segment, where a dose or a circuit sets its length."""
    slot = schedule.slots[row]
    stretch = stretch_of(slot, index)
    if stretch is None:
        return None
    uid = slot.prepared.step.uid
    if stretch is Stretch.ROUND:
        uid = slot.circuit_uid or 0
    return Edge(row, index, stretch, uid, schedule.starts[row] + slot.part.segments[index].end)


def stretch_of(slot: Slot, index: int) -> Stretch | None:
    """What sets the length of a segment; None where the breath, a tilt or the exercise itself does."""
    segment = slot.part.segments[index]
    if segment.kind is SegmentKind.HOLD:
        if not _is_dosed(slot, index):
            return None
        return Stretch.HOLD if slot.prepared.dose.breaths is None else Stretch.BREATHS
    if segment.kind is SegmentKind.REST:
        return Stretch.ROUND if segment.set is None else Stretch.REST
    return {SegmentKind.PAUSE: Stretch.PAUSE, SegmentKind.CHANGE: Stretch.CHANGE}.get(segment.kind)


def _is_dosed(slot: Slot, index: int) -> bool:
    """Whether a hold lasts as long as the dose says: an exercise can have fixed ones as well."""
    exercise, dose, segments = slot.prepared.exercise, slot.prepared.dose, slot.part.segments
    if exercise is None:
        return False
    at = segments[index]
    if at.rep is not None:
        elements, first = exercise.cycle, index
        while first and segments[first - 1].rep == at.rep and segments[first - 1].side == at.side:
            first -= 1
    else:
        elements, first = (*exercise.enter, *exercise.leave), 0
    same = (at.set, at.side, at.rep)
    before = sum(s.kind is SegmentKind.HOLD and (s.set, s.side, s.rep) == same for s in segments[first:index])
    given = dose.hold if dose.breaths is None else dose.breaths
    holds = [e.of_dose for e in elements if isinstance(e, Hold) and (given or not e.of_dose)]
    return before < len(holds) and holds[before]


def value_of(slot: Slot, stretch: Stretch) -> int:
    """The value in use, in ms or breaths."""
    dose: DoseInUse = slot.prepared.dose
    if stretch is Stretch.ROUND:
        return 0 if slot.within is None else slot.within.rest
    return getattr(dose, stretch.value) or 0


def like_it(schedule: Schedule, edge: Edge) -> tuple[int, int]:
    """How many segments change with this one: up to it, itself included, and in all."""
    upto = count = 0
    for row in schedule.rows_of(edge.uid):
        slot = schedule.slots[row]
        for index in range(len(slot.part.segments)):
            if stretch_of(slot, index) is edge.stretch:
                count += 1
                upto += (row, index) <= (edge.row, edge.index)
    return upto, count


def limits_of(stretch: Stretch) -> tuple[int, int]:
    """The least and the most of a value that a file may hold."""
    return (1, MOST_BREATHS) if stretch is Stretch.BREATHS else (0, LONGEST_TIME)


def stretched_to(routine: Routine, catalogue: Catalogue, uid: int, stretch: Stretch, value: int) -> Routine:
    """The routine with another value in use for one step, or for the rest of a circuit.

    A range is moved as a whole, see `shifted`. The same routine comes back where that is the value already.
    """
    known = routine.lookup(catalogue)

    def change(item: Item) -> Item:
        if item.uid != uid:
            return item
        if isinstance(item, Circuit):
            return item if item.rest == value else replace(item, rest=value)
        return _with_value(item, known, stretch, value, routine.intensity)

    return mapped(routine, change)


def _with_value(step: Step, catalogue: Catalogue, stretch: Stretch, value: int, intensity: Fraction) -> Step:
    exercise = catalogue.get(step.exercise)
    dose = (step.dose if exercise is None else dose_of(step, exercise)).over(DEFAULT_DOSE)
    if stretch is Stretch.CHANGE:
        return step if dose.change == value else replace(step, dose=replace(step.dose, change=value))
    span = getattr(dose, stretch.value) or fixed(0)
    grain = 1 if stretch is Stretch.BREATHS else GRAIN
    made = shifted(span, intensity, value, grain, limits_of(stretch))
    said: dict[str, Any] = {stretch.value: made}
    return step if made == span else replace(step, dose=replace(step.dose, **said))


def shifted(span: Range, intensity: Fraction, value: int, grain: int, limits: tuple[int, int]) -> Range:
    """The range in which `value`, a multiple of `grain` inside the limits, is in use at an intensity.

    It is as wide as `span` where the limits leave room for that; else the end that would leave them stays at
    the limit and the other one makes up for it.
    """
    if span.fixed:
        return fixed(value)
    least, most = limits
    by = value - in_use(span, intensity, grain)
    low, high = span.low + by, span.high + by
    if low < least:
        low = least
        if intensity > 0:
            high = round_half_up(least + (value - least) / intensity, grain)
    elif high > most:
        high = most
        if intensity < 1:
            low = round_half_up(most - (most - value) / (1 - intensity), grain)
    return Range(low, max(low, high))


def told_value(stretch: Stretch, value: int) -> str:
    """A value in words: `0:45`, `17.5 s`, `5 breaths`."""
    if stretch is Stretch.BREATHS:
        return plural(value, "breath", "breaths")
    return f"{seconds(value)} s" if value % SECOND else clock(value)
