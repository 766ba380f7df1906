"""The process that speaks: takes lines from its standard input and gives them to the platform's engine.

`say TEXT` says a text in the place of any other, `cut` falls silent, `volume 80` sets how loud. It answers
with lines, `ready`, `taken`, `begun`, `done`, and ends when its input does, even while an engine hangs.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal

from studio.host.voice import sayable

GRACE = 0.2
"""Seconds that the engine has to fall silent when the program that is spoken for has ended."""

NO_ENGINE = 3
"""Exit status where the machine has no speech."""

Answer = Callable[[str], object]


class Engine(Protocol):
    """What the platform's speech can do."""

    def say(self, text: str) -> None:
        """Say a text in the place of any other."""
        ...

    def stop(self) -> None:
        """Fall silent."""
        ...

    def setVolume(self, share: float) -> None:  # noqa: N802 (Qt's own name)
        """How loud, 0..1."""
        ...


class Orders(QObject):
    """Lines from a pipe, read in a thread and handed over in the loop's own time."""

    came = Signal(bytes)
    ended = Signal()

    def read(self, read: Callable[[], bytes], leave: Callable[[], object]) -> None:
        """Read until there is nothing more; then `leave`, at the latest after `GRACE`."""
        rest = b""
        while part := read():
            *lines, rest = (rest + part).split(b"\n")
            for line in lines:
                self.came.emit(line)
        guard = threading.Timer(GRACE, leave)
        guard.daemon = True
        guard.start()
        self.ended.emit()


def obey(line: bytes, engine: Engine, answer: Answer) -> None:
    """Do what a line asks for; what cannot be understood is left out."""
    order, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
    if order == "say":
        engine.say(sayable(rest))
        answer("taken")
    elif order == "cut":
        engine.stop()
    elif order == "volume" and rest.isdecimal() and len(rest) <= 3:
        engine.setVolume(min(100, int(rest)) / 100)


def speak() -> int:
    """Speak until the input ends; `NO_ENGINE` where there is no speech."""
    from PySide6.QtTextToSpeech import QTextToSpeech

    app = QCoreApplication(["spine-studio-voice"])
    if set(QTextToSpeech.availableEngines()) <= {"mock"}:
        return NO_ENGINE
    engine, states = QTextToSpeech(), QTextToSpeech.State
    if engine.state() is states.Error:
        return NO_ENGINE

    def tell(state: QTextToSpeech.State) -> None:
        if state is states.Error:
            _leave()
        _answer("begun" if state is states.Speaking else "done")

    engine.stateChanged.connect(tell)
    # The texts are written in English; an engine that has none says them as it can.
    english = QLocale(QLocale.Language.English)
    if engine.locale().language() != english.language():
        engine.setLocale(english)
    orders = Orders()
    orders.came.connect(lambda line: obey(line, engine, _answer))
    orders.ended.connect(engine.stop)
    orders.ended.connect(_leave)
    threading.Thread(target=orders.read, args=(lambda: os.read(0, 4_096), _leave), daemon=True).start()
    _answer("ready")
    return app.exec()


def _answer(line: str) -> None:
    try:
        os.write(1, f"{line}\n".encode())
    except OSError:
        _leave()  # nobody listens any more


def _leave() -> None:
    os._exit(0)  # a hung engine would hold up any other end
