"""Random routines for the tests of fit to time, the same at every run, and all that can be had of one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from studio.core.breath import BreathPattern, Half
from studio.core.compile import compile_schedule, dose_of
from studio.core.dose import Dose, Sides
from studio.core.exercise import Equipment, Exercise, Hold, Move, Posture, Tilt
from studio.core.quantity import Range, fixed, in_use
from studio.core.routine import Circuit, Item, Routine, Step, mapped
from studio.core.rows import removed
from studio.core.schedule import Schedule
from tests.making import HOLD, IN, OUT, TRANSITIONS

COUNTS = ("sets", "reps", "breaths")
KEYS = (*COUNTS, "hold", "pause", "rest")
GENTLE, FULL = Fraction(0), Fraction(1)

OWN = (
    Exercise("sway", "Sway", Posture.STANDING, (IN, OUT), dose=Dose(reps=Range(4, 10))),
    Exercise(
        "bridge", "Bridge", Posture.SUPINE, (OUT, HOLD, IN), dose=Dose(reps=Range(5, 9), hold=fixed(5_000))
    ),
    Exercise("rest", "Rest", Posture.SUPINE, (HOLD,), dose=Dose(hold=Range(30_000, 90_000))),
    Exercise("twist", "Twist", Posture.SUPINE, (HOLD,), dose=Dose(breaths=Range(3, 6), sides=Sides.EACH)),
    Exercise(
        "press", "Press", Posture.PRONE, (OUT, Hold(seconds=2_000), IN), enter=(Move(seconds=3_000), HOLD),
        leave=(Move(seconds=3_000),), dose=Dose(reps=Range(6, 10), hold=Range(4_000, 9_000)),
    ),
    Exercise(
        "couch", "Couch", Posture.SUPINE, (HOLD,), equipment=(Equipment.COUCH,), dose=Dose(hold=fixed(60_000))
    ),
    Exercise(
        "hang", "Hang", Posture.TABLE, (HOLD,), equipment=(Equipment.TABLE,),
        dose=Dose(hold=Range(30_000, 60_000), tilt=Range(20_000, 30_000)),
    ),
    Exercise(
        "dip", "Dip", Posture.TABLE, (Move(tilt=Tilt.TO_DOSE), HOLD, Move(tilt=Tilt.LEVEL, breath=Half.OUT)),
        equipment=(Equipment.TABLE,), dose=Dose(hold=fixed(20_000), reps=Range(1, 3), tilt=fixed(25_000)),
    ),
)  # fmt: skip


def _spanned(dice: random.Random, low: int, high: int, grain: int) -> Range:
    one, other = (dice.randint(low, high) * grain for _ in range(2))
    return Range(min(one, other), max(one, other)) if dice.random() < 0.6 else fixed(one)


def _dose(dice: random.Random, optional: float, *, small: bool) -> Dose:
    said: dict[str, Any] = {}
    some: dict[str, Callable[[], object]] = {
        "sets": lambda: _spanned(dice, 1, 2 if small else 4, 1),
        "reps": lambda: _spanned(dice, 1, 3 if small else 12, 1),
        "hold": lambda: _spanned(dice, 10, 13 if small else 60, 1_000),
        "breaths": lambda: _spanned(dice, 1, 3 if small else 8, 1),
        "pause": lambda: _spanned(dice, 0, 3 if small else 12, 500),
        "rest": lambda: _spanned(dice, 0, 3 if small else 60, 500),
        "sides": lambda: dice.choice(list(Sides)),
        "manual": lambda: dice.random() < 0.3,
        "prepare": lambda: dice.randint(0, 20) * 1_000,
    }
    for key in dice.sample(sorted(some), dice.randint(0, 3)):
        said[key] = some[key]()
    if "hold" in said:
        said.pop("breaths", None)
    if dice.random() < optional:
        said["optional"] = True
    return Dose(**said)


def random_routine(seed: int, most: int = 12, *, small: bool = False) -> Routine:
    """A routine with circuits, sides, tables, manual and optional steps; `small` has few values."""
    dice = random.Random(seed)
    optional = dice.choice((0.0, 0.2, 0.5))

    def step() -> Step:
        return Step(dice.choice(OWN).id, dose=_dose(dice, optional, small=small))

    items: list[Item] = []
    for _ in range(dice.randint(1, most)):
        if dice.random() < 0.2:
            steps = tuple(step() for _ in range(dice.randint(1, 3)))
            items.append(Circuit("Round", dice.randint(1, 3), dice.randint(0, 4) * 5_000, steps))
        else:
            items.append(step())
    patterns = BreathPattern(), BreathPattern(4_000, 0, 4_000, 0), BreathPattern(3_200, 300, 5_100, 0)
    intensity = Fraction(dice.choice((0, 30, 50, 100)), 100)
    return Routine("Any", tuple(items), exercises=OWN, breath=dice.choice(patterns), intensity=intensity)


def compiled(routine: Routine) -> Schedule:
    """The schedule of a routine of these exercises."""
    return compile_schedule(routine, {}, TRANSITIONS)


def values_in_use(span: Range, key: str) -> list[int]:
    """Every value that a range can come to at some intensity."""
    if span.fixed:
        return [span.low]
    grain = 1 if key in COUNTS else 500
    return list(range(in_use(span, GENTLE, grain), in_use(span, FULL, grain) + 1, grain))


def ranged(routine: Routine, step: Step) -> dict[str, Range]:
    """The ranges of a step, its exercise's among them."""
    dose = dose_of(step, routine.lookup({})[step.exercise])
    return {key: span for key in KEYS if (span := getattr(dose, key)) is not None and not span.fixed}


