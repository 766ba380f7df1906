"""The folder of the person's own exercises: what joins the catalogue, what is left out, what is put in."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from studio.core.exercise import Posture
from studio.files.examine import load_shelf
from studio.files.own import file_id, load_own, store
from studio.files.read import parse_exercise
from studio.files.save import SaveError, save_new
from studio.host.folders import own_exercises_folder
from studio.host.paths import resources_folder
from tests.making import HOLD, dose, exercise

TEXT = 'id = "%s"\nname = "%s"\nposture = "supine"\n[[cycle]]\nhold = true\n'
SHIPPED = {"plank": exercise("plank", HOLD), "sway": exercise("sway", HOLD)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "mine"


def put(folder: Path, id_: str, text: str = "", name: str = "Calf") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{id_}.toml"
    path.write_text(text or TEXT % (id_, name), encoding="utf-8")
    return path


def test_without_the_folder_there_are_none(folder: Path) -> None:
    assert load_own(folder, SHIPPED) == ({}, ())


def test_own_exercises_join_the_shelf(folder: Path) -> None:
    put(folder, "calf")
    put(folder, ".hidden", "x")
    (folder / "notes.txt").write_text("buy a mat")
    shelf = load_shelf(resources_folder(), folder)
    assert shelf.own == {"calf"}
    assert shelf.catalogue["calf"].name == "Calf"
    names = [one.name.casefold() for one in shelf.catalogue.values()]
    assert names == sorted(names)
    assert "calf" not in load_shelf(resources_folder()).catalogue


def test_a_broken_one_is_left_out_and_told_with_file_line_and_remedy(folder: Path) -> None:
    put(folder, "calf")
    broken = put(folder, "broken", (TEXT % ("broken", "B")).replace("supine", "flying"))
    (folder / "folder.toml").mkdir()
    other = put(folder, "copy", TEXT % ("calf", "Calf"))
    own, problems = load_own(folder, SHIPPED)
    assert list(own) == ["calf"]
    told = {problem.at.file: problem for problem in problems}
    assert told[str(broken)].at.line == 3
    assert told[str(broken)].at.key == "posture"
    assert '"standing"' in told[str(broken)].message or "write" in told[str(broken)].message
    assert told[str(other)].code == "other-id"
    assert told[str(folder / "folder.toml")].code == "not-a-file"


def test_one_called_like_a_shipped_one_stands_beside_it(folder: Path) -> None:
    path = put(folder, "plank", name="My plank")
    put(folder, "plank-2", name="Side plank")
    own, (problem,) = load_own(folder, SHIPPED)
    assert {id_: one.name for id_, one in own.items()} == {"plank-3": "My plank", "plank-2": "Side plank"}
    assert own["plank-3"].id == "plank-3"
    assert str(problem) == (
        f'{path}:1: id: warning: the program has an exercise "plank" too, so yours goes by "plank-3"; '
        'write id = "plank-3" and call the file plank-3.toml'
    )


def test_a_folder_that_cannot_be_read_is_told(folder: Path) -> None:
    folder.write_text("no folder")
    own, (problem,) = load_own(folder, SHIPPED)
    assert own == {}
    assert problem.at.file == str(folder)
    assert problem.message.endswith("make this a folder that you may read")


def test_what_is_put_in_can_be_read_again(folder: Path) -> None:
    calf = exercise("calf", HOLD, posture=Posture.STANDING, dose=dose(hold=(20, 30)))
    path = store(folder, calf, SHIPPED)
    assert path == folder / "calf.toml"
    assert parse_exercise(path.read_bytes(), path.name) == (calf, ())
    assert [entry.name for entry in folder.iterdir()] == ["calf.toml"], "nothing is left beside it"


def test_nothing_is_overwritten(folder: Path) -> None:
    put(folder, "plank-2", "a broken file of the person's")
    path = store(folder, exercise("plank", HOLD), SHIPPED)
    assert path.name == "plank-3.toml"
    assert (folder / "plank-2.toml").read_text() == "a broken file of the person's"
    own, _problems = load_own(folder, SHIPPED)
    assert own["plank-3"].name == "Plank"


def test_a_file_that_comes_in_between_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def meanwhile(handle: int) -> None:
        if not (folder / "calf.toml").exists():
            put(folder, "calf", "somebody else's")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert store(folder, exercise("calf", HOLD), SHIPPED).name == "calf-2.toml"
    assert (folder / "calf.toml").read_text() == "somebody else's"


def test_a_disk_without_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refused)
    assert store(folder, exercise("calf", HOLD), SHIPPED).name == "calf.toml"
    assert store(folder, exercise("calf", HOLD), SHIPPED).name == "calf-2.toml"
    assert sorted(entry.name for entry in folder.iterdir()) == ["calf-2.toml", "calf.toml"]


def test_a_new_file_that_cannot_be_written_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(SaveError) as caught:
        save_new(folder / "a.toml", "text")
    assert caught.value.code == "disk-full"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("calf", "calf"),
        ("Calf_2", "Calf_2"),
        ("../../evil", "evil"),
        ("/etc/passwd", "etc-passwd"),
        ("a\0b", "a-b"),
        ("...", "exercise"),
        ("con", "con-1"),
        ("растяжка", "растяжка"),
        ("x" * 200, "x" * 60),
    ],
)
def test_ids_from_files_make_safe_names(id_: str, name: str, folder: Path) -> None:
    assert file_id(id_) == name
    path = store(folder, replace(exercise("calf", HOLD), id=id_), SHIPPED)
    assert path.parent == folder
    own, problems = load_own(folder, SHIPPED)
    assert (list(own), problems) == ([name], ())


def test_the_own_folder_is_the_accounts(own_home: Path) -> None:
    assert own_home in own_exercises_folder().parents
    assert own_exercises_folder().parts[-2:] == ("Spine Studio", "exercises")
