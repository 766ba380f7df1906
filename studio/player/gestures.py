"""What fingers and the mouse ask of the player, on the picture beside its buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QEventPoint, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.core.frozen import frozen

SLOP = 32
"""How far a finger may slip in a tap, in pixels: some 9 mm."""

SWIPE = 96
"""How far a swipe goes at least, in pixels."""

TAP = 600
"""How long a tap takes at most, in ms; a longer press is none."""


class Gesture(StrEnum):
    """What a hand did; left and right are the person's, whichever way up the picture is."""

    TAP = "tap"
    TWO_TAP = "two-tap"
    SWIPE_LEFT = "swipe-left"
    SWIPE_RIGHT = "swipe-right"


@frozen
class _Way:
    """A finger's first place and its last, in pixels."""

    start: QPointF
    end: QPointF


class Touching:
    """The fingers of one touch, from the first that comes to the last that goes. Times are in ms."""

    def __init__(self, at: int) -> None:
        self._begun = at
        self._ways: dict[int, _Way] = {}

    def move(self, finger: int, at: QPointF) -> None:
        """A finger came, or is now there."""
        self._ways[finger] = _Way(self._ways[finger].start if finger in self._ways else at, at)

    def gesture(self, at: int, seen: Callable[[QPointF], QPointF]) -> Gesture | None:
        """What it was, now that it ends; `seen` tells where the person sees a point of the window."""
        ways = [seen(way.end) - seen(way.start) for way in self._ways.values()]
        if ways and all(max(abs(way.x()), abs(way.y())) <= SLOP for way in ways):
            quick = at - self._begun <= TAP
            return {1: Gesture.TAP, 2: Gesture.TWO_TAP}.get(len(ways)) if quick else None
        if len(ways) != 1 or abs(ways[0].x()) < SWIPE or abs(ways[0].x()) < 2 * abs(ways[0].y()):
            return None
        return Gesture.SWIPE_LEFT if ways[0].x() < 0 else Gesture.SWIPE_RIGHT


class Hands(QObject):
    """Watches a window for touches and clicks on what is no button; those keep their own.

    A finger on a button is left to Qt, which makes a mouse of it. `touched` comes before what it became.
    """

    touched = Signal()
    made = Signal(Gesture)

    def __init__(self, window: QWidget, seen: Callable[[QPointF], QPointF]) -> None:
        super().__init__(window)
        self._window, self._seen = window, seen
        self._touching: Touching | None = None
        self._pressed: Touching | None = None
        window.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            return self._touch(event)
        if isinstance(event, QMouseEvent):
            self._mouse(event)
        return False

    def _touch(self, event: QTouchEvent) -> bool:
        points = event.points()
        match event.type():
            case QEvent.Type.TouchBegin:
                if any(self._window.childAt(point.position().toPoint()) for point in points):
                    return False
                self._touching = Touching(event.timestamp())
                self.touched.emit()
                self._follow(points)
            case QEvent.Type.TouchUpdate:
                self._follow(points)
            case QEvent.Type.TouchEnd:
                self._follow(points)
                self._end(self._touching, event.timestamp())
                self._touching = None
            case QEvent.Type.TouchCancel:
                self._touching = None
            case _:
                return False
        event.accept()
        return True

    def _follow(self, points: Iterable[QEventPoint]) -> None:
        if self._touching is not None:
            for point in points:
                self._touching.move(point.id(), point.position())

    def _mouse(self, event: QMouseEvent) -> None:
        """A click is a tap; a double click is one, by a hand that shakes or is used to them."""
        left = event.button() is Qt.MouseButton.LeftButton
        if event.type() is QEvent.Type.MouseButtonPress and left:
            self._pressed = Touching(event.timestamp())
            self._pressed.move(0, event.position())
            self.touched.emit()
        elif event.type() is QEvent.Type.MouseButtonRelease and left:
            pressed, self._pressed = self._pressed, None
            if pressed is not None:
                pressed.move(0, event.position())
            self._end(pressed, event.timestamp())

    def _end(self, touching: Touching | None, at: int) -> None:
        gesture = None if touching is None else touching.gesture(at, self._seen)
        if gesture is not None:
            self.made.emit(gesture)
