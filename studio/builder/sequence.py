"""The sequence: the routine's steps as cards, to pick, drag and edit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QWidget
from typing_extensions import override

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.app.repeats import Repeats
from studio.app.selection import Selection
from studio.builder.clipping import Clipping
from studio.builder.drag import Carry, Load, carry
from studio.builder.keyed_rows import Index
from studio.builder.playing import MovementPlayer
from studio.builder.sequence_cards import NO_MARK, WIDEST_CARRIED, SequenceCards
from studio.builder.sequence_drops import SequenceDrops
from studio.builder.sequence_edits import SequenceEdits
from studio.builder.sequence_model import SequenceModel
from studio.builder.sequence_places import RowShapes
from studio.builder.sequence_selection import SequenceSelection
from studio.builder.sequence_spots import SequenceSpots
from studio.builder.sequence_strips import by_uid, foot_words, paint_empty
from studio.core.rows import outermost
from studio.paint.look import Look

_NONE, _ALT, _CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
_PLAIN = (_NONE, Qt.KeyboardModifier.ShiftModifier)

NARROWEST = 340


class SequenceView(QListView):
    """Cards that are picked, dragged and edited by mouse and by key; every act goes through `edits`.

    `drag_told` says what a drop would do just now, and nothing when the drag is over. The actions of the
    widget are those of its menu.
    """

    edit_requested = Signal()
    drag_told = Signal(str)

    def __init__(
        self,
        document: RoutineDocument,
        selection: Selection,
        advising: Advising | None = None,
        parent: QWidget | None = None,
        carry: Carry = carry,
    ) -> None:
        super().__init__(parent)
        self._document, self._advising, self._carry = document, advising, carry
        self._pressed, self._repeats = QPoint(), Repeats()
        self._shape_shown = -1
        self._shapes = RowShapes()
        self._shapes.is_last = self._is_last
        self.edits = SequenceEdits(document, selection, self)
        self.clipping = Clipping(document, selection, self.edits, self)
        self._model = SequenceModel(document, self)
        player = MovementPlayer(document.transitions, self)
        self._cards = SequenceCards(self._model, selection, self._shapes, player, self)
        self._drops = SequenceDrops(self, self._model, document, self.edits, self.clipping, self._shapes)
        self._cards.room = self._drops.room
        self._spots = SequenceSpots(self, self._model, self._cards, document, selection, player, advising)
        self._set_up()
        self.setModel(self._model)
        self.setItemDelegate(self._cards)
        self._picked = SequenceSelection(self, self._model, selection)
        self._connect()
        self._picked.show()
        self._show_foot()
        if advising is not None:
            self._shapes.notices = by_uid(advising.notices)

    def set_look(self, look: Look) -> None:
        """Paint in another look, at its text size."""
        grown = look.text != self._shapes.look.text
        self._shapes.look = look
        self._spots.editor.set_look(look)
        if grown:
            self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def set_still(self, still: bool) -> None:
        """Without motion (True) cards make room at once and no figure moves."""
        self._drops.room.still = self._spots.still = still

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
        self.setMouseTracking(True)
        self.viewport().setAcceptDrops(True)
        slowness = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        self._drops.room.still = slowness == 0

    def _connect(self) -> None:
        self.edits.edited.connect(self._picked.reveal)
        self.doubleClicked.connect(self.edit_requested)
        self._drops.told.connect(self.drag_told)
        self.selectionModel().currentChanged.connect(self._spots.unmark_others)
        self.verticalScrollBar().valueChanged.connect(self._spots.follow)
        self._document.changed.connect(self._show_foot)
        if self._advising is not None:
            self._advising.changed.connect(self._show_notices)

    def _is_last(self, uid: int) -> bool:
        return self._model.rows[-1].row.uid == uid

    def _show_foot(self) -> None:
        words = foot_words(self._document.schedule)
        if words != self._shapes.foot:
            self._shapes.foot = words
            self.scheduleDelayedItemsLayout()

    def _show_notices(self) -> None:
        """Other notices; all is laid out anew only where a row needs another height."""
        assert self._advising is not None
        old, new = self._shapes.notices, by_uid(self._advising.notices)
        differ = [uid for uid in old.keys() | new.keys() if old.get(uid) != new.get(uid)]
        rows = [self._model.rows[at] for uid in differ if (at := self._model.row_of(uid)) >= 0]
        before = [self._shapes.height(row) for row in rows]
        self._shapes.notices = new
        if before != [self._shapes.height(row) for row in rows]:
            self.scheduleDelayedItemsLayout()
        elif rows:
            self.viewport().update()

    def _edit_current(self) -> None:
        """Open the chip that the keyboard is at, else ask for the inspector."""
        if not self._spots.open_marked():
            self.edit_requested.emit()

    def _edit_in_place(self) -> None:
        marked = self._cards.marked != NO_MARK
        if marked or not self._spots.edit_title():
            self._edit_current()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        spots = self._spots
        keys = {
            (Qt.Key.Key_Up, _ALT): self.move_selected_up,
            (Qt.Key.Key_Down, _ALT): self.move_selected_down,
            (Qt.Key.Key_D, _CTRL): self.duplicate_selected,
            (Qt.Key.Key_Delete, _NONE): self.remove_selected,
            (Qt.Key.Key_Backspace, _NONE): self.remove_selected,
            (Qt.Key.Key_G, _CTRL): self.edits.group,
            (Qt.Key.Key_G, _CTRL | Qt.KeyboardModifier.ShiftModifier): self.edits.ungroup,
            (Qt.Key.Key_Return, _NONE): self._edit_current,
            (Qt.Key.Key_Enter, _NONE): self._edit_current,
            (Qt.Key.Key_F2, _NONE): self._edit_in_place,
            (Qt.Key.Key_Right, _NONE): lambda: spots.walk(1),
            (Qt.Key.Key_Left, _NONE): lambda: spots.walk(-1),
            (Qt.Key.Key_Period, _CTRL): spots.take_remedy,
        }
        mods = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act = keys.get((Qt.Key(event.key()), mods))
        text = event.text() if mods in _PLAIN else ""
        if act is not None:
            # A resting finger empties nothing.
            if not (act == self.remove_selected and self._repeats.repeats(event)):
                act()
        elif event.key() == Qt.Key.Key_Escape and self._cards.marked != NO_MARK:
            spots.mark(NO_MARK)
        elif not spots.take_key(text):
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._repeats.lift(event)
        if event.text() in ("+", "-") and not event.isAutoRepeat():
            self._spots.values.settle()
        super().keyReleaseEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        plain = event.button() is Qt.MouseButton.LeftButton and event.modifiers() == _NONE
        if not (plain and self._spots.press(self._pressed)):
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self._spots.hover(event.position().toPoint())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._spots.release(
            event.position().toPoint()
        ):
            super().mouseReleaseEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._spots.double_press(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(rect.center() if rect.isValid() else QPoint(20, 20))
        self._spots.menu().popup(at)

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        indexes, pressed = self.selectedIndexes(), self.indexAt(self._pressed)
        uids = outermost(self._document.routine, self._model.uids_at(indexes))
        if not uids or not pressed.isValid():
            return
        self._spots.editor.close_up()
        width, ratio = self.viewport().width(), self.devicePixelRatioF()
        picture, corner = self._cards.carried(pressed.row(), len(uids), width, ratio)
        hold = self._pressed - self.visualRect(pressed).topLeft()
        hold.setX(min(hold.x(), WIDEST_CARRIED - 24))
        mime = self.clipping.add_to(self._model.mimeData(indexes), uids)
        at = (corner + QPointF(hold)).toPoint()
        self._cards.faded = frozenset(uids)
        try:
            self._carry(self, Load(mime, picture, at, supportedActions, Qt.DropAction.MoveAction))
        finally:
            self._cards.faded = frozenset()
            self._drops.end()
            self.viewport().update()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        """Drags are the drops' own; when the mouse has gone nothing is hot."""
        if isinstance(event, QDragMoveEvent):
            self._drops.show_drag(event)
        elif isinstance(event, QDropEvent):
            self._drops.take_drop(event)
        elif isinstance(event, QDragLeaveEvent):
            self._drops.end()
        else:
            if event.type() is QEvent.Type.Leave:
                self._spots.hover(None)
            return super().viewportEvent(event)
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.executeDelayedItemsLayout()  # a moment later it would paint everything once more

    @override
    def doItemsLayout(self) -> None:
        self._shapes.width = self.viewport().width()
        self._shape_shown = self._model.shape
        super().doItemsLayout()
        self._spots.follow()

    @override
    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        """Paint what is in view; a list would lay out all its rows, which only other rows ask for."""
        if self._model.shape != self._shape_shown:
            super().dataChanged(topLeft, bottomRight, roles)
            return
        lowest = self.indexAt(QPoint(0, self.viewport().height() - 1)).row()
        first = max(topLeft.row(), self.indexAt(QPoint(0, 0)).row())
        last = bottomRight.row() if lowest < 0 else min(bottomRight.row(), lowest)
        if first <= last:
            index = self._model.index
            QAbstractItemView.dataChanged(self, index(first), index(last), roles)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if not self._model.rows:
            paint_empty(painter, QRectF(self.viewport().rect()), self._shapes.look)
        self._drops.paint(painter, self._shapes.look)
