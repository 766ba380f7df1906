"""The contact sheet: every exercise with its key poses, as a PNG, PDF or SVG file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import ceil

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtSvg import QSvgGenerator

from studio.core.compile import compile_schedule
from studio.core.exercise import Catalogue, Exercise
from studio.core.find import Bearing, bearing_of
from studio.core.frozen import frozen
from studio.core.motion import bounds_of
from studio.core.phrase import dose_line
from studio.core.picture import mirrored, pose_named
from studio.core.pose import Pose
from studio.core.routine import Routine, Step
from studio.core.skeleton import Bounds
from studio.core.transitions import TransitionTable
from studio.paint.card import paint_text, text_width
from studio.paint.figure import paint_figure, room_of
from studio.paint.look import Look
from studio.paint.props import Prop, prop_of, turned

POSTER, PAPER = 1920.0, 1360.0
"""How wide one large picture is, and a page of A4, where 14 units are 8 points."""
TITLE = "Spine Studio: the exercises"
NOTE = "No medical advice. Ask a clinician first, and stop where it hurts."

_EDGE, _GAP, _INSET = 32.0, 14.0, 16.0
_HEADING, _BEARING, _FOOT = 58.0, 40.0, 34.0
_NAME, _DOSE, _CAPTION = 28.0, 22.0, 24.0
_HEIGHT = 156.0
"""How many units one body height is, on a card that has the room."""
_AIR = 0.14  # body heights between two figures
_MARGIN_MM = 10.0
_PRINT_DPI, _SCREEN_DPI = 300, 96


class SheetError(Exception):
    """Why there can be no such sheet, and what to do."""


@frozen
class Frame:
    """One key pose: how far the table is tilted for it, and what is called out on the way to it."""

    pose: Pose
    tilt: int
    mirrored: bool
    said: str


@frozen
class Card:
    """An exercise with its frames; `width` by `height` units at `scale` units a body height."""

    exercise: Exercise
    frames: tuple[Frame, ...]
    bounds: Bounds
    width: float
    height: float
    scale: float


@frozen
class Row:
    """Cards side by side, below a heading where they are the first of their bearing."""

    bearing: Bearing
    heading: bool
    cards: tuple[Card, ...]

    @property
    def height(self) -> float:
        """The height that the row takes, with the gap below."""
        return max(card.height for card in self.cards) + _GAP + (_BEARING if self.heading else 0)


def frames_of(exercise: Exercise, transitions: TransitionTable) -> tuple[Frame, ...]:
    """The key poses in the order played, each once, then those that only a preset shows, under its name.

    An exercise of both sides is shown on its first one.
    """
    found: dict[tuple[Pose, int], Frame] = {}
    for preset in (None, *(name for name, preset in exercise.presets.items() if preset.poses)):
        for frame in _played(exercise, preset, transitions):
            key = frame.pose, frame.tilt
            if key not in found:
                named = preset and preset.replace("-", " ").capitalize()
                found[key] = replace(frame, said=named) if named else frame
            elif preset is None and not found[key].said:
                found[key] = frame
    return tuple(found.values())


def _played(exercise: Exercise, preset: str | None, transitions: TransitionTable) -> Iterator[Frame]:
    """Every key pose that is come to or passed on the first side, with the tilt of what turns with it."""
    prop = _prop(exercise)
    routine = Routine("", (Step(exercise.id, preset),))
    segments = compile_schedule(routine, {exercise.id: exercise}, transitions).segments
    side = next((segment.side for segment in segments if segment.side), None)
    for segment in segments:
        if segment.side not in (None, side):
            return
        passed = [(name, segment.tilt_from, "") for name in (segment.pose_from, *segment.via)]
        for name, tilt, said in (*passed, (segment.pose_to, segment.tilt_to, segment.say)):
            pose = pose_named(exercise, name)
            turns = turned(pose, prop, tilt) != pose
            yield Frame(pose, tilt if turns else 0, mirrored(exercise, side), said)


def cards_of(catalogue: Catalogue, transitions: TransitionTable, room: float) -> list[Card]:
    """A card for each exercise by its bearing, none wider than `room`."""
    order = list(Bearing)
    exercises = sorted(catalogue.values(), key=lambda exercise: order.index(bearing_of(exercise)))
    return [_card(exercise, frames_of(exercise, transitions), room) for exercise in exercises]


def rows_of(cards: Iterable[Card], room: float) -> Iterator[Row]:
    """The cards in rows that fill the room, those of one bearing together."""
    for bearing, group in groupby(cards, key=lambda card: bearing_of(card.exercise)):
        row: list[Card] = []
        heading = True
        for card in group:
            if row and sum(one.width + _GAP for one in row) + card.width > room:
                yield Row(bearing, heading, _filled(row, room))
                row, heading = [], False
            row.append(card)
        yield Row(bearing, heading, tuple(row))


def pages_of(rows: Iterable[Row], room: float) -> list[list[Row]]:
    """The rows on pages on which `room` units are free for them; a bearing goes on under its heading."""
    pages: list[list[Row]] = [[]]
    for row in rows:
        if pages[-1] and sum(one.height for one in pages[-1]) + row.height > room:
            pages.append([])
            row = replace(row, heading=True)
        pages[-1].append(row)
    return pages


def png(rows: Sequence[Row], look: Look) -> bytes:
    """The sheet as one picture."""
    image = QImage(_poster(rows), QImage.Format.Format_RGB32)
    if image.isNull():
        raise SheetError("it is too large for one picture; write a .pdf")
    painter = QPainter(image)
    _paint_page(painter, rows, QRectF(image.rect()), look)
    painter.end()
    buffer = _memory()
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def svg(rows: Sequence[Row], look: Look) -> bytes:
    """The sheet as one drawing."""
    buffer = _memory()
    size = _poster(rows)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_SCREEN_DPI)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(TITLE)
    generator.setDescription(NOTE)
    painter = QPainter(generator)
    _paint_page(painter, rows, QRectF(0, 0, size.width(), size.height()), look)
    painter.end()
    return bytes(buffer.data().data())


def pdf(rows: Sequence[Row], look: Look) -> bytes:
    """The sheet on pages of A4, for the printer: on white, whatever the look's ground is."""
    buffer = _memory()
    writer = QPdfWriter(buffer)
    writer.setTitle(TITLE)
    writer.setResolution(_PRINT_DPI)
    margins = QMarginsF(*[_MARGIN_MM] * 4)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Landscape,
        margins,
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(layout)
    scale = writer.width() / PAPER
    page = QRectF(0, 0, PAPER, writer.height() / scale)
    painter = QPainter(writer)
    painter.scale(scale, scale)
    for number, part in enumerate(pages_of(rows, page.height() - _HEADING - _FOOT)):
        if number:
            writer.newPage()
        _paint_page(painter, part, page, look, ground=False)
    painter.end()
    return bytes(buffer.data().data())


