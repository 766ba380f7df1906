"""All sides by which the library is narrowed, in as much room as there is for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import accumulate

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from studio.builder.facets import Facets
from studio.core.facets import Facet
from studio.paint.look import LIGHT, Look

_SCARCE = 440
"""Below this height of the library, in pixels at the usual text size, only few chips are seen."""
_SHARE = 0.45
"""Of the library's height that the chips take at most; what is more is scrolled to."""
_FOLDED = {Facet.YOURS: (9, 9), Facet.POSITION: (6, 2), Facet.EQUIPMENT: (4, 1)}
"""How many chips of a side are seen before the others are asked for: usually, and where room is scarce."""


class FacetBox(QScrollArea):
    """The facets below one another. `chosen` brings the side, and the value or None."""

    chosen = Signal(Facet, object)

    def __init__(self) -> None:
        super().__init__()
        self._look, self._room = LIGHT, 0
        self.sides = {facet: Facets("" if facet is Facet.YOURS else facet.value) for facet in Facet}
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(0)
        for facet, side in self.sides.items():
            side.chosen.connect(partial(self.chosen.emit, facet))
            side.unfolded.connect(self._fit)
            column.addWidget(side)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        for side in self.sides.values():
            side.set_look(look)
        self._fit()

    def show_counts(self, counts: Mapping[Facet, Mapping[str, int]], chosen: Mapping[Facet, str]) -> None:
        """Show every side's values with their counts."""
        for facet, side in self.sides.items():
            # A single position or kind of equipment divides nothing; a single star does.
            values = counts[facet] if facet is Facet.YOURS or len(counts[facet]) > 1 else {}
            side.show_counts(values, chosen.get(facet))
        self._fit()

    def fit_into(self, room: int) -> None:
        """The library is `room` px high."""
        self._room = room
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _seen(self) -> list[Facets]:
        return [side for side in self.sides.values() if not side.isHidden()]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        scarce = self._room < _SCARCE * self._look.text
        for facet, side in self.sides.items():
            side.fold(_FOLDED[facet][scarce], bare=scarce)
        column = self._inside.layout()
        assert column is not None
        column.activate()
        most, wanted = round(self._room * _SHARE), max(0, column.totalHeightForWidth(self.width()))
        if wanted > most:  # whole sides rather than half a chip
            heights = [side.heightForWidth(self.width()) for side in self._seen()]
            wanted = max((high for high in accumulate(heights) if high <= most), default=most)
        if wanted != self.height():
            self.setFixedHeight(wanted)
