"""Paints what stands beside the lanes: the times below them and their names."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from studio.core.phrase import clock
from studio.paint.look import Look
from studio.paint.strip import TEXT, text_width
from studio.timeline.lanes import Lanes
from studio.timeline.span import Scale, tick_steps, ticks
from studio.timeline.tilt import depth_of

TICK_WIDTH = 58.0
"""Room for a time on the axis, in px, at the design's text size."""


def grid_places(scale: Scale, look: Look) -> list[float]:
    """Where the lines of the grid are, in px: at the moments that the axis names."""
    major, _minor = tick_steps(scale.span, scale.pixels, TICK_WIDTH * look.text)
    return [round(scale.x(at)) + 0.5 for at in ticks(scale.span, major)]


def time_labels(scale: Scale, height: float, look: Look) -> list[tuple[QRectF, str]]:
    """The times on an axis of `height` px, and where they stand from the top of it."""
    major, _minor = tick_steps(scale.span, scale.pixels, TICK_WIDTH * look.text)
    labels: list[tuple[QRectF, str]] = []
    for at in ticks(scale.span, major):
        words = clock(at)
        width = text_width(words, 500, look.text) + 6
        left = min(max(scale.x(at) - width / 2, scale.left), scale.left + scale.pixels - width)
        if not labels or left >= labels[-1][0].right():  # one moved in from the edge may come too close
            labels.append((QRectF(left, 2, width, height - 4), words))
    return labels


def paint_times(painter: QPainter, scale: Scale, height: float, look: Look) -> None:
    """The axis: a line, small and labelled marks, and their times, `height` px below the lanes."""
    span = scale.span
    _major, minor = tick_steps(span, scale.pixels, TICK_WIDTH * look.text)
    painter.setPen(QPen(look.line, 1))
    places = [round(scale.x(at)) + 0.5 for at in ticks(span, minor)]
    painter.drawLines([QLineF(x, -4, x, 0) for x in places])
    # The line as the rectangle that it is: through a window's clip Qt is slow to draw a long line.
    line = QRectF(scale.left - 0.5, 0, scale.pixels + 1, 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.ctl)
    painter.drawRect(line)
    painter.setFont(look.font(TEXT, 500))
    painter.setPen(look.tx2)
    for box, words in time_labels(scale, height, look):
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def paint_lane_names(painter: QPainter, lanes: Lanes, bottom: int, right: float, look: Look) -> None:
    """The names of the lanes, and the degrees of the tilt down to `bottom`, up to `right` px."""
    painter.setFont(look.font(TEXT, 500))
    painter.setPen(look.tx2)
    high = look.grown(18)
    for name, box in lanes.named():
        painter.drawText(
            QRectF(16, box.middle - high / 2, right - 16, high), Qt.AlignmentFlag.AlignVCenter, name
        )
    if lanes.tilt is None:
        return
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    upper = max(depth_of(0, bottom, lanes.tilt) - high / 2, lanes.tilt.top - look.grown(6))
    lower = max(
        min(depth_of(bottom, bottom, lanes.tilt) - high / 2, lanes.tilt.bottom - high * 0.7),
        upper + high * 0.8,
    )
    for tilt, y in ((0, upper), (bottom, lower)):
        painter.drawText(QRectF(16, y, right - 24, high), flags, f"{tilt}\N{DEGREE SIGN}")
