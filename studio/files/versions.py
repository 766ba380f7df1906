"""Earlier versions of each routine: what a save has replaced, thinned with age."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path

from studio.core.frozen import frozen

MOST = 20
"""Versions that are kept of one routine."""

_ENDING = ".routine.toml"
_NAME = re.compile(r"(\d{1,15})-(\d{1,15})\.routine\.toml\Z", re.ASCII)
_LOOSE = 60_000
"""Age in ms up to which versions count as of one moment."""

_log = logging.getLogger(__name__)


@frozen
class Version:
    """What a file held until it was replaced; `replaced` is in ms since 1970.

    `length` is how long the routine in it lasts, in ms; 0 where that is not known.
    """

    path: Path
    replaced: int
    length: int = 0


class Versions:
    """The earlier versions of routine files, in a folder of the program; nothing here fails a save."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, path: Path) -> tuple[Version, ...]:
        """The earlier versions of a file, the newest first."""
        found = [
            Version(entry, int(name[1]), int(name[2]))
            for entry in _entries(self._place(path))
            if (name := _NAME.match(entry.name))
        ]
        return tuple(sorted(found, key=lambda version: version.replaced, reverse=True))

    def keep(self, path: Path, data: bytes, now: int, length: int = 0) -> None:
        """Keep what a save replaces, unless it is kept already; `now` is in ms since 1970."""
        before = self.of(path)
        try:
            if any(_same(version.path, data) for version in before):
                return
            # A clock that was set back must not turn the order around.
            stamp = max(now, before[0].replaced + 1) if before else now
            made = self._place(path) / f"{stamp}-{length}{_ENDING}"
            _write(made, data)
        except OSError as error:
            _log.warning("version-not-kept: %s", error.strerror)
            return
        every = (Version(made, stamp, length), *before)
        kept = set(thinned([version.replaced for version in every], stamp))
        for version in every:
            if version.replaced not in kept:
                with suppress(OSError):
                    version.path.unlink()

    def _place(self, path: Path) -> Path:
        whole = os.path.realpath(path)
        return self._folder / sha256(os.fsencode(whole)).hexdigest()[:32]


def thinned(moments: Sequence[int], now: int, most: int = MOST) -> list[int]:
    """At most so many of some moments, newest first: many of the last hour, and fewer the older they are.

    The newest and the oldest stay. Of the others those go first whose neighbours are nearest to each other
    for their age.
    """
    left = sorted(moments, reverse=True)

    def spared(at: int) -> float:
        return (left[at - 1] - left[at + 1]) / (now - left[at] + _LOOSE)

    while len(left) > most:
        del left[min(range(1, len(left) - 1), key=spared)]
    return left


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, and readable by this account only; a power cut may lose it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = next(one for number in count() if not os.path.lexists(one := path.with_suffix(f".new{number}")))
    try:
        with new.open("xb") as file:
            file.write(data)
        new.replace(path)
    finally:
        with suppress(OSError):
            new.unlink()
