"""Where everything in the player's window lies, for a window of any size."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF

from studio.core.frozen import frozen
from studio.player.sizes import HEIGHT, LEAST, scale_for
from studio.player.turning import Turn, upright

TARGET, APART = 48, 12
"""What a finger needs at least, in pixels: a button's size, and the space between two."""

BUTTON, GAP, BUTTONS = 76, 16, 6
"""The controls at full scale, and how many stand in their row."""

SIGN, SMALLEST_SIGN = 24, 13
"""The height of the sign's letters at full scale, and in pixels at least."""

NAME, LINE, BREATH, WORD = 96.0, 72.0, 120.0, 72.0
"""The letters of the design, at full scale: the name, all lines, the breath, the phase."""

_TIGHT = 560  # the next step's card is left out where it would be narrower
_NO_CARD, _NO_TIME = 84.0, 96.0  # letters that have no room any more for the card, for the time left
NOWHERE = QRectF()


@frozen
class Places:
    """The parts of the window, on its face; an empty one has no room. `scale` is 1 at full scale.

    `least` are the smallest letters, at full scale. `word` is where the phase is said when its letters are
    too large for the disc; `come_up` and `helper` have room only while one is head-down, and `helper` lies in
    the window and never turns.
    """

    scale: float
    least: float
    turn: Turn
    progress: QRectF
    heading: QRectF
    side: QRectF
    time_left: QRectF
    stage: QRectF
    pacer: QRectF
    word: QRectF
    breath: QRectF
    following: QRectF
    controls: QRectF
    sign: QRectF
    come_up: QRectF
    helper: QRectF
    button: float

    def letters(self, wanted: float) -> float:
        """The height of letters at full scale: as the design wants them, or larger for who is far away."""
        return max(wanted, self.least)


def row_height(letters: float) -> float:
    """The height of a row of such letters."""
    return letters * 1.16


class Scaled:
    """Lengths at full scale, brought to the pixels of a face."""

    def __init__(self, size: QSize | QSizeF) -> None:
        self.scale = scale_for(size)
        self.wide, self.high = size.width() / self.scale, size.height() / self.scale
        self.button, self.gap = max(BUTTON, TARGET / self.scale), max(GAP, APART / self.scale)
        self.row = BUTTONS * self.button + (BUTTONS - 1) * self.gap

    def at(self, x: float, y: float, width: float, height: float) -> QRectF:
        """A box; it is nowhere where it would have no size."""
        if width <= 0 or height <= 0:
            return NOWHERE
        return QRectF(x * self.scale, y * self.scale, width * self.scale, height * self.scale)

    def disc(self, left: float, top: float, width: float, bottom: float) -> QRectF:
        """The largest square in a column, 640 at most."""
        side = min(640.0, width, bottom - top)
        return self.at(left + (width - side) / 2, top + (bottom - top - side) / 2, side, side)


def places(size: QSize, least: float = LEAST) -> Places:
    """The places in a window of a size; what a window has more than its scale needs goes to the figure.

    `least` are the smallest letters. Where they leave no room, the next step's card goes first, then the time
    that is left; then the line under the name wraps. The countdown and the breath stay.
    """
    to = Scaled(size)
    wide, high = to.wide, to.high
    more = high - HEIGHT
    large = least > _NO_TIME
    line, breath = row_height(max(LINE, least)), row_height(max(BREATH, least)) - 20
    name = row_height(max(NAME, least))
    column = 0.45 * wide if large else 684.0
    row_x, row_y = wide - 84 - to.row, high - 12 - to.button
    letters = max(SIGN, SMALLEST_SIGN / to.scale)
    sign_y = high - 8 - 1.33 * letters
    breath_y = row_y - breath - 4
    next_y, next_width = min(908 + more, sign_y - 128), min(wide - 804, row_x - 96)
    card = least <= _NO_CARD and next_width >= _TIGHT
    foot = next_y - 16 if card else sign_y - 16
    stage_bottom = min(foot, row_y - 6 if row_x < wide - column - 20 else high)
    top = 104 + max(116.0, name + 4)
    if large:
        heading, side = to.at(72, 104, wide - 144, name), to.at(72, top, wide - column - 112, 2 * line)
        word, left = to.at(wide - column - 16, top, column - 56, line), NOWHERE
        stage_top = top + 2 * line
        pacer = to.disc(wide - column - 16, top + line, column - 56, breath_y)
    else:
        heading, side = to.at(72, 104, wide - 764, top - 104), to.at(72, top, wide - 764, line + 64)
        word, left = NOWHERE, to.at(wide - 552, 100, 480, line + 4)
        stage_top = top + line + 64
        pacer = to.at(wide - 684, min(208 + more / 2, breath_y - 640), 640, 640)
    return Places(
        scale=to.scale,
        least=least,
        turn=upright(QSizeF(size)),
        progress=to.at(0, 24, wide, 64),
        heading=heading,
        side=side,
        time_left=left,
        stage=to.at(24, stage_top, wide - column - 44, stage_bottom - stage_top),
        pacer=pacer,
        word=word,
        breath=to.at(wide - column - 16, breath_y, column - (56 if large else 12), breath),
        following=to.at(72, next_y, next_width, 124) if card else NOWHERE,
        controls=to.at(row_x, row_y, to.row, to.button),
        sign=to.at(72, sign_y, row_x - 88, 1.33 * letters),
        come_up=NOWHERE,
        helper=NOWHERE,
        button=to.button * to.scale,
    )
