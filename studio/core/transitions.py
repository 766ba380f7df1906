"""How long it takes to get from one position into the next."""

from __future__ import annotations

from collections.abc import Iterable

from studio.core.exercise import Equipment, Exercise, Posture
from studio.core.frozen import frozen


@frozen
class Position:
    """A posture and what it is held with; a mat counts as nothing."""

    posture: Posture
    equipment: frozenset[Equipment] = frozenset()


START = Position(Posture.STANDING)
"""Where every routine begins."""


def position_of(exercise: Exercise) -> Position:
    """The position in which an exercise is done."""
    return Position(exercise.posture, frozenset(exercise.equipment) - {Equipment.MAT})


@frozen
class TransitionTable:
    """Times to get ready, in ms; the first rule that fits decides, in the order of the fields.

    `tilt_per_degree` is ms a degree; `level_rest` is the rest at level after being inverted, in ms.
    """

    large: frozenset[Equipment]
    small: frozenset[Equipment]
    floor: frozenset[Posture]
    same: int
    onto_large: int
    onto_small: int
    off_to_standing: int
    floor_to_floor: int
    otherwise: int
    tilt_per_degree: int
    level_rest: int

    def ready(self, before: Position, after: Position) -> int:
        """Milliseconds of `ready` between two positions."""
        if before == after:
            return self.same
        if after.equipment & self.large:
            return self.onto_large
        if after.equipment & self.small:
            return self.onto_small
        if after.posture is Posture.STANDING and before.equipment & (self.large | self.small):
            return self.off_to_standing
        if self._on_floor(before, after):
            return self.floor_to_floor
        return self.otherwise

    def _on_floor(self, *positions: Position) -> bool:
        postures: Iterable[Posture] = (position.posture for position in positions)
        return all(posture in self.floor for posture in postures)
