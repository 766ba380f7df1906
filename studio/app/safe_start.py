"""A file that has crashed the program at its start twice is not opened by the third start."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

PATIENCE = 5_000
"""How long a start has to live until it has gone well, in ms."""

_TWICE = 2


class SafeStart:
    """Notes which files are being opened at a start until that has gone well.

    Each has a small file of its own, named by its path, with one mark for each start that it was part of.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._notes: list[Path] = []

    def safe(self, path: Path) -> bool:
        """Whether a file may be opened; it is noted that this start opens it."""
        note = self._folder / sha256(os.fsencode(path.absolute())).hexdigest()[:32]
        try:
            if note.stat().st_size >= _TWICE:
                note.unlink()  # once; the next start tries again
                return False
        except OSError:
            pass  # it has never failed
        with suppress(OSError):  # where nothing can be noted, every start is taken for the first
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with note.open("ab") as file:
                file.write(b"!")
            self._notes.append(note)
        return True

    def went_well(self) -> None:
        """The start is over."""
        for note in self._notes:
            with suppress(OSError):
                note.unlink()
        self._notes.clear()


def not_opened(path: Path) -> str:
    """What is said where a file was not opened."""
    what = f"The program ended twice while it opened {path.name}"
    return f"{what}, so this start is without it. Open it to try again."
