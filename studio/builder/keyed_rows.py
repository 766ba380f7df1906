"""A list model whose rows have identities: it tells its views what changed, and never starts anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from studio.core.diff import Inserted, Moved, Removed, changes
from studio.core.frozen import frozen

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex


@frozen
class Texts:
    """What a row shows, and what is read out for it."""

    shown: str
    read_out: str


class KeyedRows(QAbstractListModel, Generic[T]):
    """Rows of one kind. Selection, scroll position and focus survive every change of them."""

    def __init__(self, texts: Callable[[T], Texts], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._keys: list[Hashable] = []
        self._rows: list[T] = []

    @property
    def rows(self) -> Sequence[T]:
        """The rows from top to bottom."""
        return self._rows

    def row_of(self, key: Hashable) -> int:
        """The row of an identity; -1 where there is none."""
        return self._keys.index(key) if key in self._keys else -1

    def at(self, index: Index) -> T:
        """The row behind an index."""
        return self._rows[index.row()]

    def key_at(self, row: int) -> Hashable:
        """The identity of a row."""
        return self._keys[row]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be dragged."""
        return (
            super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled
            if index.isValid()
            else Qt.ItemFlag.NoItemFlags
        )

    def show_rows(self, keys: Sequence[Hashable], rows: Sequence[T]) -> None:
        """Make these the rows; each change is told as what it is."""
        root = QModelIndex()
        for change in changes(self._keys, keys) if keys != self._keys else ():
            first = change.source if isinstance(change, Moved) else change.first
            if isinstance(change, Removed):
                self.beginRemoveRows(root, first, first + change.count - 1)
                self._splice(first, change.count, (), ())
                self.endRemoveRows()
            elif isinstance(change, Moved):
                below = change.target + (change.target > first)
                self.beginMoveRows(root, first, first, root, below)
                key, row = self._keys[first], self._rows[first]
                self._splice(first, 1, (), ())
                self._splice(change.target, 0, (key,), (row,))
                self.endMoveRows()
            elif isinstance(change, Inserted):
                last = first + change.count
                self.beginInsertRows(root, first, last - 1)
                self._splice(first, 0, keys[first:last], rows[first:last])
                self.endInsertRows()
        self._refresh(rows)

    def _splice(self, first: int, count: int, keys: Sequence[Hashable], rows: Sequence[T]) -> None:
        self._keys[first : first + count] = keys
        self._rows[first : first + count] = rows

    def _refresh(self, rows: Sequence[T]) -> None:
        pairs = enumerate(zip(self._rows, rows, strict=True))
        stale = [row for row, (old, new) in pairs if old is not new and old != new]
        self._rows[:] = rows
        if stale:
            self.dataChanged.emit(self.index(stale[0]), self.index(stale[-1]))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The texts of a row; whoever paints it asks for the row itself, with `at`."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(self.at(index)).shown
        return self._texts(self.at(index)).read_out if role == Qt.ItemDataRole.AccessibleTextRole else None
