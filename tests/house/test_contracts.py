"""The import contracts hold, and a planted violation breaks exactly the contract it belongs to."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()"]
ROOMS = "Imports run one way through the rooms"
CORE = "The core has no Qt, numbers, clock, chance or disk"
FILES = "Files and exports are made without Qt"
GRAPH = "Only the timeline touches pyqtgraph"
CYCLES = "No module needs itself by a detour"
ALL = {ROOMS, CORE, FILES, GRAPH, CYCLES}

PLANTED = [
    (ROOMS, {"host/planted.py": "import studio.paint"}),
    (ROOMS, {"files/planted.py": "import studio.host"}),
    (ROOMS, {"builder/planted.py": "import studio.player"}),
    (ROOMS, {"attic/__init__.py": ""}),
    (CORE, {"core/planted.py": "from PySide6.QtCore import QObject"}),
    (CORE, {"core/planted.py": "import numpy"}),
    (CORE, {"core/planted.py": "def f():\n    from time import monotonic"}),
    (CORE, {"core/planted.py": "import random"}),
    (FILES, {"files/planted.py": "from PySide6.QtCore import QSaveFile"}),
    (FILES, {"export/planted.py": "from PySide6 import QtGui"}),
    (GRAPH, {"shell/planted.py": "def f():\n    import pyqtgraph"}),
    (
        CYCLES,
        {
            "core/planted.py": "import studio.core.planted_too",
            "core/planted_too.py": "import studio.core.planted",
        },
    ),
]


def broken(tree: Path) -> set[str]:
    """The names of the contracts that a tree breaks; every contract must have been checked."""
    done = subprocess.run(
        [*LINT, "--no-logo", "--no-cache"],
        cwd=tree,
        env=dict(os.environ) | {"PYTHONPATH": str(tree), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE))
    assert set(found) == ALL, done.stdout + done.stderr
    return {name for name, state in found.items() if state == "BROKEN"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program and of the contracts."""
    shutil.copytree(ROOT / "studio", tmp_path / "studio", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_an_untouched_copy_keeps_every_contract(tree: Path) -> None:
    assert broken(tree) == set()


@pytest.mark.parametrize(("contract", "files"), PLANTED)
def test_a_planted_violation_breaks_its_contract_alone(
    tree: Path, contract: str, files: dict[str, str]
) -> None:
    for name, text in files.items():
        path = tree / "studio" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert broken(tree) == {contract}


def test_each_contract_has_a_planted_violation() -> None:
    assert {contract for contract, _ in PLANTED} == ALL
