"""Where everything in a row of the sequence is: what is painted there and what can be pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from studio.builder.dose_chips import dose_chips, fitting
from studio.builder.sequence_model import SequenceRow
from studio.core.notice import Notice
from studio.core.phrase import clock, plural, short
from studio.core.routine import Circuit
from studio.paint.card import CHIP_GAP, GRIP, Chip, chip_height, chip_width, text_width
from studio.paint.look import LIGHT, Look

SIDE = 3
"""Room at both sides of a card for its focus ring."""
CARD, INNER_CARD, HEADER = 54, 50, 34
"""Heights of a step, of one in a circuit, and of a circuit's header, in pixels."""
GAP, INNER_GAP, WELL_PAD, LINE = 6, 4, 6, 1
THUMB_WIDTH, THUMB_HEIGHT = 84, 46
PRESSED = 28
"""Least height and width of what is pressed, in pixels."""
TIMES = "\N{MULTIPLICATION SIGN}"
ROUNDS, REST, TITLE, LESS, MORE, REMEDY = "rounds", "circuit rest", "title", "less", "more", "remedy"
_NARROW = 300  # a card with less room than this, at the usual text size, has no picture
_LEAST_NAME = 70  # what stays for a circuit's title before its rest is left out

_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class Spot(NamedTuple):
    """Something in a row that can be pressed: a chip by the key of its value, or the remedy of a notice."""

    key: str
    rect: QRectF
    chip: Chip | None = None
    notice: Notice | None = None


class Strip(NamedTuple):
    """The strip of one notice below a card, its words, and the button of its remedy."""

    notice: Notice
    rect: QRectF
    words: QRectF
    button: Spot | None


class Parted(NamedTuple):
    """A row without the line at the end, and its card."""

    rect: QRect
    card: QRectF


class Places(NamedTuple):
    """Everything in a card; `head` is the card without its strips, `length` has the time it takes."""

    card: QRectF
    head: QRectF
    grip: QPointF
    picture: QRectF
    name: QRectF
    under: QRectF
    length: QRectF
    spots: Sequence[Spot]
    strips: Sequence[Strip]


