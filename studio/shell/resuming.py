"""Offers to go on with the session that a crash has cut short."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio.app.checkpoint import sessions_folder, utc_now
from studio.app.interrupted import Interrupted, search
from studio.app.settings import Settings
from studio.core.phrase import clock
from studio.core.plain import one_line
from studio.shell.desk import Desk
from studio.shell.offers import Offers

_LONGEST_TITLE = 60


def offer_to_resume(desk: Desk, offers: Offers, folder: Path | None = None) -> None:
    """Look for a session that was cut short, and offer it at the top of the window."""
    folder = folder or sessions_folder()
    document = desk.document
    result = search(folder, document.catalogue, document.transitions, utc_now())
    if result.damaged:
        names = ", ".join(result.damaged)
        desk.tell(f"The last session cannot be resumed: its notes are damaged. They are kept as {names}.")
    one = result.found
    if one is not None:
        answers = {"Resume": lambda: _resume(desk, one), "Not now": one.leave}
        offers.show("session", resume_words(one), answers)


def _resume(desk: Desk, one: Interrupted) -> None:
    # Few starts come after a crash.
    from studio.shell.playing import play_interrupted

    def start(settings: Settings, ended: Callable[[], object]) -> QWidget:
        return play_interrupted(one, desk.document, settings, desk.window, ended)

    if not desk.play_other(start):
        one.leave()


def resume_words(one: Interrupted) -> str:
    """What is offered: the routine, where it stopped, and with what it would begin."""
    title = one_line(one.routine.title, _LONGEST_TITLE) or "The session"
    step = one_line(one.schedule.step(one.row).name, _LONGEST_TITLE)
    when = one.place.when.astimezone()
    return (
        f"Resume \u201c{title}\u201d at {clock(one.place.position)}? It was cut short, {when:%d %b %H:%M}."
        f" It begins again with getting ready for {step}."
    )
