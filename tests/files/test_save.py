"""A save leaves the old file or the new one, whole, and says in one message what went wrong."""

from __future__ import annotations

import errno
import json
import logging
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from studio.files.save import SaveError, save, save_new, why_read_only
from studio.files.source import MOST_BYTES

ROOT = Path(__file__).parents[2]
OLD, NEW = 'format = 1\ntitle = "old"\n', 'format = 1\ntitle = "new é"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.routine.toml"
    made.write_text(OLD, encoding="utf-8")
    return made


def failure(path: Path, text: str = NEW) -> SaveError:
    with pytest.raises(SaveError) as caught:
        save(path, text)
    return caught.value


def left_over(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.name.startswith("."))


def whole_old(path: Path) -> bool:
    return path.read_text(encoding="utf-8") == OLD and not left_over(path.parent)


def test_saves_a_new_file_and_over_an_old_one(path: Path, tmp_path: Path) -> None:
    for target in (path, tmp_path / "new.routine.toml"):
        digest = save(target, NEW)
        assert target.read_bytes() == NEW.encode()
        assert digest == sha256(NEW.encode()).hexdigest()
    assert left_over(tmp_path) == []


def test_the_mode_stays_and_a_new_file_follows_the_umask(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    save(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    before = os.umask(0o027)
    try:
        save(tmp_path / "new.routine.toml", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.routine.toml").stat().st_mode) == 0o640


def test_a02_data_is_synced_before_the_name_and_the_folder_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    sync, replace = os.fsync, Path.replace

    def noted_sync(handle: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "data")
        sync(handle)

    def noted_replace(self: Path, target: Path) -> Path:
        order.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    save(path, NEW)
    assert order == ["data", "name", "folder"]


def test_a02_a_folder_that_cannot_be_synced_is_a_warning(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sync = os.fsync

    def failing(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        sync(handle)

    monkeypatch.setattr(os, "fsync", failing)
    with caplog.at_level(logging.WARNING):
        save(path, NEW)
    assert path.read_text(encoding="utf-8") == NEW
    assert "folder-not-synced" in caplog.text


def test_a03_a_full_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int, _data: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", full)
        error = failure(path)
    assert str(error) == (
        "Could not save a.routine.toml: the disk is full. "
        "Your last saved version is untouched and your changes are kept. Free some space and save again."
    )
    assert error.code == "disk-full"
    assert whole_old(path)


def test_a04_writes_that_take_a_part_are_continued(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:7]))
    save(path, NEW * 20)
    assert path.read_text(encoding="utf-8") == NEW * 20


@pytest.mark.parametrize("claim", [0, -1])
def test_a04_a_write_that_writes_nothing_is_noticed(
    path: Path, monkeypatch: pytest.MonkeyPatch, claim: int
) -> None:
    with monkeypatch.context() as disk:
        disk.setattr(os, "write", lambda _handle, _data: claim)
        assert failure(path).code == "disk-error"
    assert whole_old(path)


def test_a04_a_write_that_claims_too_much_is_noticed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write

    def boasting(handle: int, data: Any) -> int:
        write(handle, bytes(data)[:5])
        return len(data)

    with monkeypatch.context() as disk:
        disk.setattr(os, "write", boasting)
        assert failure(path).code == "disk-error"
    assert whole_old(path)


SHORT = """
import json, pathlib, resource, sys
from studio.files.save import SaveError, save, save_new, why_read_only
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    save(pathlib.Path(sys.argv[1]), "x" * 200_000)
except SaveError as error:
    print(json.dumps([error.code, str(error)]))
"""


def test_a04_a_limit_on_the_size_of_files(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHORT, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    code, message = json.loads(done.stdout)
    assert code == "too-large"
    assert message.startswith("Could not save a.routine.toml: ")
    assert whole_old(path)


CALLS = ("open", "write", "fsync", "fstat", "close")


@pytest.mark.parametrize("call", CALLS)
def test_a05_an_error_at_every_call(path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    real: Callable[..., Any] = getattr(os, call)
    count = failing = 0

    def injected(*args: Any, **more: Any) -> Any:
        nonlocal count
        count += 1
        if count == failing:
            if call == "close":
                real(*args)
            raise OSError(errno.EIO, "Input/output error")
        return real(*args, **more)

    for failing in range(1, 6):
        count = 0
        path.write_text(OLD, encoding="utf-8")
        with monkeypatch.context() as disk:
            disk.setattr(os, call, injected)
            codes: list[str] = []
            try:
                save(path, NEW)
            except SaveError as error:
                codes.append(error.code)
        saved = not codes
        assert codes in ([], ["disk-error"])
        assert path.read_text(encoding="utf-8") == (NEW if saved else OLD)
        assert left_over(path.parent) == []
        if count < failing:
            break
    assert failing > 1, "the call is made at least once"


def test_a05_an_error_at_the_rename(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_self: Path, _target: Path) -> Path:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as disk:
        disk.setattr(Path, "replace", failing)
        assert failure(path).code == "disk-error"
    assert whole_old(path)


def test_an_interrupted_save_cleans_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_handle: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            save(path, NEW)
    assert whole_old(path)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "read-only-folder"),
        (errno.EROFS, "read-only-folder"),
        (errno.EDQUOT, "disk-full"),
        (errno.ENAMETOOLONG, "bad-name"),
        (errno.ENOENT, "no-folder"),
        (errno.EBUSY, "disk-error"),
    ],
)
def test_a06_each_reason_has_its_words(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def refusing(*_args: Any) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as disk:
        disk.setattr(os, "open", refusing)
        error = failure(path)
    assert error.code == code
    assert error.todo.endswith(".")
    assert whole_old(path)


def test_a07_a_read_only_file_is_not_replaced(path: Path) -> None:
    path.chmod(0o444)
    error = failure(path)
    assert error.code == "read-only-file"
    assert "Save a copy" in str(error)
    assert whole_old(path)


def test_a08_a_link_is_followed_and_stays(path: Path, tmp_path: Path) -> None:
    far = tmp_path / "far"
    far.mkdir()
    link = far / "link.routine.toml"
    link.symlink_to(path)
    twice = far / "twice.routine.toml"
    twice.symlink_to(link)
    save(twice, NEW)
    assert path.read_text(encoding="utf-8") == NEW
    assert link.is_symlink()
    assert twice.is_symlink()
    assert left_over(far) == left_over(tmp_path) == []


@pytest.mark.parametrize("to", ["nowhere.toml", "link.routine.toml"])
def test_a08_a_link_to_nothing_is_refused(tmp_path: Path, to: str) -> None:
    link = tmp_path / "link.routine.toml"
    link.symlink_to(to)
    assert failure(link).code == "dangling-link"
    assert [entry.name for entry in tmp_path.iterdir()] == ["link.routine.toml"]
    assert link.is_symlink()


def test_a08_a_link_that_leads_out_of_its_library_is_refused(path: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    (library / "inside").mkdir(parents=True)
    outward, inward = library / "out.toml", library / "in.toml"
    outward.symlink_to(path)
    (library / "inside" / "real.toml").write_text(OLD, encoding="utf-8")
    inward.symlink_to(Path("inside") / "real.toml")
    with pytest.raises(SaveError) as caught:
        save(outward, NEW, library)
    assert caught.value.code == "outward-link"
    assert whole_old(path)
    save(inward, NEW, library)
    save(library / "plain.toml", NEW, library)
    assert inward.is_symlink()
    assert inward.read_text(encoding="utf-8") == NEW


def test_a07_what_cannot_be_replaced_is_known_before(path: Path, tmp_path: Path) -> None:
    assert why_read_only(path) == ""
    assert why_read_only(tmp_path / "new") == ""
    assert why_read_only(tmp_path / "gone" / "new") == ""
    path.chmod(0o444)
    assert why_read_only(path) == "the file is read-only"


def test_a_new_file_tells_its_digest(tmp_path: Path) -> None:
    assert save_new(tmp_path / "new", NEW) == sha256(NEW.encode()).hexdigest()


def test_a09_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    fifo = tmp_path / "a.routine.toml"
    os.mkfifo(fifo)
    (tmp_path / "folder").mkdir()
    found: list[str] = []
    targets = (fifo, tmp_path / "folder", Path("/dev/null"))
    thread = threading.Thread(
        target=lambda: found.extend(failure(target).code for target in targets), daemon=True
    )
    thread.start()
    thread.join(1)
    assert found == ["not-a-file"] * 3
    assert stat.S_ISFIFO(fifo.stat().st_mode)


def test_a11_a_file_that_was_deleted_is_made_again(path: Path) -> None:
    path.unlink()
    save(path, NEW)
    assert path.read_text(encoding="utf-8") == NEW


def test_a11_a_folder_that_is_gone(tmp_path: Path) -> None:
    assert failure(tmp_path / "gone" / "a.routine.toml").code == "no-folder"


def test_a01_what_a_crash_left_is_swept_when_it_is_old(path: Path) -> None:
    old, young = path.parent / ".spine-studio-0a.tmp", path.parent / ".spine-studio-0b.tmp"
    foreign = path.parent / ".other.tmp"
    for orphan in (old, young, foreign):
        orphan.write_text("half", encoding="utf-8")
    now = path.stat().st_mtime
    os.utime(old, (now - 3_700, now - 3_700))
    os.utime(foreign, (now - 3_700, now - 3_700))
    os.utime(young, (now - 3_000, now - 3_000))
    save(path, NEW)
    assert left_over(path.parent) == [".other.tmp", ".spine-studio-0b.tmp"]


def test_what_could_not_be_opened_again_is_not_saved(path: Path) -> None:
    save(path, "#" * MOST_BYTES)
    path.write_text(OLD, encoding="utf-8")
    assert failure(path, "#" * (MOST_BYTES + 1)).code == "too-large"
    assert failure(path, "half a character: \ud800").code == "bad-text"
    assert whole_old(path)


def test_names_that_no_disk_takes(tmp_path: Path) -> None:
    assert failure(tmp_path / ("x" * 300)).code == "bad-name"
    assert failure(tmp_path / "a\0b").code == "bad-name"
    long_name = tmp_path / ("x" * 240 + ".routine.toml")
    save(long_name, NEW)
    assert long_name.read_text(encoding="utf-8") == NEW, "the temporary name is not longer than the name"
