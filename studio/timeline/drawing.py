"""Paints the visible part of a schedule, lane by lane, in the pixels of the graph."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from studio.core.frozen import frozen
from studio.core.phrase import clock
from studio.paint.breath_curve import BreathCurve, Lane, paint_free
from studio.paint.look import Look, font
from studio.paint.phases import PhaseKind
from studio.paint.strip import (
    NARROW,
    TEXT,
    band_rect,
    draw_icon,
    metrics,
    paint_band,
    paint_band_label,
    paint_narrow_bands,
    paint_step_band,
    paint_step_label,
    text_width,
)
from studio.timeline.lanes import LaneBox, Lanes
from studio.timeline.outline import Band, Inversion, Item, Outline
from studio.timeline.span import Span, tick_steps, ticks

NARROWEST = 1.2
"""Bands narrower than this, in px, are joined with their neighbours."""

TICK_WIDTH = 58.0
"""Room for a time on the axis, in px."""

NO_STEPS = "Drag an exercise into the routine to see its time."
NO_TIME = "Every step waits for you, so there is no time to show."

_WAVE = 1.5
_LABELLED = 10.0
_APART = 3.0
_CENTRED = Qt.AlignmentFlag.AlignCenter


@frozen
class Sheet:
    """What is to be painted: the `span` of an outline over `[left, right]` px; `selected` are identities."""

    outline: Outline
    span: Span
    left: float
    right: float
    lanes: Lanes
    look: Look
    selected: tuple[int, ...]

    @property
    def scale(self) -> float:
        """Pixels of one ms."""
        return (self.right - self.left) / self.span.length

    @property
    def origin(self) -> float:
        """Where the moment 0 is, in px; `origin + ms * scale` is where a moment is."""
        return self.left - self.span.start * self.scale

    def x(self, at: float) -> float:
        """Where a moment is, in px."""
        return self.left + (at - self.span.start) * self.scale

    def inside(self, start: float, end: float) -> tuple[float, float]:
        """The ends of a stretch in px, kept inside the sheet."""
        return max(self.left, self.x(start)), min(self.right, self.x(end))


def paint_sheet(painter: QPainter, sheet: Sheet) -> None:
    """Paint everything that is in view."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_grid(painter, sheet)
    if not sheet.outline.schedule.length:
        _paint_sentence(painter, sheet)
        return
    _paint_washes(painter, sheet)
    _paint_tilt(painter, sheet)
    _paint_breath(painter, sheet)
    _paint_phases(painter, sheet)
    _paint_steps(painter, sheet)
    _paint_marks(painter, sheet)


def _paint_grid(painter: QPainter, sheet: Sheet) -> None:
    major, _minor = tick_steps(sheet.span, sheet.right - sheet.left, TICK_WIDTH)
    painter.setPen(QPen(sheet.look.line, 1))
    places = [round(sheet.x(at)) + 0.5 for at in ticks(sheet.span, major)]
    top, bottom = sheet.lanes.steps.top, sheet.lanes.height
    painter.drawLines([QLineF(x, top, x, bottom) for x in places])


def _paint_sentence(painter: QPainter, sheet: Sheet) -> None:
    painter.setFont(font(14, 500))
    painter.setPen(sheet.look.tx2)
    sentence = NO_TIME if sheet.outline.schedule.slots else NO_STEPS
    width = metrics(14, 500).horizontalAdvance(sentence) + 24
    middle = QPointF((sheet.left + sheet.right) / 2, (sheet.lanes.phase.top + sheet.lanes.breath.bottom) / 2)
    ground = QRectF(middle.x() - width / 2, middle.y() - 16, width, 32)
    painter.fillRect(ground, sheet.look.panel)
    painter.drawText(ground, _CENTRED, sentence)


def _paint_washes(painter: QPainter, sheet: Sheet) -> None:
    wash = QColor(sheet.look.ac)
    wash.setAlphaF(0.09)
    for start, end in sheet.outline.spans_of(sheet.selected):
        left, right = sheet.inside(start, end)
        if right > left:
            painter.fillRect(QRectF(left, 0, right - left, sheet.lanes.height), wash)


