"""Saves on disks that are really full, read-only or gone, and tells what became of it: run by a test.

It mounts, so it has to run in a mount namespace of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from studio.app.document import RoutineDocument
from studio.app.filing import Filing
from studio.core.routine import Routine, Step
from studio.files.read import read_routine
from studio.host.fault_log import LogFile, log_files
from tests.app.test_filing import Answers
from tests.making import IN, OUT, TRANSITIONS, dose, exercise

PLAIN = 'format = 1\ntitle = "Floor"\n\n[[steps]]\nexercise = "sway"\n'
SIZE = 64 * 1024
SWAY = exercise("sway", IN, OUT, dose=dose(reps=5))

Facts = dict[str, Any]


class Window:
    """A document that was opened from a file, and all that its person was told."""

    def __init__(self, path: Path, elsewhere: Path) -> None:
        self.document = RoutineDocument({"sway": SWAY}, TRANSITIONS)
        self.path, self.told, self.barred = path, list[Any](), list[str]()
        self.person = Answers(save_answer=elsewhere / "copy.routine.toml")
        self.filing = Filing(self.document, self.person, elsewhere)
        self.filing.failed.connect(lambda title, lines: self.told.append([title, *lines]))
        self.filing.barred.connect(self.barred.append)
        self.filing.changed_outside.connect(lambda text, _there: self.told.append([text]))
        self.opened = self.filing.open_path(path)

    def edit(self, steps: int = 1) -> None:
        """Build a routine of so many steps with a note of 1,000 characters."""
        one = dose(note="Slowly. " * 125)
        made = Routine("Mine", tuple(Step("sway", dose=one) for _ in range(steps)))
        self.document.edit("Build", made)

    def facts(self) -> Facts:
        """What a person would find."""
        path, copy = self.path, self.person.save_answer
        folder = path.parent
        return {
            "told": list(self.told),
            "barred": list(self.barred),
            "asked": list(self.person.asked),
            "modified": self.document.modified,
            "kept": [self.document.routine.title, len(self.document.routine.steps)],
            "file": path.read_text(encoding="utf-8") if path.exists() else None,
            "beside": sorted(entry.name for entry in folder.iterdir()) if folder.exists() else None,
            "copy": read_routine(copy).routine.title if copy is not None and copy.exists() else None,
        }


def disk(at: Path) -> Path:
    """A new disk of 64 KiB."""
    at.mkdir()
    mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(at))
    return at


def mount(*words: str) -> None:
    """As the command does."""
    subprocess.run(["mount", *words], check=True)


def fill(folder: Path) -> Path:
    """A file that takes all the room that there is."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(1024)):
                pass
        except OSError:
            return filler
    raise AssertionError("the disk takes what it is given")


def full(folder: Path) -> list[Facts]:
    """A03: a small routine on a disk without any room; then with room again."""
    path = disk(folder / "disk") / "floor.routine.toml"
    path.write_text(PLAIN, encoding="utf-8")
    window = Window(path, folder)
    filler = fill(path.parent)
    window.edit()
    saved = window.filing.save()
    before = {"saved": saved, **window.facts()}
    filler.unlink()
    saved = window.filing.save()
    return [before, {"saved": saved, **window.facts()}]


def short(folder: Path) -> list[Facts]:
    """A04: a routine of 200 KiB on a disk of 64: the system takes a part of it, and says so by a number."""
    path = disk(folder / "disk") / "floor.routine.toml"
    path.write_text(PLAIN, encoding="utf-8")
    probe = os.open(path.parent / "probe", os.O_WRONLY | os.O_CREAT)
    taken = os.write(probe, bytes(200_000))
    os.close(probe)
    (path.parent / "probe").unlink()
    window = Window(path, folder)
    window.edit(200)
    saved = window.filing.save()
    return [{"saved": saved, "taken": taken, **window.facts()}]


def read_only(folder: Path) -> list[Facts]:
    """A07: a library that is mounted read-only, and one that becomes so while it is open."""
    room = disk(folder / "disk")
    for name in ("one", "two"):
        (room / name).mkdir()
        (room / name / "floor.routine.toml").write_text(PLAIN, encoding="utf-8")
        mount("--bind", str(room / name), str(room / name))
    mount("-o", "remount,bind,ro", str(room / "one"))
    found = []
    for name in ("one", "two"):
        window = Window(room / name / "floor.routine.toml", folder)
        window.edit()
        if name == "two":
            mount("-o", "remount,bind,ro", str(room / name))
            window.filing.save()
        saved = window.filing.save()
        found.append({"saved": saved, **window.facts()})
        (folder / "copy.routine.toml").unlink()
    return found


def pulled(folder: Path) -> list[Facts]:
    """A11: a stick is pulled while its file is open: its folder is empty, or gone as well."""
    found = []
    for gone in (False, True):
        stick = disk(folder / f"stick {gone}")
        path = stick / "floor.routine.toml"
        path.write_text(PLAIN, encoding="utf-8")
        window = Window(path, folder)
        window.edit()
        window.filing.save()
        window.edit(2)
        with path.open("rb"):  # in use, as when it is pulled
            subprocess.run(["umount", "--lazy", str(stick)], check=True)
        if gone:
            stick.rmdir()
        window.filing.look()
        unsaved = window.document.modified
        saved = window.filing.save()
        found.append({"saved": saved, "unsaved": unsaved, **window.facts()})
        if gone:
            found.append({"saved": window.filing.save_as(), **window.facts()})
    return found


def log(folder: Path) -> list[Facts]:
    """D76: the log's disk is full, at some line and from the first one on; then there is room again."""
    room = disk(folder / "disk")
    filler = room / "ballast"
    filler.write_bytes(bytes(SIZE // 2))
    made = LogFile(room / "state", lambda: 0)
    for number in range(2_000):
        made.write("INFO", f"line {number} {'x' * 50}")
    size = log_files(room / "state")[-1].stat().st_size
    late = LogFile(room / "later", lambda: 0)
    late.write("INFO", "nothing to write it on")
    filler.unlink()
    made.write("INFO", "again")
    text = log_files(room / "state")[-1].read_text(encoding="utf-8")
    return [{"size": size, "first": text.splitlines()[0], "end": text[-40:]}]


CASES: dict[str, Callable[[Path], list[Facts]]] = {
    "full": full, "short": short, "read-only": read_only, "pulled": pulled, "log": log,
}  # fmt: skip

if __name__ == "__main__":
    sys.stdout.write(json.dumps(CASES[sys.argv[1]](Path(sys.argv[2]))))
