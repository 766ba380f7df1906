"""The menu of the earlier versions of the open file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio.app.plain import label
from studio.core.phrase import clock
from studio.files.versions import Version, Versions


class VersionsMenu(QMenu):
    """Asks for the versions whenever it opens: each with when it was replaced, and its total time."""

    chosen = Signal(Path)

    def __init__(
        self,
        versions: Versions,
        opened: Callable[[], Path | None],
        wall: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        """`opened` tells the file whose versions are wanted."""
        super().__init__("Earlier versions", parent)
        self._versions, self._opened, self._wall = versions, opened, wall
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        path = self._opened()
        found = () if path is None else self._versions.of(path)
        for version in found:
            entry = self.addAction(label(_words(version, self._wall())))
            entry.triggered.connect(lambda _on=False, path=version.path: self.chosen.emit(path))
        if not found:
            self.addAction("None yet: each save keeps what it replaces").setEnabled(False)


def _words(version: Version, now: datetime) -> str:
    """Until when a version was the file, and how long its routine lasts."""
    replaced = datetime.fromtimestamp(version.replaced / 1_000)
    days = (now.date() - replaced.date()).days
    if days in (0, 1):
        day = ("today", "yesterday")[days]
    else:
        day = f"{replaced:%d %b}" if replaced.year == now.year else f"{replaced:%d %b %Y}"
    total = f"   {clock(version.length)}" if version.length else ""
    return f"Until {day} {replaced:%H:%M}{total}"
