"""What an empty new routine offers: three routines to start from, and the files that were open last."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from studio.app.starters import Starter
from studio.builder.pieces import ClickButton, Words, dress
from studio.core.plain import one_line
from studio.paint.card import Thumbnails, paint_focus, paint_ground, paint_text, text_width
from studio.paint.icons import paint_icon
from studio.paint.look import LIGHT, Look

_THUMB = QSize(72, 50)
_RADIUS = 11
_SIDE = 3
_ROOMY, _WIDE = 430, 560
"""From these widths on, in pixels at the usual text size, a card shows two and three figures."""


class Welcome(QScrollArea):
    """Stands below the place for the first exercise; drags over it go to the `target`."""

    routine_chosen = Signal(Path)
    recent_chosen = Signal(Path)

    def __init__(
        self, target: QAbstractScrollArea, starters: Sequence[Starter], recent: Sequence[Path]
    ) -> None:
        super().__init__()
        self._target = target
        self.setAccessibleName("Start")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAcceptDrops(True)
        thumbnails = Thumbnails()
        column = QVBoxLayout()
        column.setContentsMargins(_SIDE, 4, _SIDE, 8)
        column.setSpacing(6)
        if starters:
            column.addWidget(Words("Or start from one of these", px=15, weight=650))
        for starter in starters:
            card = StarterCard(starter, thumbnails)
            card.clicked.connect(lambda _on=False, path=starter.path: self.routine_chosen.emit(path))
            column.addWidget(card)
        if recent:
            column.addSpacing(8)
            column.addWidget(Words("Open again", px=15, weight=650))
        for path in recent:
            row = RecentRow(path)
            row.clicked.connect(lambda _on=False, path=path: self.recent_chosen.emit(path))
            column.addWidget(row)
        column.addStretch(1)
        inside = QWidget()
        inside.setObjectName("inside")
        inside.setLayout(column)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        dress(self, look)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        """What is dragged here is dragged over the sequence: where that is empty, any place will do."""
        if isinstance(event, QDropEvent | QDragLeaveEvent):
            # Not sent, for Qt sends the moves of a drag to where it was entered: here.
            return self._target.viewportEvent(event)
        return super().viewportEvent(event)


class _Offer(ClickButton):
    """A row to click, as wide as there is room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.look = LIGHT
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @abstractmethod
    def height_in(self, look: Look) -> int:
        """How high it is in a look."""

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self.look = look
        self.setFixedHeight(self.height_in(look))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self.height())


class StarterCard(_Offer):
    """A routine to start from, with some of its figures."""

    def __init__(self, starter: Starter, thumbnails: Thumbnails) -> None:
        self._starter, self._thumbnails = starter, thumbnails
        self._title = one_line(starter.title)
        super().__init__(f"Start from {self._title}, {starter.told}")

    @override
    def height_in(self, look: Look) -> int:
        return max(_THUMB.height() + 16, look.grown(56))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(1, 1, -1, -2)
        paint_ground(painter, card, look, radius=_RADIUS, selected=self.underMouse() or self.isDown())
        usual, left = self.width() / look.text, card.left() + 8.0
        for exercise in self._starter.exercises[: 1 + (usual >= _ROOMY) + (usual >= _WIDE)]:
            place = QRectF(left, card.center().y() - _THUMB.height() / 2, _THUMB.width(), _THUMB.height())
            self._thumbnails.paint(painter, place, exercise, look, None)
            left = place.right() + 6
        line = look.grown(20)
        words = QRectF(left + 6, card.center().y() - line, card.right() - 36 - left - 6, line)
        paint_text(painter, words, self._title, look.tx, pixels=look.grown(14), weight=600)
        words.translate(0, line)
        paint_text(painter, words, self._starter.told, look.tx3, pixels=look.grown(13))
        sign = QRectF(card.right() - 28, card.center().y() - 8, 16, 16)
        paint_icon(painter, "chevr", sign, look.ac_tx, 2.25)
        if self.hasFocus():
            paint_focus(painter, card, look, _RADIUS)


class RecentRow(_Offer):
    """A file that was open: its name, and its folder as far as there is room."""

    def __init__(self, path: Path) -> None:
        self._name, self._folder = one_line(path.name), one_line(str(path.parent), 4_000)
        super().__init__(f"Open {self._name} again")

    @override
    def height_in(self, look: Look) -> int:
        return look.grown(22) + 10

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.well)
            painter.drawRoundedRect(row, 8, 8)
        paint_icon(painter, "open", QRectF(row.left() + 8, row.center().y() - 8, 16, 16), look.tx2)
        words = row.adjusted(34, 0, -10, 0)
        usual, small = look.grown(14), look.grown(13)
        paint_text(painter, words, self._name, look.ac_tx, pixels=usual, weight=600)
        words.setLeft(words.left() + text_width(self._name, usual, 600) + 14)
        if words.width() > look.grown(60):
            paint_text(painter, words, self._folder, look.tx3, pixels=small)
        if self.hasFocus():
            paint_focus(painter, row, look, 8)
