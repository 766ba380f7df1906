"""All sides by which the library is narrowed, in as much room as there is for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import accumulate

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from studio.builder.facets import Facets
from studio.core.facets import Facet
from studio.paint.look import LIGHT, Look

_LEAST = (440, 300, 0)
"""From this height of the library, in pixels at the usual text size, there is much room, some, and little."""
_SHARE = (0.45, 0.45, 0.3)
"""Of the library's height that the chips take at most then; what is more is scrolled to."""
_FOLDED = {Facet.YOURS: (9, 9, 9), Facet.POSITION: (6, 2, 1), Facet.EQUIPMENT: (4, 1, 1)}
"""How many chips of a side are seen then before the others are asked for."""


class FacetBox(QScrollArea):
    """The facets below one another. `chosen` brings the side, and the value or None."""

    chosen = Signal(Facet, object)

    def __init__(self) -> None:
        super().__init__()
        self._look, self._room, self._spare = LIGHT, QSize(0, 0), 0
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

    def fit_into(self, room: QSize, spare: int) -> None:
        """The library has this room in pixels, of whose height the others do without `spare`.

        It is told so, for while it is being resized it cannot become another height.
        """
        self._room, self._spare = room, spare
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def _seen(self) -> list[Facets]:
        return [side for side in self.sides.values() if not side.isHidden()]

    def _fit(self) -> None:
        scarcity = next(n for n, least in enumerate(_LEAST) if self._room.height() >= least * self._look.text)
        for facet, side in self.sides.items():
            side.fold(_FOLDED[facet][scarcity], bare=scarcity > 0)
        share = round(self._room.height() * _SHARE[scarcity])
        most, least = min(share, self._spare), share if share <= self._spare else 0
        wanted = max(0, self._laid_out().totalHeightForWidth(self._room.width()))
        # A bar that comes by itself takes room from the chips, and then they need it.
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if wanted > most:
            bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
            width = self._room.width() - self.verticalScrollBar().sizeHint().width()
            heights = [side.heightForWidth(width) for side in self._seen()]
            # Whole sides rather than half a chip.
            wanted = max((high for high in accumulate(heights) if high <= most), default=least)
        if wanted != self.maximumHeight():
            self.setMaximumHeight(wanted)
            self.updateGeometry()
        if bar != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(bar)

    def _laid_out(self) -> QLayout:
        """The layout of the sides, in which what was folded away is no longer counted."""
        column = self._inside.layout()
        assert column is not None
        for layout in (*(side.layout() for side in self.sides.values()), column):
            assert layout is not None
            layout.activate()
        return column
