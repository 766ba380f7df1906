"""From a routine to its schedule, step by step, keeping what has not changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

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


@frozen
class Turn:
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
    """The slots at one intensity; `laid` are those at another, with which most steps share their parts."""
    old = {(slot.prepared.step.uid, slot.round): slot for slot in previous}
    past = [old.get((turn.step.uid, turn.round)) for turn in turns]
    prepared = [_prepared(turn.step, terms, before) for turn, before in zip(turns, past, strict=True)]
    carry = Carry(START)
    slots: list[Slot] = []
    last = len(turns) - 1
    for row, (turn, ready, before) in enumerate(zip(turns, prepared, past, strict=True)):
        ahead = _ahead(turn, prepared[row + 1] if row < last else None)
        if before is None or not _lasts(before, ready, carry, ahead):
            same = bool(laid) and _lasts(laid[row], ready, carry, ahead)
            part = laid[row].part if same else lay_out(ready, carry, ahead, terms.transitions)
            slots.append(Slot(ready, carry, ahead, turn.circuit, turn.round, part))
        elif before.prepared is ready and before.within is turn.circuit:
            slots.append(before)
        else:
            slots.append(replace(before, prepared=ready, within=turn.circuit))
        carry = slots[-1].part.carry
    return tuple(slots)


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
