"""Amounts and steppers: what may be typed, what is refused with a reason, and how a number is stepped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.builder import amounts
from studio.builder.amounts import BREATH_PAUSE, BREATH_PHASE, BREATHS, REPS, ROUNDS, SETS, TILT, TIME, Amount
from studio.builder.breath_field import PATTERNS, pattern_name, pattern_words
from studio.builder.fields import Stepper
from studio.builder.segmented import Segmented
from studio.core.breath import BreathPattern
from studio.core.quantity import Range, fixed
from studio.files.errors import RoutineFileError
from studio.files.read import parse_routine

READ = [
    (TIME, "45", 45_000),
    (TIME, " 45 s ", 45_000),
    (TIME, "0:45", 45_000),
    (TIME, "1:15", 75_000),
    (TIME, "17.5", 17_500),
    (TIME, "17,5", 17_500),
    (TIME, "2 min", 120_000),
    (TIME, "1.5 min", 90_000),
    (TIME, "2:00:00", 7_200_000),
    (TIME, "0", 0),
    (TIME, "٤٥", 45_000),
    (REPS, " 12 ", 12),
    (REPS, "١٢", 12),
    (TILT, "25", 25_000),
    (TILT, "12.5°", 12_500),
    (BREATH_PHASE, "5.5 s", 5_500),
    (BREATH_PAUSE, "0", 0),
]
REFUSED = [
    (TIME, "", "Write a time."),
    (TIME, "soon", "Write seconds or minutes: 45 or 1:15."),
    (TIME, "1:75", "Write seconds or minutes: 45 or 1:15."),
    (TIME, "-5", "Write seconds or minutes: 45 or 1:15."),
    (TIME, "nan", "Write seconds or minutes: 45 or 1:15."),
    (TIME, "1e9", "Write seconds or minutes: 45 or 1:15."),
    (TIME, "7201", "At most 2:00:00."),
    (TIME, "1.2345", "Three decimals at most."),
    (SETS, "0", "At least 1."),
    (SETS, "100", "At most 99."),
    (REPS, "2.5", "Write a whole number."),
    (REPS, "1000", "At most 999."),
    (REPS, "", "Write a number."),
    (TILT, "91", "At most 90°."),
    (TILT, "steep", "Write degrees, for example 25."),
    (BREATH_PHASE, "0.4", "At least 0.5 s."),
    (BREATH_PHASE, "61", "At most 1:00."),
]
# The key of a routine file that holds each amount, and one step past its limits there.
IN_FILES = [
    (SETS, "sets", 1, 1),
    (REPS, "reps", 1, 1),
    (BREATHS, "breaths", 1, 1),
    (TIME, "hold", 1_000, 1),
    (TIME, "rest", 1_000, 1),
    (TIME, "prepare", 1_000, 1),
    (TILT, "tilt", 1_000, 1),
]


@pytest.mark.parametrize(("amount", "text", "value"), READ)
def test_what_may_be_typed(amount: Amount, text: str, value: int) -> None:
    assert amount.parsed(text) == value


@pytest.mark.parametrize(("amount", "text", "why"), REFUSED)
def test_what_is_refused_says_why(amount: Amount, text: str, why: str) -> None:
    with pytest.raises(amounts.AmountError) as refused:
        amount.parsed(text)
    assert str(refused.value) == why


@pytest.mark.parametrize(("amount", "_text", "value"), READ)
def test_a_value_is_shown_as_it_may_be_typed(amount: Amount, _text: str, value: int) -> None:
    assert amount.parsed(amount.show(value)) == value


def _opens(text: str) -> bool:
    try:
        parse_routine(f'format = 1\ntitle = "a"\n{text}'.encode(), "a.routine.toml")
    except RoutineFileError:
        return False
    return True


@pytest.mark.parametrize(("amount", "key", "unit", "past"), IN_FILES)
def test_the_limits_are_those_of_the_files(amount: Amount, key: str, unit: int, past: int) -> None:
    def with_value(number: int) -> str:
        return f'[[steps]]\nexercise = "a"\n{key} = {number}'

    low, high = amount.low // unit, amount.high // unit
    assert _opens(with_value(low))
    assert _opens(with_value(high))
    assert not _opens(with_value(low - past))
    assert not _opens(with_value(high + past))


def test_rounds_and_breath_have_the_limits_of_the_files() -> None:
    def rounds(number: int) -> str:
        return f'[[steps]]\ncircuit = "c"\nrounds = {number}\n[[steps.steps]]\nexercise = "a"'

    def breath(inhale: float, hold: float) -> str:
        return f"[breath]\nin = {inhale}\nhold_in = {hold}\nout = 6"

    assert [_opens(rounds(n)) for n in (ROUNDS.low - 1, ROUNDS.low, ROUNDS.high, ROUNDS.high + 1)] == [
        False, True, True, False,
    ]  # fmt: skip
    phase, pause = BREATH_PHASE, BREATH_PAUSE
    assert _opens(breath(phase.low / 1000, pause.low))
    assert _opens(breath(phase.high / 1000, pause.high / 1000))
    assert not _opens(breath((phase.low - 1) / 1000, 0))
    assert not _opens(breath((phase.high + 1) / 1000, 0))
    assert not _opens(breath(4, (pause.high + 1) / 1000))


STEPPED = [
    (TIME, 9_000, 1, False, 10_000),
    (TIME, 17_500, 1, False, 18_000),
    (TIME, 17_500, -1, False, 17_000),
    (TIME, 20_000, 1, False, 25_000),
    (TIME, 20_000, -1, False, 19_000),
    (TIME, 22_000, -1, False, 20_000),
    (TIME, 45_000, 1, True, 50_000),
    (TIME, 120_000, 1, False, 135_000),
    (TIME, 0, -1, False, 0),
    (TIME, 7_200_000, 1, True, 7_200_000),
    (REPS, 3, 1, True, 5),
    (REPS, 3, -1, True, 1),
    (TILT, 25_000, 1, False, 26_000),
    (BREATH_PHASE, 4_000, 1, False, 4_500),
]


@pytest.mark.parametrize(("amount", "value", "by", "page", "reached"), STEPPED)
def test_steps_go_to_round_numbers(amount: Amount, value: int, by: int, page: bool, reached: int) -> None:
    assert amount.stepped(value, by, page=page) == reached


def test_a_range_in_words() -> None:
    assert TIME.words(Range(30_000, 60_000)) == "30 s to 1:00"
    assert REPS.words(Range(5, 5)) == "5"


@given(st.integers(0, 7_200_000), st.integers(0, 7_200_000))
def test_a_range_is_written_as_it_may_be_typed(one: int, other: int) -> None:
    span = Range(min(one, other), max(one, other))
    assert TIME.parsed_span(TIME.typed(span)) == span


def test_ranges_of_counts_and_degrees_may_be_typed() -> None:
    assert REPS.parsed_span("10 - 15") == Range(10, 15)
    assert REPS.parsed_span("10 \N{EN DASH} 15") == Range(10, 15)
    assert TILT.parsed_span(TILT.typed(Range(20_000, 30_000))) == Range(20_000, 30_000)
    assert TILT.parsed_span("12.5 to 20\N{DEGREE SIGN}") == Range(12_500, 20_000)


def test_a_range_is_moved_as_far_as_its_limits() -> None:
    assert REPS.shifted(Range(10, 15), 3) == Range(13, 18)
    assert REPS.shifted(Range(10, 15), -30) == Range(1, 6)
    assert TILT.shifted(Range(60_000, 80_000), 20_000) == Range(70_000, 90_000)


def test_patterns_have_names() -> None:
    assert [pattern_words(pattern) for pattern in PATTERNS.values()] == [
        "4 in, 6 out",
        "5.5 in, 5.5 out",
        "4–4–4–4",
    ]
    assert pattern_name(PATTERNS["Box"]) == "Box"
    assert pattern_name(BreathPattern(3_000)) == "Own"


class Heard:
    """A stepper, and what it said."""

    def __init__(self, qtbot: QtBot, amount: Amount = TIME, value: int | None = 20_000) -> None:
        self.stepper = Stepper(amount, "Hold")
        qtbot.addWidget(self.stepper)
        self.stepper.show_value(None if value is None else fixed(value), fallback=12_000)
        self.stepper.show()
        self.stepper.activateWindow()
        self.stepper.setFocus()
        self.said: list[int | str | None] = []
        self.stepper.edited.connect(self._edited)
        self.stepper.taken_back.connect(self._taken_back)
        self.stepper.settled.connect(self._settled)

    def _edited(self, value: Range) -> None:
        self.said.append(value.low)

    def _taken_back(self, value: Range | None) -> None:
        self.said += ["back to", None if value is None else value.low]

    def _settled(self) -> None:
        self.said.append("settled")

    def type(self, text: str) -> None:
        self.stepper.edit.selectAll()
        QTest.keyClicks(self.stepper.edit, text)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.stepper.edit, key)

    @property
    def text(self) -> str:
        return self.stepper.edit.text()


def test_typing_tells_each_value_and_settles_once(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.type("1:15")
    heard.key(Qt.Key.Key_Return)
    assert heard.said == [1_000, "back to", 20_000, 75_000, "settled"]  # "1:" is no time
    assert heard.text == "1:15"


def test_what_is_refused_stays_and_says_why(qtbot: QtBot) -> None:
    heard = Heard(qtbot, REPS, 5)
    heard.type("0")
    assert heard.stepper.wrong == ""
    heard.key(Qt.Key.Key_Return)
    assert (heard.text, heard.stepper.wrong, heard.stepper.value) == ("0", "At least 1.", fixed(5))
    assert heard.stepper.edit.accessibleDescription() == "At least 1."
    heard.stepper.show_value(fixed(5))  # the routine changed elsewhere
    assert heard.text == "0"
    heard.stepper.show_value(fixed(6))  # the value itself changed: what was typed for the old one is gone
    assert (heard.text, heard.stepper.wrong) == ("6", "")


def test_a_good_value_takes_the_refusal_away(qtbot: QtBot) -> None:
    heard = Heard(qtbot, REPS, 5)
    heard.type("0")
    heard.key(Qt.Key.Key_Return)
    heard.type("8")
    assert heard.stepper.wrong == ""
    assert heard.said == ["settled", 8]


def test_esc_gives_the_old_value_back(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.type("35")
    heard.key(Qt.Key.Key_Escape)
    assert heard.said == [3_000, 35_000, "back to", 20_000, "settled"]
    assert (heard.text, heard.stepper.value) == ("20 s", fixed(20_000))
    heard.type("soon")
    heard.key(Qt.Key.Key_Return)
    assert heard.stepper.wrong
    heard.key(Qt.Key.Key_Escape)
    assert (heard.text, heard.stepper.wrong) == ("20 s", "")


def test_esc_gives_mixed_values_back(qtbot: QtBot) -> None:
    heard = Heard(qtbot, REPS, None)
    heard.type("7")
    heard.key(Qt.Key.Key_Escape)
    assert heard.said == [7, "back to", None, "settled"]
    assert (heard.text, heard.stepper.edit.placeholderText()) == ("", "mixed")


def test_keys_step_and_settle_when_let_go(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    QTest.keyPress(heard.stepper.edit, Qt.Key.Key_Up)
    QTest.keyPress(heard.stepper.edit, Qt.Key.Key_Up)
    assert heard.said == [25_000, 30_000]
    QTest.keyRelease(heard.stepper.edit, Qt.Key.Key_Up)
    assert heard.said == [25_000, 30_000, "settled"]
    heard.key(Qt.Key.Key_Down)
    heard.key(Qt.Key.Key_PageDown)
    assert [said for said in heard.said if said != "settled"] == [25_000, 30_000, 25_000, 20_000]


def test_buttons_step_and_leave_the_focus_alone(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    heard.stepper.edit.clearFocus()
    heard.said.clear()
    QTest.mousePress(heard.stepper.more, Qt.MouseButton.LeftButton, pos=QPoint(15, 15))
    QTest.mouseRelease(heard.stepper.more, Qt.MouseButton.LeftButton, pos=QPoint(15, 15))
    assert heard.said == [25_000, "settled"]
    assert not heard.stepper.edit.hasFocus()


def test_a_held_button_settles_only_when_it_is_let_go(qtbot: QtBot) -> None:
    heard = Heard(qtbot)
    button = heard.stepper.more
    button.setAutoRepeatDelay(0)
    button.setAutoRepeatInterval(0)
    QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=QPoint(15, 15))
    qtbot.waitUntil(lambda: len(heard.said) >= 3)
    assert "settled" not in heard.said
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(15, 15))
    assert heard.said.count("settled") == 1
    assert heard.said[:3] == [25_000, 30_000, 35_000]


def test_steps_from_mixed_values_begin_at_the_fallback(qtbot: QtBot) -> None:
    heard = Heard(qtbot, TIME, None)
    assert (heard.text, heard.stepper.edit.placeholderText()) == ("", "mixed")
    heard.key(Qt.Key.Key_Up)
    assert heard.said[0] == 13_000


def test_whoever_gets_a_value_may_refuse_it(qtbot: QtBot) -> None:
    heard = Heard(qtbot, REPS, 5)
    heard.stepper.edited.connect(lambda _value: heard.stepper.refuse("Over 12 hours."))
    heard.type("900")
    heard.key(Qt.Key.Key_Return)
    assert (heard.text, heard.stepper.wrong, heard.stepper.value) == ("900", "Over 12 hours.", fixed(5))


def test_segments_are_chosen_by_mouse_and_arrow(qtbot: QtBot) -> None:
    choice = Segmented("Sides", {"each": "Left, right", "left": "Left", "none": "None"})
    qtbot.addWidget(choice)
    chosen: list[object] = []
    choice.chosen.connect(chosen.append)
    choice.show_value("each")
    with qtbot.waitActive(choice):
        choice.show()
    QTest.mouseClick(choice.button("left"), Qt.MouseButton.LeftButton)
    choice.button("left").setFocus()
    QTest.keyClick(choice.button("left"), Qt.Key.Key_Right)
    assert chosen == ["left", "none"]
    choice.show_value(None)
    assert not any(choice.button(value).isChecked() for value in ("each", "left", "none"))
