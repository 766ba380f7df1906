"""A routine as one immutable value, and the edits that make a new one of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from fractions import Fraction
from itertools import count

from studio.core.breath import DEFAULT_BREATH, BreathPattern
from studio.core.dose import Dose
from studio.core.exercise import Catalogue, Exercise, Table
from studio.core.frozen import frozen

FORMAT = 1
"""The version of the routine file format that this program writes."""

new_uid = count(1).__next__
"""The next identity of a step or circuit, unique in this process. It is no part of a routine's value."""


@frozen
class Step:
    """One exercise with its dose; `written` is the table that it was read from."""

    exercise: str
    preset: str | None = None
    dose: Dose = Dose()
    uid: int = field(default_factory=new_uid, compare=False)
    written: Table = field(default_factory=dict, compare=False, repr=False)


@frozen
class Circuit:
    """Steps that are done `rounds` times, with a rest of `rest` ms after each round."""

    title: str
    rounds: int = 1
    rest: int = 0
    steps: tuple[Step, ...] = ()
    uid: int = field(default_factory=new_uid, compare=False)
    written: Table = field(default_factory=dict, compare=False, repr=False)


Item = Step | Circuit


@frozen
class Routine:
    """Everything that a routine file says. `exercises` are the author's own; intensity is 0..1."""

    title: str
    steps: tuple[Item, ...] = ()
    author: str = ""
    description: str = ""
    source: str = ""
    language: str = ""
    intensity: Fraction = Fraction(1, 2)
    breath: BreathPattern = DEFAULT_BREATH
    exercises: tuple[Exercise, ...] = ()
    format: int = FORMAT
    written: Table = field(default_factory=dict, compare=False, repr=False)

    def walk(self) -> Iterator[Step]:
        """Every step as written, those of circuits too, once each."""
        for item in self.steps:
            if isinstance(item, Circuit):
                yield from item.steps
            else:
                yield item

    def find(self, uid: int) -> Item | None:
        """The step or circuit of that identity."""
        for item in self.steps:
            if item.uid == uid:
                return item
            if isinstance(item, Circuit):
                for step in item.steps:
                    if step.uid == uid:
                        return step
        return None

    def lookup(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the routine's own exercises over it."""
        return {**catalogue, **{own.id: own for own in self.exercises}} if self.exercises else catalogue


def fresh(item: Item) -> Item:
    """The same step or circuit with identities of its own."""
    if isinstance(item, Circuit):
        return replace(item, uid=new_uid(), steps=tuple(replace(s, uid=new_uid()) for s in item.steps))
    return replace(item, uid=new_uid())


def moved(routine: Routine, rows: Sequence[int], before: int) -> Routine:
    """The routine with the items at `rows` taken out and put back, in order, before row `before`."""
    taken = set(rows)
    head = [s for i, s in enumerate(routine.steps) if i < before and i not in taken]
    tail = [s for i, s in enumerate(routine.steps) if i >= before and i not in taken]
    return replace(routine, steps=(*head, *(routine.steps[i] for i in sorted(taken)), *tail))


def with_inserted(routine: Routine, before: int, items: Sequence[Item]) -> Routine:
    """The routine with `items` put in before row `before`."""
    return replace(routine, steps=(*routine.steps[:before], *items, *routine.steps[before:]))


def mapped(routine: Routine, change: Callable[[Item], Item | None]) -> Routine:
    """The routine with every item and every step in a circuit replaced by `change` of it; None takes it out.

    What does not change is shared with the old routine.
    """
    items: list[Item] = []
    for item in routine.steps:
        made = change(item)
        if isinstance(made, Circuit):
            steps = tuple(s for step in made.steps if isinstance(s := change(step), Step))
            if len(steps) != len(made.steps) or any(
                a is not b for a, b in zip(steps, made.steps, strict=True)
            ):
                made = replace(made, steps=steps)
        if made is not None:
            items.append(made)
    if len(items) == len(routine.steps) and all(a is b for a, b in zip(items, routine.steps, strict=True)):
        return routine
    return replace(routine, steps=tuple(items))


def without(routine: Routine, uids: Sequence[int]) -> Routine:
    """The routine without the steps and circuits of those identities."""
    gone = set(uids)
    return mapped(routine, lambda item: None if item.uid in gone else item)


def with_dose(routine: Routine, uid: int, dose: Dose) -> Routine:
    """The routine with one step's own dose replaced."""

    def change(item: Item) -> Item:
        return replace(item, dose=dose) if item.uid == uid and isinstance(item, Step) else item

    return mapped(routine, change)


def with_preset(routine: Routine, uid: int, preset: str | None) -> Routine:
    """The routine with one step on a named dose of its exercise."""

    def change(item: Item) -> Item:
        return replace(item, preset=preset) if item.uid == uid and isinstance(item, Step) else item

    return mapped(routine, change)


def with_circuit(
    routine: Routine,
    uid: int,
    *,
    title: str | None = None,
    rounds: int | None = None,
    rest: int | None = None,
) -> Routine:
    """The routine with another title, other rounds or another rest (ms) of one circuit; None leaves them."""

    def change(item: Item) -> Item:
        if item.uid != uid or not isinstance(item, Circuit):
            return item
        return replace(
            item,
            title=item.title if title is None else title,
            rounds=item.rounds if rounds is None else rounds,
            rest=item.rest if rest is None else rest,
        )

    return mapped(routine, change)


def with_exercise(routine: Routine, old: str, new: Exercise) -> Routine:
    """The routine with every step of one exercise made a step of another, doses and notes kept.

    A preset stays where the other exercise has one of that name.
    """

    def change(item: Item) -> Item:
        if not isinstance(item, Step) or item.exercise != old:
            return item
        return replace(item, exercise=new.id, preset=item.preset if item.preset in new.presets else None)

    return mapped(routine, change)


def duplicated(routine: Routine, uids: Sequence[int]) -> tuple[Routine, tuple[int, ...]]:
    """The routine with copies of those items right behind the last of them, and the copies' identities.

    Steps inside a circuit are copied inside it.
    """
    wanted = set(uids)
    rows = [row for row, item in enumerate(routine.steps) if item.uid in wanted]
    copies = [fresh(routine.steps[row]) for row in rows]
    made = with_inserted(routine, rows[-1] + 1, copies) if rows else routine
    made_uids = [copy.uid for copy in copies]
    items: list[Item] = []
    for item in made.steps:
        inner = [s for s in item.steps if s.uid in wanted] if isinstance(item, Circuit) else []
        if isinstance(item, Circuit) and inner and item.uid not in wanted:
            last = max(index for index, step in enumerate(item.steps) if step.uid in wanted) + 1
            more = tuple(replace(step, uid=new_uid()) for step in inner)
            made_uids += [step.uid for step in more]
            item = replace(item, steps=(*item.steps[:last], *more, *item.steps[last:]))
        items.append(item)
    return replace(made, steps=tuple(items)), tuple(made_uids)
