"""Paints the visible part of a schedule, lane by lane, in the pixels of the graph."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from studio.core.frozen import frozen
from studio.paint.breath_curve import BreathCurve, Lane, paint_free
from studio.paint.look import Look
from studio.paint.phases import PhaseKind
from studio.paint.strip import (
    NARROW,
    SMALL,
    band_rect,
    paint_band,
    paint_band_label,
    paint_narrow_bands,
    paint_small_bands,
    paint_step_band,
    paint_step_label,
)
from studio.timeline.advised import Advised
from studio.timeline.axes import grid_places
from studio.timeline.lanes import Lanes
from studio.timeline.outline import Item, Outline
from studio.timeline.shapes import Band
from studio.timeline.signs import paint_sign, signs_in
from studio.timeline.span import Scale, Span
from studio.timeline.tilt import TiltLane

NARROWEST = 2.4
"""Bands narrower than this, in px, are joined with their neighbours."""

INNER = 100.0
"""A circuit is shown as its steps where each of them is as wide as this, in px, at the design's text size."""

NO_STEPS = "Drag an exercise into the routine to see its time."
NO_TIME = "Every step waits for you, so there is no time to show."

_WAVE = 3.0
_LABELLED = 26.0
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
    told: Advised = Advised()

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

    @property
    def ruler(self) -> Scale:
        """Moments and places, without what is painted at them."""
        return Scale(self.span, self.left, self.right - self.left)

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
    if sheet.lanes.tilt is not None:
        TiltLane(sheet.outline, sheet.told, sheet.ruler, sheet.lanes.tilt, sheet.look).paint(painter)
    _paint_breath(painter, sheet)
    _paint_phases(painter, sheet)
    _paint_steps(painter, sheet)
    _paint_signs(painter, sheet)


def _paint_grid(painter: QPainter, sheet: Sheet) -> None:
    painter.setPen(QPen(sheet.look.line, 1))
    top, bottom = sheet.lanes.steps.top, sheet.lanes.height
    painter.drawLines([QLineF(x, top, x, bottom) for x in grid_places(sheet.ruler, sheet.look)])


def _paint_sentence(painter: QPainter, sheet: Sheet) -> None:
    painter.setFont(sheet.look.font(14, 500))
    painter.setPen(sheet.look.tx2)
    sentence = NO_TIME if sheet.outline.schedule.slots else NO_STEPS
    middle = QPointF((sheet.left + sheet.right) / 2, (sheet.lanes.phase.top + sheet.lanes.breath.bottom) / 2)
    room = QRectF(sheet.left + 8, 0, max(1.0, sheet.right - sheet.left - 16), sheet.lanes.height)
    wrapped = int(_CENTRED) | int(Qt.TextFlag.TextWordWrap)
    ground = painter.boundingRect(room, wrapped, sentence)
    ground.moveCenter(middle)
    painter.fillRect(ground.adjusted(-12, -6, 12, 6), sheet.look.panel)
    painter.drawText(ground.adjusted(-1, 0, 1, 0), wrapped, sentence)


def _paint_washes(painter: QPainter, sheet: Sheet) -> None:
    wash = QColor(sheet.look.ac)
    wash.setAlphaF(0.09)
    for start, end in sheet.outline.spans_of(sheet.selected):
        left, right = sheet.inside(start, end)
        if right > left:
            painter.fillRect(QRectF(left, 0, right - left, sheet.lanes.height), wash)


def inner_least(scale: Scale, look: Look) -> float:
    """How long, in ms, each step of a circuit is at least where the circuit is shown as its steps."""
    return INNER * look.text * scale.span.length / scale.pixels


