"""The composition root: builds everything once and hands it on.

What the first picture does not need is imported after it: that keeps the way to it short.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QLoggingCategory, QObject, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

import studio.host.plain_imports  # noqa: F401  # comes before what it makes sooner
from studio import __version__
from studio.app.crash import Crashes
from studio.app.settings import Settings
from studio.app.settings_file import read_settings
from studio.core.plain import one_line
from studio.host.fault_log import FaultLog
from studio.host.paths import resources_folder
from studio.host.settings_place import settings_file
from studio.host.signals import Endings
from studio.host.single import TIMING, Single
from studio.host.state_place import state_folder
from studio.paint.look import Look
from studio.shell.appearance import Appearance
from studio.shell.window import BuilderWindow

MOST_WINDOWS = 20
"""Builders at a time."""

_LONGEST_NAME = 60

DISPLAY_DIED = 1
"""What Qt's loop returns when the display server is gone."""


def open_builder(files: Sequence[Path], single: Single | None = None, faults: FaultLog | None = None) -> int:
    """Show a builder for each file, or one for a new routine; returns when the last is closed.

    `single` is asked what later starts hand over, if this one is the first.
    """
    gc.disable()  # until the windows are complete: nothing that is built on the way there is garbage
    program = _Program(faults)
    program.single, program.at_start = single, frozenset(files)
    wanted: Sequence[Path | None] = files or [None]
    for path in wanted[:MOST_WINDOWS]:
        program.show_builder(path)
    if over := [path.name for path in files[MOST_WINDOWS:]]:
        sys.stderr.write(f"spine-studio: {MOST_WINDOWS} files are open; not {', '.join(over)}\n")
        program.builders[-1].tell(_not_opened(over))
    return program.run()


def play_file(path: Path, faults: FaultLog | None = None) -> int:
    """Play a routine full screen; 1 with its problems on stderr where it cannot be played."""
    program = _Program(faults)
    # Not before it: loading what plays sound says things that the program leaves unsaid.
    from studio.shell.playing import PlayRefusedError, pause, player_of
    from studio.shell.prompts import QtPrompts

    try:
        player = player_of(path, resources_folder(), program.settings, QtPrompts().beyond)
    except PlayRefusedError as refusal:
        sys.stderr.write("\n".join((*refusal.lines, "")))
        return 1
    player.closed.connect(program.app.quit)
    if program.crashes is not None:
        program.crashes.flooded.connect(lambda: pause(player))
    player.around.display.show()
    program.keep_settings(lambda said: sys.stderr.write(f"spine-studio: {said}\n"))
    return program.run()


def render(path: Path, folder: Path) -> int:
    """Write the builder, its timeline and three moments of the player as PNG files, and name them."""
    from studio.shell.pictures import desk_for, write_pictures

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    program = _Program()
    desk = desk_for(path, resources_folder(), program.appearance.dressed())
    # Not quit, which would close the window before it is pictured.
    desk.completed.connect(lambda: program.app.exit(0))
    program.app.exec()
    return write_pictures(desk, folder)


def draw_sheet(path: Path) -> int:
    """Draw all exercises with their key poses into a PNG, PDF or SVG file, and name it."""
    from studio.shell.poster import write_sheet

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _program = _Program()  # lives as long as the fonts are needed
    return write_sheet(path, resources_folder())


class _Keeping(Protocol):
    """Keeps unsaved work. It is not imported before there can be any, nor is the desk whose work it is."""

    def take(self, desk: Any, look: Look) -> None: ...

    def keep_all(self) -> None: ...

    def set_look(self, look: Look) -> None: ...


