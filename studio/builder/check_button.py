"""The button of the toolbar that opens the notices and tells how many there are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from studio.core.phrase import plural
from studio.paint.look import LIGHT, Look

_PILL, _GAP, _EDGE = 20, 7, 9
_STYLE = 20
"""What the style leaves free behind a word, in pixels."""

_MOST = 99


class CheckButton(QToolButton):
    """A toolbar button with a count behind its word, in the colours of the gravest notice.

    `grown` comes when the count needs another width.
    """

    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._count, self._grave = LIGHT, 0, False

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def show_count(self, count: int, *, grave: bool) -> None:
        """So many notices; `grave` where one of them is about safety."""
        if (count, grave) == (self._count, self._grave):
            return
        before = self._pill_width
        self._count, self._grave = count, grave
        self.setAccessibleDescription(plural(count, "notice", "notices") if count else "Nothing to remark")
        self.updateGeometry()
        self.update()
        if self._pill_width != before:
            self.grown.emit()

    @property
    def shown_count(self) -> str:
        """What the pill says; empty where there is none."""
        return "" if not self._count else str(self._count) if self._count <= _MOST else f"{_MOST}+"

    @property
    def _pill_width(self) -> int:
        if not self._count:
            return 0
        metrics = QFontMetrics(self._look.font(13, 650))
        return max(self._look.grown(_PILL), metrics.horizontalAdvance(self.shown_count) + 12)

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._count:
            return hint
        return hint + QSize(self._pill_width + self._look.grown(_GAP) + _EDGE - _STYLE, 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high, wide = look.grown(_PILL), self._pill_width
        pill = QRectF(self.width() - wide - _EDGE, (self.height() - high) / 2, wide, high)
        pill = pill.adjusted(0.5, 0.5, -0.5, -0.5)
        ink, ground = (look.warn_tx, look.warn_bg) if self._grave else (look.info_tx, look.info_bg)
        painter.setPen(QPen(look.warn_line if self._grave else look.info_tx, 1.0))
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setPen(ink)
        painter.setFont(look.font(13, 650))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self.shown_count)
