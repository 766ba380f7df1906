"""The movement of one exercise, shown small: a short turn through it, a few times over."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.breath import BreathPattern
from studio.core.compile import compile_schedule
from studio.core.dose import Dose, Sides
from studio.core.exercise import Exercise
from studio.core.moment import moment_at
from studio.core.picture import pose_in
from studio.core.pose import Pose
from studio.core.quantity import SECOND, Range, fixed
from studio.core.routine import Routine, Step
from studio.core.schedule import Schedule
from studio.core.transitions import TransitionTable

TICK = 40
"""Time between two pictures, in ms; there is one timer, and it runs only while something moves."""
TURNS = 3
"""How often the movement is shown before it rests."""
_BREATH = BreathPattern(5 * SECOND // 2, 0, 5 * SECOND // 2, 0)
_LONGEST_HOLD = 2 * SECOND


class MovementPlayer(QObject):
    """Moves the figure of one exercise at a time; `moved` asks for it to be painted again."""

    moved = Signal()

    def __init__(self, transitions: TransitionTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._transitions = transitions
        self._exercise: Exercise | None = None
        self._schedule: Schedule | None = None
        self._at = 0
        self._turns = 0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.advance)

    @property
    def exercise(self) -> Exercise | None:
        """What is moving now."""
        return self._exercise if self._timer.isActive() else None

    def play(self, exercise: Exercise | None) -> None:
        """Begin with this exercise, unless it was the last one begun; None comes to rest."""
        if exercise is self._exercise:
            return
        self._exercise, self._at, self._turns = exercise, 0, 0
        self._schedule = None if exercise is None else short_turn(exercise, self._transitions)
        if self._schedule is not None and self._schedule.length:
            self._timer.start()
        else:
            self._timer.stop()
        self.moved.emit()

    def advance(self) -> None:
        """One picture on."""
        length = self._schedule.length if self._schedule else 0
        self._at += TICK
        if self._at >= length:
            self._at, self._turns = 0, self._turns + 1
            if self._turns >= TURNS:
                self._timer.stop()
        self.moved.emit()

    def pose_of(self, exercise: Exercise) -> tuple[Pose, float, float] | None:
        """Pose, breath and tilt of this exercise if it is the one that moves."""
        if self.exercise is not exercise or self._schedule is None:
            return None
        moment = moment_at(self._schedule, self._at)
        if moment is None:
            return None
        return pose_in(exercise, moment.segment, self._at), moment.lung, moment.tilt


def short_turn(exercise: Exercise, transitions: TransitionTable) -> Schedule:
    """One repetition on one side, quickly breathed, with its holds cut short."""
    own = exercise.dose
    sides = Sides.NONE if own.sides is Sides.EACH else own.sides
    held = own.hold is not None and own.hold.high > 0
    dose = Dose(
        sets=fixed(1), reps=fixed(1), pause=fixed(0), rest=fixed(0), prepare=0, sides=sides, manual=False,
        hold=Range(_LONGEST_HOLD, _LONGEST_HOLD) if held else None,
        breaths=fixed(1) if own.breaths is not None else None, breath=_BREATH,
    )  # fmt: skip
    routine = Routine("", (Step(exercise.id, dose=dose),))
    return compile_schedule(routine, {exercise.id: exercise}, transitions)
