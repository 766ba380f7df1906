"""From a routine to its schedule, step by step, keeping what has not changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from studio.core.breath import BreathPattern, Half
from studio.core.dose import Dose, settle
from studio.core.exercise import Catalogue, Exercise
from studio.core.frozen import frozen
from studio.core.layout import lay_out
from studio.core.plan import first_half
from studio.core.routine import Circuit, Routine, Step
from studio.core.schedule import Ahead, Carry, Prepared, Schedule, Slot
from studio.core.transitions import START, TransitionTable

GENTLE, FULL = Fraction(0), Fraction(1)
"""The ends of the intensity. Like `_ahead_of` they are always the same objects, which compare at once."""


class Turn(NamedTuple):
    """A step in its turn: its circuit, the round from 1, and the circuit's own rest (ms) where it follows."""

    step: Step
    circuit: Circuit | None = None
    round: int | None = None
    rest: int = 0


@frozen
class _Terms:
    """What all steps are compiled with."""

    catalogue: Catalogue
    transitions: TransitionTable
    breath: BreathPattern
    intensity: Fraction


def compile_schedule(
    routine: Routine,
    catalogue: Catalogue,
    transitions: TransitionTable,
    previous: Schedule | None = None,
) -> Schedule:
    """The schedule of a routine. Slots of `previous` whose inputs are the same are taken over as they are."""
    turns = played_order(routine)
    known = routine.lookup(catalogue)

    def at(intensity: Fraction, before: tuple[Slot, ...], laid: Sequence[Slot] = ()) -> tuple[Slot, ...]:
        return _slots(turns, _Terms(known, transitions, routine.breath, intensity), before, laid)

    slots = at(routine.intensity, previous.slots if previous else ())
    starts = tuple(accumulate((slot.part.length for slot in slots), initial=0))
    gentle: tuple[Slot, ...] = ()
    full: tuple[Slot, ...] = ()
    if any(slot.prepared.ranged for slot in slots):
        gentle = at(GENTLE, previous.gentle if previous else (), slots)
        full = at(FULL, previous.full if previous else (), slots)
    return Schedule(slots, starts[:-1], starts[-1], gentle, full)


def played_order(routine: Routine) -> list[Turn]:
    """Every step in the order it is played, circuits expanded."""
    turns: list[Turn] = []
    for item in routine.steps:
        if isinstance(item, Step):
            turns.append(Turn(item))
            continue
        last = len(item.steps) - 1
        for round_ in range(1, item.rounds + 1):
            turns += [
                Turn(step, item, round_, item.rest if index == last else 0)
                for index, step in enumerate(item.steps)
            ]
    return turns


def dose_of(step: Step, exercise: Exercise) -> Dose:
    """The step's dose over its preset's over the exercise's."""
    preset = exercise.presets.get(step.preset) if step.preset else None
    return step.dose.over(exercise.dose if preset is None else preset.dose.over(exercise.dose))


def _slots(
    turns: list[Turn], terms: _Terms, previous: tuple[Slot, ...], laid: Sequence[Slot]
) -> tuple[Slot, ...]:
    """The slots at one intensity; `laid` are those at another, with which most steps share their parts.

    What is the same at the begin and at the end of `previous` is taken over in one piece.
    """
    count, were = len(turns), len(previous)
    head = _same(zip(turns, previous, strict=False), terms)
    tail = _same(zip(reversed(turns[head:]), reversed(previous[head:]), strict=False), terms)
    if head < max(count, were):
        head = max(0, head - 1)  # there is something else ahead of it now
    old = {(slot.prepared.step.uid, slot.round): slot for slot in previous[head : were - tail]}

    def past(row: int) -> Slot | None:
        left = count - row
        return previous[-left] if left <= tail else old.get((turns[row].step.uid, turns[row].round))

    slots = list(previous[:head])
    carry = slots[-1].part.carry if slots else Carry(START)
    ready = _prepared(turns[head].step, terms, past(head)) if head < count else None
    for row in range(head, count):
        before, after, left = past(row), None, count - row
        if left <= tail and before is not None and before.carry == carry:
            slots += previous[-left:]
            break
        if left > 1:
            after = _prepared(turns[row + 1].step, terms, past(row + 1))
        assert ready is not None
        ahead = _ahead(turns[row], after)
        if before is None or not _lasts(before, ready, carry, ahead):
            same = bool(laid) and _lasts(laid[row], ready, carry, ahead)
            part = laid[row].part if same else lay_out(ready, carry, ahead, terms.transitions)
        else:
            part = before.part
        slots.append(Slot(ready, carry, ahead, turns[row].circuit, turns[row].round, part))
        carry, ready = part.carry, after
    return tuple(slots)


def _same(pairs: Iterable[tuple[Turn, Slot]], terms: _Terms) -> int:
    """How many turns from the first on are what their slots were made of."""
    known, settled = terms.catalogue, (terms.breath, terms.intensity)
    count = 0
    for turn, slot in pairs:
        ready, step = slot.prepared, turn.step
        if (
            ready.step is not step
            or slot.within is not turn.circuit
            or slot.round != turn.round
            or ready.exercise is not known.get(step.exercise)
            or ready.terms != settled
        ):
            break
        count += 1
    return count


def _lasts(slot: Slot, ready: Prepared, carry: Carry, ahead: Ahead) -> bool:
    """Whether a slot's part is what would be laid out now."""
    old = slot.prepared
    same = old is ready or (
        old.step is ready.step and old.exercise is ready.exercise and old.dose == ready.dose
    )
    return same and (slot.carry, slot.ahead) == (carry, ahead)


def _prepared(step: Step, terms: _Terms, before: Slot | None) -> Prepared:
    exercise = terms.catalogue.get(step.exercise)
    if before is not None:
        old = before.prepared
        if old.step is step and old.exercise is exercise and old.terms == (terms.breath, terms.intensity):
            return old
    dose = step.dose if exercise is None else dose_of(step, exercise)
    return Prepared(
        step,
        exercise,
        settle(dose, terms.intensity, terms.breath),
        exercise is not None and dose.ranged,
        Half.IN if exercise is None else first_half(exercise),
        (terms.breath, terms.intensity),
    )


def _ahead(turn: Turn, after: Prepared | None) -> Ahead:
    if after is None:
        return _ahead_of(True, False, Half.IN, 0)
    return _ahead_of(False, after.inverted, Half.IN if after.dose.manual else after.half, turn.rest)


@lru_cache(maxsize=256)
def _ahead_of(final: bool, inverted: bool, half: Half, rest: int) -> Ahead:
    return Ahead(final, inverted, half, rest)
