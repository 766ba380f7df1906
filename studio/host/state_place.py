"""Where the machine keeps what the program notes for its own next start."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "Spine Studio"


def state_folder() -> Path:
    """Recovery files, the log, the lock of the one instance; it need not be there.

    It is found without Qt and other libraries: the log begins before they are asked for.
    """
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else _home() / "AppData" / "Local") / _NAME / "State"
    if sys.platform == "darwin":
        return _home() / "Library" / "Application Support" / _NAME / "State"
    given = os.environ.get("XDG_STATE_HOME", "")
    # An address that is not absolute is to be ignored, says the standard for these folders.
    return (Path(given) if given.startswith("/") else _home() / ".local" / "state") / _NAME


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # nobody's account: then nothing is kept
        return Path(os.devnull)
