"""What the graph shows of the advice: its limits, and the notices where they belong in time."""

from __future__ import annotations

from studio.app.advising import Advising
from studio.core.frozen import frozen
from studio.core.notice import Notice
from studio.core.schedule import Schedule


@frozen
class Advised:
    """Degrees and ms head-down that are advised at most (0: no advice); notices with their moment in ms."""

    tilt: int = 0
    inverted: int = 0
    notices: tuple[tuple[int, Notice], ...] = ()


def advised(advising: Advising | None, schedule: Schedule) -> Advised:
    """What there is to show. A notice about the whole routine has no place in it."""
    if advising is None:
        return Advised()
    notices = advising.notices
    starts: dict[int, int] = {}
    if any(notice.span is None for notice in notices):
        for slot, start in zip(schedule.slots, schedule.starts, strict=True):
            starts.setdefault(slot.prepared.step.uid, start)
            if slot.circuit_uid is not None:
                starts.setdefault(slot.circuit_uid, start)
    placed = [
        (starts[notice.uid] if notice.span is None else notice.span[0], notice)
        for notice in notices
        if notice.uid and (notice.span is not None or notice.uid in starts)
    ]
    placed.sort(key=lambda one: one[0])
    return Advised(advising.tilt_advice, advising.inverted_advice_ms, tuple(placed))
