"""Cut, copy and paste of steps, and the clips that a drag brings from another window."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, Signal

from studio.app.clipboard import copied, copy_clip, copy_text, put_clip, text_in
from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.sequence_edits import SequenceEdits
from studio.core.phrase import plural
from studio.core.routine import Circuit, Routine
from studio.core.rows import Place, outermost, place_after
from studio.files.clip import Clip, clip_text, pasted, read_clip
from studio.files.errors import RoutineFileError
from studio.files.write import readable_text

NOT_PASTED = "Nothing was pasted."


class Clipping(QObject):
    """Takes steps of a document to the clipboard and back; a paste that cannot be changes nothing."""

    failed = Signal(str, list)
    """What did not happen, and why, a line for each reason."""

    told = Signal(str)
    """Something worth a line in the status bar."""

    def __init__(
        self,
        document: RoutineDocument,
        selection: Selection,
        edits: SequenceEdits,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._selection, self._edits = document, selection, edits
        self._dragged: tuple[str, Clip | None] = "", None

    def copy(self) -> None:
        """The selection to the clipboard."""
        uids = self._edits.chosen()
        if uids:
            copy_clip(self._text(uids))
            self.told.emit(f"Copied {self._edits.named(uids)}")

    def cut(self) -> None:
        """The selection to the clipboard, and out of the routine."""
        uids = self._edits.chosen()
        if uids:
            copy_clip(self._text(uids))
            self._edits.remove_selected("Cut")

    def copy_routine(self) -> None:
        """The whole routine to the clipboard, as the text of a file."""
        copy_text(readable_text(self._document.routine))
        self.told.emit("Copied the routine as text")

    def paste(self) -> None:
        """The steps on the clipboard after the selection, or the reason why not."""
        text = copied()
        if not text.strip():
            self.failed.emit(NOT_PASTED, ["The clipboard holds no text; copy steps of a routine first."])
            return
        try:
            clip = read_clip(text, self._document.known)
        except RoutineFileError as error:
            self.failed.emit(NOT_PASTED, [str(problem) for problem in error.problems])
            return
        uids = self._edits.chosen()
        self.put(clip, place_after(self._document.routine, uids[-1] if uids else None))

    def put(self, clip: Clip, place: Place) -> None:
        """A clip's steps at a place, as one step of the way back; they are selected then."""
        made, uids = self._made(self._document.routine, clip, place)
        if why := self._document.why_not(made):
            self.failed.emit(NOT_PASTED, [why])
            return
        count = sum(len(item.steps) if isinstance(item, Circuit) else 1 for item in clip.items)
        self._document.edit(f"Paste {plural(count, 'step', 'steps')}", made)
        self._selection.set(uids)

    def applied(self, routine: Routine, clip: Clip, place: Place) -> Routine:
        """The routine as it would be with a clip at a place."""
        return self._made(routine, clip, place)[0]

    def add_to(self, mime: QMimeData, uids: tuple[int, ...]) -> QMimeData:
        """What a drag of those steps carries, with their text for other windows and other programs."""
        put_clip(mime, self._text(outermost(self._document.routine, uids)))
        return mime

    def carried(self, mime: QMimeData) -> Clip | None:
        """The clip in a drag from elsewhere; read once, however often it is asked for."""
        text = text_in(mime)
        if text != self._dragged[0]:
            try:
                self._dragged = text, read_clip(text, self._document.known) if text.strip() else None
            except RoutineFileError:
                self._dragged = text, None
        return self._dragged[1]

    def _made(self, routine: Routine, clip: Clip, place: Place) -> tuple[Routine, tuple[int, ...]]:
        return pasted(routine, clip, place, self._document.catalogue, self._document.own)

    def _text(self, uids: tuple[int, ...]) -> str:
        document = self._document
        return clip_text(document.routine, uids, document.catalogue, document.own)
