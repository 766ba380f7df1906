"""`export`: a routine as a file of another kind."""

from __future__ import annotations

import sys
from pathlib import Path

from studio.cli.answers import FAILED, FINE, playable
from studio.core.phrase import clock
from studio.export.audio_file import write_audio
from studio.export.stream import Score
from studio.export.tones import RATE
from studio.files.errors import visible
from studio.files.save import SaveError, save_through


def export(path: Path, out: Path) -> int:
    """Write the sound of a whole session; 1 where it cannot be played, or not be written."""
    found = playable(path)
    if found is None:
        return FAILED
    score = Score(found.schedule)
    try:
        save_through(out, lambda file: write_audio(score, out.suffix.lower(), file))
    except SaveError as error:
        print(f"spine-studio: {visible(str(error))}", file=sys.stderr)
        return FAILED
    print(f"{visible(str(out))}: {clock(score.frames * 1000 // RATE)} of sound")
    return FINE
