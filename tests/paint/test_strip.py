"""Pieces of a time strip: each phase is told by pattern and height, and labels stay inside their bands."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from studio.core.breath import Phase
from studio.core.dose import Side
from studio.core.motion import eased
from studio.core.schedule import Segment, SegmentKind
from studio.paint.breath_curve import BreathCurve, Lane
from studio.paint.look import DARK, LIGHT, Look
from studio.paint.phases import PHASES, PhaseKind, phase_of, word_of
from studio.paint.strip import (
    band_rect,
    elided,
    paint_band,
    paint_band_label,
    paint_step_band,
    paint_step_label,
    paint_swatch,
)

WIDE, HIGH = 200, 40


def painted(draw: Callable[[QPainter], None], scale: float = 1.0, ground: str = "#FF00FF") -> QImage:
    """What is drawn, on a ground that no look has."""
    image = QImage(int(WIDE * scale), int(HIGH * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()
    return image


def colours(image: QImage, box: QRectF) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(int(box.left()), int(box.right()))
        for y in range(int(box.top()), int(box.bottom()))
    }


def segment(kind: SegmentKind, tilt: int = 0, side: Side | None = None) -> Segment:
    return Segment(0, 1000, kind, 0, None, side, None, tilt, tilt, "", "")


@pytest.mark.parametrize(
    ("kind", "tilt", "phase"),
    [
        (SegmentKind.READY, 0, PhaseKind.READY),
        (SegmentKind.CHANGE, 0, PhaseKind.READY),
        (SegmentKind.CHANGE, 25, PhaseKind.INV),
        (SegmentKind.MOVE, 0, PhaseKind.MOVE),
        (SegmentKind.MOVE, 25, PhaseKind.INV),
        (SegmentKind.HOLD, 0, PhaseKind.HOLD),
        (SegmentKind.HOLD, 25, PhaseKind.INV),
        (SegmentKind.TILT, 0, PhaseKind.INV),
        (SegmentKind.PAUSE, 0, PhaseKind.REST),
        (SegmentKind.REST, 0, PhaseKind.REST),
        (SegmentKind.RETURN, 0, PhaseKind.REST),
    ],
)
def test_the_phase_of_each_kind(kind: SegmentKind, tilt: int, phase: PhaseKind) -> None:
    assert phase_of(segment(kind, tilt)) is phase


def test_a_word_that_says_more_takes_the_phases_place() -> None:
    assert word_of(segment(SegmentKind.HOLD)) == "Hold"
    assert word_of(segment(SegmentKind.HOLD, 25, Side.LEFT)) == "Left"
    assert word_of(segment(SegmentKind.RETURN)) == "Return"
    assert word_of(segment(SegmentKind.MOVE, 25)) == "Inverted"


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_no_two_phases_share_a_code(look: Look) -> None:
    for code in ("word", "icon", "pattern"):
        assert len({getattr(style, code) for style in PHASES.values()}) == len(PhaseKind)
    assert len({style.fill(look).name() for style in PHASES.values()}) == len(PhaseKind)
    assert band_rect(0, 9, 0, 100, PhaseKind.HOLD).height() == 100
    assert band_rect(0, 9, 0, 100, PhaseKind.MOVE).top() == pytest.approx(18)
    assert band_rect(0, 9, 0, 100, PhaseKind.REST).bottom() == 100


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("kind", PhaseKind)
def test_patterns_are_seen_without_colour(qtbot: QtBot, kind: PhaseKind, scale: float) -> None:
    image = painted(lambda painter: paint_band(painter, QRectF(10, 0, 100, HIGH), kind, LIGHT), scale)
    inside = colours(image, QRectF(20 * scale, 5 * scale, 60 * scale, 30 * scale))
    plain = kind in (PhaseKind.HOLD, PhaseKind.REST)
    assert (len(inside) == 1) is plain
    if kind is not PhaseKind.READY:
        assert PHASES[kind].fill(LIGHT).name() in inside
    assert colours(image, QRectF(120 * scale, 0, 60 * scale, 30 * scale)) == {"#ff00ff"}


def test_the_pattern_has_the_same_size_on_a_fine_screen(qtbot: QtBot) -> None:
    def marks(scale: float) -> int:
        image = painted(
            lambda painter: paint_band(painter, QRectF(0, 0, WIDE, HIGH), PhaseKind.INV, LIGHT), scale
        )
        plain = PHASES[PhaseKind.INV].fill(LIGHT).name()
        size = round(scale)
        marked = [
            {image.pixelColor(x, y).name() for y in range(10 * size, 30 * size)} != {plain}
            for x in range(90 * size)
        ]
        return sum(one and not other for one, other in pairwise(marked))

    assert marks(1.0) == marks(2.0) == 10


@pytest.mark.parametrize("width", [20, 27, 45, 70, 120])
@pytest.mark.parametrize("kind", PhaseKind)
def test_a_label_stays_inside_its_band(qtbot: QtBot, kind: PhaseKind, width: int) -> None:
    band = QRectF(10, 4, width, 32)
    image = painted(lambda painter: paint_band_label(painter, band, kind, PHASES[kind].word, LIGHT))
    assert colours(image, QRectF(0, 0, 10, HIGH)) == {"#ff00ff"}
    assert colours(image, QRectF(11 + width, 0, WIDE - 11 - width, HIGH)) == {"#ff00ff"}
    assert (len(colours(image, QRectF(0, 0, WIDE, HIGH))) > 1) is (
        width > 20 and not (width < 40 and kind == "ready")
    )


def test_a_steps_name_is_cut_short_and_never_markup(qtbot: QtBot) -> None:
    assert elided("Cat-cow", 200, 550) == "Cat-cow"
    assert elided("Double knees to chest", 80, 550).endswith("\N{HORIZONTAL ELLIPSIS}")
    assert elided("one\ntwo", 200, 550) == "one two"
    assert elided("<b>bold</b>", 400, 550) == "<b>bold</b>"
    band = QRectF(10, 8, 60, 22)
    image = painted(lambda painter: paint_step_label(painter, band, "Double knees to chest", LIGHT, False))
    assert colours(image, QRectF(70, 0, 130, HIGH)) == {"#ff00ff"}
    assert len(colours(image, band)) > 1
    short = elided("Double knees to chest", 46, 550)
    assert image == painted(lambda painter: paint_step_label(painter, band, short, LIGHT, False))


def test_the_selected_step_stands_out(qtbot: QtBot) -> None:
    def ground(*, selected: bool) -> QColor:
        image = painted(lambda painter: paint_step_band(painter, QRectF(0, 0, 100, 22), LIGHT, selected))
        return image.pixelColor(50, 11)

    assert ground(selected=True) == LIGHT.ac
    assert ground(selected=False) == LIGHT.card


@pytest.mark.parametrize("kind", PhaseKind)
def test_a_swatch_has_its_icon(qtbot: QtBot, kind: PhaseKind) -> None:
    image = painted(lambda painter: paint_swatch(painter, QRectF(5, 5, 22, 18), kind, DARK))
    ink, fill = (colour(DARK).lightness() for colour in (PHASES[kind].ink, PHASES[kind].fill))
    seen = [QColor(name).lightness() for name in colours(image, QRectF(7, 7, 18, 14))]
    assert any(abs(one - ink) < abs(one - fill) for one in seen)


def test_the_breath_rises_while_breathing_in_and_falls_while_breathing_out(qtbot: QtBot) -> None:
    lane = Lane.of(0, HIGH)
    curve = BreathCurve(lane)
    curve.add_run(
        [(20, 60, Phase.IN), (60, 80, Phase.HOLD_IN), (80, 140, Phase.OUT), (140, 160, Phase.HOLD_OUT)]
    )
    image = painted(lambda painter: curve.paint(painter, LIGHT), ground="#FFFFFF")

    def top(x: int) -> int:
        return min(range(HIGH), key=lambda y: image.pixelColor(x, y).lightness())

    for x in range(21, 60, 4):
        assert top(x) == pytest.approx(lane.low - (lane.low - lane.top) * eased((x + 0.5 - 20) / 40), abs=1.6)
    for x in range(81, 140, 4):
        assert top(x) == pytest.approx(lane.top + (lane.low - lane.top) * eased((x + 0.5 - 80) / 60), abs=1.6)
    assert all(image.pixelColor(x, top(x)).lightness() < 130 for x in range(21, 140, 4))
    assert {top(x) for x in range(64, 78)} <= {int(lane.top) - 1, int(lane.top)}
    assert all(image.pixelColor(x, 20) == QColor("#FFFFFF") for x in (5, 15, 165, 190))


def test_waves_too_close_to_tell_apart_are_one_ground(qtbot: QtBot) -> None:
    curve = BreathCurve(Lane.of(0, HIGH))
    curve.add_solid(20, 40)
    curve.add_solid(40.5, 60)
    curve.add_solid(80, 80.2)
    image = painted(lambda painter: curve.paint(painter, LIGHT), ground="#FFFFFF")
    assert (
        image.pixelColor(30, 20) == image.pixelColor(40, 20) == image.pixelColor(55, 20) != QColor("#FFFFFF")
    )
    assert image.pixelColor(80, 20) != QColor("#FFFFFF")
    assert image.pixelColor(70, 20) == QColor("#FFFFFF")
