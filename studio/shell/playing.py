"""A player with the machine's clock, sound and screen: over the builder, or by itself for a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio.app.document import RoutineDocument
from studio.core.exercise import Catalogue
from studio.core.schedule import Schedule
from studio.export.tones import pcm
from studio.files.errors import RoutineFileError
from studio.files.examine import examine, load_shelf
from studio.host.awake import screen_awake
from studio.host.clock import MonotonicClock
from studio.host.folders import cache_folder, own_exercises_folder
from studio.host.sound import device_tones
from studio.player.window import PlayerWindow


class PlayRefusedError(Exception):
    """A file cannot be played; `lines` say why."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


def player(schedule: Schedule, title: str, exercises: Catalogue) -> PlayerWindow:
    """A player for a schedule, not shown yet."""
    return PlayerWindow(schedule, title, exercises, MonotonicClock(), device_tones(pcm), screen_awake())


def play_document(document: RoutineDocument, ended: Callable[[int], object]) -> QWidget:
    """Play what the document holds now, full screen; `ended` gets the position it is left at, in ms."""
    made = player(document.schedule, document.routine.title, document.known)
    made.closed.connect(ended)
    made.showFullScreen()
    return made


def player_of(path: Path, resources: Path) -> PlayerWindow:
    """A player for a file; PlayRefusedError where it is broken, empty, or has unknown exercises."""
    shelf = load_shelf(resources, own_exercises_folder(), cache_folder())
    try:
        found = examine(path, shelf.catalogue, shelf.transitions)
    except RoutineFileError as error:
        raise PlayRefusedError([str(problem) for problem in error.problems]) from None
    if found.errors:
        raise PlayRefusedError([str(problem) for problem in found.errors])
    if not found.schedule.slots:
        raise PlayRefusedError([f"{path.name}: there is no step to play"])
    routine = found.loaded.routine
    return player(found.schedule, routine.title, routine.lookup(shelf.catalogue))
