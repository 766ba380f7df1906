"""Why an edit would make a routine that no file may hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from studio.core.dose import Sides
from studio.core.exercise import Catalogue
from studio.core.routine import Circuit, Item, Routine
from studio.core.schedule import Schedule, SegmentKind
from studio.files.limits import LONGEST, MOST_MOVES, MOST_REPETITIONS, MOST_STEPS, broken_limits

_SHARES = (16, 2)


def too_much(
    schedule: Schedule, catalogue: Catalogue, routine: Routine, changed: Collection[int] | None = None
) -> str:
    """Over which limit of a whole routine an edit would lead, in words; empty where it is within them all.

    `schedule` is that of the routine before the edit; `changed` are the steps and circuits that differ from
    it, None for any of them. Ask before the edit: compiling such a routine would take long, and its file
    could not be opened again.
    """
    if changed is not None:
        # What is changed takes at most one share where so many copies of it are no more than a whole.
        # Where the rest leaves room for that share, it need not be reckoned anew.
        used, parts = _used(schedule), _parts(routine, set(changed))
        for shares in _SHARES:
            if used <= 1 - 1 / shares:
                copies = replace(routine, steps=parts * shares)
                if not any(broken_limits(copies, catalogue)):
                    return ""
    found = next(iter(broken_limits(routine, catalogue)), None)
    if found is None:
        return ""
    words = found[1].removeprefix("from here on it is ")
    return f"{words[:1].upper()}{words[1:]}."


def _used(schedule: Schedule) -> float:
    """How much of its limits the routine as it is uses up: 1 is all of that limit which is nearest."""
    repetitions = moves = 0
    length = schedule.longest
    for slot in schedule.full or schedule.slots:
        dose, exercise = slot.prepared.dose, slot.prepared.exercise
        turns = dose.sets * (2 if dose.sides is Sides.EACH else 1)
        repetitions += turns * dose.reps
        first = slot.part.segments[:1]
        if dose.prepare is None and first and first[0].kind is SegmentKind.READY:
            length -= first[0].length  # by the change of position: the limit leaves it out
        if exercise is not None:
            ends = len(exercise.enter) + len(exercise.leave)
            moves += turns * (ends + dose.reps * len(exercise.cycle))
    steps = len(schedule.slots)
    return max(steps / MOST_STEPS, repetitions / MOST_REPETITIONS, moves / MOST_MOVES, length / LONGEST)


def _parts(routine: Routine, changed: set[int]) -> tuple[Item, ...]:
    """What is changed, in its circuit where it is in one."""
    parts: list[Item] = []
    for item in routine.steps:
        if item.uid in changed:
            parts.append(item)
        elif isinstance(item, Circuit):
            steps = tuple(step for step in item.steps if step.uid in changed)
            if steps:
                parts.append(replace(item, steps=steps))
    return tuple(parts)
