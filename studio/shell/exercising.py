"""Where an exercise is asked for to be made or adapted; the room for it comes when first needed."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.app.document import RoutineDocument
from studio.app.own_exercises import OwnExercises
from studio.app.prompts import Prompts
from studio.app.selection import Selection
from studio.builder.library import LibraryPanel
from studio.core.routine import Step
from studio.host.clock import MonotonicClock
from studio.paint.look import LIGHT, Look


class _Room(Protocol):
    """Where exercises are made."""

    def new(self) -> object: ...

    def edit(self, exercise_id: str, *, from_step: bool = False) -> object: ...

    def set_look(self, look: Look) -> None: ...

    def may_leave(self) -> bool: ...


class Exercising(QObject):
    """Opens the windows of exercises for one document."""

    def __init__(
        self,
        document: RoutineDocument,
        own: OwnExercises,
        selection: Selection,
        prompts: Prompts,
        window: QWidget,
        library: LibraryPanel,
    ) -> None:
        super().__init__(window)
        self._document, self._own, self._selection = document, own, selection
        self._prompts, self._window, self._look = prompts, window, LIGHT
        self._made: _Room | None = None
        library.new_requested.connect(self.new)
        library.edit_requested.connect(self.edit)

    @property
    def why_not_edit(self) -> str:
        """Why the exercise of what is selected cannot be edited; empty where it can."""
        ids = self._selected
        if len(ids) != 1:
            return "Select a step, or steps of one exercise."
        return "" if ids <= self._document.known.keys() else "This exercise is not known."

    def new(self) -> None:
        """Make an exercise from nothing."""
        self._room().new()

    def edit(self, exercise_id: str) -> None:
        """Adapt an exercise of the library."""
        self._room().edit(exercise_id)

    def edit_selected(self) -> None:
        """Adapt the exercise of the selected steps."""
        if not self.why_not_edit:
            self._room().edit(*self._selected, from_step=True)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        if self._made is not None:
            self._made.set_look(look)

    def may_leave(self) -> bool:
        """Whether everything that is being made may be left; asks where it is not kept."""
        return self._made is None or self._made.may_leave()

    @property
    def _selected(self) -> set[str]:
        items = map(self._document.routine.find, self._selection.uids)
        return {item.exercise for item in items if isinstance(item, Step)}

    def _room(self) -> _Room:
        # The editor is large, and nobody asks for it on the way to the first picture.
        from studio.builder.exercise_room import ExerciseRoom

        if self._made is None:
            self._made = ExerciseRoom(
                self._document, self._own, self._prompts, MonotonicClock(), self._look, self._window
            )
        return self._made
