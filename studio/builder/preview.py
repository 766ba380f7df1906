"""The moving figure above the inspector: one step's movement with its breath, over and over."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from studio.builder.pieces import IconButton
from studio.core.breath import BreathPattern
from studio.core.compile import compile_schedule
from studio.core.dose import Dose
from studio.core.exercise import Exercise
from studio.core.moment import Moment, moment_at
from studio.core.motion import bounds_of
from studio.core.phrase import BREATH_WORDS
from studio.core.picture import card_pose, card_tilt, mirrored, movement_bounds, pose_in
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Routine, Step
from studio.core.schedule import Schedule
from studio.core.skeleton import Bounds
from studio.core.transitions import TransitionTable
from studio.host.clock import Clock
from studio.paint.figure import paint_figure
from studio.paint.look import LIGHT, Look
from studio.paint.props import prop_of, turned

HEIGHT, LOW = 130, 84
"""Pixels where there is room, and where there is little."""
_ROOMY, _SCARCE = 430, 260
"""In an inspector of less height, in pixels at the usual text size, it is low; it is not there at all."""
FRAME = 33
"""Milliseconds between two pictures."""
ROUNDS = 2
"""How often the movement is shown before it rests by itself."""

_LONGEST_HOLD = 2


def sample(step: Step, dose: Dose, breath: BreathPattern) -> Routine:
    """A routine of one repetition a side of the step, without waiting and with short holds."""
    breaths = fixed(_LONGEST_HOLD) if (dose.hold and dose.hold.high) or dose.breaths else None
    short = Dose(
        sets=fixed(1), reps=fixed(1), pause=fixed(0), rest=fixed(0), change=SECOND, prepare=0, tilt=dose.tilt,
        hold=None if breaths else fixed(0), breaths=breaths, sides=dose.sides, manual=False, breath=breath,
    )  # fmt: skip
    return Routine("", (replace(step, dose=short),), intensity=Fraction(1, 2), breath=breath)


def room_of(exercise: Exercise, schedule: Schedule) -> Bounds:
    """The room that the movement takes, also while it is tilted."""
    room = movement_bounds(exercise)
    prop = prop_of(exercise.posture, tuple(exercise.equipment))
    for segment in schedule.segments:
        if segment.tilt_to:
            pose = turned(pose_in(exercise, segment, segment.end), prop, segment.tilt_to)
            room = room.united(bounds_of((pose,)))
    return room


class Preview(QWidget):
    """Plays one step's movement. The timer runs only while it plays and can be seen.

    In a look that is still the figure moves only when it is asked to.
    """

    def __init__(self, transitions: TransitionTable, clock: Clock) -> None:
        super().__init__()
        self._transitions = replace(transitions, level_rest=2 * SECOND)
        self._clock, self._look = clock, LIGHT
        self._exercise: Exercise | None = None
        self._routine: Routine | None = None
        self._schedule: Schedule | None = None
        self._playing, self._at, self._last, self._until = False, 0, 0, 0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self.advance)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.button = IconButton("play", "Play the movement", framed=True, glyph=15)
        self.button.setParent(self)
        self.button.clicked.connect(self.toggle)

    @property
    def playing(self) -> bool:
        """Whether the figure is to move."""
        return self._playing

    @property
    def ticking(self) -> bool:
        """Whether the timer runs."""
        return self._timer.isActive()

    @property
    def moment(self) -> Moment | None:
        """The moment that is shown."""
        return None if self._schedule is None else moment_at(self._schedule, self._at)

    def show_step(self, step: Step, dose: Dose, exercise: Exercise | None, breath: BreathPattern) -> None:
        """Show a step's movement; it begins anew where the movement is another one."""
        routine = None if exercise is None else sample(step, dose, breath)
        if exercise is self._exercise and routine == self._routine:
            return
        other = exercise is not self._exercise
        self._exercise, self._routine = exercise, routine
        self._schedule = None
        if exercise is not None and routine is not None:
            self._schedule = compile_schedule(routine, {exercise.id: exercise}, self._transitions)
            self._bounds = room_of(exercise, self._schedule)
        moves = self._schedule is not None and self._schedule.length > 0
        self.button.setVisible(moves)
        if other:
            self._at = 0
            self._until = ROUNDS * self._schedule.length if self._schedule is not None else 0
            self._play(moves and not self._look.still)
        self.update()

    def toggle(self) -> None:
        """Play, or stand still."""
        self._until = 0
        self._play(not self._playing)

    def advance(self) -> None:
        """Move on to the clock's time."""
        now = self._clock.now()
        passed, self._last = now - self._last, now
        if self._schedule is None or not self._schedule.length:
            self._play(False)
            return
        if self._until:
            self._until -= passed
            if self._until <= 0:
                self._until, self._at = 0, 0
                self._play(False)
                self.update()
                return
        self._at = (self._at + passed) % self._schedule.length
        self.update()

    def fit_into(self, room: int) -> None:
        """The inspector is `room` px high: the fields need it more than the figure."""
        grown = self._look.grown
        self.setFixedHeight(HEIGHT if room >= grown(_ROOMY) else LOW)
        self.setVisible(room >= grown(_SCARCE))

    def set_look(self, look: Look) -> None:
        if look.still and not self._look.still:
            self._play(False)
        self._look = look
        self._place_button()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, self.maximumHeight())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._play(self._playing)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look, box = QPainter(self), self._look, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(box, 12, 12)
        painter.fillPath(shape, look.thumb)
        exercise, moment = self._exercise, self.moment
        if exercise is None:
            return
        painter.setClipPath(shape)
        room = box.adjusted(44, 8, -44, -24)  # the words stand below the figure
        prop = prop_of(exercise.posture, tuple(exercise.equipment))
        if moment is None or not (self._playing or self._at):
            paint_figure(
                painter, room, card_pose(exercise), look, prop=prop, tilt=card_tilt(exercise),
                bounds=self._bounds, scale=140,
            )  # fmt: skip
            return
        paint_figure(
            painter, room, pose_in(exercise, moment.segment, moment.at), look, prop=prop, bounds=self._bounds,
            mirrored=mirrored(exercise, moment.segment.side), breath=moment.lung, tilt=moment.tilt, scale=140,
        )  # fmt: skip
        if moment.breath is not None:
            painter.setFont(look.font(13))
            painter.setPen(look.tx2)
            place = box.adjusted(0, 0, -10, -8)
            corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            painter.drawText(place, int(corner.value), BREATH_WORDS[moment.breath.phase])

    def _place_button(self) -> None:
        self.button.move(8, self.height() - self.button.height() - 8)

    def _play(self, playing: bool) -> None:
        self._playing = playing
        self.button.say(
            "Pause the movement" if playing else "Play the movement", "pause" if playing else "play"
        )
        if playing and self.isVisible():
            self._last = self._clock.now()
            self._timer.start()
        else:
            self._timer.stop()
