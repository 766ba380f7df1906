"""Dragging in the graph: edges of holds, bands of steps; each is one undo step, or none at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.sequence_edits import SequenceEdits
from studio.core.dose import Dose
from studio.core.quantity import SECOND, Range, fixed
from studio.core.routine import Circuit, Routine, Step
from studio.core.schedule import SegmentKind
from studio.timeline.handles import DropLine, EdgeGrip
from studio.timeline.overlay import HoverWords
from studio.timeline.view import RING, TimelineView
from tests.timeline.evening import CATALOGUE, EVENING, KNEES, LOOSEN, TABLE, TRANSITIONS

LEFT = Qt.MouseButton.LeftButton
PHASE, STEPS = 50, 12
NONE = Qt.KeyboardModifier.NoModifier


class Graph:
    """A graph of the evening, and hands for it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.document = RoutineDocument(CATALOGUE, TRANSITIONS)
        self.document.replace_all(EVENING, None)
        self.selection = Selection(self.document)
        self.view = TimelineView(self.document, self.selection)
        edits = SequenceEdits(self.document, self.selection, self.document)
        self.view.move_wanted.connect(edits.move)
        self.view.nudge_wanted.connect(edits.move_selected)
        qtbot.addWidget(self.view)
        self.view.resize(1440, 194 + 2 * RING)
        self.view.show()
        QApplication.sendPostedEvents()

    def at(self, ms: float, y: int) -> QPoint:
        return QPoint(round(self.view._plot.scale.x(ms)), RING + y)

    @property
    def a_second(self) -> float:
        scale = self.view._plot.scale
        return scale.pixels / scale.span.length * SECOND

    def press(self, at: QPoint) -> None:
        QTest.mouseMove(self.view, at)
        QTest.mousePress(self.view, LEFT, pos=at)

    def go(self, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        """The mouse with a button held, and perhaps a key."""
        from_here = QPointF(at)
        event = _moved(self.view, from_here, keys)
        QApplication.sendEvent(self.view, event)

    def let_go(self, at: QPoint) -> None:
        QTest.mouseRelease(self.view, LEFT, pos=at)

    def holds(self) -> list[tuple[int, int]]:
        segments = self.document.schedule.segments
        return [(s.start, s.end) for s in segments if s.kind is SegmentKind.HOLD]

    def words(self) -> str:
        [label] = self.view.findChildren(HoverWords)
        assert isinstance(label, HoverWords)
        return label.text() if label.isVisible() else ""

    def grip(self) -> EdgeGrip:
        [grip] = self.view.findChildren(EdgeGrip)
        assert isinstance(grip, EdgeGrip)
        return grip

    def line(self) -> DropLine:
        [line] = self.view.findChildren(DropLine)
        assert isinstance(line, DropLine)
        return line

    @property
    def undo_steps(self) -> int:
        return self.document.undo_stack.count()

    @property
    def order(self) -> list[int]:
        return [item.uid for item in self.document.routine.steps]

    def inner(self) -> list[int]:
        circuit = self.document.routine.find(LOOSEN.uid)
        assert isinstance(circuit, Circuit)
        return [step.uid for step in circuit.steps]


def _moved(view: TimelineView, at: QPointF, keys: Qt.KeyboardModifier) -> QMouseEvent:
    return QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, keys)


@pytest.fixture
def graph(qtbot: QtBot) -> Iterator[Graph]:
    made = Graph(qtbot)
    yield made
    made.document.deleteLater()


def test_an_edge_shows_that_it_can_be_taken(graph: Graph) -> None:
    end = graph.holds()[0][1]
    for off, near in ((0, True), (5, True), (-5, True), (-9, False)):
        QTest.mouseMove(graph.view, graph.at(end, PHASE) + QPoint(off, 0))
        assert graph.grip().isVisible() is near
        assert (graph.view.cursor().shape() is Qt.CursorShape.SizeHorCursor) is near
    QTest.mouseMove(graph.view, graph.at(end, 110))
    assert not graph.grip().isVisible()


def test_dragging_an_edge_changes_the_hold_in_one_undo_step(graph: Graph) -> None:
    end, total = graph.holds()[0][1], graph.document.schedule.length
    start = graph.at(end, PHASE)
    graph.press(start)
    seen = []
    for seconds in (2, 4, 6):
        graph.go(start + QPoint(round(seconds * graph.a_second), 0))
        seen.append(graph.document.schedule.length)
    assert graph.words().split("\n") == ["Hold 0:20 \N{RIGHTWARDS ARROW} 0:25", "all 6 of this step"]
    graph.let_go(start + QPoint(round(5 * graph.a_second), 0))
    assert seen == sorted(seen)
    assert seen[-1] == graph.document.schedule.length == total + 6 * 5 * SECOND
    assert graph.undo_steps == 1
    assert graph.document.undo_stack.undoText() == "Change hold to 0:25"
    graph.document.undo()
    assert graph.document.routine == EVENING


