"""The articles' numbers stand in the exercise files, and what stands there beside them is called our own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from studio.host.paths import resources_folder

FOLDER = resources_folder() / "exercises"
S0 = "Get the Benefits of Inversion Therapy without the Equipment With These Exercises"
S1 = "7 Easy Exercises for Spinal Decompression"
S2 = "Alleviate Back Pain with These Inversion Table Exercises"
S3 = "Back Pain: Have You Tried Inversion Therapy?"
S4 = "Benefits of Inversion Therapy (& How to Do It at Home)"

Number = int | float | list[int] | str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the catalogue: what an article says of an exercise, and what we add where it says nothing."""

    row: str
    exercise: str
    source: str
    preset: str | None
    said: dict[str, Number]
    ours: dict[str, Number]


def row(
    name: str,
    exercise: str,
    source: str,
    preset: str | None = None,
    *,
    said: dict[str, Number] | None = None,
    ours: dict[str, Number] | None = None,
) -> Row:
    return Row(name, exercise, source, preset, said or {}, ours or {})


EACH: dict[str, Number] = {"sides": "each"}
ROWS = [
    row("E01", "standing-roll-down", S0, said={"reps": 9}),
    row("E02", "double-knees-to-chest", S0, said={"hold": [10, 15]}, ours={"reps": 5}),
    row("E03", "cat-cow", S0, "held", said={"reps": [15, 20], "hold": 10}),
    row("E04", "childs-pose", S0, "arms-forward", said={"hold": [15, 20], "reps": 5}),
    row("E04", "childs-pose", S0, said={"hold": [15, 20], "reps": 5}),
    row("E05", "single-knee-to-chest", S1, said={"hold": [30, 60], **EACH}, ours={"reps": 2}),
    row("E06", "cat-cow", S1, "breath-paced", said={"reps": 10}),
    row("E07", "glute-bridge", S1, said={"hold": 5, "reps": [10, 15]}),
    row("E08", "childs-pose", S1, "arms-back", said={"breaths": 8}),
    row("E08b", "childs-pose", S1, "forehead-on-arms", said={"breaths": 8}),
    row("E09", "standing-forward-bend", S1, said={"hold": 60}),
    row("E09b", "standing-forward-bend", S1, "advanced", said={"hold": 60}),
    row("E10", "seated-forward-fold", S1, said={"reps": [2, 3], "hold": [20, 60]}),
    row("E11", "thread-the-needle", S1, said=EACH, ours={"hold": [20, 30], "reps": 2}),
    row("E12", "cobra", S1, ours={"breaths": 5, "reps": 5}),
    row("E13", "supine-twist", S1, said={"breaths": [5, 10], **EACH}),
    row("E14", "inverted-reach", S2, said={"hold": 120}),
    row("E15", "inverted-twist", S2, said={"hold": 120, **EACH}),
    row("E16", "inverted-arch", S2, said={"hold": 120}),
    row("E17", "inverted-knee-touch", S2, said={"hold": 120}),
    row("E18", "inverted-sit-up", S2, ours={"reps": [5, 8]}),
    row("E19", "inverted-crunch", S2, said={"hold": 10}, ours={"reps": [5, 8]}),
    row("E20", "inverted-back-extension", S2, ours={"reps": [6, 10], "hold": 5}),
    row("E21", "table-oscillation", S4, said={"reps": 20}),  # of 30 s up and 30 s down: about 20 min
    row("M01", "inversion-table", S4, ours={"hold": [60, 120], "tilt": [20, 30]}),
    row("M01", "inversion-table", S3, "short", said={"hold": [120, 180]}),
    row("M01", "inversion-table", S4, "five-minutes", said={"hold": 300}),
    row("M02", "inversion-table", S4, "any-angle", ours={"tilt": [10, 60]}),
    row("M03", "inversion-chair", S4, ours={"hold": [120, 180]}),
    row("M04", "gravity-boots", S4),
    row("M05", "gravity-boots", S3, "ankle-holder", said={"hold": [120, 180]}),
    row("M06", "headstand", S4, ours={"hold": [15, 30], "tilt": 90}),
    row("M07", "feet-on-couch", S4, ours={"hold": [180, 300]}),
    row("M08", "legs-up-wall", S4, ours={"hold": [180, 300]}),
    row("M09", "ball-drape", S4, ours={"hold": 60}),
    row("M10", "upside-down-hang", S0),
    row("M11", "upside-down-hang", S3, "monkey-bars"),
    row("M12", "upside-down-hang", S3, "pole"),
    row("M11", "bar-hang", S1, ours={"hold": [10, 20], "reps": 3}),
    row("M13", "feet-up-trainer", S3),
    row("M14", "yoga-trapeze", S4),
    row("M15", "neck-traction", S4, said={"hold": 1200}),
    row("M16", "decompression-device", S0),
    row("M19", "acupressure-mat", S3, said={"hold": [1800, 2400]}),
    row("M20", "sleep-position", S1, "side"),
    row("M20", "sleep-position", S1, "supine-with-pillow"),
]
EFFORT = ("inverted-sit-up", "inverted-crunch", "inverted-back-extension")
DOSE = ("sets", "reps", "hold", "breaths", "tilt", "pause", "rest", "change")


