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

from PySide6.QtCore import QLoggingCategory, QObject, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

import studio.host.plain_imports  # noqa: F401  # comes before what it makes sooner
from studio import __version__
from studio.app.settings import Settings
from studio.app.settings_file import read_settings
from studio.host.paths import resources_folder
from studio.host.settings_place import settings_file
from studio.paint.look import Look
from studio.shell.appearance import Appearance
from studio.shell.window import BuilderWindow

MOST_WINDOWS = 20
"""Builders at a time."""

TIMING = "SPINE_STUDIO_TIMING"
"""Where this variable is set, the program tells when it was painted and when complete, and ends."""


def open_builder(files: Sequence[Path]) -> int:
    """Show a builder for each file, or one for a new routine; returns when the last is closed."""
    gc.disable()  # until the windows are complete: nothing that is built on the way there is garbage
    program = _Program()
    wanted: Sequence[Path | None] = files or [None]
    for path in wanted[:MOST_WINDOWS]:
        program.show_builder(path)
    if over := [path.name for path in files[MOST_WINDOWS:]]:
        sys.stderr.write(f"spine-studio: {MOST_WINDOWS} files are open; not {', '.join(over)}\n")
    return program.app.exec()


def play_file(path: Path) -> int:
    """Play a routine full screen; 1 with its problems on stderr where it cannot be played."""
    from studio.shell.playing import PlayRefusedError, player_of

    program = _Program()
    try:
        player = player_of(path, resources_folder())
    except PlayRefusedError as refusal:
        sys.stderr.write("\n".join((*refusal.lines, "")))
        return 1
    player.closed.connect(program.app.quit)
    player.showFullScreen()
    return program.app.exec()


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


class _Program:
    """The application and what all its windows share."""

    def __init__(self) -> None:
        # Which sound library was found is nothing to tell on a person's terminal.
        QLoggingCategory.setFilterRules(
            "qt.multimedia.ffmpeg.info=false\nqt.multimedia.symbolsresolver=false"
        )
        QGuiApplication.setDesktopFileName("org.spinestudio.SpineStudio")
        # Qt would swallow arguments of its own, which may be names of files.
        self.app = QApplication(sys.argv[:1])
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

    def show_builder(self, path: Path | None) -> None:
        """A builder's window of its own for a file or a new routine."""
        builder = _Builder(self, path, len(self.builders))
        self.builders.append(builder)
        builder.window.show()

    def open_beside(self, paths: Sequence[Path]) -> None:
        """A window for each file, as far as there may be more of them."""
        for path in paths[: MOST_WINDOWS - len(self.builders)]:
            self.show_builder(path)

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

    def forget(self, builder: _Builder) -> None:
        """A window was closed; what it held goes with it, but for the last, with which the program ends."""
        self.builders.remove(builder)
        if self.builders:
            builder.window.deleteLater()
            builder.deleteLater()

    def _dress_builders(self, look: Look) -> None:
        for builder in self.builders:
            builder.set_look(look)


class _Builder(QObject):
    """A window, and the desk that comes into it after its first picture."""

    def __init__(self, program: _Program, path: Path | None, beside: int) -> None:
        super().__init__()
        self._program, self._path = program, path
        self.window = BuilderWindow(program.appearance.look)
        value = program.settings.value
        self.window.take_place(value("window"), maximised=value("maximised"), beside=beside)
        self.set_look: Callable[[Look], None] = lambda _look: None
        self.window.painted.connect(lambda: QTimer.singleShot(0, self._furnish))

    def _furnish(self) -> None:
        _tell_time("first-paint")
        from studio.shell.desk import Desk
        from studio.shell.prompts import QtPrompts

        program, prompts = self._program, QtPrompts(self.window)
        look, settings, folder = program.appearance.look, program.settings, _documents(program.settings)
        desk = Desk(self.window, resources_folder(), prompts, folder, datetime.now, look, settings)
        program.appearance.dressed()
        self.set_look = desk.set_look
        desk.completed.connect(self._tell_complete)
        desk.completed.connect(lambda: program.keep_settings(desk.tell))
        desk.windows_wanted.connect(program.open_beside)
        # Queued: the window has still to close.
        self.window.closing.connect(lambda: program.forget(self), Qt.ConnectionType.QueuedConnection)
        desk.open(self._path)

    def _tell_complete(self) -> None:
        # What has been built stays: the collector need never look at it again.
        gc.freeze()
        gc.enable()
        if _tell_time("complete"):
            self._program.app.quit()


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
