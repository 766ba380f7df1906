"""The texts of an exercise, to be read: what it is, how to begin, what to mind, how to come out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit
from typing_extensions import override

from studio.core.exercise import Exercise, Source
from studio.paint.look import LIGHT, Look


def sections(exercise: Exercise) -> list[tuple[str, str]]:
    """Headings and texts, those that there are."""

    def lines(texts: tuple[str, ...]) -> str:
        return "\n".join(f"\N{BULLET} {text}" for text in texts)

    def source(of: Source) -> str:
        return f"{of.title}: {of.note}" if of.note else of.title

    named = lines(tuple(word.replace("-", " ") for word in (*exercise.avoid, *exercise.ask)))
    every = [
        ("", exercise.summary),
        ("Getting ready", lines(exercise.setup)),
        ("Cues", lines(exercise.cues)),
        ("Coming out", lines(exercise.return_)),
        ("Mind", lines(exercise.cautions)),
        ("Ask your clinician first, or leave it out, with", named),
        ("Sources", lines(tuple(source(one) for one in exercise.sources))),
    ]
    return [(heading, text) for heading, text in every if text]


class About(QPlainTextEdit):
    """An exercise's texts as plain text, to be read and scrolled with the keys; Esc closes it."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("About this exercise")
        self._look = LIGHT
        self._exercise: Exercise | None = None
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )

    def show_exercise(self, exercise: Exercise) -> None:
        """Show the texts of an exercise from their beginning."""
        self._exercise = exercise
        self.clear()
        look = self._look
        cursor, plain, strong = QTextCursor(self.document()), QTextCharFormat(), QTextCharFormat()
        plain.setFont(look.font(14))
        strong.setFont(look.font(14, 650))
        for index, (heading, text) in enumerate(sections(exercise)):
            cursor.insertText("\n\n" if index else "", plain)
            if heading:
                cursor.insertText(f"{heading}\n", strong)
            cursor.insertText(text, plain)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def set_look(self, look: Look) -> None:
        grown = look.text != self._look.text
        self._look = look
        if grown and self._exercise is not None:
            self.show_exercise(self._exercise)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Text, look.tx)
        palette.setColor(palette.ColorRole.Highlight, look.ac)
        palette.setColor(palette.ColorRole.HighlightedText, look.on_ac)
        self.setPalette(palette)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
