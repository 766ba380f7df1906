"""A schedule whose running stretch lasts longer or shorter; all that lies before is left as it is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate, count, takewhile
from math import isqrt

from studio.core.breath import BreathPattern, BreathSpan, Half, Phase, halves_in, stretched
from studio.core.layout import COUNTDOWN, COUNTED, COUNTED_KINDS, HALVED
from studio.core.quantity import SECOND
from studio.core.schedule import Cue, CueKind, Part, Schedule, Segment, SegmentKind

LEAST_LEFT = (COUNTDOWN + 1) * SECOND
"""What a shortened stretch keeps, in ms: its end is still counted down."""

LONGEST_STRETCH = 7_200 * SECOND
LONGEST_SCHEDULE = 12 * 3_600 * SECOND
"""Beyond these, in ms, nothing is made longer: no file may hold them either."""

_WAITING = frozenset((SegmentKind.READY, SegmentKind.PAUSE, SegmentKind.CHANGE, SegmentKind.REST))
_ENDING = frozenset((CueKind.HALF, CueKind.COUNT, CueKind.END))
_IN = frozenset((Phase.IN, Phase.HOLD_IN))


def with_hold_extended(schedule: Schedule, at: int, by: int) -> Schedule:
    """The schedule in which the stretch that runs at `at` lasts `by` ms longer, or shorter below nothing.

    Everything up to `at` stays as it is, the breath that is being breathed to its end; breaths after it are
    as many as fit, of which the last is the half that it was. Where only nearly so much gives whole breaths,
    it is that. A shortened stretch keeps `LEAST_LEFT`. Moves and tilts take the time that they take, and a
    return is never shortened: then, and where nothing would change, the same schedule comes back.
    """
    if not 0 <= at < schedule.length:
        return schedule
    row = schedule.row_at(at)
    start, slot = schedule.starts[row], schedule.slots[row]
    index = bisect_right(slot.part.segments, at - start, key=lambda segment: segment.end)
    segment = slot.part.segments[index]
    if not _takes(segment.kind, by):
        return schedule
    here = at - start
    spans = [span for span in slot.part.breath if segment.start <= span.start < segment.end]
    by = _allowed(segment, here, by, LONGEST_SCHEDULE - schedule.length)
    tail: tuple[BreathSpan, ...] = ()
    kept = len(spans)
    if by and spans:
        by, kept, tail = _rebreathed(spans, here, segment.end, by, slot.prepared.dose.breath)
    if not by:
        return schedule
    part = _stretched_part(slot.part, index, here, by, (*spans[:kept], *tail))
    slots = (*schedule.slots[:row], replace(slot, part=part), *schedule.slots[row + 1 :])
    starts = tuple(accumulate((slot.part.length for slot in slots), initial=0))
    return replace(schedule, slots=slots, starts=starts[:-1], length=starts[-1])


def _takes(kind: SegmentKind, by: int) -> bool:
    """Whether a stretch of that kind may last so much longer."""
    return kind is SegmentKind.HOLD or kind in _WAITING or (kind is SegmentKind.RETURN and by > 0)


def _allowed(segment: Segment, here: int, by: int, room: int) -> int:
    if by > 0:
        return max(0, min(by, LONGEST_STRETCH - segment.length, room))
    return min(0, max(by, here + LEAST_LEFT - segment.end))


def _rebreathed(
    spans: list[BreathSpan], here: int, end: int, by: int, pattern: BreathPattern
) -> tuple[int, int, tuple[BreathSpan, ...]]:
    """The change in ms that gives whole breaths, how many spans stay, and the spans that follow them."""
    now = bisect_right(spans, here, key=lambda span: span.end)
    half, last = _half(spans[now]), _half(spans[-1])
    kept = now + sum(1 for _ in takewhile(lambda span: _half(span) is half, spans[now:]))
    done = spans[kept - 1].end
    left, wanted = end - done, end + by - done
    ways = [left, *_fitting(wanted, pattern, half.other, last), *([0] if half is last else [])]
    soonest = here + LEAST_LEFT - done
    allowed = (way for way in ways if way == left or ((way - left) * by > 0 and way >= soonest))
    chosen = min(allowed, key=lambda way: abs(way - wanted))
    if chosen == left:
        return 0, len(spans), ()
    halves = halves_in(chosen, pattern, half.other, last) if chosen else 0
    laid = stretched(chosen, pattern, half.other, halves) if halves else ()
    return chosen - left, kept, tuple(BreathSpan(s.start + done, s.end + done, s.phase) for s in laid)


def _fitting(wanted: int, pattern: BreathPattern, first: Half, last: Half) -> list[int]:
    """The lengths in ms nearest to `wanted` that whole breaths fill, one for each number of them."""
    found: list[int] = []
    for halves in count(1 if first is last else 2, 2):
        nominal = (halves // 2) * pattern.length + (halves % 2) * pattern.length_of(first)
        shortest, longest = isqrt(nominal * nominal // 2) + 1, isqrt(2 * nominal * nominal)
        if nominal and shortest <= longest:
            found.append(min(max(wanted, shortest), longest))
        if shortest > wanted:
            return [length for length in found if halves_in(length, pattern, first, last)]
    raise AssertionError  # the count goes on until it returns


def _half(span: BreathSpan) -> Half:
    return Half.IN if span.phase in _IN else Half.OUT


def _stretched_part(part: Part, index: int, here: int, by: int, breath: tuple[BreathSpan, ...]) -> Part:
    segment = part.segments[index]
    longer = replace(segment, end=segment.end + by)
    later = (replace(one, start=one.start + by, end=one.end + by) for one in part.segments[index + 1 :])
    spans = (span for span in part.breath if span.start >= segment.end)
    return replace(
        part,
        length=part.length + by,
        segments=(*part.segments[:index], longer, *later),
        breath=(
            *(span for span in part.breath if span.start < segment.start),
            *breath,
            *(replace(span, start=span.start + by, end=span.end + by) for span in spans),
        ),
        cues=_cues(part.cues, segment, longer, here),
        inverted=part.inverted + (by if segment.inverted else 0),
    )


def _cues(cues: tuple[Cue, ...], before: Segment, after: Segment, here: int) -> tuple[Cue, ...]:
    """The cues of a part, with those of the stretch's middle and end where they belong now."""

    def own(cue: Cue) -> bool:
        return before.start < cue.at <= before.end and cue.kind in _ENDING

    ending = [cue for cue in cues if own(cue)]
    first = next((i for i, cue in enumerate(cues) if own(cue)), None)
    if first is None:
        first = next((i for i, cue in enumerate(cues) if cue.at >= before.end), len(cues))
    half = [cue for cue in ending if cue.kind is CueKind.HALF and cue.at <= here]
    middle = after.end - after.length // 2
    if after.kind is SegmentKind.HOLD and after.length >= HALVED and not half and middle > here:
        half = [Cue(middle, CueKind.HALF, "Halfway")]
    counted = after.kind in COUNTED_KINDS and after.length >= COUNTED
    counts = [
        Cue(after.end - left * SECOND, CueKind.COUNT, str(left))
        for left in range(COUNTDOWN, 0, -1)
        if counted
    ]
    end = [replace(cue, at=after.end) for cue in ending if cue.kind is CueKind.END]
    by = after.end - before.end
    rest = (replace(cue, at=cue.at + by) for cue in cues[first:] if not own(cue))
    return (*cues[:first], *half, *counts, *end, *rest)
