"""What the player asks and tells over its picture: leaving, a sleep, the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studio.core.performed import Performed
from studio.player.panel import Answer, Message, Panel
from studio.player.session import Session, State
from studio.player.summary import summary
from studio.player.words import time_left


class Questions:
    """Asks in the panel. The session is paused meanwhile, and nothing behind the panel can be pressed."""

    def __init__(
        self,
        session: Session,
        panel: Panel,
        behind: QWidget,
        window: QWidget,
        leave: Callable[[], None],
        performed: Callable[[], Performed],
    ) -> None:
        self._session, self._panel, self._performed = session, panel, performed
        self._behind, self._window = behind, window
        self._leave = Answer("Leave", leave)
        self._close = Answer("Close", leave)
        self.asks = True
        """Whether leaving is a question at all."""

    def ask_to_leave(self) -> None:
        """Whether to leave; who was playing plays on after "Keep going"."""
        if not self.asks:
            self._leave.act()
            return
        went = self._session.state is not State.PAUSED
        self._session.pause()
        if self._panel.message is not None:
            return  # pausing has found that the machine slept, and asks already

        def keep_going() -> None:
            self._uncover()
            if went:
                self._session.play()

        left = f"{time_left(self._session.time_left)} left"
        self._ask(Message("Leave the session?", left, (Answer("Keep going", keep_going), self._leave)))

    def tell_of_sleep(self) -> None:
        """The machine slept: play on, or leave."""

        def go_on() -> None:
            self._uncover()
            self._session.play()

        text = "The computer was asleep or too busy."
        self._ask(Message("Paused", text, (Answer("Go on", go_on), self._leave)))

    def tell_of_end(self) -> None:
        """It is done: what, and how long it took. Who has skipped to the end may take that back."""

        def undo() -> None:
            self._uncover()
            self._session.undo_skip()

        said = summary(self._performed())
        skipped = self._session.can_undo_skip
        answers = (self._close, Answer("Undo skip", undo)) if skipped else (self._close,)
        self._ask(Message("Done", said.text, answers, not skipped, said.lines, said.foot))

    def _ask(self, message: Message) -> None:
        self._behind.setEnabled(False)
        self._panel.ask(message)

    def _uncover(self) -> None:
        self._behind.setEnabled(True)
        self._window.setFocus()
