"""The sounds of a family one after the other, for somebody who wants to know what they are."""

from __future__ import annotations

import numpy as np

from studio.core.breath import Phase
from studio.export.stream import Glide, glided
from studio.export.tones import FAMILIES, RATE, Family, Samples, sides, tone

_APART = RATE // 2  # frames of silence between two of them
_HALF_BREATH = 3 * RATE


class Sampler:
    """The sounds of one family, from frame 0 on."""

    def __init__(self, family: Family) -> None:
        silence = np.zeros((_APART, 2), dtype=np.float32)
        self._whole = np.concatenate([part for one in _sounds(family) for part in (one, silence)])

    @property
    def frames(self) -> int:
        """How long they take together."""
        return len(self._whole)

    def samples(self, start: int, count: int) -> Samples:
        """Frames `[start, start + count)`; silence before and after."""
        out = np.zeros((count, 2), dtype=np.float32)
        low, high = max(start, 0), min(start + count, self.frames)
        if low < high:
            out[low - start : high - start] = self._whole[low:high]
        return out

    def entered(self, since: int, start: int) -> Sampler:
        """The same: it is begun before its first sound is due."""
        return self


def _sounds(family: Family) -> list[Samples]:
    if family is Family.BREATH:
        return [
            (glided(Glide(0, _HALF_BREATH, phase, None), 0, _HALF_BREATH)[:, None] * sides(None))
            for phase in (Phase.IN, Phase.OUT)
        ]
    return [tone(kind) for kind, own in FAMILIES.items() if own is family]
