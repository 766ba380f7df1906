"""Remarks about the pace of the breath: holds that bend it so much that one notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.core.advice_remedies import use_hold
from studio.core.advice_steps import Played, doses_of
from studio.core.breath import BreathPattern, Phase
from studio.core.breath_fit import breaths_in, nearest_whole_breath_hold, pacing_words, tenths
from studio.core.notice import Level, Notice
from studio.core.phrase import plural, short
from studio.core.schedule import Prepared, Segment, SegmentKind, Slot

SOURCE = "Breathing calmly, 4 to 7 times a minute (OpenHRV; coherentbreathing.app)"


def pace_remarks(steps: Sequence[Played]) -> Iterator[Notice]:
    """One remark for all steps whose hold bends the same breath in the same way.

    Only holds of a fixed number of seconds are meant: a range is bent anyway at most intensities. A hold
    too short for a breath is breathed freely, which is no matter either.
    """
    alike: dict[tuple[int, BreathPattern], list[Played]] = {}
    for played in steps:
        dose = played.slot.prepared.dose
        bends = dose.breaths is None and dose.hold and _bends(dose.hold, dose.breath)
        if bends and _fixed(played.slot.prepared):
            alike.setdefault((dose.hold, dose.breath), []).append(played)
    for (hold, breath), found in alike.items():
        if not _is_paced_so(found[0].slot, hold):
            continue
        nearest = nearest_whole_breath_hold(hold, breath)
        text = f"{_bent_words(hold, breath)}; {pacing_words(nearest, breath)}."
        if len(found) > 1:
            text += f" The same in {plural(len(found) - 1, 'more step', 'more steps')}."
        remedy = use_hold((played.uid for played in found), nearest)
        first = found[0]
        yield Notice(first.uid, Level.REMARK, "bent-breath", text, SOURCE, first.span, remedy, "hold")


def _bent_words(hold: int, pattern: BreathPattern) -> str:
    count = breaths_in(hold, pattern)
    how = "squeezed" if count * pattern.length > hold else "stretched"
    breaths = "1 breath is" if count == 1 else f"{count} breaths are"
    return f"In {short(hold)}, {breaths} {how} to {tenths(hold, count)} s"


def _bends(hold: int, pattern: BreathPattern) -> bool:
    """Whether a hold makes its breaths shorter than four fifths or longer than five quarters."""
    whole = breaths_in(hold, pattern) * pattern.length
    return whole > 0 and (5 * hold < 4 * whole or 4 * hold > 5 * whole)


def _fixed(prepared: Prepared) -> bool:
    """Whether a known exercise is held for one number of seconds, and not for a range of them."""
    if prepared.exercise is None or prepared.dose.manual:
        return False
    spans = (one.hold for one in doses_of(prepared, prepared.exercise))
    return next((span.fixed for span in spans if span is not None), False)


def _is_paced_so(slot: Slot, hold: int) -> bool:
    """Whether a hold really is whole breaths: between two moves in, say, it is half a breath more."""
    held = next((one for one in slot.part.segments if _is_hold(one, hold)), None)
    if held is None:
        return False
    phases = [span.phase for span in slot.part.breath if held.start <= span.start < held.end]
    count = breaths_in(hold, slot.prepared.dose.breath)
    return phases.count(Phase.IN) == phases.count(Phase.OUT) == count


def _is_hold(segment: Segment, hold: int) -> bool:
    return segment.kind is SegmentKind.HOLD and segment.length == hold
