"""The builder with 1,000 steps: a changed hold, a keystroke in the search, scrolling, panning, memory, rest.

Prints a line for each figure, its name and then its numbers: ms of the clock, but of the processor for
`compile` (all, and after one changed hold, in turns), MiB for `memory`, percent of a core for `idle`.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QLineEdit, QListView, QWidget
from typing_extensions import override

from studio.core.breath import BreathPattern
from studio.core.compile import compile_schedule
from studio.core.dose import Dose
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Routine, Step, with_dose
from studio.host.paths import resources_folder
from studio.paint.look import LIGHT, font
from studio.paint.theme import palette, style_sheet
from studio.shell.desk import Desk
from studio.shell.prompts import QtPrompts
from studio.shell.window import BuilderWindow

STEPS, EDITS, FRAMES, COMPILED = 1_000, 40, 60, 7
REST, RESTS = 3.0, 3
"""Seconds that the idle program is watched, and how often: once a minute it shows another time of day."""
EXERCISES = ("cat-cow", "childs-pose", "glute-bridge", "double-knees-to-chest", "supine-twist")
PATIENCE = 10.0
MEBIBYTE = 1024 * 1024


def long_routine() -> Routine:
    """A fair mix of moves and holds, about 10,000 segments, within the 12 hours that a routine may last."""
    dose = Dose(hold=fixed(3 * SECOND), reps=fixed(2), pause=fixed(SECOND), rest=fixed(2 * SECOND))
    steps = (Step(EXERCISES[row % len(EXERCISES)], dose=dose) for row in range(STEPS))
    return Routine("A long routine", tuple(steps), breath=BreathPattern(1_500, 0, 2_000, 0))


class Painted(QObject):
    """Counts the pictures of a widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.pictures = 0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.pictures += event.type() is QEvent.Type.Paint
        return False

    def time_until_painted(self, act: Callable[[], object]) -> float:
        """Milliseconds from an act until its picture is there and nothing else waits."""
        start, before = time.perf_counter(), self.pictures
        act()
        while self.pictures == before:
            QApplication.processEvents()
            if time.perf_counter() - start > PATIENCE:
                raise SystemExit("nothing was painted")
        QApplication.processEvents()
        return (time.perf_counter() - start) * 1e3


@contextmanager
def opened() -> Iterator[Desk]:
    """The builder, complete, with a routine of nothing."""
    app = QApplication([])
    app.setStyle("Fusion")
    QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / "InterVariable.ttf"))
    app.setFont(font(14))
    app.setPalette(palette(LIGHT))
    app.setStyleSheet(style_sheet(LIGHT))
    window = BuilderWindow(LIGHT)
    desk = Desk(window, resources_folder(), QtPrompts(window), Path(), datetime.now, LIGHT)
    window.show()
    loop = QEventLoop()
    desk.completed.connect(loop.quit)
    desk.open(None)
    loop.exec()
    yield desk
    desk.document.undo_stack.setClean()  # nothing is to be asked at the end


