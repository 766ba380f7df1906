"""What is advised: for which routines, why, and what each remedy does."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from studio.core.advice import advice
from studio.core.compile import compile_schedule
from studio.core.dose import Dose
from studio.core.exercise import Equipment, Exercise, Move, Posture, Preset, Source, Tilt
from studio.core.experience import Experience, limits_of
from studio.core.notice import Level, Notice
from studio.core.routine import Circuit, Item, Routine, Step
from tests.making import HOLD, IN, OUT, TRANSITIONS, bare_routines, dose, exercise, routine, step

BEGINNER, PRACTISED, EXPERIENCED = Experience
ON_TABLE = (Equipment.TABLE,)
READ = (Source("An article"),)
HANG = exercise("hang", HOLD, posture=Posture.TABLE, equipment=ON_TABLE, dose=dose(tilt=20, hold=60, rest=15))
DIP = exercise(
    "dip", Move(tilt=Tilt.TO_DOSE), HOLD, Move(tilt=Tilt.LEVEL),
    posture=Posture.TABLE, equipment=ON_TABLE, dose=dose(tilt=20, hold=60, rest=10),
)  # fmt: skip
LYING = exercise("inversion-table", HOLD, posture=Posture.TABLE, equipment=ON_TABLE, dose=dose(hold=60))
BOOTS = exercise(
    "boots", HOLD, posture=Posture.HANGING, equipment=(Equipment.BOOTS,), dose=dose(tilt=90, hold=20)
)
CRUNCH = exercise(
    "crunch", Move(seconds=20_000), posture=Posture.TABLE, equipment=ON_TABLE, dose=dose(tilt=20, reps=3)
)
REST = exercise("rest", HOLD, posture=Posture.SUPINE, dose=dose(hold=180), sources=READ)
CURL = exercise(
    "curl", OUT, HOLD, IN, posture=Posture.SUPINE, dose=dose(hold=(20, 30)), sources=READ,
    presets={"long": Preset(dose(breaths=4))},
)  # fmt: skip
TURN = exercise("turn", HOLD, posture=Posture.SUPINE, dose=dose(hold=30, sides="each"), sources=READ)
SWAY = exercise("sway", IN, OUT, dose=dose(reps=4))
VAGUE = exercise("vague", OUT, HOLD, IN, posture=Posture.SUPINE)
BARE = exercise("bare", IN, OUT)
A, B, C = (exercise(name, HOLD, posture=Posture.SUPINE, dose=dose(hold=20)) for name in "abc")
OWN = (A, B, C, HANG, DIP, LYING, BOOTS, CRUNCH, REST, CURL, TURN, SWAY, VAGUE, BARE)


def advised(of: Routine, level: Experience = BEGINNER) -> tuple[Notice, ...]:
    return advice(of, compile_schedule(of, {}, TRANSITIONS), of.lookup({}), level)


def made(*items: Item, own: tuple[Exercise, ...] = OWN) -> Routine:
    return routine(*items, own=own)


def codes(of: Routine, level: Experience = BEGINNER) -> list[str]:
    return [notice.code for notice in advised(of, level)]


CASES: dict[str, tuple[Routine, list[str]]] = {
    "nothing": (made(), []),
    "calm": (made(step(SWAY), step(CURL), step(REST)), []),
    "a minute at 20 degrees, then the floor": (made(step(HANG), step(REST)), []),
    "two minutes at 30 degrees are allowed": (made(step(HANG, hold=120, tilt=30), step(REST)), []),
    "steep": (made(step(HANG, tilt=31), step(REST)), ["steep-tilt"]),
    "a manual step has no time": (made(Step("hang", dose=Dose(manual=True)), step(REST)), []),
    "long hold head-down": (made(step(HANG, hold=121), step(REST)), ["long-inverted-hold"]),
    "both sides on end": (
        made(step(HANG, hold=70, sides="each"), step(REST)),
        ["inverted-at-once"],
    ),
    "two goes that are short together": (
        made(step(HANG, hold=40), step(HANG, hold=40), step(REST)),
        [],
    ),
    "three without coming up": (made(step(HANG), step(HANG), step(HANG), step(REST)), ["inverted-at-once"]),
    "moving head-down": (made(step(CRUNCH, reps=7), step(REST)), ["inverted-at-once"]),
    "fully upside down": (
        made(step(BOOTS, hold=45), step(REST)),
        ["steep-tilt", "long-inverted-hold"],
    ),
    "seconds upside down": (made(step(BOOTS), step(REST)), ["steep-tilt"]),
    "again too soon": (made(step(DIP), step(DIP), step(REST)), ["inverted-again"]),
    "again after a rest": (made(step(DIP, rest=55), step(DIP), step(REST)), []),
    "again after something else": (made(step(DIP), step(REST), step(DIP), step(REST)), []),
    "sets too close": (made(step(DIP, sets=2), step(REST)), ["inverted-again"]),
    "rounds too close": (made(Circuit("c", 2, 0, (step(DIP),)), step(REST)), ["inverted-again"]),
    "standing up too soon": (made(step(HANG), step(SWAY)), ["upright-soon"]),
    "standing up late": (made(step(HANG, rest=60), step(SWAY)), []),
    "over soon": (made(step(HANG)), ["ends-soon"]),
    "over soon after something short": (made(step(HANG), step(REST, hold=20)), ["ends-soon"]),
    "in all": (
        made(*(one for _ in range(3) for one in (step(DIP), step(REST)))),
        ["inverted-total"],
    ),
    "in all is not told where one hold is to blame": (
        made(step(DIP, hold=200), step(REST)),
        ["long-inverted-hold"],
    ),
    "one side": (made(step(TURN, sides="left")), ["missing-side"]),
    "one side after the other": (made(step(TURN, sides="left"), step(TURN, sides="right")), []),
    "the same side twice": (made(step(TURN, sides="right"), step(TURN, sides="right")), ["missing-side"]),
    "meant for one side": (made(step(SWAY, sides="left")), []),
    "long": (made(step(CURL, hold=121)), ["long-hold"]),
    "not so long": (made(step(CURL, hold=120)), []),
    "as long as its exercise says": (made(step(REST)), []),
    "long in breaths": (made(step(CURL, breaths=19)), ["long-hold"]),
    "no hold": (made(step(VAGUE)), ["no-hold"]),
    "no hold wanted": (made(step(VAGUE, hold=0)), []),
    "no number": (made(step(BARE)), ["no-reps"]),
    "once": (made(step(BARE, reps=1)), []),
    "unknown": (made(step("nobody")), ["unknown-exercise"]),
    "six": (made(*(step(one) for one in (SWAY, CURL, REST, TURN, A, B))), []),
    "seven": (
        made(*(step(one) for one in (SWAY, CURL, REST, TURN, A, B, C))),
        ["many-exercises"],
    ),
    "bent breath": (made(step(CURL, hold=15)), ["bent-breath"]),
    "hardly bent": (made(step(CURL, hold=12.5), step(CURL, hold=44)), []),
    "a range is bent anyway": (made(step(CURL, hold=(10, 20))), []),
    "too short for a breath": (made(step(CURL, hold=5)), []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_routine_gets_its_notices_and_no_others(name: str) -> None:
    of, expected = CASES[name]
    assert codes(of) == expected


@pytest.mark.parametrize("name", CASES)
def test_every_notice_says_what_and_whose_word_it_is(name: str) -> None:
    of, _expected = CASES[name]
    length = compile_schedule(of, {}, TRANSITIONS).length
    for notice in advised(of):
        assert notice.text.endswith(".")
        assert notice.source
        assert not notice.source.endswith(".")
        assert notice.uid == 0 or of.find(notice.uid) is not None
        assert notice.span is None or 0 <= notice.span[0] <= notice.span[1] <= length


def unlike(of: Routine, other: Routine) -> list[str]:
    """What differs between two routines: names of fields, and of keys of doses."""
    found = [one.name for one in fields(Routine) if getattr(of, one.name) != getattr(other, one.name)]
    if found != ["steps"] or len(of.steps) != len(other.steps):
        return found
    for a, b in zip(of.walk(), other.walk(), strict=True):
        found += [one.name for one in fields(Dose) if getattr(a.dose, one.name) != getattr(b.dose, one.name)]
        assert replace(a, dose=b.dose) == b, "only the dose is another"
    return found


REMEDIES = {
    "steep": ("Use 30\N{DEGREE SIGN}", ["steps", "tilt"]),
    "long hold head-down": ("Use 2:00", ["steps", "hold"]),
    "both sides on end": ("Use 55 s", ["steps", "hold"]),
    "fully upside down": ("Use 30 s", ["steps", "hold"]),
    "again too soon": ("Rest 55 s", ["steps", "rest"]),
    "sets too close": ("Rest 1:00", ["steps", "rest"]),
    "standing up too soon": ("Rest 1:00", ["steps", "rest"]),
    "over soon after something short": ("Rest 25 s", ["steps", "rest"]),
    "over soon": ("Add 1:00 at level", ["steps"]),
    "one side": ("Do both sides", ["steps", "sides"]),
    "the same side twice": ("Do both sides", ["steps", "sides"]),
    "long": ("Use 25 s", ["steps", "hold"]),
    "long in breaths": ("Use 25 s", ["steps", "breaths"]),
    "bent breath": ("Use 10 s", ["steps", "hold"]),
}


@pytest.mark.parametrize("name", REMEDIES)
def test_a_remedy_takes_its_notice_away_and_changes_nothing_else(name: str) -> None:
    of, _expected = CASES[name]
    label, changed = REMEDIES[name]
    notice = next(one for one in advised(of) if one.remedy is not None)
    assert notice.remedy is not None
    assert notice.remedy.label == label
    better = notice.remedy.edit(of)
    assert unlike(of, better) == changed
    left = [one.code for one in advised(of) if one.code != notice.code]
    assert codes(better) == left


def test_hanging_by_the_feet_cannot_be_tilted_less() -> None:
    steep = advised(made(step(BOOTS), step(REST)))[0]
    assert steep.code == "steep-tilt"
    assert steep.remedy is None


def test_a_remedy_for_a_step_that_is_gone_changes_nothing() -> None:
    steep = advised(made(step(HANG, tilt=40), step(REST)))[0]
    assert steep.remedy is not None
    other = made(step(REST))
    assert steep.remedy.edit(other) == other


def test_levels_are_told_apart_by_their_own_limits() -> None:
    of = made(step(DIP, tilt=45, hold=180), step(REST))
    assert codes(of) == ["steep-tilt", "long-inverted-hold"]
    assert codes(of, PRACTISED) == codes(of, EXPERIENCED) == []
    long = made(*(one for _ in range(4) for one in (step(DIP, hold=110), step(REST))))
    assert [codes(long, level) for level in Experience] == [["inverted-total"], ["inverted-total"], []]
    for level in Experience:
        most = limits_of(level)
        assert codes(made(step(DIP, tilt=most.tilt, hold=most.hold // 1000), step(REST)), level) == []
        assert "steep-tilt" in codes(made(step(DIP, tilt=most.tilt + 1), step(REST)), level)


def test_no_level_is_advised_less_than_the_one_before() -> None:
    for less, more in zip(list(Experience)[:-1], list(Experience)[1:], strict=True):
        a, b = limits_of(less), limits_of(more)
        assert (a.total, a.at_once, a.hold, a.tilt) <= (b.total, b.at_once, b.hold, b.tilt)
        assert a.tilt <= b.tilt
        assert a.at_once <= b.at_once


def test_what_passes_the_advice_is_marked_from_where_it_passes_it() -> None:
    of = made(step(HANG), step(HANG), step(HANG), step(REST))
    schedule = compile_schedule(of, {}, TRANSITIONS)
    notice = advised(of)[0]
    down = [one for one in schedule.segments if one.inverted]
    assert notice.span == (down[0].end + 120_000, down[-1].end), "two minutes after it is at its angle"
    assert notice.uid == of.steps[1].uid


def test_a_circuit_is_told_once_a_step() -> None:
    of = made(Circuit("c", 5, 0, (step(DIP, tilt=50), step(REST))))
    assert codes(of).count("steep-tilt") == 1


def test_steps_come_in_order_and_the_whole_routine_last() -> None:
    of = made(step(BARE), step(DIP, tilt=50), step(DIP, tilt=40))
    order = {one.uid: row for row, one in enumerate(of.walk())}
    rows = [order.get(one.uid, 99) for one in advised(of)]
    assert rows == sorted(rows)
    assert rows[-1] == 99


def test_a_thousand_bent_holds_are_one_remark_and_one_remedy() -> None:
    of = made(*(step(CURL, hold=15) for _ in range(1000)))
    (remark,) = advised(of)
    assert remark.level is Level.REMARK
    assert "The same in 999 more steps." in remark.text
    assert remark.remedy is not None
    assert advised(remark.remedy.edit(of)) == ()


@settings(max_examples=60)
@given(bare_routines())
def test_any_routine_can_be_advised_always_the_same(of: Routine) -> None:
    schedule = compile_schedule(of, {}, TRANSITIONS)
    for level in Experience:
        found = advice(of, schedule, of.lookup({}), level)
        assert found == advice(of, schedule, of.lookup({}), level)
        told = [(one.uid, one.code) for one in found]
        assert len(told) == len(set(told)), "one notice of a kind a step"
        for notice in found:
            assert notice.text
            assert notice.source
            if notice.remedy is not None:
                better = notice.remedy.edit(of)
                assert better != of, "a remedy does something"
                assert replace(better, steps=of.steps) == of, "and only to steps"
                compile_schedule(better, {}, TRANSITIONS)
