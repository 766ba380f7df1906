"""The tones of a session as samples: short, soft, and told apart with eyes closed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from studio.core.dose import Side
from studio.core.frozen import frozen
from studio.core.schedule import CueKind

Samples = NDArray[np.float32]

RATE = 48_000
"""Samples a second."""

_ATTACK = 0.012  # seconds; a softer begin than a click
_RELEASE = 0.030
_ASIDE = 0.80  # how much of a side's tone is on that side; the other ear still hears it


@frozen
class Note:
    """A sine with two soft overtones: Hz at its begin and end, seconds of begin and length, level 0..1."""

    from_hz: float
    to_hz: float
    begin: float
    length: float
    level: float


def _steady(hz: float, begin: float, length: float, level: float = 0.30) -> Note:
    return Note(hz, hz, begin, length, level)


TONES: Mapping[CueKind, tuple[Note, ...]] = MappingProxyType(
    {
        CueKind.READY: (_steady(330, 0, 0.30, 0.18),),
        CueKind.START: (_steady(523.25, 0, 0.22), _steady(783.99, 0.14, 0.36)),
        CueKind.MOVE: (_steady(440, 0, 0.18, 0.22),),
        CueKind.HOLD: (_steady(587.33, 0, 0.45, 0.26),),
        CueKind.SIDE: (_steady(659.25, 0, 0.16), _steady(523.25, 0.18, 0.16), _steady(659.25, 0.36, 0.30)),
        CueKind.HALF: (_steady(880, 0, 0.10, 0.20), _steady(880, 0.16, 0.16, 0.20)),
        CueKind.COUNT: (_steady(698.46, 0, 0.09, 0.24),),
        CueKind.END: (_steady(1046.5, 0, 0.50, 0.26),),
        CueKind.REST: (_steady(392, 0, 0.28), _steady(261.63, 0.18, 0.50)),
        CueKind.TILT: (Note(349.23, 261.63, 0, 0.60, 0.30),),
        CueKind.RETURN: (Note(261.63, 349.23, 0, 0.60, 0.30),),
        CueKind.FINISH: (
            _steady(523.25, 0, 0.28), _steady(659.25, 0.20, 0.28), _steady(783.99, 0.40, 0.28),
            _steady(1046.5, 0.60, 0.90),
        ),
    }
)  # fmt: skip
assert set(TONES) == set(CueKind)


def tone(kind: CueKind, side: Side | None = None) -> Samples:
    """The samples of a tone as (frames, 2) between -1 and 1, left and right; a side's tone is heard on it."""
    notes = TONES[kind]
    mono = np.zeros(round(max(note.begin + note.length for note in notes) * RATE), dtype=np.float64)
    for note in notes:
        played = _played(note)
        start = round(note.begin * RATE)
        room = mono[start : start + len(played)]
        room += played[: len(room)]
    right = 0.5 if side is None else (_ASIDE if side is Side.RIGHT else 1 - _ASIDE)
    # Equal power: a tone is as loud on a side as it is in the middle.
    gains = np.sqrt(np.array([1 - right, right]) * 2)
    both: Samples = np.clip(mono[:, None] * gains, -1, 1).astype(np.float32)
    return both


def pcm(kind: CueKind, side: Side | None = None) -> bytes:
    """A tone as 16-bit samples, left and right in turn, as sound devices take it."""
    return (tone(kind, side) * 32767).astype("<i2").tobytes()


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
