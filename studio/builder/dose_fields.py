"""The fields of a dose as one table, and what they show and change of the selected steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

from studio.builder.amounts import BREATHS, REPS, SETS, TILT, TIME, Amount
from studio.core.breath import DEFAULT_BREATH
from studio.core.compile import dose_of
from studio.core.dose import DEFAULT_DOSE, Dose, Side, Sides
from studio.core.exercise import Equipment, Exercise, Hold, Posture
from studio.core.frozen import frozen
from studio.core.phrase import counts, plural, times
from studio.core.plain import one_line
from studio.core.quantity import Range, fixed, round_half_up
from studio.core.routine import Item, Routine, Step, mapped

_TILTING = frozenset((Equipment.TABLE, Equipment.BOOTS, Equipment.INVERSION_CHAIR))


_LONGEST_NAME = 24


def preset_words(name: str | None) -> str:
    """A preset's name for people."""
    words = (name or "exercise's own").replace("-", " ")
    return words[:1].upper() + words[1:]


@frozen
class Target:
    """One selected step, its exercise (None where unknown), what it inherits and what holds for it."""

    step: Step
    exercise: Exercise | None
    inherited: Dose
    dose: Dose

    @staticmethod
    def of(step: Step, exercise: Exercise | None, last: Dose) -> Target:
        """The step with its doses laid over each other; `last` is what holds where nothing else is said."""
        bare = replace(step, dose=Dose())
        inherited = (Dose() if exercise is None else dose_of(bare, exercise)).over(last)
        return Target(step, exercise, inherited, step.dose.over(inherited))

    @property
    def holds(self) -> bool:
        """Whether the dose's hold, in seconds or breaths, is used by the exercise."""
        if self.exercise is None or self.dose.breaths is not None:
            return True
        elements = (*self.exercise.enter, *self.exercise.cycle, *self.exercise.leave)
        return any(isinstance(element, Hold) and element.of_dose for element in elements)

    @property
    def tilts(self) -> bool:
        """Whether the exercise is done head-down."""
        if self.dose.tilt is not None and self.dose.tilt.high > 0:
            return True
        exercise = self.exercise
        return exercise is not None and (
            exercise.posture is Posture.TABLE or bool(_TILTING & set(exercise.equipment)) or exercise.tilts
        )

    def origin(self, key: str) -> str:
        """Where a value that the step leaves open comes from, in words."""
        preset = self.exercise.presets.get(self.step.preset or "") if self.exercise else None
        if preset is not None and getattr(preset.dose, key) is not None:
            return f"from preset {one_line(preset_words(self.step.preset), _LONGEST_NAME)}"
        if self.exercise is not None and getattr(self.exercise.dose, key) is not None:
            return "our suggestion" if key in self.exercise.assumed else "from the exercise"
        return {"prepare": "worked out", "breath": "from the routine"}.get(key, "as usual")

    def hold_in(self, unit: str) -> Dose:
        """The step's own dose with its hold in seconds ("hold") or in breaths ("breaths").

        What the exercise says in that unit counts; else the hold is turned into the nearest one.
        """
        bare = replace(self.step.dose, hold=None, breaths=None)
        if getattr(self.inherited, unit) is not None and (self.inherited.breaths is None) == (unit == "hold"):
            return bare
        breath = (self.dose.breath or DEFAULT_BREATH).length
        if unit == "hold":
            span = self.dose.breaths or fixed(1)
            return replace(
                bare, hold=Range(min(span.low * breath, TIME.high), min(span.high * breath, TIME.high))
            )
        span = self.dose.hold or fixed(0)
        low, high = (max(1, round_half_up(Fraction(ms, breath), 1)) for ms in (span.low, span.high))
        return replace(bare, breaths=Range(low, high))


def _says(key: str) -> Callable[[Target], bool]:
    """Whether a number says more than its default."""
    return lambda target: getattr(target.dose, key) != getattr(DEFAULT_DOSE, key)


def _always(_target: Target) -> bool:
    return True


def _never(_target: Target) -> bool:
    return False


def _by_time(target: Target) -> bool:
    return target.holds and target.dose.breaths is None


def _by_breaths(target: Target) -> bool:
    return target.holds and target.dose.breaths is not None


def _by_sides(target: Target) -> bool:
    return target.dose.sides is Sides.EACH


def _repeats(target: Target) -> bool:
    """Whether there is something between two repetitions, or something that could be there."""
    return _says("pause")(target) or (target.dose.reps is not None and target.dose.reps.high > 1)


