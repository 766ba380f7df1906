"""What fit to time promises, over many random routines and, for small ones, over everything there is."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.compile import dose_of
from studio.core.dose import Dose, Sides
from studio.core.fit import Fit, Fitter, Refusal
from studio.core.fit_search import NEAR
from studio.core.fit_times import Times
from studio.core.quantity import Range, fixed
from studio.core.routine import Circuit, Routine, Step, without
from studio.core.schedule import SegmentKind
from tests.core.fitting import (
    KEYS,
    OWN,
    choices,
    compiled,
    drops,
    every_total,
    hundred_steps,
    random_routine,
    ranged,
    settled,
    values_in_use,
)  # fmt: skip
from tests.making import TRANSITIONS, bare_routines

MINUTE = 60_000
UNTOUCHED = (SegmentKind.RETURN, SegmentKind.TILT)


def fitted(routine: Routine, wish: int) -> Fit | Refusal:
    return Fitter(routine, {}, TRANSITIONS).to(wish)


def wishes(routine: Routine, seed: int, count: int) -> list[int]:
    """Times around all that can be had."""
    ends = Fitter(routine, {}, TRANSITIONS).ends
    assert ends is not None
    dice = random.Random(seed)
    return [dice.randint(max(1, ends[0] - MINUTE), ends[1] + MINUTE) for _ in range(count)]


def check_promises(before: Routine, wish: int, fit: Fit) -> None:
    """Within five seconds, inside the ranges, and nothing changed that need not be."""
    old, new = compiled(before), compiled(fit.routine)
    assert new.length == fit.total
    assert abs(fit.total - wish) <= NEAR
    was = {step.uid: step for step in before.walk()}
    now = {step.uid: step for step in fit.routine.walk()}
    known = before.lookup({})
    assert list(now) == [uid for uid in was if uid in now], "the order stays"
    assert all(dose_of(was[uid], known[was[uid].exercise]).optional for uid in was.keys() - now.keys())
    assert now
    assert all(item.steps for item in fit.routine.steps if isinstance(item, Circuit))
    for uid, step in now.items():
        spans = ranged(before, was[uid])
        for key in KEYS:
            span = getattr(step.dose, key)
            if span != getattr(was[uid].dose, key):
                assert span.fixed
                assert span.low in values_in_use(spans[key], key)
        rest = {key: getattr(was[uid].dose, key) for key in (*KEYS, "tilt")}
        assert replace(step.dose, **rest) == was[uid].dose, "sides, change, prepare, notes"
    assert replace(fit.routine, steps=(), intensity=before.intensity) == replace(before, steps=())
    tilts = [{slot.prepared.step.uid: slot.prepared.dose.tilt for slot in one.slots} for one in (old, new)]
    assert all(tilts[0][uid] == tilt for uid, tilt in tilts[1].items()), "nobody asked for a steeper table"
    assert all(s.length == TRANSITIONS.level_rest for s in new.segments if s.kind is SegmentKind.RETURN)
    changed = {uid for uid in was if uid not in now or now[uid].dose != was[uid].dose}
    assert changed <= {change.uid for change in fit.changes}
    assert (fit.routine.intensity != before.intensity) == any(c.uid == 0 for c in fit.changes)


@pytest.mark.parametrize("part", range(10))
def test_500_random_routines_are_fitted_or_refused(part: int) -> None:
    seen = {Fit: 0, Refusal: 0}
    for seed in range(part * 50, part * 50 + 50):
        routine = random_routine(seed)
        for wish in wishes(routine, seed, 1):
            answer = fitted(routine, wish)
            seen[type(answer)] += 1
            if isinstance(answer, Fit):
                check_promises(routine, wish, answer)
            else:
                assert answer.shorter is None or answer.shorter < wish - NEAR
                assert answer.longer is None or answer.longer > wish + NEAR
                assert answer.shorter or answer.longer
    assert all(seen.values())


@pytest.mark.parametrize("part", range(2))
def test_small_routines_are_refused_only_where_nothing_can_be_had(part: int) -> None:
    refusals = drops_needed = 0
    for seed in range(part * 40, part * 40 + 40):
        routine = random_routine(seed, 3, small=True)
        every = list(drops(routine))
        if choices(routine) * len(every) > 400:
            continue
        totals = {gone: every_total(routine, gone) for gone in every}
        found = sorted(set().union(*totals.values()))
        assert Fitter(routine, {}, TRANSITIONS).ends == (found[0], found[-1])
        for wish in wishes(routine, seed, 6):
            answer = fitted(routine, wish)
            near = [
                len(gone) for gone, some in totals.items() if any(abs(total - wish) <= NEAR for total in some)
            ]
            if isinstance(answer, Fit):
                check_promises(routine, wish, answer)
                dropped = len(list(routine.walk())) - len(list(answer.routine.walk()))
                assert dropped == min(near), "no smaller number of dropped steps would do"
                drops_needed += dropped > 0
            else:
                refusals += 1
                assert not near, "an honest refusal"
                assert answer.shorter == max((total for total in found if total < wish), default=None)
                assert answer.longer == min((total for total in found if total > wish), default=None)
    assert refusals
    assert drops_needed


@settings(max_examples=40)
@given(bare_routines(3), st.integers(0, 100))
def test_the_reckoned_time_is_the_compiled_one(one: Routine, percent: int) -> None:
    known = settled(without(one, [step.uid for step in one.walk() if step.exercise == "nobody"]))
    schedule = compiled(known)
    if not schedule.slots:
        return
    frame = Times(known, {}, TRANSITIONS, schedule).without(())
    [last] = [step for step in frame.steps if step.uid == frame.last]
    other = compiled(replace(known, intensity=Fraction(percent, 100)))
    for length, values in ((schedule.length, frame.now), (other.length, frame.at(percent))):
        assert length - frame.total(values) in (0, last.exhale)


def test_sets_and_sides_are_reckoned_too() -> None:
    for name in ("twist", "press", "dip", "bridge"):
        dose = Dose(sets=Range(1, 4), reps=Range(1, 3), rest=Range(0, 9_000), sides=Sides.EACH)
        routine = settled(Routine("", (Step("sway"), Step(name, dose=dose), Step("rest")), exercises=OWN))
        frame = Times(routine, {}, TRANSITIONS, compiled(routine)).without(())
        for percent in range(0, 101, 10):
            other = compiled(replace(routine, intensity=Fraction(percent, 100)))
            assert frame.total(frame.at(percent)) == other.length


def test_one_intensity_for_all_is_enough_where_it_is() -> None:
    routine = Routine("Even", (Step("rest"), Step("rest"), Step("sway")), exercises=OWN)
    ends = Fitter(routine, {}, TRANSITIONS).ends
    schedule = compiled(routine)
    assert ends == (schedule.shortest, schedule.longest)
    answer = fitted(routine, schedule.longest - 20_000)
    assert isinstance(answer, Fit)
    assert answer.routine.intensity > routine.intensity
    assert answer.routine.steps == routine.steps, "all the ranges stay"
    assert answer.changes[0].text.startswith("Intensity 50 \N{RIGHTWARDS ARROW} ")
    assert answer.changes[1].text.startswith("Rest (step 1): hold 1:00 \N{RIGHTWARDS ARROW} ")


def test_a_routine_that_is_near_enough_stays_as_it_is() -> None:
    routine = Routine("Near", (Step("rest"),), exercises=OWN)
    answer = fitted(routine, compiled(routine).length + NEAR)
    assert answer == Fit(routine, compiled(routine).length, ())


def test_optional_steps_are_dropped_last_and_the_fewest() -> None:
    long, short = (
        Step("couch", dose=Dose(hold=fixed(seconds * 1_000), optional=True)) for seconds in (90, 30)
    )
    routine = Routine("Drop", (Step("rest"), long, short), exercises=OWN)
    inside = fitted(routine, compiled(routine).shortest)
    assert isinstance(inside, Fit)
    assert len(inside.routine.steps) == 3
    less = fitted(routine, compiled(routine).shortest - 30_000)
    assert isinstance(less, Fit)
    assert len(less.routine.steps) == 2
    assert any(change.text.endswith("left out") for change in less.changes)


def test_the_tilt_stays_and_is_told() -> None:
    hang = Step("hang", dose=Dose(hold=Range(30_000, 90_000), tilt=Range(10_000, 60_000)))
    routine = Routine("Table", (hang,), exercises=OWN)
    answer = fitted(routine, compiled(routine).longest - 30_000)
    assert isinstance(answer, Fit)
    assert compiled(answer.routine).slots[0].prepared.dose.tilt == 35
    if answer.routine.intensity != routine.intensity:
        assert any("tilt stays 35" in change.text for change in answer.changes)


@pytest.mark.parametrize("items", [(), (Step("nobody"),)])
def test_what_has_no_time_cannot_be_fitted(items: tuple[Step, ...]) -> None:
    answer = fitted(Routine("None", items, exercises=OWN), MINUTE)
    assert isinstance(answer, Refusal)
    assert answer.words
    assert answer.shorter is answer.longer is None


def test_the_same_wish_has_the_same_answer() -> None:
    routine = random_routine(7)
    one, other = Fitter(routine, {}, TRANSITIONS), Fitter(routine, {}, TRANSITIONS)
    several = wishes(routine, 7, 5)
    assert [one.to(wish) for wish in several] == [other.to(wish) for wish in reversed(several)][::-1]


def test_100_steps_are_fitted_in_the_time_it_takes_to_compile_a_few_of_them() -> None:
    routine = hundred_steps()
    best = []
    for share in (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10)):
        start = time.process_time()
        compiled(routine)
        whole = time.process_time() - start
        schedule = compiled(routine)
        wish = round(schedule.shortest + share * (schedule.longest - schedule.shortest))
        start = time.process_time()
        answer = Fitter(routine, {}, TRANSITIONS, schedule).to(wish)
        best.append((time.process_time() - start) / whole)
        assert isinstance(answer, Fit)
    assert min(best) < 3
