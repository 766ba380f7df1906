"""How large words have to be for someone who reads them from where they lie."""

from __future__ import annotations

from math import atan, degrees

from PySide6.QtCore import QSize, QSizeF

from studio.core.frozen import frozen

WIDTH, HEIGHT = 1920, 1080
"""The window that all lengths are given for, in pixels; others are this one at another scale."""

LEAST = 70.0
"""The smallest letters at full scale: 16 minutes of arc on a 24 inch screen of that size, from 3 m."""

CAPITAL = 0.727
"""How high a capital of Inter is, as a part of its letters' height."""

_PITCH, _DISTANCE = 0.277, 3.0  # the screen and the distance that the design is for, in mm and m
_BELIEVED = (0.08, 2.0)  # mm: what a screen may say of its own pixels; some say nothing, or a ratio
_ASSUMED = 25.4 / 96
_LARGEST = 147.0  # more has no room beside the countdown


@frozen
class View:
    """From where and how the player is looked at: metres, a text size, and how the picture turns."""

    distance: float = _DISTANCE
    text: float = 1.0
    turn: str = "with me"


def pitch(millimetres: QSizeF, pixels: QSize) -> float:
    """The size of a pixel in mm, by what the screen says of itself; as at 96 dpi where that is nonsense."""
    if pixels.width() <= 0 or pixels.height() <= 0:
        return _ASSUMED
    across, down = millimetres.width() / pixels.width(), millimetres.height() / pixels.height()
    low, high = _BELIEVED
    believed = low <= across <= high and low <= down <= high and 0.8 < across / down < 1.25
    return across if believed else _ASSUMED


def scale_for(size: QSize | QSizeF) -> float:
    """The scale at which the design fits into a window."""
    return max(0.05, min(size.width() / WIDTH, size.height() / HEIGHT))


def least_for(size: QSize | QSizeF, pixel: float, view: View) -> float:
    """The smallest letters in a window, in pixels at full scale, as far as there is room for them."""
    needed = LEAST * _PITCH / pixel * view.distance / _DISTANCE * view.text
    return min(_LARGEST, max(LEAST, needed / scale_for(size)))


def angle_of(letters: float, pixel: float, distance: float) -> float:
    """How high capitals are seen, in minutes of arc; letters in pixels, a pixel in mm, the distance in m."""
    return 60 * 2 * degrees(atan(letters * CAPITAL * pixel / 2 / (distance * 1000)))
