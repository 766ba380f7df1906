"""The looks keep enough contrast for tired eyes, in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from studio.paint.look import DARK, LIGHT, PLAYER, Look
from studio.paint.theme import palette, style_sheet

PHASES = ("ready", "move", "hold", "rest", "inv")

# (text or edge, ground, smallest contrast): WCAG 2.2, 4.5 for text and 3 for what has to be seen to be used.
BUILDER = [
    *((text, ground, 4.5) for text in ("tx", "tx2") for ground in ("win", "panel", "card", "well")),
    *(("tx3", ground, 4.5) for ground in ("win", "panel", "card", "thumb")),
    ("ctl", "card", 3.0),
    ("ctl", "panel", 3.0),
    ("ac", "card", 3.0),
    ("ac_tx", "ac_t", 4.5),
    ("on_ac", "ac", 4.5),
    ("warn_tx", "warn_bg", 4.5),
    ("warn_line", "card", 3.0),
    ("info_tx", "panel", 4.5),
    ("on_stop", "stop", 4.5),
    ("focus", "card", 3.0),
    ("focus", "win", 3.0),
    *((f"on_{phase}", phase, 4.5) for phase in PHASES),
    *((phase, "panel", 3.0) for phase in PHASES if phase != "rest"),
    ("rest_line", "panel", 3.0),
    ("ft", "thumb", 3.0),
    ("fb", "thumb", 3.0),
]
# The player is read from three metres: 7 for all its text.
FROM_AFAR = [
    *((text, ground, 7.0) for text in ("tx", "tx2", "tx3") for ground in ("bg", "bg2")),
    *((phase, "bg", 7.0) for phase in ("hold", "move", "ready", "inv", "warn_line")),
    ("warn_tx", "warn_bg", 7.0),
    ("on_hold", "hold", 7.0),
    ("on_inv", "inv", 4.5),
    ("dim", "bg", 4.5),
    ("ft", "bg", 3.0),
    ("fb", "bg", 3.0),
]


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2.2, from 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_the_ratio_of_the_standard() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("look", "pairs"),
    [(LIGHT, BUILDER), (DARK, BUILDER), (PLAYER, FROM_AFAR)],
    ids=["light", "dark", "player"],
)
def test_text_and_edges_stand_out(look: Look, pairs: list[tuple[str, str, float]]) -> None:
    too_faint = {
        f"{front} on {back}": round(ratio, 2)
        for front, back, wanted in pairs
        if (ratio := contrast(getattr(look, front), getattr(look, back))) < wanted
    }
    assert too_faint == {}


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_palette_and_style_sheet_take_their_colours_from_the_look(look: Look) -> None:
    made = palette(look)
    assert made.window().color() == look.win
    assert made.text().color() == look.tx
    assert made.placeholderText().color() == look.tx3
    assert look.ac.name() in style_sheet(look)
