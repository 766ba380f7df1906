"""A notice: something worth knowing about a routine, which never keeps anybody from using it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from enum import StrEnum

from studio.core.frozen import frozen
from studio.core.routine import Routine


class Level(StrEnum):
    """What a notice is about: safety, or the pace of the breath."""

    ADVICE = "advice"
    REMARK = "remark"


@frozen
class Remedy:
    """What one click does about it: words for its button, the name of the undo step, and the edit."""

    label: str
    text: str
    edit: Callable[[Routine], Routine] = field(compare=False, repr=False)


@frozen
class Notice:
    """What there is to know, why, and who says so.

    `uid` is the step or circuit that it is about, 0 for the whole routine. `code` is stable, so that
    programs can go by it; `key` is the dose key that it is about, if it is about one. `span` is the time
    on the schedule, in ms, where there is one.
    """

    uid: int
    level: Level
    code: str
    text: str
    source: str
    span: tuple[int, int] | None = None
    remedy: Remedy | None = None
    key: str = ""
