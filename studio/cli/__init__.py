"""The command line. Opening the builder is the commonest command, so nothing else is imported for it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

COMMANDS = ("check", "show", "play", "exercises", "render", "fit")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--speak"]:  # the program's own process that speaks: no command for people
        from studio.host.voice_process import speak

        return speak()
    if (words[:1] and words[0] in COMMANDS) or any(word.startswith("-") for word in words):
        from studio.cli.commands import run

        return run(words)
    from studio.boot import open_builder

    return open_builder([Path(word) for word in words])
