"""The sequence by key and by click: what is selected, what is done, and what it is called."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.dose_chips import dose_chips, fitting
from studio.builder.sequence import SequenceView
from studio.builder.sequence_places import RowShapes
from studio.core.dose import Dose, Sides, settle
from studio.core.exercise import Exercise
from studio.core.quantity import Range, fixed
from studio.core.routine import Circuit, Routine, Step, with_dose
from studio.paint.card import CHIP_GAP, chip_width
from studio.paint.look import DARK, LIGHT
from tests.builder.given_routines import (
    CATALOGUE,
    REST,
    TRANSITIONS,
    document_of,
    letters_of,
    row_uid,
    rows_of,
)

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Desk:
    """A document and its sequence in a window."""

    def __init__(self, qtbot: QtBot, text: str, height: int = 700) -> None:
        self.document: RoutineDocument = document_of(text)
        self.selection = Selection()
        self.view = SequenceView(self.document, self.selection)
        qtbot.addWidget(self.view)
        self.view.resize(620, height)
        self.view.show()

    @property
    def letters(self) -> str:
        return letters_of(self.document.routine)

    @property
    def undo_text(self) -> str:
        return self.document.undo_stack.undoText()

    def picked(self) -> tuple[int, ...]:
        return self.selection.uids

    @property
    def chosen(self) -> list[int]:
        return sorted(index.row() for index in self.view.selectedIndexes())

    def select(self, *rows: int) -> None:
        self.selection.set(row_uid(self.view, row) for row in rows)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.view, key, modifier)

    def click(self, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = self.view.visualRect(self.view.model().index(row, 0)).center()
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    def seen(self, row: int) -> bool:
        rect = self.view.visualRect(self.view.model().index(row, 0))
        return self.view.viewport().rect().contains(rect)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, "sk(rt)s")


def test_the_view_has_a_name(desk: Desk) -> None:
    assert desk.view.accessibleName() == "Sequence"


@pytest.mark.parametrize(
    ("rows", "key", "modifier", "after", "text", "chosen"),
    [
        ((1,), Qt.Key.Key_Delete, None, "s(rt)s", "Delete Rock", [1]),
        ((5,), Qt.Key.Key_Backspace, None, "sk(rt)", "Delete Sway", [4]),
        ((3, 4), Qt.Key.Key_Delete, None, "sks", "Delete 2 steps", [2]),
        ((2,), Qt.Key.Key_Delete, None, "sks", "Delete Loosen up", [2]),
        ((2, 3), Qt.Key.Key_Delete, None, "sks", "Delete Loosen up", [2]),
        ((0,), Qt.Key.Key_Down, ALT, "ks(rt)s", "Move Sway", [1]),
        ((1,), Qt.Key.Key_Down, ALT, "s(krt)s", "Move Rock", [2]),
        ((4,), Qt.Key.Key_Down, ALT, "sk(r)ts", "Move Turn", [4]),
        ((2,), Qt.Key.Key_Up, ALT, "s(rt)ks", "Move Loosen up", [1]),
        ((0, 1), Qt.Key.Key_Down, ALT, "(skrt)s", "Move 2 steps", [1, 2]),
        ((0, 1), Qt.Key.Key_D, CTRL, "sksk(rt)s", "Duplicate 2 steps", [2, 3]),
        ((3,), Qt.Key.Key_D, CTRL, "sk(rrt)s", "Duplicate Lying rest", [4]),
        ((2,), Qt.Key.Key_D, CTRL, "sk(rt)(rt)s", "Duplicate Loosen up", [5]),
        ((0, 1), Qt.Key.Key_G, CTRL, "(sk)(rt)s", "Group 2 steps", [0]),
        ((0, 5), Qt.Key.Key_G, CTRL, "(ss)k(rt)", "Group 2 steps", [0]),
        ((1, 2), Qt.Key.Key_G, CTRL, "s(krt)s", "Group 2 items", [1]),
        ((4,), Qt.Key.Key_G, CTRL, "sk(r)(t)s", "Group Turn", [4]),
        ((2,), Qt.Key.Key_G, CTRL | SHIFT, "skrts", "Ungroup Loosen up", [2, 3]),
        ((4,), Qt.Key.Key_G, CTRL | SHIFT, "skrts", "Ungroup Loosen up", [2, 3]),
    ],
)
def test_keys(
    desk: Desk,
    rows: tuple[int, ...],
    key: Qt.Key,
    modifier: Qt.KeyboardModifier | None,
    after: str,
    text: str,
    chosen: list[int],
) -> None:
    before = desk.document.routine
    desk.select(*rows)
    desk.press(key, modifier or Qt.KeyboardModifier.NoModifier)
    assert desk.letters == after
    assert desk.undo_text == text
    assert desk.chosen == chosen
    assert desk.document.undo_stack.count() == 1
    desk.document.undo()
    assert desk.document.routine is before


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_D, Qt.Key.Key_Up, Qt.Key.Key_Down])
def test_keys_without_a_selection_do_nothing(desk: Desk, key: Qt.Key) -> None:
    desk.select()
    modifier = {Qt.Key.Key_D: CTRL, Qt.Key.Key_Delete: Qt.KeyboardModifier.NoModifier}.get(key, ALT)
    desk.press(key, modifier)
    assert desk.letters == "sk(rt)s"
    assert desk.document.undo_stack.count() == 0


def test_at_the_end_nothing_moves_and_no_step_is_kept(desk: Desk) -> None:
    desk.select(5)
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.document.undo_stack.count() == 0


def test_a_resting_finger_deletes_one_row_only(desk: Desk) -> None:
    desk.select(0)
    desk.press(Qt.Key.Key_Delete)
    assert desk.letters == "k(rt)s"
    again = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "", autorep=True
    )
    QApplication.sendEvent(desk.view, again)
    assert desk.letters == "k(rt)s"
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):  # as a busy X11 tells it
        one = QKeyEvent(kind, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
        one.setTimestamp(4_711)
        QApplication.sendEvent(desk.view, one)
    assert desk.letters == "k(rt)s"


def test_enter_f2_and_a_double_click_ask_for_editing(desk: Desk, qtbot: QtBot) -> None:
    desk.select(0)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
        with qtbot.waitSignal(desk.view.edit_requested):
            desk.press(key)
    place = desk.view.visualRect(desk.view.model().index(1, 0)).center()
    with qtbot.waitSignal(desk.view.edit_requested):
        QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_select_all(desk: Desk) -> None:
    desk.press(Qt.Key.Key_A, CTRL)
    assert desk.chosen == [0, 1, 2, 3, 4, 5]
    assert len(desk.selection.uids) == 6
    desk.select(0)
    desk.view.select_all()
    assert len(desk.selection.uids) == 6


def test_clicks_are_shared_and_shared_picks_are_shown(desk: Desk) -> None:
    uids = [item.uid for item in desk.document.routine.steps]
    desk.click(1)
    assert desk.picked() == (uids[1],)
    desk.click(0, CTRL)
    assert desk.picked() == (uids[0], uids[1])
    desk.click(2, SHIFT)
    assert len(desk.picked()) == 3
    desk.selection.set([uids[3]])
    assert desk.chosen == [5]
    assert desk.view.currentIndex().row() == 5


def test_added_after_the_selection_or_at_the_end(desk: Desk) -> None:
    desk.view.add_exercise("turn")
    assert (desk.letters, desk.chosen, desk.undo_text) == ("sk(rt)st", [6], "Add Turn")
    desk.select(3)
    desk.view.add_exercise("sway")
    assert (desk.letters, desk.chosen) == ("sk(rst)st", [4])
    desk.select(2)
    desk.view.add_exercise("rock")
    assert desk.letters == "sk(rst)kst"
    desk.view.add_exercise("nobody knows it")
    assert desk.letters == "sk(rst)kst"


def test_what_is_added_is_brought_into_view(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "skrt" * 10, 300)
    assert not desk.seen(39)
    desk.view.add_exercise("turn")
    assert desk.seen(40)


def test_what_is_moved_by_keys_stays_in_view(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "s" + "krt" * 10, 300)
    desk.select(0)
    for row in range(1, 30):
        desk.press(Qt.Key.Key_Down, ALT)
        assert desk.chosen == [row]
        assert desk.seen(row)


def test_keys_do_not_get_stuck_at_a_step_that_says_the_same(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "sssk")
    desk.select(0)
    desk.press(Qt.Key.Key_Down, ALT)
    assert (desk.letters, desk.chosen) == ("ssks", [3])
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.document.undo_stack.count() == 1
    desk.press(Qt.Key.Key_Up, ALT)
    assert (desk.letters, desk.chosen) == ("sssk", [2])


def test_selection_and_place_survive_an_edit(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "skrt" * 10, 300)
    desk.select(20)
    bar = desk.view.verticalScrollBar()
    before = bar.value()
    assert before > 0
    uid = desk.selection.uids[0]
    desk.document.edit("Change hold", with_dose(desk.document.routine, uid, Dose(reps=fixed(9))))
    assert (desk.chosen, bar.value()) == ([20], before)
    assert desk.selection.uids == (uid,)


def test_what_undo_takes_away_is_selected_no_more(desk: Desk) -> None:
    desk.view.add_exercise("turn")
    desk.document.undo()
    assert desk.selection.uids == ()
    assert desk.chosen == []


def test_texts_of_edits_hold_a_strangers_name_in_check(qtbot: QtBot) -> None:
    name = "<img src=/dev/zero>\n" + "very " * 40
    own = replace(REST, id="own", name=name)
    document = RoutineDocument(CATALOGUE, TRANSITIONS)
    document.replace_all(Routine("", (Step("own"),), exercises=(own,)), None)
    view = SequenceView(document, Selection())
    qtbot.addWidget(view)
    view.select_all()
    view.duplicate_selected()
    text = document.undo_stack.undoText()
    assert text.startswith("Duplicate <img src=/dev/zero> very")
    assert len(text) <= 60


def ink(image: QImage, colour: QColor, area: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = area
    return sum(image.pixelColor(x, y) == colour for x in range(left, right, 2) for y in range(top, bottom))


def test_an_empty_routine_says_what_to_do(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "")
    empty = desk.view.grab().toImage()
    assert ink(empty, LIGHT.tx, (150, 40, 470, 100)) > 50
    desk.view.add_exercise("sway")
    assert ink(desk.view.grab().toImage(), LIGHT.tx, (400, 100, 470, 140)) == 0


def test_the_selected_card_wears_the_accent_in_both_looks(desk: Desk) -> None:
    for look in (LIGHT, DARK):
        desk.view.set_look(look)
        desk.select()
        assert ink(desk.view.grab().toImage(), look.ac, (2, 0, 8, 60)) == 0
        desk.select(0)
        assert ink(desk.view.grab().toImage(), look.ac, (2, 0, 8, 60)) > 20


def test_a_circuit_that_is_selected_is_framed_as_a_whole(desk: Desk) -> None:
    desk.select(2)
    image = desk.view.grab().toImage()
    for row in (2, 3, 4):
        rect = desk.view.visualRect(desk.view.model().index(row, 0))
        middle = rect.center().y()
        assert ink(image, LIGHT.ac, (3, middle - 2, 6, middle + 2)) > 0


CHIPS = [
    (Dose(), None, ["Hold 45 s"]),
    (
        Dose(hold=fixed(120_000), reps=fixed(5), pause=fixed(5_000)),
        None,
        ["5 reps", "Hold 2:00", "Pause 5 s"],
    ),
    (Dose(breaths=fixed(4)), None, ["4 breaths"]),
    (Dose(breaths=fixed(1), pause=fixed(5_000)), None, ["1 breath"]),
    (Dose(sides=Sides.EACH), None, ["Hold 45 s", "Left, right"]),
    (Dose(sides=Sides.EACH), "right", ["Hold 45 s", "Right, left"]),
    (Dose(sides=Sides.LEFT, tilt=fixed(25_000)), None, ["Hold 45 s", "Left", "25\N{DEGREE SIGN}"]),
    (Dose(sets=fixed(3), rest=fixed(15_000)), None, ["3 sets", "Hold 45 s", "Rest 15 s"]),
    (Dose(manual=True, optional=True), None, ["Hold 45 s", "Waits for you", "Optional"]),
]


@pytest.mark.parametrize(("dose", "first", "texts"), CHIPS)
def test_chips_tell_the_dose(dose: Dose, first: str | None, texts: list[str]) -> None:
    exercise: Exercise = REST if first is None else replace(REST, first_side=REST.first_side.other)
    step = Step("rest", dose=dose)
    used = settle(dose.over(exercise.dose), Routine("").intensity)
    assert [chip.text for chip in dose_chips(step, exercise, used)] == texts


def test_an_inherited_rest_has_no_chip() -> None:
    used = settle(Dose(hold=Range(1_000, 1_000), rest=fixed(15_000)), Routine("").intensity)
    assert [chip.text for chip in dose_chips(Step("rest"), REST, used)] == ["Hold 1 s"]


def test_the_hold_stays_longest_where_there_is_little_room() -> None:
    dose = Dose(hold=fixed(5_000), reps=fixed(5), pause=fixed(5_000), rest=fixed(5_000), sides=Sides.EACH)
    chips = dose_chips(Step("rest", dose=dose), REST, settle(dose, Routine("").intensity))
    room = sum(chip_width(chip, LIGHT) + CHIP_GAP for chip in chips)
    assert fitting(chips, room, LIGHT) == chips
    kept = []
    for width in range(int(room), 0, -4):
        left = fitting(chips, width, LIGHT)
        assert sum(chip_width(chip, LIGHT) + CHIP_GAP for chip in left) <= width
        assert left == [chip for chip in chips if chip in left]
        kept.append([chip.text for chip in left])
    assert ["5 reps", "Hold 5 s"] in kept
    assert kept[-1] == []
    assert next(texts for texts in kept if len(texts) == 1) == ["Hold 5 s"]


@pytest.mark.parametrize("width", [340, 376, 900])
def test_nothing_is_painted_over_the_edge_of_a_card(qtbot: QtBot, width: int) -> None:
    """Long titles, empty circuits, manual and unknown steps: at any width the side margins stay clear."""
    document = RoutineDocument(CATALOGUE, TRANSITIONS)
    steps = (
        Circuit(
            "A very long title of a circuit " * 8, 99, 7_200_000, (Step("rest", dose=Dose(manual=True)),)
        ),
        Circuit("", 1),
        Step("nobody-knows-it" * 20, dose=Dose(hold=fixed(5_000), pause=fixed(5_000), reps=fixed(9))),
    )
    document.replace_all(Routine("", steps), None)
    view = SequenceView(document, Selection())
    qtbot.addWidget(view)
    view.resize(width, 400)
    image = view.grab().toImage()
    ground = image.pixelColor(0, 399)
    for x in (0, 1, width - 2, width - 1):
        assert {image.pixelColor(x, y).name() for y in range(400)} == {ground.name()}
    assert ink(image, LIGHT.tx, (0, 0, width, 250)) > 100


def test_a_press_on_nothing_clears_the_selection(desk: Desk) -> None:
    desk.select(1)
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 690))
    assert desk.selection.uids == ()


class Pictures(QObject):
    """The height of the picture that a widget painted last, in px; 0 where it painted none."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.height = 0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.height = event.rect().height()
        return False


