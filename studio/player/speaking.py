"""Speaks as a session goes: what is due, as long as it is due, and nothing while it is paused."""

from __future__ import annotations

from studio.core.layout import COUNTDOWN
from studio.core.quantity import SECOND
from studio.core.schedule import Cue, CueKind
from studio.host.voice import Voice
from studio.player.saying import Utterance, utterance
from studio.player.session import Session, State

_GOES_ON = (State.WAITING, State.ENDED)  # what has just been said belongs to these


class Speaker:
    """Hands a session's words to a voice, and cuts them at their boundary. It is held by its window."""

    def __init__(self, session: Session, voice: Voice) -> None:
        self._session, self._voice = session, voice
        self._now: Utterance | None = None
        self._muted = False
        self._counted: int | None = None  # when the last number was said, in ms
        session.moved.connect(self._follow)
        session.cued.connect(self._hear)
        session.jumped.connect(lambda _position: self._cut())
        session.state_changed.connect(self._follow_state)

    def mute(self, muted: bool) -> None:
        """Say nothing, or speak again."""
        self._muted = muted
        if muted:
            self._cut()

    def _hear(self, cue: Cue) -> None:
        session, now = self._session, self._now
        said = None if self._muted else utterance(session.schedule, session.row, cue)
        if said is None or session.position > said.start_by:
            return
        if now is not None and now.rank > said.rank and self._voice.speaking:
            return
        if cue.kind is CueKind.COUNT:
            if cue.text != str(COUNTDOWN) and self._counted != cue.at - SECOND:
                return  # a count is said from its first number on, or not at all
            self._counted = cue.at
        self._now = said
        self._voice.say(said.text)

    def _follow(self, position: int) -> None:
        """Cut what is at its boundary, and drop what has not begun in time."""
        now = self._now
        if now is None:
            return
        late = position > now.start_by and not self._voice.speaking
        if late or not now.at <= position < now.until:
            self._cut()

    def _follow_state(self) -> None:
        if self._session.state not in _GOES_ON:
            self._cut()

    def _cut(self) -> None:
        if self._now is not None:
            self._now = None
            self._voice.cut()
