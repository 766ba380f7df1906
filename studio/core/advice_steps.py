"""What there is to know about single steps: their dose, their sides, their holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.core.advice_remedies import do_both_sides, use_own_hold, use_tilt
from studio.core.breath import BreathPattern
from studio.core.dose import Dose, DoseInUse, Side, Sides, settle
from studio.core.exercise import Equipment, Exercise, Hold
from studio.core.experience import MINUTE, Limits
from studio.core.frozen import frozen
from studio.core.notice import Level, Notice, Remedy
from studio.core.phrase import short, times
from studio.core.plain import one_line
from studio.core.quantity import Range
from studio.core.schedule import Prepared, Slot

UNKNOWN = "unknown-exercise"
"""The code of a notice about an exercise that is not known, which other places tell of as well."""

LONG = 2 * MINUTE
"""Holds up to this long, in ms, are no matter outside the inversions, whatever the exercise."""

TIMES_LONGER = 3
"""From so many times an exercise's own longest hold on, a hold is long."""

_ADJUSTABLE = {Equipment.TABLE, Equipment.INVERSION_CHAIR}
_LONGEST_NAME = 60


@frozen
class Played:
    """A step where it is played first: its row, its slot, and its begin in ms."""

    row: int
    slot: Slot
    start: int

    @property
    def uid(self) -> int:
        """The identity of the step."""
        return self.slot.prepared.step.uid

    @property
    def span(self) -> tuple[int, int]:
        """When it is played, in ms."""
        return self.start, self.start + self.slot.part.length

    def notice(
        self,
        code: str,
        text: str,
        source: str,
        key: str = "",
        remedy: Remedy | None = None,
        span: tuple[int, int] | None = None,
    ) -> Notice:
        """Advice about this step."""
        return Notice(self.uid, Level.ADVICE, code, text, source, span or self.span, remedy, key)


def source_of(exercise: Exercise) -> str:
    """Where an exercise's own numbers are from."""
    return one_line(exercise.sources[0].title) if exercise.sources else "The exercise's own dose"


def name_of(exercise: Exercise) -> str:
    """What an exercise is called, on one short line."""
    return one_line(exercise.name, _LONGEST_NAME)


def step_notices(played: Played, limits: Limits) -> Iterator[Notice]:
    """What there is to know about one step by itself."""
    prepared = played.slot.prepared
    exercise = prepared.exercise
    if exercise is None:
        name = one_line(prepared.step.exercise, _LONGEST_NAME)
        text = f"{name} is not a known exercise, so its dose is not known and it cannot be played."
        yield played.notice(UNKNOWN, text, "The exercises of this program", "exercise")
        return
    if prepared.dose.manual:
        return
    yield from _no_number(played, prepared, exercise)
    if prepared.inverted:
        yield from _steep(played, prepared, exercise, limits)
    else:
        yield from _long(played, prepared, exercise)


def _no_number(played: Played, prepared: Prepared, exercise: Exercise) -> Iterator[Notice]:
    dose = prepared.dose
    if dose.hold or dose.breaths or dose.reps > 1:
        return
    said = doses_of(prepared, exercise)
    holds = [element for element in exercise.cycle if isinstance(element, Hold)]
    if any(hold.of_dose for hold in holds):
        if all(one.hold is None and one.breaths is None for one in said):
            text = "It is not said how long to hold this, so it is not held at all. Give it a hold."
            yield played.notice("no-hold", text, source_of(exercise), "hold")
    elif not holds and all(one.reps is None for one in said):
        text = "It is not said how often to do this, so it is done once. Give it a number."
        yield played.notice("no-reps", text, source_of(exercise), "reps")


def _steep(played: Played, prepared: Prepared, exercise: Exercise, limits: Limits) -> Iterator[Notice]:
    tilt = prepared.dose.tilt
    if tilt > limits.tilt:
        text = f"{tilt}\N{DEGREE SIGN} is steep: up to {limits.tilt}\N{DEGREE SIGN} is advised {limits.when}."
        fits = not _ADJUSTABLE.isdisjoint(exercise.equipment)
        remedy = use_tilt(played.uid, limits.tilt) if fits else None
        yield played.notice("steep-tilt", text, limits.source, "tilt", remedy)


def _long(played: Played, prepared: Prepared, exercise: Exercise) -> Iterator[Notice]:
    dose = prepared.dose
    hold = hold_of(dose)
    if hold <= LONG:
        return
    own = own_hold(exercise, dose.breath)
    if own is None or hold <= TIMES_LONGER * own.high:
        return
    text = f"{short(hold)} is long for {name_of(exercise)}, which is held for {times(own)}."
    remedy = _own_hold_again(prepared, exercise)
    yield played.notice("long-hold", text, source_of(exercise), "hold", remedy)


def _own_hold_again(prepared: Prepared, exercise: Exercise) -> Remedy | None:
    """Back to the hold that the exercise, or its preset, has at this intensity; None where it is that."""
    step = prepared.step
    if step.dose.hold is None and step.dose.breaths is None:
        return None
    own = settle(own_dose(prepared, exercise), prepared.terms[1], prepared.dose.breath)
    length = hold_of(own)
    return use_own_hold(step.uid, short(length)) if length else None


def hold_of(dose: DoseInUse) -> int:
    """How long a dose is held, in ms, counted in seconds or in breaths."""
    return dose.hold if dose.breaths is None else dose.breaths * dose.breath.length


def own_hold(exercise: Exercise, breath: BreathPattern) -> Range | None:
    """The shortest and the longest hold that an exercise and its presets give, in ms; None without any."""
    found: list[Range] = []
    for dose in (exercise.dose, *(preset.dose for preset in exercise.presets.values())):
        if dose.breaths is not None:
            found.append(Range(dose.breaths.low * breath.length, dose.breaths.high * breath.length))
        elif dose.hold is not None:
            found.append(dose.hold)
    found = [span for span in found if span.high]
    if not found:
        return None
    return Range(min(span.low for span in found), max(span.high for span in found))


def own_dose(prepared: Prepared, exercise: Exercise) -> Dose:
    """The dose that a step would have if it said nothing itself."""
    preset = exercise.presets.get(prepared.step.preset or "")
    return exercise.dose if preset is None else preset.dose.over(exercise.dose)


def doses_of(prepared: Prepared, exercise: Exercise) -> tuple[Dose, ...]:
    """What says a step's dose, the step itself first."""
    preset = exercise.presets.get(prepared.step.preset or "")
    return (prepared.step.dose, *(() if preset is None else (preset.dose,)), exercise.dose)


def missing_sides(steps: Sequence[Played]) -> Iterator[Notice]:
    """Exercises that are meant for both sides and are done on one of them only."""
    done: dict[str, set[Sides]] = {}
    for played in steps:
        done.setdefault(played.slot.prepared.step.exercise, set()).add(played.slot.prepared.dose.sides)
    for played in steps:
        prepared = played.slot.prepared
        exercise, sides = prepared.exercise, prepared.dose.sides
        if exercise is None or sides not in (Sides.LEFT, Sides.RIGHT):
            continue
        if done[exercise.id] == {sides} and own_dose(prepared, exercise).sides is Sides.EACH:
            done[exercise.id] = set()  # told once
            side = Side(sides.value)
            text = f"{name_of(exercise)} is done on the {side} side only: the {side.other} side is left out."
            remedy = do_both_sides(played.uid)
            yield played.notice("missing-side", text, source_of(exercise), "sides", remedy)
