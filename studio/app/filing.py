"""New, open, save and save as: what becomes of the document's file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.app.document import RoutineDocument
from studio.app.prompts import Comments, Prompts, Unsaved
from studio.core.routine import Routine
from studio.files.errors import RoutineFileError
from studio.files.examine import examine
from studio.files.save import SaveError, save
from studio.files.write import routine_text

ENDING = ".routine.toml"
NEW_TITLE = "New routine"

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)$")


def suggested_name(title: str) -> str:
    """A file name for a routine's title that every system takes."""
    kept = "".join(ch if ch.isalnum() else "-" for ch in title.lower())
    name = re.sub(r"-+", "-", kept).strip("-")[:60].strip("-") or "routine"
    return f"{name}-1{ENDING}" if _RESERVED.match(name) else name + ENDING


class Filing(QObject):
    """Opens and saves the document; every failure is one message, and the open routine stays."""

    failed = Signal(str, list)
    """What did not happen, and every problem as a line of its own."""

    told = Signal(str)
    """Something worth a line in the status bar."""

    def __init__(
        self, document: RoutineDocument, prompts: Prompts, folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._prompts, self._folder = document, prompts, folder
        self._comments_at_stake = False
        self._read_only = False

    def new(self) -> bool:
        """Begin an empty routine, unless the person wants to keep the one that is open."""
        if not self.may_leave():
            return False
        self._comments_at_stake = self._read_only = False
        self._document.replace_all(Routine(NEW_TITLE), None)
        return True

    def open(self) -> bool:
        """Ask for a file and open it."""
        path = self._prompts.path_to_open(self._start_folder())
        return path is not None and self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a file; the routine that is open stays where that fails."""
        try:
            found = examine(path, self._document.catalogue, self._document.transitions)
        except RoutineFileError as error:
            self.failed.emit(f"{path.name} could not be opened.", [str(p) for p in error.problems])
            return False
        if not self.may_leave():
            return False
        loaded = found.loaded
        self._comments_at_stake, self._read_only = loaded.has_comments, loaded.newer_format
        self._document.replace_all(loaded.routine, path, found.schedule)
        remarks = [str(problem) for problem in found.problems]
        if loaded.newer_format:
            self.failed.emit(f"{path.name} was made by a newer version. It opens read-only.", remarks)
        elif remarks:
            self.failed.emit(f"{path.name} is open, with remarks.", remarks)
        return True

    def save(self) -> bool:
        """Save where the routine came from; ask for a place where it has none."""
        path = self._document.path
        if path is None or self._read_only:
            return self.save_as()
        if self._comments_at_stake:
            match self._prompts.comments(path.name):
                case Comments.CANCEL:
                    return False
                case Comments.COPY:
                    return self.save_as()
                case Comments.OVERWRITE:
                    pass
        return self._save_to(path)

    def save_as(self) -> bool:
        """Ask for a place and save there."""
        suggested = self._start_folder() / suggested_name(self._document.routine.title)
        path = self._prompts.path_to_save(suggested)
        if path is None:
            return False
        return self._save_to(path if path.suffix else path.with_name(path.name + ENDING))

    def may_leave(self) -> bool:
        """Whether the open routine may go: nothing unsaved, or saved now, or not wanted."""
        if not self._document.modified:
            return True
        match self._prompts.unsaved(self._document.routine.title):
            case Unsaved.SAVE:
                return self.save()
            case Unsaved.DISCARD:
                return True
            case Unsaved.CANCEL:
                return False

    def _save_to(self, path: Path) -> bool:
        try:
            save(path, routine_text(self._document.routine))
        except SaveError as error:
            self.failed.emit(f"{path.name} could not be saved.", _sentences(error))
            return False
        self._comments_at_stake = self._read_only = False
        self._document.mark_saved(path)
        self.told.emit(f"Saved {path.name}")
        return True

    def _start_folder(self) -> Path:
        path = self._document.path
        return self._folder if path is None else path.parent


def _sentences(error: SaveError) -> Sequence[str]:
    return [str(error)]
