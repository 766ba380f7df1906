"""The head of the sequence: the routine's title, what it consists of, and how hard it is played."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.builder.intensity import IntensitySlider, intensity_words
from studio.core.find import position_word
from studio.core.phrase import clock, plural
from studio.core.plain import one_line
from studio.paint.card import face, paint_focus, paint_text
from studio.paint.look import LIGHT, Look

LONGEST_TITLE = 120
HEIGHT, SIDE = 66, 3
_PIXELS, _WEIGHT = 21, 680
_ROOMY = 520  # px; in less the title needs the room more than the words beside the slider
_SLIDER, _SHORT_SLIDER = 150, 96  # px
_UNNAMED = "Untitled routine"


class Heading(QWidget):
    """Title (double click or F2 edits it), the exercises in a few words, and the intensity."""

    def __init__(self, document: RoutineDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.title = EditableTitle()
        self.summary = Line(13, 400, "tx3")
        self.intensity = IntensitySlider()
        self._ends = End("Gentle"), End("Full")
        self._look = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(self.title)
        texts.addWidget(self.summary)
        texts.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.setSpacing(10)
        row.addLayout(texts, 1)
        row.addWidget(self._ends[0])
        row.addWidget(self.intensity)
        row.addWidget(self._ends[1])
        self.title.renamed.connect(self._rename)
        self.intensity.valueChanged.connect(self._set_intensity)
        self.intensity.let_go.connect(document.end_merge)
        document.changed.connect(self._show_routine)
        self._show_routine()
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        for part in (self.title, self.summary, self.intensity, *self._ends):
            part.set_look(look)
        self.updateGeometry()
        self._show_ends()

    @override
    def sizeHint(self) -> QSize:
        """Airy; where room is scarce it gives the air to the steps."""
        return QSize(super().sizeHint().width(), self._look.grown(HEIGHT))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_ends()

    def _show_ends(self) -> None:
        roomy = self.width() >= self._look.grown(_ROOMY)
        self.intensity.setFixedWidth(_SLIDER if roomy else _SHORT_SLIDER)
        for end in self._ends:
            end.setVisible(roomy)

    def _show_routine(self) -> None:
        routine = self._document.routine
        self.title.show_title(routine.title)
        self.intensity.show_percent(round(routine.intensity * 100))
        schedule = self._document.schedule
        totals = schedule.shortest, schedule.longest
        for end, total in zip(self._ends, totals, strict=True):
            end.show_total(clock(total) if totals[0] != totals[1] else "")
        known = self._document.known
        steps = list(routine.walk())
        exercises = dict.fromkeys(step.exercise for step in steps)
        words = (position_word(known[exercise]).lower() for exercise in exercises if exercise in known)
        parts = [plural(len(steps), "exercise", "exercises"), ", ".join(dict.fromkeys(words))]
        self.summary.setText(" \N{MIDDLE DOT} ".join(filter(None, parts)) if steps else "No exercises yet")

    def _rename(self, title: str) -> None:
        self._document.edit("Rename routine", replace(self._document.routine, title=title))

    def _set_intensity(self, percent: int) -> None:
        routine = replace(self._document.routine, intensity=Fraction(percent, 100))
        self._document.edit(f"Change intensity to {intensity_words(percent)}", routine, "intensity")


class EditableTitle(QStackedWidget):
    """A title that becomes a field by a double click, F2 or Return; Esc leaves it as it was."""

    renamed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.shown = TitleLabel()
        self.field = TitleField()
        self.addWidget(self.shown)
        self.addWidget(self.field)
        self.shown.edit_asked.connect(self.edit)
        self.field.editingFinished.connect(self._finish)
        self.field.given_up.connect(self._give_up)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self.shown.set_look(look)
        self.setFixedHeight(look.grown(30))
        self.field.setStyleSheet(
            f"QLineEdit {{ background: {look.card.name()}; color: {look.tx.name()};"
            f" font-size: {look.grown(_PIXELS - 2)}px; border: 2px solid {look.focus.name()};"
            f" border-radius: 8px; padding: 0 6px;"
            f" selection-background-color: {look.ac.name()}; selection-color: {look.on_ac.name()}; }}"
        )

    def show_title(self, title: str) -> None:
        """Show another title; a field that is open keeps what is being typed."""
        self._full = title
        self.shown.setText(one_line(title) or _UNNAMED)

    def edit(self) -> None:
        """Open the field."""
        self.field.setText(self._full)
        self.setCurrentWidget(self.field)
        self.field.setFocus()
        self.field.selectAll()

    def _finish(self) -> None:
        if self.currentWidget() is not self.field:
            return
        self.setCurrentWidget(self.shown)
        title = one_line(self.field.text(), LONGEST_TITLE)
        if title and title != one_line(self._full, LONGEST_TITLE):
            self.renamed.emit(title)
        self.shown.setFocus()

    def _give_up(self) -> None:
        self.field.setText(self._full)  # the field finishes its editing when it goes
        self.setCurrentWidget(self.shown)
        self.shown.setFocus()


class TitleField(QLineEdit):
    """The title while it is being typed."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Routine title")
        self.setMaxLength(LONGEST_TITLE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class Line(QLabel):
    """One line of plain text, elided where it does not fit."""

    def __init__(self, pixels: int, weight: int, colour: str) -> None:
        super().__init__()
        self._pixels, self._weight, self._colour = pixels, weight, colour
        self._look = LIGHT
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        measures = QFontMetrics(face(self._look.grown(self._pixels), self._weight))
        return QSize(measures.horizontalAdvance(self.text()) + 2, measures.height() + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, place, colour = QPainter(self), QRectF(self.rect()), getattr(self._look, self._colour)
        paint_text(
            painter, place, self.text(), colour, pixels=self._look.grown(self._pixels), weight=self._weight
        )
        if self.hasFocus():
            width = min(place.width(), float(self.sizeHint().width()))
            paint_focus(painter, QRectF(2, 2, width - 4, place.height() - 4), self._look, 6)


class End(QWidget):
    """One end of the intensity: its word, and how long the routine is there."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word, self._total = Line(14, 400, "tx2"), Line(13, 400, "tx3")
        self._word.setText(word)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in (self._word, self._total):
            column.addWidget(line)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_total(self, total: str) -> None:
        """Show the total; nothing where it is the same at both ends."""
        self._total.setText(total)
        self._total.setVisible(bool(total))
        self._fit()

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        for line in (self._word, self._total):
            line.set_look(look)
        self._fit()

    def _fit(self) -> None:
        for line in (self._word, self._total):
            line.setFixedSize(line.sizeHint())


class TitleLabel(Line):
    """The title as it is read; it asks to be edited."""

    edit_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_PIXELS, _WEIGHT, "tx")
        self.setAccessibleDescription("Routine title. F2 edits it.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit_asked.emit()
