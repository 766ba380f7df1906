"""The layout: everything inside, nothing over anything else, fingers find the buttons, at every size."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

from studio.player.places import APART, BUTTONS, SMALLEST_SIGN, TARGET, Places, places
from studio.player.places_inverted import face_turn, places_inverted
from studio.player.sizes import LEAST, View, angle_of, least_for, pitch

SIZES = [(800, 480), (1024, 768), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160),
         (3440, 1440), (1080, 1920), (480, 300)]  # fmt: skip
LETTERS = (LEAST, 80.0, 90.0, 108.0, 147.0)
PARTS = ("progress", "heading", "side", "time_left", "stage", "pacer", "word", "breath", "following",
         "controls", "sign", "come_up")  # fmt: skip


def both(size: tuple[int, int], least: float) -> list[Places]:
    """Upright and head-down, the latter also with a line of two rows, and on a face that is askew."""
    whole = QSize(*size)
    found = [places(whole, least), *(places_inverted(whole, least, rows=rows) for rows in (0, 1, 2))]
    if size[0] > 480:
        found.append(places_inverted(whole, least, face_turn(whole, 40.0, 60.0)))
    return found


@pytest.mark.parametrize("least", LETTERS)
@pytest.mark.parametrize("size", SIZES)
def test_d62_every_part_is_inside_and_beside_the_others(size: tuple[int, int], least: float) -> None:
    for where in both(size, least):
        boxes: dict[str, QRectF] = {name: getattr(where, name) for name in PARTS}
        face = QRectF(QPointF(), where.turn.face).adjusted(-1, -1, 1, 1)
        for name, box in boxes.items():
            assert face.contains(box) or box.isEmpty(), (name, box)
        for one, other in combinations(PARTS, 2):
            shared = boxes[one].adjusted(1, 1, -1, -1) & boxes[other]
            assert shared.isEmpty(), (one, other, shared)


@pytest.mark.parametrize("least", LETTERS)
@pytest.mark.parametrize("size", SIZES)
def test_d62_a_finger_finds_every_button(size: tuple[int, int], least: float) -> None:
    for where in both(size, least):
        assert where.button >= TARGET - 1e-6
        assert where.controls.width() >= BUTTONS * where.button + (BUTTONS - 1) * APART - 1e-6
        assert where.controls.height() == pytest.approx(where.button)
        assert where.come_up.isEmpty() or where.come_up.height() >= TARGET


@pytest.mark.parametrize("size", SIZES)
def test_the_countdown_and_the_breath_stay_whatever_the_letters(size: tuple[int, int]) -> None:
    for least in LETTERS:
        for where in both(size, least):
            letters = where.least * where.scale
            assert where.pacer.height() >= 1.7 * letters
            assert where.breath.height() >= letters
            assert where.heading.height() >= letters


def test_what_has_no_room_goes_in_the_order_of_the_design() -> None:
    size = QSize(1920, 1080)
    there = {least: places(size, least) for least in LETTERS}
    assert [least for least in LETTERS if not there[least].following.isEmpty()] == [70.0, 80.0]
    assert [least for least in LETTERS if not there[least].time_left.isEmpty()] == [70.0, 80.0, 90.0]
    large = there[147.0]
    assert large.side.height() >= 2 * 147 * 1.1  # room for a line that wraps
    assert not large.word.isEmpty()


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
    assert places_inverted(QSize(0, 0)).scale > 0


SCREENS = [((1920, 1080), 0.277, 70), ((2560, 1440), 0.234, 83), ((1920, 1080), 0.180, 107),
           ((1920, 1080), 0.496, 39)]  # fmt: skip
"""The screens of the design's table: pixels, their size in mm, and the letters that are read from 3 m."""


@pytest.mark.parametrize("distance", [1.0, 2.0, 3.0])
@pytest.mark.parametrize(("size", "pixel", "row"), SCREENS)
def test_the_smallest_letters_are_read_from_where_one_is(
    size: tuple[int, int], pixel: float, row: int, distance: float
) -> None:
    assert angle_of(row, pixel, 3.0) == pytest.approx(16, abs=0.25)
    for least_of in (places, places_inverted):
        least = least_for(QSize(*size), pixel, View(distance=distance))
        where = least_of(QSize(*size), least)
        for wanted in (96, 72, 120):
            seen = angle_of(where.letters(wanted) * where.scale, pixel, distance)
            assert seen >= 15.9 or (least_of is places_inverted and seen >= 15.1), (wanted, seen)


def test_a_larger_text_size_asks_for_larger_letters() -> None:
    size = QSize(1920, 1080)
    usual, large = (least_for(size, 0.277, View(text=text)) for text in (1.0, 1.5))
    assert usual == LEAST
    assert large == pytest.approx(1.5 * LEAST)
    assert least_for(size, 0.277, View(distance=4, text=1.5)) > large


@pytest.mark.parametrize(
    ("millimetres", "pixels", "found"),
    [
        ((531.0, 299.0), (1920, 1080), 0.277),
        ((0.0, 0.0), (1920, 1080), 0.265),  # says nothing
        ((160.0, 90.0), (3840, 2160), 0.265),  # says a ratio
        ((16.0, 9.0), (1920, 1080), 0.265),
        ((1600.0, 100.0), (1920, 1080), 0.265),
        ((531.0, 299.0), (0, 0), 0.265),
    ],
)
def test_a_screen_that_talks_nonsense_is_taken_for_a_usual_one(
    millimetres: tuple[float, float], pixels: tuple[int, int], found: float
) -> None:
    assert pitch(QSizeF(*millimetres), QSize(*pixels)) == pytest.approx(found, abs=0.001)
