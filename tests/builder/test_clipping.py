"""Cut, copy and paste between two documents, and drags that come from another window or program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from studio.app.clipboard import CLIP, copied, copy_clip, text_in
from studio.app.document import RoutineDocument
from studio.app.selection import Selection
from studio.builder.clipping import NOT_PASTED
from studio.builder.sequence import SequenceView
from studio.core.routine import Circuit, Routine, Step
from studio.core.rows import Place
from studio.files.limits import MOST_STEPS
from studio.files.read import parse_routine
from tests.making import HOLD, IN, OUT, TRANSITIONS, dose, exercise, routine, step

KNOWN = {name: exercise(name, IN, HOLD, OUT) for name in ("plank", "bridge", "cat-cow")}
MINE = exercise("mine", HOLD, dose=dose(hold=7))
CIRCUIT = Circuit("Round", 2, 0, (step("bridge", reps=2), step("mine", rest=10)))
ROUTINE = routine(step("plank", hold=20), CIRCUIT, step("cat-cow"), own=(MINE,))


class Window:
    """A sequence with its document, and what it has said."""

    def __init__(self, qtbot: QtBot, given: Routine) -> None:
        self.document = RoutineDocument(KNOWN, TRANSITIONS)
        self.document.replace_all(given, None)
        self.selection = Selection()
        self.view = SequenceView(self.document, self.selection)
        qtbot.addWidget(self.view)
        self.view.resize(600, 600)
        self.view.show()
        self.clips = self.view.clipping
        self.said: list[str] = []
        self.clips.failed.connect(lambda title, lines: self.said.extend((title, *lines)))
        self.clips.told.connect(self.said.append)

    @property
    def exercises(self) -> list[str]:
        """The exercises of all its steps."""
        return [step.exercise for step in self.document.routine.walk()]

    def select(self, *rows: int) -> None:
        """Select items of the routine."""
        self.selection.set([self.document.routine.steps[row].uid for row in rows])


@pytest.fixture(autouse=True)
def empty_clipboard(qtbot: QtBot) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window(qtbot, ROUTINE)


@pytest.fixture
def other(qtbot: QtBot) -> Window:
    return Window(qtbot, routine(step("bridge"), step("plank")))


def test_what_is_copied_is_text_that_a_file_may_hold(window: Window) -> None:
    window.select(0)
    window.clips.copy()
    assert parse_routine(copied().encode(), "copied").routine.steps == ROUTINE.steps[:1]
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == copied()
    assert mime.hasFormat(CLIP)
    assert window.said == ["Copied Plank"]


def test_copy_in_one_window_and_paste_in_another(window: Window, other: Window) -> None:
    window.select(1, 2)
    window.clips.copy()
    other.select(0)
    other.clips.paste()
    made = other.document.routine
    assert made.steps[1:3] == ROUTINE.steps[1:]
    assert other.exercises == ["bridge", "bridge", "mine", "cat-cow", "plank"]
    assert made.exercises == (MINE,)  # its exercise came along
    assert other.selection.uids == tuple(item.uid for item in made.steps[1:3])
    assert not {item.uid for item in made.steps} & {item.uid for item in ROUTINE.steps}
    assert other.document.undo_stack.undoText() == "Paste 3 steps"
    other.document.undo()
    assert other.exercises == ["bridge", "plank"]


def test_cut_takes_out_and_paste_puts_back(window: Window) -> None:
    window.select(0)
    window.clips.cut()
    assert window.exercises == ["bridge", "mine", "cat-cow"]
    assert window.document.undo_stack.undoText() == "Cut Plank"
    window.select(1)
    window.clips.paste()
    assert window.exercises == ["bridge", "mine", "cat-cow", "plank"]


def test_steps_are_pasted_into_the_circuit_of_the_selection(window: Window) -> None:
    window.select(0)
    window.clips.copy()
    window.selection.set([CIRCUIT.steps[0].uid])
    window.clips.paste()
    assert window.exercises == ["plank", "bridge", "plank", "mine", "cat-cow"]


def test_a_letter_with_quotation_marks_is_pasted(window: Window, other: Window) -> None:
    window.select(0)
    window.clips.copy()
    letter = "\r\n".join(f"> {line}" for line in copied().split("\n"))
    QGuiApplication.clipboard().setText(letter)
    other.clips.paste()
    assert other.exercises == ["bridge", "plank", "plank"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no text"),
        ("  \n", "no text"),
        ("Shopping: milk, eggs", "no steps in it"),
        ('[[steps]]\nexercise = "plank"\nhold = -1', "the text:3: steps[0].hold"),
        ('[[steps]]\nexercise = "plank"\n' * 1_999, "2000 steps"),
        ("<b>bold</b>", "no steps in it"),
    ],
)
def test_b46_a_paste_that_is_no_routine_changes_nothing(other: Window, text: str, why: str) -> None:
    before = other.document.routine
    QGuiApplication.clipboard().setText(text)
    other.clips.paste()
    assert other.document.routine is before
    assert other.document.undo_stack.count() == 0
    assert other.said[0] == NOT_PASTED
    assert why in other.said[1]


def test_b46_a_paste_that_fills_the_routine_over_a_limit_is_refused(qtbot: QtBot) -> None:
    full = Window(qtbot, routine(Circuit("Many", 99, 0, tuple(step("plank") for _ in range(20)))))
    copy_clip('[[steps]]\nexercise = "plank"\n' * (MOST_STEPS - 99 * 20 + 1))
    full.clips.paste()
    assert full.said[0] == NOT_PASTED
    assert "2000 steps" in full.said[1]
    assert full.document.undo_stack.count() == 0


def drop(window: Window, mime: QMimeData, kind: Qt.DropAction = Qt.DropAction.MoveAction) -> Qt.DropAction:
    """Drag something to the lower end of the sequence and let go; what became of it."""
    port = window.view.viewport()
    place = QPoint(port.width() // 2, port.height() - 3)
    enter = QDragEnterEvent(
        place,
        kind | Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QGuiApplication.sendEvent(port, enter)
    event = QDropEvent(
        QPointF(place),
        kind | Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QGuiApplication.sendEvent(port, event)
    return event.dropAction() if event.isAccepted() else Qt.DropAction.IgnoreAction


def carried(window: Window, *rows: int) -> QMimeData:
    """What a drag of items carries."""
    uids = tuple(window.document.routine.steps[row].uid for row in rows)
    return window.clips.add_to(QMimeData(), uids)


def test_a_drag_from_another_window_copies(window: Window, other: Window) -> None:
    assert drop(other, carried(window, 1)) == Qt.DropAction.CopyAction
    assert other.exercises == ["bridge", "plank", "bridge", "mine"]
    assert other.document.routine.exercises == (MINE,)
    assert window.document.routine is ROUTINE
    assert other.document.undo_stack.count() == 1


def test_a_drag_of_text_from_another_program_is_taken(other: Window) -> None:
    mime = QMimeData()
    mime.setText('[[steps]]\nexercise = "cat-cow"\n')
    drop(other, mime)
    assert other.exercises == ["bridge", "plank", "cat-cow"]


@pytest.mark.parametrize("text", ["Shopping: milk, eggs", "[[steps]]\nexercise = 7"])
def test_b46_a_drag_of_other_text_is_not_taken(other: Window, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    assert drop(other, mime) == Qt.DropAction.IgnoreAction
    assert other.document.undo_stack.count() == 0


def test_a_drag_carries_text_for_other_programs_and_files_are_no_text(window: Window) -> None:
    mime = carried(window, 0, 2)
    read = parse_routine(mime.text().encode(), "dragged").routine
    assert [step.exercise for step in read.walk()] == ["plank", "cat-cow"]
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/a.routine.toml")])
    assert text_in(files) == ""


def test_the_whole_routine_is_copied_as_the_text_of_a_file(window: Window) -> None:
    window.clips.copy_routine()
    assert parse_routine(copied().encode(), "copied").routine == ROUTINE
    window.clips.paste()
    assert len(window.document.routine.steps) == 6


def test_a_paste_may_bring_what_nobody_knows(other: Window) -> None:
    copy_clip('[[steps]]\nexercise = "who-knows"\n')
    other.clips.paste()
    assert other.document.routine.steps[-1] == Step("who-knows")


def test_a_place_may_be_told(window: Window) -> None:
    clip = window.clips.carried(carried(window, 0))
    assert clip is not None
    made = window.clips.applied(window.document.routine, clip, Place(0))
    assert made == replace(ROUTINE, steps=(ROUTINE.steps[0], *ROUTINE.steps))
