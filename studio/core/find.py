"""Finding exercises: by words, and by how the body lies or stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from unicodedata import combining, normalize

from studio.core.exercise import Catalogue, Equipment, Exercise, Posture

_MOST_COMPARED = 120  # characters of a text that is looked for
_ALIKE = 0.5  # of the pairs of letters of two words; a slip in a word of six letters spoils three of seven


class Bearing(StrEnum):
    """How the body is carried, in the words of the library."""

    LYING = "Lying"
    KNEELING = "Kneeling"
    STANDING = "Standing"
    SEATED = "Seated"
    HANGING = "Hanging"
    INVERTED = "Inverted"
    DEVICE = "In a device"


BEARINGS: Mapping[Posture, Bearing] = {
    Posture.STANDING: Bearing.STANDING,
    Posture.SITTING: Bearing.SEATED,
    Posture.KNEELING: Bearing.KNEELING,
    Posture.ALL_FOURS: Bearing.KNEELING,
    Posture.PRONE: Bearing.LYING,
    Posture.SUPINE: Bearing.LYING,
    Posture.SIDE_LYING: Bearing.LYING,
    Posture.HANGING: Bearing.HANGING,
    Posture.TABLE: Bearing.INVERTED,
    Posture.DEVICE: Bearing.DEVICE,
}
assert set(BEARINGS) == set(Posture)

_UPSIDE_DOWN = {Equipment.BOOTS, Equipment.INVERSION_CHAIR, Equipment.TABLE}


def bearing_of(exercise: Exercise) -> Bearing:
    """How the body is carried; whatever tilts or hangs it head-down counts as inverted."""
    tilt = exercise.dose.tilt
    head_down = _UPSIDE_DOWN & set(exercise.equipment) or (tilt is not None and tilt.high > 0)
    return Bearing.INVERTED if head_down else BEARINGS[exercise.posture]


def position_word(exercise: Exercise) -> str:
    """The position of a step on its card."""
    return "Inversion table" if exercise.posture is Posture.TABLE else bearing_of(exercise).value


def folded(text: str) -> str:
    """The text as it is compared: without case, accents and the marks between words."""
    bare = "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in bare).split())


def search_text(exercise: Exercise) -> str:
    """Everything of an exercise that a search looks at, folded."""
    words = (
        exercise.name,
        exercise.id,
        *exercise.aims,
        exercise.posture,
        bearing_of(exercise),
        *exercise.equipment,
    )
    return folded(" ".join(words))


def found(query: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The ids whose text has the beginning of a word for each word of the query, in their order."""
    wanted = folded(query).split()
    return tuple(id_ for id_, text in texts.items() if all(f" {word}" in f" {text}" for word in wanted))


def near(query: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The ids whose text has a word much like each word of the query: what `found` misses by a slip."""
    words = {word for text in texts.values() for word in text.split()}
    pairs = {word: _pairs(word) for word in words}
    alike = [
        {word for word in words if _likeness(wanted, pairs[word]) >= _ALIKE}
        for wanted in map(_pairs, folded(query[:_MOST_COMPARED]).split())
    ]
    return tuple(
        id_ for id_, text in texts.items() if alike and all(some & {*text.split()} for some in alike)
    )


def nearest_exercise(wanted: str, known: Catalogue) -> Exercise | None:
    """The exercise whose id or name is most like a text, by the pairs of letters that both have.

    None where nothing is alike; of two that are as near the first.
    """
    pairs = _pairs(wanted)
    near: dict[str, float] = {
        id_: max(_likeness(pairs, _pairs(text)) for text in (id_, exercise.name))
        for id_, exercise in known.items()
    }
    best = max(near, key=lambda id_: near[id_], default=None)
    return known[best] if best is not None and near[best] else None


def _pairs(text: str) -> set[str]:
    """The letters of a text, each with the one behind it; beginnings and ends of words count."""
    whole = f" {folded(text[:_MOST_COMPARED])} "
    return {first + second for first, second in pairwise(whole)} - {"  "}


def _likeness(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
