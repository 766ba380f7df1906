"""Paints one posed person: far limbs, head, trunk, near leg, vertebrae, near arm."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from studio.core.body import (
    BACK,
    EAR_OUTLINE,
    ELBOW_R,
    FOOT_OUTLINE,
    FRONT,
    HEAD_OUTLINE,
    SHOULDER_R,
    WRIST_R,
    depth,
    polar,
    swell,
)
from studio.core.frozen import frozen
from studio.core.skeleton import SEGMENTS, Line, Skeleton, direction
from studio.paint.look import Look
from studio.paint.shapes import add_capsule, add_closed, layered, outlined, put

_NEAR_HIP, _NEAR_KNEE, _NEAR_ANKLE = 0.066, 0.047, 0.028
_FAR_HIP, _FAR_KNEE, _FAR_ANKLE = 0.062, 0.0455, 0.027
_DOTS = 15
_SEAM = 0.0045
_SMALL = 150.0  # pixels of body height below which finer detail is not seen
_BACKS = tuple(depth(BACK, i / SEGMENTS) for i in range(SEGMENTS + 1))
_FRONTS = tuple(depth(FRONT, i / SEGMENTS) for i in range(SEGMENTS + 1))
_SWELLS = tuple(swell(i / SEGMENTS, 1.0) for i in range(SEGMENTS + 1))
_HEAD, _EAR, _FOOT = outlined(HEAD_OUTLINE), outlined(EAR_OUTLINE), outlined(FOOT_OUTLINE)


def _hand() -> QPainterPath:
    """Palm, fingers and a thumb, along the hand's direction."""
    path = layered()
    add_capsule(path, (0.012, 0.0), (0.050, 0.0), 0.0185, 0.0165, 1.0)
    add_capsule(path, (0.040, 0.0), (0.065, 0.0), 0.0155, 0.0105, 1.0)
    add_capsule(path, (0.020, 0.0), (0.048, -0.020), 0.009, 0.0075, 1.0)
    return path


_HAND = _hand()


@frozen
class Ink:
    """The colours of one side's limbs."""

    shirt: QColor
    trousers: QColor
    skin: QColor
    shoe: QColor

    def towards(self, other: Ink, t: float) -> Ink:
        """These colours on their way to those of another side."""
        return Ink(
            _blend(self.shirt, other.shirt, t),
            _blend(self.trousers, other.trousers, t),
            _blend(self.skin, other.skin, t),
            _blend(self.shoe, other.shoe, t),
        )


def paint_person(painter: QPainter, body: Skeleton, look: Look, s: float, breath: float) -> None:
    """Paints a person on a floor at the painter's (0, 0); `s` pixels are one body height."""
    near = Ink(look.sl, look.fb, look.fk, look.fs)
    far = Ink(look.ft2, look.fb2, look.fk2, look.fs2)
    arm_over, leg_over = body.arm_far.front > 0.5, body.leg_far.front > 0.5
    arm_ink, leg_ink = far.towards(near, body.arm_far.front), far.towards(near, body.leg_far.front)
    near_ink = near.towards(far, max(0.0, body.leg_far.front * 0.6))
    painter.setPen(Qt.PenStyle.NoPen)
    if not arm_over:
        _arm(painter, body.arm_far, arm_ink, s, None)
    if not leg_over:
        _leg(painter, body.leg_far, leg_ink, s, near=False)
    _head(painter, body, look, s)
    painter.fillPath(_trunk(body, s, breath), look.ft)
    _leg(painter, body.leg_near, near_ink, s, near=True)
    _seat(painter, body, near_ink.trousers, s)
    if leg_over:
        _leg(painter, body.leg_far, leg_ink, s, near=True)
    _vertebrae(painter, body, look.fv, s)
    if arm_over:
        _arm(painter, body.arm_far, arm_ink, s, look.seam)
    _arm(painter, body.arm_near, near, s, look.seam)


