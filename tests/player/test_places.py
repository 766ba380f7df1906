"""The layout: everything inside, nothing over anything else, fingers find the buttons, at every size."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, QSize

from studio.player.places import APART, BUTTONS, SMALLEST_SIGN, TARGET, places

SIZES = [(800, 480), (1024, 768), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160),
         (3440, 1440), (1080, 1920), (480, 300)]  # fmt: skip
PARTS = ("progress", "heading", "time_left", "stage", "pacer", "breath", "following", "controls", "sign")


@pytest.mark.parametrize("size", SIZES)
def test_every_part_is_inside_and_beside_the_others(size: tuple[int, int]) -> None:
    where = places(QSize(*size))
    boxes: dict[str, QRectF] = {name: getattr(where, name) for name in PARTS}
    window = QRectF(0, 0, *size).adjusted(-1, -1, 1, 1)
    for name, box in boxes.items():
        assert window.contains(box) or box.isEmpty(), name
    for one, other in combinations(PARTS, 2):
        shared = boxes[one].adjusted(1, 1, -1, -1) & boxes[other]
        assert shared.isEmpty(), (one, other, shared)


@pytest.mark.parametrize("size", SIZES)
def test_a_finger_finds_every_button(size: tuple[int, int]) -> None:
    where = places(QSize(*size))
    assert where.button >= TARGET - 1e-6
    assert where.controls.width() >= BUTTONS * where.button + (BUTTONS - 1) * APART - 1e-6
    assert where.controls.height() == pytest.approx(where.button)


def test_everything_needed_stays_and_the_next_card_goes_first() -> None:
    small = places(QSize(480, 300))
    assert small.following.isEmpty()
    assert not small.pacer.isEmpty()
    assert not small.breath.isEmpty()
    assert small.sign.height() > 1.2 * SMALLEST_SIGN
    assert not places(QSize(800, 480)).following.isEmpty()


def test_at_full_scale_the_words_are_as_large_as_the_design_wants() -> None:
    assert places(QSize(1920, 1080)).scale == 1
    assert places(QSize(1280, 720)).scale == pytest.approx(2 / 3)
    assert places(QSize(3840, 2160)).scale == 2
    assert places(QSize(0, 0)).scale > 0  # a display that is switched off
