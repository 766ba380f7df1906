"""Which steps of a routine that was read anew are steps of the one before: they keep their identity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from studio.core.exercise import Exercise, Table
from studio.core.frozen import frozen
from studio.core.routine import Circuit, Item, Routine, Step
from studio.core.rows import flat_rows

Pairs = dict[int, int]
"""Rows of the old by rows of the new."""
Written = Callable[[Routine | Item | Exercise], Table]


def recognised(before: Routine, read: Routine, table: Written) -> Routine:
    """`read` with the identities of `before`, and what is unchanged shared; `before` itself if all of it is.

    Steps that say the same are the same, wherever they stand now; then those between the same neighbours
    that are of the same exercise; then any of the same kind between the same neighbours. `table` tells how
    a value of `before` would be written: unknown keys are not part of a value, and they count as well.
    """
    old = [row.item for row in flat_rows(before)]
    new = [row.item for row in flat_rows(read)]
    pairs = _paired([_value(item) for item in old], [_value(item) for item in new])
    _pair_between(pairs, [_exercise(item) for item in old], [_exercise(item) for item in new])
    _pair_between(pairs, [_is_step(item) for item in old], [_is_step(item) for item in new])
    kept = {new[row].uid: old[mate] for row, mate in pairs.items()}
    steps = tuple(_kept(item, kept, table) for item in read.steps)
    if _shared(steps, before.steps):
        steps = before.steps
    exercises = before.exercises if _same(before.exercises, read.exercises, table) else read.exercises
    made = replace(read, steps=steps, exercises=exercises)
    if made != before or steps is not before.steps or exercises is not before.exercises:
        return made
    head = table(replace(before, steps=(), exercises=()))
    return (
        before if _without(read.written, "steps", "exercise") == _without(head, "steps", "exercise") else made
    )


def _kept(item: Item, kept: dict[int, Item], table: Written) -> Item:
    """The item as it was before, where it says the same, else with the identity that it had."""
    old = kept.get(item.uid)
    if old is None:
        return item if isinstance(item, Step) else replace(item, steps=_inside(item, kept, table))
    if isinstance(item, Circuit):
        item = replace(item, steps=_inside(item, kept, table))
        if isinstance(old, Circuit) and item == old and _shared(item.steps, old.steps):
            head = table(replace(old, steps=()))
            return old if _without(item.written, "steps") == _without(head, "steps") else _named(item, old)
    elif item == old and (item.written == old.written or item.written == table(old)):
        return old
    return _named(item, old)


def _named(item: Item, old: Item) -> Item:
    return replace(item, uid=old.uid)


def _inside(circuit: Circuit, kept: dict[int, Item], table: Written) -> tuple[Step, ...]:
    steps = (_kept(step, kept, table) for step in circuit.steps)
    return tuple(step for step in steps if isinstance(step, Step))


def _shared(new: Sequence[Item], old: Sequence[Item]) -> bool:
    return len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))


def _same(old: Sequence[Exercise], new: Sequence[Exercise], table: Written) -> bool:
    """Whether own exercises say the same, unknown keys too."""
    return old == new and all(
        a.written == b.written or table(a) == b.written for a, b in zip(old, new, strict=True)
    )


def _without(table: Table, *keys: str) -> Table:
    return {key: value for key, value in table.items() if key not in keys}


@frozen
class _Header:
    """A circuit without its steps."""

    title: str
    rounds: int
    rest: int


def _value(item: Item) -> Step | _Header:
    return item if isinstance(item, Step) else _Header(item.title, item.rounds, item.rest)


def _is_step(item: Item) -> bool:
    return isinstance(item, Step)


def _exercise(item: Item) -> str | None:
    return item.exercise if isinstance(item, Step) else None


def _paired(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Rows that say the same: in order first, then those that were moved."""
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    pairs = {row: row for row in range(first)}
    pairs.update({len(new) - 1 - row: len(old) - 1 - row for row in range(last)})
    middle = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last], autojunk=False)
    for block in middle.get_matching_blocks():
        for row in range(block.size):
            pairs[first + block.b + row] = first + block.a + row
    loose = defaultdict(list)
    taken = set(pairs.values())
    for mate in range(len(old) - 1, -1, -1):
        if mate not in taken:
            loose[old[mate]].append(mate)
    for row, value in enumerate(new):
        if row not in pairs and loose.get(value):
            pairs[row] = loose[value].pop()
    return pairs


def _alike(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How many rows at the beginning are the same."""
    count = 0
    for a, b in zip(old, new, strict=False):
        if a != b:
            break
        count += 1
    return count


def _pair_between(pairs: Pairs, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
    """Pair what is left between two neighbouring pairs, in order, where it is of the same kind."""
    taken = set(pairs.values())
    mate = 0
    for row, kind in enumerate(new):
        if row in pairs:
            mate = pairs[row] + 1
            continue
        limit = next((at for at in range(mate, len(old)) if at in taken), len(old))
        found = next((at for at in range(mate, limit) if old[at] == kind), None)
        if found is not None:
            pairs[row] = found
            taken.add(found)
            mate = found + 1
