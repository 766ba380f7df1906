"""What a window says and does about unsaved work, about its file, and about what went wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.app.prompts import Unsaved
from studio.app.recovery import RecoveryRoom
from studio.core.routine import Routine
from studio.files.unsaved import Work, work_bytes
from studio.files.versions import Versions
from studio.host.folders import versions_folder
from studio.host.paths import resources_folder
from studio.host.state_place import state_folder
from studio.paint.look import DARK, LIGHT
from studio.shell.desk import Desk
from studio.shell.safekeeping import Safekeeping
from studio.shell.versions_menu import VersionsMenu
from studio.shell.window import BuilderWindow
from tests.shell.person import Person

NINE = datetime(2026, 11, 20, 21, 0)
FLOOR = 'format = 1\ntitle = "Floor"\n\n[[steps]]\nexercise = "cat-cow"\nreps = 10\n'


Opener = Callable[..., Desk]


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Opens a window with everything that keeps its work, as a start of the program does."""
    rooms: list[Safekeeping] = []
    windows: list[BuilderWindow] = []

    def started(path: Path | None = None, person: Person | None = None) -> Desk:
        window = BuilderWindow(LIGHT)
        qtbot.addWidget(window)
        desk = Desk(window, resources_folder(), person or Person(), tmp_path, lambda: NINE, LIGHT)
        window.show()
        with qtbot.waitSignal(desk.completed):
            desk.open(path)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        keeping = Safekeeping(app, None)
        keeping.take(desk, LIGHT)
        rooms.append(keeping)
        windows.append(window)
        return desk

    yield started
    for window in windows:
        window.close()
    for keeping in rooms:
        keeping._room.close()
        keeping.setParent(None)


def leave(work: Work, name: str = "1-a.1") -> Path:
    """As a run that has crashed leaves its work."""
    folder = state_folder() / "recovery"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.unsaved"
    path.write_bytes(work_bytes(work))
    return path


def strips(desk: Desk) -> list[str]:
    found = desk.window.findChildren(QFrame, "offer")
    return [strip.accessibleDescription() for strip in found if not strip.isHidden()]


