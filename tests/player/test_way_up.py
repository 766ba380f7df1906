"""Coming up from head-down: the bar, what is held, a pause that runs out, and what the session does then."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.routine import Item
from studio.core.schedule import SegmentKind
from studio.player.session import State
from studio.player.way_up import HELD, LIFTED, PAUSED
from tests.player.routines import Player, step

TABLE = step("table", hold=60, tilt=30)  # ready 45, tilt 6, hold 60, tilt 6, return 60
MIDDLE = 70_000
Make = Callable[..., Player]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    made: list[Player] = []

    def build(*items: Item) -> Player:
        player = Player(items or (TABLE, step("cat")), (1280, 720))
        qtbot.addWidget(player.window)
        player.show()
        made.append(player)
        return player

    yield build
    for one in made:
        one.window.close()


@pytest.fixture
def inverted(make: Make) -> Player:
    player = make()
    player.forward(MIDDLE)
    return player


def hold(player: Player) -> QVariantAnimation:
    found = player.window.way_up.holding.findChild(QVariantAnimation)
    assert found is not None
    return found


def lifted(player: Player) -> QTimer:
    return next(one for one in player.window.way_up.holding.findChildren(QTimer) if one.interval() == LIFTED)


def key(player: Player, kind: QEvent.Type, key: Qt.Key = Qt.Key.Key_A, *, again: bool = False) -> None:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", again)
    QCoreApplication.sendEvent(player.window, event)


def kind(player: Player) -> SegmentKind:
    found = next(player.window.session.schedule.segments_between(player.at, player.at + 1))
    return found.kind


def assert_coming_up(player: Player) -> None:
    assert (kind(player), player.window.session.state) == (SegmentKind.TILT, State.PLAYING)
    player.forward(6_500)
    assert kind(player) is SegmentKind.RETURN
    assert player.window.screen_.turning.wanted == 0
    player.forward(60_000)
    assert player.window.session.row == 1
    assert player.window.session.state is State.PAUSED
    assert player.at == player.window.session.schedule.starts[1]


def test_the_bar_leads_up_slowly_rests_and_stops_at_the_next_ready(inverted: Player) -> None:
    QTest.mouseClick(inverted.window.way_up.bar, Qt.MouseButton.LeftButton)
    assert inverted.at == MIDDLE  # nothing jumps: the way up begins where the table is
    assert_coming_up(inverted)
    inverted.window.session.play()
    inverted.forward(1_000)
    assert kind(inverted) is SegmentKind.READY


@pytest.mark.parametrize("pressed", [Qt.Key.Key_A, Qt.Key.Key_Shift, Qt.Key.Key_PageDown])
def test_any_key_that_is_held_leads_up(inverted: Player, pressed: Qt.Key) -> None:
    before = inverted.at if pressed is not Qt.Key.Key_PageDown else None
    key(inverted, QEvent.Type.KeyPress, pressed)
    for _ in range(5):
        key(inverted, QEvent.Type.KeyPress, pressed, again=True)
        key(inverted, QEvent.Type.KeyRelease, pressed, again=True)
    assert hold(inverted).duration() == HELD == 1_500
    hold(inverted).setCurrentTime(HELD - 1)
    assert before in (None, inverted.at)
    hold(inverted).setCurrentTime(HELD)
    if before is not None:
        assert_coming_up(inverted)
    else:
        assert kind(inverted) is SegmentKind.TILT  # a skip has led up already


def test_a_short_press_does_not_lead_up(inverted: Player) -> None:
    key(inverted, QEvent.Type.KeyPress)
    hold(inverted).setCurrentTime(HELD - 100)
    key(inverted, QEvent.Type.KeyRelease)
    assert hold(inverted).state() is QVariantAnimation.State.Paused  # not a moment more of it counts
    lifted(inverted).timeout.emit()
    assert hold(inverted).state() is QVariantAnimation.State.Stopped
    assert kind(inverted) is SegmentKind.HOLD
    key(inverted, QEvent.Type.KeyPress)
    assert hold(inverted).currentTime() < 100  # it begins anew


def test_a_key_that_is_held_while_the_system_tells_of_its_repeats_as_presses_leads_up(
    inverted: Player,
) -> None:
    key(inverted, QEvent.Type.KeyPress)
    for since in range(500, HELD, 50):
        hold(inverted).setCurrentTime(since)
        key(inverted, QEvent.Type.KeyRelease)
        key(inverted, QEvent.Type.KeyPress)
        assert not lifted(inverted).isActive()
    hold(inverted).setCurrentTime(HELD)
    assert_coming_up(inverted)


def test_a_key_that_repeats_in_the_same_millisecond_is_pressed_once(inverted: Player) -> None:
    def event(kind: QEvent.Type, at: int) -> None:
        one = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
        one.setTimestamp(at)
        QCoreApplication.sendEvent(inverted.window, one)

    def state() -> State:
        return inverted.window.session.state

    event(QEvent.Type.KeyPress, 1_000)
    assert state() is State.PAUSED
    for at in (1_660, 1_700):
        event(QEvent.Type.KeyRelease, at)
        event(QEvent.Type.KeyPress, at)
        assert state() is State.PAUSED
    event(QEvent.Type.KeyRelease, 1_720)
    event(QEvent.Type.KeyPress, 1_800)
    assert state() is State.PLAYING


def test_a_touch_that_is_held_anywhere_leads_up(inverted: Player) -> None:
    QTest.mousePress(inverted.window, Qt.MouseButton.LeftButton, pos=QPoint(40, 500))
    hold(inverted).setCurrentTime(HELD)
    assert_coming_up(inverted)
    QTest.mouseRelease(inverted.window, Qt.MouseButton.LeftButton, pos=QPoint(40, 500))


def test_a_pause_head_down_runs_out(inverted: Player) -> None:
    QTest.keyClick(inverted.window, Qt.Key.Key_Space)
    assert inverted.window.session.state is State.PAUSED
    timer = next(one for one in inverted.window.way_up.findChildren(QTimer) if one.interval() == PAUSED)
    assert (timer.isActive(), PAUSED) == (True, 30_000)
    timer.timeout.emit()
    assert_coming_up(inverted)
    assert not timer.isActive()


def test_a_pause_that_ends_in_time_leads_nowhere(inverted: Player) -> None:
    QTest.keyClick(inverted.window, Qt.Key.Key_Space)
    QTest.keyClick(inverted.window, Qt.Key.Key_Space)
    timer = next(one for one in inverted.window.way_up.findChildren(QTimer) if one.interval() == PAUSED)
    assert not timer.isActive()
    assert kind(inverted) is SegmentKind.HOLD


def test_level_nothing_leads_up_and_no_key_is_watched(make: Make) -> None:
    player = make()
    player.forward(10_000)
    key(player, QEvent.Type.KeyPress)
    assert hold(player).state() is QVariantAnimation.State.Stopped
    player.window.session.come_up()
    assert player.window.session.schedule is player.schedule
    QTest.keyClick(player.window, Qt.Key.Key_Space)
    assert not any(one.isActive() for one in player.window.way_up.findChildren(QTimer))


def test_who_comes_up_in_the_last_step_is_done_after_the_rest(make: Make) -> None:
    player = make(TABLE)
    player.forward(MIDDLE)
    player.window.way_up.bar.click()
    player.forward(66_000)
    assert player.window.session.state is State.ENDED


def test_a_way_up_is_never_hurried(inverted: Player) -> None:
    inverted.window.session.set_pace(150)
    inverted.window.way_up.bar.click()
    assert inverted.window.session.pace == 100
    assert_coming_up(inverted)


def test_the_bar_says_what_it_does_and_how(inverted: Player) -> None:
    bar = inverted.window.way_up.bar
    assert [words.words.text for words in bar.written()] == ["Come up", "hold any key"]
    assert bar.accessibleName() == "Come up"
    assert bar.height() > 100
