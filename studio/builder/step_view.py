"""What the inspector says of the selected steps: what they inherit, and how their breath fits the hold."""

from __future__ import annotations

from dataclasses import replace

from studio.app.document import RoutineDocument
from studio.builder.dose_fields import Target
from studio.core.breath import Phase
from studio.core.dose import DEFAULT_DOSE
from studio.core.exercise import Exercise
from studio.core.find import position_word
from studio.core.phrase import plural, short
from studio.core.plain import one_line
from studio.core.routine import Circuit, Step
from studio.core.schedule import SegmentKind
from studio.core.transitions import position_of


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
    exercise = document.known.get(step.exercise)
    last = replace(DEFAULT_DOSE, prepare=_ready(document, step, exercise), breath=document.routine.breath)
    return Target.of(step, exercise, last)


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


def breath_remark(document: RoutineDocument, target: Target) -> str:
    """How the breath fits the step's hold, as it is scheduled; empty where there is nothing to say."""
    schedule = document.schedule
    row = next(iter(schedule.rows_of(target.step.uid)), None)
    if row is None or not target.holds:
        return ""
    part = schedule.slots[row].part
    lengths = target.dose.hold, target.dose.breaths
    hold = next((s for s in part.segments if s.kind is SegmentKind.HOLD), None)
    if hold is None or not any(span is not None and span.high for span in lengths):
        return ""
    spans = [span for span in part.breath if hold.start <= span.start < hold.end]
    halves = sum(span.phase in (Phase.IN, Phase.OUT) for span in spans)
    length = short(hold.length)
    if not halves:
        return f"A hold of {length} is too short to pace."
    count = f"{halves // 2 or ''}{'½' if halves % 2 else ''}"
    noun = "breath" if halves <= 2 else "breaths"
    each = round(2 * hold.length / halves / 100) * 100
    if target.dose.breaths is not None:
        return f"{count} {noun} take {length}." if halves > 2 else f"{count} {noun} takes {length}."
    verb = "fits" if halves <= 2 else "fit"
    return f"{count} {noun} of {short(each)} {verb} {length}."


def _ready(document: RoutineDocument, step: Step, exercise: Exercise | None) -> int | None:
    """Milliseconds to get ready by the change of position alone."""
    row = next(iter(document.schedule.rows_of(step.uid)), None)
    if row is None or exercise is None:
        return None
    before = document.schedule.slots[row].carry.position
    return document.transitions.ready(before, position_of(exercise))
