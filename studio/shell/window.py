"""The builder's window: its frame, at once on the screen, and the room for what comes into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from studio.app.actions import Action, made_actions
from studio.paint.look import Look
from studio.shell.toolbar import Toolbar

FRAME = QSize(8, 40)
"""Room for the system's own frame around the window, in pixels."""

MOST_DROPPED = 20
"""Files that one drop may carry (fault 45)."""


class BuilderWindow(QWidget):
    """A toolbar over an empty room; whoever owns it hangs panels in and connects the actions.

    `painted` comes once, after the first picture; `files_dropped` carries regular files of this machine
    and how many other things were dropped with them.
    """

    painted = Signal()
    files_dropped = Signal(list, int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self._painted = False
        self.actions_by_name: Mapping[str, Action] = made_actions(self)
        self.addActions(list(self.actions_by_name.values()))
        for action in self.actions_by_name.values():
            action.setEnabled(False)
        self.setWindowTitle("Spine Studio")
        self.setAcceptDrops(True)
        room = self.screen().availableSize() - FRAME
        self.resize(QSize(1440, 900).boundedTo(room))
        self.setMinimumSize(QSize(1000, 640).boundedTo(room))
        self.toolbar = Toolbar(self.actions_by_name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.toolbar)
        self._column.addStretch(1)
        self.toolbar.set_look(look)

    def hang(self, workspace: QWidget, status: QWidget) -> None:
        """Put the panels and the line at the bottom into the empty room."""
        self._column.takeAt(1)
        self._column.addWidget(workspace, 1)
        self._column.addWidget(status)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_in(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_in(event.mimeData())
        event.acceptProposedAction()
        self.files_dropped.emit(files, len(event.mimeData().urls()) - len(files))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            event.accept()
        else:
            event.ignore()


def _files_in(mime: QMimeData) -> list[Path]:
    """The regular files on this machine that a drop carries; addresses are never fetched."""
    paths = [Path(url.toLocalFile()) for url in mime.urls()[:MOST_DROPPED] if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
