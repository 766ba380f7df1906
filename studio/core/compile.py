"""From a routine to its schedule, step by step, keeping what has not changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from operator import is_
from typing import NamedTuple

from studio.core.breath import BreathPattern, Half
from studio.core.dose import Dose, settle
from studio.core.exercise import Catalogue, Exercise
from studio.core.frozen import frozen
from studio.core.layout import lay_out
from studio.core.plan import first_half
from studio.core.routine import Circuit, Item, Routine, Step
from studio.core.schedule import Ahead, Carry, Prepared, Schedule, Slot, Source
from studio.core.shared import shared_ends
from studio.core.transitions import START, TransitionTable

GENTLE, FULL = Fraction(0), Fraction(1)
"""The ends of the intensity. Like `_ahead_of` they are always the same objects, which compare at once."""


class Turn(NamedTuple):
    """A step in its turn: its circuit, the round from 1, and the circuit's own rest (ms) where it follows."""

    step: Step
    circuit: Circuit | None = None
    round: int | None = None
    rest: int = 0


NO_TURN = 0, None
"""What comes after the last one."""


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
    known, intensity = routine.lookup(catalogue), routine.intensity
    source = Source(routine.steps, (catalogue, transitions, routine.exercises, routine.breath), intensity)
    same = previous is not None and all(map(is_, previous.source.terms, source.terms))
    ends = shared_ends(previous.source.items, routine.steps) if previous and same else (0, 0)

    def at(
        level: Fraction, before: tuple[Slot, ...], shared: tuple[int, int], laid: Sequence[Slot] = ()
    ) -> tuple[Slot, ...]:
        terms = _Terms(known, transitions, routine.breath, level)
        return _slots(routine.steps, terms, before, shared, laid)

    usual = ends if previous and previous.source.intensity == intensity else (0, 0)
    slots = at(intensity, previous.slots if previous else (), usual)
    starts = tuple(accumulate([slot.part.length for slot in slots], initial=0))
    gentle: tuple[Slot, ...] = ()
    full: tuple[Slot, ...] = ()
    if any(slot.prepared.ranged for slot in slots):
        gentle = at(GENTLE, previous.gentle if previous else (), ends, slots)
        full = at(FULL, previous.full if previous else (), ends, slots)
    return Schedule(slots, starts[:-1], starts[-1], gentle, full, source)


def played_order(items: Sequence[Item]) -> Iterator[Turn]:
    """Every step in the order it is played, circuits expanded."""
    for item in items:
        if isinstance(item, Step):
            yield Turn(item)
            continue
        last = len(item.steps) - 1
        for round_ in range(1, item.rounds + 1):
            for index, step in enumerate(item.steps):
                yield Turn(step, item, round_, item.rest if index == last else 0)


def _rows(items: Sequence[Item]) -> int:
    """How many steps are played, circuits expanded."""
    circuits = [item for item in items if isinstance(item, Circuit)]
    return len(items) + sum(circuit.rounds * len(circuit.steps) - 1 for circuit in circuits)


def dose_of(step: Step, exercise: Exercise) -> Dose:
    """The step's dose over its preset's over the exercise's."""
    preset = exercise.presets.get(step.preset) if step.preset else None
    return step.dose.over(exercise.dose if preset is None else preset.dose.over(exercise.dose))


def _slots(
    items: Sequence[Item],
    terms: _Terms,
    previous: tuple[Slot, ...],
    shared: tuple[int, int],
    laid: Sequence[Slot],
) -> tuple[Slot, ...]:
    """The slots at one intensity; `laid` are those at another, with which most steps share their parts.

    The first and last items that are `shared` were in `previous` as they are, under the same terms: their
    slots are taken over in one piece. A shared item has another one ahead of it where the first that is not
    shared follows.
    """
    first = max(0, shared[0] - 1) if previous else 0
    head, count, were = _rows(items[:first]), _rows(items), len(previous)
    tail = _rows(items[len(items) - shared[1] :]) if previous else 0
    old = {(slot.prepared.step.uid, slot.round): slot for slot in previous[head : were - tail]}

    def past(row: int, turn: Turn) -> Slot | None:
        left = count - row
        return previous[-left] if left <= tail else old.get((turn.step.uid, turn.round))

    slots = list(previous[:head])
    carry = slots[-1].part.carry if slots else Carry(START)
    turns = enumerate(played_order(items[first:]), head)
    row, turn = next(turns, NO_TURN)
    ready = None if turn is None else _prepared(turn.step, terms, past(row, turn))
    while turn is not None and ready is not None:
        before = past(row, turn)
        if count - row <= tail and before is not None and before.carry == carry:
            slots += previous[row - count :]
            break
        next_row, next_turn = next(turns, NO_TURN)
        after = None if next_turn is None else _prepared(next_turn.step, terms, past(next_row, next_turn))
        ahead = _ahead(turn, after)
        if before is None or not _lasts(before, ready, carry, ahead):
            same = bool(laid) and _lasts(laid[row], ready, carry, ahead)
            part = laid[row].part if same else lay_out(ready, carry, ahead, terms.transitions)
        else:
            part = before.part
        slots.append(Slot(ready, carry, ahead, turn.circuit, turn.round, part))
        row, turn, carry, ready = next_row, next_turn, part.carry, after
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
