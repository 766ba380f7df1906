"""The stage of the exercise editor: the figure in a key pose, with grips on its joints to move it by."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from studio.builder.exercise_words import grip_words, joint_words
from studio.builder.pieces import paint_ring
from studio.core.body import Point
from studio.core.frozen import frozen
from studio.core.motion import bounds_of
from studio.core.pose import Pose, Reach, moved_by
from studio.core.reach import GRIPS, Grip, Part, angle_of, dragged, places, turned
from studio.core.skeleton import Bounds
from studio.paint.figure import Stage, paint_figure, room_of, stage_for
from studio.paint.look import LIGHT, Look
from studio.paint.props import Prop

_ROOM = Bounds(-0.45, 0.0, 0.45, 0.62)
"""What is in view at least, in body heights."""
_AIR = 0.12
"""Room around the movement to pull a part into, in body heights."""
_CATCH = 14.0  # pixels around a grip
_GRIP, _CHOSEN = 6.0, 8.0
_STEP = 0.005  # body heights; the arrows move the hips by this much

_TURNS = {
    Qt.Key.Key_Up: 1.0, Qt.Key.Key_Right: 1.0, Qt.Key.Key_Down: -1.0, Qt.Key.Key_Left: -1.0,
}  # fmt: skip
_MOVES = {
    Qt.Key.Key_Up: (0.0, 1.0), Qt.Key.Key_Down: (0.0, -1.0),
    Qt.Key.Key_Right: (1.0, 0.0), Qt.Key.Key_Left: (-1.0, 0.0),
}  # fmt: skip


@frozen
class Frame:
    """One picture of the movement: the pose, how full the lungs are, the tilt, and whether it is mirrored."""

    pose: Pose
    lung: float
    tilt: float
    mirrored: bool


class PoseStage(QWidget):
    """Shows a pose and changes it by hand.

    `posed` carries each new pose while a part is pulled or turned, `settled` comes when it is let go.
    `chosen` says that another part was taken hold of. Grips are there for one side of the body, or, with
    `both`, for the two together. While the movement is shown, `left_film` asks to come back to the pose.
    """

    posed = Signal(object)
    settled = Signal()
    chosen = Signal()
    left_film = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._look = LIGHT
        self._pose, self._ghost = Pose(), Pose()
        self._has_ghost = False
        self._prop, self._bounds = Prop.NONE, _ROOM
        self._side, self._both = "near", False
        self.grip = Grip(Part.SHOULDERS)
        self._spots = places(self._pose)
        self._start: tuple[Pose, Point, bool] | None = None
        self._frame: Frame | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Figure")
        self._describe()

    @property
    def pose(self) -> Pose:
        """The pose that is shown."""
        return self._pose

    @property
    def grips(self) -> tuple[Grip, ...]:
        """What can be taken hold of, in the order of the Tab key."""
        return tuple(grip for grip in GRIPS if not grip.limb or grip.limb.endswith(self._side))

    def show_pose(self, pose: Pose, ghost: Pose | None, prop: Prop, room: Callable[[], Bounds]) -> None:
        """Show a key pose, with another as a shadow behind.

        `room` gives the bounds of the whole movement. While a part is pulled nobody asks, so nothing jumps.
        """
        self._spots = places(pose)
        self._pose, self._has_ghost, self._prop = pose, ghost is not None, prop
        self._ghost = ghost or pose
        if self._start is None:
            taken = room().united(bounds_of((pose,)))
            air = Bounds(taken.left - _AIR, 0.0, taken.right + _AIR, taken.top + _AIR)
            self._bounds = room_of(_ROOM.united(taken).united(air), prop)
        self._describe()
        self.update()

    def show_frame(self, frame: Frame | None) -> None:
        """Show a picture of the movement instead, without grips; None comes back to the pose."""
        self._frame = frame
        self.update()

    def show_side(self, side: str, *, both: bool) -> None:
        """Grips for the `near` or the `far` limbs, or for both together."""
        self._side, self._both = side, both
        if self.grip.limb and not self.grip.limb.endswith(side):
            self.grip = self.grip.twin
            self.chosen.emit()
        self._describe()
        self.update()

    def choose(self, grip: Grip) -> None:
        """Take hold of a part."""
        if grip != self.grip:
            self.grip = grip
            self._describe()
            self.chosen.emit()
            self.update()

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    def place_of(self, grip: Grip) -> QPointF:
        """Where a grip is on the screen, in this widget's pixels."""
        x, y = self._spots[grip]
        stage = self._stage()
        return stage.origin + QPointF(x * stage.scale, -y * stage.scale)

    def cancel(self) -> bool:
        """Put back what is being pulled; whether there was something."""
        if self._start is None:
            return False
        pose = self._start[0]
        self._start = None
        self.posed.emit(pose)
        self.settled.emit()
        return True

    @override
    def sizeHint(self) -> QSize:
        return QSize(620, 460)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(264, 240)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look, box = QPainter(self), self._look, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.thumb)
        painter.drawRoundedRect(box, 12, 12)
        if self._frame is not None:
            self._paint_frame(painter, self._frame)
            return
        paint_figure(
            painter, self._room(), self._pose, look, prop=self._prop, bounds=self._bounds,
            ghost=self._ghost if self._has_ghost else None,
        )  # fmt: skip
        for grip in self.grips:
            if grip != self.grip:
                self._paint_grip(painter, grip, chosen=False)
        self._paint_grip(painter, self.grip, chosen=True)
        self._paint_words(painter)
        if self.hasFocus():
            paint_ring(painter, box, look, 12)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._frame is not None:
            self.left_film.emit()  # the grips come back first, to be seen before they are taken hold of
            return
        grip = self._grip_at(event.position())
        if grip is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self.choose(grip)
        at, place = self._spot(event.position()), self._spots[grip]
        whole = grip.part is Part.HIP and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._start = (self._pose, (place[0] - at[0], place[1] - at[1]), whole)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is None:
            over = self._grip_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        pose, off, whole = self._start
        at = self._spot(event.position())
        to = (at[0] + off[0], at[1] + off[1])
        if whole:
            made = moved_by(pose, to[0] - pose.hip[0], to[1] - pose.hip[1])
        else:
            made = dragged(pose, self.grip, to, together=self._both)
        if made != self._pose:
            self.posed.emit(made)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._start is not None and event.button() is Qt.MouseButton.LeftButton:
            self._start = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.settled.emit()

    @override
    def event(self, event: QEvent) -> bool:
        """Tab goes from grip to grip, and leaves the figure behind the last one."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = event.key() == Qt.Key.Key_Backtab
            if event.key() == Qt.Key.Key_Tab or back:
                row = self.grips.index(self.grip) + (-1 if back else 1)
                if 0 <= row < len(self.grips):
                    self.choose(self.grips[row])
                    return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._frame is not None and event.key() in _TURNS:
            self.left_film.emit()
        key, times = Qt.Key(event.key()), 5 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if key == Qt.Key.Key_Escape and self.cancel():
            return
        if key not in _TURNS or self._start is not None:
            super().keyPressEvent(event)
            return
        if self.grip.part is Part.HIP:
            (x, y), (dx, dy) = self._pose.hip, _MOVES[key]
            made = dragged(self._pose, self.grip, (x + dx * times * _STEP, y + dy * times * _STEP))
        else:
            made = turned(self._pose, self.grip, _TURNS[key] * times, together=self._both)
        if made != self._pose:
            self.posed.emit(made)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TURNS and not event.isAutoRepeat():
            self.settled.emit()
        super().keyReleaseEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settled.emit()
        self.update()
        super().focusOutEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() is Qt.FocusReason.TabFocusReason:
            self.choose(self.grips[0])
        elif event.reason() is Qt.FocusReason.BacktabFocusReason:
            self.choose(self.grips[-1])
        self.update()
        super().focusInEvent(event)

    def _paint_frame(self, painter: QPainter, frame: Frame) -> None:
        paint_figure(
            painter, self._room(), frame.pose, self._look, prop=self._prop, bounds=self._bounds,
            breath=frame.lung, tilt=frame.tilt, mirrored=frame.mirrored,
        )  # fmt: skip
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), self._look, 12)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(16, 16, -16, -28)

    def _stage(self) -> Stage:
        return stage_for(self._room(), self._bounds)

    def _spot(self, at: QPointF) -> Point:
        stage = self._stage()
        return ((at.x() - stage.origin.x()) / stage.scale, (stage.origin.y() - at.y()) / stage.scale)

    def _grip_at(self, at: QPointF) -> Grip | None:
        """The grip under the pointer; the chosen one first, then the nearest."""

        def away(grip: Grip) -> float:
            off = self.place_of(grip) - at
            return hypot(off.x(), off.y()) - (2.0 if grip == self.grip else 0.0)

        nearest = min(self.grips, key=away)
        return nearest if away(nearest) <= _CATCH else None

    def _paint_grip(self, painter: QPainter, grip: Grip, *, chosen: bool) -> None:
        look, at, radius = self._look, self.place_of(grip), _CHOSEN if chosen else _GRIP
        painter.setPen(QPen(look.card, 5 if chosen else 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        held = grip.part is Part.END and isinstance(getattr(self._pose, grip.limb), Reach)
        box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        for pen, brush in (
            (QPen(look.card, 5), look.card),
            (QPen(look.focus if chosen else look.ac, 2), look.focus if chosen else look.card),
        ):
            painter.setPen(pen)
            painter.setBrush(brush)
            if held:
                painter.drawRect(box)
            else:
                painter.drawEllipse(box)

    def _paint_words(self, painter: QPainter) -> None:
        """The chosen part's name and angle, beside it."""
        look, at = self._look, self.place_of(self.grip)
        face = look.font(13, 600)
        words = self._words()
        painter.setFont(face)
        metrics = QFontMetricsF(face)
        size = QRectF(0, 0, metrics.horizontalAdvance(words) + 16, metrics.height() + 6)
        size.moveTo(at.x() + 16, at.y() - size.height() - 8)
        if size.right() > self.width() - 6:
            size.moveRight(at.x() - 16)
        size.moveLeft(max(6.0, size.left()))
        if size.top() < 6:
            size.moveTop(at.y() + 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tx)
        painter.drawRoundedRect(size, 7, 7)
        painter.setPen(look.card)
        painter.drawText(size, int(Qt.AlignmentFlag.AlignCenter.value), words)

    def _words(self) -> str:
        angle = angle_of(self._pose, self.grip)
        if self.grip.part is Part.HIP:
            return grip_words(self.grip, both=self._both)
        return f"{grip_words(self.grip, both=self._both)} \N{MIDDLE DOT} {joint_words(self.grip, angle)}"

    def _describe(self) -> None:
        self.setAccessibleDescription(
            f"{self._words()}. Tab goes to the next joint, arrows turn it, with Shift by 5 degrees."
        )
