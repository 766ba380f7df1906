"""Strips at the top of a window: each says one thing that stays true, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from studio.builder.pieces import Words, breakable
from studio.paint.icons import icon
from studio.paint.look import Look


class Offers(QObject):
    """The strips of one window, between its toolbar and its panels; each has a name and replaces its like."""

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._window, self._look = window, look
        self._strips: dict[str, Strip] = {}

    def show(self, name: str, text: str, answers: Mapping[str, Callable[[], object]]) -> None:
        """Say `text`; a button for each answer takes the strip away and does what belongs to it."""
        self.drop(name)
        strip = Strip(text, self._look)
        for words, act in answers.items():
            strip.add_button(words, partial(self._answer, name, act))
        column = self._window.layout()
        assert isinstance(column, QBoxLayout)
        column.insertWidget(1 + len(self._strips), strip)
        self._strips[name] = strip
        strip.show()

    def drop(self, name: str) -> None:
        """It is true no longer."""
        strip = self._strips.pop(name, None)
        if strip is not None:
            strip.hide()
            strip.deleteLater()

    def set_look(self, look: Look) -> None:
        """Paint every strip in another look."""
        self._look = look
        for strip in self._strips.values():
            strip.set_look(look)

    def _answer(self, name: str, act: Callable[[], object]) -> None:
        self.drop(name)
        act()


class Strip(QFrame):
    """A sign, words that wrap, and buttons; all text is plain."""

    def __init__(self, text: str, look: Look) -> None:
        super().__init__()
        self.setObjectName("offer")
        self.setAccessibleName("Offer")
        self.setAccessibleDescription(text)
        self._sign = QLabel()
        self._words = Words(breakable(text), px=14, weight=500, colour="info_tx")
        self._words.setWordWrap(True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 6, 12, 6)
        self._row.setSpacing(10)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._words, 1)
        self._buttons: list[QPushButton] = []
        self.set_look(look)

    def add_button(self, words: str, act: Callable[[], object]) -> None:
        """One more thing to do, behind the others."""
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _on: act())
        self._row.addWidget(button)
        self._buttons.append(button)
        button.setFont(self._look.font(13, 600))

    def set_look(self, look: Look) -> None:
        """Paint in another look, with words of its size."""
        self._look = look
        ink, ground, ring = (colour.name() for colour in (look.info_tx, look.info_bg, look.focus))
        self.setStyleSheet(
            f"#offer {{ background: {ground}; border: 0; border-bottom: 1px solid {look.line.name()}; }}"
            f"#offer QPushButton {{ color: {ink}; background: transparent; border: 1px solid {ink};"
            f" border-radius: 7px; padding: 5px 12px; }}"
            f"#offer QPushButton:focus {{ border: 2px solid {ring}; padding: 4px 11px; }}"
        )
        side = look.grown(18)
        self._sign.setPixmap(icon("info", look.info_tx, side).pixmap(QSize(side, side)))
        self._words.set_look(look)
        for button in self._buttons:
            button.setFont(look.font(13, 600))
