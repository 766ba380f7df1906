"""The player: a window that fills the screen and plays one schedule, legible from three metres."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.app.repeats import Repeats
from studio.core.exercise import Catalogue
from studio.core.phrase import MINUTE
from studio.core.plain import one_line
from studio.core.quantity import SECOND
from studio.core.schedule import Schedule
from studio.host.awake import Awake
from studio.host.clock import Clock
from studio.host.sound import Sound
from studio.host.voice import NoVoice, Voice
from studio.paint.look import PLAYER, Look
from studio.player.around import Around
from studio.player.asides import Asides
from studio.player.controls import Command, Controls
from studio.player.keys import command_for
from studio.player.panel import Panel, PanelButton
from studio.player.questions import Questions
from studio.player.record import Record
from studio.player.screen import Screen
from studio.player.session import Session, State
from studio.player.sizes import View
from studio.player.sounding import Sounding
from studio.player.way_up import WayUp

FRAME = 16
"""Milliseconds from one picture to the next."""

IDLE = 3 * SECOND
"""How long the controls stay in sight, in ms."""

LONG_PAUSE = 10 * MINUTE
"""A longer pause lets the screen switch off."""

NUDGE = 10 * SECOND
RETURN = 2 * MINUTE
"""How long the page at the end stays, in ms."""

_REPEATED = (Command.SLOWER, Command.FASTER)  # a key that is held down gives these again and again


class PlayerWindow(QWidget):
    """Plays a schedule from its first show on, and says `closed` with the position it was left at, in ms.

    It owns the timers; the time itself comes from `clock`. The schedule is a snapshot: edits do not reach it.
    """

    closed = Signal(int)
    performed = Signal(object)
    """What was done, as a `Performed`: once, when the window is closed after anything was played."""

    def __init__(
        self,
        schedule: Schedule,
        title: str,
        exercises: Catalogue,
        clock: Clock,
        sound: Sound,
        awake: Awake,
        look: Look = PLAYER,
        view: View | None = None,
        voice: Voice | None = None,
        display: str = "",
    ) -> None:
        super().__init__()
        self.session = Session(schedule, clock, self)
        self._sound, self._awake = sound, awake
        self.sounding = Sounding(self.session, sound)
        self._begun = self._still = self._gone = self._rehearsing = False
        self.screen_ = Screen(self, look, schedule, exercises, view or View())
        self.controls = Controls(self, look)
        self.go_on = PanelButton(self, look, "Go on", strong=True)
        self.way_up = WayUp(self, look)
        self.panel = Panel(self, look)
        self.asides = Asides(self, look, self.session)
        self.around = Around(self, look, self.session, self.controls, voice or NoVoice(), display)
        self._record = Record(self.session, clock, title)
        self._questions = Questions(
            self.session, self.panel, self.controls, self, self._leave, lambda: self._record.performed
        )
        self._frames = self._timer(FRAME, self.tick)
        self._repeats = Repeats()
        self._idle = self._timer(IDLE, self._fade, once=True)
        self._aim = self._timer(FRAME, self.tick, once=True)  # at the next cue, where a frame would be late
        self._pause = self._timer(LONG_PAUSE, self._tire, once=True)
        self._return = self._timer(RETURN, self._leave, once=True)
        self._dress(title)
        self._connect()
        self._show_position()

    def tick(self) -> None:
        """Catch up with the clock; it begins as soon as the first tone would be heard."""
        if self.session.over:
            return
        if not self._begun:
            self._awake.start()  # now: it may take its time, and the clock does not run yet
            self._sound.open()
            self._sign()
            if not self._sound.ready:
                return
            self._begin()
        self.session.advance()
        self._sign()
        due_in = self.session.due_in
        if due_in is not None and due_in < FRAME:
            self._aim.start(due_in)

    def show_at(self, ms: int) -> None:
        """Show the still picture of a time, as if it were played."""
        self._still = True
        self.controls.fade_now()
        self.session.seek(ms)
        self._show_position()

    def rehearse(self) -> None:
        """Play at one of some speeds, and leave without a question."""
        self._rehearsing, self._questions.asks = True, False
        self.asides.rehearse()
        self._sign()

    def _begin(self) -> None:
        self._begun = True
        self.session.play()

    def do(self, command: Command) -> None:
        """What the controls and keys do."""
        if not self._begun:
            self._begin()  # who presses a key is not kept waiting for the sound
        session = self.session
        if self.around.take(command):
            self._sign()
            return
        if command is Command.TOGGLE and session.state is State.WAITING:
            command = Command.GO_ON
        match command:
            case Command.TOGGLE:
                session.toggle()
            case Command.BACK:
                session.back()
            case Command.NEXT:
                session.skip()
            case Command.SHORTER:
                session.lengthen(-NUDGE)
            case Command.LONGER:
                session.lengthen(NUDGE)
            case Command.GO_ON:
                session.go_on()
            case Command.LEAVE:
                self._questions.ask_to_leave()
            case _:
                self.asides.do(command)

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
        session.state_changed.connect(self._follow_state)
        session.slept.connect(self._questions.tell_of_sleep)
        session.finished.connect(self._questions.tell_of_end)
        session.schedule_changed.connect(lambda: self.screen_.set_schedule(session.schedule))
        session.pace_changed.connect(self._show_position)
        self.controls.asked.connect(self.do)
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self._let_go)  # the program may be ended with the window still open
        self.around.asked.connect(self.do)
        self.around.stirred.connect(self._stir)
        self.around.mute_changed.connect(self.sounding.mute)
        self.screen_.turning.turned.connect(self._lay_out)
        self.way_up.asked.connect(session.come_up)
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
            self.screen_.show(session.row, session.position, state, session.time_left)

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
        if state is State.ENDED:
            self._return.start()
        else:
            self._return.stop()
        self.controls.show_playing(state is State.PLAYING)
        self.way_up.show_paused(state is State.PAUSED)
        self.go_on.setVisible(state is State.WAITING)
        self._stir()
        self._show_position()
        self._sign()

    def _sign(self) -> None:
        screen = "Screen stays awake" if self._awake.active else "Your screen may switch off"
        heard = "Sound on" if self._sound.available else "No sound device: cues are shown only"
        heard = "Sound is off, M turns it on" if self.around.muted else heard
        parts = filter(None, (screen, heard, self.around.display.words))
        words = "  \N{MIDDLE DOT}  ".join(parts)
        self.screen_.sign.show_value("Rehearsal, without sound" if self._rehearsing else words)

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

    def _let_go(self) -> None:
        """Let go of the screen and of the sound device; a second call changes nothing."""
        self.session.stop()
        self._awake.stop()
        self._sound.close()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        undoes = event.matches(QKeySequence.StandardKey.Undo)
        command = Command.UNDO_SKIP if undoes else command_for(event.key())
        if command is None or (self._repeats.repeats(event) and command not in _REPEATED):
            event.ignore()
        elif self.panel.message is None:
            self.do(command)
        self._stir()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._repeats.lift(event)
        event.ignore()

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
        self._lay_out()

    def _lay_out(self) -> None:
        """Everything in its place, the way that the picture is turned."""
        where = self.screen_.place(self.size())
        self.controls.place(where)
        self.way_up.place(where)
        self.panel.place(QRectF(self.rect()), where)
        self.asides.place(where)
        self.around.place(where)
        button = QRectF(0, 0, min(480 * where.scale, where.breath.width()), max(48.0, 120 * where.scale))
        button.moveCenter(where.breath.center())
        self.go_on.place(button, where)

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
        for timer in (self._frames, self._aim, self._idle, self._pause, self._return):
            timer.stop()
        self.controls.stop()
        self.asides.stop()
        self.around.stop()
        self.way_up.stop()
        self.screen_.turning.stop()
        self._let_go()
        if self._begun:
            self.performed.emit(self._record.performed)
        self.closed.emit(self.session.position)
