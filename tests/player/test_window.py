"""The player's window, by hand-moved clock: what is seen, heard, pressed, and left behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from studio.core.dose import Side
from studio.core.routine import Item
from studio.paint.look import PLAYER
from studio.player.area import Area
from studio.player.controls import FADE, Command
from studio.player.session import State
from studio.player.window import FRAME, IDLE, LONG_PAUSE
from tests.player.routines import MANUAL, SIDES, TWO_STEPS, Player, step

Make = Callable[..., Player]
T = TypeVar("T")


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(*items: Item, size: tuple[int, int] = (1280, 720)) -> Player:
        player = Player(items, size)
        qtbot.addWidget(player.window)
        return player

    return made


@pytest.fixture
def playing(make: Make) -> Player:
    player = make(*TWO_STEPS)
    player.show()
    return player


def button(player: Player, name: str) -> QAbstractButton:
    """The button that a screen reader finds by that name, in sight."""
    found = [one for one in player.window.findChildren(QAbstractButton) if one.accessibleName() == name]
    assert found, name
    return next((one for one in found if one.isEnabled()), found[0])


def timer(player: Player, ms: int) -> QTimer:
    return next(one for one in player.window.findChildren(QTimer) if one.interval() == ms)


def focused(player: Player) -> QWidget | None:
    """The widget that has the focus; the annotation of Qt's own method leaves out that there may be none."""
    return player.window.focusWidget()


def press(qtbot: QtBot, player: Player, *keys: Qt.Key) -> None:
    """Press keys as a keyboard does: whatever has the focus gets them first."""
    for key in keys:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(focused(player) or player.window, event)


def text(player: Player) -> str:
    """What a screen reader says of the moment."""
    return player.window.accessibleDescription()


def shown(area: Area[T]) -> T:
    """What a part of the screen shows."""
    assert area.value is not None
    return area.value


def state(player: Player) -> State:
    return player.window.session.state


def test_a_pause_before_the_sound_is_ready_lasts(make: Make, qtbot: QtBot) -> None:
    player = make(*TWO_STEPS)
    player.sound.ready = False
    player.show()
    press(qtbot, player, Qt.Key.Key_Space)
    assert state(player) is State.PAUSED
    player.sound.ready = True
    player.forward(5_000)
    assert state(player) is State.PAUSED
    assert player.window.session.position == 0
    press(qtbot, player, Qt.Key.Key_Space)
    assert state(player) is State.PLAYING


def is_held_awake(player: Player) -> bool:
    return player.awake.active


def test_it_begins_when_it_is_shown(qtbot: QtBot, make: Make) -> None:
    player = make(*TWO_STEPS)
    assert (player.window.session.state, player.awake.active, player.sound.is_open) == (
        State.PAUSED, False, False,
    )  # fmt: skip
    player.window.show()
    qtbot.waitUntil(lambda: player.window.session.state is State.PLAYING)
    assert (player.awake.active, player.sound.is_open) == (True, True)
    assert player.window.windowTitle() == "Evening & night \N{EN DASH} Player"


def test_every_moment_is_told_in_words(playing: Player) -> None:
    assert text(playing).startswith("Cat-cow, 2 reps. Get ready. Breathe freely. 3:05 left. Next: Rest 0:20")
    playing.forward(5_000)
    assert text(playing).startswith("Cat-cow, rep 1 of 2. Move: Arch. Breathe in. 3:00 left")
    playing.forward(4_000)
    assert "Move: Round. Breathe out" in text(playing)
    playing.forward(52_000)
    assert text(playing).startswith("Double knees to chest, left side")


def test_what_is_shown_is_what_is_true(playing: Player) -> None:
    playing.forward(62_000)
    screen = playing.window.screen_
    assert shown(screen.heading).name == "Double knees to chest"
    assert shown(screen.heading).side is Side.LEFT
    assert (shown(screen.heading).rep, shown(screen.heading).reps) == (1, 2)
    assert screen.time_left.value == "2:03"
    assert (shown(screen.pacer).count, shown(screen.pacer).word) == ("28", "Hold")
    assert (shown(screen.breath).words, shown(screen.breath).paced) == ("Breathe in", True)
    assert shown(screen.following).words == "Right side"


