"""The parts of the player's window as a person sees them: pixels where they have a meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.dose import Side
from studio.core.moment import moment_at
from studio.core.routine import Item
from studio.core.schedule import Schedule
from studio.paint.look import PLAYER
from studio.player.area import Area
from studio.player.figures import ENTERS, Figure, Figures, way
from studio.player.glide import breath_at
from studio.player.labels import Breathing, BreathWord, Heading, SideLine, Title
from studio.player.lettering import Type, fitted
from studio.player.pacer import EMPTY, FULL, Breath, Face, Pacer, dimmed
from studio.player.places import places
from studio.player.progress import ProgressBar, spans_of
from studio.player.stage import Stage
from tests.player.routines import CATALOGUE, CIRCUIT, MANUAL, SIDES, TWO_STEPS, scheduled, step

ROOT = Path(__file__).parents[2]
FULL_SIZE = places(QSize(1920, 1080))
DRAWN = CATALOGUE["knees"].figure_side


@pytest.fixture(autouse=True)
def letters(qtbot: QtBot) -> Iterator[None]:
    """The letters that the program brings along."""
    font = QFontDatabase.addApplicationFont(str(ROOT / "resources" / "fonts" / "InterVariable.ttf"))
    assert font >= 0
    yield
    QFontDatabase.removeApplicationFont(font)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1920, 1080)
    made.setStyleSheet("background: #0b1114")
    qtbot.addWidget(made)
    return made


def picture(area: QWidget) -> QImage:
    image = QImage(area.size(), QImage.Format.Format_RGB32)
    image.fill(PLAYER.bg)
    painter = QPainter(image)
    area.render(painter, QPoint(), QRegion(), QWidget.RenderFlag(0))
    painter.end()
    return image


def channels(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def count_of(image: QImage, colour: QColor, box: QRectF | None = None) -> int:
    """Pixels of about that colour."""
    area = (box or QRectF(image.rect())).toRect()
    wanted = channels(colour)
    return sum(
        all(abs(a - b) < 12 for a, b in zip(channels(image.pixelColor(x, y)), wanted, strict=True))
        for x in range(area.left(), area.right(), 2)
        for y in range(area.top(), area.bottom(), 2)
    )


def pacer(window: QWidget, lung: float, face: Face) -> Pacer:
    made = Pacer(window, PLAYER)
    made.place(QRectF(0, 0, 640, 640), FULL_SIZE)
    made.show_value(face)
    made.show_breath(Breath(lung, PLAYER.hold))
    return made


@pytest.mark.parametrize(("lung", "radius"), [(0.0, EMPTY), (0.5, (EMPTY + FULL) / 2), (1.0, FULL)])
def test_the_disc_is_as_full_as_the_lungs(window: QWidget, lung: float, radius: float) -> None:
    disc = pacer(window, lung, Face("", "hold", ""))
    assert disc.radius == pytest.approx(radius)
    row = [picture(disc).pixelColor(x, 322) for x in range(640)]
    ring = [x for x, colour in enumerate(row) if colour == PLAYER.hold]
    assert min(ring) == pytest.approx(320 - radius - 6, abs=2)
    assert max(ring) == pytest.approx(320 + radius + 6, abs=2)


def test_the_ring_repaints_all_that_it_passes(window: QWidget) -> None:
    disc = pacer(window, 0.3, Face("7", "hold", "Hold"))
    before = picture(disc)
    old = Breath(0.3, PLAYER.hold)
    disc.show_breath(Breath(0.34, PLAYER.hold))
    region = disc.region_since(old)
    after = picture(disc)
    changed = [
        QPoint(x, y)
        for x in range(0, 640, 3)
        for y in range(0, 640, 3)
        if before.pixelColor(x, y) != after.pixelColor(x, y)
    ]
    assert changed
    assert all(region.contains(point) for point in changed)
    assert not region.contains(QPoint(320, 320))


def test_the_number_is_white_and_large_and_closed(window: QWidget) -> None:
    four = picture(pacer(window, 1.0, Face("4", "hold", "Hold")))
    box = QRectF(180, 120, 280, 300)
    assert count_of(four, PLAYER.tx, box) > 2_500
    # Where the strokes of the 4 cross there is no hole.
    columns = [x for x in range(180, 460) if four.pixelColor(x, 335) == PLAYER.tx]
    assert columns
    assert columns == list(range(columns[0], columns[-1] + 1))


def test_a_long_number_is_made_to_fit(window: QWidget) -> None:
    image = picture(pacer(window, 1.0, Face("12:00:00", "hold", "Hold")))
    edge = [image.pixelColor(x, y) for x in (2, 637) for y in range(640)]
    assert PLAYER.tx not in edge
    assert count_of(image, PLAYER.tx) > 1_000


def test_what_an_exercise_says_takes_the_words_place_where_it_fits(window: QWidget) -> None:
    said = picture(pacer(window, 0.5, Face("4", "move", "Move", "Lift")))
    word = picture(pacer(window, 0.5, Face("4", "move", "Move")))
    long = picture(pacer(window, 0.5, Face("4", "move", "Move", "Lift both hips as high as they like to go")))
    assert said != word
    assert long == word


def test_the_breath_goes_softly_from_one_phase_to_the_next() -> None:
    schedule = scheduled(*TWO_STEPS)
    shown = []
    for at in range(24_000, 26_000, 10):  # the end of a move, and 500 ms later the middle of a rest
        moment = moment_at(schedule, at)
        assert moment is not None
        shown.append(breath_at(schedule, moment, PLAYER))
    steps = [abs(b.lung - a.lung) for a, b in pairwise(shown)]
    assert max(steps) < 0.02
    assert shown[0].colour == PLAYER.move
    assert shown[-1].colour == PLAYER.rest_line
    assert shown[-1].lung == pytest.approx(0.25)
    paced = moment_at(schedule, 11_000)
    assert paced is not None
    assert breath_at(schedule, paced, PLAYER).lung == paced.lung


def heading(window: QWidget, title: Title) -> QImage:
    made = Heading(window, PLAYER, "Exercise")
    made.place(QRectF(0, 0, 1280, 116), FULL_SIZE)
    made.show_value(title)
    return picture(made)


def side_line(window: QWidget, title: Title) -> QImage:
    made = SideLine(window, PLAYER, "Side")
    made.place(QRectF(0, 0, 1280, 148), FULL_SIZE)
    made.show_value(title)
    return picture(made)


def test_the_half_disc_is_on_the_side_that_is_trained(window: QWidget) -> None:
    left = side_line(window, Title("Twist", "Left side", Side.LEFT))
    right = side_line(window, Title("Twist", "Right side", Side.RIGHT))
    west, east = QRectF(6, 20, 22, 44), QRectF(36, 20, 22, 44)
    assert count_of(left, PLAYER.hold, west) > 3 * count_of(left, PLAYER.hold, east)
    assert count_of(right, PLAYER.hold, east) > 3 * count_of(right, PLAYER.hold, west)


def test_there_is_a_pip_for_each_repetition_full_where_it_is_done(window: QWidget) -> None:
    image = side_line(window, Title("Twist", "Rep 2 of 4", rep=2, reps=4))
    pips = [count_of(image, PLAYER.hold, QRectF(50 * n + 4, 92, 34, 48)) for n in range(5)]
    assert pips[0] > 1.4 * pips[1] > 0
    assert pips[2:] == [0, 0, 0]
    assert count_of(image, PLAYER.tx3, QRectF(154, 92, 34, 48)) > 0


def test_a_long_name_is_shortened_and_never_cut(window: QWidget, qtbot: QtBot) -> None:
    name = "A very long name of an exercise that nobody would ever give to anything at all"
    words = fitted(name, Type(96, 660, -0.023), 1280)
    assert words.text.endswith("\N{HORIZONTAL ELLIPSIS}")
    assert words.width <= 1281
    assert words.font.pixelSize() >= 70  # legible from three metres
    image = heading(window, Title(name, ""))
    assert count_of(image, PLAYER.tx, QRectF(1274, 0, 6, 116)) == 0


def test_text_that_looks_like_markup_is_written_as_it_stands(window: QWidget) -> None:
    marked = heading(window, Title("<b>Cat</b>", ""))
    assert fitted("<b>Cat</b> & cow", Type(96, 660), 2000).text == "<b>Cat</b> & cow"
    assert count_of(marked, PLAYER.tx) > 1.5 * count_of(heading(window, Title("Cat", "")), PLAYER.tx)


def test_a_paced_breath_is_said_louder_than_a_free_one(window: QWidget) -> None:
    def shown(breathing: Breathing) -> QImage:
        made = BreathWord(window, PLAYER, "Breath")
        made.place(QRectF(0, 0, 704, 140), FULL_SIZE)
        made.show_value(breathing)
        return picture(made)

    assert count_of(shown(Breathing("Breathe in", True)), PLAYER.hold) > 2_000
    assert count_of(shown(Breathing("Breathe in", True, inverted=True)), PLAYER.inv) > 2_000
    assert count_of(shown(Breathing("Breathe freely", False)), PLAYER.hold) == 0


def test_an_area_repaints_only_what_is_new(qtbot: QtBot, window: QWidget) -> None:
    class Counted(Area[str]):
        painted = 0

        def paint(self, painter: QPainter, value: str) -> None:
            self.painted += 1

    area = Counted(window, PLAYER, "Word")
    area.place(QRectF(0, 0, 100, 100), FULL_SIZE)
    window.show()
    area.show_value("one")
    qtbot.waitUntil(lambda: area.painted > 0)
    area.repaint()
    before = area.painted
    for _ in range(10):
        area.show_value("one")
    QWidget.repaint(window, 500, 500, 1, 1)
    assert area.painted == before
    area.show_value("two")
    qtbot.waitUntil(lambda: area.painted == before + 1)


def bar(window: QWidget, *items: Item) -> ProgressBar:
    made = ProgressBar(window, PLAYER, scheduled(*items))
    made.place(QRectF(0, 24, 1920, 64), FULL_SIZE)
    return made


def test_the_bar_is_made_of_steps_and_circuits_as_long_as_they_take() -> None:
    schedule = scheduled(step("cat"), MANUAL, CIRCUIT, SIDES)
    spans = spans_of(schedule)
    starts = schedule.starts
    assert [(span.start, span.end) for span in spans] == [
        (0, starts[2]), (starts[2], starts[6]), (starts[6], schedule.length),
    ]  # fmt: skip
    assert spans[1].marks == (starts[4],)


def test_the_bar_fills_as_the_session_goes(window: QWidget) -> None:
    made = bar(window, *TWO_STEPS)
    length = scheduled(*TWO_STEPS).length

    def full(at: int) -> int:
        made.show_position(at)
        image = picture(made)
        return sum(image.pixelColor(x, 34) == PLAYER.hold for x in range(1920))

    widths = [full(at) for at in (50_000, 100_000, 150_000, length - 1)]
    assert widths == sorted(widths)
    assert widths[0] < widths[1] < widths[2] < widths[3]
    assert made.accessibleDescription() == "Step 2 of 2"


@pytest.mark.parametrize(("share", "start"), [(0.02, 0), (0.2, 0), (0.5, 45_000), (0.98, 45_000)])
def test_a_click_on_the_bar_goes_to_the_start_of_the_step_there(
    qtbot: QtBot, window: QWidget, share: float, start: int
) -> None:
    made = bar(window, *TWO_STEPS)
    place = QPoint(round(72 + share * 1776), 34)
    with qtbot.waitSignal(made.chosen) as told:
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [start]


def test_a_click_beside_the_bar_is_none(qtbot: QtBot, window: QWidget) -> None:
    made = bar(window, *TWO_STEPS)
    with qtbot.assertNotEmitted(made.chosen):
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(20, 34))
        QTest.mouseClick(made, Qt.MouseButton.RightButton, pos=QPoint(900, 34))


def test_a_bar_of_a_thousand_steps_stays_in_its_place(window: QWidget) -> None:
    made = bar(window, *[step("knees", hold=5) for _ in range(1_000)])
    assert made.time_at(71 + 1776) is not None
    assert made.time_at(1900) is None
    made.show_position(4_000_000)
    assert count_of(picture(made), PLAYER.track, QRectF(1850, 0, 70, 64)) == 0


def at(figures: Figures, schedule: Schedule, ms: int) -> Figure:
    moment = moment_at(schedule, ms)
    assert moment is not None
    found = figures.at(moment, 0.5)
    assert found is not None
    return found


def test_the_figure_is_mirrored_for_the_other_side_and_keeps_its_place() -> None:
    schedule = scheduled(*TWO_STEPS)
    figures = Figures(schedule, CATALOGUE)
    left, right = at(figures, schedule, 61_000), at(figures, schedule, 130_000)
    assert (left.mirrored, right.mirrored) == (DRAWN is Side.RIGHT, DRAWN is Side.LEFT)
    assert left.bounds == right.bounds
    moment = moment_at(schedule, 61_000)
    assert moment is not None
    assert Figures(schedule, {}).at(moment, 0.5) is None


def test_the_figure_moves_pixel_by_pixel_and_shows_where_it_goes() -> None:
    schedule = scheduled(step("bow"))  # ready 5, bow out 6, hold 10, up in 4
    figures = Figures(schedule, CATALOGUE)
    down = [at(figures, schedule, ms) for ms in range(5_000, 11_000, 5)]
    poses = CATALOGUE["bow"].poses
    assert (down[0].pose, at(figures, schedule, 11_000).pose) == (poses["up"], poses["low"])
    assert {figure.ghost for figure in down} == {poses["low"]}
    distinct = [a for a, b in pairwise(down) if a.pose is not b.pose]
    assert 60 < len(distinct) <= way((poses["up"], poses["low"]))
    assert at(figures, schedule, 12_000).ghost is None
    assert at(figures, schedule, 22_000).ghost is None
    assert len({figure.bounds for figure in down}) == 1
    assert way((poses["up"], poses["up"])) == 0


def test_a_table_makes_room_for_its_tilt() -> None:
    schedule = scheduled(step("table", hold=60, tilt=60))
    figures = Figures(schedule, CATALOGUE)
    lying, tilted = at(figures, schedule, 1_000), at(figures, schedule, 80_000)
    assert (lying.tilt, tilted.tilt) == (0, 60)
    assert lying.bounds == tilted.bounds
    assert tilted.bounds.top > 0.9


def test_the_stage_paints_the_figure_and_its_shadow(window: QWidget) -> None:
    schedule = scheduled(step("bow"))
    figures = Figures(schedule, CATALOGUE)
    stage = Stage(window, PLAYER)
    stage.place(QRectF(0, 0, 1212, 510), FULL_SIZE)
    stage.show_value(at(figures, schedule, 6_000))
    shadowed = picture(stage)
    stage.show_value(replace(at(figures, schedule, 6_000), ghost=None))
    alone = picture(stage)
    assert count_of(alone, PLAYER.ft) > 200
    assert shadowed != alone
    stage.show_value(None)
    assert count_of(picture(stage), PLAYER.ft) == 0


def test_the_figure_goes_softly_into_the_next_step() -> None:
    schedule = scheduled(step("knees", hold=10), step("bow"))
    figures = Figures(schedule, CATALOGUE)
    start = schedule.starts[1]
    before, after = at(figures, schedule, start - 1), at(figures, schedule, start + ENTERS)
    way_in = [at(figures, schedule, start + ms) for ms in range(0, ENTERS, 50)]
    assert way_in[0].pose == before.pose
    assert before.pose != after.pose
    assert len({figure.pose for figure in way_in}) > 8
    assert at(figures, schedule, start + ENTERS + 500).pose == after.pose


def test_a_figure_that_keeps_still_shows_two_poses_of_a_move_and_nothing_between() -> None:
    schedule = scheduled(step("bow"))
    figures = Figures(schedule, CATALOGUE, still=True)
    poses = CATALOGUE["bow"].poses
    shown = [at(figures, schedule, ms) for ms in range(5_000, 11_000, 100)]
    assert {(figure.pose, figure.ghost) for figure in shown} == {(poses["low"], poses["up"])}


def test_a_disc_that_keeps_still_shows_a_level(window: QWidget) -> None:
    disc = Pacer(window, PLAYER.at_rest(True))
    disc.place(QRectF(0, 0, 640, 640), FULL_SIZE)
    disc.show_value(Face("", "hold", ""))
    levels = []
    for lung in (0.1, 0.5, 0.9):
        disc.show_breath(Breath(lung, PLAYER.hold))
        assert disc.radius == FULL
        levels.append(count_of(picture(disc), dimmed(PLAYER.hold, 0.45)))
    assert levels == sorted(levels)
    assert levels[0] < levels[1] < levels[2]
