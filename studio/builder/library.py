"""The library panel: search, facets, and the list of exercises."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.app.own_exercises import Origin, OwnExercises
from studio.app.settings import Settings
from studio.builder.facet_box import FacetBox
from studio.builder.library_model import LibraryModel
from studio.builder.library_view import LibraryView
from studio.builder.pieces import IconButton, LinkButton, Words, dress
from studio.paint.card import paint_text, text_width
from studio.paint.icons import paint_icon
from studio.paint.look import LIGHT, Look

_LONGEST_SEARCH = 200
_HINT, _KEYS = "Search exercises", "Ctrl F"
_NARROWEST, _GROWING = 220, 60
"""The least width in pixels, and how much of it grows with the text: names are cut before the window is."""


class LibraryPanel(QWidget):
    """Everything that can be put into a routine; `added` says which exercise was asked for.

    `new_requested` asks for a new exercise, `edit_requested` for the one of an id to be adapted.
    """

    added = Signal(str)
    new_requested = Signal()
    edit_requested = Signal(str)

    def __init__(
        self,
        document: RoutineDocument,
        own: OwnExercises | None = None,
        parent: QWidget | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = LibraryModel(document, self, own, settings)
        self.search = SearchField()
        self.facets = FacetBox()
        self.list = LibraryView(document, self.model)
        self._heading = Words("Exercises", px=15, weight=650)
        self._count = Words(px=13, colour="tx3")
        self._new = IconButton("plus", "New exercise", size=32)
        head = QHBoxLayout()
        head.setContentsMargins(3, 2, 0, 1)
        head.setSpacing(7)
        head.addWidget(self._heading)
        head.addWidget(self._count, 1)
        head.addWidget(self._new)
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 8, 9, 0)
        column.setSpacing(0)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setContentsMargins(3, 0, 3, 0)
        row.addWidget(self.search)
        column.addLayout(row)
        column.addWidget(self.facets)
        column.addSpacing(8)
        column.addWidget(self.list, 1)
        self.keep = LinkButton("Keep in my exercises")
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self.model.search)
        self.search.list_asked.connect(self.list.enter_from_above)
        self.facets.chosen.connect(self.model.choose)
        self._new.clicked.connect(self.new_requested)
        self.list.left_upwards.connect(self.focus_search)
        self.list.added.connect(self.added)
        self.list.edit_requested.connect(self.edit_requested)
        self.model.filtered.connect(self._show_counts)
        self.model.filtered.connect(self._offer_keep)
        self.list.selectionModel().currentChanged.connect(self._offer_keep)
        if own is not None:
            self.list.kept.connect(own.keep)
        self.keep.clicked.connect(self._keep_current)
        self._show_counts()
        self._offer_keep()

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        dress(self, look)
        self.setMinimumWidth(_NARROWEST + look.grown(_GROWING) - _GROWING)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        column = self.layout()
        assert column is not None
        room = self.size().shrunkBy(column.contentsMargins())
        self.facets.fit_into(room, self.height() - column.minimumSize().height())
        column.activate()
        self.list.settle()

    def focus_search(self) -> None:
        """Go to the search field, with what is there marked to be typed over."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _offer_keep(self) -> None:
        """The way of the keyboard to what the button on a card does."""
        index = self.list.currentIndex()
        wanted = index.isValid() and self.model.origin(self.model.at(index)) is Origin.FILE
        if not wanted and self.keep.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keep.setVisible(wanted)

    def _keep_current(self) -> None:
        self.list.kept.emit(self.model.at(self.list.currentIndex()).id)

    def _show_counts(self) -> None:
        self._count.setText(f"{len(self.model.rows)} of {self.model.total}")
        self.facets.show_counts(self.model.counts, self.model.chosen)


class SearchField(QLineEdit):
    """A field that filters as it is typed in; Down goes to the list, Esc empties it."""

    list_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._look = LIGHT
        self.setAccessibleName("Search exercises")
        self.setMaxLength(_LONGEST_SEARCH)
        self.setFrame(False)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        self.setFont(look.font(14))
        self.setFixedHeight(look.grown(24) + 12)
        ground, edge, ink = look.card.name(), look.ctl.name(), look.tx.name()
        self.setStyleSheet(
            f"QLineEdit {{ background: {ground}; color: {ink}; border: 1px solid {edge}; border-radius: 8px;"
            f" padding: 0 8px 0 32px; selection-background-color: {look.ac.name()};"
            f" selection-color: {look.on_ac.name()}; }}"
            f"QLineEdit:focus {{ border: 2px solid {look.focus.name()}; padding: 0 7px 0 31px; }}"
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_asked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, look, middle = QPainter(self), self._look, self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, "search", QRectF(11, middle - 8, 16, 16), look.tx3)
        if self.text():
            return
        small, usual = look.grown(13), look.grown(14)
        width, high = text_width(_KEYS, small, 400) + 12, look.grown(20)
        keys = QRectF(self.width() - width - 10, middle - high / 2, width, high)
        hint = QRectF(35, 0, self.width() - 45, self.height())
        paint_text(painter, hint, _HINT, look.tx3, pixels=usual)
        if hint.left() + text_width(_HINT, usual, 400) + 6 > keys.left():
            return
        painter.setPen(QPen(look.line, 1))
        painter.drawRoundedRect(keys.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        paint_text(painter, keys, _KEYS, look.tx3, pixels=small, align=Qt.AlignmentFlag.AlignCenter)
