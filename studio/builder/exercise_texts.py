"""The words of the exercise that is being made: name, posture, equipment, instructions, cautions, sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from studio.builder.choices import Check, Choice
from studio.builder.exercise_draft import ExerciseDraft
from studio.builder.exercise_words import equipment_words, posture_words
from studio.builder.field_row import FieldRow
from studio.builder.pieces import Refusal, Words
from studio.builder.segmented import Segmented
from studio.builder.text_field import TextField
from studio.core.dose import Side
from studio.core.exercise import Equipment, Exercise, Posture, Source
from studio.core.frozen import frozen
from studio.files.kinds import LONGEST_TITLE

_NOTE = " | "
_SIDES = {Side.LEFT: "Left", Side.RIGHT: "Right"}


@frozen
class _Text:
    """A text of an exercise: how it is shown and read back, and where its problems are told."""

    key: str
    label: str
    lines: int
    shown: Callable[[Exercise], str]
    read: Callable[[str], Any]
    attribute: str = ""


def _by_line(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())


def _by_comma(text: str) -> tuple[str, ...]:
    return tuple(word for part in text.split(",") if (word := part.strip()))


def _sources(text: str) -> tuple[Source, ...]:
    pairs = (line.partition(_NOTE) for line in _by_line(text))
    return tuple(Source(title.strip(), note.strip()) for title, _bar, note in pairs)


def _source_lines(exercise: Exercise) -> str:
    return "\n".join(
        f"{source.title}{_NOTE}{source.note}" if source.note else source.title for source in exercise.sources
    )


def _lines(attribute: str) -> Callable[[Exercise], str]:
    return lambda exercise: "\n".join(getattr(exercise, attribute))


def _words(attribute: str) -> Callable[[Exercise], str]:
    return lambda exercise: ", ".join(getattr(exercise, attribute))


_TEXTS = (
    _Text("summary", "In a sentence", 3, lambda exercise: exercise.summary, str),
    _Text("aims", "Aims, with commas between", 1, _words("aims"), _by_comma),
    _Text("setup", "Getting into position, a line each", 4, _lines("setup"), _by_line),
    _Text("cues", "During it, a line each", 5, _lines("cues"), _by_line),
    _Text("return", "Coming out of it, a line each", 3, _lines("return_"), _by_line, "return_"),
    _Text("cautions", "Take care, a line each", 3, _lines("cautions"), _by_line),
    _Text("avoid", "Not with, with commas between", 2, _words("avoid"), _by_comma),
    _Text("ask", "Ask a clinician first with", 2, _words("ask"), _by_comma),
    _Text("sources", "Sources, a line each: title | note", 3, _source_lines, _sources),
)
_LONGEST = 40_000  # of all lines together; the reader limits each


def _typed_in(field: TextField) -> str:
    edit = field.edit
    return edit.toPlainText() if isinstance(edit, QPlainTextEdit) else edit.text()


class TextsPage(QWidget):
    """Everything of an exercise that is read, with its posture and equipment."""

    def __init__(self, draft: ExerciseDraft) -> None:
        super().__init__()
        self._draft = draft
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.name = TextField("Name", longest=LONGEST_TITLE, required=True)
        for typed in (self.name.edited, self.name.taken_back):
            typed.connect(lambda text: self._edit("name", "name", replace(draft.exercise, name=text)))
        self.name.settled.connect(draft.end_merge)
        column.addWidget(self.name)
        self.posture = Choice("Posture")
        self.posture.addItems([posture_words(posture) for posture in Posture])
        self.posture.activated.connect(self._choose_posture)
        column.addWidget(FieldRow("Posture", self.posture, fills=True))
        column.addWidget(Words("Needs", colour="tx2"))
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        self.equipment = {piece: Check(equipment_words(piece)) for piece in Equipment}
        for index, (piece, check) in enumerate(self.equipment.items()):
            check.clicked.connect(lambda _on=False, of=piece: self._toggle(of))
            grid.addWidget(check, index // 2, index % 2)
        column.addLayout(grid)
        self.texts: dict[str, TextField] = {}
        self.problems: dict[str, Refusal] = {}
        for text in _TEXTS:
            field = TextField(text.label, longest=_LONGEST, lines=text.lines)
            for signal in (field.edited, field.taken_back):
                signal.connect(lambda typed, of=text: self._type(of, typed))
            field.settled.connect(draft.end_merge)
            self.texts[text.key], self.problems[text.key] = field, Refusal()
            column.addWidget(field)
            column.addWidget(self.problems[text.key])
        self.first, self.figure = Segmented("First side", _SIDES), Segmented("Figure shows", _SIDES)
        self.first.chosen.connect(
            lambda side: self._edit("", "first side", replace(draft.exercise, first_side=side))
        )
        self.figure.chosen.connect(
            lambda side: self._edit("", "side of the figure", replace(draft.exercise, figure_side=side))
        )
        column.addWidget(FieldRow("First side", self.first, fills=True))
        column.addWidget(FieldRow("Drawn side", self.figure, fills=True))
        column.addStretch(1)
        draft.checked.connect(self._show_problems)
        self.refresh()

    def refresh(self) -> None:
        """Show the texts as they are now; what is being typed stays as it is typed."""
        exercise = self._draft.exercise
        self.name.show_text(exercise.name)
        self.posture.setCurrentIndex(list(Posture).index(exercise.posture))
        for piece, check in self.equipment.items():
            check.setChecked(piece in exercise.equipment)
        for text in _TEXTS:
            field, value = self.texts[text.key], getattr(exercise, text.attribute or text.key)
            if not field.edit.hasFocus() or text.read(_typed_in(field)) != value:
                field.show_text(text.shown(exercise))
        self.first.show_value(exercise.first_side)
        self.figure.show_value(exercise.figure_side)

    def _type(self, text: _Text, typed: str) -> None:
        changed: dict[str, Any] = {text.attribute or text.key: text.read(typed)}
        self._edit(text.key, text.key, replace(self._draft.exercise, **changed))

    def _choose_posture(self, row: int) -> None:
        posture = list(Posture)[row]
        self._edit("", f"posture to {posture.value}", replace(self._draft.exercise, posture=posture))

    def _toggle(self, piece: Equipment) -> None:
        exercise = self._draft.exercise
        kept = tuple(other for other in exercise.equipment if other is not piece)
        made = kept if piece in exercise.equipment else (*exercise.equipment, piece)
        self._edit("", "equipment", replace(exercise, equipment=made))

    def _edit(self, key: str, what: str, exercise: Exercise) -> None:
        self._draft.edit(f"Change {what}", exercise, f"text {key}" if key else None)

    def _show_problems(self) -> None:
        for key, refusal in self.problems.items():
            refusal.say(self._draft.said_of(key))
