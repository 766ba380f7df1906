"""What a session hands to the sound: anew at each jump, pause and pace, and nothing twice."""

from __future__ import annotations

import pytest

from studio.core.routine import Item
from studio.core.schedule import CueKind
from studio.export.tones import RATE, Family
from studio.host.clock import HandClock
from studio.player.session import Session, State
from studio.player.sounding import Sounding
from tests.player.routines import MANUAL, TWO_STEPS, Sounded, scheduled, step


class Heard:
    """A session with a clock that is moved by hand, and what is heard of it."""

    def __init__(self, *items: Item) -> None:
        self.clock, self.sound = HandClock(500), Sounded()
        self.session = Session(scheduled(*items), self.clock)
        self.sounding = Sounding(self.session, self.sound)

    def forward(self, ms: int) -> None:
        for part in [1_000] * (ms // 1_000) + [ms % 1_000]:
            self.clock.forward(part)
            self.session.advance()

    @property
    def frame(self) -> int:
        """The frame that was played from last."""
        last = self.sound.played[-1]
        assert last is not None
        return last[1]


@pytest.fixture
def heard() -> Heard:
    made = Heard(*TWO_STEPS)
    made.session.play()
    return made


def test_it_is_played_once_and_runs_on_by_itself(heard: Heard) -> None:
    heard.forward(60_000)
    assert len(heard.sound.played) == 1
    assert heard.frame == 0
    assert [kind for kind, _side in heard.sound.tones(6)][:1] == [CueKind.READY]


def test_a_pause_is_cut_and_goes_on_without_what_was_heard(heard: Heard) -> None:
    heard.forward(5_000)  # the start has just been heard
    heard.session.pause()
    assert heard.sound.played[-1] is None
    heard.forward(9_000)
    heard.session.play()
    assert heard.frame == 5_000 * RATE // 1_000 + 1
    assert CueKind.START not in {kind for kind, _side in heard.sound.tones(4)}


def test_a_jump_is_heard_from_its_first_tone(heard: Heard) -> None:
    heard.forward(12_345)
    heard.session.seek(45_000)
    assert heard.frame == 45 * RATE
    assert heard.sound.tones(1)[0][0] is CueKind.READY
    heard.session.pause()
    heard.session.seek(5_000)  # nothing is heard while it is paused
    assert heard.sound.played[-1] is None
    heard.session.play()
    assert heard.sound.tones(1)[0][0] is CueKind.START


@pytest.mark.parametrize("pace", [50, 150])
def test_another_pace_goes_on_at_the_same_place(heard: Heard, pace: int) -> None:
    heard.forward(12_000)
    heard.session.set_pace(pace)
    assert heard.frame == pytest.approx(12 * RATE * 100 / pace, abs=2)


def test_a_skip_to_the_end_is_heard(heard: Heard) -> None:
    heard.forward(50_000)
    heard.session.skip()
    assert [kind for kind, _side in heard.sound.tones(1)] == [CueKind.FINISH]
    assert heard.sound.played[-1] is not None  # the end rings out


def test_d52_a_sleep_cuts(heard: Heard) -> None:
    heard.clock.forward(30_000)
    heard.session.advance()
    assert heard.sound.played[-1] is None


def test_before_a_manual_step_its_name_and_after_it_what_follows() -> None:
    heard = Heard(step("cat", reps=1), MANUAL, step("knees", hold=30))
    heard.session.play()
    kinds = [kind for kind, _side in heard.sound.tones(600)]
    assert kinds.count(CueKind.READY) == 2
    assert CueKind.FINISH not in kinds
    heard.forward(60_000)
    played = len(heard.sound.played)
    assert heard.session.state is State.WAITING
    heard.session.go_on()
    assert len(heard.sound.played) == played + 1
    assert heard.sound.tones(1)[0][0] is CueKind.READY


def test_mute_and_choice_are_at_work_at_once(heard: Heard) -> None:
    heard.sounding.choose({Family.BREATH})
    assert heard.sound.tones(600) == []
    heard.sounding.mute(True)
    assert heard.sound.played[-1] is None
    heard.session.seek(45_000)
    assert heard.sound.played[-1] is None
    heard.sounding.choose({Family.COUNT})
    heard.sounding.mute(False)
    assert {kind for kind, _side in heard.sound.tones(600)} == {CueKind.COUNT}