def _paint_steps(painter: QPainter, sheet: Sheet) -> None:
    box, look = sheet.lanes.steps, sheet.look
    origin, scale, chosen = sheet.origin, sheet.scale, frozenset(sheet.selected)
    crowd: list[tuple[float, float]] = []
    for item in sheet.outline.items_between(sheet.span.start, sheet.span.end):
        left, right = origin + item.start * scale, origin + item.end * scale
        selected = item.uid in chosen
        if right - left < _LABELLED and not selected:
            if crowd and right - crowd[-1][0] < _APART:  # too many to be told apart
                left = crowd.pop()[0]
            crowd.append((left, right))
            continue
        band = _shown(QRectF(left + 0.5, box.top, max(1.0, right - left - 1), box.height), sheet)
        paint_step_band(painter, band, look, selected)
        label = band.intersected(QRectF(sheet.left, box.top, sheet.right - sheet.left, box.height))
        paint_step_label(painter, label, item.label, look, selected)
        _paint_rounds(painter, sheet, item)
    painter.setPen(QPen(look.line, 1))
    painter.setBrush(look.card)
    painter.drawRects([QRectF(x, box.top + 0.5, end - x, box.height - 1) for x, end in crowd])


def _shown(band: QRectF, sheet: Sheet) -> QRectF:
    """A band without what is far outside the view: the painter's numbers end somewhere."""
    return band.intersected(QRectF(sheet.left - 20, band.top(), sheet.right - sheet.left + 40, band.height()))


def _paint_rounds(painter: QPainter, sheet: Sheet, item: Item) -> None:
    """Where the later rounds of a circuit begin."""
    if not item.rounds or (item.end - item.start) * sheet.scale / (len(item.rounds) + 1) < 6:
        return
    pen = QPen(sheet.look.ctl, 1, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2, 3])
    painter.setPen(pen)
    for at in item.rounds:
        x = round(sheet.x(at)) + 0.5
        if sheet.left <= x <= sheet.right:
            painter.drawLine(QPointF(x, sheet.lanes.phase.top - 2), QPointF(x, sheet.lanes.breath.bottom))


def _paint_phases(painter: QPainter, sheet: Sheet) -> None:
    box, span, scale = sheet.lanes.phase, sheet.span, sheet.scale
    stand = {kind: band_rect(0, 0, box.top, box.height, kind) for kind in PhaseKind}
    upright = {kind: (rect.top(), rect.height()) for kind, rect in stand.items()}
    narrow: dict[PhaseKind, list[QRectF]] = {kind: [] for kind in PhaseKind}
    for offset, bands in sheet.outline.pieces(span.start, span.end, NARROWEST / scale):
        origin = sheet.origin + offset * scale
        for start, end, kind, word in bands:
            width = (end - start) * scale
            if width < NARROW:
                narrow[kind].append(QRectF(origin + start * scale, upright[kind][0], width, upright[kind][1]))
            else:
                _paint_phase(painter, sheet, Band(start + offset, end + offset, kind, word))
    for kind, rects in narrow.items():
        paint_narrow_bands(painter, rects, kind, sheet.look)


def _paint_phase(painter: QPainter, sheet: Sheet, band: Band) -> None:
    box = sheet.lanes.phase
    rect = band_rect(sheet.x(band.start), sheet.x(band.end), box.top, box.height, band.phase)
    rect = _shown(rect, sheet)
    paint_band(painter, rect, band.phase, sheet.look)
    if band.word and rect.width() > 26:
        seen = rect.intersected(QRectF(sheet.left, 0, sheet.right - sheet.left, sheet.lanes.height))
        paint_band_label(painter, seen, band.phase, band.word, sheet.look)


def _paint_breath(painter: QPainter, sheet: Sheet) -> None:
    box, span = sheet.lanes.breath, sheet.span
    origin, scale = sheet.origin, sheet.scale
    lane = Lane.of(box.top, box.height)
    painter.setPen(QPen(sheet.look.line, 1))
    painter.drawLine(QPointF(sheet.left, box.bottom), QPointF(sheet.right, box.bottom))
    curve = BreathCurve(lane)
    free: list[tuple[float, float]] = []
    done = sheet.left
    closest = _WAVE / scale
    for run in sheet.outline.runs(span.start, span.end, closest):
        start, end, _row, spans = run
        left, right = origin + start * scale, origin + end * scale
        if left > done:
            free.append((done, left))
        done = right
        if end - start < closest * len(spans):
            curve.add_solid(max(left, sheet.left), min(right, sheet.right))
        else:
            seen = sheet.outline.breaths(run, span.start, span.end)
            curve.add_run((origin + begin * scale, origin + end * scale, phase) for begin, end, phase in seen)
    free.append((done, min(sheet.right, sheet.x(sheet.outline.schedule.length))))
    curve.paint(painter, sheet.look)
    paint_free(painter, free, lane, sheet.look)


