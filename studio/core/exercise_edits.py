"""Edits of an exercise: its key poses and moves, each as a new exercise; every name stays in step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

from studio.core.breath import Half
from studio.core.exercise import Element, Exercise, Hold, Move, Posture
from studio.core.neutral import NEUTRAL
from studio.core.pose import Pose

PARTS = ("enter", "cycle", "leave")
"""The lists of moves of an exercise, in the order in which they happen."""


def new_exercise(id_: str, name: str, posture: Posture = Posture.STANDING) -> Exercise:
    """An exercise to begin with: there and back again with the breath, in the posture's neutral pose."""
    neutral = NEUTRAL[posture.value]
    return Exercise(
        id_, name, posture,
        cycle=(Move("move", Half.OUT), Move("start", Half.IN)),
        poses={"start": neutral, "move": neutral},
    )  # fmt: skip


def elements_of(exercise: Exercise, part: str) -> tuple[Element, ...]:
    """The moves and holds of one of PARTS."""
    found: tuple[Element, ...] = getattr(exercise, part)
    return found


def with_elements(exercise: Exercise, part: str, elements: Sequence[Element]) -> Exercise:
    """The exercise with other moves in one of PARTS."""
    match part:
        case "enter":
            return replace(exercise, enter=tuple(elements))
        case "leave":
            return replace(exercise, leave=tuple(elements))
        case _:
            return replace(exercise, cycle=tuple(elements))


def with_pose(exercise: Exercise, name: str, pose: Pose) -> Exercise:
    """The exercise with a key pose put in or changed."""
    return replace(exercise, poses={**exercise.poses, name: pose})


def with_pose_after(exercise: Exercise, before: str, name: str, pose: Pose) -> Exercise:
    """The exercise with a new key pose behind another in the list."""
    poses: dict[str, Pose] = {}
    for other, known in exercise.poses.items():
        poses[other] = known
        if other == before:
            poses[name] = pose
    return replace(exercise, poses={**poses, name: pose})


def with_pose_renamed(exercise: Exercise, old: str, new: str) -> Exercise:
    """The exercise with a key pose under another name, in its moves and presets too."""
    poses = {new if name == old else name: pose for name, pose in exercise.poses.items()}
    return _renamed(replace(exercise, poses=poses), lambda name: new if name == old else name)


def without_pose(exercise: Exercise, gone: str, instead: str) -> Exercise:
    """The exercise without a key pose; its moves go to `instead`."""
    poses = {name: pose for name, pose in exercise.poses.items() if name != gone}
    return _renamed(replace(exercise, poses=poses), lambda name: instead if name == gone else name)


def free_name(exercise: Exercise, like: str) -> str:
    """A name for a key pose that is not taken: `bridge`, `bridge-2`, `bridge-3` and so on."""
    if like not in exercise.poses:
        return like
    return next(name for n in count(2) if (name := f"{like}-{n}") not in exercise.poses)


def uses_of(exercise: Exercise, name: str) -> int:
    """How many moves go to or through a key pose."""
    return sum(
        (element.pose == name) + element.via.count(name)
        for part in PARTS
        for element in elements_of(exercise, part)
        if isinstance(element, Move)
    )


def with_element_moved(exercise: Exercise, part: str, row: int, by: int) -> Exercise:
    """The exercise with a move one place up (-1) or down (1); past the end of a list nothing changes."""
    elements = list(elements_of(exercise, part))
    if not 0 <= row + by < len(elements):
        return exercise
    elements[row], elements[row + by] = elements[row + by], elements[row]
    return with_elements(exercise, part, elements)


def _renamed(exercise: Exercise, change: Callable[[str], str]) -> Exercise:
    def element(found: Element) -> Element:
        if isinstance(found, Hold) or (found.pose is None and not found.via):
            return found
        pose = None if found.pose is None else change(found.pose)
        return replace(found, pose=pose, via=tuple(change(name) for name in found.via))

    for part in PARTS:
        exercise = with_elements(exercise, part, [element(one) for one in elements_of(exercise, part)])
    presets = {
        name: replace(preset, poses={change(a): change(b) for a, b in preset.poses.items()})
        for name, preset in exercise.presets.items()
    }
    return replace(exercise, presets=presets)
