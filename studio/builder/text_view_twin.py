"""The text and the routine as two sides of one thing: what is typed is read, what is edited is written."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from PySide6.QtCore import QObject

from studio.app.document import RoutineDocument
from studio.core.frozen import frozen
from studio.core.merge import merged
from studio.core.recognise import recognised
from studio.core.routine import Circuit, Routine
from studio.files.errors import Level, Location, Problem, RoutineFileError
from studio.files.locate import Places, locate
from studio.files.read import Loaded, parse_routine, unknown_names
from studio.files.write import readable_text, table_of

NAME = "the text"
EDIT = "Edit text"
_MOST_KEPT = 20
"""Texts that are remembered with their routines, so that undo brings back each as it was typed."""


@frozen
class Reading:
    """What a text says: its problems by line, where its keys are, and whether it is the routine now."""

    valid: bool
    problems: tuple[Problem, ...]
    places: Places
    comments: bool = False


class TextTwin(QObject):
    """Keeps a text and a document's routine in step. It knows no widget and no timer."""

    def __init__(self, document: RoutineDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._said = document.routine
        self._base: tuple[Routine, str] | None = None
        self._kept: OrderedDict[int, tuple[Routine, str]] = OrderedDict()
        self._refusal = ""
        self.valid = True
        document.refused.connect(self._hear_refusal)

    @property
    def behind(self) -> bool:
        """Whether the routine was edited elsewhere since it was read or written."""
        return self._document.routine is not self._said

    @property
    def newer(self) -> bool:
        """Whether the routine is of a newer format, so that this version cannot read all of it."""
        return self._document.routine.format > Routine("").format

    def begin(self) -> str:
        """The text of the routine as it is, whatever was typed before."""
        self._said, self.valid = self._document.routine, True
        self._kept.clear()
        return self._remember(self._written(self._said))

    def read(self, text: str) -> Reading:
        """Read a text; the routine follows where it is valid, else it stays as it is.

        Ask for `rewritten` first where the text is `behind`.
        """
        data = text.encode(errors="surrogatepass")
        try:
            loaded = parse_routine(data, NAME, self._document.catalogue)
            problems = (*loaded.problems, *self._unknown(loaded))
            self._take(loaded)
        except RoutineFileError as error:
            self.valid = False
            return Reading(False, error.problems, locate(text))
        self.valid = True
        self._remember(text)
        problems = tuple(sorted(problems, key=lambda problem: problem.at.line or 0))
        return Reading(True, problems, loaded.places, loaded.has_comments)

    def rewritten(self, text: str) -> str:
        """The text after an edit elsewhere: what a person has written stays, as far as it can.

        A text that is not valid loses nothing; where the edit changed the same lines, these stay as typed.
        """
        before, now = self._said, self._document.routine
        self._said = now
        if self.valid and (kept := self._kept.get(id(now))) is not None:
            return kept[1]
        base, theirs = self._written(before), self._written(now)
        if text == base:
            return self._remember(theirs)
        lines = (part.split("\n") for part in (base, text, theirs))
        made = "\n".join(merged(*lines, mine_first=not self.valid))
        if not self.valid:
            return made
        return self._remember(made if self._says(made, now) else theirs)

    def uids(self) -> dict[tuple[str | int, ...], int]:
        """The steps and circuits by their place in the text, as long as it is valid."""
        found: dict[tuple[str | int, ...], int] = {}
        for row, item in enumerate(self._document.routine.steps):
            found["steps", row] = item.uid
            if isinstance(item, Circuit):
                found.update({("steps", row, "steps", n): step.uid for n, step in enumerate(item.steps)})
        return found

    def _take(self, loaded: Loaded) -> None:
        document = self._document
        if loaded.newer_format and loaded.routine.format != document.routine.format:
            message = "this version reads format 1; write format = 1"
            raise RoutineFileError([_error(loaded.places.line_of(("format",)), "format", message)])
        routine = recognised(document.routine, loaded.routine, table_of)
        if routine is not document.routine:
            self._refusal = ""
            document.edit(EDIT, routine, merge_key="text")
            if document.routine is not routine:
                raise RoutineFileError([_error(1, "", self._refusal or "the routine cannot be like this")])
        self._said = document.routine

    def _unknown(self, loaded: Loaded) -> list[Problem]:
        """Exercises that nobody knows: the routine can hold them, so they are no errors while typing."""
        found = unknown_names(loaded, self._document.catalogue)
        return [replace(problem, level=Level.WARNING) for problem in found]

    def _written(self, routine: Routine) -> str:
        if self._base is None or self._base[0] is not routine:
            self._base = routine, readable_text(routine)
        return self._base[1]

    def _says(self, text: str, routine: Routine) -> bool:
        try:
            read = parse_routine(text.encode(errors="surrogatepass"), NAME).routine
        except RoutineFileError:
            return False
        return recognised(routine, read, table_of) is routine

    def _remember(self, text: str) -> str:
        """The text, kept with the routine that it says."""
        self._kept.pop(id(self._said), None)
        self._kept[id(self._said)] = self._said, text
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return text

    def _hear_refusal(self, why: str) -> None:
        self._refusal = why


def _error(line: int, key: str, message: str) -> Problem:
    return Problem(Location(NAME, line, key), Level.ERROR, "refused", message)
