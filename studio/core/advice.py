"""What experience and the sources advise about a routine: it warns, and never blocks."""

from __future__ import annotations

from collections.abc import Iterator

from studio.core.advice_inverted import inverted_notices
from studio.core.advice_pace import pace_remarks
from studio.core.advice_steps import Played, missing_sides, step_notices
from studio.core.exercise import Catalogue
from studio.core.experience import Experience, limits_of
from studio.core.notice import Level, Notice
from studio.core.routine import Routine
from studio.core.schedule import Schedule

MOST_EXERCISES = 6
"""Different exercises of a routine, as far as the advice goes."""

_KEPT_UP = "Studies of home exercise (jahan.blog; Physitrack)"


def advice(
    routine: Routine, schedule: Schedule, catalogue: Catalogue, level: Experience = Experience.BEGINNER
) -> tuple[Notice, ...]:
    """Everything worth knowing about a routine, in the order of its steps; the whole routine comes last.

    A step has one notice of a kind at most, however often a circuit plays it. `schedule` is the routine's;
    `catalogue` has the exercises that a remedy may add.
    """
    limits = limits_of(level)
    played = _first_played(schedule)
    steps = tuple(played.values())
    found: dict[tuple[int, str], Notice] = {}
    for notice in (
        *(notice for one in steps for notice in step_notices(one, limits)),
        *inverted_notices(schedule, catalogue, played, limits),
        *missing_sides(steps),
        *pace_remarks(steps),
        *_many_exercises(routine),
    ):
        found.setdefault((notice.uid, notice.code), notice)
    last = len(schedule.slots)
    return tuple(sorted(found.values(), key=lambda one: played[one.uid].row if one.uid else last))


def _first_played(schedule: Schedule) -> dict[int, Played]:
    """Every step where it is played first, by its identity."""
    found: dict[int, Played] = {}
    for row, (slot, start) in enumerate(zip(schedule.slots, schedule.starts, strict=True)):
        uid = slot.prepared.step.uid
        if uid not in found:
            found[uid] = Played(row, slot, start)
    return found


def _many_exercises(routine: Routine) -> Iterator[Notice]:
    count = len({step.exercise for step in routine.walk()})
    if count > MOST_EXERCISES:
        text = (
            f"{count} exercises are many to keep up: of people with two or fewer, 86 in 100 kept on; "
            "with four or more, 54."
        )
        yield Notice(0, Level.ADVICE, "many-exercises", text, _KEPT_UP)
