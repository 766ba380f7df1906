"""Keys that are held: told from keys that are pressed again."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent


class Repeats:
    """Tells a key that is held from one that is pressed again, also where the system mixes them up.

    X11 lets a key that repeats go up and down in the same millisecond, and Qt does not see it while busy.
    """

    def __init__(self) -> None:
        self._lifted = (0, 0)

    def lift(self, event: QKeyEvent) -> None:
        """A key goes up, or so it seems."""
        self._lifted = event.key(), event.timestamp()

    def repeats(self, event: QKeyEvent) -> bool:
        """Whether a key that goes down has been down before it."""
        same = (event.key(), event.timestamp()) == self._lifted and event.timestamp() > 0
        return event.isAutoRepeat() or same
