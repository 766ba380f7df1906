"""The speeds of a rehearsal: buttons at the foot of the stage, and steps of the keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from studio.paint.look import Look
from studio.player.panel import PanelButton
from studio.player.places import Places
from studio.player.session import USUAL, Session

SPEEDS = (100, 200, 400, 800)
"""In percent of the routine's own time."""

_WIDE, _HEIGHT, _GAP = 132.0, 92.0, 12.0


class Speeds:
    """A button for each speed; the one that is played is strong."""

    def __init__(self, window: QWidget, look: Look, session: Session) -> None:
        self._session = session
        self.buttons = {
            speed: PanelButton(window, look, f"{speed // USUAL}\N{MULTIPLICATION SIGN}", strong=False)
            for speed in SPEEDS
        }
        for speed, button in self.buttons.items():
            button.setAccessibleName(f"Speed {speed // USUAL}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, speed=speed: session.set_pace(speed))
            button.show()
        session.pace_changed.connect(self._follow)
        self._follow()

    def place(self, where: Places) -> None:
        """Lay them out in a row."""
        scale = where.scale
        wide, high = (max(48.0, length * scale) for length in (_WIDE, _HEIGHT))
        left, top = 72 * scale, where.stage.bottom() - high
        for index, button in enumerate(self.buttons.values()):
            button.place(QRectF(left + index * (wide + _GAP * scale), top, wide, high), where)

    def _follow(self) -> None:
        for speed, button in self.buttons.items():
            button.set_strong(speed == self._session.pace)