def resident() -> float:
    """MiB that the program holds in memory; Linux tells it of itself."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE


def changed_hold(desk: Desk, edit: int) -> Routine:
    """The routine with another hold of a step in its middle."""
    step = desk.document.routine.steps[STEPS // 2]
    assert isinstance(step, Step)
    dose = replace(step.dose, hold=fixed((4 + edit % 7) * SECOND))
    return with_dose(desk.document.routine, step.uid, dose)


def edits(desk: Desk) -> list[float]:
    """From a changed hold until it is on the graph and nothing else waits."""
    [graph] = desk.timeline_area.findChildren(QGraphicsView)
    painted = Painted(graph.viewport())
    return [
        painted.time_until_painted(partial(desk.document.edit, "Change hold", changed))
        for changed in (changed_hold(desk, edit) for edit in range(EDITS))
    ]


def compiled(desk: Desk) -> list[float]:
    """Compiling all, and compiling after a changed hold, in turns, in ms of the processor."""
    document, found = desk.document, []
    for edit in range(COMPILED):
        changed = changed_hold(desk, edit + 1)
        for previous in (None, document.schedule):
            before = time.process_time()
            compile_schedule(changed, document.catalogue, document.transitions, previous)
            found.append((time.process_time() - before) * 1e3)
    return found


def keystrokes(desk: Desk) -> list[float]:
    """From a key in the search until whatever it changes is painted."""
    field = next(f for f in desk.window.findChildren(QLineEdit) if "earch" in f.accessibleName())
    field.setFocus()
    found = []
    for key in "twist" * 6:
        start = time.perf_counter()
        QTest.keyClicks(field, key)
        QApplication.processEvents()
        found.append((time.perf_counter() - start) * 1e3)
        if key == "t" and field.text() == "twist":
            field.clear()
            QApplication.processEvents()
    return found


def scrolled(desk: Desk) -> list[float]:
    """A frame of the sequence while it is scrolled."""
    sequence = next(
        view for view in desk.window.findChildren(QListView) if view.accessibleName() == "Sequence"
    )
    bar, painted = sequence.verticalScrollBar(), Painted(sequence.viewport())
    return [painted.time_until_painted(lambda: bar.setValue(bar.value() + 37)) for _ in range(FRAMES)]


def panned(desk: Desk) -> list[float]:
    """A frame of the graph, zoomed in as far as people look at it, while it is dragged along."""
    [graph] = desk.timeline_area.findChildren(QGraphicsView)
    painted, area = Painted(graph.viewport()), desk.timeline_area
    middle = graph.mapTo(area, QPointF(graph.width() / 2, graph.height() * 0.6).toPoint())
    port = area.childAt(middle)
    assert port is not None
    at = QPointF(port.mapFrom(area, middle))

    def turn() -> None:
        wheel = QWheelEvent(
            at, QPointF(port.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(port, wheel)

    for _ in range(12):
        painted.time_until_painted(turn)

    def mouse(kind: QEvent.Type, to: QPointF) -> None:
        left = Qt.MouseButton.LeftButton
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else left
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else left
        none = Qt.KeyboardModifier.NoModifier
        moved = QMouseEvent(kind, to, QPointF(port.mapToGlobal(to.toPoint())), button, held, none)
        QApplication.sendEvent(port, moved)

    mouse(QEvent.Type.MouseButtonPress, at)
    mouse(QEvent.Type.MouseMove, at - QPointF(20, 0))
    QApplication.processEvents()
    places = [at - QPointF(23 + 3 * frame, 0) for frame in range(FRAMES)]
    found = [painted.time_until_painted(partial(mouse, QEvent.Type.MouseMove, place)) for place in places]
    mouse(QEvent.Type.MouseButtonRelease, places[-1])
    return found


def idle() -> float:
    """Percent of a core that the program takes while nobody touches it and no text cursor blinks."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    loop = QEventLoop()
    QTimer.singleShot(1_000, loop.quit)  # what was begun is finished
    loop.exec()
    before, start = time.process_time(), time.perf_counter()
    QTimer.singleShot(int(REST * 1e3), loop.quit)
    loop.exec()
    return 100 * (time.process_time() - before) / (time.perf_counter() - start)


def tell(name: str, numbers: Sequence[float]) -> None:
    """One line of the answer."""
    print(name, *(f"{one:.2f}" for one in numbers), flush=True)


def main() -> int:
    """Open the builder, measure, print."""
    with opened() as desk:
        before = resident()
        desk.document.edit("Begin", long_routine())
        QApplication.processEvents()
        tell("segments", [len(desk.document.schedule.segments)])
        tell("edit", edits(desk))
        tell("memory", [resident() - before])
        tell("compile", compiled(desk))
        tell("keystroke", keystrokes(desk))
        tell("scroll", scrolled(desk))
        tell("pan", panned(desk))
        tell("idle", [idle() for _ in range(RESTS)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
