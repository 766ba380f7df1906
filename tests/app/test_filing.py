"""New, open, save and save as, with the person's answers given by the test."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile
from pathlib import Path

import pytest

from studio.app.document import RoutineDocument
from studio.app.filing import NEW_TITLE, Filing, suggested_name
from studio.app.prompts import Changed, Comments, Unsaved
from studio.core.routine import Routine
from studio.files.catalogue import load_catalogue, load_transitions
from studio.files.versions import Versions
from studio.host.paths import resources_folder

NOON = datetime(2026, 11, 21, 12, 0)
ROOT = Path(__file__).parents[2]
PLAIN = 'format = 1\ntitle = "Floor"\n\n[[steps]]\nexercise = "cat-cow"\nreps = 10\n'


@dataclass
class Answers:
    """A person who has made up their mind."""

    unsaved_answer: Unsaved = Unsaved.CANCEL
    comments_answer: Comments = Comments.CANCEL
    open_answer: tuple[Path, ...] = ()
    save_answer: Path | None = None
    changed_answer: Changed = Changed.CANCEL
    asked: list[str] = field(default_factory=list)

    def unsaved(self, title: str) -> Unsaved:
        self.asked.append(f"unsaved {title}")
        return self.unsaved_answer

    def comments(self, name: str) -> Comments:
        self.asked.append(f"comments {name}")
        return self.comments_answer

    def changed(self, name: str) -> Changed:
        self.asked.append(f"changed {name}")
        return self.changed_answer

    def beyond(self, title: str, reasons: Sequence[str]) -> bool:
        return False

    def drop_text(self, title: str) -> bool:
        return True

    def paths_to_open(self, folder: Path) -> tuple[Path, ...]:
        self.asked.append("open")
        return self.open_answer

    def path_to_save(self, suggested: Path) -> Path | None:
        self.asked.append(f"save {suggested.name}")
        return self.save_answer


@dataclass
class Desk:
    document: RoutineDocument
    filing: Filing
    person: Answers
    failures: list[tuple[str, list[str]]]
    said: list[str]
    versions: Versions


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    catalogue, _problems = load_catalogue(resources_folder() / "exercises")
    document = RoutineDocument(catalogue, load_transitions(resources_folder() / "transitions.toml"))
    person = Answers()
    versions = Versions(tmp_path / "kept")
    filing = Filing(document, person, tmp_path, None, versions, lambda: NOON)
    made = Desk(document, filing, person, [], [], versions)
    filing.told.connect(made.said.append)
    filing.barred.connect(lambda why: made.said.append(f"barred: {why}"))
    filing.changed_outside.connect(lambda text, there: made.said.append(f"outside: {text} {there}"))
    filing.failed.connect(lambda title, lines: made.failures.append((title, lines)))
    filing.new()
    return made


def _floor(folder: Path, text: str = PLAIN) -> Path:
    path = folder / "floor.routine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _modified(desk: Desk) -> bool:
    """Asked anew each time: an undo changes it."""
    return desk.document.modified


def _rename(desk: Desk, title: str) -> None:
    desk.document.edit("Rename", replace(desk.document.routine, title=title))


def test_opening_shows_the_routine_and_where_it_is_from(desk: Desk, tmp_path: Path) -> None:
    path = _floor(tmp_path)
    assert desk.filing.open_path(path)
    assert desk.document.routine.title == "Floor"
    assert desk.document.path == path
    assert desk.failures == []
    assert desk.document.schedule.length > 0


def test_a_broken_file_is_one_message_and_the_open_routine_stays(desk: Desk, tmp_path: Path) -> None:
    desk.filing.open_path(_floor(tmp_path))
    before = desk.document.routine
    broken = tmp_path / "broken.routine.toml"
    broken.write_text('format = 1\ntitle = 3\n[[steps]]\nexercise = "cat-cow"\nreps = -1\n', encoding="utf-8")
    assert not desk.filing.open_path(broken)
    ((title, lines),) = desk.failures
    assert "broken.routine.toml" in title
    assert len(lines) == 2
    assert ":2:" in lines[0]
    assert ":5:" in lines[1]
    assert desk.document.routine is before
    assert desk.person.asked == []


def test_unsaved_edits_are_asked_about_before_another_file_is_shown(desk: Desk, tmp_path: Path) -> None:
    path = _floor(tmp_path)
    _rename(desk, "Mine")
    assert not desk.filing.open_path(path)
    assert desk.document.routine.title == "Mine"
    desk.person.unsaved_answer = Unsaved.DISCARD
    assert desk.filing.open_path(path)
    assert desk.document.routine.title == "Floor"
    assert desk.person.asked == ["unsaved Mine", "unsaved Mine"]


def test_saving_a_routine_that_was_never_saved_asks_for_a_place(desk: Desk, tmp_path: Path) -> None:
    _rename(desk, "Low back \N{EN DASH} evening")
    desk.person.save_answer = tmp_path / "evening"
    assert desk.filing.save()
    assert desk.person.asked == ["save low-back-evening.routine.toml"]
    saved = tmp_path / "evening.routine.toml"
    assert 'title = "Low back \N{EN DASH} evening"' in saved.read_text(encoding="utf-8")
    assert desk.document.path == saved
    assert not _modified(desk)


def test_a20_new_after_an_open_file_does_not_save_over_it(desk: Desk, tmp_path: Path) -> None:
    """Fault 20: New, then Save, asks for a name and leaves the old file alone."""
    path = _floor(tmp_path)
    desk.filing.open_path(path)
    desk.filing.new()
    assert desk.document.routine == Routine(NEW_TITLE)
    assert not desk.filing.save()
    assert desk.person.asked[-1].startswith("save ")
    assert path.read_text(encoding="utf-8") == PLAIN


def test_a22_undo_and_save_give_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    path = _floor(tmp_path)
    desk.filing.open_path(path)
    desk.filing.save()
    before = path.read_bytes()
    _rename(desk, "Other")
    desk.filing.save()
    assert path.read_bytes() != before
    desk.document.undo()
    desk.filing.save()
    assert path.read_bytes() == before


@pytest.mark.parametrize("answer", [Comments.CANCEL, Comments.COPY])
def test_a24_comments_are_not_lost_without_a_word(desk: Desk, tmp_path: Path, answer: Comments) -> None:
    """Fault 24: the writer keeps no comments, so it asks once a file before it overwrites one."""
    text = "# from my clinician\n" + PLAIN
    path = _floor(tmp_path, text)
    desk.filing.open_path(path)
    _rename(desk, "Other")
    desk.person.comments_answer = answer
    assert not desk.filing.save()
    assert path.read_text(encoding="utf-8") == text
    desk.person.comments_answer = Comments.OVERWRITE
    assert desk.filing.save()
    assert desk.filing.save()
    assert desk.person.asked.count("comments floor.routine.toml") == 2


def test_a_file_of_a_newer_version_is_not_overwritten(desk: Desk, tmp_path: Path) -> None:
    text = PLAIN.replace("format = 1", "format = 2")
    path = _floor(tmp_path, text)
    assert desk.filing.open_path(path)
    assert "newer version" in desk.failures[0][0]
    assert not desk.filing.save()
    assert path.read_text(encoding="utf-8") == text


def test_a_place_that_cannot_be_written_is_one_message(desk: Desk, tmp_path: Path) -> None:
    _rename(desk, "Mine")
    desk.person.save_answer = tmp_path / "missing" / "mine.routine.toml"
    assert not desk.filing.save()
    ((title, lines),) = desk.failures
    assert "could not be saved" in title
    assert lines
    assert _modified(desk)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Low back", "low-back.routine.toml"),
        ("CON", "con-1.routine.toml"),
        ("../../etc", "etc.routine.toml"),
        ("-x", "x.routine.toml"),
        ("...", "routine.routine.toml"),
        (
            "R\N{LATIN SMALL LETTER U WITH DIAERESIS}cken",
            "r\N{LATIN SMALL LETTER U WITH DIAERESIS}cken.routine.toml",
        ),
        ("\N{RIGHT-TO-LEFT OVERRIDE}lmot", "lmot.routine.toml"),
        ("a" * 300, "a" * 60 + ".routine.toml"),
    ],
)
def test_a_file_name_is_made_of_any_title(title: str, name: str) -> None:
    """Fault 40."""
    assert suggested_name(title) == name


OTHERS = PLAIN.replace("Floor", "Another one")


def _changed_outside(desk: Desk, folder: Path) -> Path:
    """An open file with an edit, which another program has written since; its size and time are the same."""
    path = _floor(folder)
    desk.filing.open_path(path)
    _rename(desk, "Mine")
    before = path.stat()
    path.write_text(PLAIN.replace("Floor", "Door!"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    return path


def test_a10_a_file_that_was_changed_outside_is_not_overwritten_without_a_word(
    desk: Desk, tmp_path: Path
) -> None:
    path = _changed_outside(desk, tmp_path)
    assert not desk.filing.save()
    assert desk.person.asked == ["changed floor.routine.toml"]
    assert "Door!" in path.read_text(encoding="utf-8")
    assert _modified(desk)


def test_a10_mine_is_kept_as_a_copy_under_a_name_that_is_free(desk: Desk, tmp_path: Path) -> None:
    path = _changed_outside(desk, tmp_path)
    (tmp_path / "floor-2.routine.toml").write_text("taken", encoding="utf-8")
    desk.person.changed_answer = Changed.COPY
    assert desk.filing.save()
    copy = tmp_path / "floor-3.routine.toml"
    assert 'title = "Mine"' in copy.read_text(encoding="utf-8")
    assert "Door!" in path.read_text(encoding="utf-8")
    assert (tmp_path / "floor-2.routine.toml").read_text(encoding="utf-8") == "taken"
    assert desk.document.path == copy
    assert not _modified(desk)
    _rename(desk, "Mine again")
    assert desk.filing.save()
    assert desk.person.asked.count("changed floor.routine.toml") == 1


def test_a10_reloading_takes_the_file_and_one_undo_brings_mine_back(desk: Desk, tmp_path: Path) -> None:
    _changed_outside(desk, tmp_path)
    desk.person.changed_answer = Changed.RELOAD
    assert not desk.filing.save(), "nothing was saved, so nothing may be closed"
    assert desk.document.routine.title == "Door!"
    assert not _modified(desk)
    desk.document.undo()
    assert desk.document.routine.title == "Mine"
    assert _modified(desk)
    assert desk.filing.save()
    assert desk.person.asked == ["changed floor.routine.toml"]


def test_a10_overwriting_keeps_what_was_there_as_an_earlier_version(desk: Desk, tmp_path: Path) -> None:
    path = _changed_outside(desk, tmp_path)
    desk.person.changed_answer = Changed.OVERWRITE
    assert desk.filing.save()
    assert 'title = "Mine"' in path.read_text(encoding="utf-8")
    (kept,) = desk.versions.of(path)
    assert "Door!" in kept.path.read_text(encoding="utf-8")
    assert kept.replaced == round(NOON.timestamp() * 1_000)


def test_a10_a_look_at_the_file_tells_once_that_it_was_changed(desk: Desk, tmp_path: Path) -> None:
    path = _floor(tmp_path)
    desk.filing.open_path(path)
    desk.said.clear()
    desk.filing.look()
    os.utime(path, (1, 1))
    desk.filing.look()
    assert desk.said == [], "the same bytes are no change"
    path.write_text(OTHERS, encoding="utf-8")
    desk.filing.look()
    desk.filing.look()
    assert desk.said == ["outside: floor.routine.toml was changed by another program. True"]
    assert desk.filing.reload()
    assert desk.document.routine.title == "Another one"


def test_a11_a_file_that_is_gone_leaves_unsaved_work_and_is_made_again(desk: Desk, tmp_path: Path) -> None:
    path = _floor(tmp_path)
    desk.filing.open_path(path)
    path.unlink()
    desk.filing.look()
    assert "is not there any more" in desk.said[-1]
    assert _modified(desk), "closing asks now"
    assert desk.filing.save()
    assert path.exists()
    assert not _modified(desk)
    assert desk.person.asked == []


def test_a11_a_stick_that_was_pulled_keeps_the_edits(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    path = _floor(stick)
    desk.filing.open_path(path)
    _rename(desk, "Mine")
    stick.rename(tmp_path / "pulled")
    assert not desk.filing.save()
    ((_title, (line,)),) = desk.failures
    assert "the folder is not there any more" in line
    assert "Save a copy in another place" in line
    assert _modified(desk)
    desk.person.save_answer = tmp_path / "else.routine.toml"
    assert desk.filing.save_as()


def test_a07_a_read_only_file_opens_with_a_bar_and_save_becomes_save_as(desk: Desk, tmp_path: Path) -> None:
    path = _floor(tmp_path)
    path.chmod(0o444)
    desk.filing.open_path(path)
    assert desk.said[-1] == "barred: the file is read-only"
    _rename(desk, "Mine")
    desk.person.save_answer = tmp_path / "mine.routine.toml"
    assert desk.filing.save()
    assert desk.person.asked == ["save mine.routine.toml"]
    assert desk.said[-2:] == ["barred: ", "Saved mine.routine.toml"]
    assert path.read_text(encoding="utf-8") == PLAIN


READ_ONLY_FOLDER = """
import json, os, pathlib, sys
from studio.app.document import RoutineDocument
from studio.app.filing import Filing
from dataclasses import replace
path = pathlib.Path(sys.argv[1])
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)

