"""Laying out one step in time: its segments, its breath and its cues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from studio.core.breath import BreathPattern, BreathSpan, Half, halves_in, stretched
from studio.core.exercise import Exercise
from studio.core.phrase import announcement
from studio.core.plan import Planned, home_pose, planned
from studio.core.quantity import SECOND
from studio.core.schedule import Ahead, Carry, Cue, CueKind, Part, Prepared, Segment, SegmentKind
from studio.core.transitions import TransitionTable, position_of

COUNTDOWN = 3
"""The last seconds of a stretch that are counted."""

COUNTED = 5 * SECOND
"""Stretches of at least this length, in ms, are counted down."""

HALVED = 20 * SECOND
"""Holds of at least this length, in ms, tell when half of them is over."""

COUNTED_KINDS = frozenset((SegmentKind.READY, SegmentKind.HOLD, SegmentKind.CHANGE, SegmentKind.REST))

_ANNOUNCED = {
    SegmentKind.HOLD: (CueKind.HOLD, "Hold"),
    SegmentKind.CHANGE: (CueKind.SIDE, "Switch sides"),
    SegmentKind.REST: (CueKind.REST, "Rest"),
    SegmentKind.RETURN: (CueKind.RETURN, "Rest level"),
    SegmentKind.MOVE: (CueKind.MOVE, ""),
}


def lay_out(prepared: Prepared, carry: Carry, ahead: Ahead, transitions: TransitionTable) -> Part:
    """The part of one step, given what came before it and what follows."""
    exercise, dose = prepared.exercise, prepared.dose
    if exercise is None:
        nothing = _Sheet(carry, dose.breath, transitions, "")
        if ahead.final:
            nothing.finish()
        return nothing.part(carry)
    preset = exercise.presets.get(prepared.step.preset or "")
    renamed = preset.poses if preset else {}
    position = position_of(exercise)
    sheet = _Sheet(carry, dose.breath, transitions, home_pose(exercise, renamed))
    sheet.say(CueKind.READY, exercise.name)
    if not dose.manual:
        ready = transitions.ready(carry.position, position) if dose.prepare is None else dose.prepare
        sheet.put(Planned(SegmentKind.READY, ready), Half.IN)
        sheet.say(CueKind.START, announcement(exercise.name, dose))
    plan = [item for item in _whole(prepared, exercise, renamed, ahead, transitions) if item.length != 0]
    for item, after in zip(plan, _halves_after(plan, dose.breath, ahead.half), strict=True):
        sheet.put(item, after)
    if ahead.final:
        sheet.finish()
    return sheet.part(Carry(position, sheet.tilt, sheet.last, sheet.asked))


def _whole(
    prepared: Prepared,
    exercise: Exercise,
    renamed: Mapping[str, str],
    ahead: Ahead,
    transitions: TransitionTable,
) -> Iterator[Planned]:
    """Everything after `ready`: sets and rests, with the tilts around them where the step is inverted."""
    dose, inverted = prepared.dose, prepared.inverted
    if inverted and not exercise.tilts:
        yield Planned(SegmentKind.TILT, tilt_to=dose.tilt)
    for set_ in range(1, 1 if dose.manual else dose.sets + 1):
        yield from planned(exercise, dose, renamed, set_)
        last = set_ == dose.sets
        if inverted and last and not ahead.inverted:
            yield Planned(SegmentKind.TILT, tilt_to=0)
            yield Planned(SegmentKind.RETURN, transitions.level_rest)
        if not (last and ahead.final):
            yield Planned(SegmentKind.REST, dose.rest, set=set_)
    yield Planned(SegmentKind.REST, ahead.rest)


def _halves_after(plan: list[Planned], pattern: BreathPattern, last: Half) -> list[Half]:
    """For each planned stretch the half-breath that is asked for after it; an inhale before another hold."""
    shortest = min(pattern.length_of(Half.IN), pattern.length_of(Half.OUT))
    after: list[Half] = []
    for item in reversed(plan):
        after.append(last)
        if item.kind is SegmentKind.MOVE and item.half is not None and item.length is None:
            last = item.half
        elif item.kind is SegmentKind.HOLD and (item.length is None or 2 * item.length**2 >= shortest**2):
            last = Half.IN
    return after[::-1]


class _Sheet:
    """The part that is being written, and where the body and its breath are."""

    def __init__(self, carry: Carry, pattern: BreathPattern, transitions: TransitionTable, pose: str) -> None:
        self.tilt, self.last, self.asked = carry.tilt, carry.last, carry.asked
        self._pattern, self._transitions, self._pose = pattern, transitions, pose
        self._now = 0
        self._segments: list[Segment] = []
        self._breath: list[BreathSpan] = []
        self._cues: list[Cue] = []

    def say(self, kind: CueKind, text: str, before_end: int = 0) -> None:
        """A cue now, or some ms before now."""
        self._cues.append(Cue(self._now - before_end, kind, text))

    def put(self, item: Planned, after: Half) -> None:
        """Lay out one stretch; `after` is the half-breath that is asked for next."""
        tilt = self.tilt if item.tilt_to is None else item.tilt_to
        length, first, count = self._paced(item, after, tilt)
        if item.kind is SegmentKind.TILT and length and tilt != self.tilt:
            words = f"Tilt to {tilt} degrees" if tilt else "Come up to level"
            self.say(CueKind.TILT, item.say or words)
        elif item.kind in _ANNOUNCED and length:
            kind, usual = _ANNOUNCED[item.kind]
            self.say(kind, item.say or usual)
        pose = item.pose or self._pose
        if length:
            self._segments.append(
                Segment(
                    self._now, self._now + length, item.kind, 0, item.set, item.side, item.rep,
                    self.tilt, tilt, self._pose, pose, item.via, item.say,
                )
            )  # fmt: skip
            if count:
                self._breathe(length, first, count)
                self.last = first if count % 2 else first.other
                self.asked = item.kind is SegmentKind.MOVE
            self._now += length
            self._count(item.kind, length)
        self._pose, self.tilt = pose, tilt

    def _paced(self, item: Planned, after: Half, tilt: int) -> tuple[int, Half, int]:
        """Length in ms, first half-breath and number of half-breaths (0 where breathed freely)."""
        pattern = self._pattern
        first = Half.IN if self.last is None else self.last.other
        if item.kind is SegmentKind.TILT:
            asked = item.length or (pattern.length_of(item.half) if item.half else 0)
            return max(asked, abs(tilt - self.tilt) * self._transitions.tilt_per_degree), first, 0
        if item.kind is SegmentKind.HOLD:
            if item.breaths is not None:
                return item.breaths * pattern.length, first, 2 * item.breaths
            length = item.length or 0
            return length, first, halves_in(length, pattern, first, after.other)
        if item.half is not None and item.length is None:
            return pattern.length_of(item.half), item.half, 1
        return item.length or 0, first, 0

    def _breathe(self, length: int, first: Half, count: int) -> None:
        now = self._now
        spans = stretched(length, self._pattern, first, count)
        self._breath += [BreathSpan(span.start + now, span.end + now, span.phase) for span in spans]

    def _count(self, kind: SegmentKind, length: int) -> None:
        if kind is SegmentKind.HOLD and length >= HALVED:
            self.say(CueKind.HALF, "Halfway", length // 2)
        if kind in COUNTED_KINDS and length >= COUNTED:
            for left in range(COUNTDOWN, 0, -1):
                self.say(CueKind.COUNT, str(left), left * SECOND)
        if kind is SegmentKind.HOLD:
            self.say(CueKind.END, "")

    def finish(self) -> None:
        """End the session; a breath that a hold has left on its inhale gets one last exhale."""
        if self.last is Half.IN and not self.asked:
            self.put(Planned(SegmentKind.MOVE, half=Half.OUT, say="Breathe out"), Half.IN)
        self.say(CueKind.FINISH, "Done")

    def part(self, carry: Carry) -> Part:
        """What has been written."""
        return Part(
            self._now,
            tuple(self._segments),
            tuple(self._breath),
            tuple(self._cues),
            sum(segment.length for segment in self._segments if segment.inverted),
            carry,
        )
