"""Files of strangers in the builder and the player: nothing in them is taken for more than text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QDropEvent, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QMenu,
    QMessageBox,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.core.routine import Step
from studio.host.awake import NeverAwake
from studio.host.clock import HandClock
from studio.host.paths import resources_folder, routines_folder
from studio.host.sound import NoSound
from studio.paint.look import LIGHT
from studio.player.window import PlayerWindow
from studio.shell.desk import Desk
from studio.shell.prompts import QtPrompts
from studio.shell.window import MOST_DROPPED, BuilderWindow
from tests.hostile import SHORT, markup, text_of, title
from tests.shell.person import Person

NINE = datetime(2026, 11, 20, 21, 0)
SERVER = "http://127.0.0.1:9"


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def desk(qtbot: QtBot, person: Person, tmp_path: Path) -> Iterator[Desk]:
    window = BuilderWindow(LIGHT)
    qtbot.addWidget(window)
    made = Desk(window, resources_folder(), person, tmp_path, lambda: NINE, LIGHT)
    window.show()
    with qtbot.waitSignal(made.completed):
        made.open(None)
    yield made
    window.close()


def opened(desk: Desk, tmp_path: Path, short: str, *, playable: bool = True) -> None:
    path = tmp_path / "hostile.routine.toml"
    text = text_of(markup("/nowhere/canary.png", SERVER), short, playable=playable)
    path.write_text(text, encoding="utf-8")
    assert desk.filing.open_path(path), text


def pages(desk: Desk) -> Iterator[None]:
    """Every page of the builder, one after the other, with each step selected once."""
    yield
    for uid in [item.uid for item in desk.document.routine.steps]:
        desk._selection.set([uid])
        QApplication.processEvents()
        yield
    for name in ("check", "next_notice", "fit", "text", "settings"):
        desk.actions[name].trigger()
        QApplication.processEvents()
        yield
    step = next(desk.document.routine.walk())
    desk._selection.set([step.uid])
    desk.actions["edit_exercise"].trigger()
    QApplication.processEvents()
    yield


def is_markup(text: str) -> bool:
    """Whether a widget that guesses would take a text for markup."""
    return re.search(r"<[A-Za-z/!]", text) is not None


def guessed(widgets: list[QWidget]) -> list[str]:
    """Texts that are taken for markup, or could be, where they are shown."""
    wrong = []
    for widget in widgets:
        if isinstance(widget, QLabel):
            plain = widget.textFormat() is Qt.TextFormat.PlainText
            if (not plain and is_markup(widget.text())) or widget.openExternalLinks():
                wrong.append(f"label {widget.text()[:60]}")
        if isinstance(widget, QGroupBox) and is_markup(widget.title()):
            wrong.append(f"group {widget.title()[:60]}")
        if isinstance(widget, QTextEdit) and "<img" in widget.toHtml():
            wrong.append(f"text {widget.toPlainText()[:60]}")
        tips = (widget.toolTip(), widget.whatsThis(), widget.statusTip())
        wrong += [f"tip {tip[:60]}" for tip in tips if is_markup(tip) and "<img" in tip]
    return wrong


def swallowed(widgets: list[QWidget]) -> list[str]:
    """Texts of buttons, menus and tabs in which an ampersand underlines a letter of a file's text."""
    shown = [widget.text() for widget in widgets if isinstance(widget, QAbstractButton)]
    shown += [menu.title() for menu in widgets if isinstance(menu, QMenu)]
    shown += [action.text() for widget in widgets for action in widget.findChildren(QAction)]
    shown += [bar.tabText(at) for bar in widgets if isinstance(bar, QTabBar) for at in range(bar.count())]
    return [text for text in shown if "A &" in text and "A && B 100 % {0} %s" not in text]


def cut(widgets: list[QWidget]) -> list[str]:
    """Texts in which a formatter took its part of what a file says."""
    labels = [widget.text() for widget in widgets if isinstance(widget, QLabel)]
    labels += [box.itemText(at) for box in widgets if isinstance(box, QComboBox) for at in range(box.count())]
    tips = [QTextDocumentFragment.fromHtml(widget.toolTip()).toPlainText() for widget in widgets]
    return [text for text in (*labels, *tips) if "A & B" in text and SHORT not in text and "…" not in text]


def test_b35_b36_every_page_shows_the_texts_of_a_file_as_they_are(desk: Desk, tmp_path: Path) -> None:
    for short in (SHORT, title("/nowhere/canary.png")):
        for playable in (True, False):
            opened(desk, tmp_path, short, playable=playable)
            for _page in pages(desk):
                widgets = QApplication.allWidgets()
                assert guessed(widgets) == []
                assert swallowed(widgets) == []
                assert cut(widgets) == []
            for editor in desk._exercising._editors if hasattr(desk._exercising, "_editors") else ():
                editor.close()


