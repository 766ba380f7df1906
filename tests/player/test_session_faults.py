"""Time that goes wrong around a session: long ones, stalls, sleeps, old machines, odd routines."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.compile import compile_schedule
from studio.core.dose import Sides
from studio.core.routine import Circuit, Item, Routine
from studio.core.schedule import Cue, CueKind
from studio.host.clock import HandClock
from studio.player.session import ASLEEP, Session, State
from tests.player.routines import CATALOGUE, MANUAL, SIDES, TRANSITIONS, TWO_STEPS, scheduled, step

DAY = 24 * 3_600_000

steps = st.builds(
    step,
    st.sampled_from(tuple(CATALOGUE)),
    sets=st.integers(1, 3),
    reps=st.integers(1, 4),
    hold=st.integers(0, 90),
    rest=st.integers(0, 40),
    tilt=st.sampled_from((0, 20, 60)),
    sides=st.sampled_from(Sides),
    manual=st.booleans(),
)
circuits = st.builds(
    Circuit,
    st.just("Round"),
    st.integers(1, 3),
    st.integers(0, 60_000),
    st.lists(steps, max_size=2).map(tuple),
)


class Heard:
    """A session on a hand-moved clock, with the cues it gave and how often it ended."""

    def __init__(self, items: Sequence[Item], now: int = 0) -> None:
        self.clock = HandClock(now)
        self.session = Session(scheduled(*items), self.clock)
        self.cues: list[tuple[int, Cue]] = []
        self.ends = self.sleeps = 0
        self.session.cued.connect(lambda cue: self.cues.append((self.clock.now() - now, cue)))
        self.session.finished.connect(self._end)
        self.session.slept.connect(self._sleep)

    def _end(self) -> None:
        self.ends += 1

    def _sleep(self) -> None:
        self.sleeps += 1

    def tick(self, ms: int) -> None:
        self.clock.forward(ms)
        self.session.advance()


@settings(max_examples=40)
@given(st.lists(steps | circuits, min_size=1, max_size=5), st.sampled_from((160, 450, ASLEEP)))
def test_c50_the_total_is_the_sum_of_the_graph_and_the_players_end(items: list[Item], each: int) -> None:
    heard = Heard(items)
    session, schedule = heard.session, heard.session.schedule
    session.play()
    while not session.over and heard.clock.now() <= schedule.length + 10 * each:
        if session.state is State.WAITING:
            session.go_on()
        else:
            heard.tick(min(each, session.time_left))
    assert schedule.length == sum(one.length for one in schedule.segments)
    assert schedule.length == sum(one.end - one.start for one in schedule.steps)
    if schedule.slots:
        assert (session.state, session.position, heard.ends) == (State.ENDED, schedule.length, 1)
    if not schedule.manual_steps:
        assert heard.clock.now() == schedule.length


def test_c51_an_hour_ends_to_the_millisecond_and_every_cue_comes_in_time() -> None:
    heard = Heard([step("knees", hold=280, rest=20), step("table", hold=120, tilt=30), SIDES] * 6)
    session, length = heard.session, heard.session.schedule.length
    assert length > 55 * 60_000
    session.play()
    while heard.clock.now() + 17 < length:
        heard.tick(17)
    assert session.state is State.PLAYING
    heard.tick(length - heard.clock.now())
    assert (session.state, session.position, heard.ends) == (State.ENDED, length, 1)
    assert [cue for _at, cue in heard.cues] == list(session.schedule.cues)
    assert max(at - cue.at for at, cue in heard.cues) < 17
    assert session.worst == max(at - cue.at for at, cue in heard.cues)


def test_c52_a_stall_of_a_second_loses_nothing_and_a_longer_one_pauses() -> None:
    heard = Heard(TWO_STEPS)
    session = heard.session
    session.play()
    heard.tick(1_500)
    heard.tick(1_050)
    assert (session.position, session.state) == (2_550, State.PLAYING)
    given = [cue for _at, cue in heard.cues]
    assert given == list(session.schedule.cues_between(-1, 2_550))
    heard.tick(5_000)
    assert (session.position, session.state, heard.sleeps) == (2_550, State.PAUSED, 1)
    assert [cue for _at, cue in heard.cues] == given


def test_c54_a_sleep_in_a_hold_pauses_and_gives_no_burst_of_cues() -> None:
    heard = Heard([step("knees", hold=60)])
    session = heard.session
    session.seek(20_000)
    session.play()
    heard.tick(1_000)
    before = len(heard.cues)
    heard.tick(30_000)
    assert (session.position, session.state, heard.sleeps) == (21_000, State.PAUSED, 1)
    heard.tick(1_000)
    session.play()
    heard.tick(16)
    assert (session.position, len(heard.cues)) == (21_016, before)


@pytest.mark.parametrize("up", [58 * DAY, 2**31 - 100, 2**32 - 100, 2**40])
def test_c55_a_machine_that_has_run_for_weeks_is_no_trouble(up: int) -> None:
    heard = Heard(TWO_STEPS, up)
    session = heard.session
    session.play()
    while not session.over:
        heard.tick(777)
    assert (session.position, heard.ends) == (session.schedule.length, 1)
    assert session.due_in is None
    assert 0 <= session.worst < 777


def test_c57_the_session_keeps_what_it_was_given() -> None:
    routine = Routine("Evening", TWO_STEPS)
    schedule = compile_schedule(routine, CATALOGUE, TRANSITIONS)
    clock = HandClock()
    session = Session(schedule, clock)
    session.play()
    compile_schedule(Routine("Evening", (SIDES,)), CATALOGUE, TRANSITIONS, schedule)
    clock.forward(1_000)
    session.advance()
    assert session.schedule is schedule
    assert session.position == 1_000


@pytest.mark.parametrize(
    ("items", "length", "ends"),
    [
        ((step("knees", hold=30, rest=20),), 45_000, [CueKind.END, CueKind.FINISH]),  # no rest after the last
        ((step("knees", hold=30), MANUAL), 45_000, [CueKind.END, CueKind.READY, CueKind.FINISH]),
        ((MANUAL,), 0, [CueKind.READY, CueKind.FINISH]),
        ((step("knees", hold=0),), 15_000, [CueKind.START, CueKind.FINISH]),
        ((Circuit("Round", 2, 30_000, (step("knees", hold=10),)),), 70_000, [CueKind.END, CueKind.FINISH]),
    ],
)
def test_c58_the_last_step_ends_once_and_counts_as_it_is_written(
    items: tuple[Item, ...], length: int, ends: list[CueKind]
) -> None:
    heard = Heard(items)
    session = heard.session
    assert session.schedule.length == length
    session.play()
    for _ in range(length // 1_000 + 5):
        session.go_on()
        heard.tick(1_000)
    assert (session.state, session.position, heard.ends) == (State.ENDED, length, 1)
    told = [cue.kind for _at, cue in heard.cues if cue.kind is not CueKind.COUNT]
    assert told[-len(ends) :] == ends
