"""Where everything in the player's window lies, for a window of any size."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize

from studio.core.frozen import frozen

WIDTH, HEIGHT = 1920, 1080
"""The window that all lengths are given for, in pixels; others are this one at another scale."""

TARGET, APART = 48, 12
"""What a finger needs at least, in pixels: a button's size, and the space between two."""

BUTTON, GAP, BUTTONS = 76, 16, 6
"""The controls at full scale, and how many stand in their row."""

SIGN, SMALLEST_SIGN = 24, 13
"""The height of the sign's letters at full scale, and in pixels at least."""

_TIGHT = 560  # the next step's card is left out where it would be narrower


@frozen
class Places:
    """The parts of the window, in its own pixels; an empty one has no room. `scale` is 1 at full scale."""

    scale: float
    progress: QRectF
    heading: QRectF
    time_left: QRectF
    stage: QRectF
    pacer: QRectF
    breath: QRectF
    following: QRectF
    controls: QRectF
    sign: QRectF
    button: float


def pixels(box: QRectF) -> QRect:
    """A place in whole pixels; places that meet do not overlap, or one would be repainted with the other."""
    left, top = round(box.left()), round(box.top())
    return QRect(left, top, round(box.right()) - left, round(box.bottom()) - top)


def places(size: QSize) -> Places:
    """The places in a window of a size; what a window has more than its scale needs goes to the figure."""
    scale = max(0.05, min(size.width() / WIDTH, size.height() / HEIGHT))
    wide, high = size.width() / scale, size.height() / scale
    more = high - HEIGHT

    def place(x: float, y: float, width: float, height: float) -> QRectF:
        return QRectF(x * scale, y * scale, width * scale, height * scale)

    button, gap = max(BUTTON, TARGET / scale), max(GAP, APART / scale)
    row = BUTTONS * button + (BUTTONS - 1) * gap
    row_x, row_y = wide - 84 - row, high - 12 - button
    letters = max(SIGN, SMALLEST_SIGN / scale)
    sign_y = high - 8 - 1.33 * letters
    next_y, next_width = min(908 + more, sign_y - 128), min(wide - 804, row_x - 96)
    stage_bottom = min(next_y - 16, row_y - 6 if row_x < wide - 704 else high)
    breath_y = row_y - 124
    return Places(
        scale=scale,
        progress=place(0, 24, wide, 64),
        heading=place(72, 104, wide - 764, 264),
        time_left=place(wide - 552, 100, 480, 88),
        stage=place(24, 368, wide - 728, stage_bottom - 368),
        pacer=place(wide - 684, min(208 + more / 2, breath_y - 640), 640, 640),
        breath=place(wide - 700, breath_y, 672, 120),
        following=QRectF() if next_width < _TIGHT else place(72, next_y, next_width, 124),
        controls=place(row_x, row_y, row, button),
        sign=place(72, sign_y, row_x - 88, 1.33 * letters),
        button=button * scale,
    )
