"""Which figure stands on the stage at a moment, and which one is on the card of what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, dist

from studio.core.body import Point
from studio.core.exercise import Catalogue, Exercise
from studio.core.frozen import frozen
from studio.core.moment import Moment, moment_at
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

ENTERS = 900
"""How long the figure takes into a step's first pose, in ms, or as long as one gets ready if that is less."""

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

    def __init__(self, schedule: Schedule, exercises: Catalogue, *, still: bool = False) -> None:
        self._schedule, self._exercises, self._still = schedule, exercises, still
        self._rooms: dict[int, Bounds] = {}
        self._steepest: dict[int, int] = {}
        self._ways: dict[tuple[Pose, ...], int] = {}
        self._last: tuple[tuple[Pose, ...], float, Pose] | None = None

    def set_schedule(self, schedule: Schedule) -> None:
        """Another schedule of the same steps."""
        self._schedule = schedule
        self._steepest.clear()

    def at(self, moment: Moment, lung: float) -> Figure | None:
        """The figure at a moment, with the lungs as full as they are shown; None for an unknown exercise."""
        exercise = self._exercises.get(moment.step.exercise)
        if exercise is None:
            return None
        segment = moment.segment
        prop, side = _prop(exercise), mirrored(exercise, segment.side)
        room = self._room(moment.step, exercise)
        if self._still:
            # Where it leads, and as a shadow where it comes from: nothing in between.
            pose, ghost = pose_named(exercise, segment.pose_to), self._other_end(exercise, segment)
            return Figure(pose, side, prop, room, tilt=segment.tilt_to, ghost=ghost)
        pose = self._pose(exercise, segment, moment.progress)
        found = Figure(
            pose, side, prop, room, round(lung * _BREATHS) / _BREATHS, moment.tilt,
            self._ghost(moment.step, exercise, segment),
        )  # fmt: skip
        since = moment.at - moment.step.start
        lasts = min(ENTERS, segment.length)
        if segment.start == moment.step.start and since < lasts:
            return self._entering(found, moment.step, eased(since / lasts))
        return found

    def steepest(self, step: PlayedStep) -> int:
        """The largest tilt of a step, in degrees."""
        if step.index not in self._steepest:
            segments = self._schedule.segments_between(step.start, step.end)
            tilts = (max(one.tilt_from, one.tilt_to) for one in segments)
            self._steepest[step.index] = max(tilts, default=0)
        return self._steepest[step.index]

    def _entering(self, found: Figure, step: PlayedStep, share: float) -> Figure:
        """On the way from how the step before left off to this one's first pose, where they face one way."""
        before = moment_at(self._schedule, step.start - 1) if step.start > 0 else None
        last = None if before is None else self.at(before, 0.0)
        if last is None or last.mirrored is not found.mirrored or share >= 1:
            return found
        first = turned(last.pose, last.prop, last.tilt)
        if first == found.pose and last.bounds == found.bounds:
            return found
        steps = max(1, way((first, found.pose)))
        share = round(share * steps) / steps
        a, b = last.bounds, found.bounds
        room = Bounds(*(p + (q - p) * share for p, q in zip(a, b, strict=True)))
        return replace(found, pose=along((first, found.pose), share), bounds=room)

    def _other_end(self, exercise: Exercise, segment: Segment) -> Pose | None:
        if segment.kind is not SegmentKind.MOVE or segment.pose_from == segment.pose_to:
            return None
        return pose_named(exercise, segment.pose_from)

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
            steepest = self.steepest(step)
            for segment in self._schedule.segments_between(step.start, step.end):
                names.update(dict.fromkeys((segment.pose_from, *segment.via, segment.pose_to)))
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
