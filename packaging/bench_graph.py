"""A window with the smallest graph of pyqtgraph: what the complete program is compared with."""

from __future__ import annotations

import sys
import time

import pyqtgraph as pg
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override


class Graph(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Tells when it has been painted, and ends the program."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, tell)


def tell() -> None:
    """Say the time and end."""
    for what in ("first-paint", "complete"):
        print(what, time.monotonic_ns(), file=sys.stderr)
    QApplication.quit()


app = QApplication([])
graph = Graph()
graph.plot([0, 1, 2, 3], [0, 1, 0, 1])
graph.resize(1440, 900)
graph.show()
sys.exit(app.exec())
