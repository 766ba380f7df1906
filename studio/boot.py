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

from PySide6.QtCore import QLoggingCategory, QObject, QStandardPaths, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

import studio.host.plain_imports  # noqa: F401  # comes before what it makes sooner
from studio import __version__
from studio.host.paths import resources_folder
from studio.paint.look import DARK, LIGHT, Look, font
from studio.paint.theme import palette, style_sheet
from studio.shell.window import BuilderWindow

MIDDLE = 128
"""A window's ground below this lightness of 0..255 is dark."""

TIMING = "SPINE_STUDIO_TIMING"
"""Where this variable is set, the program tells when it was painted and when complete, and ends."""


def open_builder(files: Sequence[Path]) -> int:
    """Show a builder for each file, or one for a new routine; returns when the last is closed."""
    gc.disable()  # until the windows are complete: nothing that is built on the way there is garbage
    program = _Program()
    wanted: Sequence[Path | None] = files or [None]
    for path in wanted:
        program.show_builder(path)
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
    desk = desk_for(path, resources_folder(), program.dressed())
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
        self.app.setFont(font(14))
        self.builders: list[_Builder] = []
        self._dressed = False
        # Light or dark by what the system gives: asking for its name loads all names of Qt, which takes long.
        self.look = DARK if self.app.palette().window().color().lightness() < MIDDLE else LIGHT

    def dressed(self) -> Look:
        """The look that the system asks for; from the first call on the whole program wears it."""
        if not self._dressed:
            self._dressed = True
            self._wear(self.look)
            self.app.styleHints().colorSchemeChanged.connect(self._follow_scheme)
        return self.look

    def show_builder(self, path: Path | None) -> _Builder:
        """A builder's window of its own for a file or a new routine."""
        builder = _Builder(self, path)
        self.builders.append(builder)
        builder.window.show()
        return builder

    def _follow_scheme(self) -> None:
        self._wear(DARK if self.app.styleHints().colorScheme().name == "Dark" else LIGHT)
        for builder in self.builders:
            builder.set_look(self.look)

    def _wear(self, look: Look) -> None:
        self.look = look
        self.app.setPalette(palette(look))
        self.app.setStyleSheet(style_sheet(look))


class _Builder(QObject):
    """A window, and the desk that comes into it after its first picture."""

    def __init__(self, program: _Program, path: Path | None) -> None:
        super().__init__()
        self._program, self._path = program, path
        self.window = BuilderWindow(program.look)
        self.set_look: Callable[[Look], None] = lambda _look: None
        self.window.painted.connect(lambda: QTimer.singleShot(0, self._furnish))

    def _furnish(self) -> None:
        _tell_time("first-paint")
        from studio.shell.desk import Desk
        from studio.shell.prompts import QtPrompts

        look, prompts = self._program.look, QtPrompts(self.window)
        desk = Desk(self.window, resources_folder(), prompts, _documents(), datetime.now, look)
        self._program.dressed()
        self.set_look = desk.set_look
        desk.completed.connect(self._tell_complete)
        desk.open(self._path)

    def _tell_complete(self) -> None:
        # What has been built stays: the collector need never look at it again.
        gc.freeze()
        gc.enable()
        if _tell_time("complete"):
            self._program.app.quit()


def _documents() -> Path:
    """Where people keep what they write; the home folder where the system names no place."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


def _tell_time(what: str) -> bool:
    if TIMING not in os.environ:
        return False
    sys.stderr.write(f"{what} {time.monotonic_ns()}\n")
    sys.stderr.flush()
    return True
