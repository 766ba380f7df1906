"""Ends the program in order when the system asks for it: first what has to be kept is kept."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier

log = logging.getLogger(__name__)

IN_TIME = 1.8
"""Seconds after which the program ends even where something on the way hangs."""

ASKING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK") if hasattr(signal, name)
)
"""The signals that ask a program to end: the system, a closed terminal, Ctrl+C."""


class Endings(QObject):
    """Runs `before_end` and leaves the event loop, also out of an open dialog, when a signal asks to.

    The loop then returns 128 and the signal's number. A Python handler alone would wait until the loop runs
    Python again, which an idle one never does: the signal's byte in a pipe wakes it.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self.before_end: list[Callable[[], object]] = []
        """What has to be kept; each may be called more than once, for a logout can be taken back."""
        self._before = {number: signal.signal(number, self._end) for number in ASKING}
        self.code: int | None = None
        """What the program has been asked to end with; also before there is a loop that could be left."""
        self._pipe: tuple[int, int] | None = None
        if os.name == "posix":
            self._listen()

    def keep(self) -> None:
        """Run all of `before_end`; one that fails does not keep the others from it."""
        for act in self.before_end:
            try:
                act()
            except Exception:
                log.exception("something was not kept before the end")

    def let_go(self) -> None:
        """Leave the signals as they were found."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self._pipe is not None:
            signal.set_wakeup_fd(-1)
            self._notifier.setEnabled(False)
            for end in self._pipe:
                os.close(end)
            self._pipe = None

    def _listen(self) -> None:
        self._pipe = reading, writing = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)

    def _wake(self) -> None:
        if self._pipe is not None:
            os.read(self._pipe[0], 64)  # Python runs the handler before it goes on
        if self.code is not None:
            self._app.exit(self.code)

    def _end(self, number: int, _frame: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, IN_TIME)
        self.code = 128 + number
        self.keep()
        # Python runs this in the midst of whatever Qt has called it for, a sound that asks for samples say,
        # and a loop that is told to end there takes the ground from under it. The pipe's byte is due next.
        if self._pipe is None:
            self._app.exit(self.code)
