"""The displays of this machine: their names, where they are, and when any of that changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen


class Displays(QObject):
    """What Qt knows of the displays. A display is known by its name, as `HDMI-1`, from session to session."""

    changed = Signal()
    """One came, went, or has another size or place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for screen in app.screens():
            screen.geometryChanged.connect(self._note)
        app.screenAdded.connect(self._add)
        app.screenRemoved.connect(self._note)
        app.primaryScreenChanged.connect(self._note)

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, in the order of the system."""
        return tuple(screen.name() for screen in QGuiApplication.screens())

    def find(self, name: str) -> QScreen | None:
        """The display of that name, if it is there."""
        return next((screen for screen in QGuiApplication.screens() if screen.name() == name), None)

    def _add(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._note)
        self._note()

    def _note(self, *_what: object) -> None:
        self.changed.emit()