def press(desk: Desk, words: str) -> None:
    found = [b for b in desk.window.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    found[0].click()


def notices(desk: Desk) -> str:
    return " ".join(label.text() for label in desk.window.findChildren(QLabel) if label.isVisible())


def test_a12_the_work_that_was_left_is_offered_and_restored_as_unsaved(start: Opener, tmp_path: Path) -> None:
    path = tmp_path / "floor.routine.toml"
    path.write_text(FLOOR, encoding="utf-8")
    left = leave(Work(Routine("Mine"), path, "0" * 64))
    desk = start()
    (text,) = strips(desk)
    assert "\u201cMine\u201d was not saved when the program ended" in text
    press(desk, "Restore")
    assert strips(desk) == []
    assert desk.document.routine.title == "Mine"
    assert desk.document.path == path
    assert desk.window.isWindowModified()
    assert not left.exists()
    (kept,) = left.parent.glob("*.unsaved")
    assert kept != left, "it is this run's own now"


def test_a12_several_are_offered_one_after_the_other(start: Opener) -> None:
    first, second = leave(Work(Routine("One"))), leave(Work(Routine("Two")), "2-b.1")
    os.utime(first, (1, 1))
    desk = start()
    assert "Two" in strips(desk)[0]
    press(desk, "Discard")
    assert "One" in strips(desk)[0]
    press(desk, "Discard")
    assert strips(desk) == []
    assert not first.exists()
    assert not second.exists()


def test_a12_who_wants_to_keep_the_open_routine_keeps_the_offer(start: Opener) -> None:
    left = leave(Work(Routine("Mine")))
    person = Person()
    person.unsaved_answer = Unsaved.CANCEL
    desk = start(person=person)
    desk._workspace.sequence.add_exercise("glute-bridge")
    press(desk, "Restore")
    assert left.exists()
    assert len(strips(desk)) == 1
    assert desk.document.routine.title != "Mine"
    person.unsaved_answer = Unsaved.DISCARD


def test_a12_an_offer_without_an_answer_is_made_again(start: Opener) -> None:
    left = leave(Work(Routine("Mine")))
    desk = start()
    desk.window.close()
    assert left.exists()


def test_a12_a_window_that_is_closed_leaves_nothing(start: Opener) -> None:
    desk = start()
    desk._workspace.sequence.add_exercise("glute-bridge")
    (kept_desk,) = [child for child in desk.children() if hasattr(child, "recovery")]
    kept_desk.recovery.keep()
    folder = state_folder() / "recovery"
    assert len(list(folder.glob("*.unsaved"))) == 1
    desk.window.close()
    assert list(folder.glob("*.unsaved")) == []


def test_a13_damaged_work_is_said_once_and_kept_aside(start: Opener) -> None:
    left = leave(Work(Routine("Mine")))
    left.write_bytes(b"\0" * 100)
    desk = start()
    assert strips(desk) == []
    assert "it is damaged" in notices(desk)
    assert "1-a.1.unsaved.damaged" in notices(desk)
    assert RecoveryRoom(left.parent).left() == ([], [])


def test_b35_a_title_in_an_offer_is_plain_text(start: Opener) -> None:
    leave(Work(Routine("<img src='/nowhere'>\n\u202eevil")))
    (text,) = strips(start())
    assert "<img src='/nowhere'>" in text
    assert "\n" not in text
    assert "\u202e" not in text


def test_a07_a_read_only_file_has_a_bar_until_it_is_left(start: Opener, tmp_path: Path) -> None:
    path = tmp_path / "floor.routine.toml"
    path.write_text(FLOOR, encoding="utf-8")
    path.chmod(0o444)
    desk = start(path)
    (text,) = strips(desk)
    assert text == "floor.routine.toml cannot be written: the file is read-only. Save asks for a place."
    desk.actions["new"].trigger()
    assert strips(desk) == []


def test_a10_a_file_changed_outside_is_told_when_the_window_is_looked_at(
    start: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "floor.routine.toml"
    path.write_text(FLOOR, encoding="utf-8")
    desk = start(path)
    path.write_text(FLOOR.replace("Floor", "Theirs"), encoding="utf-8")
    assert strips(desk) == []
    activated(desk.window)
    assert strips(desk) == ["floor.routine.toml was changed by another program."]
    press(desk, "Keep mine")
    activated(desk.window)
    assert strips(desk) == [], "it is told once"
    path.write_text(FLOOR.replace("Floor", "Theirs again"), encoding="utf-8")
    activated(desk.window)
    press(desk, "Reload")
    assert strips(desk) == []
    assert desk.document.routine.title == "Theirs again"


def test_a11_a_file_that_is_gone_is_made_again(start: Opener, tmp_path: Path) -> None:
    path = tmp_path / "floor.routine.toml"
    path.write_text(FLOOR, encoding="utf-8")
    desk = start(path)
    path.unlink()
    activated(desk.window)
    assert desk.window.isWindowModified()
    press(desk, "Save")
    assert path.exists()
    assert strips(desk) == []


def activated(window: QWidget) -> None:
    QGuiApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))


def test_strips_wear_the_look_and_stand_below_the_toolbar(start: Opener) -> None:
    leave(Work(Routine("Mine")))
    desk = start()
    (strip,) = desk.window.findChildren(QFrame, "offer")
    (toolbar,) = desk.window.findChildren(QFrame, "toolbar")
    layout = desk.window.layout()
    assert layout is not None
    layout.activate()
    assert strip.y() == toolbar.geometry().bottom() + 1
    assert strip.grab().toImage().pixelColor(4, 4) == LIGHT.info_bg
    (kept_desk,) = [child for child in desk.children() if hasattr(child, "offers")]
    kept_desk.offers.set_look(DARK)
    assert strip.grab().toImage().pixelColor(4, 4) == DARK.info_bg


def test_the_menu_of_earlier_versions_opens_one_as_an_unsaved_copy(start: Opener, tmp_path: Path) -> None:
    path = tmp_path / "floor.routine.toml"
    path.write_text(FLOOR, encoding="utf-8")
    desk = start(path)
    (menu,) = desk.window.findChildren(VersionsMenu)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["None yet: each save keeps what it replaces"]
    total = desk.document.schedule.length
    desk._workspace.sequence.add_exercise("glute-bridge")
    assert desk.filing.save()
    ago = NINE - timedelta(days=1, minutes=30)
    Versions(versions_folder()).keep(path, b'format = 1\ntitle = "Old"\n', round(ago.timestamp() * 1_000) - 1)
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions()]
    minutes, seconds = divmod((total + 500) // 1_000, 60)
    assert words[-1] == f"Until today 21:00   {minutes}:{seconds:02}"
    menu.actions()[-1].trigger()
    assert desk.document.routine.title == "Floor"
    assert len(desk.document.routine.steps) == 1
    assert desk.document.path is None
