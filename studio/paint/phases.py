"""The five phases that a person tells apart: word, icon, pattern, height and colours of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtGui import QColor

from studio.core.frozen import frozen
from studio.core.schedule import Segment, SegmentKind
from studio.paint.look import Look

Colour = Callable[[Look], QColor]
"""Picks one colour of a look."""


class PhaseKind(StrEnum):
    """What a stretch of time feels like to the person who does it."""

    READY = "ready"
    MOVE = "move"
    HOLD = "hold"
    REST = "rest"
    INV = "inv"


class Pattern(StrEnum):
    """How a phase is filled, so that its colour is not needed."""

    HATCH = "hatch"
    ZIGZAG = "zigzag"
    SOLID = "solid"
    OUTLINED = "outlined"
    CHEVRONS = "chevrons"


@frozen
class PhaseStyle:
    """All codes of one phase; `height` is the part of its lane that its band fills, from the bottom."""

    word: str
    icon: str
    pattern: Pattern
    height: float
    fill: Colour
    ink: Colour
    edge: Colour | None = None


PHASES: Mapping[PhaseKind, PhaseStyle] = MappingProxyType(
    {
        PhaseKind.READY: PhaseStyle(
            "Get ready", "ready", Pattern.HATCH, 0.46, lambda look: look.ready, lambda look: look.on_ready
        ),
        PhaseKind.MOVE: PhaseStyle(
            "Move", "move", Pattern.ZIGZAG, 0.82, lambda look: look.move, lambda look: look.on_move
        ),
        PhaseKind.HOLD: PhaseStyle(
            "Hold", "hold", Pattern.SOLID, 1.0, lambda look: look.hold, lambda look: look.on_hold
        ),
        PhaseKind.REST: PhaseStyle(
            "Rest", "rest", Pattern.OUTLINED, 0.46,
            lambda look: look.rest, lambda look: look.on_rest, lambda look: look.rest_line,
        ),
        PhaseKind.INV: PhaseStyle(
            "Inverted", "inv", Pattern.CHEVRONS, 1.0, lambda look: look.inv, lambda look: look.on_inv
        ),
    }
)  # fmt: skip
assert set(PHASES) == set(PhaseKind)

_LEVEL: Mapping[SegmentKind, PhaseKind] = MappingProxyType(
    {
        SegmentKind.READY: PhaseKind.READY,
        SegmentKind.CHANGE: PhaseKind.READY,
        SegmentKind.MOVE: PhaseKind.MOVE,
        SegmentKind.HOLD: PhaseKind.HOLD,
        SegmentKind.PAUSE: PhaseKind.REST,
        SegmentKind.REST: PhaseKind.REST,
        SegmentKind.RETURN: PhaseKind.REST,
        SegmentKind.TILT: PhaseKind.INV,
    }
)
assert set(_LEVEL) == set(SegmentKind)

_INVERTED = frozenset((SegmentKind.MOVE, SegmentKind.HOLD, SegmentKind.CHANGE))
"""Kinds that become `inv` while the head is lower than the feet."""


def phase_of(segment: Segment) -> PhaseKind:
    """The phase of a segment."""
    if segment.inverted and segment.kind in _INVERTED:
        return PhaseKind.INV
    return _LEVEL[segment.kind]


def word_of(segment: Segment) -> str:
    """The word on a segment's band: its side, or what it is for, where that says more than the phase."""
    if segment.kind is SegmentKind.RETURN:
        return "Return"
    if segment.kind is SegmentKind.CHANGE:
        return "Change"
    if segment.kind is SegmentKind.HOLD and segment.side is not None:
        return segment.side.capitalize()
    return PHASES[phase_of(segment)].word
