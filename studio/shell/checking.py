"""What the window does about notices: its panel, the key for the next one, and the count in the toolbar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.check_button import CheckButton
from studio.builder.notice_walk import NoticeWalk
from studio.core.notice import Level
from studio.paint.look import LIGHT, Look


class _Panel(Protocol):
    """What is asked of the panel, which is not imported before somebody wants it."""

    @property
    def is_open(self) -> bool: ...

    def set_look(self, look: Look) -> None: ...

    def open_in(self, room: QRect) -> None: ...

    def fit_into(self, room: QRect) -> None: ...

    def close_panel(self) -> None: ...


class Checking(QObject):
    """Brings the panel of notices when it is first asked for, and keeps it over `area`."""

    def __init__(
        self,
        document: RoutineDocument,
        advising: Advising,
        selection: Selection,
        area: QWidget,
        button: CheckButton,
        say: Callable[[str], object],
    ) -> None:
        """`area` is the part of the window over which the panel lies; `say` tells words in passing."""
        super().__init__(area)
        self._document, self._advising = document, advising
        self._area, self._button, self._look = area, button, LIGHT
        self._panel: _Panel | None = None
        self._before: QWidget | None = None
        self.walk = NoticeWalk(document, advising, selection, self)
        self.walk.said.connect(say)
        advising.changed.connect(self._count)
        area.installEventFilter(self)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        if self._panel is not None:
            self._panel.set_look(look)

    def toggle(self) -> None:
        """Open the panel, or close it."""
        if self._panel is None:
            self._panel = self._made()
        if self._panel.is_open:
            self._panel.close_panel()
            return
        self._before = QApplication.focusWidget()
        self._panel.open_in(self._area.geometry())

    def _made(self) -> _Panel:
        # Most routines are built without ever opening it.
        from studio.builder.check_panel import CheckPanel

        panel = CheckPanel(self._document, self._advising, self.walk, self._area.window())
        panel.set_look(self._look)
        panel.closed.connect(self._give_back)
        return panel

    def _give_back(self) -> None:
        """The keyboard goes back to where it was."""
        if self._before is not None:
            self._before.setFocus()

    def _count(self) -> None:
        notices = self._advising.notices
        grave = any(notice.level is Level.ADVICE for notice in notices)
        self._button.show_count(len(notices), grave=grave)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._panel is not None and self._panel.is_open:
            self._panel.fit_into(self._area.geometry())
        return False
