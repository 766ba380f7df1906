"""What a person changes while it plays, and the page at the end, in the window."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from studio.core.performed import Outcome, Performed
from studio.core.routine import Item
from studio.player.checkpointing import EACH, Checkpointing
from studio.player.session import UNDO, State
from studio.player.window import RETURN
from tests.player.routines import MANUAL, SIDES, TWO_STEPS, Player, step

Make = Callable[..., Player]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(*items: Item) -> Player:
        player = Player(items, (1280, 720))
        qtbot.addWidget(player.window)
        player.show()
        return player

    return made


@pytest.fixture
def playing(make: Make) -> Player:
    return make(*TWO_STEPS)


def press(
    player: Player, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, modifiers)
        focused: QWidget | None = player.window.focusWidget()
        QCoreApplication.sendEvent(focused or player.window, event)


def click(player: Player, name: str) -> None:
    found = [one for one in player.window.findChildren(QAbstractButton) if one.accessibleName() == name]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def timer(player: Player, ms: int) -> QTimer:
    return next(one for one in player.window.findChildren(QTimer) if one.interval() == ms)


def message(player: Player) -> tuple[str, str, tuple[str, ...]]:
    said = player.window.panel.message
    assert said is not None
    return said.title, said.text, said.lines


def state(player: Player) -> State:
    return player.window.session.state


def length(player: Player) -> int:
    return player.window.session.schedule.length


@pytest.mark.parametrize(
    ("key", "by"),
    [(Qt.Key.Key_Up, 10_000), (Qt.Key.Key_Plus, 10_000), (Qt.Key.Key_Down, -10_000),
     (Qt.Key.Key_Minus, -10_000)],
)  # fmt: skip
def test_a_key_makes_the_hold_longer_or_shorter_and_the_time_stays(
    playing: Player, key: Qt.Key, by: int
) -> None:
    playing.forward(62_000)
    before, screen = length(playing), playing.window.screen_
    press(playing, key)
    assert (playing.at, length(playing)) == (62_000, before + by)
    assert screen.pacer.value is not None
    assert screen.pacer.value.count == str(28 + by // 1_000)
    assert screen.time_left.value == ("2:13" if by > 0 else "1:53")


@pytest.mark.parametrize(("name", "by"), [("10 seconds more", 10_000), ("10 seconds less", -10_000)])
def test_a_button_makes_the_hold_longer_or_shorter(playing: Player, name: str, by: int) -> None:
    playing.forward(62_000)
    before = length(playing)
    click(playing, name)
    assert (playing.at, length(playing)) == (62_000, before + by)


def test_the_bar_follows_a_longer_hold(playing: Player) -> None:
    playing.forward(62_000)
    bar = playing.window.screen_.progress
    before = bar.time_at(bar.width() - 100)
    press(playing, Qt.Key.Key_Up)
    after = bar.time_at(bar.width() - 100)
    assert before is not None
    assert after is not None
    assert after > before


@pytest.mark.parametrize("way", ["button", "backspace", "ctrl+z"])
def test_a_skip_is_undone_in_three_ways(playing: Player, way: str) -> None:
    playing.forward(12_000)
    undo = playing.window.asides.undo
    assert not undo.isVisible()
    press(playing, Qt.Key.Key_Right)
    assert (playing.at, undo.isVisible()) == (45_000, True)
    if way == "button":
        QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    elif way == "backspace":
        press(playing, Qt.Key.Key_Backspace)
    else:
        press(playing, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (playing.at, state(playing), undo.isVisible()) == (12_000, State.PLAYING, False)


def test_the_button_to_undo_goes_after_five_seconds_and_with_another_jump(playing: Player) -> None:
    undo = playing.window.asides.undo
    playing.forward(12_000)
    press(playing, Qt.Key.Key_Right)
    timer(playing, UNDO).timeout.emit()
    assert not undo.isVisible()
    press(playing, Qt.Key.Key_Left)
    press(playing, Qt.Key.Key_Right)
    assert undo.isVisible()
    press(playing, Qt.Key.Key_Left)
    assert not undo.isVisible()


def test_the_keyboard_on_a_button_that_goes_is_with_the_window_again(playing: Player) -> None:
    playing.forward(12_000)
    press(playing, Qt.Key.Key_Right)
    playing.window.asides.undo.setFocus()
    timer(playing, UNDO).timeout.emit()
    press(playing, Qt.Key.Key_Space)
    assert (playing.at, state(playing)) == (45_000, State.PAUSED)


def test_the_pace_is_shown_when_it_is_not_the_usual_one(playing: Player) -> None:
    sign = playing.window.asides.pace
    assert not sign.isVisible()
    press(playing, Qt.Key.Key_BracketLeft)
    assert (sign.isVisible(), sign.value) == (True, "Pace 90 %")
    before = playing.at
    playing.forward(10_000)
    assert playing.at == before + 9_000
    press(playing, Qt.Key.Key_BracketRight)
    assert not sign.isVisible()


def test_the_paces_end_at_fifty_and_a_hundred_and_fifty(playing: Player) -> None:
    for key, pace in ((Qt.Key.Key_BracketLeft, 50), (Qt.Key.Key_BracketRight, 150)):
        for _ in range(12):
            press(playing, key)
        assert playing.window.session.pace == pace


def test_the_time_left_is_that_of_the_clock(playing: Player) -> None:
    for _ in range(5):
        press(playing, Qt.Key.Key_BracketLeft)
    assert playing.window.screen_.time_left.value == "6:10"


def test_the_page_at_the_end_tells_what_was_done_and_skipped(make: Make) -> None:
    player = make(step("knees", hold=30), step("cat"), MANUAL, step("bow"), SIDES)
    told: list[Performed] = []
    player.window.performed.connect(told.append)
    player.forward(45_000)
    press(player, Qt.Key.Key_Right)
    press(player, Qt.Key.Key_Return)
    player.forward(20_000)
    press(player, Qt.Key.Key_Right)
    player.forward(length(player) - player.at)
    assert state(player) is State.ENDED
    title, text, lines = message(player)
    assert (title, text) == ("Done", "3:25 in all")
    assert lines == ("3 of 5 steps done", "Cut short: Bow", "Skipped: Cat-cow")
    panel = player.window.panel.message
    assert panel is not None
    assert panel.foot == f"Timing: worst {player.window.session.worst} ms"
    press(player, Qt.Key.Key_A)
    done, part, skipped = Outcome.DONE, Outcome.PART, Outcome.SKIPPED
    assert [one.outcome for one in told[0].steps] == [done, skipped, done, part, done]
    assert (told[0].finished, told[0].title) == (True, "Evening & night")


def test_who_leaves_has_done_what_was_done(playing: Player) -> None:
    told: list[Performed] = []
    playing.window.performed.connect(told.append)
    playing.forward(50_000)
    press(playing, Qt.Key.Key_Space)
    playing.clock.forward(5_000)
    playing.window.close()
    playing.window.close()
    assert len(told) == 1
    assert [one.outcome for one in told[0].steps] == [Outcome.DONE, Outcome.AHEAD]
    assert (told[0].finished, told[0].played, told[0].lasted) == (False, 50_000, 55_000)


def test_a_window_that_never_played_tells_nothing(qtbot: QtBot) -> None:
    player = Player(TWO_STEPS)
    qtbot.addWidget(player.window)
    told: list[Performed] = []
    player.window.performed.connect(told.append)
    player.window.close()
    assert told == []


def test_a_skip_to_the_end_can_be_taken_back_on_the_page(playing: Player) -> None:
    playing.forward(70_000)
    press(playing, Qt.Key.Key_Right)
    assert state(playing) is State.ENDED
    press(playing, Qt.Key.Key_A)  # a second press in a hurry closes nothing
    assert playing.closed == []
    press(playing, Qt.Key.Key_Right)
    press(playing, Qt.Key.Key_Return)
    assert (playing.at, state(playing), playing.window.panel.message) == (70_000, State.PLAYING, None)
    playing.forward(1_000)
    assert playing.at == 71_000


def test_the_page_goes_by_itself_after_a_while(playing: Player) -> None:
    playing.forward(185_000)
    assert timer(playing, RETURN).isActive()
    timer(playing, RETURN).timeout.emit()
    assert playing.closed == [185_000]


class Kept:
    """A keeper that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int] | str] = []

    def keep(self, row: int, position: int) -> None:
        self.told.append((row, position))

    def drop(self) -> None:
        self.told.append("drop")

    def close(self) -> None:
        self.told.append("close")