class Person:
    def path_to_save(self, suggested):
        print("save as " + suggested.name)

filing = Filing(document := RoutineDocument({}, None), Person(), path.parent)
filing.failed.connect(lambda title, lines: print(title, lines))
filing.barred.connect(lambda why: print("barred", why))
filing.open_path(path)
document.edit("x", replace(document.routine, title="Mine"))
print(filing.save(), document.modified)
"""


def test_a06_a_read_only_folder_is_not_written_around(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    path = folder / "floor.routine.toml"
    path.write_text('format = 1\ntitle = "Floor"\n', encoding="utf-8")
    path.chmod(0o666)
    shared = Path(tempfile.gettempdir())  # all can enter that, but nobody else what pytest made in it
    for above in takewhile(lambda one: one not in (shared, one.parent), (tmp_path, *tmp_path.parents)):
        above.chmod(0o755)
    folder.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY_FOLDER, str(path)],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    finally:
        folder.chmod(0o755)
    assert "barred this folder is read-only" in done.stdout, done.stderr
    assert done.stdout.splitlines()[-2:] == ["save as mine.routine.toml", "False True"]
    assert "Floor" in path.read_text(encoding="utf-8")
    assert [entry.name for entry in folder.iterdir()] == ["floor.routine.toml"]


def test_a06_a_place_that_turned_read_only_is_one_message_and_then_save_as(
    desk: Desk, tmp_path: Path
) -> None:
    path = _floor(tmp_path)
    desk.filing.open_path(path)
    path.chmod(0o444)
    _rename(desk, "Mine")
    assert not desk.filing.save()
    assert len(desk.failures) == 1
    assert desk.said[-1] == "barred: the file is read-only"
    assert not desk.filing.save()
    assert desk.person.asked == ["save mine.routine.toml"]
    assert len(desk.failures) == 1


def test_h118_a_file_of_a_newer_version_is_not_saved_over_by_save_as(desk: Desk, tmp_path: Path) -> None:
    text = PLAIN.replace("format = 1", "format = 2")
    path = _floor(tmp_path, text)
    desk.filing.open_path(path)
    desk.person.save_answer = path
    assert not desk.filing.save_as()
    assert "made by a newer version" in desk.failures[-1][1][0]
    assert path.read_text(encoding="utf-8") == text


def test_a08_a_routine_behind_a_link_is_saved_there(desk: Desk, tmp_path: Path) -> None:
    far = tmp_path / "far"
    far.mkdir()
    path = _floor(far)
    link = tmp_path / "link.routine.toml"
    link.symlink_to(path)
    desk.filing.open_path(link)
    _rename(desk, "Mine")
    assert desk.filing.save()
    assert link.is_symlink()
    assert 'title = "Mine"' in path.read_text(encoding="utf-8")


def test_a19_of_two_people_with_one_file_the_second_is_asked(desk: Desk, tmp_path: Path) -> None:
    path = _floor(tmp_path)
    desk.filing.open_path(path)
    _rename(desk, "Mine")
    other = [sys.executable, "-c", OTHER_COMPUTER, str(path)]
    subprocess.run(other, cwd=ROOT, check=True, timeout=60)
    assert not desk.filing.save()
    assert desk.person.asked == ["changed floor.routine.toml"]
    assert "theirs" in path.read_text(encoding="utf-8")


OTHER_COMPUTER = """
import pathlib, sys
from dataclasses import replace
from studio.files.read import read_routine
from studio.files.save import save
from studio.files.write import routine_text
path = pathlib.Path(sys.argv[1])
save(path, routine_text(replace(read_routine(path).routine, title="theirs")))
"""


def test_a23_half_a_character_is_replaced_with_a_word(desk: Desk, tmp_path: Path) -> None:
    _rename(desk, "half \ud83d")
    desk.person.save_answer = tmp_path / "half.routine.toml"
    assert desk.filing.save()
    assert "Half a character" in desk.said[-1]
    assert desk.filing.open_path(tmp_path / "half.routine.toml")
    assert desk.document.routine.title == "half \N{REPLACEMENT CHARACTER}"


def test_each_save_keeps_what_it_replaces_comments_included(desk: Desk, tmp_path: Path) -> None:
    text = "# from my clinician\n" + PLAIN
    path = _floor(tmp_path, text)
    desk.filing.open_path(path)
    desk.person.comments_answer = Comments.OVERWRITE
    for title in ("One", "Two", "Two", "Three"):
        _rename(desk, title)
        assert desk.filing.save()
    kept = [version.path.read_text(encoding="utf-8") for version in desk.versions.of(path)]
    assert ["One" in kept[1], "Two" in kept[0], kept[2]] == [True, True, text]
    assert len(kept) == 3


def test_an_earlier_version_opens_as_a_copy_that_was_never_saved(desk: Desk, tmp_path: Path) -> None:
    path = _floor(tmp_path)
    desk.filing.open_path(path)
    _rename(desk, "New")
    desk.filing.save()
    (version,) = desk.versions.of(path)
    assert desk.filing.open_copy(version.path)
    assert desk.document.routine.title == "Floor"
    assert desk.document.path is None


def test_a24_unknown_keys_stay_when_a_file_is_saved(desk: Desk, tmp_path: Path) -> None:
    text = PLAIN.replace('title = "Floor"\n', 'title = "Floor"\nmood = "calm"\n') + "tempo = [1, 2]\n"
    path = _floor(tmp_path, text)
    desk.filing.open_path(path)
    _rename(desk, "Other")
    assert desk.filing.save()
    assert path.read_text(encoding="utf-8") == text.replace("Floor", "Other")
