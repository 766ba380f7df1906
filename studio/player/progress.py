"""The bar at the top: every step as long as it takes, how far the session is, and a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.core.frozen import frozen
from studio.core.schedule import Schedule
from studio.paint.look import Look
from studio.player.labels import accent
from studio.player.places import Places
from studio.player.turning import pixels, seat

_MARGIN, _GAP = 72.0, 8.0
_TOP, _HEIGHT, _NOW_HEIGHT = 26.0, 16.0, 26.0


@frozen
class Span:
    """A step of the routine, or a circuit with all its rounds, in ms; `marks` are where its rounds begin."""

    start: int
    end: int
    inverted: bool
    marks: tuple[int, ...] = ()


def spans_of(schedule: Schedule) -> tuple[Span, ...]:
    """What the bar is made of; steps that take no time are not on it."""
    found: list[Span] = []
    circuit: int | None = None
    turn: int | None = None
    for step, slot in zip(schedule.steps, schedule.slots, strict=True):
        if step.start == step.end:
            continue
        inverted = slot.part.inverted > 0
        if step.circuit_uid is not None and step.circuit_uid == circuit and found:
            last = found[-1]
            marks = (*last.marks, step.start) if step.round != turn else last.marks
            found[-1] = Span(last.start, step.end, last.inverted or inverted, marks)
        else:
            found.append(Span(step.start, step.end, inverted))
        circuit, turn = step.circuit_uid, step.round
    return tuple(found)


class ProgressBar(QWidget):
    """Shows the position among the steps; `chosen` is the start in ms of the step that was clicked."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget, look: Look, schedule: Schedule) -> None:
        super().__init__(parent)
        self._look, self._schedule = look, schedule
        self._spans = spans_of(schedule)
        self._scale = 1.0
        self._box = QRectF()
        self._view = QTransform()
        self._at = 0
        self._seen = (-1, -1)
        self.setAccessibleName("Progress")
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_schedule(self, schedule: Schedule) -> None:
        """Another schedule of the same steps."""
        self._schedule, self._spans = schedule, spans_of(schedule)
        self._seen = (-1, -1)
        self.update()

    def place(self, box: QRectF, where: Places) -> None:
        """Move to a place."""
        self._scale = where.scale
        whole = QRectF(pixels(box))
        self._box = QRectF(0, 0, whole.width(), whole.height())
        self._view = seat(self, whole, where.turn)
        self.update()

    def show_position(self, at: int) -> None:
        """Show how far the session is; less than a pixel is not repainted."""
        self._at = at
        row = self._schedule.row_at(at) if self._schedule.length else 0
        seen = (row, round(self._box.width() * at / max(1, self._schedule.length)))
        if seen != self._seen:
            if row != self._seen[0]:
                self.setAccessibleDescription(f"Step {row + 1} of {len(self._schedule.slots)}")
            self._seen = seen
            self.update()

    def time_at(self, x: float) -> int | None:
        """The time under a place in pixels; None beside the bar."""
        for span, box in zip(self._spans, self._boxes(), strict=True):
            if box.left() <= x <= box.right() + _GAP * self._scale:
                share = min(1.0, max(0.0, (x - box.left()) / box.width()))
                return min(span.end - 1, span.start + int(share * (span.end - span.start)))
        return None

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.time_at(self._view.inverted()[0].map(event.position()).x())
        if at is None or event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.chosen.emit(self._schedule.starts[self._schedule.row_at(at)])

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._view)
        painter.setPen(Qt.PenStyle.NoPen)
        for span, box in zip(self._spans, self._boxes(), strict=True):
            self._paint_span(painter, span, box)
        painter.end()

    def _boxes(self) -> list[QRectF]:
        """Where each span lies; the gaps shrink where there are many."""
        if not self._spans:
            return []
        margin = _MARGIN * self._scale
        width = self._box.width() - 2 * margin
        gap = min(_GAP * self._scale, width / len(self._spans) / 4)
        whole = self._spans[-1].end - self._spans[0].start
        per_ms = (width - gap * (len(self._spans) - 1)) / max(1, whole)
        boxes: list[QRectF] = []
        x = margin
        for span in self._spans:
            wide = (span.end - span.start) * per_ms
            boxes.append(QRectF(x, _TOP * self._scale, wide, _HEIGHT * self._scale))
            x += wide + gap
        return boxes

    def _paint_span(self, painter: QPainter, span: Span, box: QRectF) -> None:
        share = (self._at - span.start) / (span.end - span.start)
        now = 0 < share < 1
        colour = accent(self._look, span.inverted)
        if now:
            more = (_NOW_HEIGHT - _HEIGHT) / 2 * self._scale
            box = box.adjusted(0, -more, 0, more)
        round_ = min(box.height(), box.width()) / 2
        painter.setBrush(self._look.track)
        painter.drawRoundedRect(box, round_, round_)
        if share > 0:
            done = QRectF(box)
            done.setWidth(max(2 * round_, box.width() * min(1.0, share)))
            painter.setOpacity(1.0 if now else 0.55)
            painter.setBrush(colour)
            painter.drawRoundedRect(done, round_, round_)
            painter.setOpacity(1.0)
        painter.setBrush(self._look.bg)
        for mark in span.marks:
            x = box.left() + box.width() * (mark - span.start) / (span.end - span.start)
            painter.drawRect(QRectF(x - 2 * self._scale, box.top(), 4 * self._scale, box.height()))
