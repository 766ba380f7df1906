"""What of a schedule is drawn: bands, breath and tilt, for any stretch of time at any zoom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import ceil, inf, log
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.core.breath import Phase
from studio.core.frozen import frozen
from studio.core.schedule import Schedule, Slot
from studio.core.shared import shared_ends
from studio.timeline.shapes import KINDS, NO_WAVE, Band, Run, Shape

_start, _end = attrgetter("start"), attrgetter("end")
_STEP = 1.25
"""The steps in which the least length of a band grows, so that joined bands can be kept."""

Numbers = NDArray[np.float64]

_SHORT = 8
"""A step shorter than this many of the closest phases has no room for gaps in its breath."""


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


class Kept(NamedTuple):
    """What an outline has of each row: its shape, its `weights` and its `wave`, which see."""

    shapes: list[Shape]
    weights: Numbers
    waves: Numbers


NOTHING = Kept([], np.zeros((0, len(KINDS))), np.zeros((0, len(NO_WAVE))))


class Outline:
    """What is drawn of a schedule, row by row; the rows that `before` has already are taken over."""

    def __init__(self, schedule: Schedule, before: Outline | None = None) -> None:
        self.schedule = schedule
        slots, old = schedule.slots, before.kept if before else NOTHING
        head, tail = shared_ends(before.schedule.slots, slots) if before else (0, 0)
        between = slice(head, len(old.shapes) - tail)
        known = {id(shape.part): shape for shape in old.shapes[between]}
        new: list[Shape] = []
        for slot in slots[head : len(slots) - tail]:
            part = slot.part
            new.append(known.get(id(part)) or known.setdefault(id(part), Shape(part)))
        self.kept: Kept = Kept(
            [*old.shapes[:head], *new, *old.shapes[between.stop :]],
            _spliced(old.weights, between, [shape.weights for shape in new]),
            _spliced(old.waves, between, [shape.wave for shape in new]),
        )
        self._sums = np.zeros((len(slots) + 1, len(KINDS)))
        np.cumsum(self.kept.weights, axis=0, out=self._sums[1:])
        self._edges = (*schedule.starts, schedule.length)
        self._firsts = _firsts(slots)
        self._item_edges = [self._edges[row] for row in self._firsts]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every step and circuit."""
        return tuple(map(self._item, range(len(self._firsts) - 1)))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Where steps are that take no time."""
        known: dict[int, bool] = {}
        for row in np.flatnonzero(np.diff(self._edges) == 0).tolist():
            prepared, start = self.schedule.slots[row].prepared, self._edges[row]
            if prepared.exercise is None:
                known[start] = False
            elif prepared.dose.manual:
                known.setdefault(start, True)
        return tuple(Mark(at, is_known) for at, is_known in known.items())

    @cached_property
    def inversions(self) -> tuple[Inversion, ...]:
        """Every time upside down."""
        return tuple(self._inversions())

    @property
    def steepest(self) -> int:
        """Degrees of the most tilted moment."""
        return max((one.steepest for one in self.inversions), default=0)

    def bands(self, start: float, end: float, least: float) -> list[Band]:
        """The bands that touch `[start, end)`; those shorter than `least` ms are joined."""
        return [
            Band(begin + offset, finish + offset, phase, word)
            for offset, bands in self.pieces(start, end, least)
            for begin, finish, phase, word in bands
        ]

    def pieces(self, start: float, end: float, least: float) -> Iterator[tuple[int, Sequence[Band]]]:
        """The same bands as they are kept: some with the ms that are to be added to their times.

        Takes time with what is yielded, not with the steps that are joined in it.
        """
        least = _STEP ** ceil(log(least, _STEP)) if least > 1 else 0.0
        edges, first, last = self._edges, *self._window(start, end)
        long = np.flatnonzero(np.diff(edges[first : last + 1]) >= least) + first
        groups: list[tuple[int, int]] = []
        ways: list[int] = []  # rows that are long; -1 for the next group
        row = first
        for stop in (*long.tolist(), last):
            while row < stop:
                after = min(stop, bisect_left(edges, edges[row] + least, row + 1, last + 1))
                groups.append((row, after))
                ways.append(-1)
                row = after
            if stop < last:
                ways.append(stop)
                row = stop + 1
        mains = iter(self._mains(groups))
        for row in ways:
            if row >= 0:
                shape, offset = self.kept.shapes[row], edges[row]
                if shape.bands:
                    yield offset, _touching(shape.joined(least), start - offset, end - offset)
            elif (band := next(mains)).end > band.start:
                yield 0, (band,)

    def breath(
        self, start: float, end: float, closest: float, gap: float
    ) -> tuple[list[tuple[float, float]], list[Run]]:
        """The paced breath that touches `[start, end)`, as dense stretches and as runs, both in ms.

        Dense is what has phases of less than `closest` ms on the average. Stretches of it that are less than
        `gap` ms apart are one, and so are those of one short step.
        """
        first, last = self._window(start, end)
        starts = np.asarray(self._edges[first : last + 1], dtype=float)
        begins, ends, means, counts = self.kept.waves[first:last].T
        short = (np.diff(starts) < _SHORT * closest) | (counts == 1)
        is_dense = (counts > 0) & (means < closest) & short
        rows = np.flatnonzero(is_dense)
        dense = _joined_stretches(starts[rows] + begins[rows], starts[rows] + ends[rows], gap)
        runs: list[Run] = []
        for row in (np.flatnonzero((counts > 0) & ~is_dense) + first).tolist():
            offset = self._edges[row]
            for begin, finish, _row, spans in self.kept.shapes[row].runs:
                if finish + offset <= start or begin + offset >= end:
                    continue
                if finish - begin < closest * len(spans):
                    dense.append((begin + offset, finish + offset))
                else:
                    runs.append(Run(begin + offset, finish + offset, row, spans))
        return sorted(one for one in dense if one[1] > start and one[0] < end), runs

    def phases(self, run: Run, start: float, end: float) -> Iterator[tuple[int, int, Phase]]:
        """Start and end, in ms, of each phase of a run that touches `[start, end)`."""
        offset = self._edges[run.row]
        first = bisect_right(run.spans, start - offset, key=_end)
        for span in run.spans[first : bisect_left(run.spans, end - offset, key=_start)]:
            yield span.start + offset, span.end + offset, span.phase

    def item_at(self, at: float, least: float = inf) -> Item | None:
        """The step or circuit that plays at `at`; a circuit's own step where all of those last `least` ms."""
        index = bisect_right(self._item_edges, at) - 1
        if not 0 <= index < len(self._firsts) - 1:
            return None
        item = self._item(index)
        return next((one for one in self.inner(item, least) if one.start <= at < one.end), item)

    def items_between(
        self, start: float, end: float, least: float = 0, few: float = 0, alone: Sequence[int] = ()
    ) -> Iterator[Item | tuple[int, int]]:
        """The steps and circuits that touch `[start, end)`.

        Those shorter than `least` ms are told as stretches `[start, end)`, and neighbours shorter than `few`
        ms as one; `alone` are identities that are told all the same. Takes time with what is told.
        """
        edges = self._item_edges
        last = min(len(edges) - 1, bisect_left(edges, end))
        first = min(last, max(0, bisect_right(edges, start) - 1))
        lengths = np.diff(edges[first : last + 1])
        told = set((np.flatnonzero(lengths >= least) + first).tolist())
        told.update(bisect_right(self._firsts, row) - 1 for row in self.rows_of(alone))
        seen = told & set(range(first, last))
        apart = seen.union((np.flatnonzero(lengths >= few) + first).tolist())
        joined = first
        for index in (*sorted(apart), last):
            if joined < index:
                yield edges[joined], edges[index]
            if index in seen:
                yield self._item(index)
            elif index < last:
                yield edges[index], edges[index + 1]
            joined = index + 1

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
        edges = self._edges
        spans: list[tuple[int, int]] = []
        for row in self.rows_of(uids):
            if spans and spans[-1][1] == edges[row]:
                spans[-1] = (spans[-1][0], edges[row + 1])
            else:
                spans.append((edges[row], edges[row + 1]))
        return spans

    def rows_of(self, uids: Sequence[int]) -> Sequence[int]:
        """The rows in which those steps, and the steps of those circuits, are played."""
        schedule = self.schedule
        return (
            schedule.rows_of(uids[0]) if len(uids) == 1 else sorted(set().union(*map(schedule.rows_of, uids)))
        )

    def name_of(self, uid: int) -> str:
        """What a step or circuit that is played is called; a circuit with its rounds."""
        row = self.rows_of((uid,))[0]
        item = self._item(bisect_right(self._firsts, row) - 1)
        return item.label if item.uid == uid else name_of(self.schedule.slots[row])

    def _window(self, start: float, end: float) -> tuple[int, int]:
        """The first row that touches `[start, end)`, and the one after the last."""
        starts = self.schedule.starts
        last = bisect_left(starts, end)
        return min(last, max(0, bisect_right(starts, start) - 1)), last

    def _mains(self, groups: Sequence[tuple[int, int]]) -> list[Band]:
        """Each group of rows as one band, of the phase that has most of its time."""
        if not groups:
            return []
        edges = self._edges
        firsts, ends = zip(*groups, strict=True)
        most = (self._sums[list(ends)] - self._sums[list(firsts)]).argmax(axis=1).tolist()
        return [
            Band(edges[first], edges[end], KINDS[kind], "")
            for first, end, kind in zip(firsts, ends, most, strict=True)
        ]

    def _item(self, index: int) -> Item:
        slots, edges = self.schedule.slots, self._edges
        first, end = self._firsts[index], self._firsts[index + 1]
        slot, rows = slots[first], range(first, end)
        if slot.within is None:
            return Item(slot.prepared.step.uid, name_of(slot), edges[first], edges[end], (), rows)
        rounds = tuple(edges[row] for row in rows[1:] if slots[row].round != slots[row - 1].round)
        label = f"{slot.circuit or 'Circuit'} \N{MULTIPLICATION SIGN}{len(rounds) + 1}"
        return Item(slot.within.uid, label, edges[first], edges[end], rounds, rows)

    def _inversions(self) -> Iterator[Inversion]:
        points: list[tuple[int, int]] = []
        tilted = (pair for pair in zip(self._edges, self.kept.shapes, strict=False) if pair[1].tilted)
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


