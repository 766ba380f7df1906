"""A plain text editor with line numbers, marked steps and underlined problems."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontDatabase,
    QFontMetrics,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QToolTip, QWidget
from typing_extensions import override

from studio.app.clipboard import CLIP, text_in
from studio.app.plain import tooltip
from studio.builder.text_view_colours import TomlColours
from studio.core.frozen import frozen
from studio.core.merge import changed_part
from studio.files.clip import steps_alone
from studio.paint.look import LIGHT, Look

_PIXELS = 13
_GAP = 10  # between the line numbers and the text
_BAR = 3
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_BREAKS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\v": "\n", "\f": "\n"})


@frozen
class Underline:
    """A wave under letters of a line (from 1 on), and what it says."""

    line: int
    first: int
    last: int
    words: str
    error: bool = True


class TextEditor(QPlainTextEdit):
    """Edits plain text. The way back of what the program has taken is the program's own."""

    about_to_type = Signal()
    """Something is going to be typed or pasted: bring the text up to date first."""

    left = Signal()
    """The focus, the mouse or a key has gone elsewhere: take what was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = LIGHT
        self._underlines: tuple[Underline, ...] = ()
        self._marked: tuple[tuple[int, int], ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Routine as text")
        self._colours = TomlColours(self.document(), LIGHT)
        self._numbers = _Numbers(self)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._follow)

    @property
    def line(self) -> int:
        """The line of the cursor, from 1 on."""
        return self.textCursor().blockNumber() + 1

    @property
    def look(self) -> Look:
        """The look that it is painted in."""
        return self._look

    def set_look(self, look: Look) -> None:
        """Colours and text size."""
        self._look = look
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        face.setPixelSize(look.grown(_PIXELS))
        self.setFont(face)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, look.card)
        colours.setColor(QPalette.ColorRole.Text, look.tx)
        self.setPalette(colours)
        self._colours.set_look(look)
        self._make_room()
        self.underline(self._underlines)

    def show_text(self, text: str) -> None:
        """Make this the text: only what differs is replaced, so that cursor and place stay."""
        old, new = self.toPlainText().split("\n"), text.split("\n")
        if old == new:
            return
        head, tail = changed_part(old, new)
        place = self.textCursor()
        line, column = place.blockNumber(), place.positionInBlock()
        top = self.firstVisibleBlock().blockNumber()
        self._replace(old, new, head, tail)
        grown = len(new) - len(old)
        if line >= len(old) - tail:
            line += grown
        if top >= len(old) - tail:
            self.verticalScrollBar().setValue(top + grown)
        self.go_to(min(line, len(new) - 1) + 1, column, reveal=False)
        self.document().clearUndoRedoStacks()

    def go_to(self, line: int, column: int = 0, *, reveal: bool = True) -> None:
        """Put the cursor into a line, from 1 on."""
        top = self.verticalScrollBar().value()
        block = self.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(column, max(0, block.length() - 1)))
        self.setTextCursor(cursor)
        if not reveal:
            self.verticalScrollBar().setValue(top)

    def mark(self, blocks: Sequence[tuple[int, int]]) -> None:
        """Tint lines, from the first of a pair to before the second (0: to the end)."""
        self._marked = tuple(blocks)
        self.viewport().update()
        self._numbers.update()

    def underline(self, underlines: Collection[Underline]) -> None:
        """Put waves under what is wrong."""
        self._underlines = tuple(underlines)
        self.setExtraSelections([self._wave(one) for one in self._underlines])
        self._numbers.update()

    def is_marked(self, line: int) -> bool:
        """Whether a line is tinted."""
        return any(first <= line and (line < end or not end) for first, end in self._marked)

    def sign_at(self, line: int) -> QColor | None:
        """The colour of what is wrong on a line."""
        found = [one.error for one in self._underlines if one.line == line]
        return None if not found else self._ink(error=any(found))

    def words_at(self, place: QPoint) -> str:
        """What is wrong at a point of the viewport."""
        cursor = self.cursorForPosition(place)
        line, column = cursor.blockNumber() + 1, cursor.positionInBlock()
        found = [one for one in self._underlines if one.line == line]
        exact = [one for one in found if one.first <= column <= one.last]
        return "\n".join(one.words for one in exact or found)

    def visible_lines(self) -> list[tuple[int, QRectF]]:
        """The lines that are in view, with their places."""
        found = []
        block: QTextBlock = self.firstVisibleBlock()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > self.viewport().height():
                break
            found.append((block.blockNumber() + 1, place))
            block = block.next()
        return found

    @property
    def margin(self) -> int:
        """The width of the line numbers, in pixels."""
        digits = max(2, len(str(self.blockCount())))
        return QFontMetrics(self.font()).horizontalAdvance("9") * digits + 2 * _GAP + _BAR

    def _replace(self, old: Sequence[str], new: Sequence[str], head: int, tail: int) -> None:
        """Replace the lines after `head` and before the last `tail` ones."""
        lines, text = new[head : len(new) - tail], self.document()
        end = text.characterCount() - 1
        if tail:
            end = text.findBlockByNumber(len(old) - tail).position()
            start, come = text.findBlockByNumber(head).position(), "".join(f"{line}\n" for line in lines)
        elif head:
            last = text.findBlockByNumber(head - 1)
            start, come = last.position() + last.length() - 1, "".join(f"\n{line}" for line in lines)
        else:
            start, come = 0, "\n".join(lines)
        cursor = QTextCursor(text)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(come)

    def _wave(self, one: Underline) -> QTextEdit.ExtraSelection:
        wave = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(self._ink(error=one.error))
        form.setProperty(QTextFormat.Property.FullWidthSelection, False)
        block = self.document().findBlockByNumber(one.line - 1)
        cursor = QTextCursor(block)
        length = max(0, block.length() - 1)
        cursor.setPosition(block.position() + min(one.first, length))
        cursor.setPosition(block.position() + min(one.last, length), QTextCursor.MoveMode.KeepAnchor)
        wave.format, wave.cursor = form, cursor
        return wave

    def _ink(self, *, error: bool) -> QColor:
        return self._look.stop if error else self._look.warn_line

    def _make_room(self) -> None:
        self.setViewportMargins(self.margin, 0, 0, 0)
        self._place_numbers()

    def _place_numbers(self) -> None:
        inside = self.contentsRect()
        self._numbers.setGeometry(QRect(inside.left(), inside.top(), self.margin, inside.height()))

    def _follow(self, rect: QRect, scrolled: int) -> None:
        if scrolled:
            self._numbers.scroll(0, scrolled)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words_at(self.viewport().mapFromGlobal(event.globalPos()))
            QToolTip.showText(event.globalPos(), tooltip(words) if words else "", self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_for_the_program(event):
                event.ignore()
                return True
            if event.modifiers() & _COMMANDS and not event.text().isprintable():
                self.left.emit()
        return super().event(event)

    def _is_for_the_program(self, event: QKeyEvent) -> bool:
        """Undo and redo are the document's, but for what was typed and has not been taken yet."""
        text = self.document()
        if event.matches(QKeySequence.StandardKey.Undo):
            return not text.isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and not text.isRedoAvailable()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.about_to_type.emit()
        if self._is_for_the_program(event):
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            self.textCursor().insertText(
                "\n"
            )  # with Shift, an editor would break the line in a way of its own
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.about_to_type.emit()
        super().inputMethodEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.about_to_type.emit()
        text = text_in(source).replace("\r\n", "\n").translate(_BREAKS)
        if source.hasFormat(CLIP):
            text = steps_alone(text)
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._marked:
            painter = QPainter(self.viewport())
            for line, place in self.visible_lines():
                if self.is_marked(line):
                    wide = QRectF(0, place.top(), self.viewport().width(), place.height())
                    painter.fillRect(wide, self._look.ac_t)
            painter.end()
        super().paintEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_numbers()
        if self.hasFocus():
            self.ensureCursorVisible()


class _Numbers(QWidget):
    """The numbers of the lines, with the bar of the selected step and the signs of problems."""

    def __init__(self, editor: TextEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setCursor(Qt.CursorShape.ArrowCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._editor.margin, 0)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        cursor = self._editor.cursorForPosition(QPoint(0, round(event.position().y())))
        self._editor.go_to(cursor.blockNumber() + 1)
        self._editor.setFocus()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        editor, look = self._editor, self._editor.look
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.panel)
        painter.setFont(editor.font())
        for line, place in editor.visible_lines():
            row = QRectF(0, place.top(), self.width(), place.height())
            if editor.is_marked(line):
                painter.fillRect(QRectF(0, row.top(), _BAR, row.height()), look.ac)
            sign = editor.sign_at(line)
            if sign is not None:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(sign)
                painter.drawEllipse(QRectF(_BAR + 3, row.center().y() - 3, 6, 6))
            painter.setPen(look.tx if line == editor.line else look.tx3)
            words = row.adjusted(0, 0, -_GAP, 0)
            painter.drawText(
                words, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(line)
            )
        painter.end()
