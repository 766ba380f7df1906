"""What the keys do with the segments and steps of the graph, and the ring around the segment they are at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect

from studio.app.selection import Selection
from studio.timeline.focus import SegmentFocus
from studio.timeline.gestures import Board
from studio.timeline.handles import SegmentRing
from studio.timeline.keys import neighbour
from studio.timeline.span import Span
from studio.timeline.words import moment_words

_NARROW = 14


class Keyboard:
    """Goes from segment to segment, changes lengths, selects. `show` moves the view, `nudged` the steps."""

    def __init__(
        self,
        board: Board,
        selection: Selection,
        ring: SegmentRing,
        show: Callable[[Span], object],
        nudged: Callable[[int], object],
    ) -> None:
        self._board, self._selection, self._ring = board, selection, ring
        self._show, self._nudged = show, nudged
        self._focus = SegmentFocus(board.document)
        self.used = False
        """Whether the keys are in use, so that the ring is to be seen."""

    def go_segment(self, by: int) -> None:
        """To the segment before (-1) or after (1); first to the one at the left of the view."""
        if self._focus.spot is None:
            self._focus.set_moment(self._board.plot.span.start)
        else:
            self._focus.go(by)
        self._tell()

    def go_end(self, by: int) -> None:
        """To the first (-1) or the last (1) segment."""
        self._focus.set_moment(0 if by < 0 else self._board.document.schedule.length)
        self._tell()

    def go_moment(self, at: int) -> None:
        """To the segment of a moment in ms, which the mouse has picked."""
        self._focus.set_moment(at)
        self.place()

    def change_length(self, by: int) -> None:
        """Make the segment longer (1) or shorter (-1), with all that change with it."""
        self._tell(self._focus.change_length(by))

    def select_here(self, more: bool) -> None:
        """Select the step of the segment, or take it in or out of the selection."""
        uid, uids = self._focus.uid, self._selection.uids
        if self._focus.spot is None or uid is None:
            return
        if more and uid in uids:
            self._selection.set(one for one in uids if one != uid)
        else:
            self._selection.set((*uids, uid) if more else (uid,))

    def select_neighbour(self, by: int) -> None:
        """Select the step before (-1) or after (1) the selected one, in the routine's order."""
        uid = neighbour(self._board.document.routine, self._selection.uids, by)
        if uid is not None:
            self._selection.set((uid,))

    def nudge(self, by: int) -> None:
        """Ask for the selected steps, else the one of the segment, to go one place."""
        if not self._selection.uids:
            self.select_here(more=False)
        self._nudged(by)

    def follow_selection(self) -> None:
        """Be in what is selected."""
        if self._selection.uids:
            self._focus.set_step(self._selection.uids[-1])
        self.place()

    def words(self) -> str:
        """The moment of the segment, as a screen reader says it; nothing while the keys are not in use."""
        spot = self._focus.spot
        if spot is None or not self.used:
            return ""
        return moment_words(self._board.document.schedule, spot.start).replace("\n", ". ") + ". "

    def place(self) -> None:
        """Put the ring around the segment, where it is in view."""
        spot, plot = self._focus.spot, self._board.plot
        scale = plot.scale
        right_end = scale.left + scale.pixels
        if spot is None or not self.used or not self._in_view(spot.start, spot.end):
            self._ring.hide()
            return
        left, right = max(scale.x(spot.start), scale.left), min(scale.x(spot.end), right_end)
        lane, wide = plot.lanes.phase, round(max(right - left, _NARROW)) + 4
        top, high = round(plot.y() + lane.top) - 3, round(lane.height) + 6
        self._ring.show_in(QRect(round((left + right - wide) / 2), top, wide, high))

    def _in_view(self, start: int, end: int) -> bool:
        span = self._board.plot.span
        return end >= span.start and start <= span.end

    def _tell(self, why: str = "") -> None:
        """Show the segment, with its moment in words or what keeps it as it is."""
        spot = self._focus.spot
        if spot is None:
            return
        self._show(self._board.plot.span.reaching(spot.start, spot.end))
        self.place()
        moment, box = moment_words(self._board.document.schedule, spot.start), self._ring.geometry()
        self._board.words.show_at(QPoint(box.left(), box.bottom() - 4), f"{moment}\n{why}" if why else moment)
