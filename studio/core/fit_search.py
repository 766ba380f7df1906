"""Values for the steps of a frame that come to a wished time: as evenly as they can be had."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from studio.core.fit_sums import Sums
from studio.core.fit_times import PERCENT, Frame, Values, five
from studio.core.frozen import frozen
from studio.core.quantity import SECOND

NEAR = 5 * SECOND
"""How far from the wish a result may be, in ms."""

_MOST_SET = 6
"""Values that are set one after the other before all combinations are looked through."""


@frozen
class Way:
    """One way through a frame: the intensity in hundredths (None: as it is) and every step's values.

    `liked` are the values that the intensity alone gives; `total` is in ms.
    """

    frame: Frame
    percent: int | None
    liked: tuple[Values, ...]
    values: tuple[Values, ...]
    total: int


@frozen
class _Setting:
    """One value of one step set to another; `shift` is how far that is, as a share of its range."""

    index: int
    values: Values
    shift: float
    total: int


class Search:
    """Finds ways through one frame. `intensity` is that of the routine, in hundredths."""

    def __init__(self, frame: Frame, intensity: float) -> None:
        self.frame, self._intensity = frame, intensity
        self._evens: dict[int, Way] = {}
        self.now = _kept(frame, None, frame.now)
        self._sums: Sums | None = None

    @property
    def ends(self) -> tuple[Way, Way]:
        """The shortest way and the longest."""
        return self._even(0), self._even(PERCENT)

    @property
    def least(self) -> int:
        """The shortest total, in ms."""
        return self._even(0).total

    @property
    def most(self) -> int:
        """The longest total, in ms."""
        return self._even(PERCENT).total

    def way(self, target: int, *, thorough: bool) -> Way | None:
        """A way within `NEAR` of `target` ms: as it is, at another intensity, else with values set.

        None is the last word only where the search was `thorough`: then all totals are found out.
        """

        def off(way: Way) -> int:
            return abs(way.total - target)

        even = self._beside(target)
        best = min(even, key=off)
        for one in (self.now, best):
            if off(one) <= NEAR:
                return one
        found = [pair for way in (self.now, *even) for pair in _set_one(way, target)]
        if found:
            return min(found, key=lambda pair: pair[0])[1]
        some = _set_some(best, target)
        if off(some) <= NEAR:
            return some
        near = [way for way in self.around(target, thorough=thorough) if way is not None and off(way) <= NEAR]
        return min(near, key=off, default=None)

    def around(self, target: int, *, thorough: bool) -> tuple[Way | None, Way | None]:
        """The longest way that is not over `target` ms, and the shortest that is not under it."""
        if target < self.least:
            return None, self._even(0)
        if target > self.most:
            return self._even(PERCENT), None
        below, above = self._beside(target)
        if thorough and self._sums is None:
            self._sums = Sums(self.frame)
        sums = self._sums if thorough else None
        if sums is None or not sums.known:
            return below, above
        low, high = sums.around(target)
        return _summed(sums, below, low), _summed(sums, above, high)

    def _even(self, percent: int) -> Way:
        found = self._evens.get(percent)
        if found is None:
            found = self._evens[percent] = _kept(self.frame, percent, self.frame.at(percent))
        return found

    def _beside(self, target: int) -> tuple[Way, Way]:
        """The ways at the intensities just under and over `target`; of some as long the nearest to now."""

        def first(reached: Callable[[int], bool]) -> int:
            low, high = 0, PERCENT
            while low < high:
                middle = (low + high) // 2
                low, high = (low, middle) if reached(self._even(middle).total) else (middle + 1, high)
            return low

        def nearest(percent: int) -> Way:
            total = self._even(percent).total
            low, high = first(lambda it: it >= total), first(lambda it: it > total)
            high -= self._even(high).total > total
            return self._even(max(low, min(high, round(self._intensity))))

        above = first(lambda total: total >= target)
        return nearest(max(0, above - 1)), nearest(above)


def _kept(frame: Frame, percent: int | None, values: Sequence[Values]) -> Way:
    own = tuple(values)
    return Way(frame, percent, own, own, frame.total(own))


def _summed(sums: Sums, way: Way, total: int | None) -> Way | None:
    if total is None:
        return None
    return replace(way, values=tuple(sums.values(total, way.liked)), total=total)


def _set_one(way: Way, target: int) -> list[tuple[float, Way]]:
    """The way with the one value more set that brings it near by the smallest shift, if there is one."""
    near = [one for one in _settings(way, target) if abs(one.total - target) <= NEAR]
    best = min(near, key=lambda one: one.shift, default=None)
    return [] if best is None else [(best.shift, _with(way, best))]


def _set_some(way: Way, target: int) -> Way:
    """The way with a few values set, each so that the least is left over."""
    for _ in range(_MOST_SET):
        best = min(_settings(way, target), key=lambda one: (abs(one.total - target), one.shift), default=None)
        if best is None or abs(best.total - target) >= abs(way.total - target):
            break
        way = _with(way, best)
    return way


def _with(way: Way, setting: _Setting) -> Way:
    at = setting.index
    return replace(way, values=(*way.values[:at], setting.values, *way.values[at + 1 :]), total=setting.total)


def _settings(way: Way, target: int) -> Iterator[_Setting]:
    """For each number of each step the value that brings the way nearest to `target`."""
    for index, (step, values) in enumerate(zip(way.frame.steps, way.values, strict=True)):
        last = step.uid == way.frame.last
        for place, span in enumerate(step.spans):
            if len(span) == 1:
                continue
            before, after = values[:place], values[place + 1 :]
            low = step.length(five((*before, span[0], *after)), last=last)
            # The time grows in a straight line with any one number.
            grows = step.length(five((*before, span[1], *after)), last=last) - low
            at = span.index(values[place])
            steps = round((target - way.total) / grows) if grows else 0
            to = max(0, min(len(span) - 1, at + steps))
            if to != at:
                made = five((*before, span[to], *after))
                yield _Setting(index, made, abs(to - at) / (len(span) - 1), way.total + (to - at) * grows)
