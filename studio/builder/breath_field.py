"""The choice of a breath pattern: inherited, one with a name, or four lengths of one's own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from studio.builder.amounts import BREATH_PAUSE, BREATH_PHASE
from studio.builder.choices import Choice
from studio.builder.fields import MIXED, Stepper
from studio.builder.pieces import Refusal, Words
from studio.core.breath import BreathPattern, Half
from studio.core.phrase import seconds
from studio.core.quantity import SECOND, fixed
from studio.paint.breath_curve import BreathCurve, Lane
from studio.paint.look import LIGHT, Look

PATTERNS: Mapping[str, BreathPattern] = {
    "Calm": BreathPattern(),
    "Even": BreathPattern(inhale=5_500, exhale=5_500),
    "Box": BreathPattern(4 * SECOND, 4 * SECOND, 4 * SECOND, 4 * SECOND),
}
"""Patterns with a name. Even is the resonance pace of 5.5 s in and 5.5 s out."""

OWN = "Own"
_WAVE = 28.0
_INHERIT = -1


def pattern_name(pattern: BreathPattern) -> str:
    """The name of a pattern."""
    return next((name for name, known in PATTERNS.items() if known == pattern), OWN)


def pattern_words(pattern: BreathPattern) -> str:
    """The lengths of a pattern: `4 in, 6 out`, or all four where the breath is held."""
    if pattern.hold_in or pattern.hold_out:
        lengths = (pattern.inhale, pattern.hold_in, pattern.exhale, pattern.hold_out)
        return "\N{EN DASH}".join(seconds(length) for length in lengths)
    return f"{seconds(pattern.inhale)} in, {seconds(pattern.exhale)} out"


class PatternChoice(Choice):
    """The list of patterns; it shows the chosen one with a small wave."""

    def __init__(self) -> None:
        super().__init__("Breath")
        self._pattern: BreathPattern | None = None

    def show_pattern(self, pattern: BreathPattern | None) -> None:
        """The pattern whose wave and lengths are shown; None where several steps differ."""
        if pattern == self._pattern and self.accessibleDescription():
            return  # an edit of something else
        self._pattern = pattern
        name = MIXED if pattern is None else f"{pattern_name(pattern)}, {pattern_words(pattern)}"
        self.setAccessibleDescription(name)
        self.update()

    @override
    def paint_words(self, painter: QPainter, place: QRectF, look: Look) -> None:
        middle = int((Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft).value)
        face = look.font(14, 400 if self.pale else 600)
        name = MIXED if self._pattern is None else pattern_name(self._pattern)
        painter.setFont(face)
        painter.setPen(look.tx2 if self.pale else look.tx)
        painter.drawText(place, middle, name)
        if self._pattern is None:
            return
        left = place.left() + QFontMetrics(face).horizontalAdvance(name) + 6
        paint_wave(painter, QRectF(left, place.center().y() - 11, _WAVE, 22), self._pattern, look)
        rest = QRectF(left + _WAVE + 6, place.top(), place.right() - left - _WAVE - 6, place.height())
        plain = look.font(14)
        words = QFontMetrics(plain).elidedText(
            pattern_words(self._pattern), Qt.TextElideMode.ElideRight, int(rest.width())
        )
        painter.setFont(plain)
        painter.setPen(look.tx2)
        painter.drawText(rest, middle, words)


def paint_wave(painter: QPainter, rect: QRectF, pattern: BreathPattern, look: Look) -> None:
    """One breath of the pattern as a small wave."""
    curve = BreathCurve(Lane(rect.top() + 4, rect.bottom() - 4, rect.bottom() - 3))
    phases = [part for half in Half for part in pattern.phases(half) if part[1] > 0]
    scale, edges = rect.width() / pattern.length, [rect.left()]
    for _phase, length in phases:
        edges.append(edges[-1] + length * scale)
    curve.add_run((edges[i], edges[i + 1], phase) for i, (phase, _length) in enumerate(phases))
    curve.paint(painter, look)


class BreathField(QWidget):
    """A breath pattern. `chosen` carries the new pattern, or None for what is inherited.

    `taken_back` carries the pattern before a typing that came to nothing.
    """

    chosen = Signal(object)
    taken_back = Signal(object)
    settled = Signal()

    def __init__(self, inherit: str = "") -> None:
        super().__init__()
        self._look, self._own_open, self._pattern = LIGHT, False, BreathPattern()
        self.choice = PatternChoice()
        if inherit:
            self.choice.addItem(inherit, _INHERIT)
        for name, pattern in PATTERNS.items():
            self.choice.addItem(f"{name}: {pattern_words(pattern)}", name)
        self.choice.addItem(f"{OWN} \N{HORIZONTAL ELLIPSIS}", OWN)
        self.phases = {
            "inhale": Stepper(BREATH_PHASE, "Breathe in", width=104),
            "hold_in": Stepper(BREATH_PAUSE, "Hold after breathing in", width=104),
            "exhale": Stepper(BREATH_PHASE, "Breathe out", width=104),
            "hold_out": Stepper(BREATH_PAUSE, "Hold after breathing out", width=104),
        }
        self._refusal = Refusal()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.choice)
        column.addWidget(self._own_lengths())
        column.addWidget(self._refusal)
        self.choice.activated.connect(self._choose)

    def show_pattern(self, pattern: BreathPattern | None, *, own: bool, inherits: bool = True) -> None:
        """Show a pattern; None where several steps differ. `own` is false where it is inherited."""
        name = OWN if pattern is None or self._own_open else pattern_name(pattern)
        row = self.choice.findData(_INHERIT if inherits and not own and not self._own_open else name)
        self.choice.setCurrentIndex(row)
        self.choice.set_pale(not own)
        self.choice.show_pattern(pattern)
        self._lengths.setVisible(pattern is not None and name == OWN and (own or self._own_open))
        if pattern is not None:
            self._pattern = pattern
            for key, stepper in self.phases.items():
                stepper.show_value(fixed(getattr(pattern, key)))

    def forget(self) -> None:
        """Drop what was typed and refused, and lengths that were only opened."""
        self._own_open = False
        for stepper in self.phases.values():
            stepper.forget()

    def _own_lengths(self) -> QWidget:
        self._lengths = QWidget()
        grid = QGridLayout(self._lengths)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        for index, (key, stepper) in enumerate(self.phases.items()):
            label = Words(("In", "Hold", "Out", "Hold")[index], px=13, colour="tx2")
            label.setBuddy(stepper.edit)
            grid.addWidget(label, index, 0)
            grid.addWidget(stepper, index, 1)
            stepper.edited.connect(self._edit_lengths)
            stepper.taken_back.connect(self._take_back)
            stepper.settled.connect(self.settled)
            stepper.refused.connect(self._show_refusal)
            stepper.setObjectName(key)
        grid.setColumnStretch(2, 1)
        return self._lengths

    def _choose(self, row: int) -> None:
        data = self.choice.itemData(row)
        self._own_open = data == OWN
        if data == OWN:
            self.show_pattern(self._pattern, own=True)
            self.phases["inhale"].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.chosen.emit(None if data == _INHERIT else PATTERNS[data])
            self.settled.emit()

    def _edit_lengths(self) -> None:
        self._own_open = True
        self.chosen.emit(self._lengths_now())

    def _take_back(self) -> None:
        self.taken_back.emit(self._lengths_now())

    def _lengths_now(self) -> BreathPattern:
        spans = {key: stepper.value for key, stepper in self.phases.items()}
        return BreathPattern(**{key: 0 if span is None else span.low for key, span in spans.items()})

    def _show_refusal(self) -> None:
        reasons = (stepper.wrong for stepper in self.phases.values())
        self._refusal.say(next(filter(None, reasons), ""))
