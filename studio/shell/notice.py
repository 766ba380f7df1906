"""One message inside the window: what did not happen, and every problem on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from studio.builder.pieces import Words, breakable
from studio.core.plain import one_line
from studio.paint.icons import icon
from studio.paint.look import Look

MOST_LINES = 8
"""Lines of problems that are seen without scrolling."""
LONGEST_TITLE = 160
"""Letters of a title; a longer one is also the first of the problems, where it can be scrolled."""

_SIDE, _AWAY, _APART, _GAP = 16, 8, 10, 2
_BAR = 16
"""Room that a scroll bar takes from the lines, in pixels."""


class Notice(QFrame):
    """Stays until it is closed or replaced; all its text is plain.

    It lies between the toolbar and the panels, which give way to it. Where they have no room to give, fewer
    of its problems are seen at a time.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName("Message")
        self._said: tuple[str, ...] = ()
        self._sign = QLabel()
        self._title = Words(weight=600, colour="warn_tx")
        self._title.setWordWrap(True)
        self._lines = lines = QPlainTextEdit()
        lines.setReadOnly(True)
        lines.setAccessibleName("Problems")
        lines.setTabChangesFocus(True)
        lines.document().setDocumentMargin(0)
        lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._close = QPushButton("Close")
        self._close.setAccessibleName("Close message")
        self._close.clicked.connect(self.hide)
        self._lay_out()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.hide)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Draw the sign in the colours of a look, and the words at its text size."""
        side = look.grown(18)
        self._sign.setFixedWidth(side)
        self._sign.setPixmap(icon("warn", look.warn_tx, side).pixmap(QSize(side, side)))
        self._title.set_look(look)
        self._lines.setFont(look.font(13))
        self._close.setFont(look.font(13, 600))
        self._fit()

    def show_problems(self, title: str, lines: Sequence[str]) -> None:
        """Say `title`, and the problems below it."""
        self._said = (title, *lines)
        shown = one_line(title, LONGEST_TITLE)
        listed = lines if shown == title else self._said
        self._title.setText(shown)
        self._lines.setVisible(bool(listed))
        self._lines.setPlainText("\n".join(listed))
        self.setAccessibleDescription("\n".join(self._said))
        self._fit()
        self.show()

    def add_problems(self, title: str, lines: Sequence[str]) -> None:
        """Say this too, below what is already said."""
        before = () if self.isHidden() else self._said
        said = (*before, title, *lines)
        self.show_problems(said[0], said[1:])

    @override
    def hasHeightForWidth(self) -> bool:
        """No: the words in it have, and by their wish the panels would be squeezed below their least."""
        return False

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(_GAP)
        words.addWidget(self._title)
        words.addWidget(self._lines, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, _AWAY, _SIDE, _AWAY)
        row.setSpacing(_APART)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def _fit(self) -> None:
        """From one line of problems to all of them, up to a number; the title is always whole."""
        close = self._close.sizeHint()
        beside = self._sign.width() + close.width() + 2 * _APART + 2 * _SIDE
        width = max(100, self.width() - beside)
        # One line of the title stands in the middle of the button beside it.
        words, first = self._title.heightForWidth(width), self._title.minimumSizeHint().height()
        title = max(words, close.height())
        self._title.setFixedHeight(title)
        self._sign.setFixedHeight(title if words < 2 * first else first)
        line = _line(self._lines.font())
        self._lines.setMinimumHeight(line)
        few, all_ = (0, 0) if self._lines.isHidden() else (line + _GAP, self._rows(width) * line + _GAP)
        self.setMinimumHeight(title + few + 2 * _AWAY)
        self.setMaximumHeight(title + all_ + 2 * _AWAY)
        self.updateGeometry()

    def _rows(self, width: int) -> int:
        """In how many rows the problems are seen, wrapped to a width."""
        measures, rows = QFontMetrics(self._lines.font()), 0
        room = QRect(0, 0, width - _BAR, 100_000)
        for line in self._lines.toPlainText().split("\n"):
            words = measures.boundingRect(room, int(Qt.TextFlag.TextWordWrap), breakable(line) or " ")
            rows += max(1, words.height() // measures.lineSpacing())
            if rows >= MOST_LINES:
                return MOST_LINES
        return rows


def _line(face: QFont) -> int:
    """The height of a line as a field of text sets it, which is sometimes more than the lines' distance."""
    measures = QFontMetricsF(face)
    return ceil(measures.ascent() + measures.descent())
