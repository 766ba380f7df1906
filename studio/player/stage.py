"""The stage: the large figure, moving with the breath, and a shadow of where it is going."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.core.neutral import TABLE_PIVOT
from studio.core.skeleton import solve
from studio.paint.figure import Stage as Floor
from studio.paint.figure import paint_figure, room_of, stage_for
from studio.paint.look import Look
from studio.paint.person import paint_shadow
from studio.paint.props import turned, turns
from studio.player.area import Area
from studio.player.figures import Figure
from studio.player.lettering import Type, Written, fitted
from studio.player.places import LINE

_SHADOW = 0.62
_ARC = 0.36  # body heights from the pivot to the arc that shows its angle


class Stage(Area[Figure | None]):
    """Paints the figure of the moment. The shadow stands still during a move, so it is painted once."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent, look, "Figure")
        self._shadow: QPixmap | None = None
        self._shadow_of: object = None

    @override
    def paint(self, painter: QPainter, value: Figure | None) -> None:
        if value is None:
            return
        if value.ghost is not None:
            # As one picture: its parts lie over each other and would show through.
            painter.setOpacity(_SHADOW)
            painter.drawPixmap(0, 0, self._shadow_for(value))
            painter.setOpacity(1.0)
        paint_figure(
            painter, self.box, value.pose, self.look, mirrored=value.mirrored, breath=value.breath,
            prop=value.prop, tilt=value.tilt, bounds=value.bounds, scale=self._most(),
        )  # fmt: skip

        if value.tilt >= 1 and turns(value.prop):
            self._paint_angle(painter, value)

    def angle_in_place(self, value: Figure) -> Written:
        """The angle in words, beside the pivot and under the side that goes up, in pixels."""
        floor = self._floor(value)
        side = -1 if value.mirrored else 1
        kind = Type(self.letters(LINE) * self.scale, 560)
        words = fitted(f"{round(value.tilt)}\N{DEGREE SIGN}", kind, self.box.width())
        pivot = floor.origin + QPointF(side * TABLE_PIVOT[0], -TABLE_PIVOT[1]) * floor.scale
        near, far = pivot.x() + side * _ARC * floor.scale, words.width
        left = near if side > 0 else near - far
        left = min(max(left, 0.0), self.box.width() - words.width)
        box = QRectF(left, pivot.y() + 0.02 * floor.scale, words.width, 1.16 * kind.px)
        return Written(words.text, words, box, self.look.tx2)

    def _paint_angle(self, painter: QPainter, value: Figure) -> None:
        """The angle: a dotted arc from the level to the table, and its degrees."""
        floor = self._floor(value)
        side = -1 if value.mirrored else 1
        pivot = floor.origin + QPointF(side * TABLE_PIVOT[0], -TABLE_PIVOT[1]) * floor.scale
        reach = _ARC * floor.scale
        pen = QPen(self.look.tx2, 4 * self.scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 2.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(pivot, pivot).adjusted(-reach, -reach, reach, reach)
        start, span = (0.0, value.tilt) if side > 0 else (180.0, -value.tilt)
        painter.drawArc(box, round(start * 16), round(span * 16))
        self.angle_in_place(value).paint(painter)

    def _floor(self, value: Figure) -> Floor:
        room = room_of(value.bounds, value.prop)
        return stage_for(self.box, room, scale=self._most(), mirrored=value.mirrored)

    def _most(self) -> float:
        """Pixels of one body height at most, so that someone who lies fills the stage and no more."""
        return 1120 * self.scale

    def _shadow_for(self, value: Figure) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (value.ghost, value.mirrored, value.bounds, value.tilt, self.box.size().toTuple(), ratio)
        if self._shadow is None or key != self._shadow_of:
            self._shadow = self._painted_shadow(value, ratio)
            self._shadow_of = key
        return self._shadow

    def _painted_shadow(self, value: Figure, ratio: float) -> QPixmap:
        pixmap = QPixmap(self.box.size().toSize() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        if value.ghost is None:
            return pixmap
        floor = self._floor(value)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(floor.origin)
        if value.mirrored:
            painter.scale(-1.0, 1.0)
        body = solve(turned(value.ghost, value.prop, value.tilt))
        paint_shadow(painter, body, self.look.mat, floor.scale)
        painter.end()
        return pixmap
