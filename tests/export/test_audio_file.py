"""The session's sound as a file: the same samples as are played, whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
import soundfile

from studio.cli import main
from studio.export.audio_file import write_audio
from studio.export.stream import Score
from studio.export.tones import RATE
from studio.files.save import SaveError, save_through
from studio.host.paths import routines_folder
from tests.player.routines import TWO_STEPS, scheduled, step

DESK = routines_folder() / "desk-break.routine.toml"
SHORT = Score(scheduled(step("cat", reps=1)))


class Full(io.BytesIO):
    """A disk that takes so many bytes and no more."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, data: object) -> int:
        assert isinstance(data, bytes | bytearray | memoryview)
        if self.tell() + len(data) > self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)


@pytest.mark.parametrize("ending", [".wav", ".flac"])
def test_a_file_holds_the_very_samples(ending: str) -> None:
    out = io.BytesIO()
    write_audio(SHORT, ending, out)
    out.seek(0)
    found, rate = soundfile.read(out, dtype="int16", always_2d=True)
    assert (rate, found.shape) == (RATE, (SHORT.frames, 2))
    expected = (SHORT.samples(0, SHORT.frames) * 32_767).astype(np.int16)
    assert np.array_equal(found, expected)


@pytest.mark.parametrize("ending", [".wav", ".flac"])
@pytest.mark.parametrize("room", [0, 100, 60_000])
def test_a_full_disk_is_told(ending: str, room: int) -> None:
    with pytest.raises(OSError, match="No space"):
        write_audio(SHORT, ending, Full(room))


def test_a_long_session_needs_little_memory() -> None:
    score = Score(scheduled(*TWO_STEPS * 3))
    tracemalloc.start()
    with Path(os.devnull).open("wb") as nowhere:
        write_audio(score, ".flac", nowhere)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert score.frames * 4 > 80_000_000
    assert peak < 12_000_000


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "x.wav"
    out.write_bytes(b"old")

    def fail(_file: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(SaveError, match=r"Could not save x\.wav: the disk is full"):
        save_through(out, fail)
    assert [one.name for one in tmp_path.iterdir()] == ["x.wav"]
    assert out.read_bytes() == b"old"
    with pytest.raises(KeyboardInterrupt):
        save_through(out, lambda _file: (_ for _ in ()).throw(KeyboardInterrupt()))
    assert [one.name for one in tmp_path.iterdir()] == ["x.wav"]
    save_through(out, lambda file: file.write(b"new"))
    assert out.read_bytes() == b"new"


def test_the_command_writes_the_whole_session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "desk.flac"
    assert main(["export", str(DESK), "--to", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: 2:02 of sound\n"
    assert soundfile.info(out).frames / RATE == pytest.approx(121.5, abs=0.1)


def test_the_command_refuses_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", str(DESK), "--to", "x.mp3"])
    assert "does not end in .wav or .flac" in capsys.readouterr().err
    broken = tmp_path / "a.routine.toml"
    broken.write_text("format = 1\n", encoding="utf-8")
    assert main(["export", str(broken), "--to", str(tmp_path / "x.wav")]) == 1
    assert main(["export", str(DESK), "--to", str(tmp_path / "none" / "x.wav")]) == 1
    assert "Could not save x.wav" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["a.routine.toml"]
