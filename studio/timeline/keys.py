"""What the keys do in the graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt

from studio.core.routine import Circuit, Routine
from studio.timeline.span import Span

_PAGE = 0.9
_PLAIN, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_ALT, _CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Viewed(Protocol):
    """The view, as far as the keys move it."""

    @property
    def span(self) -> Span:
        """The time in view."""
        ...

    def show_span(self, span: Span) -> None:
        """See another stretch of time."""
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


class Stepped(Protocol):
    """The segments and steps that the keys act on."""

    def go_segment(self, by: int) -> None:
        """To the segment before (-1) or after (1)."""
        ...

    def go_end(self, by: int) -> None:
        """To the first (-1) or the last (1) segment."""
        ...

    def change_length(self, by: int) -> None:
        """Make the segment longer (1) or shorter (-1)."""
        ...

    def select_here(self, more: bool) -> None:
        """Select the step of the segment, or take it in or out of the selection."""
        ...

    def nudge(self, by: int) -> None:
        """Move the selected steps one place."""
        ...

    def select_neighbour(self, by: int) -> None:
        """Select the step before (-1) or after (1)."""
        ...


KeyTable = dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], None]]


def key_table(view: Viewed, steps: Stepped) -> KeyTable:
    """What each key does, with the modifier that it is pressed with."""
    key = Qt.Key

    def pan(part: float) -> Callable[[], None]:
        return lambda: view.show_span(view.span.panned(part * view.span.length))

    table: KeyTable = {
        (key.Key_PageUp, _PLAIN): pan(-_PAGE),
        (key.Key_PageDown, _PLAIN): pan(_PAGE),
        (key.Key_F, _SHIFT): view.fit_selection,
    }
    for by, arrow, across, end, bracket in (
        (-1, key.Key_Left, key.Key_Up, key.Key_Home, key.Key_BracketLeft),
        (1, key.Key_Right, key.Key_Down, key.Key_End, key.Key_BracketRight),
    ):
        table[arrow, _PLAIN] = _with(steps.go_segment, by)
        table[across, _PLAIN] = _with(steps.select_neighbour, by)
        table[end, _PLAIN] = _with(steps.go_end, by)
        table[arrow, _ALT] = _with(steps.nudge, by)
        for pressed in ((arrow, _SHIFT), (bracket, _PLAIN), (bracket, _SHIFT)):
            table[pressed] = _with(steps.change_length, by)
    for enter in (key.Key_Return, key.Key_Enter):
        table[enter, _PLAIN] = lambda: steps.select_here(more=False)
        table[enter, _CONTROL] = lambda: steps.select_here(more=True)
    for plus in (key.Key_Plus, key.Key_Equal):
        table[plus, _PLAIN] = table[plus, _SHIFT] = view.zoom_in
    table[key.Key_Minus, _PLAIN] = view.zoom_out
    for fit in (key.Key_0, key.Key_F):
        table[fit, _PLAIN] = view.fit
    return table


def _with(act: Callable[[int], None], by: int) -> Callable[[], None]:
    return lambda: act(by)


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
