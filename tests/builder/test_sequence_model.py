"""The sequence's rows: always the routine's flat list, told as changes and never as a new beginning."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QAbstractItemModelTester

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.carried import steps_mime
from studio.builder.drag import Load
from studio.builder.sequence import SequenceView
from studio.builder.sequence_edits import SequenceEdits
from studio.builder.sequence_model import SequenceModel
from studio.builder.sequence_places import ROUNDS
from studio.core.dose import Dose
from studio.core.quantity import fixed
from studio.core.routine import Circuit, Routine, with_dose
from studio.core.rows import Place, flat_rows, moved_to, outermost, place_after, places
from tests.builder.given_routines import (
    CATALOGUE,
    TRANSITIONS,
    Hands,
    document_of,
    letters_of,
    routine_of,
    rows_of,
)

COPY = Qt.DropAction.CopyAction


def read_out(model: QAbstractItemModel) -> list[str]:
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def shown(model: QAbstractItemModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_rows_say_exercise_dose_and_time() -> None:
    model = SequenceModel(document_of("sk(t)x"))
    assert shown(model) == ["Sway", "Rock", "Loosen up", "Turn", "unknown-one"]
    assert read_out(model) == [
        "Sway, 2 times, starts at 0:00, takes 0:25",
        "Rock, 3 times, hold 20 seconds, starts at 0:25, takes 1:15",
        "Circuit Loosen up, 1 step, 3 rounds, starts at 1:40, takes 1:50",
        "Turn, hold 10 seconds, each side, in circuit Loosen up, starts at 1:40, takes 0:35",
        "unknown-one, unknown exercise, starts at 3:30, takes 0:00",
    ]


def test_times_are_the_schedules() -> None:
    document = document_of("s(kt)kr(t)s")
    model = SequenceModel(document)
    tops = [row for row in model.rows if row.row.circuit is None]
    assert tops[0].played.start == 0
    for row, after in pairwise(tops):
        assert row.played.start + row.played.length == after.played.start
    assert tops[-1].played.start + tops[-1].played.length == document.schedule.length


@pytest.mark.parametrize("name", ["<b>Push</b> &amp; pull", "a\u202ecba", "two\nlines", "x" * 100_000])
def test_names_of_strangers_stay_plain(name: str) -> None:
    document = RoutineDocument({}, TRANSITIONS)
    routine = routine_of("s(s)")
    circuit = routine.steps[1]
    assert isinstance(circuit, Circuit)
    document.replace_all(Routine("", (Circuit(name, steps=circuit.steps),)), None)
    text = shown(SequenceModel(document))[0]
    assert len(text) <= 200
    assert "\n" not in text
    assert "\u202e" not in text
    assert text[:3] == name.replace("\u202e", "").replace("\n", " ")[:3]


def test_a_change_of_one_dose_is_no_new_beginning() -> None:
    document = document_of("skr")
    model = SequenceModel(document)
    seen: list[str] = []
    model.modelReset.connect(lambda: seen.append("reset"))
    model.rowsInserted.connect(lambda *_: seen.append("inserted"))
    model.dataChanged.connect(lambda first, last, _roles: seen.append(f"{first.row()}-{last.row()}"))
    routine = document.routine
    taken = [routine.steps[2].uid]
    document.edit("Move", moved_to(routine, taken, places(routine)[1]))
    assert seen == ["1-2"]  # the move itself is told apart; the times of both rows are new


def test_an_index_follows_its_step() -> None:
    document = document_of("skr")
    model = SequenceModel(document)
    kept = QPersistentModelIndex(model.index(2))
    uid = document.routine.steps[2].uid
    document.edit("Move", moved_to(document.routine, [uid], places(document.routine)[0]))
    assert (kept.row(), model.key_at(0)) == (0, uid)
    document.undo()
    assert kept.row() == 2


class Storm(RuleBasedStateMachine):
    """Random edits, undo and redo: no step is lost or doubled, and the rows are always the flat list."""

    def __init__(self) -> None:
        super().__init__()
        self.document = RoutineDocument(CATALOGUE, TRANSITIONS)
        self.selection = Selection()
        self.view = SequenceView(self.document, self.selection)
        self.view.resize(500, 300)
        self.edits = self.view.edits
        self.model = rows_of(self.view)
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Warning
        )
        self.resets = 0
        self.model.modelReset.connect(self._count_reset)
        self.first = self.document.routine

    def _count_reset(self) -> None:
        self.resets += 1

    @initialize(text=st.sampled_from(["", "s", "sk(rt)s", "(s)(kr)", "skrt()"]))
    def begin(self, text: str) -> None:
        self.document.replace_all(routine_of(text), None)
        self.first = self.document.routine

    def _some(self, numbers: list[int]) -> list[int]:
        every = [row.uid for row in flat_rows(self.document.routine)]
        return [every[number % len(every)] for number in numbers] if every else []

    def _place(self, number: int) -> Place:
        every = places(self.document.routine)
        return every[number % len(every)]

    numbers = st.lists(st.integers(0, 30), max_size=4)

    @rule(numbers=numbers)
    def select(self, numbers: list[int]) -> None:
        self.selection.set(self._some(numbers))

    @precondition(lambda self: len(flat_rows(self.document.routine)) < 30)
    @rule(exercise=st.sampled_from([*CATALOGUE, "nobody knows it"]), number=st.integers(0, 30))
    def add(self, exercise: str, number: int) -> None:
        before = len(list(self.document.routine.walk()))
        self.edits.add_exercise(exercise, self._place(number))
        assert len(list(self.document.routine.walk())) == before + (exercise in CATALOGUE)

    @rule(numbers=numbers, number=st.integers(0, 30))
    def move(self, numbers: list[int], number: int) -> None:
        before = sorted(step.uid for step in self.document.routine.walk())
        self.edits.move(self._some(numbers), self._place(number))
        assert sorted(step.uid for step in self.document.routine.walk()) == before

    @rule(by=st.sampled_from([-1, 1]))
    def nudge(self, by: int) -> None:
        before = sorted(step.uid for step in self.document.routine.walk())
        self.edits.move_selected(by)
        assert sorted(step.uid for step in self.document.routine.walk()) == before

    @precondition(lambda self: len(flat_rows(self.document.routine)) < 30)
    @rule(numbers=numbers, number=st.integers(0, 30))
    def copy(self, numbers: list[int], number: int) -> None:
        before = {step.uid for step in self.document.routine.walk()}
        self.edits.copy(self._some(numbers), self._place(number))
        assert before <= {step.uid for step in self.document.routine.walk()}

    @precondition(lambda self: len(flat_rows(self.document.routine)) < 30)
    @rule()
    def duplicate(self) -> None:
        self.edits.duplicate_selected()

    @rule()
    def group(self) -> None:
        before = sorted(step.uid for step in self.document.routine.walk())
        self.edits.group()
        assert sorted(step.uid for step in self.document.routine.walk()) == before

    @rule()
    def ungroup(self) -> None:
        before = sorted(step.uid for step in self.document.routine.walk())
        self.edits.ungroup()
        assert sorted(step.uid for step in self.document.routine.walk()) == before

    @rule(number=st.integers(0, 30), by=st.sampled_from([-1, 1]))
    def rounds(self, number: int, by: int) -> None:
        circuits = [item.uid for item in self.document.routine.steps if isinstance(item, Circuit)]
        if circuits:
            before = sorted(step.uid for step in self.document.routine.walk())
            self.view._spots.values.step(circuits[number % len(circuits)], ROUNDS, by)
            assert sorted(step.uid for step in self.document.routine.walk()) == before

    @precondition(lambda self: len(flat_rows(self.document.routine)) < 30)
    @rule(at=st.integers(0, 299), ctrl=st.booleans(), end=st.sampled_from(["drop", "leave", "other"]))
    def drag(self, at: int, ctrl: bool, end: str) -> None:
        """The selection is dragged to a height, and dropped or given up; another drag may come between."""
        routine, hands = self.document.routine, Hands()
        uids = outermost(routine, self.selection.uids)
        if not uids:
            return
        before = sorted(step.uid for step in routine.walk())
        steps = self.document.undo_stack.index()
        load = Load(
            steps_mime(uids, self.document), QPixmap(), QPoint(), Qt.DropAction.MoveAction | COPY, COPY
        )
        hands.enter(self.view, load, QPoint(9, 299 - at), ctrl=ctrl)
        if end == "drop":
            hands.drop(self.view, load, QPoint(250, at), ctrl=ctrl)
        else:
            hands.move(self.view, load, QPoint(250, at), ctrl=ctrl)
            if end == "other":
                hands.enter(self.view, load, QPoint(250, 299 - at), ctrl=not ctrl)
            hands.leave(self.view)
            assert self.document.routine is routine
        after = sorted(step.uid for step in self.document.routine.walk())
        assert set(before) <= set(after) if end == "drop" and ctrl else before == after
        assert self.document.undo_stack.index() <= steps + 1
        assert not self.view._drops.active

    @rule()
    def remove(self) -> None:
        self.edits.remove_selected()

    @rule()
    def undo(self) -> None:
        self.document.undo()

    @rule()
    def redo(self) -> None:
        self.document.redo()

    @rule()
    def a22_undo_all(self) -> None:
        """Every way back ends at the very beginning."""
        while self.document.undo_stack.canUndo():
            self.document.undo()
        # Equal and not the same: a step that merges into nothing leaves its last routine behind.
        assert self.document.routine == self.first
        assert [row.uid for row in flat_rows(self.document.routine)] == [
            row.uid for row in flat_rows(self.first)
        ]

    @invariant()
    def rows_are_the_flat_list(self) -> None:
        every = [row.uid for row in flat_rows(self.document.routine)]
        assert [self.model.key_at(row) for row in range(self.model.rowCount())] == every
        assert len(set(every)) == len(every)
        assert [row.row for row in self.model.rows] == list(flat_rows(self.document.routine))
        fresh = SequenceModel(self.document)
        assert [row.played for row in self.model.rows] == [row.played for row in fresh.rows]
        self.document.changed.disconnect(fresh.show_routine)
        assert self.resets == 0

    @invariant()
    def the_view_shows_the_shared_selection(self) -> None:
        chosen = {self.model.key_at(index.row()) for index in self.view.selectedIndexes()}
        assert chosen == set(self.selection.uids)

    def teardown(self) -> None:
        self.view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


Storm.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestA21A22Storm = pytest.mark.usefixtures("qapp")(Storm.TestCase)


def test_letters_are_a_routine_and_back() -> None:
    assert letters_of(routine_of("sk(rt)x")) == "sk(rt)x"
    assert place_after(routine_of("sk"), None).before == 2


def test_a21_an_emptied_circuit_is_not_left_behind() -> None:
    document = document_of("s(k)")
    selection = Selection()
    edits = SequenceEdits(document, selection)
    circuit = document.routine.steps[1]
    assert isinstance(circuit, Circuit)
    edits.move([circuit.steps[0].uid], places(document.routine)[0])
    assert letters_of(document.routine) == "ks"
    document.undo()
    assert letters_of(document.routine) == "s(k)"


def test_an_edit_of_one_step_tells_only_what_comes_after_it() -> None:
    document = document_of("skrt(sk)")
    model = SequenceModel(document)
    seen: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: seen.append((first.row(), last.row())))
    shape, kept = model.shape, model.rows[0]
    uid = document.routine.steps[2].uid
    document.edit("Hold", with_dose(document.routine, uid, Dose(hold=fixed(90_000))))
    assert seen == [(2, 6)]
    assert model.shape == shape
    assert model.rows[0] is kept
    document.edit("Note", with_dose(document.routine, uid, Dose(hold=fixed(90_000), note="slowly")))
    assert seen[-1][0] == 2