@pytest.mark.parametrize("nth", [0, 1, 5])
def test_the_edge_stays_under_the_pointer(graph: Graph, nth: int) -> None:
    """Whichever repetition is taken: those before it grow as well."""
    graph.view.show_span(graph.view.span.around(0, 160_000))
    end = graph.holds()[nth][1]
    start = graph.at(end, PHASE)
    graph.press(start)
    to = start + QPoint(round((nth + 1) * 4 * graph.a_second), 0)
    graph.go(to)
    assert graph.at(graph.holds()[nth][1], PHASE).x() == pytest.approx(to.x(), abs=2)
    assert graph.grip().geometry().center().x() == pytest.approx(to.x(), abs=2)
    graph.let_go(to)


def test_the_view_stands_still_while_an_edge_is_dragged(graph: Graph) -> None:
    before, start = graph.view.span, graph.at(graph.holds()[0][1], PHASE)
    graph.press(start)
    graph.go(start + QPoint(40, 0))
    assert (graph.view.span.start, graph.view.span.end) == (before.start, before.end)
    graph.let_go(start + QPoint(40, 0))
    assert graph.view.span.all_in_view
    assert graph.view.span.end == graph.document.schedule.length


def test_a21_a_drag_back_or_escape_leaves_nothing(graph: Graph) -> None:
    start = graph.at(graph.holds()[0][1], PHASE)
    graph.press(start)
    graph.go(start + QPoint(60, 0))
    graph.go(start)
    graph.let_go(start)
    assert graph.undo_steps == 0
    graph.press(start)
    graph.go(start + QPoint(60, 0))
    assert graph.document.routine != EVENING
    QTest.keyClick(graph.view, Qt.Key.Key_Escape)
    assert graph.document.routine == EVENING
    graph.go(start + QPoint(90, 0))
    graph.let_go(start + QPoint(90, 0))
    assert graph.document.routine == EVENING
    assert graph.undo_steps == 0
    assert not graph.grip().isVisible()


def test_a22_two_fast_drags_are_two_steps(graph: Graph) -> None:
    for _ in range(2):
        start = graph.at(graph.holds()[0][1], PHASE)
        graph.press(start)
        graph.go(start + QPoint(round(6 * graph.a_second), 0))
        graph.let_go(start + QPoint(round(6 * graph.a_second), 0))
    assert graph.undo_steps == 2


def test_an_undo_in_the_middle_of_a_drag_is_not_undone_by_it(graph: Graph) -> None:
    start = graph.at(graph.holds()[0][1], PHASE)
    graph.press(start)
    graph.go(start + QPoint(60, 0))
    graph.document.undo()
    graph.go(start + QPoint(120, 0))
    graph.let_go(start + QPoint(120, 0))
    assert graph.document.routine == EVENING


def test_a_modifier_makes_it_fine(graph: Graph) -> None:
    graph.view.show_span(graph.view.span.around(0, 60_000))
    start = graph.at(graph.holds()[0][1], PHASE)
    graph.press(start)
    graph.go(start + QPoint(round(2.6 * graph.a_second), 0))
    assert "0:23" in graph.words()
    graph.go(start + QPoint(round(2.6 * graph.a_second), 0), Qt.KeyboardModifier.ShiftModifier)
    assert "22.5 s" in graph.words()
    graph.go(start - QPoint(2_000, 0))
    assert "0:01" in graph.words()
    graph.let_go(start)


def test_whole_breaths_and_a_range_that_moves(graph: Graph) -> None:
    breaths = Step("knees", dose=Dose(breaths=fixed(5)))
    ranged = Step("knees", dose=Dose(hold=Range(30 * SECOND, 60 * SECOND)))
    graph.document.replace_all(Routine("", (breaths, ranged)), None)
    for nth, change, wanted in (
        (0, 13, Dose(breaths=fixed(6))),
        (1, 10, Dose(hold=Range(40 * SECOND, 70 * SECOND))),
    ):
        start = graph.at(graph.holds()[nth][1], PHASE)
        graph.press(start)
        graph.go(start + QPoint(round(change * graph.a_second), 0))
        graph.let_go(start + QPoint(round(change * graph.a_second), 0))
        step = graph.document.routine.steps[nth]
        assert isinstance(step, Step)
        assert step.dose == wanted


def test_a_routine_at_its_limit_says_so(graph: Graph) -> None:
    steps = tuple(Step("knees", dose=Dose(hold=fixed(7_100 * SECOND), sets=fixed(3))) for _ in range(2))
    graph.document.replace_all(Routine("", (*steps, Step("knees", dose=Dose(hold=fixed(500_000))))), None)
    refused: list[str] = []
    graph.document.refused.connect(refused.append)
    start = graph.at(graph.holds()[0][1], PHASE)
    graph.press(start)
    graph.go(start + QPoint(4, 0))
    graph.go(start + QPoint(400, 0))
    assert refused
    assert "No further" in graph.words()
    graph.let_go(start + QPoint(400, 0))
    held = graph.document.routine.steps[0]
    assert isinstance(held, Step)
    assert held.dose.hold == fixed(7_100 * SECOND)
    assert graph.undo_steps == 0


