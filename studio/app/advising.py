"""What there is to know about the document's routine, kept in step with it off the way of an edit."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from studio.app.document import RoutineDocument
from studio.core.advice import advice
from studio.core.experience import Experience, limits_of
from studio.core.notice import Notice


class Advising(QObject):
    """The notices of a document. They are worked out when somebody asks, at the latest after the edit.

    `changed` comes from the event loop, once for many edits, and only where something is different.
    """

    changed = Signal()

    _stale = Signal()
    """Comes back through the event loop, so that an edit does not wait for what is advised about it."""

    def __init__(
        self, document: RoutineDocument, parent: QObject | None = None, rest: QTimer | None = None
    ) -> None:
        """`rest` is a timer of the window's: what is advised is told when no edit has come for so long."""
        super().__init__(parent)
        self._document, self._rest = document, rest
        self._experience = Experience.BEGINNER
        self._fresh = self._asked = False
        self._notices: tuple[Notice, ...] = ()
        self._by_uid: dict[int, tuple[Notice, ...]] = {}
        self._told: object = self._state  # nobody has to hear that there is nothing
        self._stale.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        if rest is not None:
            rest.timeout.connect(self._tell)
        document.changed.connect(self._expire)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Everything there is to know, in the order of the steps; the whole routine comes last."""
        self._refresh()
        return self._notices

    def of(self, uid: int) -> tuple[Notice, ...]:
        """What there is to know about one step or circuit; 0 is the whole routine."""
        self._refresh()
        return self._by_uid.get(uid, ())

    @property
    def experience(self) -> Experience:
        """How used the person is to being head-down."""
        return self._experience

    def set_experience(self, experience: Experience) -> None:
        """Advise for another level."""
        if experience is not self._experience:
            self._experience = experience
            self._expire()

    @property
    def inverted_ms(self) -> int:
        """Milliseconds that the routine is head-down."""
        return self._document.schedule.inverted

    @property
    def inverted_advice_ms(self) -> int:
        """Milliseconds head-down that are advised at most."""
        return limits_of(self._experience).total

    @property
    def tilt_advice(self) -> int:
        """Degrees head-down that are advised at most."""
        return limits_of(self._experience).tilt

    def take(self, notice: Notice) -> None:
        """Do what a notice offers, as one undo step."""
        if notice.remedy is not None:
            document = self._document
            document.edit(notice.remedy.text, notice.remedy.edit(document.routine))

    def _expire(self) -> None:
        self._fresh = False
        if self._rest is not None:
            self._rest.start()
        elif not self._asked:
            self._asked = True
            self._stale.emit()

    def _refresh(self) -> None:
        if self._fresh:
            return
        self._fresh = True
        document = self._document
        self._notices = advice(document.routine, document.schedule, document.known, self._experience)
        by_uid: dict[int, list[Notice]] = {}
        for notice in self._notices:
            by_uid.setdefault(notice.uid, []).append(notice)
        self._by_uid = {uid: tuple(found) for uid, found in by_uid.items()}

    def _tell(self) -> None:
        self._asked = False
        self._refresh()
        if self._state != self._told:
            self._told = self._state
            self.changed.emit()

    @property
    def _state(self) -> tuple[object, ...]:
        """What is told when it is another."""
        return self._notices, self.inverted_ms, self._experience