@frozen
class DoseField:
    """A number of a dose: its key, label, kind, words in an undo text, and when it stands without More.

    `used` tells for which steps the field means anything at all. A field that is not `ranged` is one int.
    """

    key: str
    label: str
    amount: Amount
    told: Callable[[Range], str]
    first: Callable[[Target], bool] = _never
    used: Callable[[Target], bool] = _always
    ranged: bool = True
    a_side: bool = False

    @property
    def word(self) -> str:
        """The field's name inside a sentence."""
        return self.label.lower()


def _breaths(span: Range) -> str:
    return plural(span.low, "breath", "breaths") if span.fixed else f"{counts(span)} breaths"


DOSE_FIELDS = (
    DoseField("hold", "Hold", TIME, times, _always, _by_time, a_side=True),
    DoseField("breaths", "Hold", BREATHS, _breaths, _always, _by_breaths, a_side=True),
    DoseField("reps", "Reps", REPS, counts, _always, a_side=True),
    DoseField("tilt", "Tilt", TILT, TILT.words, _always, lambda t: t.tilts),
    DoseField("change", "Change", TIME, times, _always, _by_sides, ranged=False),
    DoseField("sets", "Sets", SETS, counts, _says("sets")),
    DoseField("pause", "Pause", TIME, times, _repeats),
    DoseField("rest", "Rest", TIME, times, _says("rest")),
    DoseField("prepare", "Get ready", TIME, times, ranged=False),
)
"""Every number of a dose, from top to bottom."""

SIDE_WORDS = {Sides.EACH: "Left, right", Sides.LEFT: "Left", Sides.RIGHT: "Right", Sides.NONE: "None"}
assert set(SIDE_WORDS) == set(Sides)


def both_sides(exercise: Exercise | None) -> str:
    """The two sides in the order in which an exercise does them."""
    first = Side.LEFT if exercise is None else exercise.first_side
    return f"{first.capitalize()}, {first.other}"


SWITCH_WORDS = {"manual": "Wait for me", "optional": "May be dropped"}

_SHOWN = {field.key for field in DOSE_FIELDS} | set(SWITCH_WORDS) | {"sides", "note", "breath"}
assert {field.name for field in fields(Dose)} == _SHOWN


@frozen
class Shown:
    """What a field shows: the value in force (None where steps differ), and whether the step itself says it.

    `instead` is the value that a reset would bring back (None where steps differ); `origin` says where that
    comes from. What inherits nothing `resets` to nothing.
    """

    value: Any
    own: bool
    instead: Any
    origin: str
    resets: bool = True

    @property
    def mixed(self) -> bool:
        """Whether the selected steps differ."""
        return self.value is None

    def back_words(self, words: Callable[[Any], str]) -> str:
        """Where a reset leads, for a button; empty where there is nothing to go back to."""
        if not (self.own and self.resets):
            return ""
        if self.instead is None:
            return "back to what each step inherits"
        return ", ".join(filter(None, (f"back to {words(self.instead)}", self.origin)))


def shown(targets: tuple[Target, ...], key: str) -> Shown:
    """What the field `key` shows for these steps."""
    values = [getattr(target.dose, key) for target in targets]
    instead = [getattr(target.inherited, key) for target in targets]
    origins = {target.origin(key) for target in targets}
    return Shown(
        values[0] if all(value == values[0] for value in values) else None,
        any(getattr(target.step.dose, key) is not None for target in targets),
        instead[0] if all(value == instead[0] for value in instead) else None,
        origins.pop() if len(origins) == 1 else "",
    )


def span_of(value: Any) -> Range | None:
    """A number of a dose as a range."""
    if isinstance(value, Range):
        return value
    return fixed(value) if isinstance(value, int) else None


def with_values(routine: Routine, uids: tuple[int, ...], **values: Any) -> Routine:
    """The routine with those values in the own doses of those steps; None takes a value out.

    A hold in seconds takes the one in breaths out, and the other way round.
    """
    if values.get("hold") is not None:
        values["breaths"] = None
    elif values.get("breaths") is not None:
        values["hold"] = None

    return with_doses(routine, uids, lambda step: replace(step.dose, **values))


def with_doses(routine: Routine, uids: tuple[int, ...], made: Callable[[Step], Dose]) -> Routine:
    """The routine with a new own dose for each of those steps."""

    def change(item: Item) -> Item:
        if not isinstance(item, Step) or item.uid not in uids:
            return item
        dose = made(item)
        return item if dose == item.dose else replace(item, dose=dose)

    return mapped(routine, change)
