"""The player's buttons: they stay in sight while they are needed and fade when nobody asks for them."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from studio.core.frozen import frozen
from studio.paint.icons import paint_icon
from studio.paint.look import Look
from studio.player.lettering import Type, fitted, write_in
from studio.player.places import BUTTON, BUTTONS, Places
from studio.player.turning import seat, seat_round

FADE = 600
"""How long the controls take to fade, in ms."""

_FADED = 0.75  # what is left of the three that stay
_PRESSING = frozenset((Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select))


class Command(StrEnum):
    """What can be asked of the player."""

    BACK = "back"
    TOGGLE = "toggle"
    NEXT = "next"
    SHORTER = "shorter"
    LEAVE = "leave"
    LONGER = "longer"
    GO_ON = "go-on"
    UNDO_SKIP = "undo-skip"
    SLOWER = "slower"
    FASTER = "faster"
    MUTE = "mute"
    BLANK = "blank"
    SCREEN = "screen"
    FULL = "full"
    KEYS = "keys"


@frozen
class Spec:
    """A control: its name for everybody, its icon or text, and whether it stays when the others fade."""

    command: Command
    name: str
    icon: str = ""
    text: str = ""
    stays: bool = False


CONTROLS = (
    Spec(Command.SHORTER, "10 seconds less", text="\N{MINUS SIGN}10"),
    Spec(Command.BACK, "Back", "prev", stays=True),
    Spec(Command.TOGGLE, "Pause", "pause", stays=True),
    Spec(Command.NEXT, "Next", "next", stays=True),
    Spec(Command.LONGER, "10 seconds more", text="+10"),
    Spec(Command.LEAVE, "Leave", "x"),
)
"""In their order on the screen."""

assert len(CONTROLS) == BUTTONS


class RoundButton(QAbstractButton):
    """A round button with an icon or a short text; keys that do not press it belong to the window."""

    def __init__(self, parent: QWidget, look: Look, spec: Spec) -> None:
        super().__init__(parent)
        self._look, self._spec = look, spec
        self._icon = spec.icon
        self._shown = 1.0
        self._angle = 0.0
        self.setAccessibleName(spec.name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)

    def call(self, name: str, icon: str) -> None:
        """Give the button another name and icon, for what it does now."""
        if icon != self._icon:
            self._icon = icon
            self.setAccessibleName(name)
            self.update()

    def show_share(self, share: float) -> None:
        """Show so much of it, 0..1; nothing of it cannot be pressed."""
        self._shown = share
        self.setVisible(share > 0)
        self.update()

    def lean(self, angle: float) -> None:
        """Turn what is on it; in degrees, clockwise."""
        self._angle = angle
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _PRESSING:
            event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            self.click()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is one click, by a hand that shakes or is used to them."""
        event.accept()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self._shown)
        paint_round(painter, QRectF(self.rect()), self, self._look)
        ink = self._look.tx if self.underMouse() or self.isDown() else self._look.dim
        middle = QRectF(self.rect()).center()
        painter.translate(middle)
        painter.rotate(self._angle)
        painter.translate(-middle)
        unit = self.width() / BUTTON
        if self._icon:
            size = (34 if self._icon in ("pause", "play") else 32) * unit
            box = QRectF(middle - QPointF(size / 2, size / 2), middle + QPointF(size / 2, size / 2))
            paint_icon(painter, self._icon, box, ink, filled=self._icon == "play")
        else:
            words = fitted(self._spec.text, Type(26 * unit, 600), self.width())
            write_in(painter, words, QRectF(self.rect()), ink, Qt.AlignmentFlag.AlignHCenter)
        painter.end()


def paint_round(painter: QPainter, box: QRectF, button: QAbstractButton, look: Look) -> None:
    """A round button's body, with its ring when the keyboard is on it."""
    line = max(1.5, 2 * box.width() / BUTTON)
    body = box.adjusted(3 + line, 3 + line, -3 - line, -3 - line)
    painter.setBrush(QColor(255, 255, 255, 28 if button.isDown() else 14 if button.underMouse() else 0))
    painter.setPen(QPen(look.track, line))
    painter.drawEllipse(body)
    if button.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.focus, 2))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))


class Controls(QWidget):
    """A row of buttons; three stay, paler, when they fade."""

    asked = Signal(Command)

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self.buttons = {spec.command: RoundButton(self, look, spec) for spec in CONTROLS}
        for command, button in self.buttons.items():
            button.clicked.connect(lambda _=False, command=command: self.asked.emit(command))
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(FADE)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self._show_faded)
        self._faded = self._calm = False
        self.setMouseTracking(True)

    @property
    def faded(self) -> bool:
        """Whether they have faded, or are about to."""
        return self._faded

    def place(self, where: Places) -> None:
        """Lay the buttons out."""
        calm = not where.come_up.isEmpty()
        if calm is not self._calm:
            self._calm = calm
            if self._faded:
                self.fade_now()
        seat(self, where.controls, where.turn)
        size, row = where.button, where.controls
        pitch = (row.width() - size) / (BUTTONS - 1)
        corner = QPointF(self.pos())
        for index, spec in enumerate(CONTROLS):
            box = QRectF(row.x() + index * pitch, row.y(), size, size)
            button = self.buttons[spec.command]
            seat_round(button, box, where.turn, within=corner)
            button.lean(where.turn.angle)

    def show_playing(self, playing: bool) -> None:
        """Let the middle button pause or play."""
        if playing:
            self.buttons[Command.TOGGLE].call("Pause", "pause")
        else:
            self.buttons[Command.TOGGLE].call("Play", "play")

    def reveal(self) -> None:
        """Show all of them, at once."""
        self._fade.stop()
        self._faded = False
        self._show_faded(0.0)

    def fade(self) -> None:
        """Let them fade; a button that the keyboard is on stays as it is."""
        if not self._faded:
            self._faded = True
            self._fade.start()

    def fade_now(self) -> None:
        """Show them as they are after fading."""
        self._faded = True
        self._show_faded(1.0)

    def stop(self) -> None:
        """No more fading: the window goes."""
        self._fade.stop()

    def _show_faded(self, share: float) -> None:
        for spec in CONTROLS:
            button = self.buttons[spec.command]
            if button.hasFocus():
                button.show_share(1.0)
            else:
                stays = spec.stays and not self._calm  # head-down the way up is the only one in sight
                button.show_share(1 - (1 - _FADED) * share if stays else 1 - share)
