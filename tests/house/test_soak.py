"""Qt for Python keeps its count of None and True: one that loses them aborts after minutes of painting."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

PAINTS = 500
EMITS = 10_000
DRIFT = 50
IMMORTAL = sys.version_info >= (3, 12)  # None and True are no longer counted: nothing can be lost


class Canvas(QWidget):
    """Counts its own paintings."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawText(10, 20, "breathe")
        self.painted += 1


class Source(QObject):
    """Says something, and nothing at all."""

    changed = Signal()
    moved = Signal(int)
    held = Signal(object, bool)


def counts() -> tuple[int, int]:
    return sys.getrefcount(None), sys.getrefcount(True)


def drift(before: tuple[int, int]) -> int:
    """How far the counts have moved."""
    return max(abs(now - then) for now, then in zip(counts(), before, strict=True))


def test_painting_keeps_the_count_of_none(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(120, 40)
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.repaint()
    painted, before = canvas.painted, counts()
    for _ in range(PAINTS):
        canvas.repaint()
    assert canvas.painted - painted == PAINTS
    assert drift(before) < DRIFT


def test_emitting_keeps_the_count_of_none() -> None:
    source, heard = Source(), [0]

    def hear(*_args: object) -> None:
        heard[0] += 1

    for signal in (source.changed, source.moved, source.held):
        signal.connect(hear)
    before = counts()
    for turn in range(EMITS):
        source.changed.emit()
        source.moved.emit(turn)
        source.held.emit(None, True)
    assert heard[0] == 3 * EMITS
    assert drift(before) < DRIFT


def test_the_drift_would_be_seen() -> None:
    before = counts()
    lost = [None] * DRIFT
    assert drift(before) >= DRIFT or IMMORTAL
    assert len(lost) == DRIFT
