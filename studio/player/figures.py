"""Which figure stands on the stage at a moment, and which one is on the card of what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, dist

from studio.core.body import Point
from studio.core.exercise import Catalogue, Exercise
from studio.core.frozen import frozen
from studio.core.moment import Moment
from studio.core.motion import along, bounds_of, eased
from studio.core.picture import card_pose, mirrored, movement_bounds, pose_named
from studio.core.plan import home_pose
from studio.core.pose import Pose
from studio.core.schedule import PlayedStep, Schedule, Segment, SegmentKind
from studio.core.skeleton import Bounds, Skeleton, solve
from studio.paint.props import Prop, prop_of, turned
from studio.player.words import Next

_BREATHS = 24
"""Into how many steps a chest's swelling is cut: each is about half a pixel."""

_BODY = 900
"""About how many pixels the large figure is high, where it fills its stage."""


@frozen
class Figure:
    """A figure as it is painted. `breath` is 0 breathed out, 1 breathed in; `tilt` is in degrees."""

    pose: Pose
    mirrored: bool
    prop: Prop
    bounds: Bounds
    breath: float = 0.5
    tilt: float = 0.0
    ghost: Pose | None = None


class Figures:
    """The figures of a schedule. What is the same for a whole step is worked out once for it."""

    def __init__(self, schedule: Schedule, exercises: Catalogue) -> None:
        self._schedule, self._exercises = schedule, exercises
        self._rooms: dict[int, Bounds] = {}
        self._ways: dict[tuple[Pose, ...], int] = {}
        self._last: tuple[tuple[Pose, ...], float, Pose] | None = None

    def at(self, moment: Moment, lung: float) -> Figure | None:
        """The figure at a moment, with the lungs as full as they are shown; None for an unknown exercise."""
        exercise = self._exercises.get(moment.step.exercise)
        if exercise is None:
            return None
        segment = moment.segment
        return Figure(
            self._pose(exercise, segment, moment.progress),
            mirrored(exercise, segment.side),
            _prop(exercise),
            self._room(moment.step, exercise),
            round(lung * _BREATHS) / _BREATHS,
            moment.tilt,
            self._ghost(moment.step, exercise, segment),
        )

    def waiting(self, step: PlayedStep) -> Figure | None:
        """The figure of a step that waits."""
        exercise = self._exercises.get(step.exercise)
        if exercise is None:
            return None
        pose, prop, tilt = card_pose(exercise, self._preset(step)), _prop(exercise), step.dose.tilt
        return Figure(pose, False, prop, bounds_of((turned(pose, prop, tilt),)), tilt=tilt)

    def following(self, what: Next) -> Figure | None:
        """The figure on the card of what comes next."""
        exercise = None if what.step is None else self._exercises.get(what.step.exercise)
        if exercise is None or what.step is None:
            return None
        pose, prop, tilt = card_pose(exercise, self._preset(what.step)), _prop(exercise), what.step.dose.tilt
        room = bounds_of((turned(pose, prop, tilt),))
        return Figure(pose, mirrored(exercise, what.side), prop, room, tilt=tilt)

    def _pose(self, exercise: Exercise, segment: Segment, progress: float) -> Pose:
        """The pose at a share of a segment, eased; two that could not be told apart on the screen are one."""
        names = (segment.pose_from, *segment.via, segment.pose_to)
        poses = tuple(pose_named(exercise, name) for name in names)
        if poses not in self._ways:
            self._ways[poses] = way(poses)
        steps = self._ways[poses]
        share = round(eased(progress) * steps) / steps if steps else 1.0
        if self._last is None or self._last[:2] != (poses, share):
            self._last = (poses, share, along(poses, share))
        return self._last[2]

    def _preset(self, step: PlayedStep) -> str | None:
        return self._schedule.slots[step.index].prepared.step.preset

    def _ghost(self, step: PlayedStep, exercise: Exercise, segment: Segment) -> Pose | None:
        """Where a move leads, away from where the exercise begins; nothing where it leads back."""
        preset = exercise.presets.get(self._preset(step) or "")
        home = home_pose(exercise, preset.poses if preset else {})
        away = segment.kind is SegmentKind.MOVE and segment.pose_to != home
        if not away or segment.pose_to == segment.pose_from:
            return None
        return pose_named(exercise, segment.pose_to)

    def _room(self, step: PlayedStep, exercise: Exercise) -> Bounds:
        """The room of everything that the figure does in a step, so that it keeps its place and size."""
        if step.index not in self._rooms:
            names: dict[str, None] = {}
            steepest = 0
            for segment in self._schedule.segments_between(step.start, step.end):
                names.update(dict.fromkeys((segment.pose_from, *segment.via, segment.pose_to)))
                steepest = max(steepest, segment.tilt_from, segment.tilt_to)
            poses = [pose_named(exercise, name) for name in names]
            room = movement_bounds(exercise, self._preset(step)).united(bounds_of(poses))
            if steepest:
                room = room.united(bounds_of([turned(pose, _prop(exercise), steepest) for pose in poses]))
            self._rooms[step.index] = room
        return self._rooms[step.index]


def way(poses: Sequence[Pose]) -> int:
    """How far the farthest joint goes on the way through poses, in about pixels of the large figure."""
    farthest = 0.0
    for a, b in pairwise(poses):
        ends = zip(_joints(solve(a)), _joints(solve(b)), strict=True)
        farthest = max(farthest, *(dist(start, end) for start, end in ends))
    return ceil(farthest * _BODY * (len(poses) - 1))


def _joints(body: Skeleton) -> Iterator[Point]:
    yield from (body.hip, body.c7, body.head)
    for limb in (body.arm_near, body.arm_far, body.leg_near, body.leg_far):
        yield from (limb.middle, limb.end)


def _prop(exercise: Exercise) -> Prop:
    return prop_of(exercise.posture.value, tuple(item.value for item in exercise.equipment))
