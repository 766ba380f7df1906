"""Where the lanes of the graph are: steps, phase, breath, and tilt where the routine has it."""

from __future__ import annotations

from studio.core.frozen import frozen

TOP = 2.0
STEP = 22.0
AXIS = 24.0
"""Height of the axis below the lanes, in px, at the design's text size."""

GUTTER = 86.0
"""Width of the names of the lanes, in px, at the design's text size."""

MARGIN = 14.0
"""Room to the right of the graph, in px."""

_GAP = 6.0
_TILTED = (38.0, 10.0, 48.0, 8.0, 30.0)  # phase, gap, breath, gap, tilt
_LEVEL = (50.0, 14.0, 66.0)


@frozen
class LaneBox:
    """Top and height of a lane, in px."""

    top: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.top + self.height / 2


@frozen
class Lanes:
    """The boxes of all lanes in a graph of `height` px, without the axis."""

    height: float
    steps: LaneBox
    phase: LaneBox
    breath: LaneBox
    tilt: LaneBox | None

    def named(self) -> list[tuple[str, LaneBox]]:
        """Each lane with its name, from the top."""
        lanes = [("Steps", self.steps), ("Phase", self.phase), ("Breath", self.breath)]
        return lanes if self.tilt is None else [*lanes, ("Tilt", self.tilt)]


def lanes_in(height: float, tilted: bool, text: float = 1.0) -> Lanes:
    """The lanes in a graph of `height` px at a text size; what the steps leave is shared by the others."""
    parts, step = _TILTED if tilted else _LEVEL, round(STEP * text)
    top = TOP + step + _GAP
    scale = max(height - top - _GAP, 1.0) / sum(parts)
    boxes = []
    for index, part in enumerate(parts):
        if index % 2 == 0:
            boxes.append(LaneBox(round(top), round(part * scale)))
        top += part * scale
    return Lanes(height, LaneBox(TOP, step), boxes[0], boxes[1], boxes[2] if tilted else None)
