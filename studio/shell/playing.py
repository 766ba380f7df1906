"""A player with the machine's clock, sound and screen: over the builder, or by itself for a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from studio.app.checkpoint import CheckpointFile, sessions_folder
from studio.app.document import RoutineDocument
from studio.app.interrupted import Interrupted
from studio.app.settings import Settings
from studio.core.beyond import beyond
from studio.core.exercise import Catalogue
from studio.core.plain import one_line
from studio.core.routine import Routine
from studio.core.schedule import Schedule
from studio.files.errors import RoutineFileError
from studio.files.examine import examine, load_shelf
from studio.host.awake import NeverAwake, screen_awake
from studio.host.clock import MonotonicClock
from studio.host.folders import cache_folder, own_exercises_folder
from studio.host.outlet import device_sound
from studio.host.sound import NoSound
from studio.host.voice import NoVoice, machine_voice
from studio.paint.look import PLAYER
from studio.player.checkpointing import Checkpointing
from studio.player.sizes import View
from studio.player.window import PlayerWindow
from studio.shell.sounds import families

REHEARSAL = QSize(960, 560)
"""The size of a rehearsal's window at first."""


AT_THE_DESK = 0.7
"""From how far a rehearsal is looked at, in m."""

FOLLOWED = 100
"""How often the graph follows a rehearsal, in ms of the clock."""


class PlayRefusedError(Exception):
    """A file cannot be played; `lines` say why."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


def player(
    schedule: Schedule, title: str, exercises: Catalogue, settings: Settings, beside: str = ""
) -> PlayerWindow:
    """A player for a schedule, not shown yet; `beside` is the display of whoever asks for it."""
    clock, value = MonotonicClock(), settings.value
    voice = machine_voice(value("voice_volume")) if value("voice") else NoVoice()
    display = value("player_display") or beside
    sound = device_sound(clock)
    sound.set_volume(value("volume"))
    look, view = PLAYER.at_rest(value("reduced_motion")), seen_from(settings)
    made = PlayerWindow(
        schedule, title, exercises, clock, sound, screen_awake(), look, view, voice=voice, display=display
    )
    made.sounding.choose(families(settings))
    made.around.display.chosen.connect(lambda name: settings.put("player_display", name))
    return made


def seen_from(settings: Settings) -> View:
    """From where and how the player is looked at, as the settings say."""
    value = settings.value
    return View(float(value("player_distance_m")), value("text_size"), value("player_turn"))


def play_document(
    document: RoutineDocument, settings: Settings, beside: QWidget, ended: Callable[[int], object]
) -> QWidget:
    """Play what the document holds now, full screen; `ended` gets the position it is left at, in ms."""
    title, screen = document.routine.title, beside.screen().name()
    made = player(document.schedule, title, document.known, settings, screen)
    _keep(made, document.routine, document.path)
    made.closed.connect(ended)
    made.around.display.show()
    return made


def play_interrupted(
    one: Interrupted,
    document: RoutineDocument,
    settings: Settings,
    beside: QWidget,
    ended: Callable[[], object],
) -> QWidget:
    """Play the session on that was cut short, full screen, from a level `ready`."""
    routine, known = one.routine, one.routine.lookup(document.catalogue)
    made = player(one.schedule, routine.title, known, settings, beside.screen().name())
    made.session.seek_row(one.row)
    _keep(made, routine, None)
    made.closed.connect(lambda _position: ended())
    made.around.display.show()
    one.forget()
    return made


def rehearse_document(
    document: RoutineDocument,
    at: int,
    over: QWidget,
    moved: Callable[[int], object],
    ended: Callable[[int], object],
) -> QWidget:
    """Play what the document holds now in a window of its own, silently, from a time in ms on.

    It lies over the upper part of the builder, whose graph stays in sight: `moved` is told the position a few
    times a second, as long as the document is what it was.
    """
    title, known, schedule = document.routine.title, document.known, document.schedule
    view = View(AT_THE_DESK, turn="never")
    made = PlayerWindow(schedule, title, known, MonotonicClock(), NoSound(), NeverAwake(), view=view)
    made.setWindowTitle(f"{one_line(title)} \N{EN DASH} Rehearsal")
    made.rehearse()
    made.session.seek(at)
    told = [at]

    def follow(position: int) -> None:
        if abs(position - told[0]) >= FOLLOWED * made.session.pace // 100 and document.schedule is schedule:
            told[0] = position
            moved(position)

    made.session.moved.connect(follow)
    made.closed.connect(ended)
    made.resize(REHEARSAL.boundedTo(over.size()))
    made.move(over.frameGeometry().topLeft())
    made.show()
    return made


def rehearsed_from(schedule: Schedule, uids: Sequence[int]) -> int:
    """When the first of the selected steps begins, in ms; the begin where none is selected."""
    rows = (row for uid in uids for row in schedule.rows_of(uid)[:1])
    return schedule.starts[min(rows, default=0)]


def _keep(made: PlayerWindow, routine: Routine, path: Path | None) -> None:
    """From now on the place of the session is kept, until its window is closed."""
    points = Checkpointing(made.session, MonotonicClock(), CheckpointFile(sessions_folder(), routine, path))
    made.closed.connect(points.close)


def pause(playing: QWidget) -> None:
    """Have a player wait for the person."""
    if isinstance(playing, PlayerWindow):
        playing.session.pause()


def player_of(
    path: Path, resources: Path, settings: Settings, consents: Callable[[str, Sequence[str]], bool]
) -> PlayerWindow:
    """A player for a file; PlayRefusedError where it is broken, empty, or has unknown exercises.

    `consents` is asked about a routine that goes beyond what is advised; where it says no, so does this.
    """
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
    reasons = beyond(routine, found.schedule, routine.lookup(shelf.catalogue))
    if reasons and not consents(routine.title, reasons):
        raise PlayRefusedError([f"{path.name}: {reason}" for reason in reasons])
    made = player(found.schedule, routine.title, routine.lookup(shelf.catalogue), settings)
    _keep(made, routine, path)
    return made
