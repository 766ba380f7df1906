"""Every word of the graph has room of its own, whatever the routine, zoom, width and text size."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot
from typing_extensions import override

from studio.core.compile import compile_schedule
from studio.core.dose import Dose, Sides
from studio.core.notice import Level, Notice
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Circuit, Item, Routine, Step
from studio.paint.look import LIGHT
from studio.timeline.advised import Advised
from studio.timeline.axes import paint_lane_names, paint_times
from studio.timeline.drawing import Sheet, paint_sheet
from studio.timeline.lanes import lanes_in
from studio.timeline.outline import Outline
from studio.timeline.signs import APART, signs_in
from studio.timeline.span import Scale, start_span
from tests.timeline.evening import CATALOGUE, TRANSITIONS

NAMES = ("cat", "knees", "table", "an-exercise-that-nobody-knows")
DOSES = st.builds(
    Dose,
    hold=st.integers(0, 90).map(lambda s: fixed(s * SECOND)),
    reps=st.integers(1, 6).map(fixed),
    sides=st.sampled_from(Sides),
    tilt=st.sampled_from((fixed(0), fixed(15 * SECOND), fixed(60 * SECOND))),
    rest=st.integers(0, 30).map(lambda s: fixed(s * SECOND)),
    manual=st.sampled_from((False, False, False, True)),
)
STEPS = st.builds(Step, st.sampled_from(NAMES), dose=DOSES)
CIRCUITS = st.builds(
    Circuit, st.text(max_size=30), st.integers(1, 3), st.integers(0, 9).map(lambda s: s * SECOND),
    st.lists(STEPS, min_size=1, max_size=3).map(tuple),
)  # fmt: skip
ROUTINES = st.lists(STEPS | CIRCUITS, max_size=12)


class Noting(QPainter):
    """Notes where each text really stands."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.image = image  # Qt does not hold it
        self.noted: list[tuple[QRectF, str]] = []

    @override
    def drawText(self, *args: Any) -> Any:
        box, flags, words = args
        self.noted.append((self.fontMetrics_of(box, int(flags), words), words))
        return super().drawText(box, flags, words)

    def fontMetrics_of(self, box: QRectF, flags: int, words: str) -> QRectF:
        """The ink of a text, in the painter's own pixels."""
        place = self.boundingRect(box, flags, words)
        high = self.fontMetrics().capHeight()
        return QRectF(place.left(), place.center().y() - high / 2, place.width(), high)


def touching(noted: list[tuple[QRectF, str]]) -> list[tuple[str, str]]:
    inner = [(box.adjusted(0.5, 0.5, -0.5, -0.5), words) for box, words in noted]
    return [(one[1], two[1]) for one, two in combinations(inner, 2) if one[0].intersects(two[0])]


@settings(max_examples=120)
@given(
    items=ROUTINES,
    zoom=st.floats(0, 1),
    place=st.floats(0, 1),
    width=st.sampled_from((220, 640, 1340, 2460)),
    text=st.sampled_from((1.0, 1.15, 1.3, 1.5)),
    told=st.builds(Advised, st.sampled_from((0, 15, 30, 60)), st.sampled_from((0, 30 * SECOND))),
)
def test_no_two_labels_touch(
    qapp: object, items: list[Item], zoom: float, place: float, width: int, text: float, told: Advised
) -> None:
    schedule = compile_schedule(Routine("", tuple(items)), CATALOGUE, TRANSITIONS)
    outline, look = Outline(schedule), LIGHT.at_text(text)
    span = start_span(schedule.length).at_zoom(zoom, place * schedule.length)
    height = 150.0 * text
    lanes = lanes_in(height, bool(outline.inversions), text)
    selected = tuple(item.uid for item in items[::3])
    image = QImage(width, int(height), QImage.Format.Format_ARGB32_Premultiplied)
    painter = Noting(image)
    paint_sheet(painter, Sheet(outline, span, 0.0, float(width), lanes, look, selected, told))
    lanes_noted, painter.noted = painter.noted, []
    paint_times(painter, Scale(span, 0.0, float(width)), 24.0 * text, look)
    times_noted, painter.noted = painter.noted, []
    paint_lane_names(painter, lanes, 60, 86.0 * text, look)
    names_noted = painter.noted
    painter.end()
    for noted in (lanes_noted, times_noted, names_noted):
        assert touching(noted) == []
    for box, _words in (*lanes_noted, *times_noted):
        assert box.left() >= -1
        assert box.right() <= width + 1
    for box, _words in lanes_noted:
        assert box.top() >= 0
        assert box.bottom() <= height


@given(
    at=st.lists(st.integers(0, 600), max_size=40).map(sorted),
    text=st.sampled_from((1.0, 1.5)),
    zoom=st.floats(0, 1),
)
def test_signs_keep_apart_and_none_is_lost(at: list[int], text: float, zoom: float) -> None:
    span = start_span(600 * SECOND).at_zoom(zoom, 300 * SECOND)
    scale, look = Scale(span, 0, 1340), LIGHT.at_text(text)
    notices = tuple(
        (s * SECOND, Notice(1, Level.ADVICE if s % 2 else Level.REMARK, "x", str(s), "")) for s in at
    )
    signs = signs_in([], Advised(0, 0, notices), scale, look)
    for one, two in pairwise(signs):
        assert two.x - one.x >= APART * text
    shown = [notice for sign in signs for notice in sign.notices]
    assert shown == [notice for ms, notice in notices if span.start <= ms < span.end]


def test_the_test_sees_labels_that_touch(qtbot: QtBot) -> None:
    painter = Noting(QImage(200, 50, QImage.Format.Format_ARGB32_Premultiplied))
    for left in (0, 10):
        painter.drawText(QRectF(left, 0, 100, 20), 0, "words")
    painter.end()
    assert touching(painter.noted) == [("words", "words")]
