"""The sound of a whole session as a file, written block by block."""

from __future__ import annotations

from typing import BinaryIO, Final

import numpy as np
import soundfile

from studio.export.stream import Score
from studio.export.tones import RATE

KINDS: Final = {".wav": "WAV", ".flac": "FLAC"}
"""The endings of file names there are, and what is written then."""

_BLOCK = RATE  # frames
_MOST_WAV = (2**32 - 2**16) // 4  # frames; what is longer needs 64-bit lengths in its head


def write_audio(score: Score, ending: str, out: BinaryIO) -> None:
    """Write all of it to a new file, in 16 bits; OSError where that takes no more.

    A WAV of over 4 GiB, six hours, is an RF64, which readers of broadcast sound know.
    """
    kind = KINDS[ending]
    frames = score.frames
    if kind == "WAV" and frames > _MOST_WAV:
        kind = "RF64"
    told = _Told(out)
    with soundfile.SoundFile(told, "w", RATE, 2, "PCM_16", format=kind) as file:
        for start in range(0, frames, _BLOCK):
            block = score.samples(start, min(_BLOCK, frames - start))
            try:
                file.write((np.clip(block, -1, 1) * 32_767).astype(np.int16))
            finally:
                told.check()
    told.check()


class _Told:
    """A file that keeps its failure to itself until it is asked: the library would swallow it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._failure: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write all of it, or nothing ever again."""
        if self._failure is None:
            try:
                return self._file.write(data)
            except OSError as failure:
                self._failure = failure
        return 0

    def seek(self, to: int, whence: int = 0) -> int:
        """Go to a place; where that fails, writing will."""
        try:
            return self._file.seek(to, whence)
        except OSError as failure:
            self._failure = self._failure or failure
            return 0

    def tell(self) -> int:
        """The place where it is."""
        return self._file.tell()

    def check(self) -> None:
        """Raise what has gone wrong."""
        if self._failure is not None:
            raise self._failure
