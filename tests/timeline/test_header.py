"""The line above the graph: totals and finish time; it moves the graph and follows it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.core.routine import Routine
from studio.paint.look import DARK, LIGHT
from studio.paint.phases import PHASES, PhaseKind
from studio.timeline.header import TimelineHeader
from studio.timeline.view import TimelineView
from tests.timeline.evening import CATALOGUE, EVENING, MANUAL, RANGED, TRANSITIONS


class Wall:
    """A time of day that is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2024, 5, 6, 19, 44, 30)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def document() -> Iterator[RoutineDocument]:
    made = RoutineDocument(CATALOGUE, TRANSITIONS)
    made.replace_all(EVENING, None)
    yield made
    made.deleteLater()


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def header(qtbot: QtBot, document: RoutineDocument, wall: Wall) -> TimelineHeader:
    made = TimelineHeader(document, wall)
    qtbot.addWidget(made)
    made.resize(1440, made.height())
    made.show()
    return made


def part(header: QWidget, kind: type[QWidget], name: str) -> QWidget:
    [found] = [one for one in header.findChildren(kind) if one.accessibleName() == name]
    return found


def said(header: QWidget, name: str) -> str:
    label = part(header, QLabel, name)
    assert isinstance(label, QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.accessibleDescription() == label.text()
    return label.text() if label.isVisible() else ""


def test_it_does_not_need_the_graphs_library() -> None:
    ask = "import sys, studio.timeline.header; print({'pyqtgraph', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_total_and_finish(header: TimelineHeader, document: RoutineDocument) -> None:
    assert said(header, "Total time") == "9:55"
    assert said(header, "Finish") == "Start now, done at 19:54"
    assert said(header, "Shortest and longest") == ""
    assert said(header, "Manual steps") == ""
    document.edit("", RANGED)
    assert said(header, "Total time") == "0:35"
    assert said(header, "Shortest and longest") == "(0:25\N{EN DASH}0:45)"


def test_steps_that_wait_are_said(header: TimelineHeader, document: RoutineDocument) -> None:
    document.edit("", MANUAL)
    assert said(header, "Total time") == "0:55"
    assert said(header, "Manual steps") == "+ 1 manual step"
    assert said(header, "Finish") == "Start now, done at 19:45 or later"


def test_an_empty_routine_promises_no_time(header: TimelineHeader, document: RoutineDocument) -> None:
    document.edit("", Routine("Empty"))
    assert said(header, "Total time") == "0:00"
    assert said(header, "Finish") == ""


def test_the_finish_moves_with_the_minute_and_only_while_it_is_seen(
    header: TimelineHeader, wall: Wall
) -> None:
    timer = header._minute
    assert timer.interval() == 30_000
    wall.now += timedelta(seconds=60)
    timer.timeout.emit()
    assert said(header, "Finish") == "Start now, done at 19:55"
    assert timer.interval() == 30_000
    assert timer.isActive()
    header.hide()
    assert not timer.isActive()


def test_it_moves_the_graph_and_follows_it(
    qtbot: QtBot, header: TimelineHeader, document: RoutineDocument
) -> None:
    slider = part(header, QSlider, "Zoom")
    assert isinstance(slider, QSlider)
    assert not slider.isEnabled()
    view = TimelineView(document, Selection(document))
    qtbot.addWidget(view)
    view.resize(1440, 194)
    header.attach(view)
    QTest.mouseClick(part(header, QAbstractButton, "Zoom in"), Qt.MouseButton.LeftButton)
    assert view.span.length == pytest.approx(0.8 * view.span.whole)
    assert slider.value() == round(view.span.zoom * 1000) > 0
    QTest.mouseClick(part(header, QAbstractButton, "Zoom out"), Qt.MouseButton.LeftButton)
    assert view.span.all_in_view
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, 15))
    assert view.span.zoom == pytest.approx(0.5, abs=0.01)
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert view.span.zoom == pytest.approx(1)
    QTest.mouseClick(part(header, QAbstractButton, "Fit"), Qt.MouseButton.LeftButton)
    assert view.span.all_in_view
    assert slider.value() == 0


@pytest.mark.parametrize("text", [1.0, 1.15, 1.3, 1.5])
def test_it_fits_a_small_window(
    qtbot: QtBot, header: TimelineHeader, document: RoutineDocument, text: float
) -> None:
    document.edit("", MANUAL)
    header.set_look(LIGHT.at_text(text))
    assert header.minimumSizeHint().width() <= 1024
    header.resize(1024, header.height())
    parts = [one for one in header.children() if isinstance(one, QWidget) and one.isVisible()]
    for one in parts:
        assert header.rect().contains(one.geometry())
        assert one.width() >= one.minimumSizeHint().width()
        assert not any(one.geometry().intersects(other.geometry()) for other in parts if other is not one)


@pytest.mark.parametrize("words", [True, False])
def test_the_legend_is_whole_with_or_without_words(header: TimelineHeader, words: bool) -> None:
    header.resize(1440 if words else header.minimumSizeHint().width(), header.height())
    picture = part(header, QWidget, "Legend").grab().toImage()
    row = [picture.pixelColor(x, 19).name() for x in range(picture.width())]
    seen = [phase for phase, style in PHASES.items() if style.fill(LIGHT).name() in row]
    assert seen == list(PhaseKind)


def test_both_looks_differ(header: TimelineHeader) -> None:
    seen = []
    for look in (LIGHT, DARK):
        header.set_look(look)
        picture = header.grab().toImage()
        assert picture.pixelColor(2, 20) == look.panel
        seen.append({picture.pixelColor(x, 20).name() for x in range(16, 70)})
    assert not seen[0] & seen[1]
