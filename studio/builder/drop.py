"""Where in the sequence something would be dropped, and the line that shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from studio.builder.sequence_model import SequenceRow
from studio.builder.sequence_places import GAP, SIDE, WELL_PAD, Parted
from studio.core.frozen import frozen
from studio.core.phrase import clock
from studio.core.routine import Routine
from studio.core.rows import Place, place_after, place_before
from studio.paint.card import paint_text, text_width
from studio.paint.look import Look

_MINUS = "\N{MINUS SIGN}"
_PILL = 22


@frozen
class Landing:
    """A place, how far down and how far in its line is drawn, and the row that makes room for it."""

    place: Place
    y: int
    inset: int = 0
    row: int = 0


def landing_at(
    routine: Routine,
    rows: Sequence[SequenceRow],
    parted: Callable[[int], Parted],
    row: int,
    y: int,
    *,
    whole: bool,
) -> Landing:
    """Where a drop at height `y` over `row` (-1: below all) goes; what is `whole` goes into no circuit."""
    if not rows:
        return Landing(Place(len(routine.steps)), GAP)
    if row < 0 or y > parted(row).rect.bottom() + 1:
        return _after(routine, rows, parted, len(rows) - 1, outside=True)
    under, (rect, card) = rows[row], parted(row)
    lower = y >= card.center().y()
    if whole and (under.header_of or under.row.circuit):
        return _beside_circuit(routine, rows, parted, row, y)
    if under.header_of is not None and lower:
        return Landing(Place(0, under.row.uid), round(card.bottom()) - 1, WELL_PAD, row + 1)
    if lower:
        return _after(routine, rows, parted, row, outside=under.row.last and y > card.bottom())
    inset = WELL_PAD if under.row.circuit else 0
    return Landing(place_before(routine, under.row.uid), rect.top(), inset, row)


def _after(
    routine: Routine,
    rows: Sequence[SequenceRow],
    parted: Callable[[int], Parted],
    row: int,
    *,
    outside: bool,
) -> Landing:
    """Just after a row; `outside` is after the circuit that ends there."""
    under, (rect, card) = rows[row], parted(row)
    circuit = under.row.circuit
    if circuit is None or outside:
        uid = circuit.uid if circuit else under.row.uid
        return Landing(place_after(routine, uid), rect.bottom() + 1, 0, row + 1)
    bottom = round(card.bottom()) + WELL_PAD // 2 if under.row.last else rect.bottom() + 1
    return Landing(place_after(routine, under.row.uid), bottom, WELL_PAD, row + 1)


def _beside_circuit(
    routine: Routine,
    rows: Sequence[SequenceRow],
    parted: Callable[[int], Parted],
    row: int,
    y: int,
) -> Landing:
    """Before or after the whole circuit that `row` belongs to, whichever is nearer."""
    first = row
    while rows[first].row.circuit is not None:
        first -= 1
    last = first
    while not rows[last].row.last:
        last += 1
    top, bottom = parted(first).rect.top(), parted(last).rect.bottom() + 1
    uid = rows[first].row.uid
    if y < (top + bottom) / 2:
        return Landing(place_before(routine, uid), top, 0, first)
    return Landing(place_after(routine, uid), bottom, 0, last + 1)


def paint_landing(
    painter: QPainter, width: int, height: int, landing: Landing, added: int, look: Look, gap: float = 0
) -> None:
    """Paint the line with its ring in the middle of a `gap`, and the time that the drop adds (ms)."""
    y = min(max(landing.y + gap / 2, GAP), height - GAP)
    left = SIDE + landing.inset
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.focus)
    painter.drawRoundedRect(QRectF(left + 6, y - 1.5, width - SIDE - landing.inset - left - 6, 3), 2, 2)
    painter.setBrush(look.win)
    painter.setPen(QPen(look.focus, 3))
    painter.drawEllipse(QPointF(left + 5.5, y), 4, 4)
    if added:
        text = f"{'+' if added > 0 else _MINUS}{clock(abs(added))}"
        small, high = look.grown(13), look.grown(_PILL)
        wide = text_width(text, small, 650) + 18
        pill = QRectF(width - SIDE - landing.inset - wide, y - high / 2, wide, high)
        pill.moveTop(min(max(pill.top(), 0), height - high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.focus)
        painter.drawRoundedRect(pill, high / 2, high / 2)
        paint_text(
            painter, pill, text, look.win, pixels=small, weight=650, align=Qt.AlignmentFlag.AlignCenter
        )
    painter.restore()
