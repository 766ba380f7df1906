"""A schedule: every stretch of a routine's time, what is breathed in it, and what is said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from operator import attrgetter

from studio.core.breath import BreathPattern, BreathSpan, Half
from studio.core.dose import DoseInUse, Side
from studio.core.exercise import Exercise
from studio.core.frozen import frozen
from studio.core.routine import Circuit, Item, Step
from studio.core.transitions import Position

_end = attrgetter("end")


class SegmentKind(StrEnum):
    """What a stretch of time is for."""

    READY = "ready"
    MOVE = "move"
    HOLD = "hold"
    PAUSE = "pause"
    CHANGE = "change"
    REST = "rest"
    TILT = "tilt"
    RETURN = "return"


@frozen
class Segment:
    """A stretch of time `[start, end)` of one kind, in ms. `set` and `rep` count from 1; tilt in degrees.

    `step` is the row in the played order. The poses are names of the step's exercise; `via` are passed
    through at equal parts of the segment.
    """

    start: int
    end: int
    kind: SegmentKind
    step: int
    set: int | None
    side: Side | None
    rep: int | None
    tilt_from: int
    tilt_to: int
    pose_from: str
    pose_to: str
    via: tuple[str, ...] = ()
    say: str = ""

    @property
    def length(self) -> int:
        """Milliseconds from start to end."""
        return self.end - self.start

    @property
    def inverted(self) -> bool:
        """Whether the head is lower than the feet in any part of it."""
        return self.tilt_from > 0 or self.tilt_to > 0


class CueKind(StrEnum):
    """What a cue announces."""

    READY = "ready"
    START = "start"
    MOVE = "move"
    HOLD = "hold"
    SIDE = "side"
    HALF = "half"
    COUNT = "count"
    END = "end"
    REST = "rest"
    TILT = "tilt"
    RETURN = "return"
    FINISH = "finish"


@frozen
class Cue:
    """Something to sound or say at a time in ms."""

    at: int
    kind: CueKind
    text: str


@frozen
class Carry:
    """What one step hands on to the next: position, tilt in degrees, the half-breath that was last.

    `asked` tells whether a move asked for that half-breath, and not a hold that happened to end on it.
    """

    position: Position
    tilt: int = 0
    last: Half | None = None
    asked: bool = False


@frozen
class Ahead:
    """What a step has to know of what follows it; `rest` is the circuit's own rest, in ms."""

    final: bool
    inverted: bool
    half: Half
    rest: int = 0


@frozen
class Prepared:
    """A step with its exercise looked up and its dose settled; the exercise is None where it is unknown.

    `ranged` tells whether the intensity changes its length, `half` which half-breath it asks for first,
    `terms` with what breath and intensity it was settled.
    """

    step: Step
    exercise: Exercise | None
    dose: DoseInUse
    ranged: bool
    half: Half
    terms: tuple[BreathPattern, Fraction]

    @property
    def inverted(self) -> bool:
        """Whether the step is done head-down."""
        return self.dose.tilt > 0 and not self.dose.manual and self.exercise is not None


@frozen
class Part:
    """The piece of the schedule that belongs to one played step, with times from its own start."""

    length: int
    segments: tuple[Segment, ...]
    breath: tuple[BreathSpan, ...]
    cues: tuple[Cue, ...]
    inverted: int
    carry: Carry


@frozen
class Slot:
    """A played step: from what it was laid out, in which circuit and round (from 1), and its part."""

    prepared: Prepared
    carry: Carry
    ahead: Ahead
    within: Circuit | None
    round: int | None
    part: Part

    @property
    def circuit(self) -> str | None:
        """The title of the circuit that the step is played in."""
        return None if self.within is None else self.within.title

    @property
    def circuit_uid(self) -> int | None:
        """The identity of the circuit that the step is played in."""
        return None if self.within is None else self.within.uid


@frozen
class PlayedStep:
    """One step of the played order over `[start, end)`, in ms; a circuit's step once a round."""

    index: int
    uid: int
    exercise: str
    name: str
    start: int
    end: int
    circuit: str | None
    circuit_uid: int | None
    round: int | None
    manual: bool
    known: bool
    dose: DoseInUse


@frozen
class Source:
    """What a schedule was compiled from: compared with another one's by identity, it tells what they share.

    `terms` are whatever else all steps depend on, but for the intensity.
    """

    items: Sequence[Item] = ()
    terms: tuple[object, ...] = ()
    intensity: Fraction | None = None


