"""The cards of the sequence: steps, circuits with their steps in a well, and a card that is carried."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from studio.app.selection import Selection
from studio.builder.dose_chips import dose_chips, fitting
from studio.builder.sequence_model import SequenceModel, SequenceRow
from studio.core.phrase import clock, plural, short
from studio.paint.card import (
    CHIP_GAP,
    GRIP,
    Chip,
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
from studio.paint.look import LIGHT, Look
from studio.paint.plate import paint_plate

SIDE = 3
"""Room at both sides of a card for its focus ring."""
CARD, INNER_CARD, HEADER = 54, 50, 34
GAP, INNER_GAP, WELL_PAD, LINE = 6, 4, 6, 1
THUMB_WIDTH, THUMB_HEIGHT = 84, 46
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FADED = 0.45
_TALLEST_PICTURE = 320  # of a circuit that is carried
WIDEST_CARRIED = 340
_TIMES = "\N{MULTIPLICATION SIGN}"


def row_height(row: SequenceRow) -> int:
    """The height of a row with its share of the gaps above and below it."""
    if row.header_of is not None:
        return GAP // 2 + LINE + HEADER + (WELL_PAD + LINE + GAP // 2 if row.row.last else 0)
    if row.row.circuit is None:
        return GAP + CARD
    below = WELL_PAD + LINE + GAP // 2 if row.row.last else INNER_GAP // 2
    return INNER_GAP // 2 + INNER_CARD + below


def card_rect(row: SequenceRow, rect: QRect) -> QRectF:
    """The card of a row inside the row's rectangle; of a circuit's header, the part of the well it takes."""
    whole = QRectF(rect).adjusted(SIDE, 0, -SIDE, 0)
    if row.header_of is not None:
        return QRectF(whole.left(), whole.top() + GAP / 2, whole.width(), LINE + HEADER)
    if row.row.circuit is None:
        return QRectF(whole.left(), whole.top() + GAP / 2, whole.width(), CARD)
    inset = WELL_PAD + LINE
    return QRectF(whole.left() + inset, whole.top() + INNER_GAP / 2, whole.width() - 2 * inset, INNER_CARD)


class SequenceCards(QStyledItemDelegate):
    """Paints the rows of the sequence; `faded` are the identities of those that are being carried."""

    def __init__(self, model: SequenceModel, selection: Selection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._selection = model, selection
        self._thumbnails = Thumbnails()
        self.look = LIGHT
        self.faded: Collection[int] = ()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, row_height(self._model.at(index)))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._model.at(index)
        painter.save()
        if not {row.row.uid, row.row.circuit.uid if row.row.circuit else 0}.isdisjoint(self.faded):
            painter.setOpacity(_FADED)
        self.paint_row(painter, row, option.rect)
        if option.state & QStyle.StateFlag.State_HasFocus:
            card = card_rect(row, option.rect)
            if row.header_of is None:
                paint_focus(painter, card, self.look)
            else:  # inside the well, whose own edge may wear the accent
                paint_focus(painter, card.adjusted(6, 5, -6, -1), self.look, 7)
        painter.restore()

    def paint_row(self, painter: QPainter, row: SequenceRow, rect: QRect) -> None:
        """Paint a row, with the part of the well that goes with it."""
        chosen = self._selection.uids
        card = card_rect(row, rect)
        circuit = row.header_of or row.row.circuit
        if circuit is not None:
            self._paint_well(painter, row, rect, selected=circuit.uid in chosen)
        if row.header_of is not None:
            self._paint_header(painter, row, card)
            return
        paint_ground(painter, card, self.look, selected=row.row.uid in chosen)
        self._paint_step(painter, row, card)

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
        heights = [row_height(row) for row in rows] if rows[0].header_of else [CARD]
        flat = QPixmap(QSize(width, min(sum(heights), _TALLEST_PICTURE)) * ratio)
        flat.setDevicePixelRatio(ratio)
        flat.fill(Qt.GlobalColor.transparent)
        painter, top = QPainter(flat), 0
        for row, height in zip(rows, heights, strict=True):
            if rows[0].header_of is None:
                card = QRectF(0, 0, width, height)
                paint_ground(painter, card, self.look, selected=True)
                self._paint_step(painter, row, card)
            else:
                self.paint_row(painter, row, QRect(0, top, width, height))
            top += height
        painter.end()
        return lifted(flat, self.look, count)

    def _paint_well(self, painter: QPainter, row: SequenceRow, rect: QRect, *, selected: bool) -> None:
        """The part of a circuit's ground that lies behind one row: rounded at the circuit's ends only."""
        look = self.look
        top = rect.top() + GAP / 2 if row.header_of else rect.top() - 20
        bottom = rect.bottom() + 1 - GAP / 2 if row.row.last else rect.bottom() + 21
        well = QRectF(rect.left() + SIDE, top, rect.width() - 2 * SIDE, bottom - top)
        painter.save()
        painter.setClipRect(rect)
        edge, thick = (look.ac, 2) if selected else (look.line, 1)
        paint_plate(painter, well, look.well, 13, edge=edge, thick=thick)
        painter.restore()

    def _paint_header(self, painter: QPainter, row: SequenceRow, card: QRectF) -> None:
        look, circuit = self.look, row.header_of
        if circuit is None:
            return
        middle = card.center().y()
        paint_grip(painter, QPointF(card.left() + 12, middle - GRIP.height() / 2), look.tx3)
        paint_icon(painter, "loop", QRectF(card.left() + 31, middle - 8.5, 17, 17), look.ac_tx)
        right = card.right() - 13
        self._paint_length(painter, row, right, middle)
        right -= max(40.0, text_width(clock(row.played.length), 14, 600)) + CHIP_GAP
        if circuit.rest:
            rest = f"Rest {short(circuit.rest)}"
            wide = text_width(rest, 13, 500) + 1
            right -= wide + 9
            place = QRectF(right, card.top(), wide, card.height())
            paint_text(painter, place, rest, look.tx2, pixels=13, weight=500)
        rounds = Chip(f"{_TIMES} {plural(circuit.rounds, 'round', 'rounds')}")
        left = card.left() + 57
        room = right - left - rounds.width - 2 * CHIP_GAP
        wide = min(text_width(row.name, 14, 650) + 1, max(0.0, room))
        words = QRectF(left, card.top(), wide, card.height())
        paint_text(painter, words, row.name, look.tx, weight=650)
        paint_chip(painter, left + wide + 9, middle, rounds, look, ground=look.card)

    def _paint_step(self, painter: QPainter, row: SequenceRow, card: QRectF) -> None:
        look, middle = self.look, card.center().y()
        paint_grip(painter, QPointF(card.left() + 11, middle - GRIP.height() / 2), look.tx3)
        high = min(THUMB_HEIGHT, card.height() - 4)
        thumb = QRectF(card.left() + 31, round(middle - high / 2), THUMB_WIDTH, high)
        if row.exercise is not None:
            self._thumbnails.paint(painter, thumb, row.exercise, look)
        else:
            _paint_unknown(painter, thumb, look)
        right = self._paint_length(painter, row, card.right() - 13, middle) - 14
        left = thumb.right() + 10
        wanted = max(text_width(row.name, 14, 600), text_width(row.place, 13, 400)) + 1
        chips = fitting(dose_chips(row.step, row.exercise, row.played.dose), right - left - wanted - 10)
        for chip in reversed(chips):
            right -= chip.width
            paint_chip(painter, right, middle, chip, look)
            right -= CHIP_GAP
        width = right - left
        paint_text(painter, QRectF(left, middle - 19, width, 19), row.name, look.tx, weight=600)
        place_ink = look.tx3 if row.exercise else look.warn_tx
        paint_text(painter, QRectF(left, middle, width, 19), row.place, place_ink, pixels=13)

    def _paint_length(self, painter: QPainter, row: SequenceRow, right: float, middle: float) -> float:
        """How long the row takes, ending at `right`; gives back where it begins."""
        dose = row.played.dose
        waits = row.exercise is None or (dose is not None and dose.manual)
        text = "\N{EN DASH}" if waits and row.header_of is None else clock(row.played.length)
        width = max(40.0, text_width(text, 14, 600))
        place = QRectF(right - width, middle - 12, width, 24)
        paint_text(painter, place, text, self.look.tx, weight=600, align=_RIGHT)
        rounds = row.row.circuit.rounds if row.row.circuit else 1
        if rounds > 1 and not waits:
            times = f"{rounds} {_TIMES}"
            gap = text_width(text, 14, 600) + 4
            place = QRectF(right - gap - 60, middle - 12, 60, 24)
            paint_text(painter, place, times, self.look.tx3, weight=500, align=_RIGHT)
            width = max(64.0, gap + text_width(times, 14, 500))
        return right - width


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
