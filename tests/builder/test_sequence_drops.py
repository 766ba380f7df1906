"""Drags over the sequence, sent to it as the window system sends them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QAbstractAnimation, QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.carried import EXERCISE, STEPS, exercise_mime
from studio.builder.drag import Load
from studio.builder.sequence import SequenceView
from studio.core.compile import compile_schedule
from studio.core.phrase import clock
from studio.core.routine import Step
from studio.core.schedule import Schedule
from studio.paint.look import LIGHT
from tests.builder.given_routines import Hands, document_of, letters_of, lower, row_uid, upper

COPY = Qt.DropAction.CopyAction


class Table:
    """A document, its sequence, and hands to drag with."""

    def __init__(self, qtbot: QtBot, text: str, height: int = 700) -> None:
        self.document: RoutineDocument = document_of(text)
        self.selection = Selection()
        self.hands = Hands()
        self.view = SequenceView(self.document, self.selection, carry=self.hands.carry)
        qtbot.addWidget(self.view)
        self.view.resize(620, height)
        self.view.show()

    @property
    def letters(self) -> str:
        return letters_of(self.document.routine)

    @property
    def undo_texts(self) -> list[str]:
        stack = self.document.undo_stack
        return [stack.text(index) for index in range(stack.count())]

    def rect(self, row: int) -> QRect:
        return self.view.visualRect(self.view.model().index(row, 0))

    def select(self, *rows: int) -> None:
        self.selection.set(row_uid(self.view, row) for row in rows)

    def take(self, *rows: int) -> Load:
        """Press on the last of these rows, all of them selected, and drag."""
        self.select(*rows)
        QTest.mousePress(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.rect(rows[-1]).center())
        self.view.startDrag(Qt.DropAction.MoveAction | COPY)
        QTest.mouseRelease(self.view.viewport(), Qt.MouseButton.LeftButton)
        self.select(*rows)
        return self.hands.load


def from_library(exercise: str) -> Load:
    return Load(exercise_mime(exercise), QPixmap(), QPoint(), COPY, COPY)


@pytest.fixture
def table(qtbot: QtBot) -> Callable[..., Table]:
    return lambda text, height=700: Table(qtbot, text, height)


# rows of "sk(rt)s": 0 s, 1 k, 2 the circuit, 3 r, 4 t, 5 s
ADDED = [
    (upper, 0, "tsk(rt)s"),
    (lower, 0, "stk(rt)s"),
    (upper, 2, "skt(rt)s"),
    (lower, 2, "sk(trt)s"),
    (upper, 3, "sk(trt)s"),
    (lower, 3, "sk(rtt)s"),
    (lower, 4, "sk(rtt)s"),
    (lower, 5, "sk(rt)st"),
]


@pytest.mark.parametrize(("part", "row", "after"), ADDED)
def test_an_exercise_is_dropped_where_the_line_is(
    table: Callable[..., Table], part: Callable[[QRect], QPoint], row: int, after: str
) -> None:
    desk = table("sk(rt)s")
    event = desk.hands.drop(desk.view, from_library("turn"), part(desk.rect(row)))
    assert desk.letters == after
    assert event.isAccepted()
    assert event.dropAction() == COPY
    assert desk.undo_texts == ["Add Turn"]
    [uid] = desk.selection.uids
    added = desk.document.routine.find(uid)
    assert isinstance(added, Step)
    assert added.exercise == "turn"


def test_below_all_rows_is_the_end_and_outside_of_a_last_circuit(table: Callable[..., Table]) -> None:
    desk = table("s(kt)")
    desk.hands.drop(desk.view, from_library("rest"), QPoint(300, 690))
    assert desk.letters == "s(kt)r"


def test_just_below_the_last_card_of_a_circuit_is_outside_of_it(table: Callable[..., Table]) -> None:
    desk = table("(kt)s")
    rect = desk.rect(2)
    desk.hands.drop(desk.view, from_library("rest"), QPoint(300, rect.bottom() - 2))
    assert desk.letters == "(kt)rs"


def test_an_empty_routine_takes_its_first_exercise_anywhere(table: Callable[..., Table]) -> None:
    desk = table("")
    desk.hands.drop(desk.view, from_library("rest"), QPoint(300, 400))
    assert desk.letters == "r"


MOVED = [
    # rows taken, over which part of which row, after, undo text
    ((0,), lower, 1, "ks(rt)s", "Move Sway"),
    ((5,), upper, 0, "ssk(rt)", "Move Sway"),
    ((0, 1), lower, 5, "(rt)ssk", "Move 2 steps"),
    ((1, 5), upper, 0, "kss(rt)", "Move 2 steps"),
    ((0,), lower, 3, "k(rst)s", "Move Sway"),
    ((3,), upper, 0, "rsk(t)s", "Move Lying rest"),
    ((3, 4), upper, 0, "rtsks", "Move 2 steps"),
    ((2,), upper, 0, "(rt)sks", "Move Loosen up"),
    ((2,), lower, 5, "sks(rt)", "Move Loosen up"),
    ((2, 0), lower, 5, "kss(rt)", "Move 2 items"),
]


@pytest.mark.parametrize(("rows", "part", "over", "after", "text"), MOVED)
def test_rows_are_moved_in_one_step(
    table: Callable[..., Table],
    rows: tuple[int, ...],
    part: Callable[[QRect], QPoint],
    over: int,
    after: str,
    text: str,
) -> None:
    desk = table("sk(rt)s")
    before = desk.document.routine
    load = desk.take(*rows)
    moved = {row_uid(desk.view, row) for row in rows}
    event = desk.hands.drop(desk.view, load, part(desk.rect(over)))
    assert desk.letters == after
    assert event.dropAction() == Qt.DropAction.MoveAction
    assert desk.undo_texts == [text]
    assert set(desk.selection.uids) == moved
    desk.document.undo()
    assert desk.document.routine is before


# rows of "(sk)x(rt)": 0 the first circuit, 3 x, 4 the second circuit, 5 r, 6 t
BESIDE = [
    (upper, 4, "x(sk)(rt)"),
    (lower, 4, "x(sk)(rt)"),
    (upper, 5, "x(sk)(rt)"),
    (upper, 6, "x(rt)(sk)"),
    (lower, 6, "x(rt)(sk)"),
]


@pytest.mark.parametrize(("part", "row", "after"), BESIDE)
def test_a_circuit_lands_beside_a_circuit_whichever_end_is_nearer(
    table: Callable[..., Table], part: Callable[[QRect], QPoint], row: int, after: str
) -> None:
    desk = table("(sk)x(rt)")
    desk.hands.drop(desk.view, desk.take(0), part(desk.rect(row)))
    assert desk.letters == after


def test_with_ctrl_rows_are_copied(table: Callable[..., Table]) -> None:
    desk = table("sk(rt)")
    load = desk.take(2)
    event = desk.hands.drop(desk.view, load, upper(desk.rect(0)), ctrl=True)
    assert desk.letters == "(rt)sk(rt)"
    assert event.dropAction() == COPY
    assert desk.undo_texts == ["Copy Loosen up"]
    assert desk.selection.uids == (row_uid(desk.view, 0),)


NOTHING_MOVES = [((1,), upper, 1), ((1,), lower, 1), ((1,), lower, 0), ((2,), upper, 3), ((2,), lower, 4)]


@pytest.mark.parametrize(("rows", "part", "over"), NOTHING_MOVES)
def test_a21_dropped_on_itself_nothing_happens(
    table: Callable[..., Table], rows: tuple[int, ...], part: Callable[[QRect], QPoint], over: int
) -> None:
    desk = table("sk(rt)s")
    before = desk.document.routine
    desk.hands.drop(desk.view, desk.take(*rows), part(desk.rect(over)))
    assert desk.document.routine is before
    assert desk.undo_texts == []


def test_a21_given_up_nothing_happens_and_no_line_stays(table: Callable[..., Table]) -> None:
    desk = table("sk(rt)s")
    before, picture = desk.document.routine, desk.view.grab().toImage()
    load = from_library("turn")
    desk.hands.enter(desk.view, load, QPoint(5, 5))
    desk.hands.move(desk.view, load, lower(desk.rect(1)))
    assert desk.view.grab().toImage() != picture
    desk.hands.leave(desk.view)
    assert desk.view.grab().toImage() == picture
    assert desk.document.routine is before
    assert desk.undo_texts == []


def test_a21_two_fast_drags_are_two_steps(table: Callable[..., Table]) -> None:
    desk = table("skrt")
    first = desk.take(0)
    desk.hands.enter(desk.view, first, QPoint(5, 5))
    second = desk.take(3)
    desk.hands.drop(desk.view, second, upper(desk.rect(0)))
    desk.hands.drop(desk.view, first, lower(desk.rect(3)))
    assert desk.letters == "tkrs"
    assert desk.undo_texts == ["Move Turn", "Move Sway"]


def test_what_was_dragged_and_is_gone_by_now_is_refused(table: Callable[..., Table]) -> None:
    desk = table("sk")
    load = desk.take(0)
    desk.view.remove_selected()
    event = desk.hands.drop(desk.view, load, lower(desk.rect(0)))
    assert not event.isAccepted()
    assert desk.letters == "k"


def test_what_is_carried_is_faded_and_counted(table: Callable[..., Table]) -> None:
    desk = table("skrt")
    load = desk.take(0, 2)
    assert load.usual == Qt.DropAction.MoveAction
    assert not load.picture.isNull()
    assert bytes(load.mime.data(STEPS).data()).split()[1:] == [
        str(row_uid(desk.view, row)).encode() for row in (0, 2)
    ]


def foreign(uid: int) -> list[QMimeData]:
    files, text, unknown, other, broken, huge = (QMimeData() for _ in range(6))
    files.setUrls([QUrl.fromLocalFile("/tmp/some.routine.toml")])
    text.setText("glute-bridge")
    unknown.setData(EXERCISE, b"nobody-knows-it")
    other.setData(STEPS, f"1 {uid}".encode())  # of another process
    broken.setData(EXERCISE, b"\xff\xfe")
    huge.setData(STEPS, b"9" * 2_000_000)
    return [files, text, unknown, other, broken, huge]


@pytest.mark.parametrize("which", range(6))
def test_what_is_not_ours_is_left_to_the_window(table: Callable[..., Table], which: int) -> None:
    desk = table("sk")
    load = Load(foreign(row_uid(desk.view, 1))[which], QPixmap(), QPoint(), COPY, COPY)
    entered = desk.hands.enter(desk.view, load, upper(desk.rect(0)))
    assert not entered.isAccepted()
    assert not desk.hands.drop(desk.view, load, upper(desk.rect(0))).isAccepted()
    assert desk.undo_texts == []


def focus_pixels(image: QImage, colour: QColor, x: int) -> list[int]:
    return [y for y in range(image.height()) if image.pixelColor(x, y) == colour]


def test_the_line_is_drawn_at_the_place_and_says_the_added_time(table: Callable[..., Table]) -> None:
    desk = table("sk")
    load = from_library("turn")
    desk.hands.enter(desk.view, load, QPoint(5, 5))
    desk.hands.move(desk.view, load, lower(desk.rect(0)))
    image = desk.view.grab().toImage()
    between = desk.rect(0).bottom() + 1
    line = focus_pixels(image, LIGHT.focus, 300)
    assert line
    assert abs(sum(line) / len(line) - between) <= 1.5
    assert len(focus_pixels(image, LIGHT.focus, 609)) > 12  # the pill
    rest = from_library("rest")
    desk.hands.move(desk.view, load, lower(desk.rect(1)))
    other = focus_pixels(desk.view.grab().toImage(), LIGHT.focus, 300)
    assert min(other) > max(line)
    assert rest.mime.hasFormat(EXERCISE)


def test_a_drag_at_the_lower_edge_scrolls_and_the_line_follows(table: Callable[..., Table]) -> None:
    desk = table("skrt" * 8, 300)
    load = from_library("turn")
    bar = desk.view.verticalScrollBar()
    desk.hands.enter(desk.view, load, QPoint(300, 150))
    drops = desk.view._drops
    assert not drops._timer.isActive()
    desk.hands.move(desk.view, load, QPoint(300, 296))
    assert drops._timer.isActive()
    for _ in range(200):
        drops.scroll()
    assert bar.value() == bar.maximum()
    desk.hands.drop(desk.view, load, QPoint(300, 299))
    assert not drops._timer.isActive()
    assert desk.letters == "skrt" * 8 + "t"


def test_a_drag_at_the_upper_edge_scrolls_back(table: Callable[..., Table]) -> None:
    desk = table("skrt" * 8, 300)
    bar = desk.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    load = from_library("turn")
    desk.hands.enter(desk.view, load, QPoint(300, 3))
    before = bar.value()
    desk.view._drops.scroll()
    assert bar.value() < before
    desk.hands.leave(desk.view)
    assert not desk.view._drops._timer.isActive()


def words_of(desk: Table, load: Load, at: QPoint, *, ctrl: bool = False) -> str:
    said: list[str] = []
    desk.view.drag_told.connect(said.append)
    desk.hands.enter(desk.view, load, QPoint(4, 4), ctrl=ctrl)
    desk.hands.move(desk.view, load, at, ctrl=ctrl)
    text = said[-1]
    desk.hands.leave(desk.view)
    assert said[-1] == ""
    return text


def test_a_drag_tells_what_a_drop_would_do(table: Callable[..., Table]) -> None:
    desk = table("sk(rt)s")
    longer = table("sk(rt)ts").document.schedule.length
    said = words_of(desk, from_library("turn"), upper(desk.rect(5)))
    assert said == f"Drop to insert Turn as step 5: total becomes {clock(longer)}"
    stays = words_of(desk, desk.take(1), upper(desk.rect(0)))
    assert stays.startswith("Drop to move Rock to place 1: total ")
    copied = words_of(desk, desk.take(2), upper(desk.rect(0)), ctrl=True)
    assert copied.startswith("Drop to copy Loosen up as step 1: total becomes ")


def test_the_promised_total_is_the_one_that_comes(table: Callable[..., Table]) -> None:
    desk = table("sk(rt)s")
    for row, part in ((0, upper), (3, lower), (5, lower)):
        said = words_of(desk, from_library("rest"), part(desk.rect(row)))
        desk.hands.drop(desk.view, from_library("rest"), part(desk.rect(row)))
        assert said.endswith(clock(desk.document.schedule.length))


def test_moving_over_the_same_places_reckons_them_once(
    table: Callable[..., Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = table("skrt")
    times: list[int] = []

    def counted(*words: Any) -> Schedule:
        times.append(1)
        return compile_schedule(*words)

    monkeypatch.setattr("studio.builder.sequence_drops.compile_schedule", counted)
    load = from_library("turn")
    desk.hands.enter(desk.view, load, upper(desk.rect(0)))
    for _ in range(5):
        desk.hands.move(desk.view, load, lower(desk.rect(1)))
        desk.hands.move(desk.view, load, upper(desk.rect(0)))
    desk.hands.leave(desk.view)
    assert len(times) == 2


def test_cards_make_room_and_close_it_again(table: Callable[..., Table]) -> None:
    desk = table("skrt")
    room = desk.view._drops.room
    desk.view.set_still(True)
    load = from_library("turn")
    desk.hands.enter(desk.view, load, lower(desk.rect(1)))
    assert [room.offset(row) for row in range(4)] == [0, 0, 12, 12]
    desk.hands.leave(desk.view)
    assert [room.offset(row) for row in range(4)] == [0, 0, 0, 0]
    desk.view.set_still(False)
    desk.hands.enter(desk.view, load, lower(desk.rect(1)))
    animation = room._animation
    assert animation.state() is QAbstractAnimation.State.Running
    animation.setCurrentTime(90)
    assert 6 < room.offset(2) < 12  # it starts fast and comes to rest slowly
    animation.setCurrentTime(180)
    assert room.offset(3) == 12
    desk.hands.leave(desk.view)
    animation.setCurrentTime(180)


def test_steps_come_from_another_window_of_the_program_as_copies(table: Callable[..., Table]) -> None:
    here, there = table("sk"), table("(rt)s")
    event = here.hands.drop(here.view, there.take(0), upper(here.rect(1)))
    assert here.letters == "s(rt)k"
    assert event.dropAction() == COPY
    assert there.letters == "(rt)s"


def test_steps_come_from_another_program_as_text(table: Callable[..., Table]) -> None:
    here, there = table("sk"), table("(rt)s")
    load = there.take(0)
    mime = QMimeData()  # what another program gets to see
    mime.setText(load.mime.text())
    foreign_load = Load(mime, QPixmap(), QPoint(), COPY | Qt.DropAction.MoveAction, COPY)
    event = here.hands.drop(here.view, foreign_load, upper(here.rect(1)))
    assert here.letters == "s(rt)k"
    assert event.dropAction() == COPY
    assert there.letters == "(rt)s"
