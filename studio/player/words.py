"""What the player says of a moment in words: phase, breath, side, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from studio.core.dose import Side
from studio.core.frozen import frozen
from studio.core.moment import Moment
from studio.core.phrase import BREATH_WORDS, clock, plural
from studio.core.plain import one_line
from studio.core.quantity import SECOND
from studio.core.schedule import PlayedStep, Schedule, Segment, SegmentKind
from studio.paint.phases import PHASES, phase_of

FREELY = "Breathe freely"

SIDE_WORDS: Mapping[Side, str] = MappingProxyType({Side.LEFT: "Left side", Side.RIGHT: "Right side"})
assert set(SIDE_WORDS) == set(Side)

ICONS: Mapping[SegmentKind, str] = MappingProxyType({SegmentKind.CHANGE: "sides"})
"""Icons that say more than their phase's."""

_SAYS_MORE: Mapping[SegmentKind, str] = MappingProxyType(
    {SegmentKind.CHANGE: "Change sides", SegmentKind.RETURN: "Return"}
)
_LONG_REST = 10 * SECOND  # a shorter one is no news


@frozen
class Next:
    """What follows: in words, and the step and side whose figure is shown; a step of None has none."""

    words: str
    step: PlayedStep | None = None
    side: Side | None = None


def phase_word(segment: Segment) -> str:
    """What is to be done, in a word or two."""
    return _SAYS_MORE.get(segment.kind) or PHASES[phase_of(segment)].word


def phase_icon(segment: Segment) -> str:
    """The icon beside that word."""
    return ICONS.get(segment.kind) or PHASES[phase_of(segment)].icon


def said_in(segment: Segment) -> str:
    """What the exercise says of a move; a hold stays a hold, and being inverted is never out of sight."""
    return one_line(segment.say) if segment.kind is SegmentKind.MOVE and not segment.inverted else ""


def breath_word(moment: Moment) -> str:
    """How to breathe."""
    return FREELY if moment.breath is None else BREATH_WORDS[moment.breath.phase]


def countdown(left: int) -> str:
    """The seconds that are left, the last one as 1; minutes and seconds from 100 s on."""
    seconds = -(-left // SECOND)
    return str(seconds) if seconds < 100 else clock(seconds * SECOND)


def time_left(left: int) -> str:
    """How long it still takes, rounded up as the countdown is: both reach nothing together."""
    return clock(-(-left // SECOND) * SECOND)


def side_line(step: PlayedStep, segment: Segment | None) -> str:
    """Side, set and repetition, as far as there are several."""
    dose = step.dose
    if segment is None:
        return "At your own pace"
    parts: list[str] = []
    if segment.side is not None:
        parts.append(SIDE_WORDS[segment.side])
    if segment.set is not None and dose.sets > 1:
        parts.append(f"set {segment.set} of {dose.sets}")
    if segment.rep is not None and dose.reps > 1:
        parts.append(f"rep {segment.rep} of {dose.reps}")
    if not parts and segment.kind is SegmentKind.READY:
        if dose.sets > 1:
            parts.append(plural(dose.sets, "set", "sets"))
        if dose.reps > 1:
            parts.append(plural(dose.reps, "rep", "reps"))
    if step.round is not None and not parts:
        parts.append(f"round {step.round}")
    line = " \N{MIDDLE DOT} ".join(parts)
    return line[:1].upper() + line[1:]


def next_after(schedule: Schedule, row: int, at: int) -> Next:
    """The next other thing to do: a rest, the other side, another step, or nothing."""
    now: Segment | None = None
    for segment in schedule.segments_between(at, schedule.length):
        gate = _manual_between(schedule, row, segment.step)
        if gate is not None:
            return Next(one_line(gate.name), gate)
        if segment.step > row:
            step = schedule.step(segment.step)
            return Next(one_line(step.name), step, segment.side)
        if now is None:
            now = segment
        elif segment.kind is SegmentKind.REST and segment.length >= _LONG_REST:
            return Next(f"Rest {clock(segment.length)}")
        elif segment.kind is SegmentKind.RETURN:
            return Next("Return")
        elif segment.side is not now.side and segment.side is not None:
            return Next(SIDE_WORDS[segment.side], schedule.step(row), segment.side)
    last = _manual_between(schedule, row, len(schedule.slots))
    return Next("Done") if last is None else Next(one_line(last.name), last)


def _manual_between(schedule: Schedule, row: int, end: int) -> PlayedStep | None:
    """The first manual step after `row` and before row `end`."""
    found = (i for i in range(row + 1, end) if schedule.slots[i].prepared.dose.manual)
    first = next(found, None)
    return None if first is None else schedule.step(first)


@frozen
class Aid:
    """What a helper beside the table is told: about now, and what to do at the end."""

    now: str
    then: str


def head_down_since(schedule: Schedule, segment: Segment) -> int:
    """When the time head-down began that a segment is in, in ms."""
    since, row = segment.start, segment.step
    while True:
        for one in reversed(tuple(schedule.segments_between(schedule.starts[row], since))):
            if not one.inverted:
                return since
            since = one.start
        if row == 0 or since > schedule.starts[row]:
            return since
        row -= 1


def aid(schedule: Schedule, moment: Moment, since: int, turned: bool) -> Aid:
    """What a helper is told while one is head-down since some ms."""
    parts = [f"Inverted {clock(max(0, moment.at - since) // SECOND * SECOND)}"]
    if turned:
        parts.append("The picture is turned for the person on the table")
    after = schedule.segments_between(moment.at, schedule.length)
    rest = next((one.length for one in after if one.kind is SegmentKind.RETURN), 0)
    wait = f", then wait {clock(rest)}" if rest else ""
    return Aid("      ".join(parts), f"Bring the table to level slowly{wait}")


def spoken(step: PlayedStep, moment: Moment | None, left: int, following: Next) -> str:
    """The moment in sentences, for a screen reader."""
    segment = None if moment is None else moment.segment
    first = [one_line(step.name)]
    line = side_line(step, segment)
    if line:
        first.append(line[:1].lower() + line[1:])
    sentences = [", ".join(first)]
    if moment is not None:
        doing = phase_word(moment.segment)
        said = one_line(moment.segment.say)
        sentences.append(f"{doing}: {said}" if said and said != doing else doing)
        sentences.append(breath_word(moment))
    sentences += [f"{time_left(left)} left", f"Next: {following.words}"]
    return ". ".join(sentences)
