"""The hygiene of tests/conftest.py itself: each planted leak is caught, and a clean test is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
HEAD = """
import threading
import warnings
from PySide6.QtCore import QObject, QSettings, QTimer, qWarning
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget
kept = []
"""
CLEAN = {
    "clean": "window = QWidget(); qtbot.addWidget(window); window.show()",
    "dropped_window": "window = QWidget(); window.show()",
    "own_loop": "a = QWidget(); a.me = a; a.show()",
    "stopped_timer": "t = QTimer(); t.start(5); t.stop(); kept.append(t)",
    "ended_thread": "threading.Thread(target=int).start()",
    "settings_write": "s = QSettings('house', 'test'); s.setValue('x', 1); s.sync()",
    "settings_are_new": "assert QSettings('house', 'test').value('x') is None",
    "dialog_answered": "QMessageBox.question = lambda *a: 3; assert QMessageBox.question() == 3",
}
DIRTY = {
    "window": ("window = QWidget(); window.show(); kept.append(window)", "left behind: window QWidget"),
    "timer": ("t = QTimer(); t.start(60000); kept.append(t)", "active timer of nobody"),
    "thread": (
        "e = threading.Event(); kept.append(e); threading.Thread(target=e.wait, daemon=True).start()",
        "left behind: thread",
    ),
    "qt_warning": ("qWarning('careful')", "QtWarningMsg: careful"),
    "python_warning": ("warnings.warn('careful')", "UserWarning: careful"),
    "dialog": ("QDialog().exec()", "QDialog.exec waits for a person"),
    "question": ("QMessageBox.question(None, 'a', 'b')", "QMessageBox.question waits for a person"),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What pytest said of each planted test: its name and the text of its failures."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    shutil.copy(ROOT / "pyproject.toml", folder)
    bodies = CLEAN | {name: body for name, (body, _) in DIRTY.items()}
    tests = "".join(f"\ndef test_{name}(qtbot):\n    {body}\n" for name, body in bodies.items())
    (folder / "test_planted.py").write_text(HEAD + tests, encoding="utf-8")
    report = folder / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
    subprocess.run(
        [*command, "test_planted.py"], cwd=folder, env=dict(os.environ), capture_output=True, check=False
    )
    said: dict[str, str] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        name = case.attrib["name"].removeprefix("test_")
        texts = (part.attrib.get("message", "") + (part.text or "") for part in case)
        said[name] = said.get(name, "") + "\n".join(texts)
    return said


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_test_passes(outcomes: dict[str, str], name: str) -> None:
    assert outcomes[name] == ""


@pytest.mark.parametrize("name", DIRTY)
def test_a_planted_leak_is_caught(outcomes: dict[str, str], name: str) -> None:
    assert DIRTY[name][1] in outcomes[name]


def test_every_test_has_a_home_of_its_own(own_home: Path, tmp_path: Path) -> None:
    assert Path.home() == own_home
    assert os.environ["XDG_CONFIG_HOME"] == str(own_home / ".config")
    assert list(tmp_path.iterdir()) == []
