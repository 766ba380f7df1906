"""Plays in a window of 1920x1080, and beside it an empty window that repaints itself as often.

Prints names with numbers: `paint` and `tick`, milliseconds of a core for each frame; `late`, the share in
percent of frames that came more than half a frame late; `cpu` and `empty`, percent of a core; `memory`, the
MiB that an hour's session at high speed has grown by after its first third.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from studio.core.compile import compile_schedule
from studio.core.dose import Dose
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Routine, Step
from studio.core.schedule import Schedule, SegmentKind
from studio.files.examine import Shelf, load_shelf
from studio.host.awake import NeverAwake
from studio.host.clock import HandClock, MonotonicClock
from studio.host.paths import resources_folder
from studio.host.sound import NoSound
from studio.paint.look import font
from studio.player.window import FRAME, PlayerWindow

SIZE = 1920, 1080
PLAYED, EMPTY = 60.0, 10.0  # seconds
STEPS = 23  # 59 minutes
LEAP = SECOND
EXERCISES = ("cat-cow", "childs-pose", "glute-bridge", "double-knees-to-chest", "supine-twist")
PAGE = resource.getpagesize()


class Timed(PlayerWindow):
    """A player that notes when it was asked for a frame, in s, and what that took of a core, in ms."""

    def watch(self) -> None:
        """Begin to note."""
        self.asked: list[float] = []
        self.ticks: list[float] = []
        self.paints: list[float] = []

    @override
    def tick(self) -> None:
        now, before = time.perf_counter(), time.thread_time()
        super().tick()
        if hasattr(self, "ticks"):
            self.asked.append(now)
            self.ticks.append((time.thread_time() - before) * 1e3)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest or not hasattr(self, "paints"):
            return super().event(event)
        before = time.thread_time()
        done = super().event(event)  # everything that has changed is painted inside of this
        self.paints.append((time.thread_time() - before) * 1e3)
        return done


class Empty(QWidget):
    """Paints one colour, 60 times a second: what any full window costs here."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.update)
        self._timer.start(FRAME)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#0b1114"))
        painter.end()


def hour_long(shelf: Shelf) -> Schedule:
    """An hour of holds and moves, each with its breath."""
    dose = Dose(hold=fixed(20 * SECOND), reps=fixed(3), rest=fixed(10 * SECOND))
    steps = tuple(Step(EXERCISES[row % len(EXERCISES)], dose=dose) for row in range(STEPS))
    return compile_schedule(Routine("An hour", steps), shelf.catalogue, shelf.transitions)


def resident() -> float:
    """The memory that is used, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * PAGE / 2**20


def run(seconds: float) -> float:
    """Let the program run; percent of a core that it took."""
    loop = QEventLoop()  # to quit the program would close its windows
    QTimer.singleShot(round(seconds * 1e3), loop.quit)
    before, begun = time.process_time(), time.perf_counter()
    loop.exec()
    return 100 * (time.process_time() - before) / (time.perf_counter() - begun)


def play(schedule: Schedule, shelf: Shelf, seconds: float) -> None:
    """Play in real time and print how that went."""
    window = Timed(schedule, "Bench", shelf.catalogue, MonotonicClock(), NoSound(), NeverAwake())
    window.resize(*SIZE)
    window.show()
    run(2.0)
    moving = next(one for one in schedule.segments if one.kind is SegmentKind.MOVE)
    window.session.seek(moving.start)  # before it hardly anything moves
    window.watch()
    spent = run(seconds)
    gaps = [(b - a) * 1e3 for a, b in zip(window.asked, window.asked[1:], strict=False)]
    late = 100 * sum(gap > 1.5 * FRAME for gap in gaps) / max(1, len(gaps))
    print("paint", *(f"{one:.2f}" for one in window.paints))
    print("tick", *(f"{one:.2f}" for one in window.ticks))
    print(f"late {late:.2f}\ncpu {spent:.1f}")
    window.close()


def grown(schedule: Schedule, shelf: Shelf) -> float:
    """Play all of it by a hand-moved clock; the MiB that the last two thirds have added."""
    clock = HandClock(0)
    window = PlayerWindow(schedule, "Bench", shelf.catalogue, clock, NoSound(), NeverAwake())
    window.resize(*SIZE)
    window.show()
    window.tick()
    third, before = schedule.length // 3, 0.0
    for at in range(0, schedule.length - LEAP, LEAP):
        clock.forward(LEAP)
        window.tick()
        QApplication.processEvents()
        if at <= third < at + LEAP:
            before = resident()
    after = resident()
    window.close()
    return after - before


def main() -> int:
    """Measure and print."""
    app = QApplication([])
    QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / "InterVariable.ttf"))
    app.setFont(font(14))
    shelf = load_shelf(resources_folder())
    schedule = hour_long(shelf)
    play(schedule, shelf, PLAYED if len(sys.argv) < 2 else float(sys.argv[1]))
    empty = Empty()
    empty.resize(*SIZE)
    empty.show()
    run(1.0)
    print(f"empty {run(EMPTY):.1f}")
    empty.close()
    if Path("/proc/self/statm").exists():
        print(f"memory {grown(schedule, shelf):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
