"""Times and doses in words, the same in every place that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from studio.core.breath import Phase
from studio.core.dose import Dose, DoseInUse, Sides
from studio.core.quantity import SECOND, Range

BREATH_WORDS: Mapping[Phase, str] = MappingProxyType(
    {Phase.IN: "Breathe in", Phase.HOLD_IN: "Hold", Phase.OUT: "Breathe out", Phase.HOLD_OUT: "Hold"}
)
assert set(BREATH_WORDS) == set(Phase)

MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


def clock(ms: int) -> str:
    """`m:ss` or `h:mm:ss`, to the nearest second."""
    seconds = (ms + SECOND // 2) // SECOND
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def seconds(ms: int) -> str:
    """Seconds as a plain number: `20`, `17.5`."""
    return f"{ms / SECOND:.3f}".rstrip("0") if ms % SECOND else str(ms // SECOND)


def short(ms: int) -> str:
    """A length on a chip: `12 s` below a minute, else `m:ss`; tenths are kept."""
    return f"{seconds(ms)} s" if ms < MINUTE or ms % SECOND else clock(ms)


def times(ms_range: Range) -> str:
    """A range of lengths: `10-15 s`, `12 s`, `0:30-1:00`."""
    if ms_range.fixed:
        return short(ms_range.low)
    if ms_range.high < MINUTE:
        return f"{seconds(ms_range.low)}\N{EN DASH}{seconds(ms_range.high)} s"
    return f"{clock(ms_range.low)}\N{EN DASH}{clock(ms_range.high)}"


def counts(span: Range) -> str:
    """A range of counts: `5`, `10-15`."""
    return str(span.low) if span.fixed else f"{span.low}\N{EN DASH}{span.high}"


def plural(count: int, one: str, many: str) -> str:
    """A count with its noun."""
    return f"{count} {one if count == 1 else many}"


def manual_words(count: int) -> str:
    """What goes behind a total that steps without time are not in: `+ 1 manual step`, or nothing."""
    return f"+ {plural(count, 'manual step', 'manual steps')}" if count else ""


def dose_line(dose: Dose) -> str:
    """A dose in one short line for a card: `5 s \N{MULTIPLICATION SIGN} 10-15, each side`."""
    parts: list[str] = []
    if dose.breaths is not None and dose.breaths.high > 0:
        parts.append(f"{counts(dose.breaths)} {'breath' if dose.breaths.high == 1 else 'breaths'}")
    elif dose.hold is not None and dose.hold.high > 0:
        parts.append(times(dose.hold))
    if dose.reps is not None and dose.reps.high > 1:
        parts.append(f"\N{MULTIPLICATION SIGN} {counts(dose.reps)}" if parts else f"{counts(dose.reps)} reps")
    line = " ".join(parts) or "once"
    if dose.sets is not None and dose.sets.high > 1:
        line = f"{counts(dose.sets)} sets of {line}"
    if dose.tilt is not None and dose.tilt.high > 0:
        line += f", {counts(Range(dose.tilt.low // SECOND, dose.tilt.high // SECOND))}\N{DEGREE SIGN}"
    if dose.sides is Sides.EACH:
        line += ", each side"
    elif dose.sides in (Sides.LEFT, Sides.RIGHT):
        line += f", {dose.sides} side"
    return line


def announcement(name: str, dose: DoseInUse) -> str:
    """An exercise and its dose as they are called out: `Cat-cow, 10 times`."""
    words = [name]
    if dose.sets > 1:
        words.append(f"{dose.sets} sets")
    if dose.reps > 1:
        words.append(f"{dose.reps} times")
    if dose.breaths:
        words.append(plural(dose.breaths, "breath", "breaths"))
    elif dose.hold:
        words.append(f"hold {seconds(dose.hold)} seconds")
    if dose.sides is Sides.EACH:
        words.append("each side")
    elif dose.sides is not Sides.NONE:
        words.append(f"{dose.sides} side")
    return ", ".join(words)
