"""Room for the text view beside the graph: it is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.paint.look import LIGHT, Look

LOWEST = 340
"""Pixels that the lower part of the window gets for the text where it has less."""
_MOST = 0.5  # of the window's height
_WIDTH = 0.4


class TextRoom(QObject):
    """Shows and hides the text. `rows` is the window's splitter, `below` the one in it with the graph."""

    shown = Signal(bool)
    left = Signal()
    """The text was hidden, and the keyboard was in it."""

    def __init__(
        self, document: RoutineDocument, selection: Selection, rows: QSplitter, below: QSplitter
    ) -> None:
        super().__init__(rows)
        self._document, self._selection = document, selection
        self._rows, self._below = rows, below
        self._look = LIGHT
        self._heights: list[int] = []  # as they were without the text
        self._panel: QWidget | None = None
        self._wear: Callable[[Look], None] = lambda _look: None
        self._go_in: Callable[[], None] = lambda: None
        self._settle: Callable[[], None] = lambda: None
        self._is_broken: Callable[[], bool] = lambda: False

    def set_look(self, look: Look) -> None:
        """Paint it in another look, now or when it is made."""
        self._look = look
        self._wear(look)

    def settle(self) -> None:
        """Take what was typed at last into the routine."""
        self._settle()

    @property
    def broken(self) -> bool:
        """Whether text was typed of which no routine could be made."""
        return self._is_broken()

    def toggle(self) -> None:
        """Show the text and go into it, or hide it."""
        wanted = self._panel is None or self._panel.isHidden()
        if wanted:
            panel = self._panel or self._made()
            if panel.isHidden():
                panel.show()
                self._make_high()
            self._go_in()
        elif self._panel is not None:
            self._settle()
            inside = self._panel.isAncestorOf(self._panel.window().focusWidget())
            self._panel.hide()
            if self._heights:
                self._rows.setSizes(self._heights)
            if inside:
                self.left.emit()
        self.shown.emit(wanted)

    def _made(self) -> QWidget:
        # Few ask for it, and it brings much with it.
        from studio.builder.text_view import TextPanel

        panel = TextPanel(self._document, self._selection)
        panel.hide()
        panel.set_look(self._look)
        panel.closed.connect(self.toggle)
        self._wear, self._settle, self._go_in = panel.set_look, panel.settle, panel.editor.setFocus
        self._is_broken = lambda: panel.broken
        width = self._below.width()
        self._below.addWidget(panel)
        self._below.setSizes([round(width * (1 - _WIDTH)), round(width * _WIDTH)])
        self._panel = panel
        return panel

    def _make_high(self) -> None:
        """Some lines of text need more height than a graph."""
        above, below = self._rows.sizes()
        wanted = min(self._look.grown(LOWEST), round((above + below) * _MOST))
        self._heights = [above, below] if below < wanted else []
        if self._heights:
            self._rows.setSizes([above + below - wanted, wanted])