@cache
def table(id_: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{id_}.toml").read_text("utf-8"))


def dose(id_: str, preset: str | None = None) -> dict[str, Any]:
    """The dose as it is done: the preset's keys over the exercise's; a hold in seconds and one in breaths
    take each other's place.
    """
    found: dict[str, Any] = dict(table(id_)["dose"])
    over = table(id_)["presets"][preset] if preset else {}
    if {"hold", "breaths"} & set(over):
        found.pop("hold", None)
        found.pop("breaths", None)
    return {**found, **over}


def wrong(row: Row, found: dict[str, Any], assumed: list[str]) -> list[str]:
    """Where a dose differs from its row, or says that a number is whose it is not.

    `assumed` speaks of the exercise's own dose: a preset may have an article's number in its place.
    """
    problems = []
    own = [
        key for key in row.said if row.preset is None or key not in table(row.exercise)["presets"][row.preset]
    ]
    for key, number in {**row.said, **row.ours}.items():
        if found.get(key) != number:
            problems.append(f"{row.row} {row.exercise}: {key} is {found.get(key)}, not {number}")
    problems += [f"{row.row} {row.exercise}: {key} is the article's" for key in own if key in assumed]
    problems += [f"{row.row} {row.exercise}: {key} is our own" for key in row.ours if key not in assumed]
    return problems


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.row}-{row.exercise}-{row.preset or ''}")
def test_the_articles_numbers_are_in_the_files(row: Row) -> None:
    found = table(row.exercise)
    assert row.source in [source["title"] for source in found["sources"]]
    assert wrong(row, dose(row.exercise, row.preset), found.get("assumed", [])) == []


@pytest.mark.parametrize("id_", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_every_number_is_an_articles_or_called_our_own(id_: str) -> None:
    said = {key for row in ROWS if row.exercise == id_ for key in row.said}
    found = table(id_)
    told = set(found.get("assumed", []))
    for preset in (None, *found.get("presets", {})):
        for key, number in dose(id_, preset).items():
            if key in DOSE and number not in (0, 1) and key not in said:
                assert key in told, f"{id_}: {key} = {number} stands in no article: add it to assumed"
    assert told <= {*found["dose"], *(key for one in found.get("presets", {}).values() for key in one)}


CONDITIONS = {
    "glaucoma", "high-blood-pressure", "heart-condition", "blood-clots", "pregnancy", "child",
    "spinal-malignancy", "spinal-fracture", "spinal-implant", "spinal-fusion", "several-spine-surgeries",
    "spondylolisthesis", "spinal-stenosis", "disc-herniation", "hip-replacement", "knee-replacement",
    "joint-pain", "eye-surgery", "retinal-condition", "headache", "vertigo", "osteoporosis",
    "anticoagulants", "hernia", "ear-infection",
}  # fmt: skip
UPSIDE_DOWN = {"glaucoma", "high-blood-pressure", "heart-condition", "pregnancy", "child"}
"""What the third and fourth article say of every inversion."""


@pytest.mark.parametrize("id_", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_precautions_have_the_names_of_the_catalogue(id_: str) -> None:
    found = table(id_)
    avoid, ask = found.get("avoid", []), found.get("ask", [])
    assert {*avoid, *ask} <= CONDITIONS
    assert len({*avoid, *ask}) == len([*avoid, *ask]), "named twice"
    if "tilt" in found["dose"]:
        assert {*avoid, *ask} >= UPSIDE_DOWN


def test_every_exercise_has_a_row_and_every_row_an_exercise() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {row.exercise for row in ROWS}


def test_what_the_articles_say_of_single_moves() -> None:
    down, hang = table("standing-roll-down")["cycle"][:2]
    assert (down["breath"], hang["breaths"]) == ("out", 1), "E01: one long exhale, one breath at the bottom"
    held = [move["breath"] for move in table("cat-cow")["cycle"] if "breath" in move]
    assert held == ["in", "out"], "E06: in is cow, out is cat"
    assert [move["pose"] for move in table("cat-cow")["cycle"] if "pose" in move] == ["cow", "cat"]
    lift, _, lower = table("glute-bridge")["cycle"]
    assert (lift["breath"], lower["breath"]) == ("out", "in"), "E07"
    bend = [move["breath"] for move in table("standing-forward-bend")["cycle"] if "breath" in move]
    assert bend[:3] == ["in", "out", "in"], "E09: arms up, fold, rise"
    assert table("thread-the-needle")["first_side"] == "right", "E11"
    assert table("supine-twist")["first_side"] == "right", "E13"


def test_the_oscillation_is_half_minutes() -> None:
    """E21: 30 s up, 30 s down; the tilting is counted in."""
    down, low, up, level = table("table-oscillation")["cycle"]
    assert (down["tilt"], up["tilt"]) == (True, 0)
    assert down["seconds"] + low["hold"] == up["seconds"] + level["hold"] == 30


def test_rests_are_our_own_as_the_catalogue_decides() -> None:
    for id_ in EFFORT:
        assert dose(id_)["pause"] == 10, id_
        assert "pause" in table(id_)["assumed"], id_


def test_a_planted_fault_is_seen() -> None:
    bridge = next(row for row in ROWS if row.row == "E07")
    right = dose("glute-bridge")
    assert wrong(bridge, right, ["pause"]) == []
    assert wrong(bridge, {**right, "reps": 12}, []) == ["E07 glute-bridge: reps is 12, not [10, 15]"]
    assert wrong(bridge, right, ["hold"]) == ["E07 glute-bridge: hold is the article's"]
    knees = next(row for row in ROWS if row.row == "E02")
    assert wrong(knees, dose("double-knees-to-chest"), []) == ["E02 double-knees-to-chest: reps is our own"]
