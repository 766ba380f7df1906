"""Where the files are that ship with the program."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """A folder that ships with the program: in a frozen app, in an installed package, or in a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / _PACKAGE.name / "_data" / name
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def resources_folder() -> Path:
    """Exercises, transition times, fonts."""
    return shipped("resources")


def routines_folder() -> Path:
    """The routines that ship with the program."""
    return shipped("routines")
