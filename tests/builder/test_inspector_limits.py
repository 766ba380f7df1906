"""Edits that would make a routine too large are seen in time, and no others are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.app.document import RoutineDocument
from studio.app.too_much import too_much
from studio.core.breath import BreathPattern
from studio.core.dose import Dose
from studio.core.routine import Circuit, Item, Routine, Step
from studio.files.limits import Scales, broken_limits
from tests.making import HOLD, IN, OUT, TRANSITIONS, dose, exercise

LONG = exercise("long", OUT, HOLD, IN, dose=dose(hold=5))
KNOWN = {"long": LONG}

steps = st.builds(
    lambda reps, hold, sets, sides: Step("long", dose=dose(reps=reps, hold=hold, sets=sets, sides=sides)),
    st.sampled_from((1, (1, 3))), st.sampled_from((0, 60, (10, 600), 1_500)), st.integers(1, 2),
    st.sampled_from(("none", "each")),
)  # fmt: skip
large = st.builds(
    lambda reps, hold, sets: dose(reps=reps, hold=hold, sets=sets, sides="each"),
    st.sampled_from((1, 50, 999)), st.sampled_from((0, 3, 60, 7_200)), st.sampled_from((1, 2, 9)),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(steps, min_size=1, max_size=4), st.integers(1, 9), large)
def test_the_quick_look_says_what_the_limits_say(items: list[Step], rounds: int, new: Dose) -> None:
    scales = Scales()
    circuit = Circuit("c", rounds, 0, tuple(items))
    inside, outside = items[0], Step("long")
    before: tuple[Item, ...] = (circuit, outside)
    too_much(KNOWN, Routine("r", before), scales)
    changed_step = replace(inside, dose=new)
    changed_circuit = replace(circuit, steps=(changed_step, *items[1:]))
    for routine in (
        Routine("r", (changed_circuit, outside)),
        Routine("r", (replace(circuit, rounds=99), outside)),
        Routine("r", (circuit, replace(outside, dose=new))),
        Routine("r", before, breath=BreathPattern(60_000, 0, 60_000, 0)),
        Routine("r", before),
    ):
        assert scales.weight(routine, KNOWN) == Scales().weight(routine, KNOWN)
        assert bool(too_much(KNOWN, routine, scales)) == bool(list(broken_limits(routine, KNOWN)))


def test_it_says_which_limit() -> None:
    document = RoutineDocument(KNOWN, TRANSITIONS)
    step = Step("long")
    document.replace_all(Routine("r", (step,)), None)
    routine = Routine("r", (replace(step, dose=dose(reps=999, sets=99)),))
    assert document.why_not(routine) == "Over 20000 repetitions; write fewer sets or reps."
