"""One message inside the window: what did not happen, and every problem on a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from studio.paint.icons import icon
from studio.paint.look import Look

MOST_LINES = 8
"""Lines of problems that are seen without scrolling."""

_SIDE, _APART, _GAP = 12, 8, 4


class Notice(QFrame):
    """Stays until it is closed or replaced; all its text is plain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName("Message")
        self._sign = QLabel()
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._lines = QPlainTextEdit()
        self._lines.setReadOnly(True)
        self._lines.setAccessibleName("Problems")
        self._lines.setTabChangesFocus(True)
        self._close = close = QPushButton("Close")
        close.setAccessibleName("Close message")
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.setSpacing(_APART)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, _APART, _APART, _APART)
        column.setSpacing(_GAP)
        column.addLayout(head)
        column.addWidget(self._lines)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.hide)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Draw the sign in the colours of a look, and the words at its text size."""
        side = look.grown(18)
        self._sign.setFixedSize(side, side)
        self._sign.setPixmap(icon("warn", look.warn_tx, side).pixmap(QSize(side, side)))
        self._title.setFont(look.font(14, 600))
        self._lines.setFont(look.font(13))
        self._close.setFont(look.font(13, 600))
        self._fit()

    def show_problems(self, title: str, lines: Sequence[str]) -> None:
        """Say `title`, and the problems below it."""
        self._title.setText(title)
        self._lines.setVisible(bool(lines))
        self._lines.setPlainText("\n".join(lines))
        self._fit()
        self.setAccessibleDescription("\n".join((title, *lines)))
        self.show()

    def add_problems(self, title: str, lines: Sequence[str]) -> None:
        """Say this too, below what is already said."""
        if self.isHidden():
            self.show_problems(title, lines)
        else:
            said = [line for line in self._lines.toPlainText().split("\n") if line]
            self.show_problems(self._title.text(), [*said, title, *lines])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the wrapped words; of the lines up to a number of them."""
        beside = self._sign.width() + self._close.sizeHint().width() + 2 * _APART + 2 * _SIDE
        height = self._title.heightForWidth(max(100, self.width() - beside))
        self._title.setMinimumHeight(max(0, height))
        measures = QFontMetrics(self._lines.font())
        width = max(200, self._lines.viewport().width() - 2 * round(self._lines.document().documentMargin()))
        lines = self._lines.toPlainText().split("\n")
        rows = sum(1 + measures.horizontalAdvance(line) // width for line in lines)
        listed = measures.lineSpacing() * min(MOST_LINES, rows) + 12
        self._lines.setFixedHeight(listed)
        # Where room is scarce the steps give way: they can be scrolled.
        listed = 0 if self._lines.isHidden() else listed + _GAP
        self.setMinimumHeight(max(height, self._close.sizeHint().height()) + listed + 2 * _APART)
