"""The track of a range: a handle for each end, and the value in use between them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from studio.builder.amounts import Amount
from studio.builder.range_handle import REACH, Handle
from studio.core.quantity import Range, fixed, round_half_up
from studio.paint.look import LIGHT, Look

_KNOB = 8.0
_OUTSIDE = 22
"""How much of a handle's reach lies outside the range, so that two handles in one place stay two."""


class RangeTrack(QWidget):
    """From gentle to full. `edited` carries each new Range at once, `settled` comes when it is let go.

    The knob between the handles shows the value in use; pulled, it takes the whole range along.
    """

    edited = Signal(object)
    settled = Signal()

    def __init__(self, amount: Amount, name: str) -> None:
        super().__init__()
        self._amount, self._look, self._pale = amount, LIGHT, False
        self._span, self._now = fixed(amount.low), amount.low
        self._scale: Range | None = None
        self._before: Range | None = None
        self._knob_off: float | None = None
        self.low = Handle(self, amount, f"{name}, gentle")
        self.high = Handle(self, amount, f"{name}, full")
        for handle in (self.low, self.high):
            handle.pulled.connect(self._pull)
            handle.stepped.connect(self._step)
            handle.sent_to_end.connect(self._send)
            handle.let_go.connect(self._settle)
            handle.given_up.connect(self._give_up)
            handle.focus_moved.connect(self.update)
            handle.valueChanged.connect(self._set_by_aid)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._dress()

    def show_span(self, span: Range, now: int, *, pale: bool) -> None:
        """Show a range and its value in use; `pale` where it is inherited."""
        self._span, self._now, self._pale = span, now, pale
        if not self._held and not self._fits(span):
            self._scale = self._scale_for(span)
        for handle, value in ((self.low, span.low), (self.high, span.high)):
            handle.blockSignals(True)
            handle.setValue(value)
            handle.blockSignals(False)
            handle.setAccessibleDescription(self._amount.show(value))
        self._place()
        self.update()

    def forget(self) -> None:
        """Another range comes: measure anew."""
        self._scale = self._before = self._knob_off = None

    def x_of(self, value: int) -> float:
        """Where a value is on the track, in px."""
        scale = self._scale or self._span
        share = (value - scale.low) / max(1, scale.high - scale.low)
        return REACH / 2 + share * (self.width() - REACH)

    def set_look(self, look: Look) -> None:
        self._look = look
        self._dress()

    @override
    def sizeHint(self) -> QSize:
        return QSize(180, self.minimumHeight())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._on_knob(event.position()):
            self._knob_off = event.position().x() - self.x_of(self._now)
            self._before = self._span

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._knob_off is None:
            hand = (
                Qt.CursorShape.SizeHorCursor
                if self._on_knob(event.position())
                else Qt.CursorShape.ArrowCursor
            )
            self.setCursor(hand)
            return
        moved = self._value_at(event.position().x() - self._knob_off) - self._now
        self._change(self._amount.shifted(self._span, moved))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._knob_off is not None:
            self._knob_off = None
            self._settle()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look, middle = QPainter(self), self._look, REACH / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        low, high, now = (self.x_of(value) for value in (self._span.low, self._span.high, self._now))
        ink = look.ctl if self._pale else look.ac
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(0.45)
        painter.setBrush(look.ctl)
        painter.drawRoundedRect(QRectF(0, middle - 2, self.width(), 4), 2, 2)
        painter.setOpacity(1.0)
        painter.setBrush(ink)
        painter.drawRect(QRectF(low, middle - 2, high - low, 4))
        painter.setPen(QPen(ink, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for x in (low, high):
            painter.drawLine(QPointF(x, middle - 7), QPointF(x, middle + 7))
        painter.setBrush(look.card)
        painter.drawEllipse(QPointF(now, middle), _KNOB - 1.25, _KNOB - 1.25)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.focus, 2))
        for handle, x in ((self.low, low), (self.high, high)):
            if handle.hasFocus():
                painter.drawRoundedRect(QRectF(x - 6, middle - 12, 12, 24), 6, 6)
        self._paint_words(painter, low, high)

    def _paint_words(self, painter: QPainter, low: float, high: float) -> None:
        """The ends in words, under their handles as far as there is room."""
        look, amount = self._look, self._amount
        face = look.font(13)
        measures = QFontMetrics(face)
        words = f"gentle {amount.show(self._span.low)}", f"full {amount.show(self._span.high)}"
        first, second = (measures.horizontalAdvance(one) + 1 for one in words)
        left = max(0.0, min(low - first / 2, self.width() - first - second - 8.0))
        right = max(left + first + 8, min(high - second / 2, self.width() - second))
        painter.setFont(face)
        painter.setPen(look.tx2)
        for x, text, width in ((left, words[0], first), (right, words[1], second)):
            place = QRectF(x, REACH - 2, width, measures.height())
            painter.drawText(place, int(Qt.TextFlag.TextSingleLine), text)

    @property
    def _held(self) -> bool:
        return self.low.held or self.high.held or self._knob_off is not None

    def _on_knob(self, at: QPointF) -> bool:
        return at.y() < REACH and abs(at.x() - self.x_of(self._now)) <= REACH / 2

    def _fits(self, span: Range) -> bool:
        """Whether the range is told well by the scale there is: it has room on both sides, and some width."""
        scale, amount = self._scale, self._amount
        if scale is None:
            return False
        wide = span.high - span.low >= (scale.high - scale.low) // 8 or span.fixed
        return (
            wide
            and (scale.low < span.low or span.low == amount.low == scale.low)
            and (span.high < scale.high or span.high == amount.high == scale.high)
        )

    def _scale_for(self, span: Range) -> Range:
        """The range with room around it: about a third on either side, to round numbers."""
        amount = self._amount
        room = max(span.high - span.low, 4 * (amount.stepped(span.low, 1) - span.low), 1) * 6 // 10
        return Range(max(amount.low, span.low - room), min(amount.high, span.high + room))

    def _value_at(self, x: float) -> int:
        scale, amount = self._scale or self._span, self._amount
        share = (x - REACH / 2) / max(1, self.width() - REACH)
        exact = scale.low + round(max(0.0, min(1.0, share)) * (scale.high - scale.low))
        return max(amount.low, min(amount.high, round_half_up(exact, amount.step_at(exact))))

    def _pull(self, x: float) -> None:
        self._put(self.sender(), self._value_at(x))

    def _step(self, by: int, page: bool) -> None:
        value = self._span.low if self.sender() is self.low else self._span.high
        self._put(self.sender(), self._amount.stepped(value, by, page=page))

    def _send(self, way: int) -> None:
        """To the end of the track that is seen, or to the other handle."""
        scale = self._scale or self._span
        self._put(self.sender(), scale.low if way < 0 else scale.high)

    def _set_by_aid(self, value: int) -> None:
        """Someone's aid, a screen reader for example, moves a handle."""
        self._put(self.sender(), value)
        self._settle()

    def _put(self, handle: object, value: int) -> None:
        """One end at another value, as far as the other one lets it."""
        span = self._span
        if self._before is None:
            self._before = span
        if handle is self.low:
            self._change(Range(min(value, span.high), span.high))
        else:
            self._change(Range(span.low, max(value, span.low)))

    def _change(self, span: Range) -> None:
        if span != self._span:
            self.edited.emit(span)

    def _give_up(self) -> None:
        before = self._before
        if before is not None:
            self._change(before)
        self._settle()

    def _settle(self) -> None:
        self._before = None
        self.settled.emit()
        if not self._held:
            self.show_span(self._span, self._now, pale=self._pale)

    def _place(self) -> None:
        for handle, value, left in (
            (self.low, self._span.low, _OUTSIDE),
            (self.high, self._span.high, REACH - _OUTSIDE),
        ):
            x = self.x_of(value)
            at = round(max(0.0, min(x - left, self.width() - REACH)))
            handle.middle = x - at
            handle.move(at, 0)

    def _dress(self) -> None:
        self.setFixedHeight(REACH + QFontMetrics(self._look.font(13)).height())
        self.update()