def test_the_countdown_and_the_time_left_reach_nothing_together(playing: Player) -> None:
    length = playing.schedule.length
    playing.forward(length - 1)
    screen = playing.window.screen_
    assert (screen.time_left.value, shown(screen.pacer).count) == ("0:01", "1")
    playing.forward(1)
    assert (screen.time_left.value, playing.window.session.state) == ("0:00", State.ENDED)


@pytest.mark.parametrize(
    ("key", "at"),
    [
        (Qt.Key.Key_Right, 45_000), (Qt.Key.Key_PageDown, 45_000), (Qt.Key.Key_MediaNext, 45_000),
        (Qt.Key.Key_Left, 0), (Qt.Key.Key_PageUp, 0), (Qt.Key.Key_MediaPrevious, 0),
        (Qt.Key.Key_A, 12_000), (Qt.Key.Key_Tab, 12_000),
    ],
)  # fmt: skip
def test_a_key_goes_there(qtbot: QtBot, playing: Player, key: Qt.Key, at: int) -> None:
    playing.forward(12_000)
    press(qtbot, playing, key)
    assert (playing.at, playing.window.session.state) == (at, State.PLAYING)


@pytest.mark.parametrize(
    "key",
    [Qt.Key.Key_Space, Qt.Key.Key_F5, Qt.Key.Key_MediaPlay, Qt.Key.Key_MediaPause,
     Qt.Key.Key_MediaTogglePlayPause],
)  # fmt: skip
def test_a_key_pauses_and_plays(qtbot: QtBot, playing: Player, key: Qt.Key) -> None:
    playing.forward(12_000)
    press(qtbot, playing, key)
    playing.forward(9_000)
    assert (playing.at, playing.window.session.state) == (12_000, State.PAUSED)
    assert shown(playing.window.screen_.pacer).word == "Paused"
    assert text(playing).startswith("Paused. ")
    press(qtbot, playing, key)
    playing.forward(1_000)
    assert (playing.at, playing.window.session.state) == (13_000, State.PLAYING)


@pytest.mark.parametrize(("name", "at"), [("Back", 0), ("Next", 45_000)])
def test_a_button_does_what_it_is_called(playing: Player, name: str, at: int) -> None:
    playing.forward(12_000)
    QTest.mouseClick(button(playing, name), Qt.MouseButton.LeftButton)
    assert playing.at == at


def test_the_pause_button_becomes_play_and_back(playing: Player) -> None:
    QTest.mouseClick(button(playing, "Pause"), Qt.MouseButton.LeftButton)
    assert state(playing) is State.PAUSED
    QTest.mouseClick(button(playing, "Play"), Qt.MouseButton.LeftButton)
    assert state(playing) is State.PLAYING
    assert button(playing, "Pause").isVisible()


@pytest.mark.parametrize(("name", "at"), [("Back", 0), ("Next", 45_000)])
def test_a_double_click_does_one_thing(playing: Player, name: str, at: int) -> None:
    playing.forward(12_000)
    hit = button(playing, name)
    QTest.mouseClick(hit, Qt.MouseButton.LeftButton)
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        place = QPointF(hit.rect().center())
        left = Qt.MouseButton.LeftButton
        held = left if kind is QEvent.Type.MouseButtonDblClick else Qt.MouseButton.NoButton
        event = QMouseEvent(kind, place, hit.mapToGlobal(place), left, held, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(hit, event)
    assert (playing.at, playing.window.session.state) == (at, State.PLAYING)


def test_a_button_that_the_keyboard_is_on_is_pressed_by_space_and_leaves_the_arrows(
    qtbot: QtBot, playing: Player
) -> None:
    playing.forward(26_000)
    button(playing, "Next").setFocus()
    press(qtbot, playing, Qt.Key.Key_Down)  # a rest of 20 s becomes one of 10 s
    press(qtbot, playing, Qt.Key.Key_Space)
    assert (playing.at, playing.window.session.state) == (35_000, State.PLAYING)


def test_a_click_on_the_bar_seeks(playing: Player) -> None:
    bar = playing.window.screen_.progress
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(900, 22))
    assert playing.at == 45_000