@dataclass(frozen=True)
class Schedule:
    """All segments of a routine. They tile `[0, length)`; `starts` has the begin of every slot, in ms.

    `gentle` and `full` are the slots at intensity 0 and 1; both are empty where no dose has a range.
    """

    slots: tuple[Slot, ...]
    starts: tuple[int, ...]
    length: int
    gentle: tuple[Slot, ...] = ()
    full: tuple[Slot, ...] = ()
    source: Source = field(default=Source(), compare=False, repr=False)

    @cached_property
    def shortest(self) -> int:
        """Milliseconds at the intensity that takes the least time."""
        return min(self._extremes)

    @cached_property
    def longest(self) -> int:
        """Milliseconds at the intensity that takes the most time."""
        return max(self._extremes)

    @property
    def _extremes(self) -> tuple[int, ...]:
        ends = (sum(slot.part.length for slot in slots) for slots in (self.gentle, self.full) if slots)
        return (self.length, *ends)

    @cached_property
    def steps(self) -> tuple[PlayedStep, ...]:
        """Every played step, in order."""
        return tuple(self.step(index) for index in range(len(self.slots)))

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Every segment, in order, without gap or overlap."""
        return tuple(self.segments_between(0, self.length))

    @cached_property
    def breath(self) -> tuple[BreathSpan, ...]:
        """Every paced phase of the breath, in order."""
        return tuple(self.breath_between(0, self.length))

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Every cue, in order."""
        return tuple(self.cues_between(-1, self.length))

    @cached_property
    def manual_steps(self) -> int:
        """How many played steps wait for the user; they count no time."""
        return sum(slot.prepared.dose.manual for slot in self.slots)

    @cached_property
    def inverted(self) -> int:
        """Milliseconds with the head lower than the feet."""
        return sum(slot.part.inverted for slot in self.slots)

    @cached_property
    def unknown(self) -> tuple[int, ...]:
        """Rows of the steps whose exercise is not known; such a schedule cannot be played."""
        return tuple(i for i, slot in enumerate(self.slots) if slot.prepared.exercise is None)

    def step(self, index: int) -> PlayedStep:
        """The played step of a row."""
        slot, start = self.slots[index], self.starts[index]
        step, exercise = slot.prepared.step, slot.prepared.exercise
        return PlayedStep(
            index, step.uid, step.exercise, exercise.name if exercise else step.exercise,
            start, start + slot.part.length, slot.circuit, slot.circuit_uid, slot.round,
            slot.prepared.dose.manual, exercise is not None, slot.prepared.dose,
        )  # fmt: skip

    def row_at(self, at: int) -> int:
        """The row of the step that plays at `at`; the last that has any time when `at` is past the end."""
        row = max(0, bisect_right(self.starts, min(at, self.length - 1)) - 1)
        while row > 0 and not self.slots[row].part.segments:
            row -= 1
        return row

    def rows_of(self, uid: int) -> tuple[int, ...]:
        """The rows in which a step, or the steps of a circuit, are played."""
        return tuple(self._rows.get(uid, ()))

    @cached_property
    def _rows(self) -> dict[int, list[int]]:
        """The rows of every step and circuit that is played."""
        rows: dict[int, list[int]] = {}
        for row, slot in enumerate(self.slots):
            rows.setdefault(slot.prepared.step.uid, []).append(row)
            if slot.within is not None:
                rows.setdefault(slot.within.uid, []).append(row)
        return rows

    def segments_between(self, start: int, end: int) -> Iterator[Segment]:
        """The segments that touch `[start, end)`, in order."""
        for row in range(self.row_at(start), bisect_left(self.starts, end)):
            offset, part = self.starts[row], self.slots[row].part
            for index in range(bisect_right(part.segments, start - offset, key=_end), len(part.segments)):
                segment = part.segments[index]
                if segment.start + offset >= end:
                    return
                yield replace(segment, start=segment.start + offset, end=segment.end + offset, step=row)

    def breath_between(self, start: int, end: int) -> Iterator[BreathSpan]:
        """The paced phases of the breath that touch `[start, end)`, in order."""
        for row in range(self.row_at(start), bisect_left(self.starts, end)):
            offset, part = self.starts[row], self.slots[row].part
            for index in range(bisect_right(part.breath, start - offset, key=_end), len(part.breath)):
                span = part.breath[index]
                if span.start + offset >= end:
                    return
                yield BreathSpan(span.start + offset, span.end + offset, span.phase, span.paced)

    def cues_between(self, after: int, until: int) -> Iterator[Cue]:
        """The cues due in `(after, until]`, in order, so that no tick loses or repeats one."""
        for row in range(max(0, bisect_left(self.starts, after) - 1), bisect_right(self.starts, until)):
            offset = self.starts[row]
            for cue in self.slots[row].part.cues:
                if after < cue.at + offset <= until:
                    yield replace(cue, at=cue.at + offset)
