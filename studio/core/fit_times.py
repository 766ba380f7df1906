"""How long the steps of a routine take at any values inside their ranges, without laying them out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from studio.core.breath import BreathPattern, Half
from studio.core.compile import dose_of, played_order
from studio.core.dose import DEFAULT_DOSE, DoseInUse
from studio.core.exercise import Catalogue, Element, Exercise, Hold
from studio.core.frozen import frozen
from studio.core.layout import lay_out
from studio.core.plan import sides_of
from studio.core.quantity import SECOND, Range
from studio.core.routine import Circuit, Routine
from studio.core.schedule import Ahead, Carry, Prepared, Schedule
from studio.core.transitions import START, TransitionTable

Values = tuple[int, int, int, int, int]
"""Sets, repetitions, hold (ms, or a count of breaths), pause and rest (ms) of one step."""


def five(values: Sequence[int]) -> Values:
    """The numbers of one step in their order."""
    sets, reps, hold, pause, rest = values
    return sets, reps, hold, pause, rest


KEYS = ("sets", "reps", "hold", "pause", "rest")
PERCENT = 100

_HALF = SECOND // 2
_NEXT = {inverted: Ahead(False, inverted, Half.IN) for inverted in (False, True)}


@frozen
class StepTime:
    """One step as written: what each of its values adds to the time of all its turns.

    `spans` holds the values in use that a number may take; a number without effect on the time has only one.
    `ranges` are what is written, `now` the values in use. A set adds `per_set` ms, a repetition `per_rep`,
    and the hold counts `holds_a_set` and `holds_a_rep` times in them, `unit` ms for each of its numbers.
    `exhale` is the length of one (ms), that of a last step which would leave the breath on its inhale.
    """

    uid: int
    name: str
    optional: bool
    turns: int
    per_set: int
    per_rep: int
    holds_a_set: int
    holds_a_rep: int
    sides: int
    rests: int
    unit: int
    breaths: bool
    exhale: int
    ranges: tuple[Range, ...]
    grains: tuple[int, ...]
    spans: tuple[range, ...]
    now: Values

    def length(self, values: Values, *, last: bool) -> int:
        """Milliseconds beyond those at one set of one repetition without hold, pause and rest.

        `last` drops one rest, with which the routine would end.
        """
        sets, reps, hold, pause, rest = values
        reps *= sets
        once = (sets - 1) * self.per_set + (reps - 1) * self.per_rep
        once += hold * self.unit * (sets * self.holds_a_set + reps * self.holds_a_rep)
        once += pause * self.sides * (reps - sets)
        return self.turns * once + rest * self.rests * (self.turns * sets - last)

    def at(self, percent: int) -> Values:
        """The values in use at a whole percentage of the intensity."""
        return five(
            [
                span[0] if len(span) == 1 else _in_use(written, percent, grain)
                for span, written, grain in zip(self.spans, self.ranges, self.grains, strict=True)
            ]
        )


def _in_use(written: Range, percent: int, grain: int) -> int:
    """What `in_use` gives for `percent` hundredths, in whole numbers only: it is asked thousands of times."""
    scaled = PERCENT * written.low + percent * (written.high - written.low)
    return (2 * scaled + PERCENT * grain) // (2 * PERCENT * grain) * grain


@frozen
class Frame:
    """The steps that are kept, the time that no value of theirs changes (ms), and which of them ends it."""

    steps: tuple[StepTime, ...]
    fixed: int
    last: int
    dropped: frozenset[int]

    def total(self, values: Sequence[Values]) -> int:
        """Milliseconds at those values, without an exhale that the end may need."""
        return self.fixed + sum(
            step.length(own, last=step.uid == self.last) for step, own in zip(self.steps, values, strict=True)
        )

    def at(self, percent: int) -> list[Values]:
        """The values of every step at one intensity for all."""
        return [step.at(percent) for step in self.steps]

    @property
    def now(self) -> list[Values]:
        """The values in use."""
        return [step.now for step in self.steps]


class Times:
    """The times of a routine's steps, and what is left of them where some are dropped.

    Every exercise has to be known. `schedule` is the routine's own.
    """

    def __init__(
        self, routine: Routine, catalogue: Catalogue, transitions: TransitionTable, schedule: Schedule
    ) -> None:
        self._transitions = transitions
        known = routine.lookup(catalogue)
        prepared = {slot.prepared.step.uid: slot.prepared for slot in schedule.slots}
        least: dict[int, tuple[int, int]] = {}
        self._carries = [Carry(START)]
        self._laid: dict[tuple[int, int, bool], tuple[int, int]] = {}
        self._least = {uid: _least(one) for uid, one in prepared.items()}
        kinds: dict[tuple[str, str | None, DoseInUse], int] = {}
        self._kinds = {
            uid: kinds.setdefault((one.step.exercise, one.step.preset, one.dose), len(kinds))
            for uid, one in self._least.items()
        }
        self.turns = [turn.step.uid for turn in played_order(routine.steps)]
        self._circuits = [
            (item.rounds * item.rest, item.rest, {step.uid for step in item.steps})
            for item in routine.steps
            if isinstance(item, Circuit) and item.rest
        ]
        self.steps: list[StepTime] = []
        for item in routine.steps:
            inner = item.steps if isinstance(item, Circuit) else (item,)
            for step in inner:
                one, low = prepared[step.uid], self._least[step.uid]
                key = self._kinds[step.uid]
                if key not in least:
                    least[key] = self._slopes(low)
                exercise = known[step.exercise]
                turns = item.rounds if isinstance(item, Circuit) else 1
                self.steps.append(_step_time(one, exercise, turns, least[key]))

    def without(self, dropped: Collection[int]) -> Frame:
        """What is left when those steps are dropped; at least one has to stay."""
        gone = frozenset(dropped)
        turns = [uid for uid in self.turns if uid not in gone] if gone else self.turns
        fixed = carry = 0
        inverted = [self._least[uid].inverted for uid in turns[1:]]
        for uid, after in zip(turns, (*inverted, False), strict=True):
            length, carry = self._lay(uid, carry, after)
            fixed += length
        for rests, rest, inner in self._circuits:
            if not inner <= gone:
                fixed += rests - (rest if turns[-1] in inner else 0)
        kept = tuple(step for step in self.steps if step.uid not in gone) if gone else tuple(self.steps)
        return Frame(kept, fixed, turns[-1], gone)

    def _lay(self, uid: int, carry: int, after: bool) -> tuple[int, int]:
        """Length of a step at its least, and the number of what it carries on."""
        key = self._kinds[uid], carry, after
        found = self._laid.get(key)
        if found is None:
            part = lay_out(self._least[uid], self._carries[carry], _NEXT[after], self._transitions)
            leaves = Carry(part.carry.position, part.carry.tilt)
            if leaves not in self._carries:
                self._carries.append(leaves)
            found = self._laid[key] = part.length, self._carries.index(leaves)
        return found

    def _slopes(self, least: Prepared) -> tuple[int, int]:
        """Milliseconds that one more set and one more repetition add."""
        exercise = least.exercise
        if exercise is not None and not exercise.tilts:
            return _sums(exercise, least.dose)

        def length(sets: int, reps: int) -> int:
            more = replace(least, dose=replace(least.dose, sets=sets, reps=reps))
            return lay_out(more, self._carries[0], _NEXT[False], self._transitions).length

        one = length(1, 1)
        per_rep = length(1, 2) - one
        return length(2, 1) - one - per_rep, per_rep


def _sums(exercise: Exercise, dose: DoseInUse) -> tuple[int, int]:
    """What a set and a repetition add where nothing depends on the tilt before it."""
    if dose.manual:
        return 0, 0
    sides = len(sides_of(dose, exercise))
    a_set = sum(_fixed(element, dose.breath) for element in (*exercise.enter, *exercise.leave))
    a_rep = sum(_fixed(element, dose.breath) for element in exercise.cycle)
    return sides * a_set + (sides - 1) * dose.change, sides * a_rep


def _fixed(element: Element, breath: BreathPattern) -> int:
    """Milliseconds of an element without the dose's own hold."""
    if element.seconds is not None:
        return element.seconds
    if isinstance(element, Hold):
        return (element.breaths or 0) * breath.length
    return breath.length_of(element.breath) if element.breath else 0


