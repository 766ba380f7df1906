"""Writes words into a box: in the size wanted, or a smaller one, or cut short with an ellipsis."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from studio.core.frozen import frozen
from studio.paint.look import font

DOT = " \N{MIDDLE DOT} "
"""What stands between the parts of a line."""

SMALLEST = 0.74
"""How much smaller than wanted words may become before they are cut short: 96 px stays above 70 px."""


@frozen
class Type:
    """A way of writing: height in pixels, weight, space between the letters as a part of the height."""

    px: float
    weight: int
    spacing: float = 0.0

    def font(self, share: float = 1.0, *, figures: bool = True) -> QFont:
        """The font, or a smaller one; `figures` of one width set hyphens wide too, so words do without."""
        px = self.px * share
        made = font(px, self.weight, figures=figures)
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, self.spacing * px)
        return made


@frozen
class Fitted:
    """Words as they fit: perhaps in a smaller font, perhaps cut short; `width` is in pixels."""

    text: str
    font: QFont
    width: float


def fitted(text: str, kind: Type, width: float, smallest: float = SMALLEST) -> Fitted:
    """The words in at most `width` pixels."""
    figures = any(letter.isdigit() for letter in text)
    made = kind.font(figures=figures)
    wide = QFontMetricsF(made).horizontalAdvance(text)
    if wide > width:
        whole = int(kind.px * width / wide) / kind.px  # a font's size is a whole number of pixels
        made = kind.font(max(smallest, whole), figures=figures)
        metrics = QFontMetricsF(made)
        if metrics.horizontalAdvance(text) > width + 1:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        wide = metrics.horizontalAdvance(text)
    return Fitted(text, made, wide)


def first_fitting(texts: Sequence[str], kind: Type, width: float, smallest: float) -> Fitted:
    """The first of several texts that fits whole; the last one, cut short, where none does."""
    tried = [fitted(text, kind, width, smallest) for text in texts]
    whole = (words for text, words in zip(texts, tried, strict=True) if words.text == text)
    return next((words for words in whole if words.width <= width + 1), tried[-1])


def rows_of(line: str, kind: Type, width: float, smallest: float) -> tuple[str, ...]:
    """A line as it is, or in two rows where it would be cut short; it is parted where a dot parts it."""
    whole = fitted(line, kind, width, smallest)
    parts = line.split(DOT)
    if len(parts) == 1 or (whole.text == line and whole.width <= width + 1):
        return (line,)
    halves = [(DOT.join(parts[:at]), DOT.join(parts[at:])) for at in range(1, len(parts))]
    return min(halves, key=lambda rows: max(map(len, rows)))


def wrapped(text: str, kind: Type, width: float, rows: int) -> tuple[str, ...]:
    """A text in rows, parted at its blanks; what is too much is left in the last one."""
    metrics = QFontMetricsF(kind.font(figures=any(letter.isdigit() for letter in text)))
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and (len(found) == rows or metrics.horizontalAdvance(longer) <= width):
            found[-1] = longer
        else:
            found.append(word)
    return tuple(found)


@frozen
class Written:
    """Words in their place: what was to be said and what is written of it, and how."""

    wanted: str
    words: Fitted
    box: QRectF
    colour: QColor
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft

    def paint(self, painter: QPainter) -> None:
        """Write it."""
        write_in(painter, self.words, self.box, self.colour, self.align)


def write(painter: QPainter, words: Fitted, at: QPointF, colour: QColor) -> None:
    """Write on a baseline, from its left end; the text is plain, whatever it holds."""
    painter.setFont(words.font)
    painter.setPen(colour)
    painter.drawText(at, words.text)


def write_in(
    painter: QPainter,
    words: Fitted,
    box: QRectF,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write in the middle of a box's height."""
    left = box.left()
    if align == Qt.AlignmentFlag.AlignHCenter:
        left = box.center().x() - words.width / 2
    elif align == Qt.AlignmentFlag.AlignRight:
        left = box.right() - words.width
    write(painter, words, QPointF(left, _baseline(words, box)), colour)


def _baseline(words: Fitted, box: QRectF) -> float:
    return box.center().y() + QFontMetricsF(words.font).capHeight() / 2


def baseline_path(words: Fitted, box: QRectF) -> QPainterPath:
    """Words as a shape, from the left of a box and in the middle of its height."""
    return _letters(words, QPointF(box.left(), _baseline(words, box)))


def outlined(words: Fitted, centre: QPointF) -> QPainterPath:
    """Words as a shape around a point: for the one number that has to be read over anything."""
    path = _letters(words, QPointF(0, 0))
    path.translate(centre - path.boundingRect().center())
    return path


def _letters(words: Fitted, at: QPointF) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)  # a variable font's letters are made of parts that overlap
    path.addText(at, words.font, words.text)
    return path


def fill_outlined(painter: QPainter, path: QPainterPath, colour: QColor, halo: QColor, width: float) -> None:
    """Fill a shape of words, with a halo that keeps it apart from what lies behind."""
    pen = QPen(halo, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.fillPath(path, colour)
