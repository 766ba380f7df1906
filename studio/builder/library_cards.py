"""The cards of the library: where on them their buttons are, and how they are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from studio.app.own_exercises import Origin
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
"""Width and height of the buttons that add an exercise and give it the star, in pixels."""
KEEP = 50
"""Width of the button that keeps one, at the usual text size."""
_LINE = 19
"""Height of a line of words."""
_THUMB = QSize(72, 50)
_RADIUS = 10
_FADED = 0.45


def card_rect(rect: QRect) -> QRectF:
    """The card inside its row."""
    return QRectF(rect.left() + SIDE, rect.top() + GAP / 2, rect.width() - 2 * SIDE, rect.height() - GAP)


def plus_rect(rect: QRect, *, above: bool = False) -> QRectF:
    """The button that adds, inside a row: below the star, or `above` the button that keeps."""
    card = card_rect(rect)
    top = card.top() + 3 if above else card.bottom() - PLUS - 3
    return QRectF(card.right() - PLUS - 6, top, PLUS, PLUS)


def star_rect(rect: QRect) -> QRectF:
    """The star, inside a row."""
    return plus_rect(rect, above=True)


def keep_rect(rect: QRect, look: Look = LIGHT) -> QRectF:
    """The button that keeps an exercise of the file, inside a row."""
    card, wide = card_rect(rect), look.grown(KEEP)
    return QRectF(card.right() - wide - 6, card.bottom() - PLUS - 3, wide, PLUS)


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
        return QSize(160, self.look.grown(CARD) + GAP)

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
        active, star = hovered or focused, self._model.is_favourite(exercise)
        from_file = self._model.origin(exercise) is Origin.FILE
        self.paint_card(painter, card, exercise, selected=chosen, spared=PLUS if active or star else 0)
        if active:
            self._paint_plus(painter, plus_rect(option.rect, above=from_file))
        if star or (active and not from_file):
            self._paint_star(painter, star_rect(option.rect), filled=star, framed=active)
        if from_file:
            self._paint_keep(painter, keep_rect(option.rect, self.look))
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
        origin, line, small = self._model.origin(exercise), look.grown(_LINE), look.grown(13)
        place = QRectF(left, middle - line * (1.5 if origin else 1), width, line)
        paint_text(painter, place, name, look.tx, pixels=look.grown(14), weight=600)
        if origin is Origin.FILE:
            place.setWidth(card.right() - 9 - look.grown(KEEP) - left)
        place.translate(0, line)
        paint_text(painter, place, dose, look.tx3, pixels=small)
        if origin:
            place.translate(0, line)
            paint_text(painter, place, origin, look.ac_tx, pixels=small, weight=500)

    def carried(self, exercise: Exercise, width: int, ratio: float) -> tuple[QPixmap, QPointF]:
        """A picture of a card taken up, and where its corner lies in it."""
        high = self.look.grown(CARD)
        flat = QPixmap(QSize(width - 2 * SIDE, high) * ratio)
        flat.setDevicePixelRatio(ratio)
        flat.fill(Qt.GlobalColor.transparent)
        painter = QPainter(flat)
        self.paint_card(painter, QRectF(0, 0, width - 2 * SIDE, high), exercise)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.look.focus, 1))
        painter.drawRoundedRect(QRectF(0.5, 0.5, width - 2 * SIDE - 1, high - 1), _RADIUS, _RADIUS)
        painter.end()
        return lifted(flat, self.look)

    def _paint_keep(self, painter: QPainter, rect: QRectF) -> None:
        self._paint_button(painter, rect)
        middle = Qt.AlignmentFlag.AlignCenter
        ink, pixels = self.look.ac_tx, self.look.grown(13)
        paint_text(painter, rect, "Keep", ink, pixels=pixels, weight=600, align=middle)

    def _paint_button(self, painter: QPainter, rect: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.look.line, 1))
        painter.setBrush(self.look.raised)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.restore()

    def _paint_star(self, painter: QPainter, rect: QRectF, *, filled: bool, framed: bool) -> None:
        if framed:
            self._paint_button(painter, rect)
        ink = self.look.ac_tx if filled else self.look.tx2
        paint_icon(painter, "star", rect.adjusted(6, 6, -6, -6), ink, filled=filled)

    def _paint_plus(self, painter: QPainter, rect: QRectF) -> None:
        self._paint_button(painter, rect)
        paint_icon(painter, "plus", rect.adjusted(6, 6, -6, -6), self.look.ac_tx, 2.25)
