"""Exercises for the tests of schedules whose running stretch changes."""

from __future__ import annotations

from studio.core.breath import BreathPattern, Half
from studio.core.dose import Dose
from studio.core.exercise import Equipment, Exercise, Hold, Move, Posture
from studio.core.pose import Pose
from studio.core.quantity import fixed
from studio.core.transitions import TransitionTable

TRANSITIONS = TransitionTable(
    large=frozenset({Equipment.TABLE}),
    small=frozenset({Equipment.WALL}),
    floor=frozenset({Posture.KNEELING, Posture.SUPINE}),
    same=5_000,
    onto_large=45_000,
    onto_small=20_000,
    off_to_standing=20_000,
    floor_to_floor=10_000,
    otherwise=15_000,
    tilt_per_degree=200,
    level_rest=60_000,
)
CATALOGUE = {
    one.id: one
    for one in (
        Exercise("lie", "Lie still", Posture.SUPINE, (Hold(),)),
        Exercise("table", "Inverted rest", Posture.TABLE, (Hold(),), equipment=(Equipment.TABLE,)),
        Exercise(
            "bow",
            "Bow",
            Posture.STANDING,
            (Move("low", Half.OUT), Hold(), Move("up", Half.IN)),
            dose=Dose(hold=fixed(10_000)),
            poses={"up": Pose(), "low": Pose(lumbar=40, thorax=-20, neck=-40, head=-40)},
        ),
        Exercise("breaths", "Breathe", Posture.SUPINE, (Hold(),), dose=Dose(breaths=fixed(3))),
        Exercise(
            "box",
            "Box breath",
            Posture.SUPINE,
            (Hold(),),
            dose=Dose(breaths=fixed(2), breath=BreathPattern(4_000, 4_000, 4_000, 4_000)),
        ),
    )
}
