"""A routine that has outgrown what a file may hold is not saved, and not lost either."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.app.filing import Filing, OnDisk
from studio.app.own_exercises import OwnExercises
from studio.app.prompts import Changed
from studio.app.recovery import Recovery, RecoveryRoom
from studio.core.exercise import Exercise
from studio.core.routine import Routine, Step
from studio.files.read import parse_routine
from studio.files.source import MOST_BYTES
from studio.files.versions import Versions
from tests.app.test_filing import Answers
from tests.making import IN, OUT, TRANSITIONS, dose, exercise

SWAY = exercise("sway", IN, OUT, dose=dose(reps=5))
SAFE = "Your last saved version is untouched and your changes are kept."
PLAIN = 'format = 1\ntitle = "Floor"\n\n[[steps]]\nexercise = "sway"\n'


class Window:
    """A document with its file, and what a person is told."""

    def __init__(self, folder: Path) -> None:
        self.document = RoutineDocument({"sway": SWAY}, TRANSITIONS)
        self.person = Answers()
        self.versions = Versions(folder / "kept")
        noon = datetime(2026, 11, 21, 12, 0)
        self.filing = Filing(self.document, self.person, folder, None, self.versions, lambda: noon)
        self.failures: list[tuple[str, list[str]]] = []
        self.filing.failed.connect(lambda title, lines: self.failures.append((title, lines)))
        self.path = folder / "floor.routine.toml"
        self.path.write_text(PLAIN, encoding="utf-8")
        assert self.filing.open_path(self.path)

    def put(self, routine: Routine) -> None:
        self.document.edit("Grow", routine)
        assert self.document.routine is routine

    def not_saved(self, why: str, todo: str) -> None:
        """Nothing is saved, which is told once; the file, its versions and the edits are as they were."""
        self.failures.clear()
        routine = self.document.routine
        assert not self.filing.save()
        ((title, lines),) = self.failures
        assert title == "floor.routine.toml could not be saved."
        assert lines == [f"Could not save floor.routine.toml: {why}. {SAFE} {todo}"]
        assert self.document.modified
        assert self.document.routine is routine
        assert self.path.read_text(encoding="utf-8") == PLAIN


@pytest.fixture
def window(tmp_path: Path) -> Window:
    return Window(tmp_path)


def notes(count: int) -> Routine:
    """A routine with that many notes of the greatest length."""
    long = dose(note="Slowly. " * 500)
    return Routine("Notes", tuple(Step("sway", dose=long) for _ in range(count)))


def deep() -> Routine:
    """A step that says more than this version knows, in more brackets than a file may have."""
    said: list[object] = [1]
    for _ in range(30):
        said = [said]
    return Routine("Deep", (Step("sway", written={"exercise": "sway", "x": said}),))


def test_many_long_notes_are_not_saved_before_some_go(window: Window) -> None:
    window.put(notes(140))
    why = "it is over 512 KiB and could not be opened again"
    window.not_saved(why, "Split it and save the parts.")
    window.put(replace(window.document.routine, steps=window.document.routine.steps[:100]))
    assert window.filing.save()
    assert window.filing.open_path(window.path)
    assert len(window.document.routine.steps) == 100


def test_unknown_keys_that_the_reader_would_refuse_are_not_saved(window: Window) -> None:
    window.put(deep())
    said = "nested too deeply: over 8 lists or tables in each other"
    window.not_saved(f"it could not be opened again (steps[0].x[0][0]: {said})", "Flatten it.")
    assert window.versions.of(window.path) == ()
    window.person.save_answer = window.path.with_name("copy.routine.toml")
    assert not window.filing.save_as()
    assert not window.person.save_answer.exists()


def test_a_copy_beside_a_changed_file_is_refused_as_well(window: Window) -> None:
    window.put(deep())
    window.path.write_text(PLAIN.replace("Floor", "Theirs"), encoding="utf-8")
    window.person.changed_answer = Changed.COPY
    assert not window.filing.save()
    ((title, (line,)),) = window.failures
    assert title == "floor-2.routine.toml could not be saved."
    assert "nested too deeply" in line
    assert not list(window.path.parent.glob("floor-2*"))


def test_an_exercise_that_became_longer_may_make_the_routine_too_long_to_open(window: Window) -> None:
    window.put(Routine("Long", tuple(Step("sway") for _ in range(100))))
    window.document.set_catalogue({"sway": replace(SWAY, dose=dose(reps=900))})
    why = "it could not be opened again (over 12 hours)"
    window.not_saved(why, "Split the routine.")


@pytest.mark.parametrize("routine", [notes(300), deep()], ids=["notes", "deep"])
def test_a12_what_cannot_be_saved_is_kept_for_after_a_crash(
    qtbot: QtBot, window: Window, tmp_path: Path, routine: Routine
) -> None:
    room = RecoveryRoom(tmp_path / "recovery")
    recovery = Recovery(window.document, window.filing, room, window.document)
    said: list[str] = []
    recovery.failed.connect(said.append)
    window.put(routine)
    recovery.keep()
    assert said == []
    room._lock.drop()  # as when the program was killed
    later = RecoveryRoom(tmp_path / "recovery")
    ((left,), damaged) = later.left()
    assert damaged == []
    assert left.work.routine == routine
    again = Window(tmp_path)
    assert again.filing.restore(left.work.routine, left.work.path, OnDisk(left.work.digest))
    assert not again.filing.save(), "it is still too much, and still there"
    assert again.document.routine == routine
    later.close()
    recovery.forget()


def test_a12_work_that_not_even_a_recovery_file_takes_is_told(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.app.recovery.MOST_BYTES", 1_000)
    room = RecoveryRoom(tmp_path / "recovery")
    recovery = Recovery(window.document, window.filing, room, window.document)
    said: list[str] = []
    recovery.failed.connect(said.append)
    window.put(notes(1))
    recovery.keep()
    assert said == [
        "Unsaved work cannot be kept safe against a crash: it is too large. Save often.",
    ]
    recovery.forget()
    room.close()


def test_a10_what_was_not_read_to_its_end_is_no_earlier_version(window: Window) -> None:
    """A stump would pass for what was there."""
    window.put(notes(1))
    window.path.write_text("#" * (MOST_BYTES + 10), encoding="utf-8")
    window.person.changed_answer = Changed.OVERWRITE
    assert window.filing.save()
    assert window.versions.of(window.path) == ()


def test_an_exercise_that_no_file_may_hold_stays_in_its_routine(window: Window, tmp_path: Path) -> None:
    """A newer version's words are kept as they stand, and this version's reader would stumble over them."""
    text = (
        'format = 2\ntitle = "T"\n\n[exercise.calf]\nname = "Calf"\nposture = "standing"\n'
        'cycle = [{ hold = true }]\n\n[exercise.calf.dose]\nhold = "long"\n'
    )
    window.document.replace_all(parse_routine(text.encode(), "t").routine, None)
    own = OwnExercises(window.document, (), tmp_path / "mine")
    said: list[tuple[str, list[str]]] = []
    own.failed.connect(lambda title, lines: said.append((title, lines)))
    own.keep("calf")
    ((title, (line, _todo)),) = said
    assert title == "Calf could not be kept."
    assert "it could not be opened again (dose.hold: " in line
    assert not (tmp_path / "mine").exists()
    calf = window.document.routine.exercises[0]
    assert isinstance(calf, Exercise)
    assert own.save(calf) is None
