"""Text and routine in step: what is valid is the routine, what is not leaves the last good one alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from studio.app.document import RoutineDocument
from studio.builder.text_view_twin import TextTwin
from studio.core.routine import Circuit, Routine, with_dose
from studio.core.rows import Place, flat_rows, inserted
from studio.files.errors import RoutineFileError
from studio.files.read import parse_routine
from studio.files.write import readable_text
from tests.making import HOLD, IN, OUT, TRANSITIONS, dose, exercise, routine, step

KNOWN = {name: exercise(name, IN, HOLD, OUT) for name in ("plank", "bridge", "cat-cow")}
CIRCUIT = Circuit("Round", 2, 0, (step("bridge", reps=2), step("cat-cow", rest=10)))
MINE = exercise("mine", HOLD, summary="Slowly.\nAnd again.")
ROUTINE = routine(step("plank", hold=20, note="slow \u202e down"), CIRCUIT, step("mine"), own=(MINE,))


@pytest.fixture
def document(qtbot: QtBot) -> RoutineDocument:
    made = RoutineDocument(KNOWN, TRANSITIONS)
    made.replace_all(ROUTINE, None)
    return made


@pytest.fixture
def twin(document: RoutineDocument) -> TextTwin:
    return TextTwin(document)


def undone_routine(document: RoutineDocument) -> Routine:
    """The routine after one step back."""
    document.undo()
    return document.routine


def uids(routine: Routine) -> list[int]:
    return [row.uid for row in flat_rows(routine)]


def test_the_text_is_the_routine_and_reading_it_edits_nothing(
    document: RoutineDocument, twin: TextTwin
) -> None:
    text = twin.begin()
    assert text.startswith("format = 1\n")
    assert "slow \\u202e down" in text  # what turns a line around is written out
    assert twin.read(text).problems == ()
    assert document.routine is ROUTINE
    assert document.undo_stack.count() == 0


def test_typing_is_one_step_of_the_way_back_and_keeps_identities(
    document: RoutineDocument, twin: TextTwin
) -> None:
    text = twin.begin()
    for seconds in (2, 25, 250):
        reading = twin.read(text.replace("hold = 20", f"hold = {seconds}"))
        assert reading.valid
    assert uids(document.routine) == uids(ROUTINE)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Edit text"
    assert undone_routine(document) is ROUTINE
    assert twin.rewritten(text.replace("hold = 20", "hold = 250")) == text


def test_an_error_is_told_at_its_line_and_the_routine_stays(
    document: RoutineDocument, twin: TextTwin
) -> None:
    text = twin.begin().replace("hold = 20", 'hold = "long"')
    reading = twin.read(text)
    assert not reading.valid
    assert [problem.at.line for problem in reading.problems] == [text.split("\n").index('hold = "long"') + 1]
    assert document.routine is ROUTINE


def test_an_exercise_that_nobody_knows_is_shown_and_is_no_error(
    document: RoutineDocument, twin: TextTwin
) -> None:
    reading = twin.read(twin.begin().replace('"plank"', '"plan"'))
    assert reading.valid
    assert "plank" in reading.problems[0].message
    assert next(document.routine.walk()).exercise == "plan"


def test_an_edit_elsewhere_leaves_comments_and_style_alone(document: RoutineDocument, twin: TextTwin) -> None:
    text = twin.begin().replace("hold = 20", "hold   =  20.0  # as long as it is easy")
    text = text.replace("[[steps]]", "# the first\n[[steps]]", 1)
    assert twin.read(text).comments
    assert document.undo_stack.count() == 0  # a comment is no edit
    document.edit("Longer", with_dose(document.routine, CIRCUIT.steps[0].uid, dose(reps=9)))
    after = twin.rewritten(text)
    assert after == text.replace("reps = 2", "reps = 9")
    assert twin.read(after).valid
    document.undo()
    assert twin.rewritten(after) == text


def test_an_edit_elsewhere_and_unfinished_typing_are_both_kept(
    document: RoutineDocument, twin: TextTwin
) -> None:
    typed = twin.begin().replace("hold = 20", "hold = 2o")
    twin.read(typed)
    made = inserted(document.routine, [step("plank")], Place(3))
    document.edit("Add", with_dose(made, CIRCUIT.steps[0].uid, dose(reps=9)))
    after = twin.rewritten(typed)
    assert "hold = 2o\n" in after
    assert "reps = 9\n" in after
    assert not twin.read(after).valid
    assert twin.read(after.replace("2o", "21")).valid
    assert len(document.routine.steps) == 4
    assert document.routine.steps[1] == replace(CIRCUIT, steps=(step("bridge", reps=9), CIRCUIT.steps[1]))


def test_a_newer_format_is_not_typed(document: RoutineDocument, twin: TextTwin) -> None:
    reading = twin.read(twin.begin().replace("format = 1", "format = 2"))
    assert [problem.at.line for problem in reading.problems] == [1]
    assert document.routine is ROUTINE


def test_what_is_over_a_limit_is_refused_at_its_line(document: RoutineDocument, twin: TextTwin) -> None:
    text = twin.begin().replace("rounds = 2", "rounds = 99").replace("reps = 2", "reps = 999")
    reading = twin.read(text)
    assert not reading.valid
    assert "repetitions" in reading.problems[0].message
    assert document.routine is ROUTINE


BITS = (
    "\n", "# a remark\n", "[[steps]]\n", 'exercise = "plank"\n', "hold = 7\n", "hold = [1, 2]\n",
    "[", "]", '"', "'", "=", "{", "\\", "\x00", "\u2028", "\ud800", "\N{GRINNING FACE}", "9", "-", " ",
    '[[steps]]\nexercise = "bridge"\n', '[[steps.steps]]\nexercise = "plank"\n', "optional = true\n",
    '[exercise.new]\nname = "New"\nposture = "prone"\ncycle = [{ hold = true }]\n',
    "mood = 1\n", "format = 1\n",
)  # fmt: skip


def edited(text: str, random: Random) -> str:
    """The text after one edit: a letter or some lines put in, cut out, or pasted elsewhere."""
    at = random.randrange(len(text) + 1)
    match random.randrange(5):
        case 0:
            return text[:at] + random.choice(BITS) + text[at:]
        case 1:
            return text[:at] + text[at + random.choice((1, 2, 30)) :]
        case 2:
            return text.replace(random.choice(("20", "10", "2")), str(random.randrange(40)), 1)
    lines = text.split("\n")
    first = random.randrange(len(lines))
    last = min(len(lines), first + random.randrange(1, 5))
    block, to = lines[first:last], random.randrange(len(lines) + 1)
    if random.random() < 0.5:
        return "\n".join((*lines[:to], *random.choice((block, [random.choice(BITS)])), *lines[to:]))
    return "\n".join((*lines[:first], *lines[last:]))


def elsewhere(document: RoutineDocument, random: Random) -> None:
    """An edit that is made somewhere else, or one taken back."""
    routine = document.routine
    match random.randrange(4):
        case 0:
            document.undo()
        case 1:
            document.redo()
        case 2 if routine.steps:
            row = random.choice(flat_rows(routine))
            document.edit("Change", with_dose(routine, row.uid, dose(hold=random.randrange(60))))
        case _:
            place = Place(random.randrange(len(routine.steps) + 1))
            document.edit("Add", inserted(routine, [step("bridge")], place))


def says(text: str) -> Routine | None:
    try:
        loaded = parse_routine(text.encode(errors="surrogatepass"), "text", KNOWN)
    except RoutineFileError:
        return None
    return None if loaded.newer_format else loaded.routine


@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_edits_never_lose_the_last_good_routine(
    document: RoutineDocument, twin: TextTwin, seed: int
) -> None:
    random = Random(seed)
    text = mended = twin.begin()
    good, valid = document.routine, 0
    for _edit in range(250):
        if random.random() < 0.1:
            elsewhere(document, random)
            good = document.routine
            if twin.behind:
                text = twin.rewritten(text)
        text = edited(text, random)
        said = says(text)
        reading = twin.read(text)
        if said is None:
            assert not reading.valid
            assert reading.problems
            assert document.routine is good
        else:
            assert reading.valid
            assert document.routine == said
            valid, mended = valid + 1, text
        assert not twin.behind
        assert says(readable_text(document.routine)) == document.routine
        assert len(set(uids(document.routine))) == len(uids(document.routine))
        good = document.routine
        if said is None and random.random() < 0.6:
            text = mended  # as a person would, who sees the wave
    assert valid > 50


def test_undo_after_typing_brings_each_text_back_as_it_was(document: RoutineDocument, twin: TextTwin) -> None:
    texts = [twin.begin()]
    changes: list[Callable[[str], str]] = [
        lambda text: text.replace("hold = 20", "hold = 30 # longer"),
        lambda text: text.replace("reps = 2", "reps=3"),
    ]
    for change in changes:
        texts.append(change(texts[-1]))
        twin.read(texts[-1])
        document.end_merge()
    for number in (1, 0):
        document.undo()
        assert twin.rewritten(texts[number + 1]) == texts[number]
    document.redo()
    assert twin.rewritten(texts[0]) == texts[1]
