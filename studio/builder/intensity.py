"""The slider from gentle to full."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from typing_extensions import override

from studio.paint.slider import TrackSlider

NAMED = {0: "gentle", 50: "standard", 100: "full"}
"""The intensities with a name, in hundredths."""

_SNAP = 4
"""How near the mouse has to come to one of them, in hundredths."""


def intensity_words(percent: int) -> str:
    """An intensity for people: its name, or its share."""
    return NAMED.get(percent, f"{percent} %")


class IntensitySlider(TrackSlider):
    """From gentle (0) to full (100); the mouse holds on to gentle, standard and full."""

    let_go = Signal()

    def __init__(self) -> None:
        super().__init__("Intensity", knob=9.0, track=4.0, marks=(50,))
        self.setRange(0, 100)
        self.setSingleStep(5)
        self.setPageStep(25)
        self.setFixedHeight(28)
        self.sliderReleased.connect(self.let_go)

    def show_percent(self, percent: int) -> None:
        """Show an intensity without telling of it."""
        self.blockSignals(True)
        self.setValue(percent)
        self.blockSignals(False)
        words = intensity_words(percent)
        self.setAccessibleDescription(words)
        self.setToolTip(f"How much of each range is used: {words}")

    @override
    def value_at(self, x: float) -> int:
        value = super().value_at(x)
        return next((named for named in NAMED if abs(value - named) <= _SNAP), value)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self.let_go.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.let_go.emit()
