"""The sequence: the routine's steps as cards, to pick, drag and edit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.drag import Carry, Load, carry
from studio.builder.keyed_rows import Index
from studio.builder.sequence_cards import SIDE, WIDEST_CARRIED, SequenceCards, row_height
from studio.builder.sequence_drops import SequenceDrops
from studio.builder.sequence_edits import SequenceEdits
from studio.builder.sequence_model import SequenceModel
from studio.core.rows import outermost
from studio.paint.card import paint_text
from studio.paint.look import LIGHT, Look

_NONE, _ALT, _CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)

NARROWEST = 340
EMPTY = "Drag an exercise here"
EMPTY_HINT = "Or pick one in the list and press Enter."


class SequenceView(QListView):
    """Cards that are picked, dragged and edited by mouse and by key; every act goes through `edits`."""

    edit_requested = Signal()

    def __init__(
        self,
        document: RoutineDocument,
        selection: Selection,
        parent: QWidget | None = None,
        carry: Carry = carry,
    ) -> None:
        super().__init__(parent)
        self._document, self._selection, self._carry = document, selection, carry
        self._look = LIGHT
        self._pressed = QPoint()
        self._syncing = False
        self._heights: list[int] = []  # of the rows as they are laid out
        self.edits = SequenceEdits(document, selection, self)
        self._model = SequenceModel(document, self)
        self._cards = SequenceCards(self._model, selection, self)
        self._drops = SequenceDrops(self, self._model, document, self.edits)
        self._set_up()
        self.setModel(self._model)
        self.setItemDelegate(self._cards)
        self.selectionModel().selectionChanged.connect(self._share_selection)
        selection.changed.connect(self._show_selection)
        self.edits.edited.connect(self._reveal_selection)
        self.doubleClicked.connect(self.edit_requested)
        self._show_selection()

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = self._cards.look = look
        self.viewport().update()

    def add_exercise(self, exercise_id: str) -> None:
        """A new step after the selection, else at the end."""
        self.edits.add_exercise(exercise_id)

    def remove_selected(self) -> None:
        """Take the selection out."""
        self.edits.remove_selected()

    def duplicate_selected(self) -> None:
        """A copy of the selection behind it."""
        self.edits.duplicate_selected()

    def move_selected_up(self) -> None:
        """The selection one place up."""
        self.edits.move_selected(-1)

    def move_selected_down(self) -> None:
        """The selection one place down."""
        self.edits.move_selected(+1)

    def select_all(self) -> None:
        """Every step and circuit."""
        self.selectAll()

    def _set_up(self) -> None:
        self.setAccessibleName("Sequence")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setMinimumWidth(NARROWEST)
        self.setAutoScroll(False)
        self.viewport().setAcceptDrops(True)

    def _chosen_rows(self) -> list[int]:
        return sorted(row for uid in self._selection.uids if (row := self._model.row_of(uid)) >= 0)

    def _share_selection(self) -> None:
        if not self._syncing:
            self._syncing = True
            self._selection.set(self._model.uids_at(self.selectedIndexes()))
            self._syncing = False
        self.viewport().update()

    def _show_selection(self) -> None:
        if self._syncing:
            return
        self._syncing = True
        rows, chosen = self._chosen_rows(), QItemSelection()
        for row in rows:
            chosen.select(self._model.index(row), self._model.index(row))
        picked = self.selectionModel()
        picked.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows and picked.currentIndex().row() not in rows:
            picked.setCurrentIndex(self._model.index(rows[-1]), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._syncing = False
        self._reveal_selection()
        self.viewport().update()

    def _reveal_selection(self) -> None:
        """Scroll so that the selection is seen, its first row for sure."""
        rows = self._chosen_rows()
        for row in (*rows[-1:], *rows[:1]):
            self.scrollTo(self._model.index(row))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            (Qt.Key.Key_Up, _ALT): self.move_selected_up,
            (Qt.Key.Key_Down, _ALT): self.move_selected_down,
            (Qt.Key.Key_D, _CTRL): self.duplicate_selected,
            (Qt.Key.Key_Delete, _NONE): self.remove_selected,
            (Qt.Key.Key_Backspace, _NONE): self.remove_selected,
            (Qt.Key.Key_Return, _NONE): self.edit_requested.emit,
            (Qt.Key.Key_Enter, _NONE): self.edit_requested.emit,
            (Qt.Key.Key_F2, _NONE): self.edit_requested.emit,
        }
        act = acts.get((Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if act is None:
            super().keyPressEvent(event)
        elif not (event.isAutoRepeat() and act == self.remove_selected):  # a resting finger empties nothing
            act()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        indexes, pressed = self.selectedIndexes(), self.indexAt(self._pressed)
        uids = outermost(self._document.routine, self._model.uids_at(indexes))
        if not uids or not pressed.isValid():
            return
        width, ratio = self.viewport().width(), self.devicePixelRatioF()
        picture, corner = self._cards.carried(pressed.row(), len(uids), width, ratio)
        hold = self._pressed - self.visualRect(pressed).topLeft()
        hold.setX(min(hold.x(), WIDEST_CARRIED - 24))
        mime, at = self._model.mimeData(indexes), (corner + QPointF(hold)).toPoint()
        self._cards.faded = frozenset(uids)
        try:
            self._carry(self, Load(mime, picture, at, supportedActions, Qt.DropAction.MoveAction))
        finally:
            self._cards.faded = frozenset()
            self._drops.end()
            self.viewport().update()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drops.show_drag(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drops.show_drag(event)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drops.end()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._drops.take_drop(event)

    @override
    def doItemsLayout(self) -> None:
        self._heights = [row_height(row) for row in self._model.rows]
        super().doItemsLayout()

    @override
    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        """Paint what is in view; a list would lay out all its rows, which only a new height asks for."""
        first, last = topLeft.row(), bottomRight.row()
        heights = [row_height(row) for row in self._model.rows[first : last + 1]]
        if heights != self._heights[first : last + 1]:
            super().dataChanged(topLeft, bottomRight, roles)
            return
        lowest = self.indexAt(QPoint(0, self.viewport().height() - 1)).row()
        first = max(first, self.indexAt(QPoint(0, 0)).row())
        last = last if lowest < 0 else min(last, lowest)
        if first <= last:
            index = self._model.index
            QAbstractItemView.dataChanged(self, index(first), index(last), roles)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if not self._model.rows:
            self._paint_empty(painter)
        self._drops.paint(painter, self._look)

    def _paint_empty(self, painter: QPainter) -> None:
        look, port = self._look, QRectF(self.viewport().rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(SIDE, SIDE, port.width() - 2 * SIDE, min(150.0, port.height() - 2 * SIDE))
        painter.setPen(QPen(look.ctl, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 13, 13)
        words = QRectF(room.left() + 12, room.center().y() - 24, room.width() - 24, 24)
        middle = Qt.AlignmentFlag.AlignCenter
        paint_text(painter, words, EMPTY, look.tx, pixels=15, weight=650, align=middle)
        paint_text(painter, words.translated(0, 26), EMPTY_HINT, look.tx3, align=middle)