class RowShapes:
    """The shape of every row in one look and width, with `notices` by identity and a line at the end."""

    def __init__(self) -> None:
        self.look: Look = LIGHT
        self.width = 0
        self.notices: Mapping[int, tuple[Notice, ...]] = {}
        self.foot = ""
        self.opened: tuple[int, str, int] = (0, "", 0)
        """Where a field stands in place of a chip: identity, key and the field's width."""
        self.is_last: Callable[[int], bool] = lambda _uid: False

    def height(self, row: SequenceRow) -> int:
        """The height of a row with its share of the gaps above and below it."""
        foot = self._foot_height(row)
        strips = sum(self._strip_heights(row, round(self._card_width(row))))
        return _above(row) + self._head_height(row) + strips + _below(row) + foot

    def parted(self, row: SequenceRow, rect: QRect) -> Parted:
        """The card inside a row's rectangle; of a circuit's header, the part of the well it takes."""
        rect = rect.adjusted(0, 0, 0, -self._foot_height(row))
        whole = QRectF(rect)
        inset = SIDE if row.row.circuit is None else SIDE + WELL_PAD + LINE
        return Parted(rect, whole.adjusted(inset, _above(row), -inset, -_below(row)))

    def foot_rect(self, row: SequenceRow, rect: QRect) -> QRectF:
        """The place of the line at the end, inside the last row."""
        high = self._foot_height(row)
        return QRectF(rect.left(), rect.bottom() + 1 - high, rect.width(), high)

    def places(self, row: SequenceRow, rect: QRect) -> Places:
        """Everything in a row's card."""
        return self.places_in(row, self.parted(row, rect).card)

    def places_in(self, row: SequenceRow, card: QRectF) -> Places:
        """Everything in a card of that rectangle."""
        head = QRectF(card.left(), card.top(), card.width(), self._head_height(row))
        strips: list[Strip] = []
        top = head.bottom()
        shown = self.notices.get(row.row.uid, ())
        heights = self._strip_heights(row, round(card.width()))
        for notice, high in zip(shown, heights, strict=True):
            strips.append(self._strip(notice, QRectF(card.left(), top, card.width(), high)))
            top += high
        return self._header(row, card, head, strips) if row.header_of else self._step(row, card, head, strips)

    def spots(self, row: SequenceRow, rect: QRect) -> list[Spot]:
        """Everything in a row that can be pressed."""
        places = self.places(row, rect)
        return [*places.spots, *(strip.button for strip in places.strips if strip.button)]

    def _step(self, row: SequenceRow, card: QRectF, head: QRectF, strips: list[Strip]) -> Places:
        look, middle = self.look, head.center().y()
        high = min(THUMB_HEIGHT, head.height() - 4)
        shown = 0 if self._narrow(card) else THUMB_WIDTH
        picture = QRectF(card.left() + 31, round(middle - high / 2), shown, high)
        wide = length_width(row, look)
        right = card.right() - 13 - wide - 14
        left = picture.right() + (10 if shown else 0)
        small, usual = look.grown(13), look.grown(14)
        wanted = max(text_width(row.name, usual, 600), text_width(row.place, small, 400)) + 1
        chips = fitting(dose_chips(row.step, row.exercise, row.played.dose), right - left - wanted - 10, look)
        spots: list[Spot] = []
        for chip in reversed(chips):
            width = chip_width(chip, look)
            if self.opened[:2] == (row.row.uid, chip.key):
                width = max(width, self.opened[2])
            right -= width
            rect = QRectF(right, middle - chip_height(look) / 2, width, chip_height(look))
            spots.insert(0, Spot(chip.key, rect, chip))
            right -= CHIP_GAP
        line = look.grown(19)
        return Places(
            card, head, QPointF(card.left() + 11, middle - GRIP.height() / 2), picture,
            QRectF(left, middle - line, right - left, line), QRectF(left, middle, right - left, line),
            QRectF(card.right() - 13 - wide, middle - line / 2, wide, line), spots, strips,
        )  # fmt: skip

    def _header(self, row: SequenceRow, card: QRectF, head: QRectF, strips: list[Strip]) -> Places:
        look, circuit, middle = self.look, row.header_of, head.center().y()
        assert circuit is not None
        high = chip_height(look)
        brief = self._narrow(card)
        loop = QRectF(card.left() + 31, middle - 8.5, 0 if brief else 17, 17)
        wide = length_width(row, look)
        right, left = card.right() - 13 - wide, loop.right() + (0 if brief else 9)
        square = max(PRESSED, look.grown(22))
        words = rounds_words(circuit, brief=brief)
        pill = ceil(text_width(words, look.grown(13), 500)) + 2 * square + 8
        name = text_width(row.name, look.grown(14), 650) + 1
        rest = rest_chip(circuit)
        rest_wide = chip_width(rest, look)
        spots: list[Spot] = []
        if right - left - pill - rest_wide - 9 - 2 * CHIP_GAP >= min(name, _LEAST_NAME):
            right -= rest_wide + CHIP_GAP
            spots.append(Spot(REST, QRectF(right, middle - high / 2, rest_wide, high), rest))
        name = max(0.0, min(name, right - left - pill - 9 - CHIP_GAP))
        title = QRectF(left, middle - high / 2, name, high)
        rounds = QRectF(title.right() + 9, middle - high / 2, pill, high)
        spots = [
            Spot(TITLE, title),
            Spot(LESS, QRectF(rounds.left(), rounds.top(), square, high)),
            Spot(ROUNDS, rounds.adjusted(square, 0, -square, 0), Chip(words, key=ROUNDS)),
            Spot(MORE, QRectF(rounds.right() - square, rounds.top(), square, high)),
            *spots,
        ]
        return Places(
            card, head, QPointF(card.left() + 12, middle - GRIP.height() / 2), loop, title, rounds,
            QRectF(card.right() - 13 - wide, middle - high / 2, wide, high), spots, strips,
        )  # fmt: skip

    def _narrow(self, card: QRectF) -> bool:
        """Whether pictures make way for names, which are cut last."""
        return card.width() < self.look.grown(_NARROW)

    def _strip(self, notice: Notice, rect: QRectF) -> Strip:
        look, middle = self.look, rect.center().y()
        words = rect.adjusted(36, 0, -12, 0)
        if notice.remedy is None:
            return Strip(notice, rect, words, None)
        wide, high = _button_width(notice.remedy.label, look.text), max(PRESSED - 2, look.grown(26))
        button = QRectF(rect.right() - 9 - wide, middle - high / 2, wide, high)
        words.setRight(button.left() - 10)
        return Strip(notice, rect, words, Spot(f"{REMEDY} {notice.code}", button, None, notice))

    def _strip_heights(self, row: SequenceRow, width: int) -> list[int]:
        shown = self.notices.get(row.row.uid, ()) if self.notices else ()
        text = self.look.text
        return [
            _strip_height(
                notice.text,
                width
                - 32
                - round(16 * text)
                - (_button_width(notice.remedy.label, text) + 7 if notice.remedy else 0),
                text,
            )
            for notice in shown
        ]

    def _head_height(self, row: SequenceRow) -> int:
        if row.header_of is not None:
            return LINE + self.look.grown(HEADER)
        return self.look.grown(CARD if row.row.circuit is None else INNER_CARD)

    def _foot_height(self, row: SequenceRow) -> int:
        if not self.foot or not self.is_last(row.row.uid):
            return 0
        return _strip_height(self.foot, self.width - 50, self.look.text)

    def _card_width(self, row: SequenceRow) -> float:
        return self.width - 2 * (SIDE if row.row.circuit is None else SIDE + WELL_PAD + LINE)


