"""The list of exercises: cards to drag, to add, and to see in motion."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.app.own_exercises import Origin
from studio.builder.drag import Carry, Load, carry
from studio.builder.library_model import LibraryModel
from studio.builder.playing import MovementPlayer
from studio.core.exercise import Exercise
from studio.core.phrase import dose_line
from studio.core.plain import one_line
from studio.paint.card import (
    GRIP,
    Thumbnails,
    lifted,
    paint_focus,
    paint_grip,
    paint_ground,
    paint_text,
)
from studio.paint.icons import paint_icon
from studio.paint.look import LIGHT, Look

SIDE, GAP, CARD = 3, 6, 64
PLUS = 28
"""Width and height of the button that adds an exercise, in pixels."""
KEEP = 50
"""Width of the button that keeps one."""
_THUMB = QSize(72, 50)
_RADIUS = 10
_FADED = 0.45


def card_rect(rect: QRect) -> QRectF:
    """The card inside its row."""
    return QRectF(rect.left() + SIDE, rect.top() + GAP / 2, rect.width() - 2 * SIDE, CARD)


def plus_rect(rect: QRect, *, above: bool = False) -> QRectF:
    """The button that adds, inside a row; `above` one that keeps."""
    card = card_rect(rect)
    top = card.top() + 3 if above else card.center().y() - PLUS / 2
    return QRectF(card.right() - PLUS - 6, top, PLUS, PLUS)


def keep_rect(rect: QRect) -> QRectF:
    """The button that keeps an exercise of the file, inside a row."""
    card = card_rect(rect)
    return QRectF(card.right() - KEEP - 6, card.bottom() - PLUS - 3, KEEP, PLUS)


class LibraryCards(QStyledItemDelegate):
    """Paints the rows of the library; `faded` is the exercise that is being carried."""

    def __init__(self, model: LibraryModel, player: MovementPlayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._player = model, player
        self._thumbnails = Thumbnails()
        self.look = LIGHT
        self.faded: Exercise | None = None

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, CARD + GAP)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        exercise, card = self._model.at(index), card_rect(option.rect)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setOpacity(_FADED if exercise is self.faded else 1.0)
        chosen = focused and bool(option.state & QStyle.StateFlag.State_Selected)
        self.paint_card(painter, card, exercise, selected=chosen, spared=PLUS if hovered or focused else 0)
        from_file = self._model.origin(exercise) is Origin.FILE
        if hovered or focused:
            self._paint_plus(painter, plus_rect(option.rect, above=from_file))
        if from_file:
            self._paint_keep(painter, keep_rect(option.rect))
        if focused:
            paint_focus(painter, card, self.look, _RADIUS)
        painter.restore()

    def paint_card(
        self, painter: QPainter, card: QRectF, exercise: Exercise, *, selected: bool = False, spared: int = 0
    ) -> None:
        """Paint an exercise's card; its words leave `spared` px at the right."""
        look, middle = self.look, card.center().y()
        paint_ground(painter, card, look, radius=_RADIUS, selected=selected)
        paint_grip(painter, QPointF(card.left() + 8, middle - GRIP.height() / 2), look.tx3)
        thumb = QRectF(card.left() + 26, middle - _THUMB.height() / 2, _THUMB.width(), _THUMB.height())
        self._thumbnails.paint(painter, thumb, exercise, look, self._player.pose_of(exercise))
        left = thumb.right() + 8
        width = card.right() - 8 - spared - left
        name, dose = one_line(exercise.name), dose_line(exercise.dose)
        origin = self._model.origin(exercise)
        top = middle - (28 if origin else 19)
        paint_text(painter, QRectF(left, top, width, 19), name, look.tx, weight=600)
        if origin is Origin.FILE:
            width = card.right() - 9 - KEEP - left
        paint_text(painter, QRectF(left, top + 19, width, 19), dose, look.tx3, pixels=13)
        if origin:
            paint_text(painter, QRectF(left, top + 38, width, 19), origin, look.ac_tx, pixels=13, weight=500)

    def carried(self, exercise: Exercise, width: int, ratio: float) -> tuple[QPixmap, QPointF]:
        """A picture of a card taken up, and where its corner lies in it."""
        flat = QPixmap(QSize(width - 2 * SIDE, CARD) * ratio)
        flat.setDevicePixelRatio(ratio)
        flat.fill(Qt.GlobalColor.transparent)
        painter = QPainter(flat)
        self.paint_card(painter, QRectF(0, 0, width - 2 * SIDE, CARD), exercise)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.look.focus, 1))
        painter.drawRoundedRect(QRectF(0.5, 0.5, width - 2 * SIDE - 1, CARD - 1), _RADIUS, _RADIUS)
        painter.end()
        return lifted(flat, self.look)

    def _paint_keep(self, painter: QPainter, rect: QRectF) -> None:
        self._paint_button(painter, rect)
        middle = Qt.AlignmentFlag.AlignCenter
        paint_text(painter, rect, "Keep", self.look.ac_tx, pixels=13, weight=600, align=middle)

    def _paint_button(self, painter: QPainter, rect: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.look.line, 1))
        painter.setBrush(self.look.raised)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.restore()

    def _paint_plus(self, painter: QPainter, rect: QRectF) -> None:
        self._paint_button(painter, rect)
        paint_icon(painter, "plus", rect.adjusted(6, 6, -6, -6), self.look.ac_tx, 2.25)


class LibraryView(QListView):
    """Exercises to drag, to add with Enter, a double click or the +, and to see move under the mouse."""

    added = Signal(str)
    kept = Signal(str)
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
        self.entered.connect(lambda index: self.player.play(model.at(index)))
        self.viewportEntered.connect(lambda: self.player.play(None))
        self.player.moved.connect(self._repaint_moving)
        model.filtered.connect(self._after_filter)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._cards.look = look
        self.viewport().update()

    def enter_from_above(self) -> None:
        """Take the focus, on the first exercise unless one is picked."""
        if not self.currentIndex().isValid() and self._model.rows:
            self.setCurrentIndex(self._model.index(0))
        self.setFocus(Qt.FocusReason.TabFocusReason)

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
            self.player.play(self._model.at(index) if index.isValid() else None)

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
        if from_file and keep_rect(rect).contains(place):
            return self.kept
        return self.added if plus_rect(rect, above=from_file).contains(place) else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._add(self.currentIndex())
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
        words = QRectF(SIDE, 24, self.viewport().width() - 2 * SIDE, 22)
        middle = Qt.AlignmentFlag.AlignCenter
        paint_text(painter, words, NOTHING, look.tx2, weight=600, align=middle)
        paint_text(painter, words.translated(0, 24), NOTHING_HINT, look.tx3, pixels=13, align=middle)


NOTHING = "No exercise fits"
NOTHING_HINT = "Esc in the search field shows all again."
