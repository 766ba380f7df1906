"""The bar of words and icons at the top of the builder."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget
from typing_extensions import override

from studio.app.actions import ACTIONS, Action
from studio.builder.check_button import CheckButton
from studio.paint.icons import icon
from studio.paint.look import Look
from studio.shell.window import toolbar_height

_LEFT = ("new", "open", "save", "", "undo", "redo")
_MENU = (
    "new", "open", "save", "save_as", "", "undo", "redo", "",
    "cut", "copy", "paste", "copy_text", "",
    "duplicate", "move_up", "move_down", "group", "ungroup", "remove", "",
    "new_exercise", "edit_exercise", "",
    "fit", "check", "next_notice", "text", "next_area", "area_before", "", "play", "rehearse", "",
    "text_larger", "text_smaller", "text_usual", "settings", "", "close",
)  # fmt: skip
_FIRST_BARE = ("redo", "undo", "save", "open", "new")
"""The words that give way first, in this order."""

_OFTEN_OFF = ("undo", "redo")
"""Of these it has to be seen without their words whether there is something to do."""


class Toolbar(QFrame):
    """Menu, New, Open, Save, Undo, Redo and Play; a word stands beside every icon but the menu's."""

    def __init__(
        self, actions: Mapping[str, Action], recent: QMenu, versions: QMenu, parent: QWidget | None = None
    ) -> None:
        """`recent` hangs below Open in the menu, `versions` below Save as."""
        super().__init__(parent)
        self.setObjectName("toolbar")
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(2)
        row.addWidget(self._menu_button(actions, {"open": recent, "save_as": versions}))
        row.addWidget(_separator())
        for name in _LEFT:
            row.addWidget(self._button(name, actions[name]) if name else _separator())
        row.addStretch(1)
        row.addWidget(self._button("fit", actions["fit"]))
        row.addWidget(self._button("text", actions["text"]))
        self.check = CheckButton()
        self.check.grown.connect(self._fit_words)
        row.addWidget(self._button("check", actions["check"], self.check))
        self.play = QPushButton(" " + ACTIONS["play"].text)
        self.play.setObjectName("play")
        self.play.setAccessibleName("Play")
        self.play.setIconSize(QSize(20, 20))
        self.play.clicked.connect(actions["play"].trigger)
        self._follow_play(actions["play"])
        actions["play"].changed.connect(lambda: self._follow_play(actions["play"]))
        row.addWidget(self.play)

    def set_look(self, look: Look) -> None:
        """Draw the icons in the colours of a look, and the words at its text size."""
        self.setFixedHeight(toolbar_height(look))
        for name, button in self._buttons.items():
            button.setFont(look.font(14, 500))
            button.setIconSize(QSize(look.grown(18), look.grown(18)))
            drawn = ACTIONS[name].icon if name in ACTIONS else name
            off = look.ctl if name in _OFTEN_OFF else None
            button.setIcon(icon(drawn, look.tx2, look.grown(18), disabled=off))
        self.check.set_look(look)
        self.play.setFont(look.font(15, 650))
        self.play.setIcon(icon("play", look.on_ac, 20, filled=True, disabled=look.tx3))
        self._fit_words()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        """Where there is no room for all words some give way, the best known icons first."""
        row = self.layout()
        assert row is not None
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        words = {name: button for name, button in self._buttons.items() if name != "menu"}
        for button in words.values():
            button.setToolButtonStyle(beside)
        row.invalidate()
        for name in dict.fromkeys((*_FIRST_BARE, *words)):
            if row.minimumSize().width() <= self.width():
                break
            words[name].setToolButtonStyle(alone)
            row.invalidate()

    def _follow_play(self, action: Action) -> None:
        self.play.setEnabled(action.isEnabled())
        self.play.setToolTip(action.toolTip() if action.why else "")
        self.play.setAccessibleDescription(action.why)

    def _button(self, name: str, action: Action, made: QToolButton | None = None) -> QToolButton:
        button = made or QToolButton()
        button.setText(f" {ACTIONS[name].text}")  # the style leaves too little room behind an icon
        button.setAccessibleName(ACTIONS[name].text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setCheckable(action.isCheckable())
            button.setChecked(action.isChecked())
            native = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
            keys = f" ({native})" if native else ""
            button.setToolTip(f"{action.toolTip()}{keys}")
            if made is None:  # else the tooltip would be read out with its markup
                button.setAccessibleDescription(f"{action.hint or action.toolTip()}{keys}")

        action.changed.connect(follow)
        follow()
        self._buttons[name] = button
        return button

    def _menu_button(self, actions: Mapping[str, Action], below: Mapping[str, QMenu]) -> QToolButton:
        menu = QMenu(self)
        for name in _MENU:
            if name:
                menu.addAction(actions[name])
                if name in below:
                    menu.addMenu(below[name])
            else:
                menu.addSeparator()
        button = QToolButton()
        button.setAccessibleName("Menu")
        button.setToolTip("Menu")
        button.setIconSize(QSize(18, 18))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMenu(menu)
        self._buttons["menu"] = button
        return button


def _separator() -> QWidget:
    line = QFrame()
    line.setObjectName("separator")
    line.setFixedSize(1, 24)
    return line
