"""The stretch of time that is in view, and the marks of its axis."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, log

from studio.core.frozen import frozen
from studio.core.phrase import HOUR, MINUTE
from studio.core.quantity import SECOND

CLOSEST = 8 * SECOND
"""The least time that can fill the graph, in ms."""

CLOSER = 0.8
"""How much of the view is left by one step of zoom."""

EMPTY = 10 * MINUTE
"""How long the axis of a routine without any time is, in ms."""

_STEPS = tuple(
    step * SECOND for step in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)
)
_AIR = 1.5
_SOME = 0.12
"""How much of the view is left free beside something that was brought into it."""


@frozen
class Span:
    """The view `[start, end]` of a schedule of `total` ms; it never leaves `[0, whole]`."""

    start: float
    end: float
    total: int

    @property
    def whole(self) -> int:
        """The longest view, in ms."""
        return self.total or EMPTY

    @property
    def length(self) -> float:
        """Milliseconds in view."""
        return self.end - self.start

    @property
    def all_in_view(self) -> bool:
        """Whether there is nothing outside the view."""
        return self.length >= self.whole

    @property
    def zoom(self) -> float:
        """From 0, all in view, to 1, the closest; even steps of it look even."""
        return log(self.whole / self.length) / self._depth if self._depth else 0.0

    @property
    def _depth(self) -> float:
        return log(self.whole / CLOSEST) if self.whole > CLOSEST else 0.0

    def fitted(self) -> Span:
        """All of it."""
        return Span(0, self.whole, self.total)

    def at_zoom(self, zoom: float, at: float) -> Span:
        """The view at a zoom of 0..1, with the moment `at` where it is now."""
        return self.zoomed(
            self.whole * (CLOSEST / self.whole) ** zoom / self.length if self._depth else 1.0, at
        )

    def zoomed(self, factor: float, at: float) -> Span:
        """`factor` times as much in view, with the moment `at` where it is now."""
        length = min(max(self.length * factor, min(CLOSEST, self.whole)), self.whole)
        return self._from(at - (at - self.start) * length / self.length, length)

    def panned(self, by: float) -> Span:
        """The view moved by some ms."""
        return self._from(self.start + by, self.length)

    def around(self, start: float, end: float) -> Span:
        """The view that `[start, end]` fills, but for a little at both sides."""
        some = (end - start) * _SOME / 2
        length = min(max(end - start + 2 * some, min(CLOSEST, self.whole)), self.whole)
        return self._from((start + end - length) / 2, length)

    def reaching(self, start: float, end: float) -> Span:
        """The view moved as little as needed to have `[start, end]` in it, or its start if it is longer."""
        if start < self.start or end - start > self.length:
            return self._from(
                start - min(self.length * _SOME, max(0.0, self.length - (end - start))), self.length
            )
        return self if end <= self.end else self._from(end + self.length * _SOME - self.length, self.length)

    def over(self, total: int) -> Span:
        """The same view of a schedule that has become another: all of it, if all of it was in view."""
        if self.all_in_view:
            return Span(0, total or EMPTY, total)
        view = replace(self, total=total)
        return view._from(self.start, min(max(self.length, min(CLOSEST, view.whole)), view.whole))

    def _from(self, start: float, length: float) -> Span:
        start = min(max(start, 0.0), self.whole - length)
        return Span(start, start + length, self.total)


@frozen
class Scale:
    """A span over `pixels` px from `left` on."""

    span: Span
    left: float
    pixels: float

    def x(self, ms: float) -> float:
        """Where a moment is, in px."""
        return self.left + (ms - self.span.start) * self.pixels / self.span.length

    def ms(self, x: float) -> float:
        """The moment at a place in px; before the start and behind the end too."""
        return self.span.start + (x - self.left) * self.span.length / self.pixels


def start_span(total: int) -> Span:
    """The view of all of a schedule of `total` ms."""
    return Span(0, total or EMPTY, total)


def tick_steps(span: Span, width: float, label: float) -> tuple[int, int]:
    """Milliseconds between two labelled marks, whose labels are `label` px wide, and two small ones."""
    least = span.length / max(width, 1.0) * label * _AIR
    major = next((step for step in _STEPS if step >= least), ceil(least / HOUR) * HOUR)
    return major, next((step for step in reversed(_STEPS) if step < major and major % step == 0), major)


def ticks(span: Span, step: int) -> range:
    """The marks in view, in ms."""
    return range(ceil(span.start / step) * step, int(span.end) + 1, step)
