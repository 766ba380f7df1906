"""How far the table on an exercise's card is tilted."""

from __future__ import annotations

from studio.core.dose import Dose
from studio.core.exercise import Exercise, Hold, Posture, Preset
from studio.core.picture import card_tilt
from studio.core.quantity import Range, fixed

TILTED = Exercise(
    "t", "T", Posture.TABLE, (Hold(),),
    dose=Dose(tilt=Range(20_000, 30_000)),
    presets={"steep": Preset(Dose(tilt=fixed(60_000))), "short": Preset(Dose(hold=fixed(1_000)))},
)  # fmt: skip


def test_a_card_shows_the_middle_of_the_doses_tilt() -> None:
    assert card_tilt(TILTED) == 25
    assert card_tilt(TILTED, "steep") == 60
    assert card_tilt(TILTED, "short") == 25


def test_without_a_tilt_it_is_level() -> None:
    assert card_tilt(Exercise("s", "S", Posture.STANDING, (Hold(),))) == 0
