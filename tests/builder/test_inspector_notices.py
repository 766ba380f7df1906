"""What the inspector says that is worth knowing of a step, and the click that does something about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app.advising import Advising
from studio.builder.step_notices import NoticeList, spread
from studio.core.notice import Level, Notice, Remedy
from studio.core.quantity import fixed
from studio.core.routine import Routine, Step, with_dose
from studio.paint.look import DARK, LIGHT
from tests.builder.inspecting import Bench, click, words_in
from tests.making import dose


@pytest.fixture
def bench(qtbot: QtBot) -> Callable[..., Bench]:
    return lambda *items: Bench(qtbot, *items)


Benches = Callable[..., Bench]


class Advised:
    """Stands in for what is advised: notices of one step, until it is on 20 degrees."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, step: Step, *keys: str) -> None:
        def gentler(routine: Routine) -> Routine:
            return with_dose(routine, step.uid, replace(step.dose, tilt=fixed(20_000)))

        remedy = Remedy("Use 20\N{DEGREE SIGN}", "Change tilt to 20\N{DEGREE SIGN}", gentler)
        self.notices = tuple(
            Notice(
                step.uid, Level.ADVICE, f"code-{key}", f"Steep & <b>{key}</b>.", "A study", None, remedy, key
            )
            for key in keys
        )
        monkeypatch.setattr(Advising, "of", lambda advising, uid: self.of(advising, uid))

    def of(self, advising: Advising, uid: int) -> tuple[Notice, ...]:
        document = advising._document
        tilts = [step.dose.tilt for step in document.routine.walk() if step.uid == uid]
        return tuple(one for one in self.notices if one.uid == uid and tilts != [fixed(20_000)])


def test_a_notice_stands_under_its_number_and_its_remedy_is_one_undo_step(
    bench: Benches, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Step("table", dose=dose(tilt=25))
    Advised(monkeypatch, step, "tilt", "hold", "")
    at = bench(step)
    page = at.select(step)
    assert "Steep & <b>tilt</b>." in words_in(page.dose.rows["tilt"])
    assert "Steep & <b>hold</b>." in words_in(page.dose.rows["hold"])
    assert words_in(page.notices) == ["Steep & <b></b>."]
    [card] = page.dose.rows["tilt"].notices.cards
    assert card.button is not None
    assert card.button.accessibleName() == "Use 20\N{DEGREE SIGN}"
    card.button.setFocus()
    QTest.keyClick(card.button, Qt.Key.Key_Return)
    assert at.own() == dose(tilt=20)
    assert at.undo_texts == ["Change tilt to 20\N{DEGREE SIGN}"]
    at.advising.changed.emit()
    assert not page.dose.rows["tilt"].notices.isVisible()
    assert not page.notices.isVisible()


def test_a_notice_whose_number_is_not_shown_stands_under_the_name(
    bench: Benches, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Step("bridge")
    Advised(monkeypatch, step, "sets")
    at = bench(step)
    page = at.select(step)
    assert words_in(page.notices) == ["Steep & <b>sets</b>."]
    click(page.dose.more)
    assert not page.notices.isVisible()
    assert "Steep & <b>sets</b>." in words_in(page.dose.rows["sets"])


def test_several_steps_show_no_notices_of_one(bench: Benches, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Step("table"), Step("table")
    Advised(monkeypatch, first, "tilt")
    at = bench(first, second)
    page = at.select(first, second)
    assert not page.dose.rows["tilt"].notices.isVisible()
    assert at.select(first).dose.rows["tilt"].notices.isVisible()


def test_the_advised_tilt_stands_beside_the_tilt(bench: Benches) -> None:
    step = Step("table")
    at = bench(step)
    words = f"advice {at.advising.tilt_advice}\N{DEGREE SIGN}"
    assert any(one.startswith(words) for one in words_in(at.select(step).dose.rows["tilt"]))


def test_an_edit_does_not_wait_for_the_notices(bench: Benches, monkeypatch: pytest.MonkeyPatch) -> None:
    step = Step("table")
    asked: list[int] = []
    at = bench(step)
    at.select(step)
    QApplication.processEvents()

    def of(_advising: Advising, uid: int) -> tuple[Notice, ...]:
        asked.append(uid)
        return ()

    monkeypatch.setattr(Advising, "of", of)
    at.type("hold", "45")
    assert asked == []
    at.advising.changed.emit()
    assert asked == [step.uid]


def test_cards_are_made_anew_only_where_the_notices_differ(qtbot: QtBot) -> None:
    shown = NoticeList()
    qtbot.addWidget(shown)
    remark = Notice(1, Level.REMARK, "pace", "Nine seconds.", "")
    shown.show_notices((remark,))
    [card] = shown.cards
    assert card.button is None
    shown.show_notices((replace(remark),))
    assert shown.cards == [card]
    pictures = []
    for look in (LIGHT, DARK):
        shown.set_look(look)
        pictures.append(card.grab().toImage())
    assert pictures[0] != pictures[1]
    assert spread((remark, replace(remark, key="hold")), {"hold": shown}) == (remark,)
    assert shown.cards[0].notice.key == "hold"
