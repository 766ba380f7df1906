"""The routines that ship: without an error, named once, as long as they say, and honest about needs."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from studio.cli import main
from studio.core.advice import advice
from studio.core.compile import compile_schedule
from studio.core.exercise import Equipment, Exercise, Posture
from studio.core.experience import Experience
from studio.core.quantity import SECOND
from studio.core.routine import Circuit, Routine
from studio.core.schedule import Schedule, SegmentKind
from studio.files.examine import Examined, examine, load_shelf
from studio.host.paths import resources_folder, routines_folder

MINUTE = 60 * SECOND
SHELF = load_shelf(resources_folder())
PATHS = sorted(routines_folder().glob("*.routine.toml"))
NAMES = [path.name.removesuffix(".routine.toml") for path in PATHS]
COURSE = [f"course-week-{week}" for week in (1, 2, 3, 4)]
PROMISED = {
    "home-basics", "ten-minute-mix", "nine-of-001", "table-work", "short-table-holds", "oscillation",
    "gentle-inversion", "bedtime", "desk-break", *COURSE,
}  # fmt: skip
TITLES = (
    "Get the Benefits of Inversion Therapy without the Equipment With These Exercises",
    "7 Easy Exercises for Spinal Decompression",
    "Alleviate Back Pain with These Inversion Table Exercises",
    "Back Pain: Have You Tried Inversion Therapy?",
    "Benefits of Inversion Therapy (& How to Do It at Home)",
)
WORDS = {
    Equipment.MAT: ("mat", "floor", "bed"),
    Equipment.WALL: ("wall",),
    Equipment.COUCH: ("couch",),
    Equipment.CHAIR: ("chair",),
    Equipment.BALL: ("ball",),
    Equipment.BAR: ("bar",),
    Equipment.BOOTS: ("boots",),
    Equipment.TABLE: ("inversion table",),
    Equipment.INVERSION_CHAIR: ("inversion chair",),
    Equipment.TRAPEZE: ("trapeze", "hammock"),
    Equipment.DEVICE: ("device",),
}
"""How a description may call what an exercise needs."""


def found(name: str) -> Examined:
    return examine(routines_folder() / f"{name}.routine.toml", SHELF.catalogue, SHELF.transitions)


def routine(name: str) -> Routine:
    return found(name).loaded.routine


def exercises(of: Routine) -> list[Exercise]:
    steps = [step for item in of.steps for step in (item.steps if isinstance(item, Circuit) else (item,))]
    return [SHELF.catalogue[step.exercise] for step in steps]


def unsaid(of: Routine) -> list[str]:
    """What a routine needs and its description does not name."""
    said = of.description.lower()
    needed = {item for exercise in exercises(of) for item in exercise.equipment}
    return sorted(item for item in needed if not any(word in said for word in WORDS.get(item, (item,))))


def test_all_that_is_promised_is_there() -> None:
    assert set(NAMES) == PROMISED


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_check_finds_nothing_but_advice(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    assert main(["check", str(path)]) == 0
    printed = capsys.readouterr()
    *advice, last = printed.out.splitlines()
    assert (last, printed.err) == (f"{path}: no errors", "")
    assert all(": advice: " in line for line in advice)


ADVISED = {
    "course-week-3": {"steep-tilt", "long-inverted-hold"},
    "course-week-4": {"steep-tilt", "long-inverted-hold"},
    "nine-of-001": {"many-exercises"},
    "oscillation": {"inverted-total", "ends-soon"},
    "short-table-holds": {"steep-tilt", "long-inverted-hold", "ends-soon"},
    "table-work": {"inverted-at-once", "inverted-total", "ends-soon", "many-exercises"},
}
"""What a beginner is told; those who have practised may do the course, and most go without a word."""


@pytest.mark.parametrize("name", NAMES)
def test_a_beginner_is_advised_where_it_matters_only(name: str) -> None:
    given = found(name)
    notices = advice(given.loaded.routine, given.schedule, SHELF.catalogue)
    assert {notice.code for notice in notices} == ADVISED.get(name, set())


@pytest.mark.parametrize("name", COURSE)
def test_the_course_is_fine_for_those_who_have_practised(name: str) -> None:
    given = found(name)
    assert advice(given.loaded.routine, given.schedule, SHELF.catalogue, Experience.PRACTISED) == ()


def test_no_title_twice() -> None:
    titles = [routine(name).title.casefold() for name in NAMES]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("name", NAMES)
def test_each_says_where_it_is_from_and_what_it_is_not(name: str) -> None:
    made = routine(name)
    assert made.author == "Spine Studio"
    assert made.language == "en"
    assert any(title in made.source for title in TITLES)
    assert "no medical advice" in made.description
    assert "ask a doctor" in made.description
    assert made.title not in TITLES, "the title is our own"


@pytest.mark.parametrize("name", NAMES)
def test_what_it_needs_is_named(name: str) -> None:
    assert unsaid(routine(name)) == []


def test_a_need_that_is_not_named_is_seen() -> None:
    short = routine("short-table-holds")
    assert unsaid(short) == []
    assert unsaid(Routine("", short.steps, description="On a table.")) == ["table"]


@pytest.mark.parametrize("name", sorted(PROMISED - {"home-basics", "ten-minute-mix"}))
def test_whom_it_is_not_for_is_said(name: str) -> None:
    assert "Not for " in routine(name).description


@pytest.mark.parametrize("name", NAMES)
def test_head_down_is_not_for_everybody_and_says_so(name: str) -> None:
    if found(name).schedule.inverted:
        description = routine(name).description
        for word in ("glaucoma", "high blood pressure", "heart", "blood clots", "pregnancy", "children"):
            assert word in description, word


@pytest.mark.parametrize("name", NAMES)
def test_the_total_is_what_is_played(name: str) -> None:
    schedule = found(name).schedule
    assert schedule.manual_steps == 0
    assert schedule.segments[-1].end == schedule.length
    assert 2 * MINUTE <= schedule.shortest <= schedule.length <= schedule.longest <= 45 * MINUTE


def test_the_nine_are_the_nine() -> None:
    played = [step.exercise for step in found("nine-of-001").schedule.steps]
    assert sorted(played) == [
        "cat-cow", "childs-pose", "cobra", "glute-bridge", "seated-forward-fold", "single-knee-to-chest",
        "standing-forward-bend", "supine-twist", "thread-the-needle",
    ]  # fmt: skip


def test_the_desk_break_is_two_minutes_on_ones_feet() -> None:
    schedule = found("desk-break").schedule
    assert abs(schedule.length - 2 * MINUTE) <= 10 * SECOND
    assert {one.posture for one in exercises(routine("desk-break"))} == {Posture.STANDING}
    assert not any(one.equipment for one in exercises(routine("desk-break")))


def oscillation() -> Schedule:
    return found("oscillation").schedule


def test_the_oscillation_is_twenty_minutes_of_half_minutes_and_the_return() -> None:
    schedule = oscillation()
    ready, *swings, back = schedule.segments
    assert ready.kind is SegmentKind.READY
    assert (back.kind, back.length, back.tilt_from, back.tilt_to) == (SegmentKind.RETURN, MINUTE, 0, 0)
    assert swings[-1].end - swings[0].start == 20 * MINUTE
    halves: list[tuple[bool, int]] = []  # head-down or level, tilting there included
    for segment in swings:
        down = segment.tilt_to > 0
        if halves and halves[-1][0] == down:
            halves[-1] = down, halves[-1][1] + segment.length
        else:
            halves.append((down, segment.length))
    assert halves == [(True, 30 * SECOND), (False, 30 * SECOND)] * 20


def test_how_long_one_is_head_down_is_told() -> None:
    assert oscillation().inverted == 14 * MINUTE
    assert "head-down for fourteen of the twenty minutes" in routine("oscillation").description
    assert 18 * MINUTE <= found("table-work").schedule.inverted <= 23 * MINUTE
    assert "some twenty minutes head-down in all" in routine("table-work").description


def test_the_short_holds_are_two_to_three_minutes() -> None:
    made = routine("short-table-holds")
    holds = [
        sum(segment.length for segment in schedule.segments if segment.kind is SegmentKind.HOLD)
        for schedule in (at(made, 0.0), at(made, 1.0))
    ]
    assert holds == [2 * MINUTE, 3 * MINUTE]


def at(made: Routine, intensity: float) -> Schedule:
    """A routine's schedule at another intensity."""
    text = Routine(made.title, made.steps, breath=made.breath, intensity=type(made.intensity)(intensity))
    return compile_schedule(text, SHELF.catalogue, SHELF.transitions)


