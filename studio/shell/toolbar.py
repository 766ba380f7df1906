"""The bar of words and icons at the top of the builder."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from studio.app.actions import ACTIONS, Action
from studio.paint.icons import icon
from studio.paint.look import Look, font
from studio.shell.window import TOOLBAR

_LEFT = ("new", "open", "save", "", "undo", "redo")
_MENU = (
    "new", "open", "save", "save_as", "", "undo", "redo", "",
    "duplicate", "move_up", "move_down", "remove", "", "play", "", "close",
)  # fmt: skip


class Toolbar(QFrame):
    """Menu, New, Open, Save, Undo, Redo and Play; a word stands beside every icon but the menu's."""

    def __init__(self, actions: Mapping[str, Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setFixedHeight(TOOLBAR)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(2)
        row.addWidget(self._menu_button(actions))
        row.addWidget(_separator())
        for name in _LEFT:
            row.addWidget(self._button(name, actions[name]) if name else _separator())
        row.addStretch(1)
        self.play = QPushButton(" " + ACTIONS["play"].text)
        self.play.setObjectName("play")
        self.play.setFont(font(15, 650))
        self.play.setAccessibleName("Play")
        self.play.setIconSize(QSize(20, 20))
        self.play.clicked.connect(actions["play"].trigger)
        self._follow_play(actions["play"])
        actions["play"].changed.connect(lambda: self._follow_play(actions["play"]))
        row.addWidget(self.play)

    def set_look(self, look: Look) -> None:
        """Draw the icons in the colours of a look."""
        for name, button in self._buttons.items():
            button.setIcon(icon(name, look.tx2, 18))
        self.play.setIcon(icon("play", look.on_ac, 20, filled=True, disabled=look.tx3))

    def _follow_play(self, action: Action) -> None:
        self.play.setEnabled(action.isEnabled())
        self.play.setToolTip(action.toolTip() if action.why else "")
        self.play.setAccessibleDescription(action.why)

    def _button(self, name: str, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setText(f" {ACTIONS[name].text}")  # the style leaves too little room behind an icon
        button.setFont(font(14, 500))
        button.setAccessibleName(ACTIONS[name].text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(18, 18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
            button.setToolTip(f"{action.toolTip()} ({keys})" if keys else action.toolTip())

        action.changed.connect(follow)
        follow()
        self._buttons[name] = button
        return button

    def _menu_button(self, actions: Mapping[str, Action]) -> QToolButton:
        menu = QMenu(self)
        for name in _MENU:
            if name:
                menu.addAction(actions[name])
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
