"""New, open, save and save as: what becomes of the document's file."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.app.document import RoutineDocument
from studio.app.prompts import Changed, Comments, Prompts, Unsaved
from studio.core.frozen import frozen
from studio.core.routine import Routine
from studio.files.errors import RoutineFileError
from studio.files.examine import Examined, examine
from studio.files.own import ids_like
from studio.files.read import Loaded
from studio.files.reopen import routine_to_save
from studio.files.save import TAKEN, SaveError, save, save_new, why_read_only
from studio.files.source import MOST_BYTES, read_bytes
from studio.files.versions import Versions

ENDING = ".routine.toml"
NEW_TITLE = "New routine"
NEWER = "it was made by a newer version"

_ELSEWHERE = ("\\\\", "//")
_BARRING = ("read-only-folder", "read-only-file")
_log = logging.getLogger(__name__)

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|(com|lpt)[\d¹²³])$")


def suggested_name(title: str) -> str:
    """A file name for a routine's title that every system takes."""
    kept = "".join(ch if ch.isalnum() else "-" for ch in title.lower())
    name = re.sub(r"-+", "-", kept).strip("-")[:60].strip("-") or "routine"
    return f"{name}-1{ENDING}" if _RESERVED.match(name) else name + ENDING


@frozen
class OnDisk:
    """What the document's file was when it was read or written last.

    `digest` is the SHA-256 of its bytes; `barred` says why it is not overwritten; empty where it may be.
    """

    digest: str = ""
    comments: bool = False
    barred: str = ""


