"""Keeps the settings in their file while the program runs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QJsonDocument, QObject, QTimer, Signal

from studio.app.settings import Settings
from studio.app.settings_file import FORMAT, DamagedError, good_copy, put_aside, table_in
from studio.files.save import SaveError, save_bytes

PATIENCE = 400
"""Time after a change until it is written, in ms: a held key or a dragged slider is one change."""


class SettingsKeeper(QObject):
    """Writes what was changed, and leaves in the file what it does not know and what others have changed.

    `failed` comes once: from then on the settings live in memory.
    """

    failed = Signal(str)

    def __init__(self, settings: Settings, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._path = settings, path
        self._changed: set[str] = set()
        self._works = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.keep)
        settings.changed.connect(self._note)

    def begin(self) -> None:
        """Write the file where there is none yet: whether that can be is known from the start."""
        if not self._path.exists():
            self._changed |= self._settings.given.keys()
            self.keep()

    def keep(self) -> None:
        """Write what was changed, now."""
        self._timer.stop()
        if not self._works:
            return
        try:
            before = table_in(self._path) or {}
        except DamagedError:
            before = {}
            put_aside(self._path)
        given = self._settings.given
        changed = {name: given[name] for name in self._changed if name in given}
        table = {"format": FORMAT, **before, **changed}
        if table == before:
            return
        data = bytes(QJsonDocument.fromVariant(_plain(table)).toJson().data())
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            save_bytes(self._path, data)
            save_bytes(good_copy(self._path), data)
        except (OSError, SaveError) as error:
            self._works = False
            why = error.why if isinstance(error, SaveError) else (error.strerror or str(error))
            self.failed.emit(f"The settings cannot be kept: {why}. They last until you quit.")
        else:
            self._changed.clear()

    def flush(self) -> None:
        """Write at once what waits to be written."""
        if self._timer.isActive():
            self.keep()

    def _note(self, name: str) -> None:
        self._changed.add(name)
        if self._works:
            self._timer.start()


def _plain(table: dict[str, object]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in table.items()}
