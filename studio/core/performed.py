"""What was done of a routine in one session: a value for the page at the end, and for a history."""

from __future__ import annotations

from enum import StrEnum

from studio.core.frozen import frozen


class Outcome(StrEnum):
    """What became of a step."""

    DONE = "done"
    PART = "part"
    SKIPPED = "skipped"
    AHEAD = "ahead"


@frozen
class PerformedStep:
    """A step of the played order, what became of it, and how long it was played, in ms of the schedule."""

    uid: int
    exercise: str
    name: str
    outcome: Outcome
    played: int


@frozen
class Performed:
    """A session that is over. Times are in ms of the clock.

    `lasted` is from the first play to the end with all pauses, `played` without them. `worst` is how much
    later than it was due a cue came at the most. Steps before the one that it began with are left out.
    """

    title: str
    steps: tuple[PerformedStep, ...]
    finished: bool
    lasted: int
    played: int
    worst: int

    def of(self, outcome: Outcome) -> tuple[PerformedStep, ...]:
        """The steps of which that became."""
        return tuple(step for step in self.steps if step.outcome is outcome)