class Filing(QObject):
    """Opens and saves the document; every failure is one message, and the open routine stays."""

    failed = Signal(str, list)
    """What did not happen, and every problem as a line of its own."""

    told = Signal(str)
    """Something worth a line in the status bar."""

    more_wanted = Signal(list)
    """Files that were asked for together with the one that is opened here."""

    barred = Signal(str)
    """Why the open file is not overwritten, so that Save asks for a place; empty where it may be."""

    changed_outside = Signal(str, bool)
    """What another program did to the open file, and whether there is something to reload."""

    def __init__(
        self,
        document: RoutineDocument,
        prompts: Prompts,
        folder: Path,
        parent: QObject | None = None,
        versions: Versions | None = None,
        wall: Callable[[], datetime] | None = None,
    ) -> None:
        """Where there are `versions`, `wall` tells when a save replaced one."""
        super().__init__(parent)
        self._document, self._prompts, self._folder = document, prompts, folder
        self._versions, self._wall = versions, wall
        self._on_disk = OnDisk()
        self._length = 0  # of the routine in the file, in ms; 0 where that is not known
        self._seen: object = None
        self.text_broken: Callable[[], bool] = lambda: False
        """Whether something is typed that no routine could be made of, and that would be lost."""

    @property
    def on_disk(self) -> OnDisk:
        """What the document's file was when it was read or written last."""
        return self._on_disk

    def new(self) -> bool:
        """Begin an empty routine, unless the person wants to keep the one that is open."""
        if not self.may_leave():
            return False
        self._document.replace_all(Routine(NEW_TITLE), None)
        self._know(OnDisk())
        return True

    def open(self) -> bool:
        """Ask for files and open them."""
        paths = self._prompts.paths_to_open(self._start_folder())
        return bool(paths) and self.open_all(paths)

    def open_all(self, paths: Sequence[Path]) -> bool:
        """Open the first of some files; the others go where there is room for them."""
        opened = self.open_path(paths[0])
        if paths[1:]:
            self.more_wanted.emit(list(paths[1:]))
        return opened

    def open_copy(self, path: Path) -> bool:
        """Open what is in a file as a routine that has never been saved; the file is left alone."""
        return self._open(path, None)

    def open_path(self, path: Path) -> bool:
        """Open a file; the routine that is open stays where that fails."""
        return self._open(path, path)

    def restore(self, routine: Routine, path: Path | None, on_disk: OnDisk) -> bool:
        """Show work that was not saved, as of the file that it was built from."""
        if not self.may_leave():
            return False
        self._document.replace_all(routine, path)
        self._document.mark_unsaved()
        self._know(on_disk)
        self._length = 0
        return True

    def reload(self) -> bool:
        """Take what the open file holds now; one undo brings back what was there."""
        path = self._document.path
        found = None if path is None else self._examined(path)
        if path is None or found is None:
            return False
        self._document.edit(f"Reload {path.name}", found.loaded.routine)
        self._document.mark_saved(path)
        self._know(_state(found.loaded, path))
        self.told.emit(f"Reloaded {path.name}. Undo brings back what you had.")
        return True

    def save(self) -> bool:
        """Save where the routine came from; ask for a place where it has none that may be written."""
        path = self._document.path
        if path is None or self._on_disk.barred:
            return self.save_as()
        held = _held(path)
        if held is not None and sha256(held).hexdigest() != self._on_disk.digest:
            match self._prompts.changed(path.name):
                case Changed.COPY:
                    return self._save_copy(path)
                case Changed.RELOAD:
                    self.reload()
                    return False
                case Changed.OVERWRITE:
                    return self._save_to(path)
                case Changed.CANCEL:
                    return False
        if self._on_disk.comments:
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
        path = path if path.suffix else path.with_name(path.name + ENDING)
        if path == self._document.path and self._on_disk.barred == NEWER:
            self.failed.emit(f"{path.name} could not be saved.", [f"{NEWER}. Save under another name."])
            return False
        return self._save_to(path)

    def may_leave(self) -> bool:
        """Whether the open routine may go: nothing unsaved, or saved now, or not wanted."""
        if self.text_broken() and not self._prompts.drop_text(self._document.routine.title):
            return False
        if not self._document.modified:
            return True
        match self._prompts.unsaved(self._document.routine.title):
            case Unsaved.SAVE:
                return self.save()
            case Unsaved.DISCARD:
                return True
            case Unsaved.CANCEL:
                return False

    def look(self) -> None:
        """See whether another program has changed the open file; a disk is asked, so not at every turn."""
        path = self._document.path
        # To ask another machine can take minutes; a save asks anyway.
        if path is None or str(path).startswith(_ELSEWHERE) or _stamp(path) == self._seen:
            return
        self._seen = _stamp(path)
        held = _held(path)
        if held is None:
            self._document.mark_unsaved()
            self.changed_outside.emit(f"{path.name} is not there any more. Save makes it again.", False)
        elif sha256(held).hexdigest() != self._on_disk.digest:
            self.changed_outside.emit(f"{path.name} was changed by another program.", True)

    def _open(self, path: Path, kept_at: Path | None) -> bool:
        found = self._examined(path)
        if found is None or not self.may_leave():
            return False
        loaded = found.loaded
        self._document.replace_all(loaded.routine, kept_at, found.schedule)
        self._know(OnDisk() if kept_at is None else _state(loaded, path))
        remarks = [str(problem) for problem in found.problems]
        if loaded.newer_format:
            self.failed.emit(f"{path.name} was made by a newer version. It opens read-only.", remarks)
        elif remarks:
            self.failed.emit(f"{path.name} is open, with remarks.", remarks)
        return True

    def _examined(self, path: Path) -> Examined | None:
        """What is in a file; None after saying why it cannot be opened."""
        try:
            return examine(path, self._document.catalogue, self._document.transitions)
        except RoutineFileError as error:
            _log.info("not-opened: %s", ", ".join(sorted({problem.code for problem in error.problems})))
            self.failed.emit(f"{path.name} could not be opened.", [str(p) for p in error.problems])
            return None

    def _save_copy(self, path: Path) -> bool:
        """Save beside the file of the document, under the first name that is free."""
        ending = ENDING if path.name.endswith(ENDING) else path.suffix
        names = ids_like(path.name.removesuffix(ending))
        next(names)  # the file's own
        for name in names:
            copy = path.with_name(name + ending)
            try:
                text, halves = self._text(copy)
                digest = save_new(copy, text)
            except SaveError as error:
                if error.code == TAKEN:
                    continue
                return self._refuse(copy, error)
            return self._note_saved(copy, digest, halves=halves)
        raise AssertionError("numbers do not end")

    def _save_to(self, path: Path) -> bool:
        try:
            text, halves = self._text(path)
            self._keep_version(path, text)
            digest = save(path, text)
        except SaveError as error:
            return self._refuse(path, error)
        return self._note_saved(path, digest, halves=halves)

    def _text(self, path: Path) -> tuple[str, bool]:
        """The text to save; SaveError where it could not be opened again."""
        routine = self._document.routine
        return routine_to_save(path, routine, self._document.why_not(routine))

    def _keep_version(self, path: Path, text: str) -> None:
        """Keep what a text will replace; what is too large for a routine was not read to its end."""
        if self._versions is None or self._wall is None:
            return
        held = _held(path)
        if held and len(held) <= MOST_BYTES and held != text.encode():
            length = self._length if sha256(held).hexdigest() == self._on_disk.digest else 0
            self._versions.keep(path, held, round(self._wall().timestamp() * 1_000), length)

    def _note_saved(self, path: Path, digest: str, *, halves: bool) -> bool:
        self._document.mark_saved(path)
        self._know(OnDisk(digest))
        mended = ". Half a character in it could not be stored and is now \N{REPLACEMENT CHARACTER}."
        self.told.emit(f"Saved {path.name}{mended if halves else ''}")
        return True

    def _refuse(self, path: Path, error: SaveError) -> bool:
        _log.warning("not-saved: %s", error.code)
        self.failed.emit(f"{path.name} could not be saved.", _sentences(error))
        if path == self._document.path and error.code in _BARRING:
            self._on_disk = OnDisk(self._on_disk.digest, self._on_disk.comments, error.why)
            self.barred.emit(error.why)
        return False

    def _know(self, on_disk: OnDisk) -> None:
        path = self._document.path
        self._on_disk, self._seen = on_disk, None if path is None else _stamp(path)
        self._length = self._document.schedule.length
        self.barred.emit(on_disk.barred)

    def _start_folder(self) -> Path:
        path = self._document.path
        return self._folder if path is None else path.parent


def _state(loaded: Loaded, path: Path) -> OnDisk:
    return OnDisk(loaded.digest, loaded.has_comments, NEWER if loaded.newer_format else why_read_only(path))


def _held(path: Path) -> bytes | None:
    """What a file holds now; None where there is none, and nothing where it cannot be read."""
    try:
        return read_bytes(path, path.name)
    except RoutineFileError as error:
        return None if error.problems[0].code == "no-file" else b""


def _stamp(path: Path) -> object:
    """What differs when a file was written: its time, size and number; None where it is not there."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino


def _sentences(error: SaveError) -> Sequence[str]:
    return [str(error)]
