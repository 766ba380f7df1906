"""Routines and exercises as TOML text, in the order and style in which they were read."""

from __future__ import annotations

import re
from typing import Any

from studio.core.exercise import Exercise, Table
from studio.core.routine import Circuit, Item, Routine, Step
from studio.files.exercises import EXERCISE, OWN_EXERCISE
from studio.files.routines import CIRCUIT, ROUTINE, STEP
from studio.files.toml_text import toml_text

_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile(
    "[\x80-\xa0\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\uffff]"
)
"""Characters that an editor would show as nothing, as a space or as a break, or that turn a line around."""


def routine_text(routine: Routine) -> str:
    """The text of a routine file: what was not changed stays as it was written, unknown keys included.

    Comments are lost. Half a character (a lone surrogate) cannot be stored and becomes a replacement mark.
    """
    return text_of(table_of(routine))[0]


def text_of(table: Table) -> tuple[str, bool]:
    """The text of a table, and whether it holds replacement marks for halves of characters."""
    text = toml_text(table)
    halves = _SURROGATES.search(text) is not None
    return (toml_text(_storable(table)) if halves else text), halves


def readable_text(routine: Routine) -> str:
    """The text of a routine for people to read, edit and paste: what cannot be seen is written out."""
    # The writer puts text in basic strings only, and in them a character may always be written by its number.
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", routine_text(routine))


def table_of(value: Routine | Item | Exercise) -> Table:
    """The table that a routine, a step, a circuit or an exercise inside a routine is written as."""
    match value:
        case Routine():
            return ROUTINE.toml(value)
        case Step():
            return STEP.toml(value)
        case Circuit():
            return CIRCUIT.toml(value)
        case Exercise():
            return OWN_EXERCISE.toml(value)


def exercise_text(exercise: Exercise) -> str:
    """The text of an exercise file."""
    return toml_text(_storable(EXERCISE.toml(exercise)))


def _storable(value: Any) -> Table | Any:
    if isinstance(value, str):
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(item) for key, item in value.items()}
    return value
