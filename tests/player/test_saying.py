"""What is said of a session: the right words, in their time, and never behind it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.dose import Sides
from studio.core.routine import Circuit, Item
from studio.core.schedule import CueKind, Schedule
from studio.host.clock import HandClock
from studio.player.saying import AT_ONCE, Rank, Utterance, sayings, spoken_length, utterance
from studio.player.session import Session
from studio.player.speaking import Speaker
from tests.player.routines import MANUAL, SIDES, TWO_STEPS, scheduled, step

FRAME = 20


class Heard:
    """A voice that is only written down: what it says and when, at so many ms a letter; 0 never ends."""

    def __init__(self, clock: HandClock, per_letter: int = 60) -> None:
        self._clock, self._per_letter = clock, per_letter
        self.available = True
        self.said: list[tuple[int, str]] = []
        self.cuts: list[int] = []
        self._ends = -1

    @property
    def speaking(self) -> bool:
        return self.available and self._clock.now() < self._ends

    def start(self) -> None:
        """It is ready."""

    def say(self, text: str) -> None:
        if self.available:
            self.said.append((self._clock.now(), text))
            self._ends = self._clock.now() + (self._per_letter * len(text) or 3_600_000)

    def cut(self) -> None:
        if self.speaking:
            self.cuts.append(self._clock.now())
        self._ends = -1

    def set_volume(self, percent: int) -> None:
        """As loud as ever."""

    def close(self) -> None:
        """Nothing to let go of."""


class Spoken:
    """A session by hand-moved clock with a voice."""

    def __init__(self, *items: Item, per_letter: int = 60) -> None:
        self.clock = HandClock()
        self.schedule = scheduled(*items)
        self.session = Session(self.schedule, self.clock)
        self.voice = Heard(self.clock, per_letter)
        self.speaker = Speaker(self.session, self.voice)

    def forward(self, ms: int) -> None:
        for _ in range(ms // FRAME):
            self.clock.forward(FRAME)
            self.session.advance()

    @property
    def words(self) -> list[str]:
        return [text for _at, text in self.voice.said]


def texts(schedule: Schedule, *, counts: bool = False) -> list[str]:
    return [one.text for one in sayings(schedule) if counts or one.rank is not Rank.COUNT]


def test_a_step_is_announced_with_its_dose_and_side() -> None:
    assert texts(scheduled(SIDES)) == [
        "Double knees to chest, 2 times, hold 30 seconds, each side, left first", "Hold", "Last one. Hold",
        "Switch sides. Right side", "Hold", "Last one. Hold", "Done",
    ]  # fmt: skip


def test_repetitions_are_counted_and_moves_are_named_while_they_are_new() -> None:
    assert texts(scheduled(step("cat", reps=5))) == [
        "Cat-cow, 5 times", "Arch", "Round", "Rep 2. Arch", "Round", "Rep 3", "Rep 4", "Last one", "Done",
    ]  # fmt: skip


def test_a_long_rest_tells_its_length() -> None:
    assert "Rest, 20 seconds" in texts(scheduled(step("cat", reps=2, rest=20), SIDES))


def test_the_last_seconds_are_counted() -> None:
    said = [(one.at, one.text) for one in sayings(scheduled(step("knees", hold=30)))]
    assert said[-4:] == [(42_000, "3"), (43_000, "2"), (44_000, "1"), (45_000, "Done")]
    assert "Halfway" in [text for _at, text in said]


def test_a_manual_step_is_the_persons_turn() -> None:
    assert texts(scheduled(MANUAL, SIDES))[0] == "b Shoes /b img src=x . Your turn".replace(
        "b Shoes /b img src=x ", "<b>Shoes</b> & <img src=x>"
    )


def test_a_later_round_is_called_by_its_name_and_number() -> None:
    circuit = Circuit("Twice", 2, steps=(step("cat"), step("knees", hold=10)))
    assert "Cat-cow, round 2" in texts(scheduled(circuit))


def test_every_cue_finds_its_words_again() -> None:
    schedule = scheduled(step("cat"), MANUAL, MANUAL, SIDES, step("table", hold=60, tilt=30))
    rows = [
        (row, cue)
        for row, slot in enumerate(schedule.slots)
        for cue in schedule.cues
        if schedule.starts[row] <= cue.at <= schedule.starts[row] + slot.part.length
    ]
    found = {one for row, cue in rows if (one := utterance(schedule, row, cue)) is not None}
    assert found == set(sayings(schedule))


@st.composite
def routines(draw: st.DrawFn) -> Sequence[Item]:
    count = draw(st.integers(1, 4))
    return [
        step(
            draw(st.sampled_from(["cat", "bow", "knees"])),
            reps=draw(st.integers(1, 4)), hold=draw(st.integers(1, 30)), rest=draw(st.integers(0, 20)),
            sides=draw(st.sampled_from([Sides.NONE, Sides.EACH])),
        )
        for _ in range(count)
    ]  # fmt: skip


@given(routines())
def test_words_are_never_behind_their_time(items: Sequence[Item]) -> None:
    schedule = scheduled(*items)
    cues = {(cue.at) for cue in schedule.cues}
    ends = [0, *(segment.end for segment in schedule.segments)]
    for said in sayings(schedule):
        assert said.at in cues
        assert said.at < said.start_by < said.until or said.start_by == said.at + AT_ONCE
        assert said.start_by + spoken_length(said.text) <= said.until or said.start_by == said.at + AT_ONCE
        assert said.text
        if said.text != "Done":
            assert not any(said.at < end < said.until for end in ends), said


def test_a_session_is_spoken_as_it_goes() -> None:
    spoken = Spoken(*TWO_STEPS)
    spoken.session.play()
    spoken.forward(10_000)
    assert spoken.voice.said[0] == (0, "Cat-cow, 2 times")
    assert spoken.voice.said[-1] == (9_000, "Round")
    spoken.forward(200_000)
    assert spoken.words[-1] == "Done"
    assert spoken.words.count("Switch sides. Right side") == 1


@pytest.mark.parametrize("per_letter", [0, 400])
def test_c59_a_voice_that_is_slower_than_the_step_is_cut_at_the_boundary(per_letter: int) -> None:
    spoken = Spoken(step("cat", reps=4), per_letter=per_letter)
    spoken.session.play()
    spoken.forward(spoken.schedule.length + FRAME)
    starts = {one.start for one in spoken.schedule.segments}
    for cut in spoken.voice.cuts:
        assert any(cut - FRAME <= start <= cut for start in starts)
    for at, text in spoken.voice.said:
        due = next(one for one in sayings(spoken.schedule) if one.text == text and abs(one.at - at) <= FRAME)
        assert due.at <= at
    assert spoken.words[0] == "Cat-cow, 4 times"
    assert "Arch" in spoken.words
    assert "Done" in spoken.words


def test_c59_a_count_never_cuts_an_announcement_that_is_still_said() -> None:
    spoken = Spoken(SIDES, per_letter=190)
    spoken.session.play()
    spoken.forward(15_000)
    assert [one for one in spoken.words if one.isdecimal()] == []
    assert spoken.words[-1] == "Hold"


def test_d65_a_voice_that_wakes_too_late_says_nothing_old() -> None:
    spoken = Spoken(step("cat", reps=4))
    spoken.voice.available = False
    spoken.session.play()
    spoken.forward(4_500)
    assert spoken.voice.said == []
    spoken.voice.available = True
    spoken.forward(1_000)
    assert spoken.voice.said == [(5_000, "Arch")]


def test_a_pause_is_silent_and_nothing_is_caught_up() -> None:
    spoken = Spoken(SIDES, per_letter=100)
    spoken.session.play()
    spoken.forward(1_000)
    spoken.session.pause()
    assert spoken.voice.cuts == [1_000]
    spoken.clock.forward(60_000)
    spoken.session.play()
    spoken.forward(2_000)
    assert len(spoken.voice.said) == 1


def test_a_skip_cuts_and_announces_the_next_step() -> None:
    spoken = Spoken(*TWO_STEPS, per_letter=200)
    spoken.session.play()
    spoken.forward(1_000)
    spoken.session.skip()
    assert spoken.voice.cuts == [1_000]
    assert spoken.words[-1].startswith("Double knees to chest")


def test_a_manual_step_is_said_while_it_waits() -> None:
    spoken = Spoken(MANUAL, SIDES, per_letter=20)
    spoken.session.play()
    spoken.forward(200)
    assert spoken.words == ["<b>Shoes</b> & <img src=x>. Your turn"]
    spoken.session.go_on()
    assert spoken.words[-1].startswith("Double knees to chest")


def test_mute_is_silent_until_it_is_taken_back() -> None:
    spoken = Spoken(step("cat", reps=4), per_letter=100)
    spoken.session.play()
    spoken.forward(500)
    spoken.speaker.mute(True)
    assert spoken.voice.cuts == [500]
    spoken.forward(6_000)
    spoken.speaker.mute(False)
    spoken.forward(3_000)
    assert spoken.words == ["Cat-cow, 4 times", "Round"]


def test_every_kind_of_cue_has_a_rank() -> None:
    assert Utterance(0, 1, 2, "x", Rank.STEP).rank > Rank.COUNT
    assert CueKind.COUNT in CueKind
