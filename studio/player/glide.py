"""How full the lungs are shown and in which colour, with a soft change from one phase to the next."""

from __future__ import annotations

from PySide6.QtGui import QColor

from studio.core.frozen import frozen
from studio.core.moment import Moment, moment_at
from studio.core.motion import eased
from studio.core.schedule import Schedule, Segment
from studio.paint.look import Look
from studio.paint.phases import PHASES, phase_of
from studio.player.pacer import Breath, blend

CHANGE = 400
"""How long a change of phase takes on the screen, in ms."""

_SAME = 0.02  # lungs that differ by less need no bridge


@frozen
class _Bridge:
    """The last moment before a phase began, and how far the change from it is, 0..1."""

    before: Moment
    share: float


def breath_at(schedule: Schedule, moment: Moment, look: Look) -> Breath:
    """How the disc stands at a moment: a function of the time alone, so that a seek shows the same."""
    colour, lung = colour_of(moment.segment, look), moment.lung
    turn = _bridge(schedule, moment, moment.segment.start)
    if turn is not None:
        colour = blend(colour_of(turn.before.segment, look), colour, turn.share)
    start = moment.segment.start if moment.breath is None else moment.breath.start
    jump = _bridge(schedule, moment, start)
    if jump is not None:
        begun = moment_at(schedule, start)
        # Where one phase of the breath goes on from the other, the lungs themselves are the bridge.
        if begun is not None and abs(begun.lung - jump.before.lung) > _SAME:
            lung = jump.before.lung + (lung - jump.before.lung) * jump.share
    return Breath(lung, colour)


def colour_of(segment: Segment, look: Look) -> QColor:
    """The colour of a segment's phase, bright enough for a ring on the dark ground."""
    style = PHASES[phase_of(segment)]
    return (style.edge or style.fill)(look)


def _bridge(schedule: Schedule, moment: Moment, edge: int) -> _Bridge | None:
    since = moment.at - edge
    if edge <= 0 or since >= CHANGE:
        return None
    before = moment_at(schedule, edge - 1)
    return None if before is None else _Bridge(before, eased(since / CHANGE))
