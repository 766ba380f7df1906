"""What the keys ask of the player: keyboard, presenter's remote, remote control and media keys."""

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
        _K.Key_Select: Command.TOGGLE,
        _K.Key_Left: Command.BACK,
        _K.Key_PageUp: Command.BACK,
        _K.Key_MediaPrevious: Command.BACK,
        _K.Key_Right: Command.NEXT,
        _K.Key_PageDown: Command.NEXT,
        _K.Key_MediaNext: Command.NEXT,
        _K.Key_Down: Command.SHORTER,
        _K.Key_Minus: Command.SHORTER,
        _K.Key_AudioRewind: Command.SHORTER,
        _K.Key_Up: Command.LONGER,
        _K.Key_Plus: Command.LONGER,
        _K.Key_Equal: Command.LONGER,
        _K.Key_AudioForward: Command.LONGER,
        _K.Key_Return: Command.GO_ON,
        _K.Key_Enter: Command.GO_ON,
        _K.Key_Escape: Command.LEAVE,
        _K.Key_MediaStop: Command.LEAVE,
        _K.Key_Back: Command.LEAVE,
        _K.Key_Backspace: Command.UNDO_SKIP,
        _K.Key_Undo: Command.UNDO_SKIP,
        _K.Key_BracketLeft: Command.SLOWER,
        _K.Key_BracketRight: Command.FASTER,
        _K.Key_B: Command.BLANK,
        _K.Key_Period: Command.BLANK,
        _K.Key_M: Command.MUTE,
        _K.Key_D: Command.SCREEN,
        _K.Key_F: Command.FULL,
        _K.Key_F11: Command.FULL,
        _K.Key_F1: Command.KEYS,
        _K.Key_Question: Command.KEYS,
        _K.Key_Help: Command.KEYS,
    }
)
assert set(KEYS.values()) == set(Command)

WORDS: Mapping[Command, tuple[str, str]] = MappingProxyType(
    {
        Command.TOGGLE: ("Space", "Pause, play"),
        Command.NEXT: ("Right, Page down", "Next step"),
        Command.BACK: ("Left, Page up", "Back"),
        Command.LONGER: ("Up, +", "This hold 10 s longer"),
        Command.SHORTER: ("Down, \N{MINUS SIGN}", "This hold 10 s shorter"),
        Command.GO_ON: ("Enter", "Go on after a step in your own time"),
        Command.UNDO_SKIP: ("Backspace", "Undo a skip"),
        Command.SLOWER: ("[", "Slower"),
        Command.FASTER: ("]", "Faster"),
        Command.MUTE: ("M", "Sound off, on"),
        Command.BLANK: ("B", "Black screen; time runs on"),
        Command.SCREEN: ("D", "Move to the next display"),
        Command.FULL: ("F", "Full screen, window"),
        Command.KEYS: ("F1, ?", "These keys"),
        Command.LEAVE: ("Esc", "Leave"),
    }
)
"""For people: the keys worth knowing, and what they do, in their order on the card."""
assert set(WORDS) == set(Command)


def command_for(key: int) -> Command | None:
    """What a key asks for; None for keys that mean nothing here."""
    try:
        return KEYS.get(Qt.Key(key))
    except ValueError:
        return None  # a key that Qt has no name for
