"""The questions that the program asks before it goes on, as something that is handed in."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import Protocol


class Unsaved(Enum):
    """What is to become of edits that have not been saved."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Comments(Enum):
    """What is to become of comments that cannot be kept."""

    OVERWRITE = auto()
    COPY = auto()
    CANCEL = auto()


class Prompts(Protocol):
    """Asks the person and answers; tests answer by themselves."""

    def unsaved(self, title: str) -> Unsaved:
        """There are unsaved edits of the routine `title`."""
        ...

    def comments(self, name: str) -> Comments:
        """Saving over the file `name` loses its comments."""
        ...

    def path_to_open(self, folder: Path) -> Path | None:
        """Which routine file to open, beginning in `folder`."""
        ...

    def path_to_save(self, suggested: Path) -> Path | None:
        """Where to save, `suggested` being filled in."""
        ...
