"""Settings at work: the page, the text size, the look of the whole program, and where a window stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFont, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QFrame,
    QRadioButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.app.recent import note_opened
from studio.app.settings import Settings
from studio.builder.carried import exercise_mime
from studio.builder.welcome import Welcome
from studio.host.paths import resources_folder, routines_folder
from studio.paint.look import DARK, LIGHT, Look
from studio.shell.appearance import Appearance
from studio.shell.desk import Desk
from studio.shell.recent_menu import RecentMenu
from studio.shell.remembering import first_columns, first_rows
from studio.shell.settings_page import SettingsPage
from studio.shell.sounds import NAMES
from studio.shell.window import FRAME, TIMELINE, BuilderWindow, fitted
from tests.shell.person import Person

NINE = datetime(2026, 11, 20, 21, 0)
Desks = Callable[[Settings], Desk]


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[None]:
    """What the application wears is taken off again."""
    worn = QFont(qapp.font()), QPalette(qapp.palette()), qapp.styleSheet()
    yield
    qapp.setFont(worn[0])
    qapp.setPalette(worn[1])
    qapp.setStyleSheet(worn[2])


def shown_page(qtbot: QtBot, settings: Settings) -> tuple[QWidget, SettingsPage]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    area = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
    window.show()
    page = SettingsPage(settings, area)
    page.set_look(LIGHT)
    page.open()
    return window, page


def choice(page: SettingsPage, name: str) -> QRadioButton:
    (found,) = [one for one in page.findChildren(QRadioButton) if one.accessibleName() == name]
    return found


def test_every_control_of_the_page_sets_its_setting(qtbot: QtBot) -> None:
    settings = Settings()
    _window, page = shown_page(qtbot, settings)
    for name, at, value in (
        ("Theme: Dark", "theme", "dark"),
        ("Theme: Light", "theme", "light"),
        ("Text size: 130 %", "text_size", 1.3),
    ):
        QTest.mouseClick(choice(page, name), Qt.MouseButton.LeftButton)
        assert settings.value(at) == value
    (motion,) = [one for one in page.findChildren(QCheckBox) if one.text() == "Less motion"]
    QTest.mouseClick(motion, Qt.MouseButton.LeftButton)
    assert settings.value("reduced_motion") is True
    settings.put("text_size", 1.5)
    settings.put("reduced_motion", False)
    assert choice(page, "Text size: 150 %").isChecked()
    assert not motion.isChecked()


def test_volume_and_each_family_can_be_set_and_tried(qtbot: QtBot) -> None:
    settings = Settings()
    _window, page = shown_page(qtbot, settings)
    (volume,) = [one for one in page.findChildren(QSlider) if one.accessibleName() == "Volume"]
    assert volume.value() == 80
    volume.setValue(35)
    (breath,) = [one for one in page.findChildren(QCheckBox) if one.text() == "Breath"]
    breath.click()
    assert (settings.value("volume"), settings.value("sound_breath")) == (35, False)
    tried: list[str] = []
    page.tried.connect(tried.append)
    for button in page.findChildren(QAbstractButton):
        if button.text() == "Try it":
            button.click()
    assert sorted(tried) == sorted(NAMES.values())


def test_the_page_keeps_to_the_right_side_and_goes_with_esc(qtbot: QtBot) -> None:
    window, page = shown_page(qtbot, Settings())
    assert page.geometry().right() == window.rect().right()
    window.resize(1000, 640)
    assert page.geometry().right() == window.rect().right()
    assert window.rect().contains(page.geometry())
    QTest.keyClick(choice(page, "Theme: Dark"), Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_the_program_wears_what_is_set_at_once(qtbot: QtBot, qapp: QApplication, dressed: None) -> None:
    settings = Settings({"theme": "light"})
    appearance = Appearance(qapp, settings)
    worn: list[Look] = []
    appearance.changed.connect(worn.append)
    assert appearance.dressed() == LIGHT
    settings.put("theme", "dark")
    assert qapp.palette().window().color() == DARK.win
    settings.put("text_size", 1.5)
    assert qapp.font().pixelSize() == 21
    settings.put("reduced_motion", True)
    settings.put("volume", 10)
    assert worn == [DARK, DARK.at_text(1.5), DARK.at_text(1.5).at_rest(True)]


SCREENS = (QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 1024))


@pytest.mark.parametrize(
    ("wanted", "screen"),
    [
        (QRect(100, 100, 1440, 900), 0),
        (QRect(2000, 50, 1200, 900), 1),
        (QRect(-500, -300, 1440, 900), 0),
        (QRect(9_000, 9_000, 1440, 900), 0),
        (QRect(1900, 1000, 1440, 900), 1),
        (QRect(0, 0, 9_000, 9_000), 0),
    ],
)
def test_a_window_is_never_off_the_screens(wanted: QRect, screen: int) -> None:
    """Fault 7: a screen that is gone leaves no window behind."""
    found = fitted(wanted, SCREENS)
    assert SCREENS[screen].contains(found)
    assert found.width() <= SCREENS[screen].width() - FRAME.width()


def test_a_place_that_is_on_a_screen_stays() -> None:
    assert fitted(QRect(100, 100, 1440, 900), SCREENS) == QRect(100, 100, 1440, 900)


def test_the_outer_columns_grow_with_the_text_and_leave_a_middle() -> None:
    assert first_columns(1440, 1.0) == (288, 840, 312)
    for width in (1000, 1024, 1440, 2560):
        for text in (1.0, 1.15, 1.3, 1.5):
            library, middle, inspector = first_columns(width, text)
            assert library + middle + inspector == width
            assert middle >= 380
            assert (library, inspector) >= (288, 312)


def test_the_graph_grows_with_the_text_and_leaves_the_steps_more() -> None:
    assert first_rows(900, 1.0) == (900 - TIMELINE, TIMELINE)
    for height in (640, 700, 900, 1440):
        for text in (1.0, 1.15, 1.3, 1.5):
            steps, graph = first_rows(height, text)
            assert steps + graph == height
            assert steps > 1.7 * graph
    assert first_rows(900, 1.5)[1] > TIMELINE


def test_the_window_is_where_it_was(qtbot: QtBot) -> None:
    window = BuilderWindow(LIGHT)
    qtbot.addWidget(window)
    window.take_place((40, 30, 640, 480), maximised=False)
    before = window.place()
    other = BuilderWindow(LIGHT)
    qtbot.addWidget(other)
    assert before is not None
    other.take_place(before, maximised=False)
    assert other.place() == before
    other.take_place((), maximised=True)
    assert other.place() is None


def test_the_files_that_were_open_are_in_the_menu(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings()
    menu = RecentMenu(settings)
    qtbot.addWidget(menu)
    there, gone = tmp_path / "a & b.routine.toml", tmp_path / "gone.routine.toml"
    there.write_text("")
    note_opened(settings, there)
    note_opened(settings, gone)
    note_opened(settings, there)
    chosen: list[Path] = []
    menu.chosen.connect(chosen.append)
    menu.aboutToShow.emit()
    first, second, _line, clear = menu.actions()
    assert first.text().startswith("a && b.routine.toml")
    assert first.isEnabled()
    assert second.text().startswith("gone.routine.toml")
    assert not second.isEnabled()
    first.trigger()
    assert chosen == [there]
    clear.trigger()
    menu.aboutToShow.emit()
    assert [entry.text() for entry in menu.actions()] == ["No files yet"]


def test_no_more_files_are_remembered_than_there_is_room_for(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(30):
        note_opened(settings, tmp_path / str(number))
    assert settings.value("recent") == tuple(str(tmp_path / str(number)) for number in range(29, 19, -1))


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def desks(qtbot: QtBot, person: Person, tmp_path: Path) -> Iterator[Desks]:
    """A window with its desk, complete, for the settings it is given."""
    windows: list[BuilderWindow] = []

    def desk(settings: Settings) -> Desk:
        window = BuilderWindow(LIGHT)
        qtbot.addWidget(window)
        windows.append(window)
        made = Desk(window, resources_folder(), person, tmp_path, lambda: NINE, LIGHT, settings)
        window.show()
        with qtbot.waitSignal(made.completed):
            made.open(None)
        return made

    yield desk
    for window in windows:
        window.close()


def start_cards(desk: Desk) -> list[QAbstractButton]:
    """What an empty new routine offers, as far as it can be seen."""
    QApplication.sendPostedEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    buttons = desk.window.findChildren(QAbstractButton)
    return [b for b in buttons if b.accessibleName().startswith(("Start from", "Open ")) and b.isVisible()
            and b.accessibleName() != "Open"]  # fmt: skip


def test_an_empty_routine_offers_three_to_start_from_as_copies(desks: Desks) -> None:
    settings = Settings()
    desk = desks(settings)
    cards = start_cards(desk)
    assert len(cards) == 3
    assert "Before you sleep, 9:42" in " ".join(card.accessibleName() for card in cards)
    cards[0].click()
    assert len(list(desk.document.routine.walk())) == 2
    assert desk.document.path is None
    assert settings.value("recent") == ()
    assert start_cards(desk) == []
    desk.actions["new"].trigger()
    assert len(start_cards(desk)) == 3


def test_the_first_exercise_takes_the_place_of_the_start(desks: Desks) -> None:
    desk = desks(Settings())
    sequence = desk._workspace.sequence
    low = sequence.height()
    sequence.add_exercise("glute-bridge")
    QApplication.sendPostedEvents()
    assert start_cards(desk) == []
    assert sequence.height() > 2 * low


def test_a_drop_on_the_start_is_a_drop_into_the_routine(desks: Desks) -> None:
    desk = desks(Settings())
    (page,) = desk.window.findChildren(Welcome)
    mime = exercise_mime("glute-bridge")
    at, copy = QPoint(50, 80), Qt.DropAction.CopyAction
    held = copy, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, *held)
    for event in (enter, QDragMoveEvent(at, *held), QDropEvent(QPointF(at), *held)):
        QApplication.sendEvent(page.viewport(), event)
        assert event.isAccepted()
    assert [step.exercise for step in desk.document.routine.walk()] == ["glute-bridge"]


def test_the_files_that_were_open_are_offered_again(desks: Desks) -> None:
    path = routines_folder() / "bedtime.routine.toml"
    desk = desks(Settings({"recent": [str(path), "/gone/away.routine.toml"]}))
    (recent,) = [card for card in start_cards(desk) if card.accessibleName().startswith("Open")]
    assert "bedtime" in recent.accessibleName()
    recent.click()
    assert desk.document.path == path


def test_of_several_files_the_others_want_windows_of_their_own(desks: Desks, person: Person) -> None:
    settings = Settings()
    desk = desks(settings)
    wanted: list[list[Path]] = []
    desk.windows_wanted.connect(wanted.append)
    person.open_answer = [
        routines_folder() / f"{name}.routine.toml" for name in ("bedtime", "desk-break", "home-basics")
    ]
    desk.actions["open"].trigger()
    assert desk.document.path == person.open_answer[0]
    assert wanted == [person.open_answer[1:]]
    assert settings.value("recent") == (str(person.open_answer[0]),)


def test_the_text_size_goes_by_keys(desks: Desks) -> None:
    settings = Settings()
    desk = desks(settings)
    sizes = []
    for name in ("text_larger", "text_larger", "text_smaller", "text_usual"):
        desk.actions[name].trigger()
        sizes.append(settings.value("text_size"))
    assert sizes == [1.15, 1.3, 1.15, 1.0]


def test_the_window_leaves_its_place_and_borders(desks: Desks) -> None:
    settings = Settings()
    desk = desks(settings)
    desk._workspace.set_borders((300, 400, 312), ())
    before = desk._workspace.borders
    desk.window.close()
    assert settings.value("window")[2:] == (desk.window.width(), desk.window.height())
    again = desks(settings)
    assert [again._workspace.borders[0][0], again._workspace.borders[0][2]] == [before[0][0], before[0][2]]


@pytest.mark.parametrize("text", [1.0, 1.3, 1.5])
def test_no_button_of_the_bar_is_cut(desks: Desks, text: float) -> None:
    desk = desks(Settings())
    desk.set_look(LIGHT.at_text(text))
    for width in (1000, 1440):
        desk.window.resize(width, 700)
        QApplication.sendPostedEvents()
        bar = desk.window.findChild(QFrame, "toolbar")
        assert isinstance(bar, QFrame)
        for button in bar.findChildren(QToolButton):
            needed = button.sizeHint().width()
            assert button.width() >= needed, (width, button.accessibleName())
