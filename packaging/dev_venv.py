"""The project's own Python: .venv, filled with pinned versions, and the stamp that says it is up to date."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from dev_linux import install_or_tell
from dev_machine import Machine, SetupError

BUILD_TOOLS = ("hatchling", "editables")
IS_SOUND = "import pip, sys; sys.exit(sys.version_info < (3, 11))"


@dataclass(frozen=True, slots=True)
class Venv:
    """The virtual environment of one checkout."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def command(self, *words: str | Path) -> list[str | Path]:
        """Its interpreter, told to do something."""
        return [self.python, *words]

    @property
    def constraints(self) -> Path:
        """The pinned versions."""
        return self.root / "packaging" / "constraints.txt"

    def fingerprint(self, purpose: str, *also: str) -> str:
        """Changes when anything changes that an up-to-date environment depends on."""
        settings = self.folder / "pyvenv.cfg"
        parts = [purpose, str(self.root), str(self.python.resolve()), *also]
        files = [settings, self.constraints, self.root / "pyproject.toml", *self._recipe()]
        digest = hashlib.sha256("\0".join(parts).encode())
        for file in files:
            digest.update(b"\0" + (file.read_bytes() if file.is_file() else b""))
        return digest.hexdigest()

    def is_stamped(self, purpose: str, *also: str) -> bool:
        """Whether a stamp for this purpose still holds."""
        stamp = self._stamp(purpose)
        return (
            self.python.exists()
            and stamp.is_file()
            and stamp.read_text(encoding="ascii") == self.fingerprint(purpose, *also)
        )

    def stamp(self, purpose: str, *also: str) -> None:
        """Remember that this purpose is served."""
        self._stamp(purpose).write_text(self.fingerprint(purpose, *also), encoding="ascii")

    def _stamp(self, purpose: str) -> Path:
        return self.folder / f"up-to-date-{purpose}"

    def _recipe(self) -> list[Path]:
        return sorted((self.root / "packaging").glob("dev_*.py"))


def fill(machine: Machine, venv: Venv, purpose: str) -> None:
    """Make the environment where it is missing or broken, and install what "run" or "test" needs."""
    if venv.is_stamped(purpose) or (purpose == "run" and venv.is_stamped("test")):
        return
    if not (venv.python.exists() and machine.run(venv.command("-c", IS_SOUND)) == 0):
        _make(machine, venv)
    machine.say("Installing the pinned versions into .venv (the first time this takes a few minutes) ...")
    project = f"{venv.root}[dev]" if purpose == "test" else str(venv.root)
    for wanted in (BUILD_TOOLS, ("--no-build-isolation", "-e", project)):
        pip = ("-m", "pip", "install", "--disable-pip-version-check", "-c", venv.constraints)
        if machine.run(venv.command(*pip, *wanted)) != 0:
            raise SetupError("The libraries could not be installed: pip's own words are above.")
    venv.stamp(purpose)


def _make(machine: Machine, venv: Venv) -> None:
    if not (machine.has_module("venv") and machine.has_module("ensurepip")):
        install_or_tell(machine, ["ensurepip"], "Python lacks the part that makes virtual environments.")
    machine.say(f"Making {venv.folder} ...")
    if machine.run([sys.executable, "-m", "venv", "--clear", venv.folder]) != 0:
        raise SetupError(f"{venv.folder} could not be made: Python's own words are above.")
