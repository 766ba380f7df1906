"""Which pose an exercise shows: at a moment of its schedule, and on its card."""

from __future__ import annotations

from collections.abc import Mapping

from studio.core.dose import Side
from studio.core.exercise import Exercise, Hold, Move
from studio.core.motion import along, bounds_of, eased
from studio.core.neutral import NEUTRAL
from studio.core.plan import home_pose
from studio.core.pose import Pose
from studio.core.quantity import SECOND
from studio.core.schedule import Segment
from studio.core.skeleton import Bounds


def pose_named(exercise: Exercise, name: str) -> Pose:
    """The key pose of that name; the posture's neutral one where it has none."""
    return exercise.poses.get(name) or NEUTRAL[exercise.posture.value]


def pose_in(exercise: Exercise, segment: Segment, at: int) -> Pose:
    """The pose at `at` (ms) in a segment, at an eased pace from key pose to key pose."""
    names = (segment.pose_from, *segment.via, segment.pose_to)
    over = min(1.0, max(0.0, (at - segment.start) / segment.length)) if segment.length else 1.0
    return along([pose_named(exercise, name) for name in names], eased(over))


def card_pose(exercise: Exercise, preset: str | None = None) -> Pose:
    """The pose that tells the exercise from others: the one that is held, else where its first move leads."""
    renamed = _renamed(exercise, preset)
    held = home_pose(exercise, renamed)
    for element in (*exercise.enter, *exercise.cycle):
        if isinstance(element, Hold):
            break
        if element.pose is not None:
            held = renamed.get(element.pose, element.pose)
            if element in exercise.cycle:
                break
    return pose_named(exercise, held)


def card_tilt(exercise: Exercise, preset: str | None = None) -> int:
    """How far, in degrees, a table is tilted on the exercise's card: the middle of its dose."""
    found = exercise.presets.get(preset) if preset else None
    span = (found.dose.tilt if found else None) or exercise.dose.tilt
    return 0 if span is None else (span.low + span.high) // (2 * SECOND)


def movement_bounds(exercise: Exercise, preset: str | None = None) -> Bounds:
    """The box around everything that the exercise's figure does, so that it keeps one scale."""
    renamed = _renamed(exercise, preset)
    names = [home_pose(exercise, renamed)]
    for element in (*exercise.enter, *exercise.cycle, *exercise.leave):
        if isinstance(element, Move) and element.pose is not None:
            names += [renamed.get(name, name) for name in (*element.via, element.pose)]
    return bounds_of([pose_named(exercise, name) for name in names])


def mirrored(exercise: Exercise, side: Side | None) -> bool:
    """Whether the figure is drawn the other way round, for the side that its poses are not drawn for."""
    return side is not None and side is not exercise.figure_side


def _renamed(exercise: Exercise, preset: str | None) -> Mapping[str, str]:
    found = exercise.presets.get(preset) if preset else None
    return found.poses if found else {}
