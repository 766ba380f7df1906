"""A window with one label: what the program's first window is compared with."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel
from typing_extensions import override


class Label(QLabel):
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
label = Label("Spine Studio")
label.resize(1440, 900)
label.show()
sys.exit(app.exec())
