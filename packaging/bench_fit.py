"""Fits routines of 100 steps, with the doses that the exercises come with, to times between their ends."""

from __future__ import annotations

import random
import time

from studio.core.compile import compile_schedule
from studio.core.fit import Fit, Fitter
from studio.core.quantity import SECOND
from studio.core.routine import Routine, Step
from studio.files.examine import load_shelf
from studio.host.paths import resources_folder

ROUTINES, STEPS = 6, 100
LONGEST = 5 * 60 * SECOND
"""Of one step: a hundred of the long exercises would be more than a routine may hold."""
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)

shelf = load_shelf(resources_folder())
known, transitions = shelf.catalogue, shelf.transitions
short = [
    name
    for name in sorted(known)
    if compile_schedule(Routine("", (Step(name),)), known, transitions).longest < LONGEST
]
for seed in range(ROUTINES):
    dice = random.Random(seed)
    routine = Routine("A hundred", tuple(Step(dice.choice(short)) for _ in range(STEPS)))
    schedule = compile_schedule(routine, known, transitions)
    ends = Fitter(routine, known, transitions, schedule).ends
    assert ends is not None
    for share in SHARES:
        wish = round(ends[0] + share * (ends[1] - ends[0]))
        before = time.process_time()
        found = Fitter(routine, known, transitions, schedule).to(wish)
        print(f"{(time.process_time() - before) * 1e3:.3f}")
        assert isinstance(found, Fit), found
