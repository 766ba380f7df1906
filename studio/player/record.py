"""Notes what is played while it is played, and sums it up at the end."""

from __future__ import annotations

from collections import Counter

from studio.core.performed import Outcome, Performed, PerformedStep
from studio.core.schedule import SegmentKind
from studio.host.clock import Clock
from studio.player.session import USUAL, Session, State

ENOUGH = 90
"""A step is done when so many percent of its time have been played."""


class Record:
    """Follows a session from its first play on. Times that were jumped over count for nothing."""

    def __init__(self, session: Session, clock: Clock, title: str) -> None:
        self._session, self._clock, self._title = session, clock, title
        self._at = session.position
        self._played: Counter[int] = Counter()  # ms of the schedule, by row
        self._spent: Counter[int] = Counter()  # the same, by pace
        self._confirmed: set[int] = set()
        self._broken: set[int] = set()
        self._waited = 0
        self._waits_since = 0
        self._begun: int | None = None
        self._first = 0
        session.moved.connect(self._credit)
        session.jumped.connect(self._follow_jump)
        session.gone_on.connect(self._confirmed.add)
        session.came_up.connect(self._broken.add)
        session.state_changed.connect(self._follow_state)
        self._state = session.state

    @property
    def performed(self) -> Performed:
        """The sum up to now."""
        session, now = self._session, self._clock.now()
        steps = tuple(self._step(row) for row in range(self._first, len(session.schedule.slots)))
        spent = sum(ms * USUAL // pace for pace, ms in self._spent.items())
        waited = self._waited + (now - self._waits_since if self._state is State.WAITING else 0)
        return Performed(
            self._title,
            steps,
            session.state is State.ENDED,
            0 if self._begun is None else now - self._begun,
            spent + waited,
            session.worst,
        )

    def _step(self, row: int) -> PerformedStep:
        step = self._session.schedule.step(row)
        return PerformedStep(step.uid, step.exercise, step.name, self._outcome(row), self._played[row])

    def _outcome(self, row: int) -> Outcome:
        session, played = self._session, self._played[row]
        slot = session.schedule.slots[row]
        if row in self._broken:
            return Outcome.PART
        if row in self._confirmed or (played and played * 100 >= slot.part.length * ENOUGH):
            return Outcome.DONE
        segments = slot.part.segments
        ready = segments[0].length if segments and segments[0].kind is SegmentKind.READY else 0
        if played > ready:
            return Outcome.PART
        return Outcome.SKIPPED if session.state is State.ENDED or row < session.row else Outcome.AHEAD

    def _credit(self, until: int) -> None:
        schedule, at = self._session.schedule, self._at
        self._at = until
        if until <= at:
            return
        self._spent[self._session.pace] += until - at
        row = schedule.row_at(at)
        while at < until:
            end = min(until, schedule.starts[row] + schedule.slots[row].part.length)
            if end > at:
                self._played[row] += end - at
                at = end
            row += 1

    def _follow_jump(self, to: int) -> None:
        self._at = to
        self._first = min(self._first, self._session.row)

    def _follow_state(self) -> None:
        now, before = self._clock.now(), self._state
        self._state = self._session.state
        if before is State.WAITING:
            self._waited += now - self._waits_since
        if self._state is State.WAITING:
            self._waits_since = now
        if self._begun is None and self._state is State.PLAYING:
            self._begun, self._first = now, self._session.row
