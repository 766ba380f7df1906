"""Which tone is sounded when several cues are due at once: one, never two on top of each other."""

from __future__ import annotations

from collections.abc import Iterable

from studio.core.moment import moment_at
from studio.core.schedule import Cue, CueKind, Schedule
from studio.host.sound import Tones

LOUDEST_FIRST = (
    CueKind.FINISH, CueKind.START, CueKind.SIDE, CueKind.TILT, CueKind.RETURN, CueKind.REST, CueKind.READY,
    CueKind.END, CueKind.HOLD, CueKind.MOVE, CueKind.HALF, CueKind.COUNT,
)  # fmt: skip
"""What goes before what."""

assert set(LOUDEST_FIRST) == set(CueKind)


def chosen(cues: Iterable[Cue]) -> Cue | None:
    """The cue that is sounded: the one that says most."""
    return min(cues, key=lambda cue: LOUDEST_FIRST.index(cue.kind), default=None)


def sound(cues: Iterable[Cue], schedule: Schedule, tones: Tones) -> None:
    """Sound one tone for cues that came together, from the side of the body it is about."""
    cue = chosen(cues)
    if cue is not None:
        # An end belongs to what has just ended, everything else to what begins.
        moment = moment_at(schedule, cue.at - (cue.kind in (CueKind.END, CueKind.FINISH)))
        tones.play(cue.kind, None if moment is None else moment.segment.side)
