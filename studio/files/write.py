"""Routines and exercises as TOML text, in the order and style in which they were read."""

from __future__ import annotations

import re
from typing import Any

from studio.core.exercise import Exercise, Table
from studio.core.routine import Routine
from studio.files.exercises import EXERCISE
from studio.files.routines import ROUTINE
from studio.files.toml_text import toml_text

_SURROGATES = re.compile("[\ud800-\udfff]")


def routine_text(routine: Routine) -> str:
    """The text of a routine file: what was not changed stays as it was written, unknown keys included.

    Comments are lost. Half a character (a lone surrogate) cannot be stored and becomes a replacement mark.
    """
    return toml_text(_storable(ROUTINE.toml(routine)))


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
