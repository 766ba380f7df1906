"""The session: exact to the millisecond, each cue once, whatever the ticks."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.routine import Item
from studio.core.schedule import Cue, CueKind, SegmentKind
from studio.host.clock import HandClock
from studio.player.session import ASLEEP, UNDO, Session, State
from tests.player.routines import CIRCUIT, MANUAL, SIDES, TWO_STEPS, scheduled, step


class Played:
    """A session on a hand-moved clock, with everything it says."""

    def __init__(self, *items: Item) -> None:
        self.clock = HandClock(123_456)
        self.session = Session(scheduled(*items), self.clock)
        self.cues: list[Cue] = []
        self.positions: list[int] = []
        self.finished = self.slept = 0
        self.session.cued.connect(self.cues.append)
        self.session.moved.connect(self.positions.append)
        self.session.finished.connect(self._finish)
        self.session.slept.connect(self._sleep)

    def _finish(self) -> None:
        self.finished += 1

    def _sleep(self) -> None:
        self.slept += 1

    def tick(self, ms: int) -> None:
        self.clock.forward(ms)
        self.session.advance()

    def run(self, ms: int, each: int = 1000) -> None:
        for _ in range(ms // each):
            self.tick(each)
        self.tick(ms % each)

    @property
    def said(self) -> list[CueKind]:
        return [cue.kind for cue in self.cues]


def test_an_hour_ends_to_the_millisecond() -> None:
    played = Played(*[step("knees", hold=1180) for _ in range(3)])
    length = played.session.schedule.length
    assert length > 3_550_000
    played.session.play()
    played.run(length - 1, each=997)
    assert (played.session.position, played.finished) == (length - 1, 0)
    played.tick(1)
    assert (played.session.position, played.session.state, played.finished) == (length, State.ENDED, 1)
    played.tick(5)
    played.session.play()
    assert (played.session.position, played.finished, played.positions[-1]) == (length, 1, length)


@given(st.lists(st.sampled_from((0, 1, 16, 700, ASLEEP)), min_size=120, max_size=240))
def test_any_ticks_give_each_cue_once_and_in_order(ticks: list[int]) -> None:
    played = Played(*TWO_STEPS)
    played.session.play()
    for ms in ticks:
        played.tick(ms)
    position = min(sum(ticks), played.session.schedule.length)
    assert played.session.position == position
    assert played.cues == list(played.session.schedule.cues_between(-1, position))


def test_moved_tells_every_position_and_the_last_is_the_end() -> None:
    played = Played(step("cat"))
    played.session.play()
    played.run(15_000, each=500)
    assert played.positions == [0, *accumulate([500] * 30)]


def test_a_pause_stops_the_time_and_play_goes_on_from_there() -> None:
    played = Played(*TWO_STEPS)
    played.session.play()
    played.run(7_300)
    played.session.pause()
    played.tick(3_600_000)
    assert (played.session.position, played.session.state) == (7_300, State.PAUSED)
    played.session.toggle()
    played.tick(100)
    assert (played.session.position, played.session.state, played.slept) == (7_400, State.PLAYING, 0)


def test_a_gap_of_two_seconds_is_a_stall_and_a_longer_one_a_sleep() -> None:
    played = Played(*TWO_STEPS)
    played.session.play()
    played.tick(ASLEEP)
    assert (played.session.position, played.session.state) == (ASLEEP, State.PLAYING)
    played.tick(ASLEEP + 1)
    assert (played.session.position, played.session.state, played.slept) == (ASLEEP, State.PAUSED, 1)
    assert CueKind.START not in played.said
    played.session.play()
    played.run(3_000)
    assert CueKind.START in played.said


def test_pausing_after_a_sleep_counts_as_a_sleep() -> None:
    played = Played(*TWO_STEPS)
    played.session.play()
    played.clock.forward(60_000)
    played.session.pause()
    assert (played.session.position, played.session.state, played.slept) == (0, State.PAUSED, 1)


def test_a_seek_gives_no_cue_that_it_jumps_over() -> None:
    played = Played(*TWO_STEPS)
    played.session.play()
    played.cues.clear()
    played.session.seek(61_000)
    assert played.cues == []
    played.tick(14_000 - ASLEEP)  # a sleep: nothing is made up for
    played.session.play()
    assert played.cues == []
    played.session.seek(60_000)
    assert played.said == [CueKind.START, CueKind.HOLD]


def test_a_seek_to_a_step_gives_its_cues_and_not_the_end_of_the_one_before() -> None:
    played = Played(SIDES, step("cat"))
    start = played.session.schedule.starts[1]
    assert [cue.kind for cue in played.session.schedule.cues_between(start - 1, start)] == [
        CueKind.END, CueKind.READY,
    ]  # fmt: skip
    played.session.seek(start)
    played.session.play()
    assert played.said == [CueKind.READY]


@pytest.mark.parametrize(("ms", "inside"), [(-5, 0), (10**9, None), (12_345, 12_345)])
def test_a_seek_stays_inside(ms: int, inside: int | None) -> None:
    played = Played(*TWO_STEPS)
    played.session.seek(ms)
    assert played.session.position == (played.session.schedule.length if inside is None else inside)


def test_back_goes_to_the_start_and_soon_after_it_to_the_step_before() -> None:
    played = Played(*TWO_STEPS)
    second = played.session.schedule.starts[1]
    played.session.seek(second + 3_000)
    played.session.back()
    assert played.session.position == second
    played.session.seek(second + 2_999)
    played.session.back()
    assert played.session.position == 0
    played.session.back()
    assert played.session.position == 0


def test_next_goes_to_the_next_step_and_from_the_last_to_the_end() -> None:
    played = Played(*TWO_STEPS)
    played.session.play()
    played.session.skip()
    assert played.session.position == played.session.schedule.starts[1]
    played.cues.clear()
    played.session.skip()
    assert played.said == [CueKind.FINISH]
    assert (played.session.state, played.finished, played.session.time_left) == (State.ENDED, 1, 0)
    played.session.skip()
    played.session.back()
    assert (played.session.state, played.finished, played.session.time_left) == (State.ENDED, 1, 0)


def test_nothing_follows_a_stop() -> None:
    played = Played(*TWO_STEPS)
    played.session.play()
    played.run(5_000)
    played.session.stop()
    for act in (played.session.play, played.session.skip, played.session.back, played.session.toggle):
        act()
    played.session.seek(20)
    played.run(5_000)
    assert (played.session.position, played.session.state, played.finished) == (5_000, State.STOPPED, 0)


def test_a_manual_step_waits_until_it_is_told_to_go_on() -> None:
    played = Played(step("cat"), MANUAL, step("cat"))
    gate = played.session.schedule.starts[1]
    played.session.play()
    played.run(gate + 1_500)
    assert (played.session.position, played.session.state, played.session.row) == (gate, State.WAITING, 1)
    assert played.session.schedule.step(1).name == "<b>Shoes</b> & <img src=x>"
    assert [cue.text for cue in played.cues if cue.kind is CueKind.READY] == [
        "Cat-cow", "<b>Shoes</b> & <img src=x>",
    ]  # fmt: skip
    played.tick(3_600_000)
    assert (played.session.position, played.slept) == (gate, 0)
    played.session.go_on()
    assert (played.session.state, played.session.row) == (State.PLAYING, 2)
    assert played.cues[-1] == Cue(gate, CueKind.READY, "Cat-cow")
    played.run(played.session.schedule.length)
    assert (played.session.state, played.finished) == (State.ENDED, 1)
    assert sorted(map(str, played.cues)) == sorted(map(str, played.session.schedule.cues))


def test_manual_steps_at_one_time_are_passed_one_by_one() -> None:
    played = Played(MANUAL, MANUAL, step("cat"), MANUAL)
    session = played.session
    session.play()
    rows = [session.row]
    session.go_on()
    rows.append(session.row)
    session.go_on()
    assert (rows, session.row, session.state) == ([0, 1], 2, State.PLAYING)
    played.run(session.schedule.length)
    assert (session.row, session.state, played.finished) == (3, State.WAITING, 0)
    assert CueKind.FINISH not in played.said
    session.go_on()
    assert (session.state, played.finished, played.said[-1]) == (State.ENDED, 1, CueKind.FINISH)
    assert played.said.count(CueKind.READY) == 4


def test_a_routine_of_manual_steps_takes_no_time_and_ends() -> None:
    played = Played(MANUAL, MANUAL)
    played.session.play()
    played.session.go_on()
    assert (played.session.state, played.finished) == (State.WAITING, 0)
    played.session.go_on()
    assert (played.session.state, played.finished, played.session.position) == (State.ENDED, 1, 0)


def test_paused_before_a_manual_step_it_waits_again_and_says_nothing_twice() -> None:
    played = Played(step("cat"), MANUAL, step("cat"))
    played.session.play()
    played.run(15_000)
    before = list(played.cues)
    played.session.pause()
    played.session.play()
    assert (played.session.state, played.cues) == (State.WAITING, before)


def test_ten_seconds_more_are_of_the_hold_and_not_of_the_place() -> None:
    played = Played(step("knees", hold=30), step("knees", hold=30))
    session = played.session
    session.play()
    played.run(20_000)
    length, second = session.schedule.length, session.schedule.starts[1]
    jumps: list[int] = []
    session.jumped.connect(jumps.append)
    session.lengthen(10_000)
    assert (session.position, session.state, jumps) == (20_000, State.PLAYING, [20_000])
    assert (session.schedule.length, session.schedule.starts[1]) == (length + 10_000, second + 10_000)
    session.lengthen(-10_000)
    session.lengthen(-10_000)
    assert (session.schedule.length, session.schedule.starts[1]) == (length - 10_000, second - 10_000)
    played.run(session.time_left - 1)
    assert played.finished == 0
    played.tick(1)
    assert (played.finished, session.position) == (1, length - 10_000)
    assert played.cues == list(session.schedule.cues)


@pytest.mark.parametrize("each", [16, 333, 2_000])
def test_every_cue_comes_once_however_often_the_hold_changes(each: int) -> None:
    played = Played(step("knees", hold=60), SIDES)
    session = played.session
    session.play()
    for by in (10_000, -10_000, 10_000, 10_000, -10_000, 10_000) * 3:
        played.run(7_000, each)
        session.lengthen(by)
    while not session.over:
        played.tick(each)
    told = [cue for cue in played.cues if cue.kind is not CueKind.COUNT]
    assert told == [cue for cue in session.schedule.cues if cue.kind is not CueKind.COUNT]
    assert session.position == session.schedule.length


def test_what_waits_for_nothing_is_not_made_longer() -> None:
    played = Played(MANUAL, step("cat"))
    session = played.session
    session.play()
    before = session.schedule
    session.lengthen(10_000)
    session.go_on()
    played.run(16_000)  # a move
    session.lengthen(10_000)
    session.stop()
    session.lengthen(10_000)
    assert session.schedule is before


def test_a_paused_hold_can_be_made_longer() -> None:
    played = Played(step("knees", hold=30))
    played.session.play()
    played.run(20_000)
    played.session.pause()
    length = played.session.schedule.length
    played.session.lengthen(10_000)
    assert (played.session.position, played.session.state) == (20_000, State.PAUSED)
    assert played.session.schedule.length == length + 10_000


def test_the_pace_changes_how_fast_the_position_goes_and_not_where_it_is() -> None:
    played = Played(*TWO_STEPS)
    session = played.session
    changes: list[int] = []
    session.pace_changed.connect(lambda: changes.append(session.pace))
    session.play()
    played.run(10_000)
    session.set_pace(50)
    assert session.position == 10_000
    played.run(10_000)
    assert (session.position, session.time_left) == (15_000, 2 * (session.schedule.length - 15_000))
    session.set_pace(150)
    session.set_pace(150)
    played.run(10_000)
    assert (session.position, changes) == (30_000, [50, 150])
    session.pause()
    session.set_pace(100)
    played.tick(10_000)
    assert session.position == 30_000
    session.play()
    played.run(1_000)
    assert session.position == 31_000
    assert played.cues == list(session.schedule.cues_between(-1, 31_000))


@pytest.mark.parametrize("pace", [49, 801, 0, -100])
def test_there_are_paces_that_there_are_not(pace: int) -> None:
    played = Played(*TWO_STEPS)
    with pytest.raises(ValueError, match=str(pace)):
        played.session.set_pace(pace)


@pytest.mark.parametrize("pace", [50, 70, 90, 110, 130, 150, 800])
def test_no_pace_drifts_over_an_hour(pace: int) -> None:
    played = Played(*[step("knees", hold=1180) for _ in range(3)])
    session = played.session
    session.play()
    session.set_pace(pace)
    ends = -(-session.schedule.length * 100 // pace)
    played.run(ends - 1, each=997)
    assert played.finished == 0
    played.tick(1)
    assert (played.finished, session.position) == (1, session.schedule.length)
    assert played.cues == list(session.schedule.cues)


def test_a_skip_can_be_undone_for_five_seconds() -> None:
    played = Played(*TWO_STEPS)
    session = played.session
    skips: list[int] = []
    session.skipped.connect(lambda: skips.append(session.position))
    session.play()
    played.run(12_345)
    session.undo_skip()
    assert session.position == 12_345
    session.skip()
    second = session.schedule.starts[1]
    assert (session.position, skips, session.can_undo_skip) == (second, [second], True)
    played.run(UNDO)
    session.undo_skip()
    assert (session.position, session.state, session.can_undo_skip) == (12_345, State.PLAYING, False)
    session.skip()
    played.run(UNDO + 1)
    session.undo_skip()
    assert session.position == second + UNDO + 1


def test_the_undo_of_a_skip_is_off_after_another_jump() -> None:
    played = Played(*TWO_STEPS)
    session = played.session
    session.play()
    played.run(12_345)
    session.skip()
    session.back()
    assert not session.can_undo_skip
    session.undo_skip()
    assert session.position == 0


def test_a_skip_to_the_end_can_be_undone_while_the_end_is_shown() -> None:
    played = Played(*TWO_STEPS)
    session = played.session
    session.seek(70_000)
    session.play()
    played.run(500)
    session.skip()
    assert (session.state, played.finished) == (State.ENDED, 1)
    played.tick(60_000)
    session.undo_skip()
    assert (session.state, session.position) == (State.PLAYING, 70_500)
    played.run(session.time_left)
    assert (session.state, played.finished) == (State.ENDED, 2)
    assert not session.can_undo_skip


def test_an_undone_skip_waits_again_at_the_manual_step() -> None:
    played = Played(step("cat"), MANUAL, step("cat"))
    session = played.session
    session.play()
    played.run(session.schedule.starts[1])
    session.skip()
    assert (session.row, session.state) == (2, State.PLAYING)
    session.undo_skip()
    assert (session.row, session.state) == (1, State.WAITING)


def test_a_skip_head_down_leads_to_the_way_up() -> None:
    played = Played(step("table", hold=60, tilt=30), step("cat"))
    session = played.session
    session.play()
    tilts = [one for one in session.schedule.segments if one.kind is SegmentKind.TILT]
    session.skip()
    assert session.position == session.schedule.starts[1]  # it was level still
    session.seek(tilts[0].end + 10_000)
    session.skip()
    assert (session.position, session.row) == (tilts[1].start, 0)
    session.skip()
    assert session.row == 1


def test_a_skip_from_one_inversion_to_the_next_stays_head_down() -> None:
    played = Played(step("table", hold=60, tilt=30), step("table", hold=30, tilt=30), step("cat"))
    session = played.session
    starts = session.schedule.starts
    session.seek(starts[0] + 60_000)
    session.play()
    session.skip()
    assert session.position == starts[1]
    session.skip()
    assert starts[1] < session.position < starts[2]
    way = next(session.schedule.segments_between(session.position, session.position + 1))
    assert (way.tilt_from, way.tilt_to) == (30, 0)


def test_how_late_a_cue_came_is_told_by_the_clock() -> None:
    played = Played(*TWO_STEPS)
    session = played.session
    session.play()
    assert session.due_in == 2_000  # the first of three counts
    played.tick(1_990)
    assert session.due_in == 10
    played.tick(17)
    assert session.worst == 7
    played.tick(993)
    assert session.worst == 7
    session.pause()
    assert session.due_in is None


def test_a_jump_back_meets_the_manual_step_again() -> None:
    played = Played(step("cat"), MANUAL, step("cat"))
    played.session.play()
    played.session.skip()
    played.session.go_on()
    played.run(1_000)
    played.session.back()
    assert (played.session.row, played.session.state) == (1, State.WAITING)


def test_a_circuit_is_skipped_step_by_step() -> None:
    played = Played(CIRCUIT)
    starts = played.session.schedule.starts
    rows = []
    for _ in range(3):
        played.session.skip()
        rows.append((played.session.row, played.session.position))
    assert rows == [(row, starts[row]) for row in (1, 2, 3)]
    assert all(a < b for a, b in pairwise(starts))
