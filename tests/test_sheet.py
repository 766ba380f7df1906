"""The contact sheet shows every key pose of every exercise, and is there whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from studio.cli import main
from studio.core.exercise import Equipment, Exercise, Move
from studio.files.examine import Shelf, load_shelf
from studio.host.paths import resources_folder
from studio.paint.look import LIGHT
from studio.paint.sheet import (
    POSTER,
    Card,
    SheetError,
    cards_of,
    frames_of,
    pages_of,
    png,
    rows_of,
    sheet,
)
from studio.shell.poster import write_sheet

ROOT = Path(__file__).parents[1]
SHELF = load_shelf(resources_folder())
ROOM = 1300.0
PERSON = {colour.rgb() for colour in (LIGHT.ft, LIGHT.fb, LIGHT.fk, LIGHT.fs, LIGHT.sl)}


def outside(*words: object) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, where there is no display."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    command = [sys.executable, "-m", "studio", *(str(word) for word in words)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100, check=False
    )


@pytest.mark.parametrize("ending", [".PNG", ".pdf", ".svg"])
def test_the_command_writes_a_sheet_without_a_display(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"sheet{ending}"
    done = outside("exercises", "--sheet", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{path}\n", "")
    assert list(tmp_path.iterdir()) == [path]
    data = path.read_bytes()
    if ending == ".pdf":
        assert data.startswith(b"%PDF-")
        assert data.rstrip().endswith(b"%%EOF")
    elif ending == ".svg":
        words = "".join(ElementTree.fromstring(data).itertext())
        assert all(exercise.name in words for exercise in SHELF.catalogue.values())
    else:
        image = QImage.fromData(data)
        assert image.width() == POSTER
        assert image.height() > 120 * len(SHELF.catalogue) / 4


def _named(exercise: Exercise) -> set[str]:
    """The key poses that the first side of an exercise and of its presets goes through."""
    moves = [one for one in (*exercise.enter, *exercise.cycle, *exercise.leave) if isinstance(one, Move)]
    names = {name for move in moves for name in (*move.via, move.pose) if name is not None}
    return names | {name for preset in exercise.presets.values() for name in preset.poses.values()}


@pytest.mark.parametrize("id_", SHELF.catalogue)
def test_every_key_pose_of_an_exercise_is_on_its_card(id_: str) -> None:
    exercise = SHELF.catalogue[id_]
    frames = frames_of(exercise, SHELF.transitions)
    shown = {frame.pose for frame in frames}
    for name in _named(exercise) & set(exercise.poses):
        assert exercise.poses[name] in shown, name
    seen = [(frame.pose, frame.tilt) for frame in frames]
    assert len(seen) == len(set(seen)), "a picture twice"


def test_what_tilts_is_shown_level_and_tilted() -> None:
    looked_at = 0
    for exercise in SHELF.catalogue.values():
        tilt = exercise.dose.tilt
        if tilt is not None and {Equipment.TABLE, Equipment.INVERSION_CHAIR} & set(exercise.equipment):
            looked_at += 1
            tilts = {frame.tilt for frame in frames_of(exercise, SHELF.transitions)}
            assert 0 in tilts, exercise.id
            assert any(one and tilt.low <= 1000 * one <= tilt.high for one in tilts), exercise.id
    assert looked_at > 5


def test_what_hangs_is_not_turned_once_more() -> None:
    frames = frames_of(SHELF.catalogue["gravity-boots"], SHELF.transitions)
    assert {frame.tilt for frame in frames} == {0}
    assert len({frame.pose for frame in frames}) == len(frames)


def test_a_preset_of_its_own_poses_stands_under_its_name() -> None:
    said = [frame.said for frame in frames_of(SHELF.catalogue["childs-pose"], SHELF.transitions)]
    assert said == ["Come up", "Fold forward", "Arms back", "Forehead on arms"]


@pytest.mark.parametrize("id_", SHELF.catalogue)
def test_a_person_is_in_every_cell(qapp: QApplication, id_: str) -> None:
    one = Shelf({id_: SHELF.catalogue[id_]}, SHELF.transitions, ())
    room = POSTER - 64
    (card,) = cards_of(one.catalogue, one.transitions, room)
    image = QImage.fromData(sheet(".png", one.catalogue, one.transitions, LIGHT))
    cell = (card.width - 32) / len(card.frames)
    for number in range(len(card.frames)):
        place = QRectF(48 + number * cell, 180, cell, card.height - 50).toRect()
        found = sum(
            image.pixel(x, y) in PERSON
            for x in range(place.left(), place.right(), 2)
            for y in range(place.top(), min(place.bottom(), image.height()), 2)
        )
        assert found > 150, f"{id_}, picture {number}"


def test_rows_and_pages_hold_what_they_have_room_for(qapp: QApplication) -> None:
    cards = cards_of(SHELF.catalogue, SHELF.transitions, ROOM)
    rows = list(rows_of(cards * 4, ROOM))
    assert [card.exercise.id for row in rows for card in row.cards] == [
        card.exercise.id for card in cards * 4
    ]
    for row in rows:
        assert sum(card.width for card in row.cards) + 14 * (len(row.cards) - 1) <= ROOM + 0.01
    pages = pages_of(rows, 900)
    assert len(pages) > 1
    for page in pages:
        assert page[0].heading, "whoever turns the page reads what it is about"
        assert sum(row.height for row in page) <= 900 or len(page) == 1


def test_a_wide_card_is_made_smaller(qapp: QApplication) -> None:
    (wide,) = _cards_of_roll_down(400)
    (natural,) = _cards_of_roll_down(2000)
    assert wide.width <= 400 < natural.width
    assert wide.scale < natural.scale


def _cards_of_roll_down(room: float) -> list[Card]:
    return cards_of({"a": SHELF.catalogue["standing-roll-down"]}, SHELF.transitions, room)


def test_paper_has_a_page_for_every_few_rows(qapp: QApplication) -> None:
    data = sheet(".pdf", SHELF.catalogue, SHELF.transitions, LIGHT)
    cards = cards_of(SHELF.catalogue, SHELF.transitions, 1360)
    pages = pages_of(rows_of(cards, 1360), 1360 * 190 / 277 - 92)
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == len(pages)


def test_a_sheet_beyond_all_pictures_is_refused(qapp: QApplication) -> None:
    (row, *_) = rows_of(cards_of(SHELF.catalogue, SHELF.transitions, ROOM), ROOM)
    endless = replace(row, cards=(replace(row.cards[0], height=1e9),))
    with pytest.raises(SheetError, match="pdf"):
        png([endless], LIGHT)


@pytest.mark.parametrize(
    "words",
    [
        ["--sheet"],
        ["--sheet", "a.jpg"],
        ["--sheet", "sheet"],
        ["--sheet", ".png"],
        ["--sheet", "a.png", "--json"],
        ["--sheet", "a.png", "b.png"],
        ["--shee", "a.png"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["exercises", *words])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: spine-studio")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = outside("exercises", "--sheet", tmp_path / "none" / "a.png")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("a.png could not be written: the folder is not there any more\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("before", [None, b"the sheet of last year"])
def test_a_full_disk_leaves_what_was_there(
    qapp: QApplication,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: bytes | None,
) -> None:
    path = tmp_path / "a.svg"
    if before is not None:
        path.write_bytes(before)
    real = os.write
    written: list[int] = []

    def full(handle: int, data: bytes) -> int:
        if written:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(real(handle, bytes(data[:1000])))
        return written[0]

    monkeypatch.setattr("studio.files.save.os.write", full)
    assert write_sheet(path, resources_folder()) == 1
    monkeypatch.undo()
    assert written == [1000], "the disk was full half way"
    assert capsys.readouterr().err == f"spine-studio: {path} could not be written: the disk is full\n"
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([] if before is None else [before])