_KINDS: dict[str, tuple[float, float, Callable[[Sequence[Row], Look], bytes]]] = {
    ".png": (POSTER, _EDGE, png),
    ".svg": (POSTER, _EDGE, svg),
    ".pdf": (PAPER, 0.0, pdf),
}


def sheet(ending: str, catalogue: Catalogue, transitions: TransitionTable, look: Look) -> bytes:
    """The contact sheet of a catalogue as the bytes of a file with that ending: .png, .svg or .pdf."""
    width, edge, draw = _KINDS[ending]
    room = width - 2 * edge
    return draw(list(rows_of(cards_of(catalogue, transitions, room), room)), look)


def _memory() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _poster(rows: Iterable[Row]) -> QSize:
    height = 2 * _EDGE + _HEADING + sum(row.height for row in rows) + _FOOT
    return QSizeF(POSTER, ceil(height)).toSize()


def _card(exercise: Exercise, frames: tuple[Frame, ...], room: float) -> Card:
    prop = _prop(exercise)
    poses = [bounds_of((turned(frame.pose, prop, frame.tilt),)) for frame in frames]
    bounds = room_of(poses[0], prop)
    for one in poses[1:]:
        bounds = bounds.united(one)
    figures = len(frames) * _cell(bounds) * _HEIGHT
    captions = len(frames) * (8 + max(text_width(_caption(frame), 14, 400) for frame in frames))
    words = max(text_width(exercise.name, 20, 650), text_width(_dose(exercise), 15, 400)) + 2
    scale = _HEIGHT * min(1.0, (room - 2 * _INSET) / figures)
    width = min(room, max(words, figures, captions) + 2 * _INSET)
    high = (bounds.top - min(0.0, bounds.bottom) + 0.10) * scale
    return Card(exercise, frames, bounds, width, 2 * _INSET + _NAME + _DOSE + high + _CAPTION, scale)


