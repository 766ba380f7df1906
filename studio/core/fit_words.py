"""What a fit to time changes, in words, one line for each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from studio.core.exercise import Exercise, Hold
from studio.core.frozen import frozen
from studio.core.phrase import plural, seconds, short
from studio.core.routine import Routine
from studio.core.schedule import Prepared, Schedule

HELD = ("sets", "reps", "hold", "breaths", "pause", "rest", "tilt")
"""Keys of a dose that a fit may write."""

_TO = "\N{RIGHTWARDS ARROW}"


@frozen
class Change:
    """One change of a fit, told in a line; `uid` is the step's, 0 for the whole routine."""

    uid: int
    text: str


def changes(before: Routine, old: Schedule, after: Routine, new: Schedule) -> tuple[Change, ...]:
    """Everything that differs, the whole routine's first; old and new are the schedules of the two."""
    return tuple(_changes(before, old, after, new))


def _changes(before: Routine, old: Schedule, after: Routine, new: Schedule) -> Iterator[Change]:
    if after.intensity != before.intensity:
        words = f"Intensity {_percent(before)} {_TO} {_percent(after)} %"
        yield Change(0, words)
    was, now = _prepared(old), _prepared(new)
    names = {uid: _name(one) for uid, one in was.items()}
    often = Counter(names.values())
    for number, step in enumerate(before.walk(), 1):
        name = names[step.uid]
        if often[name] > 1:
            name = f"{name} (step {number})"
        one, other = was[step.uid], now.get(step.uid)
        if other is None:
            yield Change(step.uid, f"{name} left out")
        elif words := ", ".join(_differences(one, other)):
            yield Change(step.uid, f"{name}: {words}")


def _prepared(schedule: Schedule) -> dict[int, Prepared]:
    return {slot.prepared.step.uid: slot.prepared for slot in schedule.slots}


def _name(prepared: Prepared) -> str:
    return prepared.exercise.name if prepared.exercise else prepared.step.exercise


def _percent(routine: Routine) -> str:
    return f"{float(routine.intensity * 100):g}"


def _differences(before: Prepared, after: Prepared) -> Iterator[str]:
    """What differs, and what was written down only so that another intensity does not change it."""
    old, new = before.dose, after.dose
    held = {key for key in HELD if getattr(before.step.dose, key) != getattr(after.step.dose, key)}
    counts = (("sets", "set"), ("reps", "rep"), ("breaths", "breath"))
    for key, word in counts:
        one, other = getattr(old, key), getattr(new, key)
        if one != other:
            yield f"{one} {_TO} {plural(other, word, f'{word}s')}"
        elif key in held:
            yield f"stays at {plural(other, word, f'{word}s')}"
    live = {
        "hold": before.exercise is not None and _holds(before.exercise),
        "pause": max(old.reps, new.reps) > 1,
        "rest": True,
    }
    for key, told in live.items():
        one, other = getattr(old, key), getattr(new, key)
        if one != other and told:
            yield f"{key} {_times(one, other)}"
        elif key in held:
            yield f"{key} stays {short(other)}"
    if "tilt" in held:
        yield f"tilt stays {new.tilt}\N{DEGREE SIGN}"


def _times(old: int, new: int) -> str:
    """Two times with their unit once where both have the same: `30 to 25 s`, `1:10 to 50 s`."""
    one, other = short(old), short(new)
    if one.endswith(" s") and other.endswith(" s"):
        one = seconds(old)
    return f"{one} {_TO} {other}"


def _holds(exercise: Exercise) -> bool:
    elements = (*exercise.enter, *exercise.cycle, *exercise.leave)
    return any(isinstance(element, Hold) and element.of_dose for element in elements)