def _firsts(slots: Sequence[Slot]) -> list[int]:
    """The row with which each step or circuit begins, and one past the last."""
    within = [slot.within for slot in slots]
    befores = (None, *within[:-1])
    pairs = enumerate(zip(within, befores, strict=False))
    return [*(row for row, (now, before) in pairs if now is None or now is not before), len(slots)]


def name_of(slot: Slot) -> str:
    """The name of a played step's exercise, or its id where it is not known."""
    exercise = slot.prepared.exercise
    return exercise.name if exercise else slot.prepared.step.exercise


def _spliced(before: Numbers, between: slice, new: Sequence[Sequence[float]]) -> Numbers:
    """The rows of `before` with new ones in the place of those between."""
    made = np.array(new, dtype=float).reshape(len(new), before.shape[1])
    return np.concatenate((before[: between.start], made, before[between.stop :]))


def _joined_stretches(starts: Numbers, ends: Numbers, gap: float) -> list[tuple[float, float]]:
    """Stretches in their order, those less than `gap` apart joined."""
    apart = np.flatnonzero(starts[1:] - ends[:-1] >= gap) + 1
    firsts = starts[np.concatenate(([0], apart))] if len(starts) else starts
    lasts = ends[np.concatenate((apart - 1, [-1]))] if len(ends) else ends
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
