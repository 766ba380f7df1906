"""What is said of a schedule, from when, and how long it may take: words never come behind their time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from types import MappingProxyType

from studio.core.dose import Sides
from studio.core.frozen import frozen
from studio.core.layout import COUNTDOWN, COUNTED
from studio.core.phrase import announcement, seconds
from studio.core.plain import one_line
from studio.core.quantity import SECOND
from studio.core.schedule import Cue, CueKind, Schedule, Segment, SegmentKind, Slot
from studio.player.words import SIDE_WORDS

LATE = 2 * SECOND
"""What is older, in ms, is no news; only an announcement is good until its step begins."""

AT_ONCE = SECOND * 3 // 10
"""Within so many ms anything may begin, even what will be cut."""

_PER_LETTER, _BEFORE = 70, 300  # ms: some 170 words a minute, and what an engine needs to begin
_FINISHED = 3 * SECOND  # what is said at the end has no boundary behind it
_WAITED = 60 * SECOND  # nor has the name of a step that waits for the person
_LONG_REST = 10 * SECOND  # a shorter one is over before its length is said
_SAID_REPS = 2  # so often the words of a move are said; then the person knows them


class Rank(IntEnum):
    """What goes before what: words of a lower rank do not cut those of a higher one."""

    COUNT = 0
    MOVE = 1
    CHANGE = 2
    STEP = 3


RANKS: Mapping[CueKind, Rank] = MappingProxyType(
    {
        CueKind.READY: Rank.STEP, CueKind.START: Rank.STEP, CueKind.FINISH: Rank.STEP,
        CueKind.SIDE: Rank.CHANGE, CueKind.REST: Rank.CHANGE, CueKind.TILT: Rank.CHANGE,
        CueKind.RETURN: Rank.CHANGE, CueKind.MOVE: Rank.MOVE, CueKind.HOLD: Rank.MOVE,
        CueKind.HALF: Rank.COUNT, CueKind.COUNT: Rank.COUNT, CueKind.END: Rank.COUNT,
    }
)  # fmt: skip
assert set(RANKS) == set(CueKind)


@frozen
class Utterance:
    """Words that are due at `at`, are not begun after `start_by`, and are cut at `until`; all in ms."""

    at: int
    start_by: int
    until: int
    text: str
    rank: Rank


@frozen
class _Place:
    """Where a cue stands: its slot, the slot's start in ms, and the segment that it begins or lies in."""

    slot: Slot
    start: int
    index: int

    @property
    def segment(self) -> Segment:
        return self.slot.part.segments[self.index]

    @property
    def begins_rep(self) -> bool:
        """Whether a repetition begins here."""
        before, now = self.slot.part.segments[max(0, self.index - 1)], self.segment
        return self.index == 0 or (before.set, before.side, before.rep) != (now.set, now.side, now.rep)


def spoken_length(text: str) -> int:
    """About how long a text takes to say, in ms."""
    return _BEFORE + _PER_LETTER * len(text)


def sayings(schedule: Schedule) -> tuple[Utterance, ...]:
    """Everything that is said, in order."""
    return tuple(_all(schedule))


def utterance(schedule: Schedule, row: int, cue: Cue) -> Utterance | None:
    """What is said at a cue, if anything; `row` is looked at first where several steps share its time."""
    starts = schedule.starts
    here = range(max(0, bisect_left(starts, cue.at) - 1), bisect_right(starts, cue.at))
    for one in sorted(here, key=lambda other: other != row):
        if replace(cue, at=cue.at - starts[one]) in schedule.slots[one].part.cues:
            return _said(schedule.slots[one], starts[one], replace(cue, at=cue.at - starts[one]))
    return None


def _all(schedule: Schedule) -> Iterator[Utterance]:
    for slot, start in zip(schedule.slots, schedule.starts, strict=True):
        for cue in slot.part.cues:
            said = _said(slot, start, cue)
            if said is not None:
                yield said


