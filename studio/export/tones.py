"""The tones of a session as samples: short, soft, and told apart with eyes closed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from studio.core.dose import Side
from studio.core.frozen import frozen
from studio.core.schedule import CueKind

Samples = NDArray[np.float32]
"""Frames of left and right, between -1 and 1."""

RATE = 48_000
"""Frames a second."""

_ATTACK = 0.012  # seconds; a softer begin than a click
_RELEASE = 0.030
_ASIDE = 0.80  # how much of a side's tone is on that side; the other ear still hears it


class Family(StrEnum):
    """Sounds that are heard or not heard together."""

    START = "start"
    MOVE = "move"
    HALF = "half"
    COUNT = "count"
    END = "end"
    REST = "rest"
    BREATH = "breath"


ALL = frozenset(Family)

FAMILIES: Mapping[CueKind, Family] = MappingProxyType(
    {
        CueKind.READY: Family.START,
        CueKind.START: Family.START,
        CueKind.FINISH: Family.START,
        CueKind.MOVE: Family.MOVE,
        CueKind.HOLD: Family.MOVE,
        CueKind.SIDE: Family.MOVE,
        CueKind.TILT: Family.MOVE,
        CueKind.RETURN: Family.MOVE,
        CueKind.HALF: Family.HALF,
        CueKind.COUNT: Family.COUNT,
        CueKind.END: Family.END,
        CueKind.REST: Family.REST,
    }
)
assert set(FAMILIES) == set(CueKind)
assert {*FAMILIES.values(), Family.BREATH} == ALL

LOUDEST_FIRST = (
    CueKind.FINISH, CueKind.START, CueKind.SIDE, CueKind.TILT, CueKind.RETURN, CueKind.REST, CueKind.READY,
    CueKind.END, CueKind.HOLD, CueKind.MOVE, CueKind.HALF, CueKind.COUNT,
)  # fmt: skip
"""Which tone is heard of several that are due at once: the one that says most."""
assert set(LOUDEST_FIRST) == set(CueKind)


@frozen
class Note:
    """A sine with two soft overtones: Hz at its begin and end, seconds of begin and length, level 0..1."""

    from_hz: float
    to_hz: float
    begin: float
    length: float
    level: float


def _steady(hz: float, begin: float, length: float, level: float = 0.45) -> Note:
    return Note(hz, hz, begin, length, level)


TONES: Mapping[CueKind, tuple[Note, ...]] = MappingProxyType(
    {
        # two low knocks; up a fifth; a quick flick upwards; one long middle note; high-low-high
        CueKind.READY: (_steady(330, 0, 0.11, 0.30), _steady(330, 0.15, 0.22, 0.30)),
        CueKind.START: (_steady(523.25, 0, 0.22), _steady(783.99, 0.14, 0.36)),
        CueKind.MOVE: (Note(392, 587.33, 0, 0.17, 0.36),),
        CueKind.HOLD: (_steady(587.33, 0, 0.45, 0.39),),
        CueKind.SIDE: (_steady(659.25, 0, 0.16), _steady(523.25, 0.18, 0.16), _steady(659.25, 0.36, 0.30)),
        # two short high ones; a tick; one long high one; down a fifth; slides down and up; a rising chord
        CueKind.HALF: (_steady(880, 0, 0.10, 0.33), _steady(880, 0.16, 0.16, 0.33)),
        CueKind.COUNT: (_steady(698.46, 0, 0.09, 0.36),),
        CueKind.END: (_steady(1046.5, 0, 0.55, 0.39),),
        CueKind.REST: (_steady(392, 0, 0.28), _steady(261.63, 0.18, 0.50)),
        CueKind.TILT: (Note(392, 261.63, 0, 0.60, 0.42),),
        CueKind.RETURN: (Note(261.63, 392, 0, 0.60, 0.42),),
        CueKind.FINISH: (
            _steady(523.25, 0, 0.28), _steady(659.25, 0.20, 0.28), _steady(783.99, 0.40, 0.28),
            _steady(1046.5, 0.60, 0.90),
        ),
    }
)  # fmt: skip
assert set(TONES) == set(CueKind)

LONGEST = round(RATE * max(note.begin + note.length for notes in TONES.values() for note in notes))
"""Frames of the longest tone."""


def sides(side: Side | None) -> Samples:
    """How much of a sound is left and right; as loud on a side as it is in the middle."""
    right = 0.5 if side is None else (_ASIDE if side is Side.RIGHT else 1 - _ASIDE)
    gains: Samples = np.sqrt(np.array([1 - right, right]) * 2).astype(np.float32)
    return gains


@lru_cache(maxsize=len(CueKind) * 3)
def tone(kind: CueKind, side: Side | None = None) -> Samples:
    """The samples of a tone as (frames, 2); a side's tone is heard on it. Not to be written to."""
    notes = TONES[kind]
    mono = np.zeros(round(max(note.begin + note.length for note in notes) * RATE), dtype=np.float64)
    for note in notes:
        played = _played(note)
        start = round(note.begin * RATE)
        room = mono[start : start + len(played)]
        room += played[: len(room)]
    both: Samples = (mono[:, None] * sides(side)).astype(np.float32)
    both.flags.writeable = False
    return both


def _played(note: Note) -> NDArray[np.float64]:
    """One note: a glide with a soft begin, dying away."""
    count = round(note.length * RATE)
    at = np.arange(count) / RATE
    phase = 2 * np.pi * (note.from_hz * at + (note.to_hz - note.from_hz) * at**2 / (2 * note.length))
    wave = np.sin(phase) + 0.18 * np.sin(2 * phase) + 0.06 * np.sin(3 * phase)
    rise = np.minimum(1.0, at / _ATTACK)
    fall = np.minimum(1.0, (note.length - at) / _RELEASE)
    fading = np.exp(-3.2 * at / note.length)
    shape: NDArray[np.float64] = note.level * wave * rise * fall * fading
    return shape
