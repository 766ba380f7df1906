"""Plays a schedule: where in it we are, as a function of the clock, and what is due."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from studio.core.frozen import frozen
from studio.core.quantity import SECOND
from studio.core.schedule import Cue, CueKind, PlayedStep, Schedule
from studio.host.clock import Clock

ASLEEP = 2 * SECOND
"""A longer gap between two ticks, in ms, means that the machine slept, or might as well have."""

AGAIN = 3 * SECOND
"""In its first ms a step goes back to the one before it, later to its own start."""


class State(StrEnum):
    """What a session does."""

    PAUSED = "paused"
    PLAYING = "playing"
    WAITING = "waiting"
    ENDED = "ended"
    STOPPED = "stopped"


@frozen
class _Due:
    """A cue with the row it belongs to: several rows may meet at one time."""

    at: int
    row: int
    cue: Cue


class Session(QObject):
    """Plays a schedule. It never waits: whoever owns the timer calls `advance`.

    Each cue is given once, in order, as it is passed, whatever the ticks; none that a seek jumps over. A gap
    of over `ASLEEP` between two ticks pauses at the last one, so no cue is ever given later than that. A
    manual step stops the time at its start (state `waiting`) until `go_on`; such steps come one by one.
    """

    moved = Signal(int)
    """The position has changed, to so many ms."""
    cued = Signal(object)
    """A `Cue` is due."""
    state_changed = Signal()
    slept = Signal()
    """The machine slept; the session is paused."""
    finished = Signal()
    """The end has been reached: once, at exactly the schedule's length."""

    def __init__(self, schedule: Schedule, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._schedule, self._clock = schedule, clock
        self._state = State.PAUSED
        self._position = 0
        self._anchor = 0  # the clock's time at position 0, while it plays
        self._ticked = 0
        # Sorted, for the steps' own cues are in order but zero-length steps share their time with others.
        self._dues = sorted(
            (
                _Due(cue.at + start, row, replace(cue, at=cue.at + start))
                for row, (slot, start) in enumerate(zip(schedule.slots, schedule.starts, strict=True))
                for cue in slot.part.cues
            ),
            key=lambda due: (due.at, due.row),
        )
        self._next_due = 0
        self._gates = [row for row, slot in enumerate(schedule.slots) if slot.prepared.dose.manual]
        self._next_gate = 0

    @property
    def schedule(self) -> Schedule:
        """What is played."""
        return self._schedule

    @property
    def state(self) -> State:
        """What the session does."""
        return self._state

    @property
    def position(self) -> int:
        """Where the session is, in ms from its begin."""
        return self._position

    @property
    def remaining(self) -> int:
        """Milliseconds to the end."""
        return self._schedule.length - self._position

    @property
    def row(self) -> int:
        """The row of the step that is played, or of the manual step that is to be passed next."""
        gate = self._gate
        if gate is not None and self._schedule.starts[gate] == self._position:
            return gate
        return self._schedule.row_at(self._position)

    @property
    def waiting(self) -> PlayedStep | None:
        """The manual step that the session waits at."""
        return self._schedule.step(self.row) if self._state is State.WAITING else None

    @property
    def over(self) -> bool:
        """Whether nothing can follow any more."""
        return self._state in (State.ENDED, State.STOPPED)

    def play(self) -> None:
        """Let the time run from the position."""
        if self._state is State.PAUSED:
            self._run()
            self._enter(State.PLAYING)
            self.advance()

    def pause(self) -> None:
        """Stop the time where it is."""
        self.advance()
        if self._state in (State.PLAYING, State.WAITING):
            self._enter(State.PAUSED)

    def toggle(self) -> None:
        """Pause, or play."""
        if self._state is State.PAUSED:
            self.play()
        else:
            self.pause()

    def stop(self) -> None:
        """End here; nothing can follow."""
        self.advance()
        if not self.over:
            self._enter(State.STOPPED)

    def advance(self) -> None:
        """Catch up with the clock."""
        if self._state is not State.PLAYING:
            return
        now = self._clock.now()
        if now - self._ticked > ASLEEP:
            self._enter(State.PAUSED)
            self.slept.emit()
            return
        self._ticked = now
        self._reach(min(now - self._anchor, self._limit))

    def go_on(self) -> None:
        """The manual step that the session waits at is done."""
        if self._state is State.WAITING:
            self._next_gate += 1
            self._run()
            self._enter(State.PLAYING)
            self.advance()

    def seek(self, ms: int) -> None:
        """Go to a time; manual steps that stand at it are still to come."""
        ms = min(max(ms, 0), self._schedule.length)
        row = bisect_left(self._schedule.starts, ms)
        if row == len(self._schedule.starts) or self._schedule.starts[row] != ms:
            row = self._schedule.row_at(ms)
        self._jump(row, ms)

    def seek_row(self, row: int) -> None:
        """Go to the start of a step."""
        self._jump(row, self._schedule.starts[row])

    def back(self) -> None:
        """To the start of the step, or in its first seconds to the step before it."""
        self.advance()
        row = self.row
        early = self._position - self._schedule.starts[row] < AGAIN
        self.seek_row(row - 1 if early and row > 0 else row)

    def skip(self) -> None:
        """To the start of the next step; from the last one to the end."""
        self.advance()
        row = self.row + 1
        if row < len(self._schedule.slots):
            self.seek_row(row)
        elif not self.over:
            self._next_gate = len(self._gates)
            self._position = self._schedule.length
            self._next_due = self._first_due(self._position, row)
            if self._dues and self._dues[-1].cue.kind is CueKind.FINISH:
                self._next_due = len(self._dues) - 1
            self._reach(self._position)

    def nudge(self, ms: int) -> None:
        """Go on or back by so many ms, but not past a manual step that is still to come."""
        self.advance()
        to = min(self._position + ms, self._limit)
        if to != self._position:
            self.seek(to)

    @property
    def _gate(self) -> int | None:
        """The row of the next manual step."""
        return self._gates[self._next_gate] if self._next_gate < len(self._gates) else None

    @property
    def _limit(self) -> int:
        """How far the time may run by itself."""
        gate = self._gate
        return self._schedule.length if gate is None else self._schedule.starts[gate]

    def _run(self) -> None:
        self._ticked = self._clock.now()
        self._anchor = self._ticked - self._position

    def _enter(self, state: State) -> None:
        self._state = state
        self.state_changed.emit()

    def _jump(self, row: int, ms: int) -> None:
        if self.over:
            return
        self._position = ms
        self._next_due = self._first_due(ms, row)
        self._next_gate = bisect_left(self._gates, row)
        self.moved.emit(ms)
        if self._state is State.WAITING:
            self._enter(State.PLAYING)
        if self._state is State.PLAYING:
            self._run()
            self.advance()

    def _first_due(self, at: int, row: int) -> int:
        return bisect_left(self._dues, (at, row), key=lambda due: (due.at, due.row))

    def _reach(self, until: int) -> None:
        """Move to `until`, wait or end there, and give what has become due."""
        gate = self._gate
        held = gate is not None and until == self._schedule.starts[gate]
        ended = gate is None and until == self._schedule.length
        due = self._take(until, gate if held else None)
        self._position = until
        if ended:
            self._state = State.ENDED
        elif held:
            self._state = State.WAITING
        self.moved.emit(until)
        for cue in due:
            self.cued.emit(cue)
        if ended or held:
            self.state_changed.emit()
        if ended:
            self.finished.emit()

    def _take(self, until: int, gate: int | None) -> list[Cue]:
        """The cues up to `until`; before a manual step only those of the rows above it, and its own name."""
        first = self._next_due
        while self._next_due < len(self._dues):
            due = self._dues[self._next_due]
            if due.at > until:
                break
            if gate is not None and (due.row, due.cue.kind is not CueKind.READY) > (gate, False):
                break
            self._next_due += 1
        return [due.cue for due in self._dues[first : self._next_due]]
