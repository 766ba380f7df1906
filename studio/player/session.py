"""Plays a schedule: where in it we are, as a function of the clock, and what is due."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from studio.core.come_up import come_up
from studio.core.extend import with_hold_extended
from studio.core.frozen import frozen
from studio.core.quantity import SECOND
from studio.core.schedule import Schedule
from studio.core.upright import way_up
from studio.host.clock import Clock
from studio.player.course import Course

ASLEEP = 2 * SECOND
"""A longer gap between two ticks, in ms, means that the machine slept, or might as well have."""

AGAIN = 3 * SECOND
"""In its first ms a step goes back to the one before it, later to its own start."""

UNDO = 5 * SECOND
"""How long a skip can be undone, in ms."""

USUAL, SLOWEST, FASTEST = 100, 50, 800
"""Paces in percent: as the routine says, and the limits. Over 150 is for rehearsing."""


class State(StrEnum):
    """What a session does."""

    PAUSED = "paused"
    PLAYING = "playing"
    WAITING = "waiting"
    ENDED = "ended"
    STOPPED = "stopped"


@frozen
class _Anchor:
    """A time of the clock, the position then, and the pace in percent from then on."""

    clock: int
    position: int
    pace: int

    def position_at(self, clock: int) -> int:
        """The position in ms at a time of the clock."""
        return self.position + (clock - self.clock) * self.pace // USUAL

    def time_of(self, position: int) -> int:
        """The first time of the clock at which that position is reached."""
        return self.clock - (self.position - position) * USUAL // self.pace


@frozen
class _Skip:
    """A skip that can be undone: from where, when by the clock, and whether it led to the end."""

    row: int
    position: int
    clock: int
    ends: bool


class Session(QObject):
    """Plays a schedule. It never waits: whoever owns the timer calls `advance`.

    Each cue is given once, in order, as it is passed, whatever the ticks; none that a jump leaves out. A gap
    of over `ASLEEP` between two ticks pauses at the last one, so no cue is ever given later than that. A
    manual step stops the time at its start (state `waiting`) until `go_on`; such steps come one by one.
    """

    moved = Signal(int)
    """The position has changed, to so many ms."""
    jumped = Signal(int)
    """What is to come is another: after a jump to that position, or with a longer or shorter hold there."""
    cued = Signal(object)
    """A `Cue` is due."""
    state_changed = Signal()
    pace_changed = Signal()
    schedule_changed = Signal()
    """A running hold has been made longer or shorter; all up to the position is as it was."""
    skipped = Signal()
    """A step has been skipped; for a while that can be undone."""
    came_up = Signal(int)
    """The step of that row is broken off; the way up from head-down has begun."""
    gone_on = Signal(int)
    """The manual step of that row is done."""
    slept = Signal()
    """The machine slept; the session is paused."""
    finished = Signal()
    """The end has been reached: at exactly the schedule's length; once, unless a skip to it is undone."""

    def __init__(self, schedule: Schedule, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._schedule, self._clock = schedule, clock
        self._course = Course(schedule)
        self._state = State.PAUSED
        self._position = 0
        self._anchor = _Anchor(0, 0, USUAL)
        self._ticked = 0
        self._skip: _Skip | None = None
        self._halt: int | None = None  # the row to pause before, after a way up
        self.worst = 0
        """How much later than it was due a cue has been given at the most, in ms of the clock."""

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
    def pace(self) -> int:
        """How fast it plays, in percent of the schedule's own time."""
        return self._anchor.pace

    @property
    def time_left(self) -> int:
        """Milliseconds to the end by the clock, if it goes on as it does."""
        return -(-(self._schedule.length - self._position) * USUAL // self.pace)

    @property
    def row(self) -> int:
        """The row of the step that is played, or of the manual step that is to be passed next."""
        gate = self._course.gate
        if gate is not None and self._schedule.starts[gate] == self._position:
            return gate
        return self._schedule.row_at(self._position)

    @property
    def over(self) -> bool:
        """Whether nothing can follow any more."""
        return self._state in (State.ENDED, State.STOPPED)

    @property
    def due_in(self) -> int | None:
        """Milliseconds of the clock until the next cue is due; None where nothing runs towards one."""
        at = self._course.next_at
        if self._state is not State.PLAYING or at is None:
            return None
        return max(0, self._anchor.time_of(at) - self._clock.now())

    @property
    def can_undo_skip(self) -> bool:
        """Whether a step was skipped just now; a skip to the end can be undone as long as it is shown."""
        skip = self._skip
        if skip is None or self.over:
            return skip is not None and skip.ends and self._state is State.ENDED
        return self._clock.now() - skip.clock <= UNDO

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
        halt = self._schedule.length if self._halt is None else self._schedule.starts[self._halt]
        self._reach(min(self._anchor.position_at(now), self._course.limit, halt))

    def go_on(self) -> None:
        """The manual step that the session waits at is done."""
        if self._state is State.WAITING:
            row = self.row
            self._course.pass_gate()
            self._run()
            self.gone_on.emit(row)
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
        """To the start of the next step; from the last one to the end; head-down to the way up first."""
        self.advance()
        if self.over:
            return
        up = None if self._at_manual else way_up(self._schedule, self._position)
        ends = up is None and self.row + 1 == len(self._schedule.slots)
        skip = _Skip(self.row, self._position, self._clock.now(), ends)
        if up is not None:
            self._jump(skip.row, up)
        elif not ends:
            self.seek_row(skip.row + 1)
        else:
            self._skip, self._position = skip, self._schedule.length
            self._course.go_to_end()
            self.jumped.emit(self._position)
            self._run()
            self._reach(self._position)
        self._skip = skip
        self.skipped.emit()

    def undo_skip(self) -> None:
        """Back to where the last skip began, as long as that can be."""
        skip = self._skip
        if skip is None or not self.can_undo_skip:
            return
        ended = self._state is State.ENDED
        if ended:
            self._enter(State.PAUSED)
        self._jump(skip.row, skip.position)
        if ended:
            self.play()

    def lengthen(self, ms: int) -> None:
        """Let what runs now last longer by that, or by what fits its breaths; shorter below nothing."""
        self.advance()
        if self.over or self._at_manual:
            return
        made = with_hold_extended(self._schedule, self._position, ms)
        if made is not self._schedule:
            self._schedule, self._course = made, self._course.over(made, self._position)
            self.schedule_changed.emit()
            self.jumped.emit(self._position)
            self.moved.emit(self._position)

    def come_up(self) -> None:
        """Head-down: tilt back from here and now, rest level, and pause before the next step's `ready`."""
        self.advance()
        found = None if self.over or self._at_manual else come_up(self._schedule, self._position)
        if found is None:
            return
        row, self._schedule = self.row, found.schedule
        self.came_up.emit(row)
        self._course = Course(found.schedule)
        self._course.go_to(row, self._position)
        self._halt, self._skip = found.pause_row, None
        hurried = self.pace != USUAL
        self._run(USUAL)  # a way up is never hurried
        if hurried:
            self.pace_changed.emit()
        self.schedule_changed.emit()
        self.jumped.emit(self._position)
        if self._state is State.PAUSED:
            self._enter(State.PLAYING)
        self.moved.emit(self._position)
        self.advance()

    def set_pace(self, percent: int) -> None:
        """Play faster or slower from here on. ValueError beyond `SLOWEST` and `FASTEST`."""
        if not SLOWEST <= percent <= FASTEST:
            raise ValueError(percent)
        self.advance()
        if percent != self.pace:
            self._run(percent)
            self.pace_changed.emit()

    @property
    def _at_manual(self) -> bool:
        """Whether the position is that of a manual step which is still to be done."""
        return self._course.gate == self.row

    def _run(self, pace: int | None = None) -> None:
        """Let the position follow the clock from here and now on."""
        self._ticked = self._clock.now()
        self._anchor = _Anchor(self._ticked, self._position, pace or self.pace)

    def _enter(self, state: State) -> None:
        self._state = state
        self.state_changed.emit()

    def _jump(self, row: int, ms: int) -> None:
        if self.over:
            return
        self._skip = self._halt = None
        self._position = ms
        self._course.go_to(row, ms)
        self._run()
        self.jumped.emit(ms)
        self.moved.emit(ms)
        if self._state is State.WAITING:
            self._enter(State.PLAYING)
        self.advance()

    def _reach(self, until: int) -> None:
        """Move to `until`, wait or end there, and give what has become due."""
        gate = self._course.gate
        held = gate is not None and until == self._schedule.starts[gate]
        ended = gate is None and until == self._schedule.length
        halt = self._halt
        halted = halt is not None and until == self._schedule.starts[halt] and not held
        due = self._course.take(until, gate if held else halt if halted else None)
        self._position = until
        if halted or held:
            self._halt = None
        if halted:
            self._state = State.PAUSED
        elif ended:
            self._state = State.ENDED
        elif held:
            self._state = State.WAITING
        self.moved.emit(until)
        for cue in due:
            self.worst = max(self.worst, self._clock.now() - self._anchor.time_of(cue.at))
            self.cued.emit(cue)
        if ended or held or halted:
            self.state_changed.emit()
        if ended:
            self.finished.emit()
