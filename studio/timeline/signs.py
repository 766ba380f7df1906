"""The signs on the graph: notices, and steps that take no time; those that would touch are one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum
from textwrap import wrap

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from studio.core.frozen import frozen
from studio.core.notice import Level, Notice
from studio.core.plain import one_line
from studio.paint.look import Look
from studio.paint.strip import draw_icon
from studio.timeline.advised import Advised
from studio.timeline.outline import Mark
from studio.timeline.span import Scale

APART = 20.0
"""How far apart two signs are at least, in px, at the design's text size."""

_MOST, _LINE = 4, 64
"""How many notices are told at once, and the letters of a line."""


class SignKind(IntEnum):
    """What a sign stands for; where several are one, the lowest number is shown."""

    UNKNOWN = 0
    ADVICE = 1
    MANUAL = 2
    REMARK = 3


@frozen
class Sign:
    """A sign at `x` px, what it stands for, the moments (ms) of steps without time, and the notices."""

    x: float
    kind: SignKind
    moments: tuple[int, ...]
    notices: tuple[Notice, ...]


def signs_in(marks: Sequence[Mark], told: Advised, scale: Scale, look: Look) -> list[Sign]:
    """The signs that are in view, from left to right."""
    span, notices = scale.span, told.notices
    first = bisect_left(notices, span.start, key=lambda one: one[0])
    last = bisect_left(notices, span.end, key=lambda one: one[0])
    entries: list[tuple[int, SignKind, Notice | None]] = [
        (at, SignKind.ADVICE if notice.level is Level.ADVICE else SignKind.REMARK, notice)
        for at, notice in notices[first:last]
    ]
    entries += [
        (mark.at, SignKind.MANUAL if mark.known else SignKind.UNKNOWN, None)
        for mark in marks
        if span.start <= mark.at <= span.end
    ]
    entries.sort(key=lambda entry: entry[0])
    apart, room, signs = APART * look.text, look.grown(9), []
    few: list[tuple[int, SignKind, Notice | None]] = []
    begin = 0.0
    for entry in entries:
        x = min(max(scale.x(entry[0]), scale.left + room), scale.left + scale.pixels - room)
        if few and x - begin >= apart:
            signs.append(_sign(few, begin))
            few = []
        if not few:
            begin = x
        few.append(entry)
    return [*signs, _sign(few, begin)] if few else signs


def _sign(few: list[tuple[int, SignKind, Notice | None]], x: float) -> Sign:
    notices = tuple(notice for _at, _kind, notice in few if notice is not None)
    moments = tuple(dict.fromkeys(at for at, _kind, notice in few if notice is None))
    return Sign(x, min(kind for _at, kind, _notice in few), moments, notices)


def sign_box(x: float, top: float, look: Look) -> QRectF:
    """Where a sign is drawn, and hovered: over the upper edge of the bands, which is at `top` px."""
    side = look.grown(16)
    return QRectF(x - side / 2, top - look.grown(5), side, side)


def sign_at(signs: list[Sign], at: QPointF, top: float, look: Look) -> Sign | None:
    """The sign under the pointer, with a little room around it."""
    return next((s for s in signs if sign_box(s.x, top, look).adjusted(-2, -2, 2, 2).contains(at)), None)


def paint_sign(painter: QPainter, sign: Sign, top: float, look: Look) -> None:
    """A triangle for safety, a round sign for all else."""
    box = sign_box(sign.x, top, look)
    line, ground, ink, icon = {
        SignKind.UNKNOWN: (look.warn_line, look.warn_bg, look.warn_tx, "warn"),
        SignKind.ADVICE: (look.warn_line, look.warn_bg, look.warn_tx, ""),
        SignKind.MANUAL: (look.ctl, look.card, look.tx2, "pause"),
        SignKind.REMARK: (look.info_tx, look.info_bg, look.info_tx, ""),
    }[sign.kind]
    painter.setPen(QPen(line, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(ground)
    middle, side = box.center(), box.width()
    if sign.kind is SignKind.ADVICE:
        foot = box.bottom() - 2
        painter.drawPolygon(
            QPolygonF([QPointF(middle.x(), box.top() + 1), QPointF(box.right() - 1, foot),
                       QPointF(box.left() + 1, foot)])
        )  # fmt: skip
        _paint_strokes(painter, look.warn_tx, middle.x(), box.top() + side * 0.37, foot - side * 0.12)
        return
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    if icon:
        inset = side * 0.2
        draw_icon(painter, icon, box.adjusted(inset, inset, -inset, -inset), ink)
    else:
        _paint_strokes(painter, ink, middle.x(), box.bottom() - side * 0.26, box.top() + side * 0.29)


def _paint_strokes(painter: QPainter, ink: QColor, x: float, stem: float, dot: float) -> None:
    """An exclamation mark from `stem` down to its `dot`, or an i from `stem` up to it; in px."""
    painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(x, stem), QPointF(x, stem + (dot - stem) * 0.55))
    painter.drawLine(QPointF(x, dot), QPointF(x, dot + 0.1))


def notice_words(notices: tuple[Notice, ...]) -> list[str]:
    """What some notices say, in short lines; plain text, as many as can be read at once."""
    lines: list[str] = []
    for notice in notices[:_MOST]:
        lines += wrap(one_line(notice.text, 240), _LINE)
    more = len(notices) - _MOST
    return [*lines, f"and {more} more"] if more > 0 else lines
