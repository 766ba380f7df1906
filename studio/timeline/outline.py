"""What of a schedule is drawn: bands, breath and tilt, for any stretch of time at any zoom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import ceil, inf, log
from operator import attrgetter
from typing import NamedTuple

from studio.core.breath import BreathSpan, Phase
from studio.core.frozen import frozen
from studio.core.schedule import Part, Schedule, Slot
from studio.paint.phases import PhaseKind, phase_of, word_of

_start, _end = attrgetter("start"), attrgetter("end")
_STEP = 1.25
"""The steps in which the least length of a band grows, so that joined bands can be kept."""

_SHORT = 8
"""A step shorter than this many of the closest phases has no room for gaps in its breath."""


class Band(NamedTuple):
    """A stretch `[start, end)` of one phase, in ms."""

    start: int
    end: int
    phase: PhaseKind
    word: str


class Run(NamedTuple):
    """A stretch of paced breath without a gap, in ms; `row` has it, `spans` are in the part's own time."""

    start: int
    end: int
    row: int
    spans: Sequence[BreathSpan]


class Tilted(NamedTuple):
    """A segment with the head low: ms and degrees at both ends."""

    start: int
    end: int
    tilt_from: int
    tilt_to: int


@frozen
class Inversion:
    """A time upside down without a break, in ms, with the steepest angle in degrees."""

    start: int
    end: int
    steepest: int
    points: tuple[tuple[int, int], ...]


class Item(NamedTuple):
    """A step of the routine, or a circuit, over `[start, end)`; `rounds` are where its later rounds begin.

    `rows` are those of its played steps; `circuit` is the circuit that a single played step is in.
    """

    uid: int
    label: str
    start: int
    end: int
    rounds: tuple[int, ...] = ()
    rows: range = range(0)
    circuit: int | None = None


@frozen
class Mark:
    """A moment in ms with steps that take no time: they wait for the user, or one's exercise is not known."""

    at: int
    known: bool


class _Shape:
    """What is drawn of one part, in its own time.

    `main` is the phase with most time; `whole` is its breath without the gaps, of which a phase takes `mean`
    ms on the average.
    """

    __slots__ = ("_joined", "_least", "bands", "length", "main", "mean", "part", "runs", "tilted", "whole")

    def __init__(self, part: Part) -> None:
        self.part, self.length = part, part.length  # held, so that no other part can get its id
        self.bands = tuple(Band(s.start, s.end, phase_of(s), word_of(s)) for s in part.segments)
        self.tilted = tuple(
            Tilted(s.start, s.end, s.tilt_from, s.tilt_to) for s in part.segments if s.inverted
        )
        self.runs = _runs(part.breath)
        self.whole, self.mean = self.runs, 0.0
        if len(self.runs) > 1:
            begin, end = self.runs[0].start, self.runs[-1].end
            self.whole, self.mean = (Run(begin, end, 0, part.breath),), (end - begin) / len(part.breath)
        self.main = _main(self.bands)
        self._least, self._joined = 0.0, self.bands

    def joined(self, least: float) -> tuple[Band, ...]:
        """The bands, those shorter than `least` ms joined with their neighbours; the last answer is kept."""
        if least != self._least:
            self._least, self._joined = least, tuple(_joined(self.bands, least))
        return self._joined


def _joined(bands: Sequence[Band], least: float) -> Iterator[Band]:
    few: list[Band] = []
    for band in bands:
        if band.end - band.start >= least:
            if few:
                yield _one(few)
                few = []
            yield band
        else:
            few.append(band)
            if band.end - few[0].start >= least:
                yield _one(few)
                few = []
    if few:
        yield _one(few)


def _one(few: Sequence[Band]) -> Band:
    return few[0] if len(few) == 1 else Band(few[0].start, few[-1].end, _main(few), "")


def _main(bands: Sequence[Band]) -> PhaseKind:
    weights: dict[PhaseKind, int] = {}
    for begin, finish, phase, _word in bands:
        weights[phase] = weights.get(phase, 0) + finish - begin
    return max(weights, key=weights.__getitem__, default=PhaseKind.READY)


