"""The panel that fits a routine to the time one has: every change is told before it is made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from studio.app.document import RoutineDocument
from studio.builder.fields import Stepper
from studio.builder.fit_wish import WISH, round_times
from studio.builder.pieces import IconButton, LinkButton, Refusal, Words, dress
from studio.core.fit import Fit, Fitter
from studio.core.phrase import clock, plural
from studio.core.plain import one_line
from studio.core.quantity import fixed
from studio.paint.look import LIGHT, Look

WIDTH, AWAY = 380, 8
MOST_LINES = 10
"""Changes that are seen without scrolling."""
_PAUSE = 120
"""Milliseconds without typing after which the answer is worked out."""


class FitPanel(QFrame):
    """Lies over `area` until it is closed or applied; Enter in its field applies, Esc closes it."""

    closed = Signal()

    def __init__(self, document: RoutineDocument, area: QWidget) -> None:
        super().__init__(area.window())
        self._document, self._area, self._look = document, area, LIGHT
        self._fitter: Fitter | None = None
        self._fit: Fit | None = None
        self._before: QWidget | None = None
        self.setObjectName("fit")
        self.setAccessibleName("Fit to time")
        self.field = Stepper(WISH, "Time I have", width=132)
        self.words = Words(px=14, weight=600)
        self.refusal = Refusal()
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setFrameShape(QFrame.Shape.NoFrame)
        self.lines.setAccessibleName("Changes")
        self.apply_button = QPushButton("Apply")
        self.apply_button.setObjectName("apply")
        self.apply_button.setAutoDefault(True)
        self.quick = QHBoxLayout()
        self._arrange()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(_PAUSE)
        self.timer.timeout.connect(self.work_out)
        self._connect()
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it is to be seen."""
        return not self.isHidden()

    def toggle(self) -> None:
        """Open the panel with the keyboard in its field, or close it."""
        if self.is_open:
            self.close_panel()
            return
        self._before = QApplication.focusWidget()
        self._begin()
        self.show()
        self.raise_()
        self._place()
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def close_panel(self) -> None:
        """Close it; nothing is changed, and the keyboard goes back to where it was."""
        self.timer.stop()
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.closed.emit()

    def apply(self) -> None:
        """Make the changes that are shown, as one step of the way back."""
        self.field.finish()
        if self.field.wrong:
            return
        self.work_out()
        fit, wish = self._fit, self.field.value
        if fit is None or not fit.changes or wish is None:
            return
        self.close_panel()
        self._document.edit(f"Fit to {clock(wish.low)}", fit.routine)

    def work_out(self) -> None:
        """Answer for the time in the field."""
        self.timer.stop()
        wish = self.field.value
        if wish is None or self.field.wrong:
            return
        if self._fitter is None:
            document = self._document
            self._fitter = Fitter(
                document.routine, document.catalogue, document.transitions, document.schedule
            )
        answer = self._fitter.to(wish.low)
        self._fit = answer if isinstance(answer, Fit) else None
        if isinstance(answer, Fit):
            self._tell(answer)
        else:
            self.refusal.say(answer.words)
            self._list((), "")
            self._offer([time for time in (answer.shorter, answer.longer) if time is not None])
        self.apply_button.setEnabled(bool(self._fit and self._fit.changes))
        self._place()

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        dress(self, look)
        self.lines.setFont(look.font(13))
        self.apply_button.setFont(look.font(14, 600))
        self.setStyleSheet(
            f"#fit {{ background: {look.card.name()}; border: 1px solid {look.ctl.name()};"
            " border-radius: 11px; }"
            f"#fit QPlainTextEdit {{ background: transparent; border: 0; color: {look.tx.name()}; }}"
            f"#apply {{ background: {look.ac.name()}; color: {look.on_ac.name()}; border-radius: 8px;"
            f" border: 2px solid {look.ac.name()}; min-height: {look.grown(28)}px; padding: 0 16px; }}"
            f"#apply:disabled {{ background: {look.well.name()}; color: {look.tx3.name()};"
            f" border-color: {look.well.name()}; }}"
            f"#apply:focus {{ border-color: {look.focus.name()}; }}"
        )
        if self.is_open:
            self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area and event.type() is QEvent.Type.Resize and self.is_open:
            self._place()
        typed = watched is self.field.edit and event.type() is QEvent.Type.ShortcutOverride
        if typed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the field would only take back what was typed
            return True
        return False

    def _arrange(self) -> None:
        close = IconButton("x", "Close Fit to time")
        close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(Words("Fit to time", px=16, weight=650), 1)
        head.addWidget(close)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Words("I have", px=14, colour="tx2"))
        row.addWidget(self.field)
        row.addStretch(1)
        self.quick.setSpacing(2)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.apply_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 14)
        column.setSpacing(8)
        for part in (head, row, self.quick, self.words, self.refusal, self.lines, foot):
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)

    def _connect(self) -> None:
        self.field.edited.connect(self._wait)
        self.field.taken_back.connect(self._wait)
        self.field.refused.connect(self._refuse)
        self.apply_button.clicked.connect(self.apply)
        self._document.changed.connect(self._forget)
        self._area.installEventFilter(self)
        self.field.edit.installEventFilter(self)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            enter = QShortcut(QKeySequence(key), self.field.edit, self.apply)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close_panel)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _begin(self) -> None:
        """Begin at the round time that is nearest to the routine as it is."""
        self._forget()
        length = self._document.schedule.length
        self.field.show_value(fixed(WISH.stepped(max(WISH.low, length - WISH.steps[-1][1] // 2), 1)))
        self.work_out()

    def _forget(self) -> None:
        """The routine is another one now."""
        self._fitter = self._fit = None
        if self.is_open:
            self._wait()

    def _wait(self) -> None:
        """Nothing is promised for a time that is still being typed."""
        self._fit = None
        self.apply_button.setEnabled(False)
        self.timer.start()

    def _refuse(self, why: str) -> None:
        if why:
            self._fit = None
            self.apply_button.setEnabled(False)
            self._list((), "")
        self.refusal.say(why)
        self._place()

    def _tell(self, fit: Fit) -> None:
        self.refusal.say("")
        if fit.changes:
            told = f"{clock(fit.total)}, with {plural(len(fit.changes), 'change', 'changes')}"
            self._list(tuple(one_line(change.text) for change in fit.changes), told)
        else:
            self._list((), f"It takes {clock(fit.total)} as it is.")
        ends = self._fitter.ends if self._fitter else None
        self._offer(round_times(*ends) if ends else [])

    def _list(self, lines: tuple[str, ...], told: str) -> None:
        self.words.setText(told)
        self.words.setVisible(bool(told))
        self.lines.setPlainText("\n".join(lines))
        self.lines.setVisible(bool(lines))

    def _offer(self, times: list[int]) -> None:
        """Times that can be had, one press each."""
        while (item := self.quick.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for time in times:
            button = LinkButton(clock(time))
            button.setAccessibleName(f"Fit to {clock(time)}")
            button.set_look(self._look)
            button.clicked.connect(lambda _checked=False, wish=time: self._choose(wish))
            self.quick.addWidget(button)
            button.show()
        self.quick.addStretch(1)

    def _choose(self, wish: int) -> None:
        self.field.show_value(fixed(wish))
        self.field.edit.setFocus()
        self.work_out()

    def _place(self) -> None:
        """At the upper right of the area, as high as what it says."""
        room, margins = self._area.geometry(), 2 * AWAY
        measures = QFontMetrics(self.lines.font())
        width = min(self._look.grown(WIDTH), room.width() - margins)
        rows = min(MOST_LINES, max(1, self.lines.blockCount()))
        self.lines.setFixedHeight(measures.lineSpacing() * rows + 10)
        column = self.layout()
        assert column is not None
        column.invalidate()  # words that have changed may need more lines
        height = max(column.totalHeightForWidth(width), column.totalMinimumSize().height())
        place = QRect(0, 0, width, min(height, room.height() - margins))
        place.moveTopRight(room.topRight())
        self.setGeometry(place.translated(-AWAY, AWAY))
