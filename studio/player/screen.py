"""Everything that the player's window shows, brought up to date from one position."""

from __future__ import annotations

from PySide6.QtCore import QSize
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
from studio.player.labels import Breathing, BreathWord, Heading, Sign, TimeLeft, Title
from studio.player.pacer import Breath, Face, Pacer
from studio.player.places import Places, places
from studio.player.progress import ProgressBar
from studio.player.session import State
from studio.player.stage import Stage
from studio.player.words import (
    Next,
    breath_word,
    countdown,
    next_after,
    phase_icon,
    phase_word,
    said_in,
    side_line,
    spoken,
    time_left,
)

_CALM = 0.25  # the lungs of someone who is not paced


class Screen:
    """The areas of a window. Each is told what it shows, and repaints only where that is new."""

    def __init__(self, window: QWidget, look: Look, schedule: Schedule, exercises: Catalogue) -> None:
        self._window, self._look, self._schedule = window, look, schedule
        self._figures = Figures(schedule, exercises)
        self.stage = Stage(window, look)
        self.pacer = Pacer(window, look)
        self.heading = Heading(window, look, "Exercise")
        self.time_left = TimeLeft(window, look, "Time left")
        self.breath = BreathWord(window, look, "Breath")
        self.following = Following(window, look, "Next")
        self.progress = ProgressBar(window, look, schedule)
        self.sign = Sign(window, look, "Screen and sound")
        self.inverted = False
        self._next: tuple[object, Next] | None = None
        self._told: object = None
        self._grounds: dict[object, QPixmap] = {}

    def place(self, size: QSize) -> Places:
        """Lay everything out in a window of a size."""
        where = places(size)
        self._grounds.clear()
        self.progress.place(where.progress, where.scale)
        for area, box in (
            (self.heading, where.heading), (self.time_left, where.time_left), (self.stage, where.stage),
            (self.pacer, where.pacer), (self.breath, where.breath), (self.following, where.following),
            (self.sign, where.sign),
        ):  # fmt: skip
            area.place(box, where.scale)
        return where

    def ground(self, size: QSize, ratio: float) -> QPixmap:
        """What lies behind everything."""
        key = (size.toTuple(), ratio, self.inverted)
        if key not in self._grounds:
            self._grounds[key] = backdrop(size, ratio, places(size), self._look, self.inverted)
        return self._grounds[key]

    def show(self, row: int, at: int, state: State) -> None:
        """Show a position: `row` is the step that is played, or the manual one that waits there."""
        step = self._schedule.step(row)
        waits = step.manual and step.start == at
        moment = None if waits else moment_at(self._schedule, at)
        left = self._schedule.length - at
        following = self._following(row, at, moment)
        self._turn(moment is not None and moment.inverted)
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
        self.heading.show_value(
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
            self.pacer.show_value(Face(count, "pause", "Paused"))
        else:
            self.pacer.show_value(Face(count, phase_icon(segment), phase_word(segment), said_in(segment)))

    def _show_waiting(self, step: PlayedStep, state: State) -> None:
        self.heading.show_value(Title(one_line(step.name), side_line(step, None)))
        self.stage.show_value(self._figures.waiting(step))
        self.pacer.show_breath(Breath(_CALM, self._look.ready))
        self.breath.show_value(Breathing("", False))
        paused = state is State.PAUSED
        self.pacer.show_value(Face("", "pause", "Paused") if paused else Face("", "ready", "Your turn"))

    def _following(self, row: int, at: int, moment: Moment | None) -> Next:
        """What comes next; it is looked for once in each segment."""
        key = (row, None if moment is None else moment.segment.start)
        if self._next is None or self._next[0] != key:
            found = next_after(self._schedule, row, at)
            self._next = (key, found)
            self.following.show_value(Card(found.words, self._figures.following(found)))
        return self._next[1]

    def _turn(self, inverted: bool) -> None:
        if inverted != self.inverted:
            self.inverted = inverted
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
