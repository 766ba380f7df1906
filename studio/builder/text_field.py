"""A field for text of one or several lines, with its label and its limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from studio.builder.pieces import Refusal, Words, field_height, paint_frame
from studio.files.kinds import LONGEST_TEXT
from studio.paint.look import LIGHT, Look

_BARE = "QLineEdit, QPlainTextEdit { background: transparent; border: 0; padding: 0; margin: 0; }"


class FramedText(QWidget):
    """A text editor in a field's frame. `given_up` comes with Esc where there is something `changed`."""

    left = Signal()
    given_up = Signal()

    def __init__(self, edit: QLineEdit | QPlainTextEdit, lines: int) -> None:
        super().__init__()
        self._edit, self._lines, self._look, self.wrong = edit, lines, LIGHT, False
        self.changed: Callable[[], bool] = lambda: False
        edit.setStyleSheet(_BARE)
        edit.installEventFilter(self)
        self.setFocusProxy(edit)
        row = QVBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.addWidget(edit)
        self._measure()

    def set_look(self, look: Look) -> None:
        self._look = look
        self._measure()
        palette = self._edit.palette()
        palette.setColor(palette.ColorRole.Text, look.tx)
        palette.setColor(palette.ColorRole.PlaceholderText, look.tx3)
        palette.setColor(palette.ColorRole.Highlight, look.ac)
        palette.setColor(palette.ColorRole.HighlightedText, look.on_ac)
        self._edit.setPalette(palette)
        self.update()

    def _measure(self) -> None:
        face = self._look.font(14)
        self._edit.setFont(face)
        more = (self._lines - 1) * QFontMetrics(face).lineSpacing()
        self.setFixedHeight(field_height(self._look) + more)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
            if event.type() is QEvent.Type.FocusOut:
                self.left.emit()
        elif event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Without typing to take back, undo and redo are the routine's.
            edit = self._edit
            document = edit.document() if isinstance(edit, QPlainTextEdit) else edit
            for key, able in (
                (QKeySequence.StandardKey.Undo, document.isUndoAvailable()),
                (QKeySequence.StandardKey.Redo, document.isRedoAvailable()),
            ):
                if event.matches(key) and not able:
                    event.ignore()
                    return True
        elif (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.changed()
        ):
            self.given_up.emit()
            return True
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look, focus = self._look, self._edit.hasFocus()
        edge = look.warn_line if self.wrong else look.ctl
        paint_frame(QPainter(self), QRectF(self.rect()), look, fill=look.card, edge=edge, focus=focus)


class TextField(QWidget):
    """A labelled text. `edited` carries it at every change within the limit, `settled` ends the typing.

    A longer text stays as it was typed and is refused. So is none where one is `required`: `edited` then
    carries the text before the typing. `taken_back` carries it where the typing is given up with Esc.
    """

    edited = Signal(str)
    taken_back = Signal(str)
    settled = Signal()

    def __init__(
        self,
        label: str,
        *,
        longest: int = LONGEST_TEXT,
        lines: int = 1,
        required: bool = False,
        beside: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._longest, self._required, self._text, self._refused = longest, required, "", False
        self._before = ""
        self.edit: QLineEdit | QPlainTextEdit
        if lines > 1:
            self.edit = QPlainTextEdit()
            self.edit.setTabChangesFocus(True)
            self.edit.setFrameShape(QFrame.Shape.NoFrame)
            self.edit.document().setDocumentMargin(2)
            self.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.edit.textChanged.connect(self._typed)
        else:
            self.edit = QLineEdit()
            self.edit.setMaxLength(10 * longest)  # what is too long is refused with a reason, not cut
            self.edit.setFrame(False)
            self.edit.textChanged.connect(self._typed)
            self.edit.returnPressed.connect(self._settle)
        self.edit.setAccessibleName(label)
        self._framed = FramedText(self.edit, lines)
        self._framed.left.connect(self._settle)
        self._framed.given_up.connect(self._give_up)
        self._framed.changed = lambda: self._refused or self._text != self._before
        self._refusal = Refusal()
        words = Words(label, colour="tx2")
        words.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(words, 1)
        column.addLayout(head)
        for part in (self._framed, self._refusal):
            column.addWidget(part)
        for piece in beside:  # after the field, for the tab key
            head.addWidget(piece)

    def show_text(self, text: str | None) -> None:
        """Show a text; None where several differ."""
        shown = text or ""
        self.edit.setPlaceholderText("mixed" if text is None else "")
        if shown != self._text or (not self._refused and shown != self._typed_text()):
            self._put(shown)

    def forget(self) -> None:
        """Drop what was typed and refused."""
        if self._refused:
            self._put(self._text)

    @property
    def wrong(self) -> str:
        """Why what was typed is refused; empty where it is not."""
        return self._refusal.text()

    def _put(self, text: str) -> None:
        self._text = self._before = text
        self.edit.blockSignals(True)
        if isinstance(self.edit, QPlainTextEdit):
            self.edit.setPlainText(text)
        else:
            self.edit.setText(text)
            self.edit.home(False)  # a long text is read from its beginning
        self.edit.blockSignals(False)
        self._refuse("")

    def _typed_text(self) -> str:
        return self.edit.toPlainText() if isinstance(self.edit, QPlainTextEdit) else self.edit.text()

    def _typed(self) -> None:
        text = self._typed_text()
        why, taken = "", text
        if len(text) > self._longest:
            why, taken = f"{len(text)} characters; {self._longest} at most.", self._text
        elif self._required and not text.strip():
            why, taken = "This cannot be empty.", self._before
        self._refuse(why)
        if taken != self._text:
            self._text = taken
            self.edited.emit(taken)

    def _give_up(self) -> None:
        before = self._before
        if before != self._text:
            self._text = before
            self.taken_back.emit(before)
        self._put(before)
        self.settled.emit()

    def _settle(self) -> None:
        self._before = self._text
        self.settled.emit()

    def _refuse(self, why: str) -> None:
        self._refused = bool(why)
        self._refusal.say(why)
        self._framed.wrong = bool(why)
        self._framed.update()
        self.edit.setAccessibleDescription(why)
