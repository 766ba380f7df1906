"""What a figure lies, sits or hangs on: which prop an exercise needs, its room, and painting it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QPainter

from studio.core.motion import tilted
from studio.core.neutral import TABLE_PIVOT
from studio.core.pose import Pose
from studio.core.skeleton import Bounds, Skeleton
from studio.paint import prop_shapes as shapes
from studio.paint.look import Look
from studio.paint.prop_shapes import Painting, Scene


class Prop(StrEnum):
    """A thing that is drawn with the figure."""

    NONE = "none"
    TABLE = "table"
    INVERSION_CHAIR = "inversion-chair"
    COUCH = "couch"
    WALL = "wall"
    CHAIR = "chair"
    BALL = "ball"
    BAR = "bar"
    BOOTS = "boots"
    TRAPEZE = "trapeze"
    PILLOW = "pillow"
    TRAINER = "trainer"
    COLLAR = "collar"
    FRAME = "frame"


ROOM: dict[Prop, Bounds | None] = {
    Prop.NONE: None,
    Prop.TABLE: Bounds(-0.50, 0.0, 0.56, 0.80),
    Prop.INVERSION_CHAIR: Bounds(-0.52, 0.0, 0.36, 0.98),
    Prop.COUCH: Bounds(0.09, 0.0, 0.53, 0.44),
    Prop.WALL: Bounds(0.15, 0.0, 0.185, 0.875),
    Prop.CHAIR: Bounds(-0.25, 0.0, 0.02, 0.70),
    Prop.BALL: Bounds(-0.20, 0.0, 0.20, 0.40),
    Prop.BAR: Bounds(-0.29, 0.0, 0.42, 1.28),
    Prop.BOOTS: Bounds(-0.29, 0.0, 0.42, 1.28),
    Prop.TRAPEZE: Bounds(-0.28, 0.0, 0.28, 1.30),
    Prop.PILLOW: None,
    Prop.TRAINER: Bounds(-0.21, 0.0, 0.21, 0.27),
    Prop.COLLAR: Bounds(-0.25, 0.0, 0.02, 0.70),
    Prop.FRAME: Bounds(-0.10, 0.0, 0.30, 0.80),
}
"""How much room each takes beside its figure; None where it follows the figure."""

assert set(ROOM) == set(Prop)

_TURNING = frozenset((Prop.TABLE, Prop.INVERSION_CHAIR))
_NAMED = ("inversion-chair", "boots", "trapeze", "couch", "wall", "ball", "pillow")
_DEVICES = {"sitting": Prop.COLLAR, "standing": Prop.FRAME, "kneeling": Prop.FRAME}
_OF_POSTURE = {"table": Prop.TABLE, "hanging": Prop.BAR, "device": Prop.CHAIR}


def prop_of(posture: str, equipment: tuple[str, ...] = ()) -> Prop:
    """What an exercise's figure needs around it, by the words of its file."""
    if posture == "table":
        return Prop.TABLE
    for word in _NAMED:
        if word in equipment:
            return Prop(word)
    if "device" in equipment:
        return _DEVICES.get(posture, Prop.TRAINER)
    for word in ("chair", "bar"):
        if word in equipment:
            return Prop(word)
    return _OF_POSTURE.get(posture, Prop.NONE)


def turns(prop: Prop) -> bool:
    """Whether a prop tilts with who is on it."""
    return prop in _TURNING


def turned(pose: Pose, prop: Prop, tilt: float) -> Pose:
    """The pose as it is in the room: turned with a prop that tilts, else as it is written."""
    return tilted(pose, tilt, TABLE_PIVOT) if turns(prop) else pose


def paint_prop_behind(
    painter: QPainter, prop: Prop, look: Look, s: float, tilt: float, body: Skeleton
) -> None:
    """Paints what stands behind the figure `body`; `tilt` is the angle of a prop that tilts, head-down."""
    _paint(_BEHIND, Scene(painter, look, s, tilt, body), prop)


def paint_prop_before(
    painter: QPainter, prop: Prop, look: Look, s: float, tilt: float, body: Skeleton
) -> None:
    """Paints what lies over the figure: what holds its ankles, hips or neck."""
    _paint(_BEFORE, Scene(painter, look, s, tilt, body), prop)


def _paint(painted: dict[Prop, Painting], scene: Scene, prop: Prop) -> None:
    if prop in painted:
        painted[prop](scene)


_BEHIND: dict[Prop, Painting] = {
    Prop.TABLE: shapes.table,
    Prop.INVERSION_CHAIR: shapes.inversion_chair,
    Prop.COUCH: shapes.couch,
    Prop.WALL: shapes.wall,
    Prop.CHAIR: shapes.chair,
    Prop.BALL: shapes.ball,
    Prop.BAR: shapes.bar,
    Prop.BOOTS: shapes.bar,
    Prop.TRAPEZE: shapes.trapeze,
    Prop.PILLOW: shapes.pillow,
    Prop.TRAINER: shapes.trainer,
    Prop.COLLAR: shapes.chair,
    Prop.FRAME: shapes.frame,
}
_BEFORE: dict[Prop, Painting] = {
    Prop.TABLE: shapes.table_rollers,
    Prop.INVERSION_CHAIR: shapes.chair_belts,
    Prop.BOOTS: shapes.boots,
    Prop.TRAPEZE: shapes.sling,
    Prop.PILLOW: shapes.pillow_between,
    Prop.TRAINER: shapes.trainer_pad,
    Prop.COLLAR: shapes.collar,
    Prop.FRAME: shapes.frame_handle,
}
