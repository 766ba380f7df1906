"""Nothing that was built is lost: unsaved work is kept, offered again, and its file is watched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

from studio.app.crash import Crashes
from studio.app.filing import OnDisk
from studio.app.recovery import Left, Recovery, RecoveryRoom
from studio.core.phrase import plural
from studio.core.plain import one_line
from studio.host.state_place import state_folder
from studio.paint.look import Look
from studio.shell.desk import Desk
from studio.shell.offers import Offers
from studio.shell.resuming import offer_to_resume

_LONGEST_TITLE = 60


class Safekeeping(QObject):
    """Keeps the work of every desk of this run, and offers the first what earlier runs have left."""

    def __init__(self, app: QGuiApplication, crashes: Crashes | None, folder: Path | None = None) -> None:
        super().__init__(app)
        self._crashes = crashes
        self._room = RecoveryRoom((folder or state_folder()) / "recovery")
        self._desks: list[KeptDesk] = []
        self._begun = False
        app.aboutToQuit.connect(self._room.close)
        if crashes is not None:
            crashes.told.connect(self._tell)
            crashes.flooded.connect(self._pause)

    def take(self, desk: Desk, look: Look) -> None:
        """Keep the work of a desk from now on, until its window closes."""
        kept = KeptDesk(desk, self._room, look)
        self._desks.append(kept)
        desk.window.closing.connect(lambda: self._let_go(kept))
        if not self._begun:
            self._begun = True
            left, damaged = self._room.left()
            kept.offer_left(left)
            if damaged:
                kept.desk.tell(_damaged_words(damaged))
            offer_to_resume(desk, kept.offers)

    def keep_all(self) -> None:
        """Keep everything that is unsaved, at once: the program ends."""
        for kept in self._desks:
            kept.recovery.keep()

    def set_look(self, look: Look) -> None:
        """Paint what is offered in another look."""
        for kept in self._desks:
            kept.offers.set_look(look)

    def _let_go(self, kept: KeptDesk) -> None:
        kept.recovery.forget()
        self._desks.remove(kept)

    def _tell(self, text: str) -> None:
        self.keep_all()  # as long as there is a program to do it
        for kept in self._desks[:1]:
            kept.desk.tell(text)

    def _pause(self) -> None:
        for kept in self._desks:
            kept.desk.pause_player()


class KeptDesk(QObject):
    """One desk, with its recovery file and what is said at the top of its window."""

    def __init__(self, desk: Desk, room: RecoveryRoom, look: Look) -> None:
        super().__init__(desk)
        self.desk = desk
        self.recovery = Recovery(desk.document, desk.filing, room, self)
        self.recovery.failed.connect(desk.tell)
        self.offers = Offers(desk.window, look)
        self._left: list[Left] = []
        desk.filing.barred.connect(self._show_bar)
        desk.filing.changed_outside.connect(self._show_change)
        desk.document.path_changed.connect(lambda: self.offers.drop("outside"))
        desk.window.installEventFilter(self)
        self._show_bar(desk.filing.on_disk.barred)

    def offer_left(self, left: Sequence[Left]) -> None:
        """Offer what earlier runs have left, one after the other, the latest first."""
        self._left = list(left)
        if self._left:
            first = self._left[0]
            answers = {"Restore": lambda: self._restore(first), "Discard": lambda: self._discard(first)}
            self.offers.show("left", _left_words(first), answers)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self.desk.filing.look()
        return False

    def _restore(self, left: Left) -> None:
        work = left.work
        on_disk = OnDisk(work.digest, work.comments, work.barred)
        if self.desk.filing.restore(work.routine, work.path, on_disk):
            self.recovery.keep()  # before the old one goes
            self._discard(left)
        else:
            self.offer_left(self._left)

    def _discard(self, left: Left) -> None:
        left.path.unlink(missing_ok=True)
        self.offer_left(self._left[1:])

    def _show_bar(self, why: str) -> None:
        self.offers.drop("barred")
        path = self.desk.document.path
        if why and path is not None:
            text = f"{one_line(path.name, _LONGEST_TITLE)} cannot be written: {why}. Save asks for a place."
            self.offers.show("barred", text, {"Save a copy": self.desk.filing.save_as})

    def _show_change(self, text: str, there: bool) -> None:
        reload_file = {"Reload": self.desk.filing.reload, "Keep mine": _nothing}
        self.offers.show("outside", text, reload_file if there else {"Save": self.desk.filing.save})


def _nothing() -> None:
    """It is asked again when the file is saved."""


def _left_words(left: Left) -> str:
    routine, written = left.work.routine, datetime.fromtimestamp(left.written)
    title = one_line(routine.title, _LONGEST_TITLE) or "A routine"
    steps = plural(len(list(routine.walk())), "step", "steps")
    when = f"{written:%d\u00a0%b\u00a0%H:%M}"
    return f"\u201c{title}\u201d was not saved when the program ended: {steps}, {when}."


def _damaged_words(damaged: Sequence[Path]) -> str:
    names = ", ".join(path.name for path in damaged)
    return f"Unsaved work was found, but it is damaged. It is kept aside as {names} in {damaged[0].parent}."
