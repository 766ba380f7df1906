"""No word in any phase is cut: each is whole and inside its box, in letters that are read from there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontDatabase, QFontMetricsF
from pytestqt.qtbot import QtBot

from studio.core.dose import Sides
from studio.player.labels import Label
from studio.player.lettering import Written
from studio.player.session import State
from studio.player.sizes import View, angle_of
from tests.player.routines import MANUAL, TWO_STEPS, Player, step

ROOT = Path(__file__).parents[2]
PIXEL = 25.4 / 96
ITEMS = (
    *TWO_STEPS, step("bow", sets=2, reps=2, rest=30), MANUAL,
    step("table", hold=60, tilt=30, sides=Sides.EACH, reps=2, rest=20), step("cat"),
)  # fmt: skip
SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (800, 480)]
NAMES = ("heading", "following")  # names of exercises may be long: they are cut short, and last


@pytest.fixture(autouse=True)
def letters(qtbot: QtBot) -> Iterator[None]:
    """The letters that the program brings along."""
    font = QFontDatabase.addApplicationFont(str(ROOT / "resources" / "fonts" / "InterVariable.ttf"))
    assert font >= 0
    yield
    QFontDatabase.removeApplicationFont(font)


def said(player: Player) -> list[tuple[str, Written, QRectF, float]]:
    """Everything that is written: where, what, in what room, at what scale."""
    screen = player.window.screen_
    found: list[tuple[str, Written, QRectF, float]] = []
    for name in ("heading", "side", "time_left", "word", "breath", "following", "sign", "helper"):
        label = getattr(screen, name)
        assert isinstance(label, Label)
        if label.isVisible() and label.value is not None:
            room = label.size_in_full
            found += [(name, words, room, label.scale) for words in label.written(label.value)]
    pacer, stage = screen.pacer, screen.stage
    if pacer.value is not None and screen.word.isHidden() and pacer.value.word:
        whole = QRectF(0, 0, 640, 640)
        found.append(("pacer", pacer.word_in_place(pacer.value), whole, pacer.unit))
    if stage.value is not None and stage.value.tilt >= 1 and stage.isVisible():
        found.append(("angle", stage.angle_in_place(stage.value), stage.box, 1.0))
    bar = player.window.way_up.bar
    if bar.isVisible():
        scale = screen.heading.scale
        room = QRectF(0, 0, bar.width() / scale, bar.height() / scale)
        found += [("come up", words, room, scale) for words in bar.written()]
    return found


def assert_whole(player: Player, distance: float) -> set[str]:
    kinds: set[str] = set()
    for name, words, room, scale in said(player):
        kinds.add(name)
        note = (player.at, name, words.wanted, words.words.text, words.box, room)
        if name not in NAMES:
            assert words.words.text == words.wanted, note
        assert words.words.width <= words.box.width() + 2, note
        assert words.box.left() >= -1, note
        assert words.box.right() <= room.right() + 2, note
        metrics = QFontMetricsF(words.words.font)
        baseline = words.box.center().y() + metrics.capHeight() / 2
        assert baseline <= room.bottom() + 1, note
        assert baseline - metrics.capHeight() >= room.top() - 1, note
        assert baseline + 0.22 * words.words.font.pixelSize() <= max(room.bottom(), 640) + 1, note
        if name not in ("sign", "helper"):
            seen = angle_of(words.words.font.pixelSize() * scale, PIXEL, distance)
            assert seen >= 15.4, (*note, seen)
    return kinds


@pytest.mark.parametrize("turn", ["with me", "never"])
@pytest.mark.parametrize(("size", "distance"), [*((size, 0.0) for size in SIZES), ((1920, 1080), 4.0)])
def test_d62_every_word_of_every_phase_is_whole_and_inside(
    qtbot: QtBot, size: tuple[int, int], distance: float, turn: str
) -> None:
    # As far away as the design is for, or, at 4 m, with letters that are larger than it has them.
    distance = distance or 2.86 * min(size[0] / 1920, size[1] / 1080)
    player = Player(ITEMS, size, view=View(distance=distance, turn=turn))
    qtbot.addWidget(player.window)
    player.show()
    kinds: set[str] = set()
    seen: set[object] = set()
    ends = [segment.end for segment in player.schedule.segments]
    for segment in player.schedule.segments:
        player.forward(max(0, segment.start + min(1_000, segment.length // 2) - player.at))
        if player.window.session.state is State.WAITING:
            kinds |= assert_whole(player, distance)
            player.window.session.go_on()
        kinds |= assert_whole(player, distance)
        seen.add((segment.kind, segment.inverted))
    player.window.session.pause()
    kinds |= assert_whole(player, distance)
    player.window.session.play()
    player.forward(ends[-1] - player.at)
    message = player.window.panel.message
    assert message is not None
    where = player.window.screen_.place(player.window.size())
    for words in player.window.panel.written(where):
        assert words.words.text == words.wanted, words.wanted
    assert len(seen) >= 9
    assert {"heading", "side", "breath", "come up", "helper", "angle"} <= kinds
    player.window.close()