def paint_shadow(painter: QPainter, body: Skeleton, colour: QColor, s: float) -> None:
    """Paints a person as one flat shape: where the figure is going next."""
    flat = Ink(colour, colour, colour, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    for arm in (body.arm_far, body.arm_near):
        _arm(painter, arm, flat, s, None)
    for leg in (body.leg_far, body.leg_near):
        _leg(painter, leg, flat, s, near=True)
    for path in (put(_HEAD, body.head, body.head_angle, s), _neck(body, s), _trunk(body, s, 0.5)):
        painter.fillPath(path, colour)
    _seat(painter, body, colour, s)


def _leg(painter: QPainter, leg: Line, ink: Ink, s: float, *, near: bool) -> None:
    hip, knee, ankle = (_NEAR_HIP, _NEAR_KNEE, _NEAR_ANKLE) if near else (_FAR_HIP, _FAR_KNEE, _FAR_ANKLE)
    path = layered()
    add_capsule(path, leg.root, leg.middle, hip, knee, s)
    add_capsule(path, leg.middle, leg.end, knee - (0.001 if near else 0), ankle, s)
    painter.fillPath(path, ink.trousers)
    painter.fillPath(put(_FOOT, leg.end, leg.end_angle, s), ink.shoe)


def _seat(painter: QPainter, body: Skeleton, colour: QColor, s: float) -> None:
    """The trousers' upper part, over the lower end of the trunk."""
    first, fourth = body.spine[0], body.spine[3]
    path = layered()
    a, b = polar(first.at, first.angle + 90, 0.006), polar(fourth.at, fourth.angle + 90, 0.002)
    add_capsule(path, a, b, 0.060, 0.054, s)
    painter.fillPath(path, colour)


def _arm(painter: QPainter, arm: Line, ink: Ink, s: float, seam: QColor | None) -> None:
    lower = layered()
    add_capsule(lower, arm.middle, arm.end, 0.0245, WRIST_R, s)
    lower.addPath(put(_HAND, arm.end, arm.end_angle, s))
    painter.fillPath(lower, ink.skin)
    sleeve = _sleeve(arm, 0.0, s)
    if seam is not None and s < _SMALL:
        painter.strokePath(sleeve, QPen(seam, 2.0))
    elif seam is not None:  # a wider sleeve below gives the line of a wide pen, and is cheaper
        painter.fillPath(_sleeve(arm, max(_SEAM, 1.0 / s), s), seam)
    painter.fillPath(sleeve, ink.shirt)


def _sleeve(arm: Line, wider: float, s: float) -> QPainterPath:
    path = layered()
    cuff = polar(arm.middle, direction(arm.middle, arm.end), 0.032)
    add_capsule(path, arm.root, arm.middle, SHOULDER_R + wider, ELBOW_R + wider, s)
    add_capsule(path, arm.middle, cuff, ELBOW_R + wider, 0.0245 + wider, s)
    return path


def _head(painter: QPainter, body: Skeleton, look: Look, s: float) -> None:
    painter.fillPath(_neck(body, s), look.fk)
    painter.fillPath(put(_HEAD, body.head, body.head_angle, s), look.fk)
    painter.fillPath(put(_EAR, body.head, body.head_angle, s), look.fe)


def _neck(body: Skeleton, s: float) -> QPainterPath:
    path = layered()
    add_capsule(path, body.c7, polar(body.neck, body.head_angle, 0.02), 0.030, 0.029, s)
    add_capsule(path, polar(body.c7, body.spine[-1].angle, -0.03), body.c7, 0.034, 0.030, s)
    return path


def _trunk(body: Skeleton, s: float, breath: float) -> QPainterPath:
    """The trunk about the spine; the chest comes forward on the inhale."""
    rings = range(0, SEGMENTS + 1, 6 if s < _SMALL else 3)
    spine = body.spine
    back = [polar(spine[i].at, spine[i].angle + 90, _BACKS[i]) for i in rings]
    front = [polar(spine[i].at, spine[i].angle - 90, _FRONTS[i] + breath * _SWELLS[i]) for i in rings]
    base = spine[0]
    bottom = [
        polar(polar(base.at, base.angle + 180, 0.046), base.angle - 90, 0.018),
        polar(polar(base.at, base.angle + 180, 0.040), base.angle + 90, 0.040),
    ]
    top = polar(body.c7, spine[-1].angle, 0.016)
    path = layered()
    add_closed(path, [*back, top, *reversed(front), *bottom], s)
    return path


def _vertebrae(painter: QPainter, body: Skeleton, colour: QColor, s: float) -> None:
    """Fifteen dots along the back, smaller towards the neck; squares where a dot is hardly a pixel."""
    painter.setBrush(colour)
    squares = []
    for i in range(1, _DOTS + 1):
        place = 1 + i * 1.62
        k = floor(place)
        this, following, share = body.spine[k], body.spine[k + 1], place - k
        x = this.at[0] + (following.at[0] - this.at[0]) * share
        y = this.at[1] + (following.at[1] - this.at[1]) * share
        x, y = polar((x, y), this.angle + 90, _BACKS[k] * 0.52)
        radius = (0.0088 - 0.0022 * (i / 17)) * s
        if s < _SMALL:
            side = radius * 1.77  # a square as large as the dot
            squares.append(QRectF(x * s - side / 2, -y * s - side / 2, side, side))
        else:
            painter.drawEllipse(QPointF(x * s, -y * s), radius, radius)
    painter.drawRects(squares)


def _blend(a: QColor, b: QColor, t: float) -> QColor:
    if t <= 0:
        return a
    if t >= 1:
        return b
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * t,
        a.greenF() + (b.greenF() - a.greenF()) * t,
        a.blueF() + (b.blueF() - a.blueF()) * t,
    )
