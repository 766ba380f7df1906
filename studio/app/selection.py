"""The selection that the sequence, the timeline and the inspector share."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """Which steps and circuits are selected, by identity, in the order they were picked."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._uids: tuple[int, ...] = ()

    @property
    def uids(self) -> tuple[int, ...]:
        """The selected identities."""
        return self._uids

    def set(self, uids: Iterable[int]) -> None:
        """Select these and nothing else."""
        chosen = tuple(dict.fromkeys(uids))
        if chosen != self._uids:
            self._uids = chosen
            self.changed.emit()
