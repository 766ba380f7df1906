"""Shows what to start from as long as a new routine is empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QBoxLayout, QWidget

from studio.app.document import RoutineDocument
from studio.app.recent import recent_files
from studio.app.settings import Settings
from studio.app.starters import starters
from studio.host.paths import routines_folder
from studio.paint.look import Look

_PLACE = 168
"""Height of the place for the first exercise, while there is more below it."""
_MOST_RECENT = 4
_UNLIMITED = 16_777_215


class Welcoming(QObject):
    """Below the sequence, from `begin` on: made when it is first wanted, gone with the first step."""

    routine_chosen = Signal(Path)
    recent_chosen = Signal(Path)

    def __init__(
        self, document: RoutineDocument, settings: Settings, sequence: QAbstractScrollArea, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._settings, self._sequence = document, settings, sequence
        self._page: QWidget | None = None
        self._dress: Callable[[Look], None] = lambda _look: None
        self._look: Look | None = None
        self._begun = False
        document.changed.connect(self._follow)
        document.path_changed.connect(self._follow)
        document.modified_changed.connect(self._follow)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        self._dress(look)
        if self._page is not None:
            self._sequence.setMaximumHeight(look.grown(_PLACE))

    def begin(self) -> None:
        """There is time for it now."""
        self._begun = True
        self._follow()

    def _follow(self) -> None:
        document = self._document
        wanted = not document.routine.steps and document.path is None and not document.modified
        if wanted and self._begun and self._page is None:
            self._show()
        elif not wanted and self._page is not None:
            self._page.hide()
            self._page.deleteLater()
            self._page, self._dress = None, lambda _look: None
            self._sequence.setMaximumHeight(_UNLIMITED)

    def _show(self) -> None:
        # Whoever opens a file never sees it.
        from studio.builder.welcome import Welcome

        recent = [path for path, there in recent_files(self._settings) if there][:_MOST_RECENT]
        page = Welcome(self._sequence, list(starters(routines_folder(), self._document)), recent)
        page.routine_chosen.connect(self.routine_chosen)
        page.recent_chosen.connect(self.recent_chosen)
        self._page, self._dress = page, page.set_look
        around = self._sequence.parentWidget()
        centre = around.layout() if around is not None else None
        assert isinstance(centre, QBoxLayout)
        centre.addWidget(page, 1)
        if self._look is not None:
            self.set_look(self._look)