def length_words(row: SequenceRow) -> tuple[str, str]:
    """How often and how long a row takes: `3 \N{MULTIPLICATION SIGN}` and `0:50`."""
    played = row.played
    waits = row.header_of is None and (row.exercise is None or (played.dose and played.dose.manual))
    if waits:
        return "", "\N{EN DASH}"
    rounds = row.row.circuit.rounds if row.row.circuit else 1
    return f"{rounds} {TIMES}" if rounds > 1 else "", clock(played.length)


def length_width(row: SequenceRow, look: Look) -> float:
    """How wide that is drawn."""
    times, length = length_words(row)
    usual = look.grown(14)
    width = max(look.grown(40), text_width(length, usual, 600))
    return max(look.grown(64), width + 4 + text_width(times, usual, 500)) if times else width


def rounds_words(circuit: Circuit, *, brief: bool = False) -> str:
    """How often a circuit is done, as its pill says it."""
    count = str(circuit.rounds) if brief else plural(circuit.rounds, "round", "rounds")
    return f"{TIMES} {count}"


def rest_chip(circuit: Circuit) -> Chip:
    """The rest after each round of a circuit."""
    return Chip(f"Rest {short(circuit.rest)}" if circuit.rest else "No rest", key=REST)


def _above(row: SequenceRow) -> int:
    return GAP // 2 if row.row.circuit is None else INNER_GAP // 2


def _below(row: SequenceRow) -> int:
    if row.row.last:
        return WELL_PAD + LINE + GAP // 2
    if row.header_of is not None:
        return 0
    return GAP // 2 if row.row.circuit is None else INNER_GAP // 2


@lru_cache(maxsize=512)
def _button_width(label: str, text: float) -> int:
    return ceil(text_width(label, round(14 * text), 600)) + 22


@lru_cache(maxsize=2048)
def _strip_height(words: str, width: int, text: float) -> int:
    """The height of a strip whose words may wrap."""
    face = LIGHT.at_text(text).font(14)
    room = QRectF(0, 0, max(80, width), 10_000)
    return max(round(34 * text), ceil(QFontMetricsF(face).boundingRect(room, _WRAPPED, words).height()) + 14)
