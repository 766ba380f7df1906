"""Chips that narrow the library to one position, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QVBoxLayout, QWidget
from typing_extensions import override

from studio.builder.pieces import Words
from studio.core.find import Bearing
from studio.paint.card import paint_focus, paint_text, text_width
from studio.paint.look import LIGHT, Look

GAP = 6
_RING = 2


class Facets(QWidget):
    """One chip for each position that there is, with its count; picking the chosen one again frees it."""

    chosen = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Words(title, px=13, colour="tx3")
        self._chips = {bearing: FacetChip(bearing.value) for bearing in Bearing}
        flow = Flow()
        for bearing, chip in self._chips.items():
            chip.clicked.connect(lambda _on=False, bearing=bearing: self._pick(bearing))
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(_RING, 7, _RING, 0)
        column.setSpacing(4 - _RING)
        column.addWidget(self._title)
        column.addLayout(flow)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._title.set_look(look)
        for chip in self._chips.values():
            chip.set_look(look)

    def show_counts(self, counts: Mapping[Bearing, int], chosen: Bearing | None) -> None:
        """Show these counts; a position without any has no chip, a single one needs none."""
        for bearing, chip in self._chips.items():
            chip.show_count(counts.get(bearing, 0), chosen=bearing is chosen)
        self.setVisible(len(counts) > 1)

    def _pick(self, bearing: Bearing) -> None:
        self.chosen.emit(bearing if self._chips[bearing].isChecked() else None)


class FacetChip(QAbstractButton):
    """A word with a count, chosen or not."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._look, self._word, self._count = LIGHT, word, ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        self.update()

    def show_count(self, count: int, *, chosen: bool) -> None:
        """Show how many there are."""
        self._count = str(count)
        self.setAccessibleName(f"{self._word}, {count}")
        self.setChecked(chosen)
        self.setVisible(count > 0)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        words = text_width(self._word, 13, 600) + 4 + text_width(self._count, 13, 600)
        return QSize(round(words + 18) + 2 * _RING, 28 + 2 * _RING)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, on = QPainter(self), self._look, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        painter.setPen(QPen(look.ac if on else look.ctl if self.underMouse() else look.line, 1))
        painter.setBrush(look.ac_t if on else look.card)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)
        weight = 600 if on else 400
        width = text_width(self._word, 13, weight)
        left = box.left() + (box.width() - width - 4 - text_width(self._count, 13, weight)) / 2
        place = QRectF(left, box.top(), width + 1, box.height())
        paint_text(painter, place, self._word, look.ac_tx if on else look.tx, pixels=13, weight=weight)
        place = QRectF(left + width + 4, box.top(), box.right() - left, box.height())
        paint_text(painter, place, self._count, look.ac_tx if on else look.tx3, pixels=13, weight=weight)
        if self.hasFocus():
            paint_focus(painter, box, look, 14)


class Flow(QLayout):
    """Puts its widgets side by side, and on a new line where the width ends."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._laid_out(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._laid_out(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _laid_out(self, rect: QRect, *, move: bool) -> int:
        """The height that is needed; the ring that each chip keeps free is part of the gap."""
        gap = GAP - 2 * _RING
        x, y, line = rect.left() - _RING, rect.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if line and x + size.width() - _RING > rect.right() + 1:
                x, y, line = rect.left() - _RING, y + line + gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + gap
            line = max(line, size.height())
        return y + line - rect.top()
