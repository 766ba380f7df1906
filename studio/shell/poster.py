"""The contact sheet of all exercises as a file, for machines without a display too."""

from __future__ import annotations

import sys
from pathlib import Path

from studio.files.examine import load_shelf
from studio.files.save import SaveError, save_bytes
from studio.paint.look import LIGHT
from studio.paint.sheet import SheetError, sheet


def write_sheet(path: Path, resources: Path) -> int:
    """Write the contact sheet and name it on stdout; 1 with the reason on stderr where that fails.

    The file is there whole or not at all.
    """
    shelf = load_shelf(resources)
    sys.stderr.writelines(f"{problem}\n" for problem in shelf.problems)
    try:
        save_bytes(path, sheet(path.suffix.lower(), shelf.catalogue, shelf.transitions, LIGHT))
    except SheetError as error:
        return _failed(path, str(error))
    except SaveError as error:
        return _failed(path, error.why)
    sys.stdout.write(f"{path}\n")
    return 0


def _failed(path: Path, why: str) -> int:
    sys.stderr.write(f"spine-studio: {path} could not be written: {why}\n")
    return 1
