"""The document: edits, their undo steps, and what it tells of itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.app.document import RoutineDocument
from studio.core.breath import Half
from studio.core.dose import Dose
from studio.core.exercise import Equipment, Exercise, Hold, Move, Posture
from studio.core.quantity import fixed
from studio.core.routine import Routine, Step, with_dose
from studio.core.transitions import TransitionTable

TRANSITIONS = TransitionTable(
    frozenset({Equipment.TABLE}), frozenset({Equipment.WALL}), frozenset({Posture.SUPINE}),
    5_000, 45_000, 20_000, 20_000, 10_000, 15_000, 200, 60_000,
)  # fmt: skip
ROLL = Exercise("roll", "Roll", Posture.STANDING, (Move("down", Half.OUT), Move("up", Half.IN)))
REST = Exercise("rest", "Rest", Posture.SUPINE, (Hold(),))
CATALOGUE = {"roll": ROLL, "rest": REST}


@pytest.fixture
def document() -> RoutineDocument:
    made = RoutineDocument(CATALOGUE, TRANSITIONS)
    made.replace_all(Routine("Evening", (Step("roll"), Step("rest", dose=Dose(hold=fixed(20_000))))), None)
    return made


def _reps(document: RoutineDocument, reps: int) -> Routine:
    return with_dose(document.routine, document.routine.steps[0].uid, Dose(reps=fixed(reps)))


def test_an_edit_changes_the_schedule_and_can_be_undone(document: RoutineDocument) -> None:
    before, length = document.routine, document.schedule.length
    seen: list[int] = []
    document.changed.connect(lambda: seen.append(document.schedule.length))
    document.edit("Change reps to 3", _reps(document, 3))
    assert document.schedule.length == length + 20_000
    assert document.undo_stack.undoText() == "Change reps to 3"
    document.undo()
    assert document.routine is before
    document.redo()
    assert seen == [length + 20_000, length, length + 20_000]


def test_edits_of_one_key_are_one_step_until_the_merge_ends(document: RoutineDocument) -> None:
    before = document.routine
    for reps in (2, 3, 4):
        document.edit(f"Change reps to {reps}", _reps(document, reps), "reps")
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Change reps to 4"
    document.end_merge()
    document.edit("Change reps to 5", _reps(document, 5), "reps")
    assert document.undo_stack.count() == 2
    document.undo()
    document.undo()
    assert document.routine is before


def test_edits_of_different_keys_do_not_merge(document: RoutineDocument) -> None:
    document.edit("Change reps to 2", _reps(document, 2), "reps")
    document.edit("Rename", replace(document.routine, title="Night"), "title")
    assert document.undo_stack.count() == 2


def test_an_edit_that_comes_back_to_its_beginning_leaves_no_step(document: RoutineDocument) -> None:
    before = document.routine
    document.edit("Change reps to 2", _reps(document, 2), "reps")
    document.edit("Change reps to 1", before, "reps")
    assert document.undo_stack.count() == 0
    assert document.routine is before
    assert not document.modified


def test_an_edit_that_changes_nothing_is_dropped(document: RoutineDocument) -> None:
    document.edit("Nothing", replace(document.routine))
    assert document.undo_stack.count() == 0


def test_an_undo_ends_the_merge(document: RoutineDocument) -> None:
    document.edit("Change reps to 2", _reps(document, 2), "reps")
    document.undo()
    document.edit("Change reps to 3", _reps(document, 3), "reps")
    document.edit("Change reps to 4", _reps(document, 4), "reps")
    assert document.undo_stack.count() == 1
    document.undo()
    assert not document.modified


def test_opening_another_routine_begins_anew(document: RoutineDocument, tmp_path: Path) -> None:
    document.edit("Change reps to 2", _reps(document, 2))
    document.replace_all(Routine("Other"), tmp_path / "other.routine.toml")
    assert document.undo_stack.count() == 0
    assert not document.modified
    assert document.path == tmp_path / "other.routine.toml"
    assert document.schedule.length == 0


def test_saving_makes_this_the_unmodified_state(document: RoutineDocument, tmp_path: Path) -> None:
    told: list[bool] = []
    document.modified_changed.connect(told.append)
    document.edit("Change reps to 2", _reps(document, 2))
    document.mark_saved(tmp_path / "evening.routine.toml")
    document.undo()
    assert told == [True, False, True]


def test_another_catalogue_compiles_again(document: RoutineDocument) -> None:
    longer = replace(REST, dose=Dose(reps=fixed(2)))
    length = document.schedule.length
    document.set_catalogue({**CATALOGUE, "rest": longer})
    assert document.schedule.length == length + 20_000


def test_an_edit_that_no_file_may_hold_is_refused_with_the_reason(document: RoutineDocument) -> None:
    """Fault 31: what could not be opened again is not built either."""
    before = document.routine
    said: list[str] = []
    document.refused.connect(said.append)
    many = tuple(Step("rest") for _ in range(1_999))
    document.edit("Add 1999 steps", replace(before, steps=(*before.steps, *many)))
    assert document.routine is before
    assert document.undo_stack.count() == 0
    assert len(said) == 1
    assert "2000 steps" in said[0]
    document.edit("Add 1998 steps", replace(before, steps=(*before.steps, *many[1:])))
    assert len(document.routine.steps) == 2_000
