"""The head of the inspector: name and place of a step, its exercise's texts, and the way to its editor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from studio.builder.about import About
from studio.builder.pieces import IconButton, Refusal, Words
from studio.builder.text_field import FramedText
from studio.core.exercise import Exercise

TEXT_LINES = 16
"""Height of the exercise's texts."""


class StepHead(QWidget):
    """Title and subtitle, a place for a refusal, and the texts of the exercise; `adapt` asks to edit it."""

    def __init__(self) -> None:
        super().__init__()
        self._exercise: Exercise | None = None
        self._title, self._under = Words(px=16, weight=660), Words(colour="tx3")
        self.info = IconButton("info", "About this exercise")
        self.info.setCheckable(True)
        self.info.toggled.connect(self._open)
        self.adapt = IconButton("pencil", "Edit this exercise")
        self.refusal = Refusal()
        self.about = About()
        self.about.closed.connect(self.close_texts)
        self._texts = FramedText(self.about, TEXT_LINES)
        self._texts.hide()
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._under)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addLayout(titles, 0, 0)
        grid.addWidget(self.info, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.adapt, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.refusal, 1, 0, 1, 3)
        grid.addWidget(self._texts, 2, 0, 1, 3)

    def show_words(self, title: str, under: str, exercise: Exercise | None) -> None:
        """Show a title and what stands under it; `exercise` is the one to read about, if there is one."""
        self._title.setText(title)
        self._under.setText(under)
        for button in (self.info, self.adapt):
            button.setEnabled(exercise is not None)
        if exercise is not self._exercise:
            self._exercise = exercise
            self.close_texts()

    def close_texts(self) -> None:
        """Put the texts away."""
        back = self.about.hasFocus()
        self.info.setChecked(False)
        if back:
            self.info.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, wanted: bool) -> None:
        exercise = self._exercise
        self._texts.setVisible(wanted and exercise is not None)
        if wanted and exercise is not None:
            self.about.show_exercise(exercise)
            self.about.setFocus(Qt.FocusReason.OtherFocusReason)
