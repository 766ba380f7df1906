"""What a routine asks of a body beyond what is advised to anybody: it is not played without consent."""

from __future__ import annotations

from studio.core.advice import advice
from studio.core.exercise import Catalogue
from studio.core.experience import Experience
from studio.core.notice import Level
from studio.core.routine import Routine
from studio.core.schedule import Schedule

CODES = frozenset(("steep-tilt", "long-inverted-hold", "inverted-at-once", "inverted-total"))
"""Advice about being head-down: how far, how long in one hold, at once, and in all."""


def beyond(routine: Routine, schedule: Schedule, known: Catalogue) -> tuple[str, ...]:
    """In words, what is further or longer head-down than is advised to those who are used to it."""
    found = advice(routine, schedule, known, Experience.EXPERIENCED)
    return tuple(dict.fromkeys(one.text for one in found if one.level is Level.ADVICE and one.code in CODES))
