"""No text is cut and no piece lies over another, at every size of window and of text that is promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.app.settings import Settings
from studio.builder import heading
from studio.builder.exercise_editor import ExerciseEditor
from studio.builder.pieces import Words
from studio.builder.segmented import Segment
from studio.builder.text_view_editor import TextEditor
from studio.builder.welcome import StarterCard
from studio.core.dose import Dose
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Circuit, Routine, Step
from studio.files.write import routine_text
from studio.host.paths import resources_folder
from studio.paint.look import LIGHT
from studio.paint.theme import style_sheet
from studio.shell import status
from studio.shell.desk import Desk
from studio.shell.pictures import Nobody
from studio.shell.settings_page import SettingsPage
from studio.shell.window import BuilderWindow

EVENING = Routine(
    "Low back \N{EN DASH} evening",
    (
        Step("feet-on-couch", dose=Dose(hold=fixed(120 * SECOND))),
        Step("double-knees-to-chest", dose=Dose(pause=fixed(5 * SECOND))),
        Circuit("Loosen up", 3, 5 * SECOND, (Step("cat-cow"), Step("childs-pose"))),
        Step("single-knee-to-chest"),
        Step("inverted-twist", dose=Dose(hold=fixed(45 * SECOND), tilt=fixed(35_000))),
    ),
)
# The last is 2560 x 1440 at the scale 2; the one before is what a screen of 1024 x 700 leaves to a window.
SIZES = [
    (1024, 700, 1.0), (1024, 700, 1.5), (1440, 900, 1.0), (1440, 900, 1.5), (1016, 660, 1.5),
    (1280, 720, 1.0),
]  # fmt: skip
ELIDE = (heading.Line, status.Line, StarterCard)
"""Whose words end in dots where they do not fit: names, and what is said in passing."""


def _wanted(piece: QLabel | QAbstractButton) -> QSize:
    """The least size in which all of its words are seen."""
    if isinstance(piece, Words):
        return QSize(piece.minimumSizeHint().width(), piece.heightForWidth(piece.width()))
    if isinstance(piece, ELIDE):
        return QSize(0, min(piece.sizeHint().height(), piece.minimumSizeHint().height()))
    if isinstance(piece, QLabel) and piece.wordWrap():
        return QSize(0, piece.heightForWidth(piece.width()))
    if isinstance(piece, Segment):
        return piece.minimumSizeHint()
    return piece.sizeHint()


def _name(piece: QWidget) -> str:
    words = piece.text() if isinstance(piece, QLabel | QAbstractButton) else piece.accessibleName()
    return f"{type(piece).__name__} {words or piece.objectName()!r} {piece.width()}x{piece.height()}"


def _cut(root: QWidget) -> Iterator[str]:
    """The pieces with words for which there is not enough room."""
    for piece in root.findChildren(QWidget):
        if not isinstance(piece, QLabel | QAbstractButton) or not piece.isVisible() or not piece.text():
            continue
        wanted = _wanted(piece)
        if piece.width() + 1 < wanted.width() or piece.height() + 1 < wanted.height():
            yield f"{_name(piece)} needs {wanted.width()}x{wanted.height()}"


def _outside(root: QWidget) -> Iterator[str]:
    """The pieces that their parent cuts off, but for what can be scrolled to."""
    for piece in root.findChildren(QWidget):
        parent = piece.parentWidget()
        if (
            parent is None
            or not piece.isVisible()
            or piece.isWindow()
            or isinstance(piece, QAbstractScrollArea)
        ):
            continue
        scrolled = isinstance(parent.parentWidget(), QAbstractScrollArea)
        place, room = piece.geometry(), parent.rect()
        if scrolled or isinstance(parent, QSplitter | QComboBox):
            continue
        if not room.adjusted(-1, -1, 1, 1).contains(place):
            yield f"{_name(piece)} at {place.getRect()} leaves {_name(parent)} {room.getRect()}"


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        assert item is not None
        inner, piece = item.layout(), item.widget()
        if inner is not None:
            yield from _laid(inner)
        elif piece is not None and piece.isVisible():
            yield piece


def _overlaps(root: QWidget) -> Iterator[str]:
    """Pairs of one layout of which one lies over the other."""
    for parent in root.findChildren(QWidget):
        layout = parent.layout()
        if layout is None or not parent.isVisible():
            continue
        for one, other in combinations(_laid(layout), 2):
            both = one.geometry().intersected(other.geometry())
            if both.width() > 1 and both.height() > 1:
                yield f"{_name(one)} and {_name(other)} share {both.getRect()}"


def _chips(desk: Desk) -> Iterator[str]:
    """Chips of the sequence that touch another, or leave their card."""
    view = desk._workspace.sequence
    model, shapes = view._model, view._cards.shapes
    for number, row in enumerate(model.rows):
        card = QRectF(view.visualRect(model.index(number)))
        spots = [spot for spot in shapes.spots(row, card.toRect()) if spot.rect.width() > 0]
        yield from (f"{row} {spot.key} leaves its card" for spot in spots if not card.contains(spot.rect))
        for one, other in combinations(spots, 2):
            if one.rect.intersects(other.rect):
                yield f"{row}: {one.key} and {other.key} overlap"


def _faults(desk: Desk, root: QWidget) -> list[str]:
    rest = desk._workspace.advising._rest
    if rest is not None and rest.isActive():  # the count of notices comes now, not in the middle of a look
        rest.stop()
        rest.timeout.emit()
    for _turn in range(3):  # a wish for height is known when the width has been given
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
    return [*_cut(root), *_outside(root), *_overlaps(root), *_chips(desk)]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]} at {size[2]}")
def desk(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    width, height, text = request.param
    path = tmp_path / "evening.routine.toml"
    path.write_text(routine_text(EVENING), encoding="utf-8")
    look = LIGHT.at_text(text).at_rest(True)
    before = qapp.styleSheet(), qapp.font()
    qapp.setFont(look.font(14))
    qapp.setStyleSheet(style_sheet(look))
    window = BuilderWindow(look)
    window.setMinimumSize(QSize(1000, 640))
    window.resize(width, height)
    settings = Settings({"text_size": text, "reduced_motion": True})
    made = Desk(
        window, resources_folder(), Nobody(), tmp_path, lambda: datetime(2026, 11, 20), look, settings
    )
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(made.completed):
        made.open(None)
    yield made
    qapp.setStyleSheet(before[0])
    qapp.setFont(before[1])


def test_no_text_is_cut_and_nothing_overlaps(desk: Desk, tmp_path: Path) -> None:
    window, found = desk.window, {}
    found["empty"] = _faults(desk, window)
    desk.filing.open_path(tmp_path / "evening.routine.toml")
    found["a routine"] = _faults(desk, window)
    for number, item in enumerate(desk.document.routine.steps):
        desk._selection.set([item.uid])
        found[f"item {number}"] = _faults(desk, window)
    desk._selection.set(step.uid for step in desk.document.routine.walk())
    found["all steps"] = _faults(desk, window)
    for panel in ("check", "fit", "text"):
        desk.actions[panel].trigger()
        found[panel] = _faults(desk, window)
        if panel == "text":
            [editor] = window.findChildren(TextEditor)
            editor.setPlainText(editor.toPlainText().replace("120", "-5"))
            desk.actions["save"].trigger()
            found["text with an error"] = _faults(desk, window)
            editor.setPlainText(editor.toPlainText().replace("-5", "120"))
        desk.actions[panel].trigger()
    desk.actions["settings"].trigger()
    found["settings"] = _faults(desk, window)
    told = {name: faults for name, faults in found.items() if faults}
    assert not told, "\n".join(f"{name}: {fault}" for name, faults in told.items() for fault in faults)


def _say_much(desk: Desk) -> None:
    """A failure that has much to be said of it."""
    desk.show_problems(
        "The routine could not be written to the folder \u201cEvenings\u201d on the stick: nothing was "
        "saved, and what was there is as it was.",
        [
            f"Problem {n}: something that has to be read whole, in more words than one line."
            for n in range(12)
        ],
    )


def test_a_message_of_many_lines_pushes_and_covers_nothing(desk: Desk, tmp_path: Path) -> None:
    window, workspace, found = desk.window, desk._workspace, {}
    desk.filing.open_path(tmp_path / "evening.routine.toml")
    _faults(desk, window)
    before = workspace.sizes()
    _say_much(desk)
    found["message"] = [*_faults(desk, window), *_swallowed(desk)]
    desk.actions["settings"].trigger()
    found["settings"] = [*_faults(desk, window), *_swallowed(desk)]
    page = window.findChild(SettingsPage)
    assert page is not None
    assert not page.geometry().intersects(desk._notice.geometry()), "it can be closed meanwhile"
    page.close()
    desk.actions["text"].trigger()
    [editor] = window.findChildren(TextEditor)
    editor.setPlainText(editor.toPlainText().replace("120", "-5"))
    workspace.text_room.settle()
    found["with the text"] = [*_faults(desk, window), *_swallowed(desk)]
    editor.setPlainText(editor.toPlainText().replace("-5", "120"))
    workspace.text_room.settle()
    desk.actions["text"].trigger()
    [close] = [b for b in window.findChildren(QPushButton) if b.accessibleName() == "Close message"]
    close.click()
    _faults(desk, window)
    assert workspace.sizes() == before, "all have their room again"
    told = {name: faults for name, faults in found.items() if faults}
    assert not told, "\n".join(f"{name}: {fault}" for name, faults in told.items() for fault in faults)


def _swallowed(desk: Desk) -> Iterator[str]:
    """What the message or the steps have no least room for."""
    notice, sequence, heading = desk._notice, desk._workspace.sequence, desk._workspace.heading
    lines = notice.findChild(QPlainTextEdit)
    assert lines is not None
    if lines.viewport().height() < QFontMetrics(lines.font()).height():
        yield f"no line of problems is seen: {lines.viewport().height()}"
    if sequence.viewport().height() < desk._look.grown(45):
        yield f"no step is seen: {sequence.viewport().height()}"
    if heading.height() < heading.minimumSizeHint().height():
        yield f"the heading is squeezed: {heading.height()}"


def test_the_room_for_exercises_cuts_nothing(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.filing.open_path(tmp_path / "evening.routine.toml")
    desk._selection.set([desk.document.routine.steps[0].uid])
    desk.actions["edit_exercise"].trigger()
    [editor] = desk.window.findChildren(ExerciseEditor)
    width, height = desk.window.width() - 8, desk.window.height() - 20
    editor.resize(QSize(width, height).boundedTo(editor.sizeHint()))
    found = {}
    for name in ("pose", "moves", "dose", "words"):
        editor.show_page(name)
        found[name] = _faults(desk, editor)
        page = editor.pages[name]
        around = page.parentWidget()
        assert around is not None
        if page.width() > around.width():
            found[name].append(f"the page needs {page.width()} and has {around.width()}")
        if not editor._columns.rect().contains(editor._right.geometry()):
            found[name].append("the page leaves the window")
    told = {name: faults for name, faults in found.items() if faults}
    assert not told, "\n".join(f"{name}: {fault}" for name, faults in told.items() for fault in faults)


def _misfit(desk: Desk) -> Iterator[str]:
    """A bar that the chips would not need without it, or room that they do not take."""
    facets = desk._workspace.library.facets
    seen = [side for side in facets.sides.values() if not side.isHidden()]
    inside = sum(side.heightForWidth(facets.width() - 2) for side in seen)
    if facets.verticalScrollBar().isVisible() is not (inside > facets.height()):
        yield f"a bar for {inside} in {facets.height()}"
    elif inside < facets.height():
        yield f"{inside} in {facets.height()}"


def test_the_chips_of_the_library_fit_whatever_the_room_was_before(desk: Desk) -> None:
    """They are never behind a bar of their own making, nor are gaps left by what was folded away."""
    window, workspace, heights = desk.window, desk._workspace, []
    size = window.size()
    for lower in (0, 200, 0, 120, 40, 0):
        window.resize(size.width(), size.height() - lower)
        assert [*_faults(desk, window), *_misfit(desk)] == []
        heights.append(workspace.library.facets.height())
    assert heights[0] == heights[2] == heights[5]
    (library, middle, inspector), _rows = workspace.borders
    for wider in range(0, 60, 4):
        workspace.set_borders((library + wider, middle - wider, inspector), ())
        assert [*_faults(desk, window), *_misfit(desk)] == [], f"{library + wider} wide"


def test_the_test_sees_a_cut_word_and_an_overlap(desk: Desk) -> None:
    """The fault planted: a search that finds nothing proves nothing."""
    area = desk._workspace.heading
    area.intensity.setGeometry(QRect(QPoint(0, 0), area.size()))
    desk._workspace.library.keep.show()
    desk._workspace.library.keep.setFixedWidth(20)
    assert any("share" in fault for fault in _overlaps(desk.window))
    assert any("needs" in fault for fault in _cut(desk.window))
