"""What is true at one moment of a schedule."""

from __future__ import annotations

from studio.core.breath import BreathSpan, Phase
from studio.core.frozen import frozen
from studio.core.motion import eased
from studio.core.schedule import PlayedStep, Schedule, Segment


@frozen
class Moment:
    """One moment: `at` and `left` in ms, `lung` from 0 (empty) to 1 (full), `tilt` in degrees.

    `left` is what is left of the segment; `breath` is None where it is breathed freely.
    """

    at: int
    step: PlayedStep
    segment: Segment
    breath: BreathSpan | None
    lung: float
    tilt: float

    @property
    def left(self) -> int:
        """Milliseconds to the end of the segment."""
        return self.segment.end - self.at

    @property
    def progress(self) -> float:
        """How much of the segment is over, 0..1."""
        return (self.at - self.segment.start) / self.segment.length

    @property
    def inverted(self) -> bool:
        """Whether the head is lower than the feet in this segment."""
        return self.segment.inverted


def lung_level(span: BreathSpan | None, at: int) -> float:
    """How full the lungs are at `at` (ms), 0..1; a calm 0.25 where the breath is free."""
    if span is None:
        return 0.25
    match span.phase:
        case Phase.HOLD_IN:
            return 1.0
        case Phase.HOLD_OUT:
            return 0.0
        case _:
            risen = eased(min(1.0, max(0.0, (at - span.start) / (span.end - span.start))))
            return risen if span.phase is Phase.IN else 1 - risen


def moment_at(schedule: Schedule, at: int) -> Moment | None:
    """The moment at `at` ms, kept inside the schedule; None where the schedule has no time at all."""
    if schedule.length == 0:
        return None
    inside = min(max(at, 0), schedule.length - 1)
    segment = next(schedule.segments_between(inside, inside + 1))
    breath = next(schedule.breath_between(inside, inside + 1), None)
    at = min(max(at, 0), schedule.length)
    tilt = segment.tilt_from + (segment.tilt_to - segment.tilt_from) * (at - segment.start) / segment.length
    return Moment(at, schedule.step(segment.step), segment, breath, lung_level(breath, at), tilt)
