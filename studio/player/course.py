"""What lies ahead in a schedule: the cues that are still to be given, and the steps that wait to be done."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from studio.core.frozen import frozen
from studio.core.schedule import Cue, CueKind, Schedule


@frozen
class _Due:
    """A cue with the row it belongs to: several rows may meet at one time."""

    at: int
    row: int
    cue: Cue


class Course:
    """The cues and manual steps of a schedule, and which of them come next. Times are in ms."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        # Sorted, for the steps' own cues are in order but zero-length steps share their time with others.
        self._dues = sorted(
            (
                _Due(cue.at + start, row, replace(cue, at=cue.at + start))
                for row, (slot, start) in enumerate(zip(schedule.slots, schedule.starts, strict=True))
                for cue in slot.part.cues
            ),
            key=lambda due: (due.at, due.row),
        )
        self._next_due = 0
        self._gates = [row for row, slot in enumerate(schedule.slots) if slot.prepared.dose.manual]
        self._next_gate = 0

    @property
    def gate(self) -> int | None:
        """The row of the next manual step."""
        return self._gates[self._next_gate] if self._next_gate < len(self._gates) else None

    @property
    def limit(self) -> int:
        """How far the time may run by itself."""
        gate = self.gate
        return self._schedule.length if gate is None else self._schedule.starts[gate]

    @property
    def next_at(self) -> int | None:
        """When the next cue is due."""
        return self._dues[self._next_due].at if self._next_due < len(self._dues) else None

    def pass_gate(self) -> None:
        """The next manual step has been done."""
        self._next_gate += 1

    def go_to(self, row: int, at: int) -> None:
        """Go on from a time: cues of `row` that are due at it are still to come."""
        self._next_due = bisect_left(self._dues, (at, row), key=lambda due: (due.at, due.row))
        self._next_gate = bisect_left(self._gates, row)

    def go_to_end(self) -> None:
        """Nothing is to come any more but the last cue."""
        self._next_gate = len(self._gates)
        ends = bool(self._dues) and self._dues[-1].cue.kind is CueKind.FINISH
        self._next_due = len(self._dues) - ends

    def over(self, schedule: Schedule, after: int) -> Course:
        """The course of a schedule that differs after a time only, where as much has been passed as here."""
        made = Course(schedule)
        made._next_gate = self._next_gate
        at = self.next_at
        if at is not None and at <= after:
            after, row = at, self._dues[self._next_due].row
        else:
            after, row = after + 1, 0
        made._next_due = bisect_left(made._dues, (after, row), key=lambda due: (due.at, due.row))
        return made

    def take(self, until: int, gate: int | None) -> list[Cue]:
        """The cues up to `until`; before a manual step only those of the rows above it, and its own name."""
        first = self._next_due
        while self._next_due < len(self._dues):
            due = self._dues[self._next_due]
            if due.at > until:
                break
            if gate is not None and (due.row, due.cue.kind is not CueKind.READY) > (gate, False):
                break
            self._next_due += 1
        return [due.cue for due in self._dues[first : self._next_due]]
