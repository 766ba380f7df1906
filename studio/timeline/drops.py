"""Where steps that are dragged over the graph would go."""

from __future__ import annotations

from collections.abc import Sequence

from studio.core.frozen import frozen
from studio.core.phrase import plural
from studio.core.plain import one_line
from studio.core.routine import Circuit, Routine
from studio.core.rows import Place
from studio.timeline.outline import Item, Outline, name_of
from studio.timeline.span import Scale

_WIDEST_END, _END = 14.0, 0.2
"""The ends of a circuit's band, in px and as a part of it, that are beside the circuit and not in it."""

_NAME = 40


@frozen
class Drop:
    """A place, the moment (ms) at which its line stands, and what it is in words."""

    place: Place
    at: int
    words: str
    inside: bool = False


def drop_at(outline: Outline, routine: Routine, scale: Scale, x: float, uids: Sequence[int]) -> Drop | None:
    """The place nearest to `x` px for steps and circuits; a circuit does not go into another."""
    if not outline.schedule.slots:
        return None
    at = scale.ms(x)
    item = outline.item_at(max(at, 0))
    if item is None:
        return Drop(Place(len(routine.steps)), outline.schedule.length, "to the end")
    index = next((i for i, one in enumerate(routine.steps) if one.uid == item.uid), None)
    if index is None:
        return None
    into = routine.steps[index]
    loose = not any(isinstance(routine.find(uid), Circuit) for uid in uids)
    if isinstance(into, Circuit) and loose:
        wide = (item.end - item.start) * scale.pixels / scale.span.length
        end = min(_WIDEST_END, wide * _END)
        if scale.x(item.start) + end < x < scale.x(item.end) - end:
            return _inside(outline, into, item, at)
    name = one_line(item.label, _NAME)
    if at < (item.start + item.end) / 2:
        return Drop(Place(index), item.start, f"before {name}")
    return Drop(Place(index + 1), item.end, f"after {name}")


def _inside(outline: Outline, into: Circuit, item: Item, at: float) -> Drop | None:
    """The place between two steps of a circuit, in the round that is nearest."""
    slots, starts = outline.schedule.slots, outline.schedule.starts
    title = one_line(into.title, _NAME) or "the circuit"
    best: Drop | None = None
    for nth, row in enumerate(item.rows):
        start, inner = starts[row], nth % len(into.steps)
        ends = ((start, inner), (start + slots[row].part.length, inner + 1))
        for edge, before in ends:
            if best is None or abs(edge - at) < abs(best.at - at):
                passed = one_line(name_of(slots[item.rows[before - 1]]), _NAME)
                where = f"after {passed}" if before else "first"
                best = Drop(Place(before, into.uid), edge, f"into {title}, {where}", True)
    return best


def what_moves(outline: Outline, routine: Routine, uids: Sequence[int]) -> str:
    """One thing by its name, several by their number."""
    if len(uids) != 1:
        return plural(len(uids), "step", "steps")
    found = routine.find(uids[0])
    if isinstance(found, Circuit):
        return found.title or "Circuit"
    rows = outline.schedule.rows_of(uids[0])
    return name_of(outline.schedule.slots[rows[0]]) if rows else ""
