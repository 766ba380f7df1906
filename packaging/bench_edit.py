"""The builder with a long routine, in which one hold is changed again and again; tells each time it took."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget
from typing_extensions import override

from studio.core.dose import Dose
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Routine, Step, with_dose
from studio.host.paths import resources_folder
from studio.paint.look import LIGHT, font
from studio.paint.theme import palette, style_sheet
from studio.shell.desk import Desk
from studio.shell.prompts import QtPrompts
from studio.shell.window import BuilderWindow

STEPS, EDITS = 200, 40
EXERCISES = ("cat-cow", "childs-pose", "glute-bridge", "double-knees-to-chest", "supine-twist")


def long_routine() -> Routine:
    """A routine with a fair mix of moves and holds."""
    dose = Dose(hold=fixed(10 * SECOND), reps=fixed(5), pause=fixed(3 * SECOND), rest=fixed(10 * SECOND))
    steps = (Step(EXERCISES[row % len(EXERCISES)], dose=dose) for row in range(STEPS))
    return Routine("A long routine", tuple(steps))


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


def changed_holds(desk: Desk) -> list[float]:
    """How long each edit took, in ms, from the edit until the graph is painted and nothing else waits."""
    [graph] = desk.timeline_area.findChildren(QGraphicsView)
    painted = Painted(graph.viewport())
    step = desk.document.routine.steps[STEPS // 2]
    assert isinstance(step, Step)
    times = []
    for edit in range(EDITS):
        dose = replace(step.dose, hold=fixed((11 + edit % 7) * SECOND))
        changed = with_dose(desk.document.routine, step.uid, dose)
        start, before = time.perf_counter(), painted.pictures
        desk.document.edit("Change hold", changed)
        while painted.pictures == before:
            QApplication.processEvents()
        QApplication.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> int:
    """Open the builder, measure, print."""
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
    desk.document.edit("Begin", long_routine())
    QApplication.processEvents()
    print(*(f"{one:.2f}" for one in changed_holds(desk)))
    desk.document.undo_stack.setClean()  # nothing is to be asked at the end
    return 0


if __name__ == "__main__":
    sys.exit(main())
