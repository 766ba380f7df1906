"""The line at the bottom: what just happened, whether it is saved, and what to know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.app.plain import tooltip
from studio.core.phrase import clock
from studio.paint.icons import paint_icon
from studio.paint.look import LIGHT, Look
from studio.shell.window import status_height

_SIGN, _GAP = 14, 6
_ROOM_FOR_REMARK = 120


class StatusLine(QFrame):
    """Tells by itself what the document is like; `say` and `hint` add passing words."""

    def __init__(
        self,
        document: RoutineDocument,
        advising: Advising | None = None,
        wall: Callable[[], datetime] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self._document, self._advising, self._wall = document, advising, wall
        self._said = self._hinted = ""
        self._saved_at: datetime | None = None
        self._remark = Line("Remark", yields=True)
        self._unplayable, self._saved, self._inverted = (
            Line(name) for name in ("Cannot be played", "File", "Inverted")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(18)
        row.addWidget(self._remark, 1)
        for line in (self._unplayable, self._saved, self._inverted):
            row.addWidget(line)
        self.set_look(LIGHT)
        document.changed.connect(self._refresh)
        document.path_changed.connect(self._forget_time)
        document.saved.connect(self._note_time)
        document.modified_changed.connect(self._refresh)
        document.undo_stack.indexChanged.connect(self._clear)
        if advising is not None:
            advising.changed.connect(self._refresh)
        self._refresh()

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self.setFixedHeight(status_height(look))
        for line in (self._remark, self._unplayable, self._saved, self._inverted):
            line.set_look(look)

    def say(self, text: str) -> None:
        """A remark that stands until the next edit."""
        self._said = text
        self._show_words()

    def hint(self, text: str) -> None:
        """What would happen now; it covers the remark until it is taken back with an empty text."""
        self._hinted = text
        self._show_words()

    def _show_words(self) -> None:
        self._remark.show_words(self._hinted or self._said)

    def _clear(self) -> None:
        self.say("")

    def _forget_time(self) -> None:
        """Another file, or the first save of this one: `saved` comes after it."""
        self._saved_at = None
        self._refresh()

    def _note_time(self) -> None:
        self._saved_at = self._wall() if self._wall else None
        self._refresh()

    def _refresh(self) -> None:
        document = self._document
        self._unplayable.show_words(document.why_not_played if document.schedule.unknown else "")
        if document.modified:
            self._saved.show_words("Changes are not saved yet")
        elif document.path is None:
            self._saved.show_words("")
        else:
            time = f" {self._saved_at:%H:%M}" if self._saved_at else ""
            self._saved.show_words(f"Saved{time}", "ok", "ok")
        self._refresh_inverted(document.schedule.inverted)

    def _refresh_inverted(self, inverted: int) -> None:
        if not inverted:
            self._inverted.show_words("")
        elif self._advising is None:
            self._inverted.show_words(f"Inverted {clock(inverted)}")
        else:
            most = self._advising.inverted_advice_ms
            advised = f"Inverted {clock(inverted)}, advice up to {clock(most)}"
            if inverted > most:
                self._inverted.show_words(advised, "warn", "warn_tx")
            else:
                self._inverted.show_words(advised)


class Line(QLabel):
    """Plain words on one line, with a sign before them where there is one; hidden where there are none.

    A line that `yields` takes the room that is left, and ends in dots where that is not enough.
    """

    def __init__(self, name: str, *, yields: bool = False) -> None:
        super().__init__()
        self._yields, self._look = yields, LIGHT
        self._icon, self._colour = "", "tx2"
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(name)
        if yields:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self.setMinimumWidth(_ROOM_FOR_REMARK)
        else:
            self.hide()

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        self.setFont(look.font(13))

    def show_words(self, text: str, icon: str = "", colour: str = "tx2") -> None:
        """Other words; what does not change is not laid out again."""
        if (text, icon, colour) == (self.text(), self._icon, self._colour):
            return
        self._icon, self._colour = icon, colour
        self.setText(text)
        self.setAccessibleDescription(text)  # its name hides the words, and its tooltip has markup
        if self._yields:
            self.setToolTip(tooltip(text) if text else "")
        else:
            self.setVisible(bool(text))
        self.update()

    @property
    def _sign_room(self) -> int:
        return self._look.grown(_SIGN) + _GAP if self._icon else 0

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + self._sign_room + 1, metrics.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0 if self._yields else self.sizeHint().width(), self.sizeHint().height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, place = QPainter(self), self.rect()
        ink = self._look.tx2 if self._colour == "ok" else getattr(self._look, self._colour)
        if self._icon:
            size = self._look.grown(_SIGN)
            sign = QRectF(0, (place.height() - size) / 2, size, size)
            paint_icon(painter, self._icon, sign, getattr(self._look, self._colour), 2.2)
        painter.setFont(self.font())
        painter.setPen(ink)
        room = place.adjusted(self._sign_room, 0, 0, 0)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(room, int(flags), words)
