"""Opens exercises to be made or adapted, and keeps what comes of it: with the person, or in the routine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMargins, QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from studio.app.document import RoutineDocument
from studio.app.own_exercises import Origin, OwnExercises
from studio.app.prompts import Prompts
from studio.builder.exercise_editor import ExerciseEditor
from studio.core.exercise import Exercise
from studio.core.exercise_edits import new_exercise
from studio.core.phrase import plural
from studio.core.plain import one_line
from studio.core.routine import Routine, with_exercise
from studio.files.exercise_check import copy_of, free_id
from studio.host.clock import Clock
from studio.paint.look import Look

_LONGEST_NAME = 40
_FRAME = QMargins(8, 32, 8, 8)  # room for the system's own frame around a window


class ExerciseRoom(QObject):
    """The windows of exercises at work on one document.

    An exercise that ships is never changed: a copy of it is opened, which the routine's steps can be switched
    to. The person's own and those of the routine are changed where they are.
    """

    kept = Signal(str)
    """The id of an exercise that was just kept."""

    def __init__(
        self,
        document: RoutineDocument,
        own: OwnExercises,
        prompts: Prompts,
        clock: Clock,
        look: Look,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._own, self._prompts, self._clock = document, own, prompts, clock
        self._look, self._window = look, window
        self._editors: dict[str, ExerciseEditor] = {}

    @property
    def editors(self) -> Sequence[ExerciseEditor]:
        """The windows that are open."""
        return tuple(self._editors.values())

    def set_look(self, look: Look) -> None:
        """Paint every window in another look."""
        self._look = look
        for editor in self._editors.values():
            editor.set_look(look)

    def may_leave(self) -> bool:
        """Whether all windows may be closed; asks for each with changes, and closes those that may."""
        return all(editor.close() for editor in self.editors)

    def new(self) -> ExerciseEditor:
        """Make an exercise from nothing."""
        name = "My exercise"
        return self._open("", new_exercise(free_id(name, self._document.known), name), None, in_place=False)

    def edit(self, exercise_id: str, *, from_step: bool = False) -> ExerciseEditor | None:
        """Adapt an exercise; `from_step` means the steps of the routine that use it."""
        exercise = self._document.known.get(exercise_id)
        if exercise is None:
            return None
        if exercise_id in self._editors:
            editor = self._editors[exercise_id]
            editor.show()
            editor.raise_()
            editor.activateWindow()
            return editor
        shipped = self._own.origin(exercise) is Origin.SHIPPED
        opened = copy_of(exercise, self._document.known) if shipped else exercise
        editor = self._open(exercise_id, opened, exercise, in_place=not shipped)
        editor.switch.setChecked(from_step)
        return editor

    def _open(
        self, key: str, opened: Exercise, original: Exercise | None, *, in_place: bool
    ) -> ExerciseEditor:
        document = self._document
        here = original is not None and self._own.origin(original) is Origin.FILE
        uses = 0 if original is None else _uses(document.routine, original.id)
        switch = ""
        if uses and not in_place and original is not None:
            steps = plural(uses, "step", "steps")
            switch = f"Use it in {steps} of this routine instead of {one_line(original.name, _LONGEST_NAME)}"
        editor = ExerciseEditor(
            opened, document.known, document.transitions, self._prompts, self._clock, self._window,
            mine_first=not here, switch=switch,
        )  # fmt: skip
        editor.save_mine = lambda: self._save_mine(editor, original, in_place)
        editor.save_here = lambda: self._save_here(editor, original, in_place)
        key = key or f"new {opened.id} {len(self._editors)}"
        self._editors[key] = editor
        editor.closed.connect(lambda: self._forget(key))
        self._own.failed.connect(editor.refuse_lines)
        editor.set_look(self._look)
        self._place(editor)
        editor.show()
        return editor

    def _place(self, editor: ExerciseEditor) -> None:
        """In the middle of the window that it belongs to, as large as the screen lets it be."""
        room = self._window.screen().availableGeometry()
        size = editor.sizeHint().boundedTo(room.marginsRemoved(_FRAME).size())
        editor.resize(size)
        place = QRect(QPoint(0, 0), size.grownBy(_FRAME))
        place.moveCenter(self._window.frameGeometry().center())
        left = max(room.left(), min(place.left(), room.right() + 1 - place.width()))
        editor.move(left, max(room.top(), min(place.top(), room.bottom() + 1 - place.height())))

    def _forget(self, key: str) -> None:
        editor = self._editors.pop(key, None)
        if editor is not None:
            self._own.failed.disconnect(editor.refuse_lines)
            editor.deleteLater()

    def _save_mine(self, editor: ExerciseEditor, original: Exercise | None, in_place: bool) -> bool:
        made = editor.draft.exercise
        if not in_place:
            made = replace(made, id=free_id(made.name, self._document.known))
        saved = self._own.save(made)
        if saved is None:
            return False
        self._use(editor, original, saved)
        self.kept.emit(saved.id)
        return True

    def _save_here(self, editor: ExerciseEditor, original: Exercise | None, in_place: bool) -> bool:
        made = editor.draft.exercise
        if not in_place:
            made = replace(made, id=free_id(made.name, self._document.known))
        routine = self._document.routine
        exercises = (*(one for one in routine.exercises if one.id != made.id), made)
        if any(one.id == made.id for one in routine.exercises):
            exercises = tuple(made if one.id == made.id else one for one in routine.exercises)
        routine = _switched(replace(routine, exercises=exercises), editor, original, made)
        return self._edit(editor, f"Keep {one_line(made.name, _LONGEST_NAME)} in the routine", routine, made)

    def _use(self, editor: ExerciseEditor, original: Exercise | None, saved: Exercise) -> None:
        """The routine's own copy of it, and the steps that shall use it, follow."""
        routine = self._document.routine
        name = one_line(saved.name, _LONGEST_NAME)
        if any(one.id == saved.id and one != saved for one in routine.exercises):
            exercises = tuple(saved if one.id == saved.id else one for one in routine.exercises)
            routine = replace(routine, exercises=exercises)
        self._document.edit(f"Use {name}", _switched(routine, editor, original, saved))

    def _edit(self, editor: ExerciseEditor, text: str, routine: Routine, made: Exercise) -> bool:
        if why := self._document.why_not(routine):
            editor.refuse(why)
            return False
        self._document.edit(text, routine)
        self.kept.emit(made.id)
        return True


def _uses(routine: Routine, exercise_id: str) -> int:
    return sum(step.exercise == exercise_id for step in routine.walk())


def _switched(routine: Routine, editor: ExerciseEditor, original: Exercise | None, new: Exercise) -> Routine:
    if original is None or original.id == new.id or not editor.switch.isChecked():
        return routine
    return with_exercise(routine, original.id, new)