def _said(slot: Slot, start: int, cue: Cue) -> Utterance | None:
    """What is said at a cue of a slot; the cue's time counts from the slot's start."""
    segments = slot.part.segments
    if cue.kind is CueKind.FINISH or not segments:
        text = "Done" if cue.kind is CueKind.FINISH else _waiting(slot)
        length = _FINISHED if cue.kind is CueKind.FINISH else _WAITED
        return Utterance(start + cue.at, start + cue.at + LATE, start + cue.at + length, text, Rank.STEP)
    ends = [segment.end for segment in segments]
    place = _Place(slot, start, min(bisect_right(ends, cue.at), len(segments) - 1))
    text = one_line(_words(place, cue))
    if not text:
        return None
    until = min(place.segment.end, cue.at + SECOND) if cue.kind is CueKind.COUNT else place.segment.end
    slack = {CueKind.READY: until - cue.at, CueKind.COUNT: 0}.get(cue.kind, LATE)
    start_by = max(cue.at + AT_ONCE, min(cue.at + slack, until - spoken_length(text)))
    return Utterance(start + cue.at, start + start_by, start + until, text, RANKS[cue.kind])


def _words(place: _Place, cue: Cue) -> str:
    segment = place.segment
    match cue.kind:
        case CueKind.READY:
            return _announced(place.slot, segment)
        case CueKind.START | CueKind.END:
            return ""  # the announcement has said it
        case CueKind.MOVE | CueKind.HOLD:
            return _moved(place, cue.text)
        case CueKind.COUNT if segment.kind is SegmentKind.READY:
            free = spoken_length(_announced(place.slot, segment)) <= _before_counts(segment)
            return cue.text if free else ""
        case CueKind.SIDE:
            side = _side_after(place)
            return f"{cue.text}. {side}" if side else cue.text
        case CueKind.REST if segment.length >= _LONG_REST:
            return f"{cue.text}, {seconds(segment.length)} seconds"
    return cue.text


def _announced(slot: Slot, ready: Segment) -> str:
    """Name, dose, first side and first cue of a step, as far as there is time while getting ready."""
    exercise = slot.prepared.exercise
    name = exercise.name if exercise else slot.prepared.step.exercise
    if slot.round is not None and slot.round > 1:
        return f"{name}, round {slot.round}"
    whole = announcement(name, slot.prepared.dose)
    first = next((one.side for one in slot.part.segments if one.side is not None), None)
    if slot.prepared.dose.sides is Sides.EACH and first is not None:
        whole += f", {first} first"
    if exercise is not None and exercise.cues:
        full = f"{whole}. {exercise.cues[0]}"
        if spoken_length(full) <= _before_counts(ready):
            return full
    # The dose is worth more than the counts, which the tones give as well.
    return whole if spoken_length(whole) <= ready.length else name


def _before_counts(segment: Segment) -> int:
    """Milliseconds of a segment before it is counted down."""
    return segment.length - (COUNTDOWN * SECOND if segment.length >= COUNTED else 0)


def _waiting(slot: Slot) -> str:
    """A step that takes the time that the person needs."""
    exercise = slot.prepared.exercise
    return f"{exercise.name if exercise else slot.prepared.step.exercise}. Your turn"


def _moved(place: _Place, words: str) -> str:
    """A move or hold: its words while they are new, and which repetition it begins."""
    rep, reps = place.segment.rep, place.slot.prepared.dose.reps
    if rep is None or reps < 2:
        return words
    if rep == 1 or not place.begins_rep:
        return words if rep <= _SAID_REPS else ""
    count = "Last one" if rep == reps else f"Rep {rep}"
    return f"{count}. {words}" if rep <= _SAID_REPS and words else count


def _side_after(place: _Place) -> str:
    later: Sequence[Segment] = place.slot.part.segments[place.index + 1 :]
    return next((SIDE_WORDS[one.side] for one in later if one.side is not None), "")
