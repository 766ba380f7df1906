"""One document at work: its window's panels, and what the window's actions do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from studio.app.actions import ACTIONS, Action, made_actions
from studio.app.document import RoutineDocument
from studio.app.filing import Filing
from studio.app.own_exercises import OwnExercises, remarks
from studio.app.prompts import Prompts
from studio.app.selection import Selection
from studio.files.examine import OWN_KEPT, load_shelf
from studio.host.folders import cache_folder, own_exercises_folder
from studio.paint.look import Look
from studio.shell.notice import Notice
from studio.shell.status import StatusLine
from studio.shell.toolbar import Toolbar
from studio.shell.window import BuilderWindow
from studio.shell.workspace import Workspace


class Desk(QObject):
    """Owns a document and furnishes a window for it; the graph comes last, for its library is large."""

    completed = Signal()

    def __init__(
        self,
        window: BuilderWindow,
        resources: Path,
        prompts: Prompts,
        folder: Path,
        wall: Callable[[], datetime],
        look: Look,
    ) -> None:
        super().__init__(window)
        self.window = window
        self.actions: Mapping[str, Action] = made_actions(window)
        window.addActions(list(self.actions.values()))
        self._toolbar = Toolbar(self.actions)
        own_folder, cache = own_exercises_folder(), cache_folder()
        shelf = load_shelf(resources, own_folder, cache)
        self._left_out = remarks(shelf.problems)
        self.document = RoutineDocument(shelf.catalogue, shelf.transitions, self)
        self._own = OwnExercises(self.document, shelf.own, own_folder, cache / OWN_KEPT, self)
        self._selection, self._look = Selection(self), look
        self._player: QWidget | None = None
        self._complete_told = False
        self.filing = Filing(self.document, prompts, folder, self)
        self._notice = Notice()
        self._status = StatusLine(self.document)
        self._workspace = Workspace(self.document, self._selection, wall, self._notice, self._own)
        self._connect_actions()
        self._connect_document()
        self.set_look(look)
        window.hang(self._toolbar, self._workspace, self._status)
        window.may_close = self.filing.may_leave
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

    @property
    def timeline_area(self) -> QWidget:
        """The lower part of the window, with the totals and the graph."""
        return self._workspace.timeline_area

    def set_look(self, look: Look) -> None:
        """Paint everything in another look."""
        self._look = look
        self._toolbar.set_look(look)
        self._notice.set_look(look)
        self._workspace.set_look(look)

    def show_problems(self, title: str, lines: Sequence[str]) -> None:
        """One message inside the window."""
        self._notice.show_problems(title, lines)

    def _play(self) -> None:
        # The player is large, and it is not needed until somebody plays.
        from studio.shell.playing import play_document

        if self._player is None:
            self._player = play_document(self.document, self._end_play)

    def _end_play(self, position: int) -> None:
        if self._player is not None:
            self._player.deleteLater()
            self._player = None
        self._workspace.show_position(position)
        self.window.activateWindow()

    def _complete(self) -> None:
        self._workspace.show_timeline(self._look, self._tell_complete)

    def _tell_complete(self) -> None:
        if not self._complete_told:
            self._complete_told = True
            self.completed.emit()

    def _connect_actions(self) -> None:
        filing, sequence = self.filing, self._workspace.sequence
        slots: dict[str, Callable[[], object]] = {
            "new": filing.new,
            "open": filing.open,
            "save": filing.save,
            "save_as": filing.save_as,
            "undo": self.document.undo,
            "redo": self.document.redo,
            "play": self._play,
            "search": self._workspace.library.focus_search,
            "remove": sequence.remove_selected,
            "duplicate": sequence.duplicate_selected,
            "move_up": sequence.move_selected_up,
            "move_down": sequence.move_selected_down,
            "close": self.window.close,
        }
        assert slots.keys() == ACTIONS.keys()
        for name, slot in slots.items():
            self.actions[name].triggered.connect(slot)
        self._selection.changed.connect(self._enable)

    def _connect_document(self) -> None:
        document, stack = self.document, self.document.undo_stack
        stack.undoTextChanged.connect(self.actions["undo"].name_step)
        stack.redoTextChanged.connect(self.actions["redo"].name_step)
        stack.canUndoChanged.connect(self._enable)
        stack.canRedoChanged.connect(self._enable)
        document.changed.connect(self._show_document)
        document.path_changed.connect(self._notice.hide)
        document.modified_changed.connect(self.window.setWindowModified)
        self.filing.failed.connect(self.show_problems)
        self.filing.told.connect(self._status.say)
        self._own.failed.connect(self.show_problems)
        self._own.told.connect(self._status.say)
        document.refused.connect(self._status.say)
        self.window.files_dropped.connect(self._open_dropped)

    def _show_document(self) -> None:
        title = self.document.routine.title.replace("[*]", "[ * ]")
        self.window.setWindowTitle(f"{title}[*] \N{EN DASH} Spine Studio")
        self._enable()

    def _enable(self) -> None:
        actions = self.actions
        actions["undo"].setEnabled(self.document.undo_stack.canUndo())
        actions["redo"].setEnabled(self.document.undo_stack.canRedo())
        actions["play"].refuse(self.document.why_not_played)
        for name in ("remove", "duplicate", "move_up", "move_down"):
            actions[name].setEnabled(bool(self._selection.uids))

    def _open_dropped(self, files: list[Path], others: int) -> None:
        ignored = others + len(files) - 1
        if files and self.filing.open_path(files[0]) and ignored:
            self._status.say(f"{files[0].name} is open; {ignored} more were ignored.")