def _prop(exercise: Exercise) -> Prop:
    return prop_of(exercise.posture, tuple(exercise.equipment))


def _cell(bounds: Bounds) -> float:
    """How wide one figure's room is, in body heights; nobody is drawn in a crack."""
    return max(0.62, bounds.right - bounds.left + _AIR)


def _filled(cards: Sequence[Card], room: float) -> tuple[Card, ...]:
    """The cards of a full row, made so much wider that no room is left."""
    spare = room - sum(card.width for card in cards) - _GAP * (len(cards) - 1)
    return tuple(replace(card, width=card.width + spare / len(cards)) for card in cards)


def _dose(exercise: Exercise) -> str:
    """The dose, and what of it no source says."""
    line = dose_line(exercise.dose)
    ours = [key for key in ("sets", "reps", "hold", "breaths", "tilt") if key in exercise.assumed]
    return f"{line} (our suggestion: {', '.join(ours)})" if ours else line


def _paint_page(
    painter: QPainter, rows: Sequence[Row], page: QRectF, look: Look, *, ground: bool = True
) -> None:
    edge = _EDGE if ground else 0.0
    if ground:
        painter.fillRect(page, look.win)
    inner = page.adjusted(edge, edge, -edge, -edge)
    paint_text(
        painter, QRectF(inner.topLeft(), QSizeF(inner.width(), 40)), TITLE, look.tx, pixels=30, weight=680
    )
    top = inner.top() + _HEADING
    for row in rows:
        if row.heading:
            place = QRectF(inner.left(), top, inner.width(), _BEARING - 8)
            paint_text(painter, place, row.bearing.value, look.tx2, pixels=22, weight=600)
            top += _BEARING
        left = inner.left()
        high = max(card.height for card in row.cards)
        for card in row.cards:
            _paint_card(painter, QRectF(left, top, card.width, high), card, look)
            left += card.width + _GAP
        top += high + _GAP
    foot = QRectF(inner.left(), inner.bottom() - _FOOT + 8, inner.width(), _FOOT - 8)
    paint_text(painter, foot, NOTE, look.tx2, pixels=16)


def _paint_card(painter: QPainter, rect: QRectF, card: Card, look: Look) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.line, 1))
    painter.setBrush(look.card)
    painter.drawRoundedRect(rect, 11, 11)
    inner = rect.adjusted(_INSET, _INSET, -_INSET, -_INSET)
    line = QRectF(inner.topLeft(), QSizeF(inner.width(), _NAME))
    paint_text(painter, line, card.exercise.name, look.tx, pixels=20, weight=650)
    line = QRectF(inner.left(), inner.top() + _NAME, inner.width(), _DOSE)
    paint_text(painter, line, _dose(card.exercise), look.tx2, pixels=15)
    prop = _prop(card.exercise)
    cell = inner.width() / len(card.frames)
    top = inner.top() + _NAME + _DOSE
    for number, frame in enumerate(card.frames):
        room = QRectF(inner.left() + number * cell, top, cell, inner.bottom() - _CAPTION - top)
        paint_figure(
            painter,
            room,
            frame.pose,
            look,
            mirrored=frame.mirrored,
            prop=prop,
            tilt=frame.tilt,
            scale=card.scale,
            bounds=card.bounds,
        )
        place = QRectF(room.left(), room.bottom() + 4, cell, _CAPTION - 4)
        text, middle = _caption(frame), Qt.AlignmentFlag.AlignCenter
        paint_text(painter, place, text, look.tx2, pixels=14, align=middle)
    painter.restore()


def _caption(frame: Frame) -> str:
    """What is called out, and the angle."""
    return ", ".join(filter(None, (frame.said, f"{frame.tilt}\N{DEGREE SIGN}" if frame.tilt else "")))
