"""The library: finding exercises, adding them, carrying them, and seeing them move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.app.settings import Settings
from studio.builder.carried import exercise_in
from studio.builder.library import LibraryPanel
from studio.builder.library_cards import plus_rect, star_rect
from studio.builder.library_model import LibraryModel
from studio.builder.library_view import STAR_KEY, LibraryView
from studio.builder.playing import TICK, TURNS, MovementPlayer, short_turn
from studio.core.exercise import Equipment, Exercise, Move
from studio.core.facets import FAVOURITES, NOTHING, Facet
from studio.core.find import Bearing
from studio.core.pose import Pose
from studio.core.routine import Routine
from studio.paint.card import Thumbnails, lifted
from studio.paint.look import DARK, LIGHT
from tests.builder.given_routines import CATALOGUE, ROCK, SWAY, TRANSITIONS, TURN, Hands, document_of


@pytest.fixture
def panel(qtbot: QtBot) -> LibraryPanel:
    made = LibraryPanel(document_of(""))
    qtbot.addWidget(made)
    made.resize(288, 640)
    made.show()
    return made


def names(panel: LibraryPanel) -> list[str]:
    model = panel.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def place(view: LibraryView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, 0)).center()


def plus(view: LibraryView, row: int) -> QPoint:
    return plus_rect(view.visualRect(view.model().index(row, 0))).center().toPoint()


def click(view: LibraryView, at: QPoint, *, double: bool = False) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    if double:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_every_exercise_is_there_by_name_with_its_dose(panel: LibraryPanel) -> None:
    assert panel.list.accessibleName() == "Exercises"
    assert names(panel) == ["Lying rest", "Rock", "Sway", "Turn"]
    model = panel.list.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert said == [
        "Lying rest, 0:30\N{EN DASH}1:00",
        "Rock, 20 s \N{MULTIPLICATION SIGN} 3",
        "Sway, 2 reps",
        "Turn, 10 s, each side",
    ]


def test_the_list_follows_what_is_typed(panel: LibraryPanel) -> None:
    QTest.keyClicks(panel.search, "TU")
    assert names(panel) == ["Turn"]
    assert panel._count.text() == "1 of 4"
    QTest.keyClick(panel.search, Qt.Key.Key_Escape)
    assert len(names(panel)) == 4
    assert panel.search.text() == ""
    QTest.keyClicks(panel.search, "mat release")
    assert names(panel) == ["Turn"]


def test_typing_is_no_new_beginning(panel: LibraryPanel) -> None:
    tester = QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    resets: list[int] = []
    panel.model.modelReset.connect(lambda: resets.append(1))
    for text in ("t", "tu", "", "lying", "zzz", ""):
        panel.search.setText(text)
    assert resets == []
    assert tester.model() is panel.model


def test_nothing_found_says_so(panel: LibraryPanel) -> None:
    panel.search.setText("zzz")
    assert names(panel) == []
    image = panel.list.grab().toImage()
    inked = [
        (x, y)
        for x in range(40, image.width() - 40)
        for y in range(20, 80)
        if image.pixelColor(x, y) == LIGHT.tx2
    ]
    assert len(inked) > 20


def test_down_goes_into_the_list_and_up_comes_back(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.activateWindow()
    panel.focus_search()
    QTest.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    assert panel.list.currentIndex().row() == 0
    with qtbot.waitSignal(panel.added) as added:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert added.args == ["rest"]
    QTest.keyClick(panel.list, Qt.Key.Key_Up)
    assert panel.search.hasFocus()


def test_positions_narrow_the_list_and_never_empty_it(panel: LibraryPanel) -> None:
    positions = panel.facets.sides[Facet.POSITION]
    shown = positions._chips
    assert [chip.accessibleName() for chip in shown.values()] == ["Lying, 2", "Kneeling, 1", "Standing, 1"]
    QTest.mouseClick(shown[Bearing.LYING], Qt.MouseButton.LeftButton)
    assert names(panel) == ["Lying rest", "Turn"]
    panel.search.setText("rock")
    assert names(panel) == ["Rock"]  # the position would leave nothing: it rests
    assert not positions.isVisibleTo(panel)
    panel.search.setText("")
    assert names(panel) == ["Lying rest", "Turn"]
    shown = positions._chips
    assert shown[Bearing.LYING].isChecked()
    QTest.mouseClick(shown[Bearing.LYING], Qt.MouseButton.LeftButton)
    assert len(names(panel)) == 4


def test_every_chip_stays_inside_the_panel(qtbot: QtBot) -> None:
    postures = ("standing", "sitting", "kneeling", "supine", "hanging", "table", "device")
    every = {name: replace(SWAY, id=name, posture=type(SWAY.posture)(name)) for name in postures}
    panel = LibraryPanel(RoutineDocument(every, TRANSITIONS))
    qtbot.addWidget(panel)
    panel.resize(230, 700)
    panel.show()
    QApplication.sendPostedEvents()  # what asked for another height gets it
    facets = panel.facets.sides[Facet.POSITION]
    chips = list(facets._chips.values())
    assert len(chips) > 4
    for chip in chips:
        assert chip.isVisible()
        rect = QRect(chip.mapTo(panel, QPoint(0, 0)), chip.size())
        assert panel.rect().contains(rect)
        assert rect.bottom() < panel.list.y()
    for chip in chips:
        others = [other for other in chips if other is not chip]
        assert not any(
            chip.geometry().adjusted(2, 2, -2, -2).intersects(other.geometry()) for other in others
        )


def press_chip(panel: LibraryPanel, facet: Facet, value: str) -> None:
    chip = panel.facets.sides[facet]._chips[value]
    assert chip.isVisibleTo(panel)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)


def counts(panel: LibraryPanel, facet: Facet) -> dict[str, int]:
    """The chips that can be pressed, with what they say."""
    chips = panel.facets.sides[facet]._chips
    return {value: int(chip._count) for value, chip in chips.items() if chip.isVisibleTo(panel)}


EQUIPPED = {
    "wall": replace(SWAY, id="wall", name="A", equipment=(Equipment.WALL,)),
    "ball": replace(SWAY, id="ball", name="B", equipment=(Equipment.BALL, Equipment.MAT)),
    "mat": replace(ROCK, id="mat", name="C", equipment=(Equipment.MAT,)),
    "both": replace(ROCK, id="both", name="D", equipment=(Equipment.WALL, Equipment.BALL)),
}


def test_every_chip_leaves_as_many_as_it_says(qtbot: QtBot) -> None:
    panel = LibraryPanel(RoutineDocument(EQUIPPED, TRANSITIONS))
    qtbot.addWidget(panel)
    panel.resize(288, 640)
    panel.show()
    assert counts(panel, Facet.EQUIPMENT) == {NOTHING: 1, "Wall": 2, "Ball": 2}
    press_chip(panel, Facet.EQUIPMENT, "Wall")
    assert names(panel) == ["A", "D"]
    assert counts(panel, Facet.POSITION) == {"Kneeling": 1, "Standing": 1}
    press_chip(panel, Facet.POSITION, "Kneeling")
    assert names(panel) == ["D"]
    assert counts(panel, Facet.EQUIPMENT) == {NOTHING: 1, "Wall": 1, "Ball": 1}
    press_chip(panel, Facet.EQUIPMENT, NOTHING)
    assert names(panel) == ["C"]


def test_of_many_kinds_of_equipment_the_rarest_are_folded_up(qtbot: QtBot) -> None:
    every = {one.value: replace(SWAY, id=one.value, equipment=(one,)) for one in Equipment}
    panel = LibraryPanel(RoutineDocument(every, TRANSITIONS))
    qtbot.addWidget(panel)
    panel.resize(288, 640)
    panel.show()
    assert len(counts(panel, Facet.EQUIPMENT)) == 4
    panel.resize(288, 300)
    assert len(counts(panel, Facet.EQUIPMENT)) == 1
    QTest.mouseClick(panel.facets.sides[Facet.EQUIPMENT]._more, Qt.MouseButton.LeftButton)
    assert len(counts(panel, Facet.EQUIPMENT)) == len(Equipment)


def test_the_star_makes_a_favourite_by_mouse_and_by_key(qtbot: QtBot) -> None:
    settings = Settings()
    panel = LibraryPanel(document_of(""), settings=settings)
    qtbot.addWidget(panel)
    panel.resize(288, 640)
    panel.show()
    assert not panel.facets.sides[Facet.YOURS].isVisibleTo(panel)
    at = star_rect(panel.list.visualRect(panel.model.index(1))).center().toPoint()
    click(panel.list, at, double=True)
    assert settings.value("favourites") == ("rock",)
    panel.list.setCurrentIndex(panel.model.index(3))
    QTest.keyClicks(panel.list, STAR_KEY)
    assert settings.value("favourites") == ("turn", "rock")
    press_chip(panel, Facet.YOURS, FAVOURITES)
    assert names(panel) == ["Rock", "Turn"]
    assert "favourite" in panel.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    panel.list.setCurrentIndex(panel.model.index(0))
    QTest.keyClicks(panel.list, STAR_KEY)
    assert names(panel) == ["Turn"]


def test_the_menu_of_a_card_does_what_the_card_does(panel: LibraryPanel) -> None:
    added: list[str] = []
    edited: list[str] = []
    panel.added.connect(added.append)
    panel.edit_requested.connect(edited.append)
    menu = panel.list.menu_of(ROCK)
    add, star, edit = menu.actions()
    add.trigger()
    star.trigger()
    edit.trigger()
    assert (added, edited) == (["rock"], ["rock"])
    assert panel.model.is_favourite(ROCK)
    assert "Take the star away" in panel.list.menu_of(ROCK).actions()[1].text()


def test_the_plus_above_asks_for_a_new_exercise(panel: LibraryPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.new_requested):
        QTest.mouseClick(panel._new, Qt.MouseButton.LeftButton)


def test_with_less_motion_no_figure_moves(panel: LibraryPanel) -> None:
    def moving() -> Exercise | None:
        return panel.list.player.exercise

    panel.set_look(LIGHT.at_rest(True))
    hover(panel.list, 2)
    assert moving() is None
    panel.set_look(LIGHT)
    hover(panel.list, 1)
    assert moving() is ROCK
    panel.set_look(LIGHT.at_rest(True))
    assert moving() is None


def test_larger_text_makes_larger_cards(panel: LibraryPanel) -> None:
    usual = panel.list.visualRect(panel.model.index(0)).height()
    panel.set_look(LIGHT.at_text(1.5))
    panel.list.doItemsLayout()
    assert panel.list.visualRect(panel.model.index(0)).height() > 1.4 * usual


def test_a_double_click_and_enter_add_once(panel: LibraryPanel) -> None:
    asked: list[str] = []
    panel.added.connect(asked.append)
    click(panel.list, place(panel.list, 1), double=True)
    assert asked == ["rock"]
    QTest.keyClick(panel.list, Qt.Key.Key_Enter)
    assert asked == ["rock", "rock"]


def test_a74_a_double_click_on_the_plus_adds_once(panel: LibraryPanel) -> None:
    asked: list[str] = []
    panel.added.connect(asked.append)
    click(panel.list, plus(panel.list, 3), double=True)
    assert asked == ["turn"]
    click(panel.list, plus(panel.list, 0))
    assert asked == ["turn", "rest"]


def test_a_click_elsewhere_adds_nothing(panel: LibraryPanel) -> None:
    asked: list[str] = []
    panel.added.connect(asked.append)
    click(panel.list, place(panel.list, 2))
    click(panel.list, QPoint(100, panel.list.viewport().height() - 2), double=True)
    assert asked == []


def test_a_card_is_carried_as_its_exercise(qtbot: QtBot) -> None:
    document, hands = document_of(""), Hands()
    view = LibraryView(document, LibraryModel(document), carry=hands.carry)
    qtbot.addWidget(view)
    view.resize(270, 500)
    view.show()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place(view, 3))
    view.startDrag(Qt.DropAction.CopyAction)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton)
    assert exercise_in(hands.load.mime) == "turn"
    assert hands.load.usual == Qt.DropAction.CopyAction
    assert hands.load.picture.rect().contains(hands.load.hold)
    assert view.grab().toImage() != QImage()


def test_a_carried_card_throws_a_shadow_and_is_turned(qtbot: QtBot) -> None:
    view = LibraryView(document_of(""), LibraryModel(document_of("")))
    qtbot.addWidget(view)
    picture, corner = view._cards.carried(SWAY, 266, 1.0)
    image = picture.toImage()
    middle = image.width() // 2
    assert image.pixelColor(middle, image.height() // 2).alpha() == 255
    assert 0 < image.pixelColor(middle, round(corner.y()) + 64 + 12).alpha() < 120
    assert image.pixelColor(0, 0).alpha() == 0
    left = next(
        y for y in range(image.height()) if image.pixelColor(round(corner.x()) + 20, y).alpha() == 255
    )
    right = next(
        y for y in range(image.height()) if image.pixelColor(round(corner.x()) + 240, y).alpha() == 255
    )
    assert left > right
    badge, _ = lifted(picture, LIGHT, 3)
    assert badge.toImage() != lifted(picture, LIGHT, 1)[0].toImage()


def test_own_exercises_of_a_routine_come_and_go(panel: LibraryPanel) -> None:
    document = panel.model._document
    own = replace(ROCK, id="own", name="<b>A stretch</b>")
    document.replace_all(Routine("", exercises=(own,)), None)
    assert names(panel) == ["<b>A stretch</b>", "Lying rest", "Rock", "Sway", "Turn"]
    document.replace_all(Routine(""), None)
    assert len(names(panel)) == 4


def hover(view: LibraryView, row: int) -> None:
    at = QPointF(place(view, row))
    QApplication.sendEvent(view.viewport(), QEnterEvent(at, at, at))
    QTest.mouseMove(view.viewport(), at.toPoint() - QPoint(2, 0))
    QTest.mouseMove(view.viewport(), at.toPoint())


def test_the_figure_under_the_mouse_moves_and_no_other(panel: LibraryPanel) -> None:
    view = panel.list
    timer = view.player._timer
    assert not timer.isActive()
    hover(view, 2)
    assert view.player.exercise is SWAY
    assert timer.isActive()
    assert view.player.pose_of(ROCK) is None
    hover(view, 1)
    assert view.player.exercise is ROCK
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert not timer.isActive()
    hover(view, 1)
    assert timer.isActive()
    panel.hide()
    assert not timer.isActive()


def test_the_movement_ends_by_itself(panel: LibraryPanel) -> None:
    player = panel.list.player
    player.play(SWAY)
    length = short_turn(SWAY, TRANSITIONS).length
    for _ in range(TURNS * -(-length // TICK)):
        assert player.exercise is SWAY
        player.advance()
    assert player.exercise is None
    assert not player._timer.isActive()
    assert player.pose_of(SWAY) is None


def test_a_short_turn_goes_through_the_poses_quickly() -> None:
    first = SWAY.cycle[0]
    assert isinstance(first, Move)
    bowed = replace(SWAY, poses={"bow": Pose(lumbar=40.0)}, cycle=(replace(first, pose="bow"),))
    player = MovementPlayer(TRANSITIONS)
    player.play(bowed)
    seen = set()
    while player.exercise is bowed:
        posed = player.pose_of(bowed)
        assert posed is not None
        seen.add(round(posed[0].lumbar))
        player.advance()
    assert min(seen) <= 45
    for exercise in CATALOGUE.values():
        assert 0 < short_turn(exercise, TRANSITIONS).length <= 20_000


def test_an_exercise_without_time_does_not_start_the_timer() -> None:
    player = MovementPlayer(TRANSITIONS)
    player.play(Exercise("none", "None", SWAY.posture, ()))
    assert player.exercise is None
    assert not player._timer.isActive()


def test_pictures_are_made_once_and_again_for_another_look(qtbot: QtBot, panel: LibraryPanel) -> None:
    light = panel.grab().toImage()
    assert panel.grab().toImage() == light
    panel.set_look(DARK)
    dark = panel.list.grab().toImage()
    assert dark.pixelColor(100, 10) == DARK.card
    assert light.pixelColor(0, 0) != DARK.card
    assert len(panel.list._cards._thumbnails._made) == 2 * len(CATALOGUE)
    assert Thumbnails()._made == {}


def test_turn_has_a_figure(panel: LibraryPanel) -> None:
    """The figure's own colours are on the card."""
    row = names(panel).index(TURN.name)
    rect = panel.list.visualRect(panel.list.model().index(row, 0))
    image = panel.list.viewport().grab(rect).toImage()
    colours = {image.pixelColor(x, y).name() for x in range(26, 100) for y in range(8, 60)}
    assert {LIGHT.fk.name(), LIGHT.ft.name(), LIGHT.thumb.name()} <= colours