def test_the_place_is_told_at_least_every_second_and_at_every_jump(playing: Player) -> None:
    kept = Kept()
    points = Checkpointing(playing.window.session, playing.clock, kept)
    playing.window.closed.connect(points.close)
    for _ in range(100):
        playing.clock.forward(100)
        playing.window.tick()
    places = [one for one in kept.told if not isinstance(one, str)]
    assert len(places) in range(10, 15)
    assert all(b[1] - a[1] <= 1_000 for a, b in pairwise(places))
    assert EACH < 1_000
    press(playing, Qt.Key.Key_Right)
    assert kept.told[-1] == (1, 45_000)
    press(playing, Qt.Key.Key_Space)
    assert kept.told[-1] == (1, 45_000)
    press(playing, Qt.Key.Key_Space)
    playing.forward(140_000)
    playing.window.close()
    assert kept.told[-2:] == ["drop", "close"]


def test_a_rehearsal_has_speeds_and_leaves_without_a_question(qtbot: QtBot) -> None:
    player = Player(TWO_STEPS, (1120, 700))
    qtbot.addWidget(player.window)
    player.window.rehearse()
    player.window.session.seek(45_000)
    player.show()
    speeds = player.window.asides.speeds
    assert speeds is not None
    assert player.at == 45_000
    QTest.mouseClick(speeds.buttons[800], Qt.MouseButton.LeftButton)
    player.forward(2_000)
    assert player.at == 61_000
    press(player, Qt.Key.Key_BracketLeft)
    assert player.window.session.pace == 400
    assert not player.window.asides.pace.isVisible()
    press(player, Qt.Key.Key_Escape)
    assert player.closed == [61_000]
