"""How each prop is drawn, in body heights, some of them where the figure's body is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from studio.core.body import FRONT, HEAD_OUTLINE, KNEE_R, Point, depth, placed, polar
from studio.core.frozen import frozen
from studio.core.neutral import TABLE_PIVOT
from studio.core.skeleton import Skeleton, direction
from studio.paint.look import Look

RUNGS: tuple[Point, Point] = ((0.015, 1.235), (0.250, 1.235))
"""The bars that one hangs on, seen from their ends."""
ANKLES = (0.475, 0.085)
"""Where the table holds the ankles: along the board from its hinge, and above it."""
CHAIR_ANKLES = (0.235, 0.325)
"""Where the inversion chair holds them."""
PILLOW_HIGH = 0.05


@frozen
class Scene:
    """What a prop is drawn with: `s` pixels are one body height, `tilt` is in degrees, head-down."""

    painter: QPainter
    look: Look
    s: float
    tilt: float
    body: Skeleton

    def on(self, along: float, above: float) -> Point:
        """A place on a thing that tilts: `along` from its hinge towards the feet, `above` its board."""
        c, d = cos(radians(self.tilt)), sin(radians(self.tilt))
        return (TABLE_PIVOT[0] + along * c - above * d, TABLE_PIVOT[1] + along * d + above * c)

    def bar(self, a: Point, b: Point, width: float, colour: QColor) -> None:
        """A straight bar with round ends."""
        self.line((a, b), width, colour)

    def line(self, points: Sequence[Point], width: float, colour: QColor) -> None:
        """A line through points with round ends and joins."""
        s = self.s
        pen = QPen(colour, width * s, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        self.painter.drawPolyline([QPointF(x * s, -y * s) for x, y in points])

    def curve(self, a: Point, pull: Point, b: Point, width: float, colour: QColor) -> None:
        """A bent line from `a` to `b`, drawn towards `pull`."""
        s = self.s
        path = QPainterPath(QPointF(a[0] * s, -a[1] * s))
        path.quadTo(pull[0] * s, -pull[1] * s, b[0] * s, -b[1] * s)
        pen = QPen(colour, width * s, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        self.painter.strokePath(path, pen)

    def box(self, top_left: Point, width: float, height: float, radius: float, colour: QColor) -> None:
        """An upright box with round corners."""
        s, (x, y) = self.s, top_left
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawRoundedRect(QRectF(x * s, -y * s, width * s, height * s), radius * s, radius * s)

    def dot(self, at: Point, radius: float, colour: QColor) -> None:
        """A filled circle."""
        s = self.s
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawEllipse(QPointF(at[0] * s, -at[1] * s), radius * s, radius * s)


Painting = Callable[[Scene], None]


def table(scene: Scene) -> None:
    """The inversion table: its stand, its board, and the boom that ends at the ankles."""
    look = scene.look
    _stand(scene)
    scene.bar(scene.on(-0.50, 0.0), scene.on(0.10, 0.0), 0.040, look.pl)
    scene.bar(scene.on(0.08, 0.0), scene.on(0.54, 0.0), 0.020, look.pl2)
    scene.bar(scene.on(ANKLES[0], 0.0), scene.on(ANKLES[0], 0.16), 0.014, look.pl2)


def table_rollers(scene: Scene) -> None:
    """The rollers on both sides of the ankles, and the hinge."""
    along, above = ANKLES
    for place, radius in (((along, above - 0.033), 0.019), ((along, above + 0.043), 0.019), ((0, 0), 0.021)):
        scene.dot(scene.on(*place), radius, scene.look.pr)


def inversion_chair(scene: Scene) -> None:
    """A chair that leans back: its back is the board, its seat stands up from it."""
    look, (along, above) = scene.look, CHAIR_ANKLES
    _stand(scene)
    scene.bar(scene.on(-0.50, 0.0), scene.on(0.085, 0.0), 0.040, look.pl)
    scene.bar(scene.on(0.090, 0.0), scene.on(0.090, above - 0.065), 0.036, look.pl)
    scene.bar(scene.on(0.090, above - 0.072), scene.on(0.330, above - 0.072), 0.018, look.pl2)
    scene.bar(scene.on(along, above - 0.072), scene.on(along, above + 0.06), 0.014, look.pl2)


def chair_belts(scene: Scene) -> None:
    """The rollers at the ankles, the belt over the hips, and the hinge."""
    along, above = CHAIR_ANKLES
    for place, radius in (((along, above - 0.045), 0.019), ((along, above + 0.045), 0.019), ((0, 0), 0.021)):
        scene.dot(scene.on(*place), radius, scene.look.pr)
    scene.bar(scene.on(-0.050, 0.024), scene.on(-0.030, 0.136), 0.016, scene.look.pr)


def _stand(scene: Scene) -> None:
    """The legs that carry the hinge."""
    x, _ = TABLE_PIVOT
    for side in (-1, 1):
        scene.bar(TABLE_PIVOT, (x + 0.30 * side, 0.012), 0.022, scene.look.pl2)
    scene.bar((x - 0.19, 0.17), (x + 0.19, 0.17), 0.014, scene.look.pl2)


def couch(scene: Scene) -> None:
    """A couch to the right."""
    look = scene.look
    scene.box((0.105, 0.268), 0.40, 0.268, 0.035, look.pp)
    scene.box((0.405, 0.44), 0.125, 0.44, 0.04, look.pp2)
    scene.box((0.092, 0.278), 0.33, 0.075, 0.03, look.pp2)


def wall(scene: Scene) -> None:
    """A wall to the right."""
    scene.box((0.155, 0.86), 0.028, 0.875, 0.006, scene.look.pp2)


def chair(scene: Scene) -> None:
    """A chair with its back to the left."""
    look = scene.look
    scene.box((-0.245, 0.70), 0.045, 0.70, 0.02, look.pp2)
    scene.box((-0.03, 0.235), 0.035, 0.235, 0.012, look.pp2)
    scene.box((-0.235, 0.26), 0.250, 0.045, 0.018, look.pp)


def ball(scene: Scene) -> None:
    """A large ball with two of its grooves."""
    scene.dot((0.0, 0.20), 0.20, scene.look.pp)
    for bent in (0.13, -0.13):
        scene.curve((-0.135, 0.20 + bent * 0.9), (0.0, 0.20 + bent * 1.5), (0.135, 0.20 + bent * 0.9),
                    0.008, scene.look.pp2)  # fmt: skip


def bar(scene: Scene) -> None:
    """A climbing frame from the side: two posts, a rail, and two bars seen from their ends."""
    look = scene.look
    for x in (-0.27, 0.40):
        scene.bar((x, 0.0), (x, 1.262), 0.022, look.pl2)
    scene.bar((-0.27, 1.262), (0.40, 1.262), 0.018, look.pl2)
    for rung in RUNGS:
        scene.dot(rung, 0.017, look.pr)


def boots(scene: Scene) -> None:
    """A cuff about each ankle with a hook to the bar above it."""
    for leg in (scene.body.leg_far, scene.body.leg_near):
        shin = direction(leg.middle, leg.end)
        if leg.end[1] > RUNGS[0][1] - 0.15:
            scene.curve(leg.end, polar(RUNGS[0], 180, 0.05), polar(RUNGS[0], 90, 0.01), 0.012, scene.look.pr)
        scene.bar(polar(leg.end, shin, -0.055), polar(leg.end, shin, 0.0), 0.066, scene.look.pl)
        scene.bar(polar(leg.end, shin, -0.028), polar(leg.end, shin, -0.027), 0.072, scene.look.pr)


def trapeze(scene: Scene) -> None:
    """The straps from the ceiling, with a handle to each side."""
    look, x = scene.look, scene.body.hip[0]
    scene.bar((x - 0.10, 1.29), (x + 0.10, 1.29), 0.020, look.pl)
    for side in (-1, 1):
        scene.bar((x + 0.07 * side, 1.28), (x + 0.20 * side, 0.98), 0.008, look.pl2)
        scene.bar((x + 0.16 * side, 0.972), (x + 0.24 * side, 0.972), 0.020, look.pr)
    top, hip = (x, 1.285), scene.body.hip
    scene.bar(top, polar(hip, 0, 0.075), 0.014, look.pp2)
    scene.bar(top, polar(hip, 180, 0.075), 0.014, look.pp2)


def sling(scene: Scene) -> None:
    """The cloth that carries the hips."""
    x, y = scene.body.hip
    scene.curve((x - 0.074, y + 0.01), (x, y - 0.085), (x + 0.074, y + 0.01), 0.050, scene.look.pp2)


def pillow(scene: Scene) -> None:
    """A pillow under the knees and one under the head, where they are off the floor by its height."""
    body = scene.body
    knee = min(body.leg_near.middle, body.leg_far.middle, key=lambda at: at[1])
    if knee[1] - KNEE_R > PILLOW_HIGH / 2 and not _on_side(body):
        high = knee[1] - KNEE_R + 0.012
        scene.box((knee[0] - 0.085, high), 0.15, high, 0.028, scene.look.pp2)
    outline = placed(HEAD_OUTLINE, body.head, body.head_angle)
    low = min(y for _, y in outline)
    if low > PILLOW_HIGH / 2:
        scene.box((body.head[0] - 0.10, low + 0.012), 0.19, low + 0.012, 0.028, scene.look.pp)


def pillow_between(scene: Scene) -> None:
    """A pillow between the knees of someone who lies on a side."""
    near, far = scene.body.leg_near, scene.body.leg_far
    if _on_side(scene.body):
        a = ((near.middle[0] + far.middle[0]) / 2, (near.middle[1] + far.middle[1]) / 2)
        scene.bar((a[0] - 0.045, a[1]), (a[0] + 0.055, a[1]), PILLOW_HIGH, scene.look.pp2)


def _on_side(body: Skeleton) -> bool:
    """Whether the knees lie low and bent, as they do on a side, and not over a pillow."""
    return (
        max(body.leg_near.end[1], body.leg_far.end[1]) < 0.2
        and body.leg_near.middle[1] < 0.16
        and (abs(body.leg_near.middle[1] - body.leg_far.middle[1]) > 0.02)
    )


def trainer(scene: Scene) -> None:
    """A low stool that carries the shoulders and lets the head hang through."""
    for side in (-1, 1):
        scene.bar((0.10 * side, 0.225), (0.19 * side, 0.010), 0.022, scene.look.pl)
    scene.bar((-0.14, 0.10), (0.14, 0.10), 0.012, scene.look.pl2)


def trainer_pad(scene: Scene) -> None:
    """Its padding, before the neck."""
    scene.box((-0.155, 0.258), 0.31, 0.046, 0.022, scene.look.pp2)


def collar(scene: Scene) -> None:
    """A collar of three air rings about the neck, and its pump in the near hand."""
    body, look = scene.body, scene.look
    up = direction(body.c7, body.neck)
    hand = body.hand(body.arm_near)
    scene.curve(polar(body.c7, up - 90, 0.05), (body.c7[0] + 0.12, body.c7[1] - 0.16), hand, 0.008, look.pr)
    scene.bar(polar(hand, -40, -0.012), polar(hand, -40, 0.016), 0.036, look.pr)
    for share, wide in ((0.000, 0.046), (0.026, 0.043), (0.052, 0.046)):
        at = polar(body.c7, up, share + 0.004)
        scene.bar(polar(at, up + 90, wide - 0.012), polar(at, up - 90, wide), 0.025, look.pl2)
        scene.bar(polar(at, up + 90, wide - 0.016), polar(at, up - 90, wide - 0.004), 0.013, look.pl)


def frame(scene: Scene) -> None:
    """A stand to lean on: a foot, a post, and a pad along the front of the trunk."""
    body, look = scene.body, scene.look
    low, high = (_before(body, index) for index in (6, 22))
    middle = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2)
    foot = (max(middle[0], body.hip[0] + 0.20), 0.014)
    scene.bar((foot[0] - 0.20, 0.014), (foot[0] + 0.16, 0.014), 0.024, look.pl)
    scene.bar(foot, middle, 0.028, look.pl)
    wrist = body.arm_near.end
    scene.bar(polar(foot, direction(foot, middle), 0.30), (wrist[0], wrist[1] - 0.03), 0.018, look.pl2)
    scene.bar(low, high, 0.044, look.pp2)


def frame_handle(scene: Scene) -> None:
    """Where the hands hold the stand."""
    arm = scene.body.arm_near
    at = polar(arm.end, arm.end_angle, 0.045)
    scene.dot(at, 0.017, scene.look.pr)


def _before(body: Skeleton, index: int) -> Point:
    """A place just before the trunk, at a point of the spine."""
    vertebra = body.spine[index]
    return polar(vertebra.at, vertebra.angle - 90, depth(FRONT, vertebra.s) + 0.016)
