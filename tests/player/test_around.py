"""Keys, covers, mute, voice and display of the player: what surrounds its picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.host.clock import HandClock
from studio.player.around import GESTURES
from studio.player.controls import CONTROLS, Command
from studio.player.displays import following, wanted
from studio.player.keys import KEYS, WORDS, command_for
from studio.player.session import State
from studio.player.window import PlayerWindow
from tests.player.routines import CATALOGUE, TWO_STEPS, Player, Sounded, Watched, scheduled


@pytest.fixture
def playing(qtbot: QtBot) -> Player:
    made = Player(TWO_STEPS, (1280, 720))
    qtbot.addWidget(made.window)
    made.show()
    made.forward(12_000)
    return made


def press(player: Player, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(player.window, event)


def covers(player: Player) -> tuple[bool, bool]:
    """Whether the black screen and the card of the keys are seen."""
    both = player.window.around.covers
    return both.black.isVisible(), both.keys.isVisible()


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (Qt.Key.Key_PageDown, Command.NEXT), (Qt.Key.Key_PageUp, Command.BACK),
        (Qt.Key.Key_F5, Command.TOGGLE),
        (Qt.Key.Key_B, Command.BLANK), (Qt.Key.Key_Period, Command.BLANK),
        (Qt.Key.Key_MediaPlay, Command.TOGGLE), (Qt.Key.Key_MediaPause, Command.TOGGLE),
        (Qt.Key.Key_MediaTogglePlayPause, Command.TOGGLE), (Qt.Key.Key_MediaNext, Command.NEXT),
        (Qt.Key.Key_MediaPrevious, Command.BACK), (Qt.Key.Key_MediaStop, Command.LEAVE),
        (Qt.Key.Key_Question, Command.KEYS), (Qt.Key.Key_F1, Command.KEYS), (Qt.Key.Key_X, None),
    ],
)  # fmt: skip
def test_remotes_and_media_keys_have_their_commands(key: Qt.Key, command: Command | None) -> None:
    assert command_for(key) is command


@given(st.integers(-(2**31), 2**31 - 1))
def test_no_key_is_too_strange(key: int) -> None:
    assert command_for(key) in {None, *Command}


def test_every_command_can_be_found() -> None:
    assert set(WORDS) == set(KEYS.values()) == set(Command)
    assert {spec.command for spec in CONTROLS} | set(GESTURES.values()) <= set(WORDS)


def test_b_makes_the_screen_black_and_the_time_runs_on(playing: Player) -> None:
    press(playing, Qt.Key.Key_B)
    assert covers(playing) == (True, False)
    picture = playing.window.grab().toImage()
    assert {picture.pixelColor(x, y).name() for x in range(0, 1280, 97) for y in range(0, 720, 53)} == {
        "#000000"
    }
    playing.forward(1_000)
    assert (playing.at, playing.window.session.state) == (13_000, State.PLAYING)
    press(playing, Qt.Key.Key_Period)
    assert covers(playing) == (False, False)


def test_a_command_or_a_touch_brings_the_picture_back(playing: Player) -> None:
    press(playing, Qt.Key.Key_B)
    press(playing, Qt.Key.Key_Right)
    assert (covers(playing), playing.at) == ((False, False), 45_000)
    press(playing, Qt.Key.Key_B)
    QTest.mouseClick(playing.window.around.covers.black, Qt.MouseButton.LeftButton)
    assert (covers(playing), playing.window.session.state) == ((False, False), State.PLAYING)


def test_the_keys_are_shown_and_escape_only_takes_them_away(playing: Player) -> None:
    press(playing, Qt.Key.Key_F1)
    assert covers(playing) == (False, True)
    assert "Space: Pause, play" in playing.window.around.covers.keys.accessibleDescription()
    press(playing, Qt.Key.Key_B)
    assert covers(playing) == (True, False)
    press(playing, Qt.Key.Key_Question)
    assert covers(playing) == (False, True)
    press(playing, Qt.Key.Key_Escape)
    assert (covers(playing), playing.window.panel.message) == ((False, False), None)
    press(playing, Qt.Key.Key_Escape)
    assert playing.window.panel.message is not None


def test_a_window_of_another_size_is_covered_whole(playing: Player) -> None:
    press(playing, Qt.Key.Key_F1)
    playing.window.resize(800, 480)
    assert playing.window.around.covers.keys.geometry() == QRect(0, 0, 800, 480)


def test_m_is_silent_and_says_so(playing: Player) -> None:
    press(playing, Qt.Key.Key_M)
    assert "Sound is off" in str(playing.window.screen_.sign.value)
    assert playing.sound.played[-1] is None
    press(playing, Qt.Key.Key_M)
    assert "Sound is off" not in str(playing.window.screen_.sign.value)


class Heard:
    """A voice that is only written down."""

    def __init__(self) -> None:
        self.available = True
        self.speaking = False
        self.did: list[str] = []

    def start(self) -> None:
        self.did.append("start")

    def say(self, text: str) -> None:
        self.did.append(text)

    def cut(self) -> None:
        self.did.append("cut")

    def set_volume(self, percent: int) -> None:
        self.did.append(str(percent))

    def close(self) -> None:
        self.did.append("close")


def test_the_voice_is_got_ready_after_the_first_picture_and_let_go_at_the_end(qtbot: QtBot) -> None:
    voice = Heard()
    window = PlayerWindow(
        scheduled(*TWO_STEPS), "Evening", CATALOGUE, HandClock(), Sounded(), Watched(), voice=voice
    )
    qtbot.addWidget(window)
    assert voice.did == []
    window.show()
    qtbot.waitUntil(lambda: "start" in voice.did)
    qtbot.waitUntil(lambda: "Cat-cow, 2 times" in voice.did)
    window.repaint()
    QCoreApplication.processEvents()
    assert voice.did.count("start") == 1
    window.close()
    assert voice.did[-1] == "close"


NAMES = st.lists(st.sampled_from("ABCD"), unique=True)


@given(NAMES, st.sampled_from("ABCD"), st.sampled_from("ABCD"))
def test_a_player_belongs_on_a_display_that_is_there(names: list[str], chosen: str, current: str) -> None:
    found = wanted(names, chosen, current)
    if chosen in names:
        assert found == chosen
    elif current in names:
        assert found == current
    else:
        assert found == (names[0] if names else "")


@given(NAMES, st.sampled_from("ABCD"))
def test_the_displays_are_gone_through_one_by_one(names: list[str], start: str) -> None:
    if not names:
        assert following(names, start) == ""
        return
    seen, at = [], start if start in names else names[0]
    for _ in names:
        at = following(names, at)
        seen.append(at)
    assert sorted(seen) == sorted(names)


def test_with_one_display_the_key_for_the_next_changes_nothing(playing: Player) -> None:
    chosen: list[str] = []
    playing.window.around.display.chosen.connect(chosen.append)
    press(playing, Qt.Key.Key_D)
    assert (chosen, playing.window.session.state) == ([], State.PLAYING)


def test_f_makes_a_window_of_it_and_back(playing: Player) -> None:
    playing.window.around.display.show()
    assert playing.window.isFullScreen()
    press(playing, Qt.Key.Key_F)
    assert not playing.window.isFullScreen()
    press(playing, Qt.Key.Key_F)
    assert playing.window.isFullScreen()


def test_d61_a_display_that_changes_its_size_a_hundred_times(playing: Player) -> None:
    for turn in range(100):
        playing.window.resize(*((1, 1), (480, 800), (3840, 2160), (800, 480))[turn % 4])
        playing.window.around.display.unsettled.emit()
        playing.window.around.display.settle()
        playing.window.grab()
    playing.forward(1_000)
    assert playing.at == 13_000
