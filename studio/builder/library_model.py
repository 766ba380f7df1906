"""The exercises of the library that fit the search and the chosen position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.app.own_exercises import Origin, OwnExercises
from studio.builder.carried import exercise_mime
from studio.builder.keyed_rows import Index, KeyedRows, Texts
from studio.core.exercise import Exercise
from studio.core.find import Bearing, bearing_of, counted, folded, found, search_text
from studio.core.phrase import dose_line
from studio.core.plain import one_line


class LibraryModel(KeyedRows[Exercise]):
    """Every exercise that is known, less what the search and the position leave out.

    A chosen position that the search has emptied rests until it has exercises again: the list is never empty
    because of it.
    """

    filtered = Signal()

    def __init__(
        self, document: RoutineDocument, parent: QObject | None = None, own: OwnExercises | None = None
    ) -> None:
        super().__init__(self._said_of, parent)
        self._document, self._own = document, own
        self._origins: dict[str, Origin] = {}
        self._known: Mapping[str, Exercise] = {}
        self._search_texts: dict[str, str] = {}
        self._query = ""
        self._chosen: Bearing | None = None
        self._counts: dict[Bearing, int] = {}
        document.changed.connect(self._take_exercises)
        if own is not None:
            own.changed.connect(self._take_origins)
        self._take_exercises()

    @property
    def total(self) -> int:
        """How many exercises there are in all."""
        return len(self._known)

    @property
    def counts(self) -> Mapping[Bearing, int]:
        """How many of the exercises that fit the search there are of each position."""
        return self._counts

    @property
    def chosen(self) -> Bearing | None:
        """The position that the list is narrowed to."""
        return self._chosen if self._chosen in self._counts else None

    def origin(self, exercise: Exercise) -> Origin:
        """Where an exercise is from."""
        return self._origins.get(exercise.id, Origin.SHIPPED)

    def search(self, query: str) -> None:
        """Show what fits these words."""
        self._query = query
        self._filter()

    def choose(self, bearing: Bearing | None) -> None:
        """Show one position, or all."""
        self._chosen = bearing
        self._filter()

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        return exercise_mime(self.at(indexes[0]).id)

    def _take_exercises(self) -> None:
        known = self._document.known
        if known is self._known or known == self._known:
            return
        self._known = known
        self._take_origins()

    def _take_origins(self) -> None:
        own = self._own
        origins = {id_: own.origin(exercise) for id_, exercise in self._known.items()} if own else {}
        told_anew = origins != self._origins
        self._origins = origins
        self._search_texts = {
            id_: f"{search_text(exercise)} {folded(self.origin(exercise))}"
            for id_, exercise in self._known.items()
        }
        self._filter()
        if told_anew and self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def _filter(self) -> None:
        fitting = [self._known[id_] for id_ in found(self._query, self._search_texts)]
        self._counts = counted(bearing_of(exercise) for exercise in fitting)
        if self.chosen is not None:
            fitting = [exercise for exercise in fitting if bearing_of(exercise) is self.chosen]
        fitting.sort(key=lambda exercise: exercise.name.casefold())
        self.show_rows([exercise.id for exercise in fitting], fitting)
        self.filtered.emit()

    def _said_of(self, exercise: Exercise) -> Texts:
        name, origin = one_line(exercise.name), self.origin(exercise)
        words = [name, origin.lower(), dose_line(exercise.dose)]
        return Texts(name, ", ".join(word for word in words if word))
