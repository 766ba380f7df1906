"""Something that is done again and again while the mouse button is held on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

DELAY, INTERVAL = 350, 70
"""Time until it is done again, and then between two times, in ms."""


class Held(QObject):
    """Does an act at once, and again while it is held."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.again)

    @property
    def active(self) -> bool:
        """Whether something is held."""
        return self._act is not None

    def begin(self, act: Callable[[], object]) -> None:
        """Do this now, and while it is held."""
        self._act = act
        self._timer.start(DELAY)
        act()

    def again(self) -> None:
        """Once more."""
        if self._act is not None:
            self._timer.setInterval(INTERVAL)
            self._act()

    def end(self) -> None:
        """It is let go."""
        self._timer.stop()
        self._act = None
