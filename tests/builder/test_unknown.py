"""A step whose exercise nobody knows: shown with its dose, replaced by one press, saved as it came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.builder.sequence_model import SequenceModel
from studio.core.routine import Circuit, Step
from studio.files.read import parse_routine
from studio.files.write import routine_text
from studio.paint.look import DARK, LIGHT
from tests.builder.inspecting import BRIDGE, KNOWN, Bench, click, words_in
from tests.making import dose, exercise

LOST = Step("glute-bridge", preset="short-one", dose=dose(reps=(3, 4), hold=7))
FILE = """\
format = 1
title = "Evening"

[[steps]]
exercise = "glute-bridge"
preset = "short-one"
reps = [3, 4]
hold = 7.0
later = "a newer key"

[[steps]]
circuit = "Twice"
rounds = 2

[[steps.steps]]
exercise = "glute-bridge"
sides = "each"
note = "slowly"

[[steps.steps]]
exercise = "roll"
"""


@pytest.fixture
def bench(qtbot: QtBot) -> Callable[..., Bench]:
    return lambda *items: Bench(qtbot, *items)


Benches = Callable[..., Bench]


def test_the_inspector_shows_the_dose_and_offers_the_nearest_exercise(bench: Benches) -> None:
    at = bench(LOST)
    page = at.select(LOST)
    assert words_in(page)[:2] == ["glute-bridge", "Step 1 \N{MIDDLE DOT} unknown exercise"]
    assert "This exercise is not known." in " ".join(words_in(page))
    assert page.dose.rows["hold"].stepper.edit.text() == "7 s"
    track = page.dose.rows["reps"].track
    assert (track.low.value(), track.high.value()) == (3, 4)
    assert page.unknown.replace.isVisible()
    assert page.unknown.replace.accessibleName() == "Replace by Bridge"


def test_one_press_replaces_it_and_keeps_the_dose(bench: Benches) -> None:
    at = bench(LOST)
    page = at.select(LOST)
    click(page.unknown.replace)
    assert at.document.routine.steps == (replace(LOST, exercise="bridge"),)
    assert not at.document.schedule.unknown
    assert at.undo_texts == ["Replace by Bridge"]
    assert not page.unknown.isVisible()
    assert words_in(page)[0] == "Bridge"
    at.document.undo()
    assert page.unknown.isVisible()
    assert at.document.routine.steps == (LOST,)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_keyboard_does_it_too(bench: Benches, key: Qt.Key) -> None:
    at = bench(LOST)
    page = at.select(LOST)
    page.unknown.replace.setFocus()
    assert QApplication.focusWidget() is page.unknown.replace
    QTest.keyClick(page.unknown.replace, key)
    assert not at.document.schedule.unknown


def test_all_steps_of_that_exercise_are_replaced_and_no_other(bench: Benches) -> None:
    inner, other = Step("glute-bridge", dose=dose(rest=5)), Step("lost-too")
    at = bench(LOST, Circuit("Twice", 2, 0, (inner, Step("roll"))), other)
    page = at.select(inner)
    assert page.unknown.replace.accessibleName() == "Replace all 2 by Bridge"
    click(page.unknown.replace)
    walked = list(at.document.routine.walk())
    assert [step.exercise for step in walked] == ["bridge", "bridge", "roll", "lost-too"]
    assert [step.dose for step in walked[:2]] == [LOST.dose, inner.dose]
    assert at.document.schedule.unknown == (5,)


def test_a_preset_that_the_other_exercise_lacks_goes(bench: Benches) -> None:
    step = Step("roll-down", preset="slow")
    at = bench(step)
    click(at.select(step).unknown.replace)
    assert at.document.routine.steps == (Step("roll"),)


def test_known_exercises_and_several_steps_are_offered_nothing(bench: Benches) -> None:
    known = Step("bridge")
    at = bench(LOST, known)
    assert not at.select(known).unknown.isVisible()
    assert not at.select(LOST, known).unknown.isVisible()
    assert at.select(LOST).unknown.isVisible()


def test_where_nothing_is_near_the_library_is_named(bench: Benches) -> None:
    step = Step("\N{CJK UNIFIED IDEOGRAPH-4E00}")
    at = bench(step)
    page = at.select(step)
    assert not page.unknown.replace.isVisible()
    assert any("put one from the library here" in words for words in words_in(page))


def test_long_and_marked_up_names_stay_in_their_column(bench: Benches) -> None:
    at = bench(LOST)
    long = exercise("x", *BRIDGE.cycle)
    long = replace(long, id="glute-bridges", name="<b>Glute & bridge</b>" + " very" * 20)
    at.document.set_catalogue({**KNOWN, long.id: long})
    page = at.select(LOST)
    button = page.unknown.replace
    assert button.accessibleName().startswith("Replace by <b>Glute & bridge</b> very")
    assert "&lt;b&gt;Glute &amp; bridge" in button.toolTip()
    assert button.width() <= page.width()
    pictures = []
    for look in (LIGHT, DARK):
        at.panel.set_look(look)
        pictures.append(button.grab().toImage())
    assert pictures[0] != pictures[1]
    click(button)
    assert at.document.routine.steps[0] == replace(LOST, exercise="glute-bridges", preset=None)


def test_the_sequence_shows_it_as_unknown_with_its_dose(bench: Benches) -> None:
    at = bench(LOST)
    model = SequenceModel(at.document)
    (row,) = model.rows
    assert row.exercise is None
    assert row.name == "glute-bridge"
    assert row.place == "0:00 \N{MIDDLE DOT} Unknown exercise"
    said = str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "unknown exercise" in said
    assert "hold 7 seconds" in said or "7 s" in said


def test_a_file_with_it_is_written_as_it_was(bench: Benches) -> None:
    routine = parse_routine(FILE.encode(), "evening").routine
    assert routine_text(routine) == FILE
    at = bench()
    at.document.replace_all(routine, None)
    assert routine_text(at.document.routine) == FILE
    first = next(routine.walk())
    click(at.select(first).unknown.replace)
    replaced = routine_text(at.document.routine)
    assert replaced == FILE.replace('"glute-bridge"', '"bridge"'), "only the names are other"
    at.document.undo()
    assert routine_text(at.document.routine) == FILE
