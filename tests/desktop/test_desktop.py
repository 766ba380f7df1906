"""The desktop itself: windows appear, hands are felt, pictures and sound are taken, nothing outlives it."""

from __future__ import annotations

import math
import os
import sys
import wave
from array import array
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.desktop.desktop import RATE, Desktop
from tests.desktop.programs import NeverHappenedError, descendants, is_alive, until
from tests.desktop.reader import ScreenReader

WINDOW = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

class Pad(QWidget):
    def mousePressEvent(self, event):
        print("press", event.globalPosition().toPoint().toTuple(), flush=True)
    def mouseReleaseEvent(self, event):
        print("release", event.globalPosition().toPoint().toTuple(), flush=True)
    def keyPressEvent(self, event):
        print("key", event.text() or Qt.Key(event.key()).name, flush=True)

application = QApplication(sys.argv)
pad = Pad(windowTitle="A pad (to try)", styleSheet="background: #20a040")
pad.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
pad.resize(400, 300)
pad.show()
application.exec()
"""

LIST = """
import sys
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QVBoxLayout, QWidget

application = QApplication(sys.argv)
window = QWidget(windowTitle="A list")
rows = QListWidget(accessibleName="Rows", accessibleDescription="three of them")
rows.setDragDropMode(QListWidget.DragDropMode.InternalMove)
rows.addItems(["one", "two", "three"])
button = QPushButton("&Shout")
button.clicked.connect(lambda: print("shouted", flush=True))
layout = QVBoxLayout(window)
layout.addWidget(rows)
layout.addWidget(button)
window.show()
application.exec()
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A window that prints what the hands do to it."""
    path = tmp_path / "pad.py"
    path.write_text(WINDOW, encoding="utf-8")
    return path


def test_a_window_feels_mouse_and_keys(desktop: Desktop, script: Path) -> None:
    pad = desktop.start(sys.executable, script)
    window = desktop.wait_for_window("A pad (to try)")
    assert (window.width, window.height) == (400, 300)
    x, y = window.middle
    desktop.click(x, y)
    until(lambda: f"release ({x}, {y})" in pad.said, "the click is felt", says=lambda: pad.said)
    desktop.drag(x, y, x + 60, y - 40)
    until(lambda: f"release ({x + 60}, {y - 40})" in pad.said, "the drag is felt", says=lambda: pad.said)
    desktop.type_text("hi")
    desktop.key("Escape")
    until(lambda: "key h\nkey i\nkey \x1b" in pad.said, "the keys are felt", says=lambda: pad.said)


def test_a_drag_drops(desktop: Desktop, reader: ScreenReader, tmp_path: Path) -> None:
    (tmp_path / "list.py").write_text(LIST, encoding="utf-8")
    desktop.start(sys.executable, tmp_path / "list.py")
    desktop.wait_for_window("A list")
    one, three = reader.wait_for("one", "list item"), reader.wait_for("three", "list item")
    desktop.drag(*one.middle, three.x + 20, three.y + three.height - 1)

    def order() -> list[str]:
        rows = reader.wait_for("Rows", "list")
        assert rows.description == "three of them"
        return [row.name for row in rows.children]

    until(lambda: order() == ["two", "three", "one"], "the row has moved", says=reader.outline)


def test_a_reader_presses_a_button_by_its_word(
    desktop: Desktop, reader: ScreenReader, tmp_path: Path
) -> None:
    (tmp_path / "list.py").write_text(LIST, encoding="utf-8")
    program = desktop.start(sys.executable, tmp_path / "list.py")
    reader.press(reader.wait_for("Shout", "push button"))
    until(lambda: "shouted" in program.said, "the button is pressed", says=lambda: program.said)
    assert reader.look().find("Whisper") is None


def test_a_picture_shows_the_window(desktop: Desktop, script: Path, tmp_path: Path) -> None:
    desktop.start(sys.executable, script)
    window = desktop.wait_for_window("A pad (to try)")

    def colour() -> QColor:
        picture = QImage(str(desktop.screenshot(tmp_path / "screen.png")))
        assert (picture.width(), picture.height()) == desktop.size
        return picture.pixelColor(*window.middle)

    until(lambda: colour() == QColor("#20a040"), "the window is painted")


def test_what_is_played_is_recorded(desktop: Desktop, tmp_path: Path) -> None:
    seconds, played, recorded = 0.4, tmp_path / "tone.wav", tmp_path / "recorded.wav"
    tone = array("h", (int(9000 * math.sin(math.tau * 440 * i / RATE)) for i in range(int(RATE * seconds))))
    with wave.open(str(played), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        file.writeframes(tone.tobytes())
    with desktop.recording(recorded):
        assert desktop.start("paplay", played).wait() == 0
    with wave.open(str(recorded), "rb") as file:
        heard = array("h", file.readframes(file.getnframes()))
    loud = [i for i, sample in enumerate(heard) if abs(sample) > 3000]
    assert (loud[-1] - loud[0]) / RATE == pytest.approx(seconds, abs=0.05)
    assert max(heard) == pytest.approx(9000, rel=0.1)


def test_each_test_has_an_empty_home(desktop: Desktop) -> None:
    home = Path(desktop.environment["HOME"])
    desktop.start("sh", "-c", "ls -A $HOME > seen; pwd >> seen").wait()
    assert (home / "seen").read_text(encoding="utf-8").split() == ["seen", str(home)]


def test_a_program_ends_with_all_it_started(desktop: Desktop) -> None:
    program = desktop.start("sh", "-c", "trap '' TERM; sleep 600 & sleep 601 & wait; wait")
    until(lambda: len(descendants(program.process.pid)) == 2, "both sleep")
    family = descendants(program.process.pid)
    program.end()
    assert not any(is_alive(pid) for pid in family)
    assert not program.is_running


def test_waiting_ends_with_the_words_of_the_program(desktop: Desktop) -> None:
    desktop.start("sh", "-c", "echo I will not")
    with pytest.raises(NeverHappenedError, match=r"window 'Never'[^$]*I will not"):
        desktop.wait_for_window("Never", within=0.5)


def test_nothing_outlives_a_desktop(tmp_path: Path) -> None:
    before = set(descendants(os.getpid()))
    with Desktop(tmp_path, size=(640, 480)) as other:
        other.start("sleep", "600")
        assert len(set(descendants(os.getpid())) - before) >= 5
    assert set(descendants(os.getpid())) <= before
