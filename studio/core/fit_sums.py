"""Which totals a number of steps can have together, each free inside its ranges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import gcd

from studio.core.fit_times import KEYS, Frame, StepTime, Values, five

MOST_WORK = 300_000_000
"""Bits that may be moved to find all totals; beyond that so many steps are free that it need not be known."""
MOST_SHAPES = 400

_Run = tuple[int, int]
"""A step in ms and how many of them there may be."""


class Sums:
    """All totals of a frame, as one long number with a bit for each; `None` of it where they are too many.

    Totals are whole numbers of `grain` ms above the least.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        shapes = {step.uid: _shapes(step, last=step.uid == frame.last) for step in frame.steps}
        free = [step for step in frame.steps if any(len(span) > 1 for span in step.spans)]
        # The steps with the finest numbers come first: what is left over in the end falls to them.
        free.sort(key=lambda step: _finest(shapes[step.uid]))
        self._free = free
        self._lows = [step.length(_lowest(step), last=step.uid == frame.last) for step in free]
        self.least = frame.total([_lowest(step) for step in frame.steps])
        self.grain = _grain([shapes[step.uid] for step in free])
        most = frame.total([_highest(step) for step in frame.steps])
        self._bits = (most - self.least) // self.grain + 1
        work = self._bits * sum(len(shapes[step.uid]) * 8 for step in free)
        self.known = work <= MOST_WORK
        self._reached = [1]
        if self.known:
            for step in free:
                self._reached.append(_spread(self._reached[-1], shapes[step.uid], self.grain))

    def around(self, target: int) -> tuple[int | None, int | None]:
        """The greatest total that is not above `target` ms, and the least that is not below it."""
        every = self._reached[-1]
        down, up = (target - self.least) // self.grain, -((self.least - target) // self.grain)
        below = every & ((1 << (down + 1)) - 1) if down >= 0 else 0
        above = every >> max(0, up)
        return (
            self.least + (below.bit_length() - 1) * self.grain if below else None,
            self.least + (max(0, up) + (above & -above).bit_length() - 1) * self.grain if above else None,
        )

    def values(self, total: int, liked: Sequence[Values]) -> list[Values]:
        """Values that come to a total that can be reached; most steps keep those that are `liked`."""
        left = (total - self.least) // self.grain
        found = {step.uid: own for step, own in zip(self._frame.steps, liked, strict=True)}
        for index in range(len(self._free) - 1, -1, -1):
            step, low = self._free[index], self._lows[index]
            for values in _nearest_first(step, found[step.uid]):
                used = (step.length(values, last=step.uid == self._frame.last) - low) // self.grain
                if used <= left and self._reached[index] >> (left - used) & 1:
                    found[step.uid] = values
                    left -= used
                    break
        return [found[step.uid] for step in self._frame.steps]


_Shape = tuple[int, tuple[_Run, ...]]
"""Milliseconds above the least for a choice of sets and repetitions, and the runs of the other numbers."""


def _lowest(step: StepTime) -> Values:
    return five([span[0] for span in step.spans])


def _highest(step: StepTime) -> Values:
    return five([span[-1] for span in step.spans])


def _shapes(step: StepTime, *, last: bool) -> list[_Shape]:
    sets, reps, hold, pause, rest = step.spans
    least = step.length(_lowest(step), last=last)
    # Where nothing is multiplied by them, repetitions are a run like any other.
    alone = len(hold) == len(pause) == 1
    every = list(product(sets, reps[:1] if alone else reps))
    if len(every) > MOST_SHAPES:
        every = [every[index * (len(every) - 1) // (MOST_SHAPES - 1)] for index in range(MOST_SHAPES)]
    made: list[_Shape] = []
    for one, two in every:
        low: Values = one, two, hold[0], pause[0], rest[0]
        base = step.length(low, last=last)
        runs: list[_Run] = []
        for place, span in enumerate(step.spans):
            if len(span) > 1 and (place > 1 or (place == 1 and alone)):
                more = (*low[:place], span[1], *low[place + 1 :])
                runs.append((step.length(five(more), last=last) - base, len(span) - 1))
        made.append((base - least, tuple(runs)))
    return made


def _finest(shapes: Sequence[_Shape]) -> int:
    steps = [more for _base, runs in shapes for more, _count in runs if more]
    return min((*steps, *(base for base, _runs in shapes if base)), default=0)


def _grain(every: Sequence[Sequence[_Shape]]) -> int:
    grain = 0
    for shapes in every:
        for base, runs in shapes:
            grain = gcd(grain, base, *(more for more, _count in runs))
    return grain or 1


def _spread(reached: int, shapes: Sequence[_Shape], grain: int) -> int:
    """What can be reached with one step more."""
    made = 0
    for base, runs in shapes:
        bits = reached << base // grain
        for more, count in runs:
            done = 0
            while more and done < count:
                further = min(done + 1, count - done)
                bits |= bits << further * more // grain
                done += further
        made |= bits
    return made


def _nearest_first(step: StepTime, liked: Values) -> Iterator[Values]:
    """All values of a step: those that are liked, then with one number changed, then all the others."""
    yield liked
    order = [sorted(span, key=lambda at: abs(at - liked[place])) for place, span in enumerate(step.spans)]
    for place in range(len(KEYS)):
        for value in order[place][1:]:
            yield five((*liked[:place], value, *liked[place + 1 :]))
    yield from product(*order)