@pytest.mark.parametrize(("row", "painted"), [(1, True), (38, False)])
def test_an_edit_paints_the_changed_rows_in_view(qtbot: QtBot, row: int, painted: bool) -> None:
    desk = Desk(qtbot, "k" * 40)
    QApplication.processEvents()
    pictures = Pictures(desk.view.viewport())
    step = desk.document.routine.steps[row]
    desk.document.edit("Hold", with_dose(desk.document.routine, step.uid, Dose(hold=fixed(60_000))))
    QApplication.processEvents()
    whole = desk.view.viewport().height()
    assert (0 < pictures.height < whole) if painted else pictures.height == 0


def test_rows_that_leave_their_circuit_where_they_are_are_laid_out_anew(qtbot: QtBot) -> None:
    desk = Desk(qtbot, "s(kt)r")
    QApplication.processEvents()
    routine = desk.document.routine
    circuit = routine.steps[1]
    assert isinstance(circuit, Circuit)
    made = (routine.steps[0], replace(circuit, steps=circuit.steps[:1]), circuit.steps[1], routine.steps[2])
    desk.document.edit("Out", replace(routine, steps=made))
    for _ in range(2):
        rects = [desk.view.visualRect(desk.view.model().index(row, 0)) for row in range(5)]
        heights = [RowShapes().height(row) for row in rows_of(desk.view).rows]
        assert [rect.top() for rect in rects] == [sum(heights[:row]) for row in range(5)]
        desk.document.undo()
