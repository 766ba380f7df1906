"""The cards of the sequence: steps, circuits with their steps in a well, and a card that is carried."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from studio.app.selection import Selection
from studio.builder.making_room import MakingRoom
from studio.builder.playing import MovementPlayer
from studio.builder.sequence_model import SequenceModel, SequenceRow
from studio.builder.sequence_places import (
    CARD,
    GAP,
    LESS,
    MORE,
    REST,
    ROUNDS,
    SIDE,
    Places,
    RowShapes,
    Spot,
    length_words,
)
from studio.builder.sequence_strips import paint_foot, paint_strip
from studio.paint.card import (
    Thumbnails,
    lifted,
    paint_chip,
    paint_focus,
    paint_grip,
    paint_ground,
    paint_text,
    text_width,
)
from studio.paint.icons import paint_icon
from studio.paint.look import Look
from studio.paint.plate import paint_plate

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_FADED = 0.45
_TALLEST_PICTURE = 320  # of a circuit that is carried
WIDEST_CARRIED = 340

Mark = tuple[int, str]
"""A spot by the identity of its row and its key; (0, "") is none."""
NO_MARK: Mark = (0, "")


class SequenceCards(QStyledItemDelegate):
    """Paints the rows of the sequence.

    `faded` are the identities of those that are being carried; `hot` is the spot under the mouse, `marked`
    the one that the keyboard is at, `moving` the step whose figure moves.
    """

    def __init__(
        self,
        model: SequenceModel,
        selection: Selection,
        shapes: RowShapes,
        player: MovementPlayer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._selection, self._player = model, selection, player
        self._thumbnails = Thumbnails()
        self.shapes = shapes
        self.room: MakingRoom | None = None
        self.faded: Collection[int] = ()
        self.hot, self.marked, self.moving = NO_MARK, NO_MARK, 0

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self.shapes.height(self._model.at(index)))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, at = self._model.at(index), index.row()
        shift = self.room.offset(at) if self.room else 0.0
        opened = shift - (self.room.offset(at - 1) if self.room else 0.0)
        painter.save()
        painter.translate(0, shift)
        if not {row.row.uid, row.row.circuit.uid if row.row.circuit else 0}.isdisjoint(self.faded):
            painter.setOpacity(_FADED)
        self.paint_row(painter, row, option.rect, opened)
        if option.state & QStyle.StateFlag.State_HasFocus and self.marked[0] != row.row.uid:
            card = self.shapes.parted(row, option.rect).card
            if row.header_of is None:
                paint_focus(painter, card, self.look)
            else:  # inside the well, whose own edge may wear the accent
                paint_focus(painter, card.adjusted(6, 5, -6, -1), self.look, 7)
        painter.restore()

    @property
    def look(self) -> Look:
        """In what look everything is painted."""
        return self.shapes.look

    def paint_row(self, painter: QPainter, row: SequenceRow, rect: QRect, opened: float = 0) -> None:
        """Paint a row, with the part of the well that goes with it; room is `opened` above it, in pixels."""
        chosen = self._selection.uids
        circuit = row.header_of or row.row.circuit
        if circuit is not None:
            self._paint_well(painter, row, rect, opened, selected=circuit.uid in chosen)
        places = self.shapes.places(row, rect)
        if row.header_of is not None:
            self._paint_header(painter, row, places)
        else:
            paint_ground(painter, places.card, self.look, selected=row.row.uid in chosen)
            self._paint_step(painter, row, places)
        for strip in places.strips:
            hot = strip.button is not None and self.hot == (row.row.uid, strip.button.key)
            marked = strip.button is not None and self.marked == (row.row.uid, strip.button.key)
            paint_strip(painter, strip, places.card, self.look, hot=hot, marked=marked)
        if self.shapes.foot and self.shapes.is_last(row.row.uid):
            paint_foot(painter, self.shapes.foot_rect(row, rect), self.shapes.foot, self.look)

    def carried(self, first: int, count: int, width: int, ratio: float) -> tuple[QPixmap, QPointF]:
        """A picture of row `first` taken up (a circuit with its steps), and where its corner lies in it.

        `count` is how many things are carried with it. The picture is narrow, so that the drop line is seen.
        """
        rows = [self._model.rows[first]]
        for row in self._model.rows[first + 1 :]:
            if rows[0].header_of is None or row.row.circuit is not rows[0].header_of:
                break
            rows.append(row)
        width = min(width, WIDEST_CARRIED)
        shapes = self.shapes
        alone = rows[0].header_of is None
        heights = [self.look.grown(CARD)] if alone else [shapes.height(row) for row in rows]
        flat = QPixmap(QSize(width, min(sum(heights), _TALLEST_PICTURE)) * ratio)
        flat.setDevicePixelRatio(ratio)
        flat.fill(Qt.GlobalColor.transparent)
        painter, top = QPainter(flat), 0
        for row, height in zip(rows, heights, strict=True):
            if alone:
                card = QRectF(0, 0, width, height)
                paint_ground(painter, card, self.look, selected=True)
                self._paint_step(painter, row, shapes.places_in(row, card))
            else:
                self.paint_row(painter, row, QRect(0, top, width, height))
            top += height
        painter.end()
        return lifted(flat, self.look, count)

    def _paint_well(
        self, painter: QPainter, row: SequenceRow, rect: QRect, opened: float, *, selected: bool
    ) -> None:
        """The part of a circuit's ground that lies behind one row: rounded at the circuit's ends only."""
        look, rect = self.look, self.shapes.parted(row, rect).rect
        above = 0.0 if row.header_of else opened
        top = rect.top() + GAP / 2 if row.header_of else rect.top() - 20 - above
        bottom = rect.bottom() + 1 - GAP / 2 if row.row.last else rect.bottom() + 21
        well = QRectF(rect.left() + SIDE, top, rect.width() - 2 * SIDE, bottom - top)
        painter.save()
        painter.setClipRect(QRectF(rect).adjusted(0, -above, 0, 0))
        edge, thick = (look.ac, 2) if selected else (look.line, 1)
        paint_plate(painter, well, look.well, 13, edge=edge, thick=thick)
        painter.restore()

    def _paint_header(self, painter: QPainter, row: SequenceRow, places: Places) -> None:
        look, circuit = self.look, row.header_of
        if circuit is None:
            return
        paint_grip(painter, places.grip, look.tx3)
        if places.picture.width():
            paint_icon(painter, "loop", places.picture, look.ac_tx)
        small, usual = look.grown(13), look.grown(14)
        paint_text(painter, places.name, row.name, look.tx, pixels=usual, weight=650)
        paint_plate(painter, places.under, look.card, 8, edge=look.line)
        for spot in places.spots:
            hot = self.hot == (row.row.uid, spot.key)
            if spot.key in (LESS, MORE):
                box = QRectF(0, 0, look.grown(20), look.grown(20))
                box.moveCenter(spot.rect.center())
                paint_plate(painter, box, look.ac_t if hot else look.well, 5)
                sign = QRectF(0, 0, 12, 12)
                sign.moveCenter(spot.rect.center())
                ends = circuit.rounds <= 1 if spot.key == LESS else circuit.rounds >= 99
                paint_icon(
                    painter, "minus" if spot.key == LESS else "plus", sign, look.ctl if ends else look.tx2
                )
            elif spot.key == ROUNDS and spot.chip:
                ink = look.ac_tx if hot else look.tx
                paint_text(painter, spot.rect, spot.chip.text, ink, pixels=small, weight=500, align=_CENTRE)
            elif spot.key == REST and spot.chip:
                self._paint_rest(painter, spot, hot=hot, said=bool(circuit.rest))
            if self.marked == (row.row.uid, spot.key):
                paint_focus(
                    painter, places.under if spot.key == ROUNDS else spot.rect.adjusted(1, 1, -1, -1), look, 7
                )
        self._paint_length(painter, row, places)

    def _paint_rest(self, painter: QPainter, spot: Spot, *, hot: bool, said: bool) -> None:
        if hot:
            paint_plate(painter, spot.rect, self.look.card, 7, edge=self.look.ctl)
        words = spot.rect.adjusted(9, 0, -9, 0)
        ink = self.look.tx2 if said or hot else self.look.tx3
        if spot.chip:
            paint_text(painter, words, spot.chip.text, ink, pixels=self.look.grown(13), weight=500)

    def _paint_step(self, painter: QPainter, row: SequenceRow, places: Places) -> None:
        look, uid = self.look, row.row.uid
        paint_grip(painter, places.grip, look.tx3)
        exercise = row.exercise
        if exercise is not None and places.picture.width():
            moving = self._player.pose_of(exercise) if uid == self.moving else None
            self._thumbnails.paint(painter, places.picture, exercise, look, moving)
        elif places.picture.width():
            _paint_unknown(painter, places.picture, look)
        self._paint_length(painter, row, places)
        for spot in places.spots:
            if spot.chip:
                hot = self.hot == (uid, spot.key)
                paint_chip(painter, spot.rect, spot.chip, look, ground=None if hot else look.well, hot=hot)
                if self.marked == (uid, spot.key):
                    paint_focus(painter, spot.rect, look, 7)
        paint_text(painter, places.name, row.name, look.tx, pixels=look.grown(14), weight=600)
        place_ink = look.tx3 if exercise else look.warn_tx
        paint_text(painter, places.under, row.place, place_ink, pixels=look.grown(13))

    def _paint_length(self, painter: QPainter, row: SequenceRow, places: Places) -> None:
        times, length = length_words(row)
        usual = self.look.grown(14)
        paint_text(painter, places.length, length, self.look.tx, pixels=usual, weight=600, align=_RIGHT)
        if times:
            place = places.length.adjusted(-8, 0, -text_width(length, usual, 600) - 4, 0)
            paint_text(painter, place, times, self.look.tx3, pixels=usual, weight=500, align=_RIGHT)


def _paint_unknown(painter: QPainter, rect: QRectF, look: Look) -> None:
    """The place of a figure that is not known."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QPainterPath()
    ground.addRoundedRect(rect, 8, 8)
    painter.fillPath(ground, QColor(look.warn_bg))
    sign = QRectF(0, 0, 20, 20)
    sign.moveCenter(rect.center())
    paint_icon(painter, "warn", sign, look.warn_tx)
    painter.restore()
