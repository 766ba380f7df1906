"""The voice as it is really heard: through the system's speech, in a recording of the sound card."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import wave
from array import array
from pathlib import Path

import pytest

from tests.desktop.desktop import RATE, Desktop
from tests.desktop.playing import moment, play
from tests.desktop.programs import PATIENCE, until
from tests.desktop.reader import ScreenReader

LOUD = 400  # of 32767
PART = 0.05  # seconds
BREATH = 0.4  # seconds of silence that belong to one text: the gap after a full stop, say
ROUTINE = """
format = 1
title = "Spoken"

[[steps]]
exercise = "cat-cow"
prepare = 20
reps = 3
"""


@pytest.fixture
def speech(desktop: Desktop) -> dict[str, str]:
    """A speech daemon for this test; gives what tells programs of it."""
    socket = desktop.runtime / f"speech-{time.monotonic_ns()}"
    daemon = desktop.start(
        *("speech-dispatcher", "--run-single", "--communication-method", "unix_socket"),
        *("--socket-path", socket, "--timeout", "0", "--log-dir", desktop.folder),
        *("--pid-file", desktop.folder / f"{socket.name}.pid"),
    )
    until(socket.exists, "the speech daemon listens", says=lambda: daemon.said)
    return {"SPEECHD_ADDRESS": f"unix_socket:{socket}"}


def loud_parts(path: Path) -> list[tuple[float, float]]:
    """From when to when something is heard, in seconds; short silences between are part of it."""
    with wave.open(str(path)) as sound:
        samples = array("h", sound.readframes(sound.getnframes()))
    size = round(RATE * PART)
    found: list[tuple[float, float]] = []
    for place in range(0, len(samples), size):
        if max(map(abs, samples[place : place + size]), default=0) < LOUD:
            continue
        start = place / RATE
        if found and start - found[-1][1] < BREATH:
            found[-1] = (found[-1][0], start + PART)
        else:
            found.append((start, start + PART))
    return found


def let_pass(seconds: float) -> None:
    """Let so much of real time be recorded."""
    end = time.monotonic() + seconds
    until(lambda: time.monotonic() >= end, "time passes")


def test_a_text_is_heard_where_it_is_said_and_not_after_it_is_cut(
    desktop: Desktop, speech: dict[str, str], tmp_path: Path
) -> None:
    record = tmp_path / "voice.wav"
    with (
        subprocess.Popen(
            [sys.executable, "-m", "studio", "--speak"], env={**desktop.environment, **speech},
            cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
        ) as process,
        desktop.recording(record),
    ):  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        answers = process.stdout
        assert answers.readline() == b"ready\n"
        process.stdin.write(b"say -w other.wav Double knees to chest, hold thirty seconds\n")
        assert [answers.readline() for _ in range(3)] == [b"taken\n", b"begun\n", b"done\n"]
        let_pass(1.0)
        process.stdin.write(b"say one two three four five six seven eight nine ten eleven twelve\n")
        assert [answers.readline() for _ in range(2)] == [b"taken\n", b"begun\n"]
        let_pass(1.0)
        process.stdin.write(b"cut\n")
        assert answers.readline() == b"done\n"
        process.stdin.close()
        assert process.wait(PATIENCE) == 0
    heard = [end - start for start, end in loud_parts(record)]
    assert len(heard) == 2, heard
    assert heard[0] > 2.0
    assert heard[1] < 2.0  # all of it would take more than three
    assert not (tmp_path / "other.wav").exists()


def test_a_session_is_spoken_in_its_time(
    desktop: Desktop, reader: ScreenReader, speech: dict[str, str], tmp_path: Path
) -> None:
    home = Path(desktop.environment["HOME"])
    settings = home / ".config" / "Spine Studio" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"volume": 0, "voice_volume": 100}), encoding="utf-8")
    routine = tmp_path / "spoken.routine.toml"
    routine.write_text(ROUTINE, encoding="utf-8")
    record = tmp_path / "session.wav"
    with desktop.recording(record):
        program = play(desktop, routine, **speech)
        until(lambda: "rep 2" in moment(reader), "the second repetition", 60, says=reader.outline)
        desktop.key("Escape", "Right", "Return")
        assert program.wait() == 0
    heard = loud_parts(record)
    # The announcement and its cue, a pause, then 3, 2, 1 and the first move, a second apart.
    starts = [start for start, _end in heard]
    counts = next(
        index for index in range(len(starts) - 3)
        if all(abs(starts[index + i + 1] - starts[index + i] - 1.0) < 0.3 for i in range(3))
    )  # fmt: skip
    assert counts >= 1, heard
    begun = starts[counts] - 17.0  # where the session began
    before = heard[:counts]
    assert 0.0 <= before[0][0] - begun < 5.0, heard
    assert sum(end - start for start, end in before) > 3.0, heard
    assert before[-1][1] < starts[counts] - 1.0, heard
    assert len(starts) >= counts + 5, heard  # the second move is named as well


def test_d65_a_player_without_any_speech_plays_on(desktop: Desktop, reader: ScreenReader) -> None:
    program = play(desktop)
    until(lambda: "Get ready" not in moment(reader), "the first exercise begins", says=reader.outline)
    desktop.key("Escape", "Right", "Return")
    assert program.wait() == 0
