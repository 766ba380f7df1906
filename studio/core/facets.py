"""Narrowing the library by several sides at once, so that no choice on offer ever leaves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from enum import StrEnum

from studio.core.exercise import Equipment, Exercise
from studio.core.find import Bearing, bearing_of
from studio.core.frozen import frozen


class Facet(StrEnum):
    """What the library can be narrowed by, in its words."""

    YOURS = "Yours"
    POSITION = "Position"
    EQUIPMENT = "Equipment"


FAVOURITES, MINE = "Favourites", "My exercises"
NOTHING = "Mat or nothing"

EQUIPMENT: Mapping[Equipment, str] = {
    Equipment.MAT: NOTHING,
    Equipment.TABLE: "Inversion table",
    Equipment.WALL: "Wall",
    Equipment.COUCH: "Couch",
    Equipment.CHAIR: "Chair",
    Equipment.BALL: "Ball",
    Equipment.PILLOW: "Pillow",
    Equipment.BAR: "Bar",
    Equipment.BOOTS: "Boots",
    Equipment.INVERSION_CHAIR: "Inversion chair",
    Equipment.TRAPEZE: "Trapeze",
    Equipment.DEVICE: "Device",
}
assert set(EQUIPMENT) == set(Equipment)

_ORDER: Mapping[Facet, tuple[str, ...]] = {
    Facet.YOURS: (FAVOURITES, MINE),
    Facet.POSITION: tuple(bearing.value for bearing in Bearing),
    Facet.EQUIPMENT: tuple(EQUIPMENT.values()),
}
assert set(_ORDER) == set(Facet)

Sides = Mapping[Facet, Mapping[str, frozenset[str]]]


def sides_of(exercises: Iterable[Exercise], favourites: Set[str], mine: Set[str]) -> Sides:
    """Which ids stand where on each side; a mat is no equipment that anybody has to look for."""
    found: dict[Facet, dict[str, set[str]]] = {
        facet: {value: set() for value in order} for facet, order in _ORDER.items()
    }
    for exercise in exercises:
        needed = [EQUIPMENT[one] for one in exercise.equipment if one is not Equipment.MAT]
        found[Facet.POSITION][bearing_of(exercise).value].add(exercise.id)
        for value in needed or (NOTHING,):
            found[Facet.EQUIPMENT][value].add(exercise.id)
        for value, those in ((FAVOURITES, favourites), (MINE, mine)):
            if exercise.id in those:
                found[Facet.YOURS][value].add(exercise.id)
    return {facet: {value: frozenset(ids) for value, ids in side.items()} for facet, side in found.items()}


@frozen
class Narrowed:
    """What is left of the exercises, the choices at work, and how many each other choice would leave."""

    ids: Sequence[str]
    chosen: Mapping[Facet, str]
    counts: Mapping[Facet, Mapping[str, int]]


def narrowed(ids: Sequence[str], sides: Sides, wanted: Mapping[Facet, str]) -> Narrowed:
    """The exercises that fit every wanted choice; one that would leave nothing rests.

    The counts of a side are of what fits the choices of the others: to pick any of them leaves that many.
    """
    every = set(ids)
    left, chosen = every, dict[Facet, str]()
    for facet, value in wanted.items():
        if fitting := left & sides[facet][value]:
            chosen[facet], left = value, fitting
    counts = {}
    for facet in Facet:
        others = (sides[other][value] for other, value in chosen.items() if other is not facet)
        room = every.intersection(*others)
        there = {value: len(room & members) for value, members in sides[facet].items()}
        counts[facet] = {value: count for value, count in there.items() if count}
    return Narrowed(ids if left is every else [id_ for id_ in ids if id_ in left], chosen, counts)
