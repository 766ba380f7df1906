"""What the inspector offers where a step names an exercise that is not known."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.app.plain import label, tooltip
from studio.builder.dose_fields import Target
from studio.builder.pieces import LinkButton, Remark, field_height, paint_frame
from studio.core.exercise import Exercise
from studio.core.find import nearest_exercise
from studio.core.plain import one_line
from studio.core.routine import with_exercise
from studio.paint.look import LIGHT, Look

_LONGEST_NAME = 60
_KEPT = "This exercise is not known. Its dose is kept; the routine plays once it is replaced."
_ALONE = "This exercise is not known. Its dose is kept; put one from the library here and take this out."


class UnknownExercise(QWidget):
    """Says that a step's exercise is not known, and replaces it by the known one that is most like it."""

    def __init__(self, document: RoutineDocument) -> None:
        super().__init__()
        self._document = document
        self._unknown = ""
        self._near: Exercise | None = None
        self._remark = Remark("warn", weight=500, colour="warn_tx")
        self.replace = ReplaceButton()
        self.replace.clicked.connect(self._replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self._remark)
        column.addWidget(self.replace)
        self.hide()

    def show_target(self, target: Target | None) -> None:
        """Offer another exercise for that of a step, unless it is known."""
        unknown = "" if target is None or target.exercise is not None else target.step.exercise
        self.setVisible(bool(unknown))
        self._unknown = unknown
        if not unknown:
            return
        routine = self._document.routine
        self._near = nearest_exercise(unknown, self._document.known)
        self._remark.setText(_KEPT if self._near else _ALONE)
        self.replace.setVisible(self._near is not None)
        if self._near is not None:
            count = sum(step.exercise == unknown for step in routine.walk())
            every = f"all {count} " if count > 1 else ""
            self.replace.say(f"Replace {every}by {one_line(self._near.name, _LONGEST_NAME)}")

    def _replace(self) -> None:
        if self._near is not None:
            words = f"Replace by {one_line(self._near.name, _LONGEST_NAME)}"
            self._document.edit(words, with_exercise(self._document.routine, self._unknown, self._near))


class ReplaceButton(LinkButton):
    """A framed button as wide as its column; a long name is cut, and whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__("")
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(field_height(LIGHT))

    @override
    def set_look(self, look: Look) -> None:
        super().set_look(look)
        self.setFixedHeight(field_height(look))

    def say(self, words: str) -> None:
        """What it does."""
        self._words = words
        self.setText(label(words))
        self.setAccessibleName(words)
        self.setAccessibleDescription(words)  # else the tooltip would be read out with its markup
        self.setToolTip(tooltip(words))

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, field_height(self._look))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        fill = look.well if self.underMouse() else look.card
        paint_frame(painter, self.rect().toRectF(), look, fill=fill, edge=look.ctl, focus=self.hasFocus())
        painter.setFont(self._face)
        painter.setPen(look.ac_tx)
        room = self.rect().adjusted(12, 0, -12, 0)
        words = QFontMetrics(self._face).elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), words)
