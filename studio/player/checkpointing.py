"""Has the place of a session kept at least every second while it plays."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from studio.core.quantity import SECOND
from studio.host.clock import Clock
from studio.player.session import Session, State

EACH = SECOND * 3 // 4
"""The time between two places, in ms."""


class Keeper(Protocol):
    """Keeps the place of one session."""

    def keep(self, row: int, position: int) -> None:
        """It is there now."""
        ...

    def drop(self) -> None:
        """There is nothing to resume, for now."""
        ...

    def close(self) -> None:
        """The session has ended: nothing of it is left."""
        ...


class Checkpointing(QObject):
    """Tells a keeper where a session is, until it is closed."""

    def __init__(self, session: Session, clock: Clock, keeper: Keeper) -> None:
        super().__init__(session)
        self._session, self._clock, self._keeper = session, clock, keeper
        self._kept: int | None = None
        session.moved.connect(self._follow)
        session.jumped.connect(self._forget_time)
        session.state_changed.connect(self._follow_state)

    def close(self) -> None:
        """The window has gone."""
        self._keeper.close()

    def _forget_time(self) -> None:
        self._kept = None

    def _follow(self) -> None:
        now = self._clock.now()
        if not self._session.over and (self._kept is None or now - self._kept >= EACH):
            self._kept = now
            self._keeper.keep(self._session.row, self._session.position)

    def _follow_state(self) -> None:
        self._kept = None
        if self._session.state is State.ENDED:
            self._keeper.drop()
        else:
            self._follow()
