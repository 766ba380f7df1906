"""The rows of the sequence with what they show: dose, start and length, all read from the schedule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QObject, Qt
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.builder.carried import steps_mime
from studio.builder.keyed_rows import Index, KeyedRows, Texts
from studio.core.dose import DoseInUse
from studio.core.exercise import Exercise
from studio.core.find import position_word
from studio.core.phrase import announcement, clock, plural
from studio.core.plain import one_line
from studio.core.routine import Circuit, Step
from studio.core.rows import Row, flat_rows
from studio.core.schedule import Schedule


class Played(NamedTuple):
    """When a row is played for the first time, and for how long, in ms; `dose` is a step's."""

    start: int
    length: int
    dose: DoseInUse | None = None


class SequenceRow(NamedTuple):
    """One row as it is shown; the exercise is None for a circuit and for one that is not known."""

    row: Row
    exercise: Exercise | None
    played: Played

    @property
    def step(self) -> Step | None:
        """The step, unless this is a circuit's header."""
        return self.row.item if isinstance(self.row.item, Step) else None

    @property
    def header_of(self) -> Circuit | None:
        """The circuit that this row heads."""
        return self.row.item if isinstance(self.row.item, Circuit) else None

    @property
    def name(self) -> str:
        """Name of the exercise or title of the circuit, on one line."""
        if self.header_of is not None:
            return one_line(self.header_of.title) or "Circuit"
        return one_line(self.exercise.name if self.exercise else self.step.exercise if self.step else "")

    @property
    def place(self) -> str:
        """Start time and position: `2:20 \N{MIDDLE DOT} Lying`."""
        where = position_word(self.exercise) if self.exercise else "Unknown exercise"
        return f"{clock(self.played.start)} \N{MIDDLE DOT} {where}"


class SequenceModel(KeyedRows[SequenceRow]):
    """The routine's steps and circuits as a flat list, by identity."""

    def __init__(self, document: RoutineDocument, parent: QObject | None = None) -> None:
        super().__init__(_texts, parent)
        self._document = document
        document.changed.connect(self.show_routine)
        self.show_routine()

    def show_routine(self) -> None:
        """Bring the rows to what the document says now."""
        known = self._document.known
        played = _played(self._document.schedule)
        rows, end = [], 0
        for row in flat_rows(self._document.routine):
            item = row.item
            when = played.get(item.uid) or Played(end, 0)
            end = max(end, when.start + when.length)
            rows.append(SequenceRow(row, known.get(item.exercise) if isinstance(item, Step) else None, when))
        self.show_rows([row.row.item.uid for row in rows], rows)

    def uids_at(self, indexes: Sequence[Index]) -> tuple[int, ...]:
        """The identities behind indexes, from top to bottom."""
        return tuple(self.at(index).row.uid for index in sorted(indexes, key=lambda index: index.row()))

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    @override
    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        return steps_mime(self.uids_at(indexes))


def _played(schedule: Schedule) -> dict[int, Played]:
    """Every step's first turn, without the circuit's own rest, and every circuit's whole time."""
    found: dict[int, Played] = {}
    for slot, start in zip(schedule.slots, schedule.starts, strict=True):
        ready, length = slot.prepared, slot.part.length
        uid = ready.step.uid
        if uid not in found:
            found[uid] = Played(start, length - slot.ahead.rest, ready.dose)
        if slot.within is not None:
            begun = found.setdefault(slot.within.uid, Played(start, 0))
            found[slot.within.uid] = Played(begun.start, start + length - begun.start)
    return found


def _texts(row: SequenceRow) -> Texts:
    """The row in words, for a screen reader and for who looks for it."""
    start, length = clock(row.played.start), clock(row.played.length)
    if row.header_of is not None:
        count = plural(len(row.header_of.steps), "step", "steps")
        rounds = plural(row.header_of.rounds, "round", "rounds")
        return Texts(row.name, f"Circuit {row.name}, {count}, {rounds}, starts at {start}, takes {length}")
    said = announcement(row.name, row.played.dose) if row.played.dose else row.name
    if row.exercise is None:
        said = f"{said}, unknown exercise"
    inside = f", in circuit {one_line(row.row.circuit.title)}" if row.row.circuit else ""
    return Texts(row.name, f"{said}{inside}, starts at {start}, takes {length}")
