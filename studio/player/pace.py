"""How fast the player plays: the paces that keys step through, and the sign of one that is not the usual."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from typing_extensions import override

from studio.player.labels import Label
from studio.player.lettering import fitted, write_in
from studio.player.session import USUAL

PACES = tuple(range(50, 160, 10))
"""In percent."""


def stepped(pace: int, by: int, paces: tuple[int, ...] = PACES) -> int:
    """The next pace, or the one before; the last stays the last."""
    nearest = min(range(len(paces)), key=lambda index: abs(paces[index] - pace))
    return paces[min(max(nearest + by, 0), len(paces) - 1)]


def pace_words(pace: int) -> str:
    """A pace in words; nothing is said of the usual one."""
    return "" if pace == USUAL else f"Pace {pace} %"


class PaceSign(Label[str]):
    """Says the pace, where it is not the usual one."""

    @override
    def changed(self) -> None:
        self.setAccessibleDescription(self.value or "The usual pace")

    @override
    def paint(self, painter: QPainter, value: str) -> None:
        if not value:
            return
        painter.scale(self.scale, self.scale)
        whole = self.size_in_full
        kind = self.kind(72, 560, -0.014)
        words = fitted(value, kind, whole.width() - 64, self.smallest(kind))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.bg2)
        box = QRectF(whole.width() - words.width - 64, 0, words.width + 64, whole.height())
        painter.drawRoundedRect(box, 28, 28)
        write_in(painter, words, box.adjusted(32, 0, -32, 0), self.look.tx2)
