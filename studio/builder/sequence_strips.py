"""What stands below the cards of the sequence: notices with their remedies, and a line at the end."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from studio.builder.sequence_places import SIDE, Strip
from studio.core.exercise import Posture
from studio.core.notice import Level, Notice
from studio.core.phrase import clock
from studio.core.schedule import Schedule, SegmentKind
from studio.paint.card import paint_focus, paint_text, text_width
from studio.paint.icons import paint_icon
from studio.paint.look import Look

EMPTY = "Drag an exercise here"
EMPTY_HINT = "Or pick one in the list and press Enter."
EMPTY_SHORT = "Or pick one and press Enter."
_CENTRE = Qt.AlignmentFlag.AlignCenter
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


def by_uid(notices: Iterable[Notice]) -> dict[int, tuple[Notice, ...]]:
    """The notices of each step and circuit."""
    found: dict[int, tuple[Notice, ...]] = {}
    for notice in notices:
        if notice.uid:
            found[notice.uid] = (*found.get(notice.uid, ()), notice)
    return found


def foot_words(schedule: Schedule) -> str:
    """What the end of a routine adds by itself: the level rest after a last step head-down."""
    if not schedule.slots:
        return ""
    slot = schedule.slots[-1]
    rest = sum(s.length for s in slot.part.segments if s.kind is SegmentKind.RETURN and not s.inverted)
    if not rest:
        return ""
    exercise = slot.prepared.exercise
    step = "The table step" if exercise and exercise.posture is Posture.TABLE else "The last step"
    return f"{step} ends with {clock(rest)} of level rest. It is counted in the total."


def paint_strip(
    painter: QPainter, strip: Strip, card: QRectF, look: Look, *, hot: bool, marked: bool
) -> None:
    """Paint one notice at the bottom of a card: safety in amber with a triangle, a remark in blue."""
    safety = strip.notice.level is Level.ADVICE
    ground, ink = (look.warn_bg, look.warn_tx) if safety else (look.info_bg, look.info_tx)
    edge = look.warn_line if safety else look.info_tx
    inner = strip.rect.adjusted(1, 0, -1, 0)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(card.adjusted(1.5, 1.5, -1.5, -1.5), 10, 10)
    painter.setClipPath(shape)
    painter.fillRect(inner, ground)
    painter.fillRect(QRectF(inner.left(), inner.top(), inner.width(), 1), edge)
    painter.restore()
    size = look.grown(16)
    sign = QRectF(strip.rect.left() + 13, strip.rect.center().y() - size / 2, size, size)
    paint_icon(painter, "warn" if safety else "info", sign, ink)
    painter.setFont(look.font(14))
    painter.setPen(ink)
    painter.drawText(strip.words.adjusted(size - 16, 0, 0, 0), _WRAPPED, strip.notice.text)
    if strip.button is None or strip.notice.remedy is None:
        return
    rect = strip.button.rect
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(look.card if hot else ground)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
    painter.restore()
    paint_text(
        painter, rect, strip.notice.remedy.label, ink, pixels=look.grown(14), weight=600, align=_CENTRE
    )
    if marked:
        paint_focus(painter, rect, look, 7)


def paint_foot(painter: QPainter, rect: QRectF, words: str, look: Look) -> None:
    """Paint the line at the end of the sequence."""
    size = look.grown(16)
    sign = QRectF(rect.left() + 17, rect.center().y() - size / 2, size, size)
    paint_icon(painter, "rest", sign, look.tx3)
    place = rect.adjusted(17 + size + 9, 0, -12, 0)
    painter.setFont(look.font(13))
    painter.setPen(look.tx3)
    painter.drawText(place, _WRAPPED, words)


def paint_empty(painter: QPainter, port: QRectF, look: Look) -> None:
    """Paint what to do where there is no step yet."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = QRectF(SIDE, SIDE, port.width() - 2 * SIDE, min(150.0 * look.text, port.height() - 2 * SIDE))
    painter.setPen(QPen(look.ctl, 1.5, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 13, 13)
    line = look.grown(24)
    words = QRectF(room.left() + 12, room.center().y() - line, room.width() - 24, line)
    paint_text(painter, words, EMPTY, look.tx, pixels=look.grown(15), weight=650, align=_CENTRE)
    below = words.translated(0, line + 2)
    small = look.grown(14)
    fits = text_width(EMPTY_HINT, small, 400) <= below.width()
    paint_text(painter, below, EMPTY_HINT if fits else EMPTY_SHORT, look.tx3, pixels=small, align=_CENTRE)
