"""What the whole program wears: light or dark, the text size, and how much moves."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from studio.app.settings import Settings
from studio.paint.look import DARK, LIGHT, Look
from studio.paint.theme import palette, style_sheet

MIDDLE = 128
"""A window's ground below this lightness of 0..255 is dark."""

_OF_THE_LOOK = {"theme", "text_size", "reduced_motion"}


class Appearance(QObject):
    """Follows the settings and the system; `changed` brings the look that is worn from now on."""

    changed = Signal(object)

    def __init__(self, app: QApplication, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app, self._settings, self._dressed = app, settings, False
        # Light or dark by what the system gives: asking for its name loads all names of Qt, which takes long.
        self._dark = app.palette().window().color().lightness() < MIDDLE
        self.look = self._wanted()
        app.setFont(self.look.font(14))

    def dressed(self) -> Look:
        """The look; from the first call on the whole program wears it."""
        if not self._dressed:
            self._dressed = True
            self._wear()
            self._app.styleHints().colorSchemeChanged.connect(self._follow_scheme)
            self._settings.changed.connect(self._follow_setting)
        return self.look

    def _wanted(self) -> Look:
        value = self._settings.value
        dark = self._dark if value("theme") == "system" else value("theme") == "dark"
        return (DARK if dark else LIGHT).at_text(value("text_size")).at_rest(value("reduced_motion"))

    def _follow_scheme(self) -> None:
        self._dark = self._app.styleHints().colorScheme().name == "Dark"
        self._renew()

    def _follow_setting(self, name: str) -> None:
        if name in _OF_THE_LOOK:
            self._renew()

    def _renew(self) -> None:
        look = self._wanted()
        if look != self.look:
            self.look = look
            self._wear()
            self.changed.emit(look)

    def _wear(self) -> None:
        self._app.setFont(self.look.font(14))
        self._app.setPalette(palette(self.look))
        self._app.setStyleSheet(style_sheet(self.look))
