"""Ten thousand things a person may do while a session plays: the time never breaks, no cue comes twice."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from studio.core.schedule import Cue, Schedule
from studio.host.clock import HandClock
from studio.player.session import ASLEEP, Session, State
from tests.player.routines import CIRCUIT, MANUAL, SIDES, TWO_STEPS, scheduled, step

SCHEDULES = (
    scheduled(*TWO_STEPS),
    scheduled(step("cat"), MANUAL, MANUAL, CIRCUIT, MANUAL),
    scheduled(MANUAL, step("table", hold=60, tilt=30), SIDES),
)


class C56Sessions(RuleBasedStateMachine):
    """Between two jumps the cues given are those passed: each once, in order, none besides."""

    @initialize(schedule=st.sampled_from(SCHEDULES))
    def begin(self, schedule: Schedule) -> None:
        self.clock = HandClock()
        self.session = Session(schedule, self.clock)
        self.given: list[Cue] = []
        self.finished = 0
        self.jumped_to = 0
        self.session.cued.connect(self.given.append)
        self.session.finished.connect(self._finish)

    def _finish(self) -> None:
        self.finished += 1

    def _jump(self) -> None:
        """From here on another stretch of cues counts; those at its begin may have been given already."""
        self.given[:] = [cue for cue in self.given if cue.at == self.session.position]
        self.jumped_to = self.session.position

    @rule(ms=st.integers(0, ASLEEP))
    def tick(self, ms: int) -> None:
        before, playing = self.session.position, self.session.state is State.PLAYING
        self.clock.forward(ms)
        self.session.advance()
        gone = self.session.position - before
        most = -(-ms * self.session.pace // 100) if playing else 0
        assert 0 <= gone <= most
        if self.session.state is State.PLAYING:
            assert most - 1 <= gone

    @rule(frames=st.integers(10, 60), each=st.integers(500, ASLEEP))
    def go(self, frames: int, each: int) -> None:
        for _ in range(frames):
            self.tick(each)

    @rule(ms=st.integers(ASLEEP + 1, 10**8))
    def sleep(self, ms: int) -> None:
        before, playing, given = self.session.position, self.session.state is State.PLAYING, len(self.given)
        self.clock.forward(ms)
        self.session.advance()
        assert (self.session.position, len(self.given)) == (before, given)
        assert not playing or self.session.state is State.PAUSED

    @rule()
    def play(self) -> None:
        self.session.play()

    @rule()
    def pause(self) -> None:
        self.session.pause()

    @rule()
    def toggle(self) -> None:
        self.session.toggle()

    @rule()
    def go_on(self) -> None:
        self.session.go_on()

    @precondition(lambda self: not self.session.over)
    @rule(ms=st.integers(-10, 400_000))
    def seek(self, ms: int) -> None:
        self.given.clear()
        self.session.seek(ms)
        self._jump()

    @rule(ms=st.sampled_from((-10_000, 10_000)))
    def lengthen(self, ms: int) -> None:
        before, length = self.session.position, self.session.schedule.length
        self.session.lengthen(ms)
        change = self.session.schedule.length - length
        assert self.session.position == before
        assert change == 0 or (change > 0) == (ms > 0)
        if change:  # the counts of an end that is not the end any more are forgotten
            self.given[:] = [cue for cue in self.given if cue in set(self.session.schedule.cues)]

    @rule(pace=st.sampled_from((50, 70, 90, 100, 110, 150, 800)))
    def set_pace(self, pace: int) -> None:
        before = self.session.position
        self.session.set_pace(pace)
        assert (self.session.position, self.session.pace) == (before, pace)

    @rule()
    def undo_skip(self) -> None:
        can, position = self.session.can_undo_skip, self.session.position
        kept = list(self.given)
        self.given.clear()
        ended = self.session.state is State.ENDED
        self.session.undo_skip()
        if can:
            self.finished -= ended
            self._jump()
        else:
            assert self.session.position == position
            self.given[:] = kept

    @precondition(lambda self: not self.session.over)
    @rule()
    def back(self) -> None:
        self.given.clear()
        self.session.back()
        self._jump()

    @precondition(lambda self: not self.session.over)
    @rule()
    def skip(self) -> None:
        self.given.clear()
        self.session.skip()
        self._jump()

    @rule()
    def stop(self) -> None:
        self.session.stop()

    @invariant()
    def time_is_whole(self) -> None:
        session = self.session
        assert 0 <= session.position <= session.schedule.length
        left = session.schedule.length - session.position
        assert session.time_left == -(-left * 100 // session.pace)
        assert 0 <= session.row < len(session.schedule.slots)
        assert self.finished == (session.state is State.ENDED)
        assert session.state is not State.WAITING or session.schedule.step(session.row).manual

    @invariant()
    def each_boundary_has_one_cue(self) -> None:
        session = self.session
        times = [cue.at for cue in self.given]
        assert times == sorted(times)
        assert all(self.jumped_to <= at <= session.position for at in times)
        passed = list(session.schedule.cues_between(self.jumped_to, session.position))
        later = [cue for cue in self.given if cue.at > self.jumped_to]
        # What belongs to a manual step that is still to be done, and to those after it, comes after it.
        held = session.schedule.step(session.row).manual
        assert later == (passed[: len(later)] if held else passed)


C56Sessions.TestCase.settings = settings(max_examples=100, stateful_step_count=100, deadline=None)
TestC56Sessions = C56Sessions.TestCase
