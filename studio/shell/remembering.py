"""What a window leaves for the next start: its place, its borders, and the files that were open."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio.app.document import RoutineDocument
from studio.app.recent import note_opened
from studio.app.settings import Settings
from studio.shell.window import INSPECTOR, LIBRARY, TIMELINE, BuilderWindow
from studio.shell.workspace import Workspace

_OUTER = 0.55
"""Of the window's width that the outer columns have together at most."""
_BELOW = 0.36
"""Of the window's height that the graph has at most."""


def first_columns(width: int, text: float) -> tuple[int, int, int]:
    """The widths of the columns until somebody moves their borders: the outer two grow with the text.

    In a narrow window they leave the middle at least as much as one of them has.
    """
    share = min(1.0, width * _OUTER / ((LIBRARY + INSPECTOR) * text))
    library, inspector = (max(least, round(least * text * share)) for least in (LIBRARY, INSPECTOR))
    return library, width - library - inspector, inspector


def first_rows(height: int, text: float) -> tuple[int, int]:
    """The heights of the steps and of the graph until somebody moves their border: it grows with the text."""
    graph = min(round(TIMELINE * text), round(height * _BELOW))
    return height - graph, graph


class Remembering(QObject):
    """Notes each file that is opened or saved; the window's place and borders when it closes."""

    def __init__(
        self, window: BuilderWindow, workspace: Workspace, document: RoutineDocument, settings: Settings
    ) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._document, self._settings = document, settings
        text = settings.value("text_size")
        columns = settings.value("columns") or first_columns(window.width(), text)
        workspace.set_borders(columns, settings.value("rows") or first_rows(window.height(), text))
        document.path_changed.connect(self._note_file)
        window.closing.connect(self._note_place)

    def _note_file(self) -> None:
        if self._document.path is not None:
            note_opened(self._settings, self._document.path)

    def _note_place(self) -> None:
        settings, place = self._settings, self._window.place()
        if place is not None:
            settings.put("window", place)
        settings.put("maximised", self._window.isMaximized())
        columns, rows = self._workspace.borders
        settings.put("columns", columns)
        settings.put("rows", rows)
