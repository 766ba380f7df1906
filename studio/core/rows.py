"""The sequence as a flat list of rows, and what dropping, moving and removing rows makes of a routine."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from studio.core.frozen import frozen
from studio.core.routine import Circuit, Item, Routine, Step, fresh

USUAL_ROUNDS = 2
"""How often a new circuit is done: once would be no circuit."""

NOTHING_CHOSEN = "Select the steps of the circuit first."


@frozen
class Row:
    """A step, a circuit's header, or a step of `circuit`; `last` is true for the last row of a circuit."""

    item: Item
    circuit: Circuit | None = None
    last: bool = False

    @property
    def uid(self) -> int:
        """The identity of the step or circuit."""
        return self.item.uid


@frozen
class Place:
    """Where something can be put: before item `before` of the routine, or of the circuit with that uid."""

    before: int
    circuit: int | None = None


def flat_rows(routine: Routine) -> tuple[Row, ...]:
    """Every row from top to bottom: a circuit is followed by its steps."""
    rows: list[Row] = []
    for item in routine.steps:
        if isinstance(item, Step):
            rows.append(Row(item))
            continue
        last = len(item.steps) - 1
        rows.append(Row(item, last=last < 0))
        rows += [Row(step, item, index == last) for index, step in enumerate(item.steps)]
    return tuple(rows)


def places(routine: Routine, *, inside: bool = True) -> list[Place]:
    """Every place, from top to bottom; those in circuits only if `inside`."""
    found: list[Place] = []
    for index, item in enumerate(routine.steps):
        found.append(Place(index))
        if inside and isinstance(item, Circuit):
            found += [Place(inner, item.uid) for inner in range(len(item.steps) + 1)]
    return [*found, Place(len(routine.steps))]


def place_before(routine: Routine, uid: int) -> Place:
    """The place just before a step or circuit; the end of the routine if it is not there."""
    for index, item in enumerate(routine.steps):
        if item.uid == uid:
            return Place(index)
        if isinstance(item, Circuit):
            for inner, step in enumerate(item.steps):
                if step.uid == uid:
                    return Place(inner, item.uid)
    return Place(len(routine.steps))


def place_after(routine: Routine, uid: int | None) -> Place:
    """The place just after a step or a whole circuit; the end of the routine without one."""
    if uid is None or routine.find(uid) is None:
        return Place(len(routine.steps))
    place = place_before(routine, uid)
    return replace(place, before=place.before + 1)


def outermost(routine: Routine, uids: Collection[int]) -> tuple[int, ...]:
    """Those of `uids` that there are, from top to bottom, without steps whose circuit is among them."""
    chosen, found = set(uids), list[int]()
    if not chosen:
        return ()
    for item in routine.steps:
        if item.uid in chosen:
            found.append(item.uid)
        elif isinstance(item, Circuit):
            found += [step.uid for step in item.steps if step.uid in chosen]
    return tuple(found)


def inserted(routine: Routine, items: Sequence[Item], place: Place) -> Routine:
    """The routine with `items` put in at `place`. A circuit is put before the one it was to go into."""
    if not items:
        return routine
    if place.circuit is not None:
        into = routine.find(place.circuit)
        if not isinstance(into, Circuit) or any(isinstance(item, Circuit) for item in items):
            place = place_before(routine, place.circuit)
    if place.circuit is None:
        head, tail = routine.steps[: place.before], routine.steps[place.before :]
        return replace(routine, steps=(*head, *items, *tail))
    made: list[Item] = []
    for item in routine.steps:
        if isinstance(item, Circuit) and item.uid == place.circuit:
            block = [step for step in items if isinstance(step, Step)]
            item = replace(item, steps=(*item.steps[: place.before], *block, *item.steps[place.before :]))
        made.append(item)
    return replace(routine, steps=tuple(made))


def removed(routine: Routine, uids: Collection[int]) -> Routine:
    """The routine without those steps and circuits; a circuit that loses its last step goes as well."""
    return _without_emptied(_lifted(routine, uids), routine)


def moved_to(routine: Routine, uids: Collection[int], place: Place) -> Routine:
    """The routine with those steps and circuits taken out and put back, in order, at `place`.

    `place` counts in the routine as it is before the move. The routine itself comes back where nothing moves.
    """
    taken = outermost(routine, uids)
    rest = _lifted(routine, taken)
    made = inserted(rest, _items(routine, taken), _place_without(routine, taken, place))
    return _settled(made, routine)


def copied_to(routine: Routine, uids: Collection[int], place: Place) -> tuple[Routine, tuple[int, ...]]:
    """The routine with copies of those steps and circuits at `place`, and the copies' identities."""
    copies = [fresh(item) for item in _items(routine, outermost(routine, uids))]
    return inserted(routine, copies, place), tuple(copy.uid for copy in copies)


def nudged(routine: Routine, uids: Collection[int], by: int) -> Routine:
    """The routine with those steps and circuits moved as one block to the next place up (-1) or down (+1).

    Steps go into circuits and out of them on their way; circuits pass each other whole.
    """
    taken = outermost(routine, uids)
    if not taken:
        return routine
    block = _items(routine, taken)
    rest = _lifted(routine, taken)
    loose = all(isinstance(item, Step) for item in block)
    here = _place_without(routine, taken, place_before(routine, taken[0 if by < 0 else -1]))
    if here.circuit is not None and not loose:
        here = place_before(rest, here.circuit)
        here = replace(here, before=here.before + 1) if by < 0 else here
    ways = places(rest, inside=loose)
    goal = ways.index(here) + by
    return _settled(inserted(rest, block, ways[goal]), routine) if 0 <= goal < len(ways) else routine


