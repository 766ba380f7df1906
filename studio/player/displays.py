"""Keeps the player on its display, full screen: on the chosen one while it is there, else on one that is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from studio.core.plain import one_line
from studio.host.displays import Displays


def wanted(names: Sequence[str], chosen: str, current: str) -> str:
    """The display that a player belongs on: the chosen one, else the one it is on, else the first."""
    return next((name for name in (chosen, current, *names) if name in names), "")


def following(names: Sequence[str], current: str) -> str:
    """The display after the current one; after the last comes the first."""
    if current not in names:
        return names[0] if names else ""
    return names[(names.index(current) + 1) % len(names)]


class OnDisplay(QObject):
    """Puts a window on its display, and back when displays come, go or change.

    A system takes its time to follow: whoever owns the timer calls `settle` after each `unsettled`.
    """

    unsettled = Signal()
    chosen = Signal(str)
    """Somebody has chosen the display of that name."""

    def __init__(self, window: QWidget, displays: Displays, name: str = "") -> None:
        super().__init__(window)
        self._window, self._displays, self._name = window, displays, name
        self._fills = False
        displays.changed.connect(self.unsettled)

    @property
    def words(self) -> str:
        """Which display it is, where there are several."""
        return (
            f"Display: {one_line(self._window.screen().name(), 24)}" if len(self._displays.names) > 1 else ""
        )

    def show(self) -> None:
        """Show the window, and from now on fill a display with it."""
        self._fills = True
        if not self.settle():
            self._window.showFullScreen()
        self.unsettled.emit()

    def move_on(self) -> None:
        """Go to the next display, which is the chosen one from now on."""
        name = following(self._displays.names, self._window.screen().name())
        if name and name != self._window.screen().name():
            self._name = name
            self.chosen.emit(name)
            self.settle()
            self.unsettled.emit()

    def toggle_full(self) -> None:
        """Out of full screen into a window, or back."""
        self._fills = not self._fills
        if self._fills:
            self.show()
        else:
            self._window.showNormal()

    def settle(self) -> bool:
        """Put the window where it belongs; gives whether it had to be moved."""
        screen = self._screen()
        if screen is None or not self._fills:
            return False
        window, area = self._window, screen.geometry()
        fits = window.geometry() == area and window.isFullScreen() and window.screen() is screen
        if fits or area.isEmpty():
            return False
        if window.isVisible():
            window.showNormal()  # a window manager keeps a full window on the display that it knows
        window.setScreen(screen)
        window.setGeometry(area)
        window.showFullScreen()
        return True

    def _screen(self) -> QScreen | None:
        name = wanted(self._displays.names, self._name, self._window.screen().name())
        return self._displays.find(name) or QGuiApplication.primaryScreen()
