"""Paths for the figure: tapered limbs and smooth closed curves, `s` pixels to a unit and y down."""

from __future__ import annotations

from collections.abc import Sequence
from math import acos, atan2, cos, degrees, dist, radians, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QTransform

from studio.core.body import Point


def layered() -> QPainterPath:
    """An empty path for pieces that lie over each other."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def add_capsule(path: QPainterPath, a: Point, b: Point, r1: float, r2: float, s: float) -> None:
    """A limb from circle `r1` about `a` to circle `r2` about `b`, with its sides along both."""
    length = dist(a, b)
    if length <= abs(r1 - r2):  # one circle lies in the other
        centre, radius = (a, r1) if r1 > r2 else (b, r2)
        path.addEllipse(QPointF(centre[0] * s, -centre[1] * s), radius * s, radius * s)
        return
    towards = degrees(atan2(b[1] - a[1], b[0] - a[0]))
    side = degrees(acos((r1 - r2) / length))
    d1, d2 = 2 * r1 * s, 2 * r2 * s
    x1, y1, x2, y2 = (a[0] - r1) * s, (-a[1] - r1) * s, (b[0] - r2) * s, (-b[1] - r2) * s
    path.arcMoveTo(x1, y1, d1, d1, towards + side)
    path.arcTo(x2, y2, d2, d2, towards + side, -2 * side)
    path.arcTo(x1, y1, d1, d1, towards - side, 2 * side - 360)
    path.closeSubpath()


def add_closed(path: QPainterPath, points: Sequence[Point], s: float) -> None:
    """A smooth closed curve through points (Catmull-Rom)."""
    pixels = [(x * s, -y * s) for x, y in points]
    path.moveTo(*pixels[0])
    ax, ay = pixels[-1]
    bx, by = pixels[0]
    cx, cy = pixels[1]
    for ex, ey in (*pixels[2:], *pixels[:2]):
        path.cubicTo(
            bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (ex - bx) / 6, cy - (ey - by) / 6, cx, cy
        )  # fmt: skip
        ax, ay, bx, by, cx, cy = bx, by, cx, cy, ex, ey
    path.closeSubpath()


def outlined(outline: Sequence[Point]) -> QPainterPath:
    """The shape of an outline in its own units: `put` sets it into a picture."""
    path = QPainterPath()
    add_closed(path, [(u, -v) for u, v in outline], 1.0)
    return path


def put(shape: QPainterPath, at: Point, angle: float, s: float) -> QPainterPath:
    """A shape in its own units, moved to `at` and turned to `angle`."""
    u, v = s * cos(radians(angle)), s * sin(radians(angle))
    return QTransform(u, -v, v, u, at[0] * s, -at[1] * s).map(shape)