def why_not_grouped(routine: Routine, uids: Collection[int]) -> str:
    """What keeps `grouped` from making a circuit of those steps; empty where nothing does."""
    if not uids:
        return NOTHING_CHOSEN
    chosen = set(uids)
    steps = circuits = whole = 0
    for item in routine.steps:
        if isinstance(item, Step):
            steps += item.uid in chosen
        elif item.uid in chosen:
            circuits += 1
        else:
            inner = sum(step.uid in chosen for step in item.steps)
            steps += inner
            whole = inner if inner == len(item.steps) else whole
    if circuits > 1:
        return "A circuit cannot hold another one."
    if not steps:
        return "This is a circuit already." if circuits else NOTHING_CHOSEN
    return "These steps are a circuit already." if not circuits and steps == whole else ""


def grouped(routine: Routine, uids: Collection[int], title: str) -> tuple[Routine, int | None]:
    """The routine with those steps gathered in one circuit where the first of them is, and its identity.

    A circuit among them takes the steps in. Steps that leave a circuit together keep its rounds and its
    rest. The routine itself comes back, with None, where `why_not_grouped` says something.
    """
    if why_not_grouped(routine, uids):
        return routine, None
    taken = outermost(routine, uids)
    block = _items(routine, taken)
    steps = tuple(step for item in block for step in (item.steps if isinstance(item, Circuit) else (item,)))
    into = next((item for item in block if isinstance(item, Circuit)), None)
    homes = {place_before(routine, uid).circuit for uid in taken}
    here = place_before(routine, taken[0] if into is None else into.uid)
    if into is None:
        home = routine.find(homes.pop() or 0) if len(homes) == 1 else None
        rounds, rest = (home.rounds, home.rest) if isinstance(home, Circuit) else (USUAL_ROUNDS, 0)
        into = Circuit(title, rounds, rest)
    if here.circuit is not None:
        outer = place_before(routine, here.circuit)
        here = replace(outer, before=outer.before + (here.before > 0))
    made = inserted(
        _lifted(routine, taken), [replace(into, steps=steps)], _place_without(routine, taken, here)
    )
    return _without_emptied(made, routine), into.uid


def ungrouped(routine: Routine, uids: Collection[int]) -> tuple[Routine, tuple[int, ...]]:
    """The routine with the steps of those circuits, or of the circuits of those steps, in their place.

    With it come the identities of the steps that were set free. The routine itself comes back where none is.
    """
    chosen, freed = set(uids), list[int]()
    made: list[Item] = []
    for item in routine.steps:
        if isinstance(item, Circuit) and not chosen.isdisjoint((item.uid, *(s.uid for s in item.steps))):
            made += item.steps
            freed += [step.uid for step in item.steps]
        else:
            made.append(item)
    return (routine if made == list(routine.steps) else replace(routine, steps=tuple(made))), tuple(freed)


def circuits_of(routine: Routine, uids: Collection[int]) -> tuple[int, ...]:
    """Those circuits that are among `uids`, or have a step that is."""
    chosen = set(uids)
    return tuple(
        item.uid
        for item in (routine.steps if chosen else ())
        if isinstance(item, Circuit)
        and (item.uid in chosen or any(step.uid in chosen for step in item.steps))
    )


def _items(routine: Routine, uids: Sequence[int]) -> list[Item]:
    wanted = set(uids)
    return [row.item for row in flat_rows(routine) if row.uid in wanted]


def _lifted(routine: Routine, uids: Collection[int]) -> Routine:
    """The routine without those; circuits stay even when they are empty."""
    gone = set(uids)
    made: list[Item] = []
    for item in routine.steps:
        if item.uid in gone:
            continue
        if isinstance(item, Circuit) and any(step.uid in gone for step in item.steps):
            item = replace(item, steps=tuple(step for step in item.steps if step.uid not in gone))
        made.append(item)
    return replace(routine, steps=tuple(made))


def _place_without(routine: Routine, taken: Sequence[int], place: Place) -> Place:
    """The same place as it is counted once `taken` has been lifted out of the routine."""
    gone = set(taken)
    if place.circuit in gone:
        place = place_before(routine, place.circuit or 0)
    circuit = None if place.circuit is None else routine.find(place.circuit)
    row: Sequence[Item] = circuit.steps if isinstance(circuit, Circuit) else routine.steps
    before = place.before - sum(item.uid in gone for item in row[: place.before])
    return replace(place, before=before)


def _without_emptied(made: Routine, before: Routine) -> Routine:
    """`made` without the circuits that had steps before and have none now."""
    full = {item.uid for item in before.steps if isinstance(item, Circuit) and item.steps}
    kept = tuple(i for i in made.steps if not (isinstance(i, Circuit) and not i.steps and i.uid in full))
    return made if len(kept) == len(made.steps) else replace(made, steps=kept)


def _settled(made: Routine, before: Routine) -> Routine:
    """`made` without emptied circuits, or `before` itself where every row is where it was."""
    made = _without_emptied(made, before)

    def order(routine: Routine) -> list[tuple[int, int | None]]:
        return [(row.uid, row.circuit.uid if row.circuit else None) for row in flat_rows(routine)]

    return before if order(made) == order(before) else made
