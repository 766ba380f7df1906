"""The timeline as a person uses it: mouse, wheel, keys, and what it shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.core.dose import Dose
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Routine, Step, with_dose
from studio.paint.look import DARK, LIGHT
from studio.timeline.drawing import NO_STEPS
from studio.timeline.lanes import GUTTER, MARGIN
from studio.timeline.outline import Outline
from studio.timeline.overlay import HoverWords, Playhead
from studio.timeline.view import RING, TimelineView
from tests.timeline.evening import CATALOGUE, CATS, EVENING, KNEES, LOOSEN, MANUAL, TABLE, TRANSITIONS, hold

LEFT = Qt.MouseButton.LeftButton
STEPS, PHASE, BREATH, TIMES = 12, 50, 95, 182
"""Rows in px that lie in these lanes of a graph of 194 px."""


@pytest.fixture
def document() -> Iterator[RoutineDocument]:
    made = RoutineDocument(CATALOGUE, TRANSITIONS)
    made.replace_all(EVENING, None)
    yield made
    made.deleteLater()


@pytest.fixture
def selection(document: RoutineDocument) -> Selection:
    return Selection(document)


@pytest.fixture
def view(qtbot: QtBot, document: RoutineDocument, selection: Selection) -> TimelineView:
    made = TimelineView(document, selection)
    qtbot.addWidget(made)
    made.resize(1440, 194 + 2 * RING)
    made.show()
    QApplication.sendPostedEvents()
    return made


def place(view: TimelineView, ms: float, y: int) -> QPoint:
    pixels = view.width() - 2 * RING - GUTTER - MARGIN
    return QPoint(round(RING + GUTTER + (ms - view.span.start) * pixels / view.span.length), RING + y)


def middle(document: RoutineDocument, uid: int) -> float:
    start, end = Outline(document.schedule).spans_of([uid])[0]
    return (start + end) / 2


def turn(
    view: TimelineView, at: QPoint, notches: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    event = QWheelEvent(
        QPointF(at), view.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def drag(view: TimelineView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, pos=end)


def picture(view: TimelineView) -> QImage:
    QApplication.sendPostedEvents()
    return view.grab().toImage()


def chosen(selection: Selection) -> tuple[int, ...]:
    return selection.uids


def all_in_view(view: TimelineView) -> bool:
    return view.span.all_in_view


def has_tilt_lane(view: TimelineView) -> bool:
    return view._plot.lanes.tilt is not None


def test_a_click_selects_the_step_there(
    view: TimelineView, document: RoutineDocument, selection: Selection
) -> None:
    for uid in (KNEES.uid, TABLE.uid):
        QTest.mouseClick(view, LEFT, pos=place(view, middle(document, uid), PHASE))
        assert selection.uids == (uid,)
    QTest.mouseClick(view, LEFT, pos=place(view, middle(document, CATS.uid), BREATH))
    assert selection.uids == (CATS.uid,)
    QTest.mouseClick(view, LEFT, pos=place(view, middle(document, CATS.uid), STEPS))
    assert selection.uids == (LOOSEN.uid,)


def test_control_adds_and_takes_away(
    view: TimelineView, document: RoutineDocument, selection: Selection
) -> None:
    knees, table = (place(view, middle(document, uid), PHASE) for uid in (KNEES.uid, TABLE.uid))
    control = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(view, LEFT, pos=knees)
    QTest.mouseClick(view, LEFT, control, table)
    assert chosen(selection) == (KNEES.uid, TABLE.uid)
    QTest.mouseClick(view, LEFT, control, knees)
    assert chosen(selection) == (TABLE.uid,)


def test_a_click_beside_the_graph_changes_nothing(view: TimelineView, selection: Selection) -> None:
    selection.set([TABLE.uid])
    view.zoom_in()
    view.show_span(view.span.panned(1e9))
    for at in (QPoint(20, 50), QPoint(view.width() - 4, 50)):
        QTest.mouseClick(view, LEFT, pos=at)
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=place(view, middle_of_all(view), PHASE))
    assert selection.uids == (TABLE.uid,)


def middle_of_all(view: TimelineView) -> float:
    return (view.span.start + view.span.end) / 2


def test_a_click_on_the_axis_picks_a_moment(qtbot: QtBot, view: TimelineView, selection: Selection) -> None:
    with qtbot.waitSignal(view.position_picked) as picked:
        QTest.mouseClick(view, LEFT, pos=place(view, 120_000, TIMES))
    assert picked.args is not None
    assert picked.args[0] == pytest.approx(120_000, abs=400)
    assert selection.uids == ()


def test_the_wheel_zooms_at_the_pointer(view: TimelineView) -> None:
    at = place(view, 120_000, BREATH)
    turn(view, at, 3)
    assert view.span.length == pytest.approx(0.8**3 * view.span.whole)
    assert abs(place(view, 120_000, BREATH).x() - at.x()) <= 1
    turn(view, at, -30)
    assert view.span.all_in_view
    turn(view, at, 100)
    assert view.span.length == 8_000


def test_shift_and_the_wheel_pan(view: TimelineView) -> None:
    view.zoom_in()
    start, length = view.span.start, view.span.length
    turn(view, QPoint(400, 60), -1, Qt.KeyboardModifier.ShiftModifier)
    assert view.span.start == pytest.approx(start + length / 10)


def test_a_drag_pans_and_selects_nothing(view: TimelineView, selection: Selection) -> None:
    for _ in range(5):
        view.zoom_in()
    start = view.span.start
    drag(view, QPoint(700, RING + BREATH), QPoint(600, RING + BREATH))
    pixels = view.width() - 2 * RING - GUTTER - MARGIN
    assert view.span.start == pytest.approx(start + 100 * view.span.length / pixels)
    assert selection.uids == ()
    drag(view, QPoint(300, RING + BREATH), QPoint(5_000, RING + BREATH))
    assert view.span.start == 0


def test_a_double_click_enters_the_step_and_leaves_it(view: TimelineView, document: RoutineDocument) -> None:
    at = place(view, middle(document, TABLE.uid), PHASE)
    QTest.mouseClick(view, LEFT, pos=at)
    QTest.mouseDClick(view, LEFT, pos=at)
    [(start, end)] = Outline(document.schedule).spans_of([TABLE.uid])
    assert view.span.start < start
    assert view.span.length < 1.2 * (end - start)
    QTest.mouseDClick(view, LEFT, pos=at)
    assert view.span.all_in_view


def test_keys_reach_everything(view: TimelineView, selection: Selection) -> None:
    order = [step.uid for step in EVENING.walk()]
    for uid in (*order, order[-1]):
        QTest.keyClick(view, Qt.Key.Key_Down)
        assert chosen(selection) == (uid,)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert chosen(selection) == (order[-2],)
    QTest.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert not all_in_view(view)
    for key in (Qt.Key.Key_0, Qt.Key.Key_F):
        view.zoom_in()
        QTest.keyClick(view, key)
        assert all_in_view(view)
    for _ in range(6):
        QTest.keyClick(view, Qt.Key.Key_Plus)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.span.start == 0
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.span.start == pytest.approx(0.9 * view.span.length)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.span.end == view.span.whole
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.span.length == pytest.approx(0.8**5 * view.span.whole)


def test_keys_of_others_pass_through(view: TimelineView, selection: Selection) -> None:
    before = view.span
    for key in (Qt.Key.Key_F, Qt.Key.Key_Right, Qt.Key.Key_Plus):
        QTest.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
    assert view.span == before
    assert selection.uids == ()


def test_what_is_selected_elsewhere_comes_into_view(
    view: TimelineView, document: RoutineDocument, selection: Selection
) -> None:
    for _ in range(8):
        view.zoom_in()
    selection.set([TABLE.uid])
    [(start, _end)] = Outline(document.schedule).spans_of([TABLE.uid])
    assert view.span.start <= start < view.span.end


def test_the_selection_is_seen(view: TimelineView, document: RoutineDocument, selection: Selection) -> None:
    at = place(view, middle(document, TABLE.uid) + 60_000, STEPS)
    right_end = QPoint(view.width() - RING - int(MARGIN) - 12, at.y())
    assert picture(view).pixelColor(right_end) == LIGHT.card
    selection.set([TABLE.uid])
    assert picture(view).pixelColor(right_end) == LIGHT.ac
    below = place(view, middle(document, TABLE.uid), BREATH - 25)
    assert picture(view).pixelColor(below) != LIGHT.panel
    assert picture(view).pixelColor(place(view, middle(document, KNEES.uid), BREATH - 25)) == LIGHT.panel


def test_a_longer_hold_is_on_the_screen(qtbot: QtBot, view: TimelineView, document: RoutineDocument) -> None:
    before = picture(view)
    with qtbot.waitSignal(view.painted):
        document.edit("", with_dose(document.routine, KNEES.uid, hold(60, 3)))
    assert view.span.end == document.schedule.length
    assert picture(view) != before
    document.undo()
    assert picture(view) == before


def test_a_wider_window_is_filled(view: TimelineView) -> None:
    picture(view)
    view.resize(1800, view.height())
    assert picture(view).pixelColor(1800 - RING - int(MARGIN) - 12, RING + STEPS) == LIGHT.card


def test_lanes_and_looks(view: TimelineView, document: RoutineDocument) -> None:
    hold_ = next(s for s in document.schedule.segments if s.kind == "hold" and not s.inverted)
    at = place(view, (hold_.start + hold_.end) / 2, PHASE)
    for look in (LIGHT, DARK):
        view.set_look(look)
        image = picture(view)
        assert image.pixelColor(at) == look.hold
        assert image.pixelColor(5, 100) == look.panel


def test_the_tilt_lane_is_there_only_where_there_is_tilt(
    view: TimelineView, document: RoutineDocument
) -> None:
    assert has_tilt_lane(view)
    assert LIGHT.inv.name() in names(picture(view), y=RING + 136)
    document.edit("", Routine("", (KNEES,)))
    assert not has_tilt_lane(view)
    assert LIGHT.inv.name() not in names(picture(view), y=RING + 136)


def names(image: QImage, y: int) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(100, image.width())}


def test_an_empty_routine_says_how_to_begin(view: TimelineView, document: RoutineDocument) -> None:
    document.edit("", Routine(""))
    image = picture(view)
    ink = [x for x in range(100, 1400) if any(dark(image.pixelColor(x, y)) for y in range(85, 105))]
    assert 550 < min(ink) < max(ink) < 1000
    assert NO_STEPS.startswith("Drag an exercise")
    assert view.accessibleDescription() == "Total 0:00. Nothing selected."
    QTest.mouseClick(view, LEFT, pos=QPoint(500, 60))
    QTest.mouseDClick(view, LEFT, pos=QPoint(500, 60))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_End):
        QTest.keyClick(view, key)


def dark(colour: QColor) -> bool:
    return colour.lightness() < 140


def hovered(view: TimelineView) -> str:
    [label] = view.findChildren(HoverWords)
    assert isinstance(label, QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert not label.isVisible() or view.rect().contains(label.geometry())
    return label.text() if label.isVisible() else ""


def test_hovering_tells_the_moment(view: TimelineView) -> None:
    QTest.mouseMove(view, place(view, 20_000, BREATH))
    assert "Double knees to chest\nHold 20 s, left side" in hovered(view)
    QTest.mouseMove(view, QPoint(view.width() - int(MARGIN) - 6, 190))
    assert "Inverted twist\nRest level" in hovered(view)
    QTest.mouseMove(view, QPoint(30, 60))
    assert hovered(view) == ""


def test_a_step_that_waits_tells_so(view: TimelineView, document: RoutineDocument) -> None:
    document.edit("", MANUAL)
    QTest.mouseMove(view, place(view, document.schedule.length, PHASE - 12))
    assert "waits for you" in hovered(view)


def test_a_hostile_name_is_only_letters(view: TimelineView, document: RoutineDocument) -> None:
    name = "<img src='/dev/zero'><h1>big</h1>"
    document.edit("", Routine("", (Step(name),)))
    assert view.accessibleDescription().startswith("Total 0:00.")
    QTest.mouseMove(view, place(view, 0, PHASE - 12))
    assert hovered(view) == f"{name}: this exercise is not known"


def test_the_playhead_moves_without_painting_the_graph(view: TimelineView, document: RoutineDocument) -> None:
    picture(view)
    painted = view._plot.strip.pictures
    for at in (0, 100_000, document.schedule.length):
        view.show_position(at)
        image = picture(view)
        x = min(place(view, at, PHASE).x(), image.width() - 1)
        assert any(image.pixelColor(x + off, 105).lightness() < 90 for off in (-1, 0, 1))
    assert view._plot.strip.pictures == painted
    [playhead] = view.findChildren(Playhead)
    view.show_position(None)
    assert not playhead.isVisible()


def test_a_playhead_out_of_view_is_hidden(view: TimelineView) -> None:
    [playhead] = view.findChildren(Playhead)
    view.show_position(10_000)
    assert playhead.isVisible()
    for _ in range(8):
        view.zoom_in()
    assert not playhead.isVisible()
    view.fit()
    assert playhead.isVisible()


def test_what_a_screen_reader_hears(view: TimelineView, selection: Selection) -> None:
    assert view.accessibleName() == "Timeline"
    assert view.accessibleDescription() == "Total 9:55. Nothing selected."
    view.clearFocus()
    selection.set([KNEES.uid])
    selected = "Total 9:55. Selected: Double knees to chest, 0:00 to 2:40."
    assert view.accessibleDescription() == selected
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_Right)
    here = "0:15  Double knees to chest. Hold 20 s, left side, repetition 1 of 3, breathe in."
    assert view.accessibleDescription() == f"{here} {selected}"


def test_the_focus_ring_is_for_the_keyboard(view: TimelineView) -> None:
    corner = QPoint(0, 100)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert picture(view).pixelColor(corner) == LIGHT.focus
    view.clearFocus()
    assert picture(view).pixelColor(corner) == LIGHT.panel
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert picture(view).pixelColor(corner) == LIGHT.panel


def test_nothing_of_the_graphs_library_opens(view: TimelineView) -> None:
    at = QPoint(600, 60)
    before = view.span
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view, event)
    drag_right(view, at)
    assert QApplication.activePopupWidget() is None
    assert not view.findChildren(QMenu)
    assert view.span == before


def drag_right(view: TimelineView, at: QPoint) -> None:
    QTest.mousePress(view, Qt.MouseButton.RightButton, pos=at)
    QTest.mouseMove(view, at + QPoint(80, 10))
    QTest.mouseRelease(view, Qt.MouseButton.RightButton, pos=at + QPoint(80, 10))


@pytest.mark.parametrize("width", [320, 700, 1440, 2560])
def test_nothing_leaves_the_graph_at_any_size_and_zoom(
    view: TimelineView, document: RoutineDocument, width: int
) -> None:
    view.resize(width, 150)
    long = Step("knees", dose=Dose(reps=fixed(999), hold=fixed(20 * SECOND), pause=fixed(SECOND)))
    for routine in (EVENING, MANUAL, Routine("", (long,))):
        document.edit("", routine)
        for zoom in (0.0, 0.3, 0.7, 1.0):
            view.set_zoom(zoom)
            image = picture(view)
            lanes = view._plot.lanes
            for y in range(RING, RING + int(lanes.height)):
                assert image.pixelColor(width - RING - 2, y) == LIGHT.panel
                assert image.pixelColor(2 + RING, y) == LIGHT.panel
            middle_of_bands = RING + int(lanes.phase.bottom) - 3
            row = {image.pixelColor(x, middle_of_bands).name() for x in range(int(GUTTER) + 6, width - 20)}
            assert row != {LIGHT.panel.name()}


def test_another_screen_gets_a_picture_of_its_own(view: TimelineView) -> None:
    picture(view)
    fine = QPixmap(view.size() * 2)
    fine.setDevicePixelRatio(2)
    view.render(fine)
    assert view._plot.strip._picture.devicePixelRatioF() == 2
