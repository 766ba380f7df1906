"""The list of exercises: cards to drag, to add, and to see in motion."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QMenu,
    QWidget,
)
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.app.own_exercises import Origin
from studio.builder.drag import Carry, Load, carry
from studio.builder.library_cards import SIDE, LibraryCards, card_rect, keep_rect, plus_rect, star_rect
from studio.builder.library_model import LibraryModel
from studio.builder.playing import MovementPlayer
from studio.core.exercise import Exercise
from studio.paint.card import (
    paint_text,
)
from studio.paint.look import Look


class LibraryView(QListView):
    """Exercises to drag, to add with Enter, a double click or the +, and to see move under the mouse."""

    added = Signal(str)
    kept = Signal(str)
    starred = Signal(str)
    edit_requested = Signal(str)
    left_upwards = Signal()

    def __init__(
        self,
        document: RoutineDocument,
        model: LibraryModel,
        parent: QWidget | None = None,
        carry: Carry = carry,
    ) -> None:
        super().__init__(parent)
        self._model, self._carry = model, carry
        self.player = MovementPlayer(document.transitions, self)
        self._cards = LibraryCards(model, self.player, self)
        self._pressed, self._answered = QPoint(), False
        self._set_up()
        self.setModel(model)
        self.setItemDelegate(self._cards)
        self.selectionModel().currentChanged.connect(self._play_current)
        self.entered.connect(lambda index: self._play(model.at(index)))
        self.starred.connect(model.toggle_favourite)
        self.viewportEntered.connect(lambda: self.player.play(None))
        self.player.moved.connect(self._repaint_moving)
        model.filtered.connect(self._after_filter)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        grown = look.text != self._cards.look.text
        self._cards.look = look
        if look.still:
            self.player.play(None)
        if grown:
            self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def enter_from_above(self) -> None:
        """Take the focus, on the first exercise unless one is picked."""
        if not self.currentIndex().isValid() and self._model.rows:
            self.setCurrentIndex(self._model.index(0))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Lay the cards out now rather than a moment later, which would paint them once more."""
        self.executeDelayedItemsLayout()

    def _set_up(self) -> None:
        self.setAccessibleName("Exercises")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)

    def _play_current(self, index: QModelIndex) -> None:
        if self.hasFocus():
            self._play(self._model.at(index) if index.isValid() else None)

    def _play(self, exercise: Exercise | None) -> None:
        self.player.play(None if self._cards.look.still else exercise)

    def _after_filter(self) -> None:
        if self.player.exercise is not None and self.player.exercise not in self._model.rows:
            self.player.play(None)
        self.viewport().update()

    def _repaint_moving(self) -> None:
        moving = self.player.exercise
        if moving is None:
            self.viewport().update()
        else:
            self.update(self._model.index(self._model.row_of(moving.id)))

    def _add(self, index: QModelIndex) -> None:
        if index.isValid():
            self.added.emit(self._model.at(index).id)

    def _button_at(self, at: QPoint) -> SignalInstance | None:
        """What a press there asks for, where one of a card's buttons is."""
        index = self.indexAt(at)
        if not index.isValid():
            return None
        rect, place = self.visualRect(index), QPointF(at)
        from_file = self._model.origin(self._model.at(index)) is Origin.FILE
        if from_file and keep_rect(rect, self._cards.look).contains(place):
            return self.kept
        if not from_file and star_rect(rect).contains(place):
            return self.starred
        return self.added if plus_rect(rect, above=from_file).contains(place) else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._add(self.currentIndex())
        elif event.text() == STAR_KEY and self.currentIndex().isValid():
            self.starred.emit(self._model.at(self.currentIndex()).id)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        asked = self._button_at(self._pressed)
        self._answered = event.button() is Qt.MouseButton.LeftButton and asked is not None
        if self._answered and asked is not None:
            asked.emit(self._model.at(self.indexAt(self._pressed)).id)
            return
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() and self._answered:
            return  # a press on a button has been answered; it begins no drag
        super().mouseMoveEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and not self._answered and not self._button_at(at):
            self._add(self.indexAt(at))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            at = self.visualRect(index).center() if by_key else event.pos()
            self.menu_of(self._model.at(index)).popup(self.viewport().mapToGlobal(at))

    def menu_of(self, exercise: Exercise) -> QMenu:
        """What can be done with an exercise; the menu goes when it is closed."""
        menu, model = QMenu(self), self._model
        menu.aboutToHide.connect(menu.deleteLater)
        entries = [("Add to the routine\tEnter", self.added)]
        if model.origin(exercise) is Origin.FILE:
            entries.append(("Keep in my exercises", self.kept))
        else:
            words = "Take the star away" if model.is_favourite(exercise) else "Make it a favourite"
            entries.append((f"{words}\t{STAR_KEY}", self.starred))
        mine = model.origin(exercise) is Origin.MINE
        edit = "Edit\N{HORIZONTAL ELLIPSIS}" if mine else "Edit a copy\N{HORIZONTAL ELLIPSIS}"
        entries.append((edit, self.edit_requested))
        for words, signal in entries:
            entry = menu.addAction(words)
            entry.triggered.connect(lambda _on=False, signal=signal: signal.emit(exercise.id))
        return menu

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        index = self.indexAt(self._pressed)
        if not index.isValid():
            return
        exercise, rect = self._model.at(index), self.visualRect(index)
        self.player.play(None)
        picture, corner = self._cards.carried(exercise, rect.width(), self.devicePixelRatioF())
        hold = corner + QPointF(self._pressed) - card_rect(rect).topLeft()
        self._cards.faded = exercise
        self.viewport().update()
        try:
            mime = self._model.mimeData([index])
            self._carry(self, Load(mime, picture, hold.toPoint(), supportedActions, Qt.DropAction.CopyAction))
        finally:
            self._cards.faded = None
            self.viewport().update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.player.play(None)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.underMouse():
            self.player.play(None)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.player.play(None)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._model.rows:
            self._paint_nothing_found()

    def _paint_nothing_found(self) -> None:
        painter, look = QPainter(self.viewport()), self._cards.look
        line, usual, small = look.grown(24), look.grown(14), look.grown(13)
        words = QRectF(SIDE, 24, self.viewport().width() - 2 * SIDE, line)
        middle = Qt.AlignmentFlag.AlignCenter
        paint_text(painter, words, NOTHING, look.tx2, pixels=usual, weight=600, align=middle)
        paint_text(painter, words.translated(0, line), NOTHING_HINT, look.tx3, pixels=small, align=middle)


STAR_KEY = "*"
NOTHING = "No exercise fits"
NOTHING_HINT = "Esc in the search field shows all again."
