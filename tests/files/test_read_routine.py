"""What a routine file says becomes the routine; what it says wrongly is told all at once."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.core.breath import BreathPattern, Half
from studio.core.dose import Dose, Side, Sides
from studio.core.exercise import Equipment, Hold, Move, Posture, Tilt
from studio.core.pose import Angles
from studio.core.quantity import Range, fixed
from studio.core.routine import Circuit, Routine, Step
from studio.files.errors import Level, RoutineFileError
from studio.files.read import Loaded, parse_exercise, parse_routine, unknown_names
from tests.making import HOLD, dose, exercise

WHOLE = """\
format = 1                          # required, first key
title = "Floor decompression"
author = "A. Physio"
description = "Ten calm minutes on the mat."
source = "..."
language = "en"
intensity = 0.35

[breath]
in = 4.0
hold_in = 0.25
out = 6
hold_out = 1

[[steps]]
exercise = "cat-cow"
preset = "breath-paced"
reps = 10
rest = 15
note = "slower than you think"

[[steps]]
exercise = "childs-pose"
sets = [1, 2]
hold = [15, 20.5]
reps = 5
pause = 5
change = 3
prepare = 12.5
sides = "each"
tilt = [10, 22.5]
manual = true
optional = true
breath = { in = 5, out = 5 }

[[steps]]
circuit = "Bridges and twists"
rounds = 3
rest = 30
    [[steps.steps]]
    exercise = "my-stretch"
    [[steps.steps]]
    exercise = "supine-twist"
    breaths = [5, 10]

[exercise.my-stretch]
name = "My stretch"
posture = "standing"
equipment = ["wall", "mat"]
first_side = "right"
aims = ["mobility"]
return = ["Let go."]
sources = [{ title = "A book", note = "page 4" }]
assumed = ["hold"]
enter = [{ pose = "up", seconds = 3 }]
cycle = [
    { pose = "up", breath = "in", say = "Reach", via = ["mid"] },
    { hold = true },
    { hold = 2.5, say = "Stay" },
    { breaths = 1 },
    { tilt = true },
    { tilt = 0, breath = "out" },
]

[exercise.my-stretch.dose]
reps = 4

[exercise.my-stretch.presets.long]
hold = 60
poses = { up = "mid" }

