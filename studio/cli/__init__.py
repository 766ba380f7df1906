"""The command line. Opening the builder is the commonest command, so nothing else is imported for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from studio.host.fault_log import FaultLog, LogFile
from studio.host.single import TIMING, Single
from studio.host.state_place import state_folder
from studio.host.streams import hold_streams

COMMANDS = ("check", "show", "play", "exercises", "render", "fit", "export", "report")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code."""
    hold_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--speak"]:  # the program's own process that speaks: no command for people
        from studio.host.voice_process import speak

        return speak()
    if (words[:1] and words[0] in COMMANDS) or any(word.startswith("-") for word in words):
        from studio.cli.commands import run

        return run(words)
    return open_files([Path(word) for word in words])


def open_files(files: Sequence[Path]) -> int:
    """Open the builder on some files: where it runs already, else here."""
    faults = begin_log()
    single = Single(state_folder())
    if TIMING not in os.environ and not single.begin() and single.hand_over(files):
        return 0
    from studio.boot import open_builder

    return open_builder(files, single, faults)


def begin_log() -> FaultLog:
    """From now on every fault is written down."""
    faults = FaultLog(LogFile(state_folder()))
    faults.begin()
    return faults
