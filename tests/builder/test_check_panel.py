"""The panel of notices, the key for the next one, and the count in the toolbar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.check_button import CheckButton
from studio.builder.check_panel import MOST_ROWS, CheckPanel
from studio.builder.notice_walk import NOTHING, NoticeWalk
from studio.builder.pieces import Words
from studio.core.exercise import Equipment, Posture
from studio.core.notice import Notice
from studio.core.routine import Routine
from studio.paint.look import DARK, LIGHT, Look
from tests.making import HOLD, TRANSITIONS, dose, exercise, routine, step

HANG = exercise(
    "hang", HOLD, posture=Posture.TABLE, equipment=(Equipment.TABLE,), dose=dose(tilt=20, hold=60, rest=15)
)
REST = exercise("rest", HOLD, posture=Posture.SUPINE, dose=dose(hold=180))
TURN = exercise("turn", HOLD, posture=Posture.SUPINE, dose=dose(hold=180, sides="each"))
ROOM = QRect(0, 50, 1000, 500)
STEEP, CALM, HALF = step(HANG, tilt=40, hold=130), step(REST), step(TURN, sides="left")
WORRYING = routine(CALM, STEEP, HALF, own=(HANG, REST, TURN))
PEACEFUL = routine(CALM, own=(REST,))
CODES = ["steep-tilt", "long-inverted-hold", "missing-side"]


class Bench:
    """A window with the panel in it, over a document."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.document = RoutineDocument({}, TRANSITIONS, window)
        self.advising = Advising(self.document, window)
        self.selection = Selection(window)
        self.walk = NoticeWalk(self.document, self.advising, self.selection, window)
        self.panel = CheckPanel(self.document, self.advising, self.walk, window)
        self.panel.set_look(LIGHT)
        self.said: list[str] = []
        self.walk.said.connect(self.said.append)

    def open(self, opened: Routine) -> None:
        """Show a routine and its notices."""
        self.document.replace_all(opened, None)
        QCoreApplication.sendPostedEvents(self.advising)
        self.panel.open_in(ROOM)

    def codes(self) -> list[str]:
        """What the rows are about."""
        return [row.notice.code for row in self.panel.rows]

    def words(self) -> list[str]:
        """Everything that is to be read."""
        return [words.text() for words in self.panel.findChildren(Words) if words.isVisible()]

    def arrived(self) -> list[Notice]:
        """Where the walk comes to from now on."""
        found: list[Notice] = []
        self.walk.arrived.connect(found.append)
        return found


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 600)
    made = Bench(window)
    window.show()
    yield made
    window.close()


def test_every_notice_is_listed_with_its_step_its_reason_and_its_source(bench: Bench) -> None:
    bench.open(WORRYING)
    assert bench.codes() == CODES
    said = bench.words()
    assert "3 notices" in said
    for notice in bench.advising.notices:
        assert notice.text in said
        assert f"Source: {notice.source}" in said
    assert said.count("Step 2, Hang") == 2
    assert "Step 3, Turn" in said


def test_where_there_is_nothing_it_says_so(bench: Bench) -> None:
    bench.open(PEACEFUL)
    assert bench.panel.rows == []
    assert f"{NOTHING}." in bench.words()


