"""A schedule and a catalogue as lines for a terminal, and as data for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from studio.core.dose import Dose, DoseInUse, Sides
from studio.core.exercise import Catalogue, Exercise
from studio.core.fingerprint import fingerprint
from studio.core.phrase import clock, dose_line, manual_words, plural
from studio.core.quantity import SECOND, fixed
from studio.core.schedule import PlayedStep, Schedule

Data = dict[str, Any]


def schedule_data(title: str, schedule: Schedule) -> Data:
    """Everything of a schedule with times in seconds: the contract of `show --json`."""
    return {
        "title": title,
        "fingerprint": fingerprint(schedule),
        "total_s": schedule.length / SECOND,
        "shortest_s": schedule.shortest / SECOND,
        "longest_s": schedule.longest / SECOND,
        "manual_steps": schedule.manual_steps,
        "inverted_s": schedule.inverted / SECOND,
        "steps": [
            {
                "index": step.index,
                "exercise": step.exercise,
                "name": step.name,
                "start_s": step.start / SECOND,
                "end_s": step.end / SECOND,
                "circuit": step.circuit,
                "round": step.round,
            }
            for step in schedule.steps
        ],
        "segments": [
            {
                "start_s": segment.start / SECOND,
                "end_s": segment.end / SECOND,
                "kind": segment.kind.value,
                "step": segment.step,
                "set": segment.set,
                "side": None if segment.side is None else segment.side.value,
                "rep": segment.rep,
                "tilt_from": segment.tilt_from,
                "tilt_to": segment.tilt_to,
                "pose_from": segment.pose_from,
                "pose_to": segment.pose_to,
            }
            for segment in schedule.segments
        ],
        "breath": [
            {
                "start_s": span.start / SECOND,
                "end_s": span.end / SECOND,
                "phase": span.phase.value,
                "paced": span.paced,
            }
            for span in schedule.breath
        ],
        "cues": [
            {"at_s": cue.at / SECOND, "kind": cue.kind.value, "text": cue.text} for cue in schedule.cues
        ],
    }


def schedule_lines(title: str, schedule: Schedule) -> Iterator[str]:
    """A schedule to be read: the total, what to know of it, and a line for each step."""
    yield title or "(no title)"
    yield f"{total_text(schedule)}, fingerprint {fingerprint(schedule)}"
    if schedule.inverted:
        yield f"Head-down for {clock(schedule.inverted)} of it."
    if schedule.manual_steps:
        waits = plural(schedule.manual_steps, "step waits for you and counts", "steps wait for you and count")
        yield f"{waits} no time."
    if not schedule.slots:
        yield "There are no steps yet."
        return
    width = max(len(step.name) for step in schedule.steps)
    yield ""
    yield f"{'#':>4}  {'start':>7}  {'length':>7}  {'exercise':<{width}}  dose"
    circuit: tuple[int | None, int | None] = (None, None)
    for step in schedule.steps:
        if (step.circuit_uid, step.round) != circuit:
            circuit = (step.circuit_uid, step.round)
            if step.circuit_uid is not None:
                yield f"      {step.circuit or '(circuit)'}, round {step.round}"
        yield from _step_lines(step, width)


def _step_lines(step: PlayedStep, width: int) -> Iterator[str]:
    length = "manual" if step.manual else clock(step.end - step.start)
    dose = dose_line(_said(step.dose)) if step.known else "(no such exercise)"
    yield f"{step.index + 1:>4}  {clock(step.start):>7}  {length:>7}  {step.name:<{width}}  {dose}"
    for line in step.dose.note.splitlines():
        yield f"{'':>24}{line}"


def total_text(schedule: Schedule) -> str:
    """The total, its range and what counts no time: `10:20 (9:40-11:05) + 1 manual step`."""
    text = clock(schedule.length)
    if schedule.shortest != schedule.longest:
        text += f" ({clock(schedule.shortest)}\N{EN DASH}{clock(schedule.longest)})"
    return f"{text} {manual_words(schedule.manual_steps)}".rstrip()


def _said(dose: DoseInUse) -> Dose:
    """A dose in use as one that is said, so that it reads like every other."""
    return Dose(
        sets=fixed(dose.sets),
        reps=fixed(dose.reps),
        hold=fixed(dose.hold) if dose.breaths is None else None,
        breaths=None if dose.breaths is None else fixed(dose.breaths),
        tilt=fixed(dose.tilt * SECOND),
        sides=Sides(dose.sides),
    )


def catalogue_data(catalogue: Catalogue) -> list[Data]:
    """The exercises that there are, for scripts."""
    return [
        {
            "id": exercise.id,
            "name": exercise.name,
            "posture": exercise.posture.value,
            "equipment": [item.value for item in exercise.equipment],
            "aims": list(exercise.aims),
            "presets": list(exercise.presets),
            "dose": dose_line(exercise.dose),
            "summary": exercise.summary,
        }
        for exercise in catalogue.values()
    ]


def catalogue_lines(catalogue: Catalogue) -> Iterator[str]:
    """The exercises that there are, to be read."""
    width = max((len(name) for name in catalogue), default=0)
    for exercise in catalogue.values():
        yield f"{exercise.id:<{width}}  {exercise.name} ({exercise.posture}): {dose_line(exercise.dose)}"
        yield from _preset_lines(exercise, width)


def _preset_lines(exercise: Exercise, width: int) -> Iterator[str]:
    for name, preset in exercise.presets.items():
        yield f"{'':<{width}}    preset {name}: {dose_line(preset.dose.over(exercise.dose))}"
