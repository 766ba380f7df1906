"""The edits of the selected steps, each one undo step with a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio.app.document import RoutineDocument
from studio.builder.breath_field import pattern_name
from studio.builder.dose_fields import (
    DOSE_FIELDS,
    SIDE_WORDS,
    SWITCH_WORDS,
    Target,
    preset_words,
    shown,
    with_doses,
    with_values,
)
from studio.core.breath import BreathPattern
from studio.core.dose import Dose, Sides
from studio.core.quantity import Range, fixed, in_use
from studio.core.routine import Routine, Step, with_preset

UNITS = {"hold": "Seconds", "breaths": "Breaths"}
"""In what a hold is counted, by the key of the dose."""

_FIELDS = {field.key: field for field in DOSE_FIELDS}


class StepEdits:
    """Changes the dose of `targets`, which whoever shows them keeps up to date.

    Each edit answers why the routine cannot take it, or nothing.
    """

    def __init__(self, document: RoutineDocument) -> None:
        self._document = document
        self.targets: tuple[Target, ...] = ()
        self._before: dict[int, Dose] = {}
        self._after: Routine | None = None

    def settle(self) -> None:
        """What is edited from now on is another undo step."""
        self._before = {}
        self._document.end_merge()

    def take_back(self, key: str) -> None:
        """Leave the doses as they were when the edits of `key` began; they leave no undo step."""
        before = self._before
        if before and self._document.routine is self._after:
            routine = with_doses(
                self._document.routine, self._uids, lambda step: before.get(step.uid, step.dose)
            )
            self._document.edit(f"Change {key}", routine, self._merge_key(key))
            self._after = self._document.routine

    def set_number(self, key: str, span: Range) -> str:
        """Another number or range; in one undo step with the ones before until the merge ends.

        Only the steps for which it means anything take it.
        """
        field = _FIELDS[key]
        value = span if field.ranged else span.low
        return self._edit(
            f"Change {field.word} to {field.told(span)}", self._of(field.used, **{key: value}), key
        )

    def reset(self, key: str) -> str:
        """Back to what is inherited."""
        values = dict.fromkeys(UNITS if key in UNITS else (key,))
        words = "note" if key == "note" else _FIELDS[key].word
        return self._edit(f"Reset {words}", self._with(**values))

    def hold_now(self, length: int) -> str:
        """A hold of `length` ms at the intensity there is; a range goes along as a whole."""
        amount, dose = _FIELDS["hold"].amount, self.targets[0].dose
        span = dose.hold or fixed(length)
        now = in_use(span, self._document.routine.intensity, amount.grain)
        self.settle()
        why = self.set_number("hold", amount.shifted(span, length - now))
        self.settle()
        return why

    def reset_all(self) -> str:
        """Every number, choice and pattern back to what is inherited; notes stay."""
        return self._edit(
            "Reset the dose",
            with_doses(self._document.routine, self._uids, lambda step: Dose(note=step.dose.note)),
        )

    def count_hold_in(self, unit: str) -> str:
        """Count holds in seconds ("hold") or in breaths ("breaths")."""
        targets = {target.step.uid: target for target in self.targets if target.holds}

        def made(step: Step) -> Dose:
            return targets[step.uid].hold_in(unit) if step.uid in targets else step.dose

        routine = with_doses(self._document.routine, self._uids, made)
        return self._edit(f"Count hold in {UNITS[unit].lower()}", routine)

    def set_sides(self, sides: Sides | None) -> str:
        """Other sides; None for the inherited ones."""
        words = "Reset sides" if sides is None else f"Change sides to {SIDE_WORDS[sides].lower()}"
        return self._edit(words, self._with(sides=sides))

    def switch(self, key: str) -> str:
        """Turn a yes or no; what is inherited anyhow is not written down."""
        on = shown(self.targets, key).value is not True
        same = all(bool(getattr(target.inherited, key)) == on for target in self.targets)
        words = f"{'Set' if on else 'Clear'} {SWITCH_WORDS[key].lower()}"
        return self._edit(words, self._with(**{key: None if same else on}))

    def set_preset(self, name: str | None) -> str:
        """Another named dose of the exercise; None for its own."""
        routine = self._document.routine
        for uid in self._uids:
            routine = with_preset(routine, uid, name)
        return self._edit(f"Change dose to {preset_words(name).lower()}", routine)

    def set_breath(self, pattern: BreathPattern | None) -> str:
        """Another breath pattern; None for the inherited one."""
        if pattern is None:
            return self._edit("Reset breath", self._with(breath=None))
        words = f"Change breath to {pattern_name(pattern).lower()}"
        return self._edit(words, self._with(breath=pattern), "breath")

    def set_note(self, text: str) -> str:
        """Another note for the player."""
        return self._edit("Change note", self._with(note=text or None), "note")

    @property
    def _uids(self) -> tuple[int, ...]:
        return tuple(target.step.uid for target in self.targets)

    def _with(self, **values: Any) -> Routine:
        return with_values(self._document.routine, self._uids, **values)

    def _of(self, used: Callable[[Target], bool], **values: Any) -> Routine:
        uids = tuple(target.step.uid for target in self.targets if used(target))
        return with_values(self._document.routine, uids, **values)

    def _edit(self, text: str, routine: Routine, merge: str | None = None) -> str:
        why = self._document.why_not(routine)
        if not why:
            if merge is None:
                self._before = {}
            elif not self._before or self._document.routine is not self._after:
                self._before = {target.step.uid: target.step.dose for target in self.targets}
            self._document.edit(text, routine, None if merge is None else self._merge_key(merge))
            self._after = self._document.routine
        return why

    def _merge_key(self, key: str) -> str:
        return f"{key} {self._uids}"
