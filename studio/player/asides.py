"""What the player shows for a while beside its picture: the way back from a skip, and an unusual pace."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtWidgets import QWidget

from studio.paint.look import Look
from studio.player.controls import Command
from studio.player.pace import PACES, PaceSign, pace_words, stepped
from studio.player.panel import PanelButton
from studio.player.places import Places
from studio.player.session import UNDO, Session, State
from studio.player.speeds import SPEEDS, Speeds

_HEIGHT, _WIDE = 120.0, 480.0


class Asides:
    """Stand over the stage: the way back at its foot, the pace at its head."""

    def __init__(self, window: QWidget, look: Look, session: Session) -> None:
        self._window, self._look, self._session = window, look, session
        self._paces = PACES
        self.speeds: Speeds | None = None
        self.undo = PanelButton(window, look, "Undo skip", strong=True)
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it comes and goes: it takes no keys unasked
        self.undo.hide()
        self.pace = PaceSign(window, look, "Pace")
        self._time = QTimer(window)
        self._time.setSingleShot(True)
        self._time.setInterval(UNDO)
        self._time.timeout.connect(self._withdraw)
        self.undo.clicked.connect(session.undo_skip)
        session.skipped.connect(self._offer)
        session.jumped.connect(self._withdraw)
        session.state_changed.connect(self._follow_state)
        session.pace_changed.connect(self._show_pace)

    def place(self, where: Places) -> None:
        """Lay them out."""
        scale = where.scale
        high = max(48.0, _HEIGHT * scale)
        left, top = 72 * scale, where.stage.bottom() - high
        wide = _WIDE * scale
        self.undo.place(QRectF(left, top, wide, high), where)
        self.pace.place(QRectF(where.stage.right() - wide, where.stage.top(), wide, high), where)
        self.pace.setVisible(bool(self.pace.value))
        if self.speeds is not None:
            self.speeds.place(where)

    def do(self, command: Command) -> None:
        """What belongs to the pace and to skips."""
        session = self._session
        if command is Command.UNDO_SKIP:
            session.undo_skip()
        elif command in (Command.SLOWER, Command.FASTER):
            by = 1 if command is Command.FASTER else -1
            session.set_pace(stepped(session.pace, by, self._paces))

    def rehearse(self) -> None:
        """Offer the speeds of a rehearsal in place of a person's paces."""
        self._paces = SPEEDS
        self.speeds = Speeds(self._window, self._look, self._session)

    def stop(self) -> None:
        """The window goes."""
        self._time.stop()

    def _offer(self) -> None:
        if self._session.can_undo_skip and not self._session.over:
            self.undo.show()
            self.undo.raise_()
            self._time.start()

    def _withdraw(self) -> None:
        self._time.stop()
        if self.undo.hasFocus():
            self._window.setFocus()
        self.undo.hide()

    def _follow_state(self) -> None:
        if self._session.state in (State.ENDED, State.STOPPED):
            self._withdraw()

    def _show_pace(self) -> None:
        if self.speeds is not None:
            return
        self.pace.show_value(pace_words(self._session.pace))
        self.pace.setVisible(bool(self.pace.value))
