"""Work that was not saved survives the program, and nothing else does; what lives keeps its own."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.app.filing import Filing, OnDisk
from studio.app.recovery import PATIENCE, Recovery, RecoveryRoom
from studio.core.routine import Routine
from studio.files.catalogue import load_transitions
from studio.files.unsaved import DamagedWorkError, Work, read_work, work_bytes
from studio.host.paths import resources_folder
from tests.app.test_filing import Answers

ROOT = Path(__file__).parents[2]


class Run:
    """One run of the program with one window."""

    def __init__(self, folder: Path) -> None:
        self.document = RoutineDocument({}, load_transitions(resources_folder() / "transitions.toml"))
        self.filing = Filing(self.document, Answers(), folder)
        self.room = RecoveryRoom(folder / "recovery")
        self.said: list[str] = []
        self.filing.new()
        self.recovery = Recovery(self.document, self.filing, self.room, self.document)
        self.recovery.failed.connect(self.said.append)

    def rename(self, title: str) -> None:
        self.document.edit("Rename", replace(self.document.routine, title=title))

    def crash(self) -> None:
        """End as kill -9 does: nothing is tidied up, and the system lets go of the lock."""
        self.recovery._timer.stop()
        self.room._lock.drop()
        for lock in self.room._taken.values():
            lock.drop()


def files(folder: Path) -> list[str]:
    recovery = folder / "recovery"
    return sorted(path.suffix for path in recovery.iterdir()) if recovery.exists() else []


@pytest.fixture
def run(qtbot: QtBot, tmp_path: Path) -> Run:
    return Run(tmp_path)


def test_a12_work_that_was_never_saved_is_there_after_a_crash(qtbot: QtBot, run: Run, tmp_path: Path) -> None:
    run.rename("Mine")
    run.recovery.keep()
    run.rename("Mine, further")
    run.recovery.keep()
    run.crash()
    again = Run(tmp_path)
    (left,), damaged = again.room.left()
    assert damaged == []
    assert left.work == Work(Routine("Mine, further"))
    assert again.filing.restore(left.work.routine, left.work.path, OnDisk())
    assert again.document.modified
    assert again.document.path is None
    assert again.document.routine.title == "Mine, further"
    again.crash()


def test_a12_nothing_is_written_before_something_is_unsaved(run: Run, tmp_path: Path) -> None:
    run.recovery.keep()
    assert files(tmp_path) == []
    assert not run.recovery._timer.isActive()


def test_a12_the_first_edit_starts_the_wait_and_no_later_one_puts_it_off(run: Run) -> None:
    assert PATIENCE <= 4_000, "writing takes time as well, and no more than 5 s may be lost"
    run.rename("One")
    timer = run.recovery._timer
    assert timer.isActive()
    assert timer.isSingleShot()
    assert timer.interval() == PATIENCE
    number = timer.timerId()
    run.rename("Two")
    assert timer.timerId() == number, "it was not started again"
    run.crash()


def test_a12_what_is_saved_undone_or_closed_is_not_offered(run: Run, tmp_path: Path) -> None:
    run.rename("Mine")
    run.recovery.keep()
    assert ".unsaved" in files(tmp_path)
    run.document.undo()
    assert ".unsaved" not in files(tmp_path)
    run.document.redo()
    run.recovery.keep()
    run.document.mark_saved(tmp_path / "mine.routine.toml")
    assert ".unsaved" not in files(tmp_path)
    run.rename("More")
    run.recovery.keep()
    run.recovery.forget()
    run.room.close()
    assert files(tmp_path) == []


def test_a12_what_lives_is_not_taken(run: Run, tmp_path: Path) -> None:
    run.rename("Mine")
    run.recovery.keep()
    other = RecoveryRoom(tmp_path / "recovery")
    assert other.left() == ([], [])
    run.crash()
    assert len(other.left()[0]) == 1
    third = RecoveryRoom(tmp_path / "recovery")
    assert third.left() == ([], []), "it is offered once at a time"
    other.close()
    assert len(third.left()[0]) == 1, "what was not answered is offered again"
    third.close()


def test_a12_the_file_it_was_built_from_is_known_again(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "floor.routine.toml"
    path.write_text('# mine\nformat = 1\ntitle = "Floor"\n', encoding="utf-8")
    run.filing.open_path(path)
    before = run.filing.on_disk
    assert before.comments
    run.rename("Mine")
    run.recovery.keep()
    run.crash()
    again = Run(tmp_path)
    ((left,), _damaged) = again.room.left()
    work = left.work
    again.filing.restore(work.routine, work.path, OnDisk(work.digest, work.comments, work.barred))
    assert again.document.path == path
    assert again.filing.on_disk == before
    again.crash()


def test_a_recovery_file_is_this_accounts_alone(run: Run, tmp_path: Path) -> None:
    run.rename("Mine")
    run.recovery.keep()
    (kept,) = (tmp_path / "recovery").glob("*.unsaved")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    run.recovery.forget()


WORK = work_bytes(Work(Routine("Mine"), Path("/a/b.routine.toml"), "0" * 64))
DAMAGED = {
    "nothing": b"",
    "noise": os.urandom(300),
    "cut": WORK[:-3],
    "more": WORK + b"#",
    "no head": WORK.partition(b"\n")[2],
    "zeros": bytes(500),
    "a list": b"[]\n",
    "one bit": WORK.replace(b"Mine", b"Mind"),
    "later format": WORK.replace(b'"format": 1', b'"format": 2'),
    "deep": b"[" * 50_000,
    "relative": WORK.replace(b'"/a/b.routine.toml"', b'"b.routine.toml"'),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a13_damaged_work_is_put_aside(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "recovery"
    folder.mkdir()
    bad, good = folder / "1-a.1.unsaved", folder / "1-a.2.unsaved"
    bad.write_bytes(DAMAGED[name])
    good.write_bytes(WORK)
    with pytest.raises(DamagedWorkError):
        read_work(bad)
    room = RecoveryRoom(folder)
    found, (aside,) = room.left()
    assert [one.work for one in found] == [read_work(good)]
    assert aside.read_bytes() == DAMAGED[name]
    assert not bad.exists()
    room.close()
    later = RecoveryRoom(folder)
    assert later.left()[1] == [], "it is said once"
    later.close()


def test_a13_a_pipe_among_the_recovery_files_is_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "recovery"
    folder.mkdir()
    os.mkfifo(folder / "1-a.1.unsaved")
    room = RecoveryRoom(folder)
    found, aside = room.left()
    assert (found, len(aside)) == ([], 1)
    room.close()


def test_a13_what_was_cut_short_while_it_was_written_is_swept(tmp_path: Path) -> None:
    folder = tmp_path / "recovery"
    folder.mkdir()
    (folder / "1-a.1.new").write_bytes(b"half")
    (folder / "1-a.lock").touch()
    room = RecoveryRoom(folder)
    assert room.left() == ([], [])
    assert files(tmp_path) == []


def test_a03_a_disk_that_keeps_nothing_is_one_message(run: Run, tmp_path: Path) -> None:
    (tmp_path / "recovery").write_text("a file, no folder", encoding="utf-8")
    for title in ("One", "Two"):
        run.rename(title)
        run.recovery.keep()
    assert len(run.said) == 1
    assert "Save often" in run.said[0]
    assert run.document.routine.title == "Two"
    run.crash()


KILLED = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from studio.app import recovery
from tests.app.test_recovery import Run
recovery.PATIENCE = 50
app = QCoreApplication([])
run = Run(Path(sys.argv[1]))
run.recovery._timer.setInterval(50)
run.recovery._timer.timeout.connect(lambda: os.kill(os.getpid(), signal.SIGKILL))
run.rename("Killed")
app.exec()
"""


def test_a12_killed_after_the_wait_the_work_is_there(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, timeout=60, check=False, capture_output=True
    )
    assert done.returncode == -9, done.stderr
    room = RecoveryRoom(tmp_path / "recovery")
    ((left,), _damaged) = room.left()
    assert left.work.routine.title == "Killed"
    room.close()


def test_a12_a_path_of_any_bytes_is_kept(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.routine.toml")
    data = work_bytes(Work(Routine("Mine"), path))
    kept = tmp_path / "x.unsaved"
    kept.write_bytes(data)
    assert read_work(kept).path == path
    assert json.loads(data.partition(b"\n")[0])["format"] == 1
