"""The window in which an exercise is made or adapted: its poses by hand, its moves, doses and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from studio.app.plain import tooltip
from studio.app.prompts import Prompts, Unsaved
from studio.builder.choices import Check
from studio.builder.exercise_dose import DosePage
from studio.builder.exercise_draft import ExerciseDraft
from studio.builder.exercise_film import Film
from studio.builder.exercise_joints import PosePage
from studio.builder.exercise_moves import MovesPage
from studio.builder.exercise_poses import PoseList
from studio.builder.exercise_stage import Frame, PoseStage
from studio.builder.exercise_texts import TextsPage
from studio.builder.pieces import IconButton, Refusal, Words, dress
from studio.builder.preview import room_of
from studio.builder.segmented import Segmented
from studio.core.exercise import Catalogue, Exercise
from studio.core.moment import Moment
from studio.core.picture import mirrored, movement_bounds, pose_in, pose_named
from studio.core.plain import one_line
from studio.core.pose import Pose
from studio.core.skeleton import Bounds
from studio.core.transitions import TransitionTable
from studio.host.clock import Clock
from studio.paint.look import LIGHT, Look
from studio.paint.props import prop_of

_PAGES = {"pose": "Pose", "moves": "Moves", "dose": "Dose", "words": "Words"}
_LIST, _PAGE = 216, 372
"""Widths of the lists of poses and of the pages, in pixels at the usual text size."""
_MOST_LIST, _MOST_PAGE = 246, 470
"""And at the largest, so that the figure keeps its room."""
_LEAST_PAGE = 356
"""Where there is still less room the pages give way, and their fields go below their words."""
_LONGEST_NAME = 60


Page = PosePage | MovesPage | DosePage | TextsPage


class ExerciseEditor(QWidget):
    """One exercise at work. `save_mine` and `save_here` keep it and say whether they could.

    `mine_first`: to keep it among the person's own exercises is what is meant, rather than in the routine.
    `switch` is ticked where the routine's steps shall use it; `closed` comes when the window goes.
    """

    closed = Signal()

    def __init__(
        self,
        exercise: Exercise,
        catalogue: Catalogue,
        transitions: TransitionTable,
        prompts: Prompts,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        mine_first: bool = True,
        switch: str = "",
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.save_mine: Callable[[], bool] = lambda: False
        self.save_here: Callable[[], bool] = lambda: False
        self._prompts, self._mine_first, self._look = prompts, mine_first, LIGHT
        self.draft = ExerciseDraft(exercise, self)
        self.stage = PoseStage()
        self.film = Film(transitions, clock)
        self.poses = PoseList(self.draft)
        self.switch = Check(switch)
        self.switch.setVisible(bool(switch))
        self.refusal = Refusal()
        self._makers: Mapping[str, Callable[[], Page]] = {
            "pose": lambda: PosePage(self.draft, self.stage, catalogue),
            "moves": lambda: MovesPage(self.draft),
            "dose": lambda: DosePage(self.draft),
            "words": lambda: TextsPage(self.draft),
        }
        self.pages: dict[str, Page] = {}
        self._scrolls: dict[str, QScrollArea] = {}
        self._name = ""
        self.tabs = Segmented("Page", _PAGES)
        self.setMinimumSize(960, 580)
        self._lay_out()
        self._connect()
        self._show()
        self.show_page("pose")
        self.stage.setFocus()

    def set_look(self, look: Look) -> None:
        """Paint everything in another look."""
        self._look = look
        self.setObjectName("exercise-editor")
        self.setStyleSheet(_style(look))
        for button in (self.cancel, self.here, self.mine):
            button.setFont(look.font(14, 600))
        dress(self, look)
        self._left.setFixedWidth(min(look.grown(_LIST), _MOST_LIST))
        self._right.setMinimumWidth(_LEAST_PAGE)
        left, right = self._left.minimumWidth(), min(look.grown(_PAGE), _MOST_PAGE)
        self._columns.setSizes([left, max(1, self.width() - left - right), right])

    def show_page(self, name: str) -> None:
        """Turn to a page; each is made when it is first looked at, and shows what is there only then."""
        self._name = name
        self.tabs.show_value(name)
        if name not in self.pages:
            page = self.pages[name] = self._makers[name]()
            self._scrolls[name] = _scrolling(page)
            self._room.addWidget(self._scrolls[name], 1)
            dress(page, self._look)
        self.pages[name].refresh()
        for key, scroll in self._scrolls.items():
            scroll.setVisible(key == name)
        if name != "moves":
            self.film.leave()

    def refuse(self, why: str) -> None:
        """Say why it cannot be kept."""
        self.refusal.say(why)

    def refuse_lines(self, title: str, lines: list[str]) -> None:
        """Say what did not happen, with all that there is to say of it."""
        self.refusal.say("\n".join((title, *lines)))

    @override
    def sizeHint(self) -> QSize:
        return QSize(1200, 800)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            self.film.leave()
            event.accept()
            self.closed.emit()
        else:
            event.ignore()

    def may_close(self) -> bool:
        """Whether the window may go; asks what becomes of changes."""
        self._settle_typing()
        if not self.draft.modified:
            return True
        match self._prompts.unsaved(one_line(self.draft.exercise.name, _LONGEST_NAME)):
            case Unsaved.SAVE:
                return self._kept(self.save_mine if self._mine_first else self.save_here)
            case Unsaved.DISCARD:
                return True
            case _:
                return False

    def _lay_out(self) -> None:
        self._title = Words(px=18, weight=650)
        self.undo, self.redo = IconButton("undo", "Undo", size=34), IconButton("redo", "Redo", size=34)
        self.cancel, self.here, self.mine = (
            QPushButton(words) for words in ("Cancel", "Keep in this routine only", "Save to my exercises")
        )
        (self.mine if self._mine_first else self.here).setObjectName("first")
        head = QHBoxLayout()
        head.setSpacing(6)
        for part, stretch in ((self._title, 1), (self.undo, 0), (self.redo, 0)):
            head.addWidget(part, stretch)
        head.addSpacing(10)
        for button in (self.cancel, self.here, self.mine):
            head.addWidget(button)
        self._left, self._right = QFrame(), QFrame()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.poses)
        centre = QFrame()
        middle = QVBoxLayout(centre)
        middle.setContentsMargins(10, 0, 10, 0)
        middle.addWidget(self.stage, 1)
        middle.addWidget(self.film)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(10, 0, 0, 0)
        right.addWidget(self.tabs)
        self._room = right
        columns = self._columns = QSplitter(Qt.Orientation.Horizontal)
        for area in (self._left, centre, self._right):
            columns.addWidget(area)
            columns.setStretchFactor(columns.count() - 1, int(area is centre))
        columns.setChildrenCollapsible(False)
        columns.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(head)
        column.addWidget(self.refusal)
        column.addWidget(self.switch)
        column.addWidget(columns, 1)

    def _connect(self) -> None:
        draft = self.draft
        draft.changed.connect(self._show)
        draft.settled.connect(self._show)
        draft.pose_chosen.connect(self.film.leave)
        draft.pose_chosen.connect(self._show)
        self.tabs.chosen.connect(self.show_page)
        self.film.shown.connect(self._show_moment)
        self.stage.left_film.connect(self.film.leave)
        self.undo.clicked.connect(draft.undo)
        self.redo.clicked.connect(draft.redo)
        self.cancel.clicked.connect(self.close)
        self.here.clicked.connect(lambda: self._keep(self.save_here))
        self.mine.clicked.connect(lambda: self._keep(self.save_mine))
        first = self.mine if self._mine_first else self.here
        for keys, slot in (
            (QKeySequence.StandardKey.Undo, draft.undo),
            (QKeySequence.StandardKey.Redo, draft.redo),
            (QKeySequence.StandardKey.Save, first.click),
            (QKeySequence.StandardKey.Close, self.close),
        ):
            QShortcut(QKeySequence(keys), self, slot)
        QShortcut(QKeySequence("Ctrl+Y"), self, draft.redo)

    def _show(self) -> None:
        draft = self.draft
        exercise, pose = draft.exercise, draft.pose
        name = one_line(exercise.name, _LONGEST_NAME)
        self._title.setText(name)
        self.setWindowTitle(f"{name.replace('[*]', '')}[*] \N{EN DASH} Exercise \N{EN DASH} Spine Studio")
        self.setWindowModified(draft.modified)
        self.undo.setEnabled(bool(draft.undo_text))
        self.redo.setEnabled(bool(draft.redo_text))
        for button, words in ((self.undo, f"Undo {draft.undo_text}"), (self.redo, f"Redo {draft.redo_text}")):
            button.say(one_line(words))
            button.setToolTip(tooltip(one_line(words)))
        if draft.merging is None or not draft.merging.startswith("pose "):
            self.film.show_exercise(exercise)  # while a joint is pulled there is no hurry
        prop = prop_of(exercise.posture, tuple(exercise.equipment))
        self.stage.show_pose(pose, self._ghost(exercise, pose), prop, lambda: self._movement(exercise))
        if self._name:
            self.pages[self._name].refresh()

    def _movement(self, exercise: Exercise) -> Bounds:
        """The room that the movement takes, tilted as well."""
        schedule = self.film.strip.schedule
        return movement_bounds(exercise) if schedule is None else room_of(exercise, schedule)

    def _ghost(self, exercise: Exercise, pose: Pose) -> Pose | None:
        """The pose before this one in the list, as a shadow behind it; of two, each is the other's."""
        names = list(exercise.poses)
        if self.draft.pose_name not in names or len(names) < 2:
            return None
        row = names.index(self.draft.pose_name)
        if row == 0 and len(names) > 2:
            return None
        other = pose_named(exercise, names[row - 1])
        return None if other == pose else other

    def _show_moment(self, moment: Moment | None) -> None:
        exercise = self.film.exercise
        if moment is None or exercise is None:
            self.stage.show_frame(None)
            return
        segment = moment.segment
        pose = pose_in(exercise, segment, moment.at)
        self.stage.show_frame(Frame(pose, moment.lung, moment.tilt, mirrored(exercise, segment.side)))

    def _keep(self, save: Callable[[], bool]) -> None:
        self._settle_typing()
        if self._kept(save):
            self.close()

    def _kept(self, save: Callable[[], bool]) -> bool:
        errors = self.draft.errors
        if errors:
            lines = (
                f"{problem.at.key}: {problem.message}" if problem.at.key else problem.message
                for problem in errors
            )
            self.refuse("It cannot be saved yet.\n" + "\n".join(lines))
            return False
        if not save():
            return False
        self.draft.mark_saved()
        return True

    def _settle_typing(self) -> None:
        """What is being typed counts, wherever the keyboard is."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.stage.cancel()


def _scrolling(page: QWidget) -> QScrollArea:
    page.setContentsMargins(2, 6, 10, 6)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    page.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


def _style(look: Look) -> str:
    tx, line, card, well = (colour.name() for colour in (look.tx, look.ctl, look.card, look.well))
    return f"""
    #exercise-editor {{ background: {look.panel.name()}; }}
    #exercise-editor QPushButton {{ background: {card}; color: {tx}; border: 1px solid {line};
        border-radius: 8px; min-height: {look.grown(32)}px; padding: 0 14px; }}
    #exercise-editor QPushButton:hover {{ background: {well}; }}
    #exercise-editor QPushButton#first {{ background: {look.ac.name()}; color: {look.on_ac.name()};
        border-color: {look.ac.name()}; }}
    #exercise-editor QPushButton:focus {{ border: 2px solid {look.focus.name()}; padding: 0 13px; }}
    """
