"""The line above the graph: total, range, finish time, legend, zoom. It does not need pyqtgraph."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QSize, QTimer, SignalInstance
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.core.phrase import clock, manual_words
from studio.core.schedule import Schedule
from studio.paint.look import LIGHT, Look
from studio.timeline.header_parts import Glyph, HeaderButton, Legend, Words, ZoomSlider

HEIGHT = 40
ROOMY, NARROW = 960, 660
"""From how many px on, at the design's text size, the finish is said in words, and the legend is shown."""

MINUTE = 60_000


class Zoomed(Protocol):
    """The graph, as far as the header moves it."""

    @property
    def zoomed(self) -> SignalInstance:
        """Tells a zoom of 0..1."""
        ...

    def set_zoom(self, zoom: float) -> None:
        """Zoom to 0..1."""
        ...

    def zoom_in(self) -> None:
        """See less time."""
        ...

    def zoom_out(self) -> None:
        """See more time."""
        ...

    def fit(self) -> None:
        """See all of it."""
        ...


class TimelineHeader(QWidget):
    """Says how long the routine lasts and until when; `wall` tells the time of day."""

    def __init__(
        self, document: RoutineDocument, wall: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._wall, self._look = document, wall, LIGHT
        self._total = Words("Total time", 20, 680)
        self._range, self._manual = Words("Shortest and longest", 14, 400), Words("Manual steps", 14, 400)
        self._clock, self._finish = Glyph("clock", 15), Words("Finish", 14, 400)
        self._legend, self._slider = Legend(), ZoomSlider()
        self._out, self._in = HeaderButton("Zoom out", "minus"), HeaderButton("Zoom in", "plus")
        self._fit = HeaderButton("Fit", word="Fit")
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self._next_minute)
        self._lay_out()
        for control in (self._out, self._slider, self._in, self._fit):
            control.setEnabled(False)
        document.changed.connect(self._refresh)
        self._refresh()
        self.set_look(LIGHT)

    def attach(self, view: Zoomed) -> None:
        """Move this graph from now on, and follow it."""
        self._out.clicked.connect(view.zoom_out)
        self._in.clicked.connect(view.zoom_in)
        self._fit.clicked.connect(view.fit)
        self._slider.valueChanged.connect(lambda value: view.set_zoom(value / self._slider.maximum()))
        view.zoomed.connect(self._show_zoom)
        for control in (self._out, self._slider, self._in, self._fit):
            control.setEnabled(True)

    def set_look(self, look: Look) -> None:
        """Draw in other colours and sizes."""
        self._look = look
        self.setFixedHeight(look.grown(HEIGHT))
        self._total.set_colour(look.tx, look)
        for quiet in (self._range, self._manual, self._clock, self._finish):
            quiet.set_colour(look.tx2, look)
        for part in (self._legend, self._out, self._slider, self._in, self._fit):
            part.set_look(look)
        self._show_finish()
        self.update()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 14, 0)
        row.setSpacing(0)
        for part, gap in (
            (self._total, 8), (self._range, 8), (self._manual, 8), (self._clock, 5), (self._finish, 14),
        ):  # fmt: skip
            if part is self._clock:
                row.addSpacing(6)
            row.addWidget(part)
            row.addSpacing(gap)
        row.addStretch(1)
        row.addWidget(self._legend, 1000)
        row.addSpacing(30)
        row.addWidget(self._out)
        row.addSpacing(2)
        row.addWidget(self._slider)
        row.addSpacing(2)
        row.addWidget(self._in)
        row.addSpacing(6)
        row.addWidget(self._fit)

    def _refresh(self) -> None:
        schedule = self._document.schedule
        self._total.say(clock(schedule.length))
        self._range.say(range_words(schedule))
        self._manual.say(manual_words(schedule.manual_steps))
        self._show_finish()

    def _show_finish(self) -> None:
        schedule = self._document.schedule
        done = self._wall() + timedelta(milliseconds=schedule.length)
        later = " or later" if schedule.manual_steps else ""
        if not schedule.length:
            self._finish.say("")
        elif self.width() >= self._look.grown(ROOMY):
            self._finish.say(f"Start now, done at {done:%H:%M}{later}")
        else:
            self._finish.say(f"{done:%H:%M}{later}")
        self._finish.setToolTip(f"Start now, done at {done:%H:%M}{later}")
        self._clock.setVisible(bool(schedule.length))
        self._legend.setVisible(self.width() >= self._look.grown(NARROW))

    def _show_zoom(self, zoom: float) -> None:
        self._slider.blockSignals(True)  # the graph is where it wants to be already
        self._slider.setValue(round(zoom * self._slider.maximum()))
        self._slider.blockSignals(False)
        self._slider.update()

    def _next_minute(self) -> None:
        self._show_finish()
        now = self._wall()
        self._minute.start(MINUTE - now.second * 1000 - now.microsecond // 1000)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_finish()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.grown(480), self._look.grown(HEIGHT))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._next_minute()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._minute.stop()
        super().hideEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.panel)
        painter.setPen(self._look.line)
        painter.drawLine(0, 0, self.width(), 0)
        x = self._out.x() - 15
        painter.drawLine(x, 8, x, self.height() - 9)


def range_words(schedule: Schedule) -> str:
    """`(12:10\N{EN DASH}17:00)`, or nothing where the intensity changes nothing."""
    if schedule.shortest == schedule.longest:
        return ""
    return f"({clock(schedule.shortest)}\N{EN DASH}{clock(schedule.longest)})"
