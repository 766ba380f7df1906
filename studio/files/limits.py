"""The limits of a whole routine, reckoned without expanding anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from operator import add, is_not
from typing import NamedTuple

from studio.core.breath import BreathPattern
from studio.core.compile import dose_of
from studio.core.dose import DoseInUse, Sides, settle
from studio.core.exercise import Catalogue, Element, Exercise, Hold
from studio.core.quantity import SECOND
from studio.core.routine import Item, Routine, Step
from studio.core.shared import shared_ends
from studio.files.errors import KeyPath

MOST_STEPS = 2_000
MOST_REPETITIONS = 20_000
MOST_MOVES = 100_000
LONGEST = 12 * 3_600 * SECOND
"""Of a whole routine, circuits expanded and ranges at their upper ends; the last is in ms."""

FULL = Fraction(1)


class Weight(NamedTuple):
    """What something takes at the upper ends of its ranges, its rounds counted; `time` is in ms."""

    steps: int = 0
    repetitions: int = 0
    moves: int = 0
    time: int = 0

    @property
    def is_over(self) -> bool:
        """Whether it is more than a whole routine may take."""
        return (
            self.steps > MOST_STEPS
            or self.repetitions > MOST_REPETITIONS
            or self.moves > MOST_MOVES
            or self.time > LONGEST
        )


class Scales:
    """Weighs one version of a routine after the other; what it shares with the last one is known already."""

    def __init__(self) -> None:
        self._terms: tuple[object, ...] = ()
        self._items: Sequence[Item] = ()
        self._weights: list[Weight] = []

    def weight(self, routine: Routine, catalogue: Catalogue) -> Weight:
        """What all of a routine takes."""
        terms = catalogue, routine.exercises, routine.breath
        if len(self._terms) != len(terms) or any(map(is_not, terms, self._terms)):
            self._terms, self._items, self._weights = terms, (), []
        head, tail = shared_ends(self._items, routine.steps)
        known, end = routine.lookup(catalogue), len(routine.steps) - tail
        new = [_item_weight(item, known, routine.breath) for item in routine.steps[head:end]]
        self._weights[head : len(self._items) - tail] = new
        self._items = routine.steps
        return _sum(self._weights)


def broken_limits(routine: Routine, catalogue: Catalogue) -> Iterator[tuple[KeyPath, str]]:
    """Where a routine is over a limit, and what to do; the time is that of the moves and rests alone.

    Takes time with what is written, not with what it expands to: ask this before anything is compiled.
    """
    known, so_far = routine.lookup(catalogue), Weight()
    told: set[str] = set()
    for path, step, rounds in written_steps(routine):
        so_far = Weight(*map(add, so_far, _step_weight(step, known, routine.breath, rounds)))
        if so_far.is_over:
            for message in _over(*so_far):
                if message not in told:
                    told.add(message)
                    yield path, message


def _sum(weights: Iterable[Weight]) -> Weight:
    return Weight(*map(sum, zip(*weights, strict=True)))


def _item_weight(item: Item, known: Catalogue, breath: BreathPattern) -> Weight:
    if isinstance(item, Step):
        return _step_weight(item, known, breath, 1)
    return _sum(_step_weight(step, known, breath, item.rounds) for step in item.steps)


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


def _step_weight(step: Step, known: Catalogue, breath: BreathPattern, rounds: int) -> Weight:
    exercise = known.get(step.exercise)
    dose = settle(dose_of(step, exercise) if exercise else step.dose, FULL, breath)
    if dose.manual:
        return Weight(rounds)
    turns = rounds * dose.sets * _sides(dose)
    moves = turns * _moves(exercise, dose) if exercise else 0
    time = rounds * _time(exercise, dose) if exercise else 0
    return Weight(rounds, turns * dose.reps, moves, time)


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