def _paint_tilt(painter: QPainter, sheet: Sheet) -> None:
    box, look = sheet.lanes.tilt, sheet.look
    if box is None:
        return
    painter.setPen(QPen(look.line, 1))
    painter.drawLine(QPointF(sheet.left, box.top + 2.5), QPointF(sheet.right, box.top + 2.5))
    trace = [QPointF(sheet.left, box.top + 2)]
    shade = QColor(look.inv)
    shade.setAlphaF(0.24)
    shown = [
        one for one in sheet.outline.inversions if one.end > sheet.span.start and one.start < sheet.span.end
    ]
    for one in shown:
        points = [
            QPointF(sheet.x(at), depth_of(tilt, sheet.outline.steepest, box))
            for at, tilt in ((one.start, 0), *one.points, (one.end, 0))
        ]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon(QPolygonF(points))
        trace += points
    trace.append(QPointF(sheet.right, box.top + 2))
    painter.setPen(
        QPen(look.inv, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.drawPolyline(QPolygonF(trace))
    for one in shown:
        _paint_inversion(painter, sheet, box, one)


def depth_of(tilt: float, steepest: int, box: LaneBox) -> float:
    """Where a tilt in degrees is in its lane: level at the top, the steepest at the bottom, in px."""
    return box.top + 2 + tilt / steepest * (box.height - 4)


def _paint_inversion(painter: QPainter, sheet: Sheet, box: LaneBox, one: Inversion) -> None:
    """The angle and the length of a time upside down, where there is room to say them."""
    left, right = sheet.inside(one.start, one.end)
    words = f"Inverted {one.steepest}\N{DEGREE SIGN}, {clock(one.end - one.start)}"
    if metrics(TEXT, 550).horizontalAdvance(words) > right - left - 16:
        return
    painter.setFont(font(TEXT, 550))
    painter.setPen(sheet.look.tx)
    painter.drawText(QRectF(left, box.top, right - left, box.height), _CENTRED, words)


def _paint_marks(painter: QPainter, sheet: Sheet) -> None:
    """Steps that take no time, at the moment at which they come."""
    look, top, before = sheet.look, sheet.lanes.phase.top, -1e9
    for mark in sheet.outline.marks:
        x = min(max(sheet.x(mark.at), sheet.left + 9), sheet.right - 9)
        if not sheet.span.start <= mark.at <= sheet.span.end or x - before < 12:
            continue
        before = x
        painter.setPen(QPen(look.ctl if mark.known else look.warn_line, 1.4))
        painter.setBrush(look.card if mark.known else look.warn_bg)
        painter.drawEllipse(QPointF(x, top + 9), 9, 9)
        ink = look.tx2 if mark.known else look.warn_tx
        draw_icon(painter, "pause" if mark.known else "warn", QRectF(x - 6, top + 3, 12, 12), ink)


def paint_times(painter: QPainter, sheet: Sheet, height: float) -> None:
    """The axis: a line, small and labelled marks, and their times, `height` px below the lanes."""
    span, look = sheet.span, sheet.look
    major, minor = tick_steps(span, sheet.right - sheet.left, TICK_WIDTH)
    painter.setPen(QPen(look.line, 1))
    places = [round(sheet.x(at)) + 0.5 for at in ticks(span, minor)]
    painter.drawLines([QLineF(x, -4, x, 0) for x in places])
    # The line as the rectangle that it is: through a window's clip Qt is slow to draw a long line.
    line = QRectF(sheet.left - 0.5, 0, sheet.right - sheet.left + 1, 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.ctl)
    painter.drawRect(line)
    painter.setFont(font(TEXT, 500))
    painter.setPen(look.tx2)
    for at in ticks(span, major):
        words = clock(at)
        width = text_width(words, 500) + 2
        left = min(max(sheet.x(at) - width / 2, sheet.left), sheet.right - width)
        painter.drawText(QRectF(left, 2, width, height - 4), _CENTRED, words)


def paint_lane_names(painter: QPainter, lanes: Lanes, steepest: int, right: float, look: Look) -> None:
    """The names of the lanes, and the degrees of the tilt, up to `right` px."""
    painter.setFont(font(TEXT, 500))
    painter.setPen(look.tx2)
    for name, box in lanes.named():
        painter.drawText(QRectF(16, box.middle - 10, right - 16, 20), Qt.AlignmentFlag.AlignVCenter, name)
    if lanes.tilt is None:
        return
    for tilt in (0, steepest):
        y = min(max(depth_of(tilt, steepest, lanes.tilt) - 9, lanes.tilt.top - 6), lanes.tilt.bottom - 12)
        where = QRectF(16, y, right - 24, 18)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(where, flags, f"{tilt}\N{DEGREE SIGN}")
