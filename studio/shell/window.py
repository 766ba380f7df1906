"""The builder's window: at once on the screen, and room for what comes into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from studio.paint.look import Look

FRAME = QSize(8, 40)
"""Room for the system's own frame around the window, in pixels."""

MOST_DROPPED = 20
"""Files that one drop may carry (fault 45)."""

TOOLBAR, STATUS, LIBRARY, INSPECTOR, TIMELINE = 56, 26, 288, 312, 236
"""First heights and widths of the areas, in pixels."""

_BESIDE = QPoint(32, 32)
"""How far a further window is from the one before."""


def toolbar_height(look: Look) -> int:
    """The height of the bar at the top: its buttons grow with the text, the room around them does not."""
    return look.grown(36) + TOOLBAR - 36


def status_height(look: Look) -> int:
    """The height of the line at the bottom."""
    return look.grown(STATUS)


def fitted(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """The place nearest to the wanted one that is wholly on one of the screens; the first is the main one."""

    def seen(screen: QRect) -> int:
        part = screen.intersected(wanted)
        return part.width() * part.height() if part.isValid() else 0

    screen = max(screens, key=seen)
    room = QSize(screen.width() - FRAME.width(), screen.height() - FRAME.height())
    size = wanted.size().boundedTo(room)
    left = min(max(wanted.left(), screen.left()), screen.left() + room.width() - size.width())
    top = min(max(wanted.top(), screen.top()), screen.top() + room.height() - size.height())
    return QRect(QPoint(left, top), size)


class BuilderWindow(QWidget):
    """Paints where its areas will be; whoever owns it hangs them in.

    This module is all that the way to the first picture needs, so it asks for little of Qt. `painted` comes
    once, with that picture, and `furnished` once, with the first that has the areas in it; `closing` comes
    when the window may go and is still as it was; `files_dropped` carries regular files of this machine and
    how many other things were dropped with them.
    """

    painted = Signal()
    furnished = Signal()
    closing = Signal()
    files_dropped = Signal(list, int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self._look, self._painted, self._furnished = look, False, False
        self.setWindowTitle("Spine Studio")
        self.setAcceptDrops(True)
        room = self.screen().availableSize() - FRAME
        self.resize(QSize(1440, 900).boundedTo(room))
        self.setMinimumSize(QSize(1000, 640).boundedTo(room))

    def take_place(self, place: Sequence[int], *, maximised: bool, beside: int = 0) -> None:
        """Be where a window was: x, y, width, height, or nothing. `beside` is how many others there are."""
        if place:
            screens = [self.screen(), *self.screen().virtualSiblings()]
            left, top, width, height = place
            size = QSize(width, height).expandedTo(self.minimumSize())
            wanted = QRect(QPoint(left, top) + _BESIDE * beside, size)
            at = fitted(wanted, [screen.availableGeometry() for screen in screens])
            self.move(at.topLeft())
            self.resize(at.size())
        if maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def place(self) -> tuple[int, int, int, int] | None:
        """Where the window is; None while it fills a screen, for that is not a place of its own."""
        if self.isMaximized() or self.isFullScreen() or self.isMinimized():
            return None
        return self.x(), self.y(), self.width(), self.height()

    def hang(self, toolbar: QWidget, message: QWidget, workspace: QWidget, status: QWidget) -> None:
        """Fill the window, from top to bottom; the workspace takes the room that is left."""
        # Every piece asks to be painted when it is shown; together they are painted once, when all are.
        self.setUpdatesEnabled(False)
        QTimer.singleShot(0, self._show_areas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(toolbar)
        column.addWidget(message)
        column.addWidget(workspace, 1)
        column.addWidget(status)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._painted:
            self._painted = True
            self._paint_areas()
            self.painted.emit()
        if self.layout() is not None and not self._furnished:
            self._furnished = True
            self.furnished.emit()

    def _show_areas(self) -> None:
        self.setUpdatesEnabled(True)

    def _paint_areas(self) -> None:
        painter, look = QPainter(self), self._look
        painter.fillRect(self.rect(), look.win)
        width, bottom, top = self.width(), self.height() - status_height(look), toolbar_height(look)
        middle = bottom - TIMELINE
        for area in (
            QRect(0, top, LIBRARY, middle - top),
            QRect(width - INSPECTOR, top, INSPECTOR, middle - top),
            QRect(0, middle, width, TIMELINE),
        ):
            painter.fillRect(area, look.panel)
        for line in (top, middle, bottom):
            painter.fillRect(0, line, width, 1, look.line)
        painter.end()

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
            self.closing.emit()
            event.accept()
        else:
            event.ignore()


def _files_in(mime: QMimeData) -> list[Path]:
    """The regular files on this machine that a drop carries; addresses are never fetched."""
    paths = [Path(url.toLocalFile()) for url in mime.urls()[:MOST_DROPPED] if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
