"""A voice in a process of its own: what it is told, and that no engine can hold up or end the program."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.cli import main
from studio.host import voice as host_voice
from studio.host import voice_process
from studio.host.voice import LONGEST, SPEAK, NoVoice, ProcessVoice, machine_voice, sayable, speaker_command
from studio.host.voice_process import obey

READY = "print('ready', flush=True)\n"
LISTENS = """
import json, sys
from pathlib import Path
print('ready', flush=True)
said = []
for line in sys.stdin:
    said.append(line)
    Path(sys.argv[1]).write_text(json.dumps([sys.argv, said]))
    if line.startswith('say'):
        print('taken', 'begun', sep='\\n', flush=True)
"""
BRIEF = 400  # ms
PROMPT = 0.5  # seconds that a call may take on a busy machine: nobody waits for an engine


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits as long as a person would."""
    monkeypatch.setattr(host_voice, "PATIENCE", BRIEF)
    monkeypatch.setattr(host_voice, "GETTING_UP", 2 * BRIEF)


@contextmanager
def engine(script: str, *arguments: object) -> Iterator[ProcessVoice]:
    """A voice whose process is this script."""
    made = ProcessVoice((sys.executable, "-c", script, *map(str, arguments)))
    try:
        yield made
    finally:
        made.close()


def lines(heard: Path) -> list[str]:
    """What the script has been told, once it has written that down."""
    try:
        told: list[str] = json.loads(heard.read_text())[1]
    except (FileNotFoundError, json.JSONDecodeError):
        return []
    return told


@contextmanager
def promptly() -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < PROMPT


@pytest.mark.parametrize(
    "script",
    [
        "raise SystemExit(1)",
        "import time; time.sleep(60)",
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        READY + "raise SystemExit(1)",
        READY + "import time; time.sleep(60)",
        READY + "import sys; sys.stdin.readline(); import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "while True: print('nonsense' * 9999, end='')",
    ],
    ids=["ends", "hangs", "crashes", "ends later", "hangs later", "crashes later", "raves"],
)
@pytest.mark.usefixtures("brief")
def test_d65_an_engine_that_fails_costs_nothing(qtbot: QtBot, script: str) -> None:
    with engine(script) as voice:
        why: list[str] = []
        voice.failed.connect(why.append)
        with promptly():
            voice.start()
            voice.say("Cat-cow")
        qtbot.waitUntil(lambda: bool(why), timeout=5_000)
        assert (voice.available, voice.speaking, len(why)) == (False, False, 1)
        with promptly():
            voice.say("Hold")
            voice.cut()
            voice.start()
        assert not voice.available


@pytest.mark.usefixtures("brief")
def test_d65_a_missing_engine_costs_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    voice = ProcessVoice((str(tmp_path / "nowhere"),))
    with qtbot.waitSignal(voice.failed):
        voice.start()
        voice.say("Cat-cow")
    assert not voice.available


@pytest.mark.usefixtures("brief")
def test_d65_the_next_session_tries_again(qtbot: QtBot, tmp_path: Path) -> None:
    with engine("raise SystemExit(1)") as first:
        with qtbot.waitSignal(first.failed):
            first.start()
        with engine(LISTENS, tmp_path / "heard") as second:
            second.start()
            qtbot.waitUntil(lambda: second.available)


def test_b43_text_is_data_and_never_an_argument(qtbot: QtBot, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    nasty = ["-w out.wav", "-f secret\nvolume 100\ncut", "<speak><break time='9s'/>Hi & bye</speak>",
             "[[rate 900]] x", "\x1b[2J\x00bell\x07", "word " * 2_000]  # fmt: skip
    with engine(LISTENS, heard) as voice:
        voice.start()
        qtbot.waitUntil(lambda: voice.available)
        for text in nasty:
            voice.say(text)
        qtbot.waitUntil(lambda: len(lines(heard)) == 1 + len(nasty))
    assert json.loads(heard.read_text())[0] == ["-c", str(heard)]
    told = lines(heard)
    assert told[:6] == [
        "volume 80\n", "say -w out.wav\n", "say -f secret volume 100 cut\n",
        "say speak break time='9s'/ Hi and bye /speak\n", "say rate 900 x\n", "say 2Jbell\n",
    ]  # fmt: skip
    assert len(told[6]) <= len("say \n") + LONGEST


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "a b " * 500, "é" * 10_000, "\N{COMBINING ACUTE ACCENT}" * 300]
)
def test_b43_no_text_is_longer_than_an_engine_may_get(text: str) -> None:
    assert len(sayable(text)) <= LONGEST


def test_what_is_said_before_the_engine_is_ready_is_said_then_unless_it_is_cut(
    qtbot: QtBot, tmp_path: Path
) -> None:
    heard = tmp_path / "heard"
    with engine(LISTENS, heard) as voice:
        voice.start()
        voice.say("Old")
        voice.say("New")
        qtbot.waitUntil(lambda: voice.speaking)
        voice.cut()
        voice.set_volume(30)
        qtbot.waitUntil(lambda: lines(heard)[-1:] == ["volume 30\n"])
        assert lines(heard) == ["volume 80\n", "say New\n", "cut\n", "volume 30\n"]
    with engine(LISTENS, tmp_path / "second") as other:
        other.start()
        other.say("Too late")
        other.cut()
        qtbot.waitUntil(lambda: other.available)
        assert not other.speaking


class Engine:
    """An engine that writes down what it is asked for."""

    def __init__(self) -> None:
        self.did: list[object] = []

    def say(self, text: str) -> None:
        self.did.append(text)

    def stop(self) -> None:
        self.did.append("stop")

    def setVolume(self, share: float) -> None:
        self.did.append(share)


def test_the_process_obeys_its_lines_and_nothing_else() -> None:
    one = Engine()
    answers: list[str] = []
    for line in (
        b"volume 30",
        b"say Hold <b>on</b>",
        b"cut\r",
        b"volume 1000",
        b"volume x",
        b"sing",
        b"",
        b"\xff\xfe",
    ):
        obey(line, one, answers.append)
    assert one.did == [0.3, "Hold b on /b", "stop"]
    assert answers == ["taken"]


def test_the_program_is_the_process_that_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_process, "speak", lambda: 7)
    assert speaker_command()[-1] == SPEAK
    assert main([SPEAK]) == 7


def test_making_a_voice_starts_nothing() -> None:
    voice = machine_voice(50)
    assert not voice.available
    voice.close()
    silent = NoVoice()
    silent.start()
    silent.say("Hold")
    assert not silent.speaking
