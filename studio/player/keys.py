"""What the keys ask of the player: keyboard, presenter's remote and media keys."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt

from studio.player.controls import Command

_K = Qt.Key

KEYS: Mapping[Qt.Key, Command] = MappingProxyType(
    {
        _K.Key_Space: Command.TOGGLE,
        _K.Key_F5: Command.TOGGLE,
        _K.Key_MediaPlay: Command.TOGGLE,
        _K.Key_MediaPause: Command.TOGGLE,
        _K.Key_MediaTogglePlayPause: Command.TOGGLE,
        _K.Key_MediaStop: Command.LEAVE,
        _K.Key_Left: Command.BACK,
        _K.Key_PageUp: Command.BACK,
        _K.Key_MediaPrevious: Command.BACK,
        _K.Key_Right: Command.NEXT,
        _K.Key_PageDown: Command.NEXT,
        _K.Key_MediaNext: Command.NEXT,
        _K.Key_Down: Command.EARLIER,
        _K.Key_Minus: Command.EARLIER,
        _K.Key_Up: Command.LATER,
        _K.Key_Plus: Command.LATER,
        _K.Key_Equal: Command.LATER,
        _K.Key_Return: Command.GO_ON,
        _K.Key_Enter: Command.GO_ON,
        _K.Key_Escape: Command.LEAVE,
    }
)
assert set(KEYS.values()) == set(Command)


def command_for(key: int) -> Command | None:
    """What a key asks for; None for keys that mean nothing here."""
    try:
        return KEYS.get(Qt.Key(key))
    except ValueError:
        return None  # a key that Qt has no name for
