"""What a step consists of, in order, before its breath and times are laid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from studio.core.breath import Half
from studio.core.dose import DoseInUse, Side, Sides
from studio.core.exercise import Element, Exercise, Hold, Move, Tilt
from studio.core.frozen import frozen
from studio.core.schedule import SegmentKind


@frozen
class Planned:
    """One stretch to be laid out. `length` is in ms and None where the breath or the tilt decides.

    `half` is asked for by a move, `breaths` by a hold; `tilt_to` is in degrees, None to stay as it is.
    """

    kind: SegmentKind
    length: int | None = None
    half: Half | None = None
    breaths: int | None = None
    tilt_to: int | None = None
    pose: str | None = None
    via: tuple[str, ...] = ()
    say: str = ""
    set: int | None = None
    side: Side | None = None
    rep: int | None = None


@frozen
class _At:
    """Where in a step an element stands."""

    set: int
    side: Side | None
    rep: int | None = None


def sides_of(dose: DoseInUse, exercise: Exercise) -> tuple[Side | None, ...]:
    """The sides of a dose in the order they are done."""
    if dose.sides is Sides.EACH:
        return exercise.first_side, exercise.first_side.other
    return (None,) if dose.sides is Sides.NONE else (Side(dose.sides.value),)


def planned(exercise: Exercise, dose: DoseInUse, renamed: Mapping[str, str], set_: int) -> Iterator[Planned]:
    """One set: for each side `enter`, repetitions with pauses between, `leave`; `change` between sides."""
    sides = sides_of(dose, exercise)
    for turn, side in enumerate(sides):
        if turn:
            yield Planned(SegmentKind.CHANGE, dose.change, set=set_, side=side)
        for element in exercise.enter:
            yield _element(element, dose, renamed, _At(set_, side))
        for rep in range(1, dose.reps + 1):
            for element in exercise.cycle:
                yield _element(element, dose, renamed, _At(set_, side, rep))
            if rep < dose.reps:
                yield Planned(SegmentKind.PAUSE, dose.pause, set=set_, side=side, rep=rep)
        for element in exercise.leave:
            yield _element(element, dose, renamed, _At(set_, side))


def _element(element: Element, dose: DoseInUse, renamed: Mapping[str, str], at: _At) -> Planned:
    if isinstance(element, Hold):
        length, breaths = element.seconds, element.breaths
        if element.of_dose:
            length, breaths = (None, dose.breaths) if dose.breaths is not None else (dose.hold, None)
        return Planned(
            SegmentKind.HOLD, length, breaths=breaths, say=element.say, set=at.set, side=at.side, rep=at.rep
        )
    tilt_to = None if element.tilt is None else (dose.tilt if element.tilt is Tilt.TO_DOSE else 0)
    return Planned(
        SegmentKind.MOVE if tilt_to is None else SegmentKind.TILT,
        element.seconds,
        half=element.breath,
        tilt_to=tilt_to,
        pose=None if element.pose is None else renamed.get(element.pose, element.pose),
        via=tuple(renamed.get(name, name) for name in element.via),
        say=element.say,
        set=at.set,
        side=at.side,
        rep=at.rep,
    )


def home_pose(exercise: Exercise, renamed: Mapping[str, str]) -> str:
    """The pose in which an exercise begins: where its moves end, else its first picture or its posture's."""
    after = exercise.leave if exercise.enter else exercise.cycle
    for element in reversed(after):
        if isinstance(element, Move) and element.pose is not None:
            return renamed.get(element.pose, element.pose)
    if exercise.enter or not exercise.poses:
        return exercise.posture.value
    first = next(iter(exercise.poses))
    return renamed.get(first, first)


def first_half(exercise: Exercise) -> Half:
    """The half-breath that the exercise asks for first; an inhale where it leaves that open."""
    for element in (*exercise.enter, *exercise.cycle):
        if isinstance(element, Hold):
            break
        if element.breath is not None and element.seconds is None and element.tilt is None:
            return element.breath
    return Half.IN
