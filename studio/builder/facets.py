"""Chips that narrow the library by one of its sides, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QLayoutItem, QVBoxLayout, QWidget
from typing_extensions import override

from studio.builder.pieces import ClickButton, Words
from studio.paint.card import paint_focus, paint_text, text_width
from studio.paint.look import LIGHT, Look

GAP = 6
_RING = 2


class Facets(QWidget):
    """One chip for each value that there is, with its count; picking the chosen one again frees it.

    Of many values the most frequent are seen at first, and a chip that brings the others.
    """

    chosen = Signal(object)
    unfolded = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._most, self._unfolded = LIGHT, 99, False
        self._title = Words(title, px=13, colour="tx3")
        if not title:  # showing it before it is in its place would make it a window
            self._title.hide()
        self._chips: dict[str, FacetChip] = {}
        self._more = FacetChip("More", self)
        self._more.clicked.connect(self._unfold)
        self._counts: Mapping[str, int] = {}
        self._chosen: str | None = None
        self._flow = Flow()
        self._flow.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(_RING, 7, _RING, 0)
        column.setSpacing(4 - _RING)
        column.addWidget(self._title)
        column.addLayout(self._flow)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        self._title.set_look(look)
        for chip in (*self._chips.values(), self._more):
            chip.set_look(look)

    def show_counts(self, counts: Mapping[str, int], chosen: str | None) -> None:
        """Show these values, in their order, each with how many it would leave; without any it is hidden."""
        self._counts, self._chosen = counts, chosen
        if self.isHidden() is bool(counts):
            self.setVisible(bool(counts))
        self._show()

    def fold(self, most: int, *, bare: bool) -> None:
        """Of more values than `most` show only the most frequent; `bare` without the title."""
        if self._title.isHidden() is not (bare or not self._title.text()):
            self._title.setHidden(bare or not self._title.text())
        if most != self._most:
            self._most = most
            self._show()

    def _show(self) -> None:
        counts, seen = self._counts, list(self._counts)
        if len(seen) > self._most + 1 and not self._unfolded:
            usual = sorted(seen, key=lambda value: -counts[value])[: self._most]
            seen = [value for value in seen if value in usual or value == self._chosen]
        if list(self._chips) != seen:
            self._put_chips(seen)
        for value in seen:
            self._chips[value].show_count(counts[value], chosen=value == self._chosen)
        self._more.show_count(len(counts) - len(seen), chosen=False)

    def _put_chips(self, values: Sequence[str]) -> None:
        """A chip for each value, in order; those that are there already stay, with the focus."""
        before, self._chips = self._chips, {}
        while self._flow.takeAt(0):
            pass
        for value in values:
            chip = before.pop(value, None) or self._made(value)
            self._chips[value] = chip
            self._flow.addWidget(chip)
        self._flow.addWidget(self._more)
        for chip in before.values():
            chip.hide()
            chip.deleteLater()
        chips = [*self._chips.values(), self._more]
        for first, second in pairwise(chips):
            self.setTabOrder(first, second)

    def _made(self, value: str) -> FacetChip:
        chip = FacetChip(value, self)
        chip.set_look(self._look)
        chip.clicked.connect(lambda on: self.chosen.emit(value if on else None))
        return chip

    def _unfold(self) -> None:
        self._unfolded = True
        self._show()
        self.unfolded.emit()
        next(reversed(self._chips.values())).setFocus(Qt.FocusReason.OtherFocusReason)


class FacetChip(ClickButton):
    """A word with a count, chosen or not."""

    def __init__(self, word: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._word, self._count = LIGHT, word, ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        if look.text != self._look.text:
            self.updateGeometry()
        self._look = look
        self.update()

    def show_count(self, count: int, *, chosen: bool) -> None:
        """Show how many there are."""
        if str(count) != self._count:
            self._count = str(count)
            self.setAccessibleName(f"{self._word}, {count}")
            self.updateGeometry()
            self.update()
        if chosen != self.isChecked():
            self.setChecked(chosen)
        if self.isHidden() is (count > 0):
            self.setVisible(count > 0)

    @override
    def sizeHint(self) -> QSize:
        pixels = self._look.grown(13)
        words = text_width(self._word, pixels, 600) + 4 + text_width(self._count, pixels, 600)
        return QSize(round(words + 18) + 2 * _RING, self._look.grown(24) + 4 + 2 * _RING)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, on = QPainter(self), self._look, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        painter.setPen(QPen(look.ac if on else look.ctl if self.underMouse() else look.line, 1))
        painter.setBrush(look.ac_t if on else look.card)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)
        weight, pixels = 600 if on else 400, look.grown(13)
        width = text_width(self._word, pixels, weight)
        room = box.width() - 14 - text_width(self._count, pixels, weight)
        width = min(width, room)
        left = box.left() + (box.width() - width - 4 - text_width(self._count, pixels, weight)) / 2
        place = QRectF(left, box.top(), width + 1, box.height())
        paint_text(painter, place, self._word, look.ac_tx if on else look.tx, pixels=pixels, weight=weight)
        place = QRectF(left + width + 4, box.top(), box.right() - left, box.height())
        paint_text(painter, place, self._count, look.ac_tx if on else look.tx3, pixels=pixels, weight=weight)
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
            size = item.sizeHint().boundedTo(QSize(rect.width() + 2 * _RING, 10_000))
            if line and x + size.width() - _RING > rect.right() + 1:
                x, y, line = rect.left() - _RING, y + line + gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + gap
            line = max(line, size.height())
        return y + line - rect.top()
