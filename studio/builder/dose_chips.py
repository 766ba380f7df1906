"""The dose of a step as a few chips, and which of them are left out where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from studio.core.dose import DoseInUse, Side, Sides
from studio.core.exercise import Exercise
from studio.core.phrase import plural, short
from studio.core.routine import Step
from studio.paint.card import CHIP_GAP, Chip, chip_width
from studio.paint.look import Look

_DEGREE = "\N{DEGREE SIGN}"
_OPTIONAL, _REST, _PAUSE, _SIDES, _SETS, _REPS, _TILT, _HOLD = range(8)
"""Ranks: what tells most of a dose stays longest where there is little room."""


def dose_chips(step: Step | None, exercise: Exercise | None, dose: DoseInUse | None) -> list[Chip]:
    """The chips of a dose from left to right; what is zero, or done once, has none.

    A rest has one where the step has a rest of its own.
    """
    if step is None or dose is None:
        return []
    chips = []
    if dose.sets > 1:
        chips.append(Chip(f"{dose.sets} sets", rank=_SETS, key="sets"))
    if dose.reps > 1:
        chips.append(Chip(f"{dose.reps} reps", rank=_REPS, key="reps"))
    if dose.breaths:
        chips.append(Chip(plural(dose.breaths, "breath", "breaths"), "wind", _HOLD, "breaths"))
    elif dose.hold:
        chips.append(Chip(f"Hold {short(dose.hold)}", rank=_HOLD, key="hold"))
    if dose.sides is not Sides.NONE:
        chips.append(Chip(_sides_word(exercise, dose.sides), "sides", _SIDES, "sides"))
    if dose.tilt:
        chips.append(Chip(f"{dose.tilt}{_DEGREE}", "angle", _TILT, "tilt"))
    if dose.pause and dose.reps > 1:
        chips.append(Chip(f"Pause {short(dose.pause)}", rank=_PAUSE, key="pause"))
    if dose.rest and step.dose.rest is not None:
        chips.append(Chip(f"Rest {short(dose.rest)}", rank=_REST, key="rest"))
    if dose.manual:
        chips.append(Chip("Waits for you", "hold", _HOLD, "manual"))
    if dose.optional:
        chips.append(Chip("Optional", rank=_OPTIONAL, key="optional"))
    return chips


def fitting(chips: Sequence[Chip], room: float, look: Look) -> list[Chip]:
    """The chips that go into `room`, in their order."""
    left = list(chips)
    while left and sum(chip_width(chip, look) + CHIP_GAP for chip in left) > room:
        left.remove(min(left, key=lambda chip: chip.rank))
    return left


def _sides_word(exercise: Exercise | None, sides: Sides) -> str:
    if sides is not Sides.EACH:
        return sides.value.capitalize()
    right_first = exercise is not None and exercise.first_side is Side.RIGHT
    return "Right, left" if right_first else "Left, right"
