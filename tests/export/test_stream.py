"""The stream of a schedule: the same however it is cut, one tone at a time, and told apart by ear."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from studio.core.breath import Phase
from studio.core.dose import Side, Sides
from studio.core.schedule import CueKind, Schedule
from studio.export.stream import Glide, Score, glided
from studio.export.tones import ALL, FAMILIES, RATE, Family, Samples, sides, tone
from tests.player.routines import CIRCUIT, MANUAL, TWO_STEPS, scheduled, step

EVENING = scheduled(*TWO_STEPS)
ROUNDS = scheduled(CIRCUIT, MANUAL, step("bow", reps=2, hold=21), step("table", hold=30, tilt=30))
WINDOW = RATE // 20


def within(score: Score, seconds: float) -> list[tuple[float, CueKind, Side | None]]:
    """The tones of the first seconds, with their times in seconds."""
    return [(one.frame / RATE, one.kind, one.side) for one in score.tones(0, round(seconds * RATE))]


@settings(max_examples=60)
@given(
    schedule=st.sampled_from((EVENING, ROUNDS)),
    start=st.integers(-RATE, 70 * RATE),
    parts=st.lists(st.integers(1, RATE), min_size=1, max_size=12),
    pace=st.sampled_from((50, 70, 100, 150)),
    entered=st.none() | st.integers(0, 60 * RATE),
)
def test_any_split_gives_the_same_samples(
    schedule: Schedule, start: int, parts: list[int], pace: int, entered: int | None
) -> None:
    score = Score(schedule, pace=pace)
    if entered is not None:
        score = score.entered(entered, entered + 777)
    whole = score.samples(start, sum(parts))
    at, found = start, []
    for count in parts:
        found.append(score.samples(at, count))
        at += count
    assert np.array_equal(np.concatenate(found), whole)
    assert np.abs(whole).max() <= 1


@pytest.mark.parametrize("pace", [100, 1_000])
@pytest.mark.parametrize("schedule", [EVENING, ROUNDS])
def test_d56_never_two_tones_stacked_and_nothing_clipped(schedule: Schedule, pace: int) -> None:
    score = Score(schedule, pace=pace)
    tones = score.tones(0, score.frames)
    assert len({one.frame for one in tones}) == len(tones) == len({cue.at for cue in schedule.cues})
    alone = Score(schedule, ALL - {Family.BREATH}, pace)
    assert pace == 100 or any(after.frame < one.end for one, after in pairwise(tones))
    for one, after in pairwise(tones):
        if after.frame < one.end:  # the first has gone when the second begins
            before = alone.samples(after.frame - RATE // 500, RATE // 500)
            assert np.abs(before[-5:]).max() < 0.02
            assert alone.samples(after.frame, 480) == pytest.approx(tone(after.kind, after.side)[:480])
    loudest = max(np.abs(score.samples(at, RATE)).max() for at in range(0, score.frames, RATE))
    assert 0.4 < loudest < 0.95


def test_of_cues_that_come_together_the_one_that_says_most_is_heard_from_its_side() -> None:
    kind, left, right = CueKind, Side.LEFT, Side.RIGHT
    found = [one[1:] for one in within(Score(EVENING), 186) if one[1] is not kind.COUNT]
    assert found == [
        (kind.READY, None), (kind.START, None), (kind.MOVE, None), (kind.MOVE, None), (kind.MOVE, None),
        (kind.REST, None), (kind.READY, None), (kind.START, left), (kind.HALF, left), (kind.END, left),
        (kind.HALF, left), (kind.SIDE, right), (kind.HOLD, right), (kind.HALF, right), (kind.END, right),
        (kind.HALF, right), (kind.FINISH, right),
    ]  # fmt: skip


def test_the_end_of_a_hold_is_heard_from_the_side_that_held() -> None:
    schedule = scheduled(step("knees", hold=30, sides=Sides.EACH, rest=20), step("cat"))
    ends = [one for one in within(Score(schedule, {Family.END}), 200) if one[1] is CueKind.END]
    assert [side for _at, _kind, side in ends] == [Side.LEFT, Side.RIGHT]


@pytest.mark.parametrize("pace", [50, 90, 100, 150])
def test_pace_moves_onsets_and_no_pitch(pace: int) -> None:
    usual, score = Score(EVENING, ALL - {Family.BREATH}), Score(EVENING, ALL - {Family.BREATH}, pace)
    assert [one[1:] for one in within(score, 1_000)] == [one[1:] for one in within(usual, 1_000)]
    for one, other in zip(score.tones(0, 10**8), usual.tones(0, 10**8), strict=True):
        assert one.frame == pytest.approx(other.frame * 100 / pace, abs=1)
    # the quietest way to be wrong: played faster, a tone would be higher
    at = score.tones(0, 10**8)[4].frame
    assert score.samples(at, 3_000) == pytest.approx(tone(CueKind.START)[:3_000])


@pytest.mark.parametrize("family", Family)
def test_each_family_can_be_left_out(family: Family) -> None:
    with_it, without = Score(EVENING), Score(EVENING, ALL - {family})
    if family is Family.BREATH:
        assert next(with_it.glides(0, 60 * RATE), None) is not None
        assert next(without.glides(0, 60 * RATE), None) is None
        assert without.tones(0, 10**8) == with_it.tones(0, 10**8)
        return
    kinds = {one.kind for one in without.tones(0, 10**8)}
    assert kinds
    assert all(FAMILIES[kind] is not family for kind in kinds)
    assert next(without.glides(0, 60 * RATE), None) is not None


def test_what_a_left_out_tone_had_covered_is_heard_instead() -> None:
    assert CueKind.MOVE not in {one[1] for one in within(Score(EVENING), 5.5)}
    assert within(Score(EVENING, {Family.MOVE}), 5.5) == [(5.0, CueKind.MOVE, None)]


def test_entered_in_the_middle_nothing_begins_late_but_what_was_just_missed() -> None:
    score = Score(EVENING, ALL - {Family.BREATH})
    five = score.frame(5_000)
    late = score.entered(five, five + 1_000)  # the start was due while nothing could be heard
    assert np.abs(late.samples(five, 1_000)).max() == 0
    assert late.samples(five + 1_000, 3_000) == pytest.approx(tone(CueKind.START)[:3_000])
    cut = score.entered(five + 1, five + 1)  # a tone that had begun is not heard from its middle
    assert np.abs(cut.samples(five, RATE)).max() == 0
    assert [one.frame for one in cut.tones(0, score.frame(9_001))] == [score.frame(9_000)]


def test_before_a_manual_step_only_its_name_is_heard_and_after_it_what_follows() -> None:
    schedule = scheduled(step("cat", reps=1), MANUAL, step("knees", hold=30))
    gate = schedule.starts[1]
    before = Score(schedule, first=0, gate=1)
    heard = before.tones(before.frame(gate), 10**8)
    assert [(one.kind, one.frame) for one in heard] == [(CueKind.READY, before.frame(gate))]
    assert next(before.glides(before.frame(gate), 10**8), None) is None
    after = Score(schedule, first=2)
    assert [one.kind for one in after.tones(0, 10**8)][:2] == [CueKind.READY, CueKind.COUNT]


def spectrum(samples: Samples) -> NDArray[np.floating]:
    """How much there is of each pitch over the time, in steps of 20 Hz up to 2 kHz."""
    mono = np.pad(samples.mean(axis=1), (0, 2 * RATE))[: 2 * RATE]
    found = np.concatenate([np.abs(np.fft.rfft(part))[:100] for part in np.split(mono, 40)])
    even: NDArray[np.floating] = found / np.linalg.norm(found)
    return even


def contour(wave: NDArray[np.float32]) -> NDArray[np.floating]:
    """The pitch in Hz, window by window, where there is any sound."""
    parts = [part for part in np.array_split(wave, len(wave) // WINDOW) if np.abs(part).max() > 0.01]
    bins = [np.argmax(np.abs(np.fft.rfft(part * np.hanning(len(part)), RATE))) for part in parts]
    return np.array(bins, dtype=float)


def breath(phase: Phase, seconds: int) -> NDArray[np.float32]:
    return glided(Glide(0, seconds * RATE, phase, None), 0, seconds * RATE)


@pytest.mark.parametrize("seconds", [2, 4, 6])
def test_in_rises_and_out_falls(seconds: int) -> None:
    rising, falling = contour(breath(Phase.IN, seconds)), contour(breath(Phase.OUT, seconds))
    assert rising[-1] / rising[0] > 1.4
    assert falling[0] / falling[-1] > 1.4
    assert (np.diff(rising) >= -2).all()
    assert (np.diff(falling) <= 2).all()


def test_a_breath_is_soft_beside_every_tone_and_begins_and_ends_in_silence() -> None:
    for phase in (Phase.IN, Phase.OUT):
        wave = breath(phase, 4)
        assert np.abs(wave[[0, -1]]).max() < 0.001
        assert 0.02 < np.abs(wave).max() < min(np.abs(tone(kind)).max() for kind in CueKind) / 2
        assert np.abs(np.diff(wave)).max() < 0.01


PAIRS = [
    (CueKind.MOVE, CueKind.REST), (CueKind.HALF, CueKind.END), (CueKind.TILT, CueKind.RETURN),
    (CueKind.START, CueKind.END), (CueKind.COUNT, CueKind.MOVE), (CueKind.HOLD, CueKind.REST),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_those_that_matter_differ_at_once(one: CueKind, other: CueKind) -> None:
    """Half as alike as any two may be: these are acted on without a look."""
    assert float(spectrum(tone(one)) @ spectrum(tone(other))) < 0.6


def test_in_and_out_differ_and_neither_is_like_a_tone() -> None:
    sounds = [breath(phase, 4)[:, None] * sides(None) for phase in (Phase.IN, Phase.OUT)]
    alike = float(spectrum(sounds[0][RATE:]) @ spectrum(sounds[1][RATE:]))
    assert alike < 0.75
    for sound in sounds:
        assert all(float(spectrum(sound) @ spectrum(tone(kind))) < 0.7 for kind in CueKind)