def test_a_row_goes_to_its_step(bench: Bench) -> None:
    bench.open(WORRYING)
    QTest.mouseClick(bench.panel.rows[2], Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
    assert bench.selection.uids == (HALF.uid,)


def test_the_button_of_a_row_does_what_it_offers_as_one_step(bench: Bench) -> None:
    bench.open(WORRYING)
    button = bench.panel.rows[0].button
    assert button is not None
    assert button.text() == "Use 30\N{DEGREE SIGN}"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QCoreApplication.sendPostedEvents(bench.advising)
    assert bench.codes() == CODES[1:]
    assert bench.document.undo_stack.undoText() == "Change tilt to 30\N{DEGREE SIGN}"


def test_by_keyboard_alone_all_is_mended(bench: Bench) -> None:
    bench.open(WORRYING)
    assert bench.panel.rows[0].hasFocus()
    for _ in range(3):
        at = bench.window.focusWidget()
        assert at in bench.panel.rows, "the keyboard stays in the list"
        QTest.keyClick(at, Qt.Key.Key_Tab)
        QTest.keyClick(bench.window.focusWidget(), Qt.Key.Key_Return)
        QCoreApplication.sendPostedEvents(bench.advising)
    assert bench.advising.notices == ()
    assert f"{NOTHING}." in bench.words()
    assert bench.document.undo_stack.count() == 3


def test_arrows_go_up_and_down_and_enter_goes_to_the_step(bench: Bench) -> None:
    bench.open(WORRYING)
    rows = bench.panel.rows
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(bench.window.focusWidget(), key)
        assert rows[row].hasFocus()
    QTest.keyClick(rows[1], Qt.Key.Key_Return)
    assert bench.selection.uids == (STEEP.uid,)
    assert rows[1].hasFocus()


def test_escape_closes_it(bench: Bench, qtbot: QtBot) -> None:
    bench.open(WORRYING)
    with qtbot.waitSignal(bench.panel.closed):
        QTest.keyClick(bench.panel.rows[0], Qt.Key.Key_Escape)
    assert not bench.panel.is_open


def test_a_screen_reader_hears_all_of_a_row(bench: Bench) -> None:
    bench.open(WORRYING)
    row = bench.panel.rows[0]
    assert row.accessibleName() == f"Advice. Step 2, Hang. {row.notice.text}"
    assert row.accessibleDescription() == f"Source: {row.notice.source}"


def test_names_of_strangers_stay_plain(bench: Bench) -> None:
    bench.open(routine(step("<b>bold</b>\u202e"), own=()))
    assert "Step 1, <b>bold</b>" in bench.words()


@pytest.mark.parametrize("look", [LIGHT, DARK, LIGHT.at_text(1.5)], ids=["light", "dark", "large"])
def test_it_lies_inside_its_room_and_nothing_is_cut(bench: Bench, look: Look) -> None:
    bench.open(WORRYING)
    bench.panel.set_look(look)
    assert ROOM.contains(bench.panel.geometry())
    QCoreApplication.sendPostedEvents()
    for row in bench.panel.rows:
        for words in row.findChildren(Words):
            assert words.height() >= words.heightForWidth(words.width())
            assert words.geometry().right() <= row.width()
        assert row.mapTo(bench.panel, row.rect().topRight()).x() < bench.panel.width()


def test_a_smaller_window_keeps_it_inside(bench: Bench) -> None:
    bench.open(WORRYING)
    small = QRect(0, 50, 400, 200)
    bench.panel.fit_into(small)
    assert small.contains(bench.panel.geometry())


def test_a_thousand_notices_are_listed_in_part(bench: Bench) -> None:
    many = tuple(step("nobody") for _ in range(MOST_ROWS + 5))
    bench.open(routine(*many))
    assert len(bench.panel.rows) == MOST_ROWS
    assert "And 5 more." in bench.words()


def test_the_key_comes_round_to_every_notice(bench: Bench) -> None:
    bench.open(WORRYING)
    arrived = bench.arrived()
    for _ in range(4):
        bench.walk.go_next()
    assert [notice.code for notice in arrived] == [*CODES, CODES[0]]
    assert bench.selection.uids == (STEEP.uid,)
    assert bench.said[0].startswith("1 of 3. Step 2, Hang: 40\N{DEGREE SIGN} is steep")
    assert bench.panel.rows[0].hasFocus()


def test_the_key_goes_on_from_the_selected_step(bench: Bench) -> None:
    bench.open(WORRYING)
    arrived = bench.arrived()
    bench.selection.set((HALF.uid,))
    bench.walk.go_next()
    assert arrived[0].code == "missing-side"


def test_the_key_says_when_there_is_nothing(bench: Bench) -> None:
    bench.open(PEACEFUL)
    bench.walk.go_next()
    assert bench.said == [NOTHING]


def test_the_whole_routine_is_come_to_without_losing_the_selection(bench: Bench) -> None:
    bench.open(routine(CALM, step(HANG), own=(HANG, REST)))
    bench.selection.set((CALM.uid,))
    bench.walk.go_next()
    assert bench.said[0].startswith("1 of 1. The whole routine: It ends")
    assert bench.selection.uids == (CALM.uid,)


def painted(button: CheckButton) -> QImage:
    button.resize(button.sizeHint())
    return button.grab().toImage()


def test_the_count_is_seen_read_and_coloured_by_the_gravest(qtbot: QtBot) -> None:
    button = CheckButton()
    qtbot.addWidget(button)
    button.setText("Check")
    button.set_look(LIGHT)
    bare, width = painted(button), button.sizeHint().width()
    assert button.shown_count == ""
    button.show_count(2, grave=True)
    assert (button.shown_count, button.accessibleDescription()) == ("2", "2 notices")
    assert button.sizeHint().width() > width
    grave = painted(button)
    assert grave != bare
    button.show_count(2, grave=False)
    assert painted(button) != grave
    button.show_count(140, grave=False)
    assert button.shown_count == "99+"
    button.show_count(0, grave=False)
    assert button.accessibleDescription() == NOTHING