class _Program:
    """The application and what all its windows share."""

    def __init__(self, faults: FaultLog | None = None) -> None:
        self.crashes = None if faults is None else Crashes(faults)  # before Qt could end the program
        # Which sound library was found is nothing to tell on a person's terminal.
        QLoggingCategory.setFilterRules(
            "qt.multimedia.ffmpeg.info=false\nqt.multimedia.symbolsresolver=false"
        )
        QGuiApplication.setDesktopFileName("org.spinestudio.SpineStudio")
        # Qt would swallow arguments of its own, which may be names of files.
        self.app = QApplication(sys.argv[:1])
        if self.crashes is not None:
            self.crashes.starting = False
        self.endings = Endings(self.app)
        self.app.commitDataRequest.connect(lambda _session: self.endings.keep())
        self.app.setApplicationName("Spine Studio")
        self.app.setApplicationVersion(__version__)
        self.app.setStyle("Fusion")
        QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / "InterVariable.ttf"))
        self.found = read_settings(settings_file())
        self.settings = Settings(self.found.values)
        self.appearance = Appearance(self.app, self.settings)
        self.appearance.changed.connect(self._dress_builders)
        self.builders: list[_Builder] = []
        self._keeping = False
        self.single: Single | None = None
        self.at_start: frozenset[Path] = frozenset()
        self._safekeeping: _Keeping | None = None

    def run(self) -> int:
        """Run until it ends; what has to be kept is kept also where the display has died under it."""
        if self.endings.code is not None:
            return self.endings.code
        code = self.app.exec()
        if code == DISPLAY_DIED:
            self.endings.keep()
        return code

    def show_builder(self, path: Path | None) -> None:
        """A builder's window of its own for a file or a new routine."""
        builder = _Builder(self, path, len(self.builders))
        self.builders.append(builder)
        builder.window.show()

    def open_beside(self, paths: Sequence[Path]) -> None:
        """A window for each file, as far as there may be more of them; the others are told of."""
        room = MOST_WINDOWS - len(self.builders)
        for path in paths[:room]:
            self.show_builder(path)
        if paths[room:]:
            active = (builder for builder in self.builders if builder.window.isActiveWindow())
            looked_at = next(active, self.builders[-1])
            looked_at.tell(_not_opened([path.name for path in paths[room:]]))
            looked_at.come_forward()

    def keep_settings(self, told: Callable[[str], object]) -> None:
        """From now on the settings are kept, if they can be; `told` gets the one message about them."""
        if self._keeping:
            return
        self._keeping = True
        from studio.app.settings_keeper import SettingsKeeper

        if self.found.said:
            told(self.found.said)
        if self.found.keeps:
            keeper = SettingsKeeper(self.settings, settings_file(), self.settings)
            keeper.failed.connect(told)
            self.app.aboutToQuit.connect(keeper.flush)
            keeper.begin()

    def keep_safe(self, desk: Any) -> None:
        """From now on the work of a desk survives the program."""
        from studio.shell.safekeeping import Safekeeping

        if self._safekeeping is None:
            self._safekeeping = Safekeeping(self.app, self.crashes)
            self.endings.before_end.append(self._safekeeping.keep_all)
            self._listen()
        self._safekeeping.take(desk, self.appearance.look)

    def come_forward(self, files: Sequence[Path]) -> None:
        """Another start has handed its files over; the window that has one of them already comes forward."""
        missing = [path for path in files if not any(builder.shows(path) for builder in self.builders)]
        self.open_beside(missing)
        if not missing and self.builders:
            asked = (builder for builder in self.builders if any(map(builder.shows, files)))
            next(asked, self.builders[-1]).come_forward()

    def _listen(self) -> None:
        if self.single is None or not self.single.first:
            return
        # It brings the network library, and nobody has anything to hand over before the window is there.
        from studio.host.listening import Listening

        listening = Listening(self.single.address, self.app)
        listening.handed_over.connect(self.come_forward)
        self.app.aboutToQuit.connect(listening.close)

    def forget(self, builder: _Builder) -> None:
        """A window was closed; what it held goes with it, but for the last, with which the program ends."""
        self.builders.remove(builder)
        if self.builders:
            builder.window.deleteLater()
            builder.deleteLater()

    def _dress_builders(self, look: Look) -> None:
        for builder in self.builders:
            builder.set_look(look)
        if self._safekeeping is not None:
            self._safekeeping.set_look(look)


class _Builder(QObject):
    """A window, and the desk that comes into it after its first picture."""

    def __init__(self, program: _Program, path: Path | None, beside: int) -> None:
        super().__init__()
        self._program, self._path = program, path
        self.window = BuilderWindow(program.appearance.look)
        value = program.settings.value
        self.window.take_place(value("window"), maximised=value("maximised"), beside=beside)
        self.set_look: Callable[[Look], None] = lambda _look: None
        self.shows: Callable[[Path], bool] = lambda asked: asked == path
        self._untold: list[str] = []
        self.tell: Callable[[str], object] = self._untold.append
        """Say something in one line inside the window, as soon as there is anything inside it."""
        self.window.painted.connect(lambda: QTimer.singleShot(0, self._furnish))

    def _furnish(self) -> None:
        _tell_time("first-paint")
        from studio.shell.desk import Desk
        from studio.shell.prompts import QtPrompts

        program, prompts = self._program, QtPrompts(self.window)
        look, settings, folder = program.appearance.look, program.settings, _documents(program.settings)
        desk = Desk(self.window, resources_folder(), prompts, folder, datetime.now, look, settings)
        program.appearance.dressed()
        self.set_look, self.shows = desk.set_look, desk.shows
        desk.completed.connect(self._tell_complete)
        desk.completed.connect(lambda: program.keep_settings(desk.tell))
        desk.completed.connect(lambda: program.keep_safe(desk))
        desk.windows_wanted.connect(program.open_beside)
        # Queued: the window has still to close.
        self.window.closing.connect(lambda: program.forget(self), Qt.ConnectionType.QueuedConnection)
        self._open(desk.open, desk.tell)
        self.tell = desk.tell
        for text in self._untold:
            desk.tell(text)

    def come_forward(self) -> None:
        """Be the window that the person sees."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def _open(self, show: Callable[[Path | None], object], tell: Callable[[str], object]) -> None:
        """Open the window's file, unless it has ended the program at its start again and again."""
        from studio.app.safe_start import PATIENCE, SafeStart, not_opened

        path = self._path
        if path is None or path not in self._program.at_start:
            show(path)
            return
        start = SafeStart(state_folder() / "starts")
        if start.safe(path):
            show(path)
            # Functions of their own keep the notes alive; Qt holds on to no method of a plain object.
            QTimer.singleShot(PATIENCE, lambda: start.went_well())  # noqa: PLW0108  # see above
            self.window.closing.connect(lambda: start.went_well())  # noqa: PLW0108  # see above
        else:
            show(None)
            tell(not_opened(path))

    def _tell_complete(self) -> None:
        # What has been built stays: the collector need never look at it again.
        gc.freeze()
        gc.enable()
        if _tell_time("complete"):
            self._program.app.quit()


def _not_opened(names: Sequence[str]) -> str:
    """What is said of files that there is no window for."""
    first, others = one_line(names[0], _LONGEST_NAME), len(names) - 1
    what = f"{first} and {others} more were" if others else f"{first} was"
    todo = "Close some and open them again" if others else "Close one and open it again"
    return f"{what} not opened: {MOST_WINDOWS} windows are open. {todo}."


def _documents(settings: Settings) -> Path:
    """Where the last file was; else where people keep what they write, else the home folder."""
    last = settings.value("last_folder")
    if last and Path(last).is_dir():
        return Path(last)
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


def _tell_time(what: str) -> bool:
    if TIMING not in os.environ:
        return False
    sys.stderr.write(f"{what} {time.monotonic_ns()}\n")
    sys.stderr.flush()
    return True