def test_a_band_goes_to_another_place(graph: Graph) -> None:
    middle = graph.document.schedule.starts[-1] + 30_000
    graph.press(graph.at(middle, STEPS))
    to = graph.at(3_000, STEPS)
    graph.go(to + QPoint(30, 0))
    graph.go(to)
    assert graph.line().isVisible()
    assert graph.words() == "Inverted twist\nbefore Double knees to chest"
    assert graph.undo_steps == 0
    graph.let_go(to)
    assert graph.order == [TABLE.uid, KNEES.uid, LOOSEN.uid]
    assert graph.document.undo_stack.undoText() == "Move Inverted twist"
    assert graph.undo_steps == 1
    assert graph.selection.uids == (TABLE.uid,)
    assert not graph.line().isVisible()


def test_a21_a_band_that_is_let_go_elsewhere_stays(graph: Graph) -> None:
    band = graph.at(graph.document.schedule.starts[-1] + 30_000, STEPS)
    for to, key in (
        (graph.at(3_000, STEPS), Qt.Key.Key_Escape),
        (QPoint(300, -200), None),
        (band + QPoint(20, 0), None),
    ):
        graph.press(band)
        graph.go(band + QPoint(30, 5))
        graph.go(to)
        if key is not None:
            QTest.keyClick(graph.view, key)
        graph.let_go(to)
        assert graph.order == [KNEES.uid, LOOSEN.uid, TABLE.uid]
        assert not graph.line().isVisible()
    assert graph.undo_steps == 0


def test_into_a_circuit_and_out_of_it(graph: Graph) -> None:
    graph.press(graph.at(graph.document.schedule.starts[-1] + 30_000, STEPS))
    rows = graph.document.schedule.rows_of(LOOSEN.uid)
    to = graph.at(graph.document.schedule.starts[rows[1]] + 100, STEPS)
    graph.go(to)
    assert "into Loosen up, after Cat-cow" in graph.words()
    graph.let_go(to)
    assert graph.inner() == [LOOSEN.steps[0].uid, TABLE.uid, LOOSEN.steps[1].uid]
    graph.document.undo()
    graph.view.show_span(graph.view.span.around(*graph.view._outline.spans_of([LOOSEN.uid])[0]))
    inside = graph.document.schedule.starts[rows[2]] + 20_000
    QTest.mouseClick(graph.view, LEFT, pos=graph.at(inside, STEPS))
    assert graph.selection.uids == (LOOSEN.steps[0].uid,)
    graph.press(graph.at(inside, STEPS))
    to = graph.at(graph.view.span.start + 500, STEPS)
    graph.go(to)
    graph.let_go(to)
    assert graph.inner() == [LOOSEN.steps[1].uid]
    assert len(graph.order) == 4


def test_several_go_together(graph: Graph) -> None:
    graph.selection.set([KNEES.uid, LOOSEN.uid])
    graph.press(graph.at(20_000, STEPS))
    to = graph.at(graph.document.schedule.length - 1_000, STEPS)
    graph.go(to)
    assert graph.words() == "2 steps\nafter Inverted twist"
    graph.let_go(to)
    assert graph.order == [TABLE.uid, KNEES.uid, LOOSEN.uid]


def test_shift_selects_all_between(graph: Graph) -> None:
    QTest.mouseClick(graph.view, LEFT, pos=graph.at(20_000, 110))
    QTest.mouseClick(
        graph.view, LEFT, Qt.KeyboardModifier.ShiftModifier,
        graph.at(graph.document.schedule.length - 5_000, 110),
    )  # fmt: skip
    inner = [step.uid for step in LOOSEN.steps]
    assert graph.selection.uids == (KNEES.uid, LOOSEN.uid, *inner, TABLE.uid)


def test_keys_change_the_hold_and_move_the_step(graph: Graph) -> None:
    view = graph.view
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right)
    for _ in range(3):  # a key that is held repeats: one undo step
        QTest.keyPress(view, Qt.Key.Key_BracketRight)
    QTest.keyRelease(view, Qt.Key.Key_BracketRight)
    assert graph.document.undo_stack.undoText() == "Change hold to 0:23"
    assert graph.undo_steps == 1
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert graph.document.undo_stack.undoText() == "Change hold to 0:22"
    assert graph.undo_steps == 2
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_BracketLeft)
    assert graph.undo_steps == 2
    assert graph.words().endswith("The change of position sets how long this takes.")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert graph.selection.uids == (KNEES.uid,)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert graph.inner()[0] == KNEES.uid


def test_middle_button_pans_over_a_band(graph: Graph) -> None:
    for _ in range(5):
        graph.view.zoom_in()
    start = graph.view.span.start
    at = QPoint(700, RING + STEPS)
    QTest.mousePress(graph.view, Qt.MouseButton.MiddleButton, pos=at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at - QPoint(100, 0)), graph.view.mapToGlobal(QPointF(at)),
        Qt.MouseButton.NoButton, Qt.MouseButton.MiddleButton, NONE,
    )  # fmt: skip
    QApplication.sendEvent(graph.view, event)
    QTest.mouseRelease(graph.view, Qt.MouseButton.MiddleButton, pos=at - QPoint(100, 0))
    assert graph.view.span.start > start
    assert graph.undo_steps == 0
