"""Going from one notice to the next, and to the step that it is about."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.core.notice import Notice
from studio.core.plain import one_line

NOTHING = "Nothing to remark"
WHOLE = "The whole routine"

_LONGEST_NAME = 60


def place_words(document: RoutineDocument, uid: int) -> str:
    """What a notice is about: `Step 6, Inverted twist`; steps count as they are written."""
    for number, step in enumerate(document.routine.walk(), 1):
        if step.uid == uid:
            exercise = document.known.get(step.exercise)
            name = one_line(exercise.name if exercise else step.exercise, _LONGEST_NAME)
            return f"Step {number}, {name}"
    return WHOLE


class NoticeWalk(QObject):
    """Knows which notice one came to last; the next one is asked for by key."""

    arrived = Signal(object)
    """The notice that one has come to."""

    said = Signal(str)
    """It in words, or that there is none."""

    def __init__(
        self,
        document: RoutineDocument,
        advising: Advising,
        selection: Selection,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._advising, self._selection = document, advising, selection
        self._last: tuple[int, str] | None = None

    def go_next(self) -> None:
        """The next notice: after the one before, else at or after the selected step, else the first."""
        notices = self._advising.notices
        if not notices:
            self._last = None
            self.said.emit(NOTHING)
            return
        row = self._row_after(notices)
        self.go_to(notices[row])
        what = place_words(self._document, notices[row].uid)
        self.said.emit(f"{row + 1} of {len(notices)}. {what}: {notices[row].text}")

    def go_to(self, notice: Notice) -> None:
        """Select the step that a notice is about."""
        self._last = notice.uid, notice.code
        if notice.uid:
            self._selection.set((notice.uid,))
        self.arrived.emit(notice)

    def _row_after(self, notices: tuple[Notice, ...]) -> int:
        chosen = self._selection.uids
        came_to = [(notice.uid, notice.code) for notice in notices]
        if self._last in came_to and (not self._last[0] or chosen == self._last[:1]):
            return (came_to.index(self._last) + 1) % len(notices)
        order = {step.uid: row for row, step in enumerate(self._document.routine.walk())}
        here = order.get(chosen[0], 0) if chosen else 0
        return next((row for row, one in enumerate(notices) if order.get(one.uid, len(order)) >= here), 0)
