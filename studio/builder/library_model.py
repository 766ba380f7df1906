"""The exercises of the library that fit the search and the chosen facets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.app.own_exercises import Origin, OwnExercises
from studio.app.settings import Settings
from studio.builder.carried import exercise_mime
from studio.builder.keyed_rows import Index, KeyedRows, Texts
from studio.core.exercise import Exercise
from studio.core.facets import FAVOURITES, Facet, Narrowed, Sides, narrowed, sides_of
from studio.core.find import folded, found, near, search_text
from studio.core.phrase import dose_line
from studio.core.plain import one_line

_FAVOURITES = "favourites"


class LibraryModel(KeyedRows[Exercise]):
    """Every exercise that is known, less what the search and the facets leave out.

    A choice that the search has emptied rests until it has exercises again: the list is never empty because
    of it.
    """

    filtered = Signal()

    def __init__(
        self,
        document: RoutineDocument,
        parent: QObject | None = None,
        own: OwnExercises | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(self._said_of, parent)
        self._document, self._own = document, own
        self._settings = settings or Settings(parent=self)
        self._origins: dict[str, Origin] = {}
        self._known: Mapping[str, Exercise] = {}
        self._search_texts: dict[str, str] = {}
        self._sides: Sides = {}
        self._query = ""
        self._wanted: Mapping[Facet, str] = {}
        self._narrowed = Narrowed((), {}, {facet: {} for facet in Facet})
        document.changed.connect(self._take_exercises)
        self._settings.changed.connect(self._take_favourites)
        if own is not None:
            own.changed.connect(self._take_origins)
        self._take_exercises()

    @property
    def total(self) -> int:
        """How many exercises there are in all."""
        return len(self._known)

    @property
    def counts(self) -> Mapping[Facet, Mapping[str, int]]:
        """How many exercises each choice would leave."""
        return self._narrowed.counts

    @property
    def chosen(self) -> Mapping[Facet, str]:
        """What the list is narrowed to."""
        return self._narrowed.chosen

    def origin(self, exercise: Exercise) -> Origin:
        """Where an exercise is from."""
        return self._origins.get(exercise.id, Origin.SHIPPED)

    def is_favourite(self, exercise: Exercise) -> bool:
        """Whether it has the person's star."""
        return exercise.id in self._sides[Facet.YOURS][FAVOURITES]

    def toggle_favourite(self, exercise_id: str) -> None:
        """Give it the star, or take it; what only the open file has gets none."""
        if self._origins.get(exercise_id) is Origin.FILE:
            return
        before = self._settings.value(_FAVOURITES)
        after = [one for one in before if one != exercise_id]
        self._settings.put(_FAVOURITES, after if len(after) < len(before) else [exercise_id, *before])

    def search(self, query: str) -> None:
        """Show what fits these words."""
        self._query = query
        self._filter()

    def choose(self, facet: Facet, value: str | None) -> None:
        """Narrow by one side, or by it no more; choices that rest are given up."""
        others = {other: chosen for other, chosen in self.chosen.items() if other is not facet}
        self._wanted = others if value is None else {**others, facet: value}
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
        ordered = sorted(known.values(), key=lambda exercise: exercise.name.casefold())
        self._known = known
        self._in_order = {exercise.id: exercise for exercise in ordered}
        self._take_origins()

    def _take_origins(self) -> None:
        own = self._own
        origins = {id_: own.origin(exercise) for id_, exercise in self._known.items()} if own else {}
        told_anew = origins != self._origins
        self._origins = origins
        self._search_texts = {
            id_: f"{search_text(exercise)} {folded(self.origin(exercise))}"
            for id_, exercise in self._in_order.items()
        }
        self._take_sides()
        if told_anew:
            self._tell_all()

    def _take_favourites(self, name: str) -> None:
        if name == _FAVOURITES:
            self._take_sides()
            self._tell_all()

    def _take_sides(self) -> None:
        favourites = frozenset(self._settings.value(_FAVOURITES))
        mine = {id_ for id_, origin in self._origins.items() if origin is Origin.MINE}
        self._sides = sides_of(self._known.values(), favourites, mine)
        self._filter()

    def _filter(self) -> None:
        texts = self._search_texts
        ids = found(self._query, texts) or near(self._query, texts)
        self._narrowed = narrowed(ids, self._sides, self._wanted)
        left = list(self._narrowed.ids)
        self.show_rows(left, [self._in_order[id_] for id_ in left])
        self.filtered.emit()

    def _tell_all(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def _said_of(self, exercise: Exercise) -> Texts:
        name, origin = one_line(exercise.name), self.origin(exercise)
        star = "favourite" if self.is_favourite(exercise) else ""
        words = [name, star, origin.lower(), dose_line(exercise.dose)]
        return Texts(name, ", ".join(word for word in words if word))