def _runs(spans: Sequence[BreathSpan]) -> tuple[Run, ...]:
    first, runs = 0, []
    for index in range(1, len(spans) + 1):
        if index == len(spans) or spans[index].start > spans[index - 1].end:
            runs.append(Run(spans[first].start, spans[index - 1].end, 0, spans[first:index]))
            first = index
    return tuple(runs)


class Outline:
    """The shapes of all parts of a schedule; those that `before` has already are taken over."""

    def __init__(self, schedule: Schedule, before: Outline | None = None) -> None:
        self.schedule = schedule
        known: dict[int, _Shape] = before._shapes if before else {}
        shapes: dict[int, _Shape] = {}
        rows: list[_Shape] = []
        for slot in schedule.slots:
            part = slot.part
            key = id(part)
            shape = shapes.get(key)
            if shape is None:
                shape = shapes[key] = known.get(key) or _Shape(part)
            rows.append(shape)
        self._shapes: dict[int, _Shape] = shapes
        self._rows: list[_Shape] = rows
        self.items = tuple(_items(schedule))
        self.marks = _marks(schedule)
        self.inversions = tuple(self._inversions())
        self.steepest = max((one.steepest for one in self.inversions), default=0)
        self._ends = [item.end for item in self.items]

    def bands(self, start: float, end: float, least: float) -> list[Band]:
        """The bands that touch `[start, end)`; those shorter than `least` ms are joined."""
        return [
            Band(begin + offset, finish + offset, phase, word)
            for offset, bands in self.pieces(start, end, least)
            for begin, finish, phase, word in bands
        ]

    def pieces(self, start: float, end: float, least: float) -> Iterator[tuple[int, Sequence[Band]]]:
        """The same bands as they are kept: some with the ms that are to be added to their times."""
        least = _STEP ** ceil(log(least, _STEP)) if least > 1 else 0.0
        few: list[Band] = []
        for _row, offset, shape in self._between(start, end):
            length = shape.length
            if length == 0:
                continue
            if length < least:
                few.append(Band(offset, offset + length, shape.main, ""))
                if offset + length - few[0].start < least:
                    continue
            if few:
                yield 0, (_one(few),)
                few = []
            if length >= least:
                yield offset, _touching(shape.joined(least), start - offset, end - offset)
        if few:
            yield 0, (_one(few),)

    def runs(self, start: float, end: float, closest: float) -> Iterator[Run]:
        """The stretches of paced breath that touch `[start, end)`.

        Those of one short step are one, where their phases are shorter than `closest` ms on the average.
        """
        starts, shapes, short = self.schedule.starts, self._rows, _SHORT * closest
        for row in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
            shape, offset = shapes[row], starts[row]
            for begin, finish, _row, spans in (
                shape.whole if shape.mean < closest and shape.length < short else shape.runs
            ):
                if finish + offset > start and begin + offset < end:
                    yield Run(begin + offset, finish + offset, row, spans)

    def breaths(self, run: Run, start: float, end: float) -> Iterator[tuple[int, int, Phase]]:
        """Start and end, in ms, of each phase of a run that touches `[start, end)`."""
        offset = self.schedule.starts[run.row]
        first = bisect_right(run.spans, start - offset, key=_end)
        for span in run.spans[first : bisect_left(run.spans, end - offset, key=_start)]:
            yield span.start + offset, span.end + offset, span.phase

    def item_at(self, at: float, least: float = inf) -> Item | None:
        """The step or circuit that plays at `at`; a circuit's own step where all of those last `least` ms."""
        index = bisect_right(self._ends, at)
        if index >= len(self.items) or at < 0:
            return None
        item = self.items[index]
        return next((one for one in self.inner(item, least) if one.start <= at < one.end), item)

    def items_between(self, start: float, end: float) -> Iterator[Item]:
        """The steps and circuits that touch `[start, end)`."""
        for index in range(bisect_right(self._ends, start), len(self.items)):
            if self.items[index].start >= end:
                return
            yield self.items[index]

    def inner(self, item: Item, least: float = 0) -> list[Item]:
        """The played steps of a circuit; none where one of them lasts less than `least` ms."""
        if item.end - item.start < least * len(item.rows):
            return []
        slots, starts = self.schedule.slots, self.schedule.starts
        within = slots[item.rows[0]].within if item.rows else None
        if within is None or within.uid != item.uid:
            return []
        steps = []
        for row in item.rows:
            slot, start = slots[row], starts[row]
            if 0 < slot.part.length < least:
                return []
            first = row == item.rows[0] or slots[row - 1].round != slot.round
            lead = f"{slot.circuit or 'Circuit'} {slot.round}/{within.rounds}: " if first else ""
            end = start + slot.part.length
            uid = slot.prepared.step.uid
            steps.append(Item(uid, lead + name_of(slot), start, end, (), range(row, row + 1), item.uid))
        return steps

    def spans_of(self, uids: Sequence[int]) -> list[tuple[int, int]]:
        """Where the steps and circuits of those identities play, neighbours joined, in ms."""
        wanted = set(uids)
        spans: list[tuple[int, int]] = []
        if not wanted:
            return spans
        for slot, start in zip(self.schedule.slots, self.schedule.starts, strict=True):
            if slot.prepared.step.uid in wanted or slot.circuit_uid in wanted:
                end = start + slot.part.length
                if spans and spans[-1][1] == start:
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((start, end))
        return spans

    def _between(self, start: float, end: float) -> Iterator[tuple[int, int, _Shape]]:
        starts = self.schedule.starts
        for row in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
            yield row, starts[row], self._rows[row]

    def _inversions(self) -> Iterator[Inversion]:
        points: list[tuple[int, int]] = []
        tilted = (pair for pair in zip(self.schedule.starts, self._rows, strict=True) if pair[1].tilted)
        for offset, shape in tilted:
            for begin, finish, tilt_from, tilt_to in shape.tilted:
                if points and points[-1][0] != begin + offset:
                    yield _inversion(points)
                    points = []
                points += [(begin + offset, tilt_from), (finish + offset, tilt_to)]
        if points:
            yield _inversion(points)


