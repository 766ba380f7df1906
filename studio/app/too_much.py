"""Why an edit would make a routine that no file may hold."""

from __future__ import annotations

from studio.core.exercise import Catalogue
from studio.core.routine import Routine
from studio.files.limits import Scales, broken_limits


def too_much(catalogue: Catalogue, routine: Routine, scales: Scales | None = None) -> str:
    """Over which limit of a whole routine an edit would lead, in words; empty where it is within them all.

    Ask before the edit: compiling such a routine would take long, and its file could not be opened again.
    What `scales` have weighed of it before is not weighed anew.
    """
    if not (scales or Scales()).weight(routine, catalogue).is_over:
        return ""
    words = next(broken_limits(routine, catalogue))[1].removeprefix("from here on it is ")
    return f"{words[:1].upper()}{words[1:]}."
