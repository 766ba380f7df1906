"""The limits of a whole routine, reckoned without expanding anything."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from fractions import Fraction
from typing import NamedTuple

from studio.core.breath import BreathPattern
from studio.core.compile import dose_of
from studio.core.dose import DoseInUse, Sides, settle
from studio.core.exercise import Catalogue, Element, Exercise, Hold
from studio.core.quantity import SECOND
from studio.core.routine import Routine, Step
from studio.files.errors import KeyPath

MOST_STEPS = 2_000
MOST_REPETITIONS = 20_000
MOST_MOVES = 100_000
LONGEST = 12 * 3_600 * SECOND
"""Of a whole routine, circuits expanded and ranges at their upper ends; the last is in ms."""

FULL = Fraction(1)


class Weight(NamedTuple):
    """What one turn of a step takes at the upper ends of its ranges, and of what; `time` is in ms."""

    repetitions: int
    moves: int
    time: int
    step: Step
    exercise: Exercise | None
    breath: BreathPattern


Weights = MutableMapping[int, Weight]
"""What is known of steps by their identity, so that an edit of one step weighs only that."""


def broken_limits(
    routine: Routine, catalogue: Catalogue, weights: Weights | None = None
) -> Iterator[tuple[KeyPath, str]]:
    """Where a routine is over a limit, and what to do; the time is that of the moves and rests alone.

    Takes time with what is written, not with what it expands to: ask this before anything is compiled.
    Steps that `weights` knows are not weighed again, and those that it does not know are put into it.
    """
    known, breath = routine.lookup(catalogue), routine.breath
    kept: Weights = {} if weights is None else weights
    steps = repetitions = moves = time = 0
    told: set[str] = set()
    for path, step, rounds in written_steps(routine):
        weight = kept.get(step.uid)
        exercise = known.get(step.exercise)
        if (
            weight is None
            or weight.step is not step
            or weight.exercise is not exercise
            or weight.breath is not breath
        ):
            weight = kept[step.uid] = _weight(step, exercise, breath)
        steps += rounds
        repetitions += rounds * weight.repetitions
        moves += rounds * weight.moves
        time += rounds * weight.time
        if steps > MOST_STEPS or repetitions > MOST_REPETITIONS or moves > MOST_MOVES or time > LONGEST:
            for message in _over(steps, repetitions, moves, time):
                if message not in told:
                    told.add(message)
                    yield path, message


def _over(steps: int, repetitions: int, moves: int, time: int) -> Iterator[str]:
    if steps > MOST_STEPS:
        yield f"from here on it is over {MOST_STEPS} steps, rounds counted; split the routine"
    if repetitions > MOST_REPETITIONS:
        yield f"from here on it is over {MOST_REPETITIONS} repetitions; write fewer sets or reps"
    if moves > MOST_MOVES:
        yield f"from here on it is over {MOST_MOVES} moves and holds; write fewer sets or reps"
    if time > LONGEST:
        yield f"from here on it is over {LONGEST // (3_600 * SECOND)} hours; split the routine"


def written_steps(routine: Routine) -> Iterator[tuple[KeyPath, Step, int]]:
    """Every step with its key path and how often it is played."""
    for index, item in enumerate(routine.steps):
        if isinstance(item, Step):
            yield ("steps", index), item, 1
            continue
        for inner, step in enumerate(item.steps):
            yield ("steps", index, "steps", inner), step, item.rounds


def _weight(step: Step, exercise: Exercise | None, breath: BreathPattern) -> Weight:
    dose = settle(dose_of(step, exercise) if exercise else step.dose, FULL, breath)
    if dose.manual:
        return Weight(0, 0, 0, step, exercise, breath)
    turns = dose.sets * _sides(dose)
    moves = turns * _moves(exercise, dose) if exercise else 0
    time = _time(exercise, dose) if exercise else 0
    return Weight(turns * dose.reps, moves, time, step, exercise, breath)


def _sides(dose: DoseInUse) -> int:
    return 2 if dose.sides is Sides.EACH else 1


def _moves(exercise: Exercise, dose: DoseInUse) -> int:
    """Elements of one set on one side."""
    return len(exercise.enter) + dose.reps * len(exercise.cycle) + len(exercise.leave)


def _time(exercise: Exercise, dose: DoseInUse) -> int:
    """Milliseconds of a step, without the way into it and the tilts."""
    ends = sum(_length(element, dose) for element in (*exercise.enter, *exercise.leave))
    cycle = sum(_length(element, dose) for element in exercise.cycle)
    side = ends + dose.reps * cycle + (dose.reps - 1) * dose.pause
    sides = _sides(dose)
    return (dose.prepare or 0) + dose.sets * (sides * side + (sides - 1) * dose.change + dose.rest)


def _length(element: Element, dose: DoseInUse) -> int:
    pattern: BreathPattern = dose.breath
    if isinstance(element, Hold):
        breaths = dose.breaths if element.of_dose else element.breaths
        if breaths is not None:
            return breaths * pattern.length
        return dose.hold if element.of_dose else element.seconds or 0
    if element.seconds is not None:
        return element.seconds
    return pattern.length_of(element.breath) if element.breath else 0
