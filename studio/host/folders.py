"""Where the machine keeps what belongs to the person, and what the program may lose at any time."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path, user_data_path

_NAME = "Spine Studio"


def own_exercises_folder() -> Path:
    """The person's own exercise files; it need not be there."""
    return user_data_path(_NAME, appauthor=False) / "exercises"


def versions_folder() -> Path:
    """Earlier versions of the person's routines; it need not be there."""
    return user_data_path(_NAME, appauthor=False) / "versions"


def cache_folder() -> Path:
    """What can be made again; it need not be there."""
    return user_cache_path(_NAME, appauthor=False)
