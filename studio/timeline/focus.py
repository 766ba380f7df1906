"""The segment that the keys are at: they go from one to the next and change its length."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from studio.app.document import RoutineDocument
from studio.core.frozen import frozen
from studio.core.schedule import Schedule, Segment
from studio.core.stretch import STRETCH_WORDS, edge_of, stretched_to, told_value, value_of
from studio.timeline.edges import stepped
from studio.timeline.words import fixed_words

_end = attrgetter("end")


@frozen
class Spot:
    """A segment in the played order: row, place in its part, and when it is, in ms."""

    row: int
    index: int
    start: int
    end: int


class SegmentFocus:
    """Keeps its segment by the step's identity, the round and its number, so that edits do not lose it."""

    def __init__(self, document: RoutineDocument) -> None:
        self._document = document
        self._kept: tuple[int, int | None, int] | None = None

    @property
    def spot(self) -> Spot | None:
        """Where the segment is now; None where there is none, or its step has gone."""
        if self._kept is None:
            return None
        uid, round_, index = self._kept
        schedule = self._document.schedule
        for row in schedule.rows_of(uid):
            segments = schedule.slots[row].part.segments
            if schedule.slots[row].round == round_ and segments:
                return self._at(schedule, row, min(index, len(segments) - 1))
        return None

    @property
    def uid(self) -> int | None:
        """The step that the segment belongs to."""
        return None if self._kept is None else self._kept[0]

    def set_moment(self, at: float) -> None:
        """Be at the segment of a moment in ms."""
        schedule = self._document.schedule
        if schedule.length:
            row = schedule.row_at(int(min(max(at, 0), schedule.length - 1)))
            segments = schedule.slots[row].part.segments
            index = bisect_right(segments, at - schedule.starts[row], key=_end)
            self._keep(schedule, row, min(index, len(segments) - 1))

    def set_step(self, uid: int) -> None:
        """Be at the first segment of a step or circuit, if not in it already."""
        schedule = self._document.schedule
        rows = schedule.rows_of(uid)
        spot = self.spot
        if spot is not None and spot.row in rows:
            return
        row = next((row for row in rows if schedule.slots[row].part.segments), None)
        if row is not None:
            self._keep(schedule, row, 0)

    def go(self, by: int) -> None:
        """To the segment before (-1) or after (1); it stays at either end."""
        spot, schedule = self.spot, self._document.schedule
        if spot is None:
            return
        row, index = spot.row, spot.index + by
        while not 0 <= index < len(schedule.slots[row].part.segments):
            row += by
            if not 0 <= row < len(schedule.slots):
                return
            index = 0 if by > 0 else len(schedule.slots[row].part.segments) - 1
        self._keep(schedule, row, index)

    def change_length(self, by: int) -> str:
        """Longer (1) or shorter (-1), with all that change with it; says why where it cannot be."""
        spot, document = self.spot, self._document
        if spot is None:
            return ""
        schedule = document.schedule
        slot, edge = schedule.slots[spot.row], edge_of(schedule, spot.row, spot.index)
        if edge is None:
            return fixed_words(slot.part.segments[spot.index])
        value = stepped(edge.stretch, value_of(slot, edge.stretch), by)
        made = stretched_to(document.routine, document.catalogue, edge.uid, edge.stretch, value)
        why = document.why_not(made)
        if not why:
            words = f"Change {STRETCH_WORDS[edge.stretch]} to {told_value(edge.stretch, value)}"
            document.edit(words, made, f"keys {edge.uid} {edge.stretch}")
        return why

    def _keep(self, schedule: Schedule, row: int, index: int) -> None:
        slot = schedule.slots[row]
        self._kept = slot.prepared.step.uid, slot.round, index

    def _at(self, schedule: Schedule, row: int, index: int) -> Spot:
        segment: Segment = schedule.slots[row].part.segments[index]
        start = schedule.starts[row]
        return Spot(row, index, start + segment.start, start + segment.end)
