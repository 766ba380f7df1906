"""A lock by a name: at most one program holds it, and it ends with that program, however that ends."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from studio.host.claim import Claim, claimed


class FileLock:
    """Makes its file where there is none. What is in it, and who left it behind, is no matter."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._claim: Claim | None = None

    def take(self) -> bool:
        """Whether it is ours now. OSError where there can be no such file."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        while self._claim is None:
            self._path.touch(mode=0o600)
            try:
                found = claimed(self._path)
            except FileNotFoundError:
                continue  # it was taken away in between
            if found is None:
                return False
            if found.is_at(self._path):
                self._claim = found
            else:
                found.release()
        return True

    def drop(self, *, remove: bool = False) -> None:
        """Let go of it, and take the file away where nobody will ask for it again."""
        if self._claim is None:
            return
        claim, self._claim = self._claim, None
        if sys.platform == "win32":  # where an open file cannot be taken away, and one that is in use neither
            claim.release()
        if remove:
            with suppress(OSError):
                self._path.unlink()
        claim.release()
