"""One document at work: its window's panels, and what the window's actions do with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from studio.app.actions import ACTIONS, SEQUENCE_MENU, Action, made_actions
from studio.app.document import RoutineDocument
from studio.app.filing import Filing
from studio.app.own_exercises import OwnExercises, remarks
from studio.app.prompts import Prompts
from studio.app.selection import Selection
from studio.app.settings import Settings
from studio.core.beyond import beyond
from studio.core.plain import one_line
from studio.files.examine import OWN_KEPT, load_shelf
from studio.files.versions import Versions
from studio.host.folders import cache_folder, own_exercises_folder, versions_folder
from studio.paint.look import Look
from studio.shell.checking import Checking
from studio.shell.exercising import Exercising
from studio.shell.notice import Notice
from studio.shell.recent_menu import RecentMenu
from studio.shell.remembering import Remembering
from studio.shell.status import StatusLine
from studio.shell.toolbar import Toolbar
from studio.shell.versions_menu import VersionsMenu
from studio.shell.welcoming import Welcoming
from studio.shell.window import BuilderWindow
from studio.shell.workspace import Workspace

TEXT_BROKEN = "Saved without your last text: it has errors."


class _Page(Protocol):
    """A page over the right side of the window."""

    def set_look(self, look: Look) -> None: ...

    def open(self) -> None: ...


class _Fitting(Protocol):
    """The panel that fits the routine to a time."""

    def set_look(self, look: Look) -> None: ...

    def toggle(self) -> None: ...


class Desk(QObject):
    """Owns a document and furnishes a window for it; the graph comes last, for its library is large."""

    completed = Signal()

    windows_wanted = Signal(list)
    """Files that want a window of their own."""

    def __init__(
        self,
        window: BuilderWindow,
        resources: Path,
        prompts: Prompts,
        folder: Path,
        wall: Callable[[], datetime],
        look: Look,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(window)
        self.window = window
        self._settings = settings or Settings(parent=self)
        recent = RecentMenu(self._settings, window)
        self.actions: Mapping[str, Action] = made_actions(window)
        window.addActions(list(self.actions.values()))
        versions = Versions(versions_folder())
        earlier = VersionsMenu(versions, self._open_path, wall, window)
        self._toolbar = Toolbar(self.actions, recent, earlier)
        own_folder, cache = own_exercises_folder(), cache_folder()
        shelf = load_shelf(resources, own_folder, cache)
        self._left_out = remarks(shelf.problems)
        self.document = RoutineDocument(shelf.catalogue, shelf.transitions, self)
        self._own = OwnExercises(self.document, shelf.own, own_folder, cache / OWN_KEPT, self)
        self._selection, self._look = Selection(self), look
        self._player: QWidget | None = None
        self._prompts, self._consented = prompts, set[str]()
        self._page: _Page | None = None
        self._fitting: _Fitting | None = None
        self._complete_told = False
        self.filing = Filing(self.document, prompts, folder, self, versions, wall)
        self._notice = Notice(window)
        self._workspace = Workspace(self.document, self._selection, wall, self._own, self._settings)
        advising = self._workspace.advising
        self._status = StatusLine(self.document, advising, wall)
        self._checking = Checking(
            self.document, advising, self._selection, self._workspace, self._toolbar.check, self._status.say
        )
        self._exercising = Exercising(
            self.document, self._own, self._selection, prompts, window, self._workspace.library
        )
        Remembering(window, self._workspace, self.document, self._settings)
        self._welcoming = Welcoming(self.document, self._settings, self._workspace.sequence, self)
        self._connect_actions()
        self._connect_document()
        recent.chosen.connect(self.filing.open_path)
        earlier.chosen.connect(self.filing.open_copy)
        self.filing.text_broken = lambda: self._workspace.text_room.broken
        self._welcoming.recent_chosen.connect(self.filing.open_path)
        self._welcoming.routine_chosen.connect(self.filing.open_copy)
        self.set_look(look)
        window.hang(self._toolbar, self._notice, self._workspace, self._status)
        window.may_close = self._may_close
        # The graph's library is large: everything else is on the screen before it is asked for.
        window.furnished.connect(lambda: QTimer.singleShot(0, self._complete))
        self._workspace.sequence.setFocus()

    def open(self, path: Path | None) -> None:
        """Show a file, or a new routine; then the graph."""
        self.filing.new()
        if path is not None:
            self.filing.open_path(path)
        title, lines = self._left_out
        if lines:
            self._notice.add_problems(title, lines)

    def _open_path(self) -> Path | None:
        return self.document.path

    def shows(self, path: Path) -> bool:
        """Whether this is the open file."""
        opened = self.document.path
        return opened is not None and os.path.realpath(path) == os.path.realpath(opened)

    @property
    def timeline_area(self) -> QWidget:
        """The lower part of the window, with the totals and the graph."""
        return self._workspace.timeline_area

    def set_look(self, look: Look) -> None:
        """Paint everything in another look."""
        self._look = look
        self._toolbar.set_look(look)
        self._notice.set_look(look)
        self._status.set_look(look)
        self._checking.set_look(look)
        self._exercising.set_look(look)
        self._welcoming.set_look(look)
        if self._page is not None:
            self._page.set_look(look)
        if self._fitting is not None:
            self._fitting.set_look(look)
        self._workspace.set_look(look)

    def show_problems(self, title: str, lines: Sequence[str]) -> None:
        """One message inside the window."""
        self._notice.show_problems(title, lines)

    def tell(self, text: str) -> None:
        """A message of one line inside the window, beside those that are there."""
        self._notice.add_problems(text, ())

    def _show_settings(self) -> None:
        # Few people look for it, and nobody on the way to the first picture.
        from studio.shell.settings_page import SettingsPage
        from studio.shell.sounds import machine_trial

        if self._page is None:
            self._page = SettingsPage(self._settings, self._workspace)
            self._page.tried.connect(machine_trial(self._settings, self.tell, self._page))
            self._page.set_look(self._look)
        self._page.open()

    def _fit_to_time(self) -> None:
        # Nobody wants it on the way to the first picture.
        from studio.builder.fit_panel import FitPanel

        if self._fitting is None:
            self._fitting = FitPanel(self.document, self._workspace)
            self._fitting.set_look(self._look)
        self._fitting.toggle()

    def _show_text(self) -> None:
        self._workspace.text_room.toggle()

    def _play(self) -> None:
        # The player is large, and it is not needed until somebody plays.
        from studio.shell.playing import play_document

        if self._player is None and self._consents():
            self._player = play_document(self.document, self._settings, self.window, self._end_play)

    def _consents(self) -> bool:
        """Whether the person plays what goes beyond what is advised to anybody; asked once for the same."""
        document = self.document
        reasons = beyond(document.routine, document.schedule, document.known)
        if set(reasons) <= self._consented or self._prompts.beyond(document.routine.title, reasons):
            self._consented |= set(reasons)
            return True
        return False

    def play_other(self, start: Callable[[Settings, Callable[[], object]], QWidget]) -> bool:
        """Play something else than the document, unless a player is open; `start` gets what ends it."""
        if self._player is not None:
            return False
        self._player = start(self._settings, self._leave_player)
        return True

    def _rehearse(self) -> None:
        """Play from the selected step in a window of its own; the graph's playhead goes with it."""
        from studio.shell.playing import rehearse_document, rehearsed_from

        if self._player is not None:
            self._player.raise_()
            self._player.activateWindow()
            return
        show = self._workspace.show_position
        at = rehearsed_from(self.document.schedule, self._selection.uids)
        self._player = rehearse_document(self.document, at, self.window, show, self._end_play)

    def _leave_player(self) -> None:
        if self._player is not None:
            self._player.deleteLater()
            self._player = None

    def pause_player(self) -> None:
        """Have what is being played wait for the person, if anything is."""
        from studio.shell.playing import pause

        if self._player is not None:
            pause(self._player)

    def _end_play(self, position: int) -> None:
        self._leave_player()
        self._workspace.show_position(position)
        self.window.activateWindow()

    def _complete(self) -> None:
        self._workspace.show_timeline(self._look, self._tell_complete)

    def _tell_complete(self) -> None:
        if not self._complete_told:
            self._complete_told = True
            self.completed.emit()
            self._welcoming.begin()

    def _connect_actions(self) -> None:
        filing, sequence = self.filing, self._workspace.sequence
        slots: dict[str, Callable[[], object]] = {
            "new": filing.new,
            "open": filing.open,
            "save": lambda: self._save(filing.save),
            "save_as": lambda: self._save(filing.save_as),
            "undo": self.document.undo,
            "redo": self.document.redo,
            "play": self._play,
            "rehearse": self._rehearse,
            "search": self._workspace.library.focus_search,
            "cut": sequence.clipping.cut,
            "copy": sequence.clipping.copy,
            "paste": sequence.clipping.paste,
            "copy_text": sequence.clipping.copy_routine,
            "text": self._workspace.text_room.toggle,
            "next_area": lambda: self._workspace.go_to_area(+1),
            "area_before": lambda: self._workspace.go_to_area(-1),
            "remove": sequence.remove_selected,
            "duplicate": sequence.duplicate_selected,
            "move_up": sequence.move_selected_up,
            "move_down": sequence.move_selected_down,
            "group": sequence.edits.group,
            "ungroup": sequence.edits.ungroup,
            "new_exercise": self._exercising.new,
            "edit_exercise": self._exercising.edit_selected,
            "text_larger": lambda: self._settings.step("text_size", +1),
            "text_smaller": lambda: self._settings.step("text_size", -1),
            "text_usual": lambda: self._settings.put("text_size", 1.0),
            "fit": self._fit_to_time,
            "check": self._checking.toggle,
            "next_notice": self._checking.walk.go_next,
            "settings": self._show_settings,
            "close": self.window.close,
        }
        assert slots.keys() == ACTIONS.keys()
        for name, slot in slots.items():
            self.actions[name].triggered.connect(self._workspace.text_room.settle)  # it was typed before
            self.actions[name].triggered.connect(slot)
        self.actions["text"].setCheckable(True)
        self._workspace.text_room.shown.connect(self.actions["text"].setChecked)
        self._workspace.inspector.exercise_wanted.connect(self.actions["edit_exercise"].trigger)
        sequence.addActions([self.actions[name] for name in SEQUENCE_MENU])
        self._selection.changed.connect(self._enable)

    def _connect_document(self) -> None:
        document, stack = self.document, self.document.undo_stack
        undo, redo = self.actions["undo"], self.actions["redo"]
        undo.setEnabled(stack.canUndo())
        redo.setEnabled(stack.canRedo())
        stack.undoTextChanged.connect(undo.name_step)
        stack.redoTextChanged.connect(redo.name_step)
        stack.canUndoChanged.connect(undo.setEnabled)
        stack.canRedoChanged.connect(redo.setEnabled)
        document.changed.connect(self._show_document)
        document.path_changed.connect(self._notice.hide)
        document.modified_changed.connect(self.window.setWindowModified)
        self.filing.failed.connect(self.show_problems)
        self.filing.told.connect(self._status.say)
        self.filing.more_wanted.connect(self.windows_wanted)
        self._own.failed.connect(self.show_problems)
        self._workspace.sequence.drag_told.connect(self._status.hint)
        clipping = self._workspace.sequence.clipping
        clipping.failed.connect(self.show_problems)
        clipping.told.connect(self._status.say)
        self._own.told.connect(self._status.say)
        document.refused.connect(self._status.say)
        self.window.files_dropped.connect(self._open_dropped)

    def _save(self, save: Callable[[], bool]) -> None:
        if save() and self._workspace.text_room.broken:
            self.tell(TEXT_BROKEN)

    def _may_close(self) -> bool:
        self._workspace.text_room.settle()
        return self._exercising.may_leave() and self.filing.may_leave()

    def _show_document(self) -> None:
        title = one_line(self.document.routine.title).replace("[*]", "[ * ]")
        self.window.setWindowTitle(f"{title}[*] \N{EN DASH} Spine Studio")
        self._enable()

    def _enable(self) -> None:
        actions = self.actions
        for name in ("play", "rehearse"):
            actions[name].refuse(self.document.why_not_played)
        for name in ("cut", "copy", "remove", "duplicate", "move_up", "move_down"):
            actions[name].setEnabled(bool(self._selection.uids))
        actions["edit_exercise"].refuse(self._exercising.why_not_edit)
        edits = self._workspace.sequence.edits
        actions["group"].refuse(edits.why_not_group)
        actions["ungroup"].refuse(edits.why_not_ungroup)

    def _open_dropped(self, files: list[Path], others: int) -> None:
        if files and self.filing.open_all(files) and others:
            self._status.say(f"{files[0].name} is open; {others} more were ignored.")
