"""Drags in the graph: moving the view, the edge of a segment, and steps to another place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF, Qt

from studio.app.document import RoutineDocument
from studio.core.frozen import frozen
from studio.core.plain import one_line
from studio.core.routine import Routine
from studio.core.rows import Place, moved_to, outermost
from studio.core.stretch import (
    STRETCH_WORDS,
    Edge,
    Stretch,
    edge_of,
    like_it,
    stretched_to,
    told_value,
    value_of,
)
from studio.timeline.drops import Drop, drop_at, what_moves
from studio.timeline.edges import snapped
from studio.timeline.handles import DropLine, EdgeGrip
from studio.timeline.overlay import HoverWords
from studio.timeline.plot import Plot
from studio.timeline.span import Span

EDGE_ROOM = 24
"""How near to an end of the view, in px, a drag of steps moves it on."""

_ON = 0.03
_LONGEST_NAME = 40


@frozen
class Board:
    """What the drags work on: the document, the graph, and what is shown over it."""

    document: RoutineDocument
    plot: Plot
    words: HoverWords
    grip: EdgeGrip
    line: DropLine

    @property
    def shown(self) -> tuple[HoverWords, EdgeGrip, DropLine]:
        """What is shown over the graph."""
        return self.words, self.grip, self.line


class Gesture(Protocol):
    """A drag that has begun."""

    cursor: Qt.CursorShape

    def move(self, at: QPointF, *, fine: bool) -> None:
        """The pointer is at `at`, in px of the view; a modifier asks for it to be `fine`."""
        ...

    def let_go(self) -> None:
        """The button is let go."""
        ...

    def give_up(self) -> None:
        """It was not meant: everything is as it was."""
        ...


class Pan:
    """Moves the view with the moment that was pressed under the pointer."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, board: Board, at: QPointF, show: Callable[[Span], object]) -> None:
        self._x, self._span, self._pixels = at.x(), board.plot.span, board.plot.scale.pixels
        self._show = show

    def move(self, at: QPointF, *, fine: bool) -> None:
        """See what is beside the view."""
        self._show(self._span.panned((self._x - at.x()) * self._span.length / self._pixels))

    def let_go(self) -> None:
        """Stay there."""

    def give_up(self) -> None:
        """Go back."""
        self._show(self._span)


