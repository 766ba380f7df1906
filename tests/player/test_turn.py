"""The picture turned: where things are seen they are pressed, corners stay inside, and it turns back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QImage, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.paint.look import PLAYER
from studio.player.controls import Command
from studio.player.places_inverted import face_turn
from studio.player.session import State
from studio.player.sizes import View
from studio.player.turning import LENGTH, Turn, Turning, pixels, seat, upright
from tests.player.routines import Player, step

TABLE = step("table", hold=60, tilt=30)  # ready 45, tilt 6, hold 60, tilt 6, return 60
LEVEL, TILTING, HELD, RETURNED = 10_000, 46_000, 70_000, 120_000
Make = Callable[..., Player]

sizes = st.builds(QSizeF, st.integers(300, 4000), st.integers(200, 4000))
angles = st.floats(-180, 180)


@given(sizes, angles, st.floats(0, 4000), st.floats(0, 4000))
def test_a_point_comes_back_from_the_window_to_where_it_was_on_the_face(
    size: QSizeF, angle: float, x: float, y: float
) -> None:
    turn = replace(upright(size), angle=angle)
    back = turn.to_face(turn.to_window.map(QPointF(x, y)))
    assert (back - QPointF(x, y)).manhattanLength() < 1e-6


@given(st.integers(480, 4000), st.integers(300, 3000), st.floats(0, 90), st.floats(0, 1))
def test_the_corners_of_a_face_stay_inside_at_every_angle_up_to_the_steepest(
    wide: int, high: int, steepest: float, share: float
) -> None:
    turn = face_turn(QSize(wide, high), -steepest * share, steepest)
    whole = QRectF(0, 0, wide, high).adjusted(-1, -1, 1, 1)
    face = QRectF(QPointF(), turn.face)
    for corner in (face.topLeft(), face.topRight(), face.bottomLeft(), face.bottomRight()):
        assert whole.contains(turn.to_window.map(corner))


@given(sizes, st.integers(0, 500), st.integers(0, 400), st.integers(1, 300), st.integers(1, 200))
def test_upside_down_a_box_is_as_large_as_before(size: QSizeF, x: int, y: int, wide: int, high: int) -> None:
    turn = Turn(size, QPointF(size.width() / 2, size.height() / 2), 180.0)
    box = QRectF(x, y, wide, high)
    seen = pixels(turn.to_window.mapRect(box))
    assert (seen.width(), seen.height()) == (wide, high)
    assert seen.right() + 1 == size.width() - x
    assert seen.bottom() + 1 == size.height() - y


def test_a_widget_at_an_odd_angle_takes_the_mouse_only_where_it_is_seen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    bar = QWidget(window)
    turn = replace(upright(QSizeF(400, 300)), angle=30.0)
    view = seat(bar, QRectF(50, 130, 300, 40), turn)
    assert window.childAt(200, 150) is bar
    assert bar.geometry().contains(QPoint(90, 220))  # a corner of what it takes up, and nothing is there
    assert window.childAt(90, 220) is None
    middle = view.map(QPointF(150, 20)) + QPointF(bar.pos())
    assert (middle - QPointF(200, 150)).manhattanLength() < 1.5
    seat(bar, QRectF(50, 130, 300, 40), replace(turn, angle=180.0))
    assert bar.mask().isEmpty()


def test_it_turns_softly_and_at_once_where_it_should_not_move(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    turning = Turning(owner)
    seen: list[float] = []
    turning.turned.connect(lambda: seen.append(turning.angle))
    turning.turn_to(180.0, at_once=False)
    assert turning.on_its_way
    way = way_of(turning)
    assert way.duration() == LENGTH == 400
    for at in range(0, LENGTH + 1, 40):
        way.setCurrentTime(at)
    assert seen == sorted(seen)
    assert (seen[-1], turning.angle) == (180.0, 180.0)
    assert seen[0] < 30
    turning.turn_to(0.0, at_once=True)
    assert (turning.angle, turning.on_its_way) == (0.0, False)
    turning.stop()


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    made: list[Player] = []

    def build(turn: str = "with me", *, still: bool = False, size: tuple[int, int] = (1280, 720)) -> Player:
        look = PLAYER.at_rest(True) if still else PLAYER
        player = Player((TABLE, step("cat")), size, look=look, view=View(distance=1.5, turn=turn))
        qtbot.addWidget(player.window)
        player.window.show()
        player.window.tick()
        made.append(player)
        return player

    yield build
    for one in made:
        one.window.close()


def way_of(turning: Turning) -> QVariantAnimation:
    """The animation that it turns by."""
    found = turning.findChild(QVariantAnimation)
    assert found is not None
    return found


def told(player: Player) -> str:
    """What the helper is told of now."""
    aid = player.window.screen_.helper.value
    assert aid is not None
    return aid.now


def settle(player: Player) -> None:
    """Let a turn that is on its way arrive."""
    turning = player.window.screen_.turning
    if turning.on_its_way:
        way_of(turning).setCurrentTime(LENGTH)


def go(player: Player, at: int) -> None:
    player.forward(at - player.at)
    settle(player)


def picture(player: Player) -> QImage:
    return player.window.grab().toImage()


def white(image: QImage, top: int, bottom: int) -> int:
    wanted = QColor(PLAYER.tx)
    return sum(
        image.pixelColor(x, y) == wanted for x in range(0, image.width(), 4) for y in range(top, bottom, 4)
    )


def test_head_down_the_picture_is_upside_down_and_turns_back_for_the_return(make: Make) -> None:
    player = make()
    where = player.window.screen_
    go(player, LEVEL)
    assert where.heading.geometry().center().y() < 200
    assert not player.window.way_up.bar.isVisible()
    go(player, TILTING)
    assert where.turning.angle == 180
    assert where.heading.geometry().center().y() > 500
    assert where.heading.geometry().center().x() > 640
    bar = player.window.way_up.bar
    assert bar.isVisible()
    assert bar.geometry().bottom() < 360  # at the top of the window: at the foot of what the person sees
    assert white(picture(player), bar.y() + 10, bar.geometry().bottom() - 10) > 2_000
    assert where.helper.geometry().bottom() == 719
    assert told(player).startswith("Inverted 0:01")
    go(player, RETURNED)
    assert where.turning.angle == 0
    assert not bar.isVisible()
    assert not where.helper.isVisible()


def test_a_picture_that_never_turns_has_the_way_up_at_its_foot(make: Make) -> None:
    player = make("never")
    go(player, HELD)
    assert player.window.screen_.turning.angle == 0
    assert player.window.way_up.bar.geometry().top() > 360
    assert "turned" not in told(player)


def test_a_picture_that_turns_with_the_table_is_as_steep_as_that(make: Make) -> None:
    player = make("table")
    go(player, 47_000)
    assert player.window.screen_.turning.angle == pytest.approx(-10, abs=0.3)
    go(player, HELD)
    assert player.window.screen_.turning.angle == -30
    assert not player.window.screen_.turning.on_its_way
    bar = player.window.way_up.bar
    assert not bar.mask().isEmpty()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.rect().center())
    assert player.window.session.schedule is not player.schedule


def test_with_less_motion_it_turns_at_once(make: Make) -> None:
    player = make(still=True)
    player.forward(TILTING)
    assert player.window.screen_.turning.angle == 180
    table = make("table", still=True)
    table.forward(47_000)
    assert table.window.screen_.turning.angle == -30  # where the table will be, and no way to there


def test_the_picture_upside_down_is_the_picture_turned(make: Make) -> None:
    never, turned = make("never"), make("with me")
    for player in (never, turned):
        go(player, HELD)
        player.window.controls.fade_now()
    high = turned.window.height() - turned.window.screen_.helper.height()
    a = picture(never).copy(0, 0, 1280, high)
    b = picture(turned).copy(0, 0, 1280, high).transformed(QTransform().rotate(180))
    far = sum(
        abs(a.pixelColor(x, y).lightness() - b.pixelColor(x, y).lightness()) > 40
        for x in range(0, 1280, 5)
        for y in range(0, high, 5)
    )
    assert far < 0.005 * (1280 / 5) * (high / 5)


def test_buttons_and_bar_are_pressed_where_they_are_seen(make: Make) -> None:
    player = make()
    go(player, HELD)
    player.window.controls.reveal()
    window = player.window
    back, following = (window.controls.buttons[one] for one in (Command.BACK, Command.NEXT))
    places = [one.mapTo(window, one.rect().center()) for one in (back, following)]
    assert places[0].x() > places[1].x()  # upside down "back" is on the right of the screen
    assert window.childAt(places[1]) is following
    bar = window.screen_.progress
    end = bar.mapTo(window, QPoint(round(0.1 * bar.width()), bar.height() // 2))
    assert end.y() > 500
    assert window.childAt(end) is bar
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.mapFrom(window, end))
    assert window.session.row == 1  # the left of the screen is the end of the bar


def test_keys_mean_the_same_upside_down(make: Make) -> None:
    player = make()
    go(player, HELD)
    QTest.keyClick(player.window, Qt.Key.Key_Left)
    assert player.at == 0
    assert player.window.session.state is State.PLAYING


def test_a_question_is_asked_upside_down_too(make: Make) -> None:
    player = make()
    go(player, HELD)
    QTest.keyClick(player.window, Qt.Key.Key_Escape)
    first, second = player.window.panel.buttons[:2]
    assert first.geometry().x() > second.geometry().x()
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert player.window.panel.message is None


def test_a_frame_upside_down_repaints_only_what_has_changed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, make: Make
) -> None:
    player = make()
    go(player, HELD + 2_500)  # in the middle of a breath
    screen = player.window.screen_
    painted: list[str] = []
    for area in (screen.heading, screen.breath, screen.pacer, screen.helper):
        monkeypatch.setattr(type(area), "paint", lambda self, *_: painted.append(self.accessibleName()))
    player.window.update()
    qtbot.waitUntil(lambda: len(set(painted)) == 4)
    player.window.repaint()
    painted.clear()

    def paints(count: int) -> Callable[[], bool]:
        return lambda: len(painted) >= count

    for frame in range(1, 5):
        player.clock.forward(100)
        player.window.tick()
        qtbot.waitUntil(paints(frame))
    assert set(painted) == {"Pacer"}
