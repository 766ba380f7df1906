"""New, open, save and save as, with the person's answers given by the test."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from studio.app.document import RoutineDocument
from studio.app.filing import NEW_TITLE, Filing, suggested_name
from studio.app.prompts import Comments, Unsaved
from studio.core.routine import Routine
from studio.files.catalogue import load_catalogue, load_transitions
from studio.host.paths import resources_folder

PLAIN = 'format = 1\ntitle = "Floor"\n\n[[steps]]\nexercise = "cat-cow"\nreps = 10\n'


@dataclass
class Answers:
    """A person who has made up their mind."""

    unsaved_answer: Unsaved = Unsaved.CANCEL
    comments_answer: Comments = Comments.CANCEL
    open_answer: Path | None = None
    save_answer: Path | None = None
    asked: list[str] = field(default_factory=list)

    def unsaved(self, title: str) -> Unsaved:
        self.asked.append(f"unsaved {title}")
        return self.unsaved_answer

    def comments(self, name: str) -> Comments:
        self.asked.append(f"comments {name}")
        return self.comments_answer

    def path_to_open(self, folder: Path) -> Path | None:
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


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    catalogue, _problems = load_catalogue(resources_folder() / "exercises")
    document = RoutineDocument(catalogue, load_transitions(resources_folder() / "transitions.toml"))
    person = Answers()
    filing = Filing(document, person, tmp_path)
    made = Desk(document, filing, person, [])
    filing.failed.connect(lambda title, lines: made.failures.append((title, lines)))
    filing.new()
    return made


def _floor(folder: Path, text: str = PLAIN) -> Path:
    path = folder / "floor.routine.toml"
    path.write_text(text, encoding="utf-8")
    return path


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
    assert not desk.document.modified


def test_new_after_an_open_file_does_not_save_over_it(desk: Desk, tmp_path: Path) -> None:
    """Fault 20: New, then Save, asks for a name and leaves the old file alone."""
    path = _floor(tmp_path)
    desk.filing.open_path(path)
    desk.filing.new()
    assert desk.document.routine == Routine(NEW_TITLE)
    assert not desk.filing.save()
    assert desk.person.asked[-1].startswith("save ")
    assert path.read_text(encoding="utf-8") == PLAIN


def test_undo_and_save_give_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
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
def test_comments_are_not_lost_without_a_word(desk: Desk, tmp_path: Path, answer: Comments) -> None:
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
    assert desk.document.modified


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
