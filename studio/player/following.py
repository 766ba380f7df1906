"""The card that shows what comes next: a small figure and its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from typing_extensions import override

from studio.core.frozen import frozen
from studio.paint.figure import paint_figure
from studio.player.figures import Figure
from studio.player.labels import Label
from studio.player.lettering import Written, fitted
from studio.player.places import LINE

_FIGURE = QRectF(24, 14, 190, 96)


@frozen
class Card:
    """What comes next, and the figure of it where there is one."""

    words: str
    figure: Figure | None


class Following(Label[Card]):
    """Shows a card that is as wide as its words."""

    @override
    def changed(self) -> None:
        if self.value is not None:
            self.setAccessibleDescription(self.value.words)

    @override
    def written(self, value: Card) -> Sequence[Written]:
        box = self.size_in_full
        left = _FIGURE.right() + 24 if value.figure else 44.0
        kind = self.kind(LINE, 600, -0.014)
        small = self.smallest(kind)
        label = fitted("Next ", self.kind(LINE, 480, -0.014), box.width())
        words = fitted(value.words, kind, box.width() - left - label.width - 44, small)
        return (
            Written("Next ", label, QRectF(left, 0, label.width, box.height()), self.look.tx3),
            Written(
                value.words, words, QRectF(left + label.width, 0, words.width, box.height()), self.look.tx
            ),
        )

    @override
    def paint(self, painter: QPainter, value: Card) -> None:
        written = self.written(value)
        painter.save()
        painter.scale(self.scale, self.scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 11))
        card = QRectF(0, 0, written[-1].box.right() + 44, self.size_in_full.height())
        painter.drawRoundedRect(card, 28, 28)
        if value.figure is not None:
            figure = value.figure
            paint_figure(
                painter, _FIGURE, figure.pose, self.look, mirrored=figure.mirrored, prop=figure.prop,
                tilt=figure.tilt, bounds=figure.bounds,
            )  # fmt: skip
        painter.restore()
        super().paint(painter, value)
