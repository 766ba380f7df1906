"""Paints what a figure lies, sits or hangs on: table, couch, wall, chair, bar."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio.core.body import Point, polar
from studio.core.neutral import TABLE_PIVOT
from studio.core.skeleton import Bounds
from studio.paint.look import Look


class Prop(StrEnum):
    """A thing that is drawn with the figure."""

    NONE = "none"
    TABLE = "table"
    COUCH = "couch"
    WALL = "wall"
    CHAIR = "chair"
    BAR = "bar"


ROOM: dict[Prop, Bounds | None] = {
    Prop.NONE: None,
    Prop.TABLE: Bounds(-0.50, 0.0, 0.56, 0.80),
    Prop.COUCH: Bounds(0.09, 0.0, 0.53, 0.44),
    Prop.WALL: Bounds(0.15, 0.0, 0.185, 0.875),
    Prop.CHAIR: Bounds(-0.25, 0.0, 0.02, 0.70),
    Prop.BAR: Bounds(-0.10, 0.0, 0.14, 1.27),
}
"""How much room each takes."""

assert set(ROOM) == set(Prop)


def prop_of(posture: str, equipment: tuple[str, ...] = ()) -> Prop:
    """What an exercise's figure needs around it, by the words of its file."""
    if posture == "table":
        return Prop.TABLE
    for word in equipment:
        if word in {"couch", "wall", "chair", "bar"}:
            return Prop(word)
    return {"hanging": Prop.BAR, "device": Prop.CHAIR}.get(posture, Prop.NONE)


def paint_prop_behind(painter: QPainter, prop: Prop, look: Look, s: float, tilt: float) -> None:
    """Paints what stands behind the figure; `tilt` is the table's angle, head-down."""
    if prop is Prop.TABLE:
        _table(painter, look, s, tilt)
    elif prop is Prop.COUCH:
        _box(painter, (0.105, 0.268), 0.40, 0.268, 0.035, look.pp, s)
        _box(painter, (0.405, 0.44), 0.125, 0.44, 0.04, look.pp2, s)
        _box(painter, (0.092, 0.278), 0.33, 0.075, 0.03, look.pp2, s)
    elif prop is Prop.WALL:
        _box(painter, (0.155, 0.86), 0.028, 0.875, 0.006, look.pp2, s)
    elif prop is Prop.CHAIR:
        _box(painter, (-0.245, 0.70), 0.045, 0.70, 0.02, look.pp2, s)
        _box(painter, (-0.03, 0.235), 0.035, 0.235, 0.012, look.pp2, s)
        _box(painter, (-0.235, 0.268), 0.250, 0.045, 0.018, look.pp, s)
    elif prop is Prop.BAR:
        _bar(painter, (-0.07, 0.0), (-0.07, 1.26), 0.020, look.pl2, s)
        _bar(painter, (-0.07, 1.235), (0.12, 1.235), 0.022, look.pl, s)


def paint_prop_before(painter: QPainter, prop: Prop, look: Look, s: float, tilt: float) -> None:
    """Paints what stands before the figure: the table's hinge and the rollers at the ankles."""
    if prop is not Prop.TABLE:
        return
    along = 180 + tilt
    ankles = polar(TABLE_PIVOT, along + 180, 0.475)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.pr)
    for (x, y), radius in (
        (polar(ankles, along - 90, 0.052), 0.019),
        (polar(ankles, along - 90, 0.128), 0.019),
        (TABLE_PIVOT, 0.021),
    ):
        painter.drawEllipse(QPointF(x * s, -y * s), radius * s, radius * s)


def _table(painter: QPainter, look: Look, s: float, tilt: float) -> None:
    x, _ = TABLE_PIVOT
    along = 180 + tilt
    _bar(painter, TABLE_PIVOT, (x - 0.30, 0.012), 0.022, look.pl2, s)
    _bar(painter, TABLE_PIVOT, (x + 0.30, 0.012), 0.022, look.pl2, s)
    _bar(painter, (x - 0.19, 0.17), (x + 0.19, 0.17), 0.014, look.pl2, s)
    _bar(painter, polar(TABLE_PIVOT, along, 0.50), polar(TABLE_PIVOT, along + 180, 0.10), 0.040, look.pl, s)
    foot = polar(TABLE_PIVOT, along + 180, 0.54)
    _bar(painter, polar(TABLE_PIVOT, along + 180, 0.08), foot, 0.020, look.pl2, s)
    ankles = polar(TABLE_PIVOT, along + 180, 0.475)
    _bar(painter, ankles, polar(ankles, along - 90, 0.16), 0.014, look.pl2, s)


def _bar(painter: QPainter, a: Point, b: Point, width: float, colour: QColor, s: float) -> None:
    painter.setPen(QPen(colour, width * s, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(a[0] * s, -a[1] * s), QPointF(b[0] * s, -b[1] * s))


def _box(
    painter: QPainter, top_left: Point, width: float, height: float, radius: float, colour: QColor, s: float
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    x, y = top_left
    painter.drawRoundedRect(QRectF(x * s, -y * s, width * s, height * s), radius * s, radius * s)
