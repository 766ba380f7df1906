"""The graph in words: for hovering, and for those who do not see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from studio.core.breath import Phase
from studio.core.moment import Moment, moment_at
from studio.core.phrase import clock, manual_words, short
from studio.core.schedule import Schedule, Segment, SegmentKind
from studio.timeline.outline import Outline

_KINDS: Mapping[SegmentKind, str] = MappingProxyType(
    {
        SegmentKind.READY: "Get ready",
        SegmentKind.MOVE: "Move",
        SegmentKind.HOLD: "Hold",
        SegmentKind.PAUSE: "Pause",
        SegmentKind.CHANGE: "Change sides",
        SegmentKind.REST: "Rest",
        SegmentKind.TILT: "Tilt",
        SegmentKind.RETURN: "Rest level",
    }
)
assert set(_KINDS) == set(SegmentKind)

_BREATHS: Mapping[Phase, str] = MappingProxyType(
    {
        Phase.IN: "breathe in",
        Phase.HOLD_IN: "hold the breath, full",
        Phase.OUT: "breathe out",
        Phase.HOLD_OUT: "hold the breath, empty",
    }
)
assert set(_BREATHS) == set(Phase)


def moment_words(schedule: Schedule, at: int) -> str:
    """What happens at `at` ms, in two lines; nothing where the schedule has no time."""
    moment = moment_at(schedule, at)
    return "" if moment is None else f"{_where(schedule, moment)}\n{_what(moment)}"


def _where(schedule: Schedule, moment: Moment) -> str:
    step = moment.step
    if step.circuit is None:
        return f"{clock(moment.at)}  {step.name}"
    rounds = max(schedule.slots[row].round or 1 for row in schedule.rows_of(step.uid))
    return f"{clock(moment.at)}  {step.name} \N{MIDDLE DOT} {step.circuit}, round {step.round} of {rounds}"


def _what(moment: Moment) -> str:
    segment, dose = moment.segment, moment.step.dose
    parts = [f"{_KINDS[segment.kind]} {short(segment.length)}"]
    if segment.kind is SegmentKind.TILT:
        parts = [f"Tilt to {segment.tilt_to}\N{DEGREE SIGN}, {short(segment.length)}"]
    elif segment.inverted:
        parts.append(f"inverted {segment.tilt_to}\N{DEGREE SIGN}")
    if segment.side is not None:
        parts.append(f"{segment.side} side")
    if segment.rep is not None and dose.reps > 1:
        parts.append(f"repetition {segment.rep} of {dose.reps}")
    if segment.set is not None and dose.sets > 1:
        parts.append(f"set {segment.set} of {dose.sets}")
    if moment.breath is not None:
        parts.append(_BREATHS[moment.breath.phase])
    return ", ".join(parts)


def mark_words(schedule: Schedule, at: int) -> str:
    """The steps at `at` ms that take no time, a line for each."""
    lines = []
    for slot, start in zip(schedule.slots, schedule.starts, strict=True):
        if start != at:
            continue
        if slot.prepared.exercise is None:
            lines.append(f"{slot.prepared.step.exercise}: this exercise is not known")
        elif slot.prepared.dose.manual:
            lines.append(f"{slot.prepared.exercise.name}: waits for you")
    return "\n".join(lines)


def graph_words(outline: Outline, selected: Sequence[int]) -> str:
    """Total and selection, as a screen reader says them."""
    schedule = outline.schedule
    manual = manual_words(schedule.manual_steps)
    total = f"Total {clock(schedule.length)}{' ' if manual else ''}{manual}."
    spans = outline.spans_of(selected)
    if not spans:
        return f"{total} Nothing selected."
    if len(selected) > 1:
        return f"{total} {len(selected)} selected, from {clock(spans[0][0])} to {clock(spans[-1][1])}."
    times = " and ".join(f"{clock(start)} to {clock(end)}" for start, end in spans)
    return f"{total} Selected: {outline.name_of(selected[0])}, {times}."


def fixed_words(segment: Segment) -> str:
    """Why a segment cannot be made longer or shorter by itself."""
    why = {
        SegmentKind.READY: "The change of position sets how long this takes.",
        SegmentKind.TILT: "The tilt sets how long this takes.",
        SegmentKind.RETURN: "The rest at level is always this long.",
    }
    return why.get(segment.kind, "The exercise and its breath set how long this takes.")
