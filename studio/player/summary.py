"""What the page at the end says of a session."""

from __future__ import annotations

from collections.abc import Sequence

from studio.core.frozen import frozen
from studio.core.performed import Outcome, Performed, PerformedStep
from studio.core.phrase import clock, plural
from studio.core.plain import one_line

_NAMED = 2  # steps that are named before "and 3 more"


@frozen
class Summary:
    """The words of the page: a line with the time, further lines, and a small one at the foot."""

    text: str
    lines: tuple[str, ...]
    foot: str


def summary(performed: Performed) -> Summary:
    """The page of a session."""
    done, steps = performed.of(Outcome.DONE), performed.steps
    if len(done) == len(steps):
        first = "All steps done" if len(steps) > 1 else ""
    else:
        first = f"{len(done)} of {plural(len(steps), 'step', 'steps')} done"
    lines = [
        first,
        _named("Cut short", performed.of(Outcome.PART)),
        _named("Skipped", performed.of(Outcome.SKIPPED)),
    ]
    text = f"{clock(performed.played)} in all" if performed.played else "All steps are done"
    return Summary(text, tuple(line for line in lines if line), f"Timing: worst {performed.worst} ms")


def _named(what: str, steps: Sequence[PerformedStep]) -> str:
    names = list(dict.fromkeys(one_line(step.name) for step in steps))
    if not names:
        return ""
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"{what}: {shown}"
