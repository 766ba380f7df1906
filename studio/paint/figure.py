"""Paints the figure on its mat into a rectangle, at one scale for a whole movement."""

from __future__ import annotations

from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from studio.core.body import MAT, polar
from studio.core.frozen import frozen
from studio.core.motion import bounds_of
from studio.core.pose import Pose
from studio.core.skeleton import Bounds, Skeleton, solve
from studio.paint.look import Look
from studio.paint.person import paint_person, paint_shadow
from studio.paint.props import ROOM, Prop, paint_prop_before, paint_prop_behind, turned

_OVERHANG = 0.05  # how far the mat goes on beyond the figure
_MAT_HALF = 0.42  # a mat is at least twice as long, where the rectangle has room for it
_SLACK = 0.08  # how much spare height at most is left under the mat


@frozen
class Stage:
    """Where the floor's origin lies in a rectangle, and how many pixels are one body height."""

    origin: QPointF
    scale: float


def stage_for(rect: QRectF, bounds: Bounds, *, scale: float | None = None, mirrored: bool = False) -> Stage:
    """The stage on which everything inside `bounds` fits into `rect`; `scale` is the largest one wanted."""
    width = bounds.right - bounds.left + 2 * _OVERHANG
    bottom = min(0.0, bounds.bottom) - MAT
    fitting = min(rect.width() / width, rect.height() / (bounds.top - bottom))
    s = fitting if scale is None else min(fitting, scale)
    middle = (bounds.left + bounds.right) / 2
    spare = rect.height() - (bounds.top - bottom) * s
    x = rect.center().x() + middle * s * (1 if mirrored else -1)
    y = rect.bottom() + bottom * s - min(spare / 2, _SLACK * rect.height())
    return Stage(QPointF(x, y), s)


def paint_figure(
    painter: QPainter,
    rect: QRectF,
    pose: Pose,
    look: Look,
    *,
    mirrored: bool = False,
    breath: float = 0.5,
    prop: Prop = Prop.NONE,
    tilt: float = 0.0,
    ghost: Pose | None = None,
    mat: bool = True,
    scale: float | None = None,
    bounds: Bounds | None = None,
) -> None:
    """Paints a pose into `rect`, standing at its foot.

    `bounds` is the room of the whole movement (`bounds_of` its poses), so that every picture of it has the
    same scale and place; without it the pose alone is fitted. `scale` caps the pixels of one body height.
    `breath` is 0 breathed out, 1 breathed in. `tilt` turns a table or chair and who lies on it, head-down.
    `ghost` is a pose to show as a shadow behind.
    """
    shown = turned(pose, prop, tilt)
    whole = room_of(bounds or bounds_of((shown,)), prop)
    stage = stage_for(rect, whole, scale=scale, mirrored=mirrored)
    s = stage.scale
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(stage.origin)
    if mirrored:
        painter.scale(-1.0, 1.0)
    if mat:
        _paint_mat(painter, whole, rect.width(), look, s)
    body = solve(shown)
    paint_prop_behind(painter, prop, look, s, tilt, body)
    if ghost is not None:
        paint_shadow(painter, solve(turned(ghost, prop, tilt)), look.mat, s)
    paint_person(painter, body, look, s, breath)
    paint_prop_before(painter, prop, look, s, tilt, body)
    if abs(body.turn) > 0.01:
        _paint_turn(painter, body, look, s)
    painter.restore()


def room_of(bounds: Bounds, prop: Prop) -> Bounds:
    """The room of a movement together with what stands around it."""
    taken = ROOM[prop]
    return bounds if taken is None else bounds.united(taken)


def _paint_mat(painter: QPainter, bounds: Bounds, room: float, look: Look, s: float) -> None:
    thick = max(2.0, MAT * s)
    half = max((bounds.right - bounds.left) / 2 + _OVERHANG, min(_MAT_HALF, room / s / 2)) * s
    left = (bounds.left + bounds.right) / 2 * s - half
    width = 2 * half
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.mat)
    painter.drawRoundedRect(QRectF(left, 0.0, width, thick), thick / 2, thick / 2)


def _paint_turn(painter: QPainter, body: Skeleton, look: Look, s: float) -> None:
    """A curved arrow over the hips: the pelvis is turned against the chest."""
    base = body.spine[0]
    middle = polar(base.at, base.angle + 180, 0.055)
    along, across = (polar((0.0, 0.0), base.angle - 90 * i, 1.0) for i in (0, 1))

    def at(u: float, v: float) -> QPointF:
        x, y = middle[0] + along[0] * u + across[0] * v, middle[1] + along[1] * u + across[1] * v
        return QPointF(x * s, -y * s)

    arc = [(0.042 * cos(radians(a)), 0.185 * sin(radians(a))) for a in range(18, 163, 9)]
    tip_u, tip_v = arc[0]
    pen = QPen(look.move, max(1.2, 0.012 * s))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setOpacity(min(1.0, abs(body.turn)))
    painter.setPen(pen)
    painter.drawPolyline([at(u, v) for u, v in arc])
    painter.drawPolyline(
        [at(tip_u - 0.030, tip_v + 0.014), at(tip_u, tip_v), at(tip_u + 0.016, tip_v + 0.034)]
    )
    painter.restore()
