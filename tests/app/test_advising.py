"""What is advised about the document: up to date, told once, and taken as one step."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.core.advice import advice
from studio.core.exercise import Equipment, Posture
from studio.core.experience import Experience
from studio.core.notice import Notice
from studio.core.routine import Routine, with_dose
from tests.making import HOLD, TRANSITIONS, dose, exercise, routine, step

HANG = exercise(
    "hang", HOLD, posture=Posture.TABLE, equipment=(Equipment.TABLE,), dose=dose(tilt=20, hold=60, rest=15)
)
REST = exercise("rest", HOLD, posture=Posture.SUPINE, dose=dose(hold=180))
STEEP, CALM = step(HANG, tilt=40), step(REST)
BEFORE = routine(STEEP, CALM, own=(HANG, REST))


class Desk(QObject):
    """A document with what is advised about it, and a count of what is told."""

    def __init__(self, opened: Routine) -> None:
        super().__init__()
        self.document = RoutineDocument({}, TRANSITIONS, self)
        self.advising = Advising(self.document, self)
        self.told = 0
        self.advising.changed.connect(self._count)
        self.document.replace_all(opened, None)

    def _count(self) -> None:
        self.told += 1

    def codes(self) -> list[str]:
        return [notice.code for notice in self.advising.notices]


def loop_comes_round(desk: Desk) -> None:
    """What waits in the event loop for the advice is done."""
    QCoreApplication.sendPostedEvents(desk.advising)


@pytest.fixture
def desk(qapp: object) -> Desk:
    made = Desk(BEFORE)
    loop_comes_round(made)
    made.told = 0
    return made


def test_it_is_up_to_date_right_after_an_edit(desk: Desk) -> None:
    assert desk.codes() == ["steep-tilt"]
    desk.document.edit("Change tilt", with_dose(BEFORE, STEEP.uid, dose(tilt=30)))
    assert desk.codes() == []
    desk.document.undo()
    assert desk.codes() == ["steep-tilt"]


def test_notices_are_found_by_what_they_are_about(desk: Desk) -> None:
    (steep,) = desk.advising.of(STEEP.uid)
    assert steep.code == "steep-tilt"
    assert desk.advising.of(CALM.uid) == desk.advising.of(0) == ()
    desk.document.replace_all(routine(STEEP, own=(HANG, REST)), None)
    assert [notice.code for notice in desk.advising.of(0)] == ["ends-soon"]


def test_many_edits_are_told_once(desk: Desk) -> None:
    for tilt in (50, 45, 35, 40, 50):
        desk.document.edit("Change tilt", with_dose(desk.document.routine, STEEP.uid, dose(tilt=tilt)), "t")
    assert desk.told == 0
    loop_comes_round(desk)
    assert desk.told == 1


def test_an_edit_does_not_wait_for_the_advice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out: list[object] = []

    def counting(*given: Any) -> tuple[Notice, ...]:
        worked_out.append(given)
        return advice(*given)

    monkeypatch.setattr("studio.app.advising.advice", counting)
    for tilt in (50, 45, 35):
        desk.document.edit("Change tilt", with_dose(desk.document.routine, STEEP.uid, dose(tilt=tilt)))
    assert worked_out == []
    loop_comes_round(desk)
    assert len(worked_out) == 1
    assert desk.codes() == ["steep-tilt"]
    assert len(worked_out) == 1, "worked out once for all who ask"


def test_what_changes_no_advice_is_not_told(desk: Desk) -> None:
    desk.document.edit("Change note", with_dose(BEFORE, CALM.uid, dose(note="slowly")))
    loop_comes_round(desk)
    assert desk.told == 0
    desk.document.edit("Change tilt", with_dose(desk.document.routine, STEEP.uid, dose(tilt=20)))
    loop_comes_round(desk)
    assert desk.told == 1


def test_a_remedy_is_one_step_of_the_way_back(desk: Desk) -> None:
    (steep,) = desk.advising.notices
    desk.advising.take(steep)
    assert desk.codes() == []
    assert desk.document.undo_stack.undoText() == "Change tilt to 30\N{DEGREE SIGN}"
    assert desk.document.undo_stack.count() == 1
    desk.document.undo()
    assert desk.document.routine == BEFORE


def test_a_notice_without_a_remedy_does_nothing(desk: Desk) -> None:
    desk.document.replace_all(routine(step("nobody")), None)
    (unknown,) = desk.advising.notices
    desk.advising.take(unknown)
    assert desk.document.undo_stack.count() == 0


def test_another_level_is_advised_otherwise_and_told(desk: Desk) -> None:
    assert (desk.advising.tilt_advice, desk.advising.inverted_advice_ms) == (30, 180_000)
    desk.advising.set_experience(Experience.PRACTISED)
    loop_comes_round(desk)
    assert desk.told == 1
    assert desk.codes() == []
    assert (desk.advising.tilt_advice, desk.advising.inverted_advice_ms) == (60, 360_000)


def test_the_time_head_down_is_the_schedule_s(desk: Desk) -> None:
    assert desk.advising.inverted_ms == desk.document.schedule.inverted == 76_000
