"""The player: a window that fills the screen and plays one schedule, legible from three metres."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.core.exercise import Catalogue
from studio.core.phrase import MINUTE
from studio.core.plain import one_line
from studio.core.quantity import SECOND
from studio.core.schedule import Cue, Schedule
from studio.host.awake import Awake
from studio.host.clock import Clock
from studio.host.sound import Tones
from studio.paint.look import PLAYER, Look
from studio.player.controls import Command, Controls
from studio.player.keys import command_for
from studio.player.panel import Panel, PanelButton
from studio.player.questions import Questions
from studio.player.screen import Screen
from studio.player.session import Session, State
from studio.player.sounding import sound

FRAME = 16
"""Milliseconds from one picture to the next."""

IDLE = 3 * SECOND
"""How long the controls stay in sight, in ms."""

LONG_PAUSE = 10 * MINUTE
"""A longer pause lets the screen switch off."""

NUDGE = 10 * SECOND
_REPEATED = (Command.EARLIER, Command.LATER)  # a key that is held down gives these again and again


class PlayerWindow(QWidget):
    """Plays a schedule from its first show on, and says `closed` with the position it was left at, in ms.

    It owns the timers; the time itself comes from `clock`. The schedule is a snapshot: edits do not reach it.
    """

    closed = Signal(int)

    def __init__(
        self,
        schedule: Schedule,
        title: str,
        exercises: Catalogue,
        clock: Clock,
        tones: Tones,
        awake: Awake,
        look: Look = PLAYER,
    ) -> None:
        super().__init__()
        self.session = Session(schedule, clock, self)
        self._tones, self._awake = tones, awake
        self._cues: list[Cue] = []
        self._begun = self._still = self._gone = False
        self.screen_ = Screen(self, look, schedule, exercises)
        self.controls = Controls(self, look)
        self.go_on = PanelButton(self, look, "Go on", strong=True)
        self.panel = Panel(self, look)
        self._questions = Questions(self.session, self.panel, self.controls, self, self._leave)
        self._frames = self._timer(FRAME, self.tick)
        self._idle = self._timer(IDLE, self._fade, once=True)
        self._pause = self._timer(LONG_PAUSE, self._tire, once=True)
        self._dress(title)
        self._connect()
        self._show_position()

    def tick(self) -> None:
        """Catch up with the clock; the first one begins."""
        if not self._begun:
            self._begun = True
            self._tones.start()
            self.session.play()
        self.session.advance()
        self._sound()

    def show_at(self, ms: int) -> None:
        """Show the still picture of a time, as if it were played."""
        self._still = True
        self.controls.fade_now()
        self.session.seek(ms)
        self._show_position()

    def do(self, command: Command) -> None:
        """What the controls and keys do."""
        session = self.session
        if command is Command.TOGGLE and session.state is State.WAITING:
            command = Command.GO_ON
        match command:
            case Command.TOGGLE:
                session.toggle()
            case Command.BACK:
                session.back()
            case Command.NEXT:
                session.skip()
            case Command.EARLIER:
                session.nudge(-NUDGE)
            case Command.LATER:
                session.nudge(NUDGE)
            case Command.GO_ON:
                session.go_on()
            case Command.LEAVE:
                self._questions.ask_to_leave()
        self._sound()

    def _dress(self, title: str) -> None:
        self.setWindowTitle(f"{one_line(title)} \N{EN DASH} Player")
        self.setAccessibleName(f"Player: {one_line(title)}")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(QSize(480, 300))
        self.go_on.hide()

    def _connect(self) -> None:
        session = self.session
        session.moved.connect(self._show_position)
        session.cued.connect(self._cues.append)
        session.state_changed.connect(self._follow_state)
        session.slept.connect(self._questions.tell_of_sleep)
        session.finished.connect(self._questions.tell_of_end)
        self.controls.asked.connect(self.do)
        self.go_on.clicked.connect(session.go_on)
        self.screen_.progress.chosen.connect(session.seek)

    def _timer(self, ms: int, act: object, *, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(ms)
        timer.setSingleShot(once)
        timer.timeout.connect(act)
        return timer

    def _show_position(self) -> None:
        session = self.session
        if session.schedule.slots:
            state = State.PLAYING if self._still or not self._begun else session.state
            self.screen_.show(session.row, session.position, state)

    def _follow_state(self) -> None:
        """Run the timers, the wake lock and the controls as the session goes."""
        state = self.session.state
        if state is State.PLAYING:
            self._frames.start()
        else:
            self._frames.stop()
        if state in (State.PLAYING, State.WAITING):
            self._awake.start()
            self._pause.stop()
        elif state is State.PAUSED:
            self._pause.start()
        else:
            self._awake.stop()
            self._pause.stop()
        self.controls.show_playing(state is State.PLAYING)
        self.go_on.setVisible(state is State.WAITING)
        self._stir()
        self._show_position()
        self._sound()

    def _sound(self) -> None:
        cues, self._cues[:] = tuple(self._cues), ()
        sound(cues, self.session.schedule, self._tones)
        self._sign()

    def _sign(self) -> None:
        screen = "Screen stays awake" if self._awake.active else "Your screen may switch off"
        heard = "Sound on" if self._tones.available else "No sound device: cues are shown only"
        self.screen_.sign.show_value(f"{screen}  \N{MIDDLE DOT}  {heard}")

    def _tire(self) -> None:
        self._awake.stop()
        self._sign()

    def _stir(self) -> None:
        """Somebody is there: show the controls, and let them fade later while it plays."""
        self.controls.reveal()
        self.unsetCursor()
        if self.session.state is State.PLAYING:
            self._idle.start()
        else:
            self._idle.stop()

    def _fade(self) -> None:
        self.controls.fade()
        self.setCursor(Qt.CursorShape.BlankCursor)

    def _leave(self) -> None:
        self.close()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = command_for(event.key())
        if command is None or (event.isAutoRepeat() and command not in _REPEATED):
            event.ignore()
        elif self.panel.message is None:
            self.do(command)
        self._stir()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._stir()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._stir()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()  # else Qt would give it to the first button, and Space would press that
        if not self._begun and not self._still:
            self._frames.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        where = self.screen_.place(self.size())
        self.controls.place(where)
        self.panel.place(QRectF(self.rect()), where.scale)
        wide, high = 480 * where.scale, max(48.0, 120 * where.scale)
        button = QRectF(0, 0, wide, high)
        button.moveCenter(where.breath.center())
        self.go_on.setGeometry(button.toAlignedRect())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        ground = self.screen_.ground(self.size(), ratio)
        box = event.rect()
        source = QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio)
        painter.drawPixmap(box, ground, source.toRect())
        painter.end()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if self._gone:
            return
        self._gone = True
        self.session.stop()
        for timer in (self._frames, self._idle, self._pause):
            timer.stop()
        self.controls.stop()
        self._awake.stop()
        self._tones.stop()
        self.closed.emit(self.session.position)
