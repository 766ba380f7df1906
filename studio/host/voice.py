"""Says short texts aloud, where the machine can, in a process of its own.

Speech engines are libraries that may wait for a daemon, hang, or crash whoever loaded them. A process that is
spoken to through a pipe can do all of that, and the player only falls silent.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal

from studio.core.plain import one_line

log = logging.getLogger(__name__)

PATIENCE = 3_000
"""How long an engine may take to accept a text, in ms, before it counts as hung."""

GETTING_UP = 15_000
"""How long it may take to get ready, in ms: the first time its daemon is started, which took 2.5 s."""

GOODBYE = 300
"""How long it is waited, in ms, for a process that ends: it needs about 20; a hung one is killed."""

LONGEST = 200
"""Characters of a text that are spoken at most."""

SPEAK = "--speak"
"""The one argument that makes the program the process that speaks."""

_LONGEST_ANSWER = 4_096  # bytes without a line's end: whoever talks so is no voice
_MEANS_SOMETHING = str.maketrans(
    {"&": " and ", **dict.fromkeys('<>[]{}\\|^`~#*_"', " ")}
)  # to an engine that reads markup or commands of its own


class Voice(Protocol):
    """Says one text at a time. Nothing here ever raises or waits: a session is complete without a voice."""

    @property
    def available(self) -> bool:
        """Whether an engine has said that it is ready, and has not failed since."""
        ...

    @property
    def speaking(self) -> bool:
        """Whether a text is being said right now, or has been handed to the engine."""
        ...

    def start(self) -> None:
        """Get the engine ready; a second call changes nothing."""
        ...

    def say(self, text: str) -> None:
        """Say a text in the place of any other, as soon as the engine is ready."""
        ...

    def cut(self) -> None:
        """Fall silent at once, and forget what has still to be said."""
        ...

    def set_volume(self, percent: int) -> None:
        """How loud, 0..100."""
        ...

    def close(self) -> None:
        """Let go of the engine."""
        ...


class NoVoice:
    """Silence: where no voice is wanted, and for pictures and tests."""

    available = False
    speaking = False

    def start(self) -> None:
        """Nothing to get ready."""

    def say(self, text: str) -> None:
        """Nothing to hear."""

    def cut(self) -> None:
        """Nothing to cut."""

    def set_volume(self, percent: int) -> None:
        """Nothing to hear."""

    def close(self) -> None:
        """Nothing to let go of."""


def sayable(text: str) -> str:
    """A text as any engine may get it: one line of at most `LONGEST` characters, no markup, no commands."""
    line = " ".join(one_line(text, 4 * LONGEST).translate(_MEANS_SOMETHING).split())
    if len(line) <= LONGEST:
        return line
    whole = line[: LONGEST + 1].rpartition(" ")[0]
    return (whole or line[:LONGEST]).rstrip(" ,;:-")


def speaker_command() -> tuple[str, ...]:
    """How this program is started as the process that speaks: from a checkout, a package, or frozen."""
    frozen = getattr(sys, "frozen", False)
    return (sys.executable, SPEAK) if frozen else (sys.executable, "-m", "studio", SPEAK)


class ProcessVoice(QObject):
    """A voice in a process of its own, told by lines: `say TEXT`, `cut`, `volume 80`.

    The process answers `ready` once, `taken` to every text, and `begun` and `done` as it is heard. One that
    is not ready within `GETTING_UP`, or has not taken a text within `PATIENCE`, is ended. It is not started
    again, nor is one that has ended by itself: the next session makes another voice.
    """

    failed = Signal(str)
    """Why there is no voice, once."""

    def __init__(self, command: Sequence[str], volume: int = 80, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command, self._volume = tuple(command), volume
        self._process: QProcess | None = None
        self._ready = self._speaking = self._over = False
        self._waiting = ""
        self._rest = b""
        self._untaken = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self._fail("the speech engine does not answer"))

    @property
    def available(self) -> bool:
        """Whether the process is ready."""
        return self._ready

    @property
    def speaking(self) -> bool:
        """Whether it says something right now, or is about to."""
        return self._speaking

    def start(self) -> None:
        """Start the process; nobody waits for it."""
        if self._process is not None or self._over:
            return
        self._process = process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._hear)
        process.finished.connect(lambda: self._fail("the speech engine has ended"))
        process.errorOccurred.connect(lambda _error: self._fail("the speech engine cannot be started"))
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.close)
        process.start(self._command[0], list(self._command[1:]))
        self._patience.start(GETTING_UP)

    def say(self, text: str) -> None:
        """Hand a text over, or keep it until the process is ready."""
        line = sayable(text)
        if not line or self._over:
            return
        if not self._ready:
            self._waiting = line
            return
        self._untaken += 1
        self._speaking = True
        self._tell(f"say {line}")
        if not self._patience.isActive():
            self._patience.start(PATIENCE)

    def cut(self) -> None:
        """Fall silent."""
        self._waiting = ""
        if self._ready and (self._speaking or self._untaken):
            self._tell("cut")

    def set_volume(self, percent: int) -> None:
        """How loud from the next text on."""
        self._volume = percent
        if self._ready:
            self._tell(f"volume {percent}")

    def close(self) -> None:
        """Fall silent and end the process; one that does not listen is killed."""
        self._over, self._ready, self._speaking, self._waiting = True, False, False, ""
        self._patience.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        process.write(b"cut\n")
        process.closeWriteChannel()  # at which it ends by itself, if it can
        if process.state() is not QProcess.ProcessState.NotRunning and not process.waitForFinished(GOODBYE):
            process.kill()
            process.waitForFinished(GOODBYE)
        process.deleteLater()

    def _tell(self, line: str) -> None:
        if self._process is not None:
            self._process.write(f"{line}\n".encode())

    def _hear(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (self._rest + self._process.readAllStandardOutput().data()).split(b"\n")
        if len(self._rest) > _LONGEST_ANSWER:
            self._fail("the speech engine talks nonsense")
        for line in lines:
            self._take(line.strip())

    def _take(self, answer: bytes) -> None:
        match answer:
            case b"ready" if not self._ready and not self._over:
                self._ready = True
                self._patience.stop()
                self._tell(f"volume {self._volume}")
                waiting, self._waiting = self._waiting, ""
                self.say(waiting)
            case b"taken":
                self._untaken = max(0, self._untaken - 1)
                if self._untaken:
                    self._patience.start(PATIENCE)
                else:
                    self._patience.stop()
            case b"begun":
                self._speaking = True
            case b"done":
                self._speaking = False

    def _fail(self, why: str) -> None:
        if not self._over:
            log.warning("no voice: %s", why)
            self.close()
            self.failed.emit(why)


def machine_voice(volume: int) -> Voice:
    """The voice of this machine, not started yet."""
    return ProcessVoice(speaker_command(), volume)
