"""Values for tests: exercises and routines in few words, and strategies that make up any of them."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from studio.core.breath import BreathPattern, Half
from studio.core.dose import Dose, Side, Sides
from studio.core.exercise import Element, Equipment, Exercise, Hold, Move, Posture, Preset, Source, Tilt
from studio.core.pose import Angles, Pose
from studio.core.quantity import SECOND, Range, fixed
from studio.core.routine import Circuit, Item, Routine, Step
from studio.core.transitions import TransitionTable

TRANSITIONS = TransitionTable(
    large=frozenset(
        (Equipment.TABLE, Equipment.BOOTS, Equipment.INVERSION_CHAIR, Equipment.TRAPEZE)
    ),
    small=frozenset((Equipment.WALL, Equipment.COUCH, Equipment.CHAIR, Equipment.BALL, Equipment.BAR)),
    floor=frozenset(
        (
            Posture.SITTING, Posture.KNEELING, Posture.ALL_FOURS,
            Posture.PRONE, Posture.SUPINE, Posture.SIDE_LYING,
        )
    ),
    same=5_000,
    onto_large=45_000,
    onto_small=20_000,
    off_to_standing=20_000,
    floor_to_floor=10_000,
    otherwise=15_000,
    tilt_per_degree=200,
    level_rest=60_000,
)  # fmt: skip

IN, OUT, HOLD = Move(breath=Half.IN), Move(breath=Half.OUT), Hold()


def exercise(name: str, *cycle: Element, posture: Posture = Posture.STANDING, **more: Any) -> Exercise:
    """An exercise that is called as it is named."""
    return Exercise(name, name.title(), posture, cycle, **more)


def dose(**said: Any) -> Dose:
    """A dose in seconds, counts and degrees; a pair is a range."""
    times = {"hold", "pause", "rest", "tilt"}

    def value(key: str, number: Any) -> Any:
        if key == "sides":
            return Sides(number)
        if key in ("change", "prepare"):
            return number * SECOND
        if key not in times | {"sets", "reps", "breaths"}:
            return number
        scale = SECOND if key in times else 1
        low, high = number if isinstance(number, tuple) else (number, number)
        return Range(round(low * scale), round(high * scale))

    assert set(said) <= {field.name for field in fields(Dose)}
    return Dose(**{key: value(key, number) for key, number in said.items()})


def step(of: Exercise | str, **said: Any) -> Step:
    """A step of an exercise with a dose of its own."""
    return Step(of if isinstance(of, str) else of.id, dose=dose(**said))


def routine(*items: Item, own: tuple[Exercise, ...] = (), **more: Any) -> Routine:
    """A routine that carries its exercises with it."""
    return Routine("Test", items, exercises=own, **more)


def ranges(low: int, high: int) -> st.SearchStrategy[Range]:
    """Ranges and single numbers inside `low`..`high`."""
    numbers = st.integers(low, high)
    return st.one_of(numbers.map(fixed), st.tuples(numbers, numbers).map(lambda pair: Range(*sorted(pair))))


def texts(longest: int = 30) -> st.SearchStrategy[str]:
    """Any text that a file can hold, the awkward ones too."""
    awkward = st.sampled_from(
        ("", "a\nb", '"""', "'''", "\\", "\x00\x1b\x7f", "<b>&amp;", "\u202e", "a\r\nb")
    )
    return st.one_of(awkward, st.text(max_size=longest))


names = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,5})?", fullmatch=True)

patterns = st.builds(
    BreathPattern,
    inhale=st.integers(500, 8_000),
    hold_in=st.sampled_from((0, 0, 250, 2_000)),
    exhale=st.integers(500, 8_000),
    hold_out=st.sampled_from((0, 0, 1, 3_000)),
)


_spans, _counts = ranges(0, 45_000), ranges(1, 3)
_dose_keys: dict[str, st.SearchStrategy[Any]] = {
    "sets": ranges(1, 2),
    "reps": _counts,
    "pause": ranges(0, 5_000),
    "rest": _spans,
    "change": st.integers(0, 9_000),
    "prepare": st.integers(0, 20_000),
    "sides": st.sampled_from(Sides),
    "tilt": ranges(0, 90_000),
    "manual": st.booleans(),
    "optional": st.booleans(),
    "note": texts(),
    "breath": patterns,
}
_some_keys = st.lists(st.sampled_from([*_dose_keys, "hold", "hold", "breaths"]), max_size=5, unique=True)


