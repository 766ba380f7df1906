"""The routine as text beside the graph: typed here it is on the graph, edited there it is written here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.pieces import IconButton, Remark, Words
from studio.builder.text_view_editor import TextEditor, Underline
from studio.builder.text_view_lines import StepLines, span_of, step_lines
from studio.builder.text_view_twin import Reading, TextTwin
from studio.core.phrase import plural
from studio.core.routine import Circuit
from studio.files.errors import Level, Problem, visible
from studio.paint.icons import icon
from studio.paint.look import LIGHT, Look

PAUSE = 250
"""Milliseconds without a key after which a text is read; a long one waits longer, for it takes longer."""
LETTERS_A_MS = 160
STRETCH = 1_500
"""Milliseconds after which what is typed next is a step of its own on the way back."""
CATCH_UP = 80
"""Milliseconds after an edit elsewhere until the text follows: a drag makes many of them."""

MOST_UNDERLINED = 100
_ROWS = 3  # of problems that are seen without scrolling
_AROUND = 3  # pixels around each of them
_BESIDE = 63  # pixels of its sign and the scroll bar
_FOOT = 22  # pixels beside the words below them

COMMENTS = "Comments stay here, but a saved file cannot keep them."
NEWER = "Made by a newer version: it can be read here, not edited."
STALE = "The graph shows the last text without errors."


class TextPanel(QFrame):
    """Shows the text, what is wrong with it, and the lines of what is selected. Hidden, it does nothing."""

    closed = Signal()

    def __init__(
        self, document: RoutineDocument, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._selection, self._look = document, selection, LIGHT
        self.twin = TextTwin(document, self)
        self.editor = TextEditor()
        self._lines = StepLines()
        self._read: str | None = None  # the text that was read last
        self._busy = self._broken = False
        self._title = Words("Text", px=15, weight=650)
        self._close = IconButton("x", "Close the text", size=28, glyph=16)
        self._state, self._comments = Words(px=13, weight=500, colour="tx2"), Remark("info")
        self.problems = QListWidget()
        self._typing, self._stretch, self._behind = (_timer(self) for _n in range(3))
        self._arrange()
        self._connect()

    def set_look(self, look: Look) -> None:
        """Paint in another look, and at its text size."""
        self._look = look
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Window, look.panel)
        self.setPalette(colours)
        self.problems.setFont(look.font(13))
        inks = self.problems.palette()
        inks.setColor(QPalette.ColorRole.Base, look.panel)
        inks.setColor(QPalette.ColorRole.Text, look.tx)
        self.problems.setPalette(inks)
        for piece in (self._title, self._close, self._state, self._comments, self.editor):
            piece.set_look(look)
        self._title.setMinimumWidth(self._title.sizeHint().width())
        self._fit_problems()

    @property
    def broken(self) -> bool:
        """Whether there is text of which no routine could be made; it is also kept while this is hidden."""
        return self._broken

    def settle(self) -> None:
        """Bring text and routine together now: nothing that was typed waits any longer."""
        if self.isHidden():
            return
        self._catch_up()
        self._take()

    def _arrange(self) -> None:
        self.setAutoFillBackground(True)
        self.setAccessibleName("Text view")
        self.setMinimumWidth(280)
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 4)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._close)
        foot = QVBoxLayout()
        foot.setContentsMargins(_FOOT - 8, 3, 8, 3)
        foot.addWidget(self._state)
        foot.addWidget(self._comments)
        told = QHBoxLayout()
        told.setContentsMargins(7, 0, 0, 0)  # a list has some room of its own beside what it holds
        told.addWidget(self.problems)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.editor, 1)
        column.addLayout(told)
        column.addLayout(foot)
        self.problems.setAccessibleName("Problems in the text")
        self.problems.setFrameShape(QFrame.Shape.NoFrame)
        self.problems.setWordWrap(True)
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problems.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.problems.setSpacing(_AROUND)
        self.problems.setIconSize(QSize(16, 16))
        self._comments.setText(COMMENTS)
        for piece in (self._state, self._comments, self.problems):
            piece.hide()

    def _connect(self) -> None:
        self._close.clicked.connect(self.closed)
        self.editor.textChanged.connect(self._hear_typing)
        self.editor.about_to_type.connect(self._catch_up)
        self.editor.left.connect(self._leave)
        self.editor.cursorPositionChanged.connect(self._share_cursor)
        self.problems.itemActivated.connect(self._go_to_problem)
        self.problems.itemClicked.connect(self._go_to_problem)
        self._typing.timeout.connect(self.settle)
        self._stretch.timeout.connect(self._document.end_merge)
        self._behind.timeout.connect(self._catch_up)
        self._document.changed.connect(self._hear_edit)
        self._document.path_changed.connect(self._hear_file)
        self._selection.changed.connect(self._show_selection)

    def _begin(self) -> None:
        """Show the routine as it is, whatever was typed before."""
        self._show(self.twin.begin())
        self._go_quietly(1)
        self._read = None
        self._take()
        self.editor.setReadOnly(self.twin.newer)

    def _hear_typing(self) -> None:
        if not self._busy:
            self._typing.start(PAUSE + self.editor.document().characterCount() // LETTERS_A_MS)

    def _hear_edit(self) -> None:
        if self.isVisible() and self.twin.behind and not self._busy:
            self._behind.start(CATCH_UP)

    def _hear_file(self) -> None:
        """Another routine was opened: what was typed goes with the one before."""
        opened = self.twin.behind and self._document.undo_stack.count() == 0
        if opened and self.isVisible():
            self._begin()
        elif opened:
            self._read, self._broken = None, False
            self.twin.begin()

    def _catch_up(self) -> None:
        """Write what was edited elsewhere."""
        self._behind.stop()
        if self._busy or not self.twin.behind:
            return
        self._show(self.twin.rewritten(self.editor.toPlainText()))
        self._read = None
        self._take()

    def _take(self) -> None:
        """Read what is there, unless it has been."""
        self._typing.stop()
        text = self.editor.toPlainText()
        if text == self._read or self._busy:
            return
        self._read = text
        before = self._document.routine
        self._busy = True
        try:
            reading = self.twin.read(text)
        finally:
            self._busy = False
        if self._document.routine is not before:
            self.editor.document().clearUndoRedoStacks()
            self._stretch.start(STRETCH)
        self._show_reading(reading, text)

    def _leave(self) -> None:
        self.settle()
        if self._stretch.isActive():
            self._stretch.stop()
            self._document.end_merge()

    def _show(self, text: str) -> None:
        self._busy = True
        self.editor.show_text(text)
        self._busy = False

    def _show_reading(self, reading: Reading, text: str) -> None:
        if reading.valid:
            self._lines = step_lines(reading.places, self.twin.uids())
            self._mark()
        told = [problem for problem in reading.problems if problem.level is not Level.ADVICE]
        self._comments.setVisible(reading.comments and reading.valid)
        self._broken = not (reading.valid or self.twin.newer)
        errors = sum(problem.level is Level.ERROR for problem in told)
        self._state.setText(NEWER if self.twin.newer else STALE if errors else "")
        self._state.setVisible(bool(self._state.text()))
        self._show_problems(told, text.split("\n"))
        self.editor.setAccessibleDescription(plural(len(told), "problem", "problems") if told else "")

    def _show_problems(self, told: Sequence[Problem], lines: Sequence[str]) -> None:
        self.problems.clear()
        underlines = []
        for problem in told[:MOST_UNDERLINED]:
            line = min(problem.at.line or 1, len(lines))
            first, last = span_of(lines[line - 1], problem)
            error = problem.level is Level.ERROR
            words = visible(problem.message)
            underlines.append(Underline(line, first, last, words, error))
            sign = icon("warn", self._look.stop if error else self._look.warn_tx, 16)
            item = QListWidgetItem(sign, f"Line {line}: {words}")
            item.setData(Qt.ItemDataRole.UserRole, (line, first))
            self.problems.addItem(item)
        self.editor.underline(underlines)
        self.problems.setVisible(bool(told))
        self._fit_problems()

    def _fit_problems(self) -> None:
        """As high as its first rows, each with as many lines as its words need; what is below stays whole."""
        for below in (self._state, self._comments):
            below.setMinimumHeight(below.heightForWidth(max(80, self.width() - _FOOT)))
        listed = self.problems
        measures = QFontMetrics(listed.font())
        room = QRect(0, 0, max(80, self.width() - _BESIDE), 10_000)
        for row in range(listed.count()):
            words = measures.boundingRect(room, int(Qt.TextFlag.TextWordWrap), listed.item(row).text())
            listed.item(row).setSizeHint(QSize(0, words.height() + 4))
        rows = range(min(_ROWS, listed.count()))
        height = sum(listed.item(row).sizeHint().height() + 2 * _AROUND for row in rows)
        listed.setFixedHeight(min(height + 2 * _AROUND, max(60, self.height() // 3)))

    def _go_to_problem(self, item: QListWidgetItem) -> None:
        line, column = item.data(Qt.ItemDataRole.UserRole)
        self.editor.go_to(line, column)
        self.editor.setFocus()

    def _share_cursor(self) -> None:
        """The step that the cursor is in is the selected one."""
        if self._busy or not self.editor.hasFocus() or not self.twin.valid or self._typing.isActive():
            return
        uid = self._lines.uid_at(self.editor.line)
        if uid and self._selection.uids != (uid,):
            self._selection.set((uid,))

    def _show_selection(self) -> None:
        if not self.isVisible() or self.twin.behind:
            return  # what follows the edit shows it
        self._mark()

    def _go_quietly(self, line: int) -> None:
        """Put the cursor into a line, and leave the selection as it is."""
        self._busy = True
        self.editor.go_to(line)
        self._busy = False

    def _mark(self) -> None:
        """Tint the lines of what is selected, and bring them into view."""
        routine = self._document.routine
        chosen = set(self._selection.uids)
        for uid in self._selection.uids:
            item = routine.find(uid)
            if isinstance(item, Circuit):
                chosen.update(step.uid for step in item.steps)
        blocks = self._lines.blocks(chosen)
        self.editor.mark(blocks)
        if blocks and not self.editor.hasFocus() and not self.editor.is_marked(self.editor.line):
            self._go_quietly(blocks[0][0])

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.grown(460), 300)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_problems()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._read is None:
            self._begin()
        else:
            self.settle()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        for timer in (self._typing, self._stretch, self._behind):
            timer.stop()
        super().hideEvent(event)


def _timer(parent: QWidget) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    return timer