def _touching(bands: Sequence[Band], start: float, end: float) -> Sequence[Band]:
    """The bands that touch `[start, end)`."""
    if start <= 0 and bands[-1].end <= end:
        return bands
    return bands[bisect_right(bands, start, key=_end) : bisect_left(bands, end, key=_start)]


def _inversion(points: Sequence[tuple[int, int]]) -> Inversion:
    return Inversion(points[0][0], points[-1][0], max(tilt for _at, tilt in points), tuple(points))


def _items(schedule: Schedule) -> Iterator[Item]:
    slots, starts = schedule.slots, schedule.starts
    row = 0
    while row < len(slots):
        slot, first = slots[row], row
        row += 1
        if slot.within is None:
            start = starts[first]
            end = start + slot.part.length
            yield Item(slot.prepared.step.uid, name_of(slot), start, end, (), range(first, row))
            continue
        rounds = []
        while row < len(slots) and slots[row].circuit_uid == slot.circuit_uid:
            if slots[row].round != slots[row - 1].round:
                rounds.append(starts[row])
            row += 1
        label = f"{slot.circuit or 'Circuit'} \N{MULTIPLICATION SIGN}{len(rounds) + 1}"
        end = starts[row] if row < len(slots) else schedule.length
        yield Item(slot.within.uid, label, starts[first], end, tuple(rounds), range(first, row))


def name_of(slot: Slot) -> str:
    """The name of a played step's exercise, or its id where it is not known."""
    exercise = slot.prepared.exercise
    return exercise.name if exercise else slot.prepared.step.exercise


def _marks(schedule: Schedule) -> list[Mark]:
    known: dict[int, bool] = {}
    for slot, start in zip(schedule.slots, schedule.starts, strict=True):
        if slot.prepared.exercise is None:
            known[start] = False
        elif slot.prepared.dose.manual:
            known.setdefault(start, True)
    return [Mark(at, is_known) for at, is_known in known.items()]
