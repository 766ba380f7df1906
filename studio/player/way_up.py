"""The way up, for someone who is head-down: a wide bar to press, or any key or touch that is held."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPointF,
    QRectF,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from studio.core.quantity import SECOND
from studio.paint.look import Look
from studio.player.lettering import Type, Written, fitted
from studio.player.places import Places
from studio.player.places_inverted import COME_UP, HOLD_KEY
from studio.player.turning import pixels, seat

HELD = 3 * SECOND // 2
"""How long a key or a touch is held until it leads up, in ms."""

LIFTED = 120
"""How long what is held may seem to be up, in ms.

X11 tells a key that repeats as one that goes up and down, and Qt sees through that only while the program is
not busy.
"""

PAUSED = 30 * SECOND
"""How long a pause lasts while one is head-down, in ms; then it leads up."""

_PRESSING = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select, Qt.Key.Key_Space))
_PRESSED = frozenset((QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin))
_LIFTED = frozenset((QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd))
_LOST = frozenset((QEvent.Type.TouchCancel, QEvent.Type.WindowDeactivate))
_NOTICED = _PRESSED | _LIFTED | _LOST
_ACROSS = Qt.AlignmentFlag.AlignRight


class Holding(QObject):
    """Whether something is held: `held` once it has been for long enough, `grown` on the way there, 0..1."""

    held = Signal()
    grown = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._way = QVariantAnimation(self)
        self._way.setDuration(HELD)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.valueChanged.connect(lambda share: self.grown.emit(float(share)))
        self._way.finished.connect(self.held)
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.setInterval(LIFTED)
        self._gone.timeout.connect(self.release)

    @property
    def pressed(self) -> bool:
        """Whether something is held at the moment."""
        return self._way.state() is QVariantAnimation.State.Running

    def press(self) -> None:
        """A key, a button or a finger goes down; a second one changes nothing."""
        if self._gone.isActive():
            self._gone.stop()
            self._way.resume()
        elif not self.pressed:
            self._way.start()

    def lift(self) -> None:
        """It goes up again, or so it seems."""
        if self.pressed:
            self._way.pause()
            self._gone.start()

    def release(self) -> None:
        """Nothing is held any more."""
        self._gone.stop()
        self._way.stop()
        self.grown.emit(0.0)


class WayUp(QObject):
    """Asks for the way up, while one is head-down: by the bar, by what is held, or after a long pause."""

    asked = Signal()

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self.bar = ComeUp(window, look)
        self.holding = Holding(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSED)
        self._pause.timeout.connect(self.asked)
        self.bar.clicked.connect(self._ask)
        self.holding.held.connect(self._ask)
        self.holding.grown.connect(self.bar.fill)
        self._open = False

    def place(self, where: Places) -> None:
        """Lay it out; it listens to keys and touches only where it has room."""
        self.bar.place(where.come_up, where)
        wanted = not where.come_up.isEmpty()
        app = QCoreApplication.instance()
        if wanted != self._open and app is not None:
            self._open = wanted
            if wanted:
                app.installEventFilter(self)
            else:
                app.removeEventFilter(self)
                self.holding.release()
                self._pause.stop()

    def show_paused(self, paused: bool) -> None:
        """A pause runs out, while one is head-down."""
        if not (paused and self._open):
            self._pause.stop()
        elif not self._pause.isActive():
            self._pause.start()

    def stop(self) -> None:
        """The window goes."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._open = False
        self._pause.stop()
        self.holding.release()

    def _ask(self) -> None:
        self.holding.release()
        self.asked.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice what is pressed anywhere in the window; it goes where it was going."""
        kind = event.type()
        if kind not in _NOTICED or (isinstance(event, QKeyEvent) and event.isAutoRepeat()):
            return False
        if kind in _LIFTED:
            self.holding.lift()
        elif kind in _LOST:
            self.holding.release()
        elif isinstance(watched, QWidget) and watched.window() is self._window:
            self.holding.press()
        return False


class ComeUp(QAbstractButton):
    """The bar: it is pressed like any button, and fills while a key is held."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        self._box, self._view = QRectF(), QTransform()
        self._scale, self._least, self._share = 1.0, 0.0, 0.0
        self.setAccessibleName("Come up")
        self.setAccessibleDescription("A slow tilt back and a level rest. Hold any key for it.")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.hide()

    def place(self, box: QRectF, where: Places) -> None:
        """Lie where a box of the face is seen; without room it is away."""
        whole = QRectF(pixels(box))
        self._box = QRectF(0, 0, whole.width(), whole.height())
        self._scale, self._least = where.scale, where.least
        self._view = seat(self, whole, where.turn)
        self.setVisible(not box.isEmpty())
        self.update()

    def fill(self, share: float) -> None:
        """Show how long something is held already, 0..1."""
        if share != self._share:
            self._share = share
            self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSING and not event.isAutoRepeat():
            self.click()
        else:
            event.ignore()

    def written(self) -> Sequence[Written]:
        """The words in their places, at full scale; the second ones only where there is room."""
        box = QRectF(0, 0, self._box.width() / self._scale, self._box.height() / self._scale)
        kind = Type(max(COME_UP, self._least), 660, -0.02)
        left = 60 + kind.px
        smallest = min(1.0, self._least / kind.px)
        words = fitted("Come up", kind, box.width() - left - 60, smallest)
        found = [Written("Come up", words, box.adjusted(left, 0, 0, 0), self._look.bg)]
        hold = fitted("hold any key", Type(max(HOLD_KEY, self._least), 560, -0.01), box.width())
        if left + words.width + 60 + hold.width + 60 <= box.width():
            ink = QColor("#22333A")
            found.append(Written("hold any key", hold, box.adjusted(0, 0, -60, 0), ink, _ACROSS))
        return found

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._view)
        painter.scale(self._scale, self._scale)
        whole = QRectF(0, 0, self._box.width() / self._scale, self._box.height() / self._scale)
        box = whole.adjusted(6, 6, -6, -6)
        body = QPainterPath()
        body.addRoundedRect(box, 36, 36)
        painter.fillPath(body, self._look.tx if not self.isDown() else self._look.tx2)
        if self._share > 0:
            painter.setClipPath(body)
            done = QRectF(box.left(), box.top(), box.width() * self._share, box.height())
            painter.fillRect(done, self._look.inv)
            painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(self._look.focus, 5))
            painter.drawRoundedRect(whole.adjusted(2.5, 2.5, -2.5, -2.5), 39, 39)
        self._paint_arrow(painter, box)
        for words in self.written():
            words.paint(painter)
        painter.end()

    def _paint_arrow(self, painter: QPainter, box: QRectF) -> None:
        half = 0.36 * max(COME_UP, self._least)
        at = QPointF(60 + half, box.center().y())
        pen = QPen(self._look.bg, 0.28 * half)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawLine(at + QPointF(0, half), at - QPointF(0, half))
        tip = at - QPointF(0, half)
        painter.drawPolyline(
            [tip + QPointF(-half * 0.8, half * 0.8), tip, tip + QPointF(half * 0.8, half * 0.8)]
        )
