"""The rows of the sequence with what they show: dose, start and length, all read from the schedule."""

from __future__ import annotations

from bisect import bisect_right
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
from studio.core.routine import Circuit, Item, Step
from studio.core.rows import Row
from studio.core.schedule import Schedule, Slot


class Played(NamedTuple):
    """When a row is played for the first time, and for how long, in ms; `dose` is a step's."""

    start: int
    length: int
    dose: DoseInUse | None = None


class Now:
    """The schedule of the moment: rows read their times from it, so that an edit costs what it changes."""

    __slots__ = ("schedule",)

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule


class SequenceRow(NamedTuple):
    """One row as it is shown; `first` is the slot of the schedule in which it is played first."""

    row: Row
    first: int
    now: Now

    @property
    def step(self) -> Step | None:
        """The step, unless this is a circuit's header."""
        return self.row.item if isinstance(self.row.item, Step) else None

    @property
    def header_of(self) -> Circuit | None:
        """The circuit that this row heads."""
        return self.row.item if isinstance(self.row.item, Circuit) else None

    @property
    def exercise(self) -> Exercise | None:
        """The exercise; None for a circuit and for one that is not known."""
        return None if self.header_of is not None else self.now.schedule.slots[self.first].prepared.exercise

    @property
    def played(self) -> Played:
        """A step's first turn, without the circuit's own rest, or a circuit's whole time."""
        schedule = self.now.schedule
        if self.header_of is None:
            slot, start = schedule.slots[self.first], schedule.starts[self.first]
            return Played(start, slot.part.length - slot.ahead.rest, slot.prepared.dose)
        start, end = (
            schedule.starts[at] if at < len(schedule.starts) else schedule.length
            for at in (self.first, self.first + _turns(self.header_of))
        )
        return Played(start, end - start)

    @property
    def name(self) -> str:
        """Name of the exercise or title of the circuit, on one line."""
        if self.header_of is not None:
            return one_line(self.header_of.title) or "Circuit"
        exercise = self.exercise
        return one_line(exercise.name if exercise else self.step.exercise if self.step else "")

    @property
    def place(self) -> str:
        """Start time and position: `2:20 \N{MIDDLE DOT} Lying`."""
        exercise = self.exercise
        where = position_word(exercise) if exercise else "Unknown exercise"
        return f"{clock(self.played.start)} \N{MIDDLE DOT} {where}"


class SequenceModel(KeyedRows[SequenceRow]):
    """The routine's steps and circuits as a flat list, by identity.

    `shape` counts how often rows came, went, moved or changed their circuit.
    """

    def __init__(self, document: RoutineDocument, parent: QObject | None = None) -> None:
        super().__init__(_texts, parent)
        self._document = document
        self._now = Now(document.schedule)
        self._items: tuple[Item, ...] = ()
        self._tops: list[int] = []  # the row of each item
        self._stale: range = range(0)
        self.shape = 0
        document.changed.connect(self.show_routine)
        self.show_routine()

    def show_routine(self) -> None:
        """Bring the rows to what the document says now."""
        old, before = self._items, self._now.schedule
        self._items = self._document.routine.steps
        swapped = [at for at, (a, b) in enumerate(zip(old, self._items, strict=False)) if a is not b]
        if len(old) == len(self._items) and all(_same_shape(old[at], self._items[at]) for at in swapped):
            self._now.schedule = self._document.schedule
            self._swap(swapped)
        else:
            self._show_all()
        self._tell(before)

    def uids_at(self, indexes: Sequence[Index]) -> tuple[int, ...]:
        """The identities behind indexes, from top to bottom."""
        return tuple(self.at(index).row.uid for index in sorted(indexes, key=lambda index: index.row()))

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    @override
    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        return steps_mime(self.uids_at(indexes), self._document)

    def _show_all(self) -> None:
        """Rows for other items; those that go keep the schedule that they were made for."""
        self.shape += 1
        self._now = Now(self._document.schedule)
        rows: list[SequenceRow] = []
        tops, first = [], 0
        for item in self._items:
            tops.append(len(rows))
            rows += _rows_of(item, first, self._now)
            first += _turns(item)
        self._tops = tops
        self.show_rows([row.row.item.uid for row in rows], rows)

    def _swap(self, items: Sequence[int]) -> None:
        """Other contents in the same rows."""
        self._stale = range(0)
        for at in items:
            top = self._tops[at]
            made = _rows_of(self._items[at], self._rows[top].first, self._now)
            self._rows[top : top + len(made)] = made
            self._stale = range(self._stale.start if self._stale else top, top + len(made))

    @override
    def _refresh(self, rows: Sequence[SequenceRow]) -> None:
        stale = [at for at, (old, new) in enumerate(zip(self._rows, rows, strict=True)) if old.row != new.row]
        self._rows[:] = rows
        self._stale = range(stale[0], stale[-1] + 1) if stale else range(0)

    def _tell(self, before: Schedule) -> None:
        """Say which rows look different: all from the first changed slot on, for they start later."""
        stale, now = self._stale, self._now.schedule
        if now is not before and self._rows:
            pairs = enumerate(zip(now.slots, before.slots, strict=False))
            differs = next(
                (at for at, (a, b) in pairs if not _alike(a, b)), min(len(now.slots), len(before.slots))
            )
            if differs < max(len(now.slots), len(before.slots)):
                item = bisect_right(self._tops, differs, key=lambda top: self._rows[top].first) - 1
                top = self._tops[item]
                stale = range(min(top, stale.start) if stale else top, len(self._rows))
        if stale:
            self.dataChanged.emit(self.index(stale.start), self.index(stale.stop - 1))


def _rows_of(item: Item, first: int, now: Now) -> list[SequenceRow]:
    """The row of a step, or of a circuit and its steps."""
    if isinstance(item, Step):
        return [SequenceRow(Row(item), first, now)]
    last = len(item.steps) - 1
    inner = (SequenceRow(Row(s, item, at == last), first + at, now) for at, s in enumerate(item.steps))
    return [SequenceRow(Row(item, last=last < 0), first, now), *inner]


def _alike(one: Slot, other: Slot) -> bool:
    """Whether a row shows the same of both."""
    return one is other or (
        one.prepared.exercise is other.prepared.exercise
        and (one.part.length, one.ahead.rest) == (other.part.length, other.ahead.rest)
        and one.prepared.dose == other.prepared.dose
    )


def _turns(item: Item) -> int:
    """How many slots of the schedule an item takes."""
    return 1 if isinstance(item, Step) else len(item.steps) * item.rounds


def _same_shape(old: Item, new: Item) -> bool:
    """Whether one item's rows are in place for the other."""
    if isinstance(old, Step) or isinstance(new, Step):
        return old.uid == new.uid
    same = (old.uid, len(old.steps), old.rounds) == (new.uid, len(new.steps), new.rounds)
    return same and all(a.uid == b.uid for a, b in zip(old.steps, new.steps, strict=True))


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
