"""The builder with a long routine, in which one hold is changed again and again; tells each time it took."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial

from bench_long import EXERCISES, Painted, opened
from PySide6.QtWidgets import QApplication, QGraphicsView

from studio.core.dose import Dose
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Routine, Step, with_dose
from studio.shell.desk import Desk

STEPS, EDITS = 200, 40


def long_routine() -> Routine:
    """A routine with a fair mix of moves and holds."""
    dose = Dose(hold=fixed(10 * SECOND), reps=fixed(5), pause=fixed(3 * SECOND), rest=fixed(10 * SECOND))
    steps = (Step(EXERCISES[row % len(EXERCISES)], dose=dose) for row in range(STEPS))
    return Routine("A long routine", tuple(steps))


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
        times.append(painted.time_until_painted(partial(desk.document.edit, "Change hold", changed)))
    return times


def main() -> int:
    """Open the builder, measure, print."""
    with opened() as desk:
        desk.document.edit("Begin", long_routine())
        QApplication.processEvents()
        print(*(f"{one:.2f}" for one in changed_holds(desk)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
