"""Exercises, routines and stand-ins for the machine, for the tests of the player."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from studio.core.breath import Half
from studio.core.compile import compile_schedule
from studio.core.dose import Dose, Side, Sides
from studio.core.exercise import Equipment, Exercise, Hold, Move, Posture
from studio.core.pose import Pose
from studio.core.quantity import SECOND, Range, fixed
from studio.core.routine import Circuit, Item, Routine, Step
from studio.core.schedule import CueKind, Schedule
from studio.core.transitions import TransitionTable
from studio.export.stream import Score
from studio.export.tones import RATE
from studio.host.clock import HandClock
from studio.host.feed import Source
from studio.paint.look import PLAYER, Look
from studio.player.sizes import View
from studio.player.window import PlayerWindow

TRANSITIONS = TransitionTable(
    large=frozenset({Equipment.TABLE}),
    small=frozenset({Equipment.WALL}),
    floor=frozenset({Posture.KNEELING, Posture.SUPINE}),
    same=5 * SECOND,
    onto_large=45 * SECOND,
    onto_small=20 * SECOND,
    off_to_standing=20 * SECOND,
    floor_to_floor=10 * SECOND,
    otherwise=15 * SECOND,
    tilt_per_degree=200,
    level_rest=60 * SECOND,
)
CATALOGUE = {
    one.id: one
    for one in (
        Exercise(
            "cat",
            "Cat-cow",
            Posture.STANDING,
            (Move(breath=Half.IN, say="Arch"), Move(breath=Half.OUT, say="Round")),
        ),
        Exercise(
            "bow",
            "Bow",
            Posture.STANDING,
            (Move("low", Half.OUT), Hold(), Move("up", Half.IN)),
            dose=Dose(hold=fixed(10 * SECOND)),
            poses={"up": Pose(), "low": Pose(lumbar=40, thorax=-20, neck=-40, head=-40)},
        ),
        Exercise("knees", "Double knees to chest", Posture.SUPINE, (Hold(),)),
        Exercise("table", "Inverted rest", Posture.TABLE, (Hold(),), equipment=(Equipment.TABLE,)),
        Exercise("shoes", "<b>Shoes</b> & <img src=x>", Posture.SITTING, (Hold(),)),
    )
}


def step(
    exercise: str, *, sets: int | None = None, reps: int | None = None, hold: int | None = None,
    rest: int | None = None, tilt: int | None = None, sides: Sides | None = None, manual: bool | None = None,
) -> Step:  # fmt: skip
    """A step; `hold` and `rest` are seconds, `tilt` is degrees."""

    def said(value: int | None, unit: int = 1) -> Range | None:
        return None if value is None else fixed(value * unit)

    dose = Dose(
        sets=said(sets), reps=said(reps), hold=said(hold, SECOND), rest=said(rest, SECOND),
        tilt=said(tilt, SECOND), sides=sides, manual=manual,
    )  # fmt: skip
    return Step(exercise, dose=dose)


MANUAL = step("shoes", manual=True)
SIDES = step("knees", sides=Sides.EACH, hold=30, reps=2)


def scheduled(*items: Item) -> Schedule:
    """The schedule of steps and circuits."""
    return compile_schedule(Routine("Evening", items, intensity=Fraction(0)), CATALOGUE, TRANSITIONS)


# ready 5, in 4, out 6, in 4, out 6, rest 20 (25..45); ready 15, hold 30 left, 30, change 5, 30, 30 (60..185)
TWO_STEPS = (step("cat", reps=2, rest=20), SIDES)
CIRCUIT = Circuit("Round and round", 2, 30 * SECOND, (step("cat", rest=10), step("knees", hold=30)))


class Sounded:
    """Sound that is written down: what was to be played from which frame on, None for a cut."""

    def __init__(self, *, available: bool = True) -> None:
        self.available = available
        self.ready = True
        self.is_open = False
        self.volume = 100
        self.played: list[tuple[Source, int] | None] = []

    def open(self) -> None:
        self.is_open = True

    def play(self, source: Source, frame: int) -> None:
        self.played.append((source, frame))

    def cut(self) -> None:
        self.played.append(None)

    def set_volume(self, percent: int) -> None:
        self.volume = percent

    def close(self) -> None:
        self.is_open = False

    def tones(self, seconds: float) -> list[tuple[CueKind, Side | None]]:
        """The tones that are heard in so many seconds of what was played last."""
        assert self.played
        assert self.played[-1] is not None
        score, frame = self.played[-1]
        assert isinstance(score, Score)
        return [(one.kind, one.side) for one in score.tones(frame, frame + round(seconds * RATE))]


class Watched:
    """A wake lock that is only written down."""

    def __init__(self) -> None:
        self.active = False

    def start(self) -> None:
        self.active = True

    def stop(self) -> None:
        self.active = False


class Player:
    """A player's window with a clock that is moved by hand; its own timers do nothing."""

    def __init__(
        self,
        items: Sequence[Item],
        size: tuple[int, int] = (1920, 1080),
        *,
        look: Look = PLAYER,
        view: View | None = None,
    ) -> None:
        self.clock, self.sound, self.awake = HandClock(1_000_000), Sounded(), Watched()
        self.schedule = scheduled(*items)
        self.window = PlayerWindow(
            self.schedule, "Evening & night", CATALOGUE, self.clock, self.sound, self.awake,
            look=look, view=view or View(distance=1.5),
        )  # fmt: skip
        self.window.resize(*size)
        self.closed: list[int] = []
        self.window.closed.connect(self.closed.append)

    def show(self) -> None:
        """Show it; the first tick begins."""
        self.window.show()
        self.window.tick()

    def forward(self, ms: int) -> None:
        """Let time pass, in frames of a second and what is left."""
        for part in [1000] * (ms // 1000) + [ms % 1000]:
            self.clock.forward(part)
            self.window.tick()

    @property
    def at(self) -> int:
        """Where the session is, in ms."""
        return self.window.session.position
