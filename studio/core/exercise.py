"""An exercise: texts, posture, doses, moves and key poses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from studio.core.breath import Half
from studio.core.dose import Dose, Side
from studio.core.frozen import frozen
from studio.core.pose import Pose

Table = dict[str, Any]
"""A TOML table as it was read; nobody writes to it."""


class Posture(StrEnum):
    """How the body is carried."""

    STANDING = "standing"
    SITTING = "sitting"
    KNEELING = "kneeling"
    ALL_FOURS = "all-fours"
    PRONE = "prone"
    SUPINE = "supine"
    SIDE_LYING = "side-lying"
    HANGING = "hanging"
    TABLE = "table"
    DEVICE = "device"


class Equipment(StrEnum):
    """What an exercise needs."""

    MAT = "mat"
    WALL = "wall"
    COUCH = "couch"
    CHAIR = "chair"
    BALL = "ball"
    BAR = "bar"
    BOOTS = "boots"
    TABLE = "table"
    INVERSION_CHAIR = "inversion-chair"
    TRAPEZE = "trapeze"
    DEVICE = "device"
    PILLOW = "pillow"


class Tilt(StrEnum):
    """Where a move takes the table."""

    TO_DOSE = "to-dose"
    LEVEL = "level"


@frozen
class Move:
    """A move to a key pose, during half a breath or in `seconds` (ms; then breathed freely).

    `via` are key poses passed through on the way, at equal parts of it.
    """

    pose: str | None = None
    breath: Half | None = None
    seconds: int | None = None
    say: str = ""
    tilt: Tilt | None = None
    via: tuple[str, ...] = ()


@frozen
class Hold:
    """Staying in the pose: the dose's hold, or a fixed one of `seconds` (ms) or `breaths`."""

    seconds: int | None = None
    breaths: int | None = None
    say: str = ""

    @property
    def of_dose(self) -> bool:
        """Whether the dose says how long."""
        return self.seconds is None and self.breaths is None


Element = Move | Hold


@frozen
class Source:
    """Where an exercise or a number of it is from."""

    title: str
    note: str = ""


@frozen
class Preset:
    """A named dose; `poses` renames key poses for it."""

    dose: Dose
    poses: Mapping[str, str] = field(default_factory=dict)


@frozen
class Exercise:
    """An exercise of the catalogue, or of the author's own inside a routine file.

    `first_side` is the one that comes first where both are done; `figure_side` is the one that the key poses
    are drawn for: a figure that looks to the right shows its right side.
    `written` is the table that it was read from: it keeps unknown keys, key order and number style.
    """

    id: str
    name: str
    posture: Posture
    cycle: tuple[Element, ...]
    enter: tuple[Element, ...] = ()
    leave: tuple[Element, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    aims: tuple[str, ...] = ()
    summary: str = ""
    setup: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    return_: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    assumed: tuple[str, ...] = ()
    dose: Dose = Dose()
    presets: Mapping[str, Preset] = field(default_factory=dict)
    poses: Mapping[str, Pose] = field(default_factory=dict)
    first_side: Side = Side.LEFT
    figure_side: Side = Side.RIGHT
    written: Table = field(default_factory=dict, compare=False, repr=False)

    @property
    def tilts(self) -> bool:
        """Whether its own moves tilt the table."""
        elements = (*self.enter, *self.cycle, *self.leave)
        return any(isinstance(element, Move) and element.tilt is not None for element in elements)


Catalogue = Mapping[str, Exercise]
"""Exercises by id."""
