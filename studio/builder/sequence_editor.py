"""The small field in which a chip, a circuit's rounds or its title are edited where they stand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from studio.builder.pieces import RING, Refusal, field_height, paint_frame
from studio.builder.sequence_values import SequenceValues
from studio.builder.value_edit import StepButton, ValueEdit
from studio.paint.look import LIGHT, Look

_WIDEST_REFUSAL = 260
_TITLE = 200  # least width of a title's field
_LONGEST = 400


class SpotEditor(QFrame):
    """One field over one spot of the sequence. What is typed and refused stays, with the reason below it.

    `closed` comes when it is done, with whether the keyboard was in it; `passed`, with whose value it was,
    when the Tab key asks for the next spot (1) or the one before (-1).
    """

    closed = Signal(bool)
    sized = Signal(int)
    """How wide it wants to be, where that is new."""

    passed = Signal(int, str, int)

    def __init__(self, values: SequenceValues, over: QWidget) -> None:
        super().__init__(over)
        self._values, self._look = values, LIGHT
        self.at: tuple[int, str] = (0, "")
        self._spot = QRect()
        self._width = 0
        self.edit = ValueEdit()
        self.edit.setMaxLength(_LONGEST)
        self.less, self.more = StepButton("minus", "Less"), StepButton("plus", "More")
        row = QHBoxLayout(self)
        row.setContentsMargins(int(RING), int(RING), int(RING), int(RING))
        row.setSpacing(0)
        for part, stretch in ((self.less, 0), (self.edit, 1), (self.more, 0)):
            row.addWidget(part, stretch)
        self.refusal = Refusal()
        self.refusal.setParent(over)
        self.hide()
        self.edit.textEdited.connect(self._typed)
        self.edit.stepped.connect(self._step)
        self.edit.let_go.connect(values.settle)
        self.edit.given_up.connect(self.close_up)
        self.edit.finished.connect(self.finish)
        for button, by in ((self.less, -1), (self.more, 1)):
            # Not `clicked`, which comes once more after the button has been let go.
            button.pressed.connect(lambda by=by: self._step(by, False))
            button.released.connect(self._let_go)

    @property
    def open(self) -> bool:
        """Whether something is being edited."""
        return self.at[0] != 0

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        self.edit.setFont(look.font(14, 600))
        palette = self.edit.palette()
        for role, colour in (
            (palette.ColorRole.Text, look.tx),
            (palette.ColorRole.Highlight, look.ac),
            (palette.ColorRole.HighlightedText, look.on_ac),
        ):
            palette.setColor(role, colour)
        self.edit.setPalette(palette)
        for part in (self.less, self.more, self.refusal):
            part.set_look(look)
        self._place()

    def edit_spot(self, uid: int, key: str, spot: QRect, text: str | None = None) -> None:
        """Edit a value over its place; `text` is the begin of what is typed instead of it."""
        self.at, self._width = (uid, key), 0
        number = self._values.has_steps(key)
        self.less.setVisible(number)
        self.more.setVisible(number)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter if number else Qt.AlignmentFlag.AlignLeft)
        self.edit.setAccessibleName(self._values.label(key))
        self._spot = spot
        self._show_value()
        self._say("")
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()
        if text is not None:
            self.edit.setText(text)
            self.edit.unfinished = True

    def move_to(self, spot: QRect) -> None:
        """The place has moved."""
        self._spot = spot
        self._place()

    def refresh(self) -> None:
        """Show what the routine says now, unless something else is being typed."""
        if self.open and not self.edit.unfinished and self.edit.text() != self._text():
            self._show_value()

    def finish(self) -> bool:
        """Write what was typed, and close; False where it was refused, and stays."""
        if not self.open:
            return True
        if self.edit.unfinished:
            why = self._values.type(*self.at, self.edit.text())
            if why:
                self._say(why)
                return False
            self.edit.unfinished = False
        self.close_up()
        return True

    def close_up(self) -> None:
        """Close, and drop what was typed and not yet written."""
        if self.open:
            self.at = (0, "")
            self.edit.unfinished = False
            self._values.settle()
            self._say("")
            self.closed.emit(self.edit.hasFocus())  # before it is hidden, which hands the keyboard on
            self.hide()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        uid, key = self.at
        if not uid:
            return super().focusNextPrevChild(next)
        if self.finish():
            self.passed.emit(uid, key, 1 if next else -1)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        event.accept()

    @override
    def event(self, event: QEvent) -> bool:
        # A press on the frame between its parts is no press on the card below.
        presses = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.ContextMenu)
        return True if event.type() in presses else super().event(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        edge = look.warn_line if self.refusal.text() else look.ctl
        painter = QPainter(self)
        paint_frame(painter, QRectF(self.rect()), look, fill=look.card, edge=edge, focus=self.edit.hasFocus())

    def _text(self) -> str:
        return self._values.text(*self.at)

    def _show_value(self) -> None:
        self.edit.unfinished = False
        self.edit.setText(self._text())
        if self.edit.hasFocus():
            self.edit.selectAll()

    def _typed(self) -> None:
        self.edit.unfinished = True
        self._say("")

    def _step(self, by: int, page: bool) -> None:
        uid, key = self.at
        if not self._values.has_steps(key):
            return
        if self.edit.unfinished:
            why = self._values.type(uid, key, self.edit.text())
            if why:
                self._say(why)
                return
        self._say(self._values.step(uid, key, by, page=page))
        self._show_value()

    def _let_go(self) -> None:
        # Qt releases and presses a repeating button over and over while it is held.
        button = self.sender()
        if not (isinstance(button, QAbstractButton) and button.isDown()):
            self._values.settle()

    def _say(self, why: str) -> None:
        self.refusal.say(why)
        self.edit.setAccessibleDescription(why)
        self._place()
        self.update()

    def _place(self) -> None:
        over = self.parentWidget()
        if not self.open or over is None:
            return
        look, number = self._look, self._values.has_steps(self.at[1])
        high = field_height(look)
        wide = QFontMetrics(self.edit.font()).horizontalAdvance(self.edit.text()) + 28
        least = look.grown(60) + 2 * self.less.sizeHint().width() if number else _TITLE
        size = max(least, wide + (2 * self.less.sizeHint().width() if number else 0))
        if size != self._width:
            self._width = size
            self.sized.emit(size)  # what it stands on may move at once
        size = max(size, self._spot.width())
        rect = QRect(0, 0, min(size, over.width() - 8), high)
        rect.moveCenter(self._spot.center())
        if not number:
            rect.moveLeft(self._spot.left() - 10)
        rect.moveLeft(max(4, min(rect.left(), over.width() - rect.width() - 4)))
        self.setGeometry(rect)
        if self.refusal.text():
            width = min(self.refusal.sizeHint().width(), look.grown(_WIDEST_REFUSAL), over.width() - 8)
            tall = self.refusal.heightForWidth(width)
            left = max(4, min(rect.left(), over.width() - width - 4))
            below = rect.bottom() + 3
            top = below if below + tall <= over.height() else rect.top() - tall - 3
            self.refusal.setGeometry(QRect(QPoint(left, top), QPoint(left + width - 1, top + tall - 1)))
            self.refusal.raise_()
