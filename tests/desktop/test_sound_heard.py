"""The session is heard: its tones at the times that `show --json` tells, whatever becomes of the devices."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from studio.core.schedule import CueKind
from studio.export.tones import tone
from tests.desktop.desktop import RATE, ROOT, Desktop
from tests.desktop.hearing import AROUND, Hearing
from tests.desktop.programs import until

ROUTINE = ROOT / "routines" / "ten-minute-mix.routine.toml"
PLAYED = 16.0  # seconds
TRIES = 3
WITHIN = 0.010
LOUD = 0.05
QUIET = 0.002  # a hiss of one bit, and what is no sound
FIRST = 0.3  # seconds of a tone that are enough to know it


def schedule_of(path: Path) -> dict[str, Any]:
    """What `show --json` tells of a routine."""
    words = [sys.executable, "-m", "studio", "show", str(path), "--json"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def cues_of(path: Path, until_s: float) -> dict[float, list[CueKind]]:
    """The kinds of cue that are due at each time, in seconds."""
    found: dict[float, list[CueKind]] = {}
    for cue in schedule_of(path)["cues"]:
        if cue["at_s"] <= until_s:
            found.setdefault(cue["at_s"], []).append(CueKind(cue["kind"]))
    return found


def first_sound(heard: Hearing) -> int | None:
    """The first sample that is loud."""
    loud = np.flatnonzero(np.abs(heard.samples) > LOUD)
    return int(loud[0]) if len(loud) else None


def is_loud_from(heard: Hearing, second: float) -> bool:
    """Whether there was any tone from then on."""
    return bool(np.abs(heard.samples[round(second * RATE) :]).max(initial=0) > LOUD)


def onsets(heard: Hearing, cues: dict[float, list[CueKind]]) -> dict[float, float]:
    """How much later than due each tone was heard, beside the first one, in seconds."""
    begin = first_sound(heard)
    assert begin is not None, "nothing was heard"
    found: dict[float, float] = {}
    zero: float | None = None
    for at, kinds in cues.items():
        around = AROUND if at else 0.05
        low = begin + round((at - around) * RATE)
        tones = [tone(kind).mean(axis=1)[: round(FIRST * RATE)] for kind in kinds]
        high = low + round(2 * around * RATE) + max(map(len, tones))
        place = heard.find(tones, low, high)
        if place is None:
            continue
        if zero is None:
            zero = heard.time_of(place) - at
        found[at] = heard.time_of(place) - at - zero
    return found


def played_once(desktop: Desktop) -> dict[float, float]:
    """How late the tones of a session's begin were heard, beside the first one, in seconds."""
    with Hearing(desktop) as heard:
        program = desktop.start_studio("play", ROUTINE)
        until(lambda: first_sound(heard) is not None, "a tone", says=lambda: program.said)
        begun = heard.seconds
        until(lambda: heard.seconds > begun + PLAYED + 2, "all of them", PLAYED + 30)
        desktop.key("Escape", "Right", "Return")
        assert program.wait() == 0
    return onsets(heard, cues_of(ROUTINE, PLAYED))


def test_its_tones_are_heard_when_they_are_due(desktop: Desktop) -> None:
    due = cues_of(ROUTINE, PLAYED)
    told: list[dict[float, float]] = []
    for _ in range(
        TRIES
    ):  # where a machine is far too busy the sound has gaps, and what comes in one is late
        late = played_once(desktop)
        if late.keys() == due.keys() and max(map(abs, late.values())) <= WITHIN:
            return
        told.append({at: round(by * 1_000, 1) for at, by in late.items()})
    raise AssertionError(told)


def test_a_pause_is_silent_at_once_and_without_a_click(desktop: Desktop) -> None:
    with Hearing(desktop) as heard:
        program = desktop.start_studio("play", ROUTINE)
        until(lambda: first_sound(heard) is not None, "a tone", says=lambda: program.said)
        first = first_sound(heard)
        assert first is not None
        until(lambda: heard.seconds > first / RATE + 5.5, "some of it")
        desktop.key("space")
        paused = heard.seconds
        until(lambda: heard.seconds > paused + 2.5, "silence")
        desktop.key("Escape", "Right", "Return")
        assert program.wait() == 0
    after = heard.samples[round((paused + 0.5) * RATE) : round((paused + 2.4) * RATE)]
    assert np.abs(after).max() < QUIET  # and yet not nothing: a wireless loudspeaker stays awake
    assert (after != 0).mean() > 0.1
    around = heard.samples[first : round((paused + 1) * RATE)]
    assert np.abs(np.diff(around)).max() < 0.08


def test_d64_the_default_device_changes_and_the_next_tone_is_heard_there(desktop: Desktop) -> None:
    def pactl(*words: str) -> str:
        done = subprocess.run(
            ["pactl", *words], env=desktop.environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    module = pactl("load-module", "module-null-sink", "sink_name=headset", f"rate={RATE}")
    try:
        with Hearing(desktop) as old, Hearing(desktop, "headset.monitor") as new:
            program = desktop.start_studio("play", ROUTINE)
            until(lambda: first_sound(old) is not None, "a tone", says=lambda: program.said)
            assert first_sound(new) is None
            pactl("set-default-sink", "headset")
            until(lambda: first_sound(new) is not None, "a tone on the new device", says=lambda: program.said)
            pactl("set-default-sink", "studio")
            pactl("unload-module", module)
            module = ""
            at = old.seconds
            until(lambda: is_loud_from(old, at + 0.5), "a tone here again", says=lambda: program.said)
            assert program.is_running
            desktop.key("Escape", "Right", "Return")
            assert program.wait() == 0
    finally:
        pactl("set-default-sink", "studio")
        if module:
            pactl("unload-module", module)