@st.composite
def _doses(draw: st.DrawFn) -> Dose:
    keys = draw(_some_keys)
    said = {key: draw(_dose_keys[key]) for key in keys if key in _dose_keys}
    length = next((key for key in keys if key not in _dose_keys), None)
    if length:
        said[length] = draw(_spans if length == "hold" else _counts)
    return Dose(**said)


doses = _doses()
"""Doses with few repetitions, so that schedules stay small; any key may be there."""

pose_names = st.sampled_from(("up", "down", "odd name"))

moves = st.one_of(
    st.builds(Move, pose=st.none() | pose_names, breath=st.sampled_from(Half), say=texts(8)),
    st.builds(Move, pose=st.none() | pose_names, seconds=st.integers(100, 9_000)),
    st.builds(Move, pose=pose_names, breath=st.sampled_from(Half), via=st.just(("up", "down"))),
    st.builds(Move, tilt=st.sampled_from(Tilt), breath=st.none() | st.sampled_from(Half)),
)
holds = st.one_of(
    st.builds(Hold, say=texts(8)),
    st.builds(Hold, seconds=st.integers(0, 45_000)),
    st.builds(Hold, breaths=st.integers(1, 3)),
)
elements = st.one_of(moves, holds)
poses = st.builds(
    Pose,
    lumbar=st.sampled_from((0.0, 88.5)),
    arm_near=st.builds(Angles, st.sampled_from((0.0, -93.25)), st.just(1.0), st.just(2.5)),
)


@st.composite
def exercises(draw: st.DrawFn, name: str | None = None) -> Exercise:
    """Exercises with everything that a file can say of one."""
    lists = st.lists(texts(), max_size=2).map(tuple)
    return Exercise(
        id=name or draw(names),
        name=draw(texts()),
        posture=draw(st.sampled_from(Posture)),
        cycle=draw(st.lists(elements, min_size=1, max_size=4).map(tuple)),
        enter=draw(st.lists(elements, max_size=2).map(tuple)),
        leave=draw(st.lists(elements, max_size=2).map(tuple)),
        equipment=draw(st.lists(st.sampled_from(Equipment), max_size=2, unique=True).map(tuple)),
        aims=draw(lists),
        summary=draw(texts()),
        return_=draw(lists),
        sources=draw(st.lists(st.builds(Source, texts(), texts()), max_size=2).map(tuple)),
        dose=draw(doses),
        presets=draw(st.dictionaries(texts(), presets, max_size=2)),
        poses=draw(st.dictionaries(pose_names, poses, max_size=2)),
        first_side=draw(st.sampled_from(Side)),
        figure_side=draw(st.sampled_from(Side)),
    )


presets = st.builds(Preset, doses, st.dictionaries(pose_names, pose_names, max_size=1))


def bare_exercises(name: str) -> st.SearchStrategy[Exercise]:
    """Exercises without texts and pictures: all that time depends on."""
    parts = st.lists(elements, max_size=3).map(tuple)
    return st.builds(
        Exercise,
        id=st.just(name),
        name=st.just(name),
        posture=st.sampled_from(Posture),
        cycle=st.lists(elements, min_size=1, max_size=4).map(tuple),
        enter=parts,
        leave=parts,
        equipment=st.sampled_from(((), (Equipment.TABLE,), (Equipment.MAT,), (Equipment.WALL,))),
        dose=doses,
        first_side=st.sampled_from(Side),
    )


def bare_routines(most: int = 5) -> st.SearchStrategy[Routine]:
    """Routines of bare exercises."""
    return routines(most, bare=True)


@st.composite
def routines(draw: st.DrawFn, most: int = 5, *, bare: bool = False) -> Routine:
    """Routines of their own exercises, circuits among them, and now and then an exercise nobody knows."""
    own = [draw(bare_exercises(name) if bare else exercises(name)) for name in ("one", "two", "a b")]
    steps = st.builds(
        Step,
        st.sampled_from(("one", "one", "two", "two", "a b", "nobody")),
        st.none() | texts(8),
        doses,
    )
    circuits = st.builds(
        Circuit,
        texts(),
        st.integers(1, 3),
        st.integers(0, 30_000),
        st.lists(steps, max_size=3).map(tuple),
    )
    return Routine(
        title=draw(texts()),
        steps=draw(st.lists(st.one_of(steps, steps, circuits), max_size=most).map(tuple)),
        author=draw(texts()),
        description=draw(texts()),
        source=draw(texts()),
        intensity=draw(st.sampled_from((Fraction(0), Fraction(1, 2), Fraction(1), Fraction(37, 100)))),
        breath=draw(patterns),
        exercises=tuple(own),
    )
