"""What the inspector says of the selected steps: what they inherit, and how their breath fits the hold."""

from __future__ import annotations

from dataclasses import replace

from studio.app.document import RoutineDocument
from studio.builder.dose_fields import Target
from studio.core.breath import Half, Phase
from studio.core.breath_fit import nearest_whole_breath_hold
from studio.core.dose import DEFAULT_DOSE
from studio.core.find import position_word
from studio.core.frozen import frozen
from studio.core.phrase import plural, short
from studio.core.plain import one_line
from studio.core.routine import Circuit, Step
from studio.core.schedule import SegmentKind
from studio.core.transitions import Position, position_of


def selected_steps(document: RoutineDocument, uids: tuple[int, ...]) -> tuple[Step, ...]:
    """The steps of a selection in the routine's order; a circuit stands for its steps."""
    wanted = set(uids)
    found: list[Step] = []
    for item in document.routine.steps:
        if isinstance(item, Circuit):
            found += [step for step in item.steps if item.uid in wanted or step.uid in wanted]
        elif item.uid in wanted:
            found.append(item)
    return tuple(found)


def target_of(document: RoutineDocument, step: Step) -> Target:
    """The step with all that holds where nothing is said: the time to get ready, the routine's breath."""
    return targets_of(document, (step,))[0]


def targets_of(document: RoutineDocument, steps: tuple[Step, ...]) -> tuple[Target, ...]:
    """The same of several steps; the schedule is gone through once for all of them."""
    known, breath, wanted = document.known, document.routine.breath, {step.uid for step in steps}
    before: dict[int, Position] = {}
    for slot in document.schedule.slots:
        if slot.prepared.step.uid in wanted:
            before.setdefault(slot.prepared.step.uid, slot.carry.position)
            if len(before) == len(wanted):
                break

    def made(step: Step) -> Target:
        exercise = known.get(step.exercise)
        ready = None
        if exercise is not None and step.uid in before:
            ready = document.transitions.ready(before[step.uid], position_of(exercise))
        return Target.of(step, exercise, replace(DEFAULT_DOSE, prepare=ready, breath=breath))

    return tuple(made(step) for step in steps)


def heading(document: RoutineDocument, targets: tuple[Target, ...]) -> tuple[str, str]:
    """The title of the inspector and the line under it."""
    target = targets[0]
    if len(targets) > 1:
        names = {one_line(t.exercise.name if t.exercise else t.step.exercise) for t in targets}
        every = names.pop() if len(names) == 1 else "A change goes to all of them."
        return plural(len(targets), "step", "steps"), every
    number = next(i for i, step in enumerate(document.routine.walk(), 1) if step.uid == target.step.uid)
    if target.exercise is None:
        return one_line(target.step.exercise), f"Step {number} \N{MIDDLE DOT} unknown exercise"
    position = position_word(target.exercise)
    return one_line(
        target.exercise.name
    ), f"Step {number} \N{MIDDLE DOT} {position[:1].lower()}{position[1:]}"


@frozen
class Pacing:
    """How the breath fits a hold, in words, and the nearest hold (ms) in which it keeps its own pace."""

    words: str
    better: int | None = None


def pacing_of(document: RoutineDocument, target: Target) -> Pacing | None:
    """How the breath fits the step's hold, as it is scheduled; None where there is nothing to say."""
    schedule = document.schedule
    row = next(iter(schedule.rows_of(target.step.uid)), None)
    if row is None or not target.holds:
        return None
    part = schedule.slots[row].part
    lengths = target.dose.hold, target.dose.breaths
    hold = next((s for s in part.segments if s.kind is SegmentKind.HOLD), None)
    if hold is None or not any(span is not None and span.high for span in lengths):
        return None
    pattern = target.dose.breath or document.routine.breath
    spans = [span for span in part.breath if hold.start <= span.start < hold.end]
    halves = [span.phase for span in spans if span.phase in (Phase.IN, Phase.OUT)]
    length = short(hold.length)
    if not halves:
        better = nearest_whole_breath_hold(hold.length, pattern)
        return Pacing(f"A hold of {length} is too short to pace.", better)
    half = "\N{VULGAR FRACTION ONE HALF}" if len(halves) % 2 else ""
    count = f"{len(halves) // 2 or ''}{half}"
    noun, several = ("breath", False) if len(halves) <= 2 else ("breaths", True)
    if target.dose.breaths is not None:
        return Pacing(f"{count} {noun} {'take' if several else 'takes'} {length}.")
    each = round(2 * hold.length / len(halves) / 100) * 100
    own = sum(pattern.length_of(Half.IN if phase is Phase.IN else Half.OUT) for phase in halves)
    words = f"{count} {noun} of {short(each)} {'fit' if several else 'fits'} {length}."
    return Pacing(words, None if own == hold.length else own)
