"""The exercise that is being made: one value, the way back through its edits, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.exercise import Exercise
from studio.core.exercise_edits import with_pose
from studio.core.frozen import frozen
from studio.core.picture import pose_named
from studio.core.pose import Pose
from studio.files.errors import Level, Problem
from studio.files.exercise_check import problems_of

_MOST_STEPS = 500
_PATIENCE = 150  # ms without an edit; reading takes a few, which a dragged joint has no time for


@frozen
class _Edit:
    """One step of the way back, with what was there before it."""

    text: str
    before: Exercise
    merge_key: str | None


class ExerciseDraft(QObject):
    """Owns an exercise while it is edited. Every panel's edit comes through `edit`.

    `changed` comes with every new value. `checked` comes a moment later, when the reader of files has looked
    at it. `settled` comes when edits that are one step are over.
    """

    changed = Signal()
    checked = Signal()
    pose_chosen = Signal()
    settled = Signal()

    def __init__(self, exercise: Exercise, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._exercise = self._saved = exercise
        self._past: list[_Edit] = []
        self._future: list[tuple[str, Exercise]] = []
        self._merging: str | None = None
        self._pose_name = _shown_first(exercise)
        self._problems: tuple[Problem, ...] = problems_of(exercise)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self.check)

    @property
    def exercise(self) -> Exercise:
        """The exercise as it is now."""
        return self._exercise

    @property
    def pose_name(self) -> str:
        """The key pose that is being looked at."""
        return self._pose_name

    @property
    def pose(self) -> Pose:
        """That pose, as it is now."""
        return pose_named(self._exercise, self._pose_name)

    @property
    def merging(self) -> str | None:
        """The merge key of the edits that are being put together now."""
        return self._merging

    @property
    def modified(self) -> bool:
        """Whether it differs from what was opened or saved last."""
        return self._exercise != self._saved

    @property
    def undo_text(self) -> str:
        """What would be taken back; empty where nothing can be."""
        return self._past[-1].text if self._past else ""

    @property
    def redo_text(self) -> str:
        """What would be done again; empty where nothing can be."""
        return self._future[-1][0] if self._future else ""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps it from being saved."""
        self.check()
        return tuple(problem for problem in self._problems if problem.level is Level.ERROR)

    def said_of(self, *keys: str) -> str:
        """What the reader last said of those keys of the file and all below them, a line for each."""
        return "\n".join(
            problem.message
            for problem in self._problems
            if any(problem.at.key == key or problem.at.key.startswith((f"{key}[", f"{key}.")) for key in keys)
        )

    def edit(self, text: str, exercise: Exercise, merge_key: str | None = None) -> None:
        """Replace the exercise as one step called `text`; see RoutineDocument.edit."""
        if exercise == self._exercise:
            return
        if merge_key is None or self._merging != merge_key:
            self._past.append(_Edit(text, self._exercise, merge_key))
            del self._past[:-_MOST_STEPS]
        elif self._past and exercise == self._past[-1].before:
            self._past.pop()
            merge_key = None
        self._merging = merge_key
        self._future.clear()
        self._show(exercise)

    def edit_pose(self, text: str, pose: Pose, merge_key: str | None = None) -> None:
        """Replace the key pose that is being looked at."""
        self.edit(text, with_pose(self._exercise, self._pose_name, pose), merge_key)

    def choose_pose(self, name: str) -> None:
        """Look at another key pose."""
        if name != self._pose_name:
            self._pose_name = name
            self.end_merge()
            self.pose_chosen.emit()

    def end_merge(self) -> None:
        """The next edit is a step of its own."""
        if self._merging is not None:
            self._merging = None
            self.settled.emit()

    def undo(self) -> None:
        """Take the last step back."""
        if self._past:
            edit = self._past.pop()
            self._future.append((edit.text, self._exercise))
            self._merging = None
            self._show(edit.before)

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if self._future:
            text, exercise = self._future.pop()
            self._past.append(_Edit(text, self._exercise, None))
            self._merging = None
            self._show(exercise)

    def mark_saved(self) -> None:
        """The exercise as it is now has been kept."""
        self._saved = self._exercise

    def check(self) -> None:
        """Let the reader look at it now."""
        if self._timer.isActive():
            self._timer.stop()
            self._problems = problems_of(self._exercise)
            self.checked.emit()

    def _show(self, exercise: Exercise) -> None:
        gone = self._pose_name not in exercise.poses
        self._exercise = exercise
        self._timer.start()
        if gone:
            self._pose_name = _shown_first(exercise)
        self.changed.emit()
        if gone:
            self.pose_chosen.emit()


def _shown_first(exercise: Exercise) -> str:
    """The key pose that is looked at first."""
    return next(iter(exercise.poses), exercise.posture.value)
