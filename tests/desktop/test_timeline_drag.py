"""The graph in a real window: an edge and a band are dragged with the mouse, and taken back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from studio.core.compile import compile_schedule
from studio.core.dose import Dose
from studio.core.phrase import clock
from studio.core.quantity import SECOND, fixed
from studio.core.routine import Routine, Step
from studio.core.schedule import SegmentKind
from studio.files.examine import load_shelf
from studio.files.write import routine_text
from studio.host.paths import resources_folder
from studio.timeline.lanes import GUTTER, MARGIN, lanes_in
from studio.timeline.view import RING
from tests.desktop.desktop import Desktop
from tests.desktop.programs import until
from tests.desktop.reader import ScreenReader, Thing

TITLE = "Three holds"
HOLD = 60 * SECOND
STEPS = tuple(
    Step(name, dose=Dose(hold=fixed(HOLD), reps=fixed(1)))
    for name in ("feet-on-couch", "childs-pose", "supine-twist")
)
AXIS = 24


class Graph:
    """The graph of a routine of three holds, in the builder's window."""

    def __init__(self, desktop: Desktop, reader: ScreenReader, folder: Path) -> None:
        self.desktop, self.reader, self.path = desktop, reader, folder / "three.routine.toml"
        routine = Routine(TITLE, STEPS)
        self.path.write_text(routine_text(routine), encoding="utf-8")
        shelf = load_shelf(resources_folder(), folder / "own", folder)
        self.schedule = compile_schedule(routine, shelf.catalogue, shelf.transitions)
        desktop.start_studio(self.path)
        desktop.wait_for_window(TITLE)
        until(lambda: self.thing.width > 400, "the graph is shown", says=reader.outline)

    @property
    def thing(self) -> Thing:
        return self.reader.wait_for("Timeline")

    def place(self, ms: float, lane: str) -> tuple[int, int]:
        """A moment in a lane, on the screen; all of the routine is in view."""
        graph = self.thing
        lanes = lanes_in(graph.height - 2 * RING - AXIS, tilted=False)
        pixels = graph.width - 2 * RING - GUTTER - MARGIN
        x = graph.x + RING + GUTTER + ms * pixels / self.schedule.length
        return round(x), graph.y + RING + round(dict(lanes.named())[lane].middle)

    def total(self) -> str:
        return self.reader.wait_for("Total time").description

    def wait_for_total(self, ms: int) -> None:
        until(lambda: self.total() == clock(ms), f"the total is {clock(ms)}", says=self.total)

    def saved(self) -> list[dict[str, object]]:
        self.desktop.key("ctrl+s")
        return list(tomllib.loads(self.path.read_text("utf-8"))["steps"])


@pytest.fixture
def graph(desktop: Desktop, reader: ScreenReader, tmp_path: Path) -> Graph:
    return Graph(desktop, reader, tmp_path)


def test_an_edge_and_a_band_by_mouse(graph: Graph) -> None:
    length = graph.schedule.length
    graph.wait_for_total(length)
    hold = next(s for s in graph.schedule.segments if s.kind is SegmentKind.HOLD)
    x, y = graph.place(hold.end, "Phase")
    to, _y = graph.place(hold.end + 21 * SECOND, "Phase")
    words: list[object] = ["mousemove", x, y, "mousedown", 1]
    for at in (x + 8, (x + to) // 2, to):
        words += ["sleep", 0.05, "mousemove", at, y]
    graph.desktop._xdotool(*words)
    until(lambda: graph.total() != clock(length), "the total follows the drag", says=graph.total)
    graph.desktop._xdotool("sleep", 0.2, "mouseup", 1)
    graph.wait_for_total(length + 20 * SECOND)
    until(lambda: graph.saved()[0]["hold"] == 80, "the file has the longer hold")
    graph.desktop.key("ctrl+z")
    graph.wait_for_total(length)

    first, y = graph.place(20 * SECOND, "Steps")
    last, _y = graph.place(length - 20 * SECOND, "Steps")
    graph.desktop.drag(last, y, first, y)
    order = ["supine-twist", "feet-on-couch", "childs-pose"]
    until(lambda: [one["exercise"] for one in graph.saved()] == order, "the band has moved")
    graph.desktop.key("ctrl+z")
    first_order = [step.exercise for step in STEPS]
    until(lambda: [one["exercise"] for one in graph.saved()] == first_order, "and is back")
    undo = graph.reader.wait_for("Undo")  # no "Undo Move ...": each drag was one step
    assert undo.name == "Undo"
