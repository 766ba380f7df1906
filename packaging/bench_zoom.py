"""Pans and zooms the graph of 1,000 steps, and beside it a plain plot of pyqtgraph with as many points.

Prints pairs of numbers: milliseconds of the clock for a frame of ours, and for one of the plot's.
"""

from __future__ import annotations

import sys
import time

import pyqtgraph as pg
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.core.breath import BreathPattern, Phase
from studio.core.dose import Dose
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Routine, Step
from studio.core.schedule import Schedule
from studio.files.examine import load_shelf
from studio.host.paths import resources_folder
from studio.paint.look import font
from studio.timeline.span import Span
from studio.timeline.view import TimelineView

STEPS, FRAMES = 1_000, 60
SIZE = 1440, 196
EXERCISES = ("cat-cow", "childs-pose", "glute-bridge", "double-knees-to-chest", "supine-twist")
DEEPEST = 0.8


def long_routine() -> Routine:
    """A fair mix of moves and holds, about 10,000 segments, within the 12 hours that a routine may last."""
    dose = Dose(hold=fixed(3 * SECOND), reps=fixed(2), pause=fixed(SECOND), rest=fixed(2 * SECOND))
    steps = (Step(EXERCISES[row % len(EXERCISES)], dose=dose) for row in range(STEPS))
    return Routine("A long routine", tuple(steps), breath=BreathPattern(1_500, 0, 2_000, 0))


def plain_plot(schedule: Schedule) -> pg.PlotWidget:
    """The breath alone, as pyqtgraph draws a line without any help."""
    plot = pg.PlotWidget()
    high = (Phase.HOLD_IN, Phase.OUT)
    plot.plot(
        [span.start for span in schedule.breath], [float(span.phase in high) for span in schedule.breath]
    )
    return plot


def spans(total: int) -> list[Span]:
    """Views as a person sees them one after the other: closer and closer, and a little to the side."""
    whole = Span(0, total, total)
    views = []
    for turn in range(FRAMES):
        zoom = DEEPEST * (turn // 2 + 1) / (FRAMES // 2)
        view = whole.at_zoom(zoom, total * 0.4)
        views.append(view.panned(view.length * 0.01) if turn % 2 else view)
    return views


def main() -> int:
    """Measure and print."""
    app = QApplication([])
    QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / "InterVariable.ttf"))
    app.setFont(font(14))
    shelf = load_shelf(resources_folder())
    document = RoutineDocument(shelf.catalogue, shelf.transitions)
    document.replace_all(long_routine(), None)
    view = TimelineView(document, Selection(document))
    plot = plain_plot(document.schedule)
    for widget in (view, plot):
        widget.resize(*SIZE)
        widget.show()
        QApplication.processEvents()
    for span in spans(document.schedule.length):
        before = time.perf_counter()
        view.show_span(span)
        view.repaint()
        QApplication.processEvents()
        between = time.perf_counter()
        plot.setXRange(span.start, span.end, padding=0)
        plot.repaint()
        QApplication.processEvents()
        after = time.perf_counter()
        print(f"{(between - before) * 1e3:.2f} {(after - between) * 1e3:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
