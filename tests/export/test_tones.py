"""The tones: soft, not too loud, told apart, and on the side they are about."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from studio.core.dose import Side
from studio.core.schedule import CueKind
from studio.export.tones import RATE, Samples, tone


def loudness(samples: Samples) -> tuple[float, float]:
    left, right = np.sqrt((samples.astype(float) ** 2).mean(axis=0))
    return float(left), float(right)


def spectrum(samples: Samples) -> NDArray[np.floating]:
    """How much there is of each pitch, in steps of 20 Hz up to 2 kHz, for begin and end apart."""
    mono = samples.mean(axis=1)
    halves = np.array_split(np.pad(mono, (0, 2 * RATE - len(mono)))[: 2 * RATE], 40)
    found = np.concatenate([np.abs(np.fft.rfft(half))[:100] for half in halves])
    even: NDArray[np.floating] = found / np.linalg.norm(found)
    return even


@pytest.mark.parametrize("kind", CueKind)
def test_a_tone_is_short_and_soft_without_clicks(kind: CueKind) -> None:
    samples = tone(kind)
    assert samples.dtype == np.float32
    assert samples.shape[1] == 2
    assert 0.05 * RATE < len(samples) <= 1.6 * RATE
    assert 0.2 < np.abs(samples).max() < 0.8
    edges = np.abs(samples[[0, -1]]).max()
    assert edges < 0.01
    assert np.abs(np.diff(samples, axis=0)).max() < 0.15  # no jump that would be heard as a click


@pytest.mark.parametrize(("one", "other"), list(combinations(CueKind, 2)))
def test_any_two_tones_can_be_told_apart(one: CueKind, other: CueKind) -> None:
    alike = float(spectrum(tone(one)) @ spectrum(tone(other)))
    assert alike < 0.9


def test_a_side_is_heard_on_its_side_and_as_loud_as_the_middle() -> None:
    left, right = loudness(tone(CueKind.HOLD, Side.LEFT)), loudness(tone(CueKind.HOLD, Side.RIGHT))
    middle = loudness(tone(CueKind.HOLD))
    assert middle[0] == pytest.approx(middle[1])
    assert left[0] > 1.5 * left[1] > 0
    assert right == pytest.approx(left[::-1])
    assert np.hypot(*left) == pytest.approx(np.hypot(*middle), rel=1e-3)


def test_a_count_is_over_before_the_next_second() -> None:
    assert len(tone(CueKind.COUNT)) < RATE // 4