def test_gentle_inversion_needs_no_table() -> None:
    needed = {item for exercise in exercises(routine("gentle-inversion")) for item in exercise.equipment}
    assert {Equipment.COUCH, Equipment.WALL, Equipment.BALL} <= needed
    assert not needed & {Equipment.TABLE, Equipment.BOOTS, Equipment.INVERSION_CHAIR, Equipment.BAR}


def test_bedtime_ends_in_a_sleep_position() -> None:
    assert [step.exercise for step in found("bedtime").schedule.steps] == [
        "single-knee-to-chest",
        "sleep-position",
    ]


def test_the_course_rises_in_angle_and_time_and_stays_within_the_advice() -> None:
    """1 to 2 min at 20 to 30 degrees in the first two weeks, 3 to 5 min later, never over 60 degrees."""
    weeks = []
    for name in COURSE:
        segments = [
            one for one in found(name).schedule.segments if one.tilt_to and one.kind is SegmentKind.HOLD
        ]
        weeks.append((max(one.tilt_to for one in segments), sum(one.length for one in segments)))
    for (tilt, time), (steeper, longer) in pairwise(weeks):
        assert tilt < steeper
        assert time < longer
    for tilt, time in weeks[:2]:
        assert 20 <= tilt <= 30
        assert MINUTE <= time <= 2 * MINUTE
    for tilt, time in weeks[2:]:
        assert tilt <= 60
        assert 3 * MINUTE <= time <= 5 * MINUTE