def test_escape_asks_and_the_session_waits_for_the_answer(qtbot: QtBot, playing: Player) -> None:
    playing.forward(12_000)
    press(qtbot, playing, Qt.Key.Key_Escape)
    message = playing.window.panel.message
    assert message is not None
    assert (message.title, message.text) == ("Leave the session?", "2:53 left")
    playing.forward(60_000)
    assert (playing.at, playing.window.session.state, playing.closed) == (12_000, State.PAUSED, [])
    assert playing.window.focusWidget() is button(playing, "Keep going")
    press(qtbot, playing, Qt.Key.Key_Return)
    assert (playing.window.panel.message, playing.window.session.state) == (None, State.PLAYING)
    assert not playing.window.panel.isVisible()


def test_a_second_escape_keeps_going(qtbot: QtBot, playing: Player) -> None:
    press(qtbot, playing, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert (playing.window.panel.message, playing.window.session.state) == (None, State.PLAYING)


def test_one_who_had_paused_stays_paused_after_keeping_going(qtbot: QtBot, playing: Player) -> None:
    press(qtbot, playing, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Return)
    assert (playing.window.panel.message, playing.window.session.state) == (None, State.PAUSED)


def test_leaving_closes_once_and_lets_go_of_everything(qtbot: QtBot, playing: Player) -> None:
    playing.forward(12_000)
    press(qtbot, playing, Qt.Key.Key_Escape, Qt.Key.Key_Right)
    assert playing.window.focusWidget() is button(playing, "Leave")
    press(qtbot, playing, Qt.Key.Key_Return)
    assert (playing.closed, playing.window.isVisible()) == ([12_000], False)
    assert (playing.awake.active, playing.sound.is_open) == (False, False)
    playing.window.show()
    playing.window.close()
    assert playing.closed == [12_000]
    assert not any(one.isActive() for one in playing.window.findChildren(QTimer))


def test_a_window_that_is_closed_from_outside_ends_the_session(playing: Player) -> None:
    playing.forward(3_000)
    playing.window.close()
    assert (playing.closed, playing.window.session.state) == ([3_000], State.STOPPED)
    assert (playing.awake.active, playing.sound.is_open) == (False, False)


def test_keys_behind_a_question_do_nothing(qtbot: QtBot, playing: Player) -> None:
    playing.forward(12_000)
    press(qtbot, playing, Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_MediaNext, Qt.Key.Key_Plus)
    assert (playing.at, playing.window.session.state) == (12_000, State.PAUSED)
    assert not button(playing, "Next").isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_A, Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_at_the_end_it_says_so_and_any_key_closes(qtbot: QtBot, playing: Player, key: Qt.Key) -> None:
    playing.forward(playing.schedule.length)
    message = playing.window.panel.message
    assert message is not None
    assert (message.title, message.text) == ("Done", "3:05 in all")
    assert (playing.awake.active, playing.closed) == (False, [])
    press(qtbot, playing, key)
    assert playing.closed == [playing.schedule.length]


def test_the_screen_is_held_awake_while_it_plays_and_let_go_in_a_long_pause(
    qtbot: QtBot, playing: Player
) -> None:
    sign = playing.window.screen_.sign
    assert "Screen stays awake" in str(sign.value)
    press(qtbot, playing, Qt.Key.Key_Space)
    assert is_held_awake(playing)
    assert timer(playing, LONG_PAUSE).isActive()
    timer(playing, LONG_PAUSE).timeout.emit()
    assert not is_held_awake(playing)
    assert "Your screen may switch off" in str(sign.value)
    press(qtbot, playing, Qt.Key.Key_Space)
    assert is_held_awake(playing)
    assert not timer(playing, LONG_PAUSE).isActive()


def test_the_sign_tells_whether_there_is_sound(playing: Player) -> None:
    sign = playing.window.screen_.sign
    assert str(sign.value).endswith("Sound on")
    playing.sound.available = False
    playing.forward(16)
    assert str(sign.value).endswith("No sound device: cues are shown only")


def test_frames_run_only_while_it_plays(qtbot: QtBot, playing: Player) -> None:
    assert timer(playing, FRAME).isActive()
    assert timer(playing, FRAME).timerType() is Qt.TimerType.PreciseTimer
    press(qtbot, playing, Qt.Key.Key_Space)
    assert not timer(playing, FRAME).isActive()


def test_after_a_sleep_it_is_paused_and_says_so(qtbot: QtBot, playing: Player) -> None:
    playing.forward(6_000)
    playing.clock.forward(30_000)
    playing.window.tick()
    message = playing.window.panel.message
    assert message is not None
    assert message.title == "Paused"
    assert (playing.at, playing.sound.played[-1]) == (6_000, None)
    press(qtbot, playing, Qt.Key.Key_Space)
    playing.forward(1_000)
    assert (playing.at, playing.window.panel.message) == (7_000, None)


def test_who_leaves_after_a_sleep_hears_of_the_sleep_first(qtbot: QtBot, playing: Player) -> None:
    playing.forward(6_000)
    playing.clock.forward(30_000)
    press(qtbot, playing, Qt.Key.Key_Escape)
    message = playing.window.panel.message
    assert message is not None
    assert (message.title, playing.at) == ("Paused", 6_000)
    press(qtbot, playing, Qt.Key.Key_Return)
    assert playing.window.session.state is State.PLAYING


def test_a_manual_step_waits_for_enter_or_the_button(qtbot: QtBot, make: Make) -> None:
    player = make(step("cat"), MANUAL, MANUAL, SIDES)
    player.show()
    player.forward(15_000)
    screen = player.window.screen_
    assert player.window.session.state is State.WAITING
    assert shown(screen.heading).name == "<b>Shoes</b> & <img src=x>"
    assert shown(screen.heading).line == "At your own pace"
    assert (shown(screen.pacer).count, shown(screen.breath).words) == ("", "")
    assert player.awake.active
    assert button(player, "Go on").isVisible()
    press(qtbot, player, Qt.Key.Key_Return)
    assert player.window.session.row == 2
    QTest.mouseClick(button(player, "Go on"), Qt.MouseButton.LeftButton)
    assert (player.window.session.row, player.window.session.state) == (3, State.PLAYING)
    assert not button(player, "Go on").isVisible()
    press(qtbot, player, Qt.Key.Key_Return)
    assert (player.at, player.window.session.state) == (15_000, State.PLAYING)


def test_space_goes_on_at_a_manual_step(qtbot: QtBot, make: Make) -> None:
    player = make(MANUAL, SIDES)
    player.show()
    press(qtbot, player, Qt.Key.Key_Space)
    assert (player.window.session.row, player.window.session.state) == (1, State.PLAYING)


def test_a_routine_of_manual_steps_alone_can_be_played(qtbot: QtBot, make: Make) -> None:
    player = make(MANUAL)
    player.show()
    press(qtbot, player, Qt.Key.Key_Return)
    message = player.window.panel.message
    assert message is not None
    assert (message.title, message.text) == ("Done", "All steps are done")


def test_controls_fade_when_nobody_is_there_and_come_back_for_a_hand(playing: Player) -> None:
    assert timer(playing, IDLE).isActive()
    timer(playing, IDLE).timeout.emit()
    fading = playing.window.controls.findChild(QVariantAnimation)
    assert fading is not None
    assert fading.duration() == FADE == 600
    fading.setCurrentTime(FADE)
    visible = {
        one.accessibleName()
        for one in playing.window.controls.findChildren(QAbstractButton)
        if one.isVisible()
    }
    assert visible == {"Back", "Pause", "Next"}
    assert playing.window.cursor().shape() is Qt.CursorShape.BlankCursor
    QTest.mouseMove(playing.window, QPoint(400, 400))
    assert button(playing, "Leave").isVisible()
    assert playing.window.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_controls_stay_while_it_is_paused(qtbot: QtBot, playing: Player) -> None:
    press(qtbot, playing, Qt.Key.Key_Space)
    assert not timer(playing, IDLE).isActive()
    assert button(playing, "Leave").isVisible()


def test_inverted_steps_look_inverted(make: Make) -> None:
    player = make(step("table", hold=60, tilt=30), size=(1920, 1080))
    player.show()
    level = player.window.grab().toImage()
    player.forward(45_000)
    for _ in range(3):
        player.forward(4_000)
    turned = player.window.grab().toImage()
    screen = player.window.screen_
    assert shown(screen.pacer).word == "Inverted"
    assert shown(screen.heading).inverted
    assert level.pixelColor(900, 500) != turned.pixelColor(900, 500)
    breath = screen.breath.geometry()
    colours = {
        turned.pixelColor(x, y).name()
        for x in range(breath.left(), breath.right(), 3)
        for y in range(breath.top(), breath.bottom(), 3)
    }
    assert PLAYER.inv.name() in colours
    assert PLAYER.hold.name() not in colours


def test_a_frame_repaints_only_what_has_changed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, playing: Player
) -> None:
    playing.forward(62_000)
    painted: list[str] = []
    screen = playing.window.screen_
    for area in (screen.heading, screen.time_left, screen.breath, screen.following, screen.pacer):
        monkeypatch.setattr(type(area), "paint", lambda self, *_: painted.append(self.accessibleName()))
    playing.window.update()
    qtbot.waitUntil(lambda: len(set(painted)) == 5)
    playing.window.repaint()
    painted.clear()

    def paints(count: int) -> Callable[[], bool]:
        return lambda: len(painted) >= count

    for frame in range(1, 7):
        playing.clock.forward(100)
        playing.window.tick()
        qtbot.waitUntil(paints(frame))
    assert set(painted) == {"Pacer"}


