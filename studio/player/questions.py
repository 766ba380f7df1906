"""What the player asks and tells over its picture: leaving, a sleep, the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studio.core.phrase import clock
from studio.player.panel import Answer, Message, Panel
from studio.player.session import Session, State
from studio.player.words import time_left


class Questions:
    """Asks in the panel. The session is paused meanwhile, and nothing behind the panel can be pressed."""

    def __init__(
        self, session: Session, panel: Panel, behind: QWidget, window: QWidget, leave: Callable[[], None]
    ) -> None:
        self._session, self._panel = session, panel
        self._behind, self._window = behind, window
        self._leave = Answer("Leave", leave)
        self._close = Answer("Close", leave)

    def ask_to_leave(self) -> None:
        """Whether to leave; who was playing plays on after "Keep going"."""
        went = self._session.state is not State.PAUSED
        self._session.pause()
        if self._panel.message is not None:
            return  # pausing has found that the machine slept, and asks already

        def keep_going() -> None:
            self._uncover()
            if went:
                self._session.play()

        left = f"{time_left(self._session.remaining)} left"
        self._ask(Message("Leave the session?", left, (Answer("Keep going", keep_going), self._leave)))

    def tell_of_sleep(self) -> None:
        """The machine slept: play on, or leave."""

        def go_on() -> None:
            self._uncover()
            self._session.play()

        text = "The computer was asleep or too busy."
        self._ask(Message("Paused", text, (Answer("Go on", go_on), self._leave)))

    def tell_of_end(self) -> None:
        """It is done."""
        length = self._session.schedule.length
        text = f"{clock(length)} in all" if length else "All steps are done"
        self._ask(Message("Done", text, (self._close,), any_key=True))

    def _ask(self, message: Message) -> None:
        self._behind.setEnabled(False)
        self._panel.ask(message)

    def _uncover(self) -> None:
        self._behind.setEnabled(True)
        self._window.setFocus()
