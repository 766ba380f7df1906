"""What the developer's commands do to a machine: start programs, find them, and say so."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

Command = Sequence[str | Path]
NOTHING: Mapping[str, str] = {}


class SetupError(Exception):
    """Something a person must do first; its text says what, in a line or two."""


class Machine:
    """The machine as it is. The tests have a twin that writes down what it is told."""

    system = sys.platform
    environment: Mapping[str, str] = os.environ

    def say(self, text: str) -> None:
        """Tell the person; at once, for the programs that follow write to the same terminal."""
        print(text, flush=True)

    def run(self, command: Command, variables: Mapping[str, str] = NOTHING, cwd: Path | None = None) -> int:
        """Run a program that shares the terminal, to its end; its exit status."""
        words = [str(word) for word in command]
        with subprocess.Popen(words, cwd=cwd, env={**self.environment, **variables}) as process:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the terminal told the program as well: let it end in its own way
                return process.wait()

    def become(self, command: Command, variables: Mapping[str, str] = NOTHING) -> int:
        """Run the last program there is to run: where the system can, in place of this one."""
        if os.name != "nt":
            sys.stdout.flush()
            words = [str(word) for word in command]
            os.execve(words[0], words, {**self.environment, **variables})
        return self.run(command, variables)

    def ask(self, command: Command) -> str:
        """What a program prints; nothing where it is missing or fails."""
        words = [str(word) for word in command]
        try:
            done = subprocess.run(words, capture_output=True, text=True, errors="replace", check=False)
        except OSError:
            return ""
        return done.stdout

    def has(self, program: str) -> bool:
        """Whether a program is on the path, or something is where its whole path says."""
        return shutil.which(program) is not None or (Path(program).is_absolute() and Path(program).exists())

    def has_module(self, name: str) -> bool:
        """Whether the Python that runs this can import a module."""
        return find_spec(name) is not None

    def is_root(self) -> bool:
        """Whether packages may be installed without asking for a password."""
        return hasattr(os, "geteuid") and os.geteuid() == 0

    def identity(self) -> str:
        """What tells this machine from another one that shares the folder."""
        release = Path("/etc/os-release")
        return f"{platform.node()} {release.read_text(encoding='utf-8') if release.is_file() else ''}"
