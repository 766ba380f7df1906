"""Has a session heard: hands its schedule to a stream of sound, anew wherever it does not just run on."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QObject

from studio.core.schedule import Schedule
from studio.export.stream import Score
from studio.export.tones import ALL, Family
from studio.host.sound import Sound
from studio.player.session import Session, State


class Sounding(QObject):
    """What is heard of a session. While it waits or has ended, what is still heard rings out."""

    def __init__(self, session: Session, sound: Sound, families: Set[Family] = ALL) -> None:
        super().__init__(session)
        self._session, self._sound, self._families = session, sound, families
        self._plays = self._muted = False
        self._fresh = True  # whether what is due at the position is still to be heard
        session.state_changed.connect(self._follow)
        session.jumped.connect(self._jump)
        session.gone_on.connect(self._renew)
        session.pace_changed.connect(self._restart)

    def mute(self, muted: bool) -> None:
        """Be silent, or be heard again."""
        self._muted = muted
        if muted:
            self._cut()
        else:
            self._restart()

    def choose(self, families: Set[Family]) -> None:
        """From now on let these be heard."""
        self._families = families
        self._restart()

    def _follow(self) -> None:
        match self._session.state:
            case State.PLAYING:
                self._play()
            case State.ENDED if not self._plays:
                self._play()
            case State.PAUSED | State.STOPPED:
                self._cut()

    def _renew(self) -> None:
        self._fresh = True

    def _jump(self) -> None:
        self._fresh = True
        self._restart()

    def _restart(self) -> None:
        """What is to come is another."""
        if self._session.state is State.PLAYING:
            self._play()

    def _play(self) -> None:
        if self._muted:
            return
        session = self._session
        schedule, row = session.schedule, session.row
        score = Score(schedule, self._families, session.pace, first=row, gate=_gate(schedule, row))
        begin = score.frame(session.position) + (not self._fresh)
        self._plays, self._fresh = True, False
        self._sound.play(score, begin)

    def _cut(self) -> None:
        if self._plays:
            self._plays = False
            self._sound.cut()


def _gate(schedule: Schedule, row: int) -> int | None:
    """The next row, from `row` on, that waits for somebody."""
    slots = schedule.slots
    return next((one for one in range(row, len(slots)) if slots[one].prepared.dose.manual), None)