def drops(routine: Routine) -> Iterator[tuple[int, ...]]:
    """Every choice of optional steps to leave out, the smallest first; something always stays."""
    known = routine.lookup({})
    steps = list(routine.walk())
    loose = [step.uid for step in steps if dose_of(step, known[step.exercise]).optional]
    for count in range(len(loose) + 1):
        yield from (gone for gone in combinations(loose, count) if count < len(steps))


def with_values(routine: Routine, doses: dict[int, Dose]) -> Routine:
    """The routine with single values written into its steps."""

    def change(item: Item) -> Item:
        said = doses.get(item.uid)
        return replace(item, dose=said.over(item.dose)) if said and isinstance(item, Step) else item

    return mapped(routine, change)


def settled(routine: Routine) -> Routine:
    """The routine with its tilts as they are now: no fit changes them."""
    tilts = {
        slot.prepared.step.uid: Dose(tilt=fixed(slot.prepared.dose.tilt * 1_000))
        for slot in compiled(routine).slots
    }
    return with_values(routine, tilts)


def choices(routine: Routine) -> int:
    """In how many ways the ranges of a routine can be filled, without dropping anything."""
    found = 1
    for step in routine.walk():
        for key, span in ranged(routine, step).items():
            found *= len(values_in_use(span, key))
    return found


def every_total(routine: Routine, gone: tuple[int, ...]) -> set[int]:
    """All lengths that can be had, each one compiled."""
    left = removed(settled(routine), gone)
    loose = [
        (step.uid, key, values_in_use(span, key))
        for step in left.walk()
        for key, span in ranged(left, step).items()
    ]
    totals = set()
    schedule = None
    for picked in product(*(values for _uid, _key, values in loose)):
        doses: dict[int, Dose] = {}
        for (uid, key, _values), value in zip(loose, picked, strict=True):
            said: dict[str, Any] = {key: fixed(value)}
            doses[uid] = replace(doses.get(uid, Dose()), **said)
        schedule = compile_schedule(with_values(left, doses), {}, TRANSITIONS, schedule)
        totals.add(schedule.length)
    return totals


def hundred_steps() -> Routine:
    """A routine of a hundred steps with the doses of their exercises."""
    return Routine("Long", tuple(Step(OWN[row % len(OWN)].id) for row in range(100)), exercises=OWN)
