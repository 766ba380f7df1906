"""What one click can do about a notice: each remedy is one edit of a routine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from studio.core.dose import Dose, Sides
from studio.core.notice import Remedy
from studio.core.phrase import short
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Item, Routine, Step, mapped, with_inserted


def use_tilt(uid: int, degrees: int) -> Remedy:
    """Another tilt for a step, in degrees."""
    words = f"{degrees}\N{DEGREE SIGN}"
    return _said(f"Use {words}", f"Change tilt to {words}", (uid,), tilt=fixed(degrees * SECOND))


def use_hold(uids: Iterable[int], hold: int) -> Remedy:
    """Another hold for steps, in ms."""
    words = short(hold)
    return _said(f"Use {words}", f"Change hold to {words}", uids, hold=fixed(hold), breaths=None)


def use_own_hold(uid: int, words: str) -> Remedy:
    """The hold that the exercise itself has; `words` is how long that is."""
    return _said(f"Use {words}", "Reset hold", (uid,), hold=None, breaths=None)


def use_rest(uid: int, rest: int) -> Remedy:
    """Another rest after a step, in ms."""
    words = short(rest)
    return _said(f"Rest {words}", f"Change rest to {words}", (uid,), rest=fixed(rest))


def do_both_sides(uid: int) -> Remedy:
    """A full dose for each side."""
    return _said("Do both sides", "Change sides to left, right", (uid,), sides=Sides.EACH)


def end_level(table: str, hold: int) -> Remedy:
    """Lie level at the end for `hold` ms, on the table that is the exercise `table`."""

    def edit(routine: Routine) -> Routine:
        lying = Dose(sets=fixed(1), reps=fixed(1), hold=fixed(hold), rest=fixed(0), tilt=fixed(0))
        return with_inserted(routine, len(routine.steps), (Step(table, dose=lying),))

    return Remedy(f"Add {short(hold)} at level", "Add a rest at level", edit)


def _said(label: str, text: str, uids: Iterable[int], **said: Any) -> Remedy:
    """The doses of steps with `said` in them and the rest as it was."""
    meant = frozenset(uids)

    def change(item: Item) -> Item:
        if isinstance(item, Step) and item.uid in meant:
            return replace(item, dose=replace(item.dose, **said))
        return item

    return Remedy(label, text, lambda routine: mapped(routine, change))
