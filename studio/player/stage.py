"""The stage: the large figure, moving with the breath, and a shadow of where it is going."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.core.skeleton import solve
from studio.paint.figure import paint_figure, room_of, stage_for
from studio.paint.look import Look
from studio.paint.person import paint_shadow
from studio.paint.props import turned
from studio.player.area import Area
from studio.player.figures import Figure

_SHADOW = 0.62


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
        box = QRectF(self.rect())
        if value.ghost is not None:
            # As one picture: its parts lie over each other and would show through.
            painter.setOpacity(_SHADOW)
            painter.drawPixmap(0, 0, self._shadow_for(value))
            painter.setOpacity(1.0)
        paint_figure(
            painter, box, value.pose, self.look, mirrored=value.mirrored, breath=value.breath,
            prop=value.prop, tilt=value.tilt, bounds=value.bounds, scale=self._most(),
        )  # fmt: skip

    def _most(self) -> float:
        """Pixels of one body height at most, so that someone who lies fills the stage and no more."""
        return 1120 * self.scale

    def _shadow_for(self, value: Figure) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (value.ghost, value.mirrored, value.bounds, value.tilt, self.size(), ratio)
        if self._shadow is None or key != self._shadow_of:
            self._shadow = self._painted_shadow(value, ratio)
            self._shadow_of = key
        return self._shadow

    def _painted_shadow(self, value: Figure, ratio: float) -> QPixmap:
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        if value.ghost is None:
            return pixmap
        floor = stage_for(
            QRectF(self.rect()),
            room_of(value.bounds, value.prop),
            scale=self._most(),
            mirrored=value.mirrored,
        )
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(floor.origin)
        if value.mirrored:
            painter.scale(-1.0, 1.0)
        body = solve(turned(value.ghost, value.prop, value.tilt))
        paint_shadow(painter, body, self.look.mat, floor.scale)
        painter.end()
        return pixmap
