"""The panel that lists everything worth knowing about the routine, with what one click can do about it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.builder.notice_walk import NOTHING, NoticeWalk, place_words
from studio.builder.pieces import RING, ClickButton, IconButton, Words, dress, paint_ring
from studio.core.notice import Level, Notice, Remedy
from studio.core.phrase import plural
from studio.paint.icons import paint_icon
from studio.paint.look import LIGHT, Look

WIDTH, AWAY = 318, 8
MOST_ROWS = 100
"""Notices that are listed; nobody reads more, and the key for the next one comes to all of them."""

_LEVELS = {Level.ADVICE: "Advice", Level.REMARK: "Remark"}
assert set(_LEVELS) == set(Level)
_SIGN, _MARGIN = 18, 4
_ARROWS: Mapping[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class RemedyButton(ClickButton):
    """Does what a notice offers."""

    def __init__(self, remedy: Remedy) -> None:
        super().__init__()
        self._look = LIGHT
        self.setText(remedy.label)
        self.setAccessibleName(remedy.label)
        self.setAccessibleDescription(remedy.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.updateGeometry()
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()  # a button would look for another beside it; the row knows where to go
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.font(13, 600))
        return QSize(metrics.horizontalAdvance(self.text()) + 26, max(30, metrics.height() + 14))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.ctl, 1.0))
        painter.setBrush(look.well if self.underMouse() or self.isDown() else look.card)
        room = RING + 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(room, room, -room, -room), 6, 6)
        painter.setPen(look.tx)
        painter.setFont(look.font(13, 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), look, 7)


class NoticeRow(ClickButton):
    """One notice: pressed, it goes to its step; its button does what it offers."""

    taken = Signal()

    stepped = Signal(int)
    """So many rows down, or up where it is negative."""

    def __init__(self, notice: Notice, place: str) -> None:
        super().__init__()
        self.notice, self._look = notice, LIGHT
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{_LEVELS[notice.level]}. {place}. {notice.text}")
        self.setAccessibleDescription(f"Source: {notice.source}")
        column = QVBoxLayout()
        column.setSpacing(3)
        for text, px, weight, colour in (
            (place, 14, 600, "tx"),
            (notice.text, 14, 400, "tx"),
            (f"Source: {notice.source}", 13, 400, "tx3"),
        ):
            words = Words(text, px=px, weight=weight, colour=colour)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(words)
        self.button: RemedyButton | None = None
        if notice.remedy is not None:
            self.button = RemedyButton(notice.remedy)
            self.button.clicked.connect(self.taken)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        # A button's own policy would be as wide as its words on one line.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.addLayout(column, 1)
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        self._look = look
        self._row.setContentsMargins(12 + look.grown(_SIGN) + 10, 10, 12, 10)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            self.stepped.emit(_ARROWS[event.key()])
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.well)
            painter.drawRoundedRect(box, 8, 8)
        size = look.grown(_SIGN)
        advice = self.notice.level is Level.ADVICE
        sign, ink = ("warn", look.warn_line) if advice else ("info", look.info_tx)
        paint_icon(painter, sign, QRectF(12, 11, size, size), ink, 2.0)
        painter.setPen(look.line)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if self.hasFocus():
            paint_ring(painter, box, look, 8)


class CheckPanel(QFrame):
    """Lies over the window at its right edge until it is closed; the window below it stays usable."""

    closed = Signal()

    def __init__(
        self, document: RoutineDocument, advising: Advising, walk: NoticeWalk, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._document, self._advising, self._walk = document, advising, walk
        self._look, self._room = LIGHT, QRect()
        self.rows: list[NoticeRow] = []
        self.setAccessibleName("Check")
        self._title = Words("Check", px=16, weight=660)
        self._count = Words(colour="tx2")
        close = IconButton("x", "Close (Esc)")
        close.clicked.connect(self.close_panel)
        self._head = head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        head.addWidget(close)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self._scroll, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close_panel)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()
        advising.changed.connect(self._renew)
        walk.arrived.connect(self._show_arrival)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        dress(self, look)
        self._place()
        self.update()

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return self.isVisible()

    def open_in(self, room: QRect) -> None:
        """Show it in a part of the window, its first notice at hand for the keyboard."""
        self._room = room
        self._fill()
        self.show()
        self.raise_()
        self._place()
        (self.rows[0] if self.rows else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def fit_into(self, room: QRect) -> None:
        """The window has another size."""
        self._room = room
        self._place()

    def close_panel(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.ctl, 1.0))
        painter.setBrush(self._look.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)

    def _renew(self) -> None:
        """Other notices; the keyboard stays at the same place of the list."""
        if self.isHidden():
            return
        row = self._row_with_focus()
        self._fill()
        self._place()
        if row >= 0:
            self._focus(row)

    def _fill(self) -> None:
        notices = self._advising.notices
        self._count.setText(plural(len(notices), "notice", "notices") if notices else "")
        self.rows = [NoticeRow(one, place_words(self._document, one.uid)) for one in notices[:MOST_ROWS]]
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows:
            row.clicked.connect(lambda _=False, one=row.notice: self._walk.go_to(one))
            row.taken.connect(lambda one=row.notice: self._advising.take(one))
            row.stepped.connect(self._step)
            column.addWidget(row)
        left = len(notices) - len(self.rows)
        if left or not notices:
            words = Words(f"And {left} more." if left else f"{NOTHING}.", colour="tx2")
            words.setContentsMargins(12, 8, 12, 12)
            column.addWidget(words)
        column.addStretch(1)
        dress(inside, self._look)
        self._scroll.setWidget(inside)  # which deletes the one before
        inside.setAutoFillBackground(False)

    def _place(self) -> None:
        """At the right edge of its room, as high as its notices ask for."""
        inside = self._scroll.widget()
        if inside is None or self._room.isEmpty():
            return
        width = min(self._look.grown(WIDTH), self._room.width() - 2 * AWAY)
        most = self._room.height() - 2 * AWAY
        inner = inside.layout()
        assert inner is not None
        around = 2 * _MARGIN + self._head.sizeHint().height()
        high = around + inner.totalHeightForWidth(width - 2 * _MARGIN)
        # Left to itself a scroll bar stays for the lines that it makes longer.
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if high <= most else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self._scroll.setVerticalScrollBarPolicy(bar)
        high = min(most, high)
        self.setGeometry(self._room.right() - AWAY - width, self._room.top() + AWAY, width, high)

    def _row_with_focus(self) -> int:
        """The row that has the keyboard, or whose button has it; -1 where none does."""
        at: QWidget | None = self.window().focusWidget()
        return next((row for row, one in enumerate(self.rows) if at in (one, one.button)), -1)

    def _step(self, rows: int) -> None:
        self._focus(max(0, self._row_with_focus() + rows))

    def _focus(self, row: int) -> None:
        if not self.rows:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        wanted = self.rows[min(row, len(self.rows) - 1)]
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(wanted, 0, 8)

    def _show_arrival(self, notice: Notice) -> None:
        """Mark the notice that one has come to, while the panel is open."""
        if self.isHidden():
            return
        row = next((row for row, one in enumerate(self.rows) if one.notice == notice), -1)
        if row >= 0:
            self._focus(row)