def test_the_course_has_twelve_to_twenty_sessions_two_to_five_a_week() -> None:
    numbers = {"Two": 2, "Three": 3, "Four": 4, "Five": 5}
    sessions = []
    for name in COURSE:
        said = routine(name).description
        sessions.append(
            next(count for word, count in numbers.items() if f"{word} sessions this week" in said)
        )
    assert 12 <= sum(sessions) <= 20
    assert "sixteen in all" in routine(COURSE[-1]).description
    assert sum(sessions) == 16


@pytest.mark.parametrize("name", NAMES)
def test_nobody_gets_up_from_head_down_without_a_rest_at_level(name: str) -> None:
    segments = found(name).schedule.segments
    for before, after in pairwise(segments):
        if before.tilt_from and not before.tilt_to:
            same = after.step == before.step
            assert after.kind is SegmentKind.RETURN or same, f"{name}, at {after.start // SECOND} s"
    assert segments[-1].tilt_to == 0


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_head_down_for_more_than_five_minutes_on_end(name: str) -> None:
    """As a surgeon told a reader of the fourth article, and as makers of tables say; at every intensity."""
    made = routine(name)
    for intensity in (0.0, 0.5, 1.0):
        longest = going = 0
        for segment in at(made, intensity).segments:
            going = going + segment.length if segment.inverted else 0
            longest = max(longest, going)
        assert longest <= 5 * MINUTE, f"{longest // SECOND} s at {intensity}"