class StretchDrag:
    """Makes a segment longer or shorter, and all that change with it; the edge stays under the pointer."""

    cursor = Qt.CursorShape.SizeHorCursor

    def __init__(self, board: Board, edge: Edge, at: QPointF) -> None:
        document, schedule = board.document, board.document.schedule
        slot = schedule.slots[edge.row]
        self._board, self._edge, self._x = board, edge, at.x()
        self._before = self._made = document.routine
        self._start = self._value = value_of(slot, edge.stretch)
        upto, self._alike = like_it(schedule, edge)
        unit = slot.prepared.dose.breath.length if edge.stretch is Stretch.BREATHS else 1
        # Those before this one grow as well, so the edge moves by as many times the change.
        self._ms_a_unit = max(1, upto) * unit
        self._refused = False
        document.end_merge()

    def move(self, at: QPointF, *, fine: bool) -> None:
        """Change the value to the one at the pointer, as far as the routine can take it."""
        board, edge = self._board, self._edge
        if board.document.routine is not self._made:
            return  # somebody else has changed it meanwhile
        scale = board.plot.scale
        px_a_unit = scale.pixels / scale.span.length * self._ms_a_unit
        wanted = self._start + (at.x() - self._x) / px_a_unit
        value = snapped(edge.stretch, wanted, self._start, px_a_unit * 1_000, fine=fine)
        if value != self._value:
            made = self._before
            if value != self._start:
                made = stretched_to(self._before, board.document.catalogue, edge.uid, edge.stretch, value)
            self._refused = not self._edit(value, made)
        self._show(at)

    def let_go(self) -> None:
        """Keep it, as one undo step."""
        self._board.document.end_merge()
        self._board.grip.hide()

    def give_up(self) -> None:
        """The value of the start, and no undo step."""
        if self._board.document.routine is self._made and self._made is not self._before:
            self._edit(self._start, self._before)
        self.let_go()

    def _edit(self, value: int, made: Routine) -> bool:
        document, edge = self._board.document, self._edge
        words = f"Change {STRETCH_WORDS[edge.stretch]} to {told_value(edge.stretch, value)}"
        document.edit(words, made, f"edge {edge.uid} {edge.stretch}")
        if document.routine is not made:
            return False
        self._value, self._made = value, document.routine
        return True

    def _show(self, at: QPointF) -> None:
        board, edge = self._board, self._edge
        now = edge_of(board.document.schedule, edge.row, edge.index)
        lane = board.plot.lanes.phase
        top = board.plot.y() + lane.top
        if now is not None:
            board.grip.show_at(board.plot.scale.x(now.end), top, lane.height)
        below = QPointF(at.x(), board.plot.y() + lane.bottom - 8)
        board.words.show_at(below.toPoint(), "\n".join(self.told()))

    def told(self) -> list[str]:
        """The change in words: before and after, and how many change with it."""
        stretch, before, after = self._edge.stretch, self._start, self._value
        word = STRETCH_WORDS[stretch]
        first = str(before) if stretch is Stretch.BREATHS else told_value(stretch, before)
        lines = [f"{word[:1].upper()}{word[1:]} {first} \N{RIGHTWARDS ARROW} {told_value(stretch, after)}"]
        if before == after:
            lines = [f"{word[:1].upper()}{word[1:]} {told_value(stretch, before)}"]
        if self._alike > 1:
            each = stretch is Stretch.ROUND
            lines.append("after each round" if each else f"all {self._alike} of this step")
        if self._refused:
            lines.append("No further: a routine may not be longer.")
        return lines


class Reorder:
    """Takes steps and circuits to another place; whoever listens makes the edit."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(
        self,
        board: Board,
        uids: tuple[int, ...],
        show: Callable[[Span], object],
        move: Callable[[tuple[int, ...], Place], object],
    ) -> None:
        self._board, self._show, self._move = board, show, move
        self._uids = outermost(board.document.routine, uids)
        self._drop: Drop | None = None

    def move(self, at: QPointF, *, fine: bool) -> None:
        """Show where it would go."""
        board = self._board
        plot, scale = board.plot, board.plot.scale
        beyond = (at.x() > scale.left + scale.pixels - EDGE_ROOM) - (at.x() < scale.left + EDGE_ROOM)
        if beyond:
            self._show(scale.span.panned(beyond * _ON * scale.span.length))
        routine = board.document.routine
        inside = 0 <= at.y() - plot.y() <= plot.height()
        drop = drop_at(plot.outline, routine, plot.scale, at.x(), self._uids) if inside else None
        changes = drop is not None and moved_to(routine, self._uids, drop.place) is not routine
        self._drop = drop if changes else None
        name = one_line(what_moves(plot.outline, routine, self._uids), _LONGEST_NAME)
        if self._drop is None:
            board.line.hide()
            board.words.show_at(at.toPoint(), f"{name}\nstays where it is")
            return
        x = min(max(plot.scale.x(self._drop.at), scale.left), scale.left + scale.pixels)
        foot = plot.lanes.phase.bottom if self._drop.inside else plot.lanes.breath.bottom
        board.line.show_at(x, plot.y() + plot.lanes.steps.top - 1, plot.y() + foot)
        board.words.show_at(at.toPoint(), f"{name}\n{self._drop.words}")

    def let_go(self) -> None:
        """Drop it there."""
        self._clear()
        if self._drop is not None:
            self._move(self._uids, self._drop.place)

    def give_up(self) -> None:
        """Leave it where it is."""
        self._clear()

    def _clear(self) -> None:
        self._board.line.hide()
        self._board.words.hide()
