"""The values that are edited in place in the sequence: what they are, what is typed, one step more."""

from __future__ import annotations

import re
from collections.abc import Callable

from studio.app.document import RoutineDocument
from studio.builder.amounts import ROUNDS as ROUNDS_AMOUNT
from studio.builder.amounts import TIME, AmountError
from studio.builder.dose_fields import (
    DOSE_FIELDS,
    SIDE_WORDS,
    SWITCH_WORDS,
    DoseField,
    both_sides,
    span_of,
    with_values,
)
from studio.builder.sequence_places import REST, ROUNDS, TITLE
from studio.builder.step_view import target_of
from studio.core.dose import Sides
from studio.core.frozen import frozen
from studio.core.phrase import counts, times
from studio.core.quantity import Range, fixed
from studio.core.routine import Circuit, Routine, Step, with_circuit
from studio.files.kinds import LONGEST_TITLE

_FIELDS = {field.key: field for field in DOSE_FIELDS} | {
    ROUNDS: DoseField(ROUNDS, "Rounds", ROUNDS_AMOUNT, counts, ranged=False),
    REST: DoseField(REST, "Rest", TIME, times, ranged=False),
}
_NOUNS = re.compile(r"\s*(?:breaths?|reps?|sets?|rounds?|times)$")
_BREATHS = re.compile(r"breaths?$")
_SECONDS = re.compile(r"(?:\d\s*(?:s|sec|seconds|m|min|minutes)$)|:")
_TITLE_LIMIT = f"At most {LONGEST_TITLE} characters."


@frozen
class Choice:
    """One of a few answers, whether it is the one in force, and the act that makes it so."""

    words: str
    chosen: bool
    take: Callable[[], None]


def parsed_span(field: DoseField, text: str) -> Range:
    """The number or range of a text such as `10-15`, `0:45`, `4 breaths`; AmountError says what is wrong."""
    typed = _NOUNS.sub("", text.strip().lower().removeprefix("\N{MULTIPLICATION SIGN}").strip())
    span = field.amount.parsed_span(typed)
    if not (field.ranged or span.fixed):
        raise AmountError("Write one number.")
    return span


class SequenceValues:
    """Reads and writes the values of steps and circuits by their identity and the key of the value.

    Edits answer why they cannot be; empty where they were made.
    """

    def __init__(self, document: RoutineDocument) -> None:
        self._document = document

    def label(self, key: str) -> str:
        """What the value is called."""
        return "Circuit's title" if key == TITLE else _FIELDS[key].label

    def has_steps(self, key: str) -> bool:
        """Whether it is a number, which goes up and down."""
        return key in _FIELDS

    def text(self, uid: int, key: str) -> str:
        """The value as it is typed: a range has both ends."""
        item = self._document.routine.find(uid)
        if key == TITLE:
            return item.title if isinstance(item, Circuit) else ""
        span = self._span(uid, key)
        return "" if span is None else _FIELDS[key].amount.typed(span)

    def type(self, uid: int, key: str, text: str) -> str:
        """Write what was typed."""
        if key == TITLE:
            return self._rename(uid, text)
        try:
            key = _meant(key, text)
            return self._write(uid, key, parsed_span(_FIELDS[key], text))
        except AmountError as error:
            return str(error)

    def step(self, uid: int, key: str, by: int, *, page: bool = False) -> str:
        """One step up or down, both ends of a range together; one undo step until `settle`."""
        span, amount = self._span(uid, key), _FIELDS[key].amount
        if span is None:
            return ""
        end = span.high if by > 0 else span.low
        moved = amount.stepped(end, by, page=page) - end
        low, high = span.low + moved, span.high + moved
        if low < amount.low or high > amount.high:
            return ""
        return self._write(uid, key, Range(low, high), f"{key} {uid}")

    def settle(self) -> None:
        """The next edit is an undo step of its own."""
        self._document.end_merge()

    def choices(self, uid: int, key: str) -> list[Choice]:
        """The answers to choose from, for what is no number."""
        step = self._document.routine.find(uid)
        if not isinstance(step, Step):
            return []
        target = target_of(self._document, step)
        if key == "sides":
            words = SIDE_WORDS | {Sides.EACH: both_sides(target.exercise)}
            return [
                Choice(words[sides], target.dose.sides is sides, self._setter(uid, key, sides, words[sides]))
                for sides in (Sides.EACH, Sides.LEFT, Sides.RIGHT, Sides.NONE)
            ]
        if key in SWITCH_WORDS:
            on = bool(getattr(target.dose, key))
            return [Choice(SWITCH_WORDS[key], on, self._setter(uid, key, not on, ""))]
        return []

    def _setter(self, uid: int, key: str, value: object, words: str) -> Callable[[], None]:
        if key == "sides":
            text = f"Change sides to {words.lower()}"
        else:
            text = f"{'Set' if value else 'Clear'} {SWITCH_WORDS[key].lower()}"

        def put() -> None:
            self._document.edit(text, with_values(self._document.routine, (uid,), **{key: value}))

        return put

    def _span(self, uid: int, key: str) -> Range | None:
        item = self._document.routine.find(uid)
        if isinstance(item, Circuit):
            return {ROUNDS: fixed(item.rounds), REST: fixed(item.rest)}.get(key)
        if item is None:
            return None
        return span_of(getattr(target_of(self._document, item).dose, key, None))

    def _write(self, uid: int, key: str, span: Range, merge: str | None = None) -> str:
        routine, field = self._document.routine, _FIELDS[key]
        if span == self._span(uid, key):
            return ""
        if key == ROUNDS:
            made = with_circuit(routine, uid, rounds=span.low)
        elif key == REST:
            made = with_circuit(routine, uid, rest=span.low)
        else:
            value = span if field.ranged else span.low
            made = with_values(routine, (uid,), **{key: value})
        what = "the circuit's rest" if key == REST else field.word
        return self._edit(f"Change {what} to {field.told(span)}", made, merge)

    def _rename(self, uid: int, text: str) -> str:
        title = text.strip()
        if not title:
            return "A circuit needs a title."
        if len(title) > LONGEST_TITLE:
            return _TITLE_LIMIT
        return self._edit("Rename circuit", with_circuit(self._document.routine, uid, title=title))

    def _edit(self, text: str, made: Routine, merge: str | None = None) -> str:
        why = self._document.why_not(made)
        if not why:
            self._document.edit(text, made, merge)
        return why


def _meant(key: str, text: str) -> str:
    """A hold is counted in breaths where that is typed, and in seconds where that is."""
    if key not in ("hold", "breaths"):
        return key
    typed = text.strip().lower()
    if _BREATHS.search(typed):
        return "breaths"
    return "hold" if _SECONDS.search(typed) else key
