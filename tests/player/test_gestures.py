"""Fingers on the picture: what a touch becomes, and what the player does with it, whichever way up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.player.controls import Command
from studio.player.gestures import SLOP, SWIPE, TAP, Gesture, Touching
from studio.player.session import State
from tests.player.routines import MANUAL, SIDES, TWO_STEPS, Player, step

Ways = Sequence[tuple[tuple[float, float], tuple[float, float]]]
HERE = QPoint(300, 400)  # on the figure, where no button is


def same(point: QPointF) -> QPointF:
    return point


def upside_down(point: QPointF) -> QPointF:
    return QPointF(1280 - point.x(), 720 - point.y())


def sideways(point: QPointF) -> QPointF:
    return QPointF(point.y(), -point.x())


def gesture(ways: Ways, ms: int = 200, seen: Callable[[QPointF], QPointF] = same) -> Gesture | None:
    touching = Touching(1_000)
    for finger, (start, end) in enumerate(ways):
        touching.move(finger, QPointF(*start))
        touching.move(finger, QPointF(*end))
    return touching.gesture(1_000 + ms, seen)


@pytest.mark.parametrize(
    ("ways", "ms", "made"),
    [
        ([((10, 10), (12, 9))], 100, Gesture.TAP),
        ([((10, 10), (10 + SLOP, 10 - SLOP))], TAP, Gesture.TAP),
        ([((10, 10), (10, 10))], TAP + 1, None),
        ([((10, 10), (12, 9)), ((200, 10), (201, 12))], 150, Gesture.TWO_TAP),
        ([((10, 10), (12, 9)), ((200, 10), (201, 12)), ((300, 10), (300, 10))], 150, None),
        ([((500, 10), (500 - SWIPE, 10))], 200, Gesture.SWIPE_LEFT),
        ([((500, 10), (500 + SWIPE, 40))], 900, Gesture.SWIPE_RIGHT),
        ([((500, 10), (500 + SWIPE - 1, 10))], 200, None),
        ([((500, 10), (500 + SWIPE, 10 + SWIPE))], 200, None),
        ([((500, 10), (500, 400))], 200, None),
        ([((500, 10), (300, 10)), ((500, 90), (300, 90))], 200, None),
    ],
)
def test_a_touch_becomes_a_gesture(ways: Ways, ms: int, made: Gesture | None) -> None:
    assert gesture(ways, ms) is made


def test_left_and_right_are_the_persons() -> None:
    along, down = [((500.0, 300.0), (700.0, 300.0))], [((500.0, 300.0), (500.0, 500.0))]
    assert gesture(along, seen=upside_down) is Gesture.SWIPE_LEFT
    assert gesture(along, seen=sideways) is None
    assert gesture(down, seen=sideways) is Gesture.SWIPE_RIGHT


@given(
    st.lists(st.tuples(*[st.tuples(st.floats(-9e3, 9e3), st.floats(-9e3, 9e3))] * 2), max_size=5),
    st.integers(0, 5_000),
)
def test_turned_upside_down_a_swipe_goes_the_other_way_and_nothing_else_changes(ways: Ways, ms: int) -> None:
    other = {Gesture.SWIPE_LEFT: Gesture.SWIPE_RIGHT, Gesture.SWIPE_RIGHT: Gesture.SWIPE_LEFT}
    made, turned = gesture(ways, ms), gesture(ways, ms, upside_down)
    assert turned is (made if made is None else other.get(made, made))


@pytest.fixture(scope="module")
def glass(qapp: QApplication) -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice()


@pytest.fixture
def playing(qtbot: QtBot) -> Player:
    made = Player(TWO_STEPS, (1280, 720))
    qtbot.addWidget(made.window)
    made.show()
    made.forward(12_000)
    return made


def state(player: Player) -> State:
    return player.window.session.state


def touch(glass: QPointingDevice, widget: QWidget, *ways: tuple[QPoint, QPoint]) -> None:
    """Fingers come, move and go, as a touch screen tells it."""
    for turn in (0, 1, 2):
        event = QTest.touchEvent(widget, glass, autoCommit=False)
        for finger, (start, end) in enumerate(ways):
            if turn == 0:
                event.press(finger, start, widget)
            elif turn == 1:
                event.move(finger, end, widget)
            else:
                event.release(finger, end, widget)
        event.commit()


def swipe(glass: QPointingDevice, player: Player, by: int) -> None:
    start = QPoint(700, 400)
    touch(glass, player.window, (start, start + QPoint(by, 10)))


def test_a_swipe_goes_on_and_back(glass: QPointingDevice, playing: Player) -> None:
    swipe(glass, playing, -300)
    assert playing.at == 45_000
    playing.forward(5_000)
    swipe(glass, playing, 300)
    assert playing.at == 45_000


def test_the_first_tap_shows_the_controls_and_the_second_pauses(
    glass: QPointingDevice, playing: Player
) -> None:
    playing.window.controls.fade_now()
    touch(glass, playing.window, (HERE, HERE))
    assert (playing.window.controls.faded, state(playing)) == (False, State.PLAYING)
    touch(glass, playing.window, (HERE, HERE))
    assert state(playing) is State.PAUSED
    touch(glass, playing.window, (HERE, HERE))
    assert state(playing) is State.PLAYING


def test_two_fingers_pause_at_once(glass: QPointingDevice, playing: Player) -> None:
    playing.window.controls.fade_now()
    other = HERE + QPoint(90, 30)
    touch(glass, playing.window, (HERE, HERE), (other, other))
    assert state(playing) is State.PAUSED


def test_a_finger_on_a_button_presses_that_alone(glass: QPointingDevice, playing: Player) -> None:
    button = playing.window.controls.buttons[Command.NEXT]
    middle = button.mapTo(playing.window, button.rect().center())
    touch(glass, playing.window, (middle, middle))
    assert (playing.at, state(playing)) == (45_000, State.PLAYING)


def test_a_swipe_upside_down_goes_where_the_person_swipes(glass: QPointingDevice, qtbot: QtBot) -> None:
    player = Player((step("table", hold=60, tilt=30), SIDES), (1280, 720))
    qtbot.addWidget(player.window)
    player.show()
    for _ in range(60):
        player.forward(1_000)
        if player.window.screen_.inverted:
            break
    player.window.screen_.turning.turn_to(180.0, at_once=True)
    before = player.window.session.row, player.at
    swipe(glass, player, -300)  # to the right for who hangs head-down: back
    assert player.at < before[1]


def test_a_click_is_a_tap_and_a_double_click_one_click(playing: Player) -> None:
    QTest.mouseMove(playing.window, HERE)
    QTest.mouseClick(playing.window, Qt.MouseButton.LeftButton, pos=HERE)
    assert state(playing) is State.PAUSED
    QTest.mouseClick(playing.window, Qt.MouseButton.LeftButton, pos=HERE)
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        held = left if kind is QEvent.Type.MouseButtonDblClick else none
        place = QPointF(HERE)
        event = QMouseEvent(
            kind, place, playing.window.mapToGlobal(place), left, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(playing.window, event)
    assert state(playing) is State.PLAYING
    QTest.mouseClick(playing.window, Qt.MouseButton.RightButton, pos=HERE)
    assert state(playing) is State.PLAYING


def test_a_tap_goes_on_at_a_manual_step(glass: QPointingDevice, qtbot: QtBot) -> None:
    player = Player((MANUAL, SIDES), (1280, 720))
    qtbot.addWidget(player.window)
    player.show()
    assert state(player) is State.WAITING
    touch(glass, player.window, (HERE, HERE))
    assert player.window.session.row == 1


def test_nothing_behind_a_question_is_touched(glass: QPointingDevice, playing: Player) -> None:
    playing.window.do(Command.LEAVE)
    touch(glass, playing.window, (HERE, HERE))
    swipe(glass, playing, -300)
    assert (playing.at, state(playing)) == (12_000, State.PAUSED)
    assert playing.window.panel.message is not None


def test_a_touch_that_the_system_takes_away_is_none(glass: QPointingDevice, playing: Player) -> None:
    event = QTest.touchEvent(playing.window, glass, autoCommit=False)
    event.press(0, HERE, playing.window)
    event.commit()
    QApplication.sendEvent(playing.window, QTouchEvent(QEvent.Type.TouchCancel, glass))
    event = QTest.touchEvent(playing.window, glass, autoCommit=False)
    event.release(0, HERE, playing.window)
    event.commit()
    assert state(playing) is State.PLAYING
