"""Cards that make room for what is dragged between them."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation, Signal

GAP = 12.0
"""How far the cards below a drop line move away, in pixels."""
DURATION = 180
"""How long that takes, in ms."""


class MakingRoom(QObject):
    """How far each row is moved down just now. Without motion (`still`) it is there at once."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.still = False
        self._before: int | None = None
        self._from: dict[int, float] = {}
        self._gaps: dict[int, float] = {}
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(DURATION)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        ease = QEasingCurve(QEasingCurve.Type.BezierSpline)
        ease.addCubicBezierSegment(QPointF(0.2, 0.0), QPointF(0.0, 1.0), QPointF(1.0, 1.0))
        self._animation.setEasingCurve(ease)
        self._animation.valueChanged.connect(self._show)

    @property
    def gap(self) -> float:
        """How wide the room is at the drop line."""
        return 0.0 if self._before is None else self._gaps.get(self._before, 0.0)

    def open_before(self, row: int | None, *, at_once: bool = False) -> None:
        """Make room before a row, and nowhere else; None closes it."""
        if row == self._before and not at_once:
            return
        self._before, self._from = row, dict(self._gaps)
        self._animation.stop()
        if at_once or self.still:
            self._show(1.0)
        else:
            self._animation.start()

    def offset(self, row: int) -> float:
        """How far a row is moved down, in pixels."""
        return sum(gap for before, gap in self._gaps.items() if before <= row)

    def _show(self, share: float) -> None:
        rows = self._from.keys() | (set() if self._before is None else {self._before})
        gaps = {}
        for row in rows:
            start, goal = self._from.get(row, 0.0), GAP if row == self._before else 0.0
            gaps[row] = start + (goal - start) * share
        self._gaps = {row: gap for row, gap in gaps.items() if gap}
        self.changed.emit()
