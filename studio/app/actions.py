"""Every action of the builder's window, as one table."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from studio.app.plain import label, tooltip
from studio.core.frozen import frozen


@frozen
class ActionSpec:
    """One action: its words, its keys (the system's own where they have a name), its icon."""

    text: str
    keys: tuple[QKeySequence.StandardKey | str, ...] = ()
    icon: str = ""


_Key = QKeySequence.StandardKey

ACTIONS: Mapping[str, ActionSpec] = {
    "new": ActionSpec("New", (_Key.New,), "new"),
    "open": ActionSpec("Open", (_Key.Open,), "open"),
    "save": ActionSpec("Save", (_Key.Save,), "save"),
    "save_as": ActionSpec("Save as", ("Ctrl+Shift+S",)),
    "undo": ActionSpec("Undo", (_Key.Undo,), "undo"),
    "redo": ActionSpec("Redo", (_Key.Redo, "Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
    "play": ActionSpec("Play", ("F5",), "play"),
    "rehearse": ActionSpec("Rehearse from here", ("Shift+F5",), "play"),
    "search": ActionSpec("Search exercises", (_Key.Find,), "search"),
    "cut": ActionSpec("Cut", (_Key.Cut,)),
    "copy": ActionSpec("Copy", (_Key.Copy,)),
    "paste": ActionSpec("Paste", (_Key.Paste,)),
    "copy_text": ActionSpec("Copy routine as text"),
    "text": ActionSpec("Text", ("F4", "Ctrl+Shift+T"), "text"),
    "next_area": ActionSpec("Next area", ("F6",)),
    "area_before": ActionSpec("Area before", ("Shift+F6",)),
    "remove": ActionSpec("Delete", (), "trash"),
    "duplicate": ActionSpec("Duplicate", ("Ctrl+D",)),
    "move_up": ActionSpec("Move up", ("Alt+Up",)),
    "move_down": ActionSpec("Move down", ("Alt+Down",)),
    "group": ActionSpec("Group into circuit", ("Ctrl+G",), "loop"),
    "ungroup": ActionSpec("Ungroup circuit", ("Ctrl+Shift+G",)),
    "new_exercise": ActionSpec("New exercise\N{HORIZONTAL ELLIPSIS}"),
    "edit_exercise": ActionSpec("Edit exercise\N{HORIZONTAL ELLIPSIS}", ("Ctrl+E",), "pencil"),
    "text_larger": ActionSpec("Larger text", (_Key.ZoomIn, "Ctrl+=", "Ctrl++")),
    "text_smaller": ActionSpec("Smaller text", (_Key.ZoomOut, "Ctrl+-")),
    "text_usual": ActionSpec("Usual text size", ("Ctrl+0",)),
    "fit": ActionSpec("Fit to time\N{HORIZONTAL ELLIPSIS}", ("Ctrl+T",), "fit"),
    "check": ActionSpec("Check", ("F7",), "check"),
    "next_notice": ActionSpec("Next notice", ("F8",)),
    "settings": ActionSpec("Settings\N{HORIZONTAL ELLIPSIS}", ("Ctrl+,",)),
    "close": ActionSpec("Quit", (_Key.Quit,)),
}


SEQUENCE_MENU = (
    "cut", "copy", "paste", "duplicate", "group", "ungroup", "move_up", "move_down", "rehearse",
    "edit_exercise", "remove",
)  # fmt: skip
"""What can be done with selected steps, in the order of their menu."""


class Action(QAction):
    """One action of the table; a step of the way back can be told in its words.

    `hint` is what its tooltip says, as plain words, once that is more than its own.
    """

    def __init__(self, name: str, parent: QObject) -> None:
        self._words = ACTIONS[name].text
        self.why = self.hint = ""
        super().__init__(self._words, parent)
        self.setObjectName(name)
        sequences: list[QKeySequence] = []
        for key in ACTIONS[name].keys:
            found = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
            sequences += [sequence for sequence in found if sequence not in sequences]
        self.setShortcuts(sequences)

    def refuse(self, why: str) -> None:
        """Enable it, or disable it with the reason to be read where it can be pointed at."""
        self.why, self.hint = why, why or self._words
        self.setToolTip(tooltip(self.hint))
        self.setEnabled(not why)

    def name_step(self, step: str) -> None:
        """Say which step is meant: `Undo Change hold to 20 s`."""
        self.hint = f"{self._words} {step}".strip()
        self.setText(label(self.hint))
        self.setToolTip(tooltip(self.hint))


def made_actions(parent: QObject) -> dict[str, Action]:
    """An action for each row of the table."""
    return {name: Action(name, parent) for name in ACTIONS}
