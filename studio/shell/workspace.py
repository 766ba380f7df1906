"""The four panels of the builder around one document: library, sequence, inspector, timeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.app.own_exercises import OwnExercises
from studio.app.selection import Selection
from studio.app.settings import Settings
from studio.builder.heading import Heading
from studio.builder.inspector import InspectorPanel
from studio.builder.library import LibraryPanel
from studio.builder.sequence import SequenceView
from studio.paint.look import Look
from studio.shell.text_room import TextRoom
from studio.shell.window import INSPECTOR, LIBRARY, TIMELINE
from studio.timeline.header import TimelineHeader

REST = 120
"""Milliseconds without an edit after which it is said what is advised about the routine."""


class Panel(Protocol):
    """What every panel can do."""

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        ...


class Workspace(QSplitter):
    """Columns above, the graph below; every border can be dragged."""

    def __init__(
        self,
        document: RoutineDocument,
        selection: Selection,
        wall: Callable[[], datetime],
        own: OwnExercises,
        settings: Settings | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._document, self._selection = document, selection
        rest = QTimer(self, singleShot=True, interval=REST)
        self.advising = Advising(document, self, rest)
        self.show_position: Callable[[int | None], None] = lambda _position: None
        self._go_to_graph: Callable[[], None] = lambda: None
        self.library = LibraryPanel(document, own, settings=settings)
        self.heading = Heading(document)
        self.sequence = SequenceView(document, selection, self.advising)
        self.inspector = InspectorPanel(document, selection, advising=self.advising)
        self._header = TimelineHeader(document, wall)
        self._panels: list[Panel] = [
            self.library, self.heading, self.sequence, self.inspector, self._header,
        ]  # fmt: skip
        self._graph_room = QWidget()
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self.timeline_area = _area("timeline", (self._header, self._graph_room))
        self._below = QSplitter(Qt.Orientation.Horizontal)
        self._arrange()
        self.text_room = TextRoom(document, selection, self, self._below)
        self._panels.append(self.text_room)
        self.library.added.connect(self.sequence.add_exercise)
        self.sequence.edit_requested.connect(self.inspector.focus_first)
        self.inspector.left.connect(self._go_to_sequence)
        self.text_room.left.connect(self._go_to_sequence)

    def show_timeline(self, look: Look, painted: Callable[[], object]) -> None:
        """Bring the graph; its library is large, so this happens when everything else is on the screen.

        `painted` is called at each of its pictures.
        """
        from studio.timeline.view import TimelineView

        timeline = TimelineView(self._document, self._selection, self.advising)
        timeline.set_look(look)
        timeline.painted.connect(painted)
        timeline.position_picked.connect(timeline.show_position)
        timeline.move_wanted.connect(self.sequence.edits.move)
        timeline.nudge_wanted.connect(self.sequence.edits.move_selected)
        self.show_position = timeline.show_position
        self._go_to_graph = lambda: timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._panels.append(timeline)
        layout = self.timeline_area.layout()
        assert layout is not None
        layout.replaceWidget(self._graph_room, timeline)
        self._graph_room.deleteLater()
        self._header.attach(timeline)

    def go_to_area(self, by: int) -> None:
        """Put the keyboard on the next area (1) or the one before (-1): list, steps, fields, graph."""
        focus = self.window().focusWidget()
        ways: list[tuple[QWidget, Callable[[], None]]] = [
            (self.library, self.library.focus_search),
            (self.sequence, self._go_to_sequence),
            (self.inspector, self.inspector.focus_first),
            (self.timeline_area, self._go_to_graph),
        ]
        inside = (n for n, (area, _go) in enumerate(ways) if _holds(area, focus))
        ways[(next(inside, 1 - by) + by) % len(ways)][1]()

    def set_look(self, look: Look) -> None:
        """Paint every panel in another look."""
        for panel in self._panels:
            panel.set_look(look)
        self.sequence.set_still(look.still)

    @property
    def borders(self) -> tuple[Sequence[int], Sequence[int]]:
        """The widths of the columns and the heights of the rows, in pixels."""
        return self._columns.sizes(), self.sizes()

    def set_borders(self, columns: Sequence[int], rows: Sequence[int]) -> None:
        """Divide the room as it was before; nothing, or what was of other areas, changes nothing."""
        for splitter, sizes in ((self._columns, columns), (self, rows)):
            if len(sizes) == splitter.count() and min(sizes) > 0:
                splitter.setSizes(sizes)

    def _go_to_sequence(self) -> None:
        self.sequence.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _arrange(self) -> None:
        columns = self._columns
        centre = _area("centre", (self.heading, self.sequence), side_margin=24)
        areas = (_area("library", (self.library,)), centre, _area("inspector", (self.inspector,)))
        for index, area in enumerate(areas):
            columns.addWidget(area)
            columns.setStretchFactor(index, int(area is centre))
        self.addWidget(columns)
        self._below.addWidget(self.timeline_area)
        self.addWidget(self._below)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        for splitter in (self, columns, self._below):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        columns.setSizes([LIBRARY, 840, INSPECTOR])
        self.setSizes([600, TIMELINE])


def _holds(area: QWidget, piece: QWidget | None) -> bool:
    return piece is not None and (area is piece or area.isAncestorOf(piece))


def _area(name: str, widgets: Sequence[QWidget], side_margin: int = 0) -> QFrame:
    """A frame with a background of its own; the last widget takes the room that is left."""
    frame = QFrame()
    frame.setObjectName(name)
    column = QVBoxLayout(frame)
    column.setContentsMargins(side_margin, 0, side_margin, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    column.setStretch(len(widgets) - 1, 1)
    return frame
