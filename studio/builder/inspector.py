"""The inspector: what is selected, or the whole routine where nothing is, with all its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.other_pages import CircuitPage, RoutinePage
from studio.builder.pieces import dress
from studio.builder.step_page import StepPage
from studio.builder.step_view import selected_steps
from studio.core.routine import Circuit
from studio.host.clock import Clock, MonotonicClock
from studio.paint.look import LIGHT, Look

WIDTH = 312
_MARGIN = 16

Page = StepPage | CircuitPage | RoutinePage
P = TypeVar("P", StepPage, CircuitPage, RoutinePage)


class InspectorPanel(QScrollArea):
    """Shows one page: of the selected steps, of a circuit, or of the routine.

    `left` comes with Esc: the keyboard is to go back to the steps. `exercise_wanted` asks for the exercise of
    the selected step to be edited.
    """

    left = Signal()
    exercise_wanted = Signal()

    def __init__(
        self,
        document: RoutineDocument,
        selection: Selection,
        parent: QWidget | None = None,
        *,
        clock: Clock | None = None,
        advising: Advising | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._selection, self._look = document, selection, LIGHT
        self._clock, self._advising = clock or MonotonicClock(), advising
        self._pages: dict[type, Page] = {}
        self._page: Page | None = None
        self.setAccessibleName("Inspector")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(WIDTH)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(self._content)
        for ground in (self.viewport(), self._content):
            ground.setAutoFillBackground(False)
        document.changed.connect(self._show)
        selection.changed.connect(self._show_selection)
        if advising is not None:
            advising.changed.connect(self._show_notices)
        self._show()

    def set_look(self, look: Look) -> None:
        """Paint every page in `look`."""
        self._look = look
        dress(self._content, look)
        self._fit_preview()

    def focus_first(self) -> None:
        """Put the keyboard on the first field of what is selected."""
        if self._page is not None:
            self._page.focus_first()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.grown(WIDTH), 548)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The scroll bar stands in the margin, so that the fields stay where they are when it comes.
        bar = self.width() - self.viewport().width()
        self._column.setContentsMargins(_MARGIN, 12, max(2, _MARGIN - bar), 12)
        if event.size().height() != event.oldSize().height():
            self._fit_preview()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no field has a use for it, goes back to the steps."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fit_preview(self) -> None:
        page = self._pages.get(StepPage)
        if isinstance(page, StepPage):
            page.preview.fit_into(self.height())

    def _show_selection(self) -> None:
        if self._page is not None:
            self._page.forget()
        self._document.end_merge()
        self._show()
        self._show_notices()
        self.verticalScrollBar().setValue(0)

    def _show(self) -> None:
        uids = self._selection.uids
        items = [self._document.routine.find(uid) for uid in uids]
        if items and all(isinstance(item, Circuit) for item in items):
            circuit_page = self._turn_to(CircuitPage, self._made_circuit_page)
            circuit_page.show_circuits(uids)
        elif selected_steps(self._document, uids):
            step_page = self._turn_to(StepPage, self._made_step_page)
            step_page.show_steps(uids)
        else:
            routine_page = self._turn_to(RoutinePage, self._made_routine_page)
            routine_page.refresh()

    def _show_notices(self) -> None:
        if isinstance(self._page, StepPage):
            self._page.show_notices()

    def _made_circuit_page(self) -> CircuitPage:
        return CircuitPage(self._document)

    def _made_step_page(self) -> StepPage:
        page = StepPage(self._document, self._clock, self._advising)
        page.head.adapt.clicked.connect(self.exercise_wanted)
        return page

    def _made_routine_page(self) -> RoutinePage:
        return RoutinePage(self._document)

    def _turn_to(self, kind: type[P], made: Callable[[], P]) -> P:
        """The page of a kind, made when it is first wanted; the others are hidden."""
        page = self._pages.get(kind)
        if page is None:
            page = self._pages[kind] = made()
            dress(page, self._look)
            self._fit_preview()
            self._column.insertWidget(0, page)
        if page is not self._page:
            if self._page is not None:
                self._page.hide()
            self._page = page
            page.show()
        assert isinstance(page, kind)
        return page
