"""The line at the bottom: what just happened, whether it is saved, and what to know."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from studio.app.document import RoutineDocument
from studio.core.phrase import clock
from studio.paint.look import font
from studio.shell.window import STATUS


class StatusLine(QFrame):
    """Tells by itself what the document is like; `say` adds a passing remark."""

    def __init__(self, document: RoutineDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setFixedHeight(STATUS)
        self._document = document
        self._remark, self._unplayable, self._saved, self._inverted = (
            _label(name) for name in ("Remark", "Cannot be played", "Saved", "Inverted")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(18)
        row.addWidget(self._remark, 1)
        row.addWidget(self._unplayable)
        row.addWidget(self._saved)
        row.addWidget(self._inverted)
        document.changed.connect(self._refresh)
        document.path_changed.connect(self._refresh)
        document.modified_changed.connect(self._refresh)
        document.undo_stack.indexChanged.connect(self._clear)
        self._refresh()

    def say(self, text: str) -> None:
        """A remark that stands until the next edit."""
        self._remark.setText(text)

    def _clear(self) -> None:
        if self._remark.text():  # clearing an empty one would lay out the whole window
            self._remark.clear()

    def _refresh(self) -> None:
        if self._document.modified:
            self._saved.setText("Changes are not saved yet")
        elif self._document.path is not None:
            self._saved.setText(f"\N{CHECK MARK} {self._document.path.name}")
        else:
            self._saved.clear()
        schedule = self._document.schedule
        self._unplayable.setText(self._document.why_not_played)
        self._unplayable.setVisible(bool(schedule.unknown))
        inverted = schedule.inverted
        self._inverted.setText(f"Inverted {clock(inverted)}")
        self._inverted.setVisible(inverted > 0)


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setFont(font(13))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAccessibleName(name)
    return label