def test_a_still_picture_shows_the_time_as_if_it_were_played(make: Make) -> None:
    player = make(*TWO_STEPS, size=(1920, 1080))
    player.window.show_at(61_000)
    image = player.window.grab().toImage()
    screen = player.window.screen_
    assert (image.width(), image.height()) == (1920, 1080)
    assert shown(screen.pacer).word == "Hold"
    assert player.window.session.state is State.PAUSED
    disc = screen.pacer.geometry()
    drawn = [
        image.pixelColor(x, y)
        for x in range(disc.left(), disc.right(), 2)
        for y in range(disc.top(), disc.bottom(), 2)
    ]
    assert drawn.count(PLAYER.hold) > 600  # the ring
    assert drawn.count(PLAYER.tx) > 5_000  # the number
    assert (player.sound.played, player.awake.active) == ([], False)
    player.window.close()


def test_the_buttons_lie_inside_the_window_and_are_large_enough(make: Make) -> None:
    for size in ((800, 480), (1280, 720), (3840, 2160)):
        player = make(*TWO_STEPS, size=size)
        player.show()
        boxes = [one.geometry() for one in player.window.controls.buttons.values()]
        area = player.window.controls
        assert all(area.rect().contains(box.adjusted(1, 1, -1, -1)) for box in boxes)
        assert player.window.rect().contains(area.geometry())
        assert all(box.width() >= 48 and box.height() >= 48 for box in boxes)
        player.window.close()


def test_no_sound_is_no_trouble(make: Make) -> None:
    player = make(*TWO_STEPS)
    player.sound.available = False
    player.show()
    player.forward(player.schedule.length)
    assert player.window.session.state is State.ENDED
    assert Command.LEAVE in player.window.controls.buttons
