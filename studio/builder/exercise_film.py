"""The movement of the exercise that is being made: played, or pulled to any moment of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from studio.builder.pieces import IconButton, Words, paint_ring
from studio.builder.preview import FRAME, sample
from studio.core.breath import DEFAULT_BREATH
from studio.core.compile import compile_schedule
from studio.core.dose import DEFAULT_DOSE
from studio.core.exercise import Exercise
from studio.core.moment import Moment, moment_at
from studio.core.phrase import BREATH_WORDS, seconds
from studio.core.quantity import SECOND
from studio.core.routine import Step
from studio.core.schedule import Schedule, SegmentKind
from studio.core.transitions import TransitionTable
from studio.host.clock import Clock
from studio.paint.look import LIGHT, Look

_COLOURS = {SegmentKind.MOVE: "move", SegmentKind.HOLD: "hold", SegmentKind.TILT: "inv"}
_STEP = SECOND // 2


class Film(QWidget):
    """Play, a strip to pull, and the time. `shown` carries the moment to be painted, None for none."""

    shown = Signal(object)

    def __init__(self, transitions: TransitionTable, clock: Clock) -> None:
        super().__init__()
        self._transitions, self._clock, self._last = transitions, clock, 0
        self._exercise: Exercise | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self.advance)
        self.button = IconButton("play", "Play the movement", size=34, framed=True)
        self.button.clicked.connect(self.toggle)
        self.strip = FilmStrip()
        self.strip.pulled.connect(self._pull)
        self._words = Words(px=13, colour="tx2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.strip, 1)
        row.addWidget(self._words)

    def set_look(self, look: Look) -> None:
        self._words.setFixedWidth(look.grown(130))

    @property
    def exercise(self) -> Exercise | None:
        """The exercise whose movement is in the strip."""
        return self._exercise

    @property
    def moment(self) -> Moment | None:
        """What is true where the strip stands."""
        schedule = self.strip.schedule
        return None if schedule is None or self.strip.at is None else moment_at(schedule, self.strip.at)

    def show_exercise(self, exercise: Exercise) -> None:
        """Make the strip of another exercise; what is looked at in it stays where it is."""
        if exercise == self._exercise:
            return
        self._exercise = exercise
        dose = exercise.dose.over(DEFAULT_DOSE)
        routine = sample(Step(exercise.id), dose, dose.breath or DEFAULT_BREATH)
        self.strip.show_schedule(compile_schedule(routine, {exercise.id: exercise}, self._transitions))
        self._tell()

    def toggle(self) -> None:
        """Play, or stand still."""
        if self._timer.isActive():
            self._stand()
            return
        schedule = self.strip.schedule
        if schedule is None or not schedule.length:
            return
        if self.strip.at is None or self.strip.at >= schedule.length - 1:
            self.strip.put(0)
        self._last = self._clock.now()
        self._timer.start()
        self.button.say("Pause the movement", "pause")
        self._tell()

    def advance(self) -> None:
        """Move on to the clock's time."""
        now = self._clock.now()
        passed, self._last = now - self._last, now
        schedule = self.strip.schedule
        if schedule is None or self.strip.at is None:
            self._stand()
            return
        self.strip.put((self.strip.at + passed) % max(1, schedule.length))
        self._tell()

    def leave(self) -> None:
        """Back to the key pose."""
        self._stand()
        if self.strip.at is not None:
            self.strip.put(None)
            self._tell()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stand()

    def _pull(self, at: int) -> None:
        self._stand()
        self.strip.put(at)
        self._tell()

    def _stand(self) -> None:
        self._timer.stop()
        self.button.say("Play the movement", "play")

    def _tell(self) -> None:
        moment = self.moment
        length = 0 if self.strip.schedule is None else self.strip.schedule.length
        words = f"{seconds(length // 100 * 100)} s in all"
        if moment is not None:
            breath = "" if moment.breath is None else BREATH_WORDS[moment.breath.phase]
            time = f"{seconds(moment.at // 100 * 100)} s"
            words = f"{time} \N{MIDDLE DOT} {breath}" if breath else time
        self._words.setText(words)
        self.shown.emit(moment)


class FilmStrip(QWidget):
    """The moves and holds of the movement in time; `pulled` carries the moment that is pointed at, in ms."""

    pulled = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._look = LIGHT
        self.schedule: Schedule | None = None
        self.at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Movement")
        self.setAccessibleDescription("Left and Right go through the movement.")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_schedule(self, schedule: Schedule) -> None:
        """Show another movement."""
        self.schedule = schedule
        if self.at is not None:
            self.at = min(self.at, max(0, schedule.length - 1))
        self.update()

    def put(self, at: int | None) -> None:
        """Stand at a moment, or at none."""
        self.at = at
        self.update()

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 34)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = self._track()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.well)
        painter.drawRoundedRect(track, 5, 5)
        schedule = self.schedule
        if schedule is not None and schedule.length:
            for segment in schedule.segments:
                left = track.left() + track.width() * segment.start / schedule.length
                width = track.width() * segment.length / schedule.length
                painter.setBrush(getattr(look, _COLOURS.get(segment.kind, "rest")))
                painter.drawRoundedRect(
                    QRectF(left + 0.75, track.top(), max(1.0, width - 1.5), track.height()), 3, 3
                )
            if self.at is not None:
                x = track.left() + track.width() * self.at / schedule.length
                painter.setPen(QPen(look.card, 5))
                painter.drawLine(QPointF(x, track.top() - 5), QPointF(x, track.bottom() + 5))
                painter.setPen(QPen(look.tx, 2.5))
                painter.drawLine(QPointF(x, track.top() - 6), QPointF(x, track.bottom() + 6))
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), look, 8)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._point(event.position().x())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point(event.position().x())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}.get(Qt.Key(event.key()))
        if by is None or self.schedule is None:
            super().keyPressEvent(event)
            return
        self.pulled.emit(max(0, min(self.schedule.length - 1, (self.at or 0) + by)))

    def _track(self) -> QRectF:
        return QRectF(8, self.height() / 2 - 6, self.width() - 16, 12)

    def _point(self, x: float) -> None:
        if self.schedule is not None and self.schedule.length:
            track = self._track()
            share = min(1.0, max(0.0, (x - track.left()) / track.width()))
            self.pulled.emit(min(self.schedule.length - 1, round(share * self.schedule.length)))
