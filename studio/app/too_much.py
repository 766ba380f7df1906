"""Why an edit would make a routine that no file may hold."""

from __future__ import annotations

from studio.core.exercise import Catalogue
from studio.core.routine import Routine
from studio.files.limits import Weights, broken_limits


def too_much(catalogue: Catalogue, routine: Routine, weights: Weights | None = None) -> str:
    """Over which limit of a whole routine an edit would lead, in words; empty where it is within them all.

    Ask before the edit: compiling such a routine would take long, and its file could not be opened again.
    What `weights` has of steps that stay is not reckoned anew.
    """
    found = next(broken_limits(routine, catalogue, weights), None)
    if found is None:
        return ""
    words = found[1].removeprefix("from here on it is ")
    return f"{words[:1].upper()}{words[1:]}."
