"""Exercises and routines for the tests of the graph."""

from __future__ import annotations

from studio.core.breath import Half
from studio.core.compile import compile_schedule
from studio.core.dose import Dose, Sides
from studio.core.exercise import Equipment, Exercise, Hold, Move, Posture
from studio.core.quantity import SECOND, Range, fixed
from studio.core.routine import Circuit, Item, Routine, Step
from studio.core.schedule import Schedule
from studio.core.transitions import TransitionTable

TRANSITIONS = TransitionTable(
    large=frozenset({Equipment.TABLE}),
    small=frozenset({Equipment.WALL}),
    floor=frozenset({Posture.KNEELING, Posture.SUPINE}),
    same=5 * SECOND,
    onto_large=45 * SECOND,
    onto_small=20 * SECOND,
    off_to_standing=20 * SECOND,
    floor_to_floor=10 * SECOND,
    otherwise=15 * SECOND,
    tilt_per_degree=200,
    level_rest=60 * SECOND,
)
_BREATHED = (Move(breath=Half.IN), Move(breath=Half.OUT))
CATALOGUE = {
    one.id: one
    for one in (
        Exercise("cat", "Cat-cow", Posture.KNEELING, _BREATHED),
        Exercise("knees", "Double knees to chest", Posture.SUPINE, (Hold(),)),
        Exercise("table", "Inverted twist", Posture.TABLE, (Hold(),), equipment=(Equipment.TABLE,)),
    )
}


def hold(seconds: int, reps: int = 1, *, sides: Sides | None = None, tilt: Range | None = None) -> Dose:
    """A dose of a hold."""
    return Dose(
        hold=fixed(seconds * SECOND), reps=fixed(reps), pause=fixed(5 * SECOND), sides=sides, tilt=tilt
    )


KNEES = Step("knees", dose=hold(20, 3, sides=Sides.EACH))
CATS = Step("cat", dose=Dose(reps=fixed(4)))
LOOSEN = Circuit("Loosen up", 3, 5 * SECOND, (CATS, Step("knees", dose=hold(20))))
TABLE = Step("table", dose=hold(30, tilt=fixed(25 * SECOND), sides=Sides.EACH))
EVENING = Routine("Evening", (KNEES, LOOSEN, TABLE))
RANGED = Routine("Ranged", (Step("knees", dose=Dose(hold=Range(10 * SECOND, 30 * SECOND))),))
MANUAL = Routine("Manual", (CATS, Step("knees", dose=Dose(manual=True)), Step("no-such-thing")))


def compiled(*items: Item) -> Schedule:
    """The schedule of a routine with these items."""
    return compile_schedule(Routine("", items), CATALOGUE, TRANSITIONS)


def many(count: int) -> Routine:
    """A routine of that many steps."""
    doses = (("cat", Dose(reps=fixed(5), rest=fixed(10 * SECOND))), ("knees", hold(10, 5)))
    return Routine("Many", tuple(Step(*doses[i % 2][:1], dose=doses[i % 2][1]) for i in range(count)))
