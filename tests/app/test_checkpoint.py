"""The place of a session that is kept while it plays, and what is found of it after a crash."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.app.checkpoint import (
    PLACE,
    ROUTINE,
    CheckpointFile,
    DamagedPlaceError,
    Place,
    place_bytes,
    place_in,
    sessions_folder,
)
from studio.app.interrupted import TOO_OLD, Interrupted, Search, search
from studio.core.dose import Dose
from studio.core.exercise import Equipment, Exercise, Hold, Posture
from studio.core.quantity import fixed
from studio.core.routine import Routine, Step
from tests.core.extending import CATALOGUE, TRANSITIONS

NOON = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)
LYING = Step("lie", dose=Dose(hold=fixed(30_000)))
TILTED = Step("table", dose=Dose(hold=fixed(60_000), tilt=fixed(30_000)))
EVENING = Routine("Evening", (LYING, TILTED, TILTED, LYING))

Keep = Callable[..., CheckpointFile]


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """A session that is kept at a row and position, and whose program has then died."""

    def kept(row: int, position: int, *, when: datetime = NOON, routine: Routine = EVENING) -> CheckpointFile:
        made = CheckpointFile(tmp_path, routine, Path("/tmp/evening.routine.toml"), lambda: when)
        for _ in range(2):  # the first one begins
            made.keep(row, position)
            made.settle()
        return made

    return kept


def die(keeper: CheckpointFile) -> None:
    """What the system does for a program that is killed."""
    keeper.abandon()


def found(folder: Path, now: datetime = NOON) -> Search:
    return search(folder, CATALOGUE, TRANSITIONS, now)


def only(result: Search) -> Interrupted:
    assert result.found is not None
    assert result.damaged == ()
    return result.found


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@given(st.integers(0, 2_000), st.integers(0, 43_200_000), st.datetimes(timezones=st.just(UTC)))
def test_a_place_is_read_as_it_was_kept(row: int, position: int, when: datetime) -> None:
    when = when.replace(microsecond=when.microsecond // 1_000 * 1_000)
    place = Place(row, position, when)
    assert place_in(place_bytes(place, None, EVENING)) == place


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"7", b"null", b"\x00" * 40, b'{"row": 1}', b"[" * 100_000, b"\xff\xfe",
        b'{"row": true, "position_ms": 1, "when": "2026-03-29T12:00:00+00:00"}',
        b'{"row": -1, "position_ms": 1, "when": "2026-03-29T12:00:00+00:00"}',
        b'{"row": 1, "position_ms": 1.5, "when": "2026-03-29T12:00:00+00:00"}',
        b'{"row": 1, "position_ms": 1, "when": "2026-03-29T12:00:00"}',
        b'{"row": 1, "position_ms": 1, "when": 7}',
    ],
)  # fmt: skip
def test_what_is_no_place_is_damaged(data: bytes) -> None:
    with pytest.raises(DamagedPlaceError):
        place_in(data)


def test_c53_places_are_kept_in_utc() -> None:
    summer = datetime(2026, 3, 29, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    data = place_bytes(Place(0, 0, summer), None, EVENING)
    assert b'"2026-03-29T12:00:00.000+00:00"' in data
    assert place_in(data).when == NOON


def test_nothing_is_found_where_there_is_nothing(tmp_path: Path) -> None:
    assert found(tmp_path / "none") == Search(None, ())
    assert sessions_folder().name == "sessions"


def test_the_session_of_a_program_that_died_is_found_as_it_was(tmp_path: Path, keep: Keep) -> None:
    die(keep(3, 250_000))
    one = only(found(tmp_path))
    assert (one.routine, one.place) == (EVENING, Place(3, 250_000, NOON))
    assert one.row == 3
    one.leave()
    one = only(found(tmp_path))
    one.forget()
    assert names(tmp_path) == []


def test_an_ended_session_leaves_nothing(tmp_path: Path, keep: Keep) -> None:
    keeper = keep(1, 20_000)
    assert len(names(tmp_path)) == 2
    keeper.drop()
    keeper.settle()
    assert len(names(tmp_path)) == 1
    keeper.close()
    assert names(tmp_path) == []


def test_a_session_that_is_played_is_left_alone(tmp_path: Path, keep: Keep) -> None:
    living = keep(1, 20_000)
    assert found(tmp_path) == Search(None, ())
    code = (
        "import sys; from pathlib import Path; from studio.host.claim import claimed;"
        "print([claimed(path) for path in Path(sys.argv[1]).glob('*.routine.toml')])"
    )
    other = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == "[None]"
    assert len(names(tmp_path)) == 2
    living.close()


def test_who_offers_a_session_holds_it(tmp_path: Path, keep: Keep) -> None:
    die(keep(1, 20_000))
    one = only(found(tmp_path))
    assert found(tmp_path) == Search(None, ())
    one.leave()
    only(found(tmp_path)).forget()


@pytest.mark.parametrize(("row", "begins"), [(0, 0), (1, 1), (2, 1), (3, 3)])
def test_it_is_resumed_from_a_level_ready_and_tilts_again(
    tmp_path: Path, keep: Keep, row: int, begins: int
) -> None:
    die(keep(row, 0))
    one = only(found(tmp_path))
    start = one.schedule.starts[one.row]
    assert one.row == begins
    assert not next(one.schedule.segments_between(start, start + 1)).inverted
    one.forget()


def test_the_latest_is_offered_and_older_ones_go(tmp_path: Path, keep: Keep) -> None:
    die(keep(0, 1, when=NOON - timedelta(hours=2)))
    die(keep(1, 2))
    die(keep(3, 3, when=NOON - timedelta(hours=1)))
    die(keep(3, 3, when=NOON - TOO_OLD - timedelta(seconds=1)))
    one = only(found(tmp_path))
    assert one.place.row == 1
    assert len(names(tmp_path)) == 2
    one.forget()


def test_c53_a_clock_set_back_hides_nothing(tmp_path: Path, keep: Keep) -> None:
    die(keep(1, 2))
    only(found(tmp_path, NOON - timedelta(hours=1))).forget()


@pytest.mark.parametrize("what", [PLACE, ROUTINE])
@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"{", b"title ="])
def test_a_damaged_one_is_told_once_and_kept_aside(
    tmp_path: Path, keep: Keep, what: str, data: bytes
) -> None:
    die(keep(1, 2))
    next(tmp_path.glob(f"*{what}")).write_bytes(data)
    result = found(tmp_path)
    assert result.found is None
    assert sorted(result.damaged) == names(tmp_path)
    assert all(".damaged-1." in name for name in names(tmp_path))
    assert found(tmp_path) == Search(None, ())


def test_a_place_outside_its_routine_is_damaged(tmp_path: Path, keep: Keep) -> None:
    die(keep(4, 0))
    assert len(found(tmp_path).damaged) == 2


def test_a_session_of_unknown_exercises_is_not_offered(tmp_path: Path, keep: Keep) -> None:
    die(keep(0, 0, routine=Routine("Odd", (Step("unheard-of"),))))
    assert found(tmp_path).found is None


def test_an_exercise_of_the_routines_own_comes_with_it(tmp_path: Path, keep: Keep) -> None:
    own = Exercise("mine", "Mine", Posture.SITTING, (Hold(),), equipment=(Equipment.CHAIR,))
    die(keep(0, 0, routine=Routine("Own", (Step("mine"),), exercises=(own,))))
    one = only(found(tmp_path))
    assert one.schedule.step(0).name == "Mine"
    one.forget()


def test_where_nothing_can_be_kept_the_session_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    keeper = CheckpointFile(blocked / "sessions", EVENING)
    for row in range(3):
        keeper.keep(row, 0)
        keeper.settle()
    keeper.close()
    assert caplog.text.count("checkpoint-not-kept") == 1
