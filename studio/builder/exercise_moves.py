"""The moves of the exercise that is being made: where each goes, how long it takes, what is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from studio.builder.amounts import BREATHS, TIME
from studio.builder.choices import Choice
from studio.builder.exercise_draft import ExerciseDraft
from studio.builder.exercise_words import HALF_WORDS, PART_WORDS
from studio.builder.fields import Stepper
from studio.builder.pieces import IconButton, LinkButton, Refusal, Words, dress
from studio.builder.text_field import TextField
from studio.core.breath import Half
from studio.core.exercise import Element, Equipment, Hold, Move, Posture, Tilt
from studio.core.exercise_edits import PARTS, elements_of, with_element_moved, with_elements
from studio.core.plain import one_line
from studio.core.quantity import SECOND, Range, fixed
from studio.paint.look import LIGHT, Look

_ARROWS = {Half.IN: "\N{UPWARDS ARROW}", Half.OUT: "\N{DOWNWARDS ARROW}"}
_MOVES: Mapping[str, str] = {
    **{half.value: f"{_ARROWS[half]} {words}" for half, words in HALF_WORDS.items()},
    "seconds": "in seconds",
    "tilt": "as long as the tilt takes",
}
_HOLDS = {"dose": "as the dose says", "seconds": "for fixed seconds", "breaths": "for fixed breaths"}
_TILTS: Mapping[Tilt | None, str] = {
    None: "Tilt stays",
    Tilt.TO_DOSE: "Tilt to the dose",
    Tilt.LEVEL: "Tilt to level",
}
_TILTING = frozenset((Equipment.TABLE, Equipment.INVERSION_CHAIR, Equipment.BOOTS))
_USUAL = 3 * SECOND
_LONGEST_NAME = 30


class ElementRow(QWidget):
    """One move or hold. `edited` carries it anew with the words for the way back."""

    edited = Signal(object, str)
    settled = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._look = LIGHT
        self._names: tuple[str, ...] = ()
        self._element: Element = Hold()
        self.target, self.how = Choice("What is done"), Choice("How long it takes")
        self.way, self.tilt = Choice("By way of"), Choice("Tilt")
        self.seconds = Stepper(TIME, "Seconds")
        self.breaths = Stepper(BREATHS, "Breaths")
        self.say = TextField("Say")
        self.up = IconButton("up", "Move up", size=28, glyph=15)
        self.down = IconButton("chev", "Move down", size=28, glyph=15)
        self.gone = IconButton("x", "Take out", size=28, glyph=15)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self.up, self.down, self.gone):
            buttons.addWidget(button)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.target, 0, 0)
        grid.addLayout(buttons, 0, 1)
        grid.addWidget(self.how, 1, 0)
        grid.addWidget(self.seconds, 1, 1)
        grid.addWidget(self.breaths, 1, 1)
        grid.addWidget(self.way, 2, 0, 1, 2)
        grid.addWidget(self.tilt, 3, 0, 1, 2)
        grid.addWidget(self.say, 4, 0, 1, 2)
        self._connect()

    def show_element(
        self, element: Element, names: tuple[str, ...], *, tilts: bool, first: bool, last: bool
    ) -> None:
        """Show a move or hold; `names` are the key poses it may go to."""
        self._element, self._names = element, names
        hold = isinstance(element, Hold)
        pose = element.pose if isinstance(element, Move) else None
        shown = [one_line(name, _LONGEST_NAME) for name in names]
        if pose is not None and pose not in names:
            self._names = names = (*names, pose)
            shown.append(f"{one_line(pose, _LONGEST_NAME)} (neutral)")
        words = [*(f"Go to {name}" for name in shown), "Breathe in place", "Hold"]
        row = len(words) - 1 if hold else len(words) - 2 if pose is None else names.index(pose)
        _fill(self.target, words, row)
        kinds = _HOLDS if hold else _MOVES
        _fill(self.how, list(kinds.values()), list(kinds).index(_how(element)))
        seconds, breaths = element.seconds, element.breaths if isinstance(element, Hold) else None
        self.seconds.setVisible(seconds is not None)
        self.breaths.setVisible(breaths is not None)
        self.seconds.show_value(None if seconds is None else fixed(seconds), fallback=_USUAL)
        self.breaths.show_value(None if breaths is None else fixed(breaths), fallback=1)
        via = element.via if isinstance(element, Move) else ()
        ways = ["Straight there", *(f"By way of {name}" for name in shown)]
        at = 0
        if len(via) == 1 and via[0] in names:
            at = 1 + names.index(via[0])
        elif via:
            ways.append(f"By way of {one_line(', '.join(via), 60)}")
            at = len(ways) - 1
        _fill(self.way, ways, at)
        self.way.setVisible(pose is not None and (len(names) > 2 or bool(via)))
        tilt = element.tilt if isinstance(element, Move) else None
        _fill(self.tilt, list(_TILTS.values()), list(_TILTS).index(tilt))
        self.tilt.setVisible(not hold and (tilts or tilt is not None))
        self.say.show_text(element.say)
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.line, 1))
        painter.setBrush(self._look.card)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def _connect(self) -> None:
        self.target.activated.connect(self._choose_target)
        self.how.activated.connect(self._choose_how)
        self.way.activated.connect(self._choose_way)
        self.tilt.activated.connect(self._choose_tilt)
        for stepper, key in ((self.seconds, "seconds"), (self.breaths, "breaths")):
            stepper.edited.connect(lambda span, of=key: self._set_number(of, span))
            stepper.taken_back.connect(lambda span, of=key: self._set_number(of, span))
            stepper.settled.connect(self.settled)
        self.say.edited.connect(
            lambda text: self.edited.emit(replace(self._element, say=text), "what is said")
        )
        self.say.settled.connect(self.settled)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.gone.clicked.connect(self.removed)

    def _choose_target(self, row: int) -> None:
        element = self._element
        if row > len(self._names):
            made: Element = element if isinstance(element, Hold) else Hold(say=element.say)
        else:
            pose = self._names[row] if row < len(self._names) else None
            move = element if isinstance(element, Move) else Move(breath=Half.IN, say=element.say)
            made = replace(move, pose=pose, via=move.via if pose is not None else ())
        self.edited.emit(made, "what is done")

    def _choose_how(self, row: int) -> None:
        element = self._element
        if isinstance(element, Hold):
            how = list(_HOLDS)[row]
            made: Element = Hold(
                _USUAL if how == "seconds" else None, 1 if how == "breaths" else None, element.say
            )
        else:
            how = list(_MOVES)[row]
            breath = Half(how) if how in (Half.IN, Half.OUT) else None
            tilt = element.tilt or (Tilt.TO_DOSE if how == "tilt" else None)
            made = replace(element, breath=breath, seconds=_USUAL if how == "seconds" else None, tilt=tilt)
        self.edited.emit(made, "how long a move takes")

    def _choose_way(self, row: int) -> None:
        if isinstance(self._element, Move) and row <= len(self._names):
            via = (self._names[row - 1],) if row else ()
            self.edited.emit(replace(self._element, via=via), "the way of a move")

    def _choose_tilt(self, row: int) -> None:
        if isinstance(self._element, Move):
            tilt = list(_TILTS)[row]
            bare = tilt is None and self._element.breath is None and self._element.seconds is None
            made = replace(self._element, tilt=tilt, seconds=_USUAL if bare else self._element.seconds)
            self.edited.emit(made, "the tilt of a move")

    def _set_number(self, key: str, span: Range | None) -> None:
        if span is None:
            return
        hold = isinstance(self._element, Hold)
        if key == "seconds":
            if not hold and span.low < SECOND // 10:
                self.seconds.refuse("A move lasts at least 0.1 s.")
                return
            self.edited.emit(replace(self._element, seconds=span.low), "seconds")
        elif isinstance(self._element, Hold):
            self.edited.emit(replace(self._element, breaths=span.low), "breaths")


class MovesPage(QWidget):
    """Three lists of moves: to begin, each repetition, to end."""

    def __init__(self, draft: ExerciseDraft) -> None:
        super().__init__()
        self._draft, self._look = draft, LIGHT
        self.rows: dict[str, list[ElementRow]] = {part: [] for part in PARTS}
        self.adds: dict[tuple[str, str], LinkButton] = {}
        self._lists: dict[str, QVBoxLayout] = {}
        self._refusals: dict[str, Refusal] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in PARTS:
            column.addWidget(Words(PART_WORDS[part], weight=650))
            self._lists[part] = QVBoxLayout()
            self._lists[part].setSpacing(6)
            column.addLayout(self._lists[part])
            self._refusals[part] = Refusal()
            column.addWidget(self._refusals[part])
            line = QHBoxLayout()
            for kind, words in (("move", "+ Move"), ("hold", "+ Hold")):
                button = LinkButton(words)
                button.setAccessibleName(f"{PART_WORDS[part]}: add a {kind}")
                button.clicked.connect(lambda _on=False, p=part, k=kind: self._add(p, k))
                self.adds[part, kind] = button
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
            column.addSpacing(8)
        column.addStretch(1)
        draft.checked.connect(self._show_problems)
        self.refresh()

    def set_look(self, look: Look) -> None:
        self._look = look

    def refresh(self) -> None:
        """Show the moves as they are now."""
        exercise = self._draft.exercise
        names = tuple(exercise.poses)
        tilts = exercise.posture is Posture.TABLE or bool(_TILTING & set(exercise.equipment))
        for part in PARTS:
            elements, rows = elements_of(exercise, part), self.rows[part]
            while len(rows) > len(elements):
                row = rows.pop()
                self._lists[part].removeWidget(row)
                row.hide()
                row.deleteLater()
            while len(rows) < len(elements):
                rows.append(self._made_row(part, len(rows)))
            for index, (row, element) in enumerate(zip(rows, elements, strict=True)):
                last = index == len(elements) - 1
                row.show_element(element, names, tilts=tilts, first=not index, last=last)

    def _made_row(self, part: str, index: int) -> ElementRow:
        row = ElementRow()
        row.edited.connect(lambda made, what: self._edit(part, index, made, what))
        row.settled.connect(self._draft.end_merge)
        row.moved.connect(lambda by: self._move(part, index, by))
        row.removed.connect(lambda: self._remove(part, index))
        self._lists[part].addWidget(row)
        dress(row, self._look)
        row.set_look(self._look)
        return row

    def _edit(self, part: str, index: int, made: Element, what: str) -> None:
        elements = list(elements_of(self._draft.exercise, part))
        elements[index] = made
        key = f"moves {part} {index} {what}" if what in ("what is said", "seconds", "breaths") else None
        self._draft.edit(f"Change {what}", with_elements(self._draft.exercise, part, elements), key)

    def _move(self, part: str, index: int, by: int) -> None:
        self._draft.edit("Move a move", with_element_moved(self._draft.exercise, part, index, by))
        at = index + by
        if 0 <= at < len(self.rows[part]):
            row = self.rows[part][at]
            button = row.up if by < 0 else row.down
            (button if button.isEnabled() else row.target).setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, part: str, index: int) -> None:
        elements = list(elements_of(self._draft.exercise, part))
        del elements[index]
        if not elements and part == "cycle":
            self._refusals[part].say("A repetition has at least one move or hold.")
            return
        self._draft.edit("Take out a move", with_elements(self._draft.exercise, part, elements))

    def _add(self, part: str, kind: str) -> None:
        draft, elements = self._draft, elements_of(self._draft.exercise, part)
        before = next((e for e in reversed(elements) if isinstance(e, Move)), None)
        half = Half.OUT if before is not None and before.breath is Half.IN else Half.IN
        made: Element = Hold() if kind == "hold" else Move(pose=draft.pose_name, breath=half)
        draft.edit(f"Add a {kind}", with_elements(draft.exercise, part, (*elements, made)))
        self.rows[part][-1].target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problems(self) -> None:
        for part, refusal in self._refusals.items():
            refusal.say(self._draft.said_of(part))


def _fill(choice: Choice, words: list[str], row: int) -> None:
    """Show these words and the one of a row; an open list is left alone where nothing differs."""
    if [choice.itemText(i) for i in range(choice.count())] != words:
        choice.clear()
        choice.addItems(words)
    choice.setCurrentIndex(row)


def _how(element: Element) -> str:
    if isinstance(element, Hold):
        return (
            "seconds" if element.seconds is not None else "breaths" if element.breaths is not None else "dose"
        )
    if element.seconds is not None:
        return "seconds"
    return element.breath.value if element.breath is not None else "tilt"