def test_b35_b36_the_player_shows_the_texts_of_a_file_as_they_are(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(desk, tmp_path, title("/nowhere/canary.png"))
    document = desk.document
    clock = HandClock()
    window = PlayerWindow(
        document.schedule, document.routine.title, document.known, clock, NoSound(), NeverAwake()
    )
    qtbot.addWidget(window)
    window.show()
    for start in document.schedule.starts:
        window.session.seek(start)
        assert not window.grab().isNull()
        widgets = [window, *window.findChildren(QWidget)]
        assert guessed(widgets) == []
        assert swallowed(widgets) == []
    window.close()


def test_b37_nothing_in_a_name_turns_the_window_around_or_hides_in_it(desk: Desk, tmp_path: Path) -> None:
    spoofed = "safe\u202egnp.exe\u2066\u200b\u0007\r\nsecond line" + "\u0301" * 60
    opened(desk, tmp_path, spoofed)
    for _page in pages(desk):
        texts = [desk.window.windowTitle()]
        texts += [
            widget.text() for widget in QApplication.allWidgets() if isinstance(widget, QAbstractButton)
        ]
        for widget in QApplication.allWidgets():
            if isinstance(widget, QLabel) and widget.text().startswith("safe"):
                texts.append(widget.text())
        found = [text for text in texts if any(sign in text for sign in "\u202e\u2066\u0007\r")]
        assert found == []


class Browser(QObject):
    """Stands in for every program that the system would open an address with."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.asked.append(url.toString())


SCHEMES = ("http", "https", "file", "smb", "javascript", "data", "mailto")


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, made, "open")  # type: ignore[arg-type]  # it refuses bytes
    yield made
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)


def test_b42_no_link_of_a_file_is_opened(desk: Desk, browser: Browser, tmp_path: Path) -> None:
    QDesktopServices.openUrl(QUrl("javascript:1"))
    assert browser.asked == ["javascript:1"], "it would be noticed"
    browser.asked.clear()
    opened(desk, tmp_path, title("/nowhere/canary.png"))
    for _page in pages(desk):
        for label in desk.window.findChildren(QLabel):
            if "127.0.0.1" in label.text() and label.isVisible():
                QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=QPoint(label.width() // 2, 8))
                assert not label.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse
    assert browser.asked == []


def test_b42_no_part_of_the_program_opens_addresses() -> None:
    words = ("openUrl", "setOpenExternalLinks(True", "setOpenLinks(True", "webbrowser", "xdg-open")
    studio = resources_folder().parent / "studio"
    files = sorted(studio.rglob("*.py"))
    assert len(files) > 100
    found = [f"{path.name}: {word}" for path in files for word in words if word in path.read_text("utf-8")]
    assert found == []


STEEP = """format = 1
title = "Too far"
[[steps]]
exercise = "over"
tilt = 90
hold = 1200
[exercise.over]
name = "Over"
posture = "table"
equipment = ["table"]
cycle = [{ tilt = true }, { hold = true }, { tilt = 0 }]
"""


class Careful(Person):
    """Writes down what it is asked about playing."""

    def __init__(self, answer: bool) -> None:
        self.answer = answer
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def beyond(self, title: str, reasons: object) -> bool:
        assert isinstance(reasons, tuple)
        self.asked.append((title, reasons))
        return self.answer


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Titles of what was played, in place of a player."""
    titles: list[str] = []

    def play(document: object, _settings: object, _beside: object, _ended: Callable[[int], object]) -> None:
        titles.append(document.routine.title)  # type: ignore[attr-defined]  # the document of a desk

    monkeypatch.setattr("studio.shell.playing.play_document", play)
    return titles


@pytest.mark.parametrize("answer", [False, True])
def test_b44_what_goes_beyond_the_advice_opens_flagged_and_plays_by_consent(
    desk: Desk, tmp_path: Path, played: list[str], answer: bool
) -> None:
    careful = Careful(answer)
    desk._prompts = careful
    desk.filing.open_path(routines_folder() / "home-basics.routine.toml")
    desk.actions["play"].trigger()
    assert (len(played), careful.asked) == (1, [])
    path = tmp_path / "steep.routine.toml"
    path.write_text(STEEP, encoding="utf-8")
    assert desk.filing.open_path(path)
    assert {"steep-tilt", "inverted-at-once"} & {one.code for one in desk._workspace.advising.notices}
    desk.actions["play"].trigger()
    ((asked, reasons),) = careful.asked
    assert asked == "Too far"
    assert any("90" in reason for reason in reasons)
    assert played[1:] == (["Too far"] if answer else [])
    desk.actions["play"].trigger()
    assert len(careful.asked) == (1 if answer else 2), "what was agreed to is not asked again"
    step = desk.document.routine.steps[0]
    assert isinstance(step, Step)


def test_b44_the_question_does_not_play_by_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    boxes: list[QMessageBox] = []

    def shown(box: QMessageBox) -> int:
        boxes.append(box)
        assert box.textFormat() is Qt.TextFormat.PlainText
        default = box.defaultButton()
        assert default is not None
        assert default.text() == "Do not play"
        assert "<b>Too</b> far" in box.text()
        assert "\u202e" not in box.text()
        default.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", shown)
    assert not QtPrompts(window).beyond("<b>Too</b> far\u202e", ("one", "two", "three", "four", "five"))
    assert boxes


def test_b45_a_thousand_files_and_other_things_are_dropped(desk: Desk, tmp_path: Path) -> None:
    wanted: list[Path] = []
    desk.windows_wanted.connect(wanted.extend)
    good = (routines_folder() / "home-basics.routine.toml").read_bytes()
    urls = [QUrl("http://127.0.0.1:9/x.routine.toml"), QUrl.fromLocalFile(str(tmp_path))]
    for row in range(1_000):
        path = tmp_path / f"{row:04}.routine.toml"
        path.write_bytes(good)
        urls.append(QUrl.fromLocalFile(str(path)))
    mime = QMimeData()
    mime.setUrls(urls)
    event = QDropEvent(
        QPoint(5, 5).toPointF(), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    desk.window.dropEvent(event)
    assert desk.document.path == tmp_path / "0000.routine.toml"
    assert len(wanted) + 1 <= MOST_DROPPED
    ignored = len(urls) - 1 - len(wanted)
    said = " ".join(label.text() for label in desk.window.findChildren(QLabel))
    assert f"{ignored} more were ignored" in said or f"{ignored} more" in said


def test_b38_a_title_of_a_million_characters_cannot_get_into_the_window(desk: Desk) -> None:
    before = desk.document.routine
    desk.document.edit("Rename", replace(before, title="x" * 1_000))
    assert len(desk.window.windowTitle()) < 300
