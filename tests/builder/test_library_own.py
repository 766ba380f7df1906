"""Exercises of the open file and the person's own in the library: told apart, and kept by mouse and keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.app.own_exercises import Origin, OwnExercises
from studio.builder.library import LibraryPanel
from studio.builder.library_cards import keep_rect, plus_rect
from studio.core.dose import Dose
from studio.core.exercise import Exercise, Hold, Posture
from studio.core.quantity import fixed
from studio.core.routine import Routine
from studio.paint.look import DARK, LIGHT
from tests.builder.given_routines import CATALOGUE, TRANSITIONS

CALF = Exercise("calf", "Calf", Posture.STANDING, (Hold(),), dose=Dose(hold=fixed(20_000)))
ROWS = ["Calf", "Lying rest", "Rock", "Sway", "Turn"]


@dataclass
class Bench:
    panel: LibraryPanel
    folder: Path
    added: list[str]

    def said(self, row: int = 0) -> str:
        return str(self.panel.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    def press(self, at: QPoint) -> None:
        QTest.mouseClick(self.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)

    @property
    def keep_at(self) -> QPoint:
        view = self.panel.list
        return keep_rect(view.visualRect(view.model().index(0, 0))).center().toPoint()

    @property
    def files(self) -> list[str]:
        return [path.name for path in self.folder.iterdir()] if self.folder.exists() else []


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Bench:
    document = RoutineDocument(CATALOGUE, TRANSITIONS)
    document.replace_all(Routine("Evening", exercises=(CALF,)), None)
    own = OwnExercises(document, (), tmp_path / "mine", None, document)
    panel = LibraryPanel(document, own)
    document.setParent(panel)
    qtbot.addWidget(panel)
    panel.resize(288, 640)
    with qtbot.waitActive(panel):
        panel.show()
    made = Bench(panel, tmp_path / "mine", [])
    panel.added.connect(made.added.append)
    return made


def test_what_is_from_the_file_says_so_and_is_found_by_it(bench: Bench) -> None:
    assert bench.said() == "Calf, from this file, 20 s"
    assert bench.said(2) == "Rock, 20 s \N{MULTIPLICATION SIGN} 3"
    QTest.keyClicks(bench.panel.search, "this file")
    assert [one.name for one in bench.panel.model.rows] == ["Calf"]


def test_one_click_keeps_it(bench: Bench) -> None:
    view = bench.panel.list
    before = view.grab().toImage()
    bench.press(bench.keep_at)
    assert bench.files == ["calf.toml"]
    assert bench.said() == "Calf, mine, 20 s"
    assert bench.added == [], "the card's other buttons are not meant"
    assert view.grab().toImage() != before
    bench.press(bench.keep_at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=bench.keep_at)
    assert bench.files == ["calf.toml"], "there is no such button any more"


def test_a_double_click_on_keep_keeps_and_adds_nothing(bench: Bench) -> None:
    at = bench.keep_at
    bench.press(at)
    QTest.mouseDClick(bench.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert bench.files == ["calf.toml"]
    assert bench.added == []


def test_plus_and_keep_do_not_lie_on_each_other(bench: Bench) -> None:
    view = bench.panel.list
    rect = view.visualRect(view.model().index(0, 0))
    assert not plus_rect(rect, above=True).intersects(keep_rect(rect))
    assert min(keep_rect(rect).height(), plus_rect(rect, above=True).height()) >= 28
    bench.press(plus_rect(rect, above=True).center().toPoint())
    assert bench.added == ["calf"]
    assert bench.files == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_keyboard_keeps_it_with_a_button_below_the_list(bench: Bench, key: Qt.Key) -> None:
    panel = bench.panel
    assert not panel.keep.isVisible()
    QTest.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.list.currentIndex().row() == 0
    assert panel.keep.isVisible()
    QTest.keyClick(panel.list, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is panel.keep
    QTest.keyClick(panel.keep, key)
    assert bench.files == ["calf.toml"]
    assert not panel.keep.isVisible()
    assert QApplication.focusWidget() is panel.list
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert not panel.keep.isVisible()


def test_the_button_goes_with_its_exercise(bench: Bench) -> None:
    panel = bench.panel
    panel.list.setCurrentIndex(panel.model.index(0))
    assert panel.keep.isVisible()
    panel.search.setText("rock")
    assert not panel.keep.isVisible()
    panel.search.clear()
    panel.model._document.replace_all(Routine("Another"), None)
    assert not panel.keep.isVisible()
    assert [one.name for one in panel.model.rows] == ROWS[1:]


@pytest.mark.parametrize("look", [LIGHT, DARK])
@pytest.mark.parametrize("width", [220, 288, 420])
def test_the_cards_are_drawn_at_every_width(bench: Bench, look: object, width: int) -> None:
    bench.panel.set_look(DARK if look is DARK else LIGHT)
    bench.panel.resize(width, 400)
    view = bench.panel.list
    rect = view.visualRect(view.model().index(0, 0))
    picture = view.viewport().grab().toImage()
    place = keep_rect(rect).toRect()
    colours = {picture.pixel(x, place.center().y()) for x in range(place.left() + 8, place.right() - 8)}
    assert len(colours) > 3, "the word stands there"
    plain = view.visualRect(view.model().index(2, 0))
    colours = {picture.pixel(x, plain.bottom() - 16) for x in range(place.left() + 8, place.right() - 8)}
    assert len(colours) == 1
    assert bench.panel.model.origin(CALF) is Origin.FILE
