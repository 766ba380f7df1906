"""Keeping the exercises of a file: once, whole, beside what is there, and told when it fails."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from studio.app.document import RoutineDocument
from studio.app.own_exercises import Origin, OwnExercises, remarks
from studio.core.exercise import Exercise, Posture
from studio.core.routine import Routine, Step
from studio.files.own import load_own
from studio.files.read import parse_routine
from studio.files.write import routine_text
from tests.making import HOLD, IN, OUT, TRANSITIONS, dose, exercise

PLANK, SWAY = exercise("plank", HOLD, dose=dose(hold=20)), exercise("sway", IN, OUT)
CALF = exercise("calf", HOLD, posture=Posture.STANDING, dose=dose(hold=(20, 30), sides="each"))
OTHER_PLANK = exercise("plank", HOLD, posture=Posture.PRONE)
SHIPPED = {one.id: one for one in (PLANK, SWAY)}


@dataclass
class Shelf:
    """A document with exercises of its own, and the folder that they may go to."""

    document: RoutineDocument
    own: OwnExercises
    folder: Path
    said: list[str] = field(default_factory=list)

    def open(self, *own: Exercise) -> None:
        steps = tuple(Step(one.id) for one in own)
        self.document.replace_all(Routine("Evening", steps, exercises=own), None)

    def origins(self) -> dict[str, Origin]:
        return {id_: self.own.origin(one) for id_, one in self.document.known.items()}

    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.exists() else []


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    document = RoutineDocument(SHIPPED, TRANSITIONS)
    folder = tmp_path / "mine"
    made = Shelf(document, OwnExercises(document, (), folder, tmp_path / "kept.json", document), folder)
    made.own.told.connect(made.said.append)
    made.own.failed.connect(lambda title, lines: made.said.extend([title, *lines]))
    return made


def test_an_exercise_of_the_file_is_told_apart_and_kept(shelf: Shelf) -> None:
    shelf.open(CALF)
    assert shelf.origins() == {"plank": Origin.SHIPPED, "sway": Origin.SHIPPED, "calf": Origin.FILE}
    shelf.own.keep("calf")
    assert shelf.files() == ["calf.toml"]
    assert shelf.origins()["calf"] is Origin.MINE
    assert shelf.said == ["Kept Calf in your exercises, as calf.toml"]
    assert shelf.document.routine.exercises == (CALF,), "it still travels in its file"
    assert not shelf.document.modified
    shelf.open()
    assert shelf.document.known["calf"] == CALF
    assert shelf.origins()["calf"] is Origin.MINE


def test_what_is_kept_is_not_kept_twice(shelf: Shelf) -> None:
    shelf.open(CALF)
    for _ in range(3):
        shelf.own.keep("calf")
    shelf.own.keep("plank")
    shelf.own.keep("nobody")
    assert shelf.files() == ["calf.toml"]


def test_a_name_clash_keeps_both(shelf: Shelf) -> None:
    shelf.open(OTHER_PLANK)
    assert shelf.origins()["plank"] is Origin.FILE
    shelf.own.keep("plank")
    assert shelf.files() == ["plank-2.toml"]
    assert shelf.document.known["plank"] == OTHER_PLANK, "what the file calls plank is the file's"
    assert shelf.origins()["plank"] is Origin.MINE
    shelf.own.keep("plank")
    shelf.open()
    assert shelf.document.known["plank"] == PLANK
    assert shelf.document.known["plank-2"] == replace(OTHER_PLANK, id="plank-2")
    another = replace(OTHER_PLANK, summary="Another one.")
    shelf.open(another)
    shelf.own.keep("plank")
    assert shelf.files() == ["plank-2.toml", "plank-3.toml"]


def test_an_exercise_that_ships_and_travels_is_no_news(shelf: Shelf) -> None:
    shelf.open(replace(PLANK))
    assert shelf.origins()["plank"] is Origin.SHIPPED


def test_keys_of_a_newer_version_are_kept_too(shelf: Shelf) -> None:
    text = (
        'format = 1\ntitle = "T"\nsteps = []\n\n[exercise.calf]\nname = "Calf"\nposture = "standing"\n'
        'zone = "leg"\ncycle = [{ hold = 20.0 }]\n'
    )
    routine = parse_routine(text.encode(), "t").routine
    shelf.document.replace_all(routine, None)
    shelf.own.keep("calf")
    kept = (shelf.folder / "calf.toml").read_text(encoding="utf-8")
    assert kept.startswith('id = "calf"\nname = "Calf"\n')
    assert 'zone = "leg"' in kept
    assert "hold = 20.0" in kept
    assert parse_routine(routine_text(shelf.document.routine).encode(), "t").routine == routine


def test_a_folder_that_takes_nothing_is_told_and_the_exercise_stays_in_the_file(shelf: Shelf) -> None:
    shelf.folder.write_text("in the way")
    shelf.open(CALF)
    shelf.own.keep("calf")
    assert shelf.said[0] == "Calf could not be kept."
    assert "calf.toml" in shelf.said[1]
    assert shelf.origins()["calf"] is Origin.FILE


def test_a_broken_one_beside_it_keeps_nothing_from_being_kept(shelf: Shelf) -> None:
    shelf.folder.mkdir()
    (shelf.folder / "broken.toml").write_text('id = "broken"\nname = "B"\nposture = "flying"\n')
    shelf.open(CALF)
    shelf.own.keep("calf")
    assert shelf.origins()["calf"] is Origin.MINE
    own, problems = load_own(shelf.folder, SHIPPED)
    assert list(own) == ["calf"]
    title, lines = remarks(problems)
    assert title == "Some exercises could not be read."
    assert lines[0].startswith(f"{shelf.folder / 'broken.toml'}:1: cycle: cycle is missing; write cycle")
    assert lines[1].startswith(f"{shelf.folder / 'broken.toml'}:3: posture")


def test_remarks_are_no_failures(shelf: Shelf) -> None:
    shelf.folder.mkdir()
    text = 'id = "a"\nname = "A"\nposture = "supine"\ncue = ["x"]\ncycle = [{ hold = true }]\n'
    (shelf.folder / "a.toml").write_text(text, encoding="utf-8")
    title, lines = remarks(load_own(shelf.folder, SHIPPED)[1])
    assert title == "The exercises were read, with remarks."
    assert len(lines) == 1
    assert "`cue`: did you mean `cues`?" in lines[0]


def test_markup_in_a_name_is_only_text(shelf: Shelf) -> None:
    shelf.open(replace(CALF, name="<b>Calf</b>\nof\u202e many words" + "!" * 90))
    shelf.own.keep("calf")
    (line,) = shelf.said
    assert line.startswith("Kept <b>Calf</b> of many words")
    assert "\u202e" not in line
    assert len(line) < 100
