"""Seven characters that tell whether two schedules ask for the same doses in the same order."""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha256

from studio.core.dose import DoseInUse
from studio.core.schedule import Schedule, Slot

LENGTH = 7


def fingerprint(schedule: Schedule) -> str:
    """The fingerprint of a schedule: of what is done, not of titles, notes or rounding in a file."""
    lines = "\n".join(_line(slot) for slot in schedule.slots)
    return b32encode(sha256(lines.encode("utf-8", "surrogatepass")).digest()).decode("ascii").lower()[:LENGTH]


def _line(slot: Slot) -> str:
    """One played step: its exercise, its effective dose, the circuit's rest behind it."""
    prepared = slot.prepared
    exercise = prepared.step.exercise
    return ";".join((f"{len(exercise)}:{exercise}", *_dose(prepared.dose), str(slot.ahead.rest)))


def _dose(dose: DoseInUse) -> tuple[str, ...]:
    breath = dose.breath
    parts = (
        dose.sets, dose.reps, dose.hold if dose.breaths is None else 0, dose.breaths, dose.pause, dose.rest,
        dose.change, dose.prepare, dose.sides.value, dose.tilt, dose.manual,
        breath.inhale, breath.hold_in, breath.exhale, breath.hold_out,
    )  # fmt: skip
    return tuple("-" if part is None else str(part) for part in parts)
