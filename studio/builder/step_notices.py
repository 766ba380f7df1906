"""What is worth knowing about the selected step, with the one click that does something about it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from studio.app.plain import label, tooltip
from studio.builder.pieces import LinkButton, Remark, dress
from studio.core.notice import Level, Notice
from studio.paint.look import LIGHT, Look


class NoticeCard(QWidget):
    """One notice: safety on the colour of warnings with its triangle, a remark with an i."""

    taken = Signal(object)

    def __init__(self, notice: Notice) -> None:
        super().__init__()
        self.notice, self._look = notice, LIGHT
        advice = notice.level is Level.ADVICE
        self._ground, self._edge = ("warn_bg", "warn_line") if advice else ("info_bg", "")
        words = Remark("warn" if advice else "info", colour="warn_tx" if advice else "info_tx")
        words.setText(notice.text)
        words.setToolTip(tooltip(notice.source))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 4 if notice.remedy else 6)
        column.setSpacing(0)
        column.addWidget(words)
        self.button: LinkButton | None = None
        if notice.remedy is not None:
            self.button = LinkButton(label(notice.remedy.label))
            self.button.setAccessibleName(notice.remedy.label)
            self.button.clicked.connect(self._take)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(getattr(look, self._edge) if self._edge else Qt.PenStyle.NoPen)
        painter.setBrush(getattr(look, self._ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _take(self) -> None:
        self.taken.emit(self.notice)


class NoticeList(QWidget):
    """Notices one below the other; nothing at all where there is none."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[NoticeCard] = []
        self._look = LIGHT
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 4)
        self._column.setSpacing(4)
        self.hide()

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        """Show these instead of those before."""
        if tuple(card.notice for card in self.cards) == notices:
            for card, notice in zip(self.cards, notices, strict=True):
                card.notice = notice  # a remedy is made for the routine as it is
            return
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [NoticeCard(notice) for notice in notices]
        for card in self.cards:
            card.taken.connect(self.taken)
            self._column.addWidget(card)
        self._dress()
        self.setVisible(bool(notices))

    def set_look(self, look: Look) -> None:
        self._look = look
        self._dress()

    def _dress(self) -> None:
        for card in self.cards:
            card.set_look(self._look)
            dress(card, self._look)


def spread(notices: tuple[Notice, ...], places: Mapping[str, NoticeList]) -> tuple[Notice, ...]:
    """Show the notices about a dose key in the place for it; those without one come back.

    How the breath fits the hold is no notice here: the row of the breath tells it.
    """
    rest = tuple(notice for notice in notices if notice.key not in places and notice.key != "breath")
    for key, place in places.items():
        place.show_notices(tuple(notice for notice in notices if notice.key == key))
    return rest
