"""Turning the picture: what is laid out upright on a face is shown, and pressed, as the face is turned."""

from __future__ import annotations

from math import atan2, cos, degrees, radians, sin
from typing import Any

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRect, QRectF, QSizeF, QVariantAnimation, Signal
from PySide6.QtGui import QPolygon, QRegion, QTransform
from PySide6.QtWidgets import QWidget

from studio.core.frozen import frozen

LENGTH = 400
"""How long the picture takes to turn, in ms: as any change of phase."""

UPSIDE_DOWN = 180.0


@frozen
class Turn:
    """How a face lies in the window: its size, the point that its middle is at, degrees clockwise."""

    face: QSizeF
    middle: QPointF
    angle: float = 0.0

    @property
    def straight(self) -> bool:
        """Whether what is upright on the face is upright or upside down in the window."""
        return self.angle % UPSIDE_DOWN == 0

    @property
    def to_window(self) -> QTransform:
        """Brings a point of the face to the window."""
        away = QTransform.fromTranslate(-self.face.width() / 2, -self.face.height() / 2)
        back = QTransform.fromTranslate(self.middle.x(), self.middle.y())
        return away * QTransform().rotate(self.angle) * back

    def to_face(self, point: QPointF) -> QPointF:
        """Where on the face a point of the window is: what the person sees there."""
        return self.to_window.inverted()[0].map(point)


def upright(size: QSizeF) -> Turn:
    """The face that is the window itself."""
    return Turn(size, QPointF(size.width() / 2, size.height() / 2))


def share_inside(size: QSizeF, angle: float) -> float:
    """How large a face of a window's shape can be, so that its corners stay inside up to an angle."""
    wide, high = size.width(), size.height()
    if wide <= 0 or high <= 0:
        return 1.0
    steepest = max(degrees(atan2(wide, high)), degrees(atan2(high, wide)))  # where it needs the most room
    turn = radians(min(abs(angle), steepest))
    taken = min(wide / (wide * cos(turn) + high * sin(turn)), high / (wide * sin(turn) + high * cos(turn)))
    return min(1.0, taken)


def pixels(box: QRectF) -> QRect:
    """A place in whole pixels; places that meet do not overlap, or one would be repainted with the other."""
    left, top = round(box.left()), round(box.top())
    return QRect(left, top, round(box.right()) - left, round(box.bottom()) - top)


def seat(widget: QWidget, box: QRectF, turn: Turn, *, within: QPointF | None = None) -> QTransform:
    """Put a widget where a box of the face is seen; what brings its own coordinates, upright, to the widget.

    Where the face is askew the widget is larger than what it shows, and a mask keeps the mouse off the rest.
    `within` is where the widget's parent lies in the window.
    """
    view = QTransform.fromTranslate(box.x(), box.y()) * turn.to_window
    if within is not None:
        view = view * QTransform.fromTranslate(-within.x(), -within.y())
    own = QRectF(0, 0, box.width(), box.height())
    seen = view.mapRect(own)
    place = pixels(seen) if turn.straight else seen.toAlignedRect()
    widget.setGeometry(place)
    inside = view * QTransform.fromTranslate(-place.x(), -place.y())
    if turn.straight:
        widget.clearMask()
    else:
        widget.setMask(QRegion(QPolygon(inside.mapToPolygon(own.toAlignedRect()))))
    return inside


def seat_round(widget: QWidget, box: QRectF, turn: Turn, *, within: QPointF) -> None:
    """Put a round widget where a box of the face is seen; it stays a square, whatever the angle."""
    place = QRectF(0, 0, box.width(), box.height())
    place.moveCenter(turn.to_window.map(box.center()) - within)
    widget.setGeometry(pixels(place))


def region_seen(region: QRegion, view: QTransform) -> QRegion:
    """A region of what a widget shows, on the widget itself."""
    return view.map(region)


class Turning(QObject):
    """The angle of the picture, on its way to the one that is wanted.

    `turned` says that everything lies another way now.
    """

    turned = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.angle = 0.0
        self._wanted = 0.0
        self._way = QVariantAnimation(self)
        self._way.setDuration(LENGTH)
        curve = QEasingCurve(QEasingCurve.Type.BezierSpline)
        curve.addCubicBezierSegment(QPointF(0.4, 0.0), QPointF(0.2, 1.0), QPointF(1.0, 1.0))
        self._way.setEasingCurve(curve)
        self._way.valueChanged.connect(self._be_at)

    @property
    def wanted(self) -> float:
        """The angle that it turns to, or is at."""
        return self._wanted

    @property
    def on_its_way(self) -> bool:
        """Whether it turns at the moment."""
        return self._way.state() is QVariantAnimation.State.Running

    def turn_to(self, angle: float, *, at_once: bool) -> None:
        """Turn to an angle, softly or at once."""
        if angle == self._wanted and not (at_once and self.on_its_way):
            return
        self._wanted = angle
        self._way.stop()
        if at_once:
            self._be_at(angle)
            return
        self._way.setStartValue(self.angle)
        self._way.setEndValue(angle)
        self._way.start()

    def stop(self) -> None:
        """Turn no further: the window goes."""
        self._way.stop()

    def _be_at(self, angle: Any) -> None:
        if angle != self.angle:
            self.angle = float(angle)
            self.turned.emit()
