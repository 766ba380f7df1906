"""The head of the sequence: title, summary and intensity."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.builder.heading import LONGEST_TITLE, Heading, Line
from studio.core.phrase import clock
from studio.core.routine import Routine
from studio.paint.look import DARK, LIGHT
from tests.builder.given_routines import document_of, routine_of


@pytest.fixture
def document() -> RoutineDocument:
    return document_of("sk(rt)x")


@pytest.fixture
def heading(qtbot: QtBot, document: RoutineDocument) -> Heading:
    made = Heading(document)
    qtbot.addWidget(made)
    made.resize(800, 66)
    made.show()
    made.activateWindow()
    return made


def type_title(heading: Heading, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClick(heading.title.shown, Qt.Key.Key_F2)
    heading.title.field.setText(text)
    QTest.keyClick(heading.title.field, key)


def test_it_says_what_the_routine_is(heading: Heading) -> None:
    assert heading.title.shown.text() == "Evening"
    assert heading.summary.text() == "5 exercises \N{MIDDLE DOT} standing, kneeling, lying"


def test_an_empty_and_untitled_routine_has_words_too(qtbot: QtBot) -> None:
    document = document_of("")
    document.replace_all(Routine(""), None)
    heading = Heading(document)
    qtbot.addWidget(heading)
    assert heading.title.shown.text() == "Untitled routine"
    assert heading.summary.text() == "No exercises yet"


def test_the_title_is_edited_in_place(heading: Heading, document: RoutineDocument) -> None:
    QTest.mouseDClick(heading.title.shown, Qt.MouseButton.LeftButton)
    assert heading.title.field.isVisible()
    assert heading.title.field.selectedText() == "Evening"
    QTest.keyClicks(heading.title.field, "Night")
    QTest.keyClick(heading.title.field, Qt.Key.Key_Return)
    assert document.routine.title == "Night"
    assert document.undo_stack.undoText() == "Rename routine"
    assert document.undo_stack.count() == 1
    assert heading.title.shown.isVisible()
    assert heading.title.shown.text() == "Night"
    document.undo()
    assert heading.title.shown.text() == "Evening"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", Qt.Key.Key_Return),
        ("   ", Qt.Key.Key_Return),
        ("Night", Qt.Key.Key_Escape),
        ("Evening", Qt.Key.Key_Return),
    ],
)
def test_no_title_the_same_title_and_esc_change_nothing(
    heading: Heading, document: RoutineDocument, text: str, key: Qt.Key
) -> None:
    type_title(heading, text, key)
    assert document.routine.title == "Evening"
    assert document.undo_stack.count() == 0
    assert heading.title.shown.isVisible()


def test_a_title_keeps_to_its_limit(heading: Heading, document: RoutineDocument) -> None:
    type_title(heading, "x" * 500)
    assert document.routine.title == "x" * LONGEST_TITLE


def test_opening_the_field_does_not_wash_a_strange_title(qtbot: QtBot) -> None:
    document = document_of("s")
    strange = "two\nlines \u202e<b>bold</b>"
    document.replace_all(replace(document.routine, title=strange), None)
    heading = Heading(document)
    qtbot.addWidget(heading)
    heading.show()
    assert heading.title.shown.text() == "two lines <b>bold</b>"
    QTest.keyClick(heading.title.shown, Qt.Key.Key_F2)
    QTest.keyClick(heading.title.field, Qt.Key.Key_Return)
    assert document.routine.title == strange


def test_the_intensity_is_one_step_while_it_is_dragged(heading: Heading, document: RoutineDocument) -> None:
    slider = heading.intensity
    assert slider.accessibleName() == "Intensity"
    assert slider.value() == 50
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(slider, button, pos=QPoint(75, 14))
    for x in (90, 100, 120):
        QTest.mouseMove(slider, QPoint(x, 14))
    QTest.mouseRelease(slider, button, pos=QPoint(120, 14))
    assert document.routine.intensity == Fraction(slider.value(), 100)
    assert slider.value() > 75
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == f"Change intensity to {slider.value()} %"
    QTest.mousePress(slider, button, pos=QPoint(20, 14))
    QTest.mouseRelease(slider, button, pos=QPoint(20, 14))
    assert document.undo_stack.count() == 2
    document.undo()
    document.undo()
    assert slider.value() == 50


def test_keys_change_the_intensity_too(heading: Heading, document: RoutineDocument) -> None:
    for key, value in (
        (Qt.Key.Key_Right, 55),
        (Qt.Key.Key_PageUp, 80),
        (Qt.Key.Key_End, 100),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(heading.intensity, key)
        assert document.routine.intensity == Fraction(value, 100)


@pytest.mark.parametrize(("x", "value"), [(13, 0), (72, 50), (78, 50), (137, 100), (100, 70), (60, 38)])
def test_the_mouse_holds_on_to_gentle_standard_and_full(
    heading: Heading, document: RoutineDocument, x: int, value: int
) -> None:
    document.edit("Elsewhere", replace(document.routine, intensity=Fraction(1, 4)))
    QTest.mouseClick(heading.intensity, Qt.MouseButton.LeftButton, pos=QPoint(x, 14))
    assert document.routine.intensity == Fraction(value, 100)
    words = {0: "gentle", 50: "standard", 100: "full"}.get(value, f"{value} %")
    assert document.undo_stack.undoText() == f"Change intensity to {words}"
    assert heading.intensity.accessibleDescription() == words


def test_shortest_and_longest_total_stand_at_the_ends(heading: Heading, document: RoutineDocument) -> None:
    schedule = document.schedule
    said = [line.text() for end in heading._ends for line in end.findChildren(Line)]
    assert said == ["Gentle", clock(schedule.shortest), "Full", clock(schedule.longest)]
    document.replace_all(routine_of("s"), None)  # the same at both ends
    assert [line.text() for end in heading._ends for line in end.findChildren(Line) if line.isVisible()] == [
        "Gentle", "Full",
    ]  # fmt: skip


def test_the_wheel_is_for_the_slider_in_use(heading: Heading, document: RoutineDocument) -> None:
    def turn() -> None:
        at = QPointF(75, 14)
        event = QWheelEvent(
            at, heading.intensity.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(heading.intensity, event)

    turn()
    assert document.undo_stack.count() == 0
    heading.intensity.setFocus()
    turn()
    assert document.undo_stack.count() == 1


def test_a_held_key_is_one_step_and_the_next_press_another(
    heading: Heading, document: RoutineDocument
) -> None:
    for _ in range(3):
        QTest.keyPress(heading.intensity, Qt.Key.Key_Right)
    QTest.keyRelease(heading.intensity, Qt.Key.Key_Right)
    QTest.keyClick(heading.intensity, Qt.Key.Key_Right)
    assert document.routine.intensity == Fraction(70, 100)
    assert document.undo_stack.count() == 2


@pytest.mark.parametrize("text", [1.15, 1.5])
def test_everything_grows_with_the_text(heading: Heading, text: float) -> None:
    before = heading.summary.sizeHint().height()
    heading.set_look(LIGHT.at_text(text))
    assert heading.sizeHint().height() >= round(66 * text)
    assert heading.summary.sizeHint().height() > before
    assert heading.title.height() == round(30 * text)


def test_a_fraction_between_the_marks_is_kept_until_it_is_touched(qtbot: QtBot) -> None:
    document = document_of("s")
    third = replace(document.routine, intensity=Fraction(1, 3))
    document.replace_all(third, None)
    heading = Heading(document)
    qtbot.addWidget(heading)
    assert heading.intensity.value() == 33
    assert document.routine is third


def test_the_knob_stands_where_the_value_is(heading: Heading) -> None:
    slider = heading.intensity
    for look in (LIGHT, DARK):
        heading.set_look(look)
        for value, x in ((0, 11), (50, 75), (100, 139)):
            slider.setValue(value)
            assert slider.grab().toImage().pixelColor(x, 14) == look.card


@pytest.mark.parametrize("width", [330, 400, 1000])
def test_nothing_overlaps_at_any_width(heading: Heading, document: RoutineDocument, width: int) -> None:
    document.replace_all(replace(document.routine, title="A long title " * 12), None)
    heading.resize(width, 66)
    QApplication.sendPostedEvents(heading, QEvent.Type.LayoutRequest)
    parts = [heading.title, heading.intensity, *(end for end in heading._ends if end.isVisible())]
    for part in parts:
        assert heading.rect().contains(part.geometry())
        assert not any(part.geometry().intersects(other.geometry()) for other in parts if other is not part)
    assert heading.title.width() >= 120
