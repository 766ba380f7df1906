"""The menu of the files that were open last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio.app.plain import label
from studio.app.recent import forget_all, recent_files
from studio.app.settings import Settings
from studio.core.plain import one_line

_LONGEST = 80


class RecentMenu(QMenu):
    """Asks for the files whenever it opens; what is not there any more is named, and cannot be chosen."""

    chosen = Signal(Path)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("Open recent", parent)
        self._settings = settings
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for path, there in recent_files(self._settings):
            entry = self.addAction(label(_words(path)))
            entry.setEnabled(there)
            entry.triggered.connect(lambda _on=False, path=path: self.chosen.emit(path))
        if self.isEmpty():
            self.addAction("No files yet").setEnabled(False)
            return
        self.addSeparator()
        self.addAction("Clear this list").triggered.connect(lambda: forget_all(self._settings))


def _words(path: Path) -> str:
    """The file's name, and its folder as far as there is room."""
    folder = one_line(str(path.parent), 4_000)
    room = max(12, _LONGEST - len(path.name))
    shown = folder if len(folder) <= room else "\N{HORIZONTAL ELLIPSIS}" + folder[-room:]
    return f"{one_line(path.name, _LONGEST)}   {shown}"
