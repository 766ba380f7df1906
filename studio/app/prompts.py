"""The questions that the program asks before it goes on, as something that is handed in."""

from __future__ import annotations

from collections.abc import Sequence
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


class Changed(Enum):
    """What is to become of a file that another program has changed since it was opened."""

    COPY = auto()
    RELOAD = auto()
    OVERWRITE = auto()
    CANCEL = auto()


class Prompts(Protocol):
    """Asks the person and answers; tests answer by themselves."""

    def unsaved(self, title: str) -> Unsaved:
        """There are unsaved edits of the routine `title`."""
        ...

    def comments(self, name: str) -> Comments:
        """Saving over the file `name` loses its comments."""
        ...

    def changed(self, name: str) -> Changed:
        """The file `name` is not as it was opened: another program has changed it."""
        ...

    def beyond(self, title: str, reasons: Sequence[str]) -> bool:
        """The routine `title` goes beyond what is advised to anybody: whether to play it nevertheless."""
        ...

    def drop_text(self, title: str) -> bool:
        """The text of the routine `title` has errors: whether what was typed in it may be lost."""
        ...

    def paths_to_open(self, folder: Path) -> Sequence[Path]:
        """Which routine files to open, beginning in `folder`; none where nothing is to be opened."""
        ...

    def path_to_save(self, suggested: Path) -> Path | None:
        """Where to save, `suggested` being filled in."""
        ...
