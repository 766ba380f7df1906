"""Notices in the builder's window: the count, the panel by key and by mouse, the next one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.builder.check_button import CheckButton
from studio.builder.check_panel import CheckPanel
from studio.core.dose import Dose
from studio.core.quantity import fixed
from studio.core.routine import with_dose
from studio.host.paths import resources_folder, routines_folder
from studio.paint.look import LIGHT
from studio.shell.desk import Desk
from studio.shell.window import BuilderWindow
from tests.shell.person import Person


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    window = BuilderWindow(LIGHT)
    qtbot.addWidget(window)
    now = datetime(2026, 11, 21, 19, 31)
    made = Desk(window, resources_folder(), Person(), tmp_path, lambda: now, LIGHT)
    window.show()
    with qtbot.waitSignal(made.completed):
        made.open(routines_folder() / "course-week-3.routine.toml")
    yield made
    window.may_close = lambda: True
    window.close()


def button(desk: Desk) -> CheckButton:
    (found,) = desk.window.findChildren(CheckButton)
    return found


def panel(desk: Desk) -> CheckPanel | None:
    found = desk.window.findChildren(CheckPanel)
    return found[0] if found else None


def test_the_toolbar_counts_and_counts_again_after_an_edit(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: button(desk).shown_count == "2")
    routine = desk.document.routine
    table = list(routine.walk())[1]
    desk.document.edit(
        "Change tilt", with_dose(routine, table.uid, Dose(tilt=fixed(30_000), hold=fixed(60_000)))
    )
    qtbot.waitUntil(lambda: button(desk).shown_count == "")


def test_the_button_opens_the_panel_over_the_work_and_closes_it(desk: Desk) -> None:
    assert panel(desk) is None, "it is made when it is asked for"
    QTest.mouseClick(button(desk), Qt.MouseButton.LeftButton)
    opened = panel(desk)
    assert opened is not None
    assert opened.is_open
    assert len(opened.rows) == 2
    assert desk.window.rect().contains(opened.geometry())
    QTest.mouseClick(button(desk), Qt.MouseButton.LeftButton)
    assert not opened.is_open


def test_the_keyboard_comes_back_to_where_it_was(desk: Desk) -> None:
    before = desk.window.focusWidget()
    assert before is not None
    desk.actions["check"].trigger()
    opened = panel(desk)
    assert opened is not None
    assert opened.rows[0].hasFocus()
    QTest.keyClick(opened.rows[0], Qt.Key.Key_Escape)
    assert desk.window.focusWidget() is before


def test_a_smaller_window_takes_the_panel_along(desk: Desk) -> None:
    desk.actions["check"].trigger()
    desk.window.resize(desk.window.minimumSize())
    QCoreApplication.sendPostedEvents()
    opened = panel(desk)
    assert opened is not None
    assert desk.window.rect().contains(opened.geometry())


def test_the_key_for_the_next_one_goes_to_its_step(desk: Desk) -> None:
    table = list(desk.document.routine.walk())[1]
    QTest.keyClick(desk.window, Qt.Key.Key_F8)
    assert desk._selection.uids == (table.uid,)
