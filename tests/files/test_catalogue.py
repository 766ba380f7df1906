"""The catalogue and the transition times that ship, and what is said of damaged ones."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from studio.core.compile import compile_schedule
from studio.core.exercise import Catalogue
from studio.core.routine import Circuit
from studio.core.schedule import SegmentKind
from studio.files.catalogue import load_catalogue, load_transitions
from studio.files.errors import Level, RoutineFileError
from studio.files.read import parse_exercise, parse_routine, read_routine, unknown_names
from studio.files.write import exercise_text, routine_text
from studio.host.paths import resources_folder, routines_folder, shipped
from tests.making import TRANSITIONS

GOOD = 'id = "a"\nname = "%s"\nposture = "supine"\n[[cycle]]\nhold = true\n'
GUIDE = routines_folder() / "README.md"
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
ROUTINES = sorted(routines_folder().glob("*.routine.toml"))
EXERCISES = sorted((resources_folder() / "exercises").glob("*.toml"))

SIX = {
    "cat-cow",
    "childs-pose",
    "double-knees-to-chest",
    "glute-bridge",
    "standing-roll-down",
    "supine-twist",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    found, problems = load_catalogue(resources_folder() / "exercises")
    assert problems == ()
    return found


def test_the_transition_table_that_ships_is_the_formats() -> None:
    assert load_transitions(resources_folder() / "transitions.toml") == TRANSITIONS


def test_the_six_exercises(catalogue: Catalogue) -> None:
    assert set(catalogue) >= SIX
    names = [exercise.name for exercise in catalogue.values()]
    assert names == sorted(names)


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_exercise_files_keep_their_data(path: Path) -> None:
    exercise, problems = parse_exercise(path.read_bytes(), path.name)
    assert problems == ()
    text = exercise_text(exercise)
    assert tomllib.loads(text) == tomllib.loads(path.read_text(encoding="utf-8"))
    assert parse_exercise(text.encode(), path.name)[0] == exercise


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_routines_that_ship_have_no_problem_and_stay_as_they_are(path: Path, catalogue: Catalogue) -> None:
    loaded = read_routine(path, catalogue)
    assert loaded.problems == ()
    assert unknown_names(loaded, catalogue) == ()
    assert routine_text(loaded.routine) == path.read_text(encoding="utf-8"), "as the program would write it"
    assert loaded.routine.author == "Spine Studio"
    assert "no medical advice" in loaded.routine.description
    assert loaded.routine.source


def test_the_four_home_exercises_have_the_doses_of_the_article(catalogue: Catalogue) -> None:
    loaded = read_routine(routines_folder() / "home-basics.routine.toml", catalogue)
    schedule = compile_schedule(loaded.routine, catalogue, TRANSITIONS)
    said = [(played.exercise, played.dose.reps, played.dose.hold / 1_000) for played in schedule.steps]
    assert said == [
        ("standing-roll-down", 9, 0),
        ("double-knees-to-chest", 5, 12.5),
        ("cat-cow", 18, 10),
        ("childs-pose", 5, 17.5),
    ]
    assert schedule.manual_steps == 0
    assert schedule.segments[-1].kind in (SegmentKind.MOVE, SegmentKind.HOLD)


def test_the_ten_minute_mix(catalogue: Catalogue) -> None:
    loaded = read_routine(routines_folder() / "ten-minute-mix.routine.toml", catalogue)
    schedule = compile_schedule(loaded.routine, catalogue, TRANSITIONS)
    assert {played.exercise for played in schedule.steps} == SIX
    assert any(isinstance(item, Circuit) for item in loaded.routine.steps)
    assert 570_000 <= schedule.length <= 630_000
    assert schedule.shortest < schedule.length < schedule.longest


def test_the_guide_has_examples() -> None:
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.partition('title = "')[2].partition('"')[0])
def test_every_example_of_the_guide_is_a_routine_without_problems(text: str, catalogue: Catalogue) -> None:
    loaded = parse_routine(text.encode(), "x.routine.toml", catalogue)
    assert loaded.problems == ()
    assert unknown_names(loaded, catalogue) == ()
    assert compile_schedule(loaded.routine, catalogue, TRANSITIONS).length > 0


def test_one_damaged_exercise_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD % "A", encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD % "B", encoding="utf-8")  # its id is a
    (tmp_path / "c.toml").write_text("name = ", encoding="utf-8")
    (tmp_path / "d.toml").write_text("name = 3\n", encoding="utf-8")
    (tmp_path / "readme.txt").write_text("no exercise", encoding="utf-8")
    found, problems = load_catalogue(tmp_path)
    assert list(found) == ["a"]
    told = {(problem.at.file, problem.code) for problem in problems}
    assert told == {
        ("b.toml", "other-id"),
        ("c.toml", "syntax"),
        ("d.toml", "missing"),
        ("d.toml", "wrong-type"),
    }


def test_no_exercises_at_all(tmp_path: Path) -> None:
    found, (problem,) = load_catalogue(tmp_path / "nowhere")
    assert found == {}
    assert (problem.level, problem.code) == (Level.ERROR, "no-file")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("same = 5", "same = -5", "ready.same"),
        ("same = 5", "", "ready.same"),
        ("degrees_per_second = 5", "degrees_per_second = 0", "inversion.degrees_per_second"),
        ('"wall"', '"wal"', "small[0]"),
        ("[inversion]", "[inversoin]", "inversion"),
    ],
)
def test_damaged_transition_times_are_refused(tmp_path: Path, old: str, new: str, key: str) -> None:
    text = (resources_folder() / "transitions.toml").read_text(encoding="utf-8")
    path = tmp_path / "transitions.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RoutineFileError) as caught:
        load_transitions(path)
    assert key in {problem.at.key for problem in caught.value.problems}


def test_what_ships_is_found_in_a_checkout_a_package_and_a_frozen_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (shipped("resources") / "transitions.toml").is_file()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert shipped("routines") == tmp_path / "studio" / "_data" / "routines"
    monkeypatch.delattr(sys, "_MEIPASS")
    (tmp_path / "studio" / "_data" / "routines").mkdir(parents=True)
    monkeypatch.setattr("studio.host.paths._PACKAGE", tmp_path / "studio")
    assert shipped("routines") == tmp_path / "studio" / "_data" / "routines"
    assert shipped("resources") == tmp_path / "resources"
