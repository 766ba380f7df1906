"""A desktop of our own: display, window manager, message bus and sound card, and hands to use them with."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.desktop.programs import PATIENCE, NeverHappenedError, Program, until

ROOT = Path(__file__).parents[2]
SINK = "studio"
RATE = 48_000
WAV_HEADER = 44  # bytes
STEP = "0.01"  # seconds between two steps of a hand that drags: a real one is no faster
REST = "0.12"  # seconds a hand stays before it lets go
# No key is bound and no window is animated: the programs get every key, and pictures are taken of what is.
OPENBOX = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><focusLast>yes</focusLast></focus>
  <placement><policy>Smart</policy><center>yes</center></placement>
  <theme><name>Clearlooks</name><animateIconify>no</animateIconify></theme>
  <desktops><number>1</number></desktops>
  <mouse>
    <context name="Client">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
    </context>
  </mouse>
</openbox_config>
"""


@dataclass(frozen=True, slots=True)
class Window:
    """A window: its number, and where its inside is on the screen, in pixels."""

    id: int
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        """The point of the screen in its middle."""
        return self.x + self.width // 2, self.y + self.height // 2


class Desktop:
    """One display with all that belongs to it. What it starts ends with it, program by program."""

    def __init__(self, folder: Path, size: tuple[int, int] = (1440, 900)) -> None:
        self.folder = folder
        self.size = size
        self.runtime = folder / "run"
        self.runtime.mkdir(mode=0o700)
        self._started: list[Program] = []
        self._servers = 0
        self.environment = {
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
            "SPEECHD_ADDRESS": "none",  # else every player would start a speech daemon that outlives it
            "XDG_RUNTIME_DIR": str(self.runtime),
        }
        self.move_in("home")

    def __enter__(self) -> Self:
        try:
            self._start_display()
            self._start_bus()
            self._start_sound()
            self._start_window_manager()
        except BaseException:
            self.__exit__()
            raise
        self._servers = len(self._started)
        return self

    def __exit__(self, *_reason: object) -> None:
        self._end_from(0)

    def move_in(self, name: str) -> Path:
        """Give the programs that start from now on an empty home."""
        home = self.folder / name
        home.mkdir()
        self.environment["HOME"] = str(home)
        return home

    def clear(self) -> None:
        """End what a test started, and let go of the mouse."""
        self._end_from(self._servers)
        self._xdotool("mouseup", "1", "mousemove", "0", "0")

    def _end_from(self, first: int) -> None:
        while len(self._started) > first:
            self._started.pop().end()

    # Starting

    def start(self, *words: str | Path, **variables: str) -> Program:
        """Start a program on this desktop, in its home; `variables` add to its environment."""
        return self._run(words, cwd=Path(self.environment["HOME"]), variables=variables)

    def start_studio(self, *words: str | Path, **variables: str) -> Program:
        """Start Spine Studio as its command does, with the Python that runs the tests."""
        return self.start(sys.executable, "-m", "studio", *words, **variables)

    def _run(
        self,
        words: tuple[str | Path, ...],
        pass_fds: tuple[int, ...] = (),
        cwd: Path | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> Program:
        log = self.folder / f"{len(list(self.folder.glob('*.log')))}-{Path(words[0]).name}.log"
        program = Program.start(words, {**self.environment, **(variables or {})}, log, cwd, pass_fds)
        self._started.append(program)
        return program

    def _start_display(self) -> None:
        ours, theirs = os.pipe()
        screen = f"{self.size[0]}x{self.size[1]}x24"
        words = ("Xvfb", "-displayfd", str(theirs), "-screen", "0", screen, "-nolisten", "tcp", "-noreset")
        with os.fdopen(ours, encoding="ascii") as pipe:
            try:
                server = self._run(words, pass_fds=(theirs,))
            finally:
                os.close(theirs)
            told = select.select([pipe], [], [], PATIENCE)[0]
            number = (
                pipe.readline().strip() if told else ""
            )  # to the line's end: a closed pipe would end Xvfb
        if not number:
            raise NeverHappenedError(f"Xvfb names its display\n{server.said}")
        self.environment["DISPLAY"] = f":{number}"

    def _start_bus(self) -> None:
        socket = self.runtime / "bus"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={socket}"
        bus = self._run(
            ("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address=unix:path={socket}")
        )
        until(socket.exists, "the message bus listens", says=lambda: bus.said)

    def _start_sound(self) -> None:
        socket = self.runtime / "sound"
        self.environment["PULSE_SERVER"] = f"unix:{socket}"
        self.environment["PULSE_RUNTIME_PATH"] = self.environment["PULSE_STATE_PATH"] = str(self.runtime)
        words = (
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
            f"--load=module-null-sink sink_name={SINK} rate={RATE}",
            f"--load=module-native-protocol-unix auth-anonymous=1 socket={socket}",
        )
        sound = self._run(words)
        until(socket.exists, "the sound server listens", says=lambda: sound.said)

    def _start_window_manager(self) -> None:
        settings = self.folder / "openbox.xml"
        settings.write_text(OPENBOX, encoding="utf-8")
        manager = self._run(("openbox", "--config-file", settings))
        check = ("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
        until(lambda: "window id" in self._ask(*check), "openbox manages", says=lambda: manager.said)

    # Looking

    def _ask(self, *words: str | Path) -> str:
        """What a small program prints; its exit status is no matter."""
        command = [str(word) for word in words]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        return done.stdout

    def windows(self, title: str = "") -> list[Window]:
        """The windows on the screen whose title holds these words."""
        found = self._ask("xdotool", "search", "--onlyvisible", "--name", re.escape(title) or ".")
        return [window for one in found.split() if (window := self._window(int(one)))]

    def _window(self, number: int) -> Window | None:
        told = self._ask("xwininfo", "-id", str(number))
        names = (r"Absolute upper-left X", r"Absolute upper-left Y", "Width", "Height")
        found = [re.search(rf"^\s*{name}:\s*(-?\d+)$", told, re.MULTILINE) for name in names]
        numbers = [int(one[1]) for one in found if one]
        return Window(number, *numbers) if len(numbers) == len(names) else None

    def active(self) -> str:
        """The title of the window that gets the keys."""
        return self._ask("xdotool", "getactivewindow", "getwindowname").strip()

    def wait_for_window(self, title: str, within: float = PATIENCE) -> Window:
        """A window with these words in its title, once it is there and gets the keys."""
        until(
            lambda: self.windows(title) and title in self.active(),
            f"window {title!r}",
            within,
            self._all_said,
        )
        return self.windows(title)[-1]

    def wait_until_gone(self, title: str, within: float = PATIENCE) -> None:
        """Wait until no window on the screen has these words in its title."""
        until(lambda: not self.windows(title), f"window {title!r} is gone", within, self._all_said)

    def _all_said(self) -> str:
        own = self._started[self._servers :]
        return "\n".join(f"-- {program.process.args!r}\n{program.said}" for program in own)

    def screenshot(self, path: Path) -> Path:
        """A picture of the whole screen."""
        self._ask("import", "-silent", "-window", "root", path)
        return path

    @contextmanager
    def recording(self, path: Path) -> Iterator[None]:
        """Record what the sound card plays, as a WAV file with one channel, until the block ends."""
        recorder = self.start(
            *("parecord", "--device", f"{SINK}.monitor", "--file-format=wav", "--format=s16le"),
            *(f"--rate={RATE}", "--channels=1", "--latency-msec=20", path),
        )
        until(lambda: path.exists() and path.stat().st_size > WAV_HEADER, "the recording runs",
              says=lambda: recorder.said)  # fmt: skip
        try:
            yield
        finally:
            recorder.process.send_signal(signal.SIGINT)  # it writes the length into the head of the file
            recorder.wait()

    # Hands

    def _xdotool(self, *words: object) -> None:
        command = ["xdotool", *map(str, words)]
        subprocess.run(command, env=self.environment, check=True, capture_output=True, timeout=PATIENCE)

    def mouse_move(self, x: int, y: int) -> None:
        """Put the mouse on a point of the screen."""
        self._xdotool("mousemove", x, y)

    def click(self, x: int, y: int, button: int = 1, times: int = 1) -> None:
        """Click on a point; twice for a double click."""
        self._xdotool("mousemove", x, y, "click", "--repeat", times, "--delay", 60, button)

    def drag(self, x1: int, y1: int, x2: int, y2: int, steps: int = 24) -> None:
        """Press at one point, go to another in `steps` steps, rest there, and let go."""
        words: list[object] = ["mousemove", x1, y1, "sleep", REST, "mousedown", 1, "sleep", STEP]
        for step in range(1, steps + 1):
            x, y = x1 + (x2 - x1) * step // steps, y1 + (y2 - y1) * step // steps
            words += ["mousemove", x, y, "sleep", STEP]
        self._xdotool(*words, "sleep", REST, "mouseup", 1)

    def key(self, *names: str) -> None:
        """Press keys, one after the other, in the active window: "ctrl+z", "Escape", "alt+Up"."""
        self._xdotool("key", "--clearmodifiers", "--delay", 30, *names)

    def hold_key(self, name: str, seconds: float) -> None:
        """Press a key in the active window and let it go after so long."""
        self._xdotool("keydown", name, "sleep", seconds, "keyup", name)

    def type_text(self, text: str) -> None:
        """Type a text in the active window."""
        self._xdotool("type", "--clearmodifiers", "--delay", 12, text)
