"""Everything that the player's window shows, brought up to date from one position."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from studio.core.exercise import Catalogue
from studio.core.moment import Moment, moment_at
from studio.core.plain import one_line
from studio.core.schedule import PlayedStep, Schedule
from studio.paint.look import Look
from studio.player.backdrop import backdrop
from studio.player.figures import Figures
from studio.player.following import Card, Following
from studio.player.glide import breath_at
from studio.player.labels import (
    AidStrip,
    Breathing,
    BreathWord,
    Heading,
    SideLine,
    Sign,
    TimeLeft,
    Title,
)
from studio.player.lettering import DOT
from studio.player.pacer import Breath, Face, Pacer, PhaseWord
from studio.player.places import Places, places
from studio.player.places_inverted import face_turn, places_inverted
from studio.player.progress import ProgressBar
from studio.player.session import State
from studio.player.sizes import View, least_for, pitch, scale_for
from studio.player.stage import Stage
from studio.player.turning import UPSIDE_DOWN, Turning, upright
from studio.player.words import (
    Next,
    aid,
    breath_word,
    countdown,
    head_down_since,
    next_after,
    phase_icon,
    phase_word,
    said_in,
    side_line,
    spoken,
    time_left,
)

_CALM = 0.25  # the lungs of someone who is not paced
_PARTS = 4  # of a degree, that a picture which turns with a table is turned by

WITH_ME, BY_TABLE = "with me", "table"
"""How the picture turns: upside down while one is head-down, or by as many degrees as the table."""


class Screen:
    """The areas of a window. Each is told what it shows, and repaints only where that is new.

    `turning` says when everything has to be laid out anew, because one is head-down now, or no more.
    """

    def __init__(
        self, window: QWidget, look: Look, schedule: Schedule, exercises: Catalogue, view: View
    ) -> None:
        self._window, self._look, self._schedule = window, look, schedule
        self._view = view
        self._figures = Figures(schedule, exercises, still=look.still)
        self.turning = Turning(window)
        self.stage = Stage(window, look)
        self.pacer = Pacer(window, look)
        self.word = PhaseWord(window, look, "Phase")
        self.heading = Heading(window, look, "Exercise")
        self.side = SideLine(window, look, "Side")
        self.time_left = TimeLeft(window, look, "Time left")
        self.breath = BreathWord(window, look, "Breath")
        self.following = Following(window, look, "Next")
        self.progress = ProgressBar(window, look, schedule)
        self.sign = Sign(window, look, "Screen and sound")
        self.helper = AidStrip(window, look, "For a helper")
        self.inverted = False
        self._steepest = 0.0
        self._rows = 0
        self._since: tuple[object, int] = (None, 0)
        self._next: tuple[object, Next] | None = None
        self._told: object = None
        self._grounds: dict[tuple[object, bool, float], QPixmap] = {}

    def place(self, size: QSize) -> Places:
        """Lay everything out in a window of a size, the way that it is turned at the moment."""
        where = self._places(size, self.turning.angle)
        self.progress.place(where.progress, where)
        for area, box in (
            (self.heading, where.heading), (self.side, where.side), (self.time_left, where.time_left),
            (self.stage, where.stage), (self.pacer, where.pacer), (self.word, where.word),
            (self.breath, where.breath), (self.following, where.following), (self.sign, where.sign),
        ):  # fmt: skip
            area.place(box, where)
        own = replace(where, turn=upright(QSizeF(size)), scale=scale_for(size))
        self.helper.place(where.helper, own)
        return where

    def ground(self, size: QSize, ratio: float) -> QPixmap:
        """What lies behind everything; it is not turned step by step."""
        angle = self.turning.wanted if self.turning.wanted % UPSIDE_DOWN == 0 else 0.0
        key = ((size.toTuple(), ratio), self.inverted, angle)
        if key not in self._grounds:
            if any(known[0] != key[0] for known in self._grounds):
                self._grounds.clear()
            where = self._places(size, angle)
            self._grounds[key] = backdrop(size, ratio, where, self._look, self.inverted)
        return self._grounds[key]

    def _places(self, size: QSize, angle: float) -> Places:
        screen = self._window.screen()
        pixel = pitch(screen.physicalSize(), screen.size())
        if self.inverted:
            by_table = self._view.turn == BY_TABLE
            turn = face_turn(size, angle, self._steepest if by_table else None)
            return places_inverted(size, least_for(turn.face, pixel, self._view), turn, self._rows)
        where = places(size, least_for(size, pixel, self._view))
        return replace(where, turn=replace(where.turn, angle=angle)) if angle else where

    def set_schedule(self, schedule: Schedule) -> None:
        """The running hold has become longer or shorter; the steps are the same."""
        self._schedule, self._next = schedule, None
        self._figures.set_schedule(schedule)
        self.progress.set_schedule(schedule)

    def show(self, row: int, at: int, state: State, left: int) -> None:
        """Show a position: `row` is the step that is played, or the manual one that waits there.

        `left` is what is left of the time, in ms of the clock.
        """
        step = self._schedule.step(row)
        waits = step.manual and step.start == at
        moment = None if waits else moment_at(self._schedule, at)
        following = self._following(row, at, moment)
        self._turn(moment)
        self.progress.show_position(at)
        self.time_left.show_value(time_left(left))
        if moment is None:
            self._show_waiting(step, state)
        else:
            self._show_moment(step, moment, state)
        self._tell(step, moment, left, following, state)

    def _show_moment(self, step: PlayedStep, moment: Moment, state: State) -> None:
        segment = moment.segment
        breath = breath_at(self._schedule, moment, self._look)
        self._show_title(
            Title(
                one_line(step.name), side_line(step, segment), segment.side, segment.rep, step.dose.reps,
                moment.inverted,
            )
        )  # fmt: skip
        self.stage.show_value(self._figures.at(moment, breath.lung))
        self.pacer.show_breath(breath)
        paced = moment.breath is not None
        self.breath.show_value(Breathing(breath_word(moment), paced, moment.inverted))
        count = countdown(moment.left)
        if state is State.PAUSED:
            self._show_face(Face(count, "pause", "Paused"))
        else:
            self._show_face(Face(count, phase_icon(segment), phase_word(segment), said_in(segment)))
        if moment.inverted:
            self._show_aid(moment)

    def _show_waiting(self, step: PlayedStep, state: State) -> None:
        self._show_title(Title(one_line(step.name), side_line(step, None)))
        self.stage.show_value(self._figures.waiting(step))
        self.pacer.show_breath(Breath(_CALM, self._look.ready))
        self.breath.show_value(Breathing("", False))
        paused = state is State.PAUSED
        self._show_face(Face("", "pause", "Paused") if paused else Face("", "ready", "Your turn"))

    def _show_title(self, title: Title) -> None:
        self.heading.show_value(title)
        self.side.show_value(title)
        rows = min(2, len(title.line.split(DOT))) if title.line else 0
        if rows != self._rows:
            self._rows = rows
            if title.inverted:
                self.turning.turned.emit()

    def _show_face(self, face: Face) -> None:
        self.pacer.show_value(face)
        self.word.show_value(replace(face, count=""))

    def _show_aid(self, moment: Moment) -> None:
        """Tell the helper since when one is head-down; that is looked for once in each segment."""
        if self._since[0] != moment.segment:
            self._since = (moment.segment, head_down_since(self._schedule, moment.segment))
        turned = self.turning.wanted != 0.0
        self.helper.show_value(aid(self._schedule, moment, self._since[1], turned))

    def _following(self, row: int, at: int, moment: Moment | None) -> Next:
        """What comes next; it is looked for once in each segment."""
        key = (row, None if moment is None else moment.segment.start)
        if self._next is None or self._next[0] != key:
            found = next_after(self._schedule, row, at)
            self._next = (key, found)
            self.following.show_value(Card(found.words, self._figures.following(found)))
        return self._next[1]

    def _turn(self, moment: Moment | None) -> None:
        """Turn the picture as the person is, or back."""
        inverted = moment is not None and moment.inverted
        angle = 0.0
        by_table = self._view.turn == BY_TABLE
        if moment is not None and inverted:
            if by_table:
                steep = moment.segment.tilt_to if self._look.still else moment.tilt
                # The head is on the left, as it is drawn: it goes down against the clock.
                angle = -round(steep * _PARTS) / _PARTS
                self._steepest = self._figures.steepest(moment.step)
            elif self._view.turn == WITH_ME:
                angle = UPSIDE_DOWN
        another = inverted != self.inverted
        self.inverted = inverted
        at_once = by_table or self._look.still or not self._window.isVisible()
        before = self.turning.angle
        self.turning.turn_to(angle, at_once=at_once)
        if another:
            if self.turning.angle == before:
                self.turning.turned.emit()
            self._window.update()

    def _tell(
        self, step: PlayedStep, moment: Moment | None, left: int, following: Next, state: State
    ) -> None:
        """Tell a screen reader, when there is something new to tell and not at every frame."""
        breath = None if moment is None or moment.breath is None else moment.breath.start
        key = (step.index, None if moment is None else moment.segment.start, breath, state)
        if key != self._told:
            self._told = key
            words = spoken(step, moment, left, following)
            self._window.setAccessibleDescription(f"Paused. {words}" if state is State.PAUSED else words)
