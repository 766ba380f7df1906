"""The selection of the sequence's list, kept the same as the one that all panels share."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject
from PySide6.QtWidgets import QListView

from studio.app.selection import Selection
from studio.builder.sequence_model import SequenceModel


class SequenceSelection(QObject):
    """Carries the selection both ways; what is selected elsewhere is brought into view."""

    def __init__(self, view: QListView, model: SequenceModel, selection: Selection) -> None:
        super().__init__(view)
        self._view, self._model, self._selection = view, model, selection
        self._syncing = False
        view.selectionModel().selectionChanged.connect(self._share)
        selection.changed.connect(self.show)

    def show(self) -> None:
        """Select in the list what is selected."""
        if self._syncing:
            return
        self._syncing = True
        rows, chosen = self._rows(), QItemSelection()
        for row in rows:
            chosen.select(self._model.index(row), self._model.index(row))
        picked = self._view.selectionModel()
        picked.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows and picked.currentIndex().row() not in rows:
            picked.setCurrentIndex(self._model.index(rows[-1]), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._syncing = False
        self.reveal()
        self._view.viewport().update()

    def reveal(self) -> None:
        """Scroll so that the selection is seen, its first row for sure."""
        rows = self._rows()
        for row in (*rows[-1:], *rows[:1]):
            self._view.scrollTo(self._model.index(row))

    def _rows(self) -> list[int]:
        return sorted(row for uid in self._selection.uids if (row := self._model.row_of(uid)) >= 0)

    def _share(self) -> None:
        if not self._syncing:
            self._syncing = True
            self._selection.set(self._model.uids_at(self._view.selectedIndexes()))
            self._syncing = False
        self._view.viewport().update()
