"""The dose of a step: what a file may say, what is inherited, and the values in use."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter

from studio.core.breath import DEFAULT_BREATH, BreathPattern
from studio.core.frozen import frozen
from studio.core.quantity import SECOND, Range, fixed, in_use, round_half_up

CHANGE = 5 * SECOND
"""Time to change sides where nothing else is said, in ms (FORMAT, rule 3)."""


class Sides(StrEnum):
    """Which sides a dose is done on; `each` is a full dose for both."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"
    EACH = "each"


class Side(StrEnum):
    """One side of the body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


@frozen
class Dose:
    """What is said of a dose; None where nothing is said.

    Counts are whole numbers, times milliseconds, tilt thousandths of a degree head-down.
    `hold` and `breaths` exclude each other.
    """

    sets: Range | None = None
    reps: Range | None = None
    hold: Range | None = None
    breaths: Range | None = None
    pause: Range | None = None
    rest: Range | None = None
    change: int | None = None
    prepare: int | None = None
    sides: Sides | None = None
    tilt: Range | None = None
    manual: bool | None = None
    optional: bool | None = None
    note: str | None = None
    breath: BreathPattern | None = None

    def over(self, other: Dose) -> Dose:
        """This dose with what it leaves open taken from `other`."""
        said, below = _values(self), list(_values(other))
        if self.hold is not None or self.breaths is not None:
            below[_HOLD] = below[_BREATHS] = None  # two ways to say one thing
        return Dose(*[low if high is None else high for high, low in zip(said, below, strict=True)])

    @property
    def ranged(self) -> bool:
        """Whether the length depends on the intensity."""
        spans = (self.sets, self.reps, self.hold, self.breaths, self.pause, self.rest, self.tilt)
        return any(span is not None and not span.fixed for span in spans)


_NAMES = tuple(field.name for field in fields(Dose))
_HOLD, _BREATHS = _NAMES.index("hold"), _NAMES.index("breaths")
_values = attrgetter(*_NAMES)

DEFAULT_DOSE = Dose(
    sets=fixed(1), reps=fixed(1), hold=fixed(0), pause=fixed(0), rest=fixed(0), change=CHANGE,
    sides=Sides.NONE, tilt=fixed(0), manual=False, optional=False, note="",
)  # fmt: skip
"""What holds where neither the step nor its preset nor its exercise says anything."""


@frozen
class DoseInUse:
    """A dose with every range settled: counts, milliseconds, whole degrees; `breaths` wins over `hold`."""

    sets: int
    reps: int
    hold: int
    breaths: int | None
    pause: int
    rest: int
    change: int
    prepare: int | None
    sides: Sides
    tilt: int
    manual: bool
    optional: bool
    note: str
    breath: BreathPattern


def settle(dose: Dose, intensity: Fraction, breath: BreathPattern = DEFAULT_BREATH) -> DoseInUse:
    """The values of `dose` at an intensity of 0..1, with the defaults and the routine's breath filled in."""
    full = dose.over(DEFAULT_DOSE)

    def value(span: Range | None, step: int) -> int:
        return 0 if span is None else in_use(span, intensity, step)

    return DoseInUse(
        sets=value(full.sets, 1),
        reps=value(full.reps, 1),
        hold=value(full.hold, SECOND // 2),
        breaths=None if full.breaths is None else value(full.breaths, 1),
        pause=value(full.pause, SECOND // 2),
        rest=value(full.rest, SECOND // 2),
        change=full.change or 0,
        prepare=full.prepare,
        sides=full.sides or Sides.NONE,
        tilt=round_half_up(value(full.tilt, SECOND), SECOND) // SECOND,
        manual=bool(full.manual),
        optional=bool(full.optional),
        note=full.note or "",
        breath=full.breath or breath,
    )
