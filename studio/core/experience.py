"""How used a person is to being head-down, and how far the sources let each level go."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from studio.core.frozen import frozen
from studio.core.quantity import SECOND

MINUTE = 60 * SECOND

TABLE_MAKERS = "Makers and dealers of inversion tables (Teeter; quantumnaturecare.com)"
"""First one to two weeks: 1-2 min a session at 20-30 degrees; later 3-5 min; 60 degrees as full benefit;
some minutes near level before one stands up."""

TABLE_MANUAL = "An older table manual (manualsdump 224424)"
"""Partly inverted without moving: 1-2 min. Fully inverted without moving: only seconds."""

READERS = "Readers of Benefits of Inversion Therapy (& How to Do It at Home)"
"""A surgeon to one of them: not more than 5 min at a time. Others: sessions of 10-20 min, table oscillation
for 20."""


class Experience(StrEnum):
    """How used a person is to being head-down."""

    BEGINNER = "beginner"
    PRACTISED = "practised"
    EXPERIENCED = "experienced"


@frozen
class Limits:
    """What is advised at most: times in ms, tilt in degrees, and who says so.

    `total` is the time head-down in a whole routine: the longest session of the source with a minute more
    for tilting there and back. `at_once` is the time at an angle before one comes back to level, `hold` that
    of one hold without moving. `when` says in words whom it is for.
    """

    total: int
    at_once: int
    hold: int
    tilt: int
    when: str
    total_source: str
    source: str


FULLY = 80
"""Degrees from which on a body hangs, and does not lean."""

FULLY_HOLD = 30 * SECOND
"""The longest that "only seconds" can mean, in ms: a hold fully upside down without moving."""

LEVEL_BETWEEN = MINUTE
"""Time at level between two times head-down, in ms: as long as the return that a schedule puts in."""

LEVEL_BEFORE_STANDING = 2 * MINUTE
"""The least that "some minutes" can mean, in ms."""

_LIMITS: Mapping[Experience, Limits] = MappingProxyType(
    {
        Experience.BEGINNER: Limits(
            3 * MINUTE, 2 * MINUTE, 2 * MINUTE, 30, "in the first weeks", TABLE_MAKERS, TABLE_MAKERS
        ),
        Experience.PRACTISED: Limits(
            6 * MINUTE, 5 * MINUTE, 5 * MINUTE, 60, "after the first weeks", TABLE_MAKERS, TABLE_MAKERS
        ),
        Experience.EXPERIENCED: Limits(
            20 * MINUTE, 5 * MINUTE, 5 * MINUTE, 60, "even with long practice", READERS, TABLE_MAKERS
        ),
    }
)
assert set(_LIMITS) == set(Experience)


def limits_of(level: Experience) -> Limits:
    """What is advised at a level."""
    return _LIMITS[level]
