"""Where everything lies while one is head-down: few things, large, and the way up at the person's feet."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

from studio.player.places import (
    BREATH,
    LINE,
    NAME,
    NOWHERE,
    SIGN,
    SMALLEST_SIGN,
    WORD,
    Places,
    Scaled,
    places,
    row_height,
)
from studio.player.sizes import LEAST, scale_for
from studio.player.turning import Turn, share_inside, upright

COME_UP, HOLD_KEY = 112.0, 76.0
"""The letters on the bar that leads up, at full scale."""

_BAR = 176.0
_LOW_STAGE = 240.0  # a figure that is lower tells nothing
_ROWS = 0.214  # of the height above the buttons, that letters may take: name, phase, countdown, breath
_WORD_IN_DISC = 76.0  # larger letters stand above the disc, which is smaller here


def strip_height(size: QSize) -> int:
    """The height in pixels of the helper's strip, which is written for someone at the screen."""
    return round(2 * max(SMALLEST_SIGN, SIGN * scale_for(size)))


def face_turn(size: QSize, angle: float, inside: float | None = None) -> Turn:
    """The face beside the helper's strip at an angle; `inside` is one up to which its corners are inside."""
    room = QSizeF(size.width(), max(1, size.height() - strip_height(size)))
    share = 1.0 if inside is None else share_inside(room, inside)
    whole = QSizeF(2 * (room.width() * share // 2), 2 * (room.height() * share // 2))
    if inside is None:
        whole = room
    return Turn(whole, QPointF(room.width() / 2, room.height() / 2), angle)


def places_inverted(size: QSize, least: float = LEAST, turn: Turn | None = None, rows: int = 2) -> Places:
    """The places in a window of a size, on a face that is turned; see `places`.

    The next step's card, the time left and the sign have no room; the helper reads them on the strip. `rows`
    are those of the line under the name. Where letters are so large that little is left of the figure, or the
    face is small, the figure goes too.
    """
    turn = turn or upright(QSizeF(size.width(), max(1, size.height() - strip_height(size))))
    to = Scaled(turn.face)
    wide, high = to.wide, to.high
    bar = max(_BAR, 1.4 * max(COME_UP, least), 56 / to.scale)
    bar_y = high - min(56.0, 0.055 * high) - bar
    row_y = bar_y - to.button - 8
    foot = row_y - 4
    least = min(least, _ROWS * row_y)  # on a small face the buttons take much of the height
    name, line = row_height(max(NAME, least)), row_height(max(LINE, least))
    breath, word = row_height(max(BREATH, least)) - 20, row_height(max(WORD, least))
    middle = 0.47 * wide
    large = least > _WORD_IN_DISC
    side_y = 84 + name
    stage_y = side_y + line * min(rows, 2 if large else 1)
    strip = strip_height(size)
    stage_foot = (row_y if wide - 72 - to.row < middle else bar_y) - 16
    small_face = to.scale < 0.75 * scale_for(size)
    if stage_foot - stage_y >= _LOW_STAGE and not small_face:
        left, right = middle + 40, wide - middle - 112
        heading, side = to.at(72, 76, middle - 72, name + 8), to.at(72, side_y, middle - 72, stage_y - side_y)
        stage = to.at(24, stage_y, middle - 24, stage_foot - stage_y)
        said = to.at(left, 76, right, word) if large else NOWHERE
        pacer = to.disc(left, 76 + word if large else 76, right, foot - breath)
    else:
        left, right = 0.36 * wide + 40, 0.64 * wide - 112
        heading, stage = to.at(72, 76, wide - 144, name + 8), NOWHERE
        pacer = to.disc(72, side_y, left - 112, foot)
        said = to.at(left, side_y, right, word)
        side = to.at(left, side_y + word, right, min(rows * line, foot - breath - side_y - word))
    return replace(
        places(turn.face.toSize(), least),
        scale=to.scale,
        turn=turn,
        progress=to.at(0, 0, wide, 64),
        heading=heading,
        side=side,
        time_left=NOWHERE,
        stage=stage,
        pacer=pacer,
        word=said,
        breath=to.at(left, foot - breath, right, breath),
        following=NOWHERE,
        controls=to.at(wide - 72 - to.row, row_y, to.row, to.button),
        sign=NOWHERE,
        come_up=to.at(72, bar_y, wide - 144, bar),
        helper=QRectF(0, size.height() - strip, size.width(), strip),
        button=to.button * to.scale,
    )