def _least(prepared: Prepared) -> Prepared:
    dose = replace(
        prepared.dose, sets=1, reps=1, hold=0, breaths=None, pause=0, rest=0, note="", optional=False
    )
    return replace(prepared, dose=dose)


def _step_time(one: Prepared, exercise: Exercise, turns: int, slopes: tuple[int, int]) -> StepTime:
    dose, full = one.dose, dose_of(one.step, exercise).over(DEFAULT_DOSE)
    breaths = dose.breaths is not None
    sides = 0 if dose.manual else len(sides_of(dose, exercise))
    a_set, a_rep = (sides * _holds(part) for part in ((*exercise.enter, *exercise.leave), exercise.cycle))
    written = (full.sets, full.reps, full.breaths if breaths else full.hold, full.pause, full.rest)
    ranges = tuple(span or Range(0, 0) for span in written)
    grains = (1, 1, 1 if breaths else _HALF, _HALF, _HALF)
    now = (dose.sets, dose.reps, dose.hold if dose.breaths is None else dose.breaths, dose.pause, dose.rest)
    told = (sides, sides, a_set + a_rep, sides and ranges[1].high > 1, sides)
    spans = tuple(
        _span(span, grain) if live and not span.fixed else range(value, value + 1)
        for span, grain, live, value in zip(ranges, grains, told, now, strict=True)
    )
    return StepTime(
        one.step.uid, exercise.name, dose.optional, turns, *slopes, a_set, a_rep, sides, int(sides > 0),
        dose.breath.length if breaths else 1, breaths, dose.breath.length_of(Half.OUT),
        ranges, grains, spans, now,
    )  # fmt: skip


def _span(written: Range, grain: int) -> range:
    return range(_in_use(written, 0, grain), _in_use(written, PERCENT, grain) + 1, grain)


def _holds(elements: Sequence[Element]) -> int:
    return sum(isinstance(element, Hold) and element.of_dose for element in elements)
