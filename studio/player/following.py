"""The card that shows what comes next: a small figure and its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from typing_extensions import override

from studio.core.frozen import frozen
from studio.paint.figure import paint_figure
from studio.player.area import Area
from studio.player.figures import Figure
from studio.player.lettering import Type, fitted, write_in

_FIGURE = QRectF(24, 14, 190, 96)


@frozen
class Card:
    """What comes next, and the figure of it where there is one."""

    words: str
    figure: Figure | None


class Following(Area[Card]):
    """Shows a card that is as wide as its words."""

    @override
    def changed(self) -> None:
        if self.value is not None:
            self.setAccessibleDescription(self.value.words)

    @override
    def paint(self, painter: QPainter, value: Card) -> None:
        painter.scale(self.scale, self.scale)
        whole = self.width() / self.scale
        left = _FIGURE.right() + 24 if value.figure else 44.0
        label = fitted("Next ", Type(72, 480, -0.014), whole)
        words = fitted(value.words, Type(72, 600, -0.014), whole - left - label.width - 44)
        width = left + label.width + words.width + 44
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 11))
        painter.drawRoundedRect(QRectF(0, 0, width, 124), 28, 28)
        write_in(painter, label, QRectF(left, 0, label.width, 124), self.look.tx3)
        write_in(painter, words, QRectF(left + label.width, 0, words.width, 124), self.look.tx)
        if value.figure is not None:
            figure = value.figure
            paint_figure(
                painter, _FIGURE, figure.pose, self.look, mirrored=figure.mirrored, prop=figure.prop,
                tilt=figure.tilt, bounds=figure.bounds,
            )  # fmt: skip
