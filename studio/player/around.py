"""What surrounds the picture of a player: its voice, its display, hands on the glass, and what covers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from studio.host.displays import Displays
from studio.host.voice import Voice
from studio.paint.look import Look
from studio.player.controls import Command, Controls
from studio.player.covers import Covers
from studio.player.displays import OnDisplay
from studio.player.gestures import Gesture, Hands
from studio.player.places import Places
from studio.player.session import Session
from studio.player.speaking import Speaker

SETTLE = 100
"""How soon a window is looked at again after displays have changed, in ms: the system takes its time."""

LOOKS = 6
"""How often."""

GESTURES: Mapping[Gesture, Command] = {
    Gesture.TAP: Command.TOGGLE,
    Gesture.TWO_TAP: Command.TOGGLE,
    Gesture.SWIPE_LEFT: Command.NEXT,
    Gesture.SWIPE_RIGHT: Command.BACK,
}
assert set(GESTURES) == set(Gesture)


class Around(QObject):
    """Belongs to its window, which owns its timer. `asked` is for the window to do."""

    asked = Signal(Command)
    stirred = Signal()
    """Somebody is there."""
    mute_changed = Signal(bool)

    def __init__(
        self, window: QWidget, look: Look, session: Session, controls: Controls, voice: Voice, display: str
    ) -> None:
        super().__init__(window)
        self._window, self._controls, self._voice = window, controls, voice
        self.muted = False
        self.speaker = Speaker(session, voice)
        self.covers = Covers(window, look)
        self.display = OnDisplay(window, Displays(self), display)
        self.hands = Hands(window, self._seen)
        self._where: Places | None = None
        self._first_tap = False
        self._looks = 0
        self._settling = QTimer(window)
        self._settling.setInterval(SETTLE)
        self._settling.timeout.connect(self._look_again)
        self.display.unsettled.connect(self._unsettle)
        self.hands.touched.connect(self._note_touch)
        self.hands.made.connect(self._follow)
        self._acts: Mapping[Command, Callable[[], None]] = {
            Command.MUTE: self._toggle_mute,
            Command.SCREEN: self.display.move_on,
            Command.FULL: self.display.toggle_full,
        }
        window.installEventFilter(self)

    def place(self, where: Places) -> None:
        """The window has another size, or its picture another way up."""
        self._where = where
        self.covers.place(where)

    def take(self, command: Command) -> bool:
        """Do what is about none of the session; gives whether it was."""
        if self.covers.take(command):
            return True
        act = self._acts.get(command)
        if act is not None:
            act()
        return act is not None

    def stop(self) -> None:
        """The window goes."""
        self._settling.stop()
        self._voice.close()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After the first picture, and not before, the voice is got ready."""
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._voice.start)
        return False

    def _seen(self, point: QPointF) -> QPointF:
        return point if self._where is None else self._where.turn.to_face(point)

    def _toggle_mute(self) -> None:
        self.muted = not self.muted
        self.speaker.mute(self.muted)
        self.mute_changed.emit(self.muted)

    def _note_touch(self) -> None:
        self._first_tap = self._controls.faded
        self.stirred.emit()

    def _follow(self, gesture: Gesture) -> None:
        """A tap shows the controls where they have faded; else it is a command, as the others are."""
        if gesture is not Gesture.TAP or not self._first_tap:
            self.asked.emit(GESTURES[gesture])

    def _unsettle(self) -> None:
        self._looks = LOOKS
        self._settling.start()

    def _look_again(self) -> None:
        """Look whether the window fills its display, again and again, as window managers are slow."""
        self._looks -= 1
        if self._looks <= 0:
            self._settling.stop()
        self.display.settle()
