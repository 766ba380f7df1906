"""Fit to time: a routine made as long as one has time, inside its ranges, then with fewer optional steps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import comb
from typing import Any

from studio.core.compile import compile_schedule, dose_of
from studio.core.dose import Dose, settle
from studio.core.exercise import Catalogue, Hold
from studio.core.fit_search import NEAR, Search, Way
from studio.core.fit_times import KEYS, PERCENT, Times, Values
from studio.core.fit_words import Change, changes
from studio.core.frozen import frozen
from studio.core.phrase import clock
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Item, Routine, Step, mapped
from studio.core.rows import removed
from studio.core.schedule import Prepared, Schedule
from studio.core.transitions import TransitionTable

_MOST_LOOKS = 8_000
"""Played steps that are looked at to find which optional ones to drop, before it is only tried."""
_MOST_TRIED = 16
"""Choices of dropped steps that are tried at one number of them."""
_MOST_PROVEN = 2
"""Ways that are compiled to tell the nearest time that can be had."""
_FEW, _MOST_THOROUGH = 12, 60
"""With so few steps all totals of so many choices are found out; with more steps of two, for they abound."""


@frozen
class Fit:
    """A routine that lasts `total` ms, within `NEAR` of the wish, and all that was changed for it."""

    routine: Routine
    total: int
    changes: tuple[Change, ...]


@frozen
class Refusal:
    """Why a time cannot be had, and the nearest that can be, shorter and longer (ms); None where none is."""

    words: str
    shorter: int | None = None
    longer: int | None = None


class Fitter:
    """Fits one routine to times. What it answers depends on nothing but the routine and the wish."""

    def __init__(
        self,
        routine: Routine,
        catalogue: Catalogue,
        transitions: TransitionTable,
        schedule: Schedule | None = None,
    ) -> None:
        self._routine, self._catalogue, self._transitions = routine, catalogue, transitions
        self._schedule = schedule or compile_schedule(routine, catalogue, transitions)
        self._searches: dict[frozenset[int], Search] = {}
        self._lengths: dict[tuple[frozenset[int], tuple[Values, ...]], int] = {}
        self._why = _why_not(self._schedule)
        if self._why:
            return
        self._times = Times(routine, catalogue, transitions, self._schedule)
        self._optional = tuple(step.uid for step in self._times.steps if step.optional)
        self._exhale = self._schedule.length - self._search(frozenset()).now.total
        self._thorough = _MOST_THOROUGH if len(self._times.steps) <= _FEW else 2
        self._counted = any(_counts_breaths(slot.prepared) for slot in self._schedule.slots)

    @cached_property
    def ends(self) -> tuple[int, int] | None:
        """The shortest and the longest time that can be had, in ms; None where no time can."""
        if self._why:
            return None
        few = [frozenset[int](), frozenset(self._optional), *(frozenset((uid,)) for uid in self._optional)]
        if len(self._optional) == len(self._times.steps):
            few += [frozenset(self._optional) - {uid} for uid in self._optional]
        found = [self._search(gone) for gone in few if len(gone) < len(self._times.steps)]
        low, high = [search.ends[0] for search in found], [search.ends[1] for search in found]
        return self._nearest(low, min), self._nearest(high, max)

    def to(self, wish: int) -> Fit | Refusal:
        """The routine fitted to `wish` ms: ranges first, and as few optional steps dropped as will do."""
        if self._why:
            return Refusal(self._why)
        if abs(self._schedule.length - wish) <= NEAR:
            return Fit(self._routine, self._schedule.length, ())
        looked: list[Search] = []
        for level in self._levels(wish):
            inside = [one for one in level if self._holds(one, wish)]
            inside.sort(key=lambda one: abs(one.now.total + self._exhale - wish))
            for rank, search in enumerate(inside[:_MOST_THOROUGH]):
                found = self._fitted(search, wish, thorough=rank < self._thorough)
                if found is not None:
                    return found
            looked += [*inside, *(one for one in level if not self._holds(one, wish))]
        return self._refused(looked, wish)

    def _search(self, dropped: frozenset[int]) -> Search:
        found = self._searches.get(dropped)
        if found is None:
            frame = self._times.without(dropped)
            found = self._searches[dropped] = Search(frame, float(self._routine.intensity * PERCENT))
        return found

    def _levels(self, wish: int) -> Iterator[list[Search]]:
        """Choices of steps to drop: none, each one, each two... All of them, while they are not too many."""
        most, looks = len(self._optional) - (len(self._optional) == len(self._times.steps)), _MOST_LOOKS
        for count in range(most + 1):
            looks -= comb(len(self._optional), count) * len(self._times.turns)
            if count and looks < 0:
                yield from self._tried(range(count, most + 1), wish)
                return
            yield [self._search(frozenset(gone)) for gone in combinations(self._optional, count)]

    def _tried(self, counts: range, wish: int) -> Iterator[list[Search]]:
        """Some choices at the first few numbers of steps that can be enough, by what each step saves."""
        saves = sorted(self._optional, key=lambda uid: self._search(frozenset((uid,))).least)

        def least(count: int) -> int:
            return self._search(frozenset(saves[:count])).least

        first = bisect_left(counts, NEAR - wish, key=lambda count: -least(count))
        for count in counts[min(first, len(counts) - 1) :][:3]:
            starts = len(saves) - count + 1
            some = range(0, starts, -(-starts // _MOST_TRIED))
            yield [self._search(frozenset(saves[start : start + count])) for start in some]

    def _holds(self, search: Search, wish: int) -> bool:
        """Whether the wish lies between the ends of one choice of dropped steps."""
        return search.least - NEAR <= wish - min(self._exhales(search)) and (
            search.most + NEAR >= wish - max(self._exhales(search))
        )

    def _exhales(self, search: Search) -> tuple[int, ...]:
        """What the end may add, the likely one first, in ms.

        A routine that would leave the breath on the inhale of a hold gets one exhale more.
        """
        if not self._counted:
            return (0,)
        [last] = [step for step in search.frame.steps if step.uid == search.frame.last]
        return tuple(sorted((0, last.exhale), key=lambda exhale: exhale != self._exhale))

    def _fitted(self, search: Search, wish: int, *, thorough: bool) -> Fit | None:
        """A fit within one choice of dropped steps, proven by compiling it."""
        for exhale in self._exhales(search):
            way = search.way(wish - exhale, thorough=thorough)
            if way is not None:
                made, schedule = self._made(way)
                if abs(schedule.length - wish) <= NEAR:
                    told = changes(self._routine, self._schedule, made, schedule)
                    return Fit(made, schedule.length, told)
        return None

    def _made(self, way: Way) -> tuple[Routine, Schedule]:
        routine = written(self._routine, self._schedule, way)
        return routine, compile_schedule(routine, self._catalogue, self._transitions, self._schedule)

    def _length(self, way: Way) -> int:
        """The real length of a way, in ms."""
        if not self._counted:
            return way.total
        key = way.frame.dropped, way.values
        if key not in self._lengths:
            self._lengths[key] = self._made(way)[1].length
        return self._lengths[key]

    def _nearest(self, ways: Sequence[Way], most: Callable[[Iterable[int]], int]) -> int:
        """The real length of the shortest or longest of some ways: of those that an exhale could make it."""
        best = most(way.total for way in ways)
        spare = max(step.exhale for way in ways for step in way.frame.steps) if self._counted else 0
        close = {way.values: way for way in ways if abs(way.total - best) <= spare}
        return most(self._length(way) for way in [*close.values()][:_MOST_PROVEN])

    def _refused(self, looked: Sequence[Search], wish: int) -> Refusal:
        """What can be had instead."""
        under: list[Way] = []
        over: list[Way] = []
        for rank, search in enumerate(looked):
            for exhale in self._exhales(search):
                below, above = search.around(wish - exhale, thorough=rank < self._thorough)
                under += [below] if below else []
                over += [above] if above else []
        found = {self._length(way) for way in (*_first(under, -1), *_first(over, 1))}
        shorter = max((length for length in found if length < wish), default=None)
        longer = min((length for length in found if length > wish), default=None)
        ends = self.ends
        assert ends is not None
        return Refusal(_refusal(wish, shorter, longer, ends), shorter, longer)


def _first(ways: Sequence[Way], sign: int) -> list[Way]:
    """The few nearest of some ways."""
    different = {way.values: way for way in sorted(ways, key=lambda way: sign * way.total)}
    return [*different.values()][:_MOST_PROVEN]


def _counts_breaths(prepared: Prepared) -> bool:
    """Whether one of its holds is counted in breaths: only after such a one it may end on an inhale."""
    exercise, dose = prepared.exercise, prepared.dose
    elements = () if exercise is None else (*exercise.enter, *exercise.cycle, *exercise.leave)
    holds = [element for element in elements if isinstance(element, Hold)]
    return any(dose.breaths if hold.of_dose else hold.breaths for hold in holds)


def written(routine: Routine, schedule: Schedule, way: Way) -> Routine:
    """The routine that goes a way: steps dropped, one intensity for all, and single values where they differ.

    The tilt stays as it is at any intensity: nobody asks for a steeper table with a longer time.
    """
    made = removed(routine, way.frame.dropped)
    doses: dict[int, dict[str, Any]] = {}
    for step, liked, values in zip(way.frame.steps, way.liked, way.values, strict=True):
        for place, key in enumerate(KEYS):
            if values[place] != liked[place]:
                name = "breaths" if key == "hold" and step.breaths else key
                doses.setdefault(step.uid, {})[name] = fixed(values[place])
    if way.percent is not None:
        made = replace(made, intensity=Fraction(way.percent, PERCENT))
        for uid, degrees in _tilts(schedule, made.intensity).items():
            doses.setdefault(uid, {})["tilt"] = fixed(degrees * SECOND)

    def change(item: Item) -> Item:
        said = doses.get(item.uid)
        return replace(item, dose=Dose(**said).over(item.dose)) if said and isinstance(item, Step) else item

    return mapped(made, change)


def _tilts(schedule: Schedule, intensity: Fraction) -> dict[int, int]:
    """The degrees in use that another intensity would change, by step."""
    found: dict[int, int] = {}
    for slot in schedule.slots:
        one = slot.prepared
        dose = one.step.dose if one.exercise is None else dose_of(one.step, one.exercise)
        if dose.tilt is not None and not dose.tilt.fixed and settle(dose, intensity).tilt != one.dose.tilt:
            found[one.step.uid] = one.dose.tilt
    return found


def _why_not(schedule: Schedule) -> str:
    if not schedule.slots:
        return "There is no step yet, so there is no time to fit."
    if schedule.unknown:
        return "Some exercises are not known, and neither is their time. Replace them first."
    return ""


def _refusal(wish: int, shorter: int | None, longer: int | None, ends: tuple[int, int]) -> str:
    low, high = clock(ends[0]), clock(ends[1])
    if ends[0] == ends[1]:
        return f"It lasts {low}: there are no ranges and no optional steps to change that."
    if shorter is None or longer is None:
        return f"{clock(wish)} cannot be had. Between {low} and {high} can be had."
    return f"{clock(wish)} cannot be had. The nearest are {clock(shorter)} and {clock(longer)}."