def _paint_steps(painter: QPainter, sheet: Sheet) -> None:
    box, look, start, end = sheet.lanes.steps, sheet.look, sheet.span.start, sheet.span.end
    origin, scale, chosen = sheet.origin, sheet.scale, frozenset(sheet.selected)
    least = inner_least(sheet.ruler, look)
    crowd: list[QRectF] = []
    few = _APART / scale
    for item in sheet.outline.items_between(start, end, _LABELLED / scale, few, sheet.selected):
        if not isinstance(item, Item):  # too short to be told apart, or to be labelled
            left, right = origin + item[0] * scale, origin + item[1] * scale
            crowd.append(QRectF(left, box.top, max(1.0, right - left - 1), box.height - 1))
            continue
        inner = [one for one in sheet.outline.inner(item, least) if one.end > start and one.start < end]
        for one in inner or (item,):
            _paint_step(painter, sheet, one, item.uid in chosen or one.uid in chosen)
        _paint_rounds(painter, sheet, item)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(look.line, 1))
    painter.setBrush(look.card)
    painter.drawRects(crowd)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(look.line, Qt.BrushStyle.VerPattern))  # many steps, none of which can be seen
    painter.drawRects([rect for rect in crowd if rect.width() > _LABELLED])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_step(painter: QPainter, sheet: Sheet, item: Item, selected: bool) -> None:
    box, left, right = sheet.lanes.steps, sheet.x(item.start), sheet.x(item.end)
    band = _shown(QRectF(left + 0.5, box.top, max(1.0, right - left - 1), box.height), sheet)
    paint_step_band(painter, band, sheet.look, selected)
    label = band.intersected(QRectF(sheet.left, box.top, sheet.right - sheet.left, box.height))
    paint_step_label(painter, label, item.label, sheet.look, selected)


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
    box, span, begin, scale = sheet.lanes.phase, sheet.span, sheet.origin, sheet.scale
    stand = {kind: band_rect(0, 0, box.top, box.height, kind) for kind in PhaseKind}
    upright = {kind: (rect.top(), rect.height()) for kind, rect in stand.items()}
    narrow: dict[PhaseKind, list[QRectF]] = {kind: [] for kind in PhaseKind}
    small: dict[PhaseKind, list[QRectF]] = {kind: [] for kind in PhaseKind}
    labelled: list[Band] = []
    for offset, bands in sheet.outline.pieces(span.start, span.end, NARROWEST / scale):
        origin = begin + offset * scale
        for start, end, kind, word in bands:
            width = (end - start) * scale
            if width < NARROW:
                narrow[kind].append(QRectF(origin + start * scale, upright[kind][0], width, upright[kind][1]))
            elif width < SMALL:
                small[kind].append(
                    QRectF(origin + start * scale, upright[kind][0], width - 1, upright[kind][1])
                )
            else:
                labelled.append(Band(start + offset, end + offset, kind, word))
    for kind in PhaseKind:
        paint_narrow_bands(painter, narrow[kind], kind, sheet.look)
        paint_small_bands(painter, small[kind], kind, sheet.look)
    for band in labelled:
        _paint_phase(painter, sheet, band)


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
    whole = sheet.outline.schedule.length
    dense, runs = sheet.outline.breath(span.start, span.end, _WAVE / scale, 1 / scale)
    for start, end in dense:
        curve.add_solid(max(origin + start * scale, sheet.left), min(origin + end * scale, sheet.right))
    for run in runs:
        seen = sheet.outline.phases(run, span.start, span.end)
        curve.add_run((origin + begin * scale, origin + end * scale, phase) for begin, end, phase in seen)
    free: list[tuple[float, float]] = []
    done = sheet.left
    for start, end in sorted([*dense, *((run.start, run.end) for run in runs), (whole, whole)]):
        left = min(origin + start * scale, sheet.right)
        if left > done:
            free.append((done, left))
        done = max(done, origin + end * scale)
    curve.paint(painter, sheet.look)
    paint_free(painter, free, lane, sheet.look, sheet.origin)


def _paint_signs(painter: QPainter, sheet: Sheet) -> None:
    top = sheet.lanes.phase.top
    for sign in signs_in(sheet.outline.marks, sheet.told, sheet.ruler, sheet.look):
        paint_sign(painter, sign, top, sheet.look)
