"""What the keys do in the graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt

from studio.core.routine import Circuit, Routine
from studio.timeline.span import Span

_ALL = 1e9
_PAGE = 0.9
_PART = 0.25


class Moved(Protocol):
    """What the keys move."""

    @property
    def span(self) -> Span:
        """The time in view."""
        ...

    def show_span(self, span: Span) -> None:
        """See another stretch of time."""
        ...

    def select_neighbour(self, by: int) -> None:
        """Select the step before (-1) or after (1)."""
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

    def fit_selection(self) -> None:
        """See the selection."""
        ...


def key_table(view: Moved) -> dict[tuple[Qt.Key, bool], Callable[[], None]]:
    """What each key does, alone (False) and with Shift (True)."""

    def pan(part: float) -> Callable[[], None]:
        return lambda: view.show_span(view.span.panned(part * view.span.length))

    return {
        (Qt.Key.Key_Left, False): lambda: view.select_neighbour(-1),
        (Qt.Key.Key_Right, False): lambda: view.select_neighbour(1),
        (Qt.Key.Key_Left, True): pan(-_PART),
        (Qt.Key.Key_Right, True): pan(_PART),
        (Qt.Key.Key_PageUp, False): pan(-_PAGE),
        (Qt.Key.Key_PageDown, False): pan(_PAGE),
        (Qt.Key.Key_Home, False): pan(-_ALL),
        (Qt.Key.Key_End, False): pan(_ALL),
        (Qt.Key.Key_Plus, False): view.zoom_in,
        (Qt.Key.Key_Plus, True): view.zoom_in,
        (Qt.Key.Key_Equal, False): view.zoom_in,
        (Qt.Key.Key_Minus, False): view.zoom_out,
        (Qt.Key.Key_F, False): view.fit,
        (Qt.Key.Key_F, True): view.fit_selection,
    }


def neighbour(routine: Routine, selected: Sequence[int], by: int) -> int | None:
    """The step before (-1) or after (1) the selected ones, the same at either end; None where there is none.

    After a circuit comes its own first step, and without a selection the first or the last of all.
    """
    uids = [step.uid for step in routine.walk()]
    if not uids:
        return None
    circuits = {item.uid: item for item in routine.steps if isinstance(item, Circuit) and item.steps}
    if by > 0 and selected and selected[-1] in circuits:
        return circuits[selected[-1]].steps[0].uid
    chosen = {step.uid for uid in selected if uid in circuits for step in circuits[uid].steps} | set(selected)
    rows = [row for row, uid in enumerate(uids) if uid in chosen]
    if not rows:
        return uids[0 if by > 0 else -1]
    return uids[min(max((max(rows) if by > 0 else min(rows)) + by, 0), len(uids) - 1)]
