"""Takes the folder out of Python's way in which the program was started: what lies there is not ours.

The entry point imports this before anything else of ours. A module that somebody planted in the working
folder, or beside the command, would be imported in place of a library's.
"""

from __future__ import annotations

import os
import sys

_first = sys.path[0] if sys.path else None
if _first is not None and not sys.flags.safe_path:
    _script = sys.argv[0] if sys.argv else ""
    # `python -m` puts the working folder first, a script its own.
    if _first in ("", os.getcwd(), os.path.dirname(os.path.abspath(_script))):  # noqa: PTH109, PTH120, PTH100  # pathlib is not safe yet
        del sys.path[0]