[exercise.my-stretch.poses.up]
arm = [88, 90]
[exercise.my-stretch.poses.mid]
"""


def read(text: str) -> Loaded:
    return parse_routine(text.encode(), "x.routine.toml")


def found(text: str) -> list[str]:
    """The findings on a file that is refused, as they are printed."""
    with pytest.raises(RoutineFileError) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def one_step(*lines: str) -> str:
    return "\n".join(('format = 1\ntitle = "T"\n[[steps]]\nexercise = "cat-cow"', *lines, ""))


def test_everything_that_a_file_can_say() -> None:
    loaded = read(WHOLE)
    assert loaded.problems == ()
    assert loaded.has_comments
    one = loaded.routine
    assert (one.title, one.author, one.language) == ("Floor decompression", "A. Physio", "en")
    assert one.intensity == Fraction(35, 100)
    assert one.breath == BreathPattern(4_000, 250, 6_000, 1_000)
    first, second, circuit = one.steps
    assert first == Step("cat-cow", "breath-paced", dose(reps=10, rest=15, note="slower than you think"))
    assert isinstance(second, Step)
    assert second.dose == Dose(
        sets=Range(1, 2),
        hold=Range(15_000, 20_500),
        reps=fixed(5),
        pause=fixed(5_000),
        change=3_000,
        prepare=12_500,
        sides=Sides.EACH,
        tilt=Range(10_000, 22_500),
        manual=True,
        optional=True,
        breath=BreathPattern(5_000, 0, 5_000, 0),
    )
    assert circuit == Circuit(
        "Bridges and twists",
        3,
        30_000,
        (Step("my-stretch"), Step("supine-twist", dose=dose(breaths=(5, 10)))),
    )


def test_an_exercise_of_the_authors_own() -> None:
    (own,) = read(WHOLE).routine.exercises
    assert (own.id, own.name, own.posture) == ("my-stretch", "My stretch", Posture.STANDING)
    assert own.equipment == (Equipment.WALL, Equipment.MAT)
    assert own.first_side is Side.RIGHT
    assert own.return_ == ("Let go.",)
    assert own.enter == (Move("up", seconds=3_000),)
    assert own.cycle == (
        Move("up", Half.IN, say="Reach", via=("mid",)),
        Hold(),
        Hold(2_500, say="Stay"),
        Hold(breaths=1),
        Move(tilt=Tilt.TO_DOSE),
        Move(breath=Half.OUT, tilt=Tilt.LEVEL),
    )
    assert own.dose == dose(reps=4)
    assert own.presets["long"].dose == dose(hold=60)
    assert own.presets["long"].poses == {"up": "mid"}
    assert isinstance(own.poses["up"].arm_near, Angles)
    assert own.poses["up"].arm_near.upper == 88


def test_all_problems_are_told_at_once_by_line_with_the_remedy() -> None:
    text = one_step('hold = "20 minutes"', "sets = true", "rep = 3").replace("title", "titel")
    assert found(text) == [
        'x.routine.toml:1: title: title is missing; write title = "..."',
        "x.routine.toml:2: titel: warning: `titel`: did you mean `title`?",
        'x.routine.toml:5: steps[0].hold: "20 minutes" is not a number of seconds; write hold = 1200',
        "x.routine.toml:6: steps[0].sets: true is not a whole number; write sets = 2",
        "x.routine.toml:7: steps[0].rep: warning: `rep`: did you mean `reps`?",
    ]


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ('hold = "20 s"', "write hold = 20"),
        ('hold = "1.5 min"', "write hold = 90"),
        ('hold = "2:05"', "write hold = 125"),
        ('hold = "a while"', "write hold = 20"),
        ('hold = "99 hours"', "write hold = 20"),
        ('hold = ["10 s", 20]', "write hold = 10"),
        ("hold = [20, 10]", "write hold = [10, 20]"),
        ("hold = [1, 2, 3]", "not 3; write hold = [20, 20]"),
        ('reps = "12"', "write reps = 12"),
        ("reps = 12.0", "write reps = 12"),
        ("reps = 0", "0 is below 1; write reps = a number from 1 to 999"),
        ("rest = 7201", "7201 is above 7200 seconds; write rest = a number from 0 to 7200"),
        ("tilt = -1", "-1 is below 0 degrees"),
        ('sides = "both"', "write one of none, left, right, each"),
        ('sides = "lft"', 'write sides = "left"'),
        ("sides = 1", 'write sides = "none"'),
        ('manual = "yes"', "write manual = true"),
        ("note = 5", 'write note = "..."'),
        ("breath = 5", "is not a table of phases"),
        ("breath = { in = 4 }", "out is missing; write out = 6"),
        ("breath = { in = 0.4, out = 6 }", "0.4 is below 0.5 seconds"),
        ("breath = { in = 4, out = 61 }", "61 is above 60 seconds"),
        ("hold = 5\nbreaths = 2", "take one of them out"),
    ],
)
def test_the_remedy_fits(wrong: str, remedy: str) -> None:
    (line,) = found(one_step(wrong))
    assert line.startswith(f"x.routine.toml:{5 + wrong.count(chr(10))}: steps[0].")
    assert remedy in line


NUMBERS = (
    "nan",
    "inf",
    "-inf",
    "1e400",
    "-0.0",
    "-1",
    "true",
    '"5"',
    "1979-05-27",
    "[]",
    "[[1, 2], 3]",
    "{}",
)
SPANS = ("sets", "reps", "hold", "breaths", "pause", "rest", "tilt")


@pytest.mark.parametrize("wrong", [*NUMBERS, "9" * 60, "9e18", "[1, nan]", "[true, 2]"])
@pytest.mark.parametrize("key", [*SPANS, "change", "prepare"])
def test_b30_b31_b32_every_number_of_a_step(key: str, wrong: str) -> None:
    lines = found(one_step(f"{key} = {wrong}"))
    assert len(lines) == 1
    assert lines[0].startswith(f"x.routine.toml:5: steps[0].{key}")


@pytest.mark.parametrize("wrong", [*NUMBERS, "[1, 2]"])
@pytest.mark.parametrize("key", ["in", "out", "hold_in", "hold_out"])
def test_b30_b32_every_number_of_a_breath(key: str, wrong: str) -> None:
    phases = {"in": "4", "out": "6", key: wrong}
    text = "".join(f"{name} = {value}\n" for name, value in phases.items())
    lines = found(f'format = 1\ntitle = "T"\n[breath]\n{text}[[steps]]\nexercise = "a"\n')
    assert [line for line in lines if f": breath.{key}" in line]


@pytest.mark.parametrize("wrong", [*NUMBERS, "1.01"])
def test_b30_b32_the_intensity(wrong: str) -> None:
    (line,) = found(f'format = 1\ntitle = "T"\nintensity = {wrong}\nsteps = [{{ exercise = "a" }}]\n')
    assert line.startswith("x.routine.toml:3: intensity: ")


TEXTS = ("title", "author", "description", "source", "language")


@pytest.mark.parametrize("wrong", ["1", "true", "1979-05-27 07:32:00", '["a"]', "{ a = 1 }", "nan"])
@pytest.mark.parametrize("key", TEXTS)
def test_b32_every_text(key: str, wrong: str) -> None:
    title = "" if key == "title" else 'title = "T"\n'
    (line,) = found(f'format = 1\n{title}{key} = {wrong}\nsteps = [{{ exercise = "a" }}]\n')
    assert f": {key}: " in line
    assert line.endswith(f'is not a text; write {key} = "..."')


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ("steps = 3", "steps"),
        ('steps = ["cat-cow"]', "steps[0]"),
        ("[steps]\nexercise = 'a'", "steps"),
        ("[[steps]]", "steps[0].exercise"),
        ("[[steps]]\nexercise = 3", "steps[0].exercise"),
        ("[[steps]]\ncircuit = 3", "steps[0].circuit"),
        ("[[steps]]\ncircuit = 'a'\nrounds = 0\nsteps = [{ exercise = 'a' }]", "steps[0].rounds"),
        ("[[steps]]\ncircuit = 'a'\nrounds = [1, 2]\nsteps = [{ exercise = 'a' }]", "steps[0].rounds"),
        ("[[steps]]\ncircuit = 'a'\nexercise = 'b'", "steps[0].exercise"),
        ("[[steps]]\ncircuit = 'a'\n[[steps.steps]]\ncircuit = 'b'", "steps[0].steps[0].circuit"),
        ("exercise = 3", "exercise"),
        ("exercise.a = 3", "exercise.a"),
        ("exercise.a.name = 'a'\nexercise.a.posture = 'standing'", "exercise.a.cycle"),
        ("exercise.'a b'.name = 'a'\nexercise.'a b'.cycle = [{ hold = true }]", 'exercise."a b".posture'),
    ],
)
def test_b32_b33_b34_the_shape(wrong: str, where: str) -> None:
    lines = found(f'format = 1\ntitle = "T"\n{wrong}\n')
    assert [line for line in lines if f": {where}: " in line]


def own(*lines: str) -> str:
    body = "\n".join(lines)
    step = one_step().replace("cat-cow", "a")
    return f'{step}[exercise.a]\nname = "A"\nposture = "supine"\n{body}\n'


@pytest.mark.parametrize(
    ("wrong", "where", "words"),
    [
        ("cycle = []", "cycle", "nothing is done here"),
        ("cycle = [{ hold = false }]", "cycle[0].hold", "write hold = true"),
        ("cycle = [{ hold = 5, breaths = 1 }]", "cycle[0].breaths", "take one of them out"),
        ("cycle = [{ hold = true, pose = 'x' }]", "cycle[0].pose", "holds and moves"),
        ("cycle = [{ pose = 'x' }]", "cycle[0]", "a move needs a length"),
        ("cycle = [{ breath = 'in', seconds = 3 }]", "cycle[0].seconds", "take one of them out"),
        ("cycle = [{ breath = 'inn' }]", "cycle[0].breath", 'write breath = "in"'),
        ("cycle = [{ tilt = false }]", "cycle[0].tilt", "write tilt = true or tilt = 0"),
        ("cycle = [{ tilt = 30 }]", "cycle[0].tilt", "write tilt = true or tilt = 0"),
        ("cycle = [{ seconds = 0 }]", "cycle[0].seconds", "below 0.1 seconds"),
        ("cycle = [{ breath = 'in', via = 'x' }]", "cycle[0].via", "is not a list"),
        ("cycle = ['in']", "cycle[0]", "is not a move"),
        ("cycle = [{ hold = true }]\nequipment = ['matt']", "equipment[0]", '"mat"'),
        ("cycle = [{ hold = true }]\nsources = [{ note = 'x' }]", "sources[0].title", "is missing"),
        ("cycle = [{ hold = true }]\naims = [1]", "aims[0]", "is not a text"),
        ("cycle = [{ hold = true }]\nfirst_side = 'each'", "first_side", "write one of left, right"),
        ("cycle = [{ hold = true }]\npresets.a.reps = 0", "presets.a.reps", "below 1"),
        ("cycle = [{ hold = true }]\npresets.a = 1", "presets.a", "is not a table"),
        ("cycle = [{ hold = true }]\nposes.x.arm = [1]", "poses.x.arm", "write two or three angles"),
        ("cycle = [{ hold = true }]\nposes.x.hip = ['a', 0]", "poses.x.hip[0]", "write a number"),
        ("cycle = [{ hold = true }]\nposes.x = 1", "poses.x", "is not a table"),
        (f"cycle = [{', '.join(['{ hold = true }'] * 201)}]", "cycle", "has 201 items"),
    ],
)
def test_an_own_exercise_is_checked_like_the_catalogues(wrong: str, where: str, words: str) -> None:
    lines = found(own(wrong))
    assert [line for line in lines if f": exercise.a.{where}: " in line and words in line], lines


@pytest.mark.parametrize(
    ("key", "longest"),
    [("title", 120), ("author", 4_000), ("description", 4_000), ("source", 4_000), ("language", 4_000)],
)
def test_b38_texts_have_a_length(key: str, longest: int) -> None:
    other = "" if key == "title" else 'title = "T"\n'
    text = 'format = 1\n%s%s = "%s"\nsteps = [{ exercise = "a" }]\n'
    assert read(text % (other, key, "é" * longest)).problems == ()
    (line,) = found(text % (other, key, "é" * (longest + 1)))
    assert f"has {longest + 1} characters; write at most {longest}" in line
    (line,) = found(text % (other, key, "x" * 500_000))
    assert len(line) < 120


def test_b33_what_is_missing() -> None:
    assert [line.split(": ")[1] for line in found("")] == ["format", "title", "steps"]
    loaded = read('format = 1\ntitle = "T"\n')
    assert loaded.routine == Routine("T")
    assert [(p.level, p.code) for p in loaded.problems] == [(Level.WARNING, "no-steps")]
    loaded = read('format = 1\ntitle = "T"\n[[steps]]\ncircuit = "C"\n')
    assert [(p.level, p.code, str(p.at)) for p in loaded.problems] == [
        (Level.WARNING, "no-steps", "x.routine.toml:3: steps[0].steps")
    ]


def test_the_format() -> None:
    for wrong in ("0", "-1", "true", "1.0", '"1"', "nan"):
        assert found(f'format = {wrong}\ntitle = "T"\nsteps = [{{ exercise = "a" }}]\n')
    loaded = read('title = "T"\nformat = 1\nsteps = [{ exercise = "a" }]\n')
    assert [(p.level, p.code, p.at.line) for p in loaded.problems] == [(Level.ADVICE, "format-first", 2)]


def test_h118_a_newer_format_opens_with_what_can_be_read() -> None:
    loaded = read(
        'format = 2\ntitle = "T"\n[[steps]]\nexercise = "a"\nsides = "spiral"\n[[steps]]\nvideo = "b"\n'
    )
    assert loaded.newer_format
    assert loaded.routine == Routine("T", (Step("a"),), format=2)
    assert {p.level for p in loaded.problems} == {Level.WARNING}
    assert "newer-format" in {p.code for p in loaded.problems}
    assert not read('format = 1\ntitle = "T"\nsteps = [{ exercise = "a" }]\n').newer_format


@pytest.mark.parametrize(
    "head", ['format = 2\ntitle = ["T"]', "format = 2", "format = 2\ntitle = 3\nsteps = 3"]
)
def test_h118_a_newer_format_that_cannot_be_read_is_refused_with_the_remedy(head: str) -> None:
    lines = found(f"{head}\n")
    assert [line for line in lines if "update this one" in line and ": warning:" not in line]


def test_h118_a_format_that_no_version_will_ever_have_is_a_slip() -> None:
    (line,) = found(f'format = {2**31 + 1}\ntitle = "T"\nsteps = [{{ exercise = "a" }}]\n')
    assert line.startswith("x.routine.toml:1: format: 2147483649 is above 2147483648")


def test_unknown_keys_are_kept_and_told_at_every_level() -> None:
    text = WHOLE.replace("in = 4.0", "in = 4.0\nholdin = 1").replace("reps = 10", "reps = 10\nwhatever = [1]")
    text = text.replace('name = "My stretch"', 'name = "My stretch"\nicon = 1').replace(
        "hold = 60", "hold = 60\nrepz = 1"
    )
    loaded = read(text)
    assert [str(p).partition(": ")[2] for p in loaded.problems] == [
        "breath.holdin: warning: `holdin`: did you mean `hold_in`?",
        "steps[0].whatever: warning: `whatever`: not a known key; it is kept as it is",
        "exercise.my-stretch.icon: warning: `icon`: not a known key; it is kept as it is",
        "exercise.my-stretch.presets.long.repz: warning: `repz`: did you mean `reps`?",
    ]
    assert loaded.routine == read(WHOLE).routine


def test_a_pose_without_angles_is_advice() -> None:
    loaded = read(own("cycle = [{ pose = 'up', breath = 'in' }, { pose = 'supine', breath = 'out' }]"))
    assert [(p.level, p.code, p.at.key) for p in loaded.problems] == [
        (Level.ADVICE, "neutral-pose", "exercise.a.cycle[0]")
    ]
    assert loaded.problems[0].message.endswith("add [exercise.a.poses.up]")


def test_unknown_exercises_and_presets_are_told_with_the_nearest_name() -> None:
    text = 'format = 1\ntitle = "T"\n[[steps]]\nexercise = "cat-cwo"\n[[steps]]\ncircuit = "C"\n'
    text += '[[steps.steps]]\nexercise = "zzz"\n[[steps.steps]]\nexercise = "cat-cow"\npreset = "hold"\n'
    catalogue = {"cat-cow": exercise("cat-cow", HOLD, presets={"held": None})}
    loaded = read(text)
    assert [str(problem) for problem in unknown_names(loaded, catalogue)] == [
        'x.routine.toml:4: steps[0].exercise: there is no exercise "cat-cwo"; write exercise = "cat-cow"',
        (
            'x.routine.toml:8: steps[1].steps[0].exercise: there is no exercise "zzz"; '
            "see `spine-studio exercises`"
        ),
        'x.routine.toml:11: steps[1].steps[1].preset: cat-cow has no preset "hold"; write preset = "held"',
    ]
    codes = [problem.code for problem in unknown_names(loaded, catalogue)]
    assert codes == ["unknown-exercise", "unknown-exercise", "unknown-preset"]
    assert unknown_names(read(own("cycle = [{ hold = true }]")), {}) == ()


def test_b36_b37_what_would_act_on_a_screen_is_written_out() -> None:
    text = 'format = 1\ntitle = "T"\n[[steps]]\nexercise = "a"\nsides = "\\u001b[2J\\u202e"\n"\\u0007k" = 1\n'
    lines = "\n".join(found(text))
    assert "\x1b" not in lines
    assert "\u202e" not in lines
    assert "\x07" not in lines


def test_a_file_of_nothing_but_mistakes_is_told_in_bounds() -> None:
    many = "".join(f"k{i} = 1\n" for i in range(40_000))
    loaded = read(f'format = 1\ntitle = "T"\n{many}steps = [{{ exercise = "a" }}]\n')
    assert len(loaded.problems) == 501
    assert {p.code for p in loaded.problems} == {"unknown-key", "too-many"}
    lines = found(f"format = 1\ntitle = 3\n{many}steps = 3\n")
    assert 'title: 3 is not a text; write title = "..."' in "\n".join(lines)


def test_an_exercise_file() -> None:
    text = 'id = "a"\nname = "A"\nposture = "supine"\n[[cycle]]\nhold = true\n'
    made, problems = parse_exercise(text.encode(), "a.toml")
    assert made == exercise("a", HOLD, posture=Posture.SUPINE)
    assert problems == ()
    with pytest.raises(RoutineFileError) as caught:
        parse_exercise(b'name = "A"\nposture = "lying"\n', "a.toml")
    assert [p.at.key for p in caught.value.problems] == ["id", "cycle", "posture"]
