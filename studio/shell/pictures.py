"""The builder, its timeline and three moments of the player as PNG files, for machines without a display."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from studio.app.prompts import Changed, Comments, Unsaved
from studio.app.settings import Settings
from studio.core.schedule import Schedule, SegmentKind
from studio.paint.look import Look
from studio.shell.desk import Desk
from studio.shell.playing import player
from studio.shell.window import BuilderWindow

SIZE = QSize(1440, 900)
"""Of the builder's window, in pixels."""

MOMENTS = {
    "ready": {SegmentKind.READY},
    "working": {SegmentKind.HOLD},
    "resting": {SegmentKind.REST, SegmentKind.PAUSE, SegmentKind.CHANGE},
}
"""The moments of the player that are pictured: the middle of the middle segment of such a kind."""


class Nobody:
    """Answers no question: there is nobody to ask."""

    def unsaved(self, title: str) -> Unsaved:
        """Keep what there is."""
        return Unsaved.DISCARD

    def comments(self, name: str) -> Comments:
        """Overwrite nothing."""
        return Comments.CANCEL

    def changed(self, name: str) -> Changed:
        """Overwrite nothing."""
        return Changed.CANCEL

    def beyond(self, title: str, reasons: Sequence[str]) -> bool:
        """Play nothing that nobody has agreed to."""
        return False

    def drop_text(self, title: str) -> bool:
        """Keep what there is."""
        return True

    def paths_to_open(self, folder: Path) -> Sequence[Path]:
        """Open nothing."""
        return ()

    def path_to_save(self, suggested: Path) -> Path | None:
        """Save nothing."""
        return None


def desk_for(path: Path, resources: Path, look: Look) -> Desk:
    """A desk with a window that shows a file; its `completed` tells when it can be pictured."""
    window = BuilderWindow(look)
    window.setMinimumSize(SIZE)  # whatever the screen is that this machine claims to have
    window.resize(SIZE)
    desk = Desk(window, resources, Nobody(), path.parent, datetime.now, look)
    window.show()
    desk.open(path)
    return desk


def write_pictures(desk: Desk, folder: Path) -> int:
    """Write the pictures of what a desk shows into `folder` and name them on stdout; 1 where that fails."""
    pictures: dict[str, QWidget] = {"builder": desk.window, "timeline": desk.timeline_area}
    document, silent = desk.document, Settings({"voice": False})
    for name, at in three_moments(document.schedule).items():
        playing = player(document.schedule, document.routine.title, document.known, silent)
        playing.resize(1920, 1080)
        playing.show_at(at)
        pictures[f"player-{name}"] = playing
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name, widget in pictures.items():
        target = folder / f"{name}.png"
        if widget.grab().save(str(target)):
            sys.stdout.write(f"{target}\n")
        else:
            sys.stderr.write(f"{target} could not be written\n")
            failed = 1
    for widget in pictures.values():
        widget.close()
    return failed


def three_moments(schedule: Schedule) -> dict[str, int]:
    """The middle (ms) of a stretch of getting ready, of working and of resting, as far as there are such."""
    moments: dict[str, int] = {}
    for name, kinds in MOMENTS.items():
        segments = [segment for segment in schedule.segments if segment.kind in kinds]
        if segments:
            chosen = segments[len(segments) // 2]
            moments[name] = chosen.start + chosen.length // 2
    return moments
